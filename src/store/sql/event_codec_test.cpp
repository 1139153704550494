// Every kind of event survives being stored.
#include "store/sql/event_codec.h"

#include <doctest/doctest.h>

#include <set>

#include "store/store_suite.h"

namespace store::sql {
namespace {

using core::EventBody;

std::shared_ptr<const core::MessageView> view(int replies) {
  auto made = std::make_shared<core::MessageView>();
  made->message = suite::full_message(core::MessageId(100), core::ChannelId(2), core::CommunityId(3), core::UserId(4));
  const core::Emoji emoji{core::EmojiId(8), core::CommunityId(3), core::FileId(9), "lamp", core::UserId(4)};
  made->message.reactions = {{std::string("👍"), {core::UserId(4), core::UserId(5)}}, {emoji, {core::UserId(6)}}};
  made->author = suite::full_user(core::UserId(4), "ines");
  if (replies > 0) made->reply_to = view(replies - 1);
  return made;
}

/// One of each alternative, with every member set; and the edits once more with members cleared.
std::vector<EventBody> samples() {
  const core::CommunityId community(3);
  const core::UserId user(4);
  const core::ChannelId channel(5);
  const core::MessageId message(6);
  const core::Emoji emoji{core::EmojiId(8), community, core::FileId(9), "lamp", user};
  const core::CommunityEdit community_edit{.name = std::string("n"),
                                           .kind = core::CommunityKind::forum,
                                           .description = std::string("d"),
                                           .icon = core::FileId(1),
                                           .banner = core::FileId(2)};
  const core::MemberEdit member_edit{.nickname = std::string("n"),
                                     .avatar = core::FileId(1),
                                     .banner = core::FileId(2),
                                     .bio = std::string("b"),
                                     .status_text = std::string("s")};
  const core::ChannelEdit channel_edit{
      .name = std::string("n"), .topic = std::string("t"), .position = 3u, .category = core::CategoryId(4)};
  using Embeds = std::vector<core::CustomEmbed>;
  return {
      core::UserUpdated{suite::full_user(user, "ines"), "ines@example.org", true},
      core::UserDeleted{},
      core::LoginSessionDeleted{core::LoginSessionId(~0ull)},
      core::CommunityUpdated{community_edit},
      core::CommunityUpdated{{.description = core::Change<std::string>::cleared()}},
      core::MemberJoined{suite::full_member(community, user), suite::full_user(user, "ines")},
      core::MemberLeft{user},
      core::MemberUpdated{user, member_edit},
      core::MemberUpdated{user, {.avatar = core::Change<core::FileId>::cleared()}},
      core::CategoryCreated{{core::CategoryId(1), community, "c", 2}},
      core::CategoryUpdated{core::CategoryId(1), {.name = std::string("n"), .position = 1u}},
      core::CategoryDeleted{core::CategoryId(1)},
      core::ChannelCreated{suite::full_channel(channel, community)},
      core::ChannelUpdated{channel, channel_edit},
      core::ChannelUpdated{channel, {.topic = core::Change<std::string>::cleared()}},
      core::ChannelDeleted{channel},
      core::MessageCreated{view(core::kReplyDepthMax)},
      core::MessageUpdated{channel,
                           message,
                           {.content = std::string("c"),
                            .attachments = std::vector{core::Attachment{suite::full_file(core::FileId(1)), "d", true}},
                            .embeds = Embeds{{"e", "t", std::uint8_t{1}, 2}}}},
      core::MessageUpdated{channel, message, {.content = core::Change<std::string>::cleared(), .embeds = Embeds{}}},
      core::MessageDeleted{channel, message},
      core::MessageEmbedsAdded{channel, message, suite::every_embed()},
      core::ReactionAdded{channel, message, user, emoji},
      core::ReactionAdded{channel, message, user, std::string("👍")},
      core::ReactionRemoved{channel, message, user, emoji},
      core::ReactionsCleared{channel, message},
      core::EmojiCreated{emoji},
      core::EmojiUpdated{emoji.id, "beacon"},
      core::EmojiDeleted{emoji.id},
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
  const core::Member member = suite::full_member(core::CommunityId(3), user.id);
  CHECK(round_trip_as(core::MemberJoined{member, user}).member == member);
  const core::Channel channel = suite::full_channel(core::ChannelId(5), core::CommunityId(3));
  CHECK(round_trip_as(core::ChannelCreated{channel}).channel == channel);
  CHECK(round_trip_as(core::MessageEmbedsAdded{{}, {}, suite::every_embed()}).embeds == suite::every_embed());

  for (const EventBody& body : samples()) {
    const EventBody decoded = round_trip(body);
    if (const auto* e = std::get_if<core::CommunityUpdated>(&body))
      CHECK(std::get<core::CommunityUpdated>(decoded).edit == e->edit);
    if (const auto* e = std::get_if<core::MemberUpdated>(&body))
      CHECK(std::get<core::MemberUpdated>(decoded).edit == e->edit);
    if (const auto* e = std::get_if<core::ChannelUpdated>(&body))
      CHECK(std::get<core::ChannelUpdated>(decoded).edit == e->edit);
    if (const auto* e = std::get_if<core::MessageUpdated>(&body)) {
      const core::MessageEdit& edit = std::get<core::MessageUpdated>(decoded).edit;
      CHECK(edit.content == e->edit.content);
      CHECK(edit.attachments == e->edit.attachments);
      CHECK(edit.embeds == e->edit.embeds);
    }
  }

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

}  // namespace store::sql
