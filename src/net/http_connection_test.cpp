// HttpConnection over real sockets: bodies, files, deadlines, peers that vanish. Time is moved by hand.
#include <doctest/doctest.h>

#include <sys/resource.h>

#include <fstream>

#include "http/range.h"
#include "tests/support/net_world.h"

using namespace testing_support;

namespace {

std::string get(const std::string& path, const std::string& more = {}) {
  return "GET " + path + " HTTP/1.1\r\nHost: a\r\n" + more + "\r\n";
}

std::string post(const std::string& path, std::size_t length, const std::string& more = {}) {
  return "POST " + path + " HTTP/1.1\r\nHost: a\r\nContent-Length: " + std::to_string(length) + "\r\n" + more + "\r\n";
}

std::uint64_t bytes_in(const NetWorld& world) {
  std::uint64_t sum = 0;
  for (net::Loop* loop : world.server->loops()) sum += loop->metrics().bytes_in.value();
  return sum;
}

std::size_t files_in(const std::filesystem::path& folder) {
  return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(folder), {}));
}

}  // namespace

TEST_CASE("expect: the 100 comes before the body, the answer after it") {
  NetWorld world;
  Client client = world.connect();
  client.send(post("/echo", 5, "Expect: 100-continue\r\n"));
  CHECK(client.take_until("\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n");
  client.send("hello");
  CHECK(read_answer(client).body == "hello");
  // Whoever does not wait for it gets none.
  client.send(post("/echo", 5, "Expect: 100-continue\r\n") + "hello");
  CHECK(read_answer(client).status == 200);
}

TEST_CASE("expect: a body for the disk is asked for as well") {
  NetWorld world;
  Client client = world.connect();
  client.send(post("/spool", 5, "Expect: 100-continue\r\n"));
  CHECK(client.take_until("\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n");
  client.send("hello");
  CHECK(read_answer(client).body.starts_with("5 "));
}

TEST_CASE("spool: a large body reaches the disk whole and leaves no file behind") {
  std::string seen;
  NetWorld world({}, [&seen](http::Mount& mount, net::Loop&) {
    mount.add(http::Method::post, "/read-back",
              [&seen](http::Request& request) -> base::Task<http::Response> {
                std::ifstream in(request.spooled->path(), std::ios::binary);
                seen.assign(std::istreambuf_iterator<char>(in), {});
                return [](std::size_t size) -> base::Task<http::Response> {
                  http::Response out;
                  out.body = std::to_string(size);
                  co_return out;
                }(request.spooled->size());
              },
              {http::BodyPolicy::Kind::spool, 4u << 20});
  });
  std::string body;
  for (int i = 0; body.size() < (3u << 20) + 17; ++i) body += std::to_string(i) + ',';
  Client client = world.connect();
  client.send(post("/read-back", body.size()) + body + get("/hello"));
  CHECK(read_answer(client).body == std::to_string(body.size()));
  CHECK((seen == body));
  CHECK(read_answer(client).body == "hello");  // what was pipelined behind the body is not lost
  CHECK(files_in(world.folder()) == 0);

  client.send("POST /read-back HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
  for (int i = 0; i < 40; ++i) client.send("10000\r\n" + std::string(0x10000, static_cast<char>('a' + i % 26)) + "\r\n");
  client.send("0\r\n\r\n");
  CHECK(read_answer(client).body == std::to_string(40 * 0x10000));
  CHECK(seen.size() == 40 * 0x10000);
}

TEST_CASE("spool: over the limit is 413, a vanished peer leaves no file") {
  NetWorld world;
  {
    Client client = world.connect();
    client.send("POST /spool HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
    const std::string chunk = "100000\r\n" + std::string(1u << 20, 'x') + "\r\n";
    for (int i = 0; i < 5; ++i) client.send(chunk);
    CHECK(read_answer(client).status == 413);
    client.shut();
    client.rest();
  }
  {
    Client client = world.connect();
    client.send(post("/spool", 1u << 20) + std::string(600'000, 'x'));
    wait_until([&] { return files_in(world.folder()) > 0; });
  }
  wait_until([&] { return files_in(world.folder()) == 0 && world.server->connections() == 0; });
}

TEST_CASE("spool: a disk that does not take it is the mount's internal answer") {
  NetWorld world;
  std::filesystem::remove_all(world.folder());
  Client client = world.connect();
  client.send(post("/spool", 5) + "hello");
  const Answer answer = read_answer(client);
  CHECK(answer.status == 500);
  CHECK(answer.body == "internal");
  CHECK(answer.header("X-Finished") == "yes");
}

TEST_CASE("files: whole, in part, by HEAD, and gone") {
  std::string content;
  for (int i = 0; content.size() < 700'000; ++i) content += std::to_string(i) + ' ';
  const auto path = std::filesystem::temp_directory_path() / ("served-" + std::to_string(::getpid()));
  std::ofstream(path, std::ios::binary) << content;
  NetWorld world({}, [&](http::Mount& mount, net::Loop&) {
    mount.add(http::Method::get, "/file", [&](http::Request& request) -> base::Task<http::Response> {
      return [](http::Response response) -> base::Task<http::Response> {
        co_return response;
      }(http::file_response(request, path.string(), content.size(), "\"tag\""));
    });
    mount.add(http::Method::get, "/gone", [](http::Request&) -> base::Task<http::Response> {
      http::Response out;
      out.file = http::FileRange{"/nonexistent/file", 0, 10};
      co_return out;
    });
    mount.add(http::Method::get, "/short", [&](http::Request&) -> base::Task<http::Response> {
      return [](std::string file, std::size_t size) -> base::Task<http::Response> {
        http::Response out;
        out.file = http::FileRange{std::move(file), 0, size};
        co_return out;
      }(path.string(), content.size() + 1);
    });
  });
  Client client = world.connect();
  client.send(get("/file") + get("/hello"));
  CHECK((read_answer(client).body == content));
  CHECK(read_answer(client).body == "hello");
  client.send(get("/file", "Range: bytes=300000-699999\r\n"));
  const Answer part = read_answer(client);
  CHECK(part.status == 206);
  CHECK((part.body == content.substr(300'000, 400'000)));
  client.send("HEAD /file HTTP/1.1\r\nHost: a\r\n\r\n" + get("/file", "If-None-Match: \"tag\"\r\n") + get("/gone"));
  CHECK(read_answer(client, true).header("Content-Length") == std::to_string(content.size()));
  const Answer unchanged = read_answer(client);
  CHECK(unchanged.status == 304);
  CHECK(unchanged.body.empty());
  CHECK(read_answer(client).status == 500);
  // The length was promised before the file turned out shorter: the only honest end is the end of the connection.
  client.send(get("/short"));
  client.take_until("\r\n\r\n");
  CHECK(client.rest().size() < content.size() + 1);
  std::filesystem::remove(path);
}

TEST_CASE("handlers: one at a time and in order, whatever is pipelined") {
  NetWorld world;
  Client client = world.connect();
  client.send(get("/slow") + get("/hello"));
  wait_until([&] { return world.gate.waiting == 1; });
  world.gate.open();
  CHECK(read_answer(client).body == "at last /slow");
  CHECK(read_answer(client).body == "hello");
}

TEST_CASE("handlers: a peer that left meanwhile is nobody's problem") {
  NetWorld world;
  {
    Client client = world.connect();
    client.send(get("/slow"));
    wait_until([&] { return world.gate.waiting == 1; });
  }
  world.gate.open();
  wait_until([&] { return world.server->connections() == 0; });
}

TEST_CASE("handlers: stopping waits for the one that runs") {
  NetWorld world;
  Client client = world.connect();
  client.send(get("/slow"));
  wait_until([&] { return world.gate.waiting == 1; });
  std::thread stopper([&] { world.server->stop(); });
  CHECK(client.ended());
  world.gate.open();
  stopper.join();
}

TEST_CASE("half-close: who shuts its side behind the request still gets the answer") {
  NetWorld world;
  Client client = world.connect();
  client.send(get("/hello"));
  client.shut();
  CHECK(read_answer(client).body == "hello");
  CHECK(client.ended());
}

TEST_CASE("slow readers: the answer goes on when there is room, and stops being tried when there is none") {
  NetWorld world;
  Client client = world.connect();
  client.send(get("/large") + get("/hello"));
  CHECK(read_answer(client).body.size() == 8u << 20);
  CHECK(read_answer(client).body == "hello");

  Client sleeper = world.connect();
  sleeper.send(get("/large"));
  wait_until([&] { return world.server->connections() == 2; });
  for (int i = 0; i < 1500 && world.server->connections() > 1; ++i) {
    world.clock.advance_ms(1000);
    pollfd none{-1, 0, 0};
    ::poll(&none, 1, 10);
  }
  CHECK(world.server->connections() <= 1);
}

TEST_CASE("deadlines: a head that does not come, and one that does not end") {
  NetWorld world;
  Client silent = world.connect();
  advance_until_readable(world.clock, silent, 10'000);
  CHECK(silent.ended());

  Client slow = world.connect();
  slow.send("GET /hello HTTP/1.1\r\nHo");
  advance_until_readable(world.clock, slow, 1'000);
  CHECK(read_answer(slow).status == 408);
  slow.shut();
  CHECK(slow.ended());
}

TEST_CASE("deadlines: a body that stalls, and one that only is slow") {
  NetWorld world;
  Client stalls = world.connect();
  stalls.send(post("/echo", 10) + "half");
  advance_until_readable(world.clock, stalls, 1'000);
  CHECK(read_answer(stalls).status == 408);

  Client slow = world.connect();
  std::uint64_t seen = bytes_in(world);
  const std::string head = post("/echo", 10);
  slow.send(head);
  wait_until([&] { return bytes_in(world) == seen + head.size(); });
  for (int i = 0; i < 10; ++i) {
    world.clock.advance_ms(15'000);  // less than the limit between two bytes, far more for all of them
    seen = bytes_in(world);
    slow.send("x");
    wait_until([&] { return bytes_in(world) == seen + 1; });
  }
  CHECK(read_answer(slow).body == "xxxxxxxxxx");
}

TEST_CASE("deadlines: an idle connection is closed, a used one is not") {
  NetWorld world;
  Client client = world.connect();
  for (int i = 0; i < 5; ++i) {
    client.send(get("/hello"));
    CHECK(read_answer(client).status == 200);
    world.clock.advance_ms(50'000);
  }
  client.send(get("/hello"));
  CHECK(read_answer(client).status == 200);
  advance_until_readable(world.clock, client, 60'000);
  CHECK(client.ended());
}

TEST_CASE("proxies: a trusted one is believed") {
  net::ServerOptions options;
  options.trusted_proxies = {"127.0.0.2", "10.0.0.0/8"};
  NetWorld world(std::move(options));
  const std::string headers =
      "X-Forwarded-For: 9.9.9.9, 203.0.113.7, 10.1.2.3\r\n"
      "X-Forwarded-Proto: https\r\nX-Forwarded-Host: chat.example\r\n";
  Client proxy = world.connect("127.0.0.2");
  proxy.send(get("/about", headers));
  CHECK(read_answer(proxy).body == "GET /about ? 203.0.113.7 https://chat.example");
  Client stranger = world.connect("127.0.0.3");
  stranger.send(get("/about", headers));
  CHECK(read_answer(stranger).body == "GET /about ? 127.0.0.3 http://a");
}

TEST_CASE("limits: connections over the limit are closed at once, and counted") {
  net::ServerOptions options;
  options.limits.connections_max = 2;
  NetWorld world(std::move(options));
  Client one = world.connect(), two = world.connect();
  one.send(get("/hello"));
  two.send(get("/hello"));
  CHECK(read_answer(one).status == 200);
  CHECK(read_answer(two).status == 200);
  Client three = world.connect();
  CHECK(three.ended());
  CHECK(world.server->loops()[0]->metrics().refused.value() == 1);
  one.close();
  wait_until([&] { return world.server->connections() == 1; });
  Client four = world.connect();
  four.send(get("/hello"));
  CHECK(read_answer(four).status == 200);
}

TEST_CASE("limits: without file descriptors new connections wait, and are served later") {
  NetWorld world;
  Client before = world.connect();
  before.send(get("/hello"));
  CHECK(read_answer(before).status == 200);
  rlimit original{};
  REQUIRE(::getrlimit(RLIMIT_NOFILE, &original) == 0);
  rlimit low = original;
  low.rlim_cur = 256;
  REQUIRE(::setrlimit(RLIMIT_NOFILE, &low) == 0);
  std::vector<Client> waiting;  // their connects are answered by the kernel, also while the server cannot accept
  std::vector<int> hogs;
  {
    const int first = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    for (int fd = 0; (fd = ::dup(first)) >= 0;) hogs.push_back(fd);
    ::close(first);
    waiting.push_back(world.connect());  // takes the last one, so that the server finds none
    waiting.back().send(get("/hello"));
  }
  before.send(get("/hello"));
  CHECK(read_answer(before).status == 200);  // the loop is not busy with failing accepts
  for (const int fd : hogs) ::close(fd);
  REQUIRE(::setrlimit(RLIMIT_NOFILE, &original) == 0);
  CHECK(read_answer(waiting.back()).status == 200);
}

TEST_CASE("loops: connections are spread evenly") {
  net::ServerOptions options;
  options.threads = 2;
  NetWorld world(std::move(options));
  std::vector<Client> clients;
  for (int i = 0; i < 10; ++i) {
    clients.push_back(world.connect());
    clients.back().send(get("/hello"));
    CHECK(read_answer(clients.back()).status == 200);
  }
  for (net::Loop* loop : world.server->loops()) CHECK(loop->metrics().connections.value() == 5);
}

TEST_CASE("stopping to accept: listeners close, idle connections too, a running request is finished") {
  NetWorld world;
  Client idle = world.connect(), busy = world.connect();
  idle.send(get("/hello"));
  CHECK(read_answer(idle).header("Connection").empty());
  busy.send(get("/slow"));
  wait_until([&] { return world.gate.waiting == 1; });
  world.server->stop_accepting();
  CHECK(idle.ended());
  world.gate.open();
  const Answer last = read_answer(busy);
  CHECK(last.body == "at last /slow");
  CHECK(last.header("Connection") == "close");
  busy.shut();
  CHECK(busy.ended());
  const int fd = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(world.port);
  ::inet_pton(AF_INET, "127.0.0.1", &address.sin_addr);
  CHECK(::connect(fd, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0);
  ::close(fd);
}

TEST_CASE("starting: what cannot be listened on is said in one line") {
  const NetWorld world;
  base::ManualClock clock;
  FilesThread files;
  const auto try_listen = [&](net::Listener listener, std::vector<std::string> proxies = {}) {
    net::ServerOptions options;
    options.listeners.push_back(std::move(listener));
    options.trusted_proxies = std::move(proxies);
    const auto created = net::Server::create(std::move(options), clock, files);
    return created ? std::string("created") : created.error().info;
  };
  CHECK(try_listen({"127.0.0.1", world.port}) == "address 127.0.0.1:" + std::to_string(world.port) + " is in use");
  CHECK(try_listen({"not an address", 1}).starts_with("address not an address:1 is no address"));
  CHECK(try_listen({"192.0.2.1", 0}).starts_with("address 192.0.2.1:0 cannot be used"));
  CHECK(try_listen({"127.0.0.1", 0, "/nonexistent.pem", "/nonexistent.key"})
            .starts_with("certificate /nonexistent.pem cannot be used"));
  CHECK(try_listen({}, {"10.0.0.0/33"}) == "\"10.0.0.0/33\" is neither an address nor a range like 10.0.0.0/8");
  CHECK(try_listen({}) == "created");
}

TEST_CASE("loop: posts keep their order, delays are not early, the tick measures lag") {
  const NetWorld world;
  net::Loop& loop = *world.server->loops()[0];
  std::string order;
  std::promise<void> done;
  for (char c : std::string("abc")) loop.post([&order, c] { order += c; });
  const auto begun = std::chrono::steady_clock::now();
  loop.post_after_us(20'000, [&] { done.set_value(); });
  done.get_future().wait();
  CHECK(std::chrono::steady_clock::now() - begun >= std::chrono::milliseconds(20));
  CHECK(order == "abc");
  wait_until([&] {
    std::uint64_t ticks = 0;
    for (int i = 0; i < base::Histogram::kBuckets; ++i) ticks += loop.metrics().loop_lag_us.count(i);
    return ticks > 0;
  });
}
