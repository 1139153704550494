// Messages: written, edited, deleted and read by those who may, and shown with what they answer.
#include "service/messages.h"

#include <doctest/doctest.h>

#include "tests/support/failing_transaction.h"
#include "tests/support/service_world.h"

using namespace service;
using testing_support::ServiceWorld;
namespace permission = core::permission;

namespace {

using Range = store::Reader::MessageRange;

/// Ines owns a community with Otto and Vera in it; Uwe is outside. Otto writes.
struct Scene {
  ServiceWorld world;
  Actor ines = world.person("ines"), otto = world.person("otto"), vera = world.person("vera"), uwe = world.person("uwe");
  ServiceWorld::Place place = world.community(ines);
  core::ChannelId general = place.general, side = world.channel(ines, place.id, "side");
  Scene() {
    world.join(otto, place.id);
    world.join(vera, place.id);
    world.take_events();
  }
  NewMessage text(const std::string& content) const { return ServiceWorld::text(general, content); }
  Result<MessageViewRef> edit(Actor who, core::MessageId id, const EditMessage& e, std::optional<core::ChannelId> in = {}) {
    return world.write([&](auto& tx, auto at) { return edit_message(tx, at, who, in.value_or(general), id, e); });
  }
  Result<void> remove(Actor who, core::MessageId id, std::optional<core::ChannelId> in = {}) {
    return world.write([&](auto& tx, auto at) { return delete_message(tx, at, who, in.value_or(general), id); });
  }
  Result<std::vector<MessageViewRef>> list(Actor who, core::ChannelId channel, const Range& range = {}) {
    return world.read([&](auto& reader, auto at) { return list_messages(reader, at, who, channel, range); });
  }
  Result<MessageViewRef> find(Actor who, core::ChannelId channel, core::MessageId id) {
    return world.read([&](auto& reader, auto at) { return find_message(reader, at, who, channel, id); });
  }
  Result<void> previews(core::MessageId id, const std::string& content, const std::vector<core::Embed>& embeds) {
    return world.write([&](auto& tx, auto at) { return add_embeds(tx, at, id, content, embeds); });
  }
  MessageViewRef created() { return world.take_event<core::MessageCreated>(place.id).view; }
  core::MessageEdit edited() { return world.take_event<core::MessageUpdated>(place.id).edit; }
};

EditMessage content(core::Change<std::string> text) {
  EditMessage e;
  e.content = std::move(text);
  return e;
}
core::CustomEmbed custom(const std::string& text) {
  core::CustomEmbed embed;
  embed.content = text;
  return embed;
}
core::Embed image(const std::string& url) { return core::ImageEmbed{url, 10, 20}; }
const auto kCleared = core::Change<std::string>::cleared();

}  // namespace

TEST_CASE("message: written whole, stored and told") {
  Scene s;
  NewMessage input = s.text("hello");
  input.attachments = {{s.world.file(core::FileBucket::attachments), "chart", true},
                       {s.world.file(core::FileBucket::attachments), {}, false}};
  input.embeds = {custom("notice")};
  input.masquerade = core::Masquerade{"Lamp", "https://example.org/lamp.png", {}};
  auto said = s.world.try_say(s.otto, input);
  REQUIRE(said);
  const core::Message& message = (*said)->message;
  CHECK(message.channel == s.general);
  CHECK(message.community == s.place.id);
  CHECK(message.author == s.otto.user);
  CHECK(message.content == "hello");
  REQUIRE(message.attachments.size() == 2);
  CHECK(message.attachments[0].file.id == input.attachments[0].file);
  CHECK(message.attachments[0].file.name == "picture.png");
  CHECK(message.attachments[0].description == "chart");
  CHECK(message.attachments[0].spoiler);
  CHECK_FALSE(message.attachments[1].spoiler);
  REQUIRE(message.embeds.size() == 1);
  CHECK(std::get<core::CustomEmbed>(message.embeds[0]) == custom("notice"));
  CHECK(message.masquerade == input.masquerade);
  CHECK(message.reactions.empty());
  CHECK_FALSE(message.edited_ms);
  CHECK((*said)->author == s.world.user(s.otto.user));
  CHECK_FALSE((*said)->reply_to);

  const auto told = s.created();
  CHECK(told->message == message);
  CHECK(told->author == (*said)->author);
  CHECK(s.world.stored(message.id) == message);
}

TEST_CASE("message: ids ascend within a channel") {
  Scene s;
  core::MessageId last;
  for (int i = 0; i < 200; ++i) {
    const auto id = s.world.say(s.otto, s.general, "x");
    REQUIRE(id > last);
    last = id;
  }
}

TEST_CASE("message: an unknown channel, a hidden one and one from outside are the same") {
  Scene s;
  const auto secret = s.world.channel(s.ines, s.place.id, "secret");
  const auto inside = s.world.say(s.ines, secret, "psst");
  s.world.hide(secret);
  s.world.take_events();
  struct Case {
    Actor who;
    core::ChannelId channel;
  };
  for (const Case& c : {Case{s.otto, core::ChannelId(5)}, Case{s.otto, secret}, Case{s.uwe, s.general}}) {
    CHECK_FAILS(s.world.try_say(c.who, ServiceWorld::text(c.channel, "x")), not_member, "channel");
    CHECK_FAILS(s.list(c.who, c.channel), not_member, "channel");
    CHECK_FAILS(s.find(c.who, c.channel, inside), not_member, "channel");
    CHECK_FAILS(s.edit(c.who, inside, content(std::string("x")), c.channel), not_member, "channel");
    CHECK_FAILS(s.remove(c.who, inside, c.channel), not_member, "channel");
  }
  CHECK(s.world.quiet());
}

TEST_CASE("message: writing needs permission for all that it carries") {
  Scene s;
  NewMessage plain = s.text("x");
  NewMessage file = plain, embed = plain, mask = plain;
  file.attachments = {{s.world.file(core::FileBucket::attachments), {}, false}};
  embed.embeds = {custom("x")};
  mask.masquerade = core::Masquerade{};
  s.world.deny_all(s.place.id, permission::upload_files);
  CHECK_FAILS(s.world.try_say(s.otto, file), forbidden, "upload_files");
  CHECK(s.world.try_say(s.otto, embed));
  s.world.deny_all(s.place.id, permission::send_embeds);
  CHECK_FAILS(s.world.try_say(s.otto, embed), forbidden, "send_embeds");
  CHECK(s.world.try_say(s.otto, mask));
  s.world.deny_all(s.place.id, permission::masquerade);
  CHECK_FAILS(s.world.try_say(s.otto, mask), forbidden, "masquerade");
  CHECK(s.world.try_say(s.otto, plain));
  s.world.time_out(s.place.id, s.otto);
  CHECK_FAILS(s.world.try_say(s.otto, plain), forbidden, "send_message");
  CHECK(s.list(s.otto, s.general));
  s.world.clock.advance_ms(1000);
  CHECK(s.world.try_say(s.otto, plain));
  s.world.deny_all(s.place.id, permission::send_message);
  CHECK_FAILS(s.world.try_say(s.otto, plain), forbidden, "send_message");
  for (const NewMessage& input : {plain, file, embed, mask}) CHECK(s.world.try_say(s.ines, input));
}

TEST_CASE("message: what cannot be written") {
  Scene s;
  const auto voice = s.world.channel(s.ines, s.place.id, "voice", {}, core::ChannelKind::voice);
  s.world.take_events();
  NewMessage spoken = ServiceWorld::text(voice, "x");
  CHECK_FAILS(s.world.try_say(s.ines, spoken), invalid, "channel");
  spoken.into_voice = true;
  CHECK(s.world.try_say(s.ines, spoken));
  s.world.take_events();
  NewMessage empty;
  empty.channel = s.general;
  CHECK_FAILS(s.world.try_say(s.otto, empty), invalid, "body");
  CHECK_FAILS(s.world.try_say(s.otto, s.text("")), invalid, "body");
  NewMessage files = s.text("x");
  files.attachments = {{s.world.file(core::FileBucket::attachments), {}, false}, {core::FileId(5), {}, false}};
  CHECK_FAILS(s.world.try_say(s.otto, files), invalid, "attachments-1");
  files.attachments = {{s.world.file(core::FileBucket::avatars), {}, false}};
  CHECK_FAILS(s.world.try_say(s.otto, files), invalid, "attachments-0");
  CHECK(s.world.quiet());
  NewMessage only_embed = empty;
  only_embed.embeds = {custom("x")};
  CHECK(s.world.try_say(s.otto, only_embed));
}

TEST_CASE("reply: shows the message it answers") {
  Scene s;
  const auto first = s.world.say(s.otto, s.general, "first");
  const auto second = s.world.say(s.vera, s.general, "second", first);
  s.world.take_events();
  auto third = s.world.try_say(s.otto, ServiceWorld::text(s.side, "third", second));  // in another channel of the community
  REQUIRE(third);
  REQUIRE((*third)->reply_to);
  CHECK((*third)->reply_to->message.id == second);
  CHECK((*third)->reply_to->author.id == s.vera.user);
  REQUIRE((*third)->reply_to->reply_to);
  CHECK((*third)->reply_to->reply_to->message.content == "first");
  CHECK(s.created()->reply_to->reply_to->message.id == first);
  CHECK((*s.find(s.vera, s.side, (*third)->message.id))->reply_to->reply_to->message.id == first);

  REQUIRE(s.remove(s.otto, first));
  const auto shown = *s.find(s.vera, s.general, second);
  CHECK(shown->message.replies == std::vector{first});  // what it answered is gone
  CHECK_FALSE(shown->reply_to);
}

TEST_CASE("reply: only to what the writer may see in the same community") {
  Scene s;
  const auto elsewhere = s.world.community(s.otto, "elsewhere");
  const auto foreign = s.world.say(s.otto, elsewhere.general, "foreign");
  const auto secret = s.world.channel(s.ines, s.place.id, "secret");
  const auto hidden = s.world.say(s.ines, secret, "psst");
  s.world.hide(secret);
  s.world.take_events();
  for (core::MessageId id : {core::MessageId(5), foreign, hidden}) {
    CHECK_FAILS(s.world.try_say(s.otto, ServiceWorld::text(s.general, "x", id)), invalid, "reference");
  }
  CHECK(s.world.quiet());
  CHECK(s.world.try_say(s.ines, ServiceWorld::text(s.general, "x", hidden)));
}

TEST_CASE("reply: a channel that is hidden later takes its messages out of the answers") {
  Scene s;
  const auto first = s.world.say(s.ines, s.side, "first");
  const auto answer = s.world.say(s.otto, s.general, "answer", first);
  s.world.hide(s.side);
  CHECK_FALSE((*s.find(s.otto, s.general, answer))->reply_to);
  CHECK((*s.find(s.ines, s.general, answer))->reply_to);
  CHECK_FALSE(s.list(s.otto, s.general)->at(0)->reply_to);
}

TEST_CASE("reply: chains are cut, from wherever one looks") {
  Scene s;
  std::optional<core::MessageId> last;
  for (int i = 0; i < core::kReplyDepthMax + 5; ++i) last = s.world.say(s.otto, s.general, std::to_string(i), last);
  int lengths = 0;
  const auto views = *s.list(s.otto, s.general);
  for (const MessageViewRef& view : views) {
    int length = 0;
    for (auto at = view->reply_to; at; at = at->reply_to) ++length;
    CHECK(length == std::min(lengths, core::kReplyDepthMax));
    ++lengths;
  }
  CHECK(lengths == core::kReplyDepthMax + 5);
}

TEST_CASE("reply: a page of history loads nothing twice") {
  Scene s;
  std::optional<core::MessageId> last;
  for (int i = 0; i < 50; ++i) last = s.world.say(i % 2 ? s.otto : s.vera, s.general, "x", last);
  s.world.arrange([&](store::Transaction& real) {
    testing_support::FailingTransaction tx(real, 0);
    const auto page = list_messages(tx, s.world.context(), s.ines, s.general, {{}, {}, 40});
    REQUIRE(page->size() == 40);
    // channel, community, member, the reader, messages, two authors, the channel of the answers, and the answers that are on
    // no page of ours.
    CHECK(tx.calls() <= 8 + core::kReplyDepthMax);
  });
}

TEST_CASE("edit: content, attachments and embeds, each alone") {
  Scene s;
  NewMessage input = s.text("before");
  input.embeds = {custom("old")};
  const auto id = (*s.world.try_say(s.otto, input))->message.id;
  s.world.clock.advance_ms(5);
  s.world.take_events();

  auto edited = s.edit(s.otto, id, content(std::string("after")));
  REQUIRE(edited);
  CHECK((*edited)->message.content == "after");
  CHECK((*edited)->message.embeds.size() == 1);
  CHECK((*edited)->message.edited_ms == s.world.clock.unix_ms());
  CHECK((*edited)->message == s.world.stored(id));
  auto told = s.edited();
  CHECK(told.content == core::Change<std::string>(std::string("after")));
  CHECK(told.attachments.absent());
  CHECK(told.embeds.absent());
  CHECK(told.edited);

  EditMessage files;
  files.attachments = std::vector<NewAttachment>{{s.world.file(core::FileBucket::attachments), "d", true}};
  edited = s.edit(s.otto, id, files);
  CHECK((*edited)->message.attachments.at(0).description == "d");
  CHECK((*edited)->message.content == "after");
  told = s.edited();
  CHECK(told.content.absent());
  CHECK(told.attachments.value() == (*edited)->message.attachments);

  EditMessage embeds;
  embeds.embeds = std::vector{custom("new"), custom("newer")};
  embeds.content = kCleared;
  edited = s.edit(s.otto, id, embeds);
  CHECK_FALSE((*edited)->message.content);
  CHECK((*edited)->message.embeds.size() == 2);
  told = s.edited();
  CHECK(told.content.is_cleared());
  CHECK(told.embeds.value() == embeds.embeds.value());
  CHECK(s.world.stored(id) == (*edited)->message);

  CHECK(s.edit(s.otto, id, {}));
  CHECK(s.world.quiet());
}

TEST_CASE("edit: only the author, and only this channel's messages") {
  Scene s;
  const auto id = s.world.say(s.otto, s.general, "mine");
  s.world.take_events();
  CHECK_FAILS(s.edit(s.vera, id, content(std::string("x"))), forbidden, "");
  CHECK_FAILS(s.edit(s.ines, id, content(std::string("x"))), forbidden, "");
  CHECK_FAILS(s.edit(s.otto, core::MessageId(5), content(std::string("x"))), not_found, "message");
  CHECK_FAILS(s.edit(s.otto, id, content(std::string("x")), s.side), not_found, "message");
  EditMessage files;
  files.attachments = std::vector<NewAttachment>{{core::FileId(5), {}, false}};
  CHECK_FAILS(s.edit(s.otto, id, files), invalid, "attachments-0");
  s.world.deny_all(s.place.id, permission::upload_files | permission::send_embeds);
  CHECK_FAILS(s.edit(s.otto, id, files), forbidden, "upload_files");
  EditMessage embeds;
  embeds.embeds = std::vector{custom("x")};
  CHECK_FAILS(s.edit(s.otto, id, embeds), forbidden, "send_embeds");
  CHECK(s.world.quiet());
  embeds.embeds = std::vector<core::CustomEmbed>{};
  CHECK(s.edit(s.otto, id, embeds));
}

TEST_CASE("edit: something must be left") {
  Scene s;
  const auto id = s.world.say(s.otto, s.general, "text");
  s.world.take_events();
  CHECK_FAILS(s.edit(s.otto, id, content(kCleared)), invalid, "body");
  CHECK_FAILS(s.edit(s.otto, id, content(std::string())), invalid, "body");
  CHECK(s.world.stored(id)->content == "text");
  CHECK(s.world.quiet());
  EditMessage swap = content(kCleared);
  swap.embeds = std::vector{custom("instead")};
  CHECK(s.edit(s.otto, id, swap));
  REQUIRE(s.previews(id, "text", {image("https://example.org/a.png")}));  // of the content before: too late
  swap.embeds = std::vector<core::CustomEmbed>{};
  CHECK_FAILS(s.edit(s.otto, id, swap), invalid, "body");
}

TEST_CASE("edit: generated previews stay with the content they belong to") {
  Scene s;
  const std::string link = "https://example.org/a.png";
  NewMessage input = s.text(link);
  input.embeds = {custom("mine")};
  const auto id = (*s.world.try_say(s.otto, input))->message.id;
  REQUIRE(s.previews(id, link, {image(link)}));
  EditMessage embeds;
  embeds.embeds = std::vector{custom("one"), custom("two")};
  s.world.take_events();
  auto edited = s.edit(s.otto, id, embeds);
  const auto events = s.world.take_events();
  REQUIRE(events.size() == 2);
  CHECK(std::get<core::MessageUpdated>(events[0]->body).embeds == embeds.embeds.value());
  CHECK(std::get<core::MessageEmbedsAdded>(events[1]->body).embeds == std::vector<core::Embed>{image(link)});
  const std::vector<core::Embed> expected = {custom("one"), custom("two"), image(link)};
  CHECK((*edited)->message.embeds == expected);
  CHECK((*s.edit(s.otto, id, content(link)))->message.embeds == expected);  // the same content
  CHECK(s.world.take_events().size() == 1);
  CHECK((*s.edit(s.otto, id, content(std::string("no link"))))->message.embeds.size() == 2);
  // Nothing would be left when only a preview of the old content is.
  const auto bare = s.world.say(s.otto, s.general, link);
  REQUIRE(s.previews(bare, link, {image(link)}));
  CHECK_FAILS(s.edit(s.otto, bare, content(kCleared)), invalid, "body");
}

TEST_CASE("previews: added behind the author's embeds, once, if the content is still that") {
  Scene s;
  NewMessage input = s.text("link");
  input.embeds = {custom("mine")};
  const auto id = (*s.world.try_say(s.otto, input))->message.id;
  s.world.take_events();
  CHECK(s.previews(core::MessageId(5), "link", {image("a")}));
  CHECK(s.previews(id, "another", {image("a")}));
  CHECK(s.previews(id, "link", {}));
  CHECK(s.world.quiet());
  REQUIRE(s.previews(id, "link", {image("a"), image("b")}));
  const auto told = s.world.take_event<core::MessageEmbedsAdded>(s.place.id);
  CHECK(told.channel == s.general);
  CHECK(told.message == id);
  CHECK(told.embeds == std::vector<core::Embed>{image("a"), image("b")});
  CHECK(s.world.stored(id)->embeds == std::vector<core::Embed>{custom("mine"), image("a"), image("b")});
  CHECK_FALSE(s.world.stored(id)->edited_ms);
  CHECK(s.previews(id, "link", {image("a"), image("b")}));
  CHECK(s.world.quiet());
}

TEST_CASE("message: deleted by its author or by those who may") {
  Scene s;
  const auto one = s.world.say(s.otto, s.general, "one"), two = s.world.say(s.otto, s.general, "two"),
             three = s.world.say(s.otto, s.general, "three");
  s.world.take_events();
  CHECK_FAILS(s.remove(s.vera, one), forbidden, "manage_messages");
  CHECK_FAILS(s.remove(s.otto, core::MessageId(5)), not_found, "message");
  CHECK_FAILS(s.remove(s.otto, one, s.side), not_found, "message");
  CHECK(s.world.quiet());
  REQUIRE(s.remove(s.otto, one));
  const auto told = s.world.take_event<core::MessageDeleted>(s.place.id);
  CHECK(told.channel == s.general);
  CHECK(told.message == one);
  CHECK(told.last_message == three);
  CHECK_FALSE(s.world.stored(one));
  CHECK_FAILS(s.remove(s.otto, one), not_found, "message");
  CHECK(s.remove(s.ines, two));
  s.world.role(s.place.id, 1, {permission::manage_messages, 0}, {s.vera});
  CHECK(s.remove(s.vera, three));
}

TEST_CASE("message: read by those who may read history") {
  Scene s;
  const auto id = s.world.say(s.otto, s.general, "hello");
  auto found = s.find(s.vera, s.general, id);
  REQUIRE(found);
  CHECK((*found)->message.content == "hello");
  CHECK((*found)->author == s.world.user(s.otto.user));
  CHECK_FAILS(s.find(s.vera, s.side, id), not_found, "message");
  CHECK_FAILS(s.find(s.vera, s.general, core::MessageId(5)), not_found, "message");
  s.world.deny_all(s.place.id, permission::read_message_history);
  CHECK_FAILS(s.find(s.vera, s.general, id), forbidden, "read_message_history");
  CHECK_FAILS(s.list(s.vera, s.general), forbidden, "read_message_history");
  CHECK(s.list(s.ines, s.general));
}

TEST_CASE("message: lists are the newest in the range, in ascending order") {
  Scene s;
  std::vector<core::MessageId> ids;
  for (int i = 0; i < 6; ++i) ids.push_back(s.world.say(s.otto, s.general, std::to_string(i)));
  s.world.say(s.otto, s.side, "elsewhere");
  auto contents = [&](const Range& range) {
    std::string text;
    const auto views = *s.list(s.vera, s.general, range);
    for (const MessageViewRef& view : views) text += *view->message.content;
    return text;
  };
  CHECK(contents({}) == "012345");
  CHECK(contents({{}, {}, 2}) == "45");
  CHECK(contents({ids[3], {}, 2}) == "12");
  CHECK(contents({{}, ids[1], 2}) == "45");
  CHECK(contents({ids[4], ids[1], 50}) == "23");
  CHECK(contents({ids[0], {}, 50}).empty());
}

TEST_CASE("message: of somebody who is gone is shown as nobody's") {
  Scene s;
  const auto first = s.world.say(s.otto, s.general, "first");
  const auto answer = s.world.say(s.vera, s.general, "answer", first);
  s.world.remove_account(s.otto.user);
  for (const MessageViewRef& view : {*s.find(s.vera, s.general, first), s.list(s.vera, s.general)->at(0),
                                     (*s.find(s.vera, s.general, answer))->reply_to}) {
    CHECK(view->author == core::deleted_user());
    CHECK(view->message.author == core::kDeletedUser);
    CHECK(view->message.content == "first");
  }
  CHECK(core::deleted_user().username == "deleted-user");
  CHECK(core::deleted_user().display_name == "Deleted User");
  CHECK(core::deleted_user().status.kind == core::StatusKind::invisible);
  CHECK(s.remove(s.ines, first));
}

TEST_CASE("message: an owner who left writes and reads nothing inside") {
  Scene s;
  const auto id = s.world.say(s.otto, s.general, "hello");
  s.world.leave(s.ines, s.place.id);
  CHECK_FAILS(s.list(s.ines, s.general), not_member, "channel");
  CHECK_FAILS(s.remove(s.ines, id), not_member, "channel");
}
