// Who a message is for beyond those who happen to read it. See message_parts.h.
#include <algorithm>
#include <utility>

#include "core/id_generator.h"
#include "service/message_parts.h"

namespace service {
namespace {

namespace permission = core::permission;

/// Whether others may see the channel. The roles are loaded once somebody is asked about.
class Onlookers {
 public:
  Onlookers(store::Reader& reader, const ChannelAccess& access) : reader_(reader), access_(access) {}

  bool may_view(core::UserId user) {
    const core::Community& community = access_.standing.community;
    const auto member = reader_.member(community.id, user);
    if (!member) return false;
    const auto held =
        core::channel_permissions(community, roles(), access_.channel, &*member, user, access_.standing.now_ms);
    return core::has(held, permission::view_channel);
  }
  const std::vector<core::Role>& roles() {
    if (!roles_) roles_ = reader_.roles_of(access_.standing.community.id);
    return *roles_;
  }

 private:
  store::Reader& reader_;
  const ChannelAccess& access_;
  std::optional<std::vector<core::Role>> roles_;
};

template <typename Id>
bool holds(const std::vector<Id>& ids, Id id) {
  return std::ranges::find(ids, id) != ids.end();
}

/// Accounts made for the purpose shall not call upon people in places that anybody can find.
bool is_too_young(const ChannelAccess& access, std::optional<core::UserId> author) {
  return access.standing.community.discoverable && author &&
         access.standing.now_ms - core::unix_ms_of_id(author->value) < kMentionAgeMs;
}

}  // namespace

Result<void> add_mentions(store::Reader& reader, const ChannelAccess& access, std::optional<core::UserId> author,
                          const NewMentions& wanted, core::Message& message) {
  if (access.channel.kind == core::ChannelKind::saved || is_too_young(access, author)) return {};
  if (wanted.everyone || wanted.online) {
    if (auto ok = access.require(permission::mention_everyone); !ok) return ok;
    if (wanted.everyone) message.flags |= core::message_flag::mentions_everyone;
    if (wanted.online) message.flags |= core::message_flag::mentions_online;
  }
  Onlookers onlookers(reader, access);
  for (const core::RoleId id : wanted.roles) {
    const bool known = std::ranges::any_of(onlookers.roles(), [&](const core::Role& role) { return role.id == id; });
    if (known && !holds(message.role_mentions, id)) message.role_mentions.push_back(id);
  }
  if (!message.role_mentions.empty()) {
    if (auto ok = access.require(permission::mention_roles); !ok) return ok;
  }
  for (const core::UserId id : wanted.users) {
    if (!holds(message.mentions, id) && onlookers.may_view(id)) message.mentions.push_back(id);
  }
  return {};
}

void note_mentions(store::Transaction& tx, const ChannelAccess& access, const core::Message& message) {
  if ((message.flags & core::message_flag::silent) != 0) return;
  std::vector<core::UserId> whom = message.mentions;
  const bool for_all = access.channel.kind == core::ChannelKind::direct || access.channel.kind == core::ChannelKind::group;
  if (for_all) {
    whom.clear();
    for (const core::Member& member : tx.members_of(message.community)) whom.push_back(member.user);
  }
  for (const core::UserId user : whom) {
    if (user != message.author) tx.add_mention(user, message.channel, message.id);
  }
}

}  // namespace service
