// Bytes to wire and back: what clients may say, what requests may leave out, and how refusals name the field.
#include "proto/pandemonium/codec.h"

#include <doctest/doctest.h>

namespace {

using namespace pandemonium;

template <typename T>
T good(std::string_view text) {
  auto value = decode<T>(text);
  CAPTURE(text);
  if (!value) FAIL(encode(value.error()));
  return std::move(*value);
}
/// "status value_name"
template <typename T>
std::string bad(std::string_view text) {
  auto value = decode<T>(text);
  if (value) return "accepted";
  const auto& e = std::get<ValidationError>(value.error());
  CHECK(!e.info.empty());
  return std::to_string(e.status) + " " + e.value_name;
}

TEST_CASE("6.2 refusals of bodies: no JSON is 400, a wrong shape 422 with the field") {
  CHECK(bad<UserCreate>("") == "400 body");
  CHECK(bad<UserCreate>("{") == "400 body");
  CHECK(bad<UserCreate>("{\"username\":\"\xff\"}") == "400 body");
  CHECK(bad<UserCreate>("[]") == "422 body");
  CHECK(bad<UserCreate>(R"({"email":"a","password":"b"})") == "422 username");
  CHECK(bad<UserCreate>(R"({"username":1,"email":"a","password":"b"})") == "422 username");
  CHECK(bad<UserCreate>(R"({"username":null,"email":"a","password":"b"})") == "422 username");
  CHECK(bad<SphereCreate>(R"({"slug":"a","type":"chat"})") == "422 type");
  CHECK(bad<SphereCreate>(R"({"slug":"a","type":"CHAT","icon":-1})") == "422 icon");
  CHECK(bad<SphereCreate>(R"({"slug":"a","type":"CHAT","icon":"7"})") == "422 icon");
  CHECK(bad<CategoryEdit>(R"({"position":4294967296})") == "422 position");
  CHECK(bad<PasswordReset>(R"({"code":"123456","email":"a","password":"b"})") == "422 code");
  CHECK(bad<MessageCreate>(R"({"attachments":[{"file_id":1},{"file_id":"x"}]})") == "422 attachments");
  CHECK(bad<EmojiEdit>("{}") == "422 name");
  CHECK(bad<EmojiEdit>(R"({"name":null})") == "422 name");
}

TEST_CASE("limits are not judged while decoding, so that routes can do it in their order") {
  CHECK(good<UserCreate>(R"({"username":"","email":"","password":""})").username.empty());
  CHECK(good<CategoryCreate>("{\"name\":\"" + std::string(5000, 'x') + "\"}").name.size() == 5000);
  CHECK(good<MessageCreate>(
            R"({"embeds":[{"content":""},{"content":""},{"content":""},{"content":""},{"content":""},{"content":""},
      {"content":""},{"content":""},{"content":""},{"content":""},{"content":""}]})")
            .embeds.size() == 11);
}

TEST_CASE("3.9 MessageCreate: what may be missing or null") {
  const auto empty = good<MessageCreate>("{}");
  CHECK(!empty.content);
  CHECK(empty.attachments.empty());
  CHECK(empty.embeds.empty());
  CHECK(!empty.reference);
  CHECK(!empty.disguise);
  const auto nulls = good<MessageCreate>(R"({"content":null,"reference":null,"_disguise":null,"unknown":{}})");
  CHECK(!nulls.content);
  CHECK(!nulls.disguise);
  CHECK(bad<MessageCreate>(R"({"attachments":null})") == "422 attachments");
  CHECK(bad<MessageCreate>(R"({"embeds":null})") == "422 embeds");
  const auto full = good<MessageCreate>(
      R"({"content":" a ","attachments":[{"file_id":9007199254740993},{"file_id":2,"description":null,"spoiler":true}],
          "embeds":[{"content":"x","color":255,"border_colour":0,"thumbnail":null}],"reference":18446744073709551615,
          "_disguise":{"name":"Keeper","avatar":null}})");
  CHECK(full.attachments.at(0).file_id == 9007199254740993ull);
  CHECK(full.attachments.at(1).spoiler);
  CHECK(full.embeds.at(0).color == 255);
  CHECK(full.reference == 18446744073709551615ull);
  CHECK(full.disguise->name == "Keeper");
  CHECK(bad<MessageCreate>(R"({"embeds":[{"content":"x","color":256}]})") == "422 embeds");
}

TEST_CASE("3.18 requests: where null clears and where it counts as absent") {
  const auto category = good<CategoryEdit>(R"({"name":null,"position":null})");
  CHECK((!category.name && !category.position));
  const auto channel = good<SphereChannelEdit>(R"({"name":null,"topic":null,"position":null,"category_id":null})");
  CHECK((!channel.name && !channel.position && !channel.category_id && channel.topic.is_null()));
  CHECK(good<SphereChannelEdit>("{}").topic.is_absent());
  const auto sphere = good<SphereEdit>(R"({"name":null,"type":null,"description":null,"icon":null,"banner":null})");
  CHECK((sphere.name.is_null() && sphere.description.is_null() && sphere.icon.is_null() && sphere.banner.is_null() &&
         !sphere.type));
  const auto untouched = good<SphereEdit>("{}");
  CHECK((untouched.name.is_absent() && untouched.description.is_absent() && untouched.icon.is_absent() &&
         untouched.banner.is_absent()));
  const auto member = good<MemberEdit>(
      R"({"nickname":null,"sphere_avatar":null,"sphere_banner":null,"sphere_bio":null,"sphere_status":null})");
  CHECK((member.nickname.is_null() && member.sphere_avatar.is_null() && member.sphere_banner.is_null()));
  CHECK((member.sphere_bio.is_null() && member.sphere_status.is_null()));
  const auto message = good<MessageEdit>(R"({"content":null,"attachments":null,"embeds":null})");
  CHECK((message.content.is_null() && !message.attachments && !message.embeds));
  CHECK(good<MessageEdit>(R"({"attachments":[]})").attachments->empty());
  const auto profile = good<UserProfileEdit>(
      R"({"display_name":null,"status":null,"status_type":null,"bio":null,"avatar":null,"banner":null})");
  CHECK((profile.display_name.is_null() && profile.status.is_null() && profile.bio.is_null() && profile.avatar.is_null()));
  CHECK((profile.banner.is_null() && !profile.status_type));
  const auto user = good<UserEdit>(R"({"password":"x","username":null,"email":null,"new_password":null})");
  CHECK((!user.username && !user.email && !user.new_password));
  const auto create =
      good<SphereCreate>(R"({"slug":"a","type":"HYBRID","name":null,"description":null,"icon":null,"banner":null})");
  CHECK((!create.name && !create.description && !create.icon && !create.banner));
  const auto new_channel = good<SphereChannelCreate>(R"({"name":"a","type":"VOICE","topic":null,"category_id":null})");
  CHECK((new_channel.type == SphereChannelType::voice && !new_channel.topic && !new_channel.category_id));
}

TEST_CASE("3.13 reactions in requests") {
  CHECK(std::get<Id>(good<ReactionEmojiReference>(R"({"emoji":7,"type":"CUSTOM"})")) == 7);
  CHECK(std::get<std::string>(good<ReactionEmojiReference>(R"({"type":"UNICODE","emoji":"🎉"})")) == "🎉");
  CHECK(bad<ReactionEmojiReference>(R"({"type":"CUSTOM","emoji":"🎉"})") == "422 emoji");
  CHECK(bad<ReactionEmojiReference>(R"({"type":"UNICODE"})") == "422 emoji");
  CHECK(bad<ReactionEmojiReference>(R"({"type":"custom","emoji":7})") == "422 type");
}

TEST_CASE("what is optional is left out, what is nullable is null") {
  CHECK(encode(FileData{7, "a.txt", "attachments", TextMetadata{}}) ==
        R"({"id":7,"name":"a.txt","bucket":"attachments","metadata":{"type":"TEXT"}})");
  CHECK(encode(FileData{7, "a.png", "avatars", ImageMetadata{3, 4}}) ==
        R"({"id":7,"name":"a.png","bucket":"avatars","metadata":{"type":"IMAGE","width":3,"height":4}})");
  CHECK(encode(Category{5, "workshop", 1, {}}) == R"({"id":5,"name":"workshop","position":1,"channels":[]})");
  CHECK(encode(SphereChannel(VoiceChannel{1, 2, "talk", 0, 2})) ==
        R"({"type":"VOICE","id":1,"sphere_id":2,"name":"talk","position":0,"category_id":2})");
  CHECK(encode(SessionCreated{"t", {1, 2, "linux", "demo", "127.0.0.1"}}) ==
        R"({"token":"t","session":{"id":1,"user_id":2,"platform":"linux","client":"demo","ip":"127.0.0.1"}})");
}

TEST_CASE("SphereParts and Sphere are the same bytes") {
  Sphere whole;
  whole.id = 1;
  whole.slug = "keepers";
  whole.members.resize(2);
  SphereParts parts;
  parts.id = 1;
  parts.slug = "keepers";
  parts.members.bytes = "[";
  append(parts.members.bytes, MemberView());
  parts.members.bytes += ',';
  append(parts.members.bytes, MemberView());
  parts.members.bytes += ']';
  CHECK(encode(whole) == encode(parts));
}

}  // namespace
