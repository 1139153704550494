// Messages of webhooks: written by their own permissions, changed by none but the one that wrote them.
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
  core::Webhook hook = webhook("Weather");
  Scene() {
    world.join(otto, place.id);
    world.take_events();
  }
  core::Webhook webhook(const std::string& name) {
    core::Webhook made;
    world.arrange([&](store::Transaction& tx) {
      made.id = core::WebhookId(tx.next_id());
      made.community = place.id;
      made.channel = general;
      made.creator = ines.user;
      made.name = name;
      made.avatar = core::FileId(77);
      tx.put_webhook(made);
    });
    return made;
  }
  void allow(core::Permissions permissions) {
    hook.permissions = permissions;
    world.arrange([&](store::Transaction& tx) { tx.put_webhook(hook); });
  }
  Result<MessageViewRef> say(const NewMessage& input) {
    return world.write([&](auto& tx, auto at) { return create_message(tx, at, hook.id, input); });
  }
  core::MessageId say(const std::string& text) { return (*say(ServiceWorld::text(general, text)))->message.id; }
  Result<MessageViewRef> edit(core::WebhookId who, core::MessageId id) {
    EditMessage edit;
    edit.content = std::string("rain");
    return world.write([&](auto& tx, auto at) { return edit_message(tx, at, who, id, edit); });
  }
  Result<void> remove(core::WebhookId who, core::MessageId id) {
    return world.write([&](auto& tx, auto at) { return delete_message(tx, at, who, id); });
  }
};

}  // namespace

TEST_CASE("webhook: writes in its channel, under its name") {
  Scene s;
  const auto said = s.say(ServiceWorld::text(s.side, "sun"));  // whatever channel was named
  REQUIRE(said);
  const core::Message& message = (*said)->message;
  CHECK(message.channel == s.general);
  CHECK(message.author == core::kSystemUser);
  CHECK(message.webhook == core::WebhookAuthor{s.hook.id, "Weather", core::FileId(77)});
  CHECK(s.world.stored(message.id) == message);
  CHECK(s.world.take_event<core::MessageCreated>(s.place.id).view->message == message);
  s.hook.id = core::WebhookId(5);
  CHECK_FAILS(s.say(ServiceWorld::text(s.general, "x")), not_found, "webhook");
}

TEST_CASE("webhook: its permissions decide, not the community's") {
  Scene s;
  s.world.hide(s.general);
  s.world.take_events();
  NewMessage file = ServiceWorld::text(s.general, "x");
  file.attachments = {{s.world.file(core::FileBucket::attachments), {}, false}};
  CHECK_FAILS(s.say(file), forbidden, "upload_files");
  s.allow(permission::send_message | permission::upload_files);
  CHECK(s.say(file));
  s.allow(permission::upload_files);
  CHECK_FAILS(s.say(file), forbidden, "send_message");
}

TEST_CASE("webhook: answers what is in its channel, and mentions who reads it") {
  Scene s;
  s.world.hide(s.side);
  const auto here = s.world.say(s.ines, s.general, "here"), there = s.world.say(s.ines, s.side, "there");
  NewMessage input = ServiceWorld::text(s.general, "x", here);
  input.mentions.users = {s.otto.user, core::kSystemUser};
  const auto said = s.say(input);
  REQUIRE(said);
  CHECK((*said)->reply_to->message.id == here);
  CHECK((*said)->message.mentions == std::vector{s.otto.user});
  CHECK_FAILS(s.say(ServiceWorld::text(s.general, "x", there)), invalid, "reference");
}

TEST_CASE("webhook: slow channels do not hold it up") {
  Scene s;
  s.world.arrange([&](store::Transaction& tx) {
    core::Channel channel = *tx.channel(s.general);
    channel.slowmode_s = 60;
    tx.put_channel(channel);
  });
  CHECK(s.say("one").value > 0);
  CHECK(s.say("two").value > 0);
}

TEST_CASE("webhook: changes and deletes its own messages only") {
  Scene s;
  const auto mine = s.say("sun");
  const auto persons = s.world.say(s.ines, s.general, "mine");
  const auto other = s.webhook("Other");
  s.world.take_events();
  for (core::MessageId id : {persons, core::MessageId(5)}) {
    const auto kind = id == persons ? base::ErrorKind::forbidden : base::ErrorKind::not_found;
    CHECK(s.edit(s.hook.id, id).error().kind == kind);
    CHECK(s.remove(s.hook.id, id).error().kind == kind);
  }
  CHECK_FAILS(s.edit(other.id, mine), forbidden, "");
  CHECK_FAILS(s.remove(other.id, mine), forbidden, "");
  CHECK_FAILS(s.edit(core::WebhookId(5), mine), not_found, "webhook");
  CHECK_FAILS(s.remove(core::WebhookId(5), mine), not_found, "webhook");
  CHECK(s.world.quiet());

  const auto edited = s.edit(s.hook.id, mine);
  REQUIRE(edited);
  CHECK((*edited)->message.content == "rain");
  CHECK((*edited)->message.webhook->name == "Weather");
  CHECK(s.world.take_event<core::MessageUpdated>(s.place.id).message == mine);
  REQUIRE(s.remove(s.hook.id, mine));
  CHECK(s.world.take_event<core::MessageDeleted>(s.place.id).last_message == persons);
  CHECK_FALSE(s.world.stored(mine));
}
