// What belongs to a server: new channels, invites, emojis (bonfire-rest 3.4).
#include "proto/bonfire/routes/server_scene.h"

#include <doctest/doctest.h>

#include "core/event.h"
#include "service/invites.h"

namespace {

using namespace bonfire::testing;
namespace permission = core::permission;

TEST_CASE("3.4: channels are made") {
  ServerScene s;
  const Answer text =
      s.world.post(s.path + "/channels", R"({"name":"quay","description":"Ships","nsfw":true})", s.ines.token);
  CHECK(s.world.count_told<core::ChannelCreated>() == 1);
  CHECK(text.at("channel_type") == "TextChannel");
  CHECK(text.at("server") == bonfire::to_text(s.place.id));
  CHECK(text.at("name") == "quay");
  CHECK(text.at("description") == "Ships");
  CHECK(text.at("nsfw") == "true");
  CHECK(text.at("voice") == "absent");
  CHECK(s.world.get(s.path, s.odo.token).at("channels.1") == text.at("_id"));
  const auto create = [&](const std::string& body) { return s.world.post(s.path + "/channels", body, s.ines.token); };
  const Answer voice = create(R"({"type":"Voice","name":"call"})");
  CHECK(voice.at("channel_type") == "TextChannel");
  CHECK(voice.at("voice") == "{}");
  CHECK(create(R"({"name":"call","voice":{"max_users":1}})").at("voice.max_users") == "1");
  check_refusal(create(R"({"name":"call","voice":{"max_users":0}})"), 400, "FailedValidation");
  check_refusal(create(R"({"type":"Group","name":"call"})"), 422, "FailedValidation");
  check_refusal(create(quoted("name", "")), 400, "FailedValidation");
  check_refusal(create(quoted("name", std::string(33, 'x'))), 400, "FailedValidation");
}

TEST_CASE("3.4: who makes channels, and how many there are") {
  ServerScene s;
  const auto create = [&](const Person& who) {
    return s.world.post(s.path + "/channels", quoted("name", "quay"), who.token);
  };
  const Answer refused = create(s.odo);
  check_refusal(refused, 403, "MissingPermission");
  CHECK(refused.at("permission") == "ManageChannel");
  check_refusal(create(s.uta), 403, "MissingPermission");
  s.role(0, permission::manage_channel, {s.odo});
  s.world.config.limits.global.server_channels = 2;
  CHECK(create(s.odo).status == 200);
  const Answer full = create(s.odo);
  check_refusal(full, 400, "TooManyChannels");
  CHECK(full.at("max") == "2");
  const std::string unknown = "/servers/" + std::string(26, '7') + "/channels";
  check_refusal(s.world.post(unknown, quoted("name", "quay"), s.ines.token), 404, "NotFound");
}

TEST_CASE("3.4: invites are shown to who manages the server") {
  ServerScene s;
  CHECK(s.world.get(s.path + "/invites", s.ines.token).body == "[]");
  REQUIRE(s.world
              .write([&](store::Transaction& tx, auto at) {
                return service::create_invite(tx, at, ServerScene::actor(s.odo), s.place.general, "q7Wm2Rtb");
              })
              .has_value());
  const Answer list = s.world.get(s.path + "/invites", s.ines.token);
  CHECK(list.body == R"([{"type":"Server","_id":"q7Wm2Rtb","server":")" + bonfire::to_text(s.place.id) + R"(","creator":")" +
                         s.odo.id + R"(","channel":")" + bonfire::to_text(s.place.general) + R"("}])");
  check_refusal(s.world.get(s.path + "/invites", s.odo.token), 403, "MissingPermission");
  check_refusal(s.world.get(s.path + "/invites", s.uta.token), 403, "MissingPermission");
  check_refusal(s.world.get("/servers/" + std::string(26, '7') + "/invites", s.ines.token), 404, "NotFound");
}

TEST_CASE("3.4: emojis are shown to members") {
  ServerScene s;
  CHECK(s.world.get(s.path + "/emojis", s.odo.token).body == "[]");
  const std::string id = bonfire::to_text(s.world.emoji(ServerScene::actor(s.ines), s.place.id, "lamp"));
  const Answer list = s.world.get(s.path + "/emojis", s.odo.token);
  CHECK(list.at("#") == "1");
  CHECK(list.at("0._id") == id);
  CHECK(list.at("0.parent.id") == bonfire::to_text(s.place.id));
  CHECK(list.at("0.name") == "lamp");
  check_refusal(s.world.get(s.path + "/emojis", s.uta.token), 404, "NotFound");
}

}  // namespace
