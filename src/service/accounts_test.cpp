// Accounts, log-ins, profiles, codes: every error and every event.
#include "service/accounts.h"

#include <doctest/doctest.h>

#include "tests/support/service_world.h"

using namespace service;
using testing_support::ServiceWorld;

namespace {

constexpr std::int64_t kDayMs = 24 * 60 * 60 * 1000;

Registration registration(const std::string& name, const std::string& email) {
  Registration r;
  r.username = name;
  r.email = email;
  r.password_hash = "hash";
  return r;
}

Result<SelfUser> register_(ServiceWorld& world, const Registration& r) {
  return world.write([&](auto& tx, auto at) { return register_user(tx, at, r); });
}
Result<SelfUser> self(ServiceWorld& world, Actor who) {
  return world.read([&](auto& reader, auto) { return find_self(reader, who.user); });
}
Result<SelfUser> edit(ServiceWorld& world, Actor who, const AccountEdit& e, bool keep_verified = true) {
  return world.write([&](auto& tx, auto at) { return edit_account(tx, at, who, e, keep_verified); });
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
Result<core::Account> account(ServiceWorld& world, const std::string& identifier) {
  return world.read([&](auto& reader, auto) { return find_account(reader, identifier); });
}

}  // namespace

TEST_CASE("accounts: the reserved ones are made once and cannot log in") {
  ServiceWorld world;
  for (int i = 0; i < 2; ++i) {
    REQUIRE(world.write([](auto& tx, auto at) { return ensure_reserved_users(tx, at); }));
  }
  CHECK(world.quiet());
  CHECK(world.user(core::kSystemUser) == core::system_user());
  CHECK(world.user(core::kDeletedUser) == core::deleted_user());
  CHECK(account(world, "system")->password_hash.empty());
  CHECK_FAILS(account(world, ""), not_found, "user");  // their empty address is nobody's
  CHECK_FAILS(register_(world, registration("deleted-user", "a@example.org")), already_exists, "username");
  for (core::UserId id : {core::kSystemUser, core::kDeletedUser}) {
    CHECK_FAILS(world.write([&](auto& tx, auto at) { return delete_account(tx, at, id); }), forbidden, "user");
  }
}

TEST_CASE("accounts: registering") {
  ServiceWorld world;
  auto made = register_(world, registration("ines", "ines@example.org"));
  REQUIRE(made);
  CHECK(made->user.username == "ines");
  CHECK(made->user.status.kind == core::StatusKind::online);
  CHECK(made->user.revision == 0);
  CHECK(made->email == "ines@example.org");
  CHECK(made->verified);
  CHECK(world.quiet());
  CHECK(world.user(made->user.id) == made->user);
  CHECK(account(world, "ines")->password_hash == "hash");

  CHECK_FAILS(register_(world, registration("ines", "ines@example.org")), already_exists, "username");  // name first
  CHECK_FAILS(register_(world, registration("otto", "ines@example.org")), already_exists, "email");
  CHECK(register_(world, registration("otto", "otto@example.org")));
}

TEST_CASE("accounts: name and address of a deleted account are free") {
  ServiceWorld world;
  const Actor gone = world.person("ines");
  world.remove_account(gone.user);
  auto again = register_(world, registration("ines", "ines@example.org"));
  REQUIRE(again);
  CHECK(again->user.id != gone.user);
}

TEST_CASE("accounts: found by name, by address, by number") {
  ServiceWorld world;
  const Actor ines = world.person("ines");
  CHECK(account(world, "ines")->user_id == ines.user);
  CHECK(account(world, "ines@example.org")->user_id == ines.user);
  CHECK_FAILS(account(world, "otto"), not_found, "user");
  auto by_id = [&](core::UserId id) { return world.read([&](auto& reader, auto) { return find_user(reader, id); }); };
  auto by_name = [&](std::string_view name) {
    return world.read([&](auto& reader, auto) { return find_user(reader, name); });
  };
  CHECK(by_id(ines.user)->username == "ines");
  CHECK(by_name("ines")->id == ines.user);
  CHECK_FAILS(by_id(core::UserId(12345)), not_found, "user");
  CHECK_FAILS(by_name("otto"), not_found, "user");

  world.remove_account(ines.user);
  CHECK_FAILS(account(world, "ines"), not_found, "user");
  CHECK_FAILS(account(world, "ines@example.org"), not_found, "user");
  CHECK_FAILS(by_id(ines.user), not_found, "user");
  CHECK_FAILS(by_name("ines"), not_found, "user");
  CHECK_FAILS(self(world, ines), not_found, "user");
}

TEST_CASE("logins: made, and ended by their person alone") {
  ServiceWorld world;
  const Actor ines = world.person("ines");
  const Actor otto = world.person("otto");
  const auto made = world.read([&](store::Reader& reader, auto) { return reader.login_session(ines.login); });
  REQUIRE(made);
  CHECK(made->user_id == ines.user);
  CHECK(made->platform == "linux");
  CHECK(made->client == "test");
  CHECK(made->ip == "127.0.0.1");
  CHECK(made->created_ms == world.clock.unix_ms());
  CHECK(world.quiet());

  auto end = [&](Actor who, core::LoginSessionId id) {
    return world.write([&](auto& tx, auto at) { return delete_login(tx, at, who, id); });
  };
  CHECK_FAILS(end(otto, ines.login), not_found, "session");
  CHECK_FAILS(end(ines, core::LoginSessionId(1)), not_found, "session");
  CHECK(world.quiet());
  REQUIRE(end(ines, ines.login));
  CHECK(world.take_event<core::LoginSessionDeleted>(core::stream_of(ines.user)).session == ines.login);
  CHECK_FAILS(end(ines, ines.login), not_found, "session");

  NewLogin unknown;
  unknown.user = core::UserId(77);
  CHECK_FAILS(world.write([&](auto& tx, auto at) { return create_login(tx, at, unknown); }), not_found, "user");
}

TEST_CASE("account edit: names and addresses must be free, one's own present ones are not") {
  ServiceWorld world;
  const Actor ines = world.person("ines");
  world.person("otto");
  CHECK_FAILS(edit(world, ines, AccountEdit{"otto", "otto@example.org", {}}), already_exists, "username");
  CHECK_FAILS(edit(world, ines, AccountEdit{"ines", {}, {}}), already_exists, "username");
  CHECK_FAILS(edit(world, ines, AccountEdit{"new", "otto@example.org", {}}), already_exists, "email");
  CHECK_FAILS(edit(world, ines, AccountEdit{{}, "ines@example.org", {}}), already_exists, "email");
  auto check = [&](const AccountEdit& e) {
    return world.read([&](auto& reader, auto) { return check_account_edit(reader, e); });
  };
  CHECK_FAILS(check({"otto", {}, {}}), already_exists, "username");
  CHECK_FAILS(check({{}, "otto@example.org", {}}), already_exists, "email");
  CHECK(check({"new", "new@example.org", "hash"}));
  CHECK(world.quiet());
}

TEST_CASE("account edit: saved, told, and numbered") {
  ServiceWorld world;
  const Actor ines = world.person("ines");
  auto edited = edit(world, ines, AccountEdit{"agnes", "agnes@example.org", "new hash"});
  REQUIRE(edited);
  CHECK(edited->user.username == "agnes");
  CHECK(edited->email == "agnes@example.org");
  CHECK(edited->verified);
  CHECK(edited->user.revision == 1);
  const auto told = world.take_event<core::UserUpdated>(core::stream_of(ines.user));
  CHECK(told.user == edited->user);
  CHECK(told.user == world.user(ines.user));
  CHECK(told.email == "agnes@example.org");
  CHECK(told.verified);
  CHECK(account(world, "agnes")->password_hash == "new hash");
  CHECK_FAILS(account(world, "ines"), not_found, "user");

  REQUIRE(edit(world, ines, AccountEdit{{}, {}, "third hash"}));  // a password alone is told as well
  CHECK(world.take_event<core::UserUpdated>(core::stream_of(ines.user)).user.revision == 2);
  CHECK(edit(world, ines, AccountEdit{})->user.username == "agnes");
  CHECK(world.quiet());
}

TEST_CASE("account edit: a new address is unverified where addresses are verified") {
  ServiceWorld world;
  const Actor ines = world.person("ines");
  CHECK_FALSE(edit(world, ines, AccountEdit{{}, "b@example.org", {}}, false)->verified);
  CHECK_FALSE(world.take_event<core::UserUpdated>(core::stream_of(ines.user)).verified);
  CHECK_FALSE(self(world, ines)->verified);
  CHECK_FALSE(edit(world, ines, AccountEdit{{}, "c@example.org", {}}, true)->verified);  // kept as it is
  CHECK_FALSE(edit(world, ines, AccountEdit{"agnes", {}, {}}, false)->verified);
}

TEST_CASE("account edit: codes that went to the old address end with it") {
  ServiceWorld world;
  const Actor ines = world.person("ines");
  REQUIRE(put(world, ines.user, core::CodePurpose::verify_email, 123456));
  REQUIRE(put(world, ines.user, core::CodePurpose::reset_password, 234567));
  REQUIRE(edit(world, ines, AccountEdit{"agnes", {}, {}}));
  CHECK(reset(world, ines, 234567, "x"));  // a new name leaves them
  REQUIRE(put(world, ines.user, core::CodePurpose::reset_password, 234567));
  REQUIRE(edit(world, ines, AccountEdit{{}, "b@example.org", {}}));
  CHECK_FAILS(verify(world, ines, 123456), invalid, "code");
  CHECK_FAILS(reset(world, ines, 234567, "x"), invalid, "code");

  REQUIRE(put(world, ines.user, core::CodePurpose::reset_password, 234567));
  REQUIRE(edit(world, ines, AccountEdit{{}, {}, "hash"}));
  CHECK_FAILS(reset(world, ines, 234567, "x"), invalid, "code");
}

TEST_CASE("profile: every field is set, kept and cleared") {
  ServiceWorld world;
  const Actor ines = world.person("ines");
  ProfileEdit all;
  all.display_name = std::string("Ines");
  all.status_text = std::string("out at sea");
  all.status_kind = core::StatusKind::busy;
  all.bio = std::string("bio");
  all.avatar = world.file(core::FileBucket::avatars);
  all.banner = world.file(core::FileBucket::banners);
  auto edited = edit(world, ines, all);
  REQUIRE(edited);
  CHECK(edited->user.display_name == "Ines");
  CHECK(edited->user.status.text == "out at sea");
  CHECK(edited->user.status.kind == core::StatusKind::busy);
  CHECK(edited->user.bio == "bio");
  CHECK(edited->user.avatar == all.avatar.value());
  CHECK(edited->user.banner == all.banner.value());
  const auto told = world.take_event<core::UserUpdated>(core::stream_of(ines.user));
  CHECK(told.user == edited->user);
  CHECK(told.email == "ines@example.org");
  CHECK(world.user(ines.user) == edited->user);

  ProfileEdit one;
  one.status_kind = core::StatusKind::invisible;
  edited = edit(world, ines, one);
  CHECK(edited->user.status.text == "out at sea");
  CHECK(edited->user.avatar == all.avatar.value());
  CHECK(edited->user.revision == 2);

  ProfileEdit clear;
  clear.display_name = clear.status_text = clear.bio = core::Change<std::string>::cleared();
  clear.avatar = clear.banner = core::Change<core::FileId>::cleared();
  edited = edit(world, ines, clear);
  core::User bare;
  bare.id = ines.user;
  bare.username = "ines";
  bare.status.kind = core::StatusKind::invisible;
  bare.revision = 3;
  CHECK(edited->user == bare);

  world.take_events();
  CHECK(edit(world, ines, ProfileEdit{})->user == bare);
  CHECK(world.quiet());
}

TEST_CASE("profile: files must exist in their buckets") {
  ServiceWorld world;
  const Actor ines = world.person("ines");
  ProfileEdit avatar;
  avatar.avatar = core::FileId(99);
  CHECK_FAILS(edit(world, ines, avatar), invalid, "avatar");
  avatar.avatar = world.file(core::FileBucket::banners);
  CHECK_FAILS(edit(world, ines, avatar), invalid, "avatar");
  ProfileEdit banner;
  banner.banner = world.file(core::FileBucket::avatars);
  CHECK_FAILS(edit(world, ines, banner), invalid, "banner");
  CHECK(world.quiet());
}

TEST_CASE("account removal: memberships, log-ins and codes end, in this order") {
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
  CHECK(events[0]->stream == core::stream_of(own.id));
  CHECK(events[1]->stream == core::stream_of(other.id));
  CHECK(std::get<core::MemberLeft>(events[0]->body).user == otto.user);
  CHECK(std::get<core::MemberLeft>(events[1]->body).user == otto.user);
  CHECK(events[2]->stream == core::stream_of(otto.user));
  CHECK(std::holds_alternative<core::UserDeleted>(events[2]->body));

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
  CHECK(world.user(otto.user).revision == events[2]->number);
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

TEST_CASE("codes: verifying an address") {
  ServiceWorld world;
  Registration r = registration("ines", "ines@example.org");
  r.verified = false;
  r.verify_code = 123456;
  const auto made = register_(world, r);
  const Actor ines{made->user.id, {}};
  CHECK_FALSE(made->verified);
  CHECK_FAILS(verify(world, ines, 123457), invalid, "code");
  world.clock.advance_ms(7 * kDayMs);
  CHECK_FAILS(verify(world, ines, 123456), invalid, "code");
  world.clock.advance_ms(-1);
  REQUIRE(verify(world, ines, 123456));
  const auto told = world.take_event<core::UserUpdated>(core::stream_of(ines.user));
  CHECK(told.verified);
  CHECK(told.user.revision == 1);
  CHECK(self(world, ines)->verified);
  CHECK_FAILS(verify(world, ines, 123456), invalid, "code");  // used up
}

TEST_CASE("codes: a later one replaces an earlier one of its purpose") {
  ServiceWorld world;
  const Actor ines = world.person("ines");
  REQUIRE(put(world, ines.user, core::CodePurpose::verify_email, 111111));
  REQUIRE(put(world, ines.user, core::CodePurpose::reset_password, 222222));
  REQUIRE(put(world, ines.user, core::CodePurpose::verify_email, 333333));
  CHECK_FAILS(verify(world, ines, 111111), invalid, "code");
  CHECK_FAILS(verify(world, ines, 222222), invalid, "code");
  CHECK(verify(world, ines, 333333));
  CHECK(reset(world, ines, 222222, "new"));
  CHECK_FAILS(put(world, core::UserId(5), core::CodePurpose::verify_email, 1), not_found, "user");
}

TEST_CASE("codes: resetting a password") {
  ServiceWorld world;
  const Actor ines = world.person("ines");
  CHECK_FAILS(reset(world, ines, 123456, "new"), invalid, "code");  // none outstanding
  REQUIRE(put(world, ines.user, core::CodePurpose::reset_password, 123456));
  CHECK_FAILS(reset(world, ines, 123450, "new"), invalid, "code");
  world.clock.advance_ms(kDayMs);
  CHECK_FAILS(reset(world, ines, 123456, "new"), invalid, "code");
  world.clock.advance_ms(-1);
  REQUIRE(reset(world, ines, 123456, "new"));
  CHECK(account(world, "ines")->password_hash == "new");
  CHECK_FAILS(reset(world, ines, 123456, "newer"), invalid, "code");
  CHECK(world.quiet());
}

TEST_CASE("codes: the operator sets a password and ends an outstanding code") {
  ServiceWorld world;
  const Actor ines = world.person("ines");
  REQUIRE(put(world, ines.user, core::CodePurpose::reset_password, 123456));
  REQUIRE(world.write([&](auto& tx, auto at) { return set_password(tx, at, ines.user, "set"); }));
  CHECK(account(world, "ines")->password_hash == "set");
  CHECK_FAILS(reset(world, ines, 123456, "new"), invalid, "code");
}
