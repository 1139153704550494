#include <doctest/doctest.h>

#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "http/message.h"

TEST_CASE("headers: names have no case, the first value counts, set replaces all") {
  http::Headers headers;
  headers.add("X-One", "1");
  headers.add("x-one", "2");
  headers.add("Other", "3");
  CHECK(headers.get("X-ONE") == "1");
  CHECK(headers.has("other"));
  CHECK_FALSE(headers.has("x-on"));
  CHECK(headers.get("absent").empty());
  headers.set("X-oNE", "4");
  CHECK(headers.get("x-one") == "4");
  CHECK(headers.size() == 2);
}

TEST_CASE("percent decoding: well-formed, malformed, and what a path must not hold") {
  CHECK(http::percent_decode("a%20b%2Fc%c3%A9", false) == "a b/cé");
  CHECK(http::percent_decode("a+b", false) == "a+b");
  CHECK(http::percent_decode("a+b%2B", true) == "a b+");
  CHECK(http::percent_decode("", false) == "");
  for (const char* bad : {"%", "%2", "%zz", "a%2", "%00", "%ff", "%ED%A0%80"}) {
    INFO(bad);
    CHECK_FALSE(http::percent_decode(bad, false).has_value());
  }
}

TEST_CASE("query: decoded by name, the first one counts, a bare flag is empty") {
  http::Request request;
  request.query = "limit=5&name=a+b%26c&flag&=nameless&limit=6&bad=%zz&na%6De2=x";
  CHECK(request.query_value("limit") == "5");
  CHECK(request.query_value("name") == "a b&c");
  CHECK(request.query_value("flag") == "");
  CHECK(request.query_value("name2") == "x");
  CHECK_FALSE(request.query_value("bad").has_value());
  CHECK_FALSE(request.query_value("absent").has_value());
}

TEST_CASE("spooled file: removed when let go, unless it was taken over") {
  const auto folder = std::filesystem::temp_directory_path() / ("spooled-" + std::to_string(::getpid()));
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "one") << "x";
  std::ofstream(folder / "two") << "x";
  {
    const http::SpooledFile one((folder / "one").string(), 1), two((folder / "two").string(), 1);
    std::filesystem::rename(folder / "two", folder / "kept");
  }
  CHECK_FALSE(std::filesystem::exists(folder / "one"));
  CHECK(std::filesystem::exists(folder / "kept"));
  std::filesystem::remove_all(folder);
}

TEST_CASE("reason phrases: every status we use has one") {
  CHECK(http::reason_phrase(200) == "OK");
  CHECK(http::reason_phrase(413) == "Content Too Large");
  CHECK(http::reason_phrase(799) == "Status");
}
