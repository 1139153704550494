// Queries about messages. See queries.h.
#include <algorithm>
#include <limits>

#include "core/id_generator.h"
#include "store/memory/queries.h"
#include "store/memory/words.h"

namespace store::memory {
namespace {

constexpr core::MessageId kNoMessage{0};
constexpr core::MessageId kAboveAll{std::numeric_limits<std::uint64_t>::max()};

/// The rows of a channel between two messages, neither of which is contained; ascending.
std::vector<const core::Message*> between(const Rows& rows, core::ChannelId channel, std::optional<core::MessageId> after,
                                          std::optional<core::MessageId> before) {
  std::vector<const core::Message*> found;
  const auto& all = rows.history.rows();
  for (auto it = all.upper_bound({channel, after.value_or(kNoMessage)}); it != all.end() && it->first.first == channel;
       ++it) {
    if (before && it->first.second >= *before) break;
    found.push_back(rows.messages.find(it->first.second));
  }
  return found;
}

/// How often the words occur among those of the content; 0 when one of them does not.
std::size_t hits(const std::vector<std::string>& wanted, const std::vector<std::string>& content) {
  std::size_t all = 0;
  for (const std::string& word : wanted) {
    const auto count = std::ranges::count(content, word);
    if (count == 0) return 0;
    all += static_cast<std::size_t>(count);
  }
  return all;
}

}  // namespace

core::Message whole(const Rows& rows, const core::Message& row) {
  core::Message message = row;
  if (const core::Channel* channel = rows.channels.find(row.channel)) message.community = channel->community;
  const core::User* author = rows.users.find(row.author);
  if (author && author->deleted) message.author = core::kDeletedUser;
  const std::vector<ReactionRow>* reactions = rows.reactions.find(row.id);
  if (!reactions) return message;
  std::vector<core::ReactionKey> keys;
  for (const ReactionRow& r : *reactions) {
    auto at = static_cast<std::size_t>(std::ranges::find(keys, r.key) - keys.begin());
    if (at == keys.size()) {
      keys.push_back(r.key);
      core::Reaction& added = message.reactions.emplace_back();
      if (const auto* text = std::get_if<std::string>(&r.key)) {
        added.emoji = *text;
      } else {
        added.emoji = *rows.emojis.find(std::get<core::EmojiId>(r.key));
      }
    }
    message.reactions[at].users.push_back(r.user);
  }
  return message;
}

std::vector<core::Message> messages(const Rows& rows, core::ChannelId channel, const Reader::MessageRange& range) {
  auto in_range = between(rows, channel, range.after, range.before);
  if (range.pinned) std::erase_if(in_range, [](const core::Message* m) { return !m->pinned; });
  const std::size_t count = std::min<std::size_t>(in_range.size(), range.limit);
  const std::size_t first = range.oldest ? 0 : in_range.size() - count;
  std::vector<core::Message> found;
  for (std::size_t i = first; i < first + count; ++i) found.push_back(whole(rows, *in_range[i]));
  return found;
}

core::MessageId last_message(const Rows& rows, core::ChannelId channel) {
  const auto& all = rows.history.rows();
  auto it = all.upper_bound({channel, kAboveAll});
  if (it == all.begin() || (--it)->first.first != channel) return kNoMessage;
  return it->first.second;
}

std::vector<core::Message> search_messages(const Rows& rows, const Reader::MessageSearch& search) {
  struct Hit {
    const core::Message* message;
    double relevance;
  };
  const std::vector<std::string> wanted = words_of(search.words);
  std::vector<Hit> found;
  for (const core::Message* message : between(rows, search.channel, search.after, search.before)) {
    if (!message->content) continue;
    const std::vector<std::string> content = words_of(*message->content);
    const std::size_t count = hits(wanted, content);
    if (count != 0) found.push_back({message, static_cast<double>(count) / static_cast<double>(content.size())});
  }
  using enum Reader::MessageSearch::Order;
  if (search.order != oldest) std::ranges::reverse(found);
  if (search.order == relevance) std::ranges::stable_sort(found, std::ranges::greater(), &Hit::relevance);
  if (found.size() > search.limit) found.resize(search.limit);
  std::vector<core::Message> answer;
  for (const Hit& hit : found) answer.push_back(whole(rows, *hit.message));
  return answer;
}

std::vector<std::pair<core::ChannelId, core::MessageId>> messages_by(const Rows& rows, core::CommunityId community,
                                                                     core::UserId author, std::int64_t since_ms) {
  std::vector<std::pair<core::ChannelId, core::MessageId>> found;
  const auto& all = rows.messages.rows();
  for (auto it = all.lower_bound(core::MessageId(core::first_id_of_ms(since_ms))); it != all.end(); ++it) {
    const core::Channel* channel = rows.channels.find(it->second.channel);
    if (it->second.author == author && channel && channel->community == community) {
      found.emplace_back(it->second.channel, it->first);
    }
  }
  return found;
}

}  // namespace store::memory
