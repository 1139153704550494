// What all routes have in common: paths, CORS, authentication, limits and their headers (bonfire-rest 1).
#include "proto/bonfire/routes/delta_world.h"

#include <doctest/doctest.h>

#include <set>

#include "proto/bonfire/documents_delta.h"

namespace {

using namespace bonfire::testing;
using http::Method;

TEST_CASE("1.1: slashes at the end, an empty query and an old version in front change nothing") {
  DeltaWorld world;
  const Person ines = world.person("ines");
  for (const char* target : {"/users/@me", "/users/@me/", "/users/@me?", "/0.8/users/@me", "/0.8/users/@me/?"}) {
    CAPTURE(target);
    CHECK(world.get(target, ines.token).at("username") == "ines");
  }
  CHECK(world.get("/").at("revolt") == "0.15.1");
  CHECK(world.get("/0.8").at("ws") == "ws://lighthouse.example/bonfire");
}

TEST_CASE("1.2: who is let in") {
  DeltaWorld world;
  const Person ines = world.person("ines");
  const Person nameless = world.newcomer("odo");
  check_refusal(world.get("/users/@me"), 401, "InvalidSession");
  check_refusal(world.get("/users/@me", std::string(64, 'x')), 401, "InvalidSession");
  check_refusal(world.get("/users/@me", nameless.token), 401, "InvalidSession");
  CHECK(world.get("/auth/session/all", nameless.token).status == 200);

  const Answer bot = world.post("/bots/create", quoted("name", "lamp"), ines.token);
  REQUIRE(bot.status == 200);
  const HeaderList as_bot = {{"X-Bot-Token", bot.at("token")}};
  CHECK(world.send(Method::get, "/users/@me", {}, as_bot).at("bot.owner") == ines.id);
  check_refusal(world.send(Method::get, "/auth/account", {}, as_bot), 401, "InvalidSession");
  check_refusal(world.send(Method::post, "/bots/create", quoted("name", "wick"), as_bot), 400, "IsBot");
  const HeaderList both = {{"X-Bot-Token", "wrong"}, {"X-Session-Token", ines.token}};
  check_refusal(world.send(Method::get, "/users/@me", {}, both), 401, "InvalidSession");
}

TEST_CASE("1.2, 1.5: unknown routes, bodies that are no JSON or of the wrong shape") {
  DeltaWorld world;
  check_refusal(world.get("/nowhere"), 404, "NotFound");
  check_refusal(world.put("/auth/session/login", "{}"), 404, "NotFound");
  check_refusal(world.post("/auth/session/login", "hello"), 400, "FailedValidation");
  check_refusal(world.post("/auth/account/create", R"({"email":7,"password":"x"})"), 422, "FailedValidation");
  check_refusal(world.post("/auth/session/login", std::string((1u << 20) + 1, ' ')), 413, "PayloadTooLarge");
}

TEST_CASE("1.7: buckets are counted apart, told, and refused in a form of their own") {
  DeltaWorld world;
  const Person ines = world.person("ines");
  world.clock.advance_ms(10'000);
  world.config.rate_limits_enabled = true;
  const Answer first = world.get("/users/@me", ines.token);
  CHECK(first.headers.get("X-RateLimit-Limit") == "20");
  CHECK(first.headers.get("X-RateLimit-Remaining") == "19");
  CHECK(first.headers.get("X-RateLimit-Reset-After") == "10000");
  CHECK(world.patch("/users/@me", "{}", ines.token).headers.get("X-RateLimit-Limit") == "2");
  CHECK(world.patch("/users/@me", "{}", ines.token).status == 200);
  world.clock.advance_ms(4'000);
  const Answer refused = world.patch("/users/@me", "{}", ines.token);
  CHECK(refused.status == 429);
  CHECK(refused.body == R"({"retry_after":6000})");
  CHECK(refused.headers.get("X-RateLimit-Remaining") == "0");
  CHECK(refused.headers.get("Access-Control-Allow-Origin") == "https://client.example");
  world.clock.advance_ms(6'000);
  CHECK(world.patch("/users/@me", "{}", ines.token).status == 200);
  CHECK(world.get("/ratelimit").at("limit") == "20");
  CHECK(world.get("/nowhere").headers.get("X-RateLimit-Remaining") == "18");
  CHECK(world.get("/nowhere", ines.token).headers.get("X-RateLimit-Limit") == "20");
}

TEST_CASE("1.2: no cache keeps what was told to somebody") {
  DeltaWorld world;
  const Person ines = world.person("ines");
  CHECK(world.get("/users/@me", ines.token).headers.get("Cache-Control") == "no-store");
  CHECK(world.get("/users/@me").headers.get("Cache-Control") == "no-store");
  const std::string avatar = "/users/" + ines.id + "/default_avatar";
  CHECK(world.get(avatar).headers.get("Cache-Control") == "public, max-age=31536000, immutable");
}

TEST_CASE("1.7: a network of IPv6 addresses is one address") {
  DeltaWorld world;
  world.config.rate_limits_enabled = true;
  const auto remaining = [&](const char* address) {
    world.address = address;
    return std::string(world.get("/users/@me").headers.get("X-RateLimit-Remaining"));
  };
  CHECK(remaining("2001:db8:0:1::1") == "19");
  CHECK(remaining("2001:db8:0:1:ffff::2") == "18");
  CHECK(remaining("2001:db8:0:2::1") == "19");
  CHECK(remaining("::ffff:198.51.100.1") == "19");
  CHECK(remaining("::ffff:198.51.100.2") == "19");
}

TEST_CASE("1.8: preflights name what was asked for") {
  DeltaWorld world;
  const Answer answer =
      world.send(Method::options, "/no/such/path", {}, {{"Access-Control-Request-Headers", "x-session-token,content-type"}});
  CHECK(answer.status == 204);
  CHECK(answer.headers.get("Access-Control-Allow-Headers") == "x-session-token,content-type");
  CHECK(answer.headers.get("Access-Control-Allow-Methods").find("PATCH") != std::string_view::npos);
  CHECK(answer.headers.get("Access-Control-Allow-Origin") == "https://client.example");
  CHECK(answer.headers.get("Vary") == "Origin");
  CHECK_FALSE(answer.headers.has("X-RateLimit-Limit"));
}

TEST_CASE("1.6: null instead of nothing, where the operator wants it") {
  DeltaWorld world;
  const Person ines = world.person("ines");
  world.config.null_for_empty = true;
  const Answer answer = world.post("/policy/acknowledge", "{}", ines.token);
  CHECK(answer.status == 200);
  CHECK(answer.body == "null");
}

TEST_CASE("2: the table of operations has every route, and every operation is there") {
  DeltaWorld world;
  std::set<std::string> documented;
  for (const bonfire::DeltaOperation& operation : bonfire::delta_operations()) {
    std::string line(operation.method);
    for (char& c : line) c = static_cast<char>(c - 'a' + 'A');
    std::string path(operation.path);
    for (std::size_t at = path.find('{'); at != std::string::npos; at = path.find('{', at + 1)) {
      path.replace(at, path.find('}', at) - at + 1, "{}");
    }
    documented.insert(line + " " + path);
  }
  std::set<std::string> served;
  for (std::string route : world.routes()) {
    if (route.find(" /0.8") != std::string::npos) continue;
    for (std::size_t at = route.find('{'); at != std::string::npos; at = route.find('{', at + 1)) {
      route.replace(at, route.find('}', at) - at + 1, "{}");
    }
    CAPTURE(route);
    CHECK(documented.contains(route));
    served.insert(route);
  }
  for (const std::string& operation : documented) {
    CAPTURE(operation);
    std::string general = operation;  // the route of anybody is also one's own
    if (const std::size_t me = general.find("@me"); me != std::string::npos) general.replace(me, 3, "{}");
    CHECK((served.contains(operation) || served.contains(general)));
  }
}

}  // namespace
