// Every event as this protocol tells it: exact bytes (tests/golden/pandemonium), receivers, what is not told.
#include "proto/pandemonium/dialect.h"

#include <doctest/doctest.h>

#include "proto/pandemonium/test_world.h"
#include "tests/support/golden.h"

namespace {

using namespace pandemonium::testing;
using hub::Perspective;
using testing_support::check_golden;
using Payloads = std::vector<std::string>;

struct Fixture {
  World world;
  pandemonium::Dialect dialect;

  static Payloads payloads(const hub::Dialect::Frames& frames) {
    Payloads texts;
    for (const hub::FrameRef& frame : frames) {
      CHECK(frame->opcode() == hub::Opcode::text);
      texts.emplace_back(frame->payload());
    }
    return texts;
  }
  Payloads told(core::EventBody body, Perspective perspective = Perspective::other,
                core::StreamId stream = core::stream_of(kKeepers)) {
    hub::Dialect::Frames frames;
    dialect.encode(core::Event{stream, 1, 0, std::move(body)}, perspective, world, frames);
    for (const hub::FrameRef& frame : frames) CHECK(frame->priority() == hub::Priority::durable);
    return payloads(frames);
  }
  Payloads told(const hub::PresenceChanged& change) {
    hub::Dialect::Frames frames;
    dialect.encode(change, Perspective::other, world, frames);
    for (const hub::FrameRef& frame : frames) CHECK(frame->priority() == hub::Priority::ephemeral);
    return payloads(frames);
  }
  Payloads joined() {
    hub::Dialect::Frames frames;
    dialect.encode_joined(world.keepers, world.all_visible(), kInes, world, frames);
    return payloads(frames);
  }
  static void golden(const std::string& name, const Payloads& payloads) {
    REQUIRE(payloads.size() == 1);
    check_golden("pandemonium/" + name + ".json", payloads.front());
  }
};

TEST_CASE("USER_UPDATE: self view for oneself, public view for others") {
  Fixture f;
  core::User otto = person(kOtto, "otto");
  otto.display_name = "Otto the Otter";
  otto.status = {core::StatusKind::busy, "repainting"};
  otto.bio = "Paints things.";
  otto.avatar = core::FileId(6566798950402);
  const core::UserUpdated event{otto, "otto@lighthouse.example", true};
  f.golden("USER_UPDATE", f.told(event, Perspective::other, core::stream_of(kOtto)));
  f.golden("USER_UPDATE.self", f.told(event, Perspective::self, core::stream_of(kOtto)));
  f.world.online_now.erase(kOtto);
  f.golden("USER_UPDATE.offline", f.told(event, Perspective::other, core::stream_of(kOtto)));
  otto.status.kind = core::StatusKind::invisible;
  f.world.online_now.insert(kOtto);
  const core::UserUpdated hidden{otto, "otto@lighthouse.example", true};
  CHECK(f.told(hidden, Perspective::other)[0].find("repainting") == std::string::npos);
  CHECK(f.told(hidden, Perspective::self)[0].find(R"("status":{"type":"OFFLINE","text":"repainting"})") !=
        std::string::npos);
}

TEST_CASE("PRESENCE_UPDATE: coming, going, and nothing for the invisible (2.12)") {
  Fixture f;
  const core::Status tending{core::StatusKind::online, "tending the lamp"};
  f.golden("PRESENCE_UPDATE", f.told(hub::PresenceChanged{kInes, true, tending}));
  f.golden("PRESENCE_UPDATE.offline", f.told(hub::PresenceChanged{kOtto, false, tending}));
  const core::Status hidden{core::StatusKind::invisible, "text"};
  CHECK(f.told(hub::PresenceChanged{kInes, true, hidden}).empty());
  CHECK(f.told(hub::PresenceChanged{kInes, false, hidden}).empty());
  const core::Status focus{core::StatusKind::focus, std::nullopt};
  CHECK(f.told(hub::PresenceChanged{kInes, true, focus})[0].find(R"("status":{"type":"BUSY"})") != std::string::npos);
}

TEST_CASE("MESSAGE_CREATE: plain, and with everything a message can carry") {
  Fixture f;
  f.golden("MESSAGE_CREATE", f.told(core::MessageCreated{f.world.message("The lens is clean again.")}));

  auto answered = f.world.message("An older one");
  answered->message.id = core::MessageId(6566838272000);
  auto rich = f.world.message(std::nullopt);
  core::File chart;
  chart.id = kLampFile;
  chart.name = "chart.png";
  chart.media = core::FileMedia::image;
  chart.width = 1024;
  chart.height = 768;
  rich->message.attachments = {{chart, "tide chart", false}, {chart, std::nullopt, true}};
  rich->message.embeds = {
      core::CustomEmbed{"Maintenance at dusk", std::nullopt, 7, 0},
      core::ImageEmbed{"https://pics.example/lamp.png", 640, 480},
      core::VideoEmbed{"https://pics.example/lamp.mp4", 640, 480},
      core::WebsiteEmbed{"https://harbour.example/", {}, "Harbour", {}, "#004466", {}, {}, {}},
      core::YouTubeEmbed{"https://youtube.example/watch?v=x", "Lamp", "x", {}, "Keeper", "https://youtube.example/k", 7},
      core::SpotifyEmbed{"https://spotify.example/t", "Song", "<iframe></iframe>"}};
  rich->message.reactions = {{"🎉", {kInes, kOtto}}, {lamp(), {kOtto}}, {"🕯", {}}};
  rich->message.masquerade = core::Masquerade{"Keeper", std::nullopt};
  rich->reply_to = answered;
  f.golden("MESSAGE_CREATE.rich", f.told(core::MessageCreated{rich}));
}

TEST_CASE("MESSAGE_CREATE: author gone, reply chains cut, nothing quoted from rooms that some may not enter") {
  Fixture f;
  auto message = f.world.message("hello");
  message->author.deleted = true;
  CHECK(f.told(core::MessageCreated{message})[0].find(
            R"("author":{"id":1,"username":"deleted-user","display_name":"Deleted User")") != std::string::npos);

  std::shared_ptr<const core::MessageView> chain;
  for (int i = 0; i < 40; ++i) {
    auto next = f.world.message("hello");
    next->reply_to = chain;
    chain = next;
  }
  std::size_t depth = 0;
  const std::string deep = f.told(core::MessageCreated{chain})[0];
  for (std::size_t at = deep.find("\"reference\""); at != std::string::npos; at = deep.find("\"reference\"", at + 1))
    ++depth;
  CHECK(depth == core::kReplyDepthMax);

  core::Channel vault = channel(kPaint, "vault", core::default_category_of(kKeepers), 1);
  f.world.keepers.channels.push_back(vault);
  auto quoted = f.world.message("quoted");
  quoted->message.channel = kPaint;
  auto reply = f.world.message("reply");
  reply->reply_to = quoted;
  CHECK(f.told(core::MessageCreated{reply})[0].find("quoted") != std::string::npos);
  SUBCASE("hidden from everybody but a role") {
    f.world.keepers.channels.back().default_override.deny = core::permission::view_channel;
  }
  SUBCASE("hidden from one role") {
    core::PermissionOverride hidden;
    hidden.deny = core::permission::view_channel;
    f.world.keepers.channels.back().role_overrides.push_back({core::RoleId(9), hidden});
  }
  SUBCASE("a role that sees nothing") {
    core::Role role;
    role.permissions.deny = core::permission::view_channel;
    f.world.keepers.roles.push_back(role);
  }
  const std::string bare = f.told(core::MessageCreated{reply})[0];
  CHECK(bare.find("quoted") == std::string::npos);
  CHECK(bare.find("reference") == std::string::npos);
}

TEST_CASE("MESSAGE_UPDATE holds what changed (3.9)") {
  Fixture f;
  core::MessageEdit edit;
  edit.content = std::string("The lens is clean again, finally.");
  f.golden("MESSAGE_UPDATE", f.told(core::MessageUpdated{kGeneral, kMessage, edit}));
  core::MessageEdit all;
  all.content = core::Change<std::string>::cleared();
  core::File file;
  file.id = kLampFile;
  all.attachments = std::vector<core::Attachment>{{file, std::nullopt, false}};
  all.embeds = std::vector<core::CustomEmbed>{{"text", std::nullopt, std::nullopt, 0}};
  f.golden("MESSAGE_UPDATE.all", f.told(core::MessageUpdated{kGeneral, kMessage, all}));
}

TEST_CASE("the rest of a message's life") {
  Fixture f;
  f.golden("MESSAGE_DELETE", f.told(core::MessageDeleted{kGeneral, kMessage}));
  f.golden(
      "MESSAGE_EMBED_POPULATE",
      f.told(core::MessageEmbedsAdded{kGeneral, kMessage, {core::ImageEmbed{"https://pics.example/lamp.png", 640, 480}}}));
  CHECK(f.told(core::MessageEmbedsAdded{kGeneral, kMessage, {}}).empty());
  f.golden("MESSAGE_REACT", f.told(core::ReactionAdded{kGeneral, kMessage, kInes, "🎉"}));
  f.golden("MESSAGE_REACTION_DELETE", f.told(core::ReactionRemoved{kGeneral, kMessage, kInes, lamp()}));
  f.golden("MESSAGE_REACTION_CLEAR", f.told(core::ReactionsCleared{kGeneral, kMessage}));
}

TEST_CASE("joining and leaving, from both sides") {
  Fixture f;
  core::Member member;
  member.community = kKeepers;
  member.user = kOtto;
  const core::MemberJoined join{member, f.world.people.at(kOtto)};
  f.golden("SPHERE_JOIN", f.joined());
  f.golden("SPHERE_MEMBER_JOIN", f.told(join));
  CHECK(f.told(join, Perspective::self).empty());
  f.golden("SPHERE_LEAVE", f.told(core::MemberLeft{kOtto}, Perspective::self));
  f.golden("SPHERE_MEMBER_LEAVE", f.told(core::MemberLeft{kOtto}));
}

TEST_CASE("SPHERE_JOIN shows the channels one may see, all members known and every detail") {
  Fixture f;
  core::CommunityState& state = f.world.keepers;
  state.categories.push_back({kWorkshop, kKeepers, "workshop", 1});
  state.channels.push_back(channel(kPaint, "paint", kWorkshop, 0));
  state.channels.push_back(channel(core::ChannelId(6566777323531), "voice", kWorkshop, 1, core::ChannelKind::voice));
  state.channels.push_back(channel(core::ChannelId(6566777323532), "far", kWorkshop, 2, core::ChannelKind::planet));
  state.channels.push_back(channel(core::ChannelId(6566777323533), "secret", kWorkshop, 3));
  state.channels[1].topic = "colours only";
  state.emojis.push_back(lamp());
  core::Member otto;
  otto.community = kKeepers;
  otto.user = kOtto;
  otto.nickname = "Otter";
  otto.avatar = core::FileId(7);
  otto.banner = core::FileId(8);
  otto.bio = "bio";
  otto.status_text = "up the ladder";
  state.members[1] = core::MemberEntry(otto);
  core::Member stranger;
  stranger.community = kKeepers;
  stranger.user = core::UserId(6566730465999);  // nobody knows them: left out
  state.members.emplace_back(stranger);
  core::Member gone;
  gone.community = kKeepers;
  gone.user = core::UserId(6566730466000);
  state.members.emplace_back(gone);
  f.world.people[gone.user] = person(gone.user, "gone");
  f.world.people[gone.user].deleted = true;
  f.world.online_now.erase(kOtto);

  hub::Dialect::Frames frames;
  f.dialect.encode_joined(state, {true, true, true, true, false}, kInes, f.world, frames);
  f.golden("SPHERE_JOIN.rich", Fixture::payloads(frames));
}

TEST_CASE("spheres, members, categories, channels, emojis") {
  Fixture f;
  core::CommunityEdit sphere;
  sphere.name = std::string("Lamp Keepers");
  sphere.description = core::Change<std::string>::cleared();
  f.golden("SPHERE_UPDATE", f.told(core::CommunityUpdated{sphere}));
  core::MemberEdit member;
  member.nickname = std::string("Otter");
  member.bio = core::Change<std::string>::cleared();
  f.golden("SPHERE_MEMBER_UPDATE", f.told(core::MemberUpdated{kOtto, member}));

  f.golden("CATEGORY_CREATE", f.told(core::CategoryCreated{{kWorkshop, kKeepers, "workshop", 1}}));
  core::CategoryEdit category;
  category.name = std::string("tool shed");
  f.golden("CATEGORY_UPDATE", f.told(core::CategoryUpdated{kWorkshop, category}));
  f.golden("CATEGORY_DELETE", f.told(core::CategoryDeleted{kWorkshop}));

  core::Channel paint = channel(kPaint, "paint", kWorkshop, 0);
  paint.topic = "colours only";
  f.golden("SPHERE_CHANNEL_CREATE", f.told(core::ChannelCreated{paint}));
  core::ChannelEdit edit;
  edit.topic = core::Change<std::string>::cleared();
  edit.position = 1u;
  edit.category = core::default_category_of(kKeepers);
  f.golden("SPHERE_CHANNEL_UPDATE", f.told(core::ChannelUpdated{kPaint, edit}));
  f.golden("SPHERE_CHANNEL_DELETE", f.told(core::ChannelDeleted{kPaint}));

  f.golden("EMOJI_CREATE", f.told(core::EmojiCreated{lamp()}));
  f.golden("EMOJI_UPDATE", f.told(core::EmojiUpdated{kLamp, "lantern"}));
  f.golden("EMOJI_DELETE", f.told(core::EmojiDeleted{kLamp}));
}

TEST_CASE("what has no word is not told") {
  Fixture f;
  CHECK(f.told(core::UserDeleted{}, Perspective::self, core::stream_of(kOtto)).empty());
  CHECK(f.told(core::UserDeleted{}, Perspective::other, core::stream_of(kOtto)).empty());
  CHECK(f.told(core::LoginSessionDeleted{core::LoginSessionId(5)}, Perspective::self, core::stream_of(kOtto)).empty());
  CHECK(f.told(core::ChannelCreated{channel(kPaint, "group", kWorkshop, 0, core::ChannelKind::group)}).empty());
}

TEST_CASE("AUTHENTICATED: self view with the stored status, public views inside") {
  Fixture f;
  core::User& ines = f.world.people.at(kInes);
  ines.display_name = "Ines";
  ines.status.text = "tending the lamp";
  hub::Snapshot snapshot;
  snapshot.user = ines;
  snapshot.email = "ines@lighthouse.example";
  snapshot.verified = true;
  const std::vector<bool> visible = f.world.all_visible();
  snapshot.communities.push_back({&f.world.keepers, &visible});
  snapshot.view = &f.world;
  check_golden("pandemonium/AUTHENTICATED.json", pandemonium::encode_snapshot(snapshot));
  snapshot.communities.clear();
  check_golden("pandemonium/AUTHENTICATED.nowhere.json", pandemonium::encode_snapshot(snapshot));
}

}  // namespace
