// Communities are loaded when somebody needs them and let go when nobody does; and so are the files that are named. Hub
// thread.
#include <algorithm>
#include <utility>

#include "core/named_files.h"
#include "hub/hub_state.h"

namespace hub {
namespace {

constexpr std::size_t kIndexSlice = 1'024;  // members of a loaded community made known before other work gets its turn

}  // namespace

CommunityEntry* Hub::State::find(core::CommunityId id) {
  const auto it = communities_.find(id);
  return it == communities_.end() ? nullptr : it->second.get();
}

CommunityEntry& Hub::State::request(core::CommunityId id) {
  std::unique_ptr<CommunityEntry>& entry = communities_[id];
  if (!entry) {
    entry = std::make_unique<CommunityEntry>();
    entry->id = id;
    entry->ticket = recent_.begin();
    enqueue_load([this, id] { load(id); }, Turn::first);
    watch_idle();
  }
  return *entry;
}

void Hub::State::load(core::CommunityId id) {
  loader_.load_community(id, [weak = weak_from_this(), id](base::Result<std::shared_ptr<core::CommunitySnapshot>> result) {
    if (const auto self = weak.lock()) self->on_community_loaded(id, std::move(result));
  });
}

void Hub::State::on_community_loaded(core::CommunityId id, base::Result<std::shared_ptr<core::CommunitySnapshot>> result) {
  load_finished();
  CommunityEntry& entry = *find(id);
  if (!result) return on_community_failed(entry, result.error().kind == base::ErrorKind::not_found);
  entry.arrived = std::move(*result);
  people_.expect(entry.arrived->users.size());
  index_members(entry);
}

void Hub::State::run_arriving() {
  CommunityEntry& entry = *find(arriving_.front());
  arriving_.pop_front();
  if (!arriving_.empty()) post(&State::run_arriving);
  index_members(entry);
}

void Hub::State::finish_arriving(CommunityEntry& entry) {
  const std::shared_ptr<core::CommunitySnapshot> arrived = std::exchange(entry.arrived, nullptr);
  entry.state = std::move(arrived->state);
  entry.loaded = true;
  entry.idle_since_ms = clock_.steady_ms();
  metrics_.communities.add(1);
  if (entry.outdated) return on_community_failed(entry, false);
  take_files(arrived->files);

  const std::uint64_t ticket = std::exchange(entry.ticket, 0);
  const std::vector<std::uint64_t> waiting = std::exchange(entry.waiting, {});
  const std::vector<core::EventRef> pending = std::exchange(entry.pending, {});
  entry.joined.clear();
  // A member with a session here has just joined, and the load knows it already: the event will be skipped, so they are told
  // now.
  for (core::UserId member : std::exchange(entry.present, {})) {
    UserEntry* user = people_.find(member);
    if (user != nullptr && !user->sessions.empty()) subscribe_joiner(entry, *user);
  }
  for (const core::EventRef& event : pending) on_event(event);  // a hole among them drops the entry
  recent_.end(ticket);
  for (std::uint64_t attach_id : waiting) {
    const auto it = attaches_.find(attach_id);
    if (it != attaches_.end() && --it->second.missing == 0) make_ready(attach_id);
  }
}

void Hub::State::on_community_failed(CommunityEntry& entry, bool gone) {
  const std::vector<core::UserId> joined = std::exchange(entry.joined, {});
  const std::vector<std::uint64_t> waiting = std::exchange(entry.waiting, {});
  const core::CommunityId id = entry.id;
  recent_.end(entry.ticket);
  erase(entry);
  for (std::uint64_t attach_id : waiting) {
    const auto it = attaches_.find(attach_id);
    if (it == attaches_.end()) continue;
    if (gone) {
      std::erase(it->second.wanted, id);
    } else {
      it->second.failed = Session::Ended::unavailable;
    }
    if (--it->second.missing == 0) make_ready(attach_id);
  }
  if (gone) return;
  for (core::UserId joiner : joined) {
    if (UserEntry* user = people_.find(joiner)) end_all(*user, Session::Ended::unavailable);
  }
}

// A slice; the rest waits for its turn, so that a large community does not hold up everybody on this thread. Whoever gets a
// session after their slice waits for the community by themselves: they are known as its member.
void Hub::State::index_members(CommunityEntry& entry) {
  std::vector<core::User>& users = entry.arrived->users;
  const std::size_t end = std::min(users.size(), entry.indexed + kIndexSlice);
  const std::span<core::User> slice(users.data() + entry.indexed, end - entry.indexed);
  for (const core::EventRef& event : recent_.events()) {
    const auto user = std::lower_bound(slice.begin(), slice.end(), event->stream.id,
                                       [](const core::User& u, std::uint64_t id) { return u.id.value < id; });
    if (user != slice.end() && user->id.value == event->stream.id) advance(*user, *event);
  }
  for (core::User& user : slice) {
    UserEntry& known = people_.know(std::move(user));
    known.communities.push_back(&entry);
    if (!known.sessions.empty()) entry.present.push_back(known.user.id);
  }
  entry.indexed = end;
  if (end == users.size()) return finish_arriving(entry);
  arriving_.push_back(entry.id);
  if (arriving_.size() == 1) post(&State::run_arriving);
}

void Hub::State::forget_members(CommunityEntry& entry) {
  for (const core::MemberEntry& member : entry.state.members) {
    UserEntry* user = people_.find(member.user);
    if (user == nullptr) continue;
    std::erase(user->communities, &entry);
    people_.release(*user);
  }
}

void Hub::State::drop(CommunityEntry& entry) {
  std::vector<Session*> sessions;
  for (const auto& audience : entry.classes) {
    for (const Subscriber& subscriber : audience->subscribers) sessions.push_back(subscriber.session);
  }
  for (Session* session : sessions) end(*session, Session::Ended::unavailable);
  erase(entry);
}

void Hub::State::erase(CommunityEntry& entry) {
  if (entry.loaded) {
    forget_members(entry);
    metrics_.communities.add(-1);
  }
  const core::CommunityId id = entry.id;
  communities_.erase(id);
}

void Hub::State::take_files(std::span<const core::File> files) {
  files_.add(files);
  if (files_.crowded() && !std::exchange(forget_posted_, true)) post(&State::forget_files);
}

void Hub::State::forget_files() {
  forget_posted_ = false;
  core::NamedFiles needed;
  for (const auto& [id, entry] : communities_) needed.add(entry->state);
  people_.each([&](const UserEntry& entry) { needed.add(entry.user); });
  for (const core::EventRef& event : recent_.events()) needed.add(event->body);
  files_.keep_only(needed.take());
}

void Hub::State::watch_idle() {
  if (armed()) return;
  timers_.arm(*this, clock_.steady_ms() + std::clamp<std::int64_t>(options_.community_idle_ms / 4, 10, 10'000));
}

void Hub::State::on_deadline() {
  const std::int64_t before_ms = clock_.steady_ms() - options_.community_idle_ms;
  std::vector<CommunityEntry*> idle;
  for (const auto& [id, entry] : communities_) {
    if (entry->loaded && entry->classes.empty() && entry->idle_since_ms <= before_ms) idle.push_back(entry.get());
  }
  for (CommunityEntry* entry : idle) erase(*entry);
  if (!idle.empty()) forget_files();
  if (!communities_.empty()) watch_idle();
}

void Hub::State::enqueue_load(base::UniqueFunction<void()> start, Turn turn) {
  if (turn == Turn::first) {
    loads_.push_front(std::move(start));
  } else {
    loads_.push_back(std::move(start));
  }
  if (!std::exchange(loads_posted_, true)) post(&State::run_loads);
}

void Hub::State::run_loads() {
  loads_posted_ = false;
  while (loads_running_ < options_.loads_max && !loads_.empty()) {
    base::UniqueFunction<void()> start = std::move(loads_.front());
    loads_.pop_front();
    ++loads_running_;
    start();
  }
}

void Hub::State::load_finished() {
  --loads_running_;
  if (!loads_.empty() && !std::exchange(loads_posted_, true)) post(&State::run_loads);
}

}  // namespace hub
