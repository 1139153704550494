// Webhooks: made and managed by people and by who has the token (bonfire-rest 4.2).
#include "core/event.h"
#include "proto/bonfire/routes/group_scene.h"

#include <doctest/doctest.h>

namespace {

using namespace bonfire::testing;
namespace permission = core::permission;

struct Scene : GroupScene {
  std::string channel = "/channels/" + bonfire::to_text(place.general);
  Answer create(const std::string& in, const std::string& body, const Person& who) {
    return world.post(in + "/webhooks", body, who.token);
  }
  struct Hook {
    std::string path;   // "/webhooks/<id>"
    std::string token;  // "/<token>"
  };
  Hook hook() {
    const Answer made = create(channel, quoted("name", "builds"), ines);
    REQUIRE(made.status == 200);
    forget();
    return {"/webhooks/" + made.at("id"), "/" + made.at("token")};
  }
};

TEST_CASE("4.2: a webhook is made by who manages them") {
  Scene s;
  const std::string avatar = s.upload(core::FileBucket::avatars);
  const Answer made = s.create(s.channel, R"({"name":"builds","avatar":")" + avatar + "\"}", s.ines);
  CHECK(made.at("name") == "builds");
  CHECK(made.at("avatar._id") == avatar);
  CHECK(made.at("creator_id") == s.ines.id);
  CHECK(made.at("channel_id") == bonfire::to_text(s.place.general));
  CHECK(made.at("permissions") == "876609536");
  CHECK(made.at("token").size() == 64);
  CHECK(s.world.count_told<core::WebhookCreated>() == 1);
  const Answer list = s.world.get(s.channel + "/webhooks", s.ines.token);
  CHECK(list.at("#") == "1");
  CHECK(list.at("0.token") == made.at("token"));
  check_refusal(s.create(s.channel, quoted("name", ""), s.ines), 400, "FailedValidation");
  CHECK(s.create(s.channel, quoted("name", std::string(32, 'a')), s.ines).status == 200);
  check_refusal(s.create(s.channel, quoted("name", std::string(33, 'a')), s.ines), 400, "FailedValidation");
  check_refusal(s.create(s.channel, "{}", s.ines), 422, "FailedValidation");
  check_refusal(s.create(s.channel, R"({"name":"x","avatar":"nothing"})", s.ines), 404, "NotFound");
  const Answer refused = s.create(s.channel, quoted("name", "x"), s.odo);
  check_refusal(refused, 403, "MissingPermission");
  CHECK(refused.at("permission") == "ManageWebhooks");
  check_refusal(s.world.get(s.channel + "/webhooks", s.odo.token), 403, "MissingPermission");
  check_refusal(s.create(s.channel, quoted("name", "x"), s.uta), 403, "MissingPermission");
  check_refusal(s.create("/channels/" + std::string(26, '7'), quoted("name", "x"), s.ines), 404, "NotFound");
  CHECK(s.create(s.group, quoted("name", "x"), s.ines).status == 200);
  check_refusal(s.create(s.saved(), quoted("name", "x"), s.ines), 400, "InvalidOperation");
}

TEST_CASE("4.2: a webhook is shown without its token to those who see its channel") {
  Scene s;
  const auto hook = s.hook();
  const Answer shown = s.world.get(hook.path, s.odo.token);
  CHECK(shown.at("name") == "builds");
  CHECK(shown.at("avatar") == "null");
  CHECK(shown.at("token") == "absent");
  check_refusal(s.world.get(hook.path, s.uta.token), 403, "MissingPermission");
  check_refusal(s.world.get("/webhooks/" + std::string(26, '7'), s.ines.token), 404, "NotFound");
  check_refusal(s.world.get(hook.path), 401, "InvalidSession");
  CHECK(s.world.get(hook.path + hook.token).at("creator_id") == s.ines.id);
  CHECK("/" + s.world.get(hook.path + hook.token).at("token") == hook.token);
  check_refusal(s.world.get(hook.path + "/" + std::string(64, 'a')), 401, "NotAuthenticated");
  check_refusal(s.world.get(hook.path + s.hook().token), 401, "NotAuthenticated");
  check_refusal(s.world.get("/webhooks/" + std::string(26, '7') + hook.token), 404, "NotFound");
  check_refusal(s.world.get("/webhooks/nothing" + hook.token), 404, "NotFound");
}

TEST_CASE("4.2: a webhook is changed") {
  Scene s;
  const auto hook = s.hook();
  const std::string avatar = s.upload(core::FileBucket::avatars);
  const Answer changed = s.world.patch(hook.path, R"({"name":"ci","avatar":")" + avatar + "\"}", s.ines.token);
  CHECK(changed.at("name") == "ci");
  CHECK(changed.at("avatar._id") == avatar);
  CHECK("/" + changed.at("token") == hook.token);
  CHECK(s.world.count_told<core::WebhookUpdated>() == 1);
  const std::string path = hook.path + hook.token;
  CHECK(s.world.patch(path, R"({"remove":["Avatar"],"permissions":71303168})", {}).at("avatar") == "absent");
  CHECK(s.world.get(path).at("permissions") == std::to_string(permission::send_message | permission::send_embeds));
  s.world.told();
  CHECK(s.world.patch(path, "{}").status == 200);
  CHECK(s.world.told().empty());
  const std::string greedy = R"({"permissions":)" + std::to_string(permission::ban_members) + "}";
  check_refusal(s.world.patch(path, greedy), 403, "CannotGiveMissingPermissions");
  check_refusal(s.world.patch(path, R"({"permissions":4503599627370496})"), 400, "FailedValidation");
  check_refusal(s.world.patch(path, quoted("name", std::string(33, 'a'))), 400, "FailedValidation");
  check_refusal(s.world.patch(path, quoted("avatar", "nothing")), 404, "NotFound");
  check_refusal(s.world.patch(path, R"({"name":1})"), 422, "FailedValidation");
  check_refusal(s.world.patch(hook.path, "{}", s.odo.token), 403, "MissingPermission");
  check_refusal(s.world.patch(hook.path, "{}", s.uta.token), 403, "MissingPermission");
  check_refusal(s.world.patch(hook.path + "/other", "{}"), 401, "NotAuthenticated");
}

TEST_CASE("4.2: a webhook is deleted") {
  Scene s;
  const auto one = s.hook(), other = s.hook();
  check_refusal(s.world.del(one.path, s.odo.token), 403, "MissingPermission");
  check_refusal(s.world.del(one.path + other.token), 401, "NotAuthenticated");
  CHECK(s.world.del(one.path, s.ines.token).status == 204);
  CHECK(s.world.del(other.path + other.token).status == 204);
  CHECK(s.world.count_told<core::WebhookDeleted>() == 2);
  check_refusal(s.world.del(other.path + other.token), 404, "NotFound");
  check_refusal(s.world.get(one.path, s.ines.token), 404, "NotFound");
}

TEST_CASE("4.2: where webhooks are switched off they are not found") {
  Scene s;
  const auto hook = s.hook();
  s.world.config.webhooks_enabled = false;
  const std::string path = hook.path + hook.token;
  check_refusal(s.world.get(hook.path, s.ines.token), 404, "NotFound");
  check_refusal(s.world.get(path), 404, "NotFound");
  check_refusal(s.world.post(path, quoted("content", "hello")), 404, "NotFound");
  check_refusal(s.world.del(path), 404, "NotFound");
  CHECK(s.world.get(s.channel + "/webhooks", s.ines.token).at("#") == "1");
}

}  // namespace
