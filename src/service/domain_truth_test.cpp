// The heart of the server's truth: a state kept current by the events alone equals what a fresh load says, whatever people
// do.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <random>
#include <string>

#include "service/bans.h"
#include "service/communities.h"
#include "service/messages.h"
#include "service/roles.h"
#include "tests/support/service_world.h"

using namespace service;
using testing_support::ServiceWorld;
namespace permission = core::permission;

namespace {

/// What follows the streams: loaded once, then told by events only.
struct Follower {
  std::map<core::StreamId, std::uint64_t> numbers;
  std::map<core::CommunityId, core::CommunityState> states;
  std::map<core::MessageId, core::Message> messages;  // without reactions

  void follow(const core::Event& event) {
    REQUIRE(event.number == numbers[event.stream] + 1);
    numbers[event.stream] = event.number;
    if (event.stream.kind != core::StreamKind::community) return;
    states.at(core::CommunityId(event.stream.id)).apply(event);
    if (const auto* created = std::get_if<core::MessageCreated>(&event.body)) {
      messages[created->view->message.id] = created->view->message;
    } else if (const auto* deleted = std::get_if<core::MessageDeleted>(&event.body)) {
      REQUIRE(messages.erase(deleted->message) == 1);
    } else if (const auto* many = std::get_if<core::MessagesDeleted>(&event.body)) {
      for (core::MessageId id : many->messages) REQUIRE(messages.erase(id) == 1);
    } else if (const auto* edited = std::get_if<core::MessageUpdated>(&event.body)) {
      edited->edit.content.apply_to(messages.at(edited->message).content);
    } else if (const auto* gone = std::get_if<core::ChannelDeleted>(&event.body)) {
      std::erase_if(messages, [&](const auto& entry) { return entry.second.channel == gone->channel; });
    }
  }
};

class RandomPeople {
 public:
  explicit RandomPeople(std::uint64_t seed) : random_(seed) {
    for (const char* name : {"ines", "otto", "vera", "uwe", "nils"}) people_.push_back(world_.person(name));
    for (int i = 0; i < 2; ++i) places_.push_back(world_.community(people_[i], "place" + std::to_string(i)).id);
    for (core::CommunityId place : places_) {
      world_.join(people_[2], place);
      world_.join(people_[3], place);
      const core::Permissions power = permission::manage_channel | permission::manage_community |
                                      permission::manage_messages | permission::kick_members | permission::manage_nicknames |
                                      permission::remove_avatars | permission::manage_customisation |
                                      permission::manage_role | permission::manage_permissions | permission::assign_roles |
                                      permission::ban_members | permission::timeout_members;
      world_.role(place, 3, {power, 0}, {people_[2]});
      world_.role(place, 1, {0, permission::send_message}, {people_[3]});
    }
    picture_ = world_.file(core::FileBucket::emojis);
    avatar_ = world_.file(core::FileBucket::member_avatars);
    for (core::CommunityId place : places_) {
      follower_.states[place] = world_.snapshot(place).state;
      follower_.numbers[core::stream_of(place)] = follower_.states[place].number;
    }
    world_.take_events();
  }

  /// One attempt of somebody to do something; many are refused, and those must leave no trace.
  void step() {
    const Actor who = pick(people_);
    const core::CommunityId place = pick(places_);
    const core::CommunityState& state = follower_.states.at(place);
    const core::CommunityState before = state;
    world_.clock.advance_ms(static_cast<std::int64_t>(random_() % 3));
    const bool done =
        world_.write([&](store::Transaction& tx, Context at) -> Result<void> { return attempt(tx, at, who, place, state); })
            .has_value();
    const auto events = world_.take_events();
    for (const core::EventRef& event : events) follower_.follow(*event);
    if (!done) {
      REQUIRE(events.empty());
      REQUIRE(state == before);
    }
    done_ += done && !events.empty();
    for (core::CommunityId id : places_) REQUIRE(world_.snapshot(id).state == follower_.states.at(id));
  }

  /// Every message that was told of and not taken back is there as told, and no other.
  void check_messages() {
    std::size_t count = 0;
    for (const auto& [id, state] : follower_.states) {
      for (const core::Channel& channel : state.channels) {
        const auto rows = world_.read([&](store::Reader& r, auto) { return r.messages(channel.id, {{}, {}, 100'000}); });
        for (const core::Message& row : rows) {
          REQUIRE(follower_.messages.contains(row.id));
          REQUIRE(follower_.messages.at(row.id).content == row.content);
        }
        count += rows.size();
      }
    }
    CHECK(count == follower_.messages.size());
  }
  int done() const { return done_; }

 private:
  template <typename T>
  const T& pick(const std::vector<T>& list) {
    return list[random_() % list.size()];
  }
  std::uint32_t position() { return static_cast<std::uint32_t>(random_() % 7); }
  std::string word() { return "w" + std::to_string(random_() % 1000); }
  core::Change<std::string> text_or_nothing() {
    return random_() % 2 ? core::Change<std::string>(word()) : core::Change<std::string>::cleared();
  }
  core::ChannelId channel_of(const core::CommunityState& state) {
    return state.channels.empty() ? core::ChannelId(5) : pick(state.channels).id;
  }
  core::CategoryId category_of(const core::CommunityState& state) { return pick(state.categories).id; }
  core::MessageId some_message() {
    if (follower_.messages.empty()) return core::MessageId(5);
    auto at = follower_.messages.begin();
    std::advance(at, static_cast<std::ptrdiff_t>(random_() % follower_.messages.size()));
    return at->first;
  }

  static Result<void> plain(const auto& result) {
    if (!result) return base::pass(result);
    return {};
  }

  Result<void> attempt(store::Transaction& tx, Context at, Actor who, core::CommunityId place,
                       const core::CommunityState& state) {
    switch (random_() % 29) {
      case 0:
        return plain(create_category(tx, at, who, place, word()));
      case 1:
      case 2: {
        core::CategoryEdit edit;
        if (random_() % 2) edit.name = word();
        if (random_() % 4) edit.position = position();
        return plain(edit_category(tx, at, who, place, category_of(state), edit));
      }
      case 3:
        return delete_category(tx, at, who, place, category_of(state));
      case 4:
      case 5: {
        NewChannel input;
        input.name = word();
        input.kind = random_() % 4 ? core::ChannelKind::text : core::ChannelKind::voice;
        if (random_() % 3) input.category = category_of(state);
        return plain(create_channel(tx, at, who, place, input));
      }
      case 6:
      case 7:
      case 8: {
        core::ChannelEdit edit;
        if (random_() % 3 == 0) edit.name = word();
        if (random_() % 3 == 0) edit.topic = text_or_nothing();
        if (random_() % 2) edit.position = position();
        if (random_() % 2) edit.category = category_of(state);
        return plain(edit_channel(tx, at, who, place, channel_of(state), edit));
      }
      case 9:
        return delete_channel(tx, at, who, place, channel_of(state));
      case 10: {
        core::CommunityEdit edit;
        edit.name = text_or_nothing();
        if (random_() % 2) edit.description = text_or_nothing();
        if (random_() % 2) edit.kind = core::CommunityKind::hybrid;
        return plain(edit_community(tx, at, who, place, edit));
      }
      case 11:
      case 12:
        return plain(join_community(tx, at, who, place));
      case 13:
        return remove_member(tx, at, random_() % 2 ? who : people_[0], place, who.user);
      case 14: {
        core::MemberEdit edit;
        edit.nickname = text_or_nothing();
        if (random_() % 2) edit.bio = text_or_nothing();
        if (random_() % 2) edit.avatar = core::Change<core::FileId>(avatar_);
        if (random_() % 3 == 0) edit.avatar = core::Change<core::FileId>::cleared();
        return plain(edit_member(tx, at, who, place, pick(people_).user, edit));
      }
      case 15: {
        if (state.emojis.empty() || random_() % 3 == 0)
          return plain(create_emoji(tx, at, who, place, NewEmoji{picture_, word()}));
        const core::EmojiId emoji = pick(state.emojis).id;
        if (random_() % 2) return plain(rename_emoji(tx, at, who, emoji, word()));
        return delete_emoji(tx, at, who, emoji);
      }
      case 16: {
        const auto message = tx.message(some_message());
        if (!message) return base::not_found("message");
        core::ReactionKey key = std::string("x");
        if (!state.emojis.empty() && random_() % 2) key = pick(state.emojis).id;
        if (random_() % 2) return plain(add_reaction(tx, at, who, message->channel, message->id, key));
        if (random_() % 2) return plain(remove_reaction(tx, at, who, message->channel, message->id, key));
        return plain(clear_reactions(tx, at, who, message->channel, message->id));
      }
      case 18:
        return replace_layout(tx, at, who, place, some_layout(state));
      case 19:
      case 20:
        return change_roles(tx, at, who, place, state);
      case 21: {
        core::MemberEdit edit;
        edit.roles = some_roles(state);
        if (random_() % 3 == 0) edit.timeout_until_ms = at.now_ms + 3;
        if (random_() % 3 == 0) edit.may_speak = random_() % 2 == 0;
        return plain(edit_member(tx, at, who, place, pick(people_).user, edit));
      }
      case 22: {
        const core::RoleId role = state.roles.empty() ? core::RoleId(5) : pick(state.roles).id;
        return plain(set_role_override(tx, at, who, place, channel_of(state), role, some_override()));
      }
      case 23: {
        core::CommunityEdit edit;
        if (random_() % 2) edit.default_permissions = core::permission::community_default & ~(random_() & random_());
        if (random_() % 2) edit.system_channels = core::SystemChannels{channel_of(state), channel_of(state), {}, {}};
        return plain(edit_community(tx, at, who, place, edit));
      }
      case 24:
        if (random_() % 3)
          return unban_member(tx, at, state.community.owner == who.user ? who : people_[0], place, pick(people_).user);
        return plain(ban_member(tx, at, who, place, {pick(people_).user, {}, static_cast<std::int64_t>(random_() % 20)}));
      case 17: {
        const auto message = tx.message(some_message());
        if (!message) return base::not_found("message");
        if (random_() % 2) return delete_message(tx, at, who, message->channel, message->id);
        EditMessage edit;
        edit.content = word();
        return plain(edit_message(tx, at, who, message->channel, message->id, edit));
      }
      default: {
        const auto answered = random_() % 3 ? std::nullopt : std::optional(some_message());
        return plain(create_message(tx, at, who, ServiceWorld::text(channel_of(state), word(), answered)));
      }
    }
  }

  core::PermissionOverride some_override() {
    return {core::permission::all & random_() & random_() & random_(),
            core::permission::all & random_() & random_() & random_()};
  }
  std::vector<core::RoleId> some_roles(const core::CommunityState& state) {
    std::vector<core::RoleId> ids;
    for (const core::Role& role : state.roles) {
      if (random_() % 2) ids.push_back(role.id);
    }
    return ids;
  }
  /// Some of the categories and of the channels, in any order, and sometimes what does not exist.
  std::vector<LayoutCategory> some_layout(const core::CommunityState& state) {
    std::vector<LayoutCategory> layout;
    for (const core::Category& category : state.categories) {
      if (random_() % 3) layout.push_back({category.id, {}, random_() % 4 ? category.name : word(), {}});
    }
    if (random_() % 2) layout.push_back({{}, word(), word(), {core::ChannelId(5)}});
    std::ranges::shuffle(layout, random_);
    for (const core::Channel& channel : state.channels) {
      if (!layout.empty() && random_() % 3) layout[random_() % layout.size()].channels.push_back(channel.id);
    }
    for (LayoutCategory& category : layout) std::ranges::shuffle(category.channels, random_);
    return layout;
  }
  Result<void> change_roles(store::Transaction& tx, Context at, Actor who, core::CommunityId place,
                            const core::CommunityState& state) {
    if (state.roles.size() < 3) return plain(create_role(tx, at, who, place, word()));
    const core::RoleId role = pick(state.roles).id;
    if (random_() % 4 == 0) return delete_role(tx, at, who, place, role);
    if (random_() % 2) {
      core::RoleEdit edit;
      if (random_() % 2) edit.colour = text_or_nothing();
      if (random_() % 2) edit.permissions = some_override();
      return plain(edit_role(tx, at, who, place, role, edit));
    }
    std::vector<core::RoleId> order;
    for (const core::Role& one : state.roles) order.push_back(one.id);
    std::ranges::shuffle(order, random_);
    return plain(rank_roles(tx, at, who, place, order));
  }

  ServiceWorld world_;
  std::mt19937_64 random_;
  std::vector<Actor> people_;
  std::vector<core::CommunityId> places_;
  core::FileId picture_, avatar_;
  Follower follower_;
  int done_ = 0;
};

}  // namespace

TEST_CASE("truth: a snapshot plus the events since is what a fresh snapshot says") {
  for (std::uint64_t seed = 1; seed <= 8; ++seed) {
    CAPTURE(seed);
    RandomPeople people(seed);
    for (int i = 0; i < 600; ++i) {
      CAPTURE(i);
      people.step();
    }
    people.check_messages();
    CHECK(people.done() > 100);  // the attempts are not all refused
  }
}
