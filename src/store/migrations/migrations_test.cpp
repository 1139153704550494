// Old databases with rows in, rows expected out. Each released version adds a case to kOld.
#include "store/migrations/migrations.h"

#include "store/store_suite.h"

namespace store::migrations {
namespace {

/// Rows as a server of that version wrote them.
struct Old {
  std::int64_t version;
  const char* rows;
};

constexpr Old kOld[] = {
    {1, R"sql(
INSERT INTO meta VALUES ('last_id', 7000000000000000);
INSERT INTO users VALUES (64, 'ines', 'Ines', 1, 'reading', NULL, 7, NULL, -5, 1, 0, 0, 0, 3, 'ines@example.org', 'hash', 1);
INSERT INTO users VALUES (65, 'otto', NULL, 0, NULL, NULL, NULL, NULL, 0, 0, 0, 0, 1, 0, 'ines@example.org', 'hash', 0);
INSERT INTO login_sessions VALUES (70, 64, zeroblob(32), 'linux', 'pilfer', '::1', 5);
INSERT INTO one_time_codes VALUES (64, 1, 123456, 99);
INSERT INTO communities VALUES (80, 64, 'Keepers', 'keepers', 2, NULL, NULL, NULL, 0, 3145728);
INSERT INTO members VALUES (80, 64, 'nick', NULL, NULL, NULL, NULL, '[90]', NULL, 6);
INSERT INTO bans VALUES (80, 65, 'spam');
INSERT INTO roles VALUES (90, 80, 'keeper', 1, 2, 3);
INSERT INTO categories VALUES (80, 80, 'general', 0);
INSERT INTO channels VALUES (100, 0, 80, 80, 'talk', NULL, 0, 0, 0, '[{"role":90,"value":{"allow":1,"deny":2}}]');
INSERT INTO emojis VALUES (110, 80, 7, 'lamp', 64);
INSERT INTO messages VALUES (120, 100, 64, 'hello', NULL, '[{"kind":"image","url":"u","width":1,"height":2}]', NULL, NULL, NULL);
INSERT INTO messages VALUES (121, 100, 65, 'bye', NULL, NULL, 120, '{"name":"Somebody"}', 8);
INSERT INTO reactions VALUES (1, 120, 110, '', 64);
INSERT INTO files VALUES (7, 1, 'a.png', 'image/png', 10, 0, 1, 2, zeroblob(32));
INSERT INTO events VALUES (1, 0, 80, 1, 9, 'emoji_updated', '{"emoji":110,"name":"lamp"}');
INSERT INTO streams VALUES (0, 80, 1);
)sql"},
};

}  // namespace

TEST_CASE("migrations: versions are numbered without gaps") {
  std::int64_t expected = 1;
  for (const Step& step : steps()) CHECK(step.version == expected++);
  CHECK(std::size(kOld) == steps().size());
}

TEST_CASE("migrations: the rows of every old version are readable today") {
  for (const Old& old : kOld) {
    CAPTURE(old.version);
    suite::TemporaryFolder folder;
    {
      sql::Connection db(folder.file("old.db"));
      migrate(db, old.version);
      CHECK(version_of(db) == old.version);
      db.execute("PRAGMA application_id = " + std::to_string(0x54475354));
      db.execute(old.rows);
    }
    base::ManualClock clock;
    auto opened = sql::open({.path = folder.file("old.db"), .event_age_max = std::chrono::hours(24 * 365 * 200)}, clock);
    REQUIRE(opened);
    REQUIRE(suite::read(**opened, [](Reader& r) {
      auto ines = r.user_by_username("ines");
      REQUIRE(ines);
      CHECK(ines->status == core::Status{core::StatusKind::idle, "reading"});
      CHECK(ines->social_credit == -5);
      CHECK(ines->revision == 3);
      CHECK(r.account_by_email("ines@example.org")->user_id == core::UserId(64));
      CHECK(r.login_sessions_of(core::UserId(64)).at(0).client == "pilfer");
      CHECK(r.one_time_code(core::UserId(64), core::CodePurpose::reset_password)->code == 123456);
      CHECK(r.is_banned(core::CommunityId(80), core::UserId(65)));
      auto snapshot = r.community_snapshot(core::CommunityId(80));
      REQUIRE(snapshot);
      CHECK(snapshot->state.number == 1);
      CHECK(snapshot->state.community.kind == core::CommunityKind::hybrid);
      CHECK(snapshot->state.channels.at(0).role_overrides == std::vector{core::RoleOverride{core::RoleId(90), {1, 2}}});
      CHECK(snapshot->state.roles.at(0).name == "keeper");
      CHECK(snapshot->state.members.at(0).full(core::CommunityId(80)).roles == std::vector{core::RoleId(90)});
      const auto messages = r.messages(core::ChannelId(100), {});
      REQUIRE(messages.size() == 2);
      CHECK(messages[0].embeds == std::vector<core::Embed>{core::ImageEmbed{"u", 1, 2}});
      REQUIRE(messages[0].reactions.size() == 1);
      CHECK(messages[0].reactions[0].users == std::vector{core::UserId(64)});
      CHECK(messages[1].author == core::kDeletedUser);
      CHECK(messages[1].masquerade->name == "Somebody");
      CHECK(r.file(core::FileId(7), core::FileBucket::avatars)->name == "a.png");
      CHECK(r.events(core::stream_of(core::CommunityId(80)), 0, 10).size() == 1);
    }));
    std::uint64_t id = 0;
    REQUIRE(suite::write(**opened, [&](Transaction& tx) -> Result<void> { return id = tx.next_id(), Result<void>(); }));
    CHECK(id > 7'000'000'000'000'000);
  }
}

TEST_CASE("migrations: a step that fails leaves the version before it") {
  suite::TemporaryFolder folder;
  sql::Connection db(folder.file("half.db"));
  db.execute("CREATE TABLE users (id INTEGER)");  // in the way of version 1
  CHECK_THROWS(migrate(db));
  CHECK(version_of(db) == 0);
  CHECK(db.number("SELECT count(*) FROM sqlite_schema") == 1);
}

}  // namespace store::migrations
