// What is served outside every protocol: the first page, health, metrics, the generated documents. One mount per event loop.
#pragma once

#include <string>

#include "app/shared.h"
#include "http/router.h"
#include "service/runner.h"

namespace app {

/// Both must outlive the mount. Handlers run on the runner's loop.
http::Mount make_root_mount(Shared& shared, service::Runner& runner);

/// The page at "/": addresses under `origin` (scheme://host[:port]) and what to do first.
std::string front_page(const std::string& origin);

/// The JSON at "/.well-known/stoat": where clients who only know this host find the API (bonfire-rest 1.1).
std::string api_pointer(const bonfire::Config& config, const std::string& origin);

/// Whether metrics may be told to this request: those of this machine, and not on behalf of somebody behind a proxy.
bool from_this_machine(const http::Request& request);

}  // namespace app
