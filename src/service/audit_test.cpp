// The audit log: what stands in it, in which form, and who reads it.
#include "service/audit.h"

#include <doctest/doctest.h>

#include "service/bans.h"
#include "service/communities.h"
#include "service/roles.h"
#include "tests/support/service_world.h"

using namespace service;
using testing_support::ServiceWorld;

namespace {

struct Scene {
  ServiceWorld world;
  Actor ines = world.person("ines"), otto = world.person("otto");
  core::CommunityId id = world.community(ines).id;
  Scene() { world.join(otto, id); }
  Result<AuditPage> list(Actor who, store::Reader::AuditQuery query = {}) {
    query.community = id;
    return world.read([&](auto& reader, auto at) { return list_audit_entries(reader, at, who, query); });
  }
  core::AuditEntry last() { return list(ines)->entries.at(0); }
};

}  // namespace

TEST_CASE("audit: an action is read back as it was written") {
  Scene s;
  AuditAction action = audit_action(audit_type::member_edit, 7);
  action.user = core::UserId(7);
  action.author = core::UserId(8);
  action.channel = core::ChannelId(9);
  action.role = core::RoleId(10);
  action.message = core::MessageId(11);
  action.emoji = core::EmojiId(12);
  action.webhook = core::WebhookId(13);
  action.invite = "code";
  action.name = "na\"me";
  action.count = 3;
  action.permissions = core::PermissionOverride{core::permission::all, 4};
  action.changes = {{"nothing", {}, true},
                    {"number", std::uint64_t{1} << 63, std::int64_t{-5}},
                    {"text", std::string(), std::string("ü")},
                    {"ids", std::vector<std::uint64_t>{}, std::vector<std::uint64_t>{1, 2}},
                    {"override", core::PermissionOverride{}, core::PermissionOverride{1, 2}}};
  s.world.arrange([&](store::Transaction& tx) {
    Context at = s.world.context();
    at.reason = "because";
    audit(tx, at, s.otto.user, *tx.community(s.id), action);
  });
  const core::AuditEntry entry = s.last();
  CHECK(entry.user == s.otto.user);
  CHECK(entry.target == 7);
  CHECK(entry.reason == "because");
  CHECK(read_audit_entry(entry) == action);
  core::AuditEntry broken = entry;
  broken.action = "{";
  CHECK(read_audit_entry(broken) == audit_action(audit_type::member_edit, 7));
}

TEST_CASE("audit: actions leave entries with their reason, those without effect do not") {
  Scene s;
  core::CommunityEdit e;
  e.name = std::string("Keepers");
  e.default_permissions = core::permission::view_only;
  REQUIRE(s.world.write([&](auto& tx, Context at) {
    at.reason = "new season";
    return edit_community(tx, at, s.ines, s.id, e);
  }));
  const core::AuditEntry entry = s.last();
  CHECK(entry.type == audit_type::community_edit);
  CHECK(entry.reason == "new season");
  const auto changes = read_audit_entry(entry).changes;
  REQUIRE(changes.size() == 2);
  CHECK(changes[0] == AuditChange{"name", {}, std::string("Keepers")});
  CHECK(changes[1] == AuditChange{"default_permissions", core::permission::community_default, core::permission::view_only});
  REQUIRE(s.world.write([&](auto& tx, auto at) { return edit_community(tx, at, s.ines, s.id, {}); }));
  CHECK_FALSE(s.world.write([&](auto& tx, auto at) { return ban_member(tx, at, s.otto, s.id, {s.ines.user, {}, 0}); }));
  CHECK(s.list(s.ines)->entries.size() == 1);
}

TEST_CASE("audit: listed for those who may look, by what they look for") {
  Scene s;
  REQUIRE(s.world.write([&](auto& tx, auto at) { return create_role(tx, at, s.ines, s.id, "mate"); }));
  REQUIRE(s.world.write([&](auto& tx, auto at) { return ban_member(tx, at, s.ines, s.id, {s.otto.user, {}, 0}); }));
  CHECK_FAILS(s.list(s.otto), forbidden, "view_audit_logs");
  const auto all = s.list(s.ines);
  REQUIRE(all);
  REQUIRE(all->entries.size() == 2);
  CHECK(all->entries[0].type == audit_type::ban_create);
  CHECK(all->users.size() == 2);
  CHECK(all->members.size() == 1);  // one of them is gone
  store::Reader::AuditQuery query;
  query.types = {std::string(audit_type::role_create)};
  CHECK(s.list(s.ines, query)->entries.size() == 1);
  query.types.clear();
  query.target = s.otto.user.value;
  CHECK(s.list(s.ines, query)->entries.at(0).type == audit_type::ban_create);
  query.user = s.otto.user;
  CHECK(s.list(s.ines, query)->entries.empty());
}

TEST_CASE("audit: entries are kept for a while") {
  Scene s;
  REQUIRE(s.world.write([&](auto& tx, auto at) { return create_role(tx, at, s.ines, s.id, "mate"); }));
  auto drop = [&] { REQUIRE(s.world.write([&](auto& tx, auto at) { return drop_old_audit_entries(tx, at); })); };
  s.world.clock.advance_ms(kAuditKeptMs - 1'000);
  drop();
  CHECK(s.list(s.ines)->entries.size() == 1);
  s.world.clock.advance_ms(2'000);
  drop();
  CHECK(s.list(s.ines)->entries.empty());
}
