// Who is online, told once each time it changes, with several sessions and several hubs.
#include <doctest/doctest.h>

#include "tests/support/hub_world.h"

namespace {

using namespace testing_support;
using core::CommunityId;
using core::UserId;

/// 1 owns two communities that 2 is in as well; 3 shares nothing.
struct Square : HubWorld {
  std::unique_ptr<Peer> watcher;
  Square() {
    for (std::uint64_t id = 1; id <= 3; ++id) truth.add_user(id);
    for (std::uint64_t id : {100u, 200u}) {
      truth.add_community(CommunityId(id), UserId(1));
      truth.join(CommunityId(id), UserId(2));
    }
    watcher = attach(UserId(1));
    told(watcher);
    published.clear();
  }
};
using Published = std::vector<std::pair<UserId, bool>>;

TEST_CASE("presence: the first session and the last one are told, those between are not") {
  Square w;
  auto stranger = w.attach(UserId(3));
  w.told(stranger);
  w.published.clear();
  auto first = w.attach(UserId(2));
  CHECK(w.told(first) == Lines{"snapshot 2 c100 [1] c200 [1]", "presence 2 on self"});
  CHECK(w.told(w.watcher) == Lines{"presence 2 on other"});
  auto second = w.attach(UserId(2));
  CHECK(w.told(second) == Lines{"snapshot 2 c100 [1] c200 [1]"});
  CHECK(w.told(first).empty());
  CHECK(w.told(w.watcher).empty());
  first->close();
  w.settle();
  CHECK(w.told(w.watcher).empty());
  CHECK(w.hub.online(UserId(2)));
  second->close();
  w.settle();
  CHECK(w.told(w.watcher) == Lines{"presence 2 off other"});
  CHECK_FALSE(w.hub.online(UserId(2)));
  CHECK(w.told(stranger).empty());
  CHECK(w.published == Published{{UserId(2), true}, {UserId(2), false}});
}

TEST_CASE("presence: sessions on other hubs count") {
  Square w;
  w.hub.on_signal(core::PresenceCounted{UserId(2), true});
  w.settle();
  CHECK(w.told(w.watcher) == Lines{"presence 2 on other"});
  w.hub.on_signal(core::PresenceCounted{UserId(2), true});  // a third hub
  w.settle();
  auto here = w.attach(UserId(2));
  CHECK(w.told(here) == Lines{"snapshot 2 c100 [1] c200 [1]"});
  here->close();
  w.hub.on_signal(core::PresenceCounted{UserId(2), false});
  w.settle();
  CHECK(w.told(w.watcher).empty());
  CHECK(w.hub.online(UserId(2)));
  w.hub.on_signal(core::PresenceCounted{UserId(2), false});
  w.settle();
  CHECK(w.told(w.watcher) == Lines{"presence 2 off other"});
  // The others are told whenever this hub's own count becomes positive or zero: they count hubs.
  CHECK(w.published == Published{{UserId(2), true}, {UserId(2), false}});
}

TEST_CASE("presence: somebody unknown here comes online elsewhere, and is online once they are known") {
  Square w;
  w.hub.on_signal(core::PresenceCounted{UserId(3), true});
  w.settle();
  CHECK(w.told(w.watcher).empty());
  bool online = false;
  w.dialect.on_encode = [&](const core::Event&, const hub::View& view) { online = view.online(UserId(3)); };
  auto joined = w.truth.join(CommunityId(100), UserId(3));
  w.publish(joined);
  CHECK(online);
  w.hub.on_signal(core::PresenceCounted{UserId(3), false});
  w.settle();
  CHECK(w.told(w.watcher) == Lines{spell(joined), "presence 3 off other"});
}

TEST_CASE("presence: one's own other sessions are told when the last hub elsewhere goes") {
  Square w;
  auto here = w.attach(UserId(2));
  w.told(here);
  w.hub.on_signal(core::PresenceCounted{UserId(2), true});
  w.hub.on_signal(core::PresenceCounted{UserId(2), false});
  w.settle();
  CHECK(w.told(here).empty());
}

TEST_CASE("presence: of somebody who left, nothing more is told") {
  Square w;
  auto two = w.attach(UserId(2));
  w.publish(w.truth.leave(CommunityId(100), UserId(2)));
  w.publish(w.truth.leave(CommunityId(200), UserId(2)));
  w.told(w.watcher);
  two->close();
  w.settle();
  CHECK(w.told(w.watcher).empty());
}

TEST_CASE("presence: a session destroyed without a word leaves nothing behind") {
  Square w;
  auto two = w.attach(UserId(2));
  w.told(w.watcher);
  two->session.reset();
  w.settle();
  CHECK(w.told(w.watcher) == Lines{"presence 2 off other"});
  CHECK(w.hub.metrics().sessions_attached.value() == 1);
}

}  // namespace
