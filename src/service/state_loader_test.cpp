// What a hub is given.
#include "service/state_loader.h"

#include <doctest/doctest.h>

#include "service/bots.h"
#include "tests/support/await.h"
#include "tests/support/service_world.h"

using namespace service;
using namespace testing_support;

namespace {

struct Loading {
  ServiceWorld world;
  base::ManualExecutor home;
  StateLoader loader{world.store, home};
  Actor ines = world.person("ines"), otto = world.person("otto");

  base::Result<hub::StateLoader::LoadedUser> user(core::UserId id, core::LoginSessionId login) {
    base::Result<hub::StateLoader::LoadedUser> loaded = base::fail(base::ErrorKind::internal);
    loader.load_user(id, login, [&](base::Result<hub::StateLoader::LoadedUser> result) { loaded = std::move(result); });
    CHECK_FALSE(loaded);  // never inside the call of a store's thread
    home.run_all();
    return loaded;
  }
  base::Result<std::shared_ptr<core::CommunitySnapshot>> community(core::CommunityId id) {
    base::Result<std::shared_ptr<core::CommunitySnapshot>> loaded = base::fail(base::ErrorKind::internal);
    loader.load_community(
        id, [&](base::Result<std::shared_ptr<core::CommunitySnapshot>> result) { loaded = std::move(result); });
    home.run_all();
    return loaded;
  }
};

}  // namespace

TEST_CASE("loading: a person with what only they may see") {
  Loading l;
  const auto first = l.world.community(l.ines, "first").id, second = l.world.community(l.otto, "second").id;
  l.world.join(l.ines, second);
  const auto loaded = l.user(l.ines.user, l.ines.login);
  REQUIRE(loaded);
  CHECK(loaded->user == l.world.user(l.ines.user));
  CHECK(loaded->email == "ines@example.org");
  CHECK(loaded->verified);
  CHECK(loaded->communities == std::vector{first, second});
}

TEST_CASE("loading: how a person stands to others") {
  Loading l;
  const Actor uta = l.world.person("uta");
  l.world.arrange([&](store::Transaction& tx) {
    tx.put_relation(l.ines.user, l.otto.user, core::Relation::friends);
    tx.put_relation(l.ines.user, uta.user, core::Relation::blocked);
  });
  const auto loaded = l.user(l.ines.user, l.ines.login);
  REQUIRE(loaded);
  REQUIRE(loaded->relationships.size() == 2);
  CHECK(loaded->relationships[0].relationship == core::Relationship{l.otto.user, core::Relation::friends});
  CHECK(loaded->relationships[0].user == l.world.user(l.otto.user));
  CHECK(loaded->relationships[1].relationship == core::Relationship{uta.user, core::Relation::blocked});
  CHECK(loaded->number == 0);
}

TEST_CASE("loading: the pictures of a person and of those they relate to") {
  Loading l;
  const Actor uta = l.world.person("uta");
  std::vector<core::File> files;
  l.world.arrange([&](store::Transaction& tx) {
    for (const Actor& one : {l.ines, l.otto, uta}) {
      core::File file;
      file.id = core::FileId(tx.next_id());
      file.bucket = core::FileBucket::avatars;
      tx.insert_file(file);
      files.push_back(file);
      core::User user = *tx.user(one.user);
      user.avatar = file.id;
      tx.update_user(user);
    }
    tx.put_relation(l.ines.user, l.otto.user, core::Relation::friends);
  });
  const auto loaded = l.user(l.ines.user, l.ines.login);
  REQUIRE(loaded);
  CHECK(loaded->files == std::vector{files[0], files[1]});
}

TEST_CASE("loading: a bot, which comes with itself instead of a log-in") {
  Loading l;
  const auto bot = l.world.write([&](auto& tx, auto) { return create_bot(tx, l.ines, "robot", 5); })->user;
  CHECK(l.user(bot.id, core::LoginSessionId(bot.id.value))->user == bot);
  CHECK_FAILS(l.user(bot.id, l.ines.login), not_found, "session");
  CHECK_FAILS(l.user(l.ines.user, core::LoginSessionId(l.ines.user.value)), not_found, "session");
}

TEST_CASE("loading: nobody without their own log-in") {
  Loading l;
  CHECK_FAILS(l.user(l.ines.user, l.otto.login), not_found, "session");
  CHECK_FAILS(l.user(l.ines.user, core::LoginSessionId(1)), not_found, "session");
  CHECK_FAILS(l.user(core::UserId(12345), l.ines.login), not_found, "user");
  l.world.remove_account(l.ines.user);
  CHECK_FAILS(l.user(l.ines.user, l.ines.login), not_found, "user");
}

TEST_CASE("loading: a community, and a store that is closed") {
  Loading l;
  const auto place = l.world.community(l.ines);
  l.world.join(l.otto, place.id);
  const auto loaded = l.community(place.id);
  REQUIRE(loaded);
  CHECK((*loaded)->state.community.id == place.id);
  CHECK((*loaded)->users.size() == 2);
  CHECK_FAILS(l.community(core::CommunityId(1)), not_found, "community");
  l.world.store.close();
  CHECK_FALSE(l.community(place.id));
  CHECK(l.community(place.id).error().kind == base::ErrorKind::unavailable);
}
