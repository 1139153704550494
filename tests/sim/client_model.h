// A client as the simulation sees it: takes the snapshot and the frames after it, and knows nothing else. What it believes
// is compared with the truth. One thread.
#pragma once

#include <functional>
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
  core::CommunityState state;  // with those channels only
  std::map<core::UserId, Person> people;
  std::vector<std::uint64_t> heard;  // numbers of the events since it was seen first
  std::uint64_t from = 0;            // number it was seen first with
  bool whole = false;                // began with every channel, and none was hidden or shown since
};

SeenCommunity see(const core::CommunityState& state, const std::vector<bool>& visible, const hub::View& view);

/// One thing a session was told. Frames carry only its place in the Ledger, so that nothing is lost in spelling.
struct Told {
  enum class Kind { snapshot, event, presence, joined, typing } kind = Kind::event;
  core::Event event;
  hub::Perspective perspective = hub::Perspective::other;
  std::vector<core::ChannelId> hidden;  // together with the event
  std::vector<core::Channel> shown;
  std::optional<core::User> person;  // of MemberJoined and RelationshipChanged, as the view knows them
  bool online = false;               // of presence, and of that person
  core::UserId user;                 // of presence
  core::TypingChanged typing;
  // Of a snapshot:
  core::User self;
  std::string email;
  bool relating = false;
  std::uint64_t number = 0;
  std::map<core::UserId, core::Relation> relations;
  std::map<core::UserId, Person> related;
  std::vector<std::shared_ptr<const SeenCommunity>> communities;  // of joined too
};

using Ledger = std::vector<Told>;

class RecordDialect final : public hub::Dialect {
 public:
  /// One that uses relations does not follow strangers.
  explicit RecordDialect(Ledger& ledger, bool relating = false) : ledger_(ledger), relating_(relating) {}
  const char* name() const override { return "record"; }
  bool uses_relations() const override { return relating_; }
  bool follows_members() const override { return !relating_; }
  void encode(const core::Event& event, hub::Perspective perspective, const hub::View& view, Frames& out) override;
  void encode(const hub::PresenceChanged& change, hub::Perspective perspective, const hub::View& view, Frames& out) override;
  void encode_visibility(const core::Event& event, const hub::Visibility& change, hub::Perspective perspective,
                         const hub::View& view, Frames& out) override;
  void encode_joined(const core::CommunityState& state, const std::vector<bool>& visible, core::UserId self,
                     const hub::View& view, Frames& out) override;
  void encode(const core::TypingChanged& typing, const hub::View& view, Frames& out) override;
  void encode(const core::SlowmodeStarted&, const hub::View&, Frames&) override {}

 private:
  static Told of(const core::Event& event, hub::Perspective perspective, const hub::View& view);
  void say(Told told, hub::Priority priority, Frames& out);
  Ledger& ledger_;
  const bool relating_;
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
  /// An outbox that was too full may have lost presence and typing; nothing else.
  void compare(const testing_support::Truth& truth, const std::map<core::UserId, bool>& online,
               bool presence_complete) const;

 private:
  void take(const Told& told);
  void take_event(const Told& told);
  void take_user_event(const Told& told);
  void take_own(const Told& told);
  void learn(core::UserId id, const std::function<void(Person&)>& change);
  enum class Space { any, open, of_few };  // of_few: private
  bool shares(core::UserId id, Space space = Space::any) const;
  /// Whether presence of that person is told at all.
  bool hears_of(core::UserId id) const;
  core::Relation relation(core::UserId id) const;
  /// From what place something about the person has to be told.
  hub::Perspective place(core::UserId id) const;
  void compare_community(const testing_support::Truth& truth, core::CommunityId id, const SeenCommunity& seen) const;
  void compare_person(const testing_support::Truth& truth, const std::map<core::UserId, bool>& online,
                      bool presence_complete, core::UserId id, const Person& person) const;

  bool has_snapshot_ = false;
  bool closed_ = false;
  bool relating_ = false;
  core::User self_;
  std::string email_;
  std::map<core::CommunityId, SeenCommunity> communities_;
  std::map<core::UserId, std::uint64_t> user_numbers_;
  std::map<core::UserId, core::Relation> relations_;
  std::map<core::UserId, Person> related_;
  std::uint64_t own_from_ = 0;
  std::vector<std::uint64_t> own_heard_;  // what is for the person's own sessions alone
};

}  // namespace sim
