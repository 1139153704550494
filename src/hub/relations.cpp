#include "hub/relations.h"

#include <algorithm>
#include <utility>

namespace hub {

std::span<const core::Relationship> Relations::in(const Side& side, core::UserId id) {
  const auto it = side.find(id);
  if (it == side.end()) return {};
  return it->second;
}

core::Relation Relations::put(Side& side, core::UserId id, const core::Relationship& one) {
  const auto entry = side.try_emplace(id).first;
  std::vector<core::Relationship>& list = entry->second;
  const auto at = std::ranges::lower_bound(list, one.other, {}, &core::Relationship::other);
  const bool there = at != list.end() && at->other == one.other;
  const core::Relation before = there ? at->relation : core::Relation::none;
  if (one.relation != core::Relation::none) {
    if (there) {
      at->relation = one.relation;
    } else {
      list.insert(at, one);
    }
  } else if (there) {
    list.erase(at);
  }
  if (list.empty()) side.erase(entry);
  return before;
}

core::Relation Relations::between(core::UserId from, core::UserId to) const {
  const auto list = of(from);
  const auto at = std::ranges::lower_bound(list, to, {}, &core::Relationship::other);
  return at == list.end() || at->other != to ? core::Relation::none : at->relation;
}

core::Relation Relations::set(core::UserId from, core::UserId to, core::Relation relation) {
  put(towards_, to, {from, relation});
  return put(of_, from, {to, relation});
}

std::vector<core::Relationship> Relations::forget(core::UserId from) {
  const auto it = of_.find(from);
  if (it == of_.end()) return {};
  std::vector<core::Relationship> had = std::move(it->second);
  of_.erase(it);
  for (const core::Relationship& one : had) put(towards_, one.other, {from, core::Relation::none});
  return had;
}

}  // namespace hub
