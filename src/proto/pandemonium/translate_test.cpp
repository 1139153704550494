// Between core and wire: statuses, views, files, edits in both directions.
#include "proto/pandemonium/translate.h"

#include <doctest/doctest.h>

#include "proto/pandemonium/codec.h"
#include "proto/pandemonium/test_world.h"

namespace {

using namespace pandemonium;
using namespace pandemonium::testing;

TEST_CASE("2.12 public and stored status") {
  using core::StatusKind;
  for (const auto& [kind, shown] : {std::pair{StatusKind::online, StatusType::online},
                                    {StatusKind::idle, StatusType::idle},
                                    {StatusKind::busy, StatusType::busy},
                                    {StatusKind::focus, StatusType::busy},
                                    {StatusKind::invisible, StatusType::offline}}) {
    const core::Status status{kind, "text"};
    CHECK(stored_status(status).type == shown);
    CHECK(stored_status(status).text == "text");
    CHECK(public_status(status, false).type == StatusType::offline);
    CHECK(!public_status(status, false).text);
    CHECK(public_status(status, true).type == shown);
    CHECK(public_status(status, true).text.has_value() == (kind != StatusKind::invisible));
  }
  CHECK(to_core(StatusType::offline) == StatusKind::invisible);
  CHECK(to_core(StatusType::busy) == StatusKind::busy);
}

TEST_CASE("3.1 views of a person") {
  core::User ines = person(kInes, "ines");
  CHECK(
      encode(public_user(ines, false)) ==
      R"({"id":6566726860801,"username":"ines","social_credit":0,"status":{"type":"OFFLINE"},"badges":0,"permissions":0})");
  CHECK(encode(self_user(ines, "i@x", true)) ==
        R"({"id":6566726860801,"username":"ines","social_credit":0,"status":{"type":"ONLINE"},"badges":0,)"
        R"("permissions":0,"email":"i@x","verified":true})");
  ines.deleted = true;
  CHECK(encode(public_user(ines, true)) ==
        R"({"id":1,"username":"deleted-user","display_name":"Deleted User","social_credit":0,)"
        R"("status":{"type":"OFFLINE"},"badges":0,"permissions":0})");
}

TEST_CASE("3.6 a member carries the sphere's id") {
  core::Member member;
  member.community = kKeepers;
  member.user = kOtto;
  member.nickname = "Otter";
  const Member wire = to_wire(member, public_user(person(kOtto, "otto"), true));
  CHECK(wire.sphere_id == kKeepers.value);
  CHECK(wire.user.id == kOtto.value);
  CHECK(wire.nickname == "Otter");
}

TEST_CASE("3.14 metadata by what is known of a file") {
  core::File file;
  file.id = core::FileId(3);
  file.name = "x";
  file.bucket = core::FileBucket::community_icons;
  CHECK(encode(to_wire(file)) == R"({"id":3,"name":"x","bucket":"sphere-icons","metadata":{"type":"OTHER"}})");
  file.media = core::FileMedia::image;
  CHECK(std::holds_alternative<OtherMetadata>(to_wire(file).metadata));  // its size is not known
  file.width = 2, file.height = 1;
  CHECK(std::holds_alternative<ImageMetadata>(to_wire(file).metadata));
  file.media = core::FileMedia::video;
  CHECK(std::holds_alternative<VideoMetadata>(to_wire(file).metadata));
  file.media = core::FileMedia::text;
  CHECK(std::holds_alternative<TextMetadata>(to_wire(file).metadata));
}

TEST_CASE("5.11 names of buckets") {
  for (std::string_view name : {"attachments", "avatars", "banners", "sphere-icons", "sphere-banners", "member-avatars",
                                "member-banners", "emojis"}) {
    REQUIRE(bucket_of(name));
    CHECK(to_string(*bucket_of(name)) == name);
  }
  CHECK(!bucket_of("Avatars"));
  CHECK(!bucket_of(""));
}

TEST_CASE("which kinds of channels there are") {
  CHECK(is_shown(core::ChannelKind::text));
  CHECK(is_shown(core::ChannelKind::voice));
  CHECK(is_shown(core::ChannelKind::planet));
  CHECK(is_shown(core::ChannelKind::home));
  CHECK(!is_shown(core::ChannelKind::direct));
  CHECK(!is_shown(core::ChannelKind::group));
  CHECK(!is_shown(core::ChannelKind::saved));
}

TEST_CASE("5.9 messages from requests are trimmed, and what is empty then is nothing") {
  MessageCreate create;
  create.content = "  hello \n";
  create.attachments.push_back({7, "  ", true});
  create.attachments.push_back({8, " chart ", false});
  create.reference = 5;
  create.disguise = MessageDisguise{"Keeper", std::nullopt};
  const service::NewMessage message = to_core(create, kGeneral);
  CHECK(message.channel == kGeneral);
  CHECK(message.content == "hello");
  CHECK(message.attachments.at(0).file == core::FileId(7));
  CHECK(!message.attachments.at(0).description);
  CHECK(message.attachments.at(0).spoiler);
  CHECK(message.attachments.at(1).description == "chart");
  REQUIRE(message.replies.size() == 1);
  CHECK(message.replies.front().message == core::MessageId(5));
  CHECK(message.replies.front().must_exist);
  CHECK(message.masquerade->name == "Keeper");
  create.content = " \t ";
  CHECK(!to_core(create, kGeneral).content);

  MessageEdit edit;
  CHECK(to_core(edit).content.absent());
  CHECK(to_core(edit).attachments.absent());
  edit.content = std::string("  ");
  CHECK(to_core(edit).content.is_cleared());
  edit.content = wire::Change<std::string>::null();
  CHECK(to_core(edit).content.is_cleared());
  edit.content = std::string(" x ");
  edit.embeds = std::vector<CustomEmbed>{};
  CHECK(to_core(edit).content.value() == "x");
  CHECK(to_core(edit).embeds.value().empty());
}

TEST_CASE("3.18 edits from requests") {
  SphereEdit sphere;
  sphere.name = wire::Change<std::string>::null();
  sphere.icon = Id{7};
  const core::CommunityEdit community = to_core(sphere);
  CHECK(community.name.is_cleared());
  CHECK(community.icon.value() == core::FileId(7));
  CHECK(community.kind.absent());
  CHECK(community.description.absent());
  sphere.type = SphereType::hybrid;
  CHECK(to_core(sphere).kind.value() == core::CommunityKind::hybrid);

  SphereChannelEdit channel;
  CHECK(to_core(channel).topic.absent());
  channel.topic = std::string();
  CHECK(to_core(channel).topic.is_cleared());
  channel.topic = wire::Change<std::string>::null();
  CHECK(to_core(channel).topic.is_cleared());
  channel.topic = std::string("t");
  channel.category_id = 9;
  CHECK(to_core(channel).topic.value() == "t");
  CHECK(to_core(channel).category.value() == core::CategoryId(9));

  UserProfileEdit profile;
  CHECK(to_core(profile).status_kind.absent());
  profile.status_type = StatusType::offline;
  profile.avatar = wire::Change<Id>::null();
  CHECK(to_core(profile).status_kind.value() == core::StatusKind::invisible);
  CHECK(to_core(profile).avatar.is_cleared());

  MemberEdit member;
  member.sphere_bio = wire::Change<std::string>::null();
  CHECK(to_core(member).bio.is_cleared());
  CHECK(to_core(member).nickname.absent());

  CategoryEdit category;
  category.position = 3;
  CHECK(to_core(category).position.value() == 3);
  CHECK(to_core(category).name.absent());
}

TEST_CASE("3.18 edits in events: absent, null and value of every field") {
  const auto text = [](const auto& payload) { return encode(payload); };
  core::CategoryEdit category;
  CHECK(text(CategoryUpdatePayload{{to_wire(category), 1, 2}}) ==
        R"({"op":"CATEGORY_UPDATE","d":{"data":{"name":null,"position":null},"category_id":1,"sphere_id":2}})");
  category.position = 3u;
  CHECK(to_wire(category).position == 3);

  core::ChannelEdit channel;
  CHECK(text(SphereChannelUpdatePayload{{to_wire(channel), 1, 2}}) ==
        R"({"op":"SPHERE_CHANNEL_UPDATE","d":{"data":{},"channel_id":1,"sphere_id":2}})");
  channel.name = std::string("n");
  channel.topic = std::string("t");
  CHECK(text(SphereChannelUpdatePayload{{to_wire(channel), 1, 2}}) ==
        R"({"op":"SPHERE_CHANNEL_UPDATE","d":{"data":{"name":"n","topic":"t"},"channel_id":1,"sphere_id":2}})");

  core::CommunityEdit sphere;
  CHECK(text(SphereUpdatePayload{{to_wire(sphere), 2}}) ==
        R"({"op":"SPHERE_UPDATE","d":{"data":{"type":null},"sphere_id":2}})");
  sphere.name = core::Change<std::string>::cleared();
  sphere.kind = core::CommunityKind::hybrid;
  sphere.icon = core::FileId(7);
  sphere.banner = core::Change<core::FileId>::cleared();
  CHECK(text(SphereUpdatePayload{{to_wire(sphere), 2}}) ==
        R"({"op":"SPHERE_UPDATE","d":{"data":{"name":null,"type":"HYBRID","icon":7,"banner":null},"sphere_id":2}})");

  core::MemberEdit member;
  CHECK(text(SphereMemberUpdatePayload{{to_wire(member), 1, 2}}) ==
        R"({"op":"SPHERE_MEMBER_UPDATE","d":{"data":{},"user_id":1,"sphere_id":2}})");
  member.nickname = core::Change<std::string>::cleared();
  member.avatar = core::FileId(7);
  CHECK(text(SphereMemberUpdatePayload{{to_wire(member), 1, 2}}) ==
        R"({"op":"SPHERE_MEMBER_UPDATE","d":{"data":{"nickname":null,"sphere_avatar":7},"user_id":1,"sphere_id":2}})");

  core::MessageEdit message;
  CHECK(text(MessageUpdatePayload{{1, 2, to_wire(message)}}) ==
        R"({"op":"MESSAGE_UPDATE","d":{"channel_id":1,"message_id":2,"data":{}}})");
  message.content = core::Change<std::string>::cleared();
  message.attachments = std::vector<core::Attachment>{};
  CHECK(text(MessageUpdatePayload{{1, 2, to_wire(message)}}) ==
        R"({"op":"MESSAGE_UPDATE","d":{"channel_id":1,"message_id":2,"data":{"content":null,"attachments":[]}}})");
}

TEST_CASE("5.6 the answer to an edit has the sphere's fields and empty lists") {
  const World world;
  CHECK(encode(to_wire(world.keepers.community)) ==
        R"({"id":6566772736006,"owner_id":6566726860801,"name":"Keepers","slug":"keepers","type":"HYBRID",)"
        R"("badges":0,"categories":[],"channels":[],"members":[],"emojis":[]})");
}

}  // namespace
