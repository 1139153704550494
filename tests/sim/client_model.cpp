#include "tests/sim/client_model.h"

#include <algorithm>
#include <stdexcept>

namespace sim {

using testing_support::channel_of;
using testing_support::may_view;

namespace {

[[noreturn]] void wrong(const std::string& what) { throw std::runtime_error(what); }
void must(bool condition, const std::string& what) {
  if (!condition) wrong(what);
}
std::string name(core::CommunityId id) { return "community " + std::to_string(id.value); }
std::string name(core::UserId id) { return "user " + std::to_string(id.value); }

}  // namespace

SeenCommunity see(const core::CommunityState& state, const std::vector<bool>& visible, const hub::View& view) {
  SeenCommunity seen;
  seen.state = state;
  seen.state.channels.clear();
  must(visible.size() == state.channels.size(), "visible flags do not match the channels");
  for (std::size_t i = 0; i < visible.size(); ++i) {
    if (visible[i]) seen.state.channels.push_back(state.channels[i]);
  }
  for (const core::MemberEntry& member : state.members) {
    const core::User* user = view.user(member.user);
    must(user != nullptr, "a member is unknown to the view");
    seen.people[member.user] = {*user, view.online(member.user)};
  }
  seen.from = state.number;
  seen.whole = seen.state.channels.size() == state.channels.size();
  return seen;
}

void RecordDialect::say(Told told, hub::Priority priority, Frames& out) {
  out.push_back(hub::Frame::make(hub::Opcode::text, std::to_string(ledger_.size()), priority));
  ledger_.push_back(std::move(told));
}

Told RecordDialect::of(const core::Event& event, hub::Perspective perspective, const hub::View& view) {
  Told told;
  told.event = event;
  told.perspective = perspective;
  const core::User* user = nullptr;
  if (const auto* joined = std::get_if<core::MemberJoined>(&event.body)) {
    user = view.user(joined->member.user);
    must(user != nullptr, "a joiner is unknown to the view");
  }
  if (const auto* relation = std::get_if<core::RelationshipChanged>(&event.body)) {
    user = view.user(relation->other.id);
    must(user != nullptr, "the other of a relation is unknown to the view");
  }
  if (user != nullptr) {
    told.person = *user;
    told.online = view.online(user->id);
  }
  return told;
}

void RecordDialect::encode(const core::Event& event, hub::Perspective perspective, const hub::View& view, Frames& out) {
  say(of(event, perspective, view), hub::Priority::durable, out);
}

void RecordDialect::encode_visibility(const core::Event& event, const hub::Visibility& change, hub::Perspective perspective,
                                      const hub::View& view, Frames& out) {
  must(!change.empty(), "a difference without a difference");
  Told told = of(event, perspective, view);
  told.hidden = change.hidden;
  for (core::ChannelId id : change.shown) {
    const core::Channel* channel = view.community()->find_channel(id);
    must(channel != nullptr, "a channel is shown that is not there");
    told.shown.push_back(*channel);
  }
  say(std::move(told), hub::Priority::durable, out);
}

void RecordDialect::encode(const core::TypingChanged& typing, const hub::View&, Frames& out) {
  Told told;
  told.kind = Told::Kind::typing;
  told.typing = typing;
  say(std::move(told), hub::Priority::ephemeral, out);
}

void RecordDialect::encode(const hub::PresenceChanged& change, hub::Perspective perspective, const hub::View& view,
                           Frames& out) {
  must(view.online(change.user) == change.online, "presence disagrees with the view");
  Told told;
  told.kind = Told::Kind::presence;
  told.perspective = perspective;
  told.user = change.user;
  told.online = change.online;
  say(std::move(told), hub::Priority::ephemeral, out);
}

void RecordDialect::encode_joined(const core::CommunityState& state, const std::vector<bool>& visible, core::UserId,
                                  const hub::View& view, Frames& out) {
  Told told;
  told.kind = Told::Kind::joined;
  told.communities.push_back(std::make_shared<const SeenCommunity>(see(state, visible, view)));
  say(std::move(told), hub::Priority::durable, out);
}

void SimSession::on_snapshot(const hub::Snapshot& snapshot) {
  Told told;
  told.kind = Told::Kind::snapshot;
  told.self = snapshot.user;
  told.email = snapshot.email;
  told.relating = dialect().uses_relations();
  told.number = snapshot.number.value_or(0);
  for (const core::Relationship& one : snapshot.relationships) {
    const core::User* user = snapshot.view->user(one.other);
    must(user != nullptr, "somebody related to is unknown to the view");
    told.relations[one.other] = one.relation;
    told.related[one.other] = {*user, snapshot.view->online(one.other)};
  }
  for (const hub::Snapshot::Entry& entry : snapshot.communities) {
    told.communities.push_back(std::make_shared<const SeenCommunity>(see(*entry.state, *entry.visible, *snapshot.view)));
  }
  const std::string text = std::to_string(ledger_.size());
  ledger_.push_back(std::move(told));
  snapshot_bytes = text.size() + 2;
  send_text(text);
}

void Client::follow(testing_support::FakeConnection& connection, const Ledger& ledger) {
  for (const auto& frame : connection.take_frames()) {
    must(!closed_, "a frame after the close frame");
    if (frame.opcode == hub::Opcode::close) {
      closed_ = true;
    } else {
      take(ledger.at(std::stoul(frame.payload)));
    }
  }
}

void Client::learn(core::UserId id, const std::function<void(Person&)>& change) {
  for (auto& [community, seen] : communities_) {
    const auto person = seen.people.find(id);
    if (person != seen.people.end()) change(person->second);
  }
  const auto person = related_.find(id);
  if (person != related_.end()) change(person->second);
}

bool Client::shares(core::UserId id, Space space) const {
  return std::ranges::any_of(communities_, [&](const auto& one) {
    const bool few = core::is_private(one.second.state.community.kind);
    return one.second.people.contains(id) && (space == Space::any || few == (space == Space::of_few));
  });
}

bool Client::hears_of(core::UserId id) const {
  if (!relating_) return shares(id, Space::open);
  return shares(id) || relations_.contains(id);
}

core::Relation Client::relation(core::UserId id) const {
  const auto at = relations_.find(id);
  return at == relations_.end() ? core::Relation::none : at->second;
}

hub::Perspective Client::place(core::UserId id) const {
  using hub::Perspective;
  if (id == self_.id) return Perspective::self;
  const core::Relation towards = relation(id);
  if (!relating_ || (towards == core::Relation::none && !shares(id, Space::of_few))) return Perspective::other;
  return {Perspective::Standing::acquainted, towards, shares(id)};
}

void Client::take(const Told& told) {
  must(has_snapshot_ == (told.kind != Told::Kind::snapshot), "a second snapshot, or something before the first");
  switch (told.kind) {
    case Told::Kind::snapshot:
      has_snapshot_ = true;
      relating_ = told.relating;
      self_ = told.self;
      email_ = told.email;
      own_from_ = told.number;
      relations_ = told.relations;
      related_ = told.related;
      for (const auto& seen : told.communities) communities_[seen->state.community.id] = *seen;
      return;
    case Told::Kind::joined: {
      const SeenCommunity& seen = *told.communities.at(0);
      must(!communities_.contains(seen.state.community.id), "joined twice: " + name(seen.state.community.id));
      for (const auto& [id, fresh] : seen.people) learn(id, [&](Person& person) { person = fresh; });
      communities_[seen.state.community.id] = seen;
      return;
    }
    case Told::Kind::presence:
      must(told.perspective == place(told.user), "presence from the wrong place: " + name(told.user));
      must(told.user == self_.id || hears_of(told.user), "presence of a stranger: " + name(told.user));
      learn(told.user, [&](Person& person) { person.online = told.online; });
      return;
    case Told::Kind::typing: {
      const auto seen = communities_.find(told.typing.community);
      must(seen != communities_.end() && seen->second.state.find_channel(told.typing.channel) != nullptr,
           "typing where they see nothing");
      return;
    }
    case Told::Kind::event:
      return told.event.stream.kind == core::StreamKind::user ? take_user_event(told) : take_event(told);
  }
}

void Client::take_user_event(const Told& told) {
  const core::UserId id(told.event.stream.id);
  std::uint64_t& last = user_numbers_[id];
  must(told.event.number > last, "a person's events out of order: " + name(id));
  last = told.event.number;
  must(told.perspective == place(id), "from the wrong place: " + name(id));
  if (const auto* deleted = std::get_if<core::UserDeleted>(&told.event.body)) {
    must(id != self_.id, "one's own end told");
    must(hears_of(id), "the end of a stranger: " + name(id));
    return learn(id, [&](Person& person) {
      person.user.deleted = true;
      person.user.flags |= deleted->flags;
      person.user.revision = told.event.number;
    });
  }
  const auto* updated = std::get_if<core::UserUpdated>(&told.event.body);
  if (updated == nullptr) return take_own(told);
  if (id == self_.id) {
    self_ = updated->user;
    email_ = updated->email;
  } else if (relating_) {
    must(told.perspective != hub::Perspective::other, "the profile of a stranger they do not follow: " + name(id));
  } else {
    must(hears_of(id), "told of somebody they share nothing with: " + name(id));
  }
  learn(id, [&](Person& person) { person.user = updated->user; });
}

void Client::take_own(const Told& told) {
  must(told.perspective == hub::Perspective::self, "told of what is somebody else's alone");
  must(told.event.number > own_from_, "told of what the snapshot contained");
  own_heard_.push_back(told.event.number);
  const auto* change = std::get_if<core::RelationshipChanged>(&told.event.body);
  if (change == nullptr) return;
  const core::UserId other = change->other.id;
  if (change->relation == core::Relation::none) {
    relations_.erase(other);
    related_.erase(other);
    return;
  }
  relations_[other] = change->relation;
  related_[other] = {};
  learn(other, [&](Person& person) { person = {*told.person, told.online}; });
}

void Client::take_event(const Told& told) {
  const core::Event& event = told.event;
  const core::CommunityId id(event.stream.id);
  const auto it = communities_.find(id);
  must(it != communities_.end(), "an event of a community they are not in: " + name(id));
  SeenCommunity& seen = it->second;
  must(event.number > std::max(seen.from, seen.heard.empty() ? 0 : seen.heard.back()), "events out of order in " + name(id));
  seen.heard.push_back(event.number);
  hub::Perspective due = hub::Perspective::other;
  const auto about = [&](core::UserId subject) {
    if (!relating_) return;
    due = place(subject);
    // Sharing another private space is not looked at here.
    if (due.standing == hub::Perspective::Standing::acquainted && due.relation == core::Relation::none &&
        !core::is_private(seen.state.community.kind)) {
      due = hub::Perspective::other;
    }
    due.shares_space = true;
  };
  if (const auto* left = std::get_if<core::MemberLeft>(&event.body)) {
    if (left->user == self_.id) due = hub::Perspective::self;
  }
  if (const auto* joined = std::get_if<core::MemberJoined>(&event.body)) {
    const core::UserId joiner = joined->member.user;
    must(joiner != self_.id, "one's own joining told as somebody else's");
    seen.people[joiner] = {};
    learn(joiner, [&](Person& person) { person = {*told.person, told.online}; });
    about(joiner);
  }
  if (const auto* message = std::get_if<core::MessageCreated>(&event.body)) about(message->view->message.author);
  must(told.perspective == due, "from the wrong place in " + name(id));
  if (const auto* left = std::get_if<core::MemberLeft>(&event.body)) {
    if (left->user == self_.id) {
      communities_.erase(it);
      return;
    }
    seen.people.erase(left->user);
  }
  if (std::holds_alternative<core::CommunityDeleted>(event.body)) {
    communities_.erase(it);
    return;
  }
  const core::ChannelId channel = channel_of(event);
  const bool shows = std::ranges::any_of(told.shown, [&](const core::Channel& one) { return one.id == channel; });
  if (channel.value != 0 && !shows && !std::holds_alternative<core::ChannelCreated>(event.body)) {
    must(seen.state.find_channel(channel) != nullptr, "told of a channel they cannot see in " + name(id));
  }
  seen.state.apply(event);
  if (!told.hidden.empty() || !told.shown.empty()) seen.whole = false;
  for (core::ChannelId hidden : told.hidden) {
    must(seen.state.find_channel(hidden) != nullptr, "hidden what was not seen in " + name(id));
    core::remove_channel(seen.state.channels, hidden);
  }
  for (const core::Channel& shown : told.shown) {
    must(seen.state.find_channel(shown.id) == nullptr, "shown what was seen already in " + name(id));
    seen.state.channels.push_back(shown);
    core::sort_channels(seen.state.channels, seen.state.categories);
  }
}

void Client::compare(const testing_support::Truth& truth, const std::map<core::UserId, bool>& online,
                     bool presence_complete) const {
  const auto& account = truth.people.at(self_.id);
  must(self_ == account.user, "own profile differs: " + name(self_.id));
  must(email_ == account.email, "own address differs: " + name(self_.id));
  must(relations_ == account.relations, "relations differ: " + name(self_.id));
  if (relating_) {
    for (const auto& [id, person] : related_) compare_person(truth, online, presence_complete, id, person);
  }
  std::vector<std::uint64_t> own_due;
  if (const auto log = truth.log.find(core::stream_of(self_.id)); log != truth.log.end()) {
    for (const core::EventRef& event : log->second) {
      if (event->number > own_from_ && !std::holds_alternative<core::UserUpdated>(event->body))
        own_due.push_back(event->number);
    }
  }
  must(own_heard_ == own_due, name(self_.id) + " heard " + std::to_string(own_heard_.size()) + " of " +
                                  std::to_string(own_due.size()) + " things of their own");
  const auto expected = truth.communities_of(self_.id);
  must(expected.size() == communities_.size(), name(self_.id) + " is in " + std::to_string(expected.size()) +
                                                   " communities and believes " + std::to_string(communities_.size()));
  for (core::CommunityId id : expected) {
    const auto found = communities_.find(id);
    must(found != communities_.end(), name(self_.id) + " does not know of " + name(id));
    compare_community(truth, id, found->second);
    for (const auto& [user, person] : found->second.people) compare_person(truth, online, presence_complete, user, person);
  }
}

void Client::compare_person(const testing_support::Truth& truth, const std::map<core::UserId, bool>& online,
                            bool presence_complete, core::UserId id, const Person& person) const {
  if (id != self_.id && !hears_of(id)) return;
  // Who does not follow strangers may have an old profile of them.
  const bool current = !relating_ || place(id) != hub::Perspective::other;
  must(!current || person.user == truth.people.at(id).user, name(self_.id) + " believes an old profile of " + name(id));
  // Somebody deleted is not there, whatever was said of them before; nothing more is said.
  const bool is_online = online.contains(id) && online.at(id);
  must(!presence_complete || (person.online && !person.user.deleted) == is_online,
       name(self_.id) + " is wrong about the presence of " + name(id));
}

void Client::compare_community(const testing_support::Truth& truth, core::CommunityId id, const SeenCommunity& seen) const {
  const core::CommunityState& real = truth.communities.at(id);
  must(seen.state.community == real.community, "values differ: " + name(id));
  must(seen.state.categories == real.categories, "categories differ: " + name(id));
  must(seen.state.emojis == real.emojis, "emojis differ: " + name(id));
  must(seen.state.roles == real.roles, "roles differ: " + name(id));

  // Exactly the events they may hear of, each once.
  std::vector<std::uint64_t> due;
  const core::StreamId stream = core::stream_of(id);
  const auto& log = truth.log.at(stream);
  const auto& audience = truth.audience.at(stream);
  for (std::size_t i = 0; i < log.size(); ++i) {
    if (log[i]->number > seen.from && audience[i].contains(self_.id)) due.push_back(log[i]->number);
  }
  must(seen.heard == due, name(self_.id) + " heard " + std::to_string(seen.heard.size()) + " events of " + name(id) +
                              " instead of " + std::to_string(due.size()));

  // Positions among channels somebody cannot see are not theirs to know; everything else of a channel is. Who always saw
  // them all must agree on the order too.
  if (seen.whole && seen.heard.size() == real.number - seen.from) {
    must(seen.state.channels == real.channels, "the order of channels differs: " + name(id) + " for " + name(self_.id));
  }
  std::map<core::ChannelId, core::Channel> channels, real_channels;
  for (const core::Channel& c : seen.state.channels) channels[c.id] = c;
  for (const core::Channel& c : real.channels) {
    if (may_view(real, c, self_.id)) real_channels[c.id] = c;
  }
  for (auto* list : {&channels, &real_channels}) {
    for (auto& [channel_id, c] : *list) c.position = 0;
  }
  must(channels == real_channels, "channels differ: " + name(id) + " for " + name(self_.id));

  must(seen.people.size() == real.members.size(), "members differ: " + name(id));
  for (const core::MemberEntry& member : real.members) {
    const core::MemberEntry* believed = seen.state.find_member(member.user);
    must(believed != nullptr && believed->full(id) == member.full(id), "a membership differs: " + name(id));
    must(seen.people.contains(member.user), "a member is unknown: " + name(id));
  }
}

}  // namespace sim
