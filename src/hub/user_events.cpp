// Events of people. Hub thread.
//
//   event                       own sessions                            others
//   UserUpdated                 self                                    acquainted; who follows a shared community
//   UserDeleted                 on_ended(login_gone)                    acquainted; who shares a community
//   LoginSession(s)Deleted      on_ended(login_gone), the rest: self    -
//   RelationshipChanged,
//   ChannelRead,
//   SettingsChanged             self                                    -
#include <algorithm>
#include <utility>

#include "hub/hub_state.h"

namespace hub {

void Hub::State::on_user_event(const core::EventRef& ref) {
  const core::Event& event = *ref;
  recent_.add(ref);
  const core::UserId id(event.stream.id);
  UserEntry* user = people_.find(id);
  // Of a person whom nobody here knows yet it is needed when a load that runs will bring them.
  if (user != nullptr || !recent_.events().empty()) take_files(event.files);
  if (user == nullptr) return;
  const bool hole = user->next_number != 0 && event.number > user->next_number;
  const bool repeated = event.number < user->next_number;
  user->next_number = std::max(user->next_number, event.number + 1);

  if (std::holds_alternative<core::UserDeleted>(event.body)) return apply_user_deleted(*user, event);
  if (hole) {
    end_all(*user, Session::Ended::unavailable);  // may have forgotten the person
    if ((user = people_.find(id)) == nullptr) return;
  }
  if (std::holds_alternative<core::UserUpdated>(event.body)) {
    if (event.number <= user->user.revision) return;
    const core::User before = user->user;
    advance(user->user, event);
    const PeopleView view(people_, files_, nullptr, &before);
    Broadcast broadcast(writer_, metrics_, ++stamp_, [&](Dialect& dialect, Perspective perspective, Dialect::Frames& out) {
      dialect.encode(event, perspective, view, out);
    });
    return tell_circle(*user, broadcast, Broadcast::Receivers::followers);
  }
  // What was lost may be a profile, and this event does not bring it: nobody here may go on with the old one.
  if (hole) return lose_profile(id);
  // The ends of log-ins are acted on whatever their number.
  if (const auto* login = std::get_if<core::LoginSessionDeleted>(&event.body)) {
    end_login(*user, login->session);
  } else if (const auto* logins = std::get_if<core::LoginSessionsDeleted>(&event.body)) {
    end_logins_but(*user, logins->except, event.number);
  }
  user = people_.find(id);
  if (repeated || user == nullptr || user->sessions.empty()) return;
  if (const auto* relation = std::get_if<core::RelationshipChanged>(&event.body)) {
    return apply_relation(*user, event, *relation);
  }
  tell_self(*user, event);
}

void Hub::State::apply_user_deleted(UserEntry& user, const core::Event& event) {
  if (!std::exchange(user.user.deleted, true)) {
    advance(user.user, event);
    const PeopleView view(people_, files_);
    Broadcast broadcast(writer_, metrics_, ++stamp_, [&](Dialect& dialect, Perspective perspective, Dialect::Frames& out) {
      dialect.encode(event, perspective, view, out);
    });
    for (Session* session : user.sessions) broadcast.skip(*session);
    tell_circle(user, broadcast, Broadcast::Receivers::everybody);
  }
  end_all(user, Session::Ended::login_gone);
}

void Hub::State::tell_self(const UserEntry& user, const core::Event& event) {
  const PeopleView view(people_, files_);
  Broadcast broadcast(writer_, metrics_, ++stamp_, [&](Dialect& dialect, Perspective perspective, Dialect::Frames& out) {
    dialect.encode(event, perspective, view, out);
  });
  for (Session* session : user.sessions) broadcast.to(*session, Perspective::self);
}

void Hub::State::tell_circle(const UserEntry& user, Broadcast& broadcast, Broadcast::Receivers strangers) {
  for (Session* session : user.sessions) broadcast.to(*session, Perspective::self);
  constexpr auto kAcquainted = Perspective::Standing::acquainted;
  if (const auto related = relations_.towards(user.user.id); !related.empty()) {
    const std::uint64_t shared = ++stamp_;
    for (CommunityEntry* community : user.communities) community->stamp = shared;
    for (const core::Relationship& one : related) {
      for (Session* session : people_.find(one.other)->sessions) {
        if (!session->uses_relations_) continue;
        const bool shares = std::ranges::any_of(session->subscriptions_, [&](const Subscription& subscription) {
          return subscription.audience->community.stamp == shared;
        });
        broadcast.to(*session, {kAcquainted, one.relation, shares});
      }
    }
  }
  const auto told_as = [](const CommunityEntry& c) { return core::is_private(c.state.community.kind); };
  for (CommunityEntry* community : user.communities) {
    if (told_as(*community)) broadcast.to(*community, {kAcquainted, {}, true}, Broadcast::Receivers::relating);
  }
  for (CommunityEntry* community : user.communities) {
    if (!told_as(*community)) broadcast.to(*community, Perspective::other, strangers);
  }
}

void Hub::State::end_login(UserEntry& user, core::LoginSessionId login) {
  const std::vector<Session*> sessions = user.sessions;
  for (Session* session : sessions) {
    if (session->login_id_ == login) end(*session, Session::Ended::login_gone);
  }
}

void Hub::State::end_logins_but(UserEntry& user, core::LoginSessionId except, std::uint64_t number) {
  const std::vector<Session*> sessions = user.sessions;
  for (Session* session : sessions) {
    // A log-in that was read after the event is a new one.
    const auto ahead = ahead_.find(session);
    const bool later = ahead != ahead_.end() && ahead->second >= number;
    if (session->login_id_ != except && !later) end(*session, Session::Ended::login_gone);
  }
}

void Hub::State::end_all(UserEntry& user, Session::Ended why) {
  const std::vector<Session*> sessions = user.sessions;
  for (Session* session : sessions) end(*session, why);
}

void Hub::State::lose_profile(core::UserId id) {
  const auto towards = relations_.towards(id);
  const std::vector<core::Relationship> related(towards.begin(), towards.end());
  const std::vector<CommunityEntry*> stale = people_.find(id)->communities;
  for (CommunityEntry* community : stale) {
    if (community->loaded) {
      drop(*community);
    } else {
      community->outdated = true;
    }
  }
  for (const core::Relationship& one : related) {
    if (UserEntry* other = people_.find(one.other)) end_all(*other, Session::Ended::unavailable);
  }
}

}  // namespace hub
