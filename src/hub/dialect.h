// Dialect: one kind of receiver. Everybody who speaks the same protocol in the same encoding shares one Dialect object per
// hub thread, and everything is encoded once per dialect, perspective and visibility. To the hub it is an opaque key with a
// function.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/community_state.h"
#include "core/event.h"
#include "core/user.h"
#include "hub/frame.h"

namespace hub {

/// From whose place an event is told.
enum class Perspective : std::uint8_t {
  other,  // everybody who may know of it
  self,   // the person the event is about (their profile, their joining or leaving)
};

/// A person as the hub knows them: the stored value and whether they are online now.
struct Person {
  const core::User& user;
  bool online = false;
};

/// What a dialect may look up while it encodes. Valid during the call.
class View {
 public:
  virtual ~View() = default;
  /// Null when the hub does not know the person (they share no loaded community).
  virtual const core::User* user(core::UserId id) const = 0;
  virtual bool online(core::UserId id) const = 0;
  /// The community of the event's stream after the event was applied; null for user streams.
  virtual const core::CommunityState* community() const = 0;
};

/// Presence is derived, not stored: it has no number and is told as it is now.
struct PresenceChanged {
  core::UserId user;
  bool online = false;
  core::Status status;  // the stored one
};

class Dialect {
 public:
  virtual ~Dialect() = default;

  using Frames = std::vector<FrameRef>;
  /// Appends the frames that tell of `event` from that perspective; appends nothing where the protocol has no word for it.
  /// Of people take View::user, not the copy an event carries (MemberJoined): an event that waited for its community to load
  /// is older than what receivers were told of the person meanwhile.
  virtual void encode(const core::Event& event, Perspective perspective, const View& view, Frames& out) = 0;
  virtual void encode(const PresenceChanged& change, Perspective perspective, const View& view, Frames& out) = 0;

  /// The person joined (or can see again) a community: what their own sessions are told. `visible` lists for each of
  /// `state.channels` whether they may see it.
  virtual void encode_joined(const core::CommunityState& state, const std::vector<bool>& visible, core::UserId self,
                             const View& view, Frames& out) = 0;
};

/// What a session is told when it is attached. Valid during Session::on_snapshot.
struct Snapshot {
  core::User user;
  std::string email;
  bool verified = false;
  struct Entry {
    const core::CommunityState* state;
    const std::vector<bool>* visible;  // for each of state->channels
  };
  std::vector<Entry> communities;  // ascending id
  const View* view = nullptr;      // view->community() is null
};

}  // namespace hub
