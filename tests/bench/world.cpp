#include "tests/bench/world.h"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <arpa/inet.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace bench {
namespace {

/// Everything at its default but what would measure the limits instead of the server.
void write_configuration(const std::string& path, const std::string& folder, std::uint16_t port,
                         const std::string& durability) {
  std::ofstream out(path);
  out << "data_folder = \"" << folder << "/data\"\n"
      << "threads = 1\n"
      << "durability = \"" << durability << "\"\n"
      << "password_memory_kib = 8\npassword_operations = 1\n"
      << "[[listen]]\naddress = \"127.0.0.1\"\nport = " << port << "\n"
      << "[log]\nlevel = \"warn\"\n"
      << "[pandemonium]\nrate_limits_enabled = false\n"
      << "[bonfire]\nrate_limits_enabled = false\n";
}

bool answers(std::uint16_t port) {
  const int fd = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in to{};
  to.sin_family = AF_INET;
  to.sin_port = htons(port);
  to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  bool ok = false;
  if (connect(fd, reinterpret_cast<sockaddr*>(&to), sizeof to) == 0) {
    const std::string request = "GET /readyz HTTP/1.1\r\nHost: bench\r\nConnection: close\r\n\r\n";
    char answer[64] = {};
    ok = send(fd, request.data(), request.size(), MSG_NOSIGNAL) > 0 && recv(fd, answer, sizeof answer - 1, 0) > 12 &&
         std::string_view(answer).substr(9, 3) == "200";
  }
  close_hard(fd);
  return ok;
}

}  // namespace

World::World(const BenchOptions& options, std::uint16_t port_in, const std::string& durability)
    : port(port_in), options_(options) {
  std::filesystem::remove_all(options.folder);
  std::filesystem::create_directories(options.folder);
  write_configuration(options.folder + "/tetragate.toml", options.folder, port, durability);
  start();
}

void World::start() {
  const std::int64_t begin = now_ns();
  server =
      std::make_unique<Process>(Process::run({options_.binary, "serve", "--config", options_.folder + "/tetragate.toml"},
                                             options_.server_core, options_.folder + "/server.log"));
  while (!answers(port)) {
    if (!server->alive() || now_ns() - begin > 20'000'000'000LL) {
      std::fprintf(stderr, "bench: the server did not start; see %s/server.log\n", options_.folder.c_str());
      std::exit(1);
    }
    ::poll(nullptr, 0, 1);
  }
  cold_start_ms = static_cast<double>(now_ns() - begin) / 1e6;
  resident_at_start = server->resident_bytes();
}

void World::restart(const std::function<void(const std::string& database)>& meanwhile) {
  if (!server->terminate(30'000)) std::exit(1);
  meanwhile(options_.folder + "/data/tetragate.db");
  start();
}

World::~World() {
  if (!server->terminate(30'000)) std::fprintf(stderr, "bench: the server did not end when asked to\n");
}

std::vector<Person> World::make_people(std::size_t count) {
  HttpLoad rest(poller, port, 32);
  std::vector<HttpRequest> sign_up, log_in;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string name = "user" + std::to_string(made_++);
    sign_up.push_back(
        {"POST", "/oprish/users", "",
         R"({"username":")" + name + R"(","email":")" + name + R"(@bench.example","password":"a-long-password"})"});
    log_in.push_back(
        {"POST", "/oprish/sessions", "",
         R"({"identifier":")" + name + R"(","password":"a-long-password","platform":"bench","client":"bench"})"});
  }
  const auto users = rest.all(sign_up);
  const auto sessions = rest.all(log_in);
  std::vector<Person> people;
  for (std::size_t i = 0; i < count; ++i)
    people.push_back({json_field(users[i].body, "id"), json_field(sessions[i].body, "token")});
  return people;
}

std::vector<World::Community> World::make_communities(const std::vector<Person>& people,
                                                      const std::vector<std::vector<std::size_t>>& groups) {
  HttpLoad rest(poller, port, 32);
  static int number = 0;
  std::vector<HttpRequest> create, join;
  std::vector<Community> made;
  for (const auto& group : groups) {
    made.push_back({"", "community-" + std::to_string(number++), ""});
    create.push_back(
        {"POST", "/oprish/spheres", people[group[0]].token, R"({"slug":")" + made.back().slug + R"(","type":"CHAT"})"});
    for (std::size_t i = 1; i < group.size(); ++i) {
      join.push_back({"GET", "/oprish/spheres/" + made.back().slug + "/join", people[group[i]].token, ""});
    }
  }
  const auto answers = rest.all(create);
  for (std::size_t i = 0; i < made.size(); ++i) {
    made[i].id = json_field(answers[i].body, "id");
    // The first channel of the first category.
    const std::size_t at = answers[i].body.find("\"channels\":[{");
    made[i].channel = json_field(std::string_view(answers[i].body).substr(at), "id");
  }
  rest.all(join);
  return made;
}

HttpRequest World::message(const std::string& channel, const std::string& token, std::size_t content_bytes) const {
  return {"POST", "/oprish/channels/" + channel + "/messages", token,
          R"({"content":")" + timed_content(content_bytes) + R"("})"};
}

double World::metric(const std::string& name) {
  HttpLoad rest(poller, port, 1);
  const auto answer = rest.all({{"GET", "/metrics", "", ""}});
  const std::size_t at = answer[0].body.find("\n" + name + " ");
  return at == std::string::npos ? 0 : std::strtod(answer[0].body.c_str() + at + name.size() + 2, nullptr);
}

}  // namespace bench
