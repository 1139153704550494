// Receivers that are told apart by how they stand to the person an event is about, and those who follow strangers or not.
#include <doctest/doctest.h>

#include "tests/support/hub_world.h"

namespace {

using namespace testing_support;
using core::ChannelId;
using core::CommunityId;
using core::Relation;
using core::UserId;

constexpr CommunityId kHall{100};
constexpr CommunityId kTalk{200};  // a direct space of 1 and 4
constexpr ChannelId kGeneral{101};

/// 1 and 2 and 3 share the hall, 1 and 4 a direct space, 1 and 5 nothing, 6 nothing with anybody. 2 is a friend of 1, 5 has
/// asked to be. Everybody has a session that cares for relations and does not follow strangers (c), and a plain one (p).
struct Circle : HubWorld {
  WordDialect caring;
  std::map<std::uint64_t, std::unique_ptr<Peer>> c, p;
  Circle() {
    caring.relating = true;
    caring.following = false;
    for (std::uint64_t id = 1; id <= 6; ++id) truth.add_user(id);
    truth.add_community(kHall, UserId(1));
    truth.join(kHall, UserId(2));
    truth.join(kHall, UserId(3));
    truth.add_private(kTalk, core::CommunityKind::direct, {UserId(1), UserId(4)});
    truth.befriend(UserId(1), UserId(2));
    truth.relate(UserId(5), UserId(1), Relation::outgoing);
    truth.relate(UserId(1), UserId(5), Relation::incoming);
    for (std::uint64_t id = 1; id <= 6; ++id) {
      c[id] = attach(UserId(id), 0, caring);
      p[id] = attach(UserId(id));
    }
    clear();
  }
  void clear() {
    for (auto& [id, peer] : c) told(peer);
    for (auto& [id, peer] : p) told(peer);
  }
  /// By person: what the caring and the plain session hear; who is not listed hears nothing.
  using Heard = std::map<std::uint64_t, Lines>;
  void check(const Heard& by_caring, const Heard& by_plain) {
    for (std::uint64_t id = 1; id <= 6; ++id) {
      CAPTURE(id);
      CHECK(told(c[id]) == (by_caring.contains(id) ? by_caring.at(id) : Lines{}));
      CHECK(told(p[id]) == (by_plain.contains(id) ? by_plain.at(id) : Lines{}));
    }
  }
  core::EventRef edit(std::uint64_t id) {
    const auto event =
        truth.edit_user(UserId(id), [](auto& account) { account.user.bio = account.user.bio.value_or("") + "x"; });
    publish(event);
    return event;
  }
};

TEST_CASE("acquaintance: a snapshot lists whom the person relates to, and knows them") {
  Circle w;
  auto fresh = w.connect(w.caring);
  bool looked = false;
  fresh->session->on_snapshot_hook = [&](const hub::Snapshot& s) {
    looked = true;
    CHECK(std::ranges::equal(s.relationships, std::vector<core::Relationship>{{UserId(1), Relation::outgoing}}));
    CHECK(s.view->user(UserId(1)) != nullptr);
    CHECK(s.view->online(UserId(1)));
    CHECK(s.number == 1);
  };
  w.begin_attach(*fresh, UserId(5));
  w.settle();
  CHECK(looked);
}

TEST_CASE("acquaintance: a profile reaches own sessions, acquaintances by their relation, and strangers who follow") {
  Circle w;
  const auto e = w.edit(1);
  w.check(
      {{1, {spell(e, "self")}}, {2, {spell(e, "friend")}}, {4, {spell(e, "acquainted")}}, {5, {spell(e, "outgoing apart")}}},
      {{1, {spell(e, "self")}}, {2, {spell(e)}}, {3, {spell(e)}}});
  CHECK(w.hub.follow_members(*w.c[3]->session, kHall, true));
  CHECK_FALSE(w.hub.follow_members(*w.c[3]->session, kTalk, true));
  CHECK(w.hub.follow_members(*w.p[3]->session, kHall, false));
  CHECK(w.hub.follow_members(*w.p[2]->session, kHall, false));
  const auto f = w.edit(1);
  w.check({{1, {spell(f, "self")}},
           {2, {spell(f, "friend")}},
           {3, {spell(f)}},
           {4, {spell(f, "acquainted")}},
           {5, {spell(f, "outgoing apart")}}},
          {{1, {spell(f, "self")}}});
}

TEST_CASE("acquaintance: presence reaches acquaintances, and everybody in a community, following or not") {
  Circle w;
  w.c[1]->close();
  w.settle();
  w.clear();
  w.p[1]->close();
  w.settle();
  w.check({{2, {"presence 1 off friend"}},
           {3, {"presence 1 off other"}},
           {4, {"presence 1 off acquainted"}},
           {5, {"presence 1 off outgoing apart"}}},
          {{2, {"presence 1 off other"}}, {3, {"presence 1 off other"}}});
  w.signal(core::PresenceCounted{UserId(1), true});
  CHECK(w.told(w.c[5]) == Lines{"presence 1 on outgoing apart"});
  CHECK(w.told(w.p[5]).empty());
}

TEST_CASE("acquaintance: a message is told by the relation to its author, to those who may read it") {
  Circle w;
  const auto e = w.truth.post_message(kHall, kGeneral, UserId(1));
  w.publish(e);
  w.check({{1, {spell(e, "self")}}, {2, {spell(e, "friend")}}, {3, {spell(e)}}},
          {{1, {spell(e)}}, {2, {spell(e)}}, {3, {spell(e)}}});
  const auto f = w.truth.post_message(kTalk, ChannelId(201), UserId(1));
  w.publish(f);
  w.check({{1, {spell(f, "self")}}, {4, {spell(f, "acquainted")}}}, {{1, {spell(f)}}, {4, {spell(f)}}});
  const auto g = w.truth.post_message(kHall, kGeneral, UserId(2));
  w.publish(g);
  w.check({{1, {spell(g, "friend")}}, {2, {spell(g, "self")}}, {3, {spell(g)}}},
          {{1, {spell(g)}}, {2, {spell(g)}}, {3, {spell(g)}}});
}

TEST_CASE("acquaintance: who relates to the author, and sees the community but not the channel, hears nothing") {
  Circle w;
  w.publish(w.truth.add_channel(kHall, 150, {0, core::permission::view_channel}));
  w.clear();
  const auto e = w.truth.post_message(kHall, ChannelId(150), UserId(1));
  w.publish(e);
  w.check({{1, {spell(e, "self")}}}, {{1, {spell(e)}}});
}

TEST_CASE("acquaintance: relations change while people are here, and are forgotten with the last session") {
  Circle w;
  const auto asked = w.truth.relate(UserId(6), UserId(5), Relation::outgoing);
  w.publish(asked);
  w.check({{6, {spell(asked, "self")}}}, {{6, {spell(asked, "self")}}});
  w.publish(asked);
  w.check({}, {});
  auto e = w.edit(5);
  w.check({{1, {spell(e, "incoming apart")}}, {5, {spell(e, "self")}}, {6, {spell(e, "outgoing apart")}}},
          {{5, {spell(e, "self")}}});
  const auto blocked = w.truth.relate(UserId(6), UserId(5), Relation::blocked);
  w.publish(blocked);
  w.clear();
  e = w.edit(5);
  CHECK(w.told(w.c[6]) == Lines{spell(e, "blocked apart")});
  const auto ended = w.truth.relate(UserId(6), UserId(5), Relation::none);
  w.publish(ended);
  CHECK(w.told(w.c[6]) == Lines{spell(ended, "self")});
  w.clear();
  e = w.edit(5);
  CHECK(w.told(w.c[6]).empty());
  CHECK(w.told(w.c[1]) == Lines{spell(e, "incoming apart")});
  w.c[1]->close(), w.p[1]->close();
  w.settle();
  w.edit(5);
  // Back again, with what happened meanwhile.
  w.publish(w.truth.relate(UserId(1), UserId(5), Relation::friends));
  auto back = w.attach(UserId(1), 0, w.caring);
  CHECK(w.told(back).front() == "snapshot 1 c100 [1] c200 [1] ~2 ~5");
  e = w.edit(5);
  CHECK(w.told(back) == Lines{spell(e, "friend apart")});
}

TEST_CASE("acquaintance: a deleted account is told to the circle, the private spaces too") {
  Circle w;
  const auto events = w.truth.delete_user(UserId(1));
  w.publish(events[0]);
  const auto& e = events[0];
  w.check({{1, {"close 4001"}},
           {2, {spell(e, "friend")}},
           {3, {spell(e)}},
           {4, {spell(e, "acquainted")}},
           {5, {spell(e, "outgoing apart")}}},
          {{1, {"close 4001"}}, {2, {spell(e)}}, {3, {spell(e)}}});
}

TEST_CASE("acquaintance: reading and settings are told to all of the person's own sessions and to nobody else") {
  Circle w;
  const auto read = w.truth.commit(core::stream_of(UserId(1)), core::ChannelRead{kGeneral, core::MessageId(1)});
  const auto set = w.truth.commit(core::stream_of(UserId(1)), core::SettingsChanged{{{"theme", {1, "dark"}}}});
  w.publish(std::vector{read, set});
  const Lines both{spell(read, "self"), spell(set, "self")};
  w.check({{1, both}}, {{1, both}});
  w.publish(read);
  w.check({}, {});
}

TEST_CASE("acquaintance: all log-ins end but one") {
  Circle w;
  w.truth.people.at(UserId(1)).logins.insert(core::LoginSessionId(77));
  auto kept = w.attach(UserId(1), 77, w.caring);
  w.told(kept);
  const auto event = w.truth.log_out_all(UserId(1), core::LoginSessionId(77));
  w.publish(event);
  CHECK(w.told(kept) == Lines{spell(event, "self")});
  w.check({{1, {"close 4001"}}}, {{1, {"close 4001"}}});
  const auto all = w.truth.log_out_all(UserId(1), core::LoginSessionId(0));
  w.publish(all);
  CHECK(w.told(kept) == Lines{"close 4001"});
}

TEST_CASE("acquaintance: a lost event that may have been a profile ends whoever could keep the old one") {
  Circle w;
  w.truth.edit_user(UserId(1), [](auto& account) { account.user.bio = "lost"; });
  w.publish(w.truth.commit(core::stream_of(UserId(1)), core::ChannelRead{kGeneral, core::MessageId(1)}));
  for (std::uint64_t id : {1u, 2u, 3u, 4u, 5u}) CHECK(w.c[id]->session->calls == Lines{"unavailable"});
  CHECK(w.c[6]->session->calls.empty());
}

TEST_CASE("acquaintance: each relation that occurs is encoded once") {
  Circle w;
  std::vector<std::unique_ptr<Peer>> crowd;
  for (int i = 0; i < 10; ++i) crowd.push_back(w.attach(UserId(2 + static_cast<std::uint64_t>(i) % 2), 0, w.caring));
  w.clear();
  w.caring.encoded = 0;
  w.publish(w.truth.post_message(kHall, kGeneral, UserId(1)));
  CHECK(w.caring.encoded == 3);  // self, friend, other
}

TEST_CASE("acquaintance: a session may choose before it is attached") {
  Circle w;
  auto bot = w.connect(w.caring);
  bot->session->set_follows_members(true);
  w.begin_attach(*bot, UserId(3));
  w.settle();
  w.told(bot);
  const auto e = w.edit(1);
  CHECK(w.told(bot) == Lines{spell(e)});
}

}  // namespace
