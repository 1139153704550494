// Snapshots of the second protocol: what a connection begins with. One thread.
#include <sqlite3.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "tests/bench/report.h"

namespace bench {
namespace {

/// What `count` connections of one person cost, one after the other.
struct Cost {
  double cpu_ms = 0, wall_ms = 0;  // each
  double stall_ms = 0;             // the longest that another request on the server's only thread took meanwhile
  std::size_t bytes = 0;           // of one snapshot
};

Cost connect(World& world, const std::string& token, std::size_t count) {
  HttpLoad others(world.poller, world.port, 1);
  Cost cost;
  std::int64_t asked = 0;
  // Every 5 ms: seldom enough to cost next to nothing.
  const auto ask = [&] {
    if (others.waiting() > 0 || now_ns() - asked < 5'000'000) return;
    asked = now_ns();
    others.send({"GET", "/healthz", "", ""}, [&](const HttpResponse&) {
      cost.stall_ms = std::max(cost.stall_ms, static_cast<double>(now_ns() - asked) / 1e6);
    });
  };
  Receivers receivers(world.poller, {world.port, &kBonfireJson});
  const std::vector<std::string> tokens(count, token);
  const std::int64_t begin = now_ns(), cpu = world.server->cpu_ns();
  if (!receivers.open(tokens, 1, 60'000, ask)) {
    std::fprintf(stderr, "bench: a snapshot did not arrive\n");
    std::exit(1);
  }
  const auto each_ms = [&](std::int64_t ns) { return static_cast<double>(ns) / 1e6 / static_cast<double>(count); };
  cost.wall_ms = each_ms(now_ns() - begin);
  cost.cpu_ms = each_ms(world.server->cpu_ns() - cpu);
  cost.bytes = receivers.ready_bytes;
  world.poller.until([&] { return others.waiting() == 0; }, 10'000);
  return cost;
}

std::string told(const Cost& first, const Cost& more) {
  return text(
      "%zu B; first %.1f ms CPU, %.1f ms, others wait at most %.1f ms; then %.2f ms CPU, %.2f ms, others at most %.1f ms",
      first.bytes, first.cpu_ms, first.wall_ms, first.stall_ms, more.cpu_ms, more.wall_ms, more.stall_ms);
}

/// Signing up that many takes minutes; the rows are what signing up and joining would have left.
void add_members(const std::string& database, const std::string& community, const std::string& model, std::size_t count) {
  sqlite3* db = nullptr;
  const std::string numbers =
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " + std::to_string(count) + ") ";
  const std::string sql =
      "BEGIN;" + numbers +
      "INSERT INTO users (id, username, status, social_credit, badges, instance_permissions, bot, deleted, revision, email, "
      "password_hash,"
      " verified, tag_name, tag_folded, discriminator, email_key)"
      " SELECT u.id - i, 'bulk' || i, u.status, 0, 0, 0, 0, 0, u.revision, '', '', 1, 'bulk' || i, 'bulk' || i, 1, ''"
      " FROM n, users u WHERE u.id = " +
      model + ";" + numbers +
      "INSERT INTO members (community, user, joined_ms) SELECT m.community, m.user - i, m.joined_ms FROM n, members m"
      " WHERE m.community = " +
      community + " AND m.user = " + model + ";COMMIT;";
  char* why = nullptr;
  if (sqlite3_open(database.c_str(), &db) != SQLITE_OK ||
      sqlite3_exec(db, sql.c_str(), nullptr, nullptr, &why) != SQLITE_OK) {
    std::fprintf(stderr, "bench: cannot fill %s: %s\n", database.c_str(), why != nullptr ? why : "not opened");
    std::exit(1);
  }
  sqlite3_close(db);
}

}  // namespace

void ready_of_many() {
  World world(options, next_port(), "normal");
  const std::size_t communities = options.quick ? 5 : 50, members = options.quick ? 20 : 200;
  const auto people = world.make_people(members);
  std::vector<std::size_t> everybody(members);
  for (std::size_t i = 0; i < members; ++i) everybody[i] = i;
  world.make_communities(people, std::vector(communities, everybody));
  world.restart([](const std::string&) {});  // nothing is in memory yet
  const Cost first = connect(world, people[0].token, 1);
  row(text("Ready, %zu servers of %zu", communities, members), told(first, connect(world, people[0].token, 100)));
}

void ready_of_large(std::size_t members) {
  World world(options, next_port(), "normal");
  const auto people = world.make_people(2);
  const auto community = world.make_communities(people, {{0, 1}})[0];
  world.restart([&](const std::string& database) { add_members(database, community.id, people[0].id, members); });
  const Cost first = connect(world, people[1].token, 1);
  row(text("Ready, 1 server of %zu (target 50 ms)", members), told(first, connect(world, people[1].token, 20)));
}

}  // namespace bench
