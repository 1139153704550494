// JsonDocument: what is JSON and what is not, judged on the whole text.
#include "wire/json_document.h"

#include "wire/rewrite.h"

#include <doctest/doctest.h>

#include <string>

using wire::JsonDocument;

namespace {

std::string problem(std::string_view text) { return std::string(JsonDocument(text).problem()); }

/// The document written again.
std::string again(std::string_view text) {
  const JsonDocument d(text);
  return d.ok() ? wire::detail::rewrite(*d.root(), wire::Encoding::json) : "(" + std::string(d.problem()) + ")";
}

std::string nested(std::size_t levels) { return std::string(levels, '[') + std::string(levels, ']'); }

}  // namespace

TEST_CASE("any JSON value is read, with white space around it") {
  for (const char* text :
       {"null", "true", "false", "0", "-0", "-12", "1.5", "1e5", "1E+5", "0.5e-3", "\"\"", "\"x\"", "[]", "{}",
        R"({"a":{"b":[1,{"c":[]}]},"d":"e"})", "123456789012345678901234567890", R"(["a","b",[]])"}) {
    CHECK(again(text) == text);
    CHECK(again(" \t\r\n" + std::string(text) + " \n") == text);
  }
  CHECK(again(" { \"a\" : [ 1 , \"b\" ] , \"\" : { } } ") == R"({"a":[1,"b"],"":{}})");
}

TEST_CASE("escapes are resolved, surrogate pairs joined, and lone surrogates refused") {
  CHECK(again(R"(["\"\\\/\b\f\n\r\tA\u00e4\ud83c\udf89\u0000"])") == "[\"\\\"\\\\/\\b\\f\\n\\r\\tAä🎉\\u0000\"]");
  CHECK(again(R"({"\u0061\"":1})") == R"({"a\"":1})");
  CHECK(again(R"("\u0041")") == R"("A")");
  for (const char* text : {R"("\ud800")", R"("\udc00")", R"(["\ud800\u0041"])", R"({"\udc00":1})", R"("\ud800\ud800")"}) {
    CHECK_FALSE(problem(text).empty());
  }
  // Many texts with escapes share one buffer.
  std::string many = "[";
  std::string wanted = "[";
  for (int i = 0; i < 500; ++i) {
    many += (i ? ",\"\\u0061" : "\"\\u0061") + std::to_string(i) + '"';
    wanted += (i ? ",\"a" : "\"a") + std::to_string(i) + '"';
  }
  CHECK(again(many + "]") == wanted + "]");
}

TEST_CASE("what is not JSON is refused, also in parts nobody asks for") {
  for (const char* text : {"",
                           " ",
                           "{",
                           "[",
                           "}",
                           "]",
                           "[1,]",
                           "[,1]",
                           "[1 2]",
                           "[1,,2]",
                           "{\"a\"}",
                           "{\"a\":}",
                           "{\"a\" 1}",
                           "{\"a\":1,}",
                           "{,}",
                           "{1:2}",
                           "{a:1}",
                           "{'a':1}",
                           "{\"a\":1]",
                           "[1}",
                           "[\"a\":1]",
                           "{\"a\":\"b\":1}",
                           "nul",
                           "nulll",
                           "True",
                           "tru",
                           "01",
                           "-",
                           "+1",
                           "1.",
                           ".5",
                           "1e",
                           "1e+",
                           "0x10",
                           "-01",
                           "1.5.5",
                           "NaN",
                           "Infinity",
                           "12a",
                           "\"",
                           "\"abc",
                           "[\"abc]",
                           "\"\\x\"",
                           "\"\\u12\"",
                           "\"\\u12G4\"",
                           "\"a\nb\"",
                           "\"a\tb\"",
                           "[01]",
                           "[-]",
                           "[nul]",
                           "[1.]",
                           "\xef\xbb\xbf{}",
                           "/*c*/1",
                           "[1]//",
                           "{\"a\":[1,{\"b\":nope}]}"}) {
    CAPTURE(text);
    CHECK_FALSE(problem(text).empty());
  }
  CHECK(problem(std::string_view("\0", 1)) == "not valid JSON");
  CHECK(problem(std::string_view("{}\0", 3)) != "");
}

TEST_CASE("nothing may follow the value") {
  for (const char* text : {"{} x", "1 2", "[] []", "\"a\" 1", "\"a\"\"b\"", "{}{}", "null,", "[1]]", "{}}"}) {
    CAPTURE(text);
    CHECK_FALSE(problem(text).empty());
  }
  CHECK(problem("{} {}") == "text after the end of the value");
}

TEST_CASE("bytes that are not UTF-8 are refused") {
  CHECK(problem("\"\xff\"") == "not valid UTF-8");
  CHECK(problem("[\"\xc3\"]") == "not valid UTF-8");
  CHECK(problem("[\"\xed\xa0\x80\"]") == "not valid UTF-8");  // a surrogate
  CHECK(problem("[\"\xc0\xaf\"]") == "not valid UTF-8");      // overlong
  CHECK(problem("{\"\xf5\x80\x80\x80\":1}") == "not valid UTF-8");
}

TEST_CASE("depth is limited") {
  CHECK(again(nested(wire::kDepthMax)) == nested(wire::kDepthMax));
  CHECK(problem(nested(wire::kDepthMax + 1)) == "nested too deep");
  CHECK(problem(nested(100'000)) == "nested too deep");
  CHECK_FALSE(problem(std::string(100'000, '[')).empty());
  CHECK_FALSE(problem(std::string(100'000, '{')).empty());
}

TEST_CASE("documents may be large, and may live side by side") {
  const std::string big = "\"" + std::string(3'000'000, 'x') + "\"";
  const JsonDocument outer("[\"outer\\n\"]");
  {
    const JsonDocument inner(big);
    REQUIRE(inner.ok());
    CHECK(inner.root()->size == 3'000'000);
  }
  const JsonDocument third("{}");
  CHECK(third.root()->kind == wire::Kind::object);
  CHECK(wire::detail::rewrite(*outer.root(), wire::Encoding::json) == "[\"outer\\n\"]");
}
