// A JSON object with arbitrary keys that keeps their order: for maps where clients show the entries as they come. Plain
// value.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace wire {

/// Lookups go through all entries: meant for a few dozen.
template <typename T>
class OrderedMap {
 public:
  using key_type = std::string;
  using mapped_type = T;
  using value_type = std::pair<std::string, T>;
  using iterator = typename std::vector<value_type>::iterator;
  using const_iterator = typename std::vector<value_type>::const_iterator;

  iterator begin() { return entries_.begin(); }
  iterator end() { return entries_.end(); }
  const_iterator begin() const { return entries_.begin(); }
  const_iterator end() const { return entries_.end(); }
  std::size_t size() const { return entries_.size(); }
  bool empty() const { return entries_.empty(); }
  void clear() { entries_.clear(); }

  iterator find(std::string_view key) {
    return std::find_if(begin(), end(), [key](const value_type& entry) { return entry.first == key; });
  }
  /// The entry called `key` and whether it is new; new ones stand at the end.
  std::pair<iterator, bool> try_emplace(std::string key, T value = {}) {
    if (const auto known = find(key); known != end()) return {known, false};
    entries_.emplace_back(std::move(key), std::move(value));
    return {end() - 1, true};
  }
  T& operator[](std::string_view key) { return try_emplace(std::string(key)).first->second; }

  friend bool operator==(const OrderedMap&, const OrderedMap&) = default;

 private:
  std::vector<value_type> entries_;
};

}  // namespace wire
