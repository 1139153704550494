// The server under test with people and communities in it, made through its own REST interface.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "tests/bench/load.h"
#include "tests/bench/process.h"

namespace bench {

struct BenchOptions {
  std::string binary;
  std::string folder;  // for databases and logs; emptied by the bench
  int server_core = 0, load_core = 1;
  bool quick = false;  // a tenth of the load, to see that it works
};

struct Person {
  std::string id, token;
};

class World {
 public:
  /// Starts the server on an empty database and waits until it is ready. `cold_start_ms` says how long that took.
  World(const BenchOptions& options, std::uint16_t port, const std::string& durability);
  ~World();
  /// Ends the server and starts it again on the same database; between them `meanwhile` has the database to itself.
  void restart(const std::function<void(const std::string& database)>& meanwhile);

  std::vector<Person> make_people(std::size_t count);
  /// A community of the first of `members`, joined by the others; gives the id of its text channel.
  struct Community {
    std::string id, slug, channel;
  };
  /// `groups[i]` are indexes into `people`; the first one owns.
  std::vector<Community> make_communities(const std::vector<Person>& people,
                                          const std::vector<std::vector<std::size_t>>& groups);

  HttpRequest message(const std::string& channel, const std::string& token, std::size_t content_bytes) const;
  /// The value of a metric without labels, 0 when it is absent.
  double metric(const std::string& name);

  Poller poller;
  std::uint16_t port;
  double cold_start_ms = 0;
  std::int64_t resident_at_start = 0;
  std::unique_ptr<Process> server;

 private:
  void start();
  BenchOptions options_;
  std::size_t made_ = 0;
};

}  // namespace bench
