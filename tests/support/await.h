// Awaiter: a loop and a pool of one test thread each, run by hand until a task has ended; and a folder that goes with its
// test.
#pragma once

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <utility>

#include <stdlib.h>

#include "base/executor.h"
#include "base/task.h"
#include "service/runner.h"
#include "store/store.h"

namespace testing_support {

class Awaiter {
 public:
  explicit Awaiter(store::Store& store) : runner(store, loop) {}

  base::ManualExecutor loop;
  base::ManualExecutor pool;
  service::Runner runner;

  /// The task's value; what it throws is thrown.
  template <typename T>
  T await(base::Task<T> task) {
    std::optional<T> value;
    std::exception_ptr failure;
    base::start(
        std::move(task), [&](T v) { value.emplace(std::move(v)); }, [&](std::exception_ptr e) { failure = e; });
    run();
    if (failure) std::rethrow_exception(failure);
    REQUIRE(value.has_value());
    return std::move(*value);
  }
  void run() {
    while (loop.run_all() + pool.run_all() > 0) {
    }
  }
};

class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "tetragate-test-XXXXXX").string();
    REQUIRE(::mkdtemp(name.data()) != nullptr);
    path_ = name;
  }
  ~TemporaryFolder() { std::filesystem::remove_all(path_); }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  std::string path() const { return path_.string(); }
  std::string write(const std::string& name, std::string_view bytes) const {
    const std::string path = (path_ / name).string();
    std::ofstream(path, std::ios::binary) << bytes;
    return path;
  }
  std::size_t file_count() const {
    std::size_t count = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(path_)) count += entry.is_regular_file();
    return count;
  }
  static std::string read(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }

 private:
  std::filesystem::path path_;
};

}  // namespace testing_support
