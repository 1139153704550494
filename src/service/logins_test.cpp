// Log-in sessions: made, named, ended.
#include "service/logins.h"

#include <doctest/doctest.h>

#include "tests/support/service_world.h"

using namespace service;
using testing_support::ServiceWorld;

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

TEST_CASE("logins: named by their person alone") {
  ServiceWorld world;
  const Actor ines = world.person("ines"), otto = world.person("otto");
  auto rename = [&](Actor who, core::LoginSessionId id) {
    return world.write([&](auto& tx, auto) { return rename_login(tx, who, id, "Laptop"); });
  };
  CHECK(rename(ines, ines.login)->name == "Laptop");
  CHECK_FAILS(rename(otto, ines.login), forbidden, "session");
  CHECK_FAILS(rename(otto, core::LoginSessionId(1)), not_found, "session");
  REQUIRE(world.write([&](auto& tx, auto) { return set_push(tx, ines, "{}"); }));
  const auto all = world.read([&](store::Reader& reader, auto) { return list_logins(reader, ines.user); });
  REQUIRE(all.size() == 1);
  CHECK(all[0].name == "Laptop");
  CHECK(all[0].push == "{}");
  CHECK(all[0].client == "test");
  CHECK_FAILS(world.write([&](auto& tx, auto) { return set_push(tx, Actor{ines.user, {}}, "{}"); }), not_found, "session");
  CHECK(world.quiet());
}

TEST_CASE("logins: all but one end together") {
  ServiceWorld world;
  const Actor ines = world.person("ines"), otto = world.person("otto");
  const Actor second = world.login(ines.user), third = world.login(ines.user);
  auto end = [&](std::optional<core::LoginSessionId> except) {
    return world.write([&](auto& tx, auto at) { return delete_logins(tx, at, ines.user, except); });
  };
  auto left = [&](core::UserId user) {
    return world.read([&](store::Reader& reader, auto) { return list_logins(reader, user); });
  };
  REQUIRE(end(second.login));
  CHECK(world.take_event<core::LoginSessionsDeleted>(core::stream_of(ines.user)).except == second.login);
  REQUIRE(left(ines.user).size() == 1);
  CHECK(left(ines.user)[0].id == second.login);
  REQUIRE(end(second.login));
  CHECK(world.quiet());  // there was nothing to end
  REQUIRE(end(std::nullopt));
  CHECK(world.take_event<core::LoginSessionsDeleted>(core::stream_of(ines.user)).except == core::LoginSessionId());
  CHECK(left(ines.user).empty());
  CHECK(left(otto.user).size() == 1);
  static_cast<void>(third);
}
