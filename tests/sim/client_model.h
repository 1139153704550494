// A client as the simulation sees it: takes the snapshot and the frames after it, and knows nothing else. What it believes
// is compared with the truth. One thread.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "hub/dialect.h"
#include "hub/session.h"
#include "tests/support/fake_connection.h"
#include "tests/support/truth.h"

namespace sim {

struct Person {
  core::User user;
  bool online = false;
  friend bool operator==(const Person&, const Person&) = default;
};

/// A community as one person sees it: only the channels they may view.
struct SeenCommunity {
  core::CommunityState state;
  std::map<core::UserId, Person> people;
  std::vector<std::uint64_t> heard;  // numbers of the events since it was seen first
  std::uint64_t from = 0;            // number it was seen first with
};

SeenCommunity see(const core::CommunityState& state, const std::vector<bool>& visible, const hub::View& view);

/// One thing a session was told. Frames carry only its place in the Ledger, so that nothing is lost in spelling.
struct Told {
  enum class Kind { snapshot, event, presence, joined } kind = Kind::event;
  core::Event event;
  hub::Perspective perspective = hub::Perspective::other;
  std::optional<core::User> person;  // of MemberJoined, as the view knows them
  bool online = false;               // of presence and MemberJoined
  core::UserId user;                 // of presence and of a snapshot
  core::User self;
  std::string email;
  std::vector<std::shared_ptr<const SeenCommunity>> communities;
};

using Ledger = std::vector<Told>;

class RecordDialect final : public hub::Dialect {
 public:
  explicit RecordDialect(Ledger& ledger) : ledger_(ledger) {}
  void encode(const core::Event& event, hub::Perspective perspective, const hub::View& view, Frames& out) override;
  void encode(const hub::PresenceChanged& change, hub::Perspective perspective, const hub::View& view, Frames& out) override;
  void encode_joined(const core::CommunityState& state, const std::vector<bool>& visible, core::UserId self,
                     const hub::View& view, Frames& out) override;

 private:
  void say(Told told, hub::Priority priority, Frames& out);
  Ledger& ledger_;
};

class SimSession final : public hub::Session {
 public:
  SimSession(hub::Hub& hub, hub::Connection& connection, hub::Dialect& dialect, Ledger& ledger)
      : Session(hub, connection, dialect), ledger_(ledger) {}
  void on_open() override {}
  void on_message(hub::Opcode, std::string_view) override {}
  void on_snapshot(const hub::Snapshot& snapshot) override;
  void on_ended(Ended) override { close(4001, "ended"); }
  void on_drain() override { close(1001, "drain"); }
  hub::FrameRef too_slow_close_frame() override { return hub::Frame::make_close(4008, "slow"); }
  std::size_t snapshot_bytes = 0;

 protected:
  void on_timeout() override {}

 private:
  Ledger& ledger_;
};

/// Follows one session. Throws std::runtime_error when told something that cannot be.
class Client {
 public:
  /// Takes everything that arrived on the connection.
  void follow(testing_support::FakeConnection& connection, const Ledger& ledger);
  bool closed() const { return closed_; }
  bool has_snapshot() const { return has_snapshot_; }
  /// An outbox that was too full may have lost presence; nothing else.
  void compare(const testing_support::Truth& truth, const std::map<core::UserId, bool>& online,
               bool presence_complete) const;

 private:
  void take(const Told& told);
  void take_event(const Told& told);
  void take_user_event(const Told& told);

  bool has_snapshot_ = false;
  bool closed_ = false;
  core::User self_;
  std::string email_;
  std::map<core::CommunityId, SeenCommunity> communities_;
  std::map<core::UserId, std::uint64_t> user_numbers_;
};

/// Whether the person may view the channel, from the truth.
bool may_view(const core::CommunityState& state, const core::Channel& channel, core::UserId user);
/// The channel an event belongs to; value 0 for none.
core::ChannelId channel_of(const core::Event& event);

}  // namespace sim
