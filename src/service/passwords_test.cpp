// Passwords, with hashes that cost next to nothing.
#include "service/passwords.h"

#include <doctest/doctest.h>

#include <new>

#include "tests/support/await.h"
#include "tests/support/service_world.h"

using namespace service;
using namespace testing_support;

namespace {
constexpr PasswordCost kCheap{1, 8192};
}

TEST_CASE("passwords: only the right one verifies, salted each time") {
  ServiceWorld world;
  Awaiter threads(world.store);
  Passwords passwords(threads.pool, kCheap);
  const auto verify = [&](const std::string& hash, const std::string& password) {
    return threads.await(passwords.verify(threads.runner, hash, password));
  };
  const std::string hash = threads.await(passwords.hash(threads.runner, "a-long-password"));
  CHECK(hash.starts_with("$argon2id$"));
  CHECK(verify(hash, "a-long-password"));
  CHECK_FALSE(verify(hash, "a-long-passwore"));
  CHECK_FALSE(verify(hash, ""));
  CHECK(passwords.hash_now("a-long-password") != hash);
  CHECK(verify(passwords.hash_now("Pässwörter\n"), "Pässwörter\n"));
  // Accounts that cannot log in, and broken hashes.
  CHECK_FALSE(verify("", ""));
  CHECK_FALSE(verify("", "a-long-password"));
  CHECK_FALSE(verify("hash", "hash"));
}

TEST_CASE("passwords: the work is the pool's, and so is its failure") {
  ServiceWorld world;
  Awaiter threads(world.store);
  Passwords passwords(threads.pool, kCheap);
  bool done = false;
  base::start(
      passwords.hash(threads.runner, "x"), [&](std::string) { done = true; }, [](std::exception_ptr) {});
  CHECK(threads.loop.run_all() == 0);
  CHECK(threads.pool.run_all() == 1);
  CHECK_FALSE(done);
  CHECK(threads.loop.run_all() == 1);
  CHECK(done);

  Passwords impossible(threads.pool, {1, 1});
  CHECK_THROWS_AS(threads.await(impossible.hash(threads.runner, "x")), std::bad_alloc);
}
