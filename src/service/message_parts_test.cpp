// What messages carry beside their text: answers, files that are good once, embeds with media, offers to react.
#include <doctest/doctest.h>

#include "service/messages.h"
#include "tests/support/service_world.h"

using namespace service;
using testing_support::ServiceWorld;
namespace permission = core::permission;

namespace {

struct Scene {
  ServiceWorld world;
  Actor ines = world.person("ines"), otto = world.person("otto");
  ServiceWorld::Place place = world.community(ines);
  core::ChannelId general = place.general, side = world.channel(ines, place.id, "side");
  Scene() {
    world.join(otto, place.id);
    world.take_events();
  }
  /// Uploaded for a use that has not come yet.
  core::FileId upload(core::FileBucket bucket = core::FileBucket::attachments) {
    core::File file;
    world.arrange([&](store::Transaction& tx) {
      file.id = core::FileId(tx.next_id());
      file.bucket = bucket;
      file.name = "new.png";
      file.used = false;
      tx.insert_file(file);
    });
    return file.id;
  }
  bool is_used(core::FileId id) {
    return world.read([&](store::Reader& reader, auto) { return reader.file(id, core::FileBucket::attachments); })->used;
  }
  NewMessage once() const {
    NewMessage input = ServiceWorld::text(general, "x");
    input.files = FileUse::once;
    return input;
  }
  Result<MessageViewRef> edit(core::MessageId id, const EditMessage& edit) {
    return world.write([&](auto& tx, auto at) { return edit_message(tx, at, otto, general, id, edit); });
  }
};

core::CustomEmbed with_media(core::FileId id) {
  core::CustomEmbed embed;
  embed.title = "picture";
  core::File file;
  file.id = id;
  embed.media = file;
  return embed;
}

}  // namespace

TEST_CASE("reply: several, each message once, the first one shown") {
  Scene s;
  const auto one = s.world.say(s.ines, s.general, "one"), two = s.world.say(s.ines, s.side, "two");
  NewMessage input = s.once();
  input.replies = {two, one, two};
  const auto said = s.world.try_say(s.otto, input);
  REQUIRE(said);
  CHECK((*said)->message.replies == std::vector{two, one});
  CHECK((*said)->reply_to->message.id == two);
  CHECK(s.world.stored((*said)->message.id)->replies == std::vector{two, one});
}

TEST_CASE("reply: what is not there fails or is left out, as the answer says") {
  Scene s;
  const auto one = s.world.say(s.ines, s.general, "one"), gone = s.world.say(s.ines, s.general, "gone");
  const auto hidden = s.world.say(s.ines, s.side, "hidden");
  s.world.hide(s.side);
  REQUIRE(s.world.write([&](auto& tx, auto at) { return delete_message(tx, at, s.ines, s.general, gone); }));
  NewMessage input = s.once();
  input.replies = {one, gone, hidden};
  CHECK_FAILS(s.world.try_say(s.otto, input), invalid, "reference");
  input.replies[1].must_exist = false;
  CHECK_FAILS(s.world.try_say(s.otto, input), invalid, "reference");
  input.replies[2].must_exist = false;
  CHECK((*s.world.try_say(s.otto, input))->message.replies == std::vector{one});
}

TEST_CASE("files: an upload that waits is used by the message, and once where that is the rule") {
  Scene s;
  NewMessage input = s.once();
  input.attachments = {{s.upload(), {}, false}};
  const auto said = s.world.try_say(s.otto, input);
  REQUIRE(said);
  CHECK((*said)->message.attachments.at(0).file.used);
  CHECK(s.is_used(input.attachments[0].file));
  CHECK_FAILS(s.world.try_say(s.otto, input), invalid, "attachments-0");
  input.files = FileUse::any;
  CHECK(s.world.try_say(s.otto, input));

  NewMessage twice = s.once();
  const auto file = s.upload();
  twice.attachments = {{file, {}, false}, {file, {}, false}};
  CHECK_FAILS(s.world.try_say(s.otto, twice), invalid, "attachments-1");
  CHECK_FALSE(s.is_used(file));  // nothing of a message that fails is left
  NewMessage avatar = s.once();
  avatar.attachments = {{s.upload(core::FileBucket::avatars), {}, false}};
  CHECK_FAILS(s.world.try_say(s.otto, avatar), invalid, "attachments-0");
}

TEST_CASE("embed: its media is a file, loaded whole") {
  Scene s;
  NewMessage input = s.once();
  input.embeds = {core::CustomEmbed{}, with_media(s.upload())};
  const auto said = s.world.try_say(s.otto, input);
  REQUIRE(said);
  const auto embed = std::get<core::CustomEmbed>((*said)->message.embeds.at(1));
  CHECK(embed.media->name == "new.png");
  CHECK(s.is_used(embed.media->id));
  CHECK(s.world.stored((*said)->message.id)->embeds == (*said)->message.embeds);
  CHECK_FAILS(s.world.try_say(s.otto, input), invalid, "embeds-1");
  input.embeds = {with_media(core::FileId(5))};
  CHECK_FAILS(s.world.try_say(s.otto, input), invalid, "embeds-0");
}

TEST_CASE("edit: keeps the files the message has, takes new ones, and tells all embeds that are left") {
  Scene s;
  NewMessage input = s.once();
  input.attachments = {{s.upload(), {}, false}};
  input.embeds = {with_media(s.upload())};
  const auto id = (*s.world.try_say(s.otto, input))->message.id;
  const auto elsewhere = s.upload();
  NewMessage other = s.once();
  other.attachments = {{elsewhere, {}, false}};
  REQUIRE(s.world.try_say(s.otto, other));
  s.world.take_events();

  EditMessage edit;
  edit.files = FileUse::once;
  edit.embeds = std::vector{input.embeds[0], with_media(s.upload())};
  edit.attachments = std::vector<NewAttachment>{{input.attachments[0].file, "again", false}};
  REQUIRE(s.edit(id, edit));
  const auto told = s.world.take_event<core::MessageUpdated>(s.place.id);
  CHECK(told.embeds.size() == 2);
  CHECK(told.embeds == told.edit.embeds.value());
  edit = {};
  edit.content = std::string("only the text");
  REQUIRE(s.edit(id, edit));
  CHECK(s.world.take_event<core::MessageUpdated>(s.place.id).embeds == told.embeds);
  edit = {};
  edit.files = FileUse::once;
  edit.embeds = std::vector{with_media(elsewhere)};
  CHECK_FAILS(s.edit(id, edit), invalid, "embeds-0");
  edit.embeds = std::vector<core::CustomEmbed>{};
  edit.attachments = std::vector<NewAttachment>{{elsewhere, {}, false}};
  CHECK_FAILS(s.edit(id, edit), invalid, "attachments-0");
}

TEST_CASE("message: nonce, colour and offers are kept") {
  Scene s;
  NewMessage input = s.once();
  input.nonce = "n-1";
  input.masquerade = core::Masquerade{"Lamp", {}, "red"};
  input.interactions = core::Interactions{{std::string("👍"), s.world.emoji(s.ines, s.place.id, "anchor")}, true};
  s.world.take_events();
  const auto said = s.world.try_say(s.ines, input);
  REQUIRE(said);
  CHECK((*said)->message.nonce == "n-1");
  CHECK((*said)->message.masquerade->colour == "red");
  CHECK((*said)->message.interactions == input.interactions);
  CHECK(s.world.stored((*said)->message.id) == (*said)->message);
  CHECK(s.world.take_event<core::MessageCreated>(s.place.id).view->message.nonce == "n-1");
}

TEST_CASE("message: a colour for the name is for those who manage roles") {
  Scene s;
  NewMessage input = s.once();
  input.masquerade = core::Masquerade{"Lamp", {}, "red"};
  CHECK_FAILS(s.world.try_say(s.otto, input), forbidden, "manage_role");
  input.masquerade->colour.reset();
  CHECK(s.world.try_say(s.otto, input));
}

TEST_CASE("interactions: known emojis, permission to react, and not restricted to nothing") {
  Scene s;
  NewMessage input = s.once();
  input.interactions = core::Interactions{{core::EmojiId(5)}, false};
  CHECK_FAILS(s.world.try_say(s.otto, input), invalid, "interactions");
  input.interactions = core::Interactions{{}, true};
  CHECK_FAILS(s.world.try_say(s.otto, input), invalid, "interactions");
  input.interactions = core::Interactions{{}, false};
  CHECK(s.world.try_say(s.otto, input));
  s.world.deny_all(s.place.id, permission::react);
  CHECK_FAILS(s.world.try_say(s.otto, input), forbidden, "react");
}
