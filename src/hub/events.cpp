// Events are applied to what the hub knows and routed to exactly those who may hear of them: here those of communities, for
// those of people see user_events.cpp. Hub thread.
//
//   event                       the person it is about                  others
//   MemberJoined                encode_joined, subscribed               everybody else in it
//   MemberLeft                  own sessions as self, then out          everybody else in it
//   Message*, Reaction*,
//   Webhook*, Channel*          -                                       classes that may view the channel
//   CommunityDeleted            -                                       everybody in it, then out
//   the rest                    -                                       everybody in it
//
// Who sees other channels than before by an event is told of it by encode_visibility (visibility.cpp). Where receivers are
// told apart by how they stand to a person, that is the author of a new message and who joins.
#include <algorithm>
#include <utility>

#include "hub/hub_state.h"

namespace hub {
namespace {

template <typename... Fs>
struct Overloaded : Fs... {
  using Fs::operator()...;
};
template <typename... Fs>
Overloaded(Fs...) -> Overloaded<Fs...>;  // clang 14 needs to be told

template <typename T, typename... Ts>
concept OneOf = (std::is_same_v<T, Ts> || ...);

template <typename T>
concept OfCategories = OneOf<T, core::CategoryCreated, core::CategoryUpdated, core::CategoryDeleted>;
template <typename T>
concept InChannel = OneOf<T, core::MessageUpdated, core::MessageDeleted, core::MessagesDeleted, core::MessageEmbedsAdded,
                          core::ReactionAdded, core::ReactionRemoved, core::ReactionsOfEmojiCleared, core::ReactionsCleared,
                          core::WebhookUpdated, core::WebhookDeleted>;
template <typename T>
concept OfEverybody = OneOf<T, core::EmojiCreated, core::EmojiUpdated, core::EmojiDeleted, core::RoleCreated>;
template <typename T>
concept OfUsers = OneOf<T, core::UserUpdated, core::UserDeleted, core::LoginSessionDeleted, core::LoginSessionsDeleted,
                        core::RelationshipChanged, core::ChannelRead, core::SettingsChanged>;

}  // namespace

void Hub::State::on_event(const core::EventRef& event) {
  switch (event->stream.kind) {
    case core::StreamKind::user:
      return on_user_event(event);
    case core::StreamKind::community:
      return on_community_event(event);
  }
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
  take_files(event.files);
  const auto to_viewers_after = [&](core::ChannelId channel) {
    entry.state.apply(event);
    tell(entry, event, entry.viewers(channel));
  };
  const auto to_everybody = [&] {
    entry.state.apply(event);
    tell(entry, event, entry.everybody());
  };
  std::visit(
      Overloaded{
          [&](const core::MessageCreated& e) {
            entry.state.apply(event);
            const core::Message& message = e.view->message;
            tell_about(entry, event, message.author, entry.viewers(message.channel));
          },
          [&](const InChannel auto& e) { to_viewers_after(e.channel); },
          [&](const core::WebhookCreated& e) { to_viewers_after(e.webhook.channel); },
          [&](const core::ChannelCreated& e) {
            entry.state.apply(event);
            entry.recompute();
            tell(entry, event, entry.viewers(e.channel.id));
          },
          [&](const core::ChannelUpdated& e) { regroup(entry, event, {.channel = e.channel}); },
          [&](const core::ChannelDeleted& e) {
            const std::vector<AudienceClass*> audiences = entry.viewers(e.channel);
            entry.state.apply(event);
            entry.recompute();
            tell(entry, event, audiences);
          },
          [&](const OfCategories auto&) {
            entry.state.apply(event);
            entry.recompute();  // categories order the channels
            tell(entry, event, entry.everybody());
          },
          [&](const core::CommunityUpdated& e) {
            if (!e.edit.owner && !e.edit.default_permissions) return to_everybody();
            Regrouping what;
            if (e.edit.owner.is_set()) what.people = {entry.state.community.owner, e.edit.owner.value()};
            regroup(entry, event, what);
          },
          [&](const core::RoleUpdated& e) {
            if (!e.edit.permissions) return to_everybody();
            regroup(entry, event, {});
          },
          [&](const core::RoleDeleted& e) { regroup(entry, event, {.gone = e.role}); },
          [&](const core::RolesRanked&) { regroup(entry, event, {}); },
          [&](const core::MemberUpdated& e) {
            if (!e.edit.roles) return to_everybody();
            regroup(entry, event, {.people = {e.user}, .recompute = false});
          },
          [&](const core::MemberJoined& e) { apply_joined(entry, event, e); },
          [&](const core::MemberLeft& e) { apply_left(entry, event, e); },
          [&](const core::CommunityDeleted&) { apply_deleted(entry, event); },
          [&](const OfEverybody auto&) { to_everybody(); }, [&](const OfUsers auto&) {},  // never in a community's stream
      },
      event.body);
}

void Hub::State::tell(CommunityEntry& entry, const core::Event& event, const std::vector<AudienceClass*>& audiences) {
  const PeopleView view(people_, files_, &entry.state);
  Broadcast broadcast(writer_, metrics_, ++stamp_, [&](Dialect& dialect, Perspective perspective, Dialect::Frames& out) {
    dialect.encode(event, perspective, view, out);
  });
  for (AudienceClass* audience : audiences) broadcast.to(*audience, Perspective::other);
}

void Hub::State::tell_about(CommunityEntry& entry, const core::Event& event, core::UserId subject,
                            const std::vector<AudienceClass*>& audiences) {
  const PeopleView view(people_, files_, &entry.state);
  Broadcast broadcast(writer_, metrics_, ++stamp_, [&](Dialect& dialect, Perspective perspective, Dialect::Frames& out) {
    dialect.encode(event, perspective, view, out);
  });
  const auto reach = [&](core::UserId id, Perspective perspective) {
    const UserEntry* user = people_.find(id);
    if (user == nullptr) return;
    for (Session* session : user->sessions) {
      if (!session->uses_relations_) continue;
      const Subscription* subscription = Subscriptions::find(*session, entry);
      if (subscription == nullptr || std::ranges::find(audiences, subscription->audience) == audiences.end()) continue;
      broadcast.to(*session, perspective);
    }
  };
  constexpr auto kAcquainted = Perspective::Standing::acquainted;
  reach(subject, Perspective::self);
  // From the shorter list: someone known by thousands writes to one of them, or to a hall where few of them are.
  const auto related = relations_.towards(subject);
  if (entry.state.members.size() < related.size()) {
    for (const core::MemberEntry& member : entry.state.members) {
      const core::Relation relation = relations_.between(member.user, subject);
      if (relation != core::Relation::none) reach(member.user, {kAcquainted, relation, true});
    }
  } else {
    for (const core::Relationship& one : related) reach(one.other, {kAcquainted, one.relation, true});
  }
  const bool private_space = core::is_private(entry.state.community.kind);
  const Perspective rest = private_space ? Perspective{kAcquainted, core::Relation::none, true} : Perspective::other;
  for (AudienceClass* audience : audiences) broadcast.to(*audience, rest);
}

}  // namespace hub
