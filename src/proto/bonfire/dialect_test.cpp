// What receivers are told of events that depend on who they are and what they see (bonfire 3, 4).
#include "proto/bonfire/dialect.h"

#include <doctest/doctest.h>

#include <map>

#include "proto/bonfire/translate.h"
#include "tests/support/hub_world.h"

namespace {

using namespace testing_support;
using Payloads = std::vector<std::string>;

constexpr std::uint64_t kBase = 6566726860801;
constexpr core::UserId kAda{kBase}, kBob{kBase + 1};
constexpr core::CommunityId kWorkshop{kBase + 65536};
constexpr core::ChannelId kGeneral{kBase + 65536 + 1}, kStaff{kBase + 65536 + 2};
constexpr core::RoleId kCrew{kBase + 65536 + 3};

struct World final : hub::View {
  std::map<core::UserId, core::User> people;
  core::CommunityState state;
  std::optional<core::User> was;
  bonfire::Dialect dialect{bonfire::Encoding::json};

  World() {
    for (const core::UserId id : {kAda, kBob}) {
      people[id].id = id;
      people[id].tag_name = id == kAda ? "ada" : "bob";
      people[id].discriminator = 42;
      core::Member member;
      member.community = kWorkshop;
      member.user = id;
      state.members.emplace_back(member);
    }
    state.community.id = kWorkshop;
    state.community.owner = kAda;
    state.community.name = "Workshop";
    state.categories.push_back({core::default_category_of(kWorkshop), kWorkshop, "uncategorised", 0, ""});
    for (const core::ChannelId id : {kGeneral, kStaff}) {
      core::Channel channel;
      channel.id = id;
      channel.community = kWorkshop;
      channel.category = core::default_category_of(kWorkshop);
      channel.name = id == kGeneral ? "general" : "staff";
      state.channels.push_back(channel);
    }
  }
  const core::User* user(core::UserId id) const override {
    const auto at = people.find(id);
    return at == people.end() ? nullptr : &at->second;
  }
  bool online(core::UserId) const override { return true; }
  const core::CommunityState* community() const override { return &state; }
  const core::User* before() const override { return was ? &*was : nullptr; }

  static Payloads payloads(const hub::Dialect::Frames& frames) {
    Payloads texts;
    for (const hub::FrameRef& frame : frames) texts.emplace_back(frame->payload());
    return texts;
  }
  Payloads told(core::EventBody body, hub::Perspective perspective = hub::Perspective::other,
                core::StreamId stream = core::stream_of(kWorkshop)) {
    hub::Dialect::Frames frames;
    dialect.encode(core::Event{stream, 1, 1'717'891'200'123, std::move(body), {}}, perspective, *this, frames);
    return payloads(frames);
  }
  Payloads seen(core::EventBody body, hub::Visibility change) {
    hub::Dialect::Frames frames;
    const core::Event event{core::stream_of(kWorkshop), 1, 0, std::move(body), {}};
    dialect.encode_visibility(event, change, hub::Perspective::other, *this, frames);
    return payloads(frames);
  }
};

std::string id(auto value) { return bonfire::to_text(value); }

TEST_CASE("a role is taken away: one Bulk, deletions first, the event last (3.5)") {
  World w;
  core::MemberEdit edit;
  edit.roles = std::vector<core::RoleId>{};
  CHECK(w.seen(core::MemberUpdated{kBob, edit}, {{kStaff}, {}}) ==
        Payloads{R"({"type":"Bulk","v":[{"type":"ChannelDelete","id":")" + id(kStaff) +
                 R"("},{"type":"ServerMemberUpdate","id":{"server":")" + id(kWorkshop) + R"(","user":")" + id(kBob) +
                 R"("},"data":{"roles":[]},"clear":[]}]})"});
}

TEST_CASE("channels appear: the server's list, the channel, the event") {
  World w;
  const Payloads bulk = w.seen(core::RoleDeleted{kCrew}, {{}, {kStaff}});
  REQUIRE(bulk.size() == 1);
  const std::string list = R"({"type":"ServerUpdate","id":")" + id(kWorkshop) + R"(","data":{"channels":[")" + id(kGeneral) +
                           R"(",")" + id(kStaff) + R"("]},"clear":[]})";
  const std::string created = R"({"type":"ChannelCreate","channel_type":"TextChannel","_id":")" + id(kStaff) +
                              R"(","server":")" + id(kWorkshop) + R"(","name":"staff"})";
  const std::string gone = R"({"type":"ServerRoleDelete","id":")" + id(kWorkshop) + R"(","role_id":")" + id(kCrew) + "\"}";
  CHECK(bulk.front() == R"({"type":"Bulk","v":[)" + list + "," + created + "," + gone + "]}");
}

TEST_CASE("a channel's own update becomes its creation or deletion") {
  World w;
  core::ChannelEdit edit;
  edit.default_override = core::PermissionOverride{0, core::permission::view_channel};
  CHECK(w.seen(core::ChannelUpdated{kStaff, edit}, {{kStaff}, {}}) ==
        Payloads{R"({"type":"ChannelDelete","id":")" + id(kStaff) + "\"}"});
  const Payloads shown = w.seen(core::ChannelUpdated{kStaff, edit}, {{}, {kStaff}});
  REQUIRE(shown.size() == 1);
  CHECK(shown.front().find("ChannelCreate") != std::string::npos);
  CHECK(shown.front().find("ChannelUpdate") == std::string::npos);
}

TEST_CASE("a message brings its author as the receiver stands to them") {
  World w;
  auto view = std::make_shared<core::MessageView>();
  view->message.id = core::MessageId(kBase + 3 * 65536);
  view->message.channel = kGeneral;
  view->message.community = kWorkshop;
  view->message.author = kBob;
  view->message.content = "hello <@" + core::to_decimal(kAda.value) + ">";
  view->message.mentions = {kAda};
  view->message.nonce = "n-1";
  view->author = w.people.at(kBob);
  const Payloads plain = w.told(core::MessageCreated{view});
  CHECK(plain.front().find(R"("relationship":"None","online":true})") != std::string::npos);
  CHECK(plain.front().find(R"("nonce":"n-1")") != std::string::npos);
  CHECK(plain.front().find(R"("content":"hello <@)" + id(kAda) + R"(>")") != std::string::npos);
  CHECK(plain.front().find(R"("member":{"_id":{"server":")" + id(kWorkshop)) != std::string::npos);
  const hub::Perspective friendly{hub::Perspective::Standing::acquainted, core::Relation::friends, true};
  CHECK(w.told(core::MessageCreated{view}, friendly).front().find(R"("relationship":"Friend")") != std::string::npos);

  auto note = std::make_shared<core::MessageView>(*view);
  note->message.author = core::kSystemUser;
  note->message.content.reset();
  note->message.note = core::SystemNote{core::SystemNote::Kind::user_joined, kBob, {}, {}, {}};
  const Payloads system = w.told(core::MessageCreated{note});
  CHECK(system.front().find(R"("author":"00000000000000000000000000")") != std::string::npos);
  CHECK(system.front().find(R"("system":{"type":"user_joined","id":")" + id(kBob) + "\"}") != std::string::npos);
  CHECK(system.front().find(R"("user":)") == std::string::npos);
}

TEST_CASE("pins, the last message, bulk deletion, an emoji's reactions") {
  World w;
  const core::MessageId message{kBase + 3 * 65536}, older{kBase + 2 * 65536}, newer{kBase + 4 * 65536};
  core::MessageUpdated pinned;
  pinned.channel = kGeneral;
  pinned.message = message;
  pinned.edit.pinned = false;
  pinned.edit.edited = false;
  CHECK(w.told(pinned) == Payloads{R"({"type":"MessageUpdate","id":")" + id(message) + R"(","channel":")" + id(kGeneral) +
                                   R"(","data":{"pinned":false},"clear":["Pinned"]})"});
  const std::string deleted = R"({"type":"MessageDelete","id":")" + id(message) + R"(","channel":")" + id(kGeneral) + "\"}";
  CHECK(w.told(core::MessageDeleted{kGeneral, message, newer}) == Payloads{deleted});
  CHECK(w.told(core::MessageDeleted{kGeneral, message, {}}) == Payloads{deleted});
  const Payloads last = w.told(core::MessageDeleted{kGeneral, message, older});
  REQUIRE(last.size() == 2);
  CHECK(last[0] == R"({"type":"ChannelUpdate","id":")" + id(kGeneral) + R"(","data":{"last_message_id":")" + id(older) +
                       R"("},"clear":[]})");
  CHECK(last[1] == deleted);
  CHECK(w.told(core::MessagesDeleted{kGeneral, {older, message}, {}}) ==
        Payloads{R"({"type":"BulkMessageDelete","channel":")" + id(kGeneral) + R"(","ids":[")" + id(older) + R"(",")" +
                 id(message) + "\"]}"});
  CHECK(w.told(core::ReactionsOfEmojiCleared{kGeneral, message, "🎉", {kAda}}) ==
        Payloads{R"({"type":"MessageRemoveReaction","id":")" + id(message) + R"(","channel_id":")" + id(kGeneral) +
                 R"(","emoji_id":"🎉"})"});
}

TEST_CASE("a profile: what changed and what was removed; the profile's text is not told") {
  World w;
  w.was = w.people.at(kBob);
  w.was->display_name = "Bob";
  w.was->status.text = "soldering";
  core::User after = w.people.at(kBob);
  after.status = {core::StatusKind::busy, std::nullopt};
  after.bio = "hidden words";
  const Payloads told =
      w.told(core::UserUpdated{after, "bob@example.org", true}, hub::Perspective::other, core::stream_of(kBob));
  CHECK(told == Payloads{R"({"type":"UserUpdate","id":")" + id(kBob) +
                         R"(","data":{"status":{"presence":"Busy"}},"clear":["DisplayName","StatusText"]})"});
}

TEST_CASE("groups: joining, leaving, a new owner, the end") {
  World w;
  w.state.community.kind = core::CommunityKind::group;
  w.state.channels.resize(1);
  core::Member member;
  member.community = kWorkshop;
  member.user = kBob;
  const std::string who = R"(","user":")" + id(kBob) + "\"}";
  CHECK(w.told(core::MemberJoined{member, w.people.at(kBob)}) ==
        Payloads{R"({"type":"ChannelGroupJoin","id":")" + id(kGeneral) + who});
  CHECK(w.told(core::MemberLeft{kBob}) == Payloads{R"({"type":"ChannelGroupLeave","id":")" + id(kGeneral) + who});
  core::CommunityEdit edit;
  edit.owner = kBob;
  CHECK(w.told(core::CommunityUpdated{edit}) == Payloads{R"({"type":"ChannelUpdate","id":")" + id(kGeneral) +
                                                         R"(","data":{"owner":")" + id(kBob) + R"("},"clear":[]})"});
  CHECK(w.told(core::CommunityDeleted{}) == Payloads{R"({"type":"ChannelDelete","id":")" + id(kGeneral) + "\"}"});
}

TEST_CASE("texts: ids change their spelling both ways, other texts stay") {
  const std::string stored = "<@" + core::to_decimal(kAda.value) + "> <#" + core::to_decimal(kGeneral.value) +
                             "> :" + core::to_decimal(kBase) + ": <@12> a:b `<@x>` <@>";
  const std::string spelled =
      "<@" + id(kAda) + "> <#" + id(kGeneral) + "> :" + core::to_ulid(kBase) + ": <@12> a:b `<@x>` <@>";
  CHECK(bonfire::spell_text(stored) == spelled);
  CHECK(bonfire::store_text(spelled) == stored);
}

TEST_CASE("mentions: outside code, not after a backslash, each once") {
  const std::string ada = "<@" + id(kAda) + ">", crew = "<%" + id(kCrew) + ">";
  const bonfire::Mentions found = bonfire::find_mentions(ada + ada + crew + " `<@" + id(kBob) + ">` \\<@" + id(kBob) + ">");
  CHECK(found.users == std::vector<core::UserId>{kAda});
  CHECK(found.roles == std::vector<core::RoleId>{kCrew});
  CHECK_FALSE(found.everyone);
  CHECK(bonfire::find_mentions("hey @everyone").everyone);
  CHECK_FALSE(bonfire::find_mentions("`@everyone` \\@everyone").everyone);
  CHECK(bonfire::find_mentions("```\n@online\n``` @online").online);
}

TEST_CASE("reactions: emoji sequences and custom ids, nothing else") {
  for (const char* text : {"🎉", "👩‍💻", "🇩🇪", "#️⃣", "❤️", "🏴󠁧󠁢󠁥󠁮󠁧󠁿"})
    CHECK(bonfire::reaction_key(text).has_value());
  for (const char* text : {"", "a", "1", "🎉a", "\xF0\x9F", "hello"}) CHECK_FALSE(bonfire::reaction_key(text).has_value());
  CHECK(std::get<std::string>(*bonfire::reaction_key("❤️")) == "\xE2\x9D\xA4");
  CHECK(std::get<core::EmojiId>(*bonfire::reaction_key(core::to_ulid(kBase))) == core::EmojiId(kBase));
}

}  // namespace
