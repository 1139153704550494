// Relations: how the people with a session here stand to others, looked up from both sides. Hub thread.
#pragma once

#include <span>
#include <unordered_map>
#include <vector>

#include "core/user.h"

namespace hub {

class Relations {
 public:
  /// Whom `from` relates to, ascending.
  std::span<const core::Relationship> of(core::UserId from) const { return in(of_, from); }
  /// Who relates to `subject`, ascending; the relation is theirs towards the subject.
  std::span<const core::Relationship> towards(core::UserId subject) const { return in(towards_, subject); }
  core::Relation between(core::UserId from, core::UserId to) const;

  /// `none` removes. Gives the relation there was.
  core::Relation set(core::UserId from, core::UserId to, core::Relation relation);
  /// Removes what `from` has; gives to whom they related.
  std::vector<core::Relationship> forget(core::UserId from);

 private:
  using Side = std::unordered_map<core::UserId, std::vector<core::Relationship>>;  // no empty lists
  static std::span<const core::Relationship> in(const Side& side, core::UserId id);
  static core::Relation put(Side& side, core::UserId id, const core::Relationship& one);

  Side of_;
  Side towards_;
};

}  // namespace hub
