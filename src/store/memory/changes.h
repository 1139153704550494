// Changes that more than one kind of row needs. Used under the store's lock.
#pragma once

#include <stdexcept>

#include "store/memory/table.h"

namespace store::memory {

/// Units check first; coming here with a taken key or a missing row is a defect of the unit.
inline void expect(bool holds, const char* what) {
  if (!holds) throw std::logic_error(what);
}

template <typename Key, typename Value>
void insert(Table<Key, Value>& table, const Key& key, const Value& value, const char* taken) {
  expect(!table.find(key), taken);
  table.put(key, value);
}

/// A unique name changes. The empty name is nobody's.
template <typename Name, typename Id>
void move_name(Table<Name, Id>& names, const Name& from, const Name& to, Id id, const char* taken) {
  if (from == to) return;
  if (from != Name()) names.erase(from);
  if (to != Name()) insert(names, to, id, taken);
}

}  // namespace store::memory
