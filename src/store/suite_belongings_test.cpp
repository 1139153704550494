// What every adapter promises about what belongs to a person: a tag, relations, settings, secrets, bots.
#include "core/names.h"
#include "store/store_suite.h"

namespace store::suite {
namespace {

constexpr core::TokenHash hash_of(unsigned char n) {
  core::TokenHash hash{};
  hash.fill(n);
  return hash;
}

template <typename Backend>
struct People : Fixture<Backend> {
  core::UserId ines = this->add_user("ines");
  core::UserId otto = this->add_user("otto");
  core::UserId ada = this->add_user("ada");

  core::User tag(core::UserId id, const std::string& name, std::uint16_t discriminator) {
    core::User user;
    this->change([&](Transaction& tx) {
      user = *tx.user(id);
      user.tag_name = name;
      user.discriminator = discriminator;
      tx.update_user(user);
    });
    return user;
  }
  std::optional<core::User> tagged(const std::string& name, std::uint16_t discriminator) {
    return this->look([&](Reader& r) { return r.user_by_tag(core::fold_name(name), discriminator); });
  }
  std::vector<std::uint16_t> taken(const std::string& name) {
    return this->look([&](Reader& r) { return r.discriminators_of(core::fold_name(name)); });
  }
};

}  // namespace

TEST_CASE_TEMPLATE("tags: found whatever the case, and several share a name", Backend, STORE_ADAPTERS) {
  People<Backend> f;
  const core::User ines = f.tag(f.ines, "Ärger", 42), otto = f.tag(f.otto, "äRGER", 7);
  f.tag(f.ada, "Arger", 42);
  CHECK(f.tagged("ärger", 42) == ines);
  CHECK(f.tagged("ÄRGER", 7) == otto);
  CHECK_FALSE(f.tagged("ärger", 8));
  CHECK(f.taken("Ärger") == std::vector<std::uint16_t>{7, 42});
  CHECK(f.taken("Arg").empty());

  f.tag(f.ines, "Inés", 42);
  CHECK_FALSE(f.tagged("ärger", 42));
  CHECK(f.tagged("INÉS", 42)->id == f.ines);
}

TEST_CASE_TEMPLATE("tags: one that is taken is a defect of the unit", Backend, STORE_ADAPTERS) {
  People<Backend> f;
  f.tag(f.ines, "Ärger", 42);
  auto result = write(*f.store, [&](Transaction& tx) -> Result<void> {
    core::User otto = *tx.user(f.otto);
    otto.tag_name = "äRGER";
    otto.discriminator = 42;
    tx.update_user(otto);
    return {};
  });
  REQUIRE_FALSE(result);
  CHECK(result.error().kind == base::ErrorKind::internal);
  CHECK(f.tagged("ärger", 42)->id == f.ines);
}

TEST_CASE_TEMPLATE("tags: the deleted and those without a discriminator have none", Backend, STORE_ADAPTERS) {
  People<Backend> f;
  core::User ines = f.tag(f.ines, "Same", 42);
  f.tag(f.otto, "Same", 0);
  f.tag(f.ada, "Same", 0);
  CHECK_FALSE(f.tagged("same", 0));
  CHECK(f.taken("same") == std::vector<std::uint16_t>{42});
  ines.deleted = true;
  f.change([&](Transaction& tx) { tx.update_user(ines); });
  CHECK_FALSE(f.tagged("same", 42));
  CHECK(f.taken("same").empty());
  f.tag(f.otto, "same", 42);
  CHECK(f.tagged("Same", 42)->id == f.otto);
}

TEST_CASE_TEMPLATE("accounts: those due for deletion, the longest overdue first", Backend, STORE_ADAPTERS) {
  People<Backend> f;
  f.change([&](Transaction& tx) {
    for (auto [id, due_ms] : {std::pair(f.ines, 300), std::pair(f.otto, 100), std::pair(f.ada, 200)}) {
      core::Account account = *tx.account(id);
      account.security.deletion_due_ms = due_ms;
      tx.update_account(account);
    }
  });
  f.add_user("zoe");
  auto due = [&](std::int64_t now_ms, std::uint32_t limit) {
    return f.look([&](Reader& r) { return r.accounts_due_for_deletion(now_ms, limit); });
  };
  CHECK(due(99, 10).empty());
  CHECK(due(200, 10) == std::vector{f.otto, f.ada});
  CHECK(due(1000, 2) == std::vector{f.otto, f.ada});
  f.change([&](Transaction& tx) {
    core::User otto = *tx.user(f.otto);
    otto.deleted = true;
    tx.update_user(otto);
    core::Account ada = *tx.account(f.ada);
    ada.security.deletion_due_ms.reset();
    tx.update_account(ada);
  });
  CHECK(due(1000, 10) == std::vector{f.ines});
}

TEST_CASE_TEMPLATE("relations: each side has its own", Backend, STORE_ADAPTERS) {
  People<Backend> f;
  using enum core::Relation;
  f.change([&](Transaction& tx) {
    tx.put_relation(f.ines, f.ada, blocked);
    tx.put_relation(f.ines, f.otto, outgoing);
    tx.put_relation(f.otto, f.ines, incoming);
  });
  CHECK(f.look([&](Reader& r) { return r.relation(f.ines, f.otto); }) == outgoing);
  CHECK(f.look([&](Reader& r) { return r.relation(f.otto, f.ines); }) == incoming);
  CHECK(f.look([&](Reader& r) { return r.relation(f.ada, f.ines); }) == none);
  CHECK(f.look([&](Reader& r) { return r.relation(f.ines, f.ines); }) == none);
  CHECK(f.look([&](Reader& r) { return r.relationships_of(f.ines); }) ==
        std::vector<core::Relationship>{{f.otto, outgoing}, {f.ada, blocked}});
  f.change([&](Transaction& tx) {
    tx.put_relation(f.ines, f.otto, friends);
    tx.put_relation(f.ines, f.ada, none);
  });
  CHECK(f.look([&](Reader& r) { return r.relationships_of(f.ines); }) == std::vector<core::Relationship>{{f.otto, friends}});
}

TEST_CASE_TEMPLATE("settings: those that are asked for, or all", Backend, STORE_ADAPTERS) {
  People<Backend> f;
  const core::Setting theme{5, R"({"dark":true})"}, order{6, "[]"}, empty{7, ""};
  f.change([&](Transaction& tx) {
    tx.put_setting(f.ines, "theme", {4, "old"});
    tx.put_setting(f.ines, "theme", theme);
    tx.put_setting(f.ines, "order", order);
    tx.put_setting(f.ines, "Zebra", empty);
    tx.put_setting(f.otto, "theme", order);
  });
  using Settings = std::vector<std::pair<std::string, core::Setting>>;
  auto settings = [&](core::UserId user, std::vector<std::string> keys) {
    return f.look([&](Reader& r) { return r.settings(user, keys); });
  };
  CHECK(settings(f.ines, {"theme", "nothing", "order"}) == Settings{{"theme", theme}, {"order", order}});
  CHECK(settings(f.ines, {}) == Settings{{"Zebra", empty}, {"order", order}, {"theme", theme}});
  CHECK(settings(f.ada, {"theme"}).empty());
}

TEST_CASE_TEMPLATE("secrets: by hash, and gone by purpose", Backend, STORE_ADAPTERS) {
  People<Backend> f;
  using enum core::SecretPurpose;
  const core::Secret change{hash_of(1), change_email, f.ines, 5, "new@example.org"},
      reset{hash_of(2), reset_password, f.ines, 6, ""};
  const core::Secret other{hash_of(3), change_email, f.otto, 7, "other@example.org"};
  f.change([&](Transaction& tx) {
    for (const core::Secret& s : {change, reset, other}) tx.put_secret(s);
  });
  auto secret = [&](unsigned char n) { return f.look([&](Reader& r) { return r.secret(hash_of(n)); }); };
  CHECK(secret(1) == change);
  CHECK(secret(2) == reset);
  CHECK_FALSE(secret(4));
  f.change([&](Transaction& tx) {
    tx.delete_secrets_of(f.ines, change_email);
    CHECK(tx.delete_secret(hash_of(2)));
    CHECK_FALSE(tx.delete_secret(hash_of(2)));
  });
  CHECK_FALSE(secret(1));
  CHECK_FALSE(secret(2));
  CHECK(secret(3) == other);
}

TEST_CASE_TEMPLATE("bots: by id and by owner", Backend, STORE_ADAPTERS) {
  People<Backend> f;
  core::Bot bell{f.otto, f.ines, 3, true, true, "https://example.org/interact"};
  const core::Bot lamp{f.ada, f.ines, 0, false, false, ""};
  f.change([&](Transaction& tx) {
    tx.put_bot(lamp);
    tx.put_bot(bell);
  });
  CHECK(f.look([&](Reader& r) { return r.bot(f.otto); }) == bell);
  CHECK(f.look([&](Reader& r) { return r.bots_of(f.ines); }) == std::vector{bell, lamp});
  bell.token_version = 4;
  bell.open = false;
  f.change([&](Transaction& tx) {
    tx.put_bot(bell);
    tx.delete_bot(f.ada);
  });
  CHECK(f.look([&](Reader& r) { return r.bots_of(f.ines); }) == std::vector{bell});
  CHECK_FALSE(f.look([&](Reader& r) { return r.bot(f.ada); }));
}

TEST_CASE_TEMPLATE("people: one who is forgotten leaves nothing of their own, others keep theirs", Backend, STORE_ADAPTERS) {
  People<Backend> f;
  const core::ChannelId channel = f.add_channel(f.add_community(f.ada, "first"), "hall");
  const core::MessageId message(11);
  using enum core::Relation;
  f.change([&](Transaction& tx) {
    for (core::UserId user : {f.ines, f.otto}) {
      tx.put_relation(user, f.ada, friends);
      tx.put_relation(f.ada, user, friends);
      tx.put_setting(user, "theme", {1, "dark"});
      tx.put_read(user, channel, message);
      tx.add_mention(user, channel, core::MessageId(12));
      tx.put_secret({hash_of(static_cast<unsigned char>(user.value)), core::SecretPurpose::validated, user, 9, ""});
    }
    tx.forget_person(f.ines);
  });
  REQUIRE(read(*f.store, [&](Reader& r) {
    CHECK(r.relationships_of(f.ines).empty());
    CHECK(r.relationships_of(f.ada) == std::vector<core::Relationship>{{f.otto, friends}});
    CHECK(r.relation(f.otto, f.ada) == friends);
    CHECK(r.settings(f.ines, {}).empty());
    CHECK(r.settings(f.otto, {}).size() == 1);
    CHECK(r.read_states_of(f.ines).empty());
    CHECK(r.read_states_of(f.otto) == std::vector<core::ReadState>{{channel, message, {core::MessageId(12)}}});
    CHECK_FALSE(r.secret(hash_of(static_cast<unsigned char>(f.ines.value))));
    CHECK(r.secret(hash_of(static_cast<unsigned char>(f.otto.value))));
    CHECK(r.user(f.ines));
  }));
}

}  // namespace store::suite
