// The few things done with files on disk. All block: call on a pool. Failures of the disk throw std::system_error.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>

#include "base/result.h"

namespace service {

/// A file's bytes in memory without reading them first; must not be shortened by anybody meanwhile.
class MappedFile {
 public:
  explicit MappedFile(const std::string& path);
  ~MappedFile();
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;
  std::string_view bytes() const { return {static_cast<const char*>(data_), size_}; }

 private:
  void* data_ = nullptr;
  std::size_t size_ = 0;
};

struct FileFacts {
  std::uint64_t size = 0;
  std::int64_t changed_ns = 0;  // Unix time
};
/// Of a regular file; nothing when there is none.
std::optional<FileFacts> file_facts(const std::string& path);
/// A failure of the disk as an answer: logged, unavailable "file".
tl::unexpected<base::Error> disk_failure(const std::system_error& error);
/// What temporary names begin with; one that lies there was not finished.
inline constexpr std::string_view kUnfinishedPrefix = "new-";
/// Writes the whole file under a temporary name in `folder`, makes it durable, then gives it its name (in the same file
/// system), creating the folders on the way. Readers see all of it or nothing; one that was there is replaced.
void write_durably(const std::string& folder, const std::string& path, std::string_view bytes);

}  // namespace service
