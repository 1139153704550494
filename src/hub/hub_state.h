// Hub::State: what a hub knows, and the steps that change it. One class, because a step touches all of it; one source file
// per kind of step: attach.cpp (sessions come and go), communities.cpp (loading and letting go), events.cpp (events are
// applied and routed), presence.cpp. Hub thread; nothing here waits.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <unordered_map>
#include <vector>

#include "hub/audience.h"
#include "hub/broadcast.h"
#include "hub/hub.h"
#include "hub/people.h"
#include "hub/recent_user_events.h"
#include "hub/writer.h"

namespace hub {

class Hub::State final : public std::enable_shared_from_this<State>, private base::Deadline {
 public:
  State(base::DelayedExecutor& executor, const base::Clock& clock, base::TimerWheel& timers, StateLoader& loader,
        PresencePublisher& presence, HubOptions options);

  // sessions
  void enter(Session& session);
  void leave(Session& session);
  void attach(Session& session, core::UserId user, core::LoginSessionId login);
  void drain();

  // events.cpp
  void on_event(const core::EventRef& event);

  // presence.cpp
  void on_remote_presence(core::UserId user, bool online);

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
    std::uint64_t ticket = 0;               // see RecentUserEvents
    std::optional<Session::Ended> failed;
  };

  // attach.cpp
  static void add_sorted(std::vector<core::CommunityId>& ids, core::CommunityId id);
  void load_user(std::uint64_t attach_id);
  void on_user_loaded(std::uint64_t attach_id, base::Result<StateLoader::LoadedUser> result);
  void make_ready(std::uint64_t attach_id);
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
  void index_members(CommunityEntry& entry, std::vector<core::User> users);
  void forget_members(CommunityEntry& entry);
  void drop(CommunityEntry& entry);
  void erase(CommunityEntry& entry);
  void on_deadline() override;  // lets go of communities nobody looks at
  void watch_idle();
  /// A bounded number of loads runs at a time; communities, which let those in who wait, go before people, who bring more.
  enum class Turn : std::uint8_t { first, last };
  void enqueue_load(base::UniqueFunction<void()> start, Turn turn);
  void run_loads();
  void load_finished();

  // events.cpp
  void on_user_event(const core::EventRef& event);
  void on_community_event(const core::EventRef& event);
  void apply(CommunityEntry& entry, const core::Event& event);
  void apply_joined(CommunityEntry& entry, const core::Event& event, const core::MemberJoined& joined);
  void apply_left(CommunityEntry& entry, const core::Event& event, const core::MemberLeft& left);
  void tell_all(CommunityEntry& entry, const core::Event& event);
  void subscribe_joiner(CommunityEntry& entry, UserEntry& user);
  void end_login(UserEntry& user, core::LoginSessionId login);
  void end_all(UserEntry& user, Session::Ended why);

  /// Later, on this thread, if the hub still exists then.
  void post(void (State::*step)());

  // presence.cpp
  void tell_presence(const UserEntry& user, bool online);
  /// Own sessions get `self`, everybody who shares a loaded community `other`, each once.
  void tell_circle(const UserEntry& user, Broadcast& broadcast);

  base::DelayedExecutor& executor_;
  const base::Clock& clock_;
  base::TimerWheel& timers_;
  StateLoader& loader_;
  PresencePublisher& presence_;
  const HubOptions options_;
  HubMetrics metrics_;
  Writer writer_;
  People people_;
  RecentUserEvents recent_;
  std::vector<Session*> sessions_;
  std::unordered_map<core::CommunityId, std::unique_ptr<CommunityEntry>> communities_;

  std::unordered_map<std::uint64_t, Attach> attaches_;
  std::unordered_map<const Session*, std::uint64_t> attach_of_session_;
  std::unordered_map<core::UserId, std::vector<std::uint64_t>> attaches_of_user_;
  std::uint64_t last_attach_ = 0;
  std::deque<std::uint64_t> ready_;  // everything they need is loaded
  bool ready_posted_ = false;

  std::deque<base::UniqueFunction<void()>> loads_;
  std::uint32_t loads_running_ = 0;
  bool loads_posted_ = false;
  std::uint64_t stamp_ = 0;
};

}  // namespace hub
