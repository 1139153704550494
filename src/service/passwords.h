// Passwords: argon2id on a pool of its own, because one hash costs about 20 MB and 40 ms. How many are computed at once is
// how many threads the pool has. The object holds nothing that changes: any thread.
#pragma once

#include <string>

#include "base/executor.h"
#include "base/task.h"
#include "service/runner.h"

namespace service {

struct PasswordCost {
  unsigned long long operations = 2;
  std::size_t memory_bytes = 19u << 20;  // OWASP's choice; tests use little
};

class Passwords {
 public:
  Passwords(base::Executor& pool, PasswordCost cost) : pool_(pool), cost_(cost) {}
  /// Both throw std::bad_alloc when the memory for a hash cannot be had.
  base::Task<std::string> hash(Runner& runner, std::string password);
  /// Verifying against an empty hash takes as long and gives false, so that unknown accounts cannot be told by time.
  base::Task<bool> verify(Runner& runner, std::string hash, std::string password);
  /// Blocking forms, for the operator's commands.
  std::string hash_now(const std::string& password) const;

 private:
  base::Executor& pool_;
  PasswordCost cost_;
};

}  // namespace service
