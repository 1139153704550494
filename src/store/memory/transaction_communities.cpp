// What a unit changes about communities. See memory_transaction.h.
#include "core/id_generator.h"
#include "store/memory/changes.h"
#include "store/memory/memory_transaction.h"

namespace store::memory {

void MemoryTransaction::insert_community(const core::Community& community) {
  insert(rows_.communities, community.id, community, "community exists");
  move_name(rows_.slugs, {}, community.slug, community.id, "slug taken");
}

void MemoryTransaction::update_community(const core::Community& community) {
  const core::Community* old = rows_.communities.find(community.id);
  expect(old, "no such community");
  move_name(rows_.slugs, old->slug, community.slug, community.id, "slug taken");
  rows_.communities.put(community.id, community);
}

void MemoryTransaction::delete_community(core::CommunityId id) {
  const core::Community* row = rows_.communities.find(id);
  if (!row) return;
  for (const core::Channel& channel : channels_of(id)) delete_channel(channel.id);
  for (const core::Member& member : members_of(id)) delete_member(id, member.user);
  for (const core::Emoji& emoji : emojis_of(id)) detach_emoji(emoji.id);
  auto belongs = [&](const auto&, const auto& value) { return value.community == id; };
  rows_.categories.erase_if(belongs);
  rows_.roles.erase_if(belongs);
  rows_.bans.erase_if(belongs);
  rows_.kept_timeouts.erase_if([&](const auto& key, std::int64_t) { return key.first == id; });
  rows_.invites.erase_if(belongs);
  rows_.webhooks.erase_if(belongs);
  move_name(rows_.slugs, row->slug, {}, id, "");
  rows_.communities.erase(id);
}

void MemoryTransaction::insert_member(const core::Member& member) {
  insert(rows_.members, {member.community, member.user}, member, "member exists");
  rows_.memberships.put({member.user, member.community}, {});
}

void MemoryTransaction::update_member(const core::Member& member) {
  expect(rows_.members.find({member.community, member.user}), "no such member");
  rows_.members.put({member.community, member.user}, member);
}

bool MemoryTransaction::delete_member(core::CommunityId community, core::UserId user) {
  rows_.memberships.erase({user, community});
  return rows_.members.erase({community, user});
}

void MemoryTransaction::keep_timeout(core::CommunityId community, core::UserId user, std::optional<std::int64_t> until_ms) {
  if (until_ms) {
    rows_.kept_timeouts.put({community, user}, *until_ms);
  } else {
    rows_.kept_timeouts.erase({community, user});
  }
}

void MemoryTransaction::put_ban(const core::Ban& ban) { rows_.bans.put({ban.community, ban.user}, ban); }
bool MemoryTransaction::delete_ban(core::CommunityId community, core::UserId user) {
  return rows_.bans.erase({community, user});
}

void MemoryTransaction::put_role(const core::Role& role) { rows_.roles.put(role.id, role); }

void MemoryTransaction::delete_role(core::RoleId id) {
  const auto role = rows_.roles.get(id);
  if (!role) return;
  rows_.roles.erase(id);
  for (core::Member& member : members_of(role->community)) {
    if (std::erase(member.roles, id) != 0) update_member(member);
  }
  for (core::Channel& channel : channels_of(role->community)) {
    if (std::erase_if(channel.role_overrides, [&](const core::RoleOverride& o) { return o.role == id; }) != 0) {
      put_channel(channel);
    }
  }
}

void MemoryTransaction::put_invite(const core::Invite& invite) { rows_.invites.put(invite.code, invite); }
bool MemoryTransaction::delete_invite(std::string_view code) { return rows_.invites.erase(std::string(code)); }
void MemoryTransaction::put_webhook(const core::Webhook& webhook) { rows_.webhooks.put(webhook.id, webhook); }
bool MemoryTransaction::delete_webhook(core::WebhookId id) { return rows_.webhooks.erase(id); }

void MemoryTransaction::insert_audit_entry(const core::AuditEntry& entry) {
  insert(rows_.audit, entry.id, entry, "audit entry exists");
}
void MemoryTransaction::delete_audit_entries_before(std::int64_t time_ms) {
  const core::AuditEntryId first(core::first_id_of_ms(time_ms));
  rows_.audit.erase_if([&](core::AuditEntryId id, const core::AuditEntry&) { return id < first; });
}
void MemoryTransaction::insert_report(core::ReportId id, core::UserId author, const std::string& text) {
  insert(rows_.reports, id, ReportRow{author, text}, "report exists");
}

void MemoryTransaction::put_category(const core::Category& category) { rows_.categories.put(category.id, category); }
void MemoryTransaction::delete_category(core::CategoryId id) { rows_.categories.erase(id); }

void MemoryTransaction::put_channel(const core::Channel& channel) {
  core::Channel row = channel;
  row.last_message = {};
  rows_.channels.put(channel.id, std::move(row));
}

void MemoryTransaction::delete_channel(core::ChannelId id) {
  if (!rows_.channels.erase(id)) return;
  std::vector<core::MessageId> gone;
  const auto& rows = rows_.history.rows();
  for (auto it = rows.lower_bound({id, core::MessageId(0)}); it != rows.end() && it->first.first == id; ++it) {
    gone.push_back(it->first.second);
  }
  for (core::MessageId message : gone) delete_message(message);
  rows_.invites.erase_if([&](const auto&, const core::Invite& i) { return i.channel == id; });
  rows_.webhooks.erase_if([&](const auto&, const core::Webhook& w) { return w.channel == id; });
  rows_.read_states.erase_if([&](const auto& key, const core::ReadState&) { return key.second == id; });
}

void MemoryTransaction::put_emoji(const core::Emoji& emoji) { rows_.emojis.put(emoji.id, emoji); }

void MemoryTransaction::detach_emoji(core::EmojiId id) {
  auto emoji = rows_.emojis.get(id);
  if (!emoji) return;
  emoji->detached = true;
  rows_.emojis.put(id, std::move(*emoji));
  std::vector<std::pair<core::MessageId, std::vector<ReactionRow>>> changed;
  for (const auto& [message, reactions] : rows_.reactions.rows()) {
    std::vector<ReactionRow> left = reactions;
    if (std::erase_if(left, [&](const ReactionRow& r) { return r.key == core::ReactionKey(id); }) == 0) continue;
    changed.emplace_back(message, std::move(left));
  }
  for (auto& [message, left] : changed) rows_.reactions.put(message, std::move(left));
}

}  // namespace store::memory
