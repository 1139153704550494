#include "app/program.h"

#include <malloc.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cstdio>
#include <variant>

#include "app/admin.h"
#include "app/app.h"
#include "app/command_line.h"
#include "app/event_check.h"
#include "app/exit_codes.h"
#include "app/signals.h"
#include "app/version.h"
#include "base/log.h"

namespace app {
namespace {

base::log::Level level_of(const std::string& name) {
  if (name == "debug") return base::log::Level::debug;
  if (name == "warn") return base::log::Level::warn;
  return name == "error" ? base::log::Level::error : base::log::Level::info;
}

/// Every connection is a descriptor, and the usual soft limit is 1,024.
void raise_descriptor_limit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
}

/// Few arenas: the event loops hardly meet in the allocator, and each arena keeps memory of its own.
void limit_arenas() { mallopt(M_ARENA_MAX, 2); }

int say(const StartFailure& failure) {
  std::fprintf(stderr, "tetragate: %s\n", failure.line.c_str());
  return failure.exit_code;
}

int serve(const Config& config) {
  raise_descriptor_limit();
  limit_arenas();
  block_signals();
  base::log::configure(level_of(config.log.level), config.log.format == "json");
  auto made = App::create(config);
  if (const StartFailure* failure = std::get_if<StartFailure>(&made)) return say(*failure);
  return std::get<std::unique_ptr<App>>(made)->run();
}

/// Everything that `serve` would refuse to start for, but for addresses that are in use: the server may be running on them.
int check_all(Config config, bool events) {
  base::log::configure(base::log::Level::warn, false);
  for (ListenConfig& listen : config.listen) listen.port = 0;
  auto made = App::create(config);
  if (const StartFailure* failure = std::get_if<StartFailure>(&made)) return say(*failure);
  made = std::unique_ptr<App>();  // lets go of the database
  if (events) {
    const auto streams = check_events(config);
    if (!streams) return say({kExitData, streams.error().info});
    std::printf("event streams: %llu, numbers complete\n", static_cast<unsigned long long>(*streams));
  }
  std::puts("configuration, certificates and database are good");
  return kExitOk;
}

}  // namespace

int run_program(int argc, const char* const* argv) {
  auto parsed = parse_command_line(argc, argv, environ);
  if (const int* exit_code = std::get_if<int>(&parsed)) return *exit_code;
  const CommandLine& line = std::get<CommandLine>(parsed);
  switch (line.command) {
    case CommandLine::Command::serve:
      return serve(line.config);
    case CommandLine::Command::check:
      return check_all(line.config, line.check_events);
    case CommandLine::Command::admin:
      return run_admin(line.config, line.admin);
    case CommandLine::Command::version:
      std::fputs(build_facts().c_str(), stdout);
      return kExitOk;
  }
  return kExitFailed;
}

}  // namespace app
