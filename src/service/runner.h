// Runner: how a coroutine on a loop's thread uses the store. One per loop. What is awaited resumes on that loop.
//   Result<Channel> r = co_await runner.write<Channel>([cmd](store::Transaction& tx) { return create_channel(tx, ...); });
// The function may run more than once (store.h), so it must not move out of its captures.
#pragma once

#include <coroutine>
#include <exception>
#include <memory>
#include <optional>
#include <utility>

#include "base/executor.h"
#include "base/result.h"
#include "base/task.h"
#include "store/store.h"

namespace service {

class Runner {
 public:
  Runner(store::Store& store, base::Executor& home) : store_(store), home_(home) {}

  template <typename T>
  base::Task<base::Result<T>> read(base::UniqueFunction<base::Result<T>(store::Reader&)> unit) {
    auto state = std::make_shared<Pending<T>>();
    state->unit_read = std::move(unit);
    Wait<T> wait{*this, state, false};  // named: g++ 12 destroys a temporary aggregate of a co_await twice
    co_await wait;
    co_return state->finish();
  }
  template <typename T>
  base::Task<base::Result<T>> write(base::UniqueFunction<base::Result<T>(store::Transaction&)> unit) {
    auto state = std::make_shared<Pending<T>>();
    state->unit_write = std::move(unit);
    Wait<T> wait{*this, state, true};  // named, as above
    co_await wait;
    co_return state->finish();
  }

  /// Runs blocking work on a pool and resumes here. What the work throws is thrown here.
  template <typename T>
  base::Task<T> on(base::Executor& pool, base::UniqueFunction<T()> work) {
    auto job = std::make_shared<PoolJob<T>>();
    job->work = std::move(work);
    WaitPool<T> wait{home_, pool, job};  // named, as above
    co_await wait;
    if (job->failure) std::rethrow_exception(job->failure);
    co_return std::move(*job->result);
  }

  base::Executor& home() { return home_; }
  store::Store& store() { return store_; }

 private:
  template <typename T>
  struct Pending {
    base::UniqueFunction<base::Result<T>(store::Reader&)> unit_read;
    base::UniqueFunction<base::Result<T>(store::Transaction&)> unit_write;
    std::optional<base::Result<T>> value;
    base::Result<void> committed;

    base::Result<T> finish() {
      if (!committed) return base::pass(committed);
      return std::move(*value);
    }
  };

  template <typename T>
  struct Wait {
    Runner& runner;
    std::shared_ptr<Pending<T>> state;
    bool writes;

    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> self) {
      auto done = [state = state, self, home = &runner.home_](base::Result<void> committed) {
        state->committed = std::move(committed);
        home->post([self] { self.resume(); });
      };
      // The coroutine may be resumed on its loop before this call returns: nothing of `this` is used after it.
      if (writes) {
        runner.store_.write(
            [state = state](store::Transaction& tx) -> base::Result<void> {
              state->value.emplace(state->unit_write(tx));
              if (!*state->value) return base::pass(*state->value);
              return {};
            },
            std::move(done));
      } else {
        runner.store_.read([state = state](store::Reader& reader) { state->value.emplace(state->unit_read(reader)); },
                           std::move(done));
      }
    }
    void await_resume() const noexcept {}
  };

  template <typename T>
  struct PoolJob {
    base::UniqueFunction<T()> work;
    std::optional<T> result;
    std::exception_ptr failure;

    void run() noexcept {
      try {
        result.emplace(work());
      } catch (...) {
        failure = std::current_exception();
      }
    }
  };

  template <typename T>
  struct WaitPool {
    base::Executor& home;
    base::Executor& pool;
    std::shared_ptr<PoolJob<T>> job;

    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> self) {
      // Likewise: the coroutine may be gone before post returns.
      pool.post([job = job, self, home = &home] {
        job->run();
        home->post([self] { self.resume(); });
      });
    }
    void await_resume() const noexcept {}
  };

  store::Store& store_;
  base::Executor& home_;
};

}  // namespace service
