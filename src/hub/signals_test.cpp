// Typing and slowmode: who is told, here and through other hubs; and sessions counted by protocol.
#include <doctest/doctest.h>

#include "tests/support/hub_world.h"

namespace {

using namespace testing_support;
using core::ChannelId;
using core::CommunityId;
using core::UserId;

constexpr CommunityId kHall{100};
constexpr ChannelId kGeneral{101};
constexpr ChannelId kSecret{150};  // of the owner

/// 1 owns the hall, 2 is in it, 3 is not.
struct Hall : HubWorld {
  std::unique_ptr<Peer> owner, plain, stranger;
  Hall() {
    for (std::uint64_t id = 1; id <= 3; ++id) truth.add_user(id);
    truth.add_community(kHall, UserId(1));
    truth.join(kHall, UserId(2));
    truth.add_channel(kHall, kSecret.value, {0, core::permission::view_channel});
    owner = attach(UserId(1));
    plain = attach(UserId(2));
    stranger = attach(UserId(3));
    told(owner), told(plain), told(stranger);
  }
  bool type(const std::unique_ptr<Peer>& peer, ChannelId channel, bool started = true) {
    const bool done = hub.signal_typing(*peer->session, channel, started);
    settle();
    return done;
  }
};

TEST_CASE("signals: typing is told to all who see the channel, the one who types too, and to other hubs") {
  Hall w;
  CHECK(w.type(w.plain, kGeneral));
  CHECK(w.told(w.owner) == Lines{"typing 101 by 2 on"});
  CHECK(w.told(w.plain) == Lines{"typing 101 by 2 on"});
  CHECK(w.told(w.stranger).empty());
  REQUIRE(w.signals.size() == 1);
  CHECK(w.type(w.owner, kSecret, false));
  CHECK(w.told(w.owner) == Lines{"typing 150 by 1 off"});
  CHECK(w.told(w.plain).empty());
}

TEST_CASE("signals: who cannot see the channel, or names something else, types before nobody") {
  Hall w;
  CHECK_FALSE(w.type(w.plain, kSecret));
  CHECK_FALSE(w.type(w.stranger, kGeneral));
  CHECK_FALSE(w.type(w.plain, ChannelId(kHall.value)));
  auto early = w.connect();
  CHECK_FALSE(w.type(early, kGeneral));
  CHECK(w.told(w.owner).empty());
  CHECK(w.signals.empty());
  w.publish(w.truth.leave(kHall, UserId(2)));
  w.told(w.owner), w.told(w.plain);
  CHECK_FALSE(w.type(w.plain, kGeneral));
}

TEST_CASE("signals: typing from another hub") {
  Hall w;
  const auto here = w.type(w.plain, kGeneral);
  REQUIRE(here);
  const core::Signal sent = w.signals.back();
  w.told(w.owner), w.told(w.plain);
  w.signal(sent);
  CHECK(w.told(w.owner) == Lines{"typing 101 by 2 on"});
  CHECK(w.signals.size() == 1);  // not passed on
  w.signal(core::TypingChanged{kHall, kSecret, UserId(1), true});
  CHECK(w.told(w.owner) == Lines{"typing 150 by 1 on"});
  w.signal(core::TypingChanged{CommunityId(999), kGeneral, UserId(2), true});
  w.signal(core::TypingChanged{kHall, ChannelId(999), UserId(2), true});
  CHECK(w.told(w.owner).empty());
  CHECK(w.told(w.plain) == Lines{"typing 101 by 2 on"});
}

TEST_CASE("signals: a slowmode is for the person's own sessions, wherever they are") {
  Hall w;
  auto again = w.attach(UserId(2));
  w.told(again);
  w.hub.signal_slowmode({UserId(2), kGeneral, 30, 12});
  w.settle();
  CHECK(w.told(w.plain) == Lines{"slowmode 101 12/30"});
  CHECK(w.told(again) == Lines{"slowmode 101 12/30"});
  CHECK(w.told(w.owner).empty());
  REQUIRE(w.signals.size() == 1);
  w.signal(core::SlowmodeStarted{UserId(1), kGeneral, 30, 30});
  CHECK(w.told(w.owner) == Lines{"slowmode 101 30/30"});
  w.signal(core::SlowmodeStarted{UserId(9), kGeneral, 30, 30});
  CHECK(w.signals.size() == 1);
}

TEST_CASE("signals: sessions are counted by protocol, open and attached") {
  Hall w;
  WordDialect other;
  other.protocol = "other";
  auto guest = w.connect(other);
  auto person = w.attach(UserId(1), 0, other);
  std::map<std::string, std::pair<std::int64_t, std::int64_t>> counted;
  const auto count = [&] {
    counted.clear();
    w.hub.metrics().protocols.for_each([&](const char* name, std::int64_t open, std::int64_t attached) {
      counted[name] = {open, attached};
    });
    return counted;
  };
  CHECK(count() == std::map<std::string, std::pair<std::int64_t, std::int64_t>>{{"words", {3, 3}}, {"other", {2, 1}}});
  guest->close(), person->close(), w.owner->close();
  CHECK(count() == std::map<std::string, std::pair<std::int64_t, std::int64_t>>{{"words", {2, 2}}, {"other", {0, 0}}});
}

}  // namespace
