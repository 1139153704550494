// The world of the route tests, see oprish_world.h.
#include "proto/pandemonium/routes/oprish_world.h"

#include "service/previews.h"

#include <fstream>
#include <utility>

namespace pandemonium::testing {
namespace {

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

/// The web, where nobody is.
class OprishWorld::NoWeb final : public service::Fetcher {
 public:
  explicit NoWeb(std::vector<std::string>& asked) : asked_(asked) {}
  base::Result<service::Fetched> get(const std::string& url, std::uint64_t, Excess) const override {
    asked_.push_back(url);
    return base::invalid("url", "nobody there");
  }

 private:
  std::vector<std::string>& asked_;
};

OprishWorld::OprishWorld(service::PasswordCost cost)
    : RouteWorld("oprish", cost, std::nullopt), web_(std::make_unique<NoWeb>(fetched)) {
  config.rate_limits_enabled = false;
  context_.reset(
      new RoutesContext{runner_, authenticator_, hub_, limiter_, config, passwords_, nullptr, nullptr, *files_, clock});
  mount_ = std::make_unique<http::Mount>(make_oprish_mount(*context_));
}

OprishWorld::~OprishWorld() = default;

void OprishWorld::with_previews() {
  previews_ = std::make_unique<service::Previews>(store, *web_, pool, clock);
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

Answer OprishWorld::send(http::Method method, const std::string& target, const std::string& body, const std::string& token) {
  http::Request request;
  request.method = method;
  request.target = target;
  request.body = body;
  request.headers.add("Content-Type", "text/plain;charset=UTF-8");  // as browsers do
  if (!token.empty()) request.headers.add("Authorization", token);
  return {ask(*mount_, std::move(request))};
}

std::vector<std::string> OprishWorld::told() {
  std::vector<std::string> names;
  for (const core::EventRef& event : take_seen()) names.emplace_back(kind_of(event->body));
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

}  // namespace pandemonium::testing
