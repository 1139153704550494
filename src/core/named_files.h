// What names files by their id alone: people, members, communities, channels, roles and webhooks, with their pictures. Not
// attachments and embeds, which carry the whole file; not emojis, whose value says all that is told of them; not the author
// that goes with a message. Pure functions, any thread.
#pragma once

#include <span>
#include <vector>

#include "core/community_state.h"
#include "core/event.h"
#include "core/ids.h"
#include "core/user.h"

namespace core {

/// Each once, ascending. Allocates nothing when there are none.
std::vector<FileId> files_named_by(const EventBody& body);
std::vector<FileId> files_named_by(const CommunityState& state, std::span<const User> users);

/// The same for many values together.
class NamedFiles {
 public:
  void add(const User& user);
  void add(const CommunityState& state);
  void add(const EventBody& body);
  /// What was added until now.
  std::vector<FileId> take();

 private:
  std::vector<FileId> ids_;  // in no order, with doubles
};

}  // namespace core
