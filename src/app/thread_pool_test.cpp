#include "app/thread_pool.h"

#include <doctest/doctest.h>

#include <atomic>
#include <future>

TEST_CASE("a pool runs everything that was queued before it ends") {
  std::atomic<int> ran{0};
  {
    app::ThreadPool pool("test", 3);
    for (int i = 0; i < 100; ++i) pool.post([&ran] { ++ran; });
  }
  CHECK(ran == 100);
}

TEST_CASE("a pool runs as many tasks at a time as it has threads") {
  app::ThreadPool pool("test", 2);
  std::promise<void> first, second;
  // Each waits for the other: with one thread this would never end.
  std::atomic<bool> met{false};
  pool.post([&] {
    first.set_value();
    second.get_future().wait();
  });
  pool.post([&] {
    second.set_value();
    first.get_future().wait();
    met = true;
  });
  pool.stop();
  CHECK(met);
}

TEST_CASE("a stopped pool takes nothing more") {
  app::ThreadPool pool("test", 1);
  pool.stop();
  bool ran = false;
  pool.post([&ran] { ran = true; });
  CHECK_FALSE(ran);
}
