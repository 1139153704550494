// Groups and who is in them (bonfire-rest 3.5).
#include "core/event.h"
#include "proto/bonfire/routes/group_scene.h"

#include <doctest/doctest.h>

namespace {

using namespace bonfire::testing;

std::string group_of(const std::vector<std::string>& users) {
  std::string list;
  for (const std::string& user : users) list += (list.empty() ? "\"" : ",\"") + user + "\"";
  return R"({"name":"watch","users":[)" + list + "]}";
}

TEST_CASE("3.5: a group is made with friends") {
  GroupScene s;
  const auto create = [&](const std::string& body) { return s.world.post("/channels/create", body, s.ines.token); };
  const Answer made = create(group_of({s.odo.id, s.uta.id, s.uta.id, s.ines.id}));
  CHECK(made.at("channel_type") == "Group");
  CHECK(made.at("owner") == s.ines.id);
  CHECK(made.at("recipients.#") == "3");
  CHECK(made.at("permissions") == "absent");
  CHECK(s.world.count_told<core::MemberJoined>() == 3);
  const std::string icon = s.upload(core::FileBucket::community_icons);
  const Answer full = create(R"({"name":"lamp","description":"light","nsfw":true,"icon":")" + icon + "\"}");
  CHECK(full.at("description") == "light");
  CHECK(full.at("nsfw") == "true");
  CHECK(full.at("icon._id") == icon);
  CHECK(full.at("recipients.#") == "1");
  check_refusal(s.world.post("/channels/create", group_of({s.uta.id}), s.odo.token), 403, "NotFriends");
  check_refusal(create(quoted("name", "")), 400, "FailedValidation");
  CHECK(create(quoted("name", std::string(32, 'a'))).status == 200);
  check_refusal(create(quoted("name", std::string(33, 'a'))), 400, "FailedValidation");
  check_refusal(create("{}"), 422, "FailedValidation");
  check_refusal(create(group_of(std::vector<std::string>(50, s.odo.id))), 400, "FailedValidation");
  CHECK(create(group_of(std::vector<std::string>(49, s.odo.id))).status == 200);
  check_refusal(create(group_of({std::string(26, '7')})), 404, "NotFound");
  check_refusal(create(R"({"name":"x","icon":"nothing"})"), 404, "NotFound");
}

TEST_CASE("10.1: a group has room for so many") {
  GroupScene s;
  s.world.config.limits.global.group_size = 2;
  const Answer refused = s.world.post("/channels/create", group_of({s.odo.id, s.uta.id}), s.ines.token);
  check_refusal(refused, 403, "GroupTooLarge");
  CHECK(refused.at("max") == "2");
  CHECK(s.world.post("/channels/create", group_of({s.odo.id}), s.ines.token).status == 200);
  check_refusal(s.world.put(s.group + "/recipients/" + s.uta.id, "{}", s.ines.token), 403, "GroupTooLarge");
}

TEST_CASE("3.5: the people of a group") {
  GroupScene s;
  const Answer members = s.world.get(s.group + "/members", s.odo.token);
  CHECK(members.at("#") == "2");
  CHECK(members.at("0._id") == s.ines.id);
  CHECK(members.at("0.relationship") == "Friend");
  CHECK(members.at("1.relationship") == "User");
  check_refusal(s.world.get(s.group + "/members", s.uta.token), 403, "MissingPermission");
  const std::string general = "/channels/" + bonfire::to_text(s.place.general);
  check_refusal(s.world.get(general + "/members", s.odo.token), 400, "InvalidOperation");
  check_refusal(s.world.get(s.direct() + "/members", s.odo.token), 400, "InvalidOperation");
}

TEST_CASE("3.5: people come into a group") {
  GroupScene s;
  const std::string uta = s.group + "/recipients/" + s.uta.id;
  check_refusal(s.world.put(uta, "{}", s.odo.token), 403, "NotFriends");
  CHECK(s.world.put(uta, "{}", s.ines.token).status == 204);
  CHECK(s.world.count_told<core::MemberJoined>() == 1);
  check_refusal(s.world.put(uta, "{}", s.ines.token), 409, "AlreadyInGroup");
  check_refusal(s.world.put(s.group + "/recipients/@me", "{}", s.ines.token), 409, "AlreadyInGroup");
  check_refusal(s.world.put(s.group + "/recipients/" + std::string(26, '7'), "{}", s.ines.token), 404, "NotFound");
  check_refusal(s.world.put(s.direct() + "/recipients/" + s.uta.id, "{}", s.ines.token), 400, "InvalidOperation");
  CHECK(s.world.put(s.group + "/permissions/default", R"({"permissions":3145728})", s.ines.token).status == 200);
  check_refusal(s.world.put(s.group + "/recipients/" + s.ines.id, "{}", s.odo.token), 403, "MissingPermission");
}

TEST_CASE("3.5: the owner removes people from a group") {
  GroupScene s;
  const std::string odo = s.group + "/recipients/" + s.odo.id;
  const Answer refused = s.world.del(s.group + "/recipients/" + s.ines.id, s.odo.token);
  check_refusal(refused, 403, "MissingPermission");
  CHECK(refused.at("permission") == "ManageChannel");
  check_refusal(s.world.del(s.group + "/recipients/" + s.ines.id, s.ines.token), 400, "CannotRemoveYourself");
  check_refusal(s.world.del(s.group + "/recipients/" + s.uta.id, s.ines.token), 404, "NotInGroup");
  CHECK(s.world.del(odo, s.ines.token).status == 204);
  CHECK(s.world.count_told<core::MemberLeft>() == 1);
  check_refusal(s.world.get(s.group, s.odo.token), 403, "MissingPermission");
}

TEST_CASE("3.5: groups are no matter of bots") {
  GroupScene s;
  const std::string token = s.world.post("/bots/create", quoted("name", "lamp"), s.ines.token).at("token");
  const HeaderList headers{{"X-Bot-Token", token}};
  check_refusal(s.world.send(http::Method::post, "/channels/create", quoted("name", "x"), headers), 400, "IsBot");
  const std::string odo = s.group + "/recipients/" + s.odo.id;
  check_refusal(s.world.send(http::Method::put, odo, "{}", headers), 400, "IsBot");
  check_refusal(s.world.send(http::Method::del, odo, "{}", headers), 400, "IsBot");
  check_refusal(s.world.send(http::Method::post, s.group + "/invites", "{}", headers), 400, "IsBot");
}

}  // namespace
