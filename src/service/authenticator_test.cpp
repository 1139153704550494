// Tokens: to whom they belong, for how long that is believed, and what ends it.
#include "service/authenticator.h"

#include <doctest/doctest.h>

#include <set>

#include "service/bots.h"
#include "service/naming.h"
#include "tests/support/await.h"
#include "tests/support/service_world.h"

using namespace service;
using namespace testing_support;

namespace {

struct Gate {
  ServiceWorld world;
  Awaiter threads{world.store};
  InstanceKey key{1, 2, 3};
  Authenticator authenticator{threads.runner, world.clock, key};
  Actor ines = world.person("ines");
  std::string token = make_token();
  core::LoginSession login;

  Gate() { login = log_in(token); }
  core::LoginSession log_in(const std::string& with) {
    const NewLogin input{ines.user, hash_token(with), "linux", "test", "127.0.0.1"};
    return *world.write([&](auto& tx, auto at) { return create_login(tx, at, input); });
  }
  base::Result<Actor> authenticate(const std::string& with) { return threads.await(authenticator.authenticate(with)); }
  bool good(const std::string& with) { return authenticate(with).has_value(); }
  base::Result<Actor> authenticate_bot(const std::string& with) {
    return threads.await(authenticator.authenticate_bot(with));
  }
  core::UserId make_bot() {
    return world.write([&](auto& tx, auto) { return create_bot(tx, ines, "robot", 5); })->bot.id;
  }
  std::string bot_token(core::UserId id, std::uint32_t version) const {
    return derive_token(key, TokenKind::bot, id.value, version);
  }
  /// Behind everybody's back: no event tells of it.
  void lose(core::LoginSessionId id) {
    world.arrange([&](store::Transaction& tx) { tx.delete_login_session(id); });
  }
};

}  // namespace

TEST_CASE("tokens: long, random, and stored as a hash") {
  std::set<std::string> seen;
  for (int i = 0; i < 100; ++i) {
    const std::string token = make_token();
    CHECK(token.size() == 43);
    CHECK(token.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") == std::string::npos);
    CHECK(seen.insert(token).second);
    CHECK(hash_token(token) == hash_token(token));
  }
  CHECK(hash_token("a") != hash_token("b"));
  CHECK(make_token(48).size() == 64);
  CHECK(make_token(24).size() == 32);
  for (int i = 0; i < 1000; ++i) {
    const std::int32_t code = make_code();
    CHECK(code >= 100'000);
    CHECK(code <= 999'998);
  }
}

TEST_CASE("authenticating: a person by their token, a stranger not") {
  Gate g;
  const auto actor = g.authenticate(g.token);
  REQUIRE(actor);
  CHECK(actor->user == g.ines.user);
  CHECK(actor->login == g.login.id);
  CHECK_FAILS(g.authenticate(make_token()), unauthenticated, "token");
  for (const std::string& bad :
       {std::string(), std::string("x"), g.token + "x", g.token.substr(1), "Bearer " + g.token, std::string(43, '\0')}) {
    CHECK_FAILS(g.authenticate(bad), unauthenticated, "token");
  }
}

TEST_CASE("authenticating: believed for a while without asking the store") {
  Gate g;
  CHECK(g.good(g.token));
  g.lose(g.login.id);
  CHECK(g.good(g.token));
  g.world.clock.advance_ms(5 * 60'000 - 1);
  CHECK(g.good(g.token));
  g.world.clock.advance_ms(1);
  CHECK_FALSE(g.good(g.token));
}

TEST_CASE("authenticating: a log-in that ended is forgotten at its event, others are not") {
  Gate g;
  const std::string other_token = make_token();
  const core::LoginSession other = g.log_in(other_token);
  CHECK(g.good(g.token));
  CHECK(g.good(other_token));
  g.lose(g.login.id);
  g.lose(other.id);
  core::Event ended;
  ended.stream = core::stream_of(g.ines.user);
  ended.body = core::LoginSessionDeleted{g.login.id};
  const core::EventRef events[] = {std::make_shared<core::Event>(ended)};
  g.authenticator.on_events(events);
  CHECK_FALSE(g.good(g.token));
  CHECK(g.good(other_token));  // still believed: its event did not come
}

TEST_CASE("authenticating: nobody comes in with the token of a deleted account") {
  Gate g;
  CHECK(g.good(g.token));
  g.world.take_events();
  g.world.remove_account(g.ines.user);
  g.authenticator.on_events(g.world.take_events());
  CHECK_FALSE(g.good(g.token));
}

TEST_CASE("authenticating: an answer that was under way when the log-in ended is not kept") {
  Gate g;
  std::optional<base::Result<Actor>> answer;
  base::start(
      g.authenticator.authenticate(g.token), [&](base::Result<Actor> a) { answer = std::move(a); },
      [](std::exception_ptr) {});
  // The store has answered; the loop has not heard of it yet when the event comes.
  g.world.take_events();
  REQUIRE(g.world.write([&](auto& tx, auto at) { return delete_login(tx, at, g.ines, g.login.id); }));
  g.authenticator.on_events(g.world.take_events());
  g.threads.run();
  REQUIRE(answer.has_value());
  CHECK_FALSE(g.good(g.token));
}

TEST_CASE("authenticating: long tokens are log-ins too") {
  Gate g;
  const std::string token = make_token(48);
  const core::LoginSession login = g.log_in(token);
  CHECK(g.authenticate(token)->login == login.id);
  CHECK_FAILS(g.authenticate(make_token(48)), unauthenticated, "token");
  CHECK_FAILS(g.authenticate_bot(token), unauthenticated, "token");
}

TEST_CASE("authenticating: when all log-ins but one end, that one is still believed") {
  Gate g;
  const std::string kept_token = make_token();
  const core::LoginSession kept = g.log_in(kept_token);
  CHECK(g.good(g.token));
  CHECK(g.good(kept_token));
  g.world.take_events();
  REQUIRE(g.world.write([&](auto& tx, auto at) { return delete_logins(tx, at, g.ines.user, kept.id); }));
  g.lose(kept.id);
  g.authenticator.on_events(g.world.take_events());
  CHECK_FALSE(g.good(g.token));
  CHECK(g.good(kept_token));
}

TEST_CASE("authenticating: who has no name yet is told apart, until there is one") {
  Gate g;
  Registration r;
  r.email = "new@example.org";
  const core::UserId user = g.world.write([&](auto& tx, auto at) { return register_user(tx, at, r); })->user.id;
  const std::string token = make_token();
  NewLogin login;
  login.user = user;
  login.token_hash = hash_token(token);
  REQUIRE(g.world.write([&](auto& tx, auto at) { return create_login(tx, at, login); }));
  CHECK_FALSE(g.authenticate(token)->named);
  CHECK(g.authenticate(g.token)->named);
  REQUIRE(g.world.write([&](auto& tx, auto at) { return choose_name(tx, at, user, "Named"); }));
  CHECK(g.authenticate(token)->named);
}

TEST_CASE("authenticating: a bot by its token, and by nothing else") {
  Gate g;
  const core::UserId bot = g.make_bot();
  const std::string token = g.bot_token(bot, 0);
  for (int i = 0; i < 2; ++i) {  // from the store, then from the cache
    const auto actor = g.authenticate_bot(token);
    REQUIRE(actor);
    CHECK(actor->user == bot);
    CHECK(actor->login.value == bot.value);
    CHECK(actor->bot);
    CHECK_FAILS(g.authenticate(token), unauthenticated, "token");
  }
  CHECK_FAILS(g.authenticate_bot(g.bot_token(g.ines.user, 0)), unauthenticated, "token");  // a person
  CHECK_FAILS(g.authenticate_bot(g.bot_token(bot, 1)), unauthenticated, "token");
  CHECK_FAILS(g.authenticate_bot(derive_token(InstanceKey{9}, TokenKind::bot, bot.value, 0)), unauthenticated, "token");
  CHECK_FAILS(g.authenticate_bot(derive_token(g.key, TokenKind::webhook, bot.value, 0)), unauthenticated, "token");
  for (const std::string& bad : {std::string(), std::string("x"), std::string(64, 'A'), token + "A"}) {
    CHECK_FAILS(g.authenticate_bot(bad), unauthenticated, "token");
  }
  Authenticator keyless{g.threads.runner, g.world.clock};
  CHECK_FAILS(g.threads.await(keyless.authenticate_bot(token)), unauthenticated, "token");
}

TEST_CASE("authenticating: a bot's replaced token, and a deleted bot") {
  Gate g;
  const core::UserId bot = g.make_bot();
  CHECK(g.authenticate_bot(g.bot_token(bot, 0)));
  BotEdit reset;
  reset.new_token = true;
  g.world.take_events();
  REQUIRE(g.world.write([&](auto& tx, auto at) { return edit_bot(tx, at, g.ines, bot, reset); }));
  g.authenticator.on_events(g.world.take_events());
  CHECK_FALSE(g.authenticate_bot(g.bot_token(bot, 0)));
  CHECK(g.authenticate_bot(g.bot_token(bot, 1)));
  REQUIRE(g.world.write([&](auto& tx, auto at) { return delete_bot(tx, at, g.ines, bot); }));
  g.authenticator.on_events(g.world.take_events());
  CHECK_FALSE(g.authenticate_bot(g.bot_token(bot, 1)));
}
