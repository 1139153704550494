// The table of messages. See messages.h.
#include "store/sql/messages.h"

#include <algorithm>
#include <limits>

#include "store/sql/expect.h"
#include "store/sql/json_columns.h"

namespace store::sql {
namespace {

// Who is gone is known by the users' table alone, so that deleting a person does not touch every message they wrote.
#define COLUMNS                                                                                                       \
  "SELECT m.id, m.channel, c.community, CASE WHEN u.deleted = 1 THEN 1 ELSE m.author END, m.content, m.attachments, " \
  "m.embeds, m.reply_to, m.masquerade, m.edited_ms "                                                                  \
  "FROM messages m JOIN channels c ON c.id = m.channel LEFT JOIN users u ON u.id = m.author "
constexpr const char kFind[] = COLUMNS "WHERE m.id = $1";
constexpr const char kOfChannel[] = COLUMNS "WHERE m.channel = $1 AND m.id > $2 AND m.id < $3 ORDER BY m.id DESC LIMIT $4";
#undef COLUMNS
static_assert(core::kDeletedUser.value == 1, "the query above says so");

constexpr const char kInsert[] =
    "INSERT INTO messages (id, channel, author, content, attachments, embeds, reply_to, masquerade, edited_ms) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
constexpr const char kUpdate[] =
    "UPDATE messages SET content = $2, attachments = $3, embeds = $4, edited_ms = $5 WHERE id = $1";
constexpr const char kErase[] = "DELETE FROM messages WHERE id = $1";

std::optional<core::Message> next_message(Rows& rows) {
  if (!rows.next()) return std::nullopt;
  core::Message m;
  JsonColumn attachments, embeds, masquerade;
  rows.read(m.id, m.channel, m.community, m.author, m.content, attachments, embeds, m.reply_to, masquerade, m.edited_ms);
  from_column(attachments, m.attachments);
  from_column(embeds, m.embeds);
  from_column(masquerade, m.masquerade);
  return m;
}

}  // namespace

std::optional<core::Message> Messages::find(core::MessageId id) {
  Rows rows = db_.query(kFind, id);
  return next_message(rows);
}

std::vector<core::Message> Messages::of_channel(core::ChannelId channel, const Reader::MessageRange& range) {
  constexpr std::uint64_t kMax = std::numeric_limits<std::int64_t>::max();
  // Ids are compared as signed numbers here; a cursor above all of them is the largest.
  const std::uint64_t after = range.after ? std::min(range.after->value, kMax) : 0;
  const std::uint64_t before = range.before ? std::min(range.before->value, kMax) : kMax;
  std::vector<core::Message> found;
  Rows rows = db_.query(kOfChannel, channel, after, before, range.limit);
  while (auto message = next_message(rows)) found.push_back(std::move(*message));
  std::ranges::reverse(found);
  return found;
}

void Messages::insert(const core::Message& m) {
  db_.run(kInsert, m.id, m.channel, m.author, m.content, to_column(m.attachments), to_column(m.embeds), m.reply_to,
          to_column(m.masquerade), m.edited_ms);
}

void Messages::update(const core::Message& m) {
  expect_one(db_.run(kUpdate, m.id, m.content, to_column(m.attachments), to_column(m.embeds), m.edited_ms),
             "no such message");
}

void Messages::erase(core::MessageId id) { db_.run(kErase, id); }

}  // namespace store::sql
