#include "app/command_line.h"

#include <doctest/doctest.h>

#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "app/exit_codes.h"

namespace {

struct Parsed {
  std::variant<app::CommandLine, int> result;
  const app::CommandLine& line() const { return std::get<app::CommandLine>(result); }
  int exit_code() const { return std::get<int>(result); }
};

Parsed parse(std::vector<const char*> arguments, std::vector<const char*> environment = {}) {
  arguments.insert(arguments.begin(), "tetragate");
  environment.push_back(nullptr);
  return {app::parse_command_line(static_cast<int>(arguments.size()), arguments.data(), environment.data())};
}

}  // namespace

TEST_CASE("flags go over the environment, which goes over the file") {
  const auto folder = std::filesystem::temp_directory_path() / ("tetragate-command-line-" + std::to_string(getpid()));
  std::filesystem::create_directories(folder);
  const std::string file = (folder / "t.toml").string();
  std::ofstream(file) << "threads = 1\ndurability = \"normal\"\n[log]\nlevel = \"warn\"\n";
  const Parsed parsed =
      parse({"serve", "--config", file.c_str(), "--threads", "3"}, {"TETRAGATE_THREADS=2", "TETRAGATE_LOG_LEVEL=error"});
  std::filesystem::remove_all(folder);
  CHECK(parsed.line().command == app::CommandLine::Command::serve);
  CHECK(parsed.line().config.threads == 3);
  CHECK(parsed.line().config.log.level == "error");
  CHECK(parsed.line().config.durability == "normal");
}

TEST_CASE("a list flag may be repeated, and replaces") {
  const Parsed parsed = parse({"serve", "--listen", "127.0.0.1:1", "--listen", "127.0.0.1:2, 127.0.0.1:3 mount=effis"});
  REQUIRE(parsed.line().config.listen.size() == 3);
  CHECK(parsed.line().config.listen[2].mount == "effis");
}

TEST_CASE("the operator's commands carry what they need") {
  const Parsed ban =
      parse({"admin", "community", "ban", "keepers", "otto", "--reason", "noise", "--data-folder", "elsewhere"});
  CHECK(ban.line().command == app::CommandLine::Command::admin);
  CHECK(ban.line().admin.what == app::AdminCommand::What::community_ban);
  CHECK(ban.line().admin.community == "keepers");
  CHECK(ban.line().admin.user == "otto");
  CHECK(ban.line().admin.reason == "noise");
  CHECK(ban.line().config.data_folder == "elsewhere");
  const Parsed list = parse({"admin", "user", "list"});
  CHECK(list.line().admin.what == app::AdminCommand::What::user_list);
  const Parsed enable = parse({"admin", "user", "enable", "otto"});
  CHECK(enable.line().admin.what == app::AdminCommand::What::user_enable);
  CHECK(enable.line().admin.user == "otto");
  CHECK(parse({"admin", "user", "disable", "otto"}).line().admin.what == app::AdminCommand::What::user_disable);
  CHECK(parse({"--version"}).line().command == app::CommandLine::Command::version);
  CHECK(parse({"check"}).line().command == app::CommandLine::Command::check);
}

TEST_CASE("what cannot be understood ends with the exit code for it") {
  CHECK(parse({}).exit_code() == app::kExitConfiguration);
  CHECK(parse({"nonsense"}).exit_code() == app::kExitConfiguration);
  CHECK(parse({"serve", "--nonsense"}).exit_code() == app::kExitConfiguration);
  CHECK(parse({"serve", "--threads", "many"}).exit_code() == app::kExitConfiguration);
  CHECK(parse({"serve", "--config", "there/is/no/such/file"}).exit_code() == app::kExitConfiguration);
  CHECK(parse({"serve"}, {"TETRAGATE_NONSENSE=1"}).exit_code() == app::kExitConfiguration);
  CHECK(parse({"admin"}).exit_code() == app::kExitConfiguration);
}
