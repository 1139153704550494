// Words that prove something once, and what links in mails do.
#include "service/secrets.h"

#include <doctest/doctest.h>

#include "service/account_proofs.h"
#include "service/accounts.h"
#include "tests/support/service_world.h"

using namespace service;
using core::SecretPurpose;
using testing_support::ServiceWorld;

namespace {

constexpr std::int64_t kMinuteMs = 60'000, kDayMs = 24 * 60 * kMinuteMs;

struct Proofs {
  ServiceWorld world;
  Actor ines = world.person("ines"), otto = world.person("otto");

  void put(const std::string& word, SecretPurpose purpose, const std::string& data = {}) {
    world.write([&](auto& tx, auto at) {
      put_secret(tx, at, word, purpose, ines.user, data);
      return Result<void>();
    });
  }
  Result<core::Secret> take(const std::string& word, SecretPurpose purpose) {
    return world.write([&](auto& tx, auto at) { return take_secret(tx, at, word, purpose); });
  }
  Result<AddressProved> prove(const std::string& word) {
    return world.write([&](auto& tx, auto at) { return prove_address(tx, at, word); });
  }
  Result<core::UserId> reset(const std::string& word, bool end_logins) {
    return world.write([&](auto& tx, auto at) { return reset_password_by_mail(tx, at, word, "new hash", end_logins); });
  }
  core::Account account(Actor who) {
    return *world.read([&](store::Reader& reader, auto) { return reader.account(who.user); });
  }
  void unverify() {
    world.arrange([&](store::Transaction& tx) {
      core::Account account = *tx.account(ines.user);
      account.verified = false;
      tx.update_account(account);
    });
  }
};

}  // namespace

TEST_CASE("secrets: good once, for their purpose, for their time") {
  const std::pair<SecretPurpose, std::int64_t> lifetimes[] = {
      {SecretPurpose::verify_email, 7 * kDayMs},     {SecretPurpose::change_email, 7 * kDayMs},
      {SecretPurpose::reset_password, kDayMs},       {SecretPurpose::delete_account, kDayMs},
      {SecretPurpose::login_pending, 5 * kMinuteMs}, {SecretPurpose::validated, 5 * kMinuteMs},
      {SecretPurpose::authorised, 5 * kMinuteMs},
  };
  for (const auto& [purpose, lifetime_ms] : lifetimes) {
    Proofs p;
    p.put("word", purpose, "data");
    p.put("other", purpose);
    const SecretPurpose another =
        purpose == SecretPurpose::validated ? SecretPurpose::reset_password : SecretPurpose::validated;
    CHECK_FAILS(p.take("words", purpose), unauthenticated, "secret");
    CHECK_FAILS(p.take("word", another), forbidden, "secret");
    p.world.clock.advance_ms(lifetime_ms - 1);
    const auto taken = p.take("word", purpose);
    REQUIRE(taken);
    CHECK(taken->user == p.ines.user);
    CHECK(taken->data == "data");
    CHECK_FAILS(p.take("word", purpose), unauthenticated, "secret");
    p.world.clock.advance_ms(1);
    CHECK_FAILS(p.take("other", purpose), forbidden, "secret");
  }
}

TEST_CASE("secrets: tickets are their person's alone") {
  Proofs p;
  auto take = [&](const std::string& word, Actor who) {
    return p.world.write([&](auto& tx, auto at) { return take_ticket(tx, at, word, who.user); });
  };
  p.put("validated", SecretPurpose::validated);
  p.put("authorised", SecretPurpose::authorised);
  p.put("pending", SecretPurpose::login_pending);
  p.put("old", SecretPurpose::validated);
  CHECK_FAILS(take("validated", p.otto), forbidden, "secret");
  CHECK_FAILS(take("pending", p.ines), forbidden, "secret");
  CHECK_FAILS(take("nothing", p.ines), unauthenticated, "secret");
  CHECK(take("validated", p.ines));
  CHECK(take("authorised", p.ines));
  CHECK_FAILS(take("validated", p.ines), unauthenticated, "secret");
  p.world.clock.advance_ms(5 * kMinuteMs);
  CHECK_FAILS(take("old", p.ines), forbidden, "secret");
}

TEST_CASE("proofs: an address is verified") {
  Proofs p;
  p.unverify();
  p.put("word", SecretPurpose::verify_email);
  CHECK_FAILS(p.prove("wrong"), unauthenticated, "secret");
  const auto proved = p.prove("word");
  REQUIRE(proved);
  CHECK(proved->user == p.ines.user);
  CHECK_FALSE(proved->moved);
  CHECK(p.account(p.ines).verified);
  CHECK(p.world.take_event<core::UserUpdated>(core::stream_of(p.ines.user)).verified);
  CHECK_FAILS(p.prove("word"), unauthenticated, "secret");
}

TEST_CASE("proofs: an address moves, and what went to the old one is void") {
  Proofs p;
  p.put("move", SecretPurpose::change_email, "agnes@example.org");
  p.put("again", SecretPurpose::change_email, "third@example.org");
  p.put("reset", SecretPurpose::reset_password);
  const auto proved = p.prove("move");
  REQUIRE(proved);
  CHECK(proved->moved);
  CHECK(p.account(p.ines).email == "agnes@example.org");
  CHECK(p.world.take_event<core::UserUpdated>(core::stream_of(p.ines.user)).email == "agnes@example.org");
  CHECK_FAILS(p.prove("again"), unauthenticated, "secret");
  CHECK_FAILS(p.reset("reset", false), unauthenticated, "secret");

  p.put("taken", SecretPurpose::change_email, "o.tto@example.org");
  CHECK_FAILS(p.prove("taken"), already_exists, "email");
  p.put("own", SecretPurpose::change_email, "a.gnes@example.org");  // the same mailbox in another form
  REQUIRE(p.prove("own"));
  CHECK(p.account(p.ines).email == "a.gnes@example.org");
}

TEST_CASE("proofs: a new password, with or without the log-ins") {
  Proofs p;
  p.put("first", SecretPurpose::reset_password);
  p.put("second", SecretPurpose::reset_password);
  REQUIRE(p.reset("first", false));
  CHECK(p.account(p.ines).password_hash == "new hash");
  CHECK(p.world.quiet());
  CHECK_FAILS(p.reset("second", false), unauthenticated, "secret");  // it is for the password that was

  p.unverify();
  p.put("third", SecretPurpose::reset_password);
  CHECK(p.reset("third", true) == p.ines.user);
  CHECK(p.account(p.ines).verified);
  const auto events = p.world.take_events();
  REQUIRE(events.size() == 2);
  CHECK(std::holds_alternative<core::UserUpdated>(events[0]->body));
  CHECK(std::get<core::LoginSessionsDeleted>(events[1]->body).except == core::LoginSessionId());
}

TEST_CASE("proofs: deletion by mail is scheduled, or done at once") {
  Proofs p;
  auto end = [&](const std::string& word, std::int64_t delay_ms) {
    return p.world.write([&](auto& tx, auto at) { return delete_account_by_mail(tx, at, word, delay_ms); });
  };
  p.put("later", SecretPurpose::delete_account);
  CHECK_FAILS(end("never", kDayMs), unauthenticated, "secret");
  CHECK(end("later", kDayMs) == p.ines.user);
  CHECK(p.account(p.ines).security.disabled);
  CHECK(p.account(p.ines).security.deletion_due_ms == p.world.clock.unix_ms() + kDayMs);
  p.put("now", SecretPurpose::delete_account);
  p.put("after", SecretPurpose::verify_email);
  REQUIRE(end("now", 0));
  CHECK(p.world.user(p.ines.user).deleted);
  CHECK_FAILS(p.prove("after"), unauthenticated, "secret");  // went with the account
}
