// What everyone and what roles may do in a channel (bonfire-rest 3.5).
#include "core/event.h"
#include "proto/bonfire/routes/group_scene.h"

#include <doctest/doctest.h>

namespace {

using namespace bonfire::testing;
namespace permission = core::permission;

std::string override_of(core::Permissions allow, core::Permissions deny) {
  return R"({"permissions":{"allow":)" + std::to_string(allow) + R"(,"deny":)" + std::to_string(deny) + "}}";
}
std::string number(core::Permissions value) { return R"({"permissions":)" + std::to_string(value) + "}"; }

struct Scene : GroupScene {
  std::string general = "/channels/" + bonfire::to_text(place.general);
  Answer set(const std::string& channel, const std::string& body, const Person& who) {
    return world.put(channel + "/permissions/default", body, who.token);
  }
  Answer set_role(const std::string& role, const std::string& body, const Person& who) {
    return world.put(general + "/permissions/" + role, body, who.token);
  }
};

TEST_CASE("3.5: what everyone may do in a channel of a server") {
  Scene s;
  const Answer changed = s.set(s.general, override_of(permission::react, permission::send_message), s.ines);
  CHECK(changed.at("default_permissions.a") == std::to_string(permission::react));
  CHECK(changed.at("default_permissions.d") == std::to_string(permission::send_message));
  CHECK(s.world.count_told<core::ChannelUpdated>() == 1);
  check_refusal(s.set(s.general, number(5), s.ines), 400, "InvalidOperation");
  check_refusal(s.set(s.general, "{}", s.ines), 422, "FailedValidation");
  const Answer refused = s.set(s.general, override_of(0, 0), s.odo);
  check_refusal(refused, 403, "MissingPermission");
  CHECK(refused.at("permission") == "ManagePermissions");
  s.role(5, permission::manage_permissions, {s.odo});
  check_refusal(s.set(s.general, override_of(permission::ban_members, 0), s.odo), 403, "CannotGiveMissingPermissions");
  CHECK(s.set(s.general, override_of(permission::react, permission::send_message | permission::react), s.odo).status == 200);
  CHECK(s.world.patch(s.general, R"({"remove":["DefaultPermissions"]})", s.ines.token).at("default_permissions") ==
        "absent");
  check_refusal(s.set(s.general, override_of(1ull << 52, 0), s.ines), 400, "FailedValidation");
  CHECK(s.set(s.general, override_of(1ull << 51, 0), s.ines).status == 200);
  check_refusal(s.set(s.general, override_of(0, 0), s.uta), 403, "MissingPermission");
}

TEST_CASE("3.5: what everyone but its owner may do in a group") {
  Scene s;
  CHECK(s.set(s.group, number(permission::view_only), s.ines).at("permissions") == std::to_string(permission::view_only));
  check_refusal(s.set(s.group, override_of(0, 0), s.ines), 400, "InvalidOperation");
  check_refusal(s.set(s.group, number(0), s.odo), 403, "MissingPermission");
  check_refusal(s.set(s.group, number(1ull << 52), s.ines), 400, "FailedValidation");
  CHECK(s.world.patch(s.group, R"({"remove":["DefaultPermissions"]})", s.ines.token).at("permissions") == "absent");
  check_refusal(s.set(s.direct(), number(0), s.ines), 400, "InvalidOperation");
  check_refusal(s.set(s.direct(), override_of(0, 0), s.ines), 400, "InvalidOperation");
}

TEST_CASE("3.5: what a role may do in a channel") {
  Scene s;
  const std::string high = bonfire::to_text(s.role(1, permission::manage_permissions, {s.odo}));
  const std::string low = bonfire::to_text(s.role(2, 0));
  const Answer changed = s.set_role(low, override_of(permission::react, permission::view_channel), s.odo);
  CHECK(changed.at("role_permissions." + low + ".a") == std::to_string(permission::react));
  CHECK(changed.at("role_permissions." + low + ".d") == std::to_string(permission::view_channel));
  CHECK(s.world.count_told<core::ChannelUpdated>() == 1);
  check_refusal(s.set_role(low, override_of(permission::ban_members, permission::view_channel), s.odo), 403,
                "CannotGiveMissingPermissions");
  check_refusal(s.set_role(high, override_of(0, permission::react), s.odo), 403, "NotElevated");
  CHECK(s.set_role(high, override_of(0, permission::react), s.ines).at("role_permissions." + low + ".a") !=
        "absent");  // the others stay
  check_refusal(s.set_role(std::string(26, '7'), override_of(0, 0), s.ines), 404, "NotFound");
  check_refusal(s.set_role("nothing", override_of(0, 0), s.ines), 404, "NotFound");
  check_refusal(s.set_role(low, number(0), s.ines), 422, "FailedValidation");
  check_refusal(s.set_role(low, override_of(1ull << 52, 0), s.ines), 400, "FailedValidation");
  check_refusal(s.world.put(s.group + "/permissions/" + low, override_of(0, 0), s.ines.token), 400, "InvalidOperation");
  check_refusal(s.set_role(low, override_of(0, 0), s.uta), 403, "MissingPermission");
}

}  // namespace
