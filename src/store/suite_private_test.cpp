// What every adapter promises about private spaces.
#include "store/store_suite.h"

namespace store::suite {
namespace {

using enum core::CommunityKind;

}  // namespace

TEST_CASE_TEMPLATE("private spaces: a direct one is found by its two members, whoever asks", Backend, STORE_ADAPTERS) {
  Fixture<Backend> f;
  const core::UserId ines = f.add_user("ines"), otto = f.add_user("otto"), ada = f.add_user("ada");
  const core::CommunityId town = f.add_community(ines, "town");
  f.add_private(group, ines, {ines, otto});
  const core::CommunityId pair = f.add_private(direct, core::UserId(0), {ines, otto});
  const core::CommunityId other = f.add_private(direct, core::UserId(0), {ada, ines});
  f.change([&](Transaction& tx) { tx.insert_member(full_member(town, otto)); });
  auto direct_of = [&](core::UserId a, core::UserId b) { return f.look([&](Reader& r) { return r.direct_space(a, b); }); };
  CHECK(direct_of(ines, otto) == pair);
  CHECK(direct_of(otto, ines) == pair);
  CHECK(direct_of(ines, ada) == other);
  CHECK_FALSE(direct_of(otto, ada));
  CHECK_FALSE(direct_of(ines, ines));
}

TEST_CASE_TEMPLATE("private spaces: what somebody saved is found by its member", Backend, STORE_ADAPTERS) {
  Fixture<Backend> f;
  const core::UserId ines = f.add_user("ines"), otto = f.add_user("otto");
  f.add_private(group, otto, {otto});
  CHECK_FALSE(f.look([&](Reader& r) { return r.saved_space(otto); }));
  const core::CommunityId hers = f.add_private(saved, ines, {ines}), his = f.add_private(saved, otto, {otto});
  CHECK(f.look([&](Reader& r) { return r.saved_space(ines); }) == hers);
  CHECK(f.look([&](Reader& r) { return r.saved_space(otto); }) == his);
  CHECK_FALSE(f.look([&](Reader& r) { return r.saved_space(core::UserId(5)); }));
}

TEST_CASE_TEMPLATE("private spaces: they have no slug and are not counted as owned", Backend, STORE_ADAPTERS) {
  Fixture<Backend> f;
  const core::UserId ines = f.add_user("ines"), otto = f.add_user("otto");
  const core::CommunityId town = f.add_community(ines, "town");
  const core::CommunityId circle = f.add_private(group, ines, {ines, otto}), kept = f.add_private(saved, ines, {ines});
  CHECK_FALSE(f.look([&](Reader& r) { return r.community_by_slug(""); }));
  CHECK(f.look([&](Reader& r) { return r.communities_owned_by(ines); }) == 1);
  CHECK(f.look([&](Reader& r) { return r.communities_of(ines); }) == std::vector{town, circle, kept});
  CHECK(f.look([&](Reader& r) { return r.community_ids(town, 10); }) == std::vector{circle, kept});

  const auto snapshot = f.look([&](Reader& r) { return r.community_snapshot(circle); });
  REQUIRE(snapshot);
  CHECK(snapshot->state.community.kind == group);
  CHECK(snapshot->state.community.owner == ines);
  REQUIRE(snapshot->state.channels.size() == 1);
  CHECK(snapshot->state.channels[0].kind == core::ChannelKind::group);
  CHECK(snapshot->users.size() == 2);
}

TEST_CASE_TEMPLATE("private spaces: a deleted one is not found", Backend, STORE_ADAPTERS) {
  Fixture<Backend> f;
  const core::UserId ines = f.add_user("ines"), otto = f.add_user("otto");
  const core::CommunityId pair = f.add_private(direct, core::UserId(0), {ines, otto});
  f.change([&](Transaction& tx) { tx.delete_community(pair); });
  CHECK_FALSE(f.look([&](Reader& r) { return r.direct_space(ines, otto); }));
  CHECK(f.look([&](Reader& r) { return r.communities_of(ines); }).empty());
}

}  // namespace store::suite
