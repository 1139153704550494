// What every adapter promises about units of work: all or nothing, numbers without holes, who is told when, ids.
#include <algorithm>
#include <atomic>
#include <latch>
#include <stdexcept>
#include <thread>

#include "store/store_suite.h"

namespace store::suite {
namespace {

const core::StreamId kStream = core::stream_of(core::CommunityId(50));
const core::StreamId kOther = core::stream_of(core::UserId(50));

std::vector<std::uint64_t> numbers(const std::vector<core::EventRef>& events) {
  std::vector<std::uint64_t> found;
  for (const auto& e : events) found.push_back(e->number);
  return found;
}

}  // namespace

TEST_CASE_TEMPLATE("units: one that fails leaves no trace", Backend, STORE_ADAPTERS) {
  Fixture<Backend> f;
  const core::UserId ines = f.add_user("ines");
  const core::CommunityId community = f.add_community(ines, "first");
  const core::ChannelId channel = f.add_channel(community, "general");
  const core::MessageId message = f.add_message(channel, ines, "before");
  const core::Emoji emoji{core::EmojiId(f.id()), community, core::FileId(8), "lamp", ines};
  f.change([&](Transaction& tx) {
    tx.put_emoji(emoji);
    tx.add_reaction(message, ines, emoji.id);
    tx.append_event(kStream, 1, core::UserDeleted{});
  });
  auto everything = [&](Transaction& tx) {
    const core::UserId otto(tx.next_id());
    tx.insert_user(full_user(otto, "otto"), account_of(otto, "otto"));
    core::User changed = full_user(ines, "agnes");
    changed.deleted = true;
    tx.update_user(changed);
    tx.update_account(account_of(ines, "agnes"));
    core::LoginSession login;
    login.id = core::LoginSessionId(1);
    tx.insert_login_session(login);
    tx.put_one_time_code({ines, core::CodePurpose::verify_email, 1, 1});
    tx.update_community(core::Community{community, otto, "x", "moved"});
    tx.insert_member(full_member(community, otto));
    tx.delete_member(community, ines);
    tx.put_ban({community, ines, {}});
    tx.put_role({core::RoleId(5), community, "r", 0, {}, {}});
    tx.put_relation(ines, otto, core::Relation::friends);
    tx.put_setting(ines, "theme", {1, "dark"});
    tx.put_read(ines, channel, message);
    tx.put_invite({"abc", community, channel, ines});
    tx.delete_category(core::default_category_of(community));
    tx.detach_emoji(emoji.id);
    tx.add_reaction(message, otto, std::string("x"));
    core::Message edited = *tx.message(message);
    edited.content = "after";
    tx.update_message(edited);
    tx.insert_message(full_message(core::MessageId(tx.next_id()), channel, community, otto));
    tx.delete_channel(channel);
    tx.insert_file(full_file(core::FileId(3)));
    tx.append_event(kStream, 2, core::UserDeleted{});
    tx.append_event(kOther, 2, core::UserDeleted{});
    CHECK(tx.stream_number(kStream) == 2);
  };
  bool by_exception = false;
  SUBCASE("by an error") {}
  SUBCASE("by an exception") { by_exception = true; }
  auto result = write(*f.store, [&](Transaction& tx) -> Result<void> {
    everything(tx);
    if (by_exception) throw std::runtime_error("thrown on purpose");
    return base::not_found("thing");
  });
  REQUIRE_FALSE(result);
  CHECK(result.error().kind == (by_exception ? base::ErrorKind::internal : base::ErrorKind::not_found));

  REQUIRE(read(*f.store, [&](Reader& r) {
    CHECK_FALSE(r.user_by_username("otto"));
    CHECK(r.user_by_username("ines"));
    CHECK(r.account_by_email("ines@example.org"));
    CHECK_FALSE(r.account_by_email("agnes@example.org"));
    CHECK_FALSE(r.login_session(core::LoginSessionId(1)));
    CHECK_FALSE(r.one_time_code(ines, core::CodePurpose::verify_email));
    CHECK(r.community_by_slug("first"));
    CHECK_FALSE(r.community_by_slug("moved"));
    CHECK(r.communities_of(ines) == std::vector{community});
    CHECK_FALSE(r.is_banned(community, ines));
    CHECK(r.roles_of(community).empty());
    CHECK(r.categories_of(community).size() == 1);
    CHECK_FALSE(r.emoji(emoji.id)->detached);
    CHECK(r.relationships_of(ines).empty());
    CHECK(r.settings(ines, {}).empty());
    CHECK(r.read_states_of(ines).empty());
    CHECK_FALSE(r.invite("abc"));
    CHECK_FALSE(r.user_by_tag("señora_agnes", 9998));
    const auto messages = r.messages(channel, {});
    REQUIRE(messages.size() == 1);
    CHECK(messages[0].content == "before");
    CHECK(messages[0].reactions == std::vector<core::Reaction>{{emoji, {ines}}});
    CHECK_FALSE(r.file(core::FileId(3), core::FileBucket::attachments));
    CHECK(r.stream_number(kStream) == 1);
    CHECK(r.stream_number(kOther) == 0);
    CHECK(numbers(r.events(kStream, 0, 10)) == std::vector<std::uint64_t>{1});
  }));
  f.change([&](Transaction& tx) { CHECK(tx.append_event(kStream, 3, core::UserDeleted{})->number == 2); });
}

TEST_CASE_TEMPLATE("events: each stream is numbered from 1 without holes", Backend, STORE_ADAPTERS) {
  Fixture<Backend> f;
  CHECK(f.look([&](Reader& r) { return r.stream_number(kStream); }) == 0);
  f.change([&](Transaction& tx) {
    CHECK(tx.stream_number(kStream) == 0);
    CHECK(tx.append_event(kStream, 10, core::MemberLeft{core::UserId(1)})->number == 1);
    CHECK(tx.append_event(kStream, 11, core::MemberLeft{core::UserId(2)})->number == 2);
    CHECK(tx.append_event(kOther, 12, core::UserDeleted{})->number == 1);
    CHECK(tx.stream_number(kStream) == 2);
  });
  f.change([&](Transaction& tx) { CHECK(tx.append_event(kStream, 13, core::MemberLeft{core::UserId(3)})->number == 3); });

  const auto events = f.look([&](Reader& r) { return r.events(kStream, 0, 100); });
  CHECK(numbers(events) == std::vector<std::uint64_t>{1, 2, 3});
  CHECK(events[1]->stream == kStream);
  CHECK(events[1]->time_ms == 11);
  REQUIRE(std::holds_alternative<core::MemberLeft>(events[1]->body));
  CHECK(std::get<core::MemberLeft>(events[1]->body).user == core::UserId(2));
  CHECK(numbers(f.look([&](Reader& r) { return r.events(kStream, 1, 1); })) == std::vector<std::uint64_t>{2});
  CHECK(f.look([&](Reader& r) { return r.events(kStream, 3, 100); }).empty());
  CHECK(f.look([&](Reader& r) { return r.events(kStream, ~0ull, 100); }).empty());
  CHECK(f.look([&](Reader& r) { return r.stream_number(kStream); }) == 3);
}

TEST_CASE_TEMPLATE("events: the revision of a user is the number of the event that tells of it", Backend, STORE_ADAPTERS) {
  Fixture<Backend> f;
  const core::UserId id = f.add_user("ines");
  core::EventRef event;
  f.change([&](Transaction& tx) {
    tx.append_event(core::stream_of(id), 1, core::LoginSessionDeleted{});
    core::User user = *tx.user(id);
    user.bio = "new";
    user.revision = tx.stream_number(core::stream_of(id)) + 1;
    tx.update_user(user);
    event = tx.append_event(core::stream_of(id), 1, core::UserUpdated{user, "", false});
  });
  CHECK(event->number == 2);
  CHECK(std::get<core::UserUpdated>(event->body).user.revision == 2);
  CHECK(f.look([&](Reader& r) { return r.user(id); })->revision == 2);
}

TEST_CASE_TEMPLATE("events: the listener hears of a commit before the units' done", Backend, STORE_ADAPTERS) {
  Fixture<Backend> f;
  std::mutex mutex;
  std::vector<std::string> heard;
  auto note = [&](std::string what) {
    std::lock_guard lock(mutex);
    heard.push_back(std::move(what));
  };
  f.store->set_commit_listener([&](std::span<const core::EventRef> events) {
    CHECK_FALSE(events.empty());
    for (const auto& e : events) note("event " + std::to_string(e->time_ms));
  });
  std::latch all(4);
  for (int i = 1; i <= 4; ++i) {
    f.store->write(
        [i](Transaction& tx) -> Result<void> {
          tx.append_event(kStream, i, core::UserDeleted{});
          if (i == 3) return base::not_found("third");
          if (i == 4) tx.append_event(kOther, 40, core::UserDeleted{});
          return {};
        },
        [&, i](Result<void> result) {
          CHECK(result.has_value() == (i != 3));
          note("done " + std::to_string(i));
          all.count_down();
        });
  }
  all.wait();
  auto at = [&](const std::string& what) { return std::ranges::find(heard, what) - heard.begin(); };
  CHECK(heard.size() == 8);  // 4 done, 4 events: the third unit's is never told
  CHECK(std::ranges::find(heard, "event 3") == heard.end());
  for (const char* i : {"1", "2", "4"}) CHECK(at(std::string("event ") + i) < at(std::string("done ") + i));
  CHECK(at("event 1") < at("event 2"));
  CHECK(at("event 2") < at("event 4"));
  CHECK(at("event 4") < at("event 40"));
  CHECK(at("done 1") < at("done 2"));
  CHECK(at("done 2") < at("done 3"));
  CHECK(at("done 3") < at("done 4"));
  CHECK(numbers(f.look([&](Reader& r) { return r.events(kStream, 0, 9); })) == std::vector<std::uint64_t>{1, 2, 3});
}

TEST_CASE_TEMPLATE("units: a unit that is done is seen by every later one", Backend, STORE_ADAPTERS) {
  Fixture<Backend> f;
  for (int i = 0; i < 200; ++i) {
    std::uint64_t number = 0;
    f.change([&](Transaction& tx) { number = tx.append_event(kStream, i, core::UserDeleted{})->number; });
    CHECK(f.look([&](Reader& r) { return r.stream_number(kStream); }) == number);
  }
}

TEST_CASE_TEMPLATE("units: a reader sees one moment while others write", Backend, STORE_ADAPTERS) {
  Fixture<Backend> f;
  // Each unit moves both streams on by one, so that in every snapshot they agree.
  std::atomic<bool> ended = false;
  std::thread writing([&] {
    for (int i = 0; i < 300; ++i) {
      std::ignore = write(*f.store, [](Transaction& tx) -> Result<void> {
        tx.append_event(kStream, 1, core::UserDeleted{});
        tx.append_event(kOther, 1, core::UserDeleted{});
        return {};
      });
    }
    ended = true;
  });
  bool last_look = false;
  while (!last_look) {
    last_look = ended;
    REQUIRE(read(*f.store, [&](Reader& r) {
      const std::uint64_t number = r.stream_number(kStream);
      std::this_thread::yield();
      CHECK(r.stream_number(kOther) == number);
      const std::uint64_t before = number == 0 ? 0 : number - 1;
      CHECK(r.events(kOther, before, 100).size() == number - before);
    }));
  }
  writing.join();
  CHECK(f.look([&](Reader& r) { return r.stream_number(kOther); }) == 300);
}

TEST_CASE_TEMPLATE("units: work submitted from done runs", Backend, STORE_ADAPTERS) {
  Fixture<Backend> f;
  std::latch all(2);
  f.store->write(
      [](Transaction& tx) -> Result<void> { return tx.append_event(kStream, 1, core::UserDeleted{}), Result<void>(); },
      [&](Result<void>) {
        f.store->write(
            [](Transaction& tx) -> Result<void> { return tx.append_event(kStream, 2, core::UserDeleted{}), Result<void>(); },
            [&](Result<void>) { all.count_down(); });
        f.store->read([](Reader&) {}, [&](Result<void>) { all.count_down(); });
      });
  all.wait();
  CHECK(f.look([&](Reader& r) { return r.stream_number(kStream); }) == 2);
}

TEST_CASE_TEMPLATE("units: many threads write at once", Backend, STORE_ADAPTERS) {
  Fixture<Backend> f;
  constexpr int kThreads = 8, kUnits = 60;
  std::vector<std::uint64_t> announced;  // by the listener, which is never run twice at a time
  f.store->set_commit_listener([&](std::span<const core::EventRef> events) {
    for (const auto& e : events) announced.push_back(e->number);
  });
  std::latch all(kThreads * kUnits);
  std::vector<std::thread> threads;
  std::atomic<int> failed = 0;
  for (int t = 0; t < kThreads; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < kUnits; ++i) {
        f.store->write(
            [t, i](Transaction& tx) -> Result<void> {
              tx.append_event(kStream, t, core::LoginSessionDeleted{core::LoginSessionId(tx.next_id())});
              if (i % 5 == 4) return base::not_found("thing");
              return {};
            },
            [&](Result<void> result) {
              if (!result) ++failed;
              all.count_down();
            });
      }
    });
  }
  for (auto& t : threads) t.join();
  all.wait();
  const std::uint64_t good = kThreads * kUnits * 4 / 5;
  CHECK(failed == kThreads * kUnits / 5);
  const auto events = f.look([&](Reader& r) { return r.events(kStream, 0, 10'000); });
  REQUIRE(events.size() == good);
  std::uint64_t last_id = 0;
  for (std::uint64_t i = 0; i < good; ++i) {
    CHECK(events[i]->number == i + 1);
    CHECK(announced.at(i) == i + 1);
    const std::uint64_t id = std::get<core::LoginSessionDeleted>(events[i]->body).session.value;
    CHECK(id > last_id);
    last_id = id;
  }
}

TEST_CASE_TEMPLATE("ids: they increase, also when the clock goes back", Backend, STORE_ADAPTERS) {
  Fixture<Backend> f;
  std::uint64_t last = 0;
  f.change([&](Transaction& tx) {
    for (int i = 0; i < 1000; ++i) {
      const std::uint64_t id = tx.next_id();
      REQUIRE(id > last);
      last = id;
    }
  });
  f.clock.step_unix_ms(f.clock.unix_ms() - 3'600'000);
  CHECK(f.id() > last);
}

TEST_CASE_TEMPLATE("close: refuses what comes after it", Backend, STORE_ADAPTERS) {
  Fixture<Backend> f;
  f.store->close();
  auto written = write(*f.store, [](Transaction&) -> Result<void> { return {}; });
  REQUIRE_FALSE(written);
  CHECK(written.error().kind == base::ErrorKind::unavailable);
  auto looked = read(*f.store, [](Reader&) {});
  REQUIRE_FALSE(looked);
  CHECK(looked.error().kind == base::ErrorKind::unavailable);
  f.store->close();
}

}  // namespace store::suite
