// Table: an ordered map whose changes can be undone. One journal serves all tables of a store; a unit that fails plays it
// backwards. Used under the store's lock.
#pragma once

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
  const std::map<Key, Value>& rows() const { return rows_; }

 private:
  Journal& journal_;
  std::map<Key, Value> rows_;
};

}  // namespace store::memory
