// Guessing passwords gets slower.
#include "service/lockout.h"

#include <doctest/doctest.h>

#include "service/accounts.h"
#include "tests/support/service_world.h"

using namespace service;
using testing_support::ServiceWorld;

namespace {

struct Guessing {
  ServiceWorld world;
  core::UserId ines = world.person("ines").user;
  bool locked() {
    return world.read([&](store::Reader& reader, auto at) { return locked_out(*reader.account(ines), at); });
  }
  void fail() {
    REQUIRE(world.write([&](auto& tx, auto at) { return note_failed_login(tx, at, ines); }));
  }
  void succeed() {
    REQUIRE(world.write([&](auto& tx, auto) { return note_good_login(tx, ines); }));
  }
  /// Locked for exactly that long.
  void check_locked_for(std::int64_t ms) {
    CHECK(locked());
    world.clock.advance_ms(ms - 1);
    CHECK(locked());
    world.clock.advance_ms(1);
    CHECK_FALSE(locked());
  }
};

}  // namespace

TEST_CASE("lockout: a minute, five minutes, then an hour each") {
  Guessing g;
  CHECK_FALSE(g.locked());
  g.fail();
  g.fail();
  CHECK_FALSE(g.locked());
  for (const std::int64_t minutes : {1, 5, 60, 60}) {
    g.fail();
    g.check_locked_for(minutes * 60'000);
  }
}

TEST_CASE("lockout: over with a right password, or a new one by mail") {
  Guessing g;
  for (int i = 0; i < 3; ++i) g.fail();
  g.succeed();
  CHECK_FALSE(g.locked());
  g.fail();
  g.fail();
  CHECK_FALSE(g.locked());
  g.fail();
  CHECK(g.locked());
  REQUIRE(g.world.write([&](auto& tx, auto at) { return set_password(tx, at, g.ines, "hash"); }));
  CHECK_FALSE(g.locked());
  CHECK(g.world.quiet());
  const core::UserId nobody(5);
  CHECK_FAILS(g.world.write([&](auto& tx, auto at) { return note_failed_login(tx, at, nobody); }), not_found, "user");
  CHECK_FAILS(g.world.write([&](auto& tx, auto) { return note_good_login(tx, nobody); }), not_found, "user");
}
