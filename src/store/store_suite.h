// The suite that every storage adapter passes: adapters to try, a fixture that speaks in short verbs, and values to store.
// A case names the promise it checks; TEST_CASE_TEMPLATE runs it once for each adapter.
#pragma once

#include <doctest/doctest.h>

#include <filesystem>
#include <future>
#include <memory>
#include <string>
#include <vector>

#include "base/clock.h"
#include "store/memory/memory_store.h"
#include "store/sql/sqlite_store.h"
#include "store/store.h"

namespace store::suite {

/// A folder that goes with everything in it.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  std::string file(const std::string& name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

struct Memory {
  base::ManualClock clock;
  std::unique_ptr<Store> store = std::make_unique<memory::MemoryStore>(clock);
};

struct Sqlite {
  base::ManualClock clock;
  TemporaryFolder folder;
  // Nothing is too old: the suite's events are from the first moments of 1970.
  sql::OpenOptions options = {.path = folder.file("test.db"),
                              .durability = sql::Durability::normal,
                              .event_age_max = std::chrono::hours(24 * 365 * 200)};
  std::unique_ptr<sql::SqliteStore> store = open();

  std::unique_ptr<sql::SqliteStore> open();
  void reopen();
};

/// Blocks until the unit is done; the deadline is far beyond what any of them takes.
Result<void> write(Store& store, Store::WriteUnit unit);
Result<void> read(Store& store, Store::ReadUnit unit);

template <typename Backend>
struct Fixture : Backend {
  /// A unit that must succeed.
  template <typename F>
  void change(F f) {
    auto result = suite::write(*this->store, [&f](Transaction& tx) -> Result<void> {
      f(tx);
      return {};
    });
    REQUIRE(result);
  }
  /// Looks at the store as of one moment and hands out what `f` returns.
  template <typename F>
  auto look(F f) {
    std::invoke_result_t<F&, Reader&> value{};
    REQUIRE(suite::read(*this->store, [&](Reader& r) { value = f(r); }));
    return value;
  }
  std::uint64_t id() {
    std::uint64_t value = 0;
    change([&](Transaction& tx) { value = tx.next_id(); });
    return value;
  }

  core::UserId add_user(const std::string& name);
  core::CommunityId add_community(core::UserId owner,
                                  const std::string& slug);  // with its default category and the owner in it
  core::ChannelId add_channel(core::CommunityId community, const std::string& name, std::uint32_t position = 0);
  /// A space that belongs to its members alone, with its one channel.
  core::CommunityId add_private(core::CommunityKind kind, core::UserId owner, const std::vector<core::UserId>& members);
  core::MessageId add_message(core::ChannelId channel, core::UserId author, const std::string& content);
};

// Values with every member set to something of its own.
core::User full_user(core::UserId id, const std::string& name);
core::Account account_of(core::UserId id, const std::string& name);
core::Member full_member(core::CommunityId community, core::UserId user);
core::Channel full_channel(core::ChannelId id, core::CommunityId community);
core::File full_file(core::FileId id);
std::vector<core::Embed> every_embed();
core::Role full_role(core::RoleId id, core::CommunityId community);
core::Message full_message(core::MessageId id, core::ChannelId channel, core::CommunityId community, core::UserId author);

core::CommunityId add_private(Transaction& tx, core::CommunityKind kind, core::UserId owner,
                              const std::vector<core::UserId>& members);

template <typename Backend>
core::UserId Fixture<Backend>::add_user(const std::string& name) {
  core::UserId user;
  change([&](Transaction& tx) {
    user = core::UserId(tx.next_id());
    core::User row;
    row.id = user;
    row.username = name;
    tx.insert_user(row, account_of(user, name));
  });
  return user;
}

template <typename Backend>
core::CommunityId Fixture<Backend>::add_community(core::UserId owner, const std::string& slug) {
  core::CommunityId community;
  change([&](Transaction& tx) {
    community = core::CommunityId(tx.next_id());
    core::Community row;
    row.id = community;
    row.owner = owner;
    row.slug = slug;
    tx.insert_community(row);
    tx.put_category({core::default_category_of(community), community, "general", 0, ""});
    core::Member member;
    member.community = community;
    member.user = owner;
    tx.insert_member(member);
  });
  return community;
}

template <typename Backend>
core::CommunityId Fixture<Backend>::add_private(core::CommunityKind kind, core::UserId owner,
                                                const std::vector<core::UserId>& members) {
  core::CommunityId space;
  change([&](Transaction& tx) { space = suite::add_private(tx, kind, owner, members); });
  return space;
}

template <typename Backend>
core::ChannelId Fixture<Backend>::add_channel(core::CommunityId community, const std::string& name, std::uint32_t position) {
  core::ChannelId channel;
  change([&](Transaction& tx) {
    channel = core::ChannelId(tx.next_id());
    core::Channel row;
    row.id = channel;
    row.community = community;
    row.category = core::default_category_of(community);
    row.name = name;
    row.position = position;
    tx.put_channel(row);
  });
  return channel;
}

template <typename Backend>
core::MessageId Fixture<Backend>::add_message(core::ChannelId channel, core::UserId author, const std::string& content) {
  core::MessageId message;
  change([&](Transaction& tx) {
    message = core::MessageId(tx.next_id());
    core::Message row;
    row.id = message;
    row.channel = channel;
    row.author = author;
    row.content = content;
    tx.insert_message(row);
  });
  return message;
}

}  // namespace store::suite

/// Every adapter there is.
#define STORE_ADAPTERS store::suite::Memory, store::suite::Sqlite
TYPE_TO_STRING_AS("memory", store::suite::Memory);
TYPE_TO_STRING_AS("sqlite", store::suite::Sqlite);
