// Invites into servers and groups (bonfire-rest 3.5, 3.9).
#include "core/event.h"
#include "proto/bonfire/routes/group_scene.h"
#include "service/bans.h"

#include <doctest/doctest.h>

namespace {

using namespace bonfire::testing;

struct Scene : GroupScene {
  std::string general = "/channels/" + bonfire::to_text(place.general);
  Answer invite(const std::string& channel, const Person& who) { return world.post(channel + "/invites", "{}", who.token); }
  /// The path of a new invite by Ines.
  std::string invite_to(const std::string& channel) {
    const Answer made = invite(channel, ines);
    REQUIRE(made.status == 200);
    return "/invites/" + made.at("_id");
  }
  void make_discoverable() {
    world.arrange([&](store::Transaction& tx) {
      core::Community community = *tx.community(place.id);
      community.discoverable = true;
      tx.update_community(community);
    });
  }
};

TEST_CASE("3.5: an invite is made by who may invite others") {
  Scene s;
  const Answer made = s.invite(s.general, s.odo);
  CHECK(made.at("type") == "Server");
  CHECK(made.at("_id").size() == 8);
  CHECK(made.at("server") == bonfire::to_text(s.place.id));
  CHECK(made.at("creator") == s.odo.id);
  CHECK(made.at("channel") == bonfire::to_text(s.place.general));
  const Answer group = s.invite(s.group, s.odo);
  CHECK(group.at("type") == "Group");
  CHECK(group.at("server") == "absent");
  CHECK(group.at("channel") == s.group_id);
  check_refusal(s.invite(s.general, s.uta), 403, "MissingPermission");
  check_refusal(s.invite(s.direct(), s.ines), 400, "InvalidOperation");
  check_refusal(s.invite(s.saved(), s.ines), 400, "InvalidOperation");
  check_refusal(s.invite("/channels/" + std::string(26, '7'), s.ines), 404, "NotFound");
  s.world.deny_all(s.place.id, core::permission::invite_others);
  const Answer refused = s.invite(s.general, s.odo);
  check_refusal(refused, 403, "MissingPermission");
  CHECK(refused.at("permission") == "InviteOthers");
}

TEST_CASE("3.9: everybody who has the code sees where it leads") {
  Scene s;
  const std::string path = s.invite_to(s.general);
  const Answer shown = s.world.get(path);
  CHECK(shown.at("type") == "Server");
  CHECK("/invites/" + shown.at("code") == path);
  CHECK(shown.at("server_id") == bonfire::to_text(s.place.id));
  CHECK(shown.at("channel_name") == "general");
  CHECK(shown.at("user_name") == "ines");
  CHECK(shown.at("member_count") == "2");
  const Answer group = s.world.get(s.invite_to(s.group));
  CHECK(group.at("type") == "Group");
  CHECK(group.at("channel_name") == "crew");
  CHECK(group.at("member_count") == "absent");
  check_refusal(s.world.get("/invites/nothing1"), 404, "NotFound");
}

TEST_CASE("3.9: joining a server") {
  Scene s;
  s.world.hide(s.channel("cellar"));
  const std::string path = s.invite_to(s.general);
  s.forget();
  const Answer joined = s.world.post(path, "{}", s.uta.token);
  CHECK(joined.at("type") == "Server");
  CHECK(joined.at("server._id") == bonfire::to_text(s.place.id));
  CHECK(joined.at("channels.#") == "1");
  CHECK(joined.at("channels.0._id") == bonfire::to_text(s.place.general));
  CHECK(s.world.count_told<core::MemberJoined>() == 1);
  check_refusal(s.world.post(path, "{}", s.uta.token), 409, "AlreadyInServer");
  check_refusal(s.world.post("/invites/nothing1", "{}", s.uta.token), 404, "NotFound");
  check_refusal(s.world.post(path, "{}"), 401, "InvalidSession");
}

TEST_CASE("3.9: who is banned or in too many servers does not join") {
  Scene s;
  const std::string path = s.invite_to(s.general);
  s.world.config.limits.new_user.servers = 0;
  const Answer refused = s.world.post(path, "{}", s.uta.token);
  check_refusal(refused, 400, "TooManyServers");
  CHECK(refused.at("max") == "0");
  s.world.config.limits.new_user.servers = 50;
  service::NewBan ban;
  ban.user = s.uta.user();
  const auto banned =
      s.world.write([&](auto& tx, auto at) { return service::ban_member(tx, at, s.actor(s.ines), s.place.id, ban); });
  REQUIRE(banned.has_value());
  check_refusal(s.world.post(path, "{}", s.uta.token), 403, "Banned");
}

TEST_CASE("3.9: joining a group, as a guest of who made the invite") {
  Scene s;
  const std::string path = s.invite_to(s.group);
  const Answer joined = s.world.post(path, "{}", s.uta.token);
  CHECK(joined.at("type") == "Group");
  CHECK(joined.at("channel._id") == s.group_id);
  CHECK(joined.at("users.#") == "3");
  CHECK(joined.at("users.2.relationship") == "User");
  check_refusal(s.world.post(path, "{}", s.uta.token), 409, "AlreadyInGroup");
  s.world.config.limits.global.group_size = 3;
  check_refusal(s.world.post(path, "{}", s.world.person("ada").token), 403, "GroupTooLarge");
}

TEST_CASE("3.9: a discoverable server needs no code") {
  Scene s;
  const std::string path = "/invites/" + bonfire::to_text(s.place.id);
  check_refusal(s.world.get(path), 404, "NotFound");
  check_refusal(s.world.post(path, "{}", s.uta.token), 404, "NotFound");
  s.make_discoverable();
  CHECK(s.world.get(path).at("code") == bonfire::to_text(s.place.id));
  const core::ChannelId deck = s.channel("deck");
  s.world.hide(s.place.general);
  CHECK(s.world.get(path).at("channel_id") == bonfire::to_text(deck));
  CHECK(s.world.post(path, "{}", s.uta.token).at("type") == "Server");
}

TEST_CASE("3.9: an invite is taken back") {
  Scene s;
  const std::string path = s.invite_to(s.general);
  const Answer refused = s.world.del(path, s.odo.token);
  check_refusal(refused, 403, "MissingPermission");
  CHECK(refused.at("permission") == "ManageServer");
  CHECK(s.world.del(path, s.ines.token).status == 204);
  check_refusal(s.world.del(path, s.ines.token), 404, "NotFound");
  const std::string own = "/invites/" + s.invite(s.general, s.odo).at("_id");
  CHECK(s.world.del(own, s.odo.token).status == 204);
  const std::string managed = "/invites/" + s.invite(s.general, s.odo).at("_id");
  CHECK(s.world.del(managed, s.ines.token).status == 204);
}

}  // namespace
