// A second proof beside the password.
#include "service/second_factor.h"

#include <doctest/doctest.h>

#include <regex>
#include <set>

#include "service/totp.h"
#include "tests/support/service_world.h"

using namespace service;
using testing_support::ServiceWorld;

namespace {

struct Factors {
  ServiceWorld world;
  core::UserId ines = world.person("ines").user;

  Factors() { world.clock.advance_ms(1'700'000'000'000); }
  Result<std::string> begin() {
    return world.write([&](auto& tx, auto) { return begin_totp(tx, ines); });
  }
  Result<void> confirm(const std::string& code) {
    return world.write([&](auto& tx, auto at) { return confirm_totp(tx, at, ines, code); });
  }
  Result<void> use(const std::string& code) {
    return world.write([&](auto& tx, auto at) { return use_totp_code(tx, at, ines, code); });
  }
  Result<void> recover(const std::string& code) {
    return world.write([&](auto& tx, auto) { return use_recovery_code(tx, ines, code); });
  }
  std::vector<std::string> renew() {
    return *world.write([&](auto& tx, auto) { return renew_recovery_codes(tx, ines); });
  }
  core::Account account() {
    return *world.read([&](store::Reader& reader, auto) { return reader.account(ines); });
  }
  std::string code_now(const std::string& secret) {
    return totp_code(*from_base32(secret), world.clock.unix_ms() / kTotpStepMs);
  }
};

}  // namespace

TEST_CASE("second factor: an app is of use once it has shown a code") {
  Factors f;
  CHECK_FAILS(f.confirm("000000"), forbidden, "totp");
  const std::string first = *f.begin(), secret = *f.begin();
  CHECK(first != secret);
  CHECK_FALSE(needs_second_factor(f.account()));
  CHECK_FAILS(f.use(f.code_now(secret)), forbidden, "method");
  CHECK_FAILS(f.confirm(f.code_now(first)), unauthenticated, "code");
  REQUIRE(f.confirm(f.code_now(secret)));
  CHECK(needs_second_factor(f.account()));
  CHECK_FAILS(f.confirm(f.code_now(secret)), forbidden, "totp");
  CHECK_FAILS(f.begin(), already_exists, "totp");
  CHECK(f.world.quiet());
}

TEST_CASE("second factor: a code is good once, that of the confirmation too") {
  Factors f;
  const std::string secret = *f.begin();
  REQUIRE(f.confirm(f.code_now(secret)));
  CHECK_FAILS(f.use(f.code_now(secret)), unauthenticated, "code");
  f.world.clock.advance_ms(kTotpStepMs);
  CHECK(f.use(f.code_now(secret)));
  CHECK_FAILS(f.use(f.code_now(secret)), unauthenticated, "code");
  REQUIRE(f.world.write([&](auto& tx, auto) { return remove_totp(tx, f.ines); }));
  CHECK_FALSE(needs_second_factor(f.account()));
  CHECK_FAILS(f.use(f.code_now(secret)), forbidden, "method");
  CHECK(f.begin());
}

TEST_CASE("second factor: recovery codes, each good once, beside an app") {
  Factors f;
  const auto old = f.renew();
  const auto codes = f.renew();
  CHECK(codes.size() == 10);
  CHECK(std::set<std::string>(codes.begin(), codes.end()).size() == 10);
  const std::regex form("[0-9a-hjkmnp-tv-z]{5}-[0-9a-hjkmnp-tv-z]{5}");
  for (const std::string& code : codes) CHECK(std::regex_match(code, form));
  CHECK_FAILS(f.recover(codes[0]), forbidden, "method");
  REQUIRE(f.confirm(f.code_now(*f.begin())));
  CHECK_FAILS(f.recover(old[0]), unauthenticated, "code");
  CHECK(f.recover(codes[3]));
  CHECK_FAILS(f.recover(codes[3]), unauthenticated, "code");
  CHECK(f.account().security.recovery_codes.size() == 9);
  for (std::size_t i = 0; i < codes.size(); ++i) {
    if (i != 3) CHECK(f.recover(codes[i]));
  }
  CHECK_FAILS(f.recover(codes[0]), forbidden, "method");
}
