// The table of messages. See messages.h.
#include "store/sql/messages.h"

#include <algorithm>

#include "core/id_generator.h"
#include "store/sql/expect.h"
#include "store/sql/id_range.h"
#include "store/sql/json_columns.h"
#include "store/sql/message_row.h"

namespace store::sql {
namespace {

static_assert(core::kDeletedUser.value == 1, "MESSAGE_COLUMNS says so");
constexpr const char kFind[] = "SELECT " MESSAGE_COLUMNS "FROM messages m " MESSAGE_JOINS "WHERE m.id = $1";
#define OF_CHANNEL "WHERE m.channel = $1 AND m.id > $2 AND m.id < $3 "
constexpr const char kNewest[] =
    "SELECT " MESSAGE_COLUMNS "FROM messages m " MESSAGE_JOINS OF_CHANNEL "ORDER BY m.id DESC LIMIT $4";
constexpr const char kOldest[] =
    "SELECT " MESSAGE_COLUMNS "FROM messages m " MESSAGE_JOINS OF_CHANNEL "ORDER BY m.id LIMIT $4";
// Left to itself the engine takes the index of all messages, which are many more.
#define PINNED "FROM messages m INDEXED BY messages_pinned " MESSAGE_JOINS OF_CHANNEL "AND m.pinned = 1 "
constexpr const char kNewestPinned[] = "SELECT " MESSAGE_COLUMNS PINNED "ORDER BY m.id DESC LIMIT $4";
constexpr const char kOldestPinned[] = "SELECT " MESSAGE_COLUMNS PINNED "ORDER BY m.id LIMIT $4";
#undef PINNED
#undef OF_CHANNEL

constexpr const char kLast[] =
    "SELECT coalesce(max(m.id), 0) FROM messages m WHERE m.channel = $1 AND EXISTS (SELECT 1 FROM channels WHERE id = $1)";
constexpr const char kBy[] =
    "SELECT m.channel, m.id FROM channels c JOIN messages m ON m.channel = c.id "
    "WHERE c.community = $1 AND m.author = $2 AND m.id >= $3 ORDER BY m.id";
constexpr const char kText[] = "SELECT channel, content FROM messages WHERE id = $1";

constexpr const char kInsert[] =
    "INSERT INTO messages (id, channel, author, content, attachments, embeds, replies, masquerade, edited_ms, mentions, "
    "role_mentions, pinned, flags, nonce, note, webhook, interactions) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)";
constexpr const char kUpdate[] =
    "UPDATE messages SET content = $2, attachments = $3, embeds = $4, replies = $5, masquerade = $6, edited_ms = $7, "
    "mentions = $8, role_mentions = $9, pinned = $10, flags = $11, nonce = $12, note = $13, webhook = $14, "
    "interactions = $15 WHERE id = $1";
constexpr const char kErase[] = "DELETE FROM messages WHERE id = $1";

/// What is written as JSON. Most messages have none of it.
struct JsonPart {
  explicit JsonPart(const core::Message& m)
      : attachments(to_column(m.attachments)),
        embeds(to_column(m.embeds)),
        replies(to_column(m.replies)),
        masquerade(to_column(m.masquerade)),
        mentions(to_column(m.mentions)),
        role_mentions(to_column(m.role_mentions)),
        note(to_column(m.note)),
        webhook(to_column(m.webhook)),
        interactions(to_column(m.interactions)) {}
  const JsonColumn attachments, embeds, replies, masquerade, mentions, role_mentions, note, webhook, interactions;
};

const char* query_for(const Reader::MessageRange& range) {
  if (range.pinned) return range.oldest ? kOldestPinned : kNewestPinned;
  return range.oldest ? kOldest : kNewest;
}

}  // namespace

std::optional<core::Message> next_message(Rows& rows) {
  if (!rows.next()) return std::nullopt;
  core::Message m;
  JsonColumn attachments, embeds, replies, masquerade, mentions, role_mentions, note, webhook, interactions;
  rows.read(m.id, m.channel, m.community, m.author, m.content, attachments, embeds, replies, masquerade, m.edited_ms,
            mentions, role_mentions, m.pinned, m.flags, m.nonce, note, webhook, interactions);
  from_column(attachments, m.attachments);
  from_column(embeds, m.embeds);
  from_column(replies, m.replies);
  from_column(masquerade, m.masquerade);
  from_column(mentions, m.mentions);
  from_column(role_mentions, m.role_mentions);
  from_column(note, m.note);
  from_column(webhook, m.webhook);
  from_column(interactions, m.interactions);
  return m;
}

std::optional<core::Message> Messages::find(core::MessageId id) {
  Rows rows = db_.query(kFind, id);
  return next_message(rows);
}

std::vector<core::Message> Messages::of_channel(core::ChannelId channel, const Reader::MessageRange& range) {
  const IdRange ids = id_range(range.after, range.before);
  std::vector<core::Message> found;
  Rows rows = db_.query(query_for(range), channel, ids.after, ids.before, range.limit);
  while (auto message = next_message(rows)) found.push_back(std::move(*message));
  if (!range.oldest) std::ranges::reverse(found);
  return found;
}

core::MessageId Messages::last(core::ChannelId channel) {
  core::MessageId id;
  Connection::one(db_.query(kLast, channel), id);
  return id;
}

std::vector<std::pair<core::ChannelId, core::MessageId>> Messages::by(core::CommunityId community, core::UserId author,
                                                                      std::int64_t since_ms) {
  std::vector<std::pair<core::ChannelId, core::MessageId>> found;
  Rows rows = db_.query(kBy, community, author, core::first_id_of_ms(since_ms));
  while (rows.next()) {
    auto& [channel, message] = found.emplace_back();
    rows.read(channel, message);
  }
  return found;
}

void Messages::insert(const core::Message& m) {
  const JsonPart json(m);
  db_.run(kInsert, m.id, m.channel, m.author, m.content, json.attachments, json.embeds, json.replies, json.masquerade,
          m.edited_ms, json.mentions, json.role_mentions, m.pinned, m.flags, m.nonce, json.note, json.webhook,
          json.interactions);
}

void Messages::update(const core::Message& m) {
  const JsonPart json(m);
  expect_one(
      db_.run(kUpdate, m.id, m.content, json.attachments, json.embeds, json.replies, json.masquerade, m.edited_ms,
              json.mentions, json.role_mentions, m.pinned, m.flags, m.nonce, json.note, json.webhook, json.interactions),
      "no such message");
}

void Messages::erase(core::MessageId id) { db_.run(kErase, id); }

std::optional<Messages::Text> Messages::text(core::MessageId id) {
  Text text;
  if (!Connection::one(db_.query(kText, id), text.channel, text.content)) return std::nullopt;
  return text;
}

}  // namespace store::sql
