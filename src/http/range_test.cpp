#include <doctest/doctest.h>

#include "http/range.h"

namespace {

std::string spell(const http::ByteRange& range) {
  switch (range.kind) {
    case http::ByteRange::Kind::whole:
      return "whole";
    case http::ByteRange::Kind::unsatisfiable:
      return "416";
    case http::ByteRange::Kind::part:
      return std::to_string(range.offset) + "+" + std::to_string(range.length);
  }
  return {};
}

}  // namespace

TEST_CASE("range: RFC 9110 14.1.2, of a representation of 100 bytes") {
  const std::pair<const char*, const char*> cases[] = {
      {"", "whole"},
      {"bytes=0-9", "0+10"},
      {"bytes=10-10", "10+1"},
      {"bytes=90-", "90+10"},
      {"bytes=90-1000", "90+10"},
      {"bytes=-10", "90+10"},
      {"bytes=-1000", "0+100"},
      {"Bytes=0-", "0+100"},
      {" bytes= 0-0 ", "0+1"},
      {"bytes=0-99999999999999999999999", "0+100"},
      {"bytes=100-", "416"},
      {"bytes=99999999999999999999999-", "416"},
      {"bytes=-0", "416"},
      {"bytes=9-1", "whole"},      // invalid: ignored
      {"bytes=0-1,5-6", "whole"},  // several: ignored
      {"bytes=a-b", "whole"},
      {"bytes=-", "whole"},
      {"bytes=1", "whole"},
      {"bytes=+1-2", "whole"},
      {"items=0-5", "whole"},
      {"bytes", "whole"},
  };
  for (const auto& [value, expected] : cases) {
    INFO(value);
    CHECK(spell(http::parse_range(value, 100)) == expected);
  }
  CHECK(spell(http::parse_range("bytes=-5", 0)) == "416");
  CHECK(spell(http::parse_range("bytes=0-", 0)) == "416");
}

TEST_CASE("entity tags: RFC 9110 13.1.2, weak comparison") {
  CHECK(http::none_match_hits("\"a\"", "\"a\""));
  CHECK(http::none_match_hits("W/\"a\"", "\"a\""));
  CHECK(http::none_match_hits("\"b\" , \"a\"", "W/\"a\""));
  CHECK(http::none_match_hits(" * ", "\"a\""));
  CHECK_FALSE(http::none_match_hits("\"b\"", "\"a\""));
  CHECK_FALSE(http::none_match_hits("", "\"a\""));
}

TEST_CASE("file response: whole, part, not modified, not satisfiable") {
  const auto answer = [](std::initializer_list<std::pair<const char*, const char*>> headers) {
    http::Request request;
    for (const auto& [name, value] : headers) request.headers.add(name, value);
    return http::file_response(request, "/file", 100, "\"tag\"");
  };
  CHECK(answer({}).status == 200);
  CHECK(answer({}).file->length == 100);
  CHECK(answer({}).headers.get("ETag") == "\"tag\"");
  const http::Response part = answer({{"Range", "bytes=10-19"}});
  CHECK(part.status == 206);
  CHECK(part.headers.get("Content-Range") == "bytes 10-19/100");
  CHECK(part.file->offset == 10);
  CHECK(part.file->length == 10);
  const http::Response beyond = answer({{"Range", "bytes=100-"}});
  CHECK(beyond.status == 416);
  CHECK(beyond.headers.get("Content-Range") == "bytes */100");
  CHECK_FALSE(beyond.file.has_value());
  CHECK(answer({{"If-None-Match", "\"tag\""}, {"Range", "bytes=0-1"}}).status == 304);
  CHECK(answer({{"If-Range", "\"tag\""}, {"Range", "bytes=0-1"}}).status == 206);
  CHECK(answer({{"If-Range", "\"old\""}, {"Range", "bytes=0-1"}}).status == 200);
}
