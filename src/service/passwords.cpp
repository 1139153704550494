// Password hashing with libsodium's argon2id. Everything here runs on the password pool, or on the operator's command line.
#include "service/passwords.h"

#include <sodium.h>

#include <new>

#include "service/sodium_ready.h"

namespace service {
namespace {

std::string hash_with(const PasswordCost& cost, const std::string& password) {
  need_sodium();
  char text[crypto_pwhash_STRBYTES];
  if (crypto_pwhash_str_alg(text, password.data(), password.size(), cost.operations, cost.memory_bytes,
                            crypto_pwhash_ALG_ARGON2ID13) != 0) {
    throw std::bad_alloc();  // the only way it fails with limits that are in range
  }
  return text;
}

bool verify_with(const PasswordCost& cost, const std::string& hash, const std::string& password) {
  if (hash.empty()) {
    hash_with(cost, password);
    return false;
  }
  need_sodium();
  return crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

}  // namespace

base::Task<std::string> Passwords::hash(Runner& runner, std::string password) {
  base::UniqueFunction<std::string()> work = [cost = cost_, password] { return hash_with(cost, password); };
  co_return co_await runner.on<std::string>(pool_, std::move(work));
}

base::Task<bool> Passwords::verify(Runner& runner, std::string hash, std::string password) {
  base::UniqueFunction<bool()> work = [cost = cost_, hash, password] { return verify_with(cost, hash, password); };
  co_return co_await runner.on<bool>(pool_, std::move(work));
}

std::string Passwords::hash_now(const std::string& password) const { return hash_with(cost_, password); }

}  // namespace service
