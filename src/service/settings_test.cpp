// Settings that clients keep here.
#include "service/settings.h"

#include <doctest/doctest.h>

#include "tests/support/service_world.h"

using namespace service;
using testing_support::ServiceWorld;

namespace {

using Values = std::vector<std::pair<std::string, std::string>>;

struct Keeping {
  ServiceWorld world;
  Actor ines = world.person("ines"), otto = world.person("otto");

  Result<void> set(const Values& values, std::optional<std::int64_t> at_ms = {}) {
    return world.write([&](auto& tx, auto at) { return set_settings(tx, at, ines, values, at_ms); });
  }
  std::vector<NamedSetting> get(Actor who, const std::vector<std::string>& keys) {
    return world.read([&](store::Reader& reader, auto) { return get_settings(reader, who, keys); });
  }
};

}  // namespace

TEST_CASE("settings: set, told to the person, read back") {
  Keeping k;
  k.world.clock.advance_ms(1'000'000);
  const std::int64_t now_ms = k.world.clock.unix_ms();
  REQUIRE(k.set({{"theme", "dark"}, {"order", "[]"}}, now_ms - 5));
  const auto told = k.world.take_event<core::SettingsChanged>(core::stream_of(k.ines.user)).settings;
  const std::vector<NamedSetting> both{{"theme", {now_ms - 5, "dark"}}, {"order", {now_ms - 5, "[]"}}};
  CHECK(told == both);
  CHECK(k.get(k.ines, {"theme", "nothing", "order"}) == both);
  CHECK(k.get(k.ines, {}).empty());
  CHECK(k.get(k.otto, {"theme"}).empty());
}

TEST_CASE("settings: replaced whatever the revision, never from the future") {
  Keeping k;
  k.world.clock.advance_ms(1'000'000);
  const std::int64_t now_ms = k.world.clock.unix_ms();
  REQUIRE(k.set({{"theme", "dark"}}));
  CHECK(k.get(k.ines, {"theme"}).at(0).second.revision_ms == now_ms);
  REQUIRE(k.set({{"theme", "light"}}, 7));
  CHECK(k.get(k.ines, {"theme"}).at(0).second == core::Setting{7, "light"});
  REQUIRE(k.set({{"theme", "dark"}}, now_ms + 1));
  CHECK(k.get(k.ines, {"theme"}).at(0).second.revision_ms == now_ms);
  k.world.take_events();
  REQUIRE(k.set({}));
  CHECK(k.world.quiet());
}

TEST_CASE("settings: so much and no more") {
  Keeping k;
  CHECK_FAILS(k.set({{"", "x"}}), invalid, "settings");
  CHECK_FAILS(k.set({{std::string(kSettingKeyBytesMax + 1, 'k'), "x"}}), invalid, "settings");
  CHECK_FAILS(k.set({{"k", std::string(kSettingsBytesMax, 'x')}}), invalid, "settings");
  REQUIRE(k.set({{"k", std::string(kSettingsBytesMax - 1, 'x')}}));
  CHECK_FAILS(k.set({{"l", ""}}), invalid, "settings");
  REQUIRE(k.set({{"k", "small"}}));
  Values many;
  for (std::size_t i = 0; i < kSettingsMax; ++i) many.emplace_back(std::to_string(i), "x");
  CHECK_FAILS(k.set(many), invalid, "settings");  // with the one that is there
  many.pop_back();
  REQUIRE(k.set(many));
  CHECK(k.set({{"k", "again"}}));
}
