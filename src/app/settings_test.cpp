#include "app/settings.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "app/config_file.h"

namespace {

std::string toml_error(const std::string& text) {
  app::Config config;
  const auto applied = app::apply_toml(config, text, "t.toml");
  return applied ? "" : applied.error().info;
}

std::string environment_error(app::Config& config, std::vector<const char*> environment) {
  environment.push_back(nullptr);
  const auto applied = app::apply_environment(config, environment.data());
  return applied ? "" : applied.error().info;
}

}  // namespace

TEST_CASE("a file sets values of every kind") {
  app::Config config;
  const auto applied = app::apply_toml(config, R"(
data_folder = "elsewhere"
threads = 3
durability = "normal"
trusted_proxies = ["10.0.0.1", "10.1.0.0/16"]
metrics_public = true
outbox_bytes_max = 4096
[log]
format = "json"
[limits]
header_bytes = "4KB"
[[listen]]
address = "0.0.0.0"
port = 443
certificate = "a.pem"
key = "b.pem"
[[listen]]
port = 7001
mount = "oprish"
)",
                                       "t.toml");
  REQUIRE(applied);
  CHECK(config.data_folder == "elsewhere");
  CHECK(config.threads == 3);
  CHECK(config.durability == "normal");
  CHECK(config.trusted_proxies == std::vector<std::string>{"10.0.0.1", "10.1.0.0/16"});
  CHECK(config.metrics_public);
  CHECK(config.log.format == "json");
  CHECK(config.outbox_bytes_max == 4096);
  CHECK(config.limits.header_bytes == 4000);
  REQUIRE(config.listen.size() == 2);
  CHECK(app::to_string(config.listen[0]) == "0.0.0.0:443 certificate=a.pem key=b.pem");
  CHECK(app::to_string(config.listen[1]) == "127.0.0.1:7001 mount=oprish");
  CHECK(app::check(config));
}

TEST_CASE("a rate limit is one text, or a table of its parts") {
  app::Config config;
  REQUIRE(app::apply_toml(config, R"(
[pandemonium.rate_limit]
limit = 7
reset_after = 8
[pandemonium.rate_limits]
oprish.create_user = "1/90s"
effis.assets = { limit = 2, reset_after = 3, file_size_limit = "4MB" }
)",
                          "t.toml"));
  const auto& limits = config.pandemonium.rate_limits;
  CHECK(limits.pandemonium.limit == 7);
  CHECK(limits.pandemonium.reset_after == 8);
  CHECK(limits.oprish.create_user.limit == 1);
  CHECK(limits.oprish.create_user.reset_after == 90);
  CHECK(limits.effis.assets.file_size_limit == 4'000'000);
  CHECK(toml_error("[pandemonium.rate_limit]\nlimt = 7\n") ==
        "t.toml line 2: unknown key pandemonium.rate_limit.limt; did you mean limit?");
  CHECK(toml_error("[pandemonium.rate_limit]\nlimit = 7\n") ==
        "t.toml line 1: pandemonium.rate_limit: reset_after is missing or has the wrong type");
  CHECK(toml_error("[pandemonium]\nrate_limit = \"0/1s\"\n") ==
        "t.toml line 2: pandemonium.rate_limit: expected requests/seconds, like 10/5s");
}

TEST_CASE("the second protocol's settings are a table of tables") {
  app::Config config;
  REQUIRE(app::apply_toml(config, R"(
[bonfire]
invite_only = true
account_invites = ["lamp", "bell"]
deletion_delay_s = 0
[bonfire.limits]
group_size = 7
body_limit_size = "30MB"
new_user.bots = 1
[bonfire.limits.default]
attachments_file_size = "25MB"
message_length = 4000
[bonfire.rate_limits]
any = 50
)",
                          "t.toml"));
  const bonfire::Config& b = config.bonfire;
  CHECK(b.invite_only);
  CHECK(b.account_invites == std::vector<std::string>{"lamp", "bell"});
  CHECK(b.deletion_delay_s == 0);
  CHECK(b.limits.global.group_size == 7);
  CHECK(b.limits.global.body_limit_size == 30'000'000);
  CHECK(b.limits.new_user.bots == 1);
  CHECK(b.limits.default_user.file_upload_size_limits.at("attachments") == 25'000'000);
  CHECK(b.limits.new_user.file_upload_size_limits.at("attachments") == 20'000'000);
  CHECK(b.limits.default_user.message_length == 4000);
  CHECK(b.rate_limits.any == 50);
  CHECK(app::check(config));
  CHECK(toml_error("[bonfire]\njanuray = true\n") ==
        "t.toml line 2: unknown key bonfire.januray; did you mean bonfire.january?");
  CHECK(toml_error("[bonfire]\ninvite_only = \"yes\"\n") == "t.toml line 2: bonfire.invite_only: expected true or false");
  config.bonfire.rate_limits.any = 0;
  CHECK(app::check(config).error().info == "bonfire.rate_limits.any: must not be 0");
}

TEST_CASE("what is wrong in a file is said with line, key and the nearest known key") {
  CHECK(toml_error("\nthreds = 2\n") == "t.toml line 2: unknown key threds; did you mean threads?");
  CHECK(toml_error("[log]\nlevle = \"info\"\n") == "t.toml line 2: unknown key log.levle; did you mean log.level?");
  CHECK(toml_error("[nonsense]\nx = 1\n") == "t.toml line 1: unknown key nonsense");
  CHECK(toml_error("[[listen]]\nprt = 1\n") == "t.toml line 2: unknown key listen.prt; did you mean listen.port?");
  CHECK(toml_error("threads = \"many\"") == "t.toml line 1: threads: expected a whole number from 0 to 256");
  CHECK(toml_error("threads = 1000") == "t.toml line 1: threads: expected a whole number from 0 to 256");
  CHECK(toml_error("threads = [1]") == "t.toml line 1: threads: expected a whole number from 0 to 256");
  CHECK(toml_error("threads = 1.5") == "t.toml line 1: threads: expected a whole number from 0 to 256");
  CHECK(toml_error("[log]\nlevel = \"loud\"") == "t.toml line 2: log.level: expected one of debug, info, warn, error");
  CHECK(toml_error("[[listen]]\nport = 70000") == "t.toml line 2: listen.port: expected a whole number from 0 to 65535");
  CHECK(toml_error("metrics_public = 1") == "t.toml line 1: metrics_public: expected true or false");
  CHECK(toml_error("threads = \n").starts_with("t.toml line 1: "));
  CHECK(toml_error("[limits]\nheader_bytes = \"1TB\"").starts_with("t.toml line 2: limits.header_bytes: expected a size"));
}

TEST_CASE("the environment overrides, and unknown names are errors") {
  app::Config config;
  CHECK(environment_error(config, {"HOME=/", "TETRAGATE_THREADS=5", "TETRAGATE_LOG_LEVEL=warn", "TETRAGATE_CONFIG=x",
                                   "TETRAGATE_LISTEN=127.0.0.1:1, [::1]:2 mount=effis", "TETRAGATE_TEST_ANYTHING=1"}) == "");
  CHECK(config.threads == 5);
  CHECK(config.log.level == "warn");
  REQUIRE(config.listen.size() == 2);
  CHECK(app::to_string(config.listen[1]) == "[::1]:2 mount=effis");
  CHECK(environment_error(config, {"TETRAGATE_THREAD=5"}) ==
        "environment: unknown name TETRAGATE_THREAD; did you mean TETRAGATE_THREADS?");
  CHECK(environment_error(config, {"TETRAGATE_THREADS=x"}) ==
        "environment: TETRAGATE_THREADS: expected a whole number from 0 to 256");
}

TEST_CASE("values that do not fit together are refused") {
  const auto error = [](auto change) {
    app::Config config;
    change(config);
    const auto checked = app::check(config);
    return checked ? std::string() : checked.error().info;
  };
  CHECK(error([](app::Config&) {}) == "");
  CHECK(error([](app::Config& c) { c.listen.clear(); }) == "listen: at least one address is needed");
  CHECK(error([](app::Config& c) { c.listen[0].certificate = "a"; }) ==
        "listen 127.0.0.1:7000 certificate=a: certificate and key go together");
  CHECK(error([](app::Config& c) { c.listen[0].mount = "orpish"; }) ==
        "listen 127.0.0.1:7000 mount=orpish: unknown mount; did you mean oprish?");
  CHECK(error([](app::Config& c) { c.listen[0].mount = "detla"; }) ==
        "listen 127.0.0.1:7000 mount=detla: unknown mount; did you mean delta?");
  CHECK(error([](app::Config& c) { c.bonfire.ws_url = "http://chat.example"; }) ==
        "bonfire.ws_url: must begin with ws:// or wss://");
  CHECK(error([](app::Config& c) { c.bonfire.invite_only = true; }) ==
        "bonfire.account_invites: must not be empty while invite_only is on");
  CHECK(error([](app::Config& c) { c.pandemonium.oprish_url = "chat.example"; }).starts_with("pandemonium.oprish_url: "));
  CHECK(error([](app::Config& c) { c.mail.relay = "localhost"; }) == "mail.address: needed when mail.relay is set");
}

TEST_CASE("every setting reads what it writes, and its names are its own") {
  std::vector<std::string> seen;
  for (const app::Setting& setting : app::settings()) {
    CAPTURE(setting.name);
    app::Config config;
    const auto values = setting.get(config);
    CHECK(setting.set(config, values));
    CHECK(setting.get(config) == values);
    CHECK_FALSE(setting.doc.empty());
    for (const std::string& name : {setting.environment_name(), setting.flag()}) {
      CHECK(std::find(seen.begin(), seen.end(), name) == seen.end());
      seen.push_back(name);
    }
  }
}

TEST_CASE("the configuration document is up to date") {
  const std::string path = std::string(TETRAGATE_SOURCE_FOLDER) + "/docs/configuration.md";
  const std::string now = app::configuration_document();
  if (std::getenv("TETRAGATE_TEST_UPDATE_DOCS") != nullptr) std::ofstream(path) << now;
  std::ifstream in(path);
  std::ostringstream written;
  written << in.rdbuf();
  CHECK(written.str() == now);
}
