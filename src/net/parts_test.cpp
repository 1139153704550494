// The small pure parts of net: addresses, proxies, handshake, response heads, inflating, UTF-8.
#include <doctest/doctest.h>

#include <random>

#include "base/utf8.h"
#include "net/address.h"
#include "net/deflate.h"
#include "net/http_parser.h"
#include "net/response_head.h"
#include "net/utf8_stream.h"
#include "net/ws_codec.h"
#include "net/ws_handshake.h"
#include "tests/support/ws_cases.h"

TEST_CASE("addresses: every spelling of one address is one address") {
  const auto text = [](std::string_view in) {
    const auto address = net::Address::parse(in);
    return address ? address->text() : std::string("-");
  };
  CHECK(text("10.0.0.1") == "10.0.0.1");
  CHECK(text(" 10.0.0.1:8080 ") == "10.0.0.1");
  CHECK(text("::ffff:10.0.0.1") == "10.0.0.1");
  CHECK(text("2001:DB8::1") == "2001:db8::1");
  CHECK(text("[2001:db8::1]:443") == "2001:db8::1");
  CHECK(text("[::1]") == "::1");
  for (const char* bad : {"", "unknown", "10.0.0", "10.0.0.256", "[::1", "[::1]x", "10.0.0.1:", "10.0.0.1:http", "_a"}) {
    INFO(bad);
    CHECK(text(bad) == "-");
  }
}

TEST_CASE("proxies: ranges, and who the client is") {
  const auto proxies = net::TrustedProxies::parse({"10.0.0.0/9", "2001:db8::/33", "::1", "192.0.2.0/24"});
  REQUIRE(proxies.has_value());
  const auto trusts = [&](std::string_view text) { return proxies->trusts(*net::Address::parse(text)); };
  CHECK(trusts("10.127.255.255"));
  CHECK_FALSE(trusts("10.128.0.0"));
  CHECK(trusts("::ffff:10.1.1.1"));
  CHECK(trusts("2001:db8:7fff::1"));
  CHECK_FALSE(trusts("2001:db8:8000::1"));
  CHECK(trusts("::1"));
  CHECK_FALSE(trusts("::2"));

  const auto client = [&](std::string_view peer, std::initializer_list<std::pair<const char*, const char*>> list) {
    http::Headers headers;
    for (const auto& [name, value] : list) headers.add(name, value);
    return proxies->client(*net::Address::parse(peer), headers).text();
  };
  CHECK(client("10.0.0.1", {{"X-Forwarded-For", "1.1.1.1, 2.2.2.2"}}) == "2.2.2.2");
  CHECK(client("10.0.0.1", {{"X-Forwarded-For", "1.1.1.1, 2.2.2.2,10.9.9.9"}}) == "2.2.2.2");
  CHECK(client("10.0.0.1", {{"X-Forwarded-For", "1.1.1.1"}, {"x-forwarded-for", "3.3.3.3"}}) == "3.3.3.3");
  CHECK(client("10.0.0.1", {{"X-Forwarded-For", "10.1.1.1, 10.9.9.9"}}) == "10.1.1.1");  // all of them ours: the farthest
  CHECK(client("10.0.0.1", {{"X-Forwarded-For", "1.1.1.1, nonsense"}}) == "10.0.0.1");
  CHECK(client("10.0.0.1", {{"X-Real-IP", "4.4.4.4"}, {"CF-Connecting-IP", "5.5.5.5"}}) == "4.4.4.4");
  CHECK(client("10.0.0.1", {{"CF-Connecting-IP", "2001:db8:ffff::5"}}) == "2001:db8:ffff::5");
  CHECK(client("10.0.0.1", {{"X-Real-IP", "nonsense"}}) == "10.0.0.1");
  CHECK(client("10.0.0.1", {}) == "10.0.0.1");
  CHECK(client("8.8.8.8", {{"X-Forwarded-For", "1.1.1.1"}, {"X-Real-IP", "1.1.1.1"}}) == "8.8.8.8");
  for (const char* bad : {"", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/x", "host", "::/129"}) {
    INFO(bad);
    CHECK_FALSE(net::TrustedProxies::parse({bad}).has_value());
  }
}

TEST_CASE("hosts and origins") {
  for (const char* good : {"a", "chat.example", "chat.example:8080", "127.0.0.1:80", "[::1]", "[::1]:443", "my_host-1"}) {
    INFO(good);
    CHECK(net::is_valid_host(good));
  }
  for (const char* bad : {"", ":80", "a:b", "a/b", "a b", "a<b", "[::1", "[x]", "a:", "a:123456", "user@host"}) {
    INFO(bad);
    CHECK_FALSE(net::is_valid_host(bad));
  }
  http::Headers headers;
  headers.add("Host", "inner:80");
  headers.add("X-Forwarded-Proto", "https, http");
  headers.add("X-Forwarded-Host", "outer, inner");
  CHECK(net::origin_of(headers, false, false) == "http://inner:80");
  CHECK(net::origin_of(headers, true, false) == "https://inner:80");
  CHECK(net::origin_of(headers, false, true) == "https://outer");
  headers.set("X-Forwarded-Host", "<script>");
  CHECK(net::origin_of(headers, false, true) == "https://inner:80");
}

TEST_CASE("handshake: RFC 6455 1.3, the accept value") {
  CHECK(net::accept_value("dGhlIHNhbXBsZSBub25jZQ==") == "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
}

TEST_CASE("handshake: RFC 7692 7.1, which offers of permessage-deflate are taken") {
  const std::string yes = "permessage-deflate; server_no_context_takeover; client_no_context_takeover";
  const std::pair<const char*, std::string> cases[] = {
      {"permessage-deflate", yes},
      {"permessage-deflate; client_max_window_bits", yes},
      {"permessage-deflate; client_max_window_bits=10; server_no_context_takeover", yes},
      {"permessage-deflate; client_max_window_bits=\"15\"", yes},
      {"permessage-deflate; client_no_context_takeover", yes},
      {"permessage-deflate; server_max_window_bits=15", yes + "; server_max_window_bits=15"},
      {"permessage-deflate; server_max_window_bits=10", ""},
      {"permessage-deflate; server_max_window_bits=10, permessage-deflate", yes},
      {"permessage-deflate; unknown, permessage-deflate; client_max_window_bits", yes},
      {"x-webkit-deflate-frame, permessage-deflate", yes},
      {" ,, permessage-deflate ;client_max_window_bits , ", yes},
      {"permessage-deflate; client_max_window_bits=\"1\\5\"", yes},
      {"permessage-deflate; client_max_window_bits=\"15", ""},
      {"permessage-deflate; client_max_window_bits=", ""},
      {"permessage-deflate; client_max_window_bits 15", ""},
      {"permessage-deflate;", ""},
      {"permessage-deflate; server_max_window_bits", ""},
      {"permessage-deflate; client_max_window_bits=16", ""},
      {"permessage-deflate; client_max_window_bits=7", ""},
      {"permessage-deflate; client_max_window_bits=08", ""},
      {"permessage-deflate; server_no_context_takeover=1", ""},
      {"permessage-deflate; server_no_context_takeover; server_no_context_takeover", ""},
      {"permessage-deflate; unknown", ""},
      {"permessage-bzip2", ""},
      {"", ""},
      {"; ; =", ""},
  };
  for (const auto& [offer, answer] : cases) {
    INFO(std::string(offer));
    CHECK(net::negotiate_deflate(offer) == answer);
  }
}

TEST_CASE("response head: ours are ours, and no value breaks out of its line") {
  http::Response response;
  response.status = 404;
  response.headers.add("Content-Type", "text/plain");
  response.headers.add("content-length", "7");
  response.headers.add("Transfer-Encoding", "chunked");
  response.headers.add("Connection", "upgrade");
  response.headers.add("X-Evil", "a\r\nSet-Cookie: b");
  response.headers.add("X-Nul", std::string("a\0b", 3));
  CHECK(net::response_head(response, {"D", 12, true, true}) ==
        "HTTP/1.1 404 Not Found\r\nDate: D\r\nContent-Type: text/plain\r\nContent-Length: 12\r\n\r\n");
  response.headers = {};
  response.status = 304;
  CHECK(net::response_head(response, {"D", 12, false, true}) ==
        "HTTP/1.1 304 Not Modified\r\nDate: D\r\nConnection: close\r\n\r\n");
  response.status = 200;
  CHECK(net::response_head(response, {"D", 0, true, false}) ==
        "HTTP/1.1 200 OK\r\nDate: D\r\nContent-Length: 0\r\nConnection: keep-alive\r\n\r\n");
}

TEST_CASE("inflate: limits and broken input, one after the other on the same state") {
  const std::string text(100'000, 'a');
  const std::string squeezed = testing_support::squeeze(text);
  CHECK(net::inflate_message(squeezed, 100'000).bytes == text);
  CHECK(net::inflate_message(squeezed, 99'999).error == net::InflateError::too_large);
  const std::string_view half = std::string_view(squeezed).substr(0, squeezed.size() / 2);
  CHECK(net::inflate_message(half, 100'000).error == net::InflateError::malformed);
  CHECK(net::inflate_message("\xff\xff", 100).error == net::InflateError::malformed);
  CHECK(net::inflate_message(std::string_view("\0", 1), 0).bytes.empty());
  CHECK_FALSE(net::inflate_message(std::string_view("\0", 1), 0).error.has_value());
  CHECK(net::inflate_message(squeezed, 100'000).bytes == text);
}

TEST_CASE("utf-8: piece by piece agrees with the whole, whatever the pieces") {
  std::mt19937 random(7);
  const std::string seeds[] = {"plain ascii, long enough for eight at a time",
                               "é漢🎉",
                               "\xf4\x8f\xbf\xbf",
                               "\xf4\x90",
                               "\xed\xa0\x80",
                               "\xc0\xaf",
                               "\x80"};
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    for (int i = static_cast<int>(random() % 4); i >= 0; --i) text += seeds[random() % std::size(seeds)];
    if (random() % 3 == 0) text[random() % text.size()] = static_cast<char>(random());
    net::Utf8Stream stream;
    bool good = true;
    for (std::size_t at = 0; at < text.size() && good;) {
      const std::size_t size = std::min<std::size_t>(1 + random() % 9, text.size() - at);
      good = stream.feed(std::string_view(text).substr(at, size));
      at += size;
    }
    CHECK((good && stream.complete()) == base::is_utf8(text));
  }
}

TEST_CASE("unmask: eight at a time agrees with one at a time, at every phase and alignment") {
  const unsigned char key[4] = {1, 0x80, 0xff, 0x3c};
  std::uint32_t word = 0;
  std::memcpy(&word, key, 4);
  for (unsigned phase = 0; phase < 4; ++phase) {
    for (std::size_t size = 0; size < 40; ++size) {
      std::string bytes(size, 'q'), expected;
      for (std::size_t i = 0; i < size; ++i) expected += static_cast<char>('q' ^ key[(phase + i) % 4]);
      net::unmask(bytes, word, phase);
      CHECK(bytes == expected);
    }
  }
}

TEST_CASE("close codes: RFC 6455 7.4 and the registry") {
  for (int code = 0; code < 65536; ++code) {
    const bool valid = (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1014) || (code >= 3000 && code <= 4999);
    CHECK(net::is_valid_close_code(static_cast<std::uint16_t>(code)) == valid);
  }
}
