// The timer wheel against a plain sorted map of deadlines.
#include "base/timer_wheel.h"

#include <doctest/doctest.h>

#include <map>
#include <memory>
#include <random>
#include <set>
#include <vector>

namespace {

struct Probe final : base::Deadline {
  std::function<void()> fired;
  using Deadline::cancel;
  void on_deadline() override {
    if (fired) fired();
  }
};

TEST_CASE("timer wheel: fires exactly what a sorted map says, under random arming, cancelling and long pauses") {
  for (unsigned seed = 1; seed <= 5; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    auto below = [&](std::int64_t n) { return static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(n)); };
    std::int64_t now = 1'000'000 + below(1000);
    base::TimerWheel wheel(now);
    std::vector<std::unique_ptr<Probe>> probes(64);
    std::map<std::size_t, std::int64_t> model;  // which probe is due when
    std::set<std::size_t> fired;
    auto make = [&](std::size_t i) {
      probes[i] = std::make_unique<Probe>();
      probes[i]->fired = [&fired, &probes, i] {
        CHECK_FALSE(probes[i]->armed());
        CHECK(fired.insert(i).second);
      };
    };
    for (std::size_t i = 0; i < probes.size(); ++i) make(i);
    for (int step = 0; step < 20'000; ++step) {
      const auto i = static_cast<std::size_t>(below(64));
      switch (below(6)) {
        case 0:
        case 1: {
          const std::int64_t due = now + (below(4) == 0 ? below(200'000) : below(500)) - 20;
          wheel.arm(*probes[i], due);
          model[i] = due;
          break;
        }
        case 2:
          probes[i]->cancel();
          model.erase(i);
          break;
        case 3:
          make(i);  // destroys the old one
          model.erase(i);
          break;
        default: {
          now += below(200) == 0 ? below(300'000) : below(120);
          fired.clear();
          wheel.advance(now);
          std::set<std::size_t> expected;
          for (const auto& [which, due] : model) {
            if (due <= now) expected.insert(which);
          }
          REQUIRE(fired == expected);
          for (std::size_t which : expected) model.erase(which);
        }
      }
      REQUIRE(probes[i]->armed() == model.contains(i));
    }
    CHECK(wheel.armed_count() == model.size());
  }
}

TEST_CASE("timer wheel: a callback may arm itself again, arm others and destroy others") {
  base::TimerWheel wheel(0);
  Probe again, late;
  auto victim = std::make_unique<Probe>();
  int fired = 0, late_fired = 0;
  victim->fired = [] { FAIL("destroyed before its turn"); };
  late.fired = [&] { ++late_fired; };
  again.fired = [&] {
    ++fired;
    victim.reset();
    wheel.arm(late, 0);  // in the past: still in this round or in the next one
    wheel.arm(again, 1000 + fired * 1000);
  };
  wheel.arm(again, 100);
  wheel.arm(*victim, 101);
  wheel.advance(120);
  CHECK(fired == 1);
  wheel.advance(121);
  CHECK(late_fired == 1);
  wheel.advance(1999);
  CHECK(fired == 1);
  wheel.advance(2000);
  CHECK(fired == 2);
}

TEST_CASE("timer wheel: a deadline that arms itself for the past does not hang the wheel") {
  base::TimerWheel wheel(0);
  Probe eager;
  int fired = 0;
  eager.fired = [&] {
    ++fired;
    wheel.arm(eager, 0);
  };
  wheel.arm(eager, 0);
  wheel.advance(1000);
  CHECK(fired >= 1);
  CHECK(fired <= 2);
  const int before = fired;
  wheel.advance(1001);
  CHECK(fired > before);
}

TEST_CASE("timer wheel: what outlives the wheel is not armed any more") {
  Probe probe;
  {
    base::TimerWheel wheel(0);
    wheel.arm(probe, 100);
    CHECK(probe.armed());
    CHECK(wheel.armed_count() == 1);
  }
  CHECK_FALSE(probe.armed());
  probe.cancel();
}

}  // namespace
