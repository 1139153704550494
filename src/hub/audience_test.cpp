// Subscriptions against a plain set of pairs: both lists of a subscription keep pointing at each other.
#include "hub/audience.h"

#include <doctest/doctest.h>

#include <random>
#include <set>

#include "tests/support/hub_world.h"

namespace {

using namespace testing_support;

TEST_CASE("audience: subscriptions under random adding and removing are those of a plain set") {
  for (unsigned seed = 1; seed <= 10; ++seed) {
    CAPTURE(seed);
    HubWorld world;
    std::mt19937 random(seed);
    std::vector<std::unique_ptr<Peer>> peers;
    for (int i = 0; i < 6; ++i) peers.push_back(world.connect());
    std::vector<std::unique_ptr<hub::CommunityEntry>> communities;
    for (std::uint64_t i = 0; i < 5; ++i) {
      communities.push_back(std::make_unique<hub::CommunityEntry>());
      communities.back()->state.community.owner = core::UserId(1);
    }
    core::MemberEntry member;
    member.user = core::UserId(2);
    std::set<std::pair<std::size_t, std::size_t>> model;  // community, peer
    for (int step = 0; step < 2'000; ++step) {
      const std::size_t c = random() % communities.size();
      const std::size_t p = random() % peers.size();
      hub::Session& session = *peers[p]->session;
      if (random() % 40 == 0) {
        hub::Subscriptions::remove_all(session, step);
        std::erase_if(model, [&](const auto& pair) { return pair.second == p; });
      } else if (model.contains({c, p})) {
        hub::Subscriptions::remove(session, *communities[c], step);
        model.erase({c, p});
      } else {
        hub::Subscriptions::add(session, communities[c]->class_of(member));
        model.insert({c, p});
      }
      for (std::size_t i = 0; i < communities.size(); ++i) {
        std::multiset<hub::Session*> expected, found;
        for (std::size_t j = 0; j < peers.size(); ++j) {
          const bool in = model.contains({i, j});
          REQUIRE((hub::Subscriptions::find(*peers[j]->session, *communities[i]) != nullptr) == in);
          if (in) expected.insert(peers[j]->session.get());
        }
        for (const auto& audience : communities[i]->classes) {
          for (const hub::Subscriber& one : audience->subscribers) found.insert(one.session);
        }
        REQUIRE(found == expected);
        REQUIRE(communities[i]->classes.empty() == expected.empty());
      }
    }
    for (auto& peer : peers) hub::Subscriptions::remove_all(*peer->session, 0);
  }
}

}  // namespace
