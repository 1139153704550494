// One-time passwords against the published vectors.
#include "service/totp.h"

#include <doctest/doctest.h>

#include <set>

using namespace service;

TEST_CASE("totp: Base32 as RFC 4648 has it, without padding") {
  CHECK(to_base32("") == "");
  CHECK(to_base32("f") == "MY");
  CHECK(to_base32("fo") == "MZXQ");
  CHECK(to_base32("foo") == "MZXW6");
  CHECK(to_base32("foob") == "MZXW6YQ");
  CHECK(to_base32("fooba") == "MZXW6YTB");
  CHECK(to_base32("foobar") == "MZXW6YTBOI");
  for (const char* text : {"", "f", "fo", "foo", "foob", "fooba", "foobar", "\xff\x80"}) {
    CHECK(from_base32(to_base32(text)) == text);
  }
  for (const char* bad : {"my", "M1", "MY======", "M Y"}) CHECK_FALSE(from_base32(bad));
}

TEST_CASE("totp: the codes of RFC 6238, appendix B") {
  const std::string key = "12345678901234567890";
  CHECK(totp_code(key, 59 / 30) == "287082");
  CHECK(totp_code(key, 1111111109 / 30) == "081804");
  CHECK(totp_code(key, 1111111111 / 30) == "050471");
  CHECK(totp_code(key, 1234567890 / 30) == "005924");
  CHECK(totp_code(key, 2000000000 / 30) == "279037");
  CHECK(totp_code(key, 20000000000 / 30) == "353130");
}

TEST_CASE("totp: secrets are random and 10 bytes long") {
  std::set<std::string> seen;
  for (int i = 0; i < 50; ++i) {
    const std::string secret = make_totp_secret();
    CHECK(secret.size() == 16);
    CHECK(from_base32(secret)->size() == 10);
    CHECK(seen.insert(secret).second);
  }
}

TEST_CASE("totp: good in its step and beside it, once") {
  const std::string key = "12345678901234567890", secret = to_base32(key);
  const std::int64_t step = 50'000'000, now_ms = step * kTotpStepMs + 12'345;
  CHECK(match_totp(secret, totp_code(key, step), now_ms, 0) == step);
  CHECK(match_totp(secret, totp_code(key, step - 1), now_ms, 0) == step - 1);
  CHECK(match_totp(secret, totp_code(key, step + 1), now_ms, 0) == step + 1);
  CHECK_FALSE(match_totp(secret, totp_code(key, step - 2), now_ms, 0));
  CHECK_FALSE(match_totp(secret, totp_code(key, step + 2), now_ms, 0));
  CHECK_FALSE(match_totp(secret, totp_code(key, step), now_ms, step));
  CHECK_FALSE(match_totp(secret, totp_code(key, step - 1), now_ms, step));  // nor an older one afterwards
  for (const char* bad : {"", "12345", "1234567", "abcdef"}) CHECK_FALSE(match_totp(secret, bad, now_ms, 0));
  CHECK_FALSE(match_totp("", totp_code("", step), now_ms, 0));
  CHECK_FALSE(match_totp("not base 32", "000000", now_ms, 0));
}
