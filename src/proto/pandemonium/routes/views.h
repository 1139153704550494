// What routes show: values of the store joined with who is online (pandemonium 3.1, 3.3, 3.7). The first half runs inside a
// unit of work, the second on the loop's thread.
#pragma once

#include "core/community_state.h"
#include "hub/hub.h"
#include "proto/pandemonium/translate.h"
#include "service/accounts.h"
#include "service/messages.h"
#include "store/store.h"

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace pandemonium {

/// A person, with what only they may see when it is the caller themselves.
struct ShownUser {
  core::User user;
  std::optional<service::SelfUser> self;
};
/// not_found "user" also for deleted people.
base::Result<ShownUser> load_shown_user(store::Reader& reader, const std::optional<service::Actor>& caller, core::UserId id);

/// Messages with the channels they and their replies are in.
struct ShownMessages {
  std::vector<service::MessageViewRef> views;
  std::unordered_map<core::ChannelId, core::Channel> channels;
};
ShownMessages with_channels(store::Reader& reader, std::vector<service::MessageViewRef> views);
/// For the use cases that give one message.
base::Result<ShownMessages> with_channels(store::Reader& reader, const base::Result<service::MessageViewRef>& view);

/// Self view or public view (3.1).
User user_view(const ShownUser& shown, const hub::Hub& hub);
/// JSON of the only message.
std::string message_json(const ShownMessages& shown, const hub::Hub& hub);
std::string messages_json(const ShownMessages& shown, const hub::Hub& hub);

/// Everything in the snapshot, members in the public view.
SphereParts sphere_view(const core::CommunitySnapshot& snapshot, const hub::Hub& hub);

}  // namespace pandemonium
