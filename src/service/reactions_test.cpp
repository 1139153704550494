// Reactions: each person once per emoji, in the order of reacting.
#include <doctest/doctest.h>

#include "service/messages.h"
#include "tests/support/service_world.h"

using namespace service;
using testing_support::ServiceWorld;
namespace permission = core::permission;

namespace {

const std::string kParty = "🎉";
using Key = core::ReactionKey;

struct Scene {
  ServiceWorld world;
  Actor ines = world.person("ines"), otto = world.person("otto"), vera = world.person("vera"), uwe = world.person("uwe");
  ServiceWorld::Place place = world.community(ines);
  core::ChannelId general = place.general, side = world.channel(ines, place.id, "side");
  core::EmojiId anchor = world.emoji(ines, place.id, "anchor");
  core::MessageId message;
  Scene() {
    world.join(otto, place.id);
    world.join(vera, place.id);
    message = world.say(otto, general, "hello");
    world.take_events();
  }
  Result<MessageViewRef> add(Actor who, const Key& key, std::optional<core::ChannelId> in = {}) {
    return world.write([&](auto& tx, auto at) { return add_reaction(tx, at, who, in.value_or(general), message, key); });
  }
  Result<MessageViewRef> remove(Actor who, const Key& key, std::optional<core::ChannelId> in = {}) {
    return world.write([&](auto& tx, auto at) { return remove_reaction(tx, at, who, in.value_or(general), message, key); });
  }
  Result<MessageViewRef> add_within(Actor who, const Key& key, std::size_t max) {
    return world.write([&](auto& tx, auto at) { return add_reaction_within(tx, at, who, general, message, key, max); });
  }
  Result<MessageViewRef> remove_of(Actor who, const Key& key, Actor whose) {
    return world.write(
        [&](auto& tx, auto at) { return remove_reaction_of(tx, at, who, general, message, key, whose.user); });
  }
  Result<MessageViewRef> clear_with(Actor who, const Key& key) {
    return world.write([&](auto& tx, auto at) { return clear_reactions_with(tx, at, who, general, message, key); });
  }
  Result<MessageViewRef> clear(Actor who, std::optional<core::ChannelId> in = {}) {
    return world.write([&](auto& tx, auto at) { return clear_reactions(tx, at, who, in.value_or(general), message); });
  }
  std::vector<core::Reaction> reactions() { return world.stored(message)->reactions; }
};

}  // namespace

TEST_CASE("reaction: added with text or an emoji, told and counted in order") {
  Scene s;
  auto reacted = s.add(s.vera, kParty);
  REQUIRE(reacted);
  CHECK((*reacted)->message.id == s.message);
  CHECK((*reacted)->message.reactions == s.reactions());
  const auto told = s.world.take_event<core::ReactionAdded>(s.place.id);
  CHECK(told.channel == s.general);
  CHECK(told.message == s.message);
  CHECK(told.user == s.vera.user);
  CHECK(std::get<std::string>(told.emoji) == kParty);

  REQUIRE(s.add(s.otto, s.anchor));
  const auto custom = s.world.take_event<core::ReactionAdded>(s.place.id);
  CHECK(std::get<core::Emoji>(custom.emoji).name == "anchor");
  REQUIRE(s.add(s.otto, kParty));
  REQUIRE(s.add(s.ines, kParty));
  REQUIRE(s.reactions().size() == 2);
  CHECK(s.reactions()[0].users == std::vector{s.vera.user, s.otto.user, s.ines.user});
  CHECK(std::get<core::Emoji>(s.reactions()[1].emoji).id == s.anchor);
  CHECK(s.reactions()[1].users == std::vector{s.otto.user});
}

TEST_CASE("reaction: what cannot be added") {
  Scene s;
  REQUIRE(s.add(s.vera, kParty));
  s.world.take_events();
  CHECK_FAILS(s.add(s.vera, kParty), already_exists, "reaction");
  CHECK_FAILS(s.add(s.vera, core::EmojiId(5)), not_found, "emoji");
  CHECK_FAILS(s.add(s.uwe, kParty), not_member, "channel");
  CHECK_FAILS(s.add(s.vera, kParty, s.side), not_found, "message");
  s.world.deny_all(s.place.id, permission::react);
  CHECK_FAILS(s.add(s.otto, kParty), forbidden, "react");
  CHECK(s.world.quiet());
  CHECK(s.add(s.ines, kParty));
  s.message = core::MessageId(5);
  CHECK_FAILS(s.add(s.ines, kParty), not_found, "message");
}

TEST_CASE("reaction: an emoji of another community may be used") {
  Scene s;
  const auto elsewhere = s.world.emoji(s.uwe, s.world.community(s.uwe, "elsewhere").id, "far");
  CHECK(s.add(s.vera, elsewhere));
}

TEST_CASE("reaction: one's own is removed") {
  Scene s;
  REQUIRE(s.add(s.vera, kParty));
  REQUIRE(s.add(s.otto, kParty));
  REQUIRE(s.add(s.otto, s.anchor));
  s.world.take_events();
  CHECK_FAILS(s.remove(s.ines, kParty), not_found, "reaction");
  CHECK_FAILS(s.remove(s.vera, s.anchor), not_found, "reaction");
  CHECK_FAILS(s.remove(s.vera, core::EmojiId(5)), not_found, "reaction");
  CHECK_FAILS(s.remove(s.uwe, kParty), not_member, "channel");
  CHECK_FAILS(s.remove(s.vera, kParty, s.side), not_found, "message");
  CHECK(s.world.quiet());
  s.world.deny_all(s.place.id, permission::react);  // taking back needs nothing
  auto left = s.remove(s.vera, kParty);
  REQUIRE(left);
  CHECK((*left)->message.reactions == s.reactions());
  const auto told = s.world.take_event<core::ReactionRemoved>(s.place.id);
  CHECK(told.channel == s.general);
  CHECK(told.message == s.message);
  CHECK(told.user == s.vera.user);
  CHECK(std::get<std::string>(told.emoji) == kParty);
  REQUIRE(s.remove(s.otto, s.anchor));
  CHECK(std::get<core::Emoji>(s.world.take_event<core::ReactionRemoved>(s.place.id).emoji).id == s.anchor);
  REQUIRE(s.remove(s.otto, kParty));
  CHECK(s.reactions().empty());  // no entries without users
}

TEST_CASE("reaction: all cleared by the author or by those who may") {
  Scene s;
  CHECK_FAILS(s.clear(s.otto), not_found, "reaction");
  REQUIRE(s.add(s.vera, kParty));
  REQUIRE(s.add(s.otto, s.anchor));
  s.world.take_events();
  CHECK_FAILS(s.clear(s.vera), forbidden, "manage_messages");
  CHECK_FAILS(s.clear(s.uwe), not_member, "channel");
  CHECK_FAILS(s.clear(s.otto, s.side), not_found, "message");
  CHECK(s.world.quiet());
  auto cleared = s.clear(s.otto);
  REQUIRE(cleared);
  CHECK((*cleared)->message.reactions.empty());
  const auto told = s.world.take_event<core::ReactionsCleared>(s.place.id);
  CHECK(told.channel == s.general);
  CHECK(told.message == s.message);
  REQUIRE(s.add(s.vera, kParty));
  CHECK(s.clear(s.ines));
  REQUIRE(s.add(s.otto, kParty));
  s.world.role(s.place.id, 1, {permission::manage_messages, 0}, {s.vera});
  CHECK(s.clear(s.vera));
}

TEST_CASE("reaction: others' are removed by those who may") {
  Scene s;
  REQUIRE(s.add(s.vera, kParty));
  s.world.take_events();
  CHECK_FAILS(s.remove_of(s.otto, kParty, s.vera), forbidden, "manage_messages");
  CHECK_FAILS(s.remove_of(s.ines, kParty, s.otto), not_found, "reaction");
  CHECK(s.world.quiet());
  REQUIRE(s.remove_of(s.ines, kParty, s.vera));
  CHECK(s.world.take_event<core::ReactionRemoved>(s.place.id).user == s.vera.user);
  REQUIRE(s.add(s.vera, kParty));
  CHECK(s.remove_of(s.vera, kParty, s.vera));  // one's own
  CHECK(s.reactions().empty());
}

TEST_CASE("reaction: all with one emoji are removed by those who may") {
  Scene s;
  for (Actor who : {s.vera, s.otto}) REQUIRE(s.add(who, kParty));
  REQUIRE(s.add(s.vera, s.anchor));
  s.world.take_events();
  CHECK_FAILS(s.clear_with(s.otto, kParty), forbidden, "manage_messages");  // the author is not enough
  CHECK_FAILS(s.clear_with(s.ines, std::string("x")), not_found, "reaction");
  CHECK(s.world.quiet());
  const auto left = s.clear_with(s.ines, kParty);
  REQUIRE(left);
  CHECK((*left)->message.reactions.size() == 1);
  const auto told = s.world.take_event<core::ReactionsOfEmojiCleared>(s.place.id);
  CHECK(told.channel == s.general);
  CHECK(told.message == s.message);
  CHECK(std::get<std::string>(told.emoji) == kParty);
  CHECK(told.users == std::vector{s.vera.user, s.otto.user});
  REQUIRE(s.clear_with(s.ines, s.anchor));
  CHECK(std::get<core::Emoji>(s.world.take_event<core::ReactionsOfEmojiCleared>(s.place.id).emoji).id == s.anchor);
  CHECK(s.reactions().empty());
}

TEST_CASE("reaction: a limit counts emojis, not people") {
  Scene s;
  REQUIRE(s.add_within(s.vera, kParty, 2));
  REQUIRE(s.add_within(s.vera, s.anchor, 2));
  s.world.take_events();
  const auto refused = s.add_within(s.vera, std::string("x"), 2);
  CHECK_FAILS(refused, invalid, "reactions");
  CHECK(refused.error().number == 2);
  CHECK(s.world.quiet());
  CHECK(s.add_within(s.otto, kParty, 2));
  CHECK(s.add_within(s.otto, s.anchor, 2));
  CHECK(s.add(s.otto, std::string("x")));
}

TEST_CASE("reaction: restricted to what the author offers") {
  Scene s;
  NewMessage input = ServiceWorld::text(s.general, "vote");
  input.interactions = core::Interactions{{kParty, s.anchor}, false};
  s.message = (*s.world.try_say(s.otto, input))->message.id;
  CHECK(s.add(s.vera, std::string("x")));  // an offer only
  input.interactions->restrict_reactions = true;
  s.message = (*s.world.try_say(s.otto, input))->message.id;
  CHECK(s.add(s.vera, kParty));
  CHECK(s.add(s.vera, s.anchor));
  CHECK_FAILS(s.add(s.vera, std::string("x")), forbidden, "emoji");
}
