// Table: an ordered map whose changes can be undone. One journal serves all tables of a store; a unit that fails plays it
// backwards. Used under the store's lock.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "base/unique_function.h"

namespace store::memory {

/// What has to be done to take a unit's changes back.
class Journal {
 public:
  void record(base::UniqueFunction<void()> undo) { undo_.push_back(std::move(undo)); }
  void keep() { undo_.clear(); }
  void roll_back() {
    while (!undo_.empty()) {
      undo_.back()();
      undo_.pop_back();
    }
  }

 private:
  std::vector<base::UniqueFunction<void()>> undo_;
};

template <typename Key, typename Value>
class Table {
 public:
  explicit Table(Journal& journal) : journal_(journal) {}

  const Value* find(const Key& key) const {
    auto it = rows_.find(key);
    return it == rows_.end() ? nullptr : &it->second;
  }
  std::optional<Value> get(const Key& key) const {
    const Value* value = find(key);
    return value ? std::optional<Value>(*value) : std::nullopt;
  }
  /// Inserts or replaces.
  void put(const Key& key, Value value) {
    auto [it, inserted] = rows_.try_emplace(key);
    if (inserted) {
      journal_.record([this, key] { rows_.erase(key); });
    } else {
      journal_.record([this, key, old = std::move(it->second)]() mutable { rows_[key] = std::move(old); });
    }
    it->second = std::move(value);
  }
  bool erase(const Key& key) {
    auto it = rows_.find(key);
    if (it == rows_.end()) return false;
    journal_.record([this, key, old = std::move(it->second)]() mutable { rows_[key] = std::move(old); });
    rows_.erase(it);
    return true;
  }
  /// Erases every row that `unwanted(key, value)` is true of; says how many.
  template <typename Unwanted>
  std::size_t erase_if(Unwanted unwanted) {
    std::vector<Key> gone;
    for (const auto& [key, value] : rows_) {
      if (unwanted(key, value)) gone.push_back(key);
    }
    for (const Key& key : gone) erase(key);
    return gone.size();
  }

  const std::map<Key, Value>& rows() const { return rows_; }
  /// The values that `wanted` is true of, in the order of their keys.
  template <typename Wanted>
  std::vector<Value> select(Wanted wanted) const {
    std::vector<Value> found;
    for (const auto& [key, value] : rows_) {
      if (wanted(value)) found.push_back(value);
    }
    return found;
  }
  /// Of keys that are pairs: the values of those that begin with `first`. Default-constructed second halves are the
  /// smallest.
  template <typename First>
  std::vector<Value> with_first(const First& first) const {
    std::vector<Value> found;
    for (auto it = rows_.lower_bound(Key(first, {})); it != rows_.end() && it->first.first == first; ++it) {
      found.push_back(it->second);
    }
    return found;
  }
  std::vector<Key> keys_above(const Key& after, std::uint32_t limit) const {
    std::vector<Key> found;
    for (auto it = rows_.upper_bound(after); it != rows_.end() && found.size() < limit; ++it) found.push_back(it->first);
    return found;
  }

 private:
  Journal& journal_;
  std::map<Key, Value> rows_;
};

}  // namespace store::memory
