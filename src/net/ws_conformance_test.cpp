// Runs tests/conformance/websocket/*.txt twice: against the decoder alone, and over a socket against a server that echoes.
#include <doctest/doctest.h>

#include <filesystem>
#include <random>

#include "net/deflate.h"
#include "net/ws_codec.h"
#include "tests/support/case_file.h"
#include "tests/support/net_world.h"
#include "tests/support/ws_cases.h"

using namespace testing_support;

namespace {

constexpr std::uint32_t kMessageMax = 1u << 17;

struct Cuts {
  std::string name;
  std::function<std::size_t()> next;
};

std::vector<Cuts> ways_to_cut() {
  auto random = std::make_shared<std::mt19937>(20260101u);
  return {{"whole", [] { return std::size_t{1} << 30; }},
          {"byte by byte", [] { return std::size_t{1}; }},
          {"random pieces", [random] { return std::size_t{1} + (*random)() % 700; }}};
}

struct Script {
  std::string bytes;
  std::vector<std::pair<std::string, std::string>> expected;  // word and payload
  bool deflate = false;
  bool stays_open = false;
};

Script script_of(const Case& one) {
  Script out;
  for (const auto& [word, value] : one.lines) {
    if (word == "send") out.bytes += frame_of(value);
    if (word == "deflate") out.deflate = value == "yes";
    if (word == "then") out.stays_open = value == "open";
    if (word == "expect") {
      const std::size_t space = std::min(value.find(' '), value.size());
      const std::string_view payload = std::string_view(value).substr(std::min(space + 1, value.size()));
      out.expected.emplace_back(value.substr(0, space), unescape(payload));
    }
  }
  return out;
}

std::vector<Case> all_cases() {
  const auto folder = std::filesystem::path(__FILE__).parent_path() / "../../tests/conformance/websocket";
  return read_cases((folder / "frames.txt").string());
}

/// What an echoing endpoint would answer to the decoder's events.
std::vector<std::pair<std::string, std::string>> decode(const Script& script, const Cuts& cuts, bool& ended) {
  net::Decoder decoder(kMessageMax, script.deflate);
  std::vector<std::pair<std::string, std::string>> out;
  ended = false;
  for (std::size_t at = 0; at < script.bytes.size();) {
    const std::size_t size = std::min(cuts.next(), script.bytes.size() - at);
    // Exactly as long as the piece, so that the sanitizer sees a step too far.
    std::vector<char> piece(script.bytes.data() + at, script.bytes.data() + at + size);
    at += size;
    std::span<char> input(piece);
    while (!ended) {
      const net::Decoder::Event event = decoder.next(input);
      using Kind = net::Decoder::Event::Kind;
      if (event.kind == Kind::none) break;
      const bool text = event.opcode == hub::Opcode::text;
      if (event.kind == Kind::message) out.emplace_back(text ? "text" : "binary", event.payload);
      if (event.kind == Kind::ping) out.emplace_back("pong", event.payload);
      if (event.kind == Kind::close) out.emplace_back("close", std::to_string(event.code != 0 ? event.code : 1000));
      if (event.kind == Kind::fault) out.emplace_back("close", std::to_string(event.code));
      ended = event.kind == Kind::close || event.kind == Kind::fault;
    }
    if (ended) {
      CHECK(decoder.next(input).kind == net::Decoder::Event::Kind::none);  // nothing that follows counts
      CHECK(input.empty());
    }
  }
  CHECK((ended || !decoder.partial()));
  return out;
}

Client upgraded(const NetWorld& world, bool deflate) {
  Client client = world.connect();
  client.send(
      "GET /ws HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
      "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" +
      std::string(deflate ? "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n" : "") + "\r\n");
  const std::string head = client.take_until("\r\n\r\n");
  CHECK(head.starts_with("HTTP/1.1 101 "));
  CHECK(head.find("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n") != std::string::npos);
  const std::string answer = "permessage-deflate; server_no_context_takeover; client_no_context_takeover\r\n";
  CHECK((head.find("Sec-WebSocket-Extensions: " + answer) != std::string::npos) == deflate);
  return client;
}

void expect_frame(Client& client, const std::string& word, const std::string& payload) {
  ServerFrame frame = read_server_frame([&](std::size_t count) { return client.take(count); });
  if (frame.compressed) {
    const net::Inflated inflated = net::inflate_message(frame.payload, 1u << 24);
    REQUIRE_FALSE(inflated.error.has_value());
    frame.payload = inflated.bytes;
  }
  const std::string names[] = {"?", "text", "binary", "?", "?", "?", "?", "?", "close", "ping", "pong"};
  CHECK(names[frame.opcode] == word);
  if (word == "close") {
    CHECK(std::to_string(frame.close_code()) == payload);
  } else {
    CHECK(frame.payload == payload);
  }
}

}  // namespace

TEST_CASE("websocket conformance: the decoder alone, however the bytes are cut") {
  for (const Case& one : all_cases()) {
    const Script script = script_of(one);
    for (const Cuts& cuts : ways_to_cut()) {
      INFO(one.name, ", ", cuts.name);
      bool ended = false;
      CHECK((decode(script, cuts, ended) == script.expected));
      CHECK(ended == !script.stays_open);
    }
  }
}

TEST_CASE("websocket conformance: over a socket") {
  NetWorld world;
  int connections = 0;
  for (const Case& one : all_cases()) {
    const Script script = script_of(one);
    for (const Cuts& cuts : ways_to_cut()) {
      if (cuts.name == "byte by byte" && script.bytes.size() > 2000) continue;
      INFO(one.name, ", ", cuts.name);
      ++connections;
      Client client = upgraded(world, script.deflate);
      for (std::string_view rest = script.bytes; !rest.empty();) {
        const std::size_t size = std::min(cuts.next(), rest.size());
        client.send(rest.substr(0, size));
        rest.remove_prefix(size);
      }
      for (const auto& [word, payload] : script.expected) expect_frame(client, word, payload);
      if (script.stays_open) {
        client.send(frame_of("ping still there"));
        expect_frame(client, "pong", "still there");
        client.send(frame_of("close 1000"));
        expect_frame(client, "close", "1000");
      }
      client.shut();
      CHECK(client.ended());
    }
  }
  wait_until([&] { return world.sessions_closed == connections && world.server->connections() == 0; });
}
