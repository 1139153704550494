// Protocols: every protocol's ends on one event loop. A further protocol is a member here and its lines in protocols.cpp.
// Made before the loop runs, used on its thread.
#pragma once

#include <memory>
#include <string>

#include "app/shared.h"
#include "hub/hub.h"
#include "net/server.h"
#include "service/authenticator.h"
#include "service/runner.h"

namespace app {

/// What a protocol's parts stand on.
struct LoopServices {
  hub::Hub& hub;
  service::Runner& runner;
  service::Authenticator& authenticator;
};

class Protocols {
 public:
  Protocols(Shared& shared, LoopServices services);
  ~Protocols();

  /// Every protocol below its usual paths.
  net::Site site();
  /// One part alone, at the root.
  net::Site site_of(const std::string& mount);

 private:
  struct Pandemonium;
  struct Bonfire;
  std::unique_ptr<Pandemonium> pandemonium_;
  std::unique_ptr<Bonfire> bonfire_;
};

}  // namespace app
