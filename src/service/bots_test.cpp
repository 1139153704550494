// Bots: made, shown, edited, ended by their owner.
#include "service/bots.h"

#include <doctest/doctest.h>

#include "core/names.h"
#include "tests/support/service_world.h"

using namespace service;
using testing_support::ServiceWorld;

namespace {

struct Workshop {
  ServiceWorld world;
  Actor ines = world.person("ines"), otto = world.person("otto");

  Result<BotWithUser> make(Actor who, const std::string& name, std::uint32_t owned_max = 5) {
    return world.write([&](auto& tx, auto) { return create_bot(tx, who, name, owned_max); });
  }
  Result<BotWithUser> edit(Actor who, core::UserId id, const BotEdit& e) {
    return world.write([&](auto& tx, auto at) { return edit_bot(tx, at, who, id, e); });
  }
  Result<BotWithUser> find(Actor who, core::UserId id) {
    return world.read([&](auto& reader, auto) { return find_bot(reader, who, id); });
  }
  Result<BotWithUser> invitable(std::optional<Actor> who, core::UserId id) {
    return world.read([&](auto& reader, auto) { return find_invitable_bot(reader, who, id); });
  }
};

}  // namespace

TEST_CASE("bots: made as a person that nobody can log in as") {
  Workshop w;
  const auto made = w.make(w.ines, "Robot");
  REQUIRE(made);
  CHECK(made->bot.id == made->user.id);
  CHECK(made->bot.owner == w.ines.user);
  CHECK(made->bot.token_version == 0);
  CHECK_FALSE(made->bot.open);
  CHECK(made->user.bot);
  CHECK(made->user.bot_owner == w.ines.user);
  CHECK(made->user.tag_name == "Robot");
  CHECK(made->user.username == "robot");
  CHECK(core::is_assignable_discriminator(made->user.discriminator));
  CHECK(w.world.user(made->user.id) == made->user);
  CHECK(w.world.quiet());
  CHECK_FAILS(w.make(Actor{made->user.id, {}}, "Child"), forbidden, "bot");
  CHECK_FAILS(w.make(w.ines, "a b"), invalid, "tag_name");
  CHECK_FAILS(w.make(Actor{core::UserId(5), {}}, "Robot"), unauthenticated, "");
}

TEST_CASE("bots: so many for one owner") {
  Workshop w;
  REQUIRE(w.make(w.ines, "first", 2));
  REQUIRE(w.make(w.ines, "second", 2));
  const auto third = w.make(w.ines, "third", 2);
  CHECK_FAILS(third, invalid, "bots");
  CHECK(third.error().number == 2);
  CHECK(w.make(w.otto, "third", 2));
  const auto own = w.world.read([&](store::Reader& reader, auto) { return list_bots(reader, w.ines); });
  REQUIRE(own.size() == 2);
  CHECK(own[0].user.tag_name == "first");
  CHECK(own[1].user.tag_name == "second");
  CHECK(own[0].bot.id < own[1].bot.id);
}

TEST_CASE("bots: found by their owner, invited by others when they are open") {
  Workshop w;
  const core::UserId id = w.make(w.ines, "robot")->bot.id;
  CHECK(w.find(w.ines, id)->user.tag_name == "robot");
  CHECK_FAILS(w.find(w.otto, id), not_found, "bot");
  CHECK_FAILS(w.find(w.ines, w.otto.user), not_found, "bot");
  CHECK(w.invitable(w.ines, id));
  CHECK_FAILS(w.invitable(w.otto, id), forbidden, "bot");
  CHECK_FAILS(w.invitable(std::nullopt, id), forbidden, "bot");
  BotEdit open;
  open.open = true;
  REQUIRE(w.edit(w.ines, id, open));
  CHECK(w.invitable(w.otto, id));
  CHECK(w.invitable(std::nullopt, id));
  CHECK_FAILS(w.invitable(std::nullopt, core::UserId(5)), not_found, "bot");
}

TEST_CASE("bots: edited by their owner") {
  Workshop w;
  const core::UserId id = w.make(w.ines, "robot")->bot.id;
  BotEdit all;
  all.analytics = true;
  all.interactions_url = std::string("https://example.org/");
  auto edited = w.edit(w.ines, id, all);
  REQUIRE(edited);
  CHECK(edited->bot.analytics);
  CHECK(edited->bot.interactions_url == "https://example.org/");
  CHECK(w.find(w.ines, id)->bot == edited->bot);
  CHECK(w.world.quiet());
  CHECK_FAILS(w.edit(w.otto, id, all), not_found, "bot");

  BotEdit clear;
  clear.interactions_url = core::Change<std::string>::cleared();
  edited = w.edit(w.ines, id, clear);
  CHECK(edited->bot.interactions_url.empty());
  CHECK(edited->bot.analytics);

  BotEdit name;
  name.name = std::string("Machine");
  CHECK(w.edit(w.ines, id, name)->user.tag_name == "Machine");
  CHECK(w.world.take_event<core::UserUpdated>(core::stream_of(id)).user.username == "machine");
  name.name = std::string("#");
  CHECK_FAILS(w.edit(w.ines, id, name), invalid, "tag_name");
}

TEST_CASE("bots: a new token ends what came with the old one") {
  Workshop w;
  const core::UserId id = w.make(w.ines, "robot")->bot.id;
  BotEdit token;
  token.new_token = true;
  CHECK(w.edit(w.ines, id, token)->bot.token_version == 1);
  CHECK(w.world.take_event<core::LoginSessionsDeleted>(core::stream_of(id)).except == core::LoginSessionId());
  CHECK(w.edit(w.ines, id, token)->bot.token_version == 2);
}

TEST_CASE("bots: deleted like a person") {
  Workshop w;
  const core::UserId id = w.make(w.ines, "robot")->bot.id;
  auto end = [&](Actor who) { return w.world.write([&](auto& tx, auto at) { return delete_bot(tx, at, who, id); }); };
  CHECK_FAILS(end(w.otto), not_found, "bot");
  REQUIRE(end(w.ines));
  w.world.take_event<core::UserDeleted>(core::stream_of(id));
  CHECK_FAILS(w.find(w.ines, id), not_found, "bot");
  CHECK_FAILS(end(w.ines), not_found, "bot");
  CHECK(w.make(w.ines, "robot")->user.username == "robot");
}
