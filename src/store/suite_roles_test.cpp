// What every adapter promises about roles.
#include "store/store_suite.h"

namespace store::suite {

TEST_CASE_TEMPLATE("roles: one comes back as it was stored, and can be replaced", Backend, STORE_ADAPTERS) {
  Fixture<Backend> f;
  const core::CommunityId community = f.add_community(f.add_user("ines"), "first");
  core::Role role = full_role(core::RoleId(f.id()), community);
  f.change([&](Transaction& tx) { tx.put_role(role); });
  CHECK(f.look([&](Reader& r) { return r.roles_of(community); }) == std::vector{role});
  role.rank = 7;
  role.colour.reset();
  role.hoist = false;
  role.icon.reset();
  f.change([&](Transaction& tx) { tx.put_role(role); });
  CHECK(f.look([&](Reader& r) { return r.roles_of(community); }) == std::vector{role});
}

TEST_CASE_TEMPLATE("roles: deleting one takes it from members and channels of its community", Backend, STORE_ADAPTERS) {
  Fixture<Backend> f;
  const core::UserId ines = f.add_user("ines"), otto = f.add_user("otto"), ada = f.add_user("ada");
  const core::CommunityId community = f.add_community(ines, "first");
  const core::Role keeper = full_role(core::RoleId(f.id()), community), guest = full_role(core::RoleId(f.id()), community);
  core::Member both = full_member(community, otto), none = full_member(community, ada);
  both.roles = {keeper.id, guest.id};
  none.roles.clear();
  core::Channel lamp = full_channel(core::ChannelId(f.id()), community), hall = lamp;
  hall.id = core::ChannelId(f.id());
  lamp.role_overrides = {{keeper.id, {1, 0}}, {guest.id, {0, 1}}};
  hall.role_overrides = {{guest.id, {2, 0}}};
  f.change([&](Transaction& tx) {
    tx.put_role(keeper);
    tx.put_role(guest);
    tx.insert_member(both);
    tx.insert_member(none);
    tx.put_channel(lamp);
    tx.put_channel(hall);
    tx.delete_role(keeper.id);
    tx.delete_role(keeper.id);
  });
  both.roles = {guest.id};
  lamp.role_overrides = {{guest.id, {0, 1}}};
  CHECK(f.look([&](Reader& r) { return r.roles_of(community); }) == std::vector{guest});
  CHECK(f.look([&](Reader& r) { return r.member(community, otto); }) == both);
  CHECK(f.look([&](Reader& r) { return r.member(community, ada); }) == none);
  CHECK(f.look([&](Reader& r) { return r.channel(lamp.id); }) == lamp);
  CHECK(f.look([&](Reader& r) { return r.channel(hall.id); }) == hall);
  const auto snapshot = f.look([&](Reader& r) { return r.community_snapshot(community); });
  CHECK(snapshot->state.roles == std::vector{guest});
  CHECK(snapshot->state.find_member(otto)->full(community) == both);

  f.change([&](Transaction& tx) { tx.delete_role(guest.id); });
  both.roles.clear();
  CHECK(f.look([&](Reader& r) { return r.member(community, otto); }) == both);
  CHECK(f.look([&](Reader& r) { return r.channel(hall.id); })->role_overrides.empty());
}

}  // namespace store::suite
