// What the gateway asks the store for (bonfire 2.2, 2.3, 4.9).
#include "proto/bonfire/lookups.h"

#include <doctest/doctest.h>

#include "base/executor.h"
#include "service/bots.h"
#include "service/policies.h"
#include "service/settings.h"
#include "tests/support/service_world.h"

namespace {

struct Lookups : testing_support::ServiceWorld {
  base::ManualExecutor loop;
  service::Runner runner{store, loop};
  service::InstanceKey key{1, 2, 3};
  service::Authenticator authenticator{runner, clock, key};
  bonfire::Config config;
  service::Actor ada = person("ada");

  template <typename T>
  T wait(base::Task<T> task) {
    std::optional<T> value;
    base::start(
        std::move(task), [&](T result) { value.emplace(std::move(result)); }, [](const std::exception_ptr&) {});
    loop.run_all();
    REQUIRE(value.has_value());
    return *std::move(value);
  }
  bonfire::Personal personal(const bonfire::PersonalWishes& wishes) {
    bonfire::LoadPersonal load = bonfire::load_personal_with(runner, config);
    auto loaded = wait(load(wishes));
    REQUIRE(loaded.has_value());
    return *std::move(loaded);
  }
};

TEST_CASE("2.3 a token is a session's, else a bot's, else nobody's") {
  Lookups world;
  bonfire::Authenticate authenticate = bonfire::authenticate_with(world.authenticator);
  const std::string token = service::make_token(48);
  service::NewLogin login;
  login.user = world.ada.user;
  login.token_hash = service::hash_token(token);
  REQUIRE(world.write([&](auto& tx, auto at) { return service::create_login(tx, at, login); }).has_value());
  const auto person = world.wait(authenticate(token));
  REQUIRE(person.has_value());
  CHECK(person->user == world.ada.user);
  CHECK_FALSE(person->bot);

  const auto made = world.write([&](auto& tx, auto) { return service::create_bot(tx, world.ada, "robo", 5); });
  REQUIRE(made.has_value());
  const std::string bot_token =
      service::derive_token(world.key, service::TokenKind::bot, made->bot.id.value, made->bot.token_version);
  const auto bot = world.wait(authenticate(bot_token));
  REQUIRE(bot.has_value());
  CHECK(bot->user == made->bot.id);
  CHECK(bot->bot);

  for (const std::string& bad : {std::string(), std::string(64, 'A'), token + "x", bot_token.substr(1)}) {
    const auto nobody = world.wait(authenticate(bad));
    REQUIRE_FALSE(nobody.has_value());
    CHECK(nobody.error().kind == base::ErrorKind::unauthenticated);
  }
}

TEST_CASE("2.2 settings, what is unread and changes of the policy, of one moment") {
  Lookups world;
  const service::Actor bob = world.person("bob");
  const auto place = world.community(world.ada);
  world.join(bob, place.id);
  const auto set = [&](const std::string& key, const std::string& value) {
    const std::vector<std::pair<std::string, std::string>> values = {{key, value}};
    REQUIRE(world.write([&](auto& tx, auto at) { return service::set_settings(tx, at, bob, values, 77); }).has_value());
  };
  set("theme", "dark");
  set("order", "[]");
  world.config.policy_changes = {"2026-01-02 2026-02-03 https://lighthouse.example/rules New rules"};

  bonfire::Personal personal = world.personal({bob.user, {"theme", "absent"}, true});
  REQUIRE(personal.settings.size() == 1);
  CHECK(personal.settings.at("theme").first == 77);
  CHECK(personal.settings.at("theme").second == "dark");
  REQUIRE(personal.policy_changes.size() == 1);
  CHECK(personal.policy_changes[0].created_time.ms == 1767312000000);
  CHECK(personal.policy_changes[0].effective_time.ms == 1770076800000);
  CHECK(personal.policy_changes[0].url == "https://lighthouse.example/rules");
  CHECK(personal.policy_changes[0].description == "New rules");
  const std::uint64_t number = personal.number;
  CHECK(number == *world.read([&](store::Reader& reader, auto) {
    return base::Result<std::uint64_t>(reader.stream_number(core::stream_of(bob.user)));
  }));

  // Nothing is asked for: nothing is there, and the number goes on with the person's stream.
  set("theme", "light");
  personal = world.personal({bob.user, {}, false});
  CHECK(personal.settings.empty());
  CHECK(personal.unreads.empty());
  CHECK(personal.number == number + 1);

  world.clock.step_unix_ms(1767312000001);
  REQUIRE(world.write([&](auto& tx, auto at) { return service::acknowledge_policies(tx, at, bob); }).has_value());
  CHECK(world.personal({bob.user, {}, false}).policy_changes.empty());
  CHECK(world.personal({world.ada.user, {}, false}).policy_changes.size() == 1);
}

TEST_CASE("4.9 slowmodes that are running in the channels asked for") {
  Lookups world;
  const service::Actor bob = world.person("bob");
  const auto place = world.community(world.ada);
  world.join(bob, place.id);
  world.arrange([&](store::Transaction& tx) {
    core::Channel channel = *tx.channel(place.general);
    channel.slowmode_s = 30;
    tx.put_channel(channel);
  });
  bonfire::LoadSlowmodes load = bonfire::load_slowmodes_with(world.runner, world.clock);
  CHECK(world.wait(load(bob.user, {place.general})).empty());
  service::NewMessage message;
  message.channel = place.general;
  message.content = "hello";
  REQUIRE(world.write([&](auto& tx, auto at) { return service::create_message(tx, at, bob, message); }).has_value());
  world.clock.advance_ms(10'000);
  const auto running = world.wait(load(bob.user, {place.general}));
  REQUIRE(running.size() == 1);
  CHECK(running[0].channel_id == place.general);
  CHECK(running[0].duration == 30);
  CHECK(running[0].retry_after == 20);
  CHECK(world.wait(load(bob.user, {core::ChannelId(place.general.value + 1)})).empty());
  world.clock.advance_ms(20'000);
  CHECK(world.wait(load(bob.user, {place.general})).empty());
}

}  // namespace
