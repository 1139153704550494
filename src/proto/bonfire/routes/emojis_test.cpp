// A server's own emojis (bonfire-rest 3.8).
#include "core/event.h"
#include "proto/bonfire/routes/server_scene.h"

#include <doctest/doctest.h>

namespace {

using namespace bonfire::testing;

struct Scene : ServerScene {
  /// The path of an emoji that an upload can become.
  std::string uploaded() { return "/custom/emoji/" + core::to_ulid(world.file(core::FileBucket::emojis).value); }
  std::string body(const std::string& name) const {
    return R"({"name":")" + name + R"(","parent":{"type":"Server","id":")" + bonfire::to_text(place.id) + "\"}}";
  }
  Answer create(const std::string& upload_path, const std::string& name, const Person& who) {
    return world.put(upload_path, body(name), who.token);
  }
};

TEST_CASE("3.8: an upload becomes an emoji") {
  Scene s;
  const std::string path = s.uploaded();
  const Answer made = s.create(path, "lamp_1", s.ines);
  CHECK("/custom/emoji/" + made.at("_id") == path);
  CHECK(made.at("parent.type") == "Server");
  CHECK(made.at("parent.id") == bonfire::to_text(s.place.id));
  CHECK(made.at("creator_id") == s.ines.id);
  CHECK(made.at("animated") == "absent");
  CHECK(s.world.count_told<core::EmojiCreated>() == 1);
  CHECK(s.world.get(path).body == made.body);
  check_refusal(s.create(path, "again", s.ines), 404, "NotFound");
  check_refusal(s.create("/custom/emoji/" + std::string(26, '7'), "lamp", s.ines), 404, "NotFound");
  check_refusal(s.create("/custom/emoji/nothing", "lamp", s.ines), 404, "NotFound");
  check_refusal(s.world.get("/custom/emoji/" + std::string(26, '7')), 404, "NotFound");
}

TEST_CASE("3.8: an emoji's name, parent and maker") {
  Scene s;
  const std::string path = s.uploaded();
  check_refusal(s.create(path, "Lamp", s.ines), 400, "FailedValidation");
  check_refusal(s.create(path, "la-mp", s.ines), 400, "FailedValidation");
  check_refusal(s.create(path, "", s.ines), 400, "FailedValidation");
  check_refusal(s.create(path, std::string(33, 'a'), s.ines), 400, "FailedValidation");
  check_refusal(s.world.put(path, "{}", s.ines.token), 422, "FailedValidation");
  check_refusal(s.world.put(path, R"({"name":"lamp","parent":{"type":"Detached"}})", s.ines.token), 400, "InvalidOperation");
  const std::string elsewhere = R"({"name":"lamp","parent":{"type":"Server","id":")" + std::string(26, '7') + "\"}}";
  check_refusal(s.world.put(path, elsewhere, s.ines.token), 404, "NotFound");
  const Answer refused = s.create(path, "lamp", s.odo);
  check_refusal(refused, 403, "MissingPermission");
  CHECK(refused.at("permission") == "ManageCustomisation");
  check_refusal(s.create(path, "lamp", s.uta), 403, "MissingPermission");
  s.role(5, core::permission::manage_customisation, {s.odo});
  CHECK(s.create(path, std::string(32, 'a'), s.odo).status == 200);
}

TEST_CASE("10.1: a server has room for so many emojis") {
  Scene s;
  s.world.config.limits.global.server_emoji = 1;
  CHECK(s.create(s.uploaded(), "one", s.ines).status == 200);
  const Answer refused = s.create(s.uploaded(), "two", s.ines);
  check_refusal(refused, 400, "TooManyEmoji");
  CHECK(refused.at("max") == "1");
}

TEST_CASE("3.8: an emoji is renamed") {
  Scene s;
  const std::string path = s.uploaded();
  REQUIRE(s.create(path, "lamp", s.ines).status == 200);
  s.forget();
  CHECK(s.world.patch(path, quoted("name", "wick"), s.ines.token).at("name") == "wick");
  CHECK(s.world.count_told<core::EmojiUpdated>() == 1);
  CHECK(s.world.patch(path, "{}", s.ines.token).at("name") == "wick");
  CHECK(s.world.told().empty());
  check_refusal(s.world.patch(path, quoted("name", "Wick"), s.ines.token), 400, "FailedValidation");
  check_refusal(s.world.patch(path, quoted("name", "wick"), s.odo.token), 403, "MissingPermission");
  check_refusal(s.world.patch(path, "{}", s.odo.token), 403, "MissingPermission");
  check_refusal(s.world.patch("/custom/emoji/" + std::string(26, '7'), "{}", s.ines.token), 404, "NotFound");
}

TEST_CASE("3.8: an emoji is taken away, and stays visible where it was used") {
  Scene s;
  const std::string path = s.uploaded(), own = s.uploaded();
  REQUIRE(s.create(path, "lamp", s.ines).status == 200);
  check_refusal(s.world.del(path, s.odo.token), 403, "MissingPermission");
  const core::RoleId role = s.role(5, core::permission::manage_customisation, {s.odo});
  REQUIRE(s.create(own, "wick", s.odo).status == 200);
  s.world.arrange([&](store::Transaction& tx) {
    core::Member member = *tx.member(s.place.id, s.odo.user());
    std::erase(member.roles, role);
    tx.update_member(member);
  });
  s.forget();
  CHECK(s.world.del(own, s.odo.token).status == 204);  // whoever made it may
  CHECK(s.world.del(path, s.ines.token).status == 204);
  CHECK(s.world.count_told<core::EmojiDeleted>() == 2);
  CHECK(s.world.del(path, s.ines.token).status == 204);
  CHECK(s.world.told().empty());
  CHECK(s.world.get(path).at("parent.type") == "Detached");
  check_refusal(s.world.patch(path, quoted("name", "wick"), s.ines.token), 401, "NotAuthenticated");
  check_refusal(s.world.del("/custom/emoji/" + std::string(26, '7'), s.ines.token), 404, "NotFound");
}

}  // namespace
