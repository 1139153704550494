// ./dev bench: what the server costs, beside a bare server that does nothing but write, in the same run.
// Server and load have one core each. CPU is the server process's own, all threads; wall clock decides only latencies.
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <string>

#include "tests/bench/report.h"

namespace bench {

BenchOptions options;

std::uint16_t next_port() {
  static std::uint16_t port = 17'100;
  return port++;
}

}  // namespace bench

int main(int argc, char** argv) {
  using namespace bench;
  std::string only;
  options.binary = std::filesystem::path(argv[0]).parent_path().parent_path().parent_path() / "tetragate";
  options.folder = std::filesystem::temp_directory_path() / ("tetragate-bench-" + std::to_string(getpid()));
  for (int i = 1; i < argc; ++i) {
    const std::string a = argv[i];
    if (a == "--quick") {
      options.quick = true;
    } else if (a == "--binary" && i + 1 < argc) {
      options.binary = argv[++i];
    } else if (a == "--only" && i + 1 < argc) {
      only = argv[++i];
    } else {
      std::fprintf(stderr,
                   "usage: tetragate_bench [--quick] [--binary PATH] [--only "
                   "paced|saturation|bonfire|ready|create|idle|storm|start]\n");
      return 2;
    }
  }
  raise_open_files();
  pin_to(options.load_core);
  const auto wanted = [&](const char* name) { return only.empty() || only == name; };
  const std::size_t scale = options.quick ? 10 : 1;
  const double seconds = options.quick ? 2 : 10;
  std::printf("server on core %d, load on core %d; messages of %zu bytes, created through REST and committed\n",
              options.server_core, options.load_core, kContentBytes);
  if (wanted("start")) cold_start();
  if (wanted("paced")) {
    paced(kPandemonium, 1'000 / scale, 1'000 / scale, 20, seconds);
    paced(kPandemonium, 10'000 / scale, 100, 4, seconds);
  }
  if (wanted("saturation")) saturation(kPandemonium);
  if (wanted("bonfire")) {
    for (const Speech* speech : {&kBonfireJson, &kBonfireMessagePack}) {
      paced(*speech, 1'000 / scale, 1'000 / scale, 20, seconds);
      saturation(*speech);
    }
  }
  if (wanted("ready")) {
    ready_of_many();
    ready_of_large(100'000 / scale);
  }
  if (wanted("create")) create_messages();
  if (wanted("idle")) {
    idle_memory(5'000 / scale, 1, 1.5);
    idle_memory(5'000 / scale, 20, 3);
  }
  if (wanted("storm")) storm(5'000 / scale);
  std::filesystem::remove_all(options.folder);
  return 0;
}
