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

#include "core/access.h"
#include "core/community_state.h"
#include "core/event.h"
#include "core/named_files.h"
#include "hub/hub.h"

namespace testing_support {

/// Whether the person may view the channel.
inline bool may_view(const core::CommunityState& state, const core::Channel& channel, core::UserId user) {
  const core::MemberEntry* entry = state.find_member(user);
  if (entry == nullptr) return false;
  const core::Member member = entry->full(state.community.id);
  return core::has(core::channel_permissions(state.community, state.roles, channel, &member, user, 0),
                   core::permission::view_channel);
}

/// The channel an event belongs to; value 0 for none.
inline core::ChannelId channel_of(const core::Event& event) {
  return std::visit(
      [](const auto& e) {
        using E = std::decay_t<decltype(e)>;
        if constexpr (std::is_same_v<E, core::MessageCreated>) {
          return e.view->message.channel;
        } else if constexpr (std::is_same_v<E, core::ChannelCreated>) {
          return e.channel.id;
        } else if constexpr (std::is_same_v<E, core::WebhookCreated>) {
          return e.webhook.channel;
        } else if constexpr (requires { e.channel; }) {
          return e.channel;
        } else {
          return core::ChannelId();
        }
      },
      event.body);
}

class Truth {
 public:
  struct Account {
    core::User user;
    std::string email;
    bool verified = false;
    std::set<core::LoginSessionId> logins;
    std::map<core::UserId, core::Relation> relations;  // without none
  };
  std::map<core::UserId, Account> people;
  std::map<core::CommunityId, core::CommunityState> communities;
  std::map<core::StreamId, std::vector<core::EventRef>> log;
  std::map<core::FileId, core::File> files;
  /// Who is to hear of each event of a community (in the order of the log): members before and after it; of what belongs to
  /// a channel those who view it, of a channel's change before or after, of its end before.
  std::map<core::StreamId, std::vector<std::set<core::UserId>>> audience;

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

  /// A private space with its one channel (id + 1); the first event of its stream is the first one's joining.
  std::vector<core::EventRef> add_private(core::CommunityId id, core::CommunityKind kind,
                                          std::vector<core::UserId> members) {
    std::vector<core::EventRef> events{add_community(id, members.at(0))};
    core::CommunityState& state = communities.at(id);
    state.community.kind = kind;
    const auto offset = static_cast<int>(kind) - static_cast<int>(core::CommunityKind::direct);
    state.channels.at(0).kind = static_cast<core::ChannelKind>(static_cast<int>(core::ChannelKind::direct) + offset);
    for (std::size_t i = 1; i < members.size(); ++i) events.push_back(join(id, members[i]));
    return events;
  }

  core::EventRef commit(core::StreamId stream, core::EventBody body) {
    std::vector<core::EventRef>& events = log[stream];
    std::vector<core::File> named = files_of(core::files_named_by(body));
    core::Event value{stream, events.size() + 1, 0, std::move(body), std::move(named)};
    auto event = std::make_shared<const core::Event>(std::move(value));
    events.push_back(event);
    if (stream.kind != core::StreamKind::community) return event;
    const auto community = communities.find(core::CommunityId(stream.id));
    std::set<core::UserId>& hearing = audience[stream].emplace_back();
    const bool ends = std::holds_alternative<core::ChannelDeleted>(event->body);
    const bool changes = std::holds_alternative<core::ChannelUpdated>(event->body);
    if (channel_of(*event).value == 0 || ends || changes) add_hearing(hearing, community->second, *event);
    community->second.apply(*event);
    if (!ends) add_hearing(hearing, community->second, *event);
    if (std::holds_alternative<core::CommunityDeleted>(event->body)) communities.erase(community);
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
  /// Uploads a file and wears it.
  core::EventRef change_avatar(core::UserId id, core::FileId file) {
    add_file(file);
    return edit_user(id, [file](Account& account) { account.user.avatar = file; });
  }
  void add_file(core::FileId id) {
    core::File& file = files[id];
    file.id = id;
    file.name = "picture" + std::to_string(id.value);
  }
  core::EventRef log_out(core::UserId id, core::LoginSessionId login) {
    people.at(id).logins.erase(login);
    return commit(core::stream_of(id), core::LoginSessionDeleted{login});
  }
  /// All but one.
  core::EventRef log_out_all(core::UserId id, core::LoginSessionId except) {
    std::erase_if(people.at(id).logins, [&](core::LoginSessionId login) { return login != except; });
    return commit(core::stream_of(id), core::LoginSessionsDeleted{except});
  }
  core::EventRef relate(core::UserId from, core::UserId to, core::Relation relation) {
    if (relation == core::Relation::none) {
      people.at(from).relations.erase(to);
    } else {
      people.at(from).relations[to] = relation;
    }
    return commit(core::stream_of(from), core::RelationshipChanged{people.at(to).user, relation});
  }
  std::vector<core::EventRef> befriend(core::UserId one, core::UserId other) {
    return {relate(one, other, core::Relation::friends), relate(other, one, core::Relation::friends)};
  }
  std::vector<core::EventRef> delete_user(core::UserId id) {
    Account& account = people.at(id);
    account.user.deleted = true;
    account.user.flags |= core::user_flag::deleted;
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
    hub::StateLoader::LoadedUser loaded;
    loaded.user = account.user;
    loaded.email = account.email;
    loaded.verified = account.verified;
    loaded.communities = communities_of(id);
    loaded.number = number(core::stream_of(id));
    for (const auto& [other, relation] : account.relations) {
      loaded.relationships.push_back({{other, relation}, people.at(other).user});
    }
    core::NamedFiles pictures;
    pictures.add(loaded.user);
    for (const auto& related : loaded.relationships) pictures.add(related.user);
    loaded.files = files_of(pictures.take());
    return loaded;
  }
  base::Result<std::shared_ptr<core::CommunitySnapshot>> load_community(core::CommunityId id) const {
    const auto it = communities.find(id);
    if (it == communities.end()) return base::not_found("community");
    auto snapshot = std::make_shared<core::CommunitySnapshot>();
    snapshot->state = it->second;
    for (const core::MemberEntry& member : it->second.members) snapshot->users.push_back(people.at(member.user).user);
    snapshot->files = files_of(core::files_named_by(snapshot->state, snapshot->users));
    return snapshot;
  }

 private:
  std::vector<core::File> files_of(const std::vector<core::FileId>& ids) const {
    std::vector<core::File> found;
    for (core::FileId id : ids) {
      if (const auto it = files.find(id); it != files.end()) found.push_back(it->second);
    }
    return found;
  }
  static void add_hearing(std::set<core::UserId>& hearing, const core::CommunityState& state, const core::Event& event) {
    const core::ChannelId id = channel_of(event);
    const core::Channel* channel = state.find_channel(id);
    if (id.value != 0 && channel == nullptr) return;
    for (const core::MemberEntry& member : state.members) {
      if (channel == nullptr || may_view(state, *channel, member.user)) hearing.insert(member.user);
    }
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
      auto result =
          std::make_shared<Loaded>(failing ? Loaded(base::fail(base::ErrorKind::unavailable)) : truth_.load_community(id));
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
