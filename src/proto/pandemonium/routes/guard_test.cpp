// What all routes have in common: paths, methods, CORS, authentication, limits and their headers (pandemonium 5.1, 5.2, 6).
#include "proto/pandemonium/routes/oprish_world.h"

#include <doctest/doctest.h>

namespace {

using namespace pandemonium::testing;
using http::Method;

bool has_limit_headers(const Answer& answer) {
  for (const char* name : {"X-RateLimit-Reset", "X-RateLimit-Max", "X-RateLimit-Last-Reset", "X-RateLimit-Request-Count"}) {
    if (!answer.headers.has(name)) return false;
  }
  return true;
}

TEST_CASE("5.1: empty path segments are ignored") {
  OprishWorld world;
  const Person ines = world.person("ines");
  for (const char* target : {"/users/@me", "//users/@me", "/users//@me/", "//users/@me//"}) {
    CAPTURE(target);
    CHECK(world.get(target, ines.token).at("username") == "ines");
  }
  CHECK(world.get("//").at("instance_name") == "Tetragate");
}

TEST_CASE("5.1: OPTIONS on any path is 204 with CORS, and every answer has CORS") {
  OprishWorld world;
  for (const char* target : {"/users/@me", "/no/such/path", "/channels/1/messages"}) {
    CAPTURE(target);
    const Answer answer = world.send(Method::options, target);
    CHECK(answer.status == 204);
    CHECK_FALSE(has_limit_headers(answer));
    CHECK(answer.headers.get("Access-Control-Allow-Origin") == "*");
    CHECK(answer.headers.get("Access-Control-Allow-Methods") == "POST, GET, OPTIONS, PATCH, DELETE");
    CHECK(answer.headers.get("Access-Control-Allow-Headers") == "Authorization, Content-Type");
    CHECK(answer.headers.get("Access-Control-Allow-Credentials") == "true");
    CHECK(answer.headers.has("Access-Control-Expose-Headers"));
  }
  CHECK(world.get("/").headers.get("Access-Control-Allow-Origin") == "*");
}

TEST_CASE("6.2: unknown paths and methods are 404, too large a body 413") {
  OprishWorld world;
  check_refusal(world.get("/nowhere"), 404);
  check_refusal(world.send(Method::put, "/users"), 404);
  check_refusal(world.post("/users", std::string((1u << 20) + 1, ' ')), 413, "body");
  check_refusal(world.post("/users", std::string(1u << 20, ' ')), 400, "body");
}

TEST_CASE("6.2: bodies that are no JSON or of the wrong shape") {
  OprishWorld world;
  const Person ines = world.person("ines");
  check_refusals(
      world,
      {
          {"no JSON", Method::post, "/users", "hello", "", 400, "body"},
          {"nothing", Method::post, "/users", "", "", 400, "body"},
          {"cut off", Method::post, "/sessions", R"({"identifier":)", "", 400, "body"},
          {"no object", Method::post, "/users", "[]", "", 422, "body"},
          {"a field missing", Method::post, "/users", R"({"username":"a","email":"b"})", "", 422, "password"},
          {"a wrong type", Method::patch, "/users/profile", R"({"bio":7})", ines.token, 422, "bio"},
          {"an unknown enum value", Method::post, "/spheres", R"({"slug":"a","type":"chat"})", ines.token, 422, "type"},
          {"out of range", Method::patch, "/spheres/1/categories/2", R"({"position":-1})", ines.token, 422, "position"},
          {"an id as text", Method::patch, "/users/profile", R"({"avatar":"1"})", ines.token, 422, "avatar"},
      });
  CHECK(world.patch("/users/profile", R"({"bio":"x","nonsense":[1,2]})", ines.token).status == 200);
}

TEST_CASE("5.2: routes that need a token refuse without a good one, and without limit headers") {
  OprishWorld world;
  const Person ines = world.person("ines");
  const std::vector<std::pair<Method, std::string>> routes = {
      {Method::get, "/users/@me"},
      {Method::patch, "/users"},
      {Method::patch, "/users/profile"},
      {Method::del, "/users"},
      {Method::post, "/users/verify"},
      {Method::post, "/users/resend-verification"},
      {Method::get, "/sessions"},
      {Method::del, "/sessions/1"},
      {Method::post, "/spheres"},
      {Method::get, "/spheres"},
      {Method::patch, "/spheres/a"},
      {Method::get, "/spheres/a/join"},
      {Method::patch, "/spheres/a/members/b"},
      {Method::del, "/spheres/a/members/b"},
      {Method::post, "/spheres/1/categories"},
      {Method::patch, "/spheres/1/categories/1"},
      {Method::del, "/spheres/1/categories/1"},
      {Method::post, "/spheres/1/channels"},
      {Method::patch, "/spheres/1/channels/1"},
      {Method::del, "/spheres/1/channels/1"},
      {Method::get, "/channels/1/messages"},
      {Method::post, "/channels/1/messages"},
      {Method::get, "/channels/1/messages/1"},
      {Method::patch, "/channels/1/messages/1"},
      {Method::del, "/channels/1/messages/1"},
      {Method::post, "/channels/1/messages/1/reactions"},
      {Method::del, "/channels/1/messages/1/reactions"},
      {Method::del, "/channels/1/messages/1/reactions/clear"},
      {Method::post, "/spheres/a/emojis"},
      {Method::patch, "/emojis/1"},
      {Method::del, "/emojis/1"},
  };
  for (const auto& [method, target] : routes) {
    CAPTURE(target);
    for (const std::string& token : {std::string(), std::string("nonsense"), "Bearer " + ines.token}) {
      const Answer answer = world.send(method, target, "nonsense", token);
      check_refusal(answer, 401);
      if (target != "/users/@me") CHECK_FALSE(has_limit_headers(answer));
    }
  }
}

TEST_CASE("5.2: a bad token where none is needed makes a guest") {
  OprishWorld world;
  const Person ines = world.person("ines");
  CHECK(world.get("/users/ines", "nonsense").at("email") == "absent");
  CHECK(world.get("/users/ines", ines.token).at("email") == "ines@lighthouse.example");
  check_refusal(world.get("/users/@me", "nonsense"), 401);
}

TEST_CASE("5.2: a token ends with its session and with the account") {
  OprishWorld world;
  const Person ines = world.person("ines");
  const std::string second = world.log_in("ines");
  const std::string id = world.get("/sessions", second).at("1.id");
  CHECK(world.del("/sessions/" + id, ines.token, quoted("password", world.kPassword)).status == 204);
  check_refusal(world.get("/sessions", second), 401);
  CHECK(world.get("/sessions", ines.token).status == 200);
  CHECK(world.del("/users", ines.token, quoted("password", world.kPassword)).status == 204);
  check_refusal(world.get("/sessions", ines.token), 401);
}

TEST_CASE("5.2: changing the password ends no session") {
  OprishWorld world;
  const Person ines = world.person("ines");
  const std::string body = R"({"password":"a-long-password","new_password":"another-password"})";
  CHECK(world.patch("/users", body, ines.token).status == 200);
  CHECK(world.get("/sessions", ines.token).status == 200);
}

TEST_CASE("6.3: headers of a window, its end, and that a refused request does not count") {
  OprishWorld world;
  world.config.rate_limits_enabled = true;
  const std::string opened = std::to_string(world.clock.unix_ms());
  for (int i = 1; i <= 10; ++i) {
    const Answer answer = world.get("/");
    CHECK(answer.status == 200);
    CHECK(answer.headers.get("X-RateLimit-Reset") == "5000");
    CHECK(answer.headers.get("X-RateLimit-Max") == "10");
    CHECK(answer.headers.get("X-RateLimit-Last-Reset") == opened);
    CHECK(answer.headers.get("X-RateLimit-Request-Count") == std::to_string(i));
    world.clock.advance_ms(100);
  }
  for (int i = 0; i < 3; ++i) {
    const Answer answer = world.get("/");
    check_refusal(answer, 429);
    CHECK(answer.at("retry_after") == "4000");
    CHECK(answer.headers.get("X-RateLimit-Request-Count") == "10");
    CHECK(answer.headers.get("X-RateLimit-Last-Reset") == opened);
    CHECK_FALSE(answer.headers.has("Retry-After"));
  }
  world.clock.advance_ms(3999);
  CHECK(world.get("/").status == 429);
  world.clock.advance_ms(1);
  const Answer answer = world.get("/");
  CHECK(answer.status == 200);
  CHECK(answer.headers.get("X-RateLimit-Request-Count") == "1");
  CHECK(answer.headers.get("X-RateLimit-Last-Reset") == std::to_string(world.clock.unix_ms()));
}

TEST_CASE("6.3: limits that are off send the headers and refuse nothing") {
  OprishWorld world;
  for (int i = 0; i < 12; ++i) {
    const Answer answer = world.get("/");
    CHECK(answer.status == 200);
    CHECK(has_limit_headers(answer));
  }
}

TEST_CASE("6.3: errors of a limited route carry the headers") {
  OprishWorld world;
  const Person ines = world.person("ines");
  CHECK(has_limit_headers(world.post("/users", "no JSON")));
  CHECK(has_limit_headers(world.get("/users/nobody")));
  CHECK(has_limit_headers(world.get("/users/@me")));  // an optional token that is needed after all
  CHECK(has_limit_headers(world.get("/channels/x/messages", ines.token)));
  CHECK(has_limit_headers(world.del("/users", ines.token, quoted("password", "wrong"))));
  CHECK(has_limit_headers(world.del("/spheres/1/categories/2", ines.token)));
}

TEST_CASE("6.1: a store that cannot answer is 500, with the headers") {
  OprishWorld world;
  const Person ines = world.person("ines");
  CHECK(world.get("/sessions", ines.token).status == 200);  // now the token is known
  world.store.close();
  const Answer answer = world.get("/sessions", ines.token);
  check_refusal(answer, 500);
  CHECK(has_limit_headers(answer));
  check_refusal(world.get("/sessions", std::string(43, 'x')), 500);
}

TEST_CASE("6.1: a route that throws is 500, with the headers") {
  OprishWorld world({1, 1});  // no password can be hashed in a byte of memory
  const Answer answer = world.post("/users", R"({"username":"ines","email":"a@b.example","password":"12345678"})");
  check_refusal(answer, 500);
  CHECK(answer.at("info") == "internal error");
  CHECK(has_limit_headers(answer));
}

TEST_CASE("6.3: the limit comes before path and body, and after authentication") {
  OprishWorld world;
  const Person ines = world.person("ines");
  world.config.rate_limits_enabled = true;
  for (int i = 0; i < 10; ++i) CHECK(world.get("/channels/x/messages", ines.token).status == 422);
  CHECK(world.get("/channels/x/messages", ines.token).status == 429);
  CHECK(world.get("/channels/x/messages", "nonsense").status == 401);
}

TEST_CASE("6.4: every route counts in its own bucket, under the right identity") {
  struct Case {
    Method method;
    const char* target;
    const char* limit;
    const char* reset;
    bool by_user;  // else by address
    bool token;
  };
  const std::vector<Case> cases = {
      {Method::get, "/", "10", "5000", false, false},
      {Method::post, "/users", "3", "60000", false, false},
      {Method::get, "/users/x", "10", "5000", true, true},
      {Method::get, "/users/x", "10", "20000", false, false},
      {Method::patch, "/users", "5", "60000", true, true},
      {Method::patch, "/users/profile", "5", "60000", true, true},
      {Method::del, "/users", "1", "30000", false, true},
      {Method::post, "/users/verify", "5", "30000", true, true},
      {Method::post, "/users/resend-verification", "3", "60000", true, true},
      {Method::post, "/users/reset-password", "3", "60000", false, false},
      {Method::patch, "/users/reset-password", "3", "60000", false, false},
      {Method::post, "/sessions", "3", "60000", false, false},
      {Method::get, "/sessions", "10", "5000", true, true},
      {Method::del, "/sessions/x", "10", "5000", true, true},
      {Method::post, "/spheres", "3", "20000", true, true},
      {Method::get, "/spheres", "10", "5000", true, true},
      {Method::get, "/spheres/x", "10", "5000", true, true},
      {Method::get, "/spheres/x", "10", "20000", false, false},
      {Method::patch, "/spheres/x", "5", "10000", true, true},
      {Method::get, "/spheres/x/join", "20", "5000", true, true},
      {Method::get, "/spheres/x/members/y", "10", "5000", true, true},
      {Method::get, "/spheres/x/members/y", "10", "20000", false, false},
      {Method::patch, "/spheres/x/members/y", "10", "5000", true, true},
      {Method::del, "/spheres/x/members/y", "10", "5000", true, true},
      {Method::post, "/spheres/x/categories", "5", "10000", true, true},
      {Method::patch, "/spheres/x/categories/y", "5", "10000", true, true},
      {Method::del, "/spheres/x/categories/y", "5", "10000", true, true},
      {Method::post, "/spheres/x/channels", "5", "10000", true, true},
      {Method::patch, "/spheres/x/channels/y", "5", "10000", true, true},
      {Method::del, "/spheres/x/channels/y", "5", "10000", true, true},
      {Method::get, "/channels/x", "20", "5000", true, true},
      {Method::get, "/channels/x", "10", "20000", false, false},
      {Method::get, "/channels/x/messages", "10", "5000", true, true},
      {Method::post, "/channels/x/messages", "10", "5000", true, true},
      {Method::get, "/channels/x/messages/y", "10", "5000", true, true},
      {Method::patch, "/channels/x/messages/y", "10", "5000", true, true},
      {Method::del, "/channels/x/messages/y", "10", "5000", true, true},
      {Method::post, "/channels/x/messages/y/reactions", "10", "5000", true, true},
      {Method::del, "/channels/x/messages/y/reactions", "10", "5000", true, true},
      {Method::del, "/channels/x/messages/y/reactions/clear", "10", "5000", true, true},
      {Method::post, "/spheres/x/emojis", "10", "5000", true, true},
      {Method::get, "/emojis/x", "10", "5000", true, true},
      {Method::get, "/emojis/x", "10", "20000", false, false},
      {Method::patch, "/emojis/x", "10", "5000", true, true},
      {Method::del, "/emojis/x", "10", "5000", true, true},
  };
  OprishWorld world;
  const Person ines = world.person("ines"), otto = world.person("otto");
  world.clock.advance_ms(100'000);
  for (const Case& c : cases) {
    CAPTURE(c.target);
    CAPTURE(http::to_string(c.method));
    CAPTURE(c.token);
    world.address = "203.0.113.1";
    const Answer first = world.send(c.method, c.target, "x", c.token ? ines.token : "");
    CHECK(first.headers.get("X-RateLimit-Max") == c.limit);
    CHECK(first.headers.get("X-RateLimit-Reset") == c.reset);
    // Fresh: no other route in this table has counted in the same bucket. (PATCH of a sphere shares edit_channel.)
    const bool shared = c.method == Method::patch && std::string_view(c.target) == "/spheres/x/channels/y";
    CHECK(first.headers.get("X-RateLimit-Request-Count") == (shared ? "3" : "1"));
    world.address = "203.0.113.2";
    const Answer elsewhere = world.send(c.method, c.target, "x", c.token ? ines.token : "");
    CHECK(elsewhere.headers.get("X-RateLimit-Request-Count") == (c.by_user ? (shared ? "4" : "2") : "1"));
    world.address = "203.0.113.1";
    if (c.token) {
      const Answer other = world.send(c.method, c.target, "x", otto.token);
      CHECK(other.headers.get("X-RateLimit-Request-Count") == (c.by_user ? (shared ? "2" : "1") : c.limit));
    }
  }
}

TEST_CASE("6.3: messages and reactions count per channel and user, codes per e-mail") {
  OprishWorld world;
  const Person ines = world.person("ines"), otto = world.person("otto");
  const auto count = [](const Answer& answer) { return std::string(answer.headers.get("X-RateLimit-Request-Count")); };
  for (const char* rest : {"/messages", "/messages/1/reactions"}) {
    CHECK(count(world.post("/channels/1" + std::string(rest), "x", ines.token)) == "1");
    CHECK(count(world.post("/channels/1" + std::string(rest), "x", ines.token)) == "2");
    CHECK(count(world.post("/channels/2" + std::string(rest), "x", ines.token)) == "1");
    CHECK(count(world.post("/channels/1" + std::string(rest), "x", otto.token)) == "1");
  }
  for (const Method method : {Method::post, Method::patch}) {
    const auto ask = [&](const std::string& email) {
      return count(world.send(method, "/users/reset-password", quoted("email", email)));
    };
    CHECK(ask("a@b.example") == "1");
    CHECK(ask("c@d.example") == "1");
    CHECK(ask("a@b.example") == "2");
    world.address = "203.0.113.9";
    CHECK(ask("a@b.example") == "3");
  }
}

TEST_CASE("5.3: the instance, with all its limits when asked") {
  OprishWorld world;
  const Answer plain = world.get("/");
  CHECK(plain.at("rate_limits") == "absent");
  CHECK(plain.at("oprish_url") == "http://lighthouse.example/oprish");
  CHECK(plain.at("pandemonium_url") == "ws://lighthouse.example/pandemonium");
  CHECK(plain.at("description") == "null");
  CHECK(plain.at("bio_limit") == "250");
  CHECK(world.get("/?rate_limits=false").at("rate_limits") == "absent");
  for (const char* query : {"/?rate_limits", "/?rate_limits=true", "/?rate_limits="}) {
    const Answer full = world.get(query);
    CHECK(full.at("rate_limits.oprish.#") == "44");
    CHECK(full.at("rate_limits.oprish.create_message.limit") == "10");
    CHECK(full.at("rate_limits.oprish.create_message.reset_after") == "5");
    CHECK(full.at("rate_limits.pandemonium.limit") == "5");
    CHECK(full.at("rate_limits.effis.assets.file_size_limit") == "30000000");
  }
}

TEST_CASE("every route of 5.3 to 5.10 is there") {
  OprishWorld world;
  CHECK(world.routes().size() == 41);
}

}  // namespace
