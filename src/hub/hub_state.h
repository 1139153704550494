// Hub::State: what a hub knows, and the steps that change it. One class, because a step touches all of it; one source file
// per kind of step: attach.cpp (sessions come and go), communities.cpp (loading and letting go), events.cpp (communities'
// events are applied and routed), membership.cpp, visibility.cpp (who sees other channels than before), user_events.cpp,
// relationships.cpp, signals.cpp. Hub thread; nothing here waits.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <unordered_map>
#include <vector>

#include "hub/audience.h"
#include "hub/broadcast.h"
#include "hub/file_book.h"
#include "hub/hub.h"
#include "hub/people.h"
#include "hub/recent_user_events.h"
#include "hub/relations.h"
#include "hub/writer.h"

namespace hub {

class Hub::State final : public std::enable_shared_from_this<State>, private base::Deadline {
 public:
  State(base::DelayedExecutor& executor, const base::Clock& clock, base::TimerWheel& timers, StateLoader& loader,
        SignalPublisher& signals, HubOptions options);

  // sessions
  void enter(Session& session);
  void leave(Session& session);
  void attach(Session& session, core::UserId user, core::LoginSessionId login);
  bool follow_members(Session& session, core::CommunityId community, bool follow);
  void drain();

  // events.cpp
  void on_event(const core::EventRef& event);

  // signals.cpp
  void on_signal(const core::Signal& signal);
  bool signal_typing(Session& session, core::ChannelId channel, bool started);
  void signal_slowmode(const core::SlowmodeStarted& slowmode);

  const People& people() const { return people_; }
  const HubMetrics& metrics() const { return metrics_; }
  HubMetrics& metrics() { return metrics_; }
  Writer& writer() { return writer_; }
  bool empty() const { return sessions_.empty(); }

 private:
  /// A session on its way in.
  struct Attach {
    Session* session;
    core::UserId user;
    core::LoginSessionId login;
    std::optional<StateLoader::LoadedUser> loaded;
    std::vector<core::CommunityId> wanted;  // ascending
    std::uint32_t missing = 0;              // of these, that have to be loaded first
    std::uint32_t reloads = 0;
    std::uint64_t ticket = 0;  // see RecentUserEvents
    std::optional<Session::Ended> failed;
  };

  // attach.cpp
  static void add_sorted(std::vector<core::CommunityId>& ids, core::CommunityId id);
  void load_user(std::uint64_t attach_id);
  void on_user_loaded(std::uint64_t attach_id, base::Result<StateLoader::LoadedUser> result);
  void make_ready(std::uint64_t attach_id);
  ProtocolGauges::Line& gauges_of(const Session& session);
  void run_ready();
  void complete(std::uint64_t attach_id);
  enum class Fresh : std::uint8_t { yes, reload, gone };
  Fresh bring_up_to_date(Attach& attach, const UserEntry* known) const;
  void let_in(Attach attach);
  Attach take(std::uint64_t attach_id);
  void cancel_attach(const Session& session);
  void detach(Session& session);
  void end(Session& session, Session::Ended why);

  // communities.cpp
  CommunityEntry* find(core::CommunityId id);
  CommunityEntry& request(core::CommunityId id);
  void load(core::CommunityId id);
  void on_community_loaded(core::CommunityId id, base::Result<std::shared_ptr<core::CommunitySnapshot>> result);
  void on_community_failed(CommunityEntry& entry, bool gone);
  void index_members(CommunityEntry& entry);
  void run_arriving();
  void finish_arriving(CommunityEntry& entry);
  void forget_members(CommunityEntry& entry);
  void drop(CommunityEntry& entry);
  void erase(CommunityEntry& entry);
  void take_files(std::span<const core::File> files);
  void forget_files();          // those that nothing here names any more
  void on_deadline() override;  // lets go of communities nobody looks at
  void watch_idle();
  /// A bounded number of loads runs at a time; communities, which let those in who wait, go before people, who bring more.
  enum class Turn : std::uint8_t { first, last };
  void enqueue_load(base::UniqueFunction<void()> start, Turn turn);
  void run_loads();
  void load_finished();

  // events.cpp
  void on_community_event(const core::EventRef& event);
  void apply(CommunityEntry& entry, const core::Event& event);
  void tell(CommunityEntry& entry, const core::Event& event, const std::vector<AudienceClass*>& audiences);
  /// Of a new message or member: first those who stand to the person in a way of their own.
  void tell_about(CommunityEntry& entry, const core::Event& event, core::UserId subject,
                  const std::vector<AudienceClass*>& audiences);

  // membership.cpp
  void apply_joined(CommunityEntry& entry, const core::Event& event, const core::MemberJoined& joined);
  void apply_left(CommunityEntry& entry, const core::Event& event, const core::MemberLeft& left);
  void apply_deleted(CommunityEntry& entry, const core::Event& event);
  void subscribe_joiner(CommunityEntry& entry, UserEntry& user);

  // visibility.cpp
  /// What an event may do to the classes of a community beside changing its state.
  struct Regrouping {
    std::vector<core::UserId> people;        // who may belong to another class now
    bool recompute = true;                   // classes may see other channels now
    std::optional<core::ChannelId> channel;  // nothing is told to those who see it neither before nor after
    std::optional<core::RoleId> gone;        // this role
  };
  void regroup(CommunityEntry& entry, const core::Event& event, const Regrouping& what);

  // user_events.cpp
  void on_user_event(const core::EventRef& event);
  void apply_user_deleted(UserEntry& user, const core::Event& event);
  void tell_self(const UserEntry& user, const core::Event& event);
  void end_login(UserEntry& user, core::LoginSessionId login);
  void end_logins_but(UserEntry& user, core::LoginSessionId except, std::uint64_t number);
  void end_all(UserEntry& user, Session::Ended why);
  void lose_profile(core::UserId user);
  /// Own sessions get `self`; then, each once, whoever is acquainted and cares, and strangers who share a loaded community.
  void tell_circle(const UserEntry& user, Broadcast& broadcast, Broadcast::Receivers strangers);

  // relationships.cpp
  void take_relations(core::UserId user, const std::vector<StateLoader::LoadedUser::Related>& relationships);
  void apply_relation(UserEntry& user, const core::Event& event, const core::RelationshipChanged& change);
  void forget_relations(core::UserId user);
  void unrelate(core::UserId other);
  core::User latest(core::User user) const;

  /// Later, on this thread, if the hub still exists then.
  void post(void (State::*step)());

  // signals.cpp
  void count_presence(const core::PresenceCounted& presence);
  void tell_presence(const UserEntry& user, bool online);
  void tell_typing(const core::TypingChanged& typing);
  void tell_slowmode(const core::SlowmodeStarted& slowmode);

  base::DelayedExecutor& executor_;
  const base::Clock& clock_;
  base::TimerWheel& timers_;
  StateLoader& loader_;
  SignalPublisher& signals_;
  const HubOptions options_;
  HubMetrics metrics_;
  Writer writer_;
  People people_;
  FileBook files_;
  bool forget_posted_ = false;
  Relations relations_;  // of everybody with a session here
  RecentUserEvents recent_;
  std::vector<Session*> sessions_;
  /// The number its person was loaded with, for a session whose person was here already as of an earlier one.
  std::unordered_map<const Session*, std::uint64_t> ahead_;
  std::unordered_map<core::CommunityId, std::unique_ptr<CommunityEntry>> communities_;

  std::unordered_map<std::uint64_t, Attach> attaches_;
  std::unordered_map<const Session*, std::uint64_t> attach_of_session_;
  std::unordered_map<core::UserId, std::vector<std::uint64_t>> attaches_of_user_;
  std::uint64_t last_attach_ = 0;
  std::deque<std::uint64_t> ready_;         // everything they need is loaded
  std::deque<core::CommunityId> arriving_;  // loaded, members not all indexed yet; a pass is posted while there are any
  bool ready_posted_ = false;

  std::deque<base::UniqueFunction<void()>> loads_;
  std::uint32_t loads_running_ = 0;
  bool loads_posted_ = false;
  std::uint64_t stamp_ = 0;
};

}  // namespace hub
