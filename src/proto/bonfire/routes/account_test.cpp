// Accounts, sessions, second factors (bonfire-rest 3.2, 4.1).
#include "proto/bonfire/routes/delta_world.h"

#include <doctest/doctest.h>

#include "core/event.h"
#include "service/totp.h"

namespace {

using namespace bonfire::testing;
using http::Method;

std::string sign_up_body(const std::string& email, const std::string& password = DeltaWorld::kPassword) {
  return R"({"email":")" + email + R"(","password":")" + password + "\"}";
}

TEST_CASE("3.2: signing up, choosing a name") {
  DeltaWorld world;
  const Person odo = world.newcomer("odo");
  CHECK(odo.token.size() == 64);
  CHECK(world.get("/onboard/hello", odo.token).body == R"({"onboarding":true})");
  check_refusal(world.post("/onboard/complete", quoted("username", "a b"), odo.token), 400, "FailedValidation");
  check_refusal(world.post("/onboard/complete", quoted("username", "Admin"), odo.token), 400, "InvalidUsername");
  const Answer named = world.post("/onboard/complete", quoted("username", "odo"), odo.token);
  CHECK(named.at("username") == "odo");
  CHECK(named.at("discriminator").size() == 4);
  CHECK(named.at("relationship") == "User");
  CHECK(named.at("_id") == odo.id);
  CHECK(world.get("/onboard/hello", odo.token).body == R"({"onboarding":false})");
  check_refusal(world.post("/onboard/complete", quoted("username", "odo"), odo.token), 403, "AlreadyOnboarded");
}

TEST_CASE("3.2: accounts that are not made") {
  DeltaWorld world;
  world.config.blocked_email_domains = {"thrown.example"};
  check_refusal(world.post("/auth/account/create", sign_up_body("nobody")), 400, "IncorrectData");
  check_refusal(world.post("/auth/account/create", sign_up_body("a@thrown.example")), 401, "DisallowedContactSupport");
  check_refusal(world.post("/auth/account/create", sign_up_body("a@b.example", "short")), 400, "ShortPassword");
  check_refusal(world.post("/auth/account/create", sign_up_body("a@b.example", "Password123")), 400, "CompromisedPassword");
  world.newcomer("odo");
  check_refusal(world.post("/auth/account/create", sign_up_body("o.d.o+x@lighthouse.example")), 500, "OperationFailed");
  world.config.invite_only = true;
  world.config.account_invites = {"lamp"};
  check_refusal(world.post("/auth/account/create", sign_up_body("a@b.example")), 400, "MissingInvite");
  check_refusal(world.post("/auth/account/create", R"({"email":"a@b.example","password":"a-long-password","invite":"x"})"),
                400, "InvalidInvite");
}

TEST_CASE("3.2: wrong passwords lock for a while") {
  DeltaWorld world;
  const Person odo = world.person("odo");
  const std::string email = "odo@lighthouse.example";
  check_refusal(world.log_in("nobody@lighthouse.example"), 401, "InvalidCredentials");
  for (int i = 0; i < 3; ++i) check_refusal(world.log_in(email, "another-password"), 401, "InvalidCredentials");
  check_refusal(world.log_in(email), 403, "LockedOut");
  world.clock.advance_ms(60'000);
  CHECK(world.log_in(email).at("result") == "Success");
}

TEST_CASE("3.2: sessions are listed, named and ended") {
  DeltaWorld world;
  const Person odo = world.person("odo");
  const Person ines = world.person("ines");
  const Answer second = world.log_in("odo@lighthouse.example");
  CHECK(world.get("/auth/session/all", odo.token).at("#") == "2");
  const std::string path = "/auth/session/" + second.at("_id");
  CHECK(world.patch(path, quoted("friendly_name", "Phone"), odo.token).at("name") == "Phone");
  check_refusal(world.patch(path, quoted("friendly_name", "Mine"), ines.token), 401, "InvalidSession");
  check_refusal(world.del(path, ines.token), 401, "InvalidToken");
  check_refusal(world.del("/auth/session/" + ines.id, odo.token), 404, "UnknownUser");
  world.told();
  CHECK(world.del(path, odo.token).status == 204);
  CHECK(world.count_told<core::LoginSessionDeleted>() == 1);
  check_refusal(world.get("/users/@me", second.at("token")), 401, "InvalidSession");
  const Answer third = world.log_in("odo@lighthouse.example");
  CHECK(world.del("/auth/session/all", odo.token).status == 204);
  check_refusal(world.get("/users/@me", third.at("token")), 401, "InvalidSession");
  CHECK(world.post("/auth/session/logout", "{}", odo.token).status == 204);
  check_refusal(world.get("/users/@me", odo.token), 401, "InvalidSession");
}

TEST_CASE("4.1: links in mails prove addresses, set passwords and end accounts") {
  DeltaWorld world;
  world.with_mailer();
  REQUIRE(world.post("/auth/account/create", sign_up_body("ada@lighthouse.example")).status == 204);
  check_refusal(world.log_in("ada@lighthouse.example"), 403, "UnverifiedAccount");
  REQUIRE(world.mails.size() == 1);
  CHECK(world.mails[0].word().size() == 32);
  CHECK(world.post("/auth/account/reverify", quoted("email", "ada@lighthouse.example")).status == 204);
  check_refusal(world.post("/auth/account/verify/" + std::string(32, 'x'), "{}"), 401, "InvalidToken");
  const Answer verified = world.post("/auth/account/verify/" + world.mails.at(1).word(), "{}");
  CHECK(verified.at("ticket.authorised") == "true");
  CHECK(verified.at("ticket.last_totp_code") == "null");
  const Answer in = world.post("/auth/session/login", quoted("mfa_ticket", verified.at("ticket.token")));
  CHECK(in.at("result") == "Success");
  CHECK(in.at("name") == "Unknown");

  CHECK(world.post("/auth/account/reset_password", quoted("email", "nobody@lighthouse.example")).status == 204);
  CHECK(world.mails.size() == 2);
  CHECK(world.post("/auth/account/reset_password", quoted("email", "ada@lighthouse.example")).status == 204);
  const std::string reset = R"({"password":"another-password","remove_sessions":true,"token":")";
  check_refusal(world.patch("/auth/account/reset_password", reset + "x\"}"), 401, "InvalidToken");
  CHECK(world.patch("/auth/account/reset_password", reset + world.mails.at(2).word() + "\"}").status == 204);
  check_refusal(world.get("/auth/account", in.at("token")), 401, "InvalidSession");

  const Answer again = world.log_in("ada@lighthouse.example", "another-password");
  const Answer ticket = world.put("/auth/mfa/ticket", quoted("password", "another-password"), again.at("token"));
  const Person ada{"ada", again.at("user_id"), again.at("token"), again.at("_id"), {}};
  CHECK(world.with_ticket(Method::post, "/auth/account/delete", ada, ticket.at("token")).status == 204);
  CHECK(world.get("/auth/account", ada.token).at("email") == "ada@lighthouse.example");
  CHECK(world.put("/auth/account/delete", quoted("token", world.mails.at(3).word())).status == 204);
  CHECK(world.log_in("ada@lighthouse.example", "another-password").at("result") == "Disabled");
}

TEST_CASE("4.1: links in mails lead where the operator says, whatever host was asked") {
  DeltaWorld world;
  world.with_mailer();
  world.config.app_url.clear();
  REQUIRE(world.post("/auth/account/create", sign_up_body("ada@lighthouse.example")).status == 204);
  CHECK(world.mails.at(0).text.find("://") == std::string::npos);
  CHECK(world.mails.at(0).text.find("\n/login/verify/") != std::string::npos);
  world.config.app_url = "https://app.example";
  REQUIRE(world.post("/auth/account/reverify", quoted("email", "ada@lighthouse.example")).status == 204);
  CHECK(world.mails.at(1).text.find("\nhttps://app.example/login/verify/") != std::string::npos);
}

TEST_CASE("4.1: password and address change with the present password") {
  DeltaWorld world;
  const Person odo = world.person("odo");
  const std::string wrong = R"({"password":"another-password","current_password":"wrong-password"})";
  const std::string right = R"({"password":"another-password","current_password":"a-long-password"})";
  check_refusal(world.patch("/auth/account/change/password", wrong, odo.token), 401, "InvalidCredentials");
  CHECK(world.patch("/auth/account/change/password", right, odo.token).status == 204);
  const std::string move = R"({"email":"New@lighthouse.example","current_password":"another-password"})";
  CHECK(world.patch("/auth/account/change/email", move, odo.token).status == 204);
  CHECK(world.get("/auth/account/", odo.token).at("email") == "new@lighthouse.example");
}

TEST_CASE("4.1: tickets are good once, for their owner, for five minutes") {
  DeltaWorld world;
  const Person odo = world.person("odo");
  const Person ines = world.person("ines");
  check_refusal(world.post("/auth/mfa/totp", "{}", odo.token), 401, "InvalidCredentials");
  check_refusal(world.with_ticket(Method::post, "/auth/mfa/totp", odo, "x"), 401, "InvalidToken");
  check_refusal(world.with_ticket(Method::post, "/auth/mfa/totp", odo, world.ticket(ines)), 403, "InvalidToken");
  const std::string late = world.ticket(odo);
  world.clock.advance_ms(5 * 60'000);
  check_refusal(world.with_ticket(Method::post, "/auth/mfa/totp", odo, late), 403, "InvalidToken");
  const std::string ticket = world.ticket(odo);
  CHECK(world.with_ticket(Method::patch, "/auth/mfa/recovery", odo, ticket).at("#") == "10");
  check_refusal(world.with_ticket(Method::patch, "/auth/mfa/recovery", odo, ticket), 401, "InvalidToken");
}

TEST_CASE("4.1: a second factor is asked for from then on") {
  DeltaWorld world;
  const Person odo = world.person("odo");
  const auto code = [&](const std::string& secret) {
    world.clock.advance_ms(service::kTotpStepMs);
    return service::totp_code(*service::from_base32(secret), world.clock.unix_ms() / service::kTotpStepMs);
  };
  CHECK(world.get("/auth/mfa/", odo.token).at("totp_mfa") == "false");
  CHECK(world.get("/auth/mfa/methods", odo.token).body == R"(["Password"])");
  const std::string recovery = world.with_ticket(Method::patch, "/auth/mfa/recovery", odo, world.ticket(odo)).at("0");
  const std::string secret = world.with_ticket(Method::post, "/auth/mfa/totp", odo, world.ticket(odo)).at("secret");
  check_refusal(world.put("/auth/mfa/totp", quoted("totp_code", "000000"), odo.token), 401, "InvalidToken");
  CHECK(world.put("/auth/mfa/totp", quoted("totp_code", code(secret)), odo.token).status == 204);
  CHECK(world.get("/auth/mfa/methods", odo.token).body == R"(["Totp","Recovery"])");
  check_refusal(world.put("/auth/mfa/ticket", quoted("password", DeltaWorld::kPassword), odo.token), 400,
                "DisallowedMFAMethod");
  check_refusal(world.del("/auth/session/all", odo.token), 401, "InvalidCredentials");

  const Answer half = world.log_in("odo@lighthouse.example");
  CHECK(half.at("result") == "MFA");
  CHECK(half.at("allowed_methods.0") == "Totp");
  const std::string answer = R"({"mfa_ticket":")" + half.at("ticket") + R"(","mfa_response":)";
  check_refusal(world.post("/auth/session/login", answer + quoted("totp_code", "000000") + "}"), 401, "InvalidToken");
  const std::string good = answer + quoted("totp_code", code(secret)) + "}";
  CHECK(world.post("/auth/session/login", good).at("result") == "Success");
  check_refusal(world.post("/auth/session/login", good), 401, "InvalidToken");

  const Answer ticket = world.put("/auth/mfa/ticket", quoted("recovery_code", recovery), odo.token);
  CHECK(ticket.at("validated") == "true");
  CHECK(world.with_ticket(Method::del, "/auth/mfa/totp", odo, ticket.at("token")).status == 204);
  CHECK(world.log_in("odo@lighthouse.example").at("result") == "Success");
}

}  // namespace
