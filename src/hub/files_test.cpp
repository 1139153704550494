// What dialects may look up of the files that people and communities name, and of a person before a change.
#include <doctest/doctest.h>

#include "hub/file_book.h"
#include "tests/support/hub_world.h"

namespace {

using namespace testing_support;
using core::CommunityId;
using core::FileId;
using core::UserId;

constexpr CommunityId kHall{100};

core::File file(std::uint64_t id) {
  core::File made;
  made.id = FileId(id);
  made.name = "picture" + std::to_string(id);
  return made;
}

std::string name_of(const hub::View& view, std::uint64_t id) {
  const core::File* found = view.file(FileId(id));
  return found == nullptr ? "unknown" : found->name;
}

/// 1 owns the hall, 2 is in it, 3 is a friend of 2 alone. Each has a picture of the same number times ten.
struct Pictures : HubWorld {
  std::vector<std::string> seen;  // while encoding
  Pictures() {
    dialect.relating = true;
    for (std::uint64_t id = 1; id <= 3; ++id) {
      truth.add_user(id);
      truth.change_avatar(UserId(id), FileId(id * 10));
    }
    truth.add_community(kHall, UserId(1));
    truth.join(kHall, UserId(2));
    truth.befriend(UserId(2), UserId(3));
  }
  void look_at(std::uint64_t id) {
    dialect.on_encode = [this, id](const core::Event&, const hub::View& view) { seen.push_back(name_of(view, id)); };
  }
  /// Posts something, so that a dialect looks.
  void say() { publish(truth.post_message(kHall, core::ChannelId(101), UserId(1))); }
};

}  // namespace

TEST_CASE("file book: the first copy stays until it is not needed") {
  hub::FileBook book;
  core::File other = file(1);
  other.name = "other";
  const std::vector first = {file(1), file(2), file(3)}, again = {other};
  book.add(first);
  book.add(again);
  CHECK(book.find(FileId(1))->name == "picture1");
  CHECK(book.find(FileId(4)) == nullptr);
  const std::vector needed = {FileId(1), FileId(3), FileId(7)};
  book.keep_only(needed);
  CHECK(book.size() == 2);
  CHECK(book.find(FileId(2)) == nullptr);
  CHECK(book.find(FileId(3)) != nullptr);
}

TEST_CASE("file book: crowded when it has twice what it needed, and more than a few") {
  hub::FileBook book;
  std::vector<core::File> files;
  std::vector<FileId> needed;
  for (std::uint64_t id = 1; id <= 3000; ++id) {
    files.push_back(file(id));
    if (id <= 700) needed.push_back(FileId(id));
  }
  const std::span all(files);
  book.add(all.first(1024));
  CHECK_FALSE(book.crowded());
  book.add(all.first(1025));
  CHECK(book.crowded());
  book.keep_only(needed);
  CHECK_FALSE(book.crowded());
  book.add(all.first(1400));
  CHECK_FALSE(book.crowded());
  book.add(all);
  CHECK(book.crowded());
}

TEST_CASE("files: a snapshot knows those of oneself, of friends and of what is in a community") {
  Pictures w;
  w.truth.add_file(FileId(40));
  core::Role role;
  role.id = core::RoleId(5);
  role.icon = FileId(40);
  w.truth.commit(kHall, core::RoleCreated{role});
  auto peer = w.connect();
  Lines names;
  peer->session->on_snapshot_hook = [&](const hub::Snapshot& s) {
    for (std::uint64_t id : {10, 20, 30, 40, 50}) names.push_back(name_of(*s.view, id));
  };
  w.begin_attach(*peer, UserId(2));
  w.settle();
  CHECK(names == Lines{"picture10", "picture20", "picture30", "picture40", "unknown"});
}

TEST_CASE("files: an event brings those that it names") {
  Pictures w;
  auto peer = w.attach(UserId(2));
  w.look_at(60);
  SUBCASE("a person's") { w.publish(w.truth.change_avatar(UserId(1), FileId(60))); }
  SUBCASE("a friend's") { w.publish(w.truth.change_avatar(UserId(3), FileId(60))); }
  SUBCASE("a community's") {
    w.truth.add_file(FileId(60));
    core::CommunityEdit edit;
    edit.icon = FileId(60);
    w.publish(w.truth.commit(kHall, core::CommunityUpdated{edit}));
  }
  SUBCASE("a newcomer's") {
    w.truth.add_user(4);
    w.truth.change_avatar(UserId(4), FileId(60));
    w.publish(w.truth.join(kHall, UserId(4)));
  }
  CHECK(w.seen == Lines{"picture60"});
}

TEST_CASE("files: a picture changes while its person is loaded") {
  Pictures w;
  w.loader.at_once = false;
  auto peer = w.connect();
  Lines names;
  peer->session->on_snapshot_hook = [&](const hub::Snapshot& s) {
    const core::User* user = s.view->user(UserId(1));
    names.push_back(name_of(*s.view, user->avatar->value));
  };
  w.begin_attach(*peer, UserId(2));
  w.settle();
  const auto step = [&] {
    REQUIRE(w.loader.read_one());
    w.settle();
  };
  step();
  REQUIRE(w.loader.answer_one());
  w.settle();
  step();  // the community
  w.publish(w.truth.change_avatar(UserId(1), FileId(60)));
  REQUIRE(w.loader.answer_one());
  w.settle();
  CHECK(names == Lines{"picture60"});
}

TEST_CASE("files: those that nothing names are forgotten, those that something names are not") {
  Pictures w;
  auto peer = w.attach(UserId(2));
  SUBCASE("somebody changes their picture again and again") {
    w.truth.add_file(FileId(40));
    core::CommunityEdit edit;
    edit.icon = FileId(40);
    w.publish(w.truth.commit(kHall, core::CommunityUpdated{edit}));
    for (std::uint64_t id = 1000; id < 2100; ++id) w.publish(w.truth.change_avatar(UserId(1), FileId(id)));
    Lines names;
    w.dialect.on_encode = [&](const core::Event&, const hub::View& view) {
      for (std::uint64_t id : {1000, 2099, 20, 30, 40}) names.push_back(name_of(view, id));
    };
    w.say();
    CHECK(names == Lines{"unknown", "picture2099", "picture20", "picture30", "picture40"});
  }
  SUBCASE("a community is let go, and nobody else knows its people") {
    w.publish(w.truth.leave(kHall, UserId(2)));
    w.pass_ms(60'000);
    w.pass_ms(60'000);
    CHECK(w.hub.metrics().communities.value() == 0);
    Lines names;
    w.dialect.on_encode = [&](const core::Event&, const hub::View& view) {
      for (std::uint64_t id : {10, 30}) names.push_back(name_of(view, id));
    };
    w.publish(w.truth.change_avatar(UserId(2), FileId(60)));
    CHECK(names == Lines{"unknown", "picture30"});
  }
}

TEST_CASE("before: the person as they were, while their change is told and not otherwise") {
  Pictures w;
  std::vector<std::optional<FileId>> avatars;
  w.dialect.on_encode = [&](const core::Event&, const hub::View& view) {
    avatars.push_back(view.before() == nullptr ? std::nullopt : view.before()->avatar);
    if (view.before() != nullptr) CHECK(view.user(view.before()->id)->avatar != view.before()->avatar);
  };
  auto follower = w.attach(UserId(2));
  w.publish(w.truth.change_avatar(UserId(1), FileId(60)));
  CHECK(avatars == std::vector<std::optional<FileId>>{FileId(10)});
  avatars.clear();
  w.publish(w.truth.change_avatar(UserId(3), FileId(70)));
  w.publish(w.truth.change_avatar(UserId(3), FileId(80)));
  CHECK(avatars == std::vector<std::optional<FileId>>{FileId(30), FileId(70)});
  avatars.clear();
  w.say();
  CHECK(avatars == std::vector<std::optional<FileId>>{std::nullopt});
}
