// See totp.h. The HMAC is OpenSSL's: libsodium has none with SHA-1.
#include "service/totp.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <sodium.h>

#include <array>
#include <stdexcept>

#include "service/sodium_ready.h"

namespace service {
namespace {

constexpr std::string_view kBase32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
constexpr std::size_t kSecretBytes = 10;
constexpr std::size_t kDigits = 6;

}  // namespace

std::string make_totp_secret() {
  need_sodium();
  std::string bytes(kSecretBytes, '\0');
  randombytes_buf(bytes.data(), bytes.size());
  return to_base32(bytes);
}

std::string to_base32(std::string_view bytes) {
  std::string text;
  std::uint32_t waiting = 0;
  int bits = 0;
  for (const char byte : bytes) {
    waiting = waiting << 8 | static_cast<unsigned char>(byte);
    for (bits += 8; bits >= 5; bits -= 5) text += kBase32[waiting >> (bits - 5) & 31];
  }
  if (bits > 0) text += kBase32[waiting << (5 - bits) & 31];
  return text;
}

std::optional<std::string> from_base32(std::string_view text) {
  std::string bytes;
  std::uint32_t waiting = 0;
  int bits = 0;
  for (const char c : text) {
    const std::size_t value = kBase32.find(c);
    if (value == std::string_view::npos) return std::nullopt;
    waiting = waiting << 5 | static_cast<std::uint32_t>(value);
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes += static_cast<char>(waiting >> bits & 0xFF);
  }
  return bytes;
}

std::string totp_code(std::string_view key, std::int64_t step) {
  std::array<unsigned char, 8> counter{};
  for (std::size_t i = 0; i < counter.size(); ++i) {
    counter[i] = static_cast<unsigned char>(static_cast<std::uint64_t>(step) >> (56 - 8 * i));
  }
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  if (!HMAC(EVP_sha1(), key.data(), static_cast<int>(key.size()), counter.data(), counter.size(), digest.data(), &size)) {
    throw std::runtime_error("HMAC-SHA-1 is not available");
  }
  // RFC 4226, 5.3: the last four bits say which 31 bits are taken.
  const std::size_t at = digest[size - 1] & 15;
  std::uint32_t number = (digest[at] & 0x7Fu) << 24 | static_cast<std::uint32_t>(digest[at + 1]) << 16 |
                         static_cast<std::uint32_t>(digest[at + 2]) << 8 | digest[at + 3];
  std::string code(kDigits, '0');
  for (std::size_t i = kDigits; i > 0; --i, number /= 10) code[i - 1] = static_cast<char>('0' + number % 10);
  return code;
}

std::optional<std::int64_t> match_totp(std::string_view secret, std::string_view code, std::int64_t now_ms,
                                       std::int64_t last_step) {
  const auto key = from_base32(secret);
  if (!key || key->empty() || code.size() != kDigits) return std::nullopt;
  const std::int64_t now = now_ms / kTotpStepMs;
  for (const std::int64_t step : {now, now - 1, now + 1}) {
    const std::string expected = totp_code(*key, step);
    if (step > last_step && sodium_memcmp(expected.data(), code.data(), kDigits) == 0) return step;
  }
  return std::nullopt;
}

}  // namespace service
