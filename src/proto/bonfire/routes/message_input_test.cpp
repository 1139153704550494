// What a message is made of, and how much of it (bonfire-rest 3.6, 10.1).
#include "proto/bonfire/routes/message_scene.h"

#include <doctest/doctest.h>

namespace {

using namespace bonfire::testing;

/// `{"content":"x",` and the rest.
std::string with(const std::string& rest) { return R"({"content":"x",)" + rest + "}"; }

TEST_CASE("10.1: a message has so many bytes, those of its embeds' descriptions included") {
  MessageScene s;
  CHECK(s.send(s.odo, quoted("content", std::string(2000, 'a'))).status == 200);
  check_refusal(s.send(s.odo, quoted("content", std::string(2001, 'a'))), 422, "PayloadTooLarge");
  std::string wide;
  for (int i = 0; i < 1000; ++i) wide += "é";
  CHECK(s.send(s.odo, quoted("content", wide)).status == 200);
  check_refusal(s.send(s.odo, quoted("content", wide + "é")), 422, "PayloadTooLarge");
  const auto described = [](std::size_t bytes) {
    return R"({"content":")" + std::string(1000, 'a') + R"(","embeds":[{"description":")" + std::string(bytes, 'b') +
           "\"}]}";
  };
  CHECK(s.send(s.odo, described(1000)).status == 200);
  check_refusal(s.send(s.odo, described(1001)), 422, "PayloadTooLarge");
  s.world.config.limits.new_user.message_length = 3;
  check_refusal(s.send(s.odo, quoted("content", "four")), 422, "PayloadTooLarge");
  s.world.clock.advance_ms(72 * 3'600'000);
  CHECK(s.send(s.odo, quoted("content", "four")).status == 200);
}

TEST_CASE("3.6: attachments") {
  MessageScene s;
  const auto files = [&](int count) {
    std::string list;
    for (int i = 0; i < count; ++i) list += (i > 0 ? ",\"" : "\"") + s.upload(core::FileBucket::attachments) + "\"";
    return R"({"attachments":[)" + list + "]}";
  };
  const std::string five = files(5);
  const Answer sent = s.send(s.odo, five);
  CHECK(sent.at("attachments.#") == "5");
  CHECK(sent.at("attachments.0.tag") == "attachments");
  check_refusal(s.send(s.odo, five), 404, "NotFound");
  check_too_many(s.send(s.odo, files(6)), "TooManyAttachments", "5");
  check_refusal(s.send(s.odo, R"({"attachments":["nothing"]})"), 404, "NotFound");
  check_refusal(s.send(s.odo, R"({"attachments":[""]})"), 400, "FailedValidation");
  const std::string avatar = s.upload(core::FileBucket::avatars);
  check_refusal(s.send(s.odo, R"({"attachments":[")" + avatar + "\"]}"), 404, "NotFound");
  const std::string twice = "\"" + s.upload(core::FileBucket::attachments) + "\"";
  check_refusal(s.send(s.odo, R"({"attachments":)" + list_of(twice, 2) + "}"), 404, "NotFound");
  CHECK(s.send(s.odo, R"({"attachments":)" + list_of(twice, 1) + "}").status == 200);
  s.deny(core::permission::upload_files);
  check_lacks(s.send(s.odo, files(1)), "UploadFiles");
}

TEST_CASE("3.6: embeds") {
  MessageScene s;
  const auto embed = [&](const std::string& member, const std::string& value) {
    return s.send(s.odo, R"({"embeds":[)" + quoted(member, value) + "]}");
  };
  CHECK(s.send(s.odo, R"({"embeds":)" + list_of(quoted("title", "t"), 5) + "}").at("embeds.#") == "5");
  check_too_many(s.send(s.odo, R"({"embeds":)" + list_of(quoted("title", "t"), 6) + "}"), "TooManyEmbeds", "5");
  const std::pair<const char*, std::size_t> kLimits[] = {
      {"title", 100}, {"description", 2000}, {"url", 256}, {"icon_url", 256}};
  for (const auto& [member, max] : kLimits) {
    CAPTURE(member);
    CHECK(embed(member, std::string(max, 'x')).at("embeds.0." + std::string(member)).size() == max);
    check_refusal(embed(member, std::string(max + 1, 'x')), 400, "FailedValidation");
    check_refusal(embed(member, ""), 400, "FailedValidation");
  }
  CHECK(embed("colour", std::string(128, 'x')).status == 200);
  check_refusal(embed("colour", std::string(129, 'x')), 400, "FailedValidation");
  check_refusal(embed("colour", "url(x)"), 400, "FailedValidation");
  const std::string picture = s.upload(core::FileBucket::attachments);
  CHECK(embed("media", picture).at("embeds.0.media._id") == picture);
  check_refusal(embed("media", picture), 404, "NotFound");
  const std::string mention = "<@" + s.ines.id + ">";
  const Answer described = embed("description", "by " + mention);
  CHECK(described.at("embeds.0.description") == "by " + mention);
  CHECK(described.at("mentions") == "absent");
  s.deny(core::permission::send_embeds);
  check_lacks(embed("title", "t"), "SendEmbeds");
}

TEST_CASE("3.6: answers") {
  MessageScene s;
  const std::string first = s.say(s.ines, "first");
  const auto reply = [&](const std::string& id, const std::string& more) {
    return R"({"id":")" + id + R"(","mention":)" + more + "}";
  };
  const auto answer = [&](const std::string& replies) { return s.send(s.odo, with("\"replies\":" + replies)); };
  const Answer sent = answer(list_of(reply(first, "true"), 5));
  CHECK(sent.at("replies.#") == "1");
  CHECK(sent.at("replies.0") == first);
  CHECK(sent.at("mentions.0") == s.ines.id);
  CHECK(answer(list_of(reply(first, "false"), 1)).at("mentions") == "absent");
  check_too_many(answer(list_of(reply(first, "true"), 6)), "TooManyReplies", "5");
  check_refusal(answer(list_of(reply(kUnknown, "true"), 1)), 404, "NotFound");
  check_refusal(answer(list_of(reply(kUnknown, R"(true,"fail_if_not_exists":true)"), 1)), 404, "NotFound");
  CHECK(answer(list_of(reply(kUnknown, R"(true,"fail_if_not_exists":false)"), 1)).at("replies") == "absent");
  check_refusal(answer(R"([{"id":")" + first + "\"}]"), 422, "FailedValidation");
}

TEST_CASE("3.6: masquerades") {
  MessageScene s;
  const auto mask = [&](const std::string& member, const std::string& value) {
    return s.send(s.odo, with("\"masquerade\":" + quoted(member, value)));
  };
  CHECK(mask("name", std::string(32, 'n')).at("masquerade.name").size() == 32);
  check_refusal(mask("name", std::string(33, 'n')), 400, "FailedValidation");
  check_refusal(mask("name", ""), 400, "FailedValidation");
  CHECK(mask("avatar", std::string(256, 'u')).status == 200);
  check_refusal(mask("avatar", std::string(257, 'u')), 400, "FailedValidation");
  check_lacks(mask("colour", "red"), "ManageRole");
  check_refusal(mask("colour", "#"), 400, "FailedValidation");
  check_refusal(mask("colour", std::string(129, 'x')), 400, "FailedValidation");
  s.allow(core::permission::manage_role);
  CHECK(mask("colour", "linear-gradient(red, #fff 50%)").at("masquerade.colour") == "linear-gradient(red, #fff 50%)");
  CHECK(s.send(s.odo, with(R"("masquerade":{})")).at("masquerade") == "absent");
  s.deny(core::permission::masquerade);
  check_lacks(mask("name", "Keeper"), "Masquerade");
}

TEST_CASE("3.6: interactions") {
  MessageScene s;
  const auto offer = [&](const std::string& reactions, const std::string& restrict) {
    return s.send(s.odo, with(R"("interactions":{"reactions":)" + reactions + R"(,"restrict_reactions":)" + restrict + "}"));
  };
  const auto emojis = [](int count) {
    std::string list;
    for (int i = 0; i < count; ++i) list += (i > 0 ? ",\"" : "\"") + std::string("🐀") + "\"";
    return list;
  };
  const std::string emoji = bonfire::to_text(s.world.emoji(ServerScene::actor(s.ines), s.place.id, "lamp"));
  const Answer sent = offer(R"(["🎉",")" + emoji + R"(","🎉"])", "true");
  CHECK(sent.at("interactions.reactions.#") == "2");
  CHECK(sent.at("interactions.reactions.1") == emoji);
  CHECK(sent.at("interactions.restrict_reactions") == "true");
  CHECK(offer("[" + emojis(20) + "]", "false").status == 200);
  check_refusal(offer("[" + emojis(21) + "]", "false"), 400, "InvalidOperation");
  check_refusal(offer(R"(["lamp"])", "false"), 400, "InvalidOperation");
  check_refusal(offer("[\"" + kUnknown + "\"]", "false"), 400, "InvalidOperation");
  check_refusal(offer("[]", "true"), 400, "InvalidProperty");
  CHECK(offer("[]", "false").at("interactions") == "absent");
  s.deny(core::permission::react);
  check_lacks(offer(R"(["🎉"])", "false"), "React");
}

}  // namespace
