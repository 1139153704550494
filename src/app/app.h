// App: the composition root. Makes every part, starts and stops them in order. Main thread.
#pragma once

#include <memory>
#include <string>
#include <variant>

#include "app/config.h"

namespace app {

/// Why nothing was started: one line for people, and the exit code.
struct StartFailure {
  int exit_code = 1;
  std::string line;
};

class App {
 public:
  /// Binds the addresses, loads certificates, opens (and if needed migrates) the database; nothing runs yet. On failure
  /// nothing is left behind but perhaps an empty data folder.
  static std::variant<std::unique_ptr<App>, StartFailure> create(const Config& config);
  ~App();

  /// Serves until SIGTERM or SIGINT, drains and gives the exit code. A second signal ends the process at once. SIGHUP reads
  /// the certificates again. Signals must be blocked (signals.h).
  int run();

 private:
  struct Parts;
  explicit App(std::unique_ptr<Parts> parts);
  void announce() const;
  void drain();

  std::unique_ptr<Parts> parts_;
};

}  // namespace app
