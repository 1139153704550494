// Requests: what may be left out, what null means, and which refusal says what (bonfire-rest 1.4, 1.5).
#include "proto/bonfire/codec.h"

#include <doctest/doctest.h>

namespace {

using namespace bonfire;

constexpr std::string_view kChannel = "01HZX4T9K30000000000000011";

template <typename T>
T good(std::string_view text) {
  auto value = decode<T>(text);
  CAPTURE(text);
  if (!value) FAIL(encode(value.error()));
  return std::move(*value);
}
/// The status; the object is FailedValidation with a text.
template <typename T>
int bad(std::string_view text) {
  const auto value = decode<T>(text);
  CAPTURE(text);
  if (value) return 0;
  CHECK(value.error().type == "FailedValidation");
  CHECK(!value.error().error.value_or("").empty());
  return value.error().status;
}
std::string quoted(std::size_t length) { return '"' + std::string(length, 'x') + '"'; }

TEST_CASE("no JSON and broken limits are 400, wrong shapes 422") {
  CHECK(bad<ServerCreate>("") == 400);
  CHECK(bad<ServerCreate>("{") == 400);
  CHECK(bad<ServerCreate>("{\"name\":\"\xff\"}") == 400);
  CHECK(bad<ServerCreate>(R"({"name":""})") == 400);
  CHECK(bad<ServerCreate>("{\"name\":" + quoted(33) + "}") == 400);
  CHECK(bad<ServerCreate>("{\"name\":" + quoted(32) + "}") == 0);
  CHECK(bad<ServerCreate>("[]") == 422);
  CHECK(bad<ServerCreate>("{}") == 422);
  CHECK(bad<ServerCreate>(R"({"name":1})") == 422);
  CHECK(bad<ServerCreate>(R"({"name":null})") == 422);
  CHECK(bad<ServerCreate>(R"({"name":"","nsfw":"yes"})") == 422);
  CHECK(bad<UserEdit>(R"({"remove":["Everything"]})") == 422);
  CHECK(bad<UserEdit>(R"({"status":{"presence":"online"}})") == 422);
  CHECK(encode(to_error_object(wire::DecodeError{wire::DecodeError::Kind::syntax, {{"", "not valid JSON"}}})) ==
        R"({"type":"FailedValidation","error":"not valid JSON","location":""})");
}

TEST_CASE("limits at their edges (10.1)") {
  CHECK(bad<ServerCreate>("{\"name\":\"a\",\"description\":" + quoted(1024) + "}") == 0);
  CHECK(bad<ServerCreate>("{\"name\":\"a\",\"description\":" + quoted(1025) + "}") == 400);
  CHECK(bad<UserEdit>("{\"display_name\":\"a\"}") == 400);
  CHECK(bad<UserEdit>("{\"pronouns\":" + quoted(25) + "}") == 400);
  CHECK(bad<UserEdit>("{\"status\":{\"text\":" + quoted(129) + "}}") == 400);
  CHECK(bad<UserEdit>("{\"profile\":{\"content\":" + quoted(2001) + "}}") == 400);
  CHECK(bad<UserEdit>("{\"avatar\":\"\"}") == 400);
  CHECK(bad<UserEdit>("{\"avatar\":" + quoted(129) + "}") == 400);
  CHECK(bad<UsernameEdit>(R"({"username":"ab","password":"1234567"})") == 400);
  CHECK(bad<OnboardComplete>(R"({"username":"a"})") == 400);
  CHECK(bad<ChannelEdit>(R"({"slowmode":21601})") == 400);
  CHECK(bad<ChannelEdit>(R"({"slowmode":-1})") == 422);
  CHECK(bad<ChannelEdit>(R"({"voice":{"max_users":0}})") == 400);
  CHECK(bad<BanCreate>(R"({"delete_message_seconds":604801})") == 400);
  CHECK(bad<RoleEdit>(R"({"colour":""})") == 400);
  CHECK(bad<BulkDelete>(R"({"ids":[]})") == 400);
  CHECK(bad<MessageSearch>(R"({"limit":101})") == 400);
  CHECK(bad<MessageSearch>(R"({"before":"x"})") == 400);
  CHECK(bad<MessageSend>(R"({"nonce":""})") == 400);
  CHECK(bad<MessageSend>(R"({"embeds":[{"title":""}]})") == 400);
  CHECK(bad<MessageSend>("{\"embeds\":[{\"description\":" + quoted(2001) + "}]}") == 400);
  CHECK(bad<MessageSend>("{\"masquerade\":{\"name\":" + quoted(33) + "}}") == 400);
  CHECK(bad<MessageEdit>(R"({"content":""})") == 400);
  CHECK(bad<ReportCreate>("{\"content\":{\"type\":\"User\",\"id\":\"" + std::string(kChannel) +
                          "\",\"report_reason\":\"Underage\"},\"additional_context\":" + quoted(1001) + "}") == 400);
}

TEST_CASE("what may be missing or null") {
  const auto empty = good<MessageSend>("{}");
  CHECK((!empty.content && empty.attachments.empty() && empty.replies.empty() && empty.embeds.empty() && !empty.flags));
  const auto nulls = good<MessageSend>(
      R"({"content":null,"attachments":null,"replies":null,"embeds":null,"masquerade":null,"interactions":null,"flags":null,
          "nonce":null,"unknown":{}})");
  CHECK((!nulls.content && nulls.attachments.empty() && !nulls.masquerade && !nulls.interactions && !nulls.nonce));
  CHECK(good<UserEdit>(R"({"remove":null,"avatar":null})").remove.empty());
  CHECK(good<GroupCreate>(R"({"name":"a","users":null})").users.empty());
  CHECK(good<ServerChannelCreate>(R"({"name":"a","type":null})").type == ServerChannelType::text);
  CHECK(good<AccountCreate>(R"({"email":"a@b.c","password":"x","captcha":null})").email == "a@b.c");
  CHECK_FALSE(good<PasswordReset>(R"({"token":"a","password":"b"})").remove_sessions);
  CHECK(good<MessageSearch>("{}").sort == MessageSort::relevance);
  CHECK(good<RoleCreate>(R"({"name":"Crew","rank":7})").name == "Crew");
}

TEST_CASE("a message with everything") {
  const std::string file = file_id_text(core::FileId(77));
  const auto message = good<MessageSend>(
      "{\"content\":\"a\",\"attachments\":[\"" + file + "\",\"elsewhere\"],\"replies\":[{\"id\":\"" + std::string(kChannel) +
      R"(","mention":true},{"id":"01HZX4T9K3M5N7P9Q1R3S5T7V9","mention":false,"fail_if_not_exists":false}],
         "embeds":[{"title":"t","media":")" +
      file + R"("}],"interactions":{"reactions":["🎉"],"restrict_reactions":true},
         "masquerade":{"colour":"red"},"flags":1})");
  CHECK(message.attachments.at(0).id == core::FileId(77));
  CHECK(message.attachments.at(1).id == kNoFile);
  CHECK(to_text(message.replies.at(0).id) == kChannel);
  CHECK((message.replies.at(0).mention && message.replies.at(0).fail_if_not_exists));
  CHECK_FALSE(message.replies.at(1).fail_if_not_exists);
  CHECK(message.embeds.at(0).media->id == core::FileId(77));
  CHECK(message.interactions->restrict_reactions);
  CHECK(message.flags == 1u);
  CHECK(bad<MessageSend>(R"({"replies":[{"id":"x","mention":true}]})") == 422);
}

TEST_CASE("the two steps of logging in are told apart by their keys") {
  CHECK(std::get<EmailLogin>(good<LoginRequest>(R"({"email":"a","password":"b","friendly_name":null})")).email == "a");
  const auto second = std::get<MfaLogin>(
      good<LoginRequest>(R"({"mfa_ticket":"t","mfa_response":{"totp_code":"123456"},"friendly_name":"Laptop"})"));
  CHECK(second.mfa_response->totp_code == "123456");
  CHECK(second.friendly_name == "Laptop");
  CHECK(bad<LoginRequest>("{}") == 422);
  CHECK(bad<LoginRequest>(R"({"mfa_ticket":7})") == 422);
  CHECK(bad<LoginRequest>("nope") == 400);
}

TEST_CASE("default permissions of a channel: a number or an override") {
  using Edit = ChannelDefaultPermissionsEdit;
  CHECK(std::get<Permissions>(good<Edit>(R"({"permissions":4503599627370495})").permissions) == core::permission::all);
  CHECK(std::get<OverrideField>(good<Edit>(R"({"permissions":{"allow":1,"deny":2}})").permissions).deny == 2);
  CHECK(bad<Edit>(R"({"permissions":"1"})") == 422);
  CHECK(bad<Edit>(R"({"permissions":{"a":1,"d":2}})") == 422);
  CHECK(bad<Edit>(R"({"permissions":-1})") == 422);
}

TEST_CASE("times of edits may have any offset") {
  CHECK(good<MemberEdit>(R"({"timeout":"2024-06-10T02:00:00+02:00"})").timeout->ms == 1717977600000);
  CHECK(bad<MemberEdit>(R"({"timeout":1717977600000})") == 422);
}

TEST_CASE("settings are texts by key") {
  CHECK(good<SettingsSet>(R"({"theme":"{}","ordering":""})").at("theme") == "{}");
  CHECK(bad<SettingsSet>(R"({"theme":{}})") == 422);
}

TEST_CASE("what clients say on the gateway, in both encodings") {
  const auto say = [](std::string_view text) { return decode_client_message(text, Encoding::json); };
  CHECK(std::get<AuthenticateMessage>(*say(R"({"_id":"x","token":"t","type":"Authenticate","name":7})")).token == "t");
  CHECK(std::get<std::uint64_t>(std::get<PingMessage>(*say(R"({"type":"Ping","data":1717891200123,"responded":1})")).data) ==
        1717891200123u);
  CHECK(std::get<wire::Bytes>(std::get<PingMessage>(*say(R"({"type":"Ping","data":[7,1,255]})")).data).data ==
        std::vector<std::uint8_t>{7, 1, 255});
  CHECK(
      to_text(std::get<BeginTypingMessage>(*say("{\"type\":\"BeginTyping\",\"channel\":\"" + std::string(kChannel) + "\"}"))
                  .channel) == kChannel);
  CHECK(say(R"({"type":"Subscribe","server_id":"01HZX4S1T2V3W4X5Y6Z7A8B9C0"})").has_value());
  CHECK(say(R"({"type":"EndTyping","channel":"01HZX4S1T2V3W4X5Y6Z7A8B9C0"})").has_value());
  CHECK(say(R"({"type":"Pong","data":{}})").has_value());
  for (std::string_view text :
       {"", "x", "[]", "{}", R"({"type":"Bees"})", R"({"type":"Authenticate"})", R"({"type":"Authenticate","token":1})",
        R"({"type":"Ping"})", R"({"type":"Ping","data":-1})", R"({"type":"Ping","data":1.5})",
        R"({"type":"Ping","data":"1"})", R"({"type":"Ping","data":null})", R"({"type":"Ping","data":[256]})",
        R"({"type":"BeginTyping","channel":"x"})"}) {
    CAPTURE(text);
    CHECK_FALSE(say(text));
  }
  const std::string_view packed(
      "\x82\xA4type\xA4Ping\xA4"
      "data\x05",
      17);
  CHECK(std::get<std::uint64_t>(std::get<PingMessage>(*decode_client_message(packed, Encoding::msgpack)).data) == 5);
  const std::string_view binary(
      "\x82\xA4type\xA4Ping\xA4"
      "data\xC4\x01\xFF",
      19);
  const auto ping = decode_client_message(binary, Encoding::msgpack);
  REQUIRE(ping);
  CHECK(std::get<wire::Bytes>(std::get<PingMessage>(*ping).data).binary);
  const std::string pong = encode_event(PongEvent{std::get<PingMessage>(*ping).data}, Encoding::msgpack);
  CHECK(pong == std::string_view("\x82\xA4type\xA4Pong\xA4"
                                 "data\xC4\x01\xFF",
                                 19));
  CHECK_FALSE(decode_client_message(R"({"type":"Ping","data":1})", Encoding::msgpack));
}

}  // namespace
