// Editing and deleting messages, pins (bonfire-rest 3.6).
#include "core/event.h"
#include "proto/bonfire/routes/message_scene.h"

#include <doctest/doctest.h>

namespace {

using namespace bonfire::testing;

TEST_CASE("3.6: one edits one's own messages") {
  MessageScene s;
  const std::string id = s.say(s.odo, "hello <@" + s.ines.id + ">");
  s.forget();
  const auto edit = [&](const std::string& body) { return s.world.patch(s.of(id), body, s.odo.token); };
  const Answer edited = edit(quoted("content", "bye <@" + s.odo.id + ">"));
  CHECK(edited.at("content") == "bye <@" + s.odo.id + ">");
  CHECK(edited.at("mentions.0") == s.ines.id);
  CHECK(edited.at("edited") != "absent");
  CHECK(edited.at("user") == "absent");
  CHECK(s.world.count_told<core::MessageUpdated>() == 1);
  CHECK(edit(R"({"embeds":[{"title":"Tides"}]})").at("embeds.0.title") == "Tides");
  const Answer rewritten = edit(quoted("content", "again"));
  CHECK(rewritten.at("embeds.0.title") == "Tides");
  CHECK(edit(R"({"embeds":[]})").at("embeds") == "absent");
  s.world.told();
  CHECK(edit("{}").at("content") == "again");
  CHECK(s.world.told().empty());
  const std::string picture = s.upload(core::FileBucket::attachments);
  const std::string pictured = R"({"embeds":[{"media":")" + picture + "\"}]}";
  CHECK(edit(pictured).at("embeds.0.media._id") == picture);
  CHECK(edit(pictured).at("embeds.0.media._id") == picture);
  check_refusal(s.send(s.odo, pictured), 404, "NotFound");
}

TEST_CASE("3.6, 10.1: how much an edit may hold") {
  MessageScene s;
  const std::string id = s.say(s.odo, "hello");
  const auto edit = [&](const std::string& body) { return s.world.patch(s.of(id), body, s.odo.token); };
  check_refusal(edit(quoted("content", "")), 400, "FailedValidation");
  CHECK(edit(quoted("content", std::string(2000, 'a'))).status == 200);
  check_refusal(edit(quoted("content", std::string(2001, 'a'))), 422, "PayloadTooLarge");
  const std::string described = R"(","embeds":[{"description":"b"}]})";
  CHECK(edit(R"({"content":")" + std::string(1999, 'a') + described).status == 200);
  check_refusal(edit(R"({"content":")" + std::string(2000, 'a') + described), 422, "PayloadTooLarge");
  CHECK(edit(R"({"embeds":)" + list_of(quoted("title", "t"), 10) + "}").at("embeds.#") == "10");
  check_refusal(edit(R"({"embeds":)" + list_of(quoted("title", "t"), 11) + "}"), 400, "FailedValidation");
  check_refusal(edit(R"({"embeds":[{"colour":"#"}]})"), 400, "FailedValidation");
  check_refusal(edit(R"({"embeds":[{"media":"nothing"}]})"), 404, "NotFound");
  const std::string embed = s.send(s.odo, R"({"embeds":[{"title":"t"}]})").at("_id");
  check_refusal(s.world.patch(s.of(embed), R"({"embeds":[]})", s.odo.token), 422, "EmptyMessage");
}

TEST_CASE("3.6: who may edit") {
  MessageScene s;
  const std::string id = s.say(s.odo, "hello");
  const std::string edit = quoted("content", "changed");
  check_refusal(s.world.patch(s.of(id), edit, s.ines.token), 403, "CannotEditMessage");
  check_lacks(s.world.patch(s.of(id), edit, s.uta.token), "ViewChannel");
  check_refusal(s.world.patch(s.of(kUnknown), edit, s.odo.token), 404, "NotFound");
  check_refusal(s.world.patch("/channels/" + kUnknown + "/messages/" + id, edit, s.odo.token), 404, "NotFound");
  s.deny(core::permission::send_embeds);
  check_lacks(s.world.patch(s.of(id), R"({"embeds":[{"title":"t"}]})", s.odo.token), "SendEmbeds");
  CHECK(s.world.patch(s.of(id), edit, s.odo.token).status == 200);
  s.deny(core::permission::send_message);
  check_lacks(s.world.patch(s.of(id), edit, s.odo.token), "SendMessage");
}

TEST_CASE("3.6: deleting") {
  MessageScene s;
  const std::string by_odo = s.say(s.odo, "one"), by_ines = s.say(s.ines, "two");
  check_lacks(s.world.del(s.of(by_ines), s.odo.token), "ManageMessages");
  check_lacks(s.world.del(s.of(by_ines), s.uta.token), "ViewChannel");
  CHECK(s.world.del(s.of(by_odo), s.odo.token).status == 204);
  check_refusal(s.world.del(s.of(by_odo), s.odo.token), 404, "NotFound");
  check_refusal(s.world.del("/channels/" + kUnknown + "/messages/" + by_ines, s.odo.token), 404, "NotFound");
  s.allow(core::permission::manage_messages);
  s.forget();
  CHECK(s.world.del(s.of(by_ines), s.odo.token, "").status == 204);
  CHECK(s.world.count_told<core::MessageDeleted>() == 1);
  const std::string other = s.say(s.ines, "three");
  const Answer refused = s.world.send(http::Method::del, s.of(other), "{}",
                                      {{"X-Session-Token", s.odo.token}, {"X-Audit-Log-Reason", std::string(513, 'r')}});
  check_refusal(refused, 400, "HeaderTooLarge");
}

TEST_CASE("3.6: deleting by the dozen") {
  MessageScene s;
  const std::string old = s.say(s.ines, "old");
  s.world.clock.advance_ms(7 * 24 * 3'600'000 + 1);
  const std::string one = s.say(s.ines, "one"), two = s.say(s.odo, "two");
  const std::string elsewhere = bonfire::to_text(s.world.say(ServerScene::actor(s.ines), s.channel("pier"), "there"));
  const auto remove = [&](const Person& who, const std::string& ids) {
    return s.world.del(s.messages + "/bulk", who.token, R"({"ids":)" + ids + "}");
  };
  const auto id = [](const std::string& text) { return "\"" + text + "\""; };
  check_lacks(remove(s.odo, list_of(id(two), 1)), "ManageMessages");
  check_lacks(remove(s.uta, list_of(id(two), 1)), "ViewChannel");
  check_refusal(remove(s.ines, "[]"), 400, "FailedValidation");
  check_refusal(remove(s.ines, list_of(id(one), 101)), 400, "FailedValidation");
  check_refusal(remove(s.ines, "[" + id(one) + "," + id(old) + "]"), 400, "InvalidOperation");
  check_refusal(remove(s.ines, "[" + id(one) + ",\"x\"]"), 400, "InvalidOperation");
  check_refusal(s.world.del(s.messages + "/bulk", s.ines.token), 422, "FailedValidation");
  const std::string nowhere = "/channels/" + kUnknown + "/messages/bulk";
  check_refusal(s.world.del(nowhere, s.ines.token, R"({"ids":)" + list_of(id(one), 1) + "}"), 404, "NotFound");
  s.forget();
  CHECK(remove(s.ines, "[" + id(one) + "," + id(two) + "," + id(elsewhere) + "]").status == 204);
  CHECK(s.world.count_told<core::MessagesDeleted>() == 1);
  check_refusal(s.world.get(s.of(two), s.ines.token), 404, "NotFound");
  CHECK(s.world.get(s.messages, s.ines.token).at("#") == "1");
  CHECK(remove(s.ines, list_of(id(elsewhere), 100)).status == 204);
  const std::string fresh = s.say(s.ines, "fresh");
  s.world.clock.advance_ms(7 * 24 * 3'600'000);
  CHECK(remove(s.ines, list_of(id(fresh), 1)).status == 204);
}

TEST_CASE("3.6: pins") {
  MessageScene s;
  const std::string id = s.say(s.odo, "one"), pin = s.of(id) + "/pin";
  check_lacks(s.world.post(pin, "{}", s.odo.token), "ManageMessages");
  check_lacks(s.world.post(pin, "{}", s.uta.token), "ViewChannel");
  check_refusal(s.world.del(pin, s.ines.token), 400, "NotPinned");
  CHECK(s.world.post(pin, "{}", s.ines.token).status == 204);
  check_refusal(s.world.post(pin, "{}", s.ines.token), 400, "AlreadyPinned");
  CHECK(s.world.get(s.of(id), s.odo.token).at("pinned") == "true");
  const Answer page = s.world.get(s.messages + "?include_users=true&limit=1", s.odo.token);
  CHECK(page.at("messages.0.system.type") == "message_pinned");
  CHECK(page.at("messages.0.system.id") == id);
  CHECK(page.at("messages.0.author") == std::string(26, '0'));
  CHECK(page.at("users.0._id") == s.ines.id);
  CHECK(s.world.del(pin, s.ines.token).status == 204);
  CHECK(s.world.get(s.of(id), s.odo.token).at("pinned") == "absent");
  check_refusal(s.world.post(s.of(kUnknown) + "/pin", "{}", s.ines.token), 404, "NotFound");
  const std::string nowhere = "/channels/" + kUnknown + "/messages/" + id + "/pin";
  check_refusal(s.world.post(nowhere, "{}", s.ines.token), 404, "NotFound");

  s.world.befriend(s.ines, s.odo);
  const std::string direct = "/channels/" + s.world.get("/users/" + s.odo.id + "/dm", s.ines.token).at("_id") + "/messages";
  const std::string said = s.world.post(direct, quoted("content", "between us"), s.odo.token).at("_id");
  check_lacks(s.world.post(direct + "/" + said + "/pin", "{}", s.uta.token), "ViewChannel");
  CHECK(s.world.post(direct + "/" + said + "/pin", "{}", s.ines.token).status == 204);
}

}  // namespace
