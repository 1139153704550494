// Cluster: several hubs on one bus, clients of all tempers on them, and a hostile wire. One thread; every choice comes from
// the seed.
#pragma once

#include <memory>
#include <vector>

#include "base/clock.h"
#include "base/executor.h"
#include "base/timer_wheel.h"
#include "bus/local/local_bus.h"
#include "hub/hub.h"
#include "tests/sim/client_model.h"
#include "tests/sim/mutations.h"

namespace sim {

struct Faults {
  bool lose = false;  // committed events on their way to a hub
};

class Cluster {
 public:
  Cluster(std::uint64_t seed, Faults faults);
  ~Cluster();

  void step();
  /// Lets everything arrive, then compares every open client, and a fresh one of each person, with the truth. Throws.
  void settle_and_check();

  struct Totals {
    std::size_t events = 0, attached = 0, closed = 0, compared = 0, lost = 0, typed = 0;
    std::uint64_t slow = 0, dropped = 0;
  };
  Totals totals() const;

 private:
  struct Node;
  struct Connected;

  void mutate();
  void publish(const std::vector<core::EventRef>& events);
  void work(Node& node);
  void load(Node& node);
  Connected& connect(Node& node, core::UserId user);
  void connect_somebody();
  void type_somewhere();
  void read_some();
  void check_bounds(const Connected& one);
  void close(std::size_t index);
  void reap();
  void settle();
  std::map<core::UserId, bool> online() const;

  Random random_;
  Faults faults_;
  base::ManualClock clock_;
  testing_support::Truth truth_;
  Ledger ledger_;
  bus::local::LocalBus bus_;
  std::vector<std::unique_ptr<Node>> nodes_;
  std::vector<std::unique_ptr<Connected>> clients_;
  std::uint64_t last_community_ = 0;
  Totals totals_;
};

}  // namespace sim
