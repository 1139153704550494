// Between core and wire, both ways: the only place that knows both vocabularies. Pure functions, any thread.
#pragma once

#include "core/community_state.h"
#include "core/event.h"
#include "core/file.h"
#include "core/message.h"
#include "core/user.h"
#include "proto/pandemonium/wire.h"
#include "service/accounts.h"
#include "service/communities.h"
#include "service/messages.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace pandemonium {

// --- core to wire
// ----------------------------------------------------------------------------------------------------------

/// What one value does not say of itself. Valid during the call it is given to.
class Surroundings {
 public:
  virtual ~Surroundings() = default;
  virtual bool online(core::UserId user) const = 0;
  /// The channel of a message, or of the one it replies to, if everybody who is shown the message may see that channel; else
  /// null.
  virtual const core::Channel* channel(core::ChannelId id) const = 0;
};

/// public_status of 2.12: OFFLINE without text for who is not online or invisible.
Status public_status(const core::Status& status, bool online);
/// As the person themselves see it: invisible is OFFLINE, and the text stays.
Status stored_status(const core::Status& status);

/// The views of 3.1. A deleted person is shown as the placeholder account.
User public_user(const core::User& user, bool online);
User self_user(const core::User& user, std::string_view email, bool verified);
inline User self_user(const service::SelfUser& self) { return self_user(self.user, self.email, self.verified); }
/// The placeholder for accounts that are gone (3.1).
User deleted_user();

/// Whether a channel of this kind exists in the protocol: text, voice, and planet and home as TEXT. Private kinds do not.
bool is_shown(core::ChannelKind kind);
SphereChannel to_wire(const core::Channel& channel);
/// Without channels; those are filled in by the caller where the reference wants them.
Category to_wire(const core::Category& category);
Emoji to_wire(const core::Emoji& emoji);
FileData to_wire(const core::File& file);
Session to_wire(const core::LoginSession& session);
ReactionEmoji to_wire(const std::variant<std::string, core::Emoji>& emoji);
std::vector<Embed> to_wire(std::span<const core::Embed> embeds);
SphereType to_wire(core::CommunityKind kind);
/// `user` is what the caller may see of the person: public_user or self_user.
Member to_wire(const core::Member& member, User user);

/// Nothing when the surroundings do not know the message's channel. A reply's target is embedded, at most
/// core::kReplyDepthMax deep, as far as the surroundings show its channel.
std::optional<Message> to_wire(const core::MessageView& view, const Surroundings& around);

/// The sphere without its lists: the answer to an edit (5.6).
SphereParts to_wire(const core::Community& community);
/// A person of a sphere's member list; null when unknown, then they are left out.
class People {
 public:
  virtual ~People() = default;
  virtual const core::User* user(core::UserId id) const = 0;
  virtual bool online(core::UserId id) const = 0;
};
/// The whole sphere. `visible` says for each of `state.channels` whether the receiver may see it; null: all of them.
SphereParts to_wire(const core::CommunityState& state, const std::vector<bool>* visible, const People& people);

/// The `data` of events (3.18): what did not change is absent, or null where the reference says so.
CategoryEdit to_wire(const core::CategoryEdit& edit);
SphereChannelEdit to_wire(const core::ChannelEdit& edit);
SphereEdit to_wire(const core::CommunityEdit& edit);
MemberEdit to_wire(const core::MemberEdit& edit);
MessageEdit to_wire(const core::MessageEdit& edit);

// --- wire to core
// ---------------------------------------------------------------------------------------------------------- Texts are
// trimmed where the reference says so and empty ones become "none"; limits are judged by the routes, on the result.

core::StatusKind to_core(StatusType type);
core::CommunityKind to_core(SphereType type);
core::ChannelKind to_core(SphereChannelType type);
core::ReactionKey to_core(const ReactionEmojiReference& emoji);
service::ProfileEdit to_core(const UserProfileEdit& edit);
service::NewCommunity to_core(const SphereCreate& create);
core::CommunityEdit to_core(const SphereEdit& edit);
core::MemberEdit to_core(const MemberEdit& edit);
core::CategoryEdit to_core(const CategoryEdit& edit);
service::NewChannel to_core(const SphereChannelCreate& create);
/// An empty topic clears it (5.8).
core::ChannelEdit to_core(const SphereChannelEdit& edit);
service::NewMessage to_core(const MessageCreate& create, core::ChannelId channel);
service::EditMessage to_core(const MessageEdit& edit);

/// Names of Effis buckets (5.11).
std::string_view to_string(core::FileBucket bucket);
std::optional<core::FileBucket> bucket_of(std::string_view name);

}  // namespace pandemonium
