// Use cases about a community's own emojis. See communities.h; run inside a unit of work.
#include <utility>

#include "service/audit.h"
#include "service/communities.h"
#include "service/over_limit.h"
#include "service/standing.h"

namespace service {

using base::ErrorKind;
namespace permission = core::permission;

namespace {

struct Found {
  core::Emoji emoji;
  Standing standing;
};

/// not_found "emoji".
Result<Found> load(store::Reader& reader, Context context, Actor actor, core::EmojiId id) {
  auto emoji = find_emoji(reader, id);
  if (!emoji) return base::pass(emoji);
  auto standing = load_community_standing(reader, context, actor, emoji->community);
  if (!standing) return base::pass(standing);
  return Found{*std::move(emoji), *std::move(standing)};
}

AuditAction entry_about(std::string_view type, const core::Emoji& emoji) {
  AuditAction entry = audit_action(type, emoji.id.value);
  entry.emoji = emoji.id;
  entry.name = emoji.name;
  return entry;
}

}  // namespace

Result<core::Emoji> create_emoji(store::Transaction& tx, Context context, Actor actor, core::CommunityId community,
                                 const NewEmoji& input) {
  auto standing = load_community_standing(tx, context, actor, community);
  if (!standing) return base::pass(standing);
  if (auto ok = standing->require(input.needs); !ok) return base::pass(ok);
  if (!standing->member) return base::fail(ErrorKind::forbidden, "member");
  core::Change<core::FileId> file(input.file);
  if (auto ok = take_file(tx, file, core::FileBucket::emojis, "file_id"); !ok) return base::pass(ok);
  const core::EmojiId id(input.id_of_file ? input.file.value : tx.next_id());
  if (tx.emoji(id)) return base::fail(ErrorKind::already_exists, "emoji");
  if (tx.emojis_of(community).size() >= context.limits.emojis) {
    return over_limit("emojis", context.limits.emojis);
  }

  core::Emoji emoji;
  emoji.id = id;
  emoji.community = community;
  emoji.file = input.file;
  emoji.name = input.name;
  emoji.uploader = actor.user;
  emoji.animated = tx.file(input.file, core::FileBucket::emojis)->animated;
  emoji.nsfw = input.nsfw;
  tx.put_emoji(emoji);
  tx.append_event(core::stream_of(community), context.now_ms, core::EmojiCreated{emoji});
  audit(tx, context, actor.user, standing->community, entry_about(audit_type::emoji_create, emoji));
  return emoji;
}

Result<core::Emoji> rename_emoji(store::Transaction& tx, Context context, Actor actor, core::EmojiId id,
                                 const std::string& name) {
  auto found = load(tx, context, actor, id);
  if (!found) return base::pass(found);
  if (auto ok = found->standing.require(permission::manage_customisation); !ok) return base::pass(ok);
  core::Emoji& emoji = found->emoji;
  AuditAction entry = entry_about(audit_type::emoji_update, emoji);
  entry.changes.push_back({"name", emoji.name, name});
  emoji.name = name;
  tx.put_emoji(emoji);
  tx.append_event(core::stream_of(emoji.community), context.now_ms, core::EmojiUpdated{id, name});
  audit(tx, context, actor.user, found->standing.community, entry);
  return emoji;
}

Result<void> delete_emoji(store::Transaction& tx, Context context, Actor actor, core::EmojiId id, bool own) {
  auto found = load(tx, context, actor, id);
  if (!found) return base::pass(found);
  if (!own || !found->standing.member || found->emoji.uploader != actor.user) {
    if (auto ok = found->standing.require(permission::manage_customisation); !ok) return ok;
  }
  tx.detach_emoji(id);
  tx.append_event(core::stream_of(found->emoji.community), context.now_ms, core::EmojiDeleted{id});
  audit(tx, context, actor.user, found->standing.community, entry_about(audit_type::emoji_delete, found->emoji));
  return {};
}

Result<core::Emoji> find_emoji(store::Reader& reader, core::EmojiId id) {
  auto emoji = reader.emoji(id);
  if (!emoji || emoji->detached) return base::not_found("emoji");
  return *std::move(emoji);
}

Result<core::Emoji> find_any_emoji(store::Reader& reader, core::EmojiId id) {
  auto emoji = reader.emoji(id);
  if (!emoji) return base::not_found("emoji");
  return *std::move(emoji);
}

Result<std::vector<core::Emoji>> list_emojis(store::Reader& reader, core::CommunityId community) {
  if (auto found = load_community_standing(reader, {}, {}, community); !found) return base::pass(found);
  return reader.emojis_of(community);
}

}  // namespace service
