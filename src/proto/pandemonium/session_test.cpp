// The gateway's state machine, row by row (pandemonium 2.3 to 2.9), with a hub, a clock moved by hand and token lookups that
// are answered when a test says so.
#include "proto/pandemonium/session.h"

#include <doctest/doctest.h>

#include <deque>

#include "tests/support/golden.h"
#include "tests/support/hub_world.h"

namespace {

using namespace testing_support;

constexpr std::string_view kDead = "close 1011 Client connection dead";
constexpr std::string_view kLimited = "close 1011 Client got ratelimited";
constexpr std::string_view kBadToken = "close 1011 Invalid credentials";
constexpr std::string_view kPing = R"({"op":"PING"})";
constexpr std::string_view kPong = R"({"op":"PONG"})";

/// A lookup under way: a coroutine that waits for its answer.
struct Lookup {
  std::string token;
  std::optional<base::Result<service::Actor>> answer;
  std::coroutine_handle<> waiting;
  bool failing = false;
};
struct WaitFor {
  std::shared_ptr<Lookup> lookup;
  bool await_ready() const { return lookup->answer.has_value(); }
  void await_suspend(std::coroutine_handle<> h) const { lookup->waiting = h; }
  void await_resume() const {}
};
base::Task<base::Result<service::Actor>> look_up(std::shared_ptr<Lookup> lookup) {
  WaitFor answered{lookup};  // named: g++ 12 frees a temporary here twice
  co_await answered;
  if (lookup->failing) throw std::runtime_error("lookup");
  co_return *lookup->answer;
}

struct Client {
  FakeConnection connection;
  std::unique_ptr<hub::Session> session;

  void says(std::string_view text) { session->on_message(hub::Opcode::text, text); }
  void drops() {
    session->on_closed();
    session.reset();
    connection.disconnect();
  }
  ~Client() {
    if (session) drops();
  }
};

struct Gateway : HubWorld {
  http::RateLimiter limiter{clock};
  pandemonium::Config config;
  std::deque<std::shared_ptr<Lookup>> lookups;
  std::vector<std::unique_ptr<Client>> clients;
  pandemonium::GatewayContext context{hub, limiter, config, [this](std::string token) {
                                        lookups.push_back(std::make_shared<Lookup>());
                                        lookups.back()->token = std::move(token);
                                        return look_up(lookups.back());
                                      }};

  explicit Gateway(std::uint32_t limit = 1000) {
    config.instance_name = "lighthouse";
    config.description = "A small instance by the sea";
    config.oprish_url = "http://127.0.0.1:7159";
    config.pandemonium_url = "ws://127.0.0.1:7160";
    config.effis_url = "http://127.0.0.1:7161";
    config.rate_limits.pandemonium.limit = limit;
    truth.add_user(1);
  }
  ~Gateway() { clients.clear(); }

  Client& open(std::string origin = "http://127.0.0.1:7160") {
    clients.push_back(std::make_unique<Client>());
    Client& client = *clients.back();
    http::Request request;
    request.origin = std::move(origin);
    client.session = pandemonium::make_session(context, request, client.connection);
    client.connection.session = client.session.get();
    client.session->on_open();
    settle();
    return client;
  }
  Client& open_quietly() {
    Client& client = open();
    frames(client);
    return client;
  }
  Lines frames(Client& client) {
    settle();
    Lines lines;
    for (const FakeConnection::Received& frame : client.connection.take_frames()) {
      if (frame.opcode != hub::Opcode::close) {
        CHECK(frame.opcode == hub::Opcode::text);
        lines.push_back(frame.payload);
        continue;
      }
      const auto* bytes = reinterpret_cast<const unsigned char*>(frame.payload.data());
      lines.push_back("close " + std::to_string(bytes[0] << 8 | bytes[1]) + " " + frame.payload.substr(2));
    }
    return lines;
  }
  /// What was sent, by op alone.
  Lines ops(Client& client) {
    Lines lines;
    for (const std::string& line : frames(client)) {
      const std::size_t end = line.find('"', 7);
      lines.push_back(line.substr(0, 7) == R"({"op":")" ? line.substr(7, end - 7) : line);
    }
    return lines;
  }
  void answer(base::Result<service::Actor> result) {
    const std::shared_ptr<Lookup> lookup = lookups.front();
    lookups.pop_front();
    lookup->answer = std::move(result);
    lookup->waiting.resume();
    settle();
  }
  void accept(std::uint64_t user = 1) { answer(service::Actor{core::UserId(user), core::LoginSessionId(user * 1000)}); }
  Client& log_in() {
    Client& client = open_quietly();
    client.says(R"({"op":"AUTHENTICATE","d":"good"})");
    accept();
    frames(client);
    return client;
  }
};

TEST_CASE("2.5 HELLO comes first, with the instance's facts") {
  Gateway g;
  g.config.rate_limits.pandemonium = {10, 5};
  const Lines lines = g.frames(g.open());
  REQUIRE(lines.size() == 1);
  check_golden("pandemonium/HELLO.json", lines[0]);
  g.config.description.reset();
  g.config.email_address = "lamp@lighthouse.example";
  g.config.oprish_url = g.config.pandemonium_url = g.config.effis_url = "";
  // Each origin is told its own addresses.
  check_golden("pandemonium/HELLO.derived.json", g.frames(g.open("https://chat.example:8443"))[0]);
  CHECK(g.frames(g.open("http://192.0.2.9"))[0].find(R"("pandemonium_url":"ws://192.0.2.9/pandemonium")") !=
        std::string::npos);
}

TEST_CASE("2.3 who has no name yet does not come in") {
  Gateway g;
  Client& client = g.open_quietly();
  client.says(R"({"op":"AUTHENTICATE","d":"good"})");
  g.answer(service::Actor{core::UserId(1), core::LoginSessionId(1000), false, false});
  CHECK(g.frames(client) == Lines{"close 1011 Invalid credentials"});
}

TEST_CASE("2.3 PING is answered before and after authenticating") {
  Gateway g;
  Client& client = g.open_quietly();
  client.says(kPing);
  CHECK(g.frames(client) == Lines{std::string(kPong)});
  check_golden("pandemonium/PONG.json", kPong);
  client.says(R"({"op":"AUTHENTICATE","d":"good"})");
  client.says(kPing);
  CHECK(g.frames(client) == Lines{std::string(kPong)});
  g.accept();
  CHECK(g.ops(client) == Lines{"AUTHENTICATED", "PRESENCE_UPDATE"});
  client.says(R"({"op":"PING","d":null})");
  CHECK(g.frames(client) == Lines{std::string(kPong)});
}

TEST_CASE("2.3 events that happen while the snapshot is made come after it") {
  Gateway g;
  g.truth.add_user(2);
  g.truth.add_community(core::CommunityId(100), core::UserId(1));
  g.loader.at_once = false;
  Client& client = g.open_quietly();
  client.says(R"({"op":"AUTHENTICATE","d":"good"})");
  CHECK(g.lookups.front()->token == "good");
  g.accept();
  while (g.loader.read_one()) {
  }
  g.publish(g.truth.join(core::CommunityId(100), core::UserId(2)));
  while (g.loader.answer_one() || g.loader.read_one()) g.settle();
  const Lines ops = g.ops(client);
  REQUIRE(ops.size() >= 2);
  CHECK(ops[0] == "AUTHENTICATED");
}

TEST_CASE("2.8 what is no payload is ignored and the connection lives") {
  Gateway g;
  Client& client = g.open_quietly();
  for (std::string_view text :
       {"", "ping", "[]", "17", "null", "{}", R"({"d":null})", R"({"op":1})", R"({"op":"ping"})", R"({"op":"Ping"})",
        R"({"op":"HELLO"})", R"({"op":"AUTHENTICATE"})", R"({"op":"AUTHENTICATE","d":null})",
        R"({"op":"AUTHENTICATE","d":7})", R"({"op":"AUTHENTICATE","d":["x"]})", R"({"op":"PING","d":{}})",
        R"({"op":"PING"}x)", "{\"op\":\"PING\""}) {
    CAPTURE(text);
    client.says(text);
    CHECK(g.frames(client).empty());
  }
  client.session->on_message(hub::Opcode::binary, kPing);
  CHECK(g.frames(client).empty());
  CHECK(g.lookups.empty());
  client.says(R"({"x":[1,{"op":"no"}],"d":null,"op":"PING","s":3})");
  CHECK(g.frames(client) == Lines{std::string(kPong)});
}

TEST_CASE("2.8 AUTHENTICATE counts once") {
  Gateway g;
  Client& client = g.open_quietly();
  client.says(R"({"op":"AUTHENTICATE","d":"good"})");
  client.says(R"({"op":"AUTHENTICATE","d":"bad"})");
  CHECK(g.lookups.size() == 1);
  g.accept();
  CHECK(g.ops(client) == Lines{"AUTHENTICATED", "PRESENCE_UPDATE"});
  client.says(R"({"op":"AUTHENTICATE","d":"bad"})");
  CHECK(g.lookups.empty());
  CHECK(g.frames(client).empty());
}

TEST_CASE("2.9 tokens that are no good, and lookups that fail") {
  Gateway g;
  Client& client = g.open_quietly();
  client.says(R"({"op":"AUTHENTICATE","d":"t"})");
  Lines expected{std::string(kBadToken)};
  SUBCASE("unknown") { g.answer(base::fail(base::ErrorKind::unauthenticated)); }
  SUBCASE("of an account that is gone") { g.answer(base::not_found("user")); }
  SUBCASE("storage is away") {
    g.answer(base::fail(base::ErrorKind::unavailable));
    expected = {"close 1011 Server failed to authenticate client"};
  }
  SUBCASE("an exception") {
    g.lookups.front()->failing = true;
    g.answer(base::fail(base::ErrorKind::internal));
    expected = {"close 1011 Server failed to authenticate client"};
  }
  SUBCASE("the log-in ended meanwhile") { g.answer(service::Actor{core::UserId(1), core::LoginSessionId(77)}); }
  SUBCASE("the snapshot cannot be made") {
    g.loader.failing = true;
    g.accept();
    expected = {"close 1011 Failed to connect user"};
  }
  CHECK(g.frames(client) == expected);
  CHECK(!g.hub.online(core::UserId(1)));
  client.says(kPing);  // nothing after the close frame
  CHECK(g.frames(client).empty());
}

TEST_CASE("an answer that comes after the connection is gone does no harm") {
  Gateway g;
  Client& client = g.open_quietly();
  client.says(R"({"op":"AUTHENTICATE","d":"t"})");
  SUBCASE("the socket went") { client.drops(); }
  SUBCASE("the session was closed and its socket lingers") { g.pass_ms(80'000); }
  g.accept();
  CHECK(!g.hub.online(core::UserId(1)));
  CHECK(g.hub.metrics().sessions_attached.value() == 0);
}

TEST_CASE("2.6 liveness: only an accepted PING refreshes it") {
  Gateway g;
  SUBCASE("never a ping: closed between 48 and 96 s") {
    Client& client = g.open_quietly();
    g.pass_ms(48'000);
    CHECK(g.frames(client).empty());
    g.pass_ms(48'000);
    CHECK(g.frames(client) == Lines{std::string(kDead)});
  }
  SUBCASE("pings keep it") {
    Client& client = g.open_quietly();
    for (int i = 0; i < 5; ++i) {
      g.pass_ms(60'000);
      client.says(kPing);
      CHECK(g.frames(client) == Lines{std::string(kPong)});
    }
    g.pass_ms(48'000);
    CHECK(g.frames(client).empty());
    g.pass_ms(48'000);
    CHECK(g.frames(client) == Lines{std::string(kDead)});
  }
  SUBCASE("authenticating, control frames and noise do not") {
    Client& client = g.open_quietly();
    g.pass_ms(40'000);
    client.says(R"({"op":"AUTHENTICATE","d":"t"})");
    g.accept();
    g.frames(client);
    CHECK(client.session->on_control(hub::Opcode::ping));
    CHECK(client.session->on_control(hub::Opcode::pong));
    client.says("noise");
    client.says(R"({"op":"PING","d":1})");
    g.pass_ms(56'000);
    CHECK(g.frames(client) == Lines{std::string(kDead)});
  }
}

TEST_CASE("2.7 the rate limit's state machine") {
  Gateway g(3);
  Client& client = g.open();  // 1
  CHECK(g.ops(client) == Lines{"HELLO"});
  client.says(kPing);    // 2
  client.says("noise");  // 3
  CHECK(g.frames(client) == Lines{std::string(kPong)});

  SUBCASE("warned once, the message is still processed") {
    g.pass_ms(6'880);
    client.says(kPing);
    const Lines lines = g.frames(client);
    REQUIRE(lines.size() == 2);
    check_golden("pandemonium/RATE_LIMIT.json", lines[0]);
    CHECK(lines[1] == kPong);
    client.says(kPing);
    CHECK(g.frames(client) == Lines{std::string(kLimited)});
  }
  SUBCASE("one that fits makes it normal again") {
    client.says(kPing);
    CHECK(g.ops(client) == Lines{"RATE_LIMIT", "PONG"});
    g.pass_ms(10'000);
    for (int i = 0; i < 3; ++i) client.says(kPing);
    CHECK(g.frames(client).size() == 3);
    client.says(kPing);
    CHECK(g.ops(client) == Lines{"RATE_LIMIT", "PONG"});
    client.says(kPing);
    CHECK(g.frames(client) == Lines{std::string(kLimited)});
  }
  SUBCASE("control and binary frames count") {
    CHECK(client.session->on_control(hub::Opcode::ping));
    CHECK(g.ops(client) == Lines{"RATE_LIMIT"});
    client.session->on_message(hub::Opcode::binary, "x");
    CHECK(g.frames(client) == Lines{std::string(kLimited)});
    CHECK(client.session->on_control(hub::Opcode::close));
  }
  SUBCASE("a ping too many is left unanswered") {
    client.session->on_control(hub::Opcode::pong);
    CHECK(!client.session->on_control(hub::Opcode::ping));
    CHECK(g.frames(client).back() == kLimited);
  }
  SUBCASE("who leaves is let go") {
    client.session->on_control(hub::Opcode::pong);
    g.frames(client);
    CHECK(client.session->on_control(hub::Opcode::close));
    CHECK(g.frames(client).empty());
  }
  SUBCASE("the bucket is the address's: another connection opens warned") {
    Client& second = g.open();
    CHECK(g.ops(second) == Lines{"RATE_LIMIT", "HELLO"});
    second.says(kPing);
    CHECK(g.frames(second) == Lines{std::string(kLimited)});
    CHECK(g.frames(client).empty());
  }
  SUBCASE("switched off") {
    g.config.rate_limits_enabled = false;
    for (int i = 0; i < 20; ++i) client.says(kPing);
    CHECK(g.frames(client) == Lines(20, std::string(kPong)));
  }
}

TEST_CASE("2.11 the log-in or the account ends") {
  Gateway g;
  Client& client = g.log_in();
  Client& second = g.log_in();
  SUBCASE("the log-in") { g.publish(g.truth.log_out(core::UserId(1), core::LoginSessionId(1000))); }
  SUBCASE("the account") { g.publish(g.truth.delete_user(core::UserId(1))); }
  CHECK(g.frames(client).back() == kBadToken);
  CHECK(g.frames(second).back() == kBadToken);
}

TEST_CASE("2.9 an event was lost: the client is sent back for a fresh snapshot") {
  Gateway g;
  g.truth.add_community(core::CommunityId(100), core::UserId(1));
  Client& client = g.log_in();
  g.truth.add_channel(core::CommunityId(100), 500);
  g.publish(g.truth.add_channel(core::CommunityId(100), 501));
  CHECK(g.frames(client) == Lines{"close 1011 Server Error"});
}

TEST_CASE("a server that goes down says so") {
  Gateway g;
  Client& guest = g.open_quietly();
  Client& client = g.log_in();
  g.hub.drain();
  CHECK(g.frames(guest) == Lines{"close 1012 Server is restarting"});
  CHECK(g.frames(client) == Lines{"close 1012 Server is restarting"});
}

TEST_CASE("a slow receiver is let go") {
  Gateway g;
  Client& client = g.open_quietly();
  const hub::FrameRef frame = client.session->too_slow_close_frame();
  CHECK(frame->payload().substr(2) == "Client is too slow");
}

TEST_CASE("an idle session is small") { CHECK(sizeof(pandemonium::GatewaySession) <= sizeof(hub::Session) + 48); }

}  // namespace
