// Files behind requests and responses: see the header.
#include "net/body_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

namespace net {

SpoolWriter::~SpoolWriter() {
  if (fd_ < 0) return;
  ::close(fd_);
  ::unlink(path_.c_str());
}

bool SpoolWriter::append(std::string_view bytes) {
  if (fd_ < 0) fd_ = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd_ < 0) return false;
  while (!bytes.empty()) {
    const ssize_t count = ::write(fd_, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(count));
    size_ += static_cast<std::uint64_t>(count);
  }
  return true;
}

std::shared_ptr<http::SpooledFile> SpoolWriter::finish() {
  if (fd_ < 0) return nullptr;
  ::close(std::exchange(fd_, -1));
  return std::make_shared<http::SpooledFile>(path_, size_);
}

FileReader::~FileReader() {
  if (fd_ >= 0) ::close(fd_);
}

std::optional<std::string> FileReader::next() {
  if (fd_ < 0) fd_ = ::open(range_.path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd_ < 0) return std::nullopt;
  std::string piece(static_cast<std::size_t>(std::min<std::uint64_t>(range_.length, kFilePiece)), '\0');
  std::size_t have = 0;
  while (have < piece.size()) {
    const ssize_t count = ::pread(fd_, piece.data() + have, piece.size() - have, static_cast<off_t>(range_.offset + have));
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return std::nullopt;
    have += static_cast<std::size_t>(count);
  }
  range_.offset += have;
  range_.length -= have;
  return piece;
}

}  // namespace net
