// Bans (bonfire-rest 3.4).
#include "proto/bonfire/routes/server_scene.h"

#include <doctest/doctest.h>

#include "core/event.h"

namespace {

using namespace bonfire::testing;
namespace permission = core::permission;

struct BanScene : ServerScene {
  BanScene() { role(1, permission::ban_members, {odo}); }
  std::string ban_path(const std::string& user) const { return path + "/bans/" + user; }
  Answer ban(const Person& who, const std::string& body = "{}") { return world.put(ban_path(who.id), body, odo.token); }
};

TEST_CASE("3.4: bans are given, listed and lifted") {
  BanScene s;
  s.world.join(ServerScene::actor(s.uta), s.place.id);
  s.forget();
  const Answer banned = s.ban(s.uta);
  CHECK(banned.body ==
        R"({"_id":{"server":")" + bonfire::to_text(s.place.id) + R"(","user":")" + s.uta.id + R"("},"reason":null})");
  const auto events = s.world.told();
  REQUIRE(events.size() == 1);
  CHECK(std::get<core::MemberLeft>(events[0]->body).reason == core::LeaveReason::banned);
  CHECK(s.ban(s.uta, quoted("reason", "Noise")).at("reason") == "Noise");

  const Answer list = s.world.get(s.path + "/bans", s.odo.token);
  CHECK(list.at("bans.#") == "1");
  CHECK(list.at("bans.0.reason") == "Noise");
  CHECK(list.at("users.0._id") == s.uta.id);
  CHECK(list.at("users.0.username") == "uta");
  CHECK("uta#" + list.at("users.0.discriminator") == s.uta.tag);
  CHECK(list.at("users.0.avatar") == "null");
  CHECK(list.at("users.0.relationship") == "absent");

  CHECK(s.world.del(s.ban_path(s.uta.id), s.odo.token).status == 204);
  check_refusal(s.world.del(s.ban_path(s.uta.id), s.odo.token), 404, "NotFound");
  CHECK(s.world.get(s.path + "/bans", s.odo.token).body == R"({"users":[],"bans":[]})");
}

TEST_CASE("3.4: a banned user need not be known, their messages may go") {
  BanScene s;
  CHECK(s.world.put(s.ban_path("01HV3K9QW2M8ZT4XNB7C5RDEFA"), "{}", s.odo.token).status == 200);
  const Answer list = s.world.get(s.path + "/bans", s.odo.token);
  CHECK(list.at("bans.#") == "1");
  CHECK(list.at("users.#") == "0");
  s.world.join(ServerScene::actor(s.uta), s.place.id);
  s.world.say(ServerScene::actor(s.uta), s.place.general, "noise");
  s.forget();
  check_refusal(s.ban(s.uta, R"({"delete_message_seconds":604801})"), 400, "FailedValidation");
  CHECK(s.ban(s.uta, R"({"delete_message_seconds":604800})").status == 200);
  CHECK(s.world.count_told<core::MessagesDeleted>() == 1);
}

TEST_CASE("3.4: who cannot be banned, and by whom") {
  BanScene s;
  check_refusal(s.ban(s.odo), 400, "CannotRemoveYourself");
  check_refusal(s.ban(s.ines), 400, "InvalidOperation");
  check_refusal(s.ban(s.uta, ""), 400, "FailedValidation");
  check_refusal(s.ban(s.uta, quoted("reason", std::string(1025, 'x'))), 400, "FailedValidation");
  CHECK(s.ban(s.uta, quoted("reason", std::string(1024, 'x'))).status == 200);
  check_refusal(s.world.put(s.ban_path("nobody"), "{}", s.odo.token), 404, "NotFound");
  const Person high = s.world.person("high");
  s.world.join(ServerScene::actor(high), s.place.id);
  s.role(0, 0, {high});
  check_refusal(s.ban(high), 403, "NotElevated");
  const Answer refused = s.world.put(s.ban_path(s.odo.id), "{}", high.token);
  check_refusal(refused, 403, "MissingPermission");
  CHECK(refused.at("permission") == "BanMembers");
  check_refusal(s.world.del(s.ban_path(s.uta.id), high.token), 403, "MissingPermission");
  check_refusal(s.world.get(s.path + "/bans", high.token), 403, "MissingPermission");
  check_refusal(s.world.get("/servers/" + std::string(26, '7') + "/bans", s.odo.token), 404, "NotFound");
}

}  // namespace
