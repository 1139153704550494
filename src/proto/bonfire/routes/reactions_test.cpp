// Reactions and read states (bonfire-rest 3.6, 3.7).
#include "core/event.h"
#include "proto/bonfire/routes/message_scene.h"

#include <doctest/doctest.h>

namespace {

using namespace bonfire::testing;

struct Reacting : MessageScene {
  std::string id = say(ines, "react");
  std::string reactions = of(id) + "/reactions";

  Answer add(const Person& who, const std::string& emoji) { return world.put(reactions + "/" + emoji, "{}", who.token); }
  Answer remove(const Person& who, const std::string& emoji) { return world.del(reactions + "/" + emoji, who.token); }
  std::string who(const std::string& emoji) { return world.get(of(id), ines.token).at("reactions." + emoji + ".#"); }
};

TEST_CASE("3.7: reacting") {
  Reacting s;
  s.forget();
  CHECK(s.add(s.odo, "🎉").status == 204);
  CHECK(s.world.count_told<core::ReactionAdded>() == 1);
  CHECK(s.add(s.odo, "🎉").status == 204);
  CHECK(s.world.told().empty());
  CHECK(s.add(s.ines, "🎉").status == 204);
  CHECK(s.who("🎉") == "2");
  CHECK(s.world.get(s.of(s.id), s.odo.token).at("reactions.🎉.0") == s.odo.id);
  const std::string emoji = bonfire::to_text(s.world.emoji(ServerScene::actor(s.ines), s.place.id, "lamp"));
  CHECK(s.add(s.odo, emoji).status == 204);
  CHECK(s.who(emoji) == "1");
  CHECK(s.add(s.odo, "❤\xEF\xB8\x8F").status == 204);
  CHECK(s.who("❤") == "1");
  check_refusal(s.add(s.odo, "lamp"), 400, "InvalidOperation");
  check_refusal(s.add(s.odo, kUnknown), 404, "NotFound");
}

TEST_CASE("3.7: who may react to what") {
  Reacting s;
  check_lacks(s.add(s.uta, "🎉"), "ViewChannel");
  check_refusal(s.world.put(s.of(kUnknown) + "/reactions/🎉", "{}", s.odo.token), 404, "NotFound");
  const std::string nowhere = "/channels/" + kUnknown + "/messages/" + s.id + "/reactions";
  check_refusal(s.world.put(nowhere + "/🎉", "{}", s.odo.token), 404, "NotFound");
  check_refusal(s.world.del(nowhere + "/🎉", s.odo.token), 404, "NotFound");
  check_refusal(s.world.del(nowhere, s.odo.token), 404, "NotFound");
  const Answer restricted =
      s.send(s.ines, R"({"content":"x","interactions":{"reactions":["🎉"],"restrict_reactions":true}})");
  const std::string offered = s.of(restricted.at("_id")) + "/reactions/";
  check_refusal(s.world.put(offered + "👀", "{}", s.odo.token), 400, "InvalidOperation");
  CHECK(s.world.put(offered + "🎉", "{}", s.odo.token).status == 204);
  s.deny(core::permission::react);
  check_lacks(s.add(s.odo, "🎉"), "React");
  check_lacks(s.world.del(offered + "🎉", s.odo.token), "React");
}

TEST_CASE("3.7: what stands on a message that one does not see cannot be guessed") {
  Reacting s;
  const std::string hidden = bonfire::to_text(s.hidden());
  const std::string secret =
      s.world.post("/channels/" + hidden + "/messages", quoted("content", "x"), s.ines.token).at("_id");
  s.world.arrange([&](store::Transaction& tx) {
    tx.add_reaction(*bonfire::parse_id<core::MessageId>(secret), s.ines.user(), core::ReactionKey("aye"));
  });
  const std::string there = "/channels/" + hidden + "/messages/" + secret + "/reactions/";
  for (const char* text : {"aye", "nay"}) {
    CAPTURE(text);
    check_lacks(s.world.put(there + text, "{}", s.odo.token), "ViewChannel");
    check_refusal(s.world.put(s.of(secret) + "/reactions/" + text, "{}", s.odo.token), 400, "InvalidOperation");
  }
}

TEST_CASE("3.7, 10.1: a message takes reactions with twenty emojis") {
  Reacting s;
  for (int i = 0; i < 20; ++i) {
    std::string emoji = "🐀";
    emoji.back() = static_cast<char>(emoji.back() + i);
    CHECK(s.add(s.odo, emoji).status == 204);
  }
  check_refusal(s.add(s.odo, "🎉"), 400, "InvalidOperation");
  CHECK(s.add(s.ines, "🐀").status == 204);
  CHECK(s.who("🐀") == "2");
}

TEST_CASE("3.7: taking reactions back and away") {
  Reacting s;
  const auto react = [&] {
    for (const Person& who : {s.ines, s.odo}) REQUIRE(s.add(who, "🎉").status == 204);
    s.forget();
  };
  react();
  CHECK(s.remove(s.odo, "🎉?remove_all=false").status == 204);
  CHECK(s.world.count_told<core::ReactionRemoved>() == 1);
  check_refusal(s.remove(s.odo, "🎉"), 404, "NotFound");
  check_refusal(s.remove(s.odo, "lamp"), 404, "NotFound");
  react();
  check_lacks(s.remove(s.odo, "🎉?user_id=" + s.ines.id), "ManageMessages");
  check_lacks(s.remove(s.odo, "🎉?user_id=" + s.odo.id), "ManageMessages");
  check_lacks(s.remove(s.odo, "🎉?remove_all=true"), "ManageMessages");
  check_lacks(s.remove(s.uta, "🎉"), "ViewChannel");
  CHECK(s.remove(s.ines, "🎉?user_id=" + s.odo.id).status == 204);
  check_refusal(s.remove(s.ines, "🎉?user_id=" + s.odo.id), 404, "NotFound");
  check_refusal(s.remove(s.ines, "🎉?user_id=odo"), 404, "NotFound");
  CHECK(s.who("🎉") == "1");
  s.world.told();
  CHECK(s.remove(s.ines, "🎉?remove_all=true").status == 204);
  CHECK(s.world.count_told<core::ReactionsOfEmojiCleared>() == 1);
  check_refusal(s.remove(s.ines, "🎉?remove_all=true"), 404, "NotFound");
}

TEST_CASE("3.7: taking all reactions away") {
  Reacting s;
  for (const char* emoji : {"🎉", "👀"}) REQUIRE(s.add(s.odo, emoji).status == 204);
  const std::string by_odo = s.say(s.odo, "mine");
  check_lacks(s.world.del(s.reactions, s.odo.token), "ManageMessages");
  check_lacks(s.world.del(s.of(by_odo) + "/reactions", s.odo.token), "ManageMessages");
  s.forget();
  CHECK(s.world.del(s.reactions, s.ines.token).status == 204);
  CHECK(s.world.count_told<core::ReactionsCleared>() == 1);
  CHECK(s.world.get(s.of(s.id), s.odo.token).at("reactions") == "absent");
  CHECK(s.world.del(s.reactions, s.ines.token).status == 204);
  CHECK(s.world.told().empty());
  check_refusal(s.world.del(s.of(kUnknown) + "/reactions", s.ines.token), 404, "NotFound");
}

TEST_CASE("3.7: an emoji that others spelled otherwise is the one that is there") {
  Reacting s;
  const std::string heart = "❤\xEF\xB8\x8F";
  s.world.react(ServerScene::actor(s.ines), s.general, bonfire::parse_id<core::MessageId>(s.id).value(), heart);
  CHECK(s.add(s.odo, heart).status == 204);
  CHECK(s.who(heart) == "2");
  CHECK(s.remove(s.odo, heart).status == 204);
  CHECK(s.who(heart) == "1");
}

TEST_CASE("3.6: how far one has read") {
  MessageScene s;
  const std::string one = s.say(s.ines, "look <@" + s.odo.id + ">"), two = s.say(s.ines, "again <@" + s.odo.id + ">");
  const std::string ack = s.channel_path + "/ack/";
  CHECK(s.world.get("/sync/unreads", s.odo.token).at("0.mentions.#") == "2");
  s.forget();
  CHECK(s.world.put(ack + one, "{}", s.odo.token).status == 204);
  CHECK(s.world.count_told<core::ChannelRead>() == 1);
  const Answer unread = s.world.get("/sync/unreads", s.odo.token);
  CHECK(unread.at("0.last_id") == one);
  CHECK(unread.at("0.mentions.#") == "1");
  CHECK(unread.at("0.mentions.0") == two);
  CHECK(s.world.put(ack + "7" + std::string(25, 'Z'), "", s.odo.token).status == 204);
  CHECK(s.world.get("/sync/unreads", s.odo.token).at("0.mentions") == "absent");
  check_lacks(s.world.put(ack + one, "{}", s.uta.token), "ViewChannel");
  check_lacks(s.world.put("/channels/" + bonfire::to_text(s.hidden()) + "/ack/" + one, "{}", s.odo.token), "ViewChannel");
  check_refusal(s.world.put("/channels/" + kUnknown + "/ack/" + one, "{}", s.odo.token), 404, "NotFound");
  check_refusal(s.world.put(ack + "one", "{}", s.odo.token), 404, "NotFound");
  check_refusal(s.world.send(http::Method::put, ack + one, "{}", {{"X-Bot-Token", s.bot()}}), 400, "IsBot");
}

}  // namespace
