// The world of the route tests, see delta_world.h.
#include "proto/bonfire/routes/delta_world.h"

#include "proto/bonfire/wire_ids.h"

namespace bonfire::testing {
namespace {

HeaderList session(const std::string& token) {
  if (token.empty()) return {};
  return {{"X-Session-Token", token}};
}

}  // namespace

core::UserId Person::user() const { return parse_id<core::UserId>(id).value(); }

DeltaWorld::DeltaWorld() : RouteWorld("delta", {1, 8192}, kKey) {
  config.rate_limits_enabled = false;
  config.app_url = "http://lighthouse.example";
  context_.reset(new RoutesContext{runner_, authenticator_, hub_, limiter_, config, passwords_, nullptr, *files_, nonces_,
                                   kKey, clock});
  mount_ = std::make_unique<http::Mount>(make_delta_mount(*context_));
}

Answer DeltaWorld::send(http::Method method, const std::string& target, const std::string& body, const HeaderList& headers) {
  http::Request request;
  request.method = method;
  request.target = target;
  request.body = body;
  request.headers.add("Content-Type", "text/plain;charset=UTF-8");  // as browsers do
  for (const auto& [name, value] : headers) request.headers.add(name, value);
  return send_to(*mount_, std::move(request));
}

Answer DeltaWorld::send_to(http::Mount& mount, http::Request request) {
  request.headers.add("Origin", "https://client.example");
  return ask(mount, std::move(request));
}

Answer DeltaWorld::get(const std::string& target, const std::string& token) {
  return send(http::Method::get, target, {}, session(token));
}
Answer DeltaWorld::post(const std::string& target, const std::string& body, const std::string& token) {
  return send(http::Method::post, target, body, session(token));
}
Answer DeltaWorld::put(const std::string& target, const std::string& body, const std::string& token) {
  return send(http::Method::put, target, body, session(token));
}
Answer DeltaWorld::patch(const std::string& target, const std::string& body, const std::string& token) {
  return send(http::Method::patch, target, body, session(token));
}
Answer DeltaWorld::del(const std::string& target, const std::string& token, const std::string& body) {
  return send(http::Method::del, target, body, session(token));
}

Answer DeltaWorld::log_in(const std::string& email, const std::string& password) {
  return post("/auth/session/login",
              R"({"email":")" + email + R"(","password":")" + password + R"(","friendly_name":"Laptop"})");
}

Person DeltaWorld::newcomer(const std::string& name) {
  const std::string email = name + "@lighthouse.example";
  const Answer made =
      post("/auth/account/create", R"({"email":")" + email + R"(","password":")" + kPassword + R"(","captcha":null})");
  CAPTURE(made.body);
  REQUIRE(made.status == 204);
  if (context_->mailer != nullptr) REQUIRE(post("/auth/account/verify/" + mails.back().word(), "{}").status == 200);
  const Answer in = log_in(email);
  CAPTURE(in.body);
  REQUIRE(in.at("result") == "Success");
  return {name, in.at("user_id"), in.at("token"), in.at("_id"), {}};
}

Person DeltaWorld::person(const std::string& name) {
  Person made = newcomer(name);
  const Answer named = post("/onboard/complete", quoted("username", name), made.token);
  CAPTURE(named.body);
  REQUIRE(named.status == 200);
  made.tag = name + "#" + named.at("discriminator");
  return made;
}

void DeltaWorld::befriend(const Person& one, const Person& other) {
  REQUIRE(put("/users/" + other.id + "/friend", "{}", one.token).status == 200);
  REQUIRE(put("/users/" + one.id + "/friend", "{}", other.token).status == 200);
}

std::string DeltaWorld::ticket(const Person& person) {
  const Answer made = put("/auth/mfa/ticket", quoted("password", kPassword), person.token);
  CAPTURE(made.body);
  REQUIRE(made.status == 200);
  return made.at("token");
}

Answer DeltaWorld::with_ticket(http::Method method, const std::string& target, const Person& person,
                               const std::string& ticket) {
  return send(method, target, "{}", {{"X-Session-Token", person.token}, {"X-MFA-Ticket", ticket}});
}

void check_refusal(const Answer& answer, int status, const std::string& type) {
  CAPTURE(answer.body);
  CHECK(answer.status == status);
  CHECK(answer.at("type") == type);
  CHECK(answer.headers.get("Content-Type") == "application/json");
  CHECK(answer.headers.get("Access-Control-Allow-Origin") == "https://client.example");
  CHECK(answer.headers.has("X-RateLimit-Bucket"));
}

}  // namespace bonfire::testing
