// Configuration: defaults, the table of keys, addresses told to clients (bonfire-rest 9, 10).
#include "proto/bonfire/config.h"

#include <doctest/doctest.h>

#include <set>

#include "core/id_generator.h"

namespace {

using namespace bonfire;

TEST_CASE("every key is there once") {
  Config config;
  std::set<std::string> keys;
  for (const Setting& setting : settings(config)) {
    CHECK(keys.insert(setting.key).second);
    CHECK_FALSE(setting.doc.empty());
    if (setting.key == "limits.new_user.bots") *std::get<std::uint64_t*>(setting.value) = 7;
  }
  CHECK(config.limits.new_user.bots == 7);
  CHECK(keys.contains("limits.default.avatars_file_size"));
  CHECK(keys.contains("rate_limits.upload"));
}

TEST_CASE("what cannot work is refused by name") {
  CHECK(check(Config()));
  const auto refused = [](auto change) {
    Config config;
    change(config);
    const auto result = check(config);
    return result ? std::string("accepted") : result.error().subject;
  };
  CHECK(refused([](Config& c) { c.api_url = "example.org"; }) == "api_url");
  CHECK(refused([](Config& c) { c.ws_url = "https://example.org"; }) == "ws_url");
  CHECK(refused([](Config& c) { c.autumn_url = "https://example.org/"; }) == "autumn_url");
  CHECK(refused([](Config& c) { c.rate_limits.users = 0; }) == "rate_limits.users");
  CHECK(refused([](Config& c) { c.invite_only = true; }) == "account_invites");
  CHECK(refused([](Config& c) { c.limits.global.restrict_server_creation = {"me"}; }) == "limits.restrict_server_creation");
  CHECK(refused([](Config& c) { c.policy_changes = {"2026-02-30 2026-03-01 https://x.example new"}; }) == "policy_changes");
  CHECK(refused([](Config& c) { c.policy_changes = {"2026-02-03 2026-03-01 https://x.example"}; }) == "policy_changes");
  CHECK(refused([](Config& c) { c.policy_changes = {"2026-02-03 2026-03-01 https://x.example new terms"}; }) == "accepted");
}

TEST_CASE("9: addresses are those the client came by, unless others are set") {
  Config config;
  NodeConfig node = node_config(config, "https://chat.example.org", true);
  CHECK(node.ws == "wss://chat.example.org/bonfire");
  CHECK(node.features.autumn.url == "https://chat.example.org/autumn");
  CHECK(node.features.email);
  CHECK_FALSE(node.features.january.enabled);
  CHECK(node.features.january.url.empty());
  config.january = true;
  config.ws_url = "wss://ws.example.org";
  node = node_config(config, "http://chat.example.org", false);
  CHECK(node.ws == "wss://ws.example.org");
  CHECK(node.features.january.url == "http://chat.example.org/january");
}

TEST_CASE("10.1: the id tells who is new; 4.5: notices until they were seen") {
  Config config;
  const core::UserId user(core::first_id_of_ms(1'700'000'000'000));
  CHECK(limits_of(config, user, 1'700'000'000'000).bots == 2);
  CHECK(limits_of(config, user, 1'700'000'000'000 + 72 * 3'600'000).bots == 5);
  CHECK(service_limits(config, user, 1'700'000'000'000).communities == 50);
  config.policy_changes = {"1970-01-02 1970-01-03 https://x.example new terms"};
  REQUIRE(policy_notices(config).size() == 1);
  CHECK(policy_notices(config)[0].effective_ms == 2 * 86'400'000);
  CHECK(policy_notices(config)[0].description == "new terms");
  CHECK(policy_notices(config, 86'400'000).empty());
}

}  // namespace
