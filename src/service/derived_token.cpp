// See derived_token.h.
#include "service/derived_token.h"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "service/sodium_ready.h"

namespace service {

using base::ErrorKind;

namespace {

constexpr std::size_t kIdBytes = 8, kMacBytes = 40, kTokenBytes = kIdBytes + kMacBytes;
constexpr int kForm = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
static_assert(kTokenBytes / 3 * 4 == kDerivedTokenCharacters);

void put_big_endian(unsigned char* out, std::uint64_t value, std::size_t bytes) {
  for (std::size_t i = 0; i < bytes; ++i) out[i] = static_cast<unsigned char>(value >> (8 * (bytes - 1 - i)));
}

/// Reads until the end or until `room` is full; -1 when reading fails.
ssize_t read_all(int file, unsigned char* out, std::size_t room) {
  std::size_t size = 0;
  while (size < room) {
    const ssize_t got = ::read(file, out + size, room - size);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return -1;
    if (got == 0) break;
    size += static_cast<std::size_t>(got);
  }
  return static_cast<ssize_t>(size);
}

base::Result<InstanceKey> read_key(int file) {
  unsigned char bytes[sizeof(InstanceKey) + 1];
  const ssize_t size = read_all(file, bytes, sizeof bytes);
  ::close(file);
  if (size < 0) return base::fail(ErrorKind::unavailable, "key", std::strerror(errno));
  if (size != static_cast<ssize_t>(sizeof(InstanceKey))) return base::invalid("key", "the file must have 32 bytes");
  InstanceKey key{};
  std::memcpy(key.data(), bytes, key.size());
  sodium_memzero(bytes, sizeof bytes);
  return key;
}

bool write_key(int file, const InstanceKey& key) {
  const bool written = ::write(file, key.data(), key.size()) == static_cast<ssize_t>(key.size()) && ::fsync(file) == 0;
  return ::close(file) == 0 && written;
}

}  // namespace

base::Result<InstanceKey> load_or_create_key(const std::string& path) {
  if (const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC); file >= 0) return read_key(file);
  if (errno != ENOENT) return base::fail(ErrorKind::unavailable, "key", std::strerror(errno));

  need_sodium();
  InstanceKey key{};
  randombytes_buf(key.data(), key.size());
  // Whole or not at all, however this start ends; and never in place of a key that another start has just made.
  const std::string draft = path + ".new";
  ::unlink(draft.c_str());
  const int file = ::open(draft.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (file < 0 || !write_key(file, key) || ::link(draft.c_str(), path.c_str()) != 0) {
    const int reason = errno;
    ::unlink(draft.c_str());
    return base::fail(ErrorKind::unavailable, "key", std::strerror(reason));
  }
  ::unlink(draft.c_str());
  return key;
}

std::string derive_token(const InstanceKey& key, TokenKind kind, std::uint64_t id, std::uint32_t version) {
  need_sodium();
  unsigned char subject[1 + kIdBytes + 4];
  subject[0] = static_cast<unsigned char>(kind);
  put_big_endian(subject + 1, id, kIdBytes);
  put_big_endian(subject + 1 + kIdBytes, version, 4);
  unsigned char bytes[kTokenBytes];
  put_big_endian(bytes, id, kIdBytes);
  crypto_generichash(bytes + kIdBytes, kMacBytes, subject, sizeof subject, key.data(), key.size());
  char text[sodium_base64_ENCODED_LEN(kTokenBytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING)];
  sodium_bin2base64(text, sizeof text, bytes, sizeof bytes, kForm);
  return text;
}

std::optional<std::uint64_t> claimed_id(std::string_view token) {
  unsigned char bytes[kTokenBytes];
  std::size_t size = 0;
  if (token.size() != kDerivedTokenCharacters ||
      sodium_base642bin(bytes, sizeof bytes, token.data(), token.size(), nullptr, &size, nullptr, kForm) != 0) {
    return std::nullopt;
  }
  std::uint64_t id = 0;
  for (std::size_t i = 0; i < kIdBytes; ++i) id = id << 8 | bytes[i];
  return id;
}

bool is_token_of(const InstanceKey& key, std::string_view token, TokenKind kind, std::uint64_t id, std::uint32_t version) {
  const std::string expected = derive_token(key, kind, id, version);
  return token.size() == expected.size() && sodium_memcmp(token.data(), expected.data(), expected.size()) == 0;
}

}  // namespace service
