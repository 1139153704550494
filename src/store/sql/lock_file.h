// LockFile: only one server may run on a database. Held from opening to closing, and let go by the kernel when the process
// ends.
#pragma once

#include <memory>
#include <string>

#include "base/result.h"

namespace store::sql {

class LockFile {
 public:
  /// Creates `path` when missing. The error's text names the process that holds it, when that can be known.
  static base::Result<std::unique_ptr<LockFile>> acquire(const std::string& path);
  ~LockFile();
  LockFile(const LockFile&) = delete;
  LockFile& operator=(const LockFile&) = delete;

 private:
  explicit LockFile(int descriptor) : descriptor_(descriptor) {}
  int descriptor_;
};

}  // namespace store::sql
