#include "tests/sim/client_model.h"

#include <algorithm>
#include <stdexcept>

#include "core/access.h"

namespace sim {
namespace {

[[noreturn]] void wrong(const std::string& what) { throw std::runtime_error(what); }
void must(bool condition, const std::string& what) {
  if (!condition) wrong(what);
}
std::string name(core::CommunityId id) { return "community " + std::to_string(id.value); }
std::string name(core::UserId id) { return "user " + std::to_string(id.value); }

}  // namespace

bool may_view(const core::CommunityState& state, const core::Channel& channel, core::UserId user) {
  const core::MemberEntry* entry = state.find_member(user);
  if (entry == nullptr) return false;
  const core::Member member = entry->full(state.community.id);
  return core::has(core::channel_permissions(state.community, state.roles, channel, &member, user, 0),
                   core::permission::view_channel);
}

core::ChannelId channel_of(const core::Event& event) {
  return std::visit(
      [](const auto& e) {
        using E = std::decay_t<decltype(e)>;
        if constexpr (std::is_same_v<E, core::MessageCreated>) {
          return e.view->message.channel;
        } else if constexpr (std::is_same_v<E, core::ChannelCreated>) {
          return e.channel.id;
        } else if constexpr (requires { e.channel; }) {
          return e.channel;
        } else {
          return core::ChannelId();
        }
      },
      event.body);
}

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
  return seen;
}

void RecordDialect::say(Told told, hub::Priority priority, Frames& out) {
  out.push_back(hub::Frame::make(hub::Opcode::text, std::to_string(ledger_.size()), priority));
  ledger_.push_back(std::move(told));
}

void RecordDialect::encode(const core::Event& event, hub::Perspective perspective, const hub::View& view, Frames& out) {
  Told told;
  told.event = event;
  told.perspective = perspective;
  if (const auto* joined = std::get_if<core::MemberJoined>(&event.body)) {
    const core::User* user = view.user(joined->member.user);
    must(user != nullptr, "a joiner is unknown to the view");
    told.person = *user;
    told.online = view.online(user->id);
  }
  say(std::move(told), hub::Priority::durable, out);
}

void RecordDialect::encode(const hub::PresenceChanged& change, hub::Perspective, const hub::View& view, Frames& out) {
  must(view.online(change.user) == change.online, "presence disagrees with the view");
  Told told;
  told.kind = Told::Kind::presence;
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

void Client::take(const Told& told) {
  switch (told.kind) {
    case Told::Kind::snapshot:
      must(!has_snapshot_, "a second snapshot");
      has_snapshot_ = true;
      self_ = told.self;
      email_ = told.email;
      for (const auto& seen : told.communities) communities_[seen->state.community.id] = *seen;
      return;
    case Told::Kind::joined: {
      const SeenCommunity& seen = *told.communities.at(0);
      must(has_snapshot_, "joined before the snapshot");
      must(!communities_.contains(seen.state.community.id), "joined twice: " + name(seen.state.community.id));
      communities_[seen.state.community.id] = seen;
      return;
    }
    case Told::Kind::presence:
      must(has_snapshot_, "presence before the snapshot");
      for (auto& [id, seen] : communities_) {
        const auto person = seen.people.find(told.user);
        if (person != seen.people.end()) person->second.online = told.online;
      }
      return;
    case Told::Kind::event:
      must(has_snapshot_, "an event before the snapshot");
      return told.event.stream.kind == core::StreamKind::user ? take_user_event(told) : take_event(told);
  }
}

void Client::take_user_event(const Told& told) {
  const core::UserId id(told.event.stream.id);
  std::uint64_t& last = user_numbers_[id];
  must(told.event.number > last, "a person's events out of order: " + name(id));
  last = told.event.number;
  const auto& updated = std::get<core::UserUpdated>(told.event.body);
  const bool self = id == self_.id;
  must(self == (told.perspective == hub::Perspective::self), "wrong perspective for " + name(id));
  bool known = self;
  if (self) {
    self_ = updated.user;
    email_ = updated.email;
  }
  for (auto& [community, seen] : communities_) {
    const auto person = seen.people.find(id);
    if (person == seen.people.end()) continue;
    known = true;
    person->second.user = updated.user;
  }
  must(known, "told of somebody they share nothing with: " + name(id));
}

void Client::take_event(const Told& told) {
  const core::Event& event = told.event;
  const core::CommunityId id(event.stream.id);
  const auto it = communities_.find(id);
  must(it != communities_.end(), "an event of a community they are not in: " + name(id));
  SeenCommunity& seen = it->second;
  must(event.number > std::max(seen.from, seen.heard.empty() ? 0 : seen.heard.back()), "events out of order in " + name(id));
  seen.heard.push_back(event.number);
  if (const auto* left = std::get_if<core::MemberLeft>(&event.body)) {
    must((left->user == self_.id) == (told.perspective == hub::Perspective::self), "wrong perspective of leaving");
    if (left->user == self_.id) {
      communities_.erase(it);
      return;
    }
    seen.people.erase(left->user);
  }
  if (const auto* joined = std::get_if<core::MemberJoined>(&event.body)) {
    must(joined->member.user != self_.id, "one's own joining told as somebody else's");
    seen.people[joined->member.user] = {*told.person, told.online};
  }
  const core::ChannelId channel = channel_of(event);
  if (channel.value != 0 && !std::holds_alternative<core::ChannelCreated>(event.body)) {
    must(seen.state.find_channel(channel) != nullptr, "told of a channel they cannot see in " + name(id));
  }
  seen.state.apply(event);
}

void Client::compare(const testing_support::Truth& truth, const std::map<core::UserId, bool>& online,
                     bool presence_complete) const {
  const auto& account = truth.people.at(self_.id);
  must(self_ == account.user, "own profile differs: " + name(self_.id));
  must(email_ == account.email, "own address differs: " + name(self_.id));
  const auto expected = truth.communities_of(self_.id);
  must(expected.size() == communities_.size(), name(self_.id) + " is in " + std::to_string(expected.size()) +
                                                   " communities and believes " + std::to_string(communities_.size()));
  for (core::CommunityId id : expected) {
    const core::CommunityState& real = truth.communities.at(id);
    const auto found = communities_.find(id);
    must(found != communities_.end(), name(self_.id) + " does not know of " + name(id));
    const SeenCommunity& seen = found->second;
    must(seen.state.community == real.community, "values differ: " + name(id));
    must(seen.state.categories == real.categories, "categories differ: " + name(id));
    must(seen.state.emojis == real.emojis, "emojis differ: " + name(id));

    // Positions among channels somebody cannot see are not theirs to know; everything else of a channel is. Who sees them
    // all must agree on the order too.
    std::map<core::ChannelId, core::Channel> channels, real_channels;
    for (const core::Channel& c : seen.state.channels) channels[c.id] = c;
    for (const core::Channel& c : real.channels) {
      if (may_view(real, c, self_.id)) real_channels[c.id] = c;
    }
    const core::MemberEntry* self = real.find_member(self_.id);
    if (self_.id == real.community.owner || (self->details && !self->details->roles.empty())) {
      must(seen.state.channels == real.channels, "the order of channels differs: " + name(id) + " for " + name(self_.id));
    }
    for (auto* list : {&channels, &real_channels}) {
      for (auto& [channel_id, c] : *list) c.position = 0;
    }
    must(channels == real_channels, "channels differ: " + name(id) + " for " + name(self_.id));

    must(seen.people.size() == real.members.size(), "members differ: " + name(id));
    for (const core::MemberEntry& member : real.members) {
      const core::MemberEntry* believed = seen.state.find_member(member.user);
      must(believed != nullptr && believed->full(id) == member.full(id), "a membership differs: " + name(id));
      const Person& person = seen.people.at(member.user);
      must(person.user == truth.people.at(member.user).user,
           name(self_.id) + " believes an old profile of " + name(member.user) + " in " + name(id));
      const bool is_online = online.contains(member.user) && online.at(member.user);
      must(!presence_complete || person.online == is_online,
           name(self_.id) + " is wrong about the presence of " + name(member.user));
    }

    // Exactly the events they may hear of, each once: overrides and roles do not change while somebody is a member.
    std::vector<std::uint64_t> due;
    std::map<core::ChannelId, core::Channel> ever;
    for (const core::EventRef& event : truth.log.at(core::stream_of(id))) {
      const auto* created = std::get_if<core::ChannelCreated>(&event->body);
      if (created != nullptr) ever[created->channel.id] = created->channel;
      if (event->number <= seen.from) continue;
      const auto channel = ever.find(channel_of(*event));
      if (channel == ever.end() || may_view(real, channel->second, self_.id)) due.push_back(event->number);
    }
    must(seen.heard == due, name(self_.id) + " heard " + std::to_string(seen.heard.size()) + " events of " + name(id) +
                                " instead of " + std::to_string(due.size()));
  }
}

}  // namespace sim
