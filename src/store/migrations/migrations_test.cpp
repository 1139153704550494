// Old databases with rows in, rows expected out. Each released version adds a case to kOld.
#include "store/migrations/migrations.h"

#include "core/names.h"
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
    {2, R"sql(
INSERT INTO meta VALUES ('last_id', 7000000000000000);
INSERT INTO users (id, username, tag_name, tag_folded, discriminator, display_name, status, status_text, avatar, social_credit,
  badges, instance_permissions, bot, deleted, revision, email, email_key, password_hash, verified, security)
  VALUES (64, 'ines', 'Ines', 'ines', 66, 'Ines', 1, 'reading', 7, -5, 1, 0, 0, 0, 3, 'ines@example.org', '', 'hash', 1,
  '{"deletion_due_ms":50,"totp_secret":"JBSWY3DP"}');
INSERT INTO users (id, username, tag_name, tag_folded, status, social_credit, badges, instance_permissions, bot, deleted,
  revision, email, password_hash, verified)
  VALUES (65, 'otto', 'otto', 'otto', 0, 0, 0, 0, 0, 1, 0, 'ines@example.org', 'hash', 0);
INSERT INTO login_sessions VALUES (70, 64, zeroblob(32), 'linux', 'pilfer', '::1', 5, 'desk', '');
INSERT INTO one_time_codes VALUES (64, 1, 123456, 99);
INSERT INTO secrets VALUES (zeroblob(32), 1, 64, 99000000000000, 'new@example.org');
INSERT INTO relations VALUES (64, 65, 5);
INSERT INTO bots VALUES (66, 64, 2, 1, 0, '');
INSERT INTO settings VALUES (64, 'theme', 4, 'dark');
INSERT INTO read_states VALUES (64, 100, 119);
INSERT INTO mentions VALUES (64, 100, 120);
INSERT INTO communities VALUES (80, 64, 'Keepers', 'keepers', 2, NULL, NULL, NULL, 0, 3145728, '{"joined":100}', 1, 0, 0, 2);
INSERT INTO communities VALUES (81, 64, NULL, '', 4, NULL, NULL, NULL, 0, 0, NULL, 0, 0, 0, 0);
INSERT INTO communities VALUES (82, 64, NULL, '', 5, NULL, NULL, NULL, 0, 0, NULL, 0, 0, 0, 0);
INSERT INTO members VALUES (80, 64, 'nick', NULL, NULL, NULL, NULL, '[90]', NULL, 6, 'she', 0, 1);
INSERT INTO bans VALUES (80, 65, 'spam');
INSERT INTO kept_timeouts VALUES (80, 65, 7);
INSERT INTO roles VALUES (90, 80, 'keeper', 1, 2, 3, 'red', 1, NULL);
INSERT INTO categories VALUES (80, 80, 'general', 0, 'alias');
INSERT INTO channels VALUES (100, 0, 80, 80, 'talk', NULL, 0, 0, 0, '[{"role":90,"value":{"allow":1,"deny":2}}]',
  NULL, 1, 5, 0, NULL, 1);
INSERT INTO emojis VALUES (110, 80, 7, 'lamp', 64, 1, 0, 0);
INSERT INTO invites VALUES ('code', 80, 100, 64);
INSERT INTO webhooks VALUES (111, 80, 100, 64, 'Bell', NULL, 3);
INSERT INTO audit_entries VALUES (112, 80, 64, 65, 'MemberKick', '{}', 'spam');
INSERT INTO reports VALUES (113, 64, '{}');
INSERT INTO messages (id, channel, author, content, embeds, pinned, note, webhook, interactions)
  VALUES (120, 100, 64, 'hello', '[{"kind":"image","url":"u","width":1,"height":2}]', 1,
  '{"kind":"user_joined","user":64}', '{"webhook":111,"name":"Bell"}', '{"reactions":[{"kind":"text","emoji":"x"}]}');
INSERT INTO messages (id, channel, author, content, masquerade, edited_ms, replies, mentions, role_mentions, flags, nonce)
  VALUES (121, 100, 65, 'bye', '{"name":"Somebody"}', 8, '[120]', '[64]', '[90]', 1, 'n');
INSERT INTO message_words (rowid, channel, content) VALUES (120, 100, 'hello'), (121, 100, 'bye');
INSERT INTO reactions VALUES (1, 120, 110, '', 64);
INSERT INTO files VALUES (7, 1, 'a.png', 'image/png', 10, 0, 1, 2, zeroblob(32), 0, 1);
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
      CHECK(ines->discriminator == 2 + 64);
      CHECK(core::fold_name(ines->tag_name) == "ines");
      CHECK(r.user_by_tag("ines", 66)->id == ines->id);
      CHECK(r.user(core::UserId(65))->discriminator == 0);
      CHECK(r.discriminators_of("otto").empty());
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
      CHECK(messages[1].replies == std::vector{core::MessageId(120)});
      CHECK(messages[1].edited_ms == 8);
      CHECK(r.search_messages({.channel = core::ChannelId(100), .words = "HELLO"}).at(0).id == core::MessageId(120));
      CHECK(snapshot->state.channels.at(0).last_message == core::MessageId(121));
      CHECK(r.community_by_slug("keepers")->id == core::CommunityId(80));
      CHECK(r.file(core::FileId(7), core::FileBucket::avatars)->name == "a.png");
      CHECK(r.events(core::stream_of(core::CommunityId(80)), 0, 10).size() == 1);
    }));
    std::uint64_t id = 0;
    REQUIRE(suite::write(**opened, [&](Transaction& tx) -> Result<void> { return id = tx.next_id(), Result<void>(); }));
    CHECK(id > 7'000'000'000'000'000);
  }
}

TEST_CASE("migrations: version 2 gives old rows what is new in it") {
  suite::TemporaryFolder folder;
  {
    sql::Connection db(folder.file("old.db"));
    migrate(db, 1);
    db.execute("PRAGMA application_id = " + std::to_string(0x54475354));
    db.execute(kOld[0].rows);
    db.execute("INSERT INTO users VALUES (1, 'deleted-user', NULL, 4, NULL, NULL, NULL, NULL, 0, 0, 0, 0, 0, 0, '', '', 0)");
    db.execute("INSERT INTO messages VALUES (122, 100, 64, NULL, NULL, NULL, NULL, NULL, NULL)");
  }
  base::ManualClock clock;
  auto opened = sql::open({.path = folder.file("old.db")}, clock);
  REQUIRE(opened);
  REQUIRE(suite::read(**opened, [](Reader& r) {
    const core::CommunityId community(80);
    const core::Account account = *r.account(core::UserId(64));
    CHECK(account.security == core::AccountSecurity{});
    CHECK(account.email_key.empty());
    CHECK(r.user(core::kDeletedUser)->discriminator == 0);  // nobody can address it
    CHECK(r.user_by_username("ines")->tag_name == "ines");
    CHECK(r.community(community)->system_channels == core::SystemChannels{});
    const core::Channel channel = *r.channel(core::ChannelId(100));
    CHECK(channel.active);
    CHECK_FALSE(channel.nsfw);
    CHECK_FALSE(channel.group_permissions);
    CHECK(channel.last_message == core::MessageId(122));
    const core::Member member = *r.member(community, core::UserId(64));
    CHECK(member.may_speak);
    CHECK(member.may_listen);
    CHECK_FALSE(r.emoji(core::EmojiId(110))->detached);
    CHECK(r.emojis_of(community).size() == 1);
    CHECK(r.file(core::FileId(7), core::FileBucket::avatars)->used);
    const core::Message message = *r.message(core::MessageId(120));
    CHECK(message.replies.empty());
    CHECK_FALSE(message.pinned);
    CHECK(message.nonce.empty());
    CHECK_FALSE(message.note);
    CHECK(r.messages(core::ChannelId(100), {.pinned = true}).empty());
    CHECK(r.relationships_of(core::UserId(64)).empty());
  }));
  // Slugs stay unique where there are any.
  REQUIRE(suite::write(**opened, [](Transaction& tx) -> Result<void> {
    core::Community space;
    space.kind = core::CommunityKind::group;
    space.id = core::CommunityId(tx.next_id());
    tx.insert_community(space);
    space.id = core::CommunityId(tx.next_id());
    tx.insert_community(space);
    return {};
  }));
  CHECK_FALSE(suite::write(**opened, [](Transaction& tx) -> Result<void> {
    core::Community twin;
    twin.id = core::CommunityId(tx.next_id());
    twin.slug = "keepers";
    tx.insert_community(twin);
    return {};
  }));
  // The index of words has the old messages as it has new ones: they can be taken out of it.
  REQUIRE(suite::write(**opened, [](Transaction& tx) -> Result<void> {
    for (std::uint64_t id : {120, 121, 122}) tx.delete_message(core::MessageId(id));
    return {};
  }));
  REQUIRE(suite::read(
      **opened, [](Reader& r) { CHECK(r.search_messages({.channel = core::ChannelId(100), .words = "hello"}).empty()); }));
}

TEST_CASE("migrations: version 2 is read as it was written") {
  suite::TemporaryFolder folder;
  {
    sql::Connection db(folder.file("old.db"));
    migrate(db, 2);
    db.execute("PRAGMA application_id = " + std::to_string(0x54475354));
    db.execute(kOld[1].rows);
  }
  base::ManualClock clock;
  auto opened = sql::open({.path = folder.file("old.db")}, clock);
  REQUIRE(opened);
  REQUIRE(suite::read(**opened, [](Reader& r) {
    const core::UserId ines(64), otto(65);
    const core::CommunityId community(80);
    const core::ChannelId channel(100);
    CHECK(r.account(ines)->security.totp_secret == "JBSWY3DP");
    CHECK(r.accounts_due_for_deletion(50, 10) == std::vector{ines});
    CHECK(r.login_session(core::LoginSessionId(70))->name == "desk");
    CHECK(r.secret({})->data == "new@example.org");
    CHECK(r.relation(ines, otto) == core::Relation::blocked);
    CHECK(r.bots_of(ines).at(0).token_version == 2);
    CHECK(r.settings(ines, {}).at(0).second == core::Setting{4, "dark"});
    const core::ReadState state{channel, core::MessageId(119), {core::MessageId(120)}};
    CHECK(r.read_states_of(ines) == std::vector{state});
    CHECK(r.community(community)->system_channels.joined == channel);
    CHECK(r.community(community)->flags == 2);
    CHECK(r.communities_owned_by(ines) == 1);
    CHECK_FALSE(r.member(community, ines)->may_speak);
    CHECK(r.kept_timeout(community, otto) == 7);
    CHECK(r.roles_of(community).at(0).colour == "red");
    CHECK(r.categories_of(community).at(0).alias == "alias");
    CHECK(r.channel(channel)->slowmode_s == 5);
    CHECK(r.emoji(core::EmojiId(110))->animated);
    CHECK(r.invite("code")->channel == channel);
    CHECK(r.webhooks_of(channel).at(0).name == "Bell");
    CHECK(r.audit_entries({.community = community}).at(0).type == "MemberKick");
    const auto pinned = r.messages(channel, {.pinned = true});
    REQUIRE(pinned.size() == 1);
    CHECK(pinned[0].note->kind == core::SystemNote::Kind::user_joined);
    CHECK(pinned[0].webhook->name == "Bell");
    CHECK(pinned[0].interactions->reactions == std::vector{core::ReactionKey(std::string("x"))});
    const core::Message bye = *r.message(core::MessageId(121));
    CHECK(bye.mentions == std::vector{ines});
    CHECK(bye.role_mentions == std::vector{core::RoleId(90)});
    CHECK(bye.flags == core::message_flag::silent);
    CHECK(bye.nonce == "n");
  }));
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
