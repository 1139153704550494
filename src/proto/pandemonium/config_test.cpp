// Configuration: defaults of the reference, tables of keys, addresses told to clients (pandemonium 6.4, 7).
#include "proto/pandemonium/config.h"

#include <doctest/doctest.h>

#include <set>

#include "proto/pandemonium/codec.h"

namespace {

using namespace pandemonium;

TEST_CASE("6.4 all limits are there, with their defaults") {
  Config config;
  const auto list = limit_settings(config);
  std::set<std::pair<std::string_view, std::string_view>> names;
  int oprish = 0;
  for (const LimitSetting& l : list) {
    names.insert({l.section, l.key});
    oprish += l.section == "oprish";
    CHECK(*l.limit > 0);
    CHECK(*l.reset_after > 0);
  }
  CHECK(oprish == 44);
  CHECK(names.size() == list.size());
  CHECK(list.size() == 44 + 4 + 1);
  CHECK(config.rate_limits.oprish.create_message == RateLimitConf{5, 10});
  CHECK(config.rate_limits.oprish.guest_get_sphere == RateLimitConf{20, 10});
  CHECK(config.rate_limits.oprish.join_sphere == RateLimitConf{5, 20});
  CHECK(config.rate_limits.pandemonium == RateLimitConf{10, 5});
  CHECK(config.rate_limits.effis.attachments == EffisRateLimitConf{120, 40, 500'000'000});
  for (const LimitSetting& l : list) {
    if (l.key == "create_message") *l.limit = 77;
  }
  CHECK(to_limit(config.rate_limits.oprish.create_message).limit == 77);
  CHECK(to_limit(config.rate_limits.oprish.create_message).reset_after_s == 5);
}

TEST_CASE("what cannot work is refused by name") {
  CHECK(check(Config()));
  const auto refused = [](auto change) {
    Config config;
    change(config);
    const auto result = check(config);
    return result ? std::string("accepted") : result.error().subject;
  };
  CHECK(refused([](Config& c) { c.instance_name = ""; }) == "instance_name");
  CHECK(refused([](Config& c) { c.instance_name = std::string(33, 'x'); }) == "instance_name");
  CHECK(refused([](Config& c) { c.description = ""; }) == "description");
  CHECK(refused([](Config& c) { c.oprish_url = "example.com"; }) == "oprish_url");
  CHECK(refused([](Config& c) { c.pandemonium_url = "https://example.com"; }) == "pandemonium_url");
  CHECK(refused([](Config& c) { c.pandemonium_url = "wss://example.com"; }) == "accepted");
  CHECK(refused([](Config& c) { c.effis_url = "http://"; }) == "effis_url");
  CHECK(refused([](Config& c) { c.message_limit = 1023; }) == "message_limit");
  CHECK(refused([](Config& c) { c.file_size = 0; }) == "file_size");
  CHECK(refused([](Config& c) { c.heartbeat_timeout_ms = 45'000; }) == "heartbeat_timeout_ms");
  CHECK(refused([](Config& c) { c.rate_limits.oprish.get_user.limit = 0; }) == "get_user");
  CHECK(refused([](Config& c) { c.rate_limits.effis.assets.file_size_limit = 0; }) == "assets");
}

TEST_CASE("3.16 addresses follow the request unless they are set; rate limits only when asked for") {
  Config config;
  InstanceInfo info = instance_info(config, "https://chat.example", false);
  CHECK(info.oprish_url == "https://chat.example/oprish");
  CHECK(info.pandemonium_url == "wss://chat.example/pandemonium");
  CHECK(info.effis_url == "https://chat.example/effis");
  CHECK(instance_info(config, "ws://127.0.0.1:8080", false).oprish_url == "http://127.0.0.1:8080/oprish");
  CHECK(instance_info(config, "http://127.0.0.1:8080", false).pandemonium_url == "ws://127.0.0.1:8080/pandemonium");
  config.effis_url = "https://files.example";
  CHECK(instance_info(config, "https://chat.example", false).effis_url == "https://files.example");
  CHECK(encode(info).find("rate_limits") == std::string::npos);
  CHECK(encode(info).find(R"("description":null)") != std::string::npos);
  CHECK(encode(info).find("email_address") == std::string::npos);
  config.email_address = "a@b";
  const std::string full = encode(instance_info(config, "https://chat.example", true));
  CHECK(full.find(R"("rate_limits":{"oprish":{"get_instance_info":{"reset_after":5,"limit":10})") != std::string::npos);
  CHECK(full.find(R"("email_address":"a@b")") != std::string::npos);
}

}  // namespace
