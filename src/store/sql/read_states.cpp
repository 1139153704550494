// The tables of how far people have read, and of what mentions them since then. See read_states.h.
#include "store/sql/read_states.h"

namespace store::sql {
namespace {

// States of a deleted channel may still be there for a while, see Cleaner.
constexpr const char kOfUser[] =
    "SELECT r.channel, r.last_read, m.message FROM read_states r "
    "LEFT JOIN mentions m ON m.user = r.user AND m.channel = r.channel "
    "WHERE r.user = $1 AND NOT EXISTS (SELECT 1 FROM deleted_channels d WHERE d.id = r.channel) "
    "ORDER BY r.channel, m.message";
constexpr const char kPut[] =
    "INSERT INTO read_states (user, channel, last_read) VALUES ($1, $2, $3) "
    "ON CONFLICT (user, channel) DO UPDATE SET last_read = max(last_read, excluded.last_read)";
constexpr const char kDropMentions[] = "DELETE FROM mentions WHERE user = $1 AND channel = $2 AND message <= $3";
constexpr const char kBegin[] =
    "INSERT INTO read_states (user, channel, last_read) VALUES ($1, $2, 0) ON CONFLICT (user, channel) DO NOTHING";
constexpr const char kAddMention[] =
    "INSERT INTO mentions (user, channel, message) SELECT user, channel, $3 FROM read_states "
    "WHERE user = $1 AND channel = $2 AND last_read < $3 ON CONFLICT (user, channel, message) DO NOTHING";
constexpr const char kEraseOf[] = "DELETE FROM read_states WHERE user = $1";
constexpr const char kEraseMentionsOf[] = "DELETE FROM mentions WHERE user = $1";
// Mentions are found through the states that go in this slice: the same rows, asked for in the same order.
constexpr const char kPruneMentions[] =
    "DELETE FROM mentions WHERE channel = $1 AND user IN "
    "(SELECT user FROM read_states WHERE channel = $1 ORDER BY user LIMIT $2)";
constexpr const char kPrune[] =
    "DELETE FROM read_states WHERE channel = $1 AND user IN "
    "(SELECT user FROM read_states WHERE channel = $1 ORDER BY user LIMIT $2)";

}  // namespace

std::vector<core::ReadState> ReadStates::of_user(core::UserId user) {
  std::vector<core::ReadState> found;
  Rows rows = db_.query(kOfUser, user);
  while (rows.next()) {
    core::ReadState state;
    std::optional<core::MessageId> mention;
    rows.read(state.channel, state.last_read, mention);
    if (found.empty() || found.back().channel != state.channel) found.push_back(std::move(state));
    if (mention) found.back().mentions.push_back(*mention);
  }
  return found;
}

void ReadStates::put(core::UserId user, core::ChannelId channel, core::MessageId last_read) {
  db_.run(kPut, user, channel, last_read);
  db_.run(kDropMentions, user, channel, last_read);
}

void ReadStates::add_mention(core::UserId user, core::ChannelId channel, core::MessageId message) {
  db_.run(kBegin, user, channel);
  db_.run(kAddMention, user, channel, message);
}

void ReadStates::erase_of(core::UserId user) {
  db_.run(kEraseOf, user);
  db_.run(kEraseMentionsOf, user);
}

std::int64_t ReadStates::prune(core::ChannelId channel, std::uint32_t limit) {
  db_.run(kPruneMentions, channel, limit);
  return db_.run(kPrune, channel, limit);
}

}  // namespace store::sql
