// The end of accounts: disabled, deleted later, deleted.
#include "service/account_end.h"

#include <doctest/doctest.h>

#include "service/accounts.h"
#include "service/bots.h"
#include "service/relationships.h"
#include "service/settings.h"
#include "tests/support/service_world.h"

using namespace service;
using testing_support::ServiceWorld;

namespace {

constexpr std::int64_t kDayMs = 24 * 60 * 60 * 1000;

Result<SelfUser> edit(ServiceWorld& world, Actor who, const AccountEdit& e) {
  return world.write([&](auto& tx, auto at) { return edit_account(tx, at, who, e, true); });
}
Result<SelfUser> edit(ServiceWorld& world, Actor who, const ProfileEdit& e) {
  return world.write([&](auto& tx, auto at) { return edit_profile(tx, at, who, e); });
}
Result<void> put(ServiceWorld& world, core::UserId who, core::CodePurpose purpose, std::int32_t code) {
  return world.write([&](auto& tx, auto at) { return put_code(tx, at, who, purpose, code); });
}
Result<void> verify(ServiceWorld& world, Actor who, std::int32_t code) {
  return world.write([&](auto& tx, auto at) { return verify_email(tx, at, who.user, code); });
}
Result<void> reset(ServiceWorld& world, Actor who, std::int32_t code, const std::string& hash) {
  return world.write([&](auto& tx, auto at) { return reset_password(tx, at, who.user, code, hash); });
}
Result<std::uint32_t> delete_due(ServiceWorld& world) {
  return world.write([](auto& tx, auto at) { return delete_due_accounts(tx, at, 100); });
}
Result<core::LoginSession> try_login(ServiceWorld& world, core::UserId user) {
  NewLogin login;
  login.user = user;
  login.token_hash.fill(200);
  return world.write([&](auto& tx, auto at) { return create_login(tx, at, login); });
}
/// A private space of these people; the first owns it. With one channel, as such spaces have.
core::CommunityId space(ServiceWorld& world, core::CommunityKind kind, const std::vector<Actor>& people) {
  core::Community community;
  world.arrange([&](store::Transaction& tx) {
    community.id = core::CommunityId(tx.next_id());
    community.owner = people[0].user;
    community.kind = kind;
    tx.insert_community(community);
    core::Category category;
    category.id = core::default_category_of(community.id);
    category.community = community.id;
    tx.put_category(category);
    std::int64_t joined_ms = 1000;
    for (const Actor& who : people) {
      core::Member member;
      member.community = community.id;
      member.user = who.user;
      member.joined_ms = joined_ms--;
      tx.insert_member(member);
    }
  });
  return community.id;
}
std::optional<core::Community> row(ServiceWorld& world, core::CommunityId id) {
  return world.read([&](store::Reader& reader, auto) { return reader.community(id); });
}

}  // namespace

TEST_CASE("account removal: told first; memberships, log-ins and codes end") {
  ServiceWorld world;
  const Actor ines = world.person("ines");
  const Actor otto = world.person("otto");
  const auto own = world.community(otto, "own");
  const auto other = world.community(ines, "other");
  world.join(otto, other.id);
  world.login(otto.user);
  const auto message = world.say(otto, other.general, "hello");
  ProfileEdit profile;
  profile.bio = std::string("bio");
  REQUIRE(edit(world, otto, profile));
  REQUIRE(put(world, otto.user, core::CodePurpose::reset_password, 123456));
  world.take_events();

  world.remove_account(otto.user);
  const auto events = world.take_events();
  REQUIRE(events.size() == 3);
  CHECK(events[0]->stream == core::stream_of(otto.user));
  CHECK(std::get<core::UserDeleted>(events[0]->body).flags == core::user_flag::deleted);
  CHECK(events[1]->stream == core::stream_of(own.id));
  CHECK(events[2]->stream == core::stream_of(other.id));
  CHECK(std::get<core::MemberLeft>(events[1]->body).user == otto.user);
  CHECK(std::get<core::MemberLeft>(events[2]->body).user == otto.user);

  world.arrange([&](store::Transaction& tx) {
    CHECK(tx.communities_of(otto.user).empty());
    CHECK(tx.login_sessions_of(otto.user).empty());
    CHECK_FALSE(tx.one_time_code(otto.user, core::CodePurpose::reset_password));
    CHECK(tx.account(otto.user)->password_hash.empty());
    CHECK(tx.account(otto.user)->email.empty());
    CHECK(tx.community(own.id)->owner == otto.user);
  });
  CHECK(world.user(otto.user).deleted);
  CHECK_FALSE(world.user(otto.user).bio);
  CHECK(world.user(otto.user).tag_name.empty());
  CHECK(world.user(otto.user).revision == events[0]->number);
  CHECK(world.stored(message)->content == "hello");
  CHECK_FAILS(world.write([&](auto& tx, auto at) { return delete_account(tx, at, otto.user); }), not_found, "user");
}

TEST_CASE("account removal: nothing works on behalf of who is gone") {
  ServiceWorld world;
  const Actor ines = world.person("ines");
  const Actor otto = world.person("otto");
  const auto place = world.community(ines);
  world.remove_account(otto.user);
  world.take_events();
  CHECK_FAILS(edit(world, otto, AccountEdit{"x", {}, {}}), not_found, "user");
  CHECK_FAILS(edit(world, otto, ProfileEdit{}), not_found, "user");
  CHECK_FAILS(verify(world, otto, 1), not_found, "user");
  CHECK_FAILS(reset(world, otto, 1, "x"), not_found, "user");
  CHECK_FAILS(put(world, otto.user, core::CodePurpose::verify_email, 1), not_found, "user");
  CHECK_FAILS(world.write([&](auto& tx, auto at) { return set_password(tx, at, otto.user, "x"); }), not_found, "user");
  CHECK_FAILS(world.write([&](auto& tx, auto at) { return join_community(tx, at, otto, place.id); }), unauthenticated, "");
  NewCommunity input;
  input.slug = "late";
  CHECK_FAILS(world.write([&](auto& tx, auto at) { return create_community(tx, at, otto, input); }), unauthenticated, "");
  CHECK(world.quiet());
}

TEST_CASE("account removal: groups are handed over, and spaces that nobody is left in go") {
  ServiceWorld world;
  const Actor ines = world.person("ines"), otto = world.person("otto"), uta = world.person("uta");
  const auto group = space(world, core::CommunityKind::group, {ines, otto, uta});
  const auto alone = space(world, core::CommunityKind::group, {ines});
  const auto direct = space(world, core::CommunityKind::direct, {ines, otto});
  const auto saved = space(world, core::CommunityKind::saved, {ines});
  world.remove_account(ines.user);
  CHECK(row(world, group)->owner == uta.user);  // she was there first
  CHECK(row(world, direct));
  CHECK_FALSE(row(world, alone));
  CHECK_FALSE(row(world, saved));
  const auto events = world.take_events();
  REQUIRE(events.size() == 6);
  CHECK(std::get<core::CommunityUpdated>(events[1]->body).edit.owner.value() == uta.user);
  CHECK(events[2]->stream == core::stream_of(group));
  CHECK(std::holds_alternative<core::MemberLeft>(events[2]->body));
  CHECK(events[3]->stream == core::stream_of(alone));
  CHECK(std::holds_alternative<core::CommunityDeleted>(events[3]->body));
  CHECK(std::get<core::MemberLeft>(events[4]->body).user == ines.user);
  CHECK(std::holds_alternative<core::CommunityDeleted>(events[5]->body));

  world.remove_account(otto.user);
  CHECK_FALSE(row(world, direct));
  CHECK(row(world, group)->owner == uta.user);
}

TEST_CASE("account removal: relations, settings, secrets and bots end") {
  ServiceWorld world;
  const Actor ines = world.person("ines"), otto = world.person("otto");
  REQUIRE(world.write([&](auto& tx, auto at) { return request_friend(tx, at, otto, ines.user, 5); }));
  REQUIRE(world.write([&](auto& tx, auto at) { return set_settings(tx, at, ines, {{"theme", "dark"}}, {}); }));
  const auto bot = world.write([&](auto& tx, auto) { return create_bot(tx, ines, "robot", 5); });
  world.take_events();
  REQUIRE(world.write([&](auto& tx, auto at) { return delete_account(tx, at, ines.user, core::user_flag::banned); }));
  const auto events = world.take_events();
  REQUIRE(events.size() == 3);
  CHECK(events[0]->stream == core::stream_of(bot->bot.id));
  CHECK(std::get<core::UserDeleted>(events[1]->body).flags == (core::user_flag::banned | core::user_flag::deleted));
  CHECK(events[2]->stream == core::stream_of(otto.user));
  const auto told = std::get<core::RelationshipChanged>(events[2]->body);
  CHECK(told.relation == core::Relation::none);
  CHECK(told.other == world.user(ines.user));
  CHECK(told.other.deleted);
  CHECK(told.other.flags == (core::user_flag::banned | core::user_flag::deleted));
  world.arrange([&](store::Transaction& tx) {
    CHECK(tx.relationships_of(otto.user).empty());
    CHECK(tx.settings(ines.user, {}).empty());
    CHECK_FALSE(tx.bot(bot->bot.id));
    CHECK(tx.user(bot->bot.id)->deleted);
    CHECK(tx.user(bot->bot.id)->bot);
  });
}

TEST_CASE("disabling: log-ins end and none begins until it is undone") {
  ServiceWorld world;
  const Actor ines = world.person("ines");
  REQUIRE(world.write([&](auto& tx, auto at) { return disable_account(tx, at, ines.user); }));
  CHECK(world.take_event<core::LoginSessionsDeleted>(core::stream_of(ines.user)).except == core::LoginSessionId());
  CHECK_FAILS(try_login(world, ines.user), forbidden, "disabled");
  REQUIRE(world.write([&](auto& tx, auto at) { return disable_account(tx, at, ines.user); }));
  CHECK(world.quiet());
  REQUIRE(world.write([&](auto& tx, auto at) { return enable_account(tx, at, ines.user); }));
  CHECK(try_login(world, ines.user));
  for (const core::UserId nobody : {core::kSystemUser, core::kDeletedUser}) {
    CHECK_FAILS(world.write([&](auto& tx, auto at) { return disable_account(tx, at, nobody); }), forbidden, "user");
  }
  CHECK_FAILS(world.write([&](auto& tx, auto at) { return disable_account(tx, at, core::UserId(5)); }), not_found, "user");
}

TEST_CASE("deletion: later, when it is due, unless it is undone") {
  ServiceWorld world;
  const Actor ines = world.person("ines"), otto = world.person("otto");
  auto schedule = [&](Actor who, std::int64_t delay_ms) {
    return world.write([&](auto& tx, auto at) { return schedule_deletion(tx, at, who.user, delay_ms); });
  };
  REQUIRE(schedule(ines, 7 * kDayMs));
  REQUIRE(schedule(otto, 7 * kDayMs));
  CHECK_FAILS(try_login(world, ines.user), forbidden, "disabled");
  REQUIRE(world.write([&](auto& tx, auto at) { return enable_account(tx, at, otto.user); }));
  world.clock.advance_ms(7 * kDayMs - 1);
  CHECK(delete_due(world) == 0u);
  world.clock.advance_ms(1);
  CHECK(delete_due(world) == 1u);
  CHECK(delete_due(world) == 0u);
  CHECK(world.user(ines.user).deleted);
  CHECK_FALSE(world.user(otto.user).deleted);
  REQUIRE(schedule(otto, 0));
  CHECK(world.user(otto.user).deleted);
  CHECK_FAILS(schedule(otto, 0), not_found, "user");
}
