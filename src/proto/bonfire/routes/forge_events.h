// Events of code forges in GitHub's form, told as embeds (bonfire-rest 4.2). Pure functions, any thread.
#pragma once

#include "core/message.h"
#include "proto/bonfire/wire_error.h"

#include <tl/expected.hpp>

#include <optional>
#include <string_view>

namespace bonfire {

/// `event` is the header X-GitHub-Event. Pushes, branches, tags, forks, stars, releases, and what happens to issues, pull
/// requests, discussions and the comments on them; nothing for anything else. An embed keeps the limits of those that people
/// send. MissingHeaders without an event; FailedValidation (400) for what is no JSON, (422) for what is no object.
tl::expected<std::optional<core::CustomEmbed>, ErrorObject> read_forge_event(std::string_view event, std::string_view body);

}  // namespace bonfire
