// POSIX calls behind disk.h. Pool threads.
#include "service/disk.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <system_error>

#include "base/log.h"

namespace service {
namespace {

[[noreturn]] void raise(const char* what) { throw std::system_error(errno, std::generic_category(), what); }

class Descriptor {
 public:
  Descriptor(int fd, const char* what) : fd_(fd) {
    if (fd_ < 0) raise(what);
  }
  ~Descriptor() { ::close(fd_); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return fd_; }

 private:
  int fd_;
};

void sync_folder(const std::string& path) {
  const Descriptor folder(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC), "open folder");
  if (::fsync(folder.get()) != 0) raise("fsync folder");
}

void write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t n = ::write(fd, bytes.data(), bytes.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) raise("write");
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
}

/// Creates missing folders of `path` below `folder` and makes their names durable.
void make_folders(const std::string& folder, const std::filesystem::path& path) {
  if (path == std::filesystem::path(folder) || std::filesystem::is_directory(path)) return;
  make_folders(folder, path.parent_path());
  std::filesystem::create_directory(path);  // another thread may have been first
  sync_folder(path.parent_path().string());
}

}  // namespace

MappedFile::MappedFile(const std::string& path) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC), "open");
  struct stat facts {};
  if (::fstat(file.get(), &facts) != 0) raise("fstat");
  size_ = static_cast<std::size_t>(facts.st_size);
  if (size_ == 0) return;
  data_ = ::mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, file.get(), 0);
  if (data_ == MAP_FAILED) raise("mmap");
}

MappedFile::~MappedFile() {
  if (size_ > 0) ::munmap(data_, size_);
}

std::optional<FileFacts> file_facts(const std::string& path) {
  struct stat facts {};
  if (::stat(path.c_str(), &facts) != 0 || !S_ISREG(facts.st_mode)) return std::nullopt;
  return FileFacts{static_cast<std::uint64_t>(facts.st_size),
                   std::int64_t{facts.st_mtim.tv_sec} * 1'000'000'000 + facts.st_mtim.tv_nsec};
}

tl::unexpected<base::Error> disk_failure(const std::system_error& error) {
  base::log::error("file storage failed", {{"reason", error.what()}});
  return base::fail(base::ErrorKind::unavailable, "file", "the file storage does not work");
}

void write_durably(const std::string& folder, const std::string& path, std::string_view bytes) {
  const std::string parent = std::filesystem::path(path).parent_path().string();
  make_folders(folder, parent);
  std::string temporary = folder + '/' + std::string(kUnfinishedPrefix) + "XXXXXX";
  {
    const Descriptor file(::mkostemp(temporary.data(), O_CLOEXEC), "create");
    try {
      write_all(file.get(), bytes);
      if (::fsync(file.get()) != 0) raise("fsync");
      if (::rename(temporary.c_str(), path.c_str()) != 0) raise("rename");
    } catch (...) {
      ::unlink(temporary.c_str());
      throw;
    }
  }
  sync_folder(parent);
}

}  // namespace service
