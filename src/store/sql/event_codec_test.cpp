// Every kind of event survives being stored.
#include "store/sql/event_codec.h"

#include <doctest/doctest.h>

#include <set>

#include "store/store_suite.h"

namespace store::sql {
namespace {

using core::EventBody;

core::Emoji full_emoji() {
  return {core::EmojiId(8), core::CommunityId(3), core::FileId(9), "lamp", core::UserId(4), true, true, true};
}

std::vector<core::CustomEmbed> own_embeds() {
  std::vector<core::CustomEmbed> found;
  for (const core::Embed& embed : suite::every_embed()) {
    if (const auto* own = std::get_if<core::CustomEmbed>(&embed)) found.push_back(*own);
  }
  return found;
}

std::shared_ptr<const core::MessageView> view(int replies) {
  auto made = std::make_shared<core::MessageView>();
  made->message = suite::full_message(core::MessageId(100), core::ChannelId(2), core::CommunityId(3), core::UserId(4));
  const core::Emoji emoji = full_emoji();
  made->message.reactions = {{std::string("👍"), {core::UserId(4), core::UserId(5)}}, {emoji, {core::UserId(6)}}};
  made->author = suite::full_user(core::UserId(4), "ines");
  if (replies > 0) made->reply_to = view(replies - 1);
  return made;
}

core::CommunityEdit full_community_edit() {
  core::CommunityEdit edit;
  edit.name = std::string("n");
  edit.kind = core::CommunityKind::forum;
  edit.description = std::string("d");
  edit.icon = core::FileId(1);
  edit.banner = core::FileId(2);
  edit.owner = core::UserId(3);
  edit.default_permissions = core::permission::all;
  edit.system_channels =
      core::SystemChannels{core::ChannelId(4), core::ChannelId(5), core::ChannelId(6), core::ChannelId(7)};
  edit.nsfw = true;
  edit.analytics = true;
  edit.discoverable = false;
  edit.flags = 3u;
  return edit;
}

core::MemberEdit full_member_edit() {
  core::MemberEdit edit;
  edit.nickname = std::string("n");
  edit.avatar = core::FileId(1);
  edit.banner = core::FileId(2);
  edit.bio = std::string("b");
  edit.status_text = std::string("s");
  edit.roles = std::vector{core::RoleId(3), core::RoleId(4)};
  edit.timeout_until_ms = std::int64_t{5};
  edit.pronouns = std::string("p");
  edit.may_speak = false;
  edit.may_listen = true;
  return edit;
}

core::ChannelEdit full_channel_edit() {
  core::ChannelEdit edit;
  edit.name = std::string("n");
  edit.topic = std::string("t");
  edit.position = 3u;
  edit.category = core::CategoryId(4);
  edit.default_override = core::PermissionOverride{1, 2};
  edit.role_overrides = std::vector{core::RoleOverride{core::RoleId(5), {3, 4}}};
  edit.icon = core::FileId(6);
  edit.nsfw = true;
  edit.slowmode_s = 7u;
  edit.kind = core::ChannelKind::voice;
  edit.voice_users_max = 8u;
  edit.group_permissions = core::permission::view_only;
  edit.active = false;
  return edit;
}

core::RoleEdit full_role_edit() {
  core::RoleEdit edit;
  edit.name = std::string("n");
  edit.permissions = core::PermissionOverride{1, 2};
  edit.colour = std::string("red");
  edit.hoist = true;
  edit.icon = core::FileId(3);
  return edit;
}

core::Webhook full_webhook() {
  return {core::WebhookId(1), core::CommunityId(3), core::ChannelId(5), core::UserId(4), "Bell",
          core::FileId(2),    core::permission::all};
}

core::WebhookEdit full_webhook_edit() {
  core::WebhookEdit edit;
  edit.name = std::string("n");
  edit.avatar = core::FileId(1);
  edit.permissions = core::permission::view_only;
  return edit;
}

core::MessageEdit full_message_edit() {
  core::MessageEdit edit;
  edit.content = std::string("c");
  edit.attachments = std::vector{core::Attachment{suite::full_file(core::FileId(1)), "d", true}};
  edit.embeds = own_embeds();
  edit.pinned = true;
  edit.edited = false;
  return edit;
}

/// Everything cleared that can be.
template <typename Edit>
Edit clearing();
template <>
core::MemberEdit clearing() {
  core::MemberEdit edit;
  edit.nickname = decltype(edit.nickname)::cleared();
  edit.roles = decltype(edit.roles)::cleared();
  edit.timeout_until_ms = decltype(edit.timeout_until_ms)::cleared();
  edit.pronouns = decltype(edit.pronouns)::cleared();
  return edit;
}
template <>
core::ChannelEdit clearing() {
  core::ChannelEdit edit;
  edit.topic = decltype(edit.topic)::cleared();
  edit.default_override = decltype(edit.default_override)::cleared();
  edit.icon = decltype(edit.icon)::cleared();
  edit.group_permissions = decltype(edit.group_permissions)::cleared();
  return edit;
}
template <>
core::CommunityEdit clearing() {
  core::CommunityEdit edit;
  edit.description = decltype(edit.description)::cleared();
  edit.system_channels = decltype(edit.system_channels)::cleared();
  return edit;
}

/// One of each alternative, with every member set; and the edits once more with members cleared.
std::vector<EventBody> samples() {
  const core::CommunityId community(3);
  const core::UserId user(4);
  const core::ChannelId channel(5);
  const core::MessageId message(6);
  const core::RoleId role(7);
  const core::Emoji emoji = full_emoji();
  return {
      core::UserUpdated{suite::full_user(user, "ines"), "ines@example.org", true},
      core::UserDeleted{core::user_flag::banned},
      core::LoginSessionDeleted{core::LoginSessionId(~0ull)},
      core::LoginSessionsDeleted{core::LoginSessionId(9)},
      core::RelationshipChanged{suite::full_user(user, "ines"), core::Relation::blocked_by},
      core::ChannelRead{channel, message},
      core::SettingsChanged{{{"b", {5, "{}"}}, {"a", {6, "text"}}}},
      core::CommunityUpdated{full_community_edit()},
      core::CommunityUpdated{clearing<core::CommunityEdit>()},
      core::CommunityDeleted{},
      core::MemberJoined{suite::full_member(community, user), suite::full_user(user, "ines")},
      core::MemberLeft{user, core::LeaveReason::banned},
      core::MemberUpdated{user, full_member_edit()},
      core::MemberUpdated{user, clearing<core::MemberEdit>()},
      core::RoleCreated{suite::full_role(role, community)},
      core::RoleUpdated{role, full_role_edit()},
      core::RoleDeleted{role},
      core::RolesRanked{{core::RoleId(8), role}},
      core::CategoryCreated{{core::CategoryId(1), community, "c", 2, "alias"}},
      core::CategoryUpdated{core::CategoryId(1), {.name = std::string("n"), .position = 1u}},
      core::CategoryDeleted{core::CategoryId(1)},
      core::ChannelCreated{suite::full_channel(channel, community)},
      core::ChannelUpdated{channel, full_channel_edit()},
      core::ChannelUpdated{channel, clearing<core::ChannelEdit>()},
      core::ChannelDeleted{channel},
      core::MessageCreated{view(core::kReplyDepthMax)},
      core::MessageUpdated{channel, message, full_message_edit(), own_embeds()},
      core::MessageDeleted{channel, message, core::MessageId(5)},
      core::MessagesDeleted{channel, {message, core::MessageId(7)}, core::MessageId(5)},
      core::MessageEmbedsAdded{channel, message, suite::every_embed()},
      core::ReactionAdded{channel, message, user, emoji},
      core::ReactionAdded{channel, message, user, std::string("👍")},
      core::ReactionRemoved{channel, message, user, emoji},
      core::ReactionsOfEmojiCleared{channel, message, emoji, {user, core::UserId(5)}},
      core::ReactionsCleared{channel, message},
      core::EmojiCreated{emoji},
      core::EmojiUpdated{emoji.id, "beacon"},
      core::EmojiDeleted{emoji.id},
      core::WebhookCreated{full_webhook()},
      core::WebhookUpdated{channel, core::WebhookId(1), full_webhook_edit()},
      core::WebhookDeleted{channel, core::WebhookId(1)},
  };
}

EventBody round_trip(const EventBody& body) {
  auto decoded = decode_event(event_type(body), encode_event(body));
  REQUIRE_MESSAGE(decoded.has_value(), event_type(body), ": ", decoded.has_value() ? "" : decoded.error().info);
  return *decoded;
}

template <typename T>
T round_trip_as(const T& body) {
  return std::get<T>(round_trip(body));
}

}  // namespace

TEST_CASE("event codec: every alternative comes back the same") {
  std::set<std::size_t> seen;
  std::set<std::string_view> types;
  for (const EventBody& body : samples()) {
    const EventBody decoded = round_trip(body);
    CHECK(decoded.index() == body.index());
    CHECK(encode_event(decoded) == encode_event(body));
    seen.insert(body.index());
    types.insert(event_type(body));
  }
  CHECK(seen.size() == std::variant_size_v<EventBody>);
  CHECK(types.size() == std::variant_size_v<EventBody>);
}

TEST_CASE("event codec: no member is forgotten") {
  const core::User user = suite::full_user(core::UserId(4), "ines");
  const core::UserUpdated updated = round_trip_as(core::UserUpdated{user, "a", true});
  CHECK(updated.user == user);
  CHECK(updated.email == "a");
  CHECK(updated.verified);
  CHECK(round_trip_as(core::RelationshipChanged{user, core::Relation::incoming}).other == user);
  CHECK(round_trip_as(core::RelationshipChanged{user, core::Relation::incoming}).relation == core::Relation::incoming);
  const core::SettingsChanged settings{{{"b", {5, "{}"}}, {"a", {6, "text"}}}};
  CHECK(round_trip_as(settings).settings == settings.settings);
  CHECK(round_trip_as(core::UserDeleted{core::user_flag::banned}).flags == core::user_flag::banned);

  const core::Member member = suite::full_member(core::CommunityId(3), user.id);
  CHECK(round_trip_as(core::MemberJoined{member, user}).member == member);
  CHECK(round_trip_as(core::MemberLeft{user.id, core::LeaveReason::kicked}).reason == core::LeaveReason::kicked);
  const core::Channel channel = suite::full_channel(core::ChannelId(5), core::CommunityId(3));
  CHECK(round_trip_as(core::ChannelCreated{channel}).channel == channel);
  const core::Role role = suite::full_role(core::RoleId(5), core::CommunityId(3));
  CHECK(round_trip_as(core::RoleCreated{role}).role == role);
  CHECK(round_trip_as(core::RolesRanked{{core::RoleId(8), role.id}}).roles == std::vector{core::RoleId(8), role.id});
  CHECK(round_trip_as(core::EmojiCreated{full_emoji()}).emoji == full_emoji());
  CHECK(round_trip_as(core::WebhookCreated{full_webhook()}).webhook == full_webhook());
  const core::Category category{core::CategoryId(1), core::CommunityId(3), "c", 2, "alias"};
  CHECK(round_trip_as(core::CategoryCreated{category}).category == category);
  CHECK(round_trip_as(core::MessageEmbedsAdded{{}, {}, suite::every_embed()}).embeds == suite::every_embed());

  CHECK(round_trip_as(core::CommunityUpdated{full_community_edit()}).edit == full_community_edit());
  const auto no_community = clearing<core::CommunityEdit>();
  CHECK(round_trip_as(core::CommunityUpdated{no_community}).edit == no_community);
  CHECK(round_trip_as(core::MemberUpdated{{}, full_member_edit()}).edit == full_member_edit());
  const auto no_member = clearing<core::MemberEdit>();
  CHECK(round_trip_as(core::MemberUpdated{{}, no_member}).edit == no_member);
  CHECK(round_trip_as(core::ChannelUpdated{{}, full_channel_edit()}).edit == full_channel_edit());
  const auto no_channel = clearing<core::ChannelEdit>();
  CHECK(round_trip_as(core::ChannelUpdated{{}, no_channel}).edit == no_channel);
  CHECK(round_trip_as(core::RoleUpdated{{}, full_role_edit()}).edit == full_role_edit());
  CHECK(round_trip_as(core::WebhookUpdated{{}, {}, full_webhook_edit()}).edit == full_webhook_edit());

  const core::MessageEdit edit = full_message_edit();
  const core::MessageUpdated edited = round_trip_as(core::MessageUpdated{{}, {}, edit, own_embeds()});
  CHECK(edited.edit.content == edit.content);
  CHECK(edited.edit.attachments == edit.attachments);
  CHECK(edited.edit.embeds == edit.embeds);
  CHECK(edited.edit.pinned == edit.pinned);
  CHECK_FALSE(edited.edit.edited);
  CHECK(edited.embeds == own_embeds());
  const core::MessagesDeleted gone =
      round_trip_as(core::MessagesDeleted{{}, {core::MessageId(7), core::MessageId(6)}, core::MessageId(5)});
  CHECK(gone.messages == std::vector{core::MessageId(7), core::MessageId(6)});
  CHECK(gone.last_message == core::MessageId(5));
  const core::ReactionsOfEmojiCleared cleared =
      round_trip_as(core::ReactionsOfEmojiCleared{{}, {}, full_emoji(), {core::UserId(5), core::UserId(4)}});
  CHECK(cleared.emoji == std::variant<std::string, core::Emoji>(full_emoji()));
  CHECK(cleared.users == std::vector{core::UserId(5), core::UserId(4)});

  const auto original = view(core::kReplyDepthMax);
  const auto decoded = round_trip_as(core::MessageCreated{original}).view;
  const core::MessageView* a = original.get();
  const core::MessageView* b = decoded.get();
  for (; a && b; a = a->reply_to.get(), b = b->reply_to.get()) {
    CHECK(a->message == b->message);
    CHECK(a->author == b->author);
  }
  CHECK(a == b);  // both at the end
}

TEST_CASE("event codec: files go along with a body, and nothing when there are none") {
  const core::UserUpdated body{suite::full_user(core::UserId(4), R"("files":[])"), "a", true};
  const std::string bare = encode_event(body);
  CHECK(with_files(bare, {}) == bare);
  const auto none = files_in(bare);
  REQUIRE(none);
  CHECK(none->empty());

  const std::vector files = {suite::full_file(core::FileId(11)), suite::full_file(core::FileId(12))};
  const std::string text = with_files(bare, files);
  const auto read = files_in(text);
  REQUIRE(read);
  CHECK(*read == files);
  const auto decoded = decode_event("user_updated", text);
  REQUIRE(decoded);
  CHECK(std::get<core::UserUpdated>(*decoded).user == body.user);
  CHECK_FALSE(files_in(R"({"user":{},"files":[{"id":"eleven"}]})"));
}

TEST_CASE("event codec: what cannot be read is an error, not a crash") {
  CHECK_FALSE(decode_event("no_such_event", "{}"));
  CHECK_FALSE(decode_event("member_left", "{"));
  CHECK_FALSE(decode_event("member_left", R"({"user":"four"})"));
  CHECK_FALSE(decode_event("message_updated",
                           R"({"channel":1,"message":2,"edit":{"attachments":[{"file":{"content_hash":"xyz"}}]}})"));
}

TEST_CASE("event codec: stored names never change") {
  CHECK(encode_event(core::MemberLeft{core::UserId(4)}) == R"({"user":4})");
  CHECK(event_type(core::MemberLeft{}) == "member_left");
  CHECK(encode_event(core::CommunityUpdated{{.name = std::string("n"), .icon = core::Change<core::FileId>::cleared()}}) ==
        R"({"edit":{"name":"n","icon":null}})");
  CHECK(encode_event(core::ReactionAdded{core::ChannelId(1), core::MessageId(2), core::UserId(3), std::string("x")}) ==
        R"({"channel":1,"message":2,"user":3,"emoji":{"kind":"text","emoji":"x"}})");
}

TEST_CASE("event codec: what older versions stored is read, missing members take their defaults") {
  auto read = [](std::string_view type, std::string_view json) {
    auto decoded = decode_event(type, json);
    if (!decoded) FAIL(decoded.error().info);
    return *decoded;
  };
  CHECK(std::get<core::UserDeleted>(read("user_deleted", "{}")).flags == core::user_flag::deleted);
  CHECK(std::get<core::MemberLeft>(read("member_left", R"({"user":4})")).reason == core::LeaveReason::left);
  const auto joined = std::get<core::MemberJoined>(read("member_joined",
                                                        R"({"member":{"community":3,"user":4,"joined_ms":5},)"
                                                        R"("user":{"id":4,"username":"ines","status":{"kind":"online"}}})"));
  CHECK(joined.member.may_speak);
  CHECK(joined.member.may_listen);
  CHECK(joined.user.tag_name.empty());
  const auto channel = std::get<core::ChannelCreated>(
      read("channel_created", R"({"channel":{"id":5,"kind":"text","community":3,"category":3,"name":"talk","position":0,)"
                              R"("default_override":{"allow":0,"deny":0}}})"));
  CHECK(channel.channel.active);
  const auto updated = std::get<core::MessageUpdated>(
      read("message_updated", R"({"channel":1,"message":2,"edit":{"attachments":[{"file":{"id":1,"bucket":"attachments",)"
                              R"("name":"a.png","content_type":"image/png","size":10,"media":"image","width":1,"height":2,)"
                              R"("content_hash":")" +
                                  std::string(64, '0') + R"("}}]}})"));
  CHECK(updated.edit.edited);
  CHECK(updated.edit.attachments.value().at(0).file.used);
  CHECK(std::get<core::MessageDeleted>(read("message_deleted", R"({"channel":1,"message":2})")).last_message.value == 0);
}

TEST_CASE("event codec: the one reply of older versions becomes the first of several") {
  const std::string author = R"("author":{"id":4,"username":"ines","status":{"kind":"online"}})";
  auto message = [&](int id, const std::string& reply) {
    return R"({"message":{"id":)" + std::to_string(id) +
           R"(,"channel":1,"community":2,"author":4,"content":"\"reply_to\":5")" + reply + "}," + author;
  };
  const std::string json = R"({"view":)" + message(30, R"(,"reply_to":20)") + R"(,"reply_to":)" +
                           message(20, R"(,"reply_to":10)") + R"(,"reply_to":)" + message(10, "") + "}}}}";
  const auto decoded = decode_event("message_created", json);
  REQUIRE(decoded);
  const core::MessageView* view = std::get<core::MessageCreated>(*decoded).view.get();
  CHECK(view->message.replies == std::vector{core::MessageId(20)});
  CHECK(view->message.content == "\"reply_to\":5");
  REQUIRE(view->reply_to);
  CHECK(view->reply_to->message.replies == std::vector{core::MessageId(10)});
  REQUIRE(view->reply_to->reply_to);
  CHECK(view->reply_to->reply_to->message.replies.empty());
  CHECK(view->reply_to->reply_to->author.username == "ines");
}

}  // namespace store::sql
