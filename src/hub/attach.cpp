// Sessions come and go. Attaching loads the person, then the communities, and at one instant takes the states as they are,
// tells them and subscribes. Whatever happens while it loads is made good at that instant. Hub thread.
#include <algorithm>
#include <utility>

#include "hub/hub_state.h"

namespace hub {
namespace {

constexpr std::size_t kReadySlice = 64;    // sessions let in before other work gets its turn, ...
constexpr std::int64_t kReadySliceMs = 4;  // ... or as long as this
constexpr std::uint32_t kReloadsMax = 3;

using Related = StateLoader::LoadedUser::Related;

auto place_of(std::vector<Related>& list, core::UserId other) {
  return std::ranges::lower_bound(list, other, {}, [](const Related& r) { return r.relationship.other; });
}

Related* find_other(std::vector<Related>& list, core::StreamId stream) {
  if (stream.kind != core::StreamKind::user) return nullptr;
  const auto at = place_of(list, core::UserId(stream.id));
  return at == list.end() || at->relationship.other.value != stream.id ? nullptr : &*at;
}

void change_relationship(std::vector<Related>& list, const core::RelationshipChanged& change) {
  const auto at = place_of(list, change.other.id);
  const bool there = at != list.end() && at->relationship.other == change.other.id;
  if (change.relation == core::Relation::none) {
    if (there) list.erase(at);
  } else if (there) {
    at->relationship.relation = change.relation;
  } else {
    list.insert(at, Related{{change.other.id, change.relation}, change.other});
  }
}

}  // namespace

void Hub::State::attach(Session& session, core::UserId user, core::LoginSessionId login) {
  session.user_id_ = user;
  session.login_id_ = login;
  session.deflate_ = session.connection_.deflate();
  const std::uint64_t id = ++last_attach_;
  Attach attach;
  attach.session = &session;
  attach.user = user;
  attach.login = login;
  attaches_.emplace(id, std::move(attach));
  attach_of_session_[&session] = id;
  attaches_of_user_[user].push_back(id);
  enqueue_load([this, id] { load_user(id); }, Turn::last);
}

void Hub::State::add_sorted(std::vector<core::CommunityId>& ids, core::CommunityId id) {
  const auto at = std::lower_bound(ids.begin(), ids.end(), id);
  if (at == ids.end() || *at != id) ids.insert(at, id);
}

void Hub::State::load_user(std::uint64_t attach_id) {
  const auto it = attaches_.find(attach_id);
  if (it == attaches_.end()) return load_finished();
  Attach& attach = it->second;
  recent_.end(std::exchange(attach.ticket, recent_.begin()));
  loader_.load_user(attach.user, attach.login,
                    [weak = weak_from_this(), attach_id](base::Result<StateLoader::LoadedUser> result) {
                      if (const auto self = weak.lock()) self->on_user_loaded(attach_id, std::move(result));
                    });
}

void Hub::State::on_user_loaded(std::uint64_t attach_id, base::Result<StateLoader::LoadedUser> result) {
  load_finished();
  const auto it = attaches_.find(attach_id);
  if (it == attaches_.end()) return;
  Attach& attach = it->second;
  if (result) {
    attach.loaded = std::move(*result);
    for (core::CommunityId id : attach.loaded->communities) add_sorted(attach.wanted, id);
  } else {
    const base::ErrorKind kind = result.error().kind;
    const bool gone = kind == base::ErrorKind::not_found || kind == base::ErrorKind::unauthenticated;
    attach.failed = gone ? Session::Ended::login_gone : Session::Ended::unavailable;
  }
  make_ready(attach_id);
}

void Hub::State::make_ready(std::uint64_t attach_id) {
  ready_.push_back(attach_id);
  if (!std::exchange(ready_posted_, true)) post(&State::run_ready);
}

void Hub::State::run_ready() {
  ready_posted_ = false;
  const std::int64_t until_ms = clock_.steady_ms() + kReadySliceMs;
  for (std::size_t i = 0; i < kReadySlice && !ready_.empty() && clock_.steady_ms() < until_ms; ++i) {
    const std::uint64_t id = ready_.front();
    ready_.pop_front();
    complete(id);
  }
  if (!ready_.empty() && !std::exchange(ready_posted_, true)) post(&State::run_ready);
}

void Hub::State::complete(std::uint64_t attach_id) {
  const auto it = attaches_.find(attach_id);
  if (it == attaches_.end()) return;
  Attach& attach = it->second;
  if (attach.session->closing_) {
    take(attach_id);
    return;
  }
  const UserEntry* known = people_.find(attach.user);
  if (!attach.failed) {
    switch (bring_up_to_date(attach, known)) {
      case Fresh::gone:
        attach.failed = Session::Ended::login_gone;
        break;
      case Fresh::reload:
        ++attach.reloads;
        return enqueue_load([this, attach_id] { load_user(attach_id); }, Turn::last);
      case Fresh::yes:
        break;
    }
  }
  if (attach.failed) {
    const Attach taken = take(attach_id);
    taken.session->on_ended(*taken.failed);
    return;
  }
  if (known != nullptr) {
    for (const CommunityEntry* entry : known->communities) add_sorted(attach.wanted, entry->id);
  }
  // What was loaded for this attach may have been dropped again meanwhile, and a community joined meanwhile was never asked
  // for.
  for (core::CommunityId id : attach.wanted) {
    const CommunityEntry* entry = find(id);
    if (entry != nullptr && entry->loaded) continue;
    request(id).waiting.push_back(attach_id);
    ++attach.missing;
  }
  if (attach.missing == 0) let_in(take(attach_id));
}

Hub::State::Fresh Hub::State::bring_up_to_date(Attach& attach, const UserEntry* known) const {
  StateLoader::LoadedUser& loaded = *attach.loaded;
  for (const core::EventRef& event : recent_.events()) {
    if (event->stream != core::stream_of(attach.user)) {
      if (Related* other = find_other(loaded.relationships, event->stream)) advance(other->user, *event);
      continue;
    }
    const bool newer = !loaded.number || event->number > *loaded.number;
    const auto* login = std::get_if<core::LoginSessionDeleted>(&event->body);
    if (login != nullptr && login->session == attach.login) return Fresh::gone;
    const auto* logins = std::get_if<core::LoginSessionsDeleted>(&event->body);
    if (logins != nullptr && newer && logins->except != attach.login) return Fresh::gone;
    if (std::holds_alternative<core::UserDeleted>(event->body)) return Fresh::gone;
    const auto* relation = std::get_if<core::RelationshipChanged>(&event->body);
    if (relation != nullptr && newer) change_relationship(loaded.relationships, *relation);
    const auto* updated = std::get_if<core::UserUpdated>(&event->body);
    if (updated != nullptr && event->number > loaded.user.revision) {
      loaded.email = updated->email;
      loaded.verified = updated->verified;
    }
    advance(loaded.user, *event);
    // An event that the load does not contain was lost on its way: what it said is found by reading again.
    if (!loaded.number) continue;
    if (event->number > *loaded.number + 1 && attach.reloads < kReloadsMax) return Fresh::reload;
    loaded.number = std::max(*loaded.number, event->number);
  }
  if (known == nullptr) return Fresh::yes;
  if (known->user.deleted) return Fresh::gone;
  // Others here know the person from a later reading: the events between are on their way but will not be told again, so the
  // private part has to be as new.
  const bool older = loaded.user.revision < known->user.revision;
  return older && attach.reloads < kReloadsMax ? Fresh::reload : Fresh::yes;
}

void Hub::State::let_in(Attach attach) {
  Session& session = *attach.session;
  UserEntry& user = people_.know(attach.loaded->user);
  take_files(attach.loaded->files);
  const std::optional<std::uint64_t> number = attach.loaded->number;
  if (user.sessions.empty()) {
    if (number) user.next_number = std::max(user.next_number, *number + 1);
    take_relations(attach.user, attach.loaded->relationships);
  } else if (number && *number >= user.next_number) {
    // The others of the person have not heard yet of what this reading contains: its events are told to all.
    ahead_[&session] = *number;
  }
  const bool was_online = people_.online(attach.user);
  session.attached_ = true;
  session.index_of_user_ = static_cast<std::uint32_t>(user.sessions.size());
  user.sessions.push_back(&session);
  metrics_.sessions_attached.add(1);
  gauges_of(session).attached.add(1);
  if (user.sessions.size() == 1) signals_.publish(core::PresenceCounted{attach.user, true});

  const PeopleView view(people_, files_);
  Snapshot snapshot;
  snapshot.user = user.user;
  snapshot.email = std::move(attach.loaded->email);
  snapshot.verified = attach.loaded->verified;
  snapshot.relationships = relations_.of(attach.user);
  if (user.next_number != 0) snapshot.number = user.next_number - 1;
  snapshot.view = &view;
  session.subscriptions_.reserve(attach.wanted.size());
  for (core::CommunityId id : attach.wanted) {
    CommunityEntry& entry = *find(id);
    const core::MemberEntry* member = entry.state.find_member(attach.user);
    if (member == nullptr) continue;  // left meanwhile
    AudienceClass& audience = entry.class_of(*member);
    Subscriptions::add(session, audience);
    snapshot.communities.push_back({&entry.state, &audience.visible});
  }
  session.in_snapshot_ = true;
  session.on_snapshot(snapshot);
  session.in_snapshot_ = false;
  session.snapshot_end_ = session.outbox_.consumed() + session.outbox_.bytes();
  if (!was_online) tell_presence(user, true);
}

Hub::State::Attach Hub::State::take(std::uint64_t attach_id) {
  auto node = attaches_.extract(attach_id);
  Attach attach = std::move(node.mapped());
  recent_.end(attach.ticket);
  attach_of_session_.erase(attach.session);
  const auto of_user = attaches_of_user_.find(attach.user);
  std::vector<std::uint64_t>& ids = of_user->second;
  *std::find(ids.begin(), ids.end(), attach_id) = ids.back();
  ids.pop_back();
  if (ids.empty()) attaches_of_user_.erase(of_user);
  return attach;
}

void Hub::State::cancel_attach(const Session& session) {
  const auto it = attach_of_session_.find(&session);
  if (it != attach_of_session_.end()) take(it->second);
}

void Hub::State::detach(Session& session) {
  if (!std::exchange(session.attached_, false)) return;
  metrics_.sessions_attached.add(-1);
  gauges_of(session).attached.add(-1);
  ahead_.erase(&session);
  Subscriptions::remove_all(session, clock_.steady_ms());
  UserEntry& user = *people_.find(session.user_id_);
  user.sessions[session.index_of_user_] = user.sessions.back();
  user.sessions[session.index_of_user_]->index_of_user_ = session.index_of_user_;
  user.sessions.pop_back();
  if (user.sessions.empty()) {
    signals_.publish(core::PresenceCounted{user.user.id, false});
    if (!people_.online(user.user.id)) tell_presence(user, false);
    forget_relations(user.user.id);
  }
  people_.release(user);
}

bool Hub::State::follow_members(Session& session, core::CommunityId community, bool follow) {
  const CommunityEntry* entry = find(community);
  const Subscription* subscription = entry == nullptr ? nullptr : Subscriptions::find(session, *entry);
  if (subscription == nullptr) return false;
  Subscriptions::follow(*subscription, follow);
  return true;
}

void Hub::State::end(Session& session, Session::Ended why) {
  cancel_attach(session);
  detach(session);
  if (!session.closing_ && !session.left_) session.on_ended(why);
}

}  // namespace hub
