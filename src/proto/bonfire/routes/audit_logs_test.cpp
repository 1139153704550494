// The audit log (bonfire-rest 4.7).
#include "proto/bonfire/routes/server_scene.h"

#include <doctest/doctest.h>

#include "service/audit.h"

namespace {

using namespace bonfire::testing;
using http::Method;
namespace permission = core::permission;

TEST_CASE("4.7: what was done, newest first, with who did it") {
  ServerScene s;
  const HeaderList reason = {{"X-Session-Token", s.ines.token}, {"X-Audit-Log-Reason", "Too quiet"}};
  const std::string icon = s.upload(core::FileBucket::community_icons);
  const std::string edit = R"({"name":"Docks","icon":")" + icon + R"(","system_messages":{"user_left":")" +
                           bonfire::to_text(s.place.general) + R"("}})";
  CHECK(s.world.send(Method::patch, s.path, edit, reason).status == 200);
  const std::string role = s.world.post(s.path + "/roles", quoted("name", "Crew"), s.ines.token).at("id");
  s.world.put(s.path + "/permissions/" + role, R"({"permissions":{"allow":8,"deny":0}})", s.ines.token);
  s.world.patch(s.path + "/members/" + s.odo.id, R"({"nickname":"Sea","roles":[")" + role + "\"]}", s.ines.token);
  s.world.put(s.path + "/bans/" + s.uta.id, "{}", s.ines.token);
  CHECK(s.world.del(s.path + "/members/" + s.odo.id, s.ines.token).status == 204);

  const Answer log = s.world.get(s.path + "/audit_logs", s.ines.token);
  REQUIRE(log.at("audit_logs.#") == "6");
  CHECK(log.at("audit_logs.0.action.type") == "MemberKick");
  CHECK(log.at("audit_logs.0.action.user") == s.odo.id);
  CHECK(log.at("audit_logs.0.target") == s.odo.id);
  CHECK(log.at("audit_logs.0.user") == s.ines.id);
  CHECK(log.at("audit_logs.0.reason") == "null");
  CHECK(log.at("audit_logs.1.action.type") == "BanCreate");
  CHECK(log.at("audit_logs.2.action.type") == "MemberEdit");
  CHECK(log.at("audit_logs.2.action.before.nickname") == "absent");
  CHECK(log.at("audit_logs.2.action.after.nickname") == "Sea");
  CHECK(log.at("audit_logs.2.action.after.roles.0") == role);
  CHECK(log.at("audit_logs.3.action.after.permissions.a") == "8");
  CHECK(log.at("audit_logs.4.action.name") == "Crew");
  CHECK(log.at("audit_logs.5.action.type") == "ServerEdit");
  CHECK(log.at("audit_logs.5.action.after.name") == "Docks");
  CHECK(log.at("audit_logs.5.action.after.icon._id") == icon);
  CHECK(log.at("audit_logs.5.action.after.system_messages.user_left") == bonfire::to_text(s.place.general));
  CHECK(log.at("audit_logs.5.reason") == "Too quiet");
  CHECK(log.at("users.#") == "3");
  CHECK(log.at("users.0.relations") == "absent");
  CHECK(log.at("members.#") == "1");
  CHECK(log.at("members.0._id.user") == s.ines.id);
}

TEST_CASE("4.7: parts of the log") {
  ServerScene s;
  s.role(0, permission::manage_role | permission::view_audit_logs, {s.odo});
  for (int i = 0; i < 3; ++i) s.world.post(s.path + "/roles", quoted("name", "r" + std::to_string(i)), s.ines.token);
  const std::string mine = s.world.post(s.path + "/roles", quoted("name", "mine"), s.odo.token).at("id");
  s.world.del(s.path + "/roles/" + mine, s.odo.token);
  const auto log = [&](const std::string& query) { return s.world.get(s.path + "/audit_logs?" + query, s.odo.token); };
  CHECK(log("").at("audit_logs.#") == "5");
  CHECK(log("user=" + s.odo.id).at("audit_logs.#") == "2");
  CHECK(log("target=" + mine).at("audit_logs.#") == "2");
  CHECK(log("type=RoleDelete").at("audit_logs.#") == "1");
  CHECK(log("type=roledelete&type=RoleCreate").at("audit_logs.#") == "5");
  CHECK(log("type=MemberKick").at("audit_logs.#") == "0");
  CHECK(log("limit=100").at("audit_logs.#") == "5");
  const Answer newest = log("limit=1");
  CHECK(newest.at("audit_logs.#") == "1");
  const std::string id = newest.at("audit_logs.0._id");
  CHECK(log("before=" + id).at("audit_logs.#") == "4");
  CHECK(log("after=" + id).at("audit_logs.#") == "0");
  CHECK(log("limit=many").at("audit_logs.#") == "5");
  check_refusal(log("limit=0"), 400, "FailedValidation");
  check_refusal(log("limit=101"), 400, "FailedValidation");
  for (const char* key : {"user", "target", "before", "after"}) {
    check_refusal(log(std::string(key) + "=nobody"), 400, "FailedValidation");
  }
}

TEST_CASE("4.7: the log is for those who may see it") {
  ServerScene s;
  const Answer refused = s.world.get(s.path + "/audit_logs", s.odo.token);
  check_refusal(refused, 403, "MissingPermission");
  CHECK(refused.at("permission") == "ViewAuditLogs");
  check_refusal(s.world.get(s.path + "/audit_logs", s.uta.token), 403, "MissingPermission");
  check_refusal(s.world.get("/servers/" + std::string(26, '7') + "/audit_logs", s.ines.token), 404, "NotFound");
}

TEST_CASE("4.7: entries of every type have their members") {
  ServerScene s;
  namespace audit_type = service::audit_type;
  service::AuditAction full;
  full.target = s.place.id.value;
  full.user = full.author = s.odo.user();
  full.channel = s.place.general;
  full.role = core::RoleId(s.place.id.value);
  full.message = core::MessageId(s.place.id.value);
  full.emoji = core::EmojiId(s.place.id.value);
  full.webhook = core::WebhookId(s.place.id.value);
  full.invite = "q7Wm2Rtb";
  full.name = "quay";
  full.count = 7;
  full.permissions = core::PermissionOverride{1, 2};
  full.changes = {{"name", std::string("old"), std::string("new")},
                  {"ranks", std::vector<std::uint64_t>{s.place.id.value}, std::vector<std::uint64_t>{}},
                  {"kind", std::uint64_t{0}, static_cast<std::uint64_t>(core::ChannelKind::voice)},
                  {"slowmode_s", std::uint64_t{0}, std::uint64_t{5}},
                  {"timeout_until_ms", std::int64_t{0}, {}}};
  const auto show = [&](std::string_view type) {
    s.world.arrange([&](store::Transaction& tx) {
      full.type = type;
      service::audit(tx, {s.world.clock.unix_ms(), {}, {}}, s.ines.user(), *tx.community(s.place.id), full);
    });
    return s.world.get(s.path + "/audit_logs?limit=1&type=" + std::string(type), s.ines.token);
  };
  const std::string id = bonfire::to_text(s.place.id), channel = bonfire::to_text(s.place.general);
  const std::string member = "audit_logs.0.action.";
  for (const std::string_view type : {audit_type::channel_create, audit_type::channel_delete}) {
    const Answer shown = show(type);
    CHECK(shown.at(member + "channel") == channel);
    CHECK(shown.at(member + "name") == "quay");
  }
  for (const std::string_view type : {audit_type::message_pin, audit_type::message_unpin}) {
    const Answer shown = show(type);
    CHECK(shown.at(member + "message") == id);
    CHECK(shown.at(member + "author") == s.odo.id);
    CHECK(shown.at(member + "channel") == channel);
  }
  for (const std::string_view type : {audit_type::invite_create, audit_type::invite_delete}) {
    CHECK(show(type).at(member + "invite") == "q7Wm2Rtb");
  }
  for (const std::string_view type : {audit_type::webhook_create, audit_type::webhook_delete}) {
    CHECK(show(type).at(member + "webhook") == id);
  }
  for (const std::string_view type : {audit_type::emoji_create, audit_type::emoji_delete}) {
    CHECK(show(type).at(member + "emoji") == id);
  }
  CHECK(show(audit_type::emoji_update).at(member + "after.name") == "new");
  CHECK(show(audit_type::ban_delete).at(member + "user") == s.odo.id);
  CHECK(show(audit_type::role_delete).at(member + "role") == id);
  CHECK(show(audit_type::role_edit).at(member + "before.name") == "old");
  CHECK(show(audit_type::roles_reorder).at(member + "before.0") == id);
  CHECK(show(audit_type::message_delete).at(member + "author") == s.odo.id);
  CHECK(show(audit_type::message_bulk_delete).at(member + "count") == "7");
  const Answer channel_edit = show(audit_type::channel_edit);
  CHECK(channel_edit.at(member + "after.voice") == "{}");
  CHECK(channel_edit.at(member + "before.voice") == "absent");
  CHECK(channel_edit.at(member + "after.slowmode") == "5");
  CHECK(show(audit_type::channel_role_permissions_edit).at(member + "permissions.deny") == "2");
  CHECK(show(audit_type::member_edit).at(member + "before.timeout") == "1970-01-01T00:00:00.000Z");
}

}  // namespace
