// Between core and wire, both ways: the only place that knows both vocabularies. Pure functions, any thread.
#pragma once

#include "core/community_state.h"
#include "core/event.h"
#include "core/file.h"
#include "core/message.h"
#include "core/user.h"
#include "proto/bonfire/wire_gateway.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace bonfire {

// --- core to wire ---------------------------------------------------------------------------------------------------------

/// What one value does not say of itself: the facts of the files that it names. Valid during the call it is given to.
class Files {
 public:
  virtual ~Files() = default;
  /// Null when unknown: then what shows the file is left out.
  virtual const core::File* file(core::FileId id) const = 0;
};

RelationshipStatus to_wire(core::Relation relation);
Presence to_wire(core::StatusKind kind);
/// Four digits; 0000 for who has none.
std::string discriminator_text(std::uint16_t discriminator);
/// What a receiver sees of a person (5.1, 3.7).
struct Sight {
  core::Relation relation = core::Relation::none;  // the receiver's towards the person
  bool online = false;                             // has a connection
  bool profile = true;                             // the receiver may see the profile (6.6)
};
User to_wire(const core::User& user, const Sight& sight, const Files& files);
/// A person's own object. `relations` are theirs.
User self_to_wire(const core::User& user, bool online, std::span<const core::Relationship> relations, const Files& files);
/// What the status shows to others: without the presence when that is invisible. Nothing when there is nothing to show.
std::optional<UserStatus> shown_status(const core::Status& status);

FileTag tag_of(core::FileBucket bucket);
File to_wire(const core::File& file);
Override to_wire(const core::PermissionOverride& value);
Role to_wire(const core::Role& role, const Files& files);
RoleMap<Override> to_wire(std::span<const core::RoleOverride> overrides);
Emoji to_wire(const core::Emoji& emoji);
Member to_wire(const core::Member& member, const Files& files);
SystemMessageChannels to_wire(const core::SystemChannels& channels);
/// A category's id: what the client that made it chose, else its ULID.
std::string category_id(const core::Category& category);
/// Those that have a place of their own; channels of the default one stand in no category (5.2).
std::vector<Category> to_wire(std::span<const core::Category> categories, std::span<const core::Channel> channels);

/// A server is what its state says, hidden channels included; `member_count` may be known better than by its members.
Server to_wire(const core::CommunityState& state, std::uint64_t member_count, const Files& files);

/// The people of a private space; empty for channels of servers.
Channel to_wire(const core::Channel& channel, const core::Community& community, std::span<const core::UserId> recipients,
                const Files& files);
Channel to_wire(const core::Channel& channel, const core::CommunityState& state, const Files& files);

/// An emoji's id or the characters themselves.
std::string to_wire(const std::variant<std::string, core::Emoji>& emoji);
std::string to_wire(const core::ReactionKey& key);
std::vector<Embed> to_wire(std::span<const core::Embed> embeds, const Files& files);
SystemMessage to_wire(const core::SystemNote& note);
/// Without `user` and `member`, which depend on who asks.
Message to_wire(const core::Message& message, const Files& files);
RemovalReason to_wire(core::LeaveReason reason);
Webhook to_wire(const core::Webhook& webhook, std::optional<std::string> token, const Files& files);

/// Parts of an event that changes something: what changed and the names of what was removed (5.11). `empty` when the
/// protocol has no word for any of it.
template <typename Partial, typename Fields>
struct Changes {
  Partial data;
  std::vector<Fields> clear;
  bool empty = true;
};
Changes<PartialServer, FieldsServer> to_wire(const core::CommunityEdit& edit, const Files& files);
/// Categories and the order of channels are the server's, see ServerUpdate.
Changes<PartialChannel, FieldsChannel> to_wire(const core::ChannelEdit& edit, const Files& files);
Changes<PartialMember, FieldsMember> to_wire(const core::MemberEdit& edit, const Files& files);
Changes<PartialRole, FieldsRole> to_wire(const core::RoleEdit& edit, const Files& files);
Changes<PartialWebhook, FieldsWebhook> to_wire(const core::WebhookEdit& edit, const Files& files);
/// A person before and after (core tells the whole new value): what receivers are told of it.
Changes<PartialUser, FieldsUser> changes(const core::User& before, const core::User& after, const Files& files);

// --- texts ----------------------------------------------------------------------------------------------------------------
// Ids in a text are written `<@ID>` (people), `<#ID>` (channels), `<%ID>` (roles) and `:ID:` (emojis), in each protocol's
// spelling of ids; stored with decimal ids. Both functions undo each other.

std::string spell_text(std::string_view stored);
std::string store_text(std::string_view spelled);

/// Who and what a text names (bonfire-rest 3.6): outside code, not after a backslash.
struct Mentions {
  std::vector<core::UserId> users;
  std::vector<core::RoleId> roles;
  bool everyone = false;
  bool online = false;
};
Mentions find_mentions(std::string_view spelled);

// --- wire to core ---------------------------------------------------------------------------------------------------------
core::StatusKind to_core(Presence presence);
core::PermissionOverride to_core(const OverrideField& value);
core::SystemChannels to_core(const SystemMessageChannels& channels);
/// A custom emoji's id or a sequence of emoji code points of at most 35 bytes (bonfire-rest 3.7), without U+FE0F; nothing
/// for other texts.
std::optional<core::ReactionKey> reaction_key(std::string_view text);
core::FileBucket bucket_of(FileTag tag);

}  // namespace bonfire
