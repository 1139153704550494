// See recent_keys.h. Any thread.
#include "service/recent_keys.h"

#include <utility>

namespace service {

RecentKeys::RecentKeys(const base::Clock& clock, std::size_t keys_max) : clock_(clock), keys_max_(keys_max) {}

bool RecentKeys::remember(std::uint64_t author, std::string_view key) {
  std::string whole = std::to_string(author) + ' ';
  whole += key;
  const std::lock_guard lock(mutex_);
  const std::int64_t now_ms = clock_.steady_ms();
  forget_old(now_ms);
  if (!keys_.insert(whole).second) return false;
  oldest_.push_back({std::move(whole), now_ms + kKeptMs});
  if (oldest_.size() > keys_max_) {
    keys_.erase(oldest_.front().key);
    oldest_.pop_front();
  }
  return true;
}

std::size_t RecentKeys::size() const {
  const std::lock_guard lock(mutex_);
  return keys_.size();
}

void RecentKeys::forget_old(std::int64_t now_ms) {
  while (!oldest_.empty() && oldest_.front().until_ms <= now_ms) {
    keys_.erase(oldest_.front().key);
    oldest_.pop_front();
  }
}

}  // namespace service
