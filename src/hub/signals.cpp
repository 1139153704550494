// Signals: presence, derived from the sessions that are attached here and on other hubs; typing; slowmode. Hub thread.
#include <variant>

#include "hub/hub_state.h"

namespace hub {

void Hub::State::on_signal(const core::Signal& signal) {
  if (const auto* presence = std::get_if<core::PresenceCounted>(&signal)) return count_presence(*presence);
  if (const auto* typing = std::get_if<core::TypingChanged>(&signal)) return tell_typing(*typing);
  tell_slowmode(std::get<core::SlowmodeStarted>(signal));
}

void Hub::State::count_presence(const core::PresenceCounted& presence) {
  const bool before = people_.online(presence.user);
  people_.count_remote(presence.user, presence.online);
  const bool after = people_.online(presence.user);
  if (before == after) return;
  if (const UserEntry* user = people_.find(presence.user)) tell_presence(*user, after);
}

void Hub::State::tell_presence(const UserEntry& user, bool online) {
  if (user.user.deleted) return;  // nobody is to hear of them any more
  const PresenceChanged change{user.user.id, online, user.user.status};
  const PeopleView view(people_, files_);
  Broadcast broadcast(writer_, metrics_, ++stamp_, [&](Dialect& dialect, Perspective perspective, Dialect::Frames& out) {
    dialect.encode(change, perspective, view, out);
  });
  tell_circle(user, broadcast, Broadcast::Receivers::everybody);
}

bool Hub::State::signal_typing(Session& session, core::ChannelId channel, bool started) {
  for (const Subscription& subscription : session.subscriptions_) {
    const AudienceClass& audience = *subscription.audience;
    const core::CommunityState& state = audience.community.state;
    const core::Channel* found = state.find_channel(channel);
    if (found == nullptr) continue;
    if (!audience.visible[static_cast<std::size_t>(found - state.channels.data())]) return false;
    const core::TypingChanged typing{state.community.id, channel, session.user_id_, started};
    tell_typing(typing);
    signals_.publish(typing);
    return true;
  }
  return false;
}

void Hub::State::tell_typing(const core::TypingChanged& typing) {
  const CommunityEntry* entry = find(typing.community);
  if (entry == nullptr || !entry->loaded) return;
  const PeopleView view(people_, files_, &entry->state);
  Broadcast broadcast(writer_, metrics_, ++stamp_,
                      [&](Dialect& dialect, Perspective, Dialect::Frames& out) { dialect.encode(typing, view, out); });
  for (AudienceClass* audience : entry->viewers(typing.channel)) broadcast.to(*audience, Perspective::other);
}

void Hub::State::signal_slowmode(const core::SlowmodeStarted& slowmode) {
  tell_slowmode(slowmode);
  signals_.publish(slowmode);
}

void Hub::State::tell_slowmode(const core::SlowmodeStarted& slowmode) {
  const UserEntry* user = people_.find(slowmode.user);
  if (user == nullptr) return;
  const PeopleView view(people_, files_);
  Broadcast broadcast(writer_, metrics_, ++stamp_,
                      [&](Dialect& dialect, Perspective, Dialect::Frames& out) { dialect.encode(slowmode, view, out); });
  for (Session* session : user->sessions) broadcast.to(*session, Perspective::self);
}

}  // namespace hub
