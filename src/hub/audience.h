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
  bool follows;        // is told of the profiles of people who merely share the community, see Hub::follow_members
};

struct AudienceClass {
  CommunityEntry& community;
  std::vector<core::RoleId> roles;  // sorted
  bool owner = false;
  std::vector<bool> visible;  // for each of the community's channels
  std::vector<Subscriber> subscribers;

  std::vector<core::ChannelId> visible_channels() const;  // ascending id
};

/// One community as this hub knows it.
struct CommunityEntry {
  core::CommunityId id;
  bool loaded = false;
  core::CommunityState state;                           // once loaded
  std::vector<std::unique_ptr<AudienceClass>> classes;  // those with a subscriber

  // While it is being loaded:
  std::vector<core::EventRef> pending;               // applied afterwards, unless the load contains them
  std::vector<std::uint64_t> waiting;                // attaches
  std::vector<core::UserId> joined;                  // people with sessions here who are to be told that they joined
  std::uint64_t ticket = 0;                          // see RecentUserEvents
  std::shared_ptr<core::CommunitySnapshot> arrived;  // what the load gave, until all members are indexed
  std::size_t indexed = 0;                           // so many of its users are known to the hub already
  std::vector<core::UserId> present;                 // those of them who had a session here then
  bool outdated = false;                             // an event about one of them was lost meanwhile
  std::int64_t idle_since_ms = 0;                    // when the last subscriber left
  std::uint64_t stamp = 0;                           // see Hub::State::tell_circle

  /// The class of a member, made when it is the first of its kind.
  AudienceClass& class_of(const core::MemberEntry& member);
  /// After channels or what decides who sees them changed.
  void recompute();
  /// The classes that may view the channel; none when there is no such channel.
  std::vector<AudienceClass*> viewers(core::ChannelId channel) const;
  std::vector<AudienceClass*> everybody() const;
  /// The role is gone: classes that differed by nothing else become one. The other may be empty afterwards.
  void forget_role(core::RoleId role);
  /// Lets go of the classes without a subscriber.
  void forget_empty();
};

class Subscriptions {
 public:
  static void add(Session& session, AudienceClass& audience);
  /// Null when the session is not in the community.
  static const Subscription* find(const Session& session, const CommunityEntry& community);
  /// To another class of the same community; the choice to follow goes along. The old class may be empty afterwards, see
  /// CommunityEntry::forget_empty.
  static void move(const Subscription& subscription, AudienceClass& to);
  static void follow(const Subscription& subscription, bool follows);
  /// Both forget classes that lost their last subscriber. `now_ms` is noted when the community lost its last one.
  static void remove(Session& session, CommunityEntry& community, std::int64_t now_ms);
  static void remove_all(Session& session, std::int64_t now_ms);

 private:
  static void remove_at(Session& session, std::size_t slot, std::int64_t now_ms);
  static Subscriber take(AudienceClass& audience, std::uint32_t index);
};

}  // namespace hub
