// Roles and permissions of a server (bonfire-rest 3.4).
#include "proto/bonfire/routes/server_scene.h"

#include <doctest/doctest.h>

#include "core/event.h"

namespace {

using namespace bonfire::testing;
namespace permission = core::permission;

struct RoleScene : ServerScene {
  core::RoleId crew = role(1, permission::manage_role | permission::manage_permissions, {odo});
  std::string low = to_text(role(2, 0));
  std::string role_path(const std::string& id) const { return path + "/roles/" + id; }
  static std::string to_text(core::RoleId id) { return bonfire::to_text(id); }
};

TEST_CASE("3.4: roles are made below all others") {
  ServerScene s;
  const Answer first = s.world.post(s.path + "/roles", R"({"name":"Crew","rank":7})", s.ines.token);
  CHECK(s.world.count_told<core::RoleCreated>() == 1);
  CHECK(first.at("role._id") == first.at("id"));
  CHECK(first.at("role.name") == "Crew");
  CHECK(first.at("role.permissions.a") == "0");
  CHECK(first.at("role.rank") == "0");
  CHECK(first.at("role.hoist") == "absent");
  s.world.config.limits.global.server_roles = 2;
  CHECK(s.world.post(s.path + "/roles", quoted("name", "Guests"), s.ines.token).at("role.rank") == "1");
  const Answer full = s.world.post(s.path + "/roles", quoted("name", "More"), s.ines.token);
  check_refusal(full, 400, "TooManyRoles");
  CHECK(full.at("max") == "2");
  check_refusal(s.world.post(s.path + "/roles", quoted("name", ""), s.ines.token), 400, "FailedValidation");
  check_refusal(s.world.post(s.path + "/roles", quoted("name", std::string(33, 'x')), s.ines.token), 400,
                "FailedValidation");
  const Answer refused = s.world.post(s.path + "/roles", quoted("name", "x"), s.odo.token);
  check_refusal(refused, 403, "MissingPermission");
  CHECK(refused.at("permission") == "ManageRole");
  const std::string path = s.path + "/roles/" + first.at("id");
  CHECK(s.world.get(path, s.odo.token).at("name") == "Crew");
  check_refusal(s.world.get(path, s.uta.token), 404, "NotFound");
  check_refusal(s.world.get(s.path + "/roles/" + std::string(26, '7'), s.odo.token), 404, "NotFound");
}

TEST_CASE("3.4: roles change under those above them") {
  RoleScene s;
  const auto change = [&](const std::string& id, const std::string& body) {
    return s.world.patch(s.role_path(id), body, s.odo.token);
  };
  const std::string icon = s.upload(core::FileBucket::community_icons);
  s.forget();
  const std::string gradient = "linear-gradient(red, #00f)";
  const std::string body =
      R"({"name":"Guests","colour":")" + gradient + R"(","hoist":true,"rank":0,"icon":")" + icon + "\"}";
  const Answer changed = change(s.low, body);
  CHECK(changed.status == 200);
  CHECK(changed.at("name") == "Guests");
  CHECK(changed.at("colour") == gradient);
  CHECK(changed.at("hoist") == "true");
  CHECK(changed.at("rank") == "2");
  CHECK(changed.at("icon._id") == icon);
  CHECK(s.world.count_told<core::RoleUpdated>() == 1);
  const Answer removed = change(s.low, R"({"remove":["Colour","Icon"]})");
  CHECK(removed.at("colour") == "absent");
  CHECK(removed.at("icon") == "absent");
  check_refusal(change(s.low, quoted("icon", icon)), 404, "NotFound");  // it serves already
  check_refusal(change(s.low, quoted("colour", "url(x)")), 400, "FailedValidation");
  check_refusal(change(s.low, quoted("colour", std::string(129, 'x'))), 400, "FailedValidation");
  CHECK(change(s.low, quoted("colour", std::string(128, 'x'))).status == 200);
  check_refusal(change(RoleScene::to_text(s.crew), quoted("name", "x")), 403, "NotElevated");
  check_refusal(change(std::string(26, '7'), quoted("name", "x")), 404, "NotFound");
  s.forget();
  CHECK(change(s.low, "{}").status == 200);
  CHECK(s.world.told().empty());
  check_refusal(s.world.patch(s.role_path(s.low), quoted("name", "x"), s.uta.token), 403, "MissingPermission");
}

TEST_CASE("3.4: roles are deleted with their use") {
  RoleScene s;
  const std::string crew = RoleScene::to_text(s.crew);
  check_refusal(s.world.del(s.role_path(crew), s.odo.token), 403, "NotElevated");
  check_refusal(s.world.del(s.role_path(s.low), s.uta.token), 403, "MissingPermission");
  CHECK(s.world.del(s.role_path(s.low), s.odo.token).status == 204);
  CHECK(s.world.count_told<core::RoleDeleted>() == 1);
  check_refusal(s.world.del(s.role_path(s.low), s.odo.token), 404, "NotFound");
  CHECK(s.world.del(s.role_path(crew), s.ines.token).status == 204);
  CHECK(s.world.get(s.path + "/members/" + s.odo.id, s.ines.token).at("roles") == "absent");
}

TEST_CASE("3.4: roles are put in order, all of them") {
  RoleScene s;
  const std::string crew = RoleScene::to_text(s.crew);
  const std::string lowest = RoleScene::to_text(s.role(3, 0));
  const auto order = [&](const std::vector<std::string>& ids, const Person& who) {
    std::string list;
    for (const std::string& id : ids) list += (list.empty() ? "\"" : ",\"") + id + "\"";
    return s.world.patch(s.path + "/roles/ranks", R"({"ranks":[)" + list + "]}", who.token);
  };
  const Answer ordered = order({crew, lowest, s.low}, s.odo);
  CHECK(s.world.count_told<core::RolesRanked>() == 1);
  CHECK(ordered.at("_id") == bonfire::to_text(s.place.id));
  CHECK(ordered.at("roles." + lowest + ".rank") == "1");
  CHECK(ordered.at("roles." + s.low + ".rank") == "2");
  check_refusal(order({lowest, crew, s.low}, s.odo), 403, "NotElevated");
  CHECK(order({lowest, crew, s.low}, s.ines).at("roles." + crew + ".rank") == "1");
  check_refusal(order({lowest, crew}, s.ines), 400, "InvalidOperation");
  check_refusal(order({lowest, crew, crew}, s.ines), 400, "InvalidOperation");
  check_refusal(order({lowest, crew, s.low}, s.uta), 403, "MissingPermission");
}

TEST_CASE("3.4: what everyone may do") {
  RoleScene s;
  const auto set = [&](core::Permissions bits, const Person& who) {
    return s.world.put(s.path + "/permissions/default", R"({"permissions":)" + std::to_string(bits) + "}", who.token);
  };
  const Answer changed = set(permission::view_only, s.odo);
  CHECK(changed.at("default_permissions") == "3145728");
  CHECK(s.world.count_told<core::CommunityUpdated>() == 1);
  check_refusal(set(permission::view_only | permission::ban_members, s.odo), 403, "CannotGiveMissingPermissions");
  CHECK(set(permission::all, s.ines).status == 200);
  check_refusal(set(permission::all + 1, s.ines), 400, "FailedValidation");
  CHECK(set(permission::view_only, s.ines).status == 200);
  check_refusal(s.world.put(s.path + "/permissions/default", R"({"permissions":{"allow":0,"deny":0}})", s.ines.token), 422,
                "FailedValidation");
  const Answer refused = set(0, s.uta);
  check_refusal(refused, 403, "MissingPermission");
  CHECK(refused.at("permission") == "ManagePermissions");
}

TEST_CASE("3.4: what a role adds and takes") {
  RoleScene s;
  const auto set = [&](const std::string& role, core::Permissions allow, core::Permissions deny, const Person& who) {
    const std::string value = R"({"allow":)" + std::to_string(allow) + R"(,"deny":)" + std::to_string(deny) + "}";
    return s.world.put(s.path + "/permissions/" + role, R"({"permissions":)" + value + "}", who.token);
  };
  const Answer changed = set(s.low, permission::manage_role, permission::send_message, s.odo);
  CHECK(changed.at("roles." + s.low + ".permissions.a") == "8");
  CHECK(changed.at("roles." + s.low + ".permissions.d") == "4194304");
  CHECK(s.world.count_told<core::RoleUpdated>() == 1);
  check_refusal(set(s.low, permission::ban_members, 0, s.odo), 403, "CannotGiveMissingPermissions");
  CHECK(set(s.low, 0, permission::ban_members, s.ines).status == 200);
  check_refusal(set(s.low, 0, 0, s.odo), 403, "CannotGiveMissingPermissions");  // it would be given back
  check_refusal(set(RoleScene::to_text(s.crew), 0, 0, s.odo), 403, "NotElevated");
  check_refusal(set(std::string(26, '7'), 0, 0, s.ines), 404, "NotFound");
  check_refusal(set(s.low, 0, permission::all + 1, s.ines), 400, "FailedValidation");
  check_refusal(set(s.low, 0, 0, s.uta), 403, "MissingPermission");
}

}  // namespace
