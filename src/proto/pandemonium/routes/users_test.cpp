// GET /users/{user}, avatars, PATCH /users/profile, and sessions (pandemonium 5.4, 5.5).
#include "proto/pandemonium/routes/oprish_world.h"

#include <doctest/doctest.h>

namespace {

using namespace pandemonium::testing;
using http::Method;
using Told = std::vector<std::string>;

std::string login_body(const std::string& identifier, const std::string& password, const std::string& platform = "linux",
                       const std::string& client = "demo") {
  return R"({"identifier":")" + identifier + R"(","password":")" + password + R"(","platform":")" + platform +
         R"(","client":")" + client + "\"}";
}

TEST_CASE("5.4 GET /users/{user}: self view and public view") {
  OprishWorld world;
  const Person ines = world.person("ines"), otto = world.person("otto");
  const std::string id = std::to_string(ines.id);
  for (const std::string& user : {std::string("@me"), id, std::string("ines")}) {
    CAPTURE(user);
    const Answer self = world.get("/users/" + user, ines.token);
    CHECK(self.status == 200);
    CHECK(self.at("email") == "ines@lighthouse.example");
    CHECK(self.at("verified") == "true");
    CHECK(self.at("status.type") == "ONLINE");
  }
  for (const std::string& token : {std::string(), otto.token}) {
    for (const std::string& user : {id, std::string("ines")}) {
      const Answer other = world.get("/users/" + user, token);
      CHECK(other.at("id") == id);
      CHECK(other.at("email") == "absent");
      CHECK(other.at("verified") == "absent");
      CHECK(other.at("status.type") == "OFFLINE");
    }
  }
  check_refusals(world, {
                            {"guest", Method::get, "/users/@me", "", "", 401},
                            {"unknown name", Method::get, "/users/nobody", "", "", 404},
                            {"unknown id", Method::get, "/users/99", "", "", 404},
                            {"past 64 bits", Method::get, "/users/18446744073709551616", "", "", 404},
                        });
}

TEST_CASE("3.1: the accounts that exist from the start") {
  OprishWorld world;
  CHECK(world.get("/users/0").at("username") == "eludris");
  CHECK(world.get("/users/eludris").at("id") == "0");
  CHECK(world.get("/users/1").at("username") == "deleted-user");
  CHECK(world.get("/users/1").at("display_name") == "Deleted User");
}

TEST_CASE("2.12: what others see of a status") {
  OprishWorld world;
  const Person ines = world.person("ines");
  const std::string who = "/users/ines";
  CHECK(world.patch("/users/profile", R"({"status":"tending","status_type":"BUSY"})", ines.token).status == 200);
  CHECK(world.get(who).at("status.type") == "OFFLINE");
  CHECK(world.get(who).at("status.text") == "absent");
  world.go_online(ines);
  CHECK(world.get(who).at("status.type") == "BUSY");
  CHECK(world.get(who).at("status.text") == "tending");
  const Answer hidden = world.patch("/users/profile", R"({"status_type":"OFFLINE"})", ines.token);
  CHECK(hidden.at("status.type") == "OFFLINE");
  CHECK(hidden.at("status.text") == "tending");
  CHECK(world.get(who).at("status.type") == "OFFLINE");
  CHECK(world.get(who).at("status.text") == "absent");
}

TEST_CASE("5.4 PATCH /users/profile: set, keep and clear") {
  OprishWorld world;
  const Person ines = world.person("ines");
  const std::string avatar = std::to_string(world.file(core::FileBucket::avatars).value);
  const std::string banner = std::to_string(world.file(core::FileBucket::banners).value);
  const Answer set = world.patch(
      "/users/profile",
      R"({"display_name":"Ines","bio":"Keeper","status":"here","avatar":)" + avatar + R"(,"banner":)" + banner + "}",
      ines.token);
  CHECK(set.status == 200);
  CHECK(set.at("display_name") == "Ines");
  CHECK(set.at("bio") == "Keeper");
  CHECK(set.at("status.text") == "here");
  CHECK(set.at("avatar") == avatar);
  CHECK(set.at("banner") == banner);
  CHECK(set.at("email") == "ines@lighthouse.example");
  CHECK(world.told() == Told{"UserUpdated"});
  CHECK(world.patch("/users/profile", R"({"bio":"x","status_type":null})", ines.token).at("display_name") == "Ines");
  const Answer cleared = world.patch(
      "/users/profile", R"({"display_name":null,"bio":null,"status":null,"avatar":null,"banner":null})", ines.token);
  for (const char* key : {"display_name", "bio", "status.text", "avatar", "banner"}) CHECK(cleared.at(key) == "absent");
}

TEST_CASE("5.4 PATCH /users/profile: limits in code points and names of values") {
  OprishWorld world;
  const Person ines = world.person("ines");
  const std::string& t = ines.token;
  const std::string banner = std::to_string(world.file(core::FileBucket::banners).value);
  const auto refuse = [&](const std::string& body, const std::string& name) {
    CAPTURE(body);
    check_refusal(world.patch("/users/profile", body, t), 422, name);
  };
  refuse("{}", "body");
  refuse(R"({"status_type":null})", "body");
  refuse(quoted("display_name", "x"), "display_name");
  refuse(quoted("display_name", wide(33)), "display_name");
  refuse(quoted("bio", ""), "bio");
  refuse(quoted("bio", wide(251)), "bio");
  refuse(quoted("status", ""), "status");
  refuse(quoted("status", wide(151)), "status");
  refuse(R"({"avatar":7})", "avatar");
  refuse(R"({"avatar":)" + banner + "}", "avatar");
  refuse(R"({"banner":7})", "banner");
  refuse(R"({"status_type":"online"})", "status_type");
  for (const std::string& body : {quoted("display_name", wide(2)), quoted("display_name", wide(32)), quoted("bio", "x"),
                                  quoted("bio", wide(250)), quoted("status", "x"), quoted("status", wide(150))}) {
    CAPTURE(body);
    CHECK(world.patch("/users/profile", body, t).status == 200);
  }
  world.config.bio_limit = 5000;
  CHECK(world.patch("/users/profile", quoted("bio", wide(4096)), t).status == 200);
  refuse(quoted("bio", wide(4097)), "bio");
}

TEST_CASE("5.4 GET /users/{user}/avatar") {
  OprishWorld world;
  const Person ines = world.person("ines");
  check_refusals(world, {
                            {"none", Method::get, "/users/ines/avatar", "", "", 404},
                            {"nobody", Method::get, "/users/nobody/avatar", "", "", 404},
                            {"guest", Method::get, "/users/@me/avatar", "", "", 401},
                        });
  const std::string avatar = std::to_string(world.stored_file(core::FileBucket::avatars, "bytes of a picture"));
  CHECK(world.patch("/users/profile", R"({"avatar":)" + avatar + "}", ines.token).status == 200);
  for (const std::string& user : {std::string("ines"), std::to_string(ines.id), std::string("@me")}) {
    const Answer answer = world.get("/users/" + user + "/avatar", ines.token);
    CHECK(answer.status == 200);
    CHECK(answer.headers.get("Content-Type") == "image/png");
    CHECK_FALSE(answer.headers.has("X-RateLimit-Max"));
    REQUIRE(answer.file.has_value());
    CHECK(answer.file->length == 18);
  }
  CHECK(world.get("/users/ines/avatar?size=300").at("value_name") == "size");
}

TEST_CASE("5.5 POST /sessions: by name or address, with what was told lower-cased") {
  OprishWorld world;
  const Person ines = world.person("ines");
  for (const char* identifier : {"ines", "ines@lighthouse.example"}) {
    const Answer made = world.post("/sessions", login_body(identifier, world.kPassword, "Linux", "DEMO 1"));
    CHECK(made.status == 201);
    CHECK(made.at("session.user_id") == std::to_string(ines.id));
    CHECK(made.at("session.platform") == "linux");
    CHECK(made.at("session.client") == "demo 1");
    CHECK(made.at("session.ip") == "203.0.113.7");
    CHECK(world.get("/users/@me", made.at("token")).at("username") == "ines");
  }
  CHECK(world.told().empty());
}

TEST_CASE("5.5 POST /sessions: what is refused") {
  OprishWorld world;
  world.person("ines");
  const std::string wide33 = wide(33);
  check_refusals(world, {
                            {"unknown", Method::post, "/sessions", login_body("nobody", "whatever"), "", 404},
                            {"empty", Method::post, "/sessions", login_body("", "whatever"), "", 404},
                            {"wrong password", Method::post, "/sessions", login_body("ines", "whatever"), "", 401},
                            {"reserved", Method::post, "/sessions", login_body("deleted-user", ""), "", 401},
                            {"platform", Method::post, "/sessions", login_body("ines", "x", wide33), "", 422, "platform"},
                            {"client", Method::post, "/sessions", login_body("ines", "x", "y", wide33), "", 422, "client"},
                            {"missing", Method::post, "/sessions", R"({"identifier":"ines","password":"x","client":"y"})",
                             "", 422, "platform"},
                        });
  CHECK(world.post("/sessions", login_body("ines", world.kPassword, wide(32), wide(32))).status == 201);
}

TEST_CASE("5.5 POST /sessions: who guesses has to wait, whatever comes next") {
  OprishWorld world;
  const Person ines = world.person("ines");
  const auto log_in = [&](const std::string& password) { return world.post("/sessions", login_body("ines", password)); };
  for (int i = 0; i < 3; ++i) check_refusal(log_in("wrong"), 401);
  const Answer refused = log_in(world.kPassword);
  CHECK(refused.status == 429);
  CHECK(refused.at("type") == "RATE_LIMITED");
  CHECK(refused.at("retry_after") == "60000");
  CHECK(world.get("/users/@me", ines.token).status == 200);
  world.clock.advance_ms(59'999);
  CHECK(log_in(world.kPassword).at("retry_after") == "1");
  world.clock.advance_ms(1);
  CHECK(log_in(world.kPassword).status == 201);
  check_refusal(log_in("wrong"), 401);  // the row is over
  CHECK(log_in(world.kPassword).status == 201);
}

TEST_CASE("5.5 POST /sessions: accounts that other protocols restrict") {
  OprishWorld world;
  const Person ines = world.person("ines"), otto = world.person("otto");
  world.arrange([&](store::Transaction& tx) {
    core::Account account = *tx.account(core::UserId(ines.id));
    account.security.disabled = true;
    tx.update_account(account);
    account = *tx.account(core::UserId(otto.id));
    account.security.totp_enabled = true;
    tx.update_account(account);
  });
  for (const char* name : {"ines", "otto"}) {
    check_refusal(world.post("/sessions", login_body(name, "wrong")), 401);
    check_refusal(world.post("/sessions", login_body(name, world.kPassword)), 403);
  }
}

TEST_CASE("5.5 who has no name yet does not exist here") {
  OprishWorld world;
  const Person ines = world.person("ines");
  // As the core has somebody who signs up in a protocol that asks for the name last.
  world.arrange([&](store::Transaction& tx) {
    core::User user = *tx.user(core::UserId(ines.id));
    user.username = user.tag_name = "";
    tx.update_user(user);
  });
  check_refusal(world.post("/sessions", login_body("ines@lighthouse.example", world.kPassword)), 403);
  check_refusal(world.get("/users/@me", ines.token), 401);
  check_refusal(world.get("/users/" + std::to_string(ines.id)), 404);
}

TEST_CASE("5.5 GET and DELETE /sessions") {
  OprishWorld world;
  const Person ines = world.person("ines"), otto = world.person("otto");
  world.log_in("ines");
  const Answer list = world.get("/sessions", ines.token);
  CHECK(list.status == 200);
  CHECK(list.at("#") == "2");
  CHECK(list.at("0.user_id") == std::to_string(ines.id));
  const std::string path = "/sessions/" + list.at("0.id");
  const std::string password = quoted("password", world.kPassword);
  check_refusals(world, {
                            {"no id", Method::del, "/sessions/x", password, ines.token, 422, "session"},
                            {"no body", Method::del, path, "", ines.token, 400, "body"},
                            {"wrong password", Method::del, path, quoted("password", "wrong"), ines.token, 401},
                            {"somebody else's", Method::del, path, password, otto.token, 404},
                            {"unknown", Method::del, "/sessions/99", password, ines.token, 404},
                        });
  const Answer gone = world.del(path, ines.token, password);  // the one in use
  CHECK(gone.status == 204);
  CHECK(gone.body.empty());
  CHECK(gone.headers.get("Content-Type") == "application/json");
  CHECK(world.told() == Told{"LoginSessionDeleted"});
  check_refusal(world.get("/sessions", ines.token), 401);
}

}  // namespace
