// What every adapter promises about users, accounts, log-in sessions and codes.
#include "store/store_suite.h"

namespace store::suite {

TEST_CASE_TEMPLATE("people: a user comes back as it was stored", Backend, STORE_ADAPTERS) {
  Fixture<Backend> f;
  const core::User user = full_user(core::UserId(f.id()), "ines");
  f.change([&](Transaction& tx) { tx.insert_user(user, account_of(user.id, "ines")); });

  CHECK(f.look([&](Reader& r) { return r.user(user.id); }) == user);
  CHECK(f.look([&](Reader& r) { return r.user_by_username("ines"); }) == user);
  CHECK(f.look([&](Reader& r) { return r.account(user.id); }) == account_of(user.id, "ines"));
  CHECK(f.look([&](Reader& r) { return r.account_by_email("ines@example.org"); }) == account_of(user.id, "ines"));
  CHECK_FALSE(f.look([&](Reader& r) { return r.user(core::UserId(4)); }));
  CHECK_FALSE(f.look([&](Reader& r) { return r.user_by_username("Ines"); }));
  CHECK_FALSE(f.look([&](Reader& r) { return r.account_by_email("nobody@example.org"); }));
}

TEST_CASE_TEMPLATE("people: an update replaces the value and moves the names", Backend, STORE_ADAPTERS) {
  Fixture<Backend> f;
  const core::UserId id = f.add_user("ines");
  core::User changed = full_user(id, "agnes");
  core::Account account = account_of(id, "agnes");
  account.verified = false;
  f.change([&](Transaction& tx) {
    tx.update_user(changed);
    tx.update_account(account);
  });
  CHECK(f.look([&](Reader& r) { return r.user_by_username("agnes"); }) == changed);
  CHECK(f.look([&](Reader& r) { return r.account_by_email("agnes@example.org"); }) == account);
  CHECK_FALSE(f.look([&](Reader& r) { return r.user_by_username("ines"); }));
  CHECK_FALSE(f.look([&](Reader& r) { return r.account_by_email("ines@example.org"); }));
  f.add_user("ines");
}

TEST_CASE_TEMPLATE("people: everybody, in pages", Backend, STORE_ADAPTERS) {
  Fixture<Backend> f;
  const std::vector<core::UserId> ids = {f.add_user("ines"), f.add_user("otto"), f.add_user("ada")};
  CHECK(f.look([&](Reader& r) { return r.user_ids(core::UserId(0), 10); }) == ids);
  CHECK(f.look([&](Reader& r) { return r.user_ids(core::UserId(0), 2); }) == std::vector{ids[0], ids[1]});
  CHECK(f.look([&](Reader& r) { return r.user_ids(ids[1], 2); }) == std::vector{ids[2]});
  CHECK(f.look([&](Reader& r) { return r.user_ids(ids[2], 2); }).empty());
}

TEST_CASE_TEMPLATE("people: deleting a user frees name and address", Backend, STORE_ADAPTERS) {
  Fixture<Backend> f;
  const core::UserId old = f.add_user("ines");
  f.change([&](Transaction& tx) {
    core::User user = *tx.user(old);
    user.deleted = true;
    tx.update_user(user);
    CHECK_FALSE(tx.user_by_username("ines"));
  });
  CHECK_FALSE(f.look([&](Reader& r) { return r.account_by_email("ines@example.org"); }));
  const core::UserId fresh = f.add_user("ines");
  CHECK(f.look([&](Reader& r) { return r.user_by_username("ines"); })->id == fresh);
  CHECK(f.look([&](Reader& r) { return r.account_by_email("ines@example.org"); })->user_id == fresh);
  CHECK(f.look([&](Reader& r) { return r.user(old); })->deleted);
}

TEST_CASE_TEMPLATE("people: a taken name or address is a defect of the unit and leaves no trace", Backend, STORE_ADAPTERS) {
  Fixture<Backend> f;
  f.add_user("ines");
  const core::UserId second(f.id());
  for (auto [name, email] : {std::pair("ines", "other"), std::pair("other", "ines")}) {
    auto result = write(*f.store, [&](Transaction& tx) -> Result<void> {
      tx.insert_user(full_user(second, name), account_of(second, email));
      return {};
    });
    REQUIRE_FALSE(result);
    CHECK(result.error().kind == base::ErrorKind::internal);
    CHECK_FALSE(f.look([&](Reader& r) { return r.user(second); }));
  }
}

TEST_CASE_TEMPLATE("people: empty names and addresses are nobody's and never collide", Backend, STORE_ADAPTERS) {
  Fixture<Backend> f;
  f.change([&](Transaction& tx) {
    for (int i = 0; i < 2; ++i) {
      core::User user;
      user.id = core::UserId(tx.next_id());
      core::Account account;
      account.user_id = user.id;
      tx.insert_user(user, account);
    }
  });
  CHECK_FALSE(f.look([&](Reader& r) { return r.user_by_username(""); }));
  CHECK_FALSE(f.look([&](Reader& r) { return r.account_by_email(""); }));
}

TEST_CASE_TEMPLATE("people: an account is found by the key of its address, where it has one", Backend, STORE_ADAPTERS) {
  Fixture<Backend> f;
  const core::UserId id = f.add_user("ines");
  core::Account account = account_of(id, "i.nes");
  account.email_key = "ines@example.org";
  f.change([&](Transaction& tx) { tx.update_account(account); });
  CHECK(f.look([&](Reader& r) { return r.account(id); }) == account);
  CHECK(f.look([&](Reader& r) { return r.account_by_email("ines@example.org"); }) == account);
  CHECK_FALSE(f.look([&](Reader& r) { return r.account_by_email("i.nes@example.org"); }));

  const core::UserId second(f.id());
  auto taken = write(*f.store, [&](Transaction& tx) -> Result<void> {
    core::Account same = account_of(second, "in.es");
    same.email_key = account.email_key;
    tx.insert_user(full_user(second, "otto"), same);
    return {};
  });
  REQUIRE_FALSE(taken);
  CHECK(taken.error().kind == base::ErrorKind::internal);
  account.email = "agnes@example.org";
  account.email_key.clear();
  f.change([&](Transaction& tx) { tx.update_account(account); });
  CHECK(f.look([&](Reader& r) { return r.account_by_email("agnes@example.org"); }) == account);
  CHECK_FALSE(f.look([&](Reader& r) { return r.account_by_email("ines@example.org"); }));
}

TEST_CASE_TEMPLATE("people: log-in sessions by id, token and user", Backend, STORE_ADAPTERS) {
  Fixture<Backend> f;
  const core::UserId user = f.add_user("ines");
  std::vector<core::LoginSession> sessions;
  for (unsigned char n = 1; n <= 3; ++n) {
    core::LoginSession s;
    s.id = core::LoginSessionId(f.id());
    s.user_id = user;
    s.token_hash.fill(n);
    s.platform = "linux";
    s.client = "pilfer";
    s.ip = "::1";
    s.created_ms = 1'700'000'000'000 + n;
    f.change([&](Transaction& tx) { tx.insert_login_session(s); });
    sessions.push_back(s);
  }
  CHECK(f.look([&](Reader& r) { return r.login_sessions_of(user); }) == sessions);
  CHECK(f.look([&](Reader& r) { return r.login_session(sessions[1].id); }) == sessions[1]);
  CHECK(f.look([&](Reader& r) { return r.login_session_by_token(sessions[2].token_hash); }) == sessions[2]);
  f.change([&](Transaction& tx) {
    CHECK(tx.delete_login_session(sessions[2].id));
    CHECK_FALSE(tx.delete_login_session(sessions[2].id));
  });
  CHECK_FALSE(f.look([&](Reader& r) { return r.login_session_by_token(sessions[2].token_hash); }));
  core::LoginSession given = sessions[0];
  given.name = sessions[0].name = "the old laptop";
  given.push = sessions[0].push = R"({"endpoint":"https://example.org"})";
  given.ip = "::2";
  given.token_hash.fill(9);
  f.change([&](Transaction& tx) { tx.update_login_session(given); });
  CHECK(f.look([&](Reader& r) { return r.login_session_by_token(sessions[0].token_hash); }) == sessions[0]);
  CHECK(f.look([&](Reader& r) { return r.login_sessions_of(user); }).size() == 2);
}

TEST_CASE_TEMPLATE("people: one code for each purpose, replaced by the next", Backend, STORE_ADAPTERS) {
  Fixture<Backend> f;
  const core::UserId user = f.add_user("ines");
  using enum core::CodePurpose;
  f.change([&](Transaction& tx) {
    tx.put_one_time_code({user, verify_email, 111111, 5});
    tx.put_one_time_code({user, reset_password, 222222, 6});
    tx.put_one_time_code({user, verify_email, 333333, 7});
  });
  auto code = f.look([&](Reader& r) { return r.one_time_code(user, verify_email); });
  REQUIRE(code);
  CHECK(code->code == 333333);
  CHECK(code->expires_ms == 7);
  f.change([&](Transaction& tx) { tx.delete_one_time_code(user, verify_email); });
  CHECK_FALSE(f.look([&](Reader& r) { return r.one_time_code(user, verify_email); }));
  CHECK(f.look([&](Reader& r) { return r.one_time_code(user, reset_password); })->code == 222222);
}

}  // namespace store::suite
