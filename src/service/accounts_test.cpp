// Accounts and codes: every error and every event.
#include "service/accounts.h"

#include <doctest/doctest.h>

#include "core/names.h"
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
  CHECK(made->user.tag_name == "ines");
  CHECK(core::is_assignable_discriminator(made->user.discriminator));
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

TEST_CASE("accounts: registering without a name") {
  ServiceWorld world;
  const auto made = register_(world, registration("", "ines@example.org"));
  REQUIRE(made);
  CHECK(made->user.username.empty());
  CHECK(made->user.tag_name.empty());
  CHECK(made->user.discriminator == 0);
  CHECK(register_(world, registration("", "otto@example.org")));  // any number of people have none
  CHECK_FAILS(register_(world, registration("", "otto@example.org")), already_exists, "email");
  CHECK(account(world, "ines@example.org")->user_id == made->user.id);
  CHECK_FAILS(account(world, ""), not_found, "user");
}

TEST_CASE("accounts: one mailbox written in several ways is one address") {
  ServiceWorld world;
  const auto made = register_(world, registration("ines", "ines.may+chat@example.org"));
  CHECK(made->email == "ines.may+chat@example.org");
  for (const char* form : {"ines.may+chat@example.org", "inesmay@example.org", "I.nes.May+x@Example.org"}) {
    CHECK(account(world, form)->user_id == made->user.id);
    CHECK_FAILS(register_(world, registration("otto", form)), already_exists, "email");
  }
  CHECK_FAILS(account(world, "inesmay@example.com"), not_found, "user");
  REQUIRE(edit(world, Actor{made->user.id, {}}, AccountEdit{{}, "agnes@example.org", {}}));
  CHECK(account(world, "a.gnes@example.org")->user_id == made->user.id);
  CHECK_FAILS(account(world, "inesmay@example.org"), not_found, "user");
}

TEST_CASE("accounts: those older than the rule keep exactly the address they have") {
  ServiceWorld world;
  const Actor dotted = world.person("dotted"), plain = world.person("plain");
  auto make_old = [&](Actor who, const std::string& email) {
    world.arrange([&](store::Transaction& tx) {
      core::Account account = *tx.account(who.user);
      account.email = email;
      account.email_key.clear();
      tx.update_account(account);
    });
  };
  make_old(dotted, "i.may@example.org");
  make_old(plain, "imay@example.org");
  CHECK(account(world, "i.may@example.org")->user_id == dotted.user);
  CHECK(account(world, "I.May@example.org")->user_id == dotted.user);
  CHECK(account(world, "imay@example.org")->user_id == plain.user);
  CHECK_FAILS(register_(world, registration("otto", "i.may@example.org")), already_exists, "email");
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
  const core::User before = world.user(ines.user);
  auto edited = edit(world, ines, AccountEdit{"agnes", "agnes@example.org", "new hash"});
  REQUIRE(edited);
  CHECK(edited->user.username == "agnes");
  CHECK(edited->user.tag_name == "agnes");
  CHECK(edited->user.discriminator == before.discriminator);
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
