// Truth: what a store would say, kept in plain values: people, log-ins, communities and every event in order. And the loader
// that answers a hub from it, at once or when the test says so.
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "core/community_state.h"
#include "core/event.h"
#include "hub/hub.h"

namespace testing_support {

class Truth {
 public:
  struct Account {
    core::User user;
    std::string email;
    bool verified = false;
    std::set<core::LoginSessionId> logins;
  };
  std::map<core::UserId, Account> people;
  std::map<core::CommunityId, core::CommunityState> communities;
  std::map<core::StreamId, std::vector<core::EventRef>> log;

  core::UserId add_user(std::uint64_t id) {
    Account& account = people[core::UserId(id)];
    account.user.id = core::UserId(id);
    account.user.username = "user" + std::to_string(id);
    account.email = account.user.username + "@example.org";
    account.logins.insert(core::LoginSessionId(id * 1000));
    return account.user.id;
  }

  /// A community with a category, an open channel (id + 1) and its owner as only member. The first event of its stream is
  /// the owner's joining.
  core::EventRef add_community(core::CommunityId id, core::UserId owner) {
    core::CommunityState& state = communities[id];
    state.community.id = id;
    state.community.owner = owner;
    state.community.slug = "community" + std::to_string(id.value);
    state.categories.push_back({core::default_category_of(id), id, "uncategorised", 0});
    core::Channel channel;
    channel.id = core::ChannelId(id.value + 1);
    channel.community = id;
    channel.category = core::default_category_of(id);
    channel.name = "general";
    state.channels.push_back(channel);
    return join(id, owner);
  }

  core::EventRef commit(core::StreamId stream, core::EventBody body) {
    std::vector<core::EventRef>& events = log[stream];
    auto event = std::make_shared<const core::Event>(core::Event{stream, events.size() + 1, 0, std::move(body)});
    events.push_back(event);
    if (stream.kind == core::StreamKind::community) communities.at(core::CommunityId(stream.id)).apply(*event);
    return event;
  }
  core::EventRef commit(core::CommunityId id, core::EventBody body) { return commit(core::stream_of(id), std::move(body)); }
  std::uint64_t number(core::StreamId stream) const {
    const auto it = log.find(stream);
    return it == log.end() ? 0 : it->second.size();
  }

  core::EventRef join(core::CommunityId id, core::UserId user, std::vector<core::RoleId> roles = {}) {
    core::Member member;
    member.community = id;
    member.user = user;
    member.roles = std::move(roles);
    return commit(id, core::MemberJoined{member, people.at(user).user});
  }
  core::EventRef leave(core::CommunityId id, core::UserId user) { return commit(id, core::MemberLeft{user}); }
  core::EventRef edit_user(core::UserId id, const std::function<void(Account&)>& change) {
    Account& account = people.at(id);
    change(account);
    account.user.revision = number(core::stream_of(id)) + 1;
    return commit(core::stream_of(id), core::UserUpdated{account.user, account.email, account.verified});
  }
  core::EventRef log_out(core::UserId id, core::LoginSessionId login) {
    people.at(id).logins.erase(login);
    return commit(core::stream_of(id), core::LoginSessionDeleted{login});
  }
  std::vector<core::EventRef> delete_user(core::UserId id) {
    Account& account = people.at(id);
    account.user.deleted = true;
    account.user.revision = number(core::stream_of(id)) + 1;
    account.logins.clear();
    std::vector<core::EventRef> events{commit(core::stream_of(id), core::UserDeleted{})};
    for (core::CommunityId community : communities_of(id)) events.push_back(leave(community, id));
    return events;
  }
  core::EventRef add_channel(core::CommunityId id, std::uint64_t channel_id, core::PermissionOverride default_override = {},
                             std::vector<core::RoleOverride> role_overrides = {}) {
    const core::CommunityState& state = communities.at(id);
    core::Channel channel;
    channel.id = core::ChannelId(channel_id);
    channel.community = id;
    channel.category = core::default_category_of(id);
    channel.name = "channel" + std::to_string(channel_id);
    for (const core::Channel& one : state.channels) channel.position += one.category == channel.category;
    channel.default_override = default_override;
    channel.role_overrides = std::move(role_overrides);
    return commit(id, core::ChannelCreated{channel});
  }
  core::EventRef post_message(core::CommunityId id, core::ChannelId channel, core::UserId author,
                              std::string content = "hello") {
    auto view = std::make_shared<core::MessageView>();
    view->message.id = core::MessageId(log[core::stream_of(id)].size() + 1);
    view->message.channel = channel;
    view->message.community = id;
    view->message.author = author;
    view->message.content = std::move(content);
    view->author = people.at(author).user;
    return commit(id, core::MessageCreated{view});
  }

  std::vector<core::CommunityId> communities_of(core::UserId user) const {
    std::vector<core::CommunityId> ids;
    for (const auto& [id, state] : communities) {
      if (state.find_member(user) != nullptr) ids.push_back(id);
    }
    return ids;
  }
  base::Result<hub::StateLoader::LoadedUser> load_user(core::UserId id, core::LoginSessionId login) const {
    const auto it = people.find(id);
    if (it == people.end() || !it->second.logins.contains(login)) return base::not_found("session");
    const Account& account = it->second;
    return hub::StateLoader::LoadedUser{account.user, account.email, account.verified, communities_of(id),
                                        number(core::stream_of(id))};
  }
  base::Result<std::shared_ptr<core::CommunitySnapshot>> load_community(core::CommunityId id) const {
    const auto it = communities.find(id);
    if (it == communities.end()) return base::not_found("community");
    auto snapshot = std::make_shared<core::CommunitySnapshot>();
    snapshot->state = it->second;
    for (const core::MemberEntry& member : it->second.members) snapshot->users.push_back(people.at(member.user).user);
    return snapshot;
  }
};

/// Reading happens at one moment (`read_one`) and its answer arrives at a later one (`answer_one`), as with a real store.
class FakeLoader final : public hub::StateLoader {
 public:
  explicit FakeLoader(const Truth& truth) : truth_(truth) {}
  bool at_once = true;
  bool failing = false;  // the next readings answer "unavailable"
  int user_loads = 0;
  int community_loads = 0;
  int running = 0;
  int running_max = 0;

  void load_user(core::UserId user, core::LoginSessionId login, Callback<LoadedUser> done) override {
    ++user_loads;
    begin([this, user, login, done = std::make_shared<Callback<LoadedUser>>(std::move(done))]() -> std::function<void()> {
      auto result = std::make_shared<base::Result<LoadedUser>>(
          failing ? base::Result<LoadedUser>(base::fail(base::ErrorKind::unavailable)) : truth_.load_user(user, login));
      return [done, result] { (*done)(std::move(*result)); };
    });
  }
  void load_community(core::CommunityId id, Callback<std::shared_ptr<core::CommunitySnapshot>> done) override {
    using Loaded = base::Result<std::shared_ptr<core::CommunitySnapshot>>;
    ++community_loads;
    begin([this, id, done = std::make_shared<Callback<std::shared_ptr<core::CommunitySnapshot>>>(std::move(done))]()
              -> std::function<void()> {
      auto result = std::make_shared<Loaded>(failing ? Loaded(base::fail(base::ErrorKind::unavailable))
                                                     : truth_.load_community(id));
      return [done, result] { (*done)(std::move(*result)); };
    });
  }

  /// `which` one of those that wait, counted from the oldest, modulo their number.
  bool read_one(std::size_t which = 0) {
    if (asked_.empty()) return false;
    const auto it = asked_.begin() + static_cast<std::ptrdiff_t>(which % asked_.size());
    const Read read = std::move(*it);
    asked_.erase(it);
    answers_.push_back(read());
    return true;
  }
  bool answer_one(std::size_t which = 0) {
    if (answers_.empty()) return false;
    const auto it = answers_.begin() + static_cast<std::ptrdiff_t>(which % answers_.size());
    const auto answer = std::move(*it);
    answers_.erase(it);
    --running;
    answer();
    return true;
  }
  std::size_t unread() const { return asked_.size(); }
  std::size_t unanswered() const { return answers_.size(); }

 private:
  using Read = std::function<std::function<void()>()>;
  void begin(Read read) {
    running_max = std::max(running_max, ++running);
    asked_.push_back(std::move(read));
    if (at_once) {
      while (read_one()) {
      }
      while (answer_one()) {
      }
    }
  }

  const Truth& truth_;
  std::deque<Read> asked_;
  std::deque<std::function<void()>> answers_;
};

}  // namespace testing_support
