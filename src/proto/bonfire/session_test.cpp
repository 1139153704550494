// The gateway's state machine over a real hub (bonfire 2, 3.4), with a clock moved by hand.
#include "proto/bonfire/session.h"

#include <doctest/doctest.h>

#include <deque>

#include "tests/support/hub_world.h"

namespace {

using namespace testing_support;

constexpr std::uint64_t kBase = 6566726860801;  // ids of about 2025, as real ones
constexpr std::uint64_t kAda = kBase, kBob = kBase + 1;
constexpr core::CommunityId kWorkshop{kBase + 65536};
constexpr core::ChannelId kGeneral{kBase + 65536 + 1};

template <typename T>
base::Task<T> at_once(T value) {
  co_return value;
}

struct Client {
  FakeConnection connection;
  std::unique_ptr<hub::Session> session;
  void says(std::string_view text) { session->on_message(hub::Opcode::text, text); }
  ~Client() {
    session->on_closed();
    session.reset();
    connection.disconnect();
  }
};

struct Gateway : HubWorld {
  base::Result<service::Actor> person = service::Actor{core::UserId(kAda), core::LoginSessionId(kAda * 1000), true, false};
  bonfire::Personal personal;
  std::vector<std::string> tokens;
  std::vector<bonfire::ChannelSlowmode> slowmodes;
  bonfire::GatewayContext context{
      hub,
      [this](std::string token) {
        tokens.push_back(std::move(token));
        return at_once(person);
      },
      [this](bonfire::PersonalWishes) { return at_once(base::Result<bonfire::Personal>(personal)); },
      [this](core::UserId, std::vector<core::ChannelId>) { return at_once(slowmodes); }};
  std::deque<std::unique_ptr<Client>> clients;

  Gateway() {
    truth.add_user(kAda);
    truth.add_user(kBob);
    for (const std::uint64_t id : {kAda, kBob}) truth.people.at(core::UserId(id)).user.tag_name = id == kAda ? "ada" : "bob";
    truth.add_community(kWorkshop, core::UserId(kAda));
    truth.join(kWorkshop, core::UserId(kBob));
  }
  ~Gateway() { clients.clear(); }

  Client& open(std::string query) {
    clients.push_back(std::make_unique<Client>());
    Client& client = *clients.back();
    http::Request request;
    request.query = std::move(query);
    client.session = bonfire::make_session(context, request, client.connection);
    client.connection.session = client.session.get();
    client.session->on_open();
    settle();
    return client;
  }
  Client& open_as(std::uint64_t user) {
    person->user = core::UserId(user);
    person->login = core::LoginSessionId(user * 1000);
    Client& client = open("version=1&format=json&token=x");
    said(client);
    return client;
  }
  Lines said(Client& client) {
    settle();
    Lines lines;
    for (const FakeConnection::Received& frame : client.connection.take_frames()) {
      if (frame.opcode == hub::Opcode::close) {
        const auto* bytes = reinterpret_cast<const unsigned char*>(frame.payload.data());
        lines.push_back("close " + std::to_string(bytes[0] << 8 | bytes[1]));
      } else if (frame.opcode == hub::Opcode::ping) {
        lines.push_back("ping");
      } else {
        lines.push_back((frame.opcode == hub::Opcode::binary ? "binary " : "") + frame.payload);
      }
    }
    return lines;
  }
};

std::string error(std::string_view id) {
  return R"({"type":"Error","error":")" + std::string(id) + R"(","data":{"type":")" + std::string(id) +
         R"(","location":"gateway"}})";
}

TEST_CASE("a token in the address logs in at once; Authenticated and Ready come alone and in that order") {
  Gateway g;
  Client& ada = g.open("version=1&format=json&token=a%5Fb");
  CHECK(g.tokens == Lines{"a_b"});
  const Lines lines = g.said(ada);
  REQUIRE(lines.size() == 2);
  CHECK(lines[0] == R"({"type":"Authenticated"})");
  CHECK(lines[1].starts_with(R"({"type":"Ready",)"));
  for (const char* member : {"users", "servers", "channels", "members", "emojis", "voice_states", "policy_changes"}) {
    CHECK(lines[1].find("\"" + std::string(member) + "\":[") != std::string::npos);
  }
  CHECK(lines[1].find("channel_unreads") == std::string::npos);
  CHECK(lines[1].find(R"("relationship":"User")") != std::string::npos);
}

TEST_CASE("an Authenticate message, with whatever else it carries; everything before it is ignored") {
  Gateway g;
  Client& ada = g.open("");
  ada.says("no json");
  ada.says(R"({"type":"BeginTyping","channel":"01HZX4T9K3M5N7P9Q1R3S5T7V9"})");
  ada.says(R"({"type":"Ping","data":5})");
  CHECK(g.said(ada) == Lines{R"({"type":"Pong","data":5})"});
  ada.says(R"({"type":"Authenticate","_id":"x","user_id":"y","token":"t","name":"n"})");
  CHECK(g.said(ada).size() == 2);
  ada.says(R"({"type":"Authenticate","token":"again"})");
  CHECK(g.said(ada) == Lines{error("AlreadyAuthenticated")});
  CHECK(g.tokens == Lines{"t"});
}

TEST_CASE("whoever connects too often is closed, until the window is over") {
  Gateway g;
  http::RateLimiter limiter(g.clock);
  g.context.limiter = &limiter;
  g.context.limits.connections = {2, 10, 0};
  for (int i = 0; i < 2; ++i) CHECK(g.said(g.open("token=x")).front() == R"({"type":"Authenticated"})");
  CHECK(g.said(g.open("token=x")) == Lines{"close 1008"});
  CHECK(g.tokens.size() == 2);
  g.pass_ms(10'000);
  CHECK(g.said(g.open("token=x")).front() == R"({"type":"Authenticated"})");
}

TEST_CASE("who may not come in hears why and is closed") {
  Gateway g;
  g.person = base::fail(base::ErrorKind::unauthenticated, "token");
  CHECK(g.said(g.open("token=")) == Lines{error("InvalidSession"), "close 1000"});
  g.person = base::fail(base::ErrorKind::unavailable);
  CHECK(g.said(g.open("token=x")) == Lines{error("InternalError"), "close 1000"});
  g.person = service::Actor{core::UserId(kAda), core::LoginSessionId(kAda * 1000), false, false};
  CHECK(g.said(g.open("token=x")) == Lines{error("OnboardingNotFinished"), "close 1000"});
  Client& silent = g.open("");
  g.pass_ms(g.context.limits.authenticate_ms - 1);
  CHECK(g.said(silent).empty());
  g.pass_ms(1);
  CHECK(g.said(silent) == Lines{error("InvalidSession"), "close 1000"});
}

TEST_CASE("the ready parameter chooses members of Ready") {
  Gateway g;
  g.personal.settings = {{"theme", {7, "dark"}}};
  g.personal.number = g.truth.number(core::stream_of(core::UserId(kAda)));
  const Lines lines = g.said(g.open("token=x&ready=servers&ready=user_settings%5Btheme%5D&ready=what"));
  REQUIRE(lines.size() == 2);
  CHECK(lines[1].find(R"("servers":[)") != std::string::npos);
  CHECK(lines[1].find(R"("user_settings":{"theme":[7,"dark"]})") != std::string::npos);
  for (const char* member : {"users", "members", "emojis", "voice_states", "policy_changes"}) {
    CHECK(lines[1].find("\"" + std::string(member) + "\":[") == std::string::npos);
  }
  CHECK(lines[1].find("channel_type") == std::string::npos);  // a server names its channels by id
  const Lines nothing = g.said(g.open("token=x&ready=what"));
  CHECK(nothing.at(1) == R"({"type":"Ready"})");
}

TEST_CASE("MessagePack: binary frames both ways, the wrong kind is ignored") {
  Gateway g;
  Client& ada = g.open("format=msgpack&token=x");
  const Lines lines = g.said(ada);
  REQUIRE(lines.size() == 2);
  CHECK(lines[0] ==
        "binary \x81\xA4type\xAD"
        "Authenticated");
  ada.says(R"({"type":"Ping","data":5})");
  CHECK(g.said(ada).empty());
  ada.session->on_message(hub::Opcode::binary,
                          "\x82\xA4type\xA4Ping\xA4"
                          "data\x05");
  CHECK(g.said(ada) == Lines{"binary \x82\xA4type\xA4Pong\xA4"
                             "data\x05"});
}

TEST_CASE("Ping gives back what it was given; what is no message is ignored") {
  Gateway g;
  Client& ada = g.open_as(kAda);
  ada.says(R"({"type":"Ping","data":1717891200123})");
  ada.says(R"({"type":"Ping","data":[7,1,255],"responded":true})");
  CHECK(g.said(ada) == Lines{R"({"type":"Pong","data":1717891200123})", R"({"type":"Pong","data":[7,1,255]})"});
  for (const char* text : {R"({"type":"Ping","data":-1})", R"({"type":"Ping","data":1.5})", R"({"type":"Ping","data":"1"})",
                           R"({"type":"Ping","data":null})", R"({"type":"Ping"})", R"({"type":"Ping","data":[256]})", "[]",
                           "{}", "", R"({"type":"Nonsense"})", R"({"type":"Pong","data":1})"}) {
    ada.says(text);
  }
  CHECK(g.said(ada).empty());
}

TEST_CASE("typing reaches everybody who sees the channel, the one who types too; other ids do nothing") {
  Gateway g;
  Client& ada = g.open_as(kAda);
  Client& bob = g.open_as(kBob);
  g.said(ada);
  const std::string id = bonfire::to_text(kGeneral);
  ada.says(R"({"type":"BeginTyping","channel":")" + id + "\"}");
  const std::string told =
      R"({"type":"ChannelStartTyping","id":")" + id + R"(","user":")" + bonfire::to_text(core::UserId(kAda)) + "\"}";
  CHECK(g.said(ada) == Lines{told});
  CHECK(g.said(bob) == Lines{told});
  ada.says(R"({"type":"EndTyping","channel":")" + bonfire::to_text(kWorkshop) + "\"}");
  CHECK(g.said(bob).empty());
}

TEST_CASE("Subscribe: profiles of those who merely share the server, for fifteen minutes") {
  Gateway g;
  Client& ada = g.open_as(kAda);
  Client& bob = g.open_as(kBob);
  g.said(ada);
  const auto rename = [&](const std::string& name) {
    g.publish(g.truth.edit_user(core::UserId(kBob), [&](Truth::Account& account) { account.user.display_name = name; }));
  };
  const auto told = [](const std::string& name) {
    return R"({"type":"UserUpdate","id":")" + bonfire::to_text(core::UserId(kBob)) + R"(","data":{"display_name":")" + name +
           R"("},"clear":[]})";
  };
  rename("one");
  CHECK(g.said(ada).empty());
  CHECK(g.said(bob) == Lines{told("one")});
  ada.says(R"({"type":"Subscribe","server_id":")" + bonfire::to_text(kWorkshop) + "\"}");
  rename("two");
  CHECK(g.said(ada) == Lines{told("two")});
  for (int minute = 0; minute < 15; ++minute) {
    ada.says(R"({"type":"Ping","data":1})");  // alive
    g.pass_ms(60'000);
  }
  g.said(ada);
  rename("three");
  CHECK(g.said(ada).empty());
}

TEST_CASE("a silent client is asked and then closed, one that says anything is not") {
  Gateway g;
  Client& ada = g.open_as(kAda);
  const std::int64_t half_ms = g.context.limits.idle_ms / 2;
  g.pass_ms(half_ms - 1);
  CHECK(g.said(ada).empty());
  g.pass_ms(1);
  CHECK(g.said(ada) == Lines{"ping"});
  CHECK(ada.session->on_control(hub::Opcode::pong));  // as every client's WebSocket does by itself
  g.pass_ms(half_ms);
  CHECK(g.said(ada) == Lines{"ping"});
  ada.says("anything");
  g.pass_ms(half_ms - 1);
  CHECK(g.said(ada).empty());
  g.pass_ms(1);
  CHECK(g.said(ada) == Lines{"ping"});
  g.pass_ms(half_ms - 1);
  CHECK(g.said(ada).empty());
  g.pass_ms(1);
  CHECK(g.said(ada) == Lines{"close 1000"});
}

TEST_CASE("too many frames close") {
  Gateway g;
  Client& ada = g.open_as(kAda);
  for (int i = 0; i < g.context.limits.frames_per_window; ++i) ada.says("x");
  CHECK(g.said(ada).empty());
  g.pass_ms(g.context.limits.window_ms);
  for (int i = 0; i < g.context.limits.frames_per_window; ++i) ada.says("x");
  CHECK(g.said(ada).empty());
  ada.says("x");
  CHECK(g.said(ada) == Lines{"close 1008"});
}

TEST_CASE("the end of the log-in: Logout for its connection, Auth for the others") {
  Gateway g;
  g.truth.people.at(core::UserId(kAda)).logins.insert(core::LoginSessionId(kAda + 500 * 65536));
  Client& first = g.open_as(kAda);
  g.person->login = core::LoginSessionId(kAda + 500 * 65536);
  Client& second = g.open("token=x");
  g.said(second);
  g.said(first);
  g.publish(g.truth.commit(core::stream_of(core::UserId(kAda)),
                           core::LoginSessionDeleted{core::LoginSessionId(kAda + 500 * 65536)}));
  CHECK(g.said(second) == Lines{R"({"type":"Logout"})", "close 1000"});
  CHECK(g.said(first) ==
        Lines{R"({"type":"Auth","event_type":"DeleteSession","user_id":")" + bonfire::to_text(core::UserId(kAda)) +
              R"(","session_id":")" + bonfire::to_text(core::LoginSessionId(kAda + 500 * 65536)) + "\"}"});
}

}  // namespace
