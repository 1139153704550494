// How the lists of categories and channels close up and make room. Plain functions on plain values, any thread.
#include <algorithm>
#include <unordered_map>
#include <utility>

#include "core/community_state.h"

namespace core {
namespace {

void renumber(std::vector<Category>& categories) {
  for (std::size_t i = 0; i < categories.size(); ++i) categories[i].position = static_cast<std::uint32_t>(i);
}

/// The channels of one category must stand in their order already.
void renumber(std::vector<Channel>& channels, CategoryId category) {
  std::uint32_t position = 0;
  for (Channel& channel : channels) {
    if (channel.category == category) channel.position = position++;
  }
}

}  // namespace

void move_category(std::vector<Category>& categories, CategoryId id, std::uint32_t position) {
  const auto from = std::ranges::find(categories, id, &Category::id);
  if (from == categories.end() || from == categories.begin()) return;  // the default one stays first
  const auto last = static_cast<std::uint32_t>(categories.size() - 1);
  const auto to = categories.begin() + std::clamp<std::uint32_t>(position, 1, last);
  if (from < to) {
    std::rotate(from, from + 1, to + 1);
  } else {
    std::rotate(to, from, from + 1);
  }
  renumber(categories);
}

void remove_category(std::vector<Category>& categories, std::vector<Channel>& channels, CategoryId id) {
  const auto at = std::ranges::find(categories, id, &Category::id);
  if (at == categories.end() || at == categories.begin()) return;
  const CategoryId target = categories.front().id;
  auto next = static_cast<std::uint32_t>(std::ranges::count(channels, target, &Channel::category));
  for (Channel& channel : channels) {
    if (channel.category != id) continue;
    channel.category = target;
    channel.position = next++;
  }
  categories.erase(at);
  renumber(categories);
  sort_channels(channels, categories);
}

void move_channel(std::vector<Channel>& channels, const std::vector<Category>& categories, ChannelId id, CategoryId category,
                  std::uint32_t position) {
  const auto at = std::ranges::find(channels, id, &Channel::id);
  if (at == channels.end()) return;
  Channel moved = std::move(*at);
  channels.erase(at);
  renumber(channels, moved.category);

  const auto others = static_cast<std::uint32_t>(std::ranges::count(channels, category, &Channel::category));
  moved.category = category;
  moved.position = std::min(position, others);
  for (Channel& channel : channels) {
    if (channel.category == category && channel.position >= moved.position) ++channel.position;
  }
  channels.push_back(std::move(moved));
  sort_channels(channels, categories);
}

void move_channel(std::vector<Channel>& channels, const std::vector<Category>& categories, ChannelId id,
                  const ChannelEdit& edit) {
  if (!edit.category.is_set() && !edit.position.is_set()) return;
  const auto at = std::ranges::find(channels, id, &Channel::id);
  if (at == channels.end()) return;
  const CategoryId target = edit.category.is_set() ? edit.category.value() : at->category;
  const std::uint32_t end = static_cast<std::uint32_t>(channels.size());  // clamped to the last place
  move_channel(channels, categories, id, target, edit.position.is_set() ? edit.position.value() : end);
}

void remove_channel(std::vector<Channel>& channels, ChannelId id) {
  const auto at = std::ranges::find(channels, id, &Channel::id);
  if (at == channels.end()) return;
  const CategoryId category = at->category;
  channels.erase(at);
  renumber(channels, category);
}

void sort_channels(std::vector<Channel>& channels, const std::vector<Category>& categories) {
  std::unordered_map<CategoryId, std::uint32_t> order;
  for (const Category& category : categories) order.emplace(category.id, category.position);
  // A category that is not there comes last: every channel keeps a place.
  auto place = [&](const Channel& channel) {
    const auto found = order.find(channel.category);
    return std::pair(found == order.end() ? static_cast<std::uint32_t>(categories.size()) : found->second, channel.position);
  };
  std::ranges::stable_sort(channels, {}, place);
}

}  // namespace core
