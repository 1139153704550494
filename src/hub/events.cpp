// Events are applied to what the hub knows and routed to exactly those who may hear of them. Hub thread.
//
//   stream      event                     self                      other
//   user        UserUpdated               own sessions              who shares a loaded community
//   user        UserDeleted               on_ended(login_gone)      -
//   user        LoginSessionDeleted       on_ended, that login only -
//   community   MemberJoined              encode_joined, subscribed everybody else in it
//   community   MemberLeft                own sessions, then out    everybody else in it
//   community   Channel*, Message*, Re*   -                         classes that may view the channel
//   community   the rest                  -                         everybody in it
#include <algorithm>
#include <utility>

#include "hub/hub_state.h"

namespace hub {
namespace {

template <typename... Fs>
struct Overloaded : Fs... {
  using Fs::operator()...;
};

template <typename T>
concept Structural = std::is_same_v<T, core::CommunityUpdated> || std::is_same_v<T, core::CategoryCreated> ||
                     std::is_same_v<T, core::CategoryUpdated> || std::is_same_v<T, core::CategoryDeleted>;
template <typename T>
concept OfMessages = std::is_same_v<T, core::MessageUpdated> || std::is_same_v<T, core::MessageDeleted> ||
                     std::is_same_v<T, core::MessageEmbedsAdded> || std::is_same_v<T, core::ReactionAdded> ||
                     std::is_same_v<T, core::ReactionRemoved> || std::is_same_v<T, core::ReactionsCleared>;
template <typename T>
concept OfEverybody = std::is_same_v<T, core::MemberUpdated> || std::is_same_v<T, core::EmojiCreated> ||
                      std::is_same_v<T, core::EmojiUpdated> || std::is_same_v<T, core::EmojiDeleted>;
template <typename T>
concept OfUsers = std::is_same_v<T, core::UserUpdated> || std::is_same_v<T, core::UserDeleted> ||
                  std::is_same_v<T, core::LoginSessionDeleted>;

std::vector<AudienceClass*> viewers(const CommunityEntry& entry, core::ChannelId channel) {
  std::vector<AudienceClass*> found;
  const core::Channel* one = entry.state.find_channel(channel);
  if (one == nullptr) return found;
  const auto index = static_cast<std::size_t>(one - entry.state.channels.data());
  for (const auto& audience : entry.classes) {
    if (audience->visible[index]) found.push_back(audience.get());
  }
  return found;
}

}  // namespace

void Hub::State::on_event(const core::EventRef& event) {
  switch (event->stream.kind) {
    case core::StreamKind::user:
      return on_user_event(event);
    case core::StreamKind::community:
      return on_community_event(event);
  }
}

void Hub::State::on_user_event(const core::EventRef& ref) {
  const core::Event& event = *ref;
  recent_.add(ref);
  const core::UserId id(event.stream.id);
  UserEntry* user = people_.find(id);
  if (user == nullptr) return;
  const bool hole = user->next_number != 0 && event.number > user->next_number;
  user->next_number = std::max(user->next_number, event.number + 1);

  if (std::holds_alternative<core::UserDeleted>(event.body)) {
    advance(user->user, event);
    return end_all(*user, Session::Ended::login_gone);
  }
  if (hole) {
    end_all(*user, Session::Ended::unavailable);  // may have forgotten the person
    if ((user = people_.find(id)) == nullptr) return;
  }
  if (const auto* login = std::get_if<core::LoginSessionDeleted>(&event.body)) {
    // Acted on whatever its number: a person may be known from a reading later than the one that let the session in.
    if (!hole) return end_login(*user, login->session);
    // What was lost may be a profile, and this event does not bring it: nobody here may go on with the old one.
    const std::vector<CommunityEntry*> stale = user->communities;
    for (CommunityEntry* community : stale) drop(*community);
    return;
  }
  if (event.number <= user->user.revision) return;
  advance(user->user, event);
  const PeopleView view(people_);
  Broadcast broadcast(writer_, metrics_, ++stamp_, [&](Dialect& dialect, Perspective perspective, Dialect::Frames& out) {
    dialect.encode(event, perspective, view, out);
  });
  tell_circle(*user, broadcast);
}

void Hub::State::end_login(UserEntry& user, core::LoginSessionId login) {
  const std::vector<Session*> sessions = user.sessions;
  for (Session* session : sessions) {
    if (session->login_id_ == login) end(*session, Session::Ended::login_gone);
  }
}

void Hub::State::end_all(UserEntry& user, Session::Ended why) {
  const std::vector<Session*> sessions = user.sessions;
  for (Session* session : sessions) end(*session, why);
}

void Hub::State::on_community_event(const core::EventRef& ref) {
  const core::Event& event = *ref;
  const core::CommunityId id(event.stream.id);
  CommunityEntry* entry = find(id);
  if (const auto* joined = std::get_if<core::MemberJoined>(&event.body)) {
    const core::UserId who = joined->member.user;
    if (const auto coming = attaches_of_user_.find(who); coming != attaches_of_user_.end()) {
      for (std::uint64_t attach_id : coming->second) add_sorted(attaches_.at(attach_id).wanted, id);
    }
    const UserEntry* user = people_.find(who);
    if (user != nullptr && !user->sessions.empty() && (entry == nullptr || !entry->loaded)) {
      entry = &request(id);
      entry->joined.push_back(who);
    }
  }
  if (entry == nullptr) return;
  if (!entry->loaded) {
    entry->pending.push_back(ref);
  } else if (event.number > entry->state.number + 1) {
    drop(*entry);
  } else if (event.number == entry->state.number + 1) {
    apply(*entry, event);
  }
}

void Hub::State::apply(CommunityEntry& entry, const core::Event& event) {
  const auto to_viewers = [&](const std::vector<AudienceClass*>& audiences) {
    const PeopleView view(people_, &entry.state);
    Broadcast broadcast(writer_, metrics_, ++stamp_, [&](Dialect& dialect, Perspective perspective, Dialect::Frames& out) {
      dialect.encode(event, perspective, view, out);
    });
    for (AudienceClass* audience : audiences) broadcast.to(*audience, Perspective::other);
  };
  const auto of_message = [&](core::ChannelId channel) {
    entry.state.apply(event);
    to_viewers(viewers(entry, channel));
  };
  // Who saw the channel before hears of its end and of its moving.
  const auto of_channel = [&](core::ChannelId channel) {
    const std::vector<AudienceClass*> audiences = viewers(entry, channel);
    entry.state.apply(event);
    entry.recompute();
    to_viewers(audiences);
  };
  std::visit(Overloaded{
                 [&](const core::MessageCreated& e) { of_message(e.view->message.channel); },
                 [&](const OfMessages auto& e) { of_message(e.channel); },
                 [&](const core::ChannelCreated& e) {
                   entry.state.apply(event);
                   entry.recompute();
                   to_viewers(viewers(entry, e.channel.id));
                 },
                 [&](const core::ChannelUpdated& e) { of_channel(e.channel); },
                 [&](const core::ChannelDeleted& e) { of_channel(e.channel); },
                 [&](const core::MemberJoined& e) { apply_joined(entry, event, e); },
                 [&](const core::MemberLeft& e) { apply_left(entry, event, e); },
                 [&](const OfEverybody auto&) {
                   entry.state.apply(event);
                   tell_all(entry, event);
                 },
                 [&](const Structural auto&) {
                   entry.state.apply(event);
                   entry.recompute();  // categories order the channels
                   tell_all(entry, event);
                 },
                 [&](const OfUsers auto&) {},  // never in a community's stream
             },
             event.body);
}

void Hub::State::tell_all(CommunityEntry& entry, const core::Event& event) {
  const PeopleView view(people_, &entry.state);
  Broadcast broadcast(writer_, metrics_, ++stamp_, [&](Dialect& dialect, Perspective perspective, Dialect::Frames& out) {
    dialect.encode(event, perspective, view, out);
  });
  broadcast.to(entry, Perspective::other);
}

void Hub::State::apply_joined(CommunityEntry& entry, const core::Event& event, const core::MemberJoined& joined) {
  entry.state.apply(event);
  core::User latest = joined.user;
  for (const core::EventRef& recent : recent_.events()) {
    if (recent->stream == core::stream_of(latest.id)) advance(latest, *recent);
  }
  UserEntry& user = people_.know(latest);
  if (std::find(user.communities.begin(), user.communities.end(), &entry) == user.communities.end()) {
    user.communities.push_back(&entry);
  }
  tell_all(entry, event);  // the joiner's own sessions are not among them yet
  subscribe_joiner(entry, user);
}

void Hub::State::subscribe_joiner(CommunityEntry& entry, UserEntry& user) {
  const core::MemberEntry* member = entry.state.find_member(user.user.id);
  if (member == nullptr) return;
  const PeopleView view(people_, &entry.state);
  AudienceClass* audience = nullptr;
  Broadcast broadcast(writer_, metrics_, ++stamp_, [&](Dialect& dialect, Perspective, Dialect::Frames& out) {
    dialect.encode_joined(entry.state, audience->visible, user.user.id, view, out);
  });
  for (Session* session : user.sessions) {
    if (Subscriptions::has(*session, entry)) continue;
    audience = &entry.class_of(*member);
    Subscriptions::add(*session, *audience);
    broadcast.to(*session, Perspective::self);
  }
}

void Hub::State::apply_left(CommunityEntry& entry, const core::Event& event, const core::MemberLeft& left) {
  entry.state.apply(event);
  UserEntry* user = people_.find(left.user);
  {
    const PeopleView view(people_, &entry.state);
    Broadcast broadcast(writer_, metrics_, ++stamp_, [&](Dialect& dialect, Perspective perspective, Dialect::Frames& out) {
      dialect.encode(event, perspective, view, out);
    });
    if (user != nullptr) {
      for (Session* session : user->sessions) {
        if (!Subscriptions::has(*session, entry)) continue;
        broadcast.to(*session, Perspective::self);
        Subscriptions::remove(*session, entry, clock_.steady_ms());
      }
    }
    broadcast.to(entry, Perspective::other);
  }
  if (user == nullptr) return;
  std::erase(user->communities, &entry);
  people_.release(*user);
}

}  // namespace hub
