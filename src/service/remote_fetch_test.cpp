// Fetching: what is allowed, what is followed, where it ends.
#include "service/remote_fetch.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <thread>

#include "service/url.h"
#include "tests/support/fake_server.h"

using namespace service;
using base::ErrorKind;
using testing_support::FakeWebServer;
using Excess = Fetcher::Excess;

namespace {

FetchOptions allowing(const FakeWebServer& server) {
  FetchOptions options;
  options.allow_addresses = {server.server().address()};
  return options;
}

bool fails(const base::Result<Fetched>& fetched, ErrorKind kind = ErrorKind::invalid) {
  return !fetched && fetched.error().kind == kind && fetched.error().subject == "url";
}

}  // namespace

TEST_CASE("addresses: only the public internet") {
  for (const char* address : {"127.0.0.1", "127.255.255.255", "0.0.0.0", "0.255.255.255", "10.0.0.1", "10.255.255.255",
                              "100.64.0.0", "100.127.255.255", "169.254.169.254", "172.16.0.0", "172.31.255.255",
                              "192.0.0.8", "192.0.2.1", "192.88.99.1", "192.168.0.1", "198.18.0.1", "198.19.255.255",
                              "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255",
                              // IPv6
                              "::", "::1", "fe80::1", "fec0::1", "fc00::1", "fdff::1", "ff02::1", "2001:db8::1", "3fff::1",
                              "3fff:fff::1", "2001::1", "2001:1ff::1", "100::1", "64:ff9b:1::1", "5f00::1", "4000::1",
                              // IPv4 in its IPv6 clothes
                              "::ffff:127.0.0.1", "::ffff:10.1.2.3", "::127.0.0.1", "::8.8.8.8", "64:ff9b::127.0.0.1",
                              "64:ff9b::192.168.1.1", "2002:7f00:1::", "2002:a00:1::1",
                              // no addresses
                              "", "localhost", "127.1", "8.8.8.8:80", "[::1]"}) {
    CAPTURE(address);
    CHECK_FALSE(is_public_address(address));
  }
  for (const char* address :
       {"8.8.8.8",         "1.1.1.1",        "9.255.255.255",  "11.0.0.0",         "100.63.255.255",  "100.128.0.0",
        "126.255.255.255", "128.0.0.0",      "169.253.0.1",    "172.15.255.255",   "172.32.0.0",      "192.167.0.1",
        "192.169.0.1",     "198.17.255.255", "198.20.0.0",     "223.255.255.255",  "2606:4700::1111", "2001:200::1",
        "2a00::1",         "3ffe::1",        "::ffff:8.8.8.8", "64:ff9b::8.8.8.8", "2002:808:808::1"}) {
    CAPTURE(address);
    CHECK(is_public_address(address));
  }
}

TEST_CASE("fetching: an answer with its type and address") {
  FakeWebServer server([](const std::string&) { return FakeWebServer::ok("Text/HTML; charset=utf-8", "hello"); });
  const RemoteFetch fetch(allowing(server));
  const auto fetched = fetch.get(server.url("/page?x=1"), 100, Excess::refuse);
  REQUIRE(fetched);
  CHECK(fetched->body == "hello");
  CHECK(fetched->content_type == "text/html");
  CHECK(fetched->url == server.url("/page?x=1"));
  const std::string request = server.requests().at(0);
  CHECK(request.starts_with("GET /page?x=1 HTTP/1.1\r\n"));
  CHECK(request.find("User-Agent: Tetragate\r\n") != std::string::npos);
  CHECK(request.find("Cookie") == std::string::npos);
}

TEST_CASE("fetching: internal hosts only as the operator allows them, address and port") {
  FakeWebServer server([](const std::string&) { return FakeWebServer::ok("text/html", "secret"); });
  const std::string port = server.server().address().substr(std::string("127.0.0.1:").size());
  CHECK(fails(RemoteFetch({}).get(server.url("/"), 100, Excess::refuse), ErrorKind::forbidden));
  FetchOptions other_port;
  other_port.allow_addresses = {"127.0.0.1:1", "127.0.0.1", "localhost:" + port};
  const RemoteFetch refuses(other_port);
  for (const std::string host :
       {"127.0.0.1", "localhost", "0x7f000001", "2130706433", "127.1", "[::ffff:127.0.0.1]", "0.0.0.0"}) {
    CAPTURE(host);
    CHECK(fails(refuses.get("http://" + host + ":" + port + "/", 100, Excess::refuse), ErrorKind::forbidden));
  }
  CHECK(server.server().connections() == 0);
}

TEST_CASE("fetching: redirects are followed, and checked as the first address was") {
  FakeWebServer inner([](const std::string&) { return FakeWebServer::ok("text/html", "internal"); });
  FakeWebServer server([&](const std::string& path) {
    if (path == "/inside") return FakeWebServer::redirect(inner.url("/"));
    if (path == "/file") return FakeWebServer::redirect("file:///etc/hostname");
    if (path == "/ftp") return FakeWebServer::redirect("ftp://127.0.0.1/");
    const int left = std::atoi(path.c_str() + 1);
    return left == 0 ? FakeWebServer::ok("text/plain", "there") : FakeWebServer::redirect("/" + std::to_string(left - 1));
  });
  const RemoteFetch fetch(allowing(server));
  const auto fetched = fetch.get(server.url("/5"), 100, Excess::refuse);
  REQUIRE(fetched);
  CHECK(fetched->body == "there");
  CHECK(fetched->url == server.url("/0"));
  CHECK(fails(fetch.get(server.url("/6"), 100, Excess::refuse)));
  CHECK(fails(fetch.get(server.url("/inside"), 100, Excess::refuse), ErrorKind::forbidden));
  for (const char* path : {"/file", "/ftp"}) CHECK(fails(fetch.get(server.url(path), 100, Excess::refuse)));
  CHECK(inner.server().connections() == 0);
}

TEST_CASE("fetching: the limit of bytes, announced or not") {
  const std::string body(1000, 'x');
  FakeWebServer server([&](const std::string& path) {
    if (path == "/announced") return FakeWebServer::ok("text/plain", body);
    return "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n3e8\r\n" +
           body + "\r\n0\r\n\r\n";
  });
  const RemoteFetch fetch(allowing(server));
  for (const char* path : {"/announced", "/chunked"}) {
    CHECK(fetch.get(server.url(path), 1000, Excess::refuse)->body == body);
    CHECK(fetch.get(server.url(path), 1001, Excess::refuse)->body == body);
    CHECK(fails(fetch.get(server.url(path), 999, Excess::refuse), ErrorKind::too_large));
    CHECK(fetch.get(server.url(path), 999, Excess::cut)->body == body.substr(0, 999));
    CHECK(fetch.get(server.url(path), 1000, Excess::cut)->body == body);
  }
}

TEST_CASE("fetching: what is no success is a failure") {
  FakeWebServer server([](const std::string& path) { return FakeWebServer::status(std::atoi(path.c_str() + 1)); });
  const RemoteFetch fetch(allowing(server));
  CHECK(fetch.get(server.url("/204"), 100, Excess::refuse));
  for (const char* path : {"/304", "/404", "/500"}) CHECK(fails(fetch.get(server.url(path), 100, Excess::refuse)));
  const std::string host = server.server().address();
  for (const std::string url : {"", "no url", "/path", "file:///etc/passwd", "ftp://example.org/", "gopher://example.org/",
                                "http://", "javascript:alert(1)"}) {
    CAPTURE(url);
    CHECK(fails(fetch.get(url, 100, Excess::refuse)));
  }
  CHECK(fails(fetch.get("http://user:password@" + host + "/204", 100, Excess::refuse)));
}

TEST_CASE("fetching: a proxy from the environment is not asked") {
  FakeWebServer proxy([](const std::string&) { return FakeWebServer::ok("text/plain", "from the proxy"); });
  ::setenv("http_proxy", proxy.url("/").c_str(), 1);
  FakeWebServer server([](const std::string&) { return FakeWebServer::ok("text/plain", "straight"); });
  const auto fetched = RemoteFetch(allowing(server)).get(server.url("/"), 100, Excess::refuse);
  ::unsetenv("http_proxy");
  REQUIRE(fetched);
  CHECK(fetched->body == "straight");
}

TEST_CASE("fetching: silence ends by the time limit, and by stopping") {
  FakeWebServer server([](const std::string&) { return std::string(); });
  FetchOptions options = allowing(server);
  options.timeout_ms = 50;
  CHECK(fails(RemoteFetch(options).get(server.url("/"), 100, Excess::refuse)));

  options.timeout_ms = 600'000;  // the test would notice
  RemoteFetch fetch(options);
  base::Result<Fetched> fetched = base::fail(ErrorKind::internal);
  std::thread waiting([&] { fetched = fetch.get(server.url("/"), 100, Excess::refuse); });
  fetch.stop();
  waiting.join();
  CHECK(fails(fetched));
  CHECK(fails(fetch.get(server.url("/"), 100, Excess::refuse)));
}

TEST_CASE("urls: taken apart and put together") {
  const auto url = parse_url("HTTPS://Example.ORG:8443/a/b?v=1&t=2#end");
  REQUIRE(url);
  CHECK(url->scheme == "https");
  CHECK(url->host == "example.org");
  CHECK(url->path == "/a/b");
  CHECK(url->query == "v=1&t=2");
  CHECK_FALSE(parse_url("example.org"));
  CHECK_FALSE(parse_url("mailto:a@example.org"));
  CHECK(resolve_url("https://example.org/a/b", "../c.png") == "https://example.org/c.png");
  CHECK(resolve_url("https://example.org/a/b", "//other.example/c") == "https://other.example/c");
  CHECK_FALSE(resolve_url("https://example.org/", "javascript:alert(1)"));
  CHECK_FALSE(resolve_url("https://example.org/", ""));
  CHECK(query_parameter("a=1&v=xyz&v=2", "v") == "xyz");
  CHECK(query_parameter("v", "v") == "");
  CHECK_FALSE(query_parameter("av=1", "v"));
  CHECK_FALSE(query_parameter("", "v"));
}
