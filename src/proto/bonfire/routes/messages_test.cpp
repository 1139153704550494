// Sending messages: what is shown, who may, keys, slowmode (bonfire-rest 1.9, 3.6).
#include "core/event.h"
#include "proto/bonfire/routes/message_scene.h"

#include <doctest/doctest.h>

namespace {

using namespace bonfire::testing;
using http::Method;

TEST_CASE("3.6: a message in a server") {
  MessageScene s;
  const Answer sent = s.send(s.odo, R"({"content":"The lens is <@)" + s.ines.id + R"(> clean"})");
  CHECK(sent.status == 200);
  CHECK(sent.at("content") == "The lens is <@" + s.ines.id + "> clean");
  CHECK(sent.at("channel") == bonfire::to_text(s.general));
  CHECK(sent.at("author") == s.odo.id);
  CHECK(sent.at("user._id") == s.odo.id);
  CHECK(sent.at("user.relationship") == "User");
  CHECK(sent.at("user.relations") == "absent");
  CHECK(sent.at("member._id.user") == s.odo.id);
  CHECK(sent.at("mentions.0") == s.ines.id);
  CHECK(sent.at("nonce").size() == 26);
  CHECK(sent.at("flags") == "absent");
  CHECK(sent.at("edited") == "absent");
  CHECK(s.world.count_told<core::MessageCreated>() == 1);
  // Stored as all protocols read it.
  const auto stored = s.world.stored(bonfire::parse_id<core::MessageId>(sent.at("_id")).value());
  CHECK(stored->content == "The lens is <@" + std::to_string(s.ines.user().value) + "> clean");
}

TEST_CASE("3.5: a channel with a call takes texts as any other") {
  MessageScene s;
  const Answer made = s.world.post("/servers/" + bonfire::to_text(s.place.id) + "/channels",
                                   R"({"type":"Voice","name":"call"})", s.ines.token);
  REQUIRE(made.status == 200);
  const Answer sent = s.world.post("/channels/" + made.at("_id") + "/messages", quoted("content", "listen"), s.odo.token);
  CHECK(sent.status == 200);
  CHECK(sent.at("content") == "listen");
}

TEST_CASE("3.6: messages in private channels have no member") {
  DeltaWorld world;
  const Person ines = world.person("ines"), odo = world.person("odo");
  world.befriend(ines, odo);
  const std::string direct = "/channels/" + world.get("/users/" + odo.id + "/dm", ines.token).at("_id") + "/messages";
  const Answer sent = world.post(direct, quoted("content", "between us"), odo.token);
  CHECK(sent.at("user._id") == odo.id);
  CHECK(sent.at("member") == "absent");
  CHECK(world.get("/sync/unreads", ines.token).at("0.mentions.0") == sent.at("_id"));
  check_lacks(world.post(direct, quoted("content", "hey @everyone"), odo.token), "MentionEveryone");
  const std::string saved = "/channels/" + world.get("/users/@me/dm", ines.token).at("_id") + "/messages";
  const Answer note = world.post(saved, quoted("content", "hey @everyone <@" + odo.id + ">"), ines.token);
  CHECK(note.status == 200);
  CHECK(note.at("mentions") == "absent");
  check_lacks(world.post(saved, quoted("content", "hello"), odo.token), "ViewChannel");
  REQUIRE(world.del("/users/" + odo.id + "/friend", ines.token).status == 200);
  check_lacks(world.post(direct, quoted("content", "hello?"), odo.token), "SendMessage");
}

TEST_CASE("3.6: who may write where") {
  MessageScene s;
  const std::string hello = quoted("content", "hello");
  check_refusal(s.world.post(s.messages, hello), 401, "InvalidSession");
  check_lacks(s.send(s.uta, hello), "ViewChannel");
  const std::string cellar = "/channels/" + bonfire::to_text(s.hidden()) + "/messages";
  check_lacks(s.world.post(cellar, hello, s.odo.token), "ViewChannel");
  CHECK(s.world.post(cellar, hello, s.ines.token).status == 200);
  check_refusal(s.world.post("/channels/" + kUnknown + "/messages", hello, s.odo.token), 404, "NotFound");
  check_refusal(s.world.post("/channels/general/messages", hello, s.odo.token), 404, "NotFound");
  check_refusal(s.send(s.odo, "content"), 400, "FailedValidation");
  check_refusal(s.send(s.odo, R"({"content":7})"), 422, "FailedValidation");
  s.deny(core::permission::send_message);
  check_lacks(s.send(s.odo, hello), "SendMessage");
  CHECK(s.send(s.ines, hello).status == 200);
}

TEST_CASE("3.6: there must be something in it") {
  MessageScene s;
  const std::string first = s.say(s.ines, "first");
  check_refusal(s.send(s.odo, "{}"), 422, "EmptyMessage");
  check_refusal(s.send(s.odo, R"({"content":"","attachments":[],"embeds":null})"), 422, "EmptyMessage");
  check_refusal(s.send(s.odo, R"({"replies":[{"id":")" + first + R"(","mention":false}]})"), 422, "EmptyMessage");
  const Answer embedded = s.send(s.odo, R"({"embeds":[{"title":"Tides"}]})");
  CHECK(embedded.status == 200);
  CHECK(embedded.at("content") == "absent");
  CHECK(embedded.at("embeds.0.title") == "Tides");
}

TEST_CASE("1.9: a key is good once, whatever became of the message") {
  MessageScene s;
  const auto send = [&](const Person& who, const std::string& key, const std::string& body) {
    return s.world.send(Method::post, s.messages, body, {{"X-Session-Token", who.token}, {"Idempotency-Key", key}});
  };
  const std::string hello = quoted("content", "hello"), longest(64, 'k');
  CHECK(send(s.odo, longest, hello).at("nonce") == longest);
  check_refusal(send(s.odo, longest, hello), 409, "DuplicateNonce");
  CHECK(send(s.ines, longest, hello).status == 200);
  check_refusal(send(s.odo, longest + "k", hello), 400, "FailedValidation");
  check_refusal(send(s.odo, "\xFF", hello), 400, "FailedValidation");
  CHECK(send(s.odo, "clé", hello).at("nonce") == "clé");
  check_refusal(send(s.odo, "failed", "{}"), 422, "EmptyMessage");
  check_refusal(send(s.odo, "failed", hello), 409, "DuplicateNonce");

  const std::string with_nonce = R"({"content":"hello","nonce":"n"})";
  CHECK(s.send(s.odo, with_nonce).at("nonce") == "n");
  check_refusal(s.send(s.odo, with_nonce), 400, "InvalidOperation");
  check_refusal(send(s.odo, "n", hello), 409, "DuplicateNonce");
  CHECK(send(s.odo, "header", R"({"content":"hello","nonce":"body"})").at("nonce") == "body");
  CHECK(send(s.odo, "both", R"({"content":"hello","nonce":"both"})").at("nonce") == "both");
  CHECK(s.send(s.odo, R"({"content":"hello","nonce":")" + std::string(64, 'x') + "\"}").status == 200);
  check_refusal(s.send(s.odo, R"({"content":"hello","nonce":")" + std::string(65, 'x') + "\"}"), 400, "FailedValidation");
  check_refusal(s.send(s.odo, R"({"content":"hello","nonce":""})"), 400, "FailedValidation");
  s.world.clock.advance_ms(10 * 60'000);
  CHECK(s.send(s.odo, with_nonce).status == 200);
}

TEST_CASE("3.6: slowmode") {
  MessageScene s;
  s.world.arrange([&](store::Transaction& tx) {
    core::Channel channel = *tx.channel(s.general);
    channel.slowmode_s = 30;
    tx.put_channel(channel);
  });
  const auto told = [&] {
    REQUIRE(s.world.signals.size() == 1);
    const auto signal = std::get<core::SlowmodeStarted>(s.world.signals.back());
    s.world.signals.clear();
    CHECK(signal.user == s.odo.user());
    CHECK(signal.channel == s.general);
    CHECK(signal.duration_s == 30);
    return signal.retry_after_s;
  };
  s.say(s.odo, "one");
  CHECK(told() == 30);
  s.world.clock.advance_ms(10'000);
  const Answer refused = s.send(s.odo, quoted("content", "two"));
  check_refusal(refused, 429, "InSlowmode");
  CHECK(refused.at("retry_after") == "20");
  CHECK(told() == 20);
  s.world.clock.advance_ms(20'000);
  s.say(s.odo, "two");
  CHECK(told() == 30);
  s.allow(core::permission::bypass_slowmode);
  s.say(s.odo, "three");
  s.say(s.ines, "four");
  CHECK(s.world.signals.empty());
}

TEST_CASE("3.6: mentions of everybody and of roles need a permission") {
  MessageScene s;
  const std::string everyone = quoted("content", "up, @everyone"), online = quoted("content", "up, @online");
  const core::RoleId keepers = s.role(9, 0, {s.odo});
  const std::string keeping = quoted("content", "up, <%" + bonfire::to_text(keepers) + ">");
  check_lacks(s.send(s.odo, everyone), "MentionEveryone");
  check_lacks(s.send(s.odo, online), "MentionEveryone");
  check_lacks(s.send(s.odo, keeping), "MentionRoles");
  CHECK(s.send(s.odo, quoted("content", "`@everyone` and \\\\@online")).status == 200);
  s.allow(core::permission::mention_everyone | core::permission::mention_roles);
  CHECK(s.send(s.odo, everyone).at("flags") == "4");
  CHECK(s.send(s.odo, online).at("flags") == "8");
  CHECK(s.send(s.odo, keeping).at("role_mentions.0") == bonfire::to_text(keepers));
  const std::string stranger = "<@" + s.uta.id + ">";
  CHECK(s.send(s.odo, quoted("content", stranger)).at("mentions") == "absent");
}

TEST_CASE("3.6: flags") {
  MessageScene s;
  const auto flagged = [](int flags) { return R"({"content":"x","flags":)" + std::to_string(flags) + "}"; };
  CHECK(s.send(s.odo, flagged(0)).at("flags") == "absent");
  CHECK(s.send(s.odo, flagged(1)).at("flags") == "1");
  for (const int mention : {2, 4, 6, 7}) check_refusal(s.send(s.odo, flagged(mention)), 400, "IsNotBot");
  check_refusal(s.send(s.odo, flagged(8)), 400, "InvalidProperty");
  check_refusal(s.send(s.odo, flagged(-1)), 422, "FailedValidation");

  const std::string bot = s.bot();
  check_lacks(s.send_as_bot(bot, flagged(2)), "MentionEveryone");
  s.world.arrange([&](store::Transaction& tx) {
    core::Community community = *tx.community(s.place.id);
    community.default_permissions |= core::permission::mention_everyone;
    tx.update_community(community);
  });
  CHECK(s.send_as_bot(bot, flagged(2)).at("flags") == "4");
  CHECK(s.send_as_bot(bot, flagged(5)).at("flags") == "9");
  check_refusal(s.send_as_bot(bot, flagged(6)), 400, "InvalidFlagValue");
}

}  // namespace
