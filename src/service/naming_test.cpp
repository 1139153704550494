// Names: chosen, changed, and how the two follow each other.
#include "service/naming.h"

#include <doctest/doctest.h>

#include <set>

#include "core/names.h"
#include "tests/support/service_world.h"

using namespace service;
using testing_support::ServiceWorld;

namespace {

constexpr std::int64_t kDayMs = 24 * 60 * 60 * 1000;

core::UserId nameless(ServiceWorld& world, const std::string& email) {
  Registration r;
  r.email = email;
  r.password_hash = "hash";
  return world.write([&](auto& tx, auto at) { return register_user(tx, at, r); })->user.id;
}
Result<SelfUser> choose(ServiceWorld& world, core::UserId who, const std::string& name) {
  return world.write([&](auto& tx, auto at) { return choose_name(tx, at, who, name); });
}
Result<SelfUser> rename(ServiceWorld& world, core::UserId who, const std::string& name) {
  return world.write([&](auto& tx, auto at) { return change_tag_name(tx, at, who, name); });
}
Result<core::User> find(ServiceWorld& world, const std::string& name, std::uint16_t discriminator) {
  return world.read([&](auto& reader, auto) { return find_by_tag(reader, name, discriminator); });
}
/// Somebody whose tag is this one.
core::UserId holder(ServiceWorld& world, const std::string& name, std::uint16_t discriminator) {
  core::User user;
  world.arrange([&](store::Transaction& tx) {
    user.id = core::UserId(tx.next_id());
    user.username = "h" + std::to_string(user.id.value);
    user.tag_name = name;
    user.discriminator = discriminator;
    core::Account account;
    account.user_id = user.id;
    tx.insert_user(user, account);
  });
  return user.id;
}

}  // namespace

TEST_CASE("naming: choosing the first name") {
  ServiceWorld world;
  const core::UserId ada = nameless(world, "ada@example.org");
  CHECK_FAILS(choose(world, ada, "a"), invalid, "tag_name");
  CHECK_FAILS(choose(world, ada, "a b"), invalid, "tag_name");
  const auto named = choose(world, ada, "Ada.L");
  REQUIRE(named);
  CHECK(named->user.tag_name == "Ada.L");
  CHECK(named->user.username == "ada-l");
  CHECK(core::is_assignable_discriminator(named->user.discriminator));
  const auto told = world.take_event<core::UserUpdated>(core::stream_of(ada));
  CHECK(told.user == named->user);
  CHECK(told.user == world.user(ada));
  CHECK(find(world, "ADA.l", named->user.discriminator)->id == ada);
  CHECK_FAILS(find(world, "ada", named->user.discriminator), not_found, "user");
  CHECK_FAILS(choose(world, ada, "Other"), forbidden, "named");
  CHECK_FAILS(choose(world, core::UserId(7), "Other"), not_found, "user");
}

TEST_CASE("naming: many people of one name") {
  ServiceWorld world;
  std::set<std::string> handles;
  std::set<std::uint16_t> numbers;
  for (int i = 0; i < 20; ++i) {
    const auto named = choose(world, nameless(world, std::to_string(i) + "@example.org"), "Ada");
    REQUIRE(named);
    CHECK(handles.insert(named->user.username).second);
    CHECK(numbers.insert(named->user.discriminator).second);
  }
  CHECK(handles.contains("ada"));
  for (const std::string& handle : handles) CHECK(handle.starts_with("ada"));
}

TEST_CASE("naming: a name without ASCII letters gives some handle, and later keeps the one there is") {
  ServiceWorld world;
  const core::UserId anna = nameless(world, "anna@example.org");
  CHECK(choose(world, anna, "Анна")->user.username == "user");
  const core::UserId boris = nameless(world, "boris@example.org");
  CHECK(choose(world, boris, "Борис")->user.username.starts_with("user"));
  CHECK(rename(world, anna, "Anna")->user.username == "anna");
  CHECK(rename(world, anna, "Аннушка")->user.username == "anna");
}

TEST_CASE("naming: a rename keeps the number when it is free, and another case of the name is") {
  ServiceWorld world;
  const Actor ines = world.person("ines");
  const std::uint16_t number = world.user(ines.user).discriminator;
  world.take_events();
  const auto renamed = rename(world, ines.user, "Agnes");
  REQUIRE(renamed);
  CHECK(renamed->user.discriminator == number);
  CHECK(renamed->user.username == "agnes");
  CHECK(world.take_event<core::UserUpdated>(core::stream_of(ines.user)).user.tag_name == "Agnes");
  CHECK(rename(world, ines.user, "AGNES")->user.discriminator == number);
  world.take_events();
  CHECK(rename(world, ines.user, "AGNES")->user.tag_name == "AGNES");
  CHECK(world.quiet());
  CHECK_FAILS(rename(world, ines.user, "#"), invalid, "tag_name");
  CHECK_FAILS(find(world, "ines", number), not_found, "user");
}

TEST_CASE("naming: another number at most once a day") {
  ServiceWorld world;
  const Actor ines = world.person("ines");
  const std::uint16_t number = world.user(ines.user).discriminator;
  holder(world, "taken", number);
  const auto first = rename(world, ines.user, "Taken");
  REQUIRE(first);
  CHECK(first->user.discriminator != number);
  holder(world, "Second", first->user.discriminator);
  CHECK_FAILS(rename(world, ines.user, "second"), forbidden, "discriminator");
  REQUIRE(rename(world, ines.user, "free"));  // keeps its number, so it may
  world.clock.advance_ms(kDayMs - 1);
  CHECK_FAILS(rename(world, ines.user, "second"), forbidden, "discriminator");
  world.clock.advance_ms(1);
  CHECK(rename(world, ines.user, "second"));
}

TEST_CASE("naming: when all numbers of a name are taken") {
  ServiceWorld world;
  world.arrange([&](store::Transaction& tx) {
    for (std::uint16_t number = 2; number <= 9998; ++number) {
      if (!core::is_assignable_discriminator(number)) continue;
      core::User user;
      user.id = core::UserId(tx.next_id());
      user.username = "h" + std::to_string(number);
      user.tag_name = "full";
      user.discriminator = number;
      core::Account account;
      account.user_id = user.id;
      tx.insert_user(user, account);
    }
  });
  const core::UserId late = nameless(world, "late@example.org");
  CHECK_FAILS(choose(world, late, "Full"), already_exists, "tag_name");
  Registration r;
  r.username = "full";
  r.email = "full@example.org";
  CHECK_FAILS(world.write([&](auto& tx, auto at) { return register_user(tx, at, r); }), already_exists, "username");
  world.arrange([&](store::Transaction& tx) {
    core::User gone = *tx.user_by_tag("full", 4711);
    gone.deleted = true;
    tx.update_user(gone);
  });
  CHECK(choose(world, late, "Full")->user.discriminator == 4711);
}
