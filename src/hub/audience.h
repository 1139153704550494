// Audience classes: members of a community with the same roles see the same channels. The class is what a session subscribes
// to, so that a session costs the same however many channels there are. Hub thread.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "core/community_state.h"
#include "core/event.h"
#include "hub/session.h"

namespace hub {

struct CommunityEntry;

struct Subscriber {
  Session* session;
  std::uint32_t slot;  // in the session's own list
};

struct AudienceClass {
  CommunityEntry& community;
  std::vector<core::RoleId> roles;  // sorted
  bool owner = false;
  std::vector<bool> visible;  // for each of the community's channels
  std::vector<Subscriber> subscribers;
};

/// One community as this hub knows it.
struct CommunityEntry {
  core::CommunityId id;
  bool loaded = false;
  core::CommunityState state;  // once loaded
  std::vector<std::unique_ptr<AudienceClass>> classes;  // those with a subscriber

  // While it is being loaded:
  std::vector<core::EventRef> pending;  // applied afterwards, unless the load contains them
  std::vector<std::uint64_t> waiting;   // attaches
  std::vector<core::UserId> joined;     // people with sessions here who are to be told that they joined
  std::uint64_t ticket = 0;             // see RecentUserEvents
  std::int64_t idle_since_ms = 0;       // when the last subscriber left

  /// The class of a member, made when it is the first of its kind.
  AudienceClass& class_of(const core::MemberEntry& member);
  /// After channels changed.
  void recompute();
};

class Subscriptions {
 public:
  static void add(Session& session, AudienceClass& audience);
  static bool has(const Session& session, const CommunityEntry& community);
  /// Both forget classes that lost their last subscriber. `now_ms` is noted when the community lost its last one.
  static void remove(Session& session, CommunityEntry& community, std::int64_t now_ms);
  static void remove_all(Session& session, std::int64_t now_ms);

 private:
  static void remove_at(Session& session, std::size_t slot, std::int64_t now_ms);
};

}  // namespace hub
