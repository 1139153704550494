// The full-text index over what messages say. See word_index.h.
#include "store/sql/word_index.h"

#include <string_view>
#include <utility>

#include "store/sql/id_range.h"
#include "store/sql/message_row.h"

namespace store::sql {
namespace {

constexpr const char kAdd[] = "INSERT INTO message_words (rowid, channel, content) VALUES ($1, $2, $3)";
constexpr const char kRemove[] =
    "INSERT INTO message_words (message_words, rowid, channel, content) VALUES ('delete', $1, $2, $3)";
constexpr const char kRemoveFirst[] =
    "INSERT INTO message_words (message_words, rowid, channel, content) SELECT 'delete', id, channel, content "
    "FROM (SELECT id, channel, content FROM messages WHERE channel = $1 ORDER BY id LIMIT $2) WHERE content IS NOT NULL";

#define FITS "FROM message_words WHERE message_words MATCH $1 AND rowid > $2 AND rowid < $3 "
#define FIND(fits) "SELECT " MESSAGE_COLUMNS "FROM (" fits ") w JOIN messages m ON m.id = w.id " MESSAGE_JOINS
constexpr const char kNewest[] = FIND("SELECT rowid AS id " FITS "ORDER BY rowid DESC LIMIT $4") "ORDER BY m.id DESC";
constexpr const char kOldest[] = FIND("SELECT rowid AS id " FITS "ORDER BY rowid LIMIT $4") "ORDER BY m.id";
// One character is put before every hit, so that what is added is how many there are.
constexpr const char kRelevant[] =
    FIND("SELECT rowid AS id, length(highlight(message_words, 1, '#', '')) AS marked " FITS "ORDER BY rowid DESC LIMIT $5")
    "ORDER BY (w.marked - length(m.content)) * 1.0 / (length(m.content) + 1) DESC, m.id DESC LIMIT $4";
#undef FIND
#undef FITS

bool separates(char c) {
  const auto u = static_cast<unsigned char>(c);
  return u < 0x80 && !(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z');
}

/// The index's query language: all words in the content, in that channel. Within quotes nothing has a meaning of its own;
/// what is a word beyond ASCII is the index's to know. Empty when there can be no word.
std::string query_of(const Reader::MessageSearch& search) {
  std::string words;
  std::string_view rest = search.words;
  while (!rest.empty()) {
    std::size_t length = 0;
    while (length < rest.size() && !separates(rest[length])) ++length;
    if (length > 0) words.append(" content : \"").append(rest.substr(0, length)).append("\"");
    rest.remove_prefix(length == rest.size() ? length : length + 1);
  }
  if (words.empty()) return words;
  return "channel : \"" + std::to_string(search.channel.value) + "\" AND (" + words + ")";
}

}  // namespace

void WordChanges::add(core::MessageId message, core::ChannelId channel, const std::optional<std::string>& content) {
  if (content) changes_.push_back({true, message, channel, *content});
}

void WordChanges::remove(core::MessageId message, core::ChannelId channel, const std::optional<std::string>& content) {
  if (content) changes_.push_back({false, message, channel, *content});
}

void WordChanges::write() {
  for (const Change& change : changes_) {
    db_.run(change.add ? kAdd : kRemove, change.message, change.channel, change.content);
  }
  changes_.clear();
}

void WordChanges::remove_first(core::ChannelId channel, std::uint32_t limit) { db_.run(kRemoveFirst, channel, limit); }

std::vector<core::Message> WordSearch::find(const Reader::MessageSearch& search) {
  std::vector<core::Message> found;
  const std::string query = query_of(search);
  if (query.empty()) return found;
  const IdRange ids = id_range(search.after, search.before);
  auto read_all = [&](Rows&& rows) {
    while (auto message = next_message(rows)) found.push_back(std::move(*message));
  };
  using Order = Reader::MessageSearch::Order;
  switch (search.order) {
    case Order::relevance:
      read_all(db_.query(kRelevant, query, ids.after, ids.before, search.limit, kRankedMax));
      break;
    case Order::newest:
      read_all(db_.query(kNewest, query, ids.after, ids.before, search.limit));
      break;
    case Order::oldest:
      read_all(db_.query(kOldest, query, ids.after, ids.before, search.limit));
      break;
  }
  return found;
}

}  // namespace store::sql
