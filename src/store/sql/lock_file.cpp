// LockFile by flock(2): unlike SQLite's own locks it cannot be lost by closing another descriptor of the same file. The file
// stays when the lock is gone; removing it would let two processes lock two files of one name.
#include "store/sql/lock_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace store::sql {

base::Result<std::unique_ptr<LockFile>> LockFile::acquire(const std::string& path) {
  const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor < 0) {
    return base::fail(base::ErrorKind::unavailable, "path", "cannot create " + path + ": " + std::strerror(errno));
  }
  std::unique_ptr<LockFile> lock(new LockFile(descriptor));
  if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
    char holder[24] = {};
    const auto length = ::pread(descriptor, holder, sizeof holder - 1, 0);
    const std::string who = length > 0 ? "process " + std::string(holder) : std::string("another process");
    return base::fail(base::ErrorKind::unavailable, "lock", "the database is in use by " + who + " (" + path + ")");
  }
  const std::string self = std::to_string(::getpid());
  if (::ftruncate(descriptor, 0) != 0 || ::pwrite(descriptor, self.data(), self.size(), 0) < 0) {
    return base::fail(base::ErrorKind::unavailable, "path", "cannot write " + path + ": " + std::strerror(errno));
  }
  return lock;
}

LockFile::~LockFile() { ::close(descriptor_); }

}  // namespace store::sql
