// POST, PATCH, DELETE /users and the codes sent by mail (pandemonium 5.4).
#include "proto/pandemonium/routes/oprish_world.h"

#include <doctest/doctest.h>

namespace {

using namespace pandemonium::testing;
using http::Method;
using Told = std::vector<std::string>;

std::string sign_up(const std::string& username, const std::string& email, const std::string& password) {
  return R"({"username":")" + username + R"(","email":")" + email + R"(","password":")" + password + "\"}";
}
std::string code_in(const Mail& mail) {
  const std::size_t at = mail.text.find(" is ") + 4;
  return mail.text.substr(at, 6);
}
std::string reset_body(const std::string& code, const std::string& email, const std::string& password) {
  return R"({"code":)" + code + R"(,"email":")" + email + R"(","password":")" + password + "\"}";
}

TEST_CASE("5.4 POST /users: the new account, seen by itself") {
  OprishWorld world;
  const Answer made = world.post("/users", sign_up("ines", "ines@lighthouse.example", "12345678"));
  CHECK(made.status == 201);
  CHECK(made.at("username") == "ines");
  CHECK(made.at("email") == "ines@lighthouse.example");
  CHECK(made.at("verified") == "true");
  CHECK(made.at("status.type") == "OFFLINE");
  CHECK(made.at("display_name") == "absent");
  CHECK(world.told().empty());
  CHECK(world.mails.empty());
  CHECK(world.get("/users/@me", world.log_in("ines", "12345678")).at("status.type") == "ONLINE");
}

TEST_CASE("5.4 POST /users: what is refused, in order") {
  OprishWorld world;
  world.person("otto");
  const auto refuse = [&](const std::string& what, const std::string& name, const std::string& email,
                          const std::string& password, int status, const std::string& value_name) {
    CAPTURE(what);
    check_refusal(world.post("/users", sign_up(name, email, password)), status, value_name);
  };
  const std::string good = "new@lighthouse.example", password = "12345678";
  for (const char* name :
       {"system", "eludris", "deleted-user", "Ines", "i nes", "in.es", "\xC3\xA9va", "i", "", "123", "-_-"}) {
    refuse(name, name, "bad", "bad", 422, "username");
  }
  refuse("33 characters", std::string(33, 'a'), good, password, 422, "username");
  const auto email_of = [](std::size_t characters) {
    return std::string(64, 'a') + "@" + std::string(characters - 195, 'b') + "." + std::string(60, 'c') + "." +
           std::string(60, 'd') + ".example";
  };
  const std::string long_email = email_of(257);
  for (const std::string& email :
       {std::string("x"), std::string("x@"), std::string("@a.example"), std::string("x@a"), std::string("X@a.example"),
        std::string("x y@a.example"), std::string("x@a..example"), std::string("x@-a.example"), std::string("x.@a.example"),
        std::string("x@y@a.example"), std::string("x@a.example\\n"), long_email}) {
    refuse(email, "ines", email, "bad", 422, "email");
  }
  refuse("7 characters", "ines", good, "1234567", 422, "password");
  refuse("7 wide characters", "ines", good, wide(7), 422, "password");
  refuse("the name before the address", "otto", "otto@lighthouse.example", password, 409, "username");
  refuse("the address", "ines", "otto@lighthouse.example", password, 409, "email");
  CHECK(world.post("/users", sign_up("longest", email_of(256), password)).status == 201);
  for (const std::string& name : {std::string("ab"), std::string(32, 'a'), std::string("1a"), std::string("_-a")}) {
    CHECK(world.post("/users", sign_up(name, name + "@lighthouse.example", wide(8))).status == 201);
  }
}

TEST_CASE("5.4 PATCH /users: name, address and password") {
  OprishWorld world;
  const Person ines = world.person("ines");
  world.person("otto");
  const Answer edited = world.patch(
      "/users", R"({"password":"a-long-password","username":"agnes","email":"a@b.example","new_password":"another-one"})",
      ines.token);
  CHECK(edited.status == 200);
  CHECK(edited.at("username") == "agnes");
  CHECK(edited.at("email") == "a@b.example");
  CHECK(edited.at("status.type") == "ONLINE");
  CHECK(world.told() == Told{"UserUpdated"});
  CHECK(world.log_in("agnes", "another-one") != "");
  CHECK(world.log_in("a@b.example", "another-one") != "");
}

TEST_CASE("5.4 PATCH /users: what is refused, in order") {
  OprishWorld world;
  const Person ines = world.person("ines");
  world.person("otto");
  const std::string& t = ines.token;
  const auto with = [](const std::string& rest, const std::string& password = "a-long-password") {
    return R"({"password":")" + password + "\"" + rest + "}";
  };
  check_refusals(
      world,
      {
          {"no password at all", Method::patch, "/users", R"({"username":"agnes"})", t, 422, "password"},
          {"nothing", Method::patch, "/users", with(""), t, 422, "body"},
          {"nulls", Method::patch, "/users", with(R"(,"username":null,"email":null,"new_password":null)"), t, 422, "body"},
          {"name", Method::patch, "/users", with(R"(,"username":"A","email":"x")"), t, 422, "username"},
          {"reserved", Method::patch, "/users", with(R"(,"username":"eludris")"), t, 422, "username"},
          {"address", Method::patch, "/users", with(R"(,"username":"otto","email":"x")"), t, 422, "email"},
          {"taken", Method::patch, "/users", with(R"(,"username":"otto","new_password":"x")"), t, 409, "username"},
          {"one's own", Method::patch, "/users", with(R"(,"username":"ines")"), t, 409, "username"},
          {"taken address", Method::patch, "/users", with(R"(,"email":"otto@lighthouse.example")"), t, 409, "email"},
          {"new password", Method::patch, "/users", with(R"(,"new_password":"1234567")", "wrong"), t, 422, "password"},
          {"password", Method::patch, "/users", with(R"(,"username":"agnes")", "wrong"), t, 401},
      });
}

TEST_CASE("5.4 DELETE /users: gone for good, and the name is free again") {
  OprishWorld world;
  const Person ines = world.person("ines"), otto = world.person("otto");
  const Sphere sphere = world.sphere(otto);
  world.join(ines, sphere);
  const std::string message = world.say(ines, sphere, "hello");
  check_refusals(world, {{"wrong password", Method::del, "/users", quoted("password", "wrong"), ines.token, 401}});
  const Answer gone = world.del("/users", ines.token, quoted("password", world.kPassword));
  CHECK(gone.status == 204);
  CHECK(gone.body.empty());
  CHECK(world.told() == Told{"UserDeleted", "MemberLeft"});
  check_refusal(world.get("/users/ines"), 404);
  check_refusal(world.get("/users/" + std::to_string(ines.id)), 404);
  CHECK(world.get("/spheres/" + sphere.id).at("members.#") == "1");
  const Answer history = world.get("/channels/" + sphere.general + "/messages/" + message, otto.token);
  CHECK(history.at("author.id") == "1");
  CHECK(history.at("author.username") == "deleted-user");
  CHECK(history.at("author.status.type") == "OFFLINE");
  CHECK(world.person("ines").id != ines.id);
}

TEST_CASE("5.4 verification: mailed, checked, sent again") {
  OprishWorld world;
  world.with_mailer();
  const Person ines = world.person("ines");
  REQUIRE(world.mails.size() == 1);
  CHECK(world.mails[0].to == "ines@lighthouse.example");
  CHECK(world.get("/users/@me", ines.token).at("verified") == "false");
  const std::string first = code_in(world.mails[0]);
  const std::string& t = ines.token;
  check_refusals(world, {
                            {"no code", Method::post, "/users/verify", "", t, 422, "code"},
                            {"no number", Method::post, "/users/verify?code=x", "", t, 422, "code"},
                            {"wrong", Method::post, "/users/verify?code=1", "", t, 422, "code"},
                            {"large", Method::post, "/users/verify?code=4294967296", "", t, 422, "code"},
                        });
  const Answer again = world.post("/users/resend-verification", "ignored", t);
  CHECK(again.status == 204);
  REQUIRE(world.mails.size() == 2);
  const std::string second = code_in(world.mails[1]);
  if (first != second) check_refusal(world.post("/users/verify?code=" + first, "", t), 422, "code");
  CHECK(world.post("/users/verify?code=" + second, "ignored", t).status == 204);
  CHECK(world.get("/users/@me", t).at("verified") == "true");
  check_refusals(world, {
                            {"verified already", Method::post, "/users/verify?code=" + second, "", t, 422, "code"},
                            {"verified already", Method::post, "/users/resend-verification", "", t, 422, "code"},
                        });
}

TEST_CASE("5.4 verification: a code is good for seven days") {
  OprishWorld world;
  world.with_mailer();
  const Person ines = world.person("ines");
  const std::string code = code_in(world.mails.at(0));
  world.clock.advance_ms(7 * 86'400'000LL);
  check_refusal(world.post("/users/verify?code=" + code, "", ines.token), 422, "code");
}

TEST_CASE("5.4 verification: a new address has to be proven, without a mailer it counts") {
  OprishWorld world;
  const Person otto = world.person("otto");
  const std::string edit = R"({"password":"a-long-password","email":"new@b.example"})";
  CHECK(world.patch("/users", edit, otto.token).at("verified") == "true");
  world.with_mailer();
  const Person ines = world.person("ines");
  CHECK(world.post("/users/verify?code=" + code_in(world.mails.at(0)), "", ines.token).status == 204);
  const std::string other = R"({"password":"a-long-password","email":"newer@b.example"})";
  CHECK(world.patch("/users", other, ines.token).at("verified") == "false");
  REQUIRE(world.mails.size() == 2);
  CHECK(world.mails[1].to == "newer@b.example");
  CHECK(world.post("/users/verify?code=" + code_in(world.mails[1]), "", ines.token).status == 204);
}

TEST_CASE("5.4 verification: without a mailer there is nothing to send or check") {
  OprishWorld world;
  const Person ines = world.person("ines");
  check_refusals(world, {
                            {"verify", Method::post, "/users/verify?code=123456", "", ines.token, 422, "code"},
                            {"resend", Method::post, "/users/resend-verification", "", ines.token, 422, "code"},
                        });
}

TEST_CASE("5.4 reset-password: from asking to logging in") {
  OprishWorld world;
  world.with_mailer();
  const Person ines = world.person("ines");
  world.mails.clear();
  const std::string email = "ines@lighthouse.example";
  CHECK(world.post("/users/reset-password", quoted("email", email)).status == 204);
  REQUIRE(world.mails.size() == 1);
  const std::string code = code_in(world.mails[0]);
  const std::string wrong = code == "100000" ? "100001" : "100000";
  check_refusals(
      world, {
                 {"address", Method::patch, "/users/reset-password", reset_body(code, "x", "short"), "", 422, "email"},
                 {"password", Method::patch, "/users/reset-password", reset_body(code, email, "short"), "", 422, "password"},
                 {"code", Method::patch, "/users/reset-password", reset_body(wrong, email, "new-password"), "", 422, "code"},
                 {"nobody", Method::patch, "/users/reset-password", reset_body(code, "x@y.example", "new-password"), "", 422,
                  "code"},
             });
  CHECK(world.patch("/users/reset-password", reset_body(code, email, "new-password")).status == 204);
  CHECK(world.told().empty());
  CHECK(world.log_in("ines", "new-password") != "");
  CHECK(world.get("/sessions", ines.token).status == 200);
  check_refusal(world.patch("/users/reset-password", reset_body(code, email, "new-password")), 422, "code");
}

TEST_CASE("5.4 reset-password: what is refused, and the code's day") {
  OprishWorld world;
  world.person("ines");
  const std::string email = "ines@lighthouse.example";
  check_refusal(world.post("/users/reset-password", quoted("email", "nonsense")), 422, "email");
  check_refusal(world.post("/users/reset-password", quoted("email", email)), 421);
  world.with_mailer();
  check_refusal(world.post("/users/reset-password", quoted("email", "x@y.example")), 404);
  CHECK(world.post("/users/reset-password", quoted("email", email)).status == 204);
  const std::string code = code_in(world.mails.at(0));
  world.clock.advance_ms(86'400'000);
  check_refusal(world.patch("/users/reset-password", reset_body(code, email, "new-password")), 422, "code");
}

}  // namespace
