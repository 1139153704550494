// Files behind requests and responses: what the pool for blocking work does with them, piece by piece. One piece is under
// way at a time, so no lock is needed: the loop hands the object to the pool and gets it back.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "http/message.h"

namespace net {

constexpr std::size_t kFilePiece = 256u << 10;

/// A request body on its way to disk. Removed again unless it was finished.
class SpoolWriter {
 public:
  explicit SpoolWriter(std::string path) : path_(std::move(path)) {}
  ~SpoolWriter();
  SpoolWriter(const SpoolWriter&) = delete;
  SpoolWriter& operator=(const SpoolWriter&) = delete;

  /// Creates the file at the first call. Blocks. False when the disk does not take it.
  bool append(std::string_view bytes);
  /// The file, complete; it is removed when the last holder lets go. Blocks for a moment. Null when it was never created.
  std::shared_ptr<http::SpooledFile> finish();

 private:
  std::string path_;
  int fd_ = -1;
  std::uint64_t size_ = 0;
};

/// A response body on its way from disk.
class FileReader {
 public:
  explicit FileReader(http::FileRange range) : range_(std::move(range)) {}
  ~FileReader();
  FileReader(const FileReader&) = delete;
  FileReader& operator=(const FileReader&) = delete;

  std::uint64_t left() const { return range_.length; }
  /// The next piece, of kFilePiece bytes unless less is left. Blocks. Nothing when the file is gone or shorter than
  /// promised.
  std::optional<std::string> next();

 private:
  http::FileRange range_;
  int fd_ = -1;
};

}  // namespace net
