// The world of the route tests, see delta_world.h.
#include "proto/bonfire/routes/delta_world.h"

#include "proto/bonfire/wire_ids.h"
#include "wire/json_document.h"

#include <unistd.h>

#include <filesystem>

namespace bonfire::testing {
namespace {

class Recorder final : public hub::SignalPublisher {
 public:
  explicit Recorder(std::vector<core::Signal>& signals) : signals_(signals) {}
  void publish(const core::Signal& signal) override { signals_.push_back(signal); }

 private:
  std::vector<core::Signal>& signals_;
};

std::string text_of(const wire::Token& token) {
  switch (token.kind) {
    case wire::Kind::null:
      return "null";
    case wire::Kind::boolean:
      return token.truth ? "true" : "false";
    case wire::Kind::array:
      return "[]";
    case wire::Kind::object:
      return "{}";
    default:
      return std::string(token.text());
  }
}

const wire::Token* member_of(const wire::Token& object, std::string_view key) {
  const wire::Token* at = object.first();
  for (std::uint32_t i = 0; i < object.size; ++i) {
    const wire::Token* value = at->next();
    if (at->text() == key) return value;
    at = value->next();
  }
  return nullptr;
}

const wire::Token* item_of(const wire::Token& array, std::size_t index) {
  if (index >= array.size) return nullptr;
  const wire::Token* at = array.first();
  for (std::size_t i = 0; i < index; ++i) at = at->next();
  return at;
}

HeaderList session(const std::string& token) {
  if (token.empty()) return {};
  return {{"X-Session-Token", token}};
}

}  // namespace

std::string Answer::at(std::string_view path) const {
  const wire::JsonDocument document(body);
  if (!document.ok()) return "no JSON";
  const wire::Token* token = document.root();
  while (!path.empty()) {
    const std::size_t dot = path.find('.');
    const std::string_view step = path.substr(0, dot);
    path.remove_prefix(dot == std::string_view::npos ? path.size() : dot + 1);
    if (step == "#") return std::to_string(token->size);
    if (token->kind == wire::Kind::object) {
      token = member_of(*token, step);
    } else {
      token = token->kind == wire::Kind::array ? item_of(*token, std::stoul(std::string(step))) : nullptr;
    }
    if (token == nullptr) return "absent";
  }
  return text_of(*token);
}

core::UserId Person::user() const { return parse_id<core::UserId>(id).value(); }

std::string SentMail::word() const {
  const std::size_t line = text.find("\n\nhttp");
  REQUIRE(line != std::string::npos);
  const std::string url = text.substr(line + 2, text.find('\n', line + 2) - line - 2);
  return url.substr(url.rfind('/') + 1);
}

class DeltaWorld::Outside final : public service::Mailer {
 public:
  explicit Outside(DeltaWorld& world) : world_(world) {}
  const std::string& address() const override { return address_; }
  void send(std::string to, std::string subject, std::string text) override {
    world_.mails.push_back({std::move(to), std::move(subject), std::move(text)});
  }

 private:
  DeltaWorld& world_;
  std::string address_ = "post@lighthouse.example";
};

DeltaWorld::DeltaWorld()
    : folder_((std::filesystem::temp_directory_path() / ("delta-" + std::to_string(::getpid()) + "-XXXXXX")).string()),
      outside_(std::make_unique<Outside>(*this)),
      authenticator_(runner_, clock, key_),
      signals_(std::make_unique<Recorder>(signals)),
      hub_(loop, clock, timers_, loader_, *signals_, {}),
      passwords_(pool, {1, 8192}) {
  REQUIRE(::mkdtemp(folder_.data()) != nullptr);
  config.rate_limits_enabled = false;
  config.app_url = "http://lighthouse.example";
  files_ = std::make_unique<service::Files>(folder_, pool);
  context_.reset(new RoutesContext{runner_, authenticator_, hub_, limiter_, config, passwords_, nullptr, *files_, nonces_,
                                   key_, clock});
  mount_ = std::make_unique<http::Mount>(make_delta_mount(*context_));
  arrange([](store::Transaction& tx) { REQUIRE(service::ensure_reserved_users(tx, {}).has_value()); });
}

DeltaWorld::~DeltaWorld() { std::filesystem::remove_all(folder_); }

void DeltaWorld::with_mailer() { context_->mailer = outside_.get(); }

void DeltaWorld::go_online(const Person& person) {
  hub_.on_signal(core::PresenceCounted{person.user(), true});
  run();
}

void DeltaWorld::run() {
  while (loop.run_all() + pool.run_all() > 0) {
  }
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
  const std::size_t question = request.target.find('?');
  request.path = request.target.substr(0, question);
  if (question != std::string::npos) request.query = request.target.substr(question + 1);
  request.peer_address = address;
  request.origin = "http://lighthouse.example";
  request.headers.add("Origin", "https://client.example");

  http::Mount::Fallbacks& fallbacks = mount.fallbacks();
  std::optional<http::Response> response;
  http::Route* route = mount.match(request);
  const std::uint64_t body_bytes = request.spooled ? request.spooled->size() : request.body.size();
  if (request.method == http::Method::options) {
    response = fallbacks.options(request);
  } else if (route == nullptr) {
    response = fallbacks.not_found(request);
  } else if (body_bytes > route->body.bytes_max) {
    response = fallbacks.too_large(request);
  } else {
    base::start(
        route->handler(request), [&](http::Response r) { response = std::move(r); },
        [&](std::exception_ptr) { response = fallbacks.internal(request); });
    run();
  }
  REQUIRE(response.has_value());
  fallbacks.finish(request, *response);
  const std::vector<core::EventRef> events = take_events();
  authenticator_.on_events(events);
  hub_.on_events(events);
  run();
  seen_.insert(seen_.end(), events.begin(), events.end());
  return {response->status, std::move(response->body), std::move(response->headers), std::move(response->file)};
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

std::string quoted(const std::string& key, const std::string& text) { return "{\"" + key + "\":\"" + text + "\"}"; }

}  // namespace bonfire::testing
