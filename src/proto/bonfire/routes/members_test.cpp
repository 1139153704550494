// Members of a server: looking, changing, kicking (bonfire-rest 3.4).
#include "proto/bonfire/routes/server_scene.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "core/event.h"

namespace {

using namespace bonfire::testing;
using http::Method;
namespace permission = core::permission;

std::string member_path(const ServerScene& s, const Person& who) { return s.path + "/members/" + who.id; }

TEST_CASE("3.4: members and users are listed side by side") {
  ServerScene s;
  s.world.befriend(s.odo, s.uta);
  s.world.join(ServerScene::actor(s.uta), s.place.id);
  s.world.go_online(s.odo);
  s.world.go_online(s.uta);
  const Answer list = s.world.get(s.path + "/members?exclude_offline=false", s.odo.token);
  std::vector<std::string> ids = {s.ines.id, s.odo.id, s.uta.id};
  std::ranges::sort(ids);
  REQUIRE(list.at("members.#") == "3");
  REQUIRE(list.at("users.#") == "3");
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const std::string at = std::to_string(i);
    CHECK(list.at("members." + at + "._id.user") == ids[i]);
    CHECK(list.at("users." + at + "._id") == ids[i]);
    CHECK(list.at("users." + at + ".relations") == "absent");
    const std::string relation = ids[i] == s.odo.id ? "User" : ids[i] == s.uta.id ? "Friend" : "None";
    CHECK(list.at("users." + at + ".relationship") == relation);
    CHECK(list.at("users." + at + ".online") == (ids[i] == s.ines.id ? "false" : "true"));
  }
  CHECK(list.body.find("@lighthouse") == std::string::npos);  // addresses are private

  const Answer online = s.world.get(s.path + "/members?exclude_offline=true", s.odo.token);
  CHECK(online.at("members.#") == "2");
  CHECK(online.at("members.0._id.user") == online.at("users.0._id"));
  CHECK(online.body.find(s.ines.id) == std::string::npos);
}

TEST_CASE("3.4: who does not want to be seen is not online for anybody") {
  ServerScene s;
  s.world.go_online(s.ines);
  s.world.go_online(s.odo);
  s.world.patch("/users/@me", R"({"status":{"presence":"Invisible","text":"gone"}})", s.ines.token);
  CHECK(s.world.get(s.path + "/members?exclude_offline=true", s.odo.token).at("members.#") == "1");
  // Whom one has blocked sees neither status nor presence.
  s.world.patch("/users/@me", R"({"status":{"presence":"Busy"}})", s.ines.token);
  CHECK(s.world.get(s.path + "/members?exclude_offline=true", s.odo.token).at("members.#") == "2");
  s.world.put("/users/" + s.odo.id + "/block", "{}", s.ines.token);
  const Answer list = s.world.get(s.path + "/members", s.odo.token);
  CHECK(list.body.find("gone") == std::string::npos);
  CHECK(list.body.find("Busy") == std::string::npos);
  check_refusal(s.world.get(s.path + "/members", s.uta.token), 404, "NotFound");
}

TEST_CASE("3.4: members are found by a part of their name") {
  ServerScene s;
  s.world.patch(member_path(s, s.odo), quoted("nickname", "The lamp"), s.odo.token);
  const auto find = [&](const std::string& query, const Person& who) {
    return s.world.get(s.path + "/members_experimental_query" + query, who.token);
  };
  const Answer by_nickname = find("?query=lamp&experimental_api=true", s.ines);
  CHECK(by_nickname.at("members.#") == "1");
  CHECK(by_nickname.at("members.0._id.user") == s.odo.id);
  CHECK(by_nickname.at("users.0._id") == s.odo.id);
  CHECK(find("?query=odo&experimental_api=true", s.ines).at("members.#") == "0");  // hidden by the nickname
  CHECK(find("?query=LAMP&experimental_api=true", s.ines).at("members.#") == "0");
  const Answer both = find("?query=e&experimental_api=true", s.ines);  // ines, The lamp
  CHECK(both.at("members.#") == "2");
  CHECK(both.at("members.0._id.user") == s.ines.id);
  for (int i = 0; i < 10; ++i) s.world.join(s.world.ServiceWorld::person("seafarer" + std::to_string(i)), s.place.id);
  const Answer many = find("?query=&experimental_api=true", s.ines);
  CHECK(many.at("members.#") == "10");
  CHECK(many.at("users.#") == "10");
  check_refusal(find("?query=lamp", s.ines), 500, "InternalError");
  check_refusal(find("?query=lamp&experimental_api=false", s.ines), 500, "InternalError");
  check_refusal(find("?experimental_api=true", s.ines), 400, "FailedValidation");
  check_refusal(find("?query=lamp&experimental_api=true", s.uta), 404, "NotFound");
}

TEST_CASE("3.4: one member, with their roles when asked for") {
  ServerScene s;
  const std::string role = bonfire::to_text(s.role(0, 0, {s.odo}));
  const Answer plain = s.world.get(member_path(s, s.odo) + "?roles=false", s.ines.token);
  CHECK(plain.at("_id.user") == s.odo.id);
  CHECK(plain.at("_id.server") == bonfire::to_text(s.place.id));
  CHECK(plain.at("roles.0") == role);
  CHECK(plain.at("joined_at").size() == 24);
  const Answer with_roles = s.world.get(member_path(s, s.odo) + "?roles=true", s.ines.token);
  CHECK(with_roles.at("member._id.user") == s.odo.id);
  CHECK(with_roles.at("roles." + role + ".name") == "role");
  CHECK(s.world.get(member_path(s, s.ines) + "?roles=true", s.odo.token).at("roles") == "{}");
  check_refusal(s.world.get(member_path(s, s.uta), s.ines.token), 404, "NotFound");
  check_refusal(s.world.get(member_path(s, s.odo), s.uta.token), 404, "NotFound");
  check_refusal(s.world.get(s.path + "/members/nobody", s.ines.token), 404, "NotFound");
}

TEST_CASE("3.4: members change themselves") {
  ServerScene s;
  const auto change = [&](const std::string& body) { return s.world.patch(member_path(s, s.odo), body, s.odo.token); };
  const std::string picture = s.upload(core::FileBucket::avatars);
  s.forget();
  const Answer changed =
      change(R"({"nickname":"Odo of the sea","pronouns":"he","avatar":")" + picture + R"(","can_publish":null})");
  CHECK(changed.status == 200);
  CHECK(changed.at("nickname") == "Odo of the sea");
  CHECK(changed.at("pronouns") == "he");
  CHECK(changed.at("avatar.tag") == "avatars");
  CHECK(s.world.count_told<core::MemberUpdated>() == 1);
  CHECK(s.world.get(member_path(s, s.odo), s.ines.token).body == changed.body);
  CHECK(s.world.get("/users/@me", s.odo.token).at("avatar") == "absent");  // only here
  check_refusal(change(quoted("avatar", picture)), 404, "NotFound");       // it serves already
  check_refusal(change(quoted("avatar", s.upload(core::FileBucket::community_icons))), 404, "NotFound");
  const Answer removed = change(R"({"remove":["Nickname","Pronouns","Avatar","JoinedAt","CanPublish"]})");
  for (const char* key : {"nickname", "pronouns", "avatar"}) CHECK(removed.at(key) == "absent");

  CHECK(change(quoted("nickname", std::string(32, 'x'))).status == 200);
  check_refusal(change(quoted("nickname", std::string(33, 'x'))), 400, "FailedValidation");
  check_refusal(change(quoted("nickname", "")), 400, "FailedValidation");
  check_refusal(change(quoted("pronouns", std::string(25, 'x'))), 400, "FailedValidation");
  check_refusal(change(R"({"voice_channel":")" + bonfire::to_text(s.place.general) + "\"}"), 400, "LiveKitUnavailable");
  check_refusal(change(R"({"remove":["VoiceChannel"]})"), 400, "LiveKitUnavailable");
  s.forget();
  CHECK(change("{}").status == 200);
  CHECK(s.world.told().empty());
  s.world.deny_all(s.place.id, permission::change_nickname | permission::change_avatar);
  CHECK(change(quoted("nickname", "x")).at("permission") == "ChangeNickname");
  CHECK(change(R"({"remove":["Avatar"]})").at("permission") == "ChangeAvatar");
  check_refusal(s.world.patch(member_path(s, s.uta), quoted("nickname", "x"), s.uta.token), 404, "NotFound");
}

TEST_CASE("3.4: members change those below them") {
  ServerScene s;
  s.world.join(ServerScene::actor(s.uta), s.place.id);
  const auto change = [&](const Person& who, const std::string& body) {
    return s.world.patch(member_path(s, who), body, s.odo.token);
  };
  const Answer refused = change(s.uta, quoted("nickname", "x"));
  check_refusal(refused, 403, "MissingPermission");
  CHECK(refused.at("permission") == "ManageNicknames");
  s.role(1, permission::manage_nicknames | permission::remove_avatars, {s.odo});
  CHECK(change(s.uta, quoted("nickname", "Shore")).at("nickname") == "Shore");
  CHECK(change(s.uta, R"({"remove":["Avatar"]})").status == 200);
  check_refusal(change(s.uta, quoted("avatar", s.upload(core::FileBucket::avatars))), 400, "InvalidOperation");
  check_refusal(change(s.uta, quoted("pronouns", "she")), 400, "InvalidOperation");
  check_refusal(change(s.ines, quoted("nickname", "x")), 403, "NotElevated");
  s.role(0, 0, {s.uta});
  check_refusal(change(s.uta, quoted("nickname", "x")), 403, "NotElevated");
}

TEST_CASE("3.4: roles are given by those above them") {
  ServerScene s;
  s.world.join(ServerScene::actor(s.uta), s.place.id);
  const std::string high = bonfire::to_text(s.role(0, 0));
  s.role(1, permission::assign_roles, {s.odo});
  const std::string low = bonfire::to_text(s.role(2, 0));
  const auto give = [&](const std::string& role, const Person& by) {
    return s.world.patch(member_path(s, s.uta), R"({"roles":[")" + role + "\"]}", by.token);
  };
  CHECK(give(low, s.odo).at("roles.0") == low);
  check_refusal(give(high, s.odo), 403, "NotElevated");
  check_refusal(give(std::string(26, '7'), s.odo), 404, "InvalidRole");
  CHECK(s.world.patch(member_path(s, s.uta), R"({"remove":["Roles"]})", s.odo.token).at("roles") == "absent");
  CHECK(give(high, s.ines).at("roles.0") == high);
  check_refusal(s.world.patch(member_path(s, s.odo), R"({"roles":[]})", s.uta.token), 403, "MissingPermission");
}

TEST_CASE("3.4: timeouts") {
  ServerScene s;
  s.world.join(ServerScene::actor(s.uta), s.place.id);
  const std::string until = quoted("timeout", "2099-01-01T00:00:00.000Z");
  const auto time_out = [&](const Person& who, const Person& by) {
    return s.world.patch(member_path(s, who), until, by.token);
  };
  check_refusal(time_out(s.uta, s.odo), 403, "MissingPermission");
  s.role(1, permission::timeout_members, {s.odo});
  CHECK(time_out(s.uta, s.odo).at("timeout") == "2099-01-01T00:00:00.000Z");
  CHECK(s.world.patch(member_path(s, s.uta), R"({"remove":["Timeout"]})", s.odo.token).at("timeout") == "absent");
  check_refusal(time_out(s.odo, s.odo), 400, "CannotTimeoutYourself");
  check_refusal(time_out(s.odo, s.ines), 403, "IsElevated");
  check_refusal(time_out(s.ines, s.odo), 403, "NotElevated");
  check_refusal(s.world.patch(member_path(s, s.uta), quoted("timeout", "soon"), s.odo.token), 422, "FailedValidation");
}

TEST_CASE("3.4: who may speak and listen in calls") {
  ServerScene s;
  const std::string mute = R"({"can_publish":false,"can_receive":false})";
  const Answer refused = s.world.patch(member_path(s, s.odo), mute, s.odo.token);
  CHECK(refused.at("permission") == "MuteMembers");
  const Answer muted = s.world.patch(member_path(s, s.odo), mute, s.ines.token);
  CHECK(muted.at("can_publish") == "false");
  CHECK(muted.at("can_receive") == "false");
  CHECK(s.world.patch(member_path(s, s.odo), R"({"can_publish":true})", s.ines.token).at("can_publish") == "absent");
}

TEST_CASE("3.4: members are kicked by those above them") {
  ServerScene s;
  s.world.join(ServerScene::actor(s.uta), s.place.id);
  const auto kick = [&](const Person& who, const Person& by) { return s.world.del(member_path(s, who), by.token); };
  const Answer refused = kick(s.uta, s.odo);
  check_refusal(refused, 403, "MissingPermission");
  CHECK(refused.at("permission") == "KickMembers");
  s.role(1, permission::kick_members, {s.odo});
  check_refusal(kick(s.odo, s.odo), 400, "CannotRemoveYourself");
  check_refusal(kick(s.ines, s.odo), 400, "InvalidOperation");
  const Person other = s.world.person("other");
  check_refusal(kick(other, s.odo), 404, "NotFound");
  s.forget();
  CHECK(kick(s.uta, s.odo).status == 204);
  const auto events = s.world.told();
  REQUIRE(events.size() == 1);
  CHECK(std::get<core::MemberLeft>(events[0]->body).reason == core::LeaveReason::kicked);
  check_refusal(kick(s.uta, s.odo), 404, "NotFound");
  s.world.join(ServerScene::actor(s.uta), s.place.id);
  s.role(0, 0, {s.uta});
  check_refusal(kick(s.uta, s.odo), 403, "NotElevated");
}

}  // namespace
