// Who is told what: every kind of event, every kind of recipient, and those who must not hear of it.
#include <doctest/doctest.h>

#include "tests/support/hub_world.h"

namespace {

using namespace testing_support;
using core::ChannelId;
using core::CommunityId;
using core::UserId;

constexpr CommunityId kHall{100};    // owner 1; members 2, 3
constexpr CommunityId kCellar{200};  // owner 3; member 4
constexpr ChannelId kGeneral{101};
constexpr ChannelId kSecret{150};  // hidden by default, shown to kWarden
constexpr core::RoleId kWarden{900};

/// Five people: 1 owns the hall, 2 is an ordinary member, 3 is a warden there and owns the cellar, 4 is only in the cellar,
/// 5 is nowhere.
struct Town : HubWorld {
  std::unique_ptr<Peer> owner, plain, warden, cellar, stranger;
  Town() {
    for (std::uint64_t id = 1; id <= 5; ++id) truth.add_user(id);
    truth.add_community(kHall, UserId(1));
    core::Role role;
    role.id = kWarden;
    role.community = kHall;
    truth.communities.at(kHall).roles.push_back(role);
    truth.join(kHall, UserId(2));
    truth.join(kHall, UserId(3), {kWarden});
    truth.add_channel(kHall, kSecret.value, {0, core::permission::view_channel},
                      {{kWarden, {core::permission::view_channel, 0}}});
    truth.add_community(kCellar, UserId(3));
    truth.join(kCellar, UserId(4));
    owner = attach(UserId(1));
    plain = attach(UserId(2));
    warden = attach(UserId(3));
    cellar = attach(UserId(4));
    stranger = attach(UserId(5));
    clear();
  }
  void clear() {
    for (Peer* peer : {owner.get(), plain.get(), warden.get(), cellar.get(), stranger.get()}) told(*peer);
  }
  /// What owner, plain, warden, cellar and stranger were told, in this order.
  void check(const std::vector<Lines>& expected) {
    REQUIRE(expected.size() == 5);
    CHECK(told(owner) == expected[0]);
    CHECK(told(plain) == expected[1]);
    CHECK(told(warden) == expected[2]);
    CHECK(told(cellar) == expected[3]);
    CHECK(told(stranger) == expected[4]);
  }
  void everybody_in_hall(const core::EventRef& event) {
    publish(event);
    const Lines line{spell(event)};
    check({line, line, line, {}, {}});
  }
  void viewers_of_secret(const core::EventRef& event) {
    publish(event);
    const Lines line{spell(event)};
    check({line, {}, line, {}, {}});
  }
};

TEST_CASE("routing: snapshots show each person their communities and which channels they may see") {
  Town town;
  auto second_owner = town.attach(UserId(1));
  CHECK(town.told(second_owner) == Lines{"snapshot 1 c100 [11]"});
  auto second_plain = town.attach(UserId(2));
  CHECK(town.told(second_plain) == Lines{"snapshot 2 c100 [10]"});
  auto second_warden = town.attach(UserId(3));
  CHECK(town.told(second_warden) == Lines{"snapshot 3 c100 [11] c200 [1]"});
  auto second_stranger = town.attach(UserId(5));
  CHECK(town.told(second_stranger) == Lines{"snapshot 5"});
}

TEST_CASE("routing: a profile edit reaches own sessions as self and each person who shares a community once") {
  Town town;
  auto again = town.attach(UserId(3));
  town.told(again);
  // 3 shares the hall with 1 and 2 and the cellar with 4.
  auto event = town.truth.edit_user(UserId(3), [](auto& a) { a.user.bio = "new"; });
  town.publish(event);
  CHECK(town.told(again) == Lines{spell(event, "self")});
  town.check({{spell(event)}, {spell(event)}, {spell(event, "self")}, {spell(event)}, {}});
  // Twice is once.
  town.publish(event);
  town.check({{}, {}, {}, {}, {}});
  CHECK(town.told(again).empty());
}

TEST_CASE("routing: sharing two communities does not double anything") {
  Town town;
  town.publish(town.truth.join(kCellar, UserId(2)));
  town.clear();
  auto event = town.truth.edit_user(UserId(3), [](auto& a) { a.user.bio = "new"; });
  town.publish(event);
  town.check({{spell(event)}, {spell(event)}, {spell(event, "self")}, {spell(event)}, {}});
}

TEST_CASE("routing: the value in the hub follows the events, and only forwards") {
  Town town;
  auto first = town.truth.edit_user(UserId(2), [](auto& a) { a.user.bio = "one"; });
  auto second = town.truth.edit_user(UserId(2), [](auto& a) { a.user.bio = "two"; });
  town.publish(std::vector{first, second});
  town.clear();
  town.publish(first);
  town.check({{}, {}, {}, {}, {}});
  std::string bio;
  town.dialect.on_encode = [&](const core::Event&, const hub::View& view) { bio = *view.user(UserId(2))->bio; };
  town.publish(town.truth.post_message(kHall, kGeneral, UserId(2)));
  CHECK(bio == "two");
}

TEST_CASE("routing: what everybody in a community hears") {
  Town town;
  core::CommunityEdit community;
  community.name = std::string("Hall");
  town.everybody_in_hall(town.truth.commit(kHall, core::CommunityUpdated{community}));
  core::Category category;
  category.id = core::CategoryId(160);
  category.community = kHall;
  category.position = 1;
  town.everybody_in_hall(town.truth.commit(kHall, core::CategoryCreated{category}));
  core::CategoryEdit edit;
  edit.name = std::string("rooms");
  town.everybody_in_hall(town.truth.commit(kHall, core::CategoryUpdated{category.id, edit}));
  town.everybody_in_hall(town.truth.commit(kHall, core::CategoryDeleted{category.id}));
  core::MemberEdit member;
  member.nickname = std::string("nick");
  town.everybody_in_hall(town.truth.commit(kHall, core::MemberUpdated{UserId(2), member}));
  core::Emoji emoji;
  emoji.id = core::EmojiId(170);
  emoji.community = kHall;
  town.everybody_in_hall(town.truth.commit(kHall, core::EmojiCreated{emoji}));
  town.everybody_in_hall(town.truth.commit(kHall, core::EmojiUpdated{emoji.id, "name"}));
  town.everybody_in_hall(town.truth.commit(kHall, core::EmojiDeleted{emoji.id}));
}

TEST_CASE("routing: what belongs to an open channel reaches everybody in the community") {
  Town town;
  const core::MessageId message(7);
  town.everybody_in_hall(town.truth.post_message(kHall, kGeneral, UserId(2)));
  town.everybody_in_hall(town.truth.commit(kHall, core::MessageUpdated{kGeneral, message, {}}));
  town.everybody_in_hall(town.truth.commit(kHall, core::MessageEmbedsAdded{kGeneral, message, {}}));
  town.everybody_in_hall(town.truth.commit(kHall, core::ReactionAdded{kGeneral, message, UserId(1), "x"}));
  town.everybody_in_hall(town.truth.commit(kHall, core::ReactionRemoved{kGeneral, message, UserId(1), "x"}));
  town.everybody_in_hall(town.truth.commit(kHall, core::ReactionsCleared{kGeneral, message}));
  town.everybody_in_hall(town.truth.commit(kHall, core::MessageDeleted{kGeneral, message}));
  core::ChannelEdit edit;
  edit.topic = std::string("talk");
  town.everybody_in_hall(town.truth.commit(kHall, core::ChannelUpdated{kGeneral, edit}));
  town.everybody_in_hall(town.truth.add_channel(kHall, 180));
  town.everybody_in_hall(town.truth.commit(kHall, core::ChannelDeleted{ChannelId(180)}));
}

TEST_CASE("routing: nobody hears of a channel they may not view, from its making to its end") {
  Town town;
  const core::MessageId message(7);
  town.viewers_of_secret(town.truth.post_message(kHall, kSecret, UserId(1)));
  town.viewers_of_secret(town.truth.commit(kHall, core::MessageUpdated{kSecret, message, {}}));
  town.viewers_of_secret(town.truth.commit(kHall, core::MessageEmbedsAdded{kSecret, message, {}}));
  town.viewers_of_secret(town.truth.commit(kHall, core::ReactionAdded{kSecret, message, UserId(1), "x"}));
  town.viewers_of_secret(town.truth.commit(kHall, core::ReactionRemoved{kSecret, message, UserId(1), "x"}));
  town.viewers_of_secret(town.truth.commit(kHall, core::ReactionsCleared{kSecret, message}));
  town.viewers_of_secret(town.truth.commit(kHall, core::MessageDeleted{kSecret, message}));
  core::ChannelEdit edit;
  edit.name = std::string("deeper");
  town.viewers_of_secret(town.truth.commit(kHall, core::ChannelUpdated{kSecret, edit}));
  core::Category category;
  category.id = core::CategoryId(160);
  category.community = kHall;
  category.position = 1;
  town.everybody_in_hall(town.truth.commit(kHall, core::CategoryCreated{category}));
  core::ChannelEdit move;
  move.category = category.id;
  town.viewers_of_secret(town.truth.commit(kHall, core::ChannelUpdated{kSecret, move}));
  // The order of channels changes twice here: what is hidden must move along.
  core::ChannelEdit move_general;
  move_general.category = category.id;
  move_general.position = 0u;
  town.everybody_in_hall(town.truth.commit(kHall, core::ChannelUpdated{kGeneral, move_general}));
  town.viewers_of_secret(town.truth.post_message(kHall, kSecret, UserId(1)));
  town.everybody_in_hall(town.truth.post_message(kHall, kGeneral, UserId(1)));
  town.everybody_in_hall(town.truth.commit(kHall, core::CategoryDeleted{category.id}));
  town.viewers_of_secret(town.truth.post_message(kHall, kSecret, UserId(1)));
  town.viewers_of_secret(town.truth.commit(kHall, core::ChannelDeleted{kSecret}));
  town.viewers_of_secret(town.truth.add_channel(kHall, 190, {0, core::permission::view_channel},
                                                {{kWarden, {core::permission::view_channel, 0}}}));
}

TEST_CASE("routing: who joins is told the community, everybody else of the joining") {
  Town town;
  auto other_hub_session = town.attach(UserId(4));
  town.told(other_hub_session);
  auto event = town.truth.join(kHall, UserId(4));
  town.publish(event);
  CHECK(town.told(other_hub_session) == Lines{"joined c100 [10]"});
  town.check({{spell(event)}, {spell(event)}, {spell(event)}, {"joined c100 [10]"}, {}});
  auto message = town.truth.post_message(kHall, kGeneral, UserId(1));
  town.publish(message);
  town.check({{spell(message)}, {spell(message)}, {spell(message)}, {spell(message)}, {}});
}

TEST_CASE("routing: who leaves is told as self and nothing after it, the others as other") {
  Town town;
  auto event = town.truth.leave(kHall, UserId(3));
  town.publish(event);
  town.check({{spell(event)}, {spell(event)}, {spell(event, "self")}, {}, {}});
  auto message = town.truth.post_message(kHall, kGeneral, UserId(1));
  town.publish(message);
  town.check({{spell(message)}, {spell(message)}, {}, {}, {}});
  // They share nothing any more.
  auto edit = town.truth.edit_user(UserId(3), [](auto& a) { a.user.bio = "gone"; });
  town.publish(edit);
  town.check({{}, {}, {spell(edit, "self")}, {spell(edit)}, {}});
  // Back without the role: another class.
  auto joined = town.truth.join(kHall, UserId(3));
  town.publish(joined);
  town.check({{spell(joined)}, {spell(joined)}, {"joined c100 [10]"}, {}, {}});
  auto secret = town.truth.post_message(kHall, kSecret, UserId(1));
  town.publish(secret);
  town.check({{spell(secret)}, {}, {}, {}, {}});
}

TEST_CASE("routing: joining a community nobody here looked at loads it first") {
  Town town;
  town.publish(town.truth.add_community(CommunityId(300), UserId(5)));
  town.check({{}, {}, {}, {}, {"joined c300 [1]"}});
  auto joined = town.truth.join(CommunityId(300), UserId(4));
  town.publish(joined);
  town.check({{}, {}, {}, {"joined c300 [1]"}, {spell(joined)}});
}

TEST_CASE("routing: a deleted log-in ends its sessions and no others") {
  Town town;
  town.truth.people.at(UserId(2)).logins.insert(core::LoginSessionId(77));
  auto other_login = town.attach(UserId(2), 77);
  auto same_login = town.attach(UserId(2));
  town.told(other_login), town.told(same_login);
  const auto event = town.truth.log_out(UserId(2), core::LoginSessionId(2000));
  town.publish(event);
  town.check({{}, {"close 4001"}, {}, {}, {}});
  CHECK(town.told(same_login) == Lines{"close 4001"});
  CHECK(town.told(other_login) == Lines{spell(event, "self")});
  CHECK(other_login->session->attached());
  CHECK_FALSE(same_login->session->attached());
  CHECK(town.hub.online(UserId(2)));
}

TEST_CASE("routing: a deleted account ends its sessions, their circle is told, and nobody hears of a presence after it") {
  Town town;
  const auto events = town.truth.delete_user(UserId(2));
  REQUIRE(events.size() == 2);
  town.publish(events);
  const Lines both{spell(events[0]), spell(events[1])};
  town.check({both, {"close 4001"}, both, {}, {}});
  CHECK_FALSE(town.hub.online(UserId(2)));
}

TEST_CASE("routing: a community's duplicates are skipped, a hole ends everybody's session there") {
  Town town;
  auto message = town.truth.post_message(kHall, kGeneral, UserId(1));
  town.publish(message);
  town.publish(message);
  town.check({{spell(message)}, {spell(message)}, {spell(message)}, {}, {}});
  town.truth.post_message(kHall, kGeneral, UserId(1));  // lost
  auto after = town.truth.post_message(kHall, kGeneral, UserId(1));
  town.publish(after);
  CHECK(town.owner->session->calls == Lines{"unavailable"});
  CHECK(town.plain->session->calls == Lines{"unavailable"});
  CHECK(town.warden->session->calls == Lines{"unavailable"});
  CHECK(town.cellar->session->calls.empty());
  CHECK(town.told(town.plain).back() == "close 4002");
  auto again = town.attach(UserId(2));
  CHECK(town.told(again).front() == "snapshot 2 c100 [10]");
}

TEST_CASE("routing: a hole in a person's stream ends their sessions; who could keep an old profile is ended too") {
  SUBCASE("what follows brings the profile") {
    Town town;
    town.truth.log_out(UserId(3), core::LoginSessionId(3000));  // lost
    auto edit = town.truth.edit_user(UserId(3), [](auto& a) { a.user.bio = "b"; });
    town.publish(edit);
    CHECK(town.warden->session->calls == Lines{"unavailable"});
    CHECK(town.owner->session->calls.empty());
    CHECK(town.told(town.owner).back() == spell(edit));
  }
  SUBCASE("what follows does not") {
    Town town;
    town.truth.edit_user(UserId(3), [](auto& a) { a.user.bio = "b"; });  // lost
    town.truth.people.at(UserId(3)).logins.insert(core::LoginSessionId(77));
    town.publish(town.truth.log_out(UserId(3), core::LoginSessionId(77)));
    CHECK(town.warden->session->calls == Lines{"unavailable"});
    CHECK(town.owner->session->calls == Lines{"unavailable"});
    CHECK(town.cellar->session->calls == Lines{"unavailable"});
    CHECK(town.stranger->session->calls.empty());
  }
}

TEST_CASE("routing: each dialect encodes once per perspective, whatever the number of receivers") {
  Town town;
  WordDialect second("second ");
  std::vector<std::unique_ptr<Peer>> crowd;
  for (int i = 0; i < 20; ++i) {
    crowd.push_back(std::make_unique<Peer>(town.hub, i % 2 == 0 ? static_cast<hub::Dialect&>(town.dialect) : second));
    town.begin_attach(*crowd.back(), UserId(2));
  }
  town.settle();
  town.dialect.encoded = second.encoded = 0;
  town.publish(town.truth.post_message(kHall, kGeneral, UserId(1)));
  CHECK(town.dialect.encoded == 1);
  CHECK(second.encoded == 1);
  town.publish(town.truth.edit_user(UserId(2), [](auto& a) { a.user.bio = "b"; }));
  CHECK(town.dialect.encoded == 1 + 2);  // self and other
  CHECK(second.encoded == 1 + 1);        // nobody but the person themselves speaks it
}

TEST_CASE("routing: who negotiated compression gets the frame compressed once, the others plain") {
  Town town;
  WordDialect wordy(std::string(300, 'w'));
  std::vector<std::unique_ptr<Peer>> crowd;
  for (int i = 0; i < 4; ++i) {
    crowd.push_back(std::make_unique<Peer>(town.hub, wordy));
    crowd.back()->connection.with_deflate = i % 2 == 0;
    town.begin_attach(*crowd.back(), UserId(2));
  }
  town.settle();
  for (auto& peer : crowd) peer->connection.take_frames();
  wordy.encoded = 0;
  town.publish(town.truth.post_message(kHall, kGeneral, UserId(1)));
  CHECK(wordy.encoded == 1);
  for (auto& peer : crowd) {
    const auto frames = peer->connection.take_frames();
    REQUIRE(frames.size() == 1);
    CHECK(frames[0].compressed == peer->connection.with_deflate);
    CHECK((frames[0].payload.size() < 100) == peer->connection.with_deflate);
  }
}

TEST_CASE("routing: what a dialect looks up is the state after the event") {
  Town town;
  bool looked = false;
  town.dialect.on_encode = [&](const core::Event& event, const hub::View& view) {
    looked = true;
    REQUIRE(view.community() != nullptr);
    CHECK(view.community()->number == event.number);
    CHECK(view.community()->community.name == "Renamed");
    CHECK(view.user(UserId(2))->username == "user2");
    CHECK(view.online(UserId(2)));
  };
  core::CommunityEdit edit;
  edit.name = std::string("Renamed");
  town.publish(town.truth.commit(kHall, core::CommunityUpdated{edit}));
  CHECK(looked);
}

}  // namespace
