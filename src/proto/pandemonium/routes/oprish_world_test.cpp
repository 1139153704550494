// The world of the route tests, see oprish_world.h.
#include "proto/pandemonium/routes/oprish_world.h"

#include "service/previews.h"
#include "wire/json_document.h"

#include <unistd.h>

#include <fstream>

namespace pandemonium::testing {
namespace {

class NobodyElse final : public hub::SignalPublisher {
 public:
  void publish(const core::Signal&) override {}
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
    case wire::Kind::integer:
    case wire::Kind::decimal:
    case wire::Kind::string:
    case wire::Kind::bytes:
      return std::string(token.text());
  }
  return {};
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

std::string_view kind_of(const core::EventBody& body) {
  static constexpr std::string_view kNames[] = {// in the order of EventBody
                                                "UserUpdated",         "UserDeleted",        "LoginSessionDeleted",
                                                "CommunityUpdated",    "MemberJoined",       "MemberLeft",
                                                "MemberUpdated",       "CategoryCreated",    "CategoryUpdated",
                                                "CategoryDeleted",     "ChannelCreated",     "ChannelUpdated",
                                                "ChannelDeleted",      "MessageCreated",     "MessageUpdated",
                                                "MessageDeleted",      "MessageEmbedsAdded", "ReactionAdded",
                                                "ReactionRemoved",     "ReactionsCleared",   "EmojiCreated",
                                                "EmojiUpdated",        "EmojiDeleted",       "LoginSessionsDeleted",
                                                "RelationshipChanged", "ChannelRead",        "SettingsChanged",
                                                "RoleCreated",         "RoleUpdated",        "RoleDeleted",
                                                "RolesRanked",         "MessagesDeleted",    "ReactionsOfEmojiCleared",
                                                "WebhookCreated",      "WebhookUpdated",     "WebhookDeleted",
                                                "CommunityDeleted"};
  static_assert(std::size(kNames) == std::variant_size_v<core::EventBody>);
  return kNames[body.index()];
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

/// Mail and the web, as far as tests let them in.
class OprishWorld::Outside final : public service::Mailer, public service::Fetcher {
 public:
  explicit Outside(OprishWorld& world) : world_(world) {}
  const std::string& address() const override { return address_; }
  void send(std::string to, std::string subject, std::string text) override {
    world_.mails.push_back({std::move(to), std::move(subject), std::move(text)});
  }
  base::Result<service::Fetched> get(const std::string& url, std::uint64_t, Excess) const override {
    world_.fetched.push_back(url);
    return base::invalid("url", "nobody there");
  }

 private:
  OprishWorld& world_;
  std::string address_ = "post@lighthouse.example";
};

OprishWorld::OprishWorld(service::PasswordCost cost)
    : folder_((std::filesystem::temp_directory_path() / ("oprish-" + std::to_string(::getpid()) + "-XXXXXX")).string()),
      outside_(std::make_unique<Outside>(*this)),
      signals_(std::make_unique<NobodyElse>()),
      hub_(loop, clock, timers_, loader_, *signals_, {}),
      passwords_(pool, cost) {
  REQUIRE(::mkdtemp(folder_.data()) != nullptr);
  config.rate_limits_enabled = false;
  files_ = std::make_unique<service::Files>(folder_, pool);
  context_.reset(
      new RoutesContext{runner_, authenticator_, hub_, limiter_, config, passwords_, nullptr, nullptr, *files_, clock});
  mount_ = std::make_unique<http::Mount>(make_oprish_mount(*context_));
  arrange([](store::Transaction& tx) { REQUIRE(service::ensure_reserved_users(tx, {}).has_value()); });
}

OprishWorld::~OprishWorld() { std::filesystem::remove_all(folder_); }

void OprishWorld::with_mailer() { context_->mailer = outside_.get(); }

void OprishWorld::with_previews() {
  previews_ = std::make_unique<service::Previews>(store, *outside_, pool, clock);
  context_->previews = previews_.get();
}

std::uint64_t OprishWorld::stored_file(core::FileBucket bucket, const std::string& bytes) {
  core::File file;
  arrange([&](store::Transaction& tx) {
    file.id = core::FileId(tx.next_id());
    file.bucket = bucket;
    file.name = "lamp.png";
    file.content_type = "image/png";
    file.media = core::FileMedia::image;
    file.size = bytes.size();
    tx.insert_file(file);
  });
  const std::filesystem::path path = files_->blob_path(file);
  std::filesystem::create_directories(path.parent_path());
  std::ofstream(path) << bytes;
  return file.id.value;
}

void OprishWorld::run() {
  while (loop.run_all() + pool.run_all() > 0) {
  }
}

Answer OprishWorld::send(http::Method method, const std::string& target, const std::string& body, const std::string& token) {
  http::Request request;
  request.method = method;
  request.target = target;
  const std::size_t question = target.find('?');
  request.path = target.substr(0, question);
  if (question != std::string::npos) request.query = target.substr(question + 1);
  request.body = body;
  request.peer_address = address;
  request.origin = "http://lighthouse.example";
  request.headers.add("Content-Type", "text/plain;charset=UTF-8");  // as browsers do
  if (!token.empty()) request.headers.add("Authorization", token);

  http::Mount::Fallbacks& fallbacks = mount_->fallbacks();
  std::optional<http::Response> response;
  http::Route* route = mount_->match(request);
  if (method == http::Method::options) {
    response = fallbacks.options(request);
  } else if (route == nullptr) {
    response = fallbacks.not_found(request);
  } else if (body.size() > route->body.bytes_max) {
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

std::vector<std::string> OprishWorld::told() {
  std::vector<std::string> names;
  for (const core::EventRef& event : std::exchange(seen_, {})) names.emplace_back(kind_of(event->body));
  return names;
}

Person OprishWorld::person(const std::string& name) {
  const Answer made = post("/users", R"({"username":")" + name + R"(","email":")" + name +
                                         R"(@lighthouse.example","password":")" + kPassword + "\"}");
  REQUIRE(made.status == 201);
  return {name, made.id(), log_in(name)};
}

std::string OprishWorld::log_in(const std::string& name, const std::string& password) {
  const Answer made = post("/sessions", R"({"identifier":")" + name + R"(","password":")" + password +
                                            R"(","platform":"Linux","client":"Demo"})");
  REQUIRE(made.status == 201);
  return made.at("token");
}

Sphere OprishWorld::sphere(const Person& owner, const std::string& slug) {
  const Answer made = post("/spheres", R"({"slug":")" + slug + R"(","type":"HYBRID"})", owner.token);
  REQUIRE(made.status == 200);
  return {made.at("id"), made.at("channels.0.id")};
}

void OprishWorld::join(const Person& who, const Sphere& sphere) {
  REQUIRE(get("/spheres/" + sphere.id + "/join", who.token).status == 200);
}

std::string OprishWorld::say(const Person& who, const Sphere& sphere, const std::string& content) {
  const Answer made = post("/channels/" + sphere.general + "/messages", quoted("content", content), who.token);
  REQUIRE(made.status == 200);
  return made.at("id");
}

void check_refusal(const Answer& answer, int status, const std::string& value_name) {
  CAPTURE(answer.body);
  CHECK(answer.status == status);
  CHECK(answer.at("status") == std::to_string(status));
  CHECK(answer.at("message") != "absent");
  switch (status) {
    case 400:
    case 413:
    case 422:
      CHECK(answer.at("type") == "VALIDATION");
      CHECK(answer.at("value_name") == value_name);
      CHECK(answer.at("info") != "absent");
      break;
    case 401:
      CHECK(answer.at("type") == "UNAUTHORIZED");
      break;
    case 403:
      CHECK(answer.at("type") == "FORBIDDEN");
      break;
    case 404:
      CHECK(answer.at("type") == "NOT_FOUND");
      break;
    case 409:
      CHECK(answer.at("type") == "CONFLICT");
      CHECK(answer.at("item") == value_name);
      break;
    case 421:
      CHECK(answer.at("type") == "MISDIRECTED");
      break;
    case 429:
      CHECK(answer.at("type") == "RATE_LIMITED");
      break;
    default:
      CHECK(answer.at("type") == "SERVER");
  }
  CHECK(answer.headers.get("Content-Type") == "application/json");
  CHECK(answer.headers.get("Access-Control-Allow-Origin") == "*");
}

void check_refusals(OprishWorld& world, const std::vector<Refusal>& refusals) {
  world.told();
  for (const Refusal& refusal : refusals) {
    CAPTURE(refusal.what);
    CAPTURE(refusal.target);
    const Answer answer = world.send(refusal.method, refusal.target, refusal.body, refusal.token);
    check_refusal(answer, refusal.status, refusal.value_name);
    CHECK(world.told().empty());
  }
}

std::string wide(std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += "\xC3\xA9";
  return text;
}

std::string quoted(const std::string& key, const std::string& text) { return "{\"" + key + "\":\"" + text + "\"}"; }

}  // namespace pandemonium::testing
