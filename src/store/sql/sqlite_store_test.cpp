// What SQLite adds to the suite: opening and refusing to open, coming back, cleaning up little by little, failing disks.
#include "store/sql/sqlite_store.h"

#include <sys/resource.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <latch>
#include <thread>

#include "store/migrations/migrations.h"
#include "store/sql/connection.h"
#include "store/store_suite.h"

namespace store::sql {
namespace {

using suite::TemporaryFolder;
using Fixture = suite::Fixture<suite::Sqlite>;

base::Error refused(const std::string& path) {
  base::ManualClock clock;
  auto opened = open({.path = path}, clock);
  REQUIRE_FALSE(opened);
  CHECK(opened.error().info.find('\n') == std::string::npos);
  return opened.error();
}

void fill_file(const std::string& path, const std::string& bytes) { std::ofstream(path, std::ios::binary) << bytes; }

/// Writes empty units until the writer's cleaner has nothing left; each gives it a turn.
template <typename Finished>
void take_turns(Fixture& f, Finished finished) {
  for (int i = 0; i < 10'000 && !finished(); ++i) f.change([](Transaction&) {});
  CHECK(finished());
}

/// The file may not grow while this lives, as on a full disk.
class FullDisk {
 public:
  explicit FullDisk(rlim_t bytes) {
    ::getrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{bytes, before_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~FullDisk() { ::setrlimit(RLIMIT_FSIZE, &before_); }

 private:
  rlimit before_{};
};

}  // namespace

TEST_CASE("open: refuses a folder that cannot be used") {
  TemporaryFolder folder;
  const base::Error missing = refused(folder.file("nowhere/test.db"));
  CHECK(missing.subject == "path");
  CHECK(missing.info.find("no such folder") != std::string::npos);
  fill_file(folder.file("file"), "x");
  CHECK(refused(folder.file("file/test.db")).subject == "path");
  CHECK(refused("/proc/test.db").subject == "path");
  CHECK(refused(folder.file("")).subject == "path");  // a folder is no database
}

TEST_CASE("open: refuses a file that is no database, or another program's") {
  TemporaryFolder folder;
  fill_file(folder.file("text.db"),
            "This is not a database, but long enough to have a header of one hundred bytes, and then some more.");
  const base::Error text = refused(folder.file("text.db"));
  CHECK(text.kind == base::ErrorKind::invalid);
  CHECK(text.subject == "format");
  Connection(folder.file("other.db")).execute("CREATE TABLE things (id INTEGER)");
  CHECK(refused(folder.file("other.db")).subject == "format");
}

TEST_CASE("open: refuses a newer version and names both") {
  Fixture f;
  f.store.reset();
  const std::int64_t newer = migrations::newest_version() + 1;
  Connection(f.options.path).execute("PRAGMA user_version = " + std::to_string(newer));
  const base::Error error = refused(f.options.path);
  CHECK(error.kind == base::ErrorKind::unsupported);
  CHECK(error.subject == "version");
  CHECK(error.info.find("schema version " + std::to_string(newer)) != std::string::npos);
  CHECK(error.info.find("up to " + std::to_string(newer - 1)) != std::string::npos);
}

TEST_CASE("open: refuses while somebody has it open, and works again afterwards") {
  Fixture f;
  const base::Error error = refused(f.options.path);
  CHECK(error.subject == "lock");
  CHECK(error.info.find("process " + std::to_string(::getpid())) != std::string::npos);
  f.reopen();
}

TEST_CASE("reopen: everything is there, numbers and ids go on") {
  Fixture f;
  const core::UserId ines = f.add_user("ines");
  const core::CommunityId community = f.add_community(ines, "first");
  const core::ChannelId channel = f.add_channel(community, "general");
  const core::MessageId message = f.add_message(channel, ines, "hello");
  std::uint64_t last = 0;
  f.change([&](Transaction& tx) {
    tx.append_event(core::stream_of(community), 1, core::UserDeleted{});
    for (int i = 0; i < 1000; ++i) last = tx.next_id();
  });
  f.clock.step_unix_ms(1'650'000'000'001);  // long before
  f.reopen();
  CHECK(f.look([&](Reader& r) { return r.message(message); })->content == "hello");
  CHECK(f.id() > last);
  f.change(
      [&](Transaction& tx) { CHECK(tx.append_event(core::stream_of(community), 1, core::UserDeleted{})->number == 2); });
}

TEST_CASE("close: accepted units are run, and the log is brought into the file") {
  Fixture f;
  constexpr int kUnits = 500;
  int done = 0;
  for (int i = 0; i < kUnits; ++i) {
    f.store->write(
        [](Transaction& tx) -> Result<void> {
          tx.append_event(core::stream_of(core::CommunityId(5)), 1, core::UserDeleted{});
          return {};
        },
        [&](Result<void> result) { done += result.has_value(); });
  }
  f.store->close();
  CHECK(done == kUnits);
  CHECK(std::filesystem::file_size(f.options.path + "-wal") == 0);
  f.reopen();
  CHECK(f.look([](Reader& r) { return r.stream_number(core::stream_of(core::CommunityId(5))); }) == kUnits);
}

TEST_CASE("queue: more units than allowed are refused at once") {
  Fixture f;
  f.options.write_queue_max = 2;
  f.options.read_queue_max = 2;
  f.options.reader_threads = 1;
  f.reopen();
  std::latch go(1), writing(1), reading(1), all(6);
  std::atomic<int> refusals = 0;
  auto note = [&](Result<void> result) {
    if (!result) {
      CHECK(result.error().kind == base::ErrorKind::unavailable);
      ++refusals;
    }
    all.count_down();
  };
  f.store->write([&](Transaction&) -> Result<void> { return writing.count_down(), go.wait(), Result<void>(); }, note);
  f.store->read([&](Reader&) { reading.count_down(), go.wait(); }, note);
  writing.wait();
  reading.wait();
  std::latch refused_now(2);
  for (int i = 0; i < 3; ++i) {
    auto check = [&, i](Result<void> result) {
      CHECK(result.has_value() == (i < 2));
      if (!result) refused_now.count_down();
      if (result) note(std::move(result));
    };
    f.store->write([](Transaction&) -> Result<void> { return {}; }, check);
    f.store->read([](Reader&) {}, check);
  }
  CHECK(refused_now.try_wait());
  go.count_down();
  all.wait();
  CHECK(refusals == 0);
}

TEST_CASE("group commit: units that wait share a commit") {
  Fixture f;
  std::latch go(1), started(1), all(101);
  f.store->write([&](Transaction&) -> Result<void> { return started.count_down(), go.wait(), Result<void>(); },
                 [&](Result<void>) { all.count_down(); });
  started.wait();
  const std::uint64_t commits = f.store->metrics().commits.value();
  for (int i = 0; i < 100; ++i) {
    f.store->write([](Transaction& tx) -> Result<void> { return tx.next_id(), Result<void>(); },
                   [&](Result<void>) { all.count_down(); });
  }
  go.count_down();
  all.wait();
  CHECK(f.store->metrics().commits.value() == commits + 1);
  CHECK(f.store->metrics().last_commit_units.value() == 100);
}

TEST_CASE("events: pruned by count, the newest stay and what is missing can be seen") {
  Fixture f;
  f.options.events_per_stream_max = 100;
  f.reopen();
  const core::StreamId stream = core::stream_of(core::CommunityId(5)), quiet = core::stream_of(core::UserId(5));
  f.change([&](Transaction& tx) { tx.append_event(quiet, 1, core::UserDeleted{}); });
  for (int i = 0; i < 1000; ++i) f.change([&](Transaction& tx) { tx.append_event(stream, 1, core::UserDeleted{}); });
  take_turns(f, [&] { return f.look([&](Reader& r) { return r.events(stream, 0, 5000); }).size() < 100 + 256; });
  const auto events = f.look([&](Reader& r) { return r.events(stream, 0, 5000); });
  CHECK(events.size() >= 100);
  CHECK(events.front()->number > 1);
  CHECK(events.back()->number == 1000);
  CHECK(events.back()->number - events.front()->number + 1 == events.size());
  CHECK(f.look([&](Reader& r) { return r.events(quiet, 0, 10); }).size() == 1);
  CHECK(f.store->metrics().events_pruned.value() == 1000 - events.size());
}

TEST_CASE("events: pruned by age, and numbers go on when none is left") {
  Fixture f;
  f.options.event_age_max = std::chrono::hours(1);
  f.reopen();
  const core::StreamId stream = core::stream_of(core::CommunityId(5));
  for (int i = 0; i < 600; ++i) {
    f.change([&](Transaction& tx) { tx.append_event(stream, f.clock.unix_ms(), core::UserDeleted{}); });
  }
  CHECK(f.look([&](Reader& r) { return r.events(stream, 0, 5000); }).size() == 600);
  f.clock.advance_ms(3'500'000);
  f.change([&](Transaction& tx) { tx.append_event(stream, f.clock.unix_ms(), core::UserDeleted{}); });
  f.clock.advance_ms(200'000);
  take_turns(f, [&] { return f.look([&](Reader& r) { return r.events(stream, 0, 5000); }).size() == 1; });
  CHECK(f.look([&](Reader& r) { return r.events(stream, 0, 5000); })[0]->number == 601);
  f.clock.advance_ms(7'200'000);
  take_turns(f, [&] { return f.look([&](Reader& r) { return r.events(stream, 0, 5000); }).empty(); });
  CHECK(f.look([&](Reader& r) { return r.stream_number(stream); }) == 601);
  f.reopen();
  f.change([&](Transaction& tx) { CHECK(tx.append_event(stream, f.clock.unix_ms(), core::UserDeleted{})->number == 602); });
}

TEST_CASE("deleted channels: the rows go in slices, also after a restart") {
  Fixture f;
  const core::UserId ines = f.add_user("ines");
  const core::CommunityId community = f.add_community(ines, "first");
  const core::ChannelId channel = f.add_channel(community, "general"), other = f.add_channel(community, "other", 1);
  const core::MessageId kept = f.add_message(other, ines, "kept");
  core::MessageId reacted;
  f.change([&](Transaction& tx) {
    for (int i = 0; i < 1000; ++i) {
      core::Message m;
      m.id = core::MessageId(tx.next_id());
      m.channel = channel;
      m.content = "kept";
      tx.insert_message(m);
      tx.add_reaction(m.id, ines, std::string("x"));
      tx.add_mention(core::UserId(m.id.value), channel, m.id);
    }
    tx.add_reaction(kept, ines, std::string("x"));
    tx.put_read(ines, other, kept);
  });
  f.change([&](Transaction& tx) { tx.delete_channel(channel); });
  f.reopen();
  CHECK(f.look([&](Reader& r) { return r.messages(channel, {}); }).empty());
  f.store.reset();
  f.store = f.open();
  auto count = [&](const char* what) {
    Connection db(f.options.path);
    return db.number(std::string("SELECT count(*) FROM ") + what);
  };
  take_turns(f, [&] { return count("deleted_channels") == 0; });
  CHECK(count("messages") == 1);
  CHECK(count("reactions") == 1);
  CHECK(count("mentions") == 0);
  CHECK(count("read_states") == 1);
  CHECK(count("message_words WHERE message_words MATCH 'kept'") == 1);
  CHECK(f.look([&](Reader& r) { return r.message(kept); })->reactions.size() == 1);
}

TEST_CASE("secrets: what expired long ago goes by itself") {
  Fixture f;
  const core::UserId ines = f.add_user("ines");
  constexpr std::int64_t kDayMs = 24 * 3'600'000;
  core::Secret old, recent;
  old.user = recent.user = ines;
  recent.hash[0] = 1;
  old.expires_ms = f.clock.unix_ms() + 1;
  recent.expires_ms = f.clock.unix_ms() + kDayMs;
  f.change([&](Transaction& tx) {
    tx.put_secret(old);
    tx.put_secret(recent);
  });
  f.clock.advance_ms(kDayMs + 2);
  take_turns(f, [&] { return !f.look([&](Reader& r) { return r.secret(old.hash); }); });
  CHECK(f.look([&](Reader& r) { return r.secret(recent.hash); }) == recent);
}

TEST_CASE("search: the index follows every change, and forgets that of a unit that failed") {
  Fixture f;
  const core::UserId ines = f.add_user("ines");
  const core::ChannelId channel = f.add_channel(f.add_community(ines, "first"), "general");
  const core::MessageId first = f.add_message(channel, ines, "the old lamp");
  auto found = [&](const std::string& words) {
    std::vector<core::MessageId> ids;
    for (const auto& m : f.look([&](Reader& r) { return r.search_messages({.channel = channel, .words = words}); })) {
      ids.push_back(m.id);
    }
    return ids;
  };
  auto change = [&](Transaction& tx, std::optional<std::string> content) {
    core::Message message = *tx.message(first);
    message.content = std::move(content);
    tx.update_message(message);
  };
  const auto failed = suite::write(*f.store, [&](Transaction& tx) -> Result<void> {
    change(tx, "another lamp");
    tx.delete_message(first);
    return base::fail(base::ErrorKind::invalid, "unit", "on purpose");
  });
  CHECK_FALSE(failed);
  CHECK(found("lamp old") == std::vector{first});
  f.change([&](Transaction& tx) {
    change(tx, "something else");
    change(tx, std::nullopt);
    change(tx, "a beacon");
    core::Message more;
    more.id = core::MessageId(tx.next_id());
    more.channel = channel;
    more.content = "a beacon of short life";
    tx.insert_message(more);
    tx.delete_message(more.id);
  });
  CHECK(found("lamp").empty());
  CHECK(found("else").empty());
  CHECK(found("beacon") == std::vector{first});
  f.change([&](Transaction& tx) { tx.delete_message(first); });
  CHECK(found("beacon").empty());
  f.store.reset();
  Connection db(f.options.path);
  CHECK(db.number("SELECT count(*) FROM message_words WHERE message_words MATCH 'beacon OR lamp OR else'") == 0);
  db.execute("INSERT INTO message_words (message_words) VALUES ('integrity-check')");
}

TEST_CASE("full: a unit that finds no room leaves no trace, and smaller ones still work") {
  Fixture f;
  f.options.file_bytes_max = 1 << 20;
  f.reopen();
  const core::UserId ines = f.add_user("ines");
  const core::ChannelId channel = f.add_channel(f.add_community(ines, "first"), "general");
  auto result = suite::write(*f.store, [&](Transaction& tx) -> Result<void> {
    tx.append_event(core::stream_of(ines), 1, core::UserDeleted{});
    core::Message m;
    m.channel = channel;
    m.content = std::string(100'000, 'x');
    for (int i = 0; i < 100; ++i) {
      m.id = core::MessageId(tx.next_id());
      tx.insert_message(m);
    }
    return {};
  });
  REQUIRE_FALSE(result);
  CHECK(result.error().kind == base::ErrorKind::unavailable);
  CHECK(f.look([&](Reader& r) { return r.messages(channel, {}); }).empty());
  f.change([&](Transaction& tx) { CHECK(tx.append_event(core::stream_of(ines), 1, core::UserDeleted{})->number == 1); });
  f.add_message(channel, ines, "small");
}

TEST_CASE("failed commit: every unit of the batch hears of it, nobody else does, and no number is lost") {
  Fixture f;
  const core::UserId ines = f.add_user("ines");
  const core::ChannelId channel = f.add_channel(f.add_community(ines, "first"), "general");
  const core::StreamId stream = core::stream_of(ines);
  f.change([&](Transaction& tx) { tx.append_event(stream, 1, core::UserDeleted{}); });
  int announced = 0;
  f.store->set_commit_listener(
      [&](std::span<const core::EventRef> events) { announced += static_cast<int>(events.size()); });
  std::atomic<int> refused = 0;
  std::uint64_t lost_id = 0;
  {
    FullDisk full(std::filesystem::file_size(f.options.path + "-wal"));
    std::latch all(10);
    for (int i = 0; i < 10; ++i) {
      f.store->write(
          [&](Transaction& tx) -> Result<void> {
            core::Message m;
            m.id = core::MessageId(lost_id = tx.next_id());
            m.channel = channel;
            m.content = std::string(20'000, 'x');
            tx.insert_message(m);
            tx.append_event(stream, 1, core::UserDeleted{});
            return {};
          },
          [&](Result<void> result) {
            if (!result && result.error().kind == base::ErrorKind::unavailable) ++refused;
            all.count_down();
          });
    }
    all.wait();
  }
  CHECK(refused == 10);
  CHECK(announced == 0);
  CHECK(f.store->metrics().commits_failed.value() > 0);
  std::uint64_t id = 0;
  f.change([&](Transaction& tx) {
    id = tx.next_id();
    CHECK(tx.append_event(stream, 1, core::UserDeleted{})->number == 2);
  });
  CHECK(id > lost_id);
  CHECK(announced == 1);
  CHECK(f.look([&](Reader& r) { return r.messages(channel, {}); }).empty());
  f.reopen();
  CHECK(f.look([&](Reader& r) { return r.events(stream, 0, 10); }).size() == 2);
}

TEST_CASE("damage: a broken page makes units unavailable, not the process") {
  Fixture f;
  const core::UserId ines = f.add_user("ines");
  const core::ChannelId channel = f.add_channel(f.add_community(ines, "first"), "general");
  f.change([&](Transaction& tx) {
    for (int i = 0; i < 2000; ++i) {
      core::Message m;
      m.id = core::MessageId(tx.next_id());
      m.channel = channel;
      m.content = std::string(200, 'x');
      tx.insert_message(m);
    }
  });
  f.store.reset();
  {
    std::fstream file(f.options.path, std::ios::in | std::ios::out | std::ios::binary);
    const auto size = static_cast<std::streamoff>(std::filesystem::file_size(f.options.path));
    const std::string garbage(4096, '\xA5');
    for (std::streamoff at = size / 2; at + 4096 <= size; at += 4096) {
      file.seekp(at / 4096 * 4096);
      file.write(garbage.data(), static_cast<std::streamsize>(garbage.size()));
    }
  }
  f.store = f.open();
  auto result = suite::read(*f.store, [&](Reader& r) { r.messages(channel, {.limit = 5000}); });
  REQUIRE_FALSE(result);
  CHECK(result.error().kind == base::ErrorKind::unavailable);
  CHECK(f.look([&](Reader& r) { return r.user(ines); }));
}

}  // namespace store::sql
