// See named_files.h.
#include "core/named_files.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace core {
namespace {

using Ids = std::vector<FileId>;

void add(Ids& ids, const std::optional<FileId>& id) {
  if (id) ids.push_back(*id);
}
void add(Ids& ids, const Change<FileId>& change) {
  if (change.is_set()) ids.push_back(change.value());
}

/// Every kind of event, so that a new one does not compile until it is decided what it names.
struct Named {
  Ids& ids;

  template <typename... Pictures>
  void all(const Pictures&... pictures) const {
    (add(ids, pictures), ...);
  }
  void of(const User& user) const { all(user.avatar, user.banner); }
  void of(const Member& member) const { all(member.avatar, member.banner); }
  void of(const Community& community) const { all(community.icon, community.banner); }

  void operator()(const UserUpdated& e) const { of(e.user); }
  void operator()(const RelationshipChanged& e) const { of(e.other); }
  void operator()(const CommunityUpdated& e) const { all(e.edit.icon, e.edit.banner); }
  void operator()(const MemberJoined& e) const {
    of(e.member);
    of(e.user);
  }
  void operator()(const MemberUpdated& e) const { all(e.edit.avatar, e.edit.banner); }
  void operator()(const RoleCreated& e) const { all(e.role.icon); }
  void operator()(const RoleUpdated& e) const { all(e.edit.icon); }
  void operator()(const ChannelCreated& e) const { all(e.channel.icon); }
  void operator()(const ChannelUpdated& e) const { all(e.edit.icon); }
  void operator()(const WebhookCreated& e) const { all(e.webhook.avatar); }
  void operator()(const WebhookUpdated& e) const { all(e.edit.avatar); }

  void operator()(const UserDeleted&) const {}
  void operator()(const LoginSessionDeleted&) const {}
  void operator()(const LoginSessionsDeleted&) const {}
  void operator()(const ChannelRead&) const {}
  void operator()(const SettingsChanged&) const {}
  void operator()(const CommunityDeleted&) const {}
  void operator()(const MemberLeft&) const {}
  void operator()(const RoleDeleted&) const {}
  void operator()(const RolesRanked&) const {}
  void operator()(const CategoryCreated&) const {}
  void operator()(const CategoryUpdated&) const {}
  void operator()(const CategoryDeleted&) const {}
  void operator()(const ChannelDeleted&) const {}
  void operator()(const MessageCreated&) const {}
  void operator()(const MessageUpdated&) const {}
  void operator()(const MessageDeleted&) const {}
  void operator()(const MessagesDeleted&) const {}
  void operator()(const MessageEmbedsAdded&) const {}
  void operator()(const ReactionAdded&) const {}
  void operator()(const ReactionRemoved&) const {}
  void operator()(const ReactionsOfEmojiCleared&) const {}
  void operator()(const ReactionsCleared&) const {}
  void operator()(const EmojiCreated&) const {}
  void operator()(const EmojiUpdated&) const {}
  void operator()(const EmojiDeleted&) const {}
  void operator()(const WebhookDeleted&) const {}
};

}  // namespace

void NamedFiles::add(const User& user) { Named{ids_}.of(user); }

void NamedFiles::add(const CommunityState& state) {
  const Named named{ids_};
  named.of(state.community);
  for (const Channel& channel : state.channels) named.all(channel.icon);
  for (const Role& role : state.roles) named.all(role.icon);
  for (const MemberEntry& member : state.members) {
    if (member.details) named.of(*member.details);
  }
}

void NamedFiles::add(const EventBody& body) { std::visit(Named{ids_}, body); }

std::vector<FileId> NamedFiles::take() {
  std::vector<FileId> ids = std::exchange(ids_, {});
  std::ranges::sort(ids);
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  return ids;
}

std::vector<FileId> files_named_by(const EventBody& body) {
  NamedFiles named;
  named.add(body);
  return named.take();
}

std::vector<FileId> files_named_by(const CommunityState& state, std::span<const User> users) {
  NamedFiles named;
  named.add(state);
  for (const User& user : users) named.add(user);
  return named.take();
}

}  // namespace core
