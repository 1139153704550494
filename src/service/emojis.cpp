// Use cases about a community's own emojis. See communities.h; run inside a unit of work.
#include <utility>

#include "service/communities.h"
#include "service/standing.h"

namespace service {

using base::ErrorKind;

namespace {

/// not_found "emoji", forbidden.
Result<core::Emoji> load(store::Reader& reader, Context context, Actor actor, core::EmojiId id) {
  auto emoji = find_emoji(reader, id);
  if (!emoji) return emoji;
  auto standing = load_standing(reader, context, actor, emoji->community);
  if (!standing) return base::pass(standing);
  if (auto ok = standing->require(core::permission::manage_customisation); !ok) return base::pass(ok);
  return emoji;
}

}  // namespace

Result<core::Emoji> create_emoji(store::Transaction& tx, Context context, Actor actor, core::CommunityId community,
                                 core::FileId file, const std::string& name) {
  auto standing = load_standing(tx, context, actor, community);
  if (!standing) return base::pass(standing);
  if (!standing->member) return base::fail(ErrorKind::forbidden);
  if (auto ok = check_file(tx, file, core::FileBucket::emojis, "file_id"); !ok) return base::pass(ok);

  core::Emoji emoji;
  emoji.id = core::EmojiId(tx.next_id());
  emoji.community = community;
  emoji.file = file;
  emoji.name = name;
  emoji.uploader = actor.user;
  tx.put_emoji(emoji);
  tx.append_event(core::stream_of(community), context.now_ms, core::EmojiCreated{emoji});
  return emoji;
}

Result<core::Emoji> rename_emoji(store::Transaction& tx, Context context, Actor actor, core::EmojiId id,
                                 const std::string& name) {
  auto emoji = load(tx, context, actor, id);
  if (!emoji) return emoji;
  emoji->name = name;
  tx.put_emoji(*emoji);
  tx.append_event(core::stream_of(emoji->community), context.now_ms, core::EmojiUpdated{id, name});
  return emoji;
}

Result<void> delete_emoji(store::Transaction& tx, Context context, Actor actor, core::EmojiId id) {
  auto emoji = load(tx, context, actor, id);
  if (!emoji) return base::pass(emoji);
  tx.delete_emoji(id);
  tx.append_event(core::stream_of(emoji->community), context.now_ms, core::EmojiDeleted{id});
  return {};
}

Result<core::Emoji> find_emoji(store::Reader& reader, core::EmojiId id) {
  auto emoji = reader.emoji(id);
  if (!emoji) return base::not_found("emoji");
  return *std::move(emoji);
}

}  // namespace service
