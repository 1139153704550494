// WsConnection over real sockets: closing from both sides, floods, slow readers, peers that vanish.
#include <doctest/doctest.h>

#include "tests/support/net_world.h"
#include "tests/support/ws_cases.h"

using namespace testing_support;

namespace {

constexpr const char* kUpgrade =
    " HTTP/1.1\r\nHost: a\r\nConnection: keep-alive, Upgrade\r\nUpgrade: WebSocket\r\nSec-WebSocket-Version: 13\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Extensions: permessage-deflate\r\n\r\n";

Client upgraded(const NetWorld& world, const std::string& path = "/plain", std::string_view first = {}) {
  Client client = world.connect();
  client.send("GET " + path + kUpgrade + std::string(first));
  CHECK(client.take_until("\r\n\r\n").starts_with("HTTP/1.1 101 Switching Protocols\r\n"));
  return client;
}

ServerFrame next_frame(Client& client) {
  return read_server_frame([&](std::size_t count) { return client.take(count); });
}

void wait_for_end(NetWorld& world, int sessions) {
  wait_until([&] { return world.sessions_closed == sessions && world.server->connections() == 0; });
  for (net::Loop* loop : world.server->loops()) CHECK(loop->metrics().websockets.value() == 0);
}

}  // namespace

TEST_CASE("websocket: frames that came with the handshake are not lost") {
  NetWorld world;
  Client client = upgraded(world, "/plain/any/path?query", client_text("one") + client_text("two"));
  CHECK(next_frame(client).payload == "one");
  CHECK(next_frame(client).payload == "two");
}

TEST_CASE("websocket: an upgrade, then gone at once") {
  NetWorld world;
  for (int i = 0; i < 20; ++i) {
    Client client = world.connect();
    client.send(std::string("GET /ws") + kUpgrade);
    if (i % 2 == 0) client.take_until("\r\n\r\n");
  }
  wait_until([&] { return world.server->connections() == 0; });
  for (net::Loop* loop : world.server->loops()) CHECK(loop->metrics().websockets.value() == 0);
}

TEST_CASE("websocket: the server closes, the client answers, the socket ends") {
  NetWorld world;
  Client client = upgraded(world);
  client.send(client_text("/close 4000"));
  const ServerFrame frame = next_frame(client);
  CHECK(frame.close_code() == 4000);
  CHECK(frame.payload.substr(2) == "asked");
  client.send(client_text("not delivered any more") + frame_of("close 4000"));
  CHECK(client.ended());
  client.close();
  wait_for_end(world, 1);
}

TEST_CASE("websocket: a client that does not answer the close frame is not waited for long") {
  NetWorld world;
  Client client = upgraded(world);
  client.send(client_text("/close 4000"));
  CHECK(next_frame(client).close_code() == 4000);
  for (int i = 0; i < 1500 && world.server->connections() > 0; ++i) {
    world.clock.advance_ms(1000);
    pollfd none{-1, 0, 0};
    ::poll(&none, 1, 10);
  }
  wait_for_end(world, 1);
}

TEST_CASE("websocket: close and half-close in one go still get the echo") {
  NetWorld world;
  for (int i = 0; i < 20; ++i) {
    Client client = upgraded(world);
    client.send(frame_of("close 3333 bye"));
    client.shut();
    CHECK(next_frame(client).close_code() == 3333);
    CHECK(client.ended());
  }
  wait_for_end(world, 20);
}

TEST_CASE("websocket: abort ends it without a closing handshake") {
  NetWorld world;
  Client client = upgraded(world);
  client.send(client_text("/abort") + client_text("never"));
  CHECK(client.ended());
  wait_for_end(world, 1);
}

TEST_CASE("websocket: a peer that disappears in the midst of a frame") {
  NetWorld world;
  {
    Client client = upgraded(world);
    client.send(client_text(std::string(5000, 'x')).substr(0, 2000));
  }
  wait_for_end(world, 1);
}

TEST_CASE("websocket: a slow reader gets everything in order") {
  NetWorld world;
  Client client = upgraded(world);
  client.send(client_text("/flood 3000") + client_text("after"));
  for (int i = 0; i < 3000; ++i) REQUIRE(next_frame(client).payload.size() == 1024);
  CHECK(next_frame(client).payload == "after");
}

TEST_CASE("websocket: who does not read at all is let go, and hears why when it reads") {
  NetWorld world;
  Client client = upgraded(world);
  // More than the outbox (4 MiB) and the socket buffers of both sides hold.
  for (int i = 0; i < 8; ++i) client.send(client_text("/flood 3000"));
  ServerFrame frame;
  do {
    frame = next_frame(client);
  } while (frame.opcode == 1);
  CHECK(frame.close_code() == 4008);
  client.shut();
  CHECK(client.ended());
  client.close();
  wait_for_end(world, 1);
}

TEST_CASE("websocket: a flood of pings is answered in order, in part, and ends with the last one") {
  NetWorld world;
  Client client = upgraded(world);
  std::string flood;
  for (int i = 0; i < 50'000; ++i) flood += client_frame({9}, std::to_string(i));
  std::thread sender([&] { client.send(flood); });
  int last = -1;
  while (last != 49'999) {
    const ServerFrame frame = next_frame(client);
    REQUIRE(frame.opcode == 10);
    const int number = std::stoi(frame.payload);
    REQUIRE(number > last);
    last = number;
  }
  sender.join();
  client.send(client_text("alive"));
  CHECK(next_frame(client).payload == "alive");
}

TEST_CASE("websocket: large messages are compressed where that was negotiated, and only there") {
  NetWorld world;
  const std::string text(5000, 'z');
  Client with = upgraded(world, "/ws"), without = upgraded(world, "/plain");
  with.send(client_text(text));
  without.send(client_text(text));
  const ServerFrame compressed = next_frame(with), plain = next_frame(without);
  CHECK(compressed.compressed);
  CHECK(compressed.payload.size() < 100);
  CHECK_FALSE(plain.compressed);
  CHECK(plain.payload == text);
}

TEST_CASE("websocket: the peer's address is told as text") {
  NetWorld world;
  Client client = upgraded(world);
  client.send(client_text("/address"));
  CHECK(next_frame(client).payload == "127.0.0.1");
}

TEST_CASE("websocket: stopping the server ends sessions, each once") {
  NetWorld world;
  std::vector<Client> clients;
  for (int i = 0; i < 50; ++i) clients.push_back(upgraded(world));
  world.server->stop();
  CHECK(world.sessions_closed == 50);
  CHECK(world.server->connections() == 0);
  for (Client& client : clients) CHECK(client.ended());
}

TEST_CASE("websocket: connections live on when the server stops accepting") {
  NetWorld world;
  Client client = upgraded(world);
  world.server->stop_accepting();
  client.send(client_text("still here"));
  CHECK(next_frame(client).payload == "still here");
}

TEST_CASE("websocket: many connections on two loops") {
  net::ServerOptions options;
  options.threads = 2;
  NetWorld world(std::move(options));
  std::vector<Client> clients;
  for (int i = 0; i < 100; ++i) clients.push_back(upgraded(world));
  for (int round = 0; round < 5; ++round) {
    for (std::size_t i = 0; i < clients.size(); ++i) clients[i].send(client_text(std::to_string(i)));
    for (std::size_t i = 0; i < clients.size(); ++i) CHECK(next_frame(clients[i]).payload == std::to_string(i));
  }
  clients.clear();
  wait_for_end(world, 100);
}
