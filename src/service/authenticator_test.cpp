// Tokens: to whom they belong, for how long that is believed, and what ends it.
#include "service/authenticator.h"

#include <doctest/doctest.h>

#include <set>

#include "tests/support/await.h"
#include "tests/support/service_world.h"

using namespace service;
using namespace testing_support;

namespace {

struct Gate {
  ServiceWorld world;
  Awaiter threads{world.store};
  Authenticator authenticator{threads.runner, world.clock};
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
  for (const std::string& bad : {std::string(), std::string("x"), g.token + "x", g.token.substr(1), "Bearer " + g.token, std::string(43, '\0')}) {
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
  base::start(g.authenticator.authenticate(g.token), [&](base::Result<Actor> a) { answer = std::move(a); }, [](std::exception_ptr) {});
  // The store has answered; the loop has not heard of it yet when the event comes.
  g.world.take_events();
  REQUIRE(g.world.write([&](auto& tx, auto at) { return delete_login(tx, at, g.ines, g.login.id); }));
  g.authenticator.on_events(g.world.take_events());
  g.threads.run();
  REQUIRE(answer.has_value());
  CHECK_FALSE(g.good(g.token));
}
