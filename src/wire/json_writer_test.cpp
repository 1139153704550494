// JsonWriter: commas, escaping, numbers.
#include "wire/json_writer.h"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>

using wire::JsonWriter;

TEST_CASE("commas stand between members and items, and nowhere else") {
  JsonWriter w;
  w.begin_object().key("a").begin_array().end_array().key("b").begin_object().end_object().key<"c">().begin_array();
  w.value(1).value("x").null().begin_array().value(true).end_array().raw("{}").value(false).end_array();
  w.member("d", 2.5).member("e", std::string("y")).key<"f">().null().end_object();
  CHECK(w.view() == R"({"a":[],"b":{},"c":[1,"x",null,[true],{},false],"d":2.5,"e":"y","f":null})");
}

TEST_CASE("every control character, quote and backslash is escaped, at any place in the text") {
  CHECK(JsonWriter().string("\b\f\n\r\t\"\\/").view() == R"("\b\f\n\r\t\"\\/")");
  CHECK(JsonWriter().string(std::string_view("\0\x1f\x7f", 3)).view() == "\"\\u0000\\u001f\x7f\"");
  CHECK(JsonWriter().string("").view() == "\"\"");
  CHECK(JsonWriter().string("äöü 🎉 日本").view() == "\"äöü 🎉 日本\"");
  for (std::size_t length = 1; length < 40; ++length) {
    for (std::size_t at = 0; at < length; ++at) {
      std::string text(length, 'x');
      text[at] = '"';
      const std::string wanted = '"' + text.substr(0, at) + "\\\"" + text.substr(at + 1) + '"';
      CHECK(JsonWriter().string(text).view() == wanted);
    }
  }
  CHECK(JsonWriter().begin_object().member("a\"b", 1).view() == R"({"a\"b":1)");
}

TEST_CASE("numbers are exact, and what is no number becomes null") {
  JsonWriter w;
  w.begin_array().value(std::numeric_limits<std::int64_t>::min()).value(std::numeric_limits<std::uint64_t>::max());
  w.value(std::int8_t{-128})
      .value(0.1)
      .value(1e300)
      .value(-0.5)
      .value(std::nan(""))
      .value(std::numeric_limits<double>::infinity());
  CHECK(w.end_array().view() == "[-9223372036854775808,18446744073709551615,-128,0.1,1e+300,-0.5,null,null]");
}

TEST_CASE("a text longer than the first buffer, and a writer inside a writer") {
  const std::string text(100'000, '\n');
  JsonWriter outer;
  outer.begin_array().string(text);
  JsonWriter inner;
  inner.begin_array().value(1).end_array();
  outer.raw(inner.view()).end_array();
  CHECK(outer.view().size() == 1 + 2 + 200'000 + 1 + 3 + 1);
  CHECK(outer.view().substr(outer.view().size() - 6) == "\",[1]]");
}
