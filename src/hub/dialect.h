// Dialect: one kind of receiver. Everybody who speaks the same protocol in the same encoding shares one Dialect object per
// hub thread, and everything is encoded once per dialect, perspective and visibility. To the hub it is an opaque key with a
// function.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/community_state.h"
#include "core/event.h"
#include "core/file.h"
#include "core/signal.h"
#include "core/user.h"
#include "hub/frame.h"

namespace hub {

/// From whose place an event is told: how the receiver stands to the person the event is about. That is the subject of a
/// profile or presence change, who joins or leaves, the author of a new message; of other events nobody.
struct Perspective {
  enum class Standing : std::uint8_t {
    other,       // a stranger: at most they share a community
    acquainted,  // a relation whatever its kind, or a shared private space
    self,        // that person's own sessions
  };
  Standing standing = Standing::other;
  core::Relation relation = core::Relation::none;  // of the receiver towards that person
  bool shares_space = true;                        // they share a community or a private space

  static const Perspective other;
  static const Perspective self;
  friend bool operator==(const Perspective&, const Perspective&) = default;
};
inline constexpr Perspective Perspective::other{};
inline constexpr Perspective Perspective::self{Standing::self, core::Relation::self, true};

/// A person as the hub knows them: the stored value and whether they are online now.
struct Person {
  const core::User& user;
  bool online = false;
};

/// What a dialect may look up while it encodes. Valid during the call.
class View {
 public:
  virtual ~View() = default;
  /// Null when the hub does not know the person: they share no loaded community, and nobody here relates to them.
  virtual const core::User* user(core::UserId id) const = 0;
  virtual bool online(core::UserId id) const = 0;
  /// The community of the event's stream after the event was applied; null for user streams.
  virtual const core::CommunityState* community() const = 0;
  /// What is known of a file that a person, a community, anything in it or the event itself names. Null otherwise, and for
  /// files that are gone.
  virtual const core::File* file(core::FileId) const { return nullptr; }
  /// While a UserUpdated is told: the person as receivers knew them until now. Null otherwise.
  virtual const core::User* before() const { return nullptr; }
};

/// Presence is derived, not stored: it has no number and is told as it is now.
struct PresenceChanged {
  core::UserId user;
  bool online = false;
  core::Status status;  // the stored one
};

/// The channels of a community that a receiver begins and ceases to see, in the order of the community's channels.
struct Visibility {
  std::vector<core::ChannelId> hidden;
  std::vector<core::ChannelId> shown;
  bool empty() const { return hidden.empty() && shown.empty(); }
};

class Dialect {
 public:
  virtual ~Dialect() = default;

  /// Of the protocol, for counting; lives as long as the program. Dialects of one protocol have the same.
  virtual const char* name() const = 0;
  /// Whether it matters how a receiver stands to the person an event is about. If not the dialect is asked once, with
  /// Perspective::other or self, only the person's profile and presence have a `self`, and who is merely acquainted (no
  /// community is shared) is not told at all.
  virtual bool uses_relations() const { return false; }
  /// Whether sharing a community is enough to be told of people's profiles. What a session begins with, see
  /// Session::set_follows_members and Hub::follow_members.
  virtual bool follows_members() const { return true; }

  using Frames = std::vector<FrameRef>;
  /// Appends the frames that tell of `event` from that perspective; appends nothing where the protocol has no word for it.
  /// Of people take View::user, not the copy an event carries (MemberJoined): an event that waited for its community to load
  /// is older than what receivers were told of the person meanwhile.
  virtual void encode(const core::Event& event, Perspective perspective, const View& view, Frames& out) = 0;
  virtual void encode(const PresenceChanged& change, Perspective perspective, const View& view, Frames& out) = 0;

  /// Instead of encode(event, ...) for those who, by this event, see other channels than before: tells of both.
  /// The event is one about members, roles, a channel's or the community's permissions, or its owner. view.community() is
  /// the state after it, where the shown channels are found; a hidden one is still there too.
  virtual void encode_visibility(const core::Event& event, const Visibility& change, Perspective perspective,
                                 const View& view, Frames& out) = 0;

  /// The person joined (or can see again) a community: what their own sessions are told. `visible` lists for each of
  /// `state.channels` whether they may see it.
  virtual void encode_joined(const core::CommunityState& state, const std::vector<bool>& visible, core::UserId self,
                             const View& view, Frames& out) = 0;

  /// Signals (core/signal.h); their frames are best made Priority::ephemeral. Typing is told to everybody who sees the
  /// channel, the one who types too; a slowmode to the person's own sessions.
  virtual void encode(const core::TypingChanged& typing, const View& view, Frames& out) = 0;
  virtual void encode(const core::SlowmodeStarted& slowmode, const View& view, Frames& out) = 0;
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
  std::vector<Entry> communities;  // ascending id; private spaces too
  /// Whom the person relates to, ascending; view->user(other) knows each of them.
  std::span<const core::Relationship> relationships;
  /// The last event of the person's stream that is contained; later ones follow. Absent when the loader did not say.
  std::optional<std::uint64_t> number;
  const View* view = nullptr;  // view->community() is null
};

}  // namespace hub
