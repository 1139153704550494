// Emojis: added by members, managed by those who may.
#include <doctest/doctest.h>

#include "service/communities.h"
#include "tests/support/service_world.h"

using namespace service;
using testing_support::ServiceWorld;

namespace {

struct Scene {
  ServiceWorld world;
  Actor ines = world.person("ines"), otto = world.person("otto"), uwe = world.person("uwe");
  ServiceWorld::Place place = world.community(ines);
  Scene() {
    world.join(otto, place.id);
    world.take_events();
  }
  Result<core::Emoji> create(Actor who, core::FileId file) {
    return world.write([&](auto& tx, auto at) { return create_emoji(tx, at, who, place.id, NewEmoji{file, "anchor"}); });
  }
  Result<core::Emoji> rename(Actor who, core::EmojiId id) {
    return world.write([&](auto& tx, auto at) { return rename_emoji(tx, at, who, id, "buoy"); });
  }
  Result<void> remove(Actor who, core::EmojiId id) {
    return world.write([&](auto& tx, auto at) { return delete_emoji(tx, at, who, id); });
  }
  Result<core::Emoji> find(core::EmojiId id) {
    return world.read([&](auto& reader, auto) { return find_emoji(reader, id); });
  }
};

}  // namespace

TEST_CASE("emoji: added by any member") {
  Scene s;
  const auto file = s.world.file(core::FileBucket::emojis);
  auto made = s.create(s.otto, file);
  REQUIRE(made);
  CHECK(made->name == "anchor");
  CHECK(made->file == file);
  CHECK(made->uploader == s.otto.user);
  CHECK(made->community == s.place.id);
  CHECK(s.world.take_event<core::EmojiCreated>(s.place.id).emoji == *made);
  CHECK(*s.find(made->id) == *made);
  CHECK(s.world.snapshot(s.place.id).state.emojis.at(0) == *made);

  CHECK_FAILS(s.create(s.uwe, file), forbidden, "member");
  s.world.leave(s.ines, s.place.id);
  CHECK_FAILS(s.create(s.ines, file), forbidden, "member");  // an owner who left is not a member
  CHECK_FAILS(s.create(s.otto, core::FileId(5)), invalid, "file_id");
  CHECK_FAILS(s.create(s.otto, s.world.file(core::FileBucket::avatars)), invalid, "file_id");
  s.place.id = core::CommunityId(5);
  CHECK_FAILS(s.create(s.otto, file), not_found, "community");
}

TEST_CASE("emoji: renamed and deleted by those who may") {
  Scene s;
  const auto id = s.world.emoji(s.otto, s.place.id, "anchor");
  s.world.take_events();
  CHECK_FAILS(s.find(core::EmojiId(5)), not_found, "emoji");
  CHECK_FAILS(s.rename(s.ines, core::EmojiId(5)), not_found, "emoji");
  CHECK_FAILS(s.remove(s.ines, core::EmojiId(5)), not_found, "emoji");
  for (Actor who : {s.otto, s.uwe}) {
    CHECK_FAILS(s.rename(who, id), forbidden, "manage_customisation");
    CHECK_FAILS(s.remove(who, id), forbidden, "manage_customisation");
  }
  CHECK(s.world.quiet());
  CHECK(s.rename(s.ines, id)->name == "buoy");
  auto told = s.world.take_event<core::EmojiUpdated>(s.place.id);
  CHECK(told.emoji == id);
  CHECK(told.name == "buoy");
  s.world.role(s.place.id, 1, {core::permission::manage_customisation, 0}, {s.otto});
  CHECK(s.rename(s.otto, id));
  s.world.take_events();
  REQUIRE(s.remove(s.otto, id));
  CHECK(s.world.take_event<core::EmojiDeleted>(s.place.id).emoji == id);
  CHECK_FAILS(s.find(id), not_found, "emoji");
}

TEST_CASE("emoji: who added it may delete it where a protocol says so, as long as they are there") {
  Scene s;
  auto remove_own = [&](Actor who, core::EmojiId id) {
    return s.world.write([&](auto& tx, auto at) { return delete_emoji(tx, at, who, id, true); });
  };
  const auto first = s.world.emoji(s.otto, s.place.id, "anchor"), second = s.world.emoji(s.otto, s.place.id, "buoy");
  CHECK_FAILS(remove_own(s.uwe, first), forbidden, "manage_customisation");
  CHECK(remove_own(s.otto, first));
  s.world.leave(s.otto, s.place.id);
  CHECK_FAILS(remove_own(s.otto, second), forbidden, "manage_customisation");
}

TEST_CASE("emoji: a deleted one is still shown to those who ask for any, in no list") {
  Scene s;
  const auto id = s.world.emoji(s.otto, s.place.id, "anchor");
  auto list = [&] { return s.world.read([&](auto& reader, auto) { return list_emojis(reader, s.place.id); }); };
  auto any = [&](core::EmojiId which) {
    return s.world.read([&](auto& reader, auto) { return find_any_emoji(reader, which); });
  };
  CHECK(list()->size() == 1);
  REQUIRE(s.remove(s.ines, id));
  CHECK(list()->empty());
  CHECK(any(id)->detached);
  CHECK_FAILS(any(core::EmojiId(5)), not_found, "emoji");
  CHECK_FAILS(s.rename(s.ines, id), not_found, "emoji");
}

TEST_CASE("emoji: with its file's id, its own permission, and a limit") {
  Scene s;
  NewEmoji input{s.world.file(core::FileBucket::emojis), "anchor", true, true, core::permission::manage_customisation};
  auto create = [&](Actor who, Context at) {
    return s.world.write([&](auto& tx, auto) { return create_emoji(tx, at, who, s.place.id, input); });
  };
  CHECK_FAILS(create(s.otto, s.world.context()), forbidden, "manage_customisation");
  auto made = create(s.ines, s.world.context());
  REQUIRE(made);
  CHECK(made->id.value == input.file.value);
  CHECK(made->nsfw);
  CHECK_FAILS(create(s.ines, s.world.context()), already_exists, "emoji");
  input.file = s.world.file(core::FileBucket::emojis);
  Context full = s.world.context();
  full.limits.emojis = 1;
  CHECK_FAILS(create(s.ines, full), invalid, "emojis");
}

TEST_CASE("emoji: reactions made with it go with it") {
  Scene s;
  const auto id = s.world.emoji(s.otto, s.place.id, "anchor");
  const auto message = s.world.say(s.otto, s.place.general, "hello");
  s.world.react(s.ines, s.place.general, message, id);
  s.world.react(s.ines, s.place.general, message, std::string("🎉"));
  REQUIRE(s.remove(s.ines, id));
  const auto left = s.world.stored(message)->reactions;
  REQUIRE(left.size() == 1);
  CHECK(std::get<std::string>(left[0].emoji) == "🎉");
}
