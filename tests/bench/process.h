// Child processes pinned to a core, and what the kernel says of their time and memory.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace bench {

/// Nanoseconds of a clock that never goes back.
std::int64_t now_ns();
/// Pins the calling process; further threads inherit it.
void pin_to(int core);
void raise_open_files();

class Process {
 public:
  /// Starts a program; its output goes to `log_path`.
  static Process run(const std::vector<std::string>& arguments, int core, const std::string& log_path);
  /// Forks and calls `body` in the child, which never returns from it.
  static Process fork_and(const std::function<void()>& body, int core);
  Process(Process&& other) noexcept : pid_(other.pid_) { other.pid_ = -1; }
  Process& operator=(Process&&) = delete;
  ~Process();  // kills and waits

  pid_t pid() const { return pid_; }
  bool alive() const;
  /// Time of all threads on a processor so far, in nanoseconds (schedstat; not rounded to ticks).
  std::int64_t cpu_ns() const;
  /// Resident memory in bytes.
  std::int64_t resident_bytes() const;
  /// Asks it to end and waits up to `deadline_ms`; false when it did not.
  bool terminate(int deadline_ms);

 private:
  explicit Process(pid_t pid) : pid_(pid) {}
  pid_t pid_;
};

}  // namespace bench
