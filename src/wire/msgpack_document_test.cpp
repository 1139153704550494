// MsgpackDocument: every first byte, what is refused, and that nothing is believed before it is there.
#include "wire/msgpack_document.h"

#include "wire/rewrite.h"
#include "wire/test_hex.h"

#include <doctest/doctest.h>

#include <string>

using wire::Encoding;
using wire::MsgpackDocument;
using wire::test::hex;
using wire::test::unhex;

namespace {

std::string problem(std::string_view bytes) { return std::string(MsgpackDocument(bytes).problem()); }

/// The document as JSON, or why it is none.
std::string as_json(std::string_view bytes) {
  const MsgpackDocument d(bytes);
  return d.ok() ? wire::detail::rewrite(*d.root(), Encoding::json) : "(" + std::string(d.problem()) + ")";
}
std::string read(std::string_view digits) { return as_json(unhex(digits)); }

/// The document written again, in its shortest form.
std::string again(std::string_view digits) {
  const std::string bytes = unhex(digits);
  const MsgpackDocument d(bytes);
  return d.ok() ? hex(wire::detail::rewrite(*d.root(), Encoding::msgpack)) : "(" + std::string(d.problem()) + ")";
}

std::string repeat(std::string_view digits, std::size_t times) {
  std::string bytes;
  for (std::size_t i = 0; i < times; ++i) bytes += unhex(digits);
  return bytes;
}

constexpr const char* kTruncated = "(ends in the middle of a value)";

}  // namespace

TEST_CASE("every first byte is a whole value, the beginning of one, or refused") {
  for (int first = 0; first < 256; ++first) {
    CAPTURE(first);
    // Zeros behind it are lengths, numbers and characters that are fine for every type.
    const std::string bytes = std::string(1, static_cast<char>(first)) + std::string(40, '\0');
    const std::string got = problem(bytes);
    if (first == 0xc1) {
      CHECK(got == "not valid MessagePack");
    } else if ((first >= 0xc7 && first <= 0xc9) || (first >= 0xd4 && first <= 0xd8)) {
      CHECK(got == "an extension type");
    } else if (first > 0x80 && first < 0x90) {
      CHECK(got == "a key that is not a string");
    } else {
      CHECK(got == "bytes after the end of the value");
    }
  }
}

TEST_CASE("integers in every form, to their edges") {
  CHECK(read("00") == "0");
  CHECK(read("7F") == "127");
  CHECK(read("E0") == "-32");
  CHECK(read("FF") == "-1");
  CHECK(read("CC 00") == "0");
  CHECK(read("CC FF") == "255");
  CHECK(read("CD FF FF") == "65535");
  CHECK(read("CE FF FF FF FF") == "4294967295");
  CHECK(read("CF FF FF FF FF FF FF FF FF") == "18446744073709551615");
  CHECK(read("D0 7F") == "127");
  CHECK(read("D0 80") == "-128");
  CHECK(read("D1 7F FF") == "32767");
  CHECK(read("D1 80 00") == "-32768");
  CHECK(read("D2 80 00 00 00") == "-2147483648");
  CHECK(read("D3 80 00 00 00 00 00 00 00") == "-9223372036854775808");
  CHECK(read("D3 7F FF FF FF FF FF FF FF") == "9223372036854775807");
  // Longer forms than needed are fine to read and get shorter.
  CHECK(again("D3 00 00 00 00 00 00 00 05") == "05");
  CHECK(again("CF 00 00 00 00 00 00 00 80") == "CC 80");
  CHECK(again("D3 FF FF FF FF FF FF FF FF") == "FF");
}

TEST_CASE("other scalars") {
  CHECK(read("C0") == "null");
  CHECK(read("C2") == "false");
  CHECK(read("C3") == "true");
  CHECK(read("CA 3F C0 00 00") == "1.5");
  CHECK(read("CB 3F F8 00 00 00 00 00 00") == "1.5");
  CHECK(read("CB 3F B9 99 99 99 99 99 9A") == "0.1");
  // A number stays a number that is no integer, also where it has no fraction.
  CHECK(read("CB 40 08 00 00 00 00 00 00") == "3.0");
  CHECK(read("CB 80 00 00 00 00 00 00 00") == "-0.0");
  CHECK(again("CA 40 40 00 00") == "CB 40 08 00 00 00 00 00 00");
  CHECK(read("CB 7F EF FF FF FF FF FF FF") == "1.7976931348623157e+308");
  CHECK(read("CB 00 00 00 00 00 00 00 01") == "5e-324");
  for (const char* bytes : {"CA 7F 80 00 00", "CA FF 80 00 00", "CA 7F C0 00 00", "CB 7F F0 00 00 00 00 00 00",
                            "CB FF F0 00 00 00 00 00 00", "CB 7F F8 00 00 00 00 00 00"}) {
    CHECK(read(bytes) == "(a number that is not finite)");
  }
}

TEST_CASE("texts and bytes in every form") {
  CHECK(read("A0") == R"("")");
  CHECK(read("A1 61") == R"("a")");
  CHECK(read("D9 01 61") == R"("a")");
  CHECK(read("DA 00 01 61") == R"("a")");
  CHECK(read("DB 00 00 00 01 61") == R"("a")");
  CHECK(as_json("\xbf" + std::string(31, 'x')) == '"' + std::string(31, 'x') + '"');
  CHECK(as_json(unhex("DA 01 00") + std::string(256, 'x')) == '"' + std::string(256, 'x') + '"');
  CHECK(as_json(unhex("DB 00 01 00 00") + std::string(65536, 'x')) == '"' + std::string(65536, 'x') + '"');
  CHECK(read("A4 F0 9F 8E 89") == R"("🎉")");
  CHECK(read("C4 00") == "[]");
  CHECK(read("C4 02 00 FF") == "[0,255]");
  CHECK(read("C5 00 02 00 FF") == "[0,255]");
  CHECK(read("C6 00 00 00 02 00 FF") == "[0,255]");
  CHECK(again("C6 00 00 00 02 00 FF") == "C4 02 00 FF");
}

TEST_CASE("arrays and maps in every form") {
  CHECK(read("90") == "[]");
  CHECK(read("93 01 02 93 03 04 90") == "[1,2,[3,4,[]]]");
  CHECK(read("DC 00 02 01 02") == "[1,2]");
  CHECK(read("DD 00 00 00 02 01 02") == "[1,2]");
  CHECK(read("80") == "{}");
  CHECK(read("82 A1 61 01 A1 62 81 A0 C0") == R"({"a":1,"b":{"":null}})");
  CHECK(read("DE 00 01 A1 61 01") == R"({"a":1})");
  CHECK(read("DF 00 00 00 01 A1 61 01") == R"({"a":1})");
  CHECK(read("81 D9 01 61 01") == R"({"a":1})");
  CHECK(read("81 DA 00 01 61 01") == R"({"a":1})");
  CHECK(read("81 DB 00 00 00 01 61 01") == R"({"a":1})");
  CHECK(again("DF 00 00 00 01 DB 00 00 00 01 61 DD 00 00 00 00") == "81 A1 61 90");
  CHECK(problem(unhex("DC 00 10") + repeat("C0", 16)).empty());
  CHECK(problem(unhex("DD 00 01 00 00") + repeat("C0", 65536)).empty());
  CHECK(problem(unhex("DE 00 10") + repeat("A0 C0", 16)).empty());
  CHECK(problem(unhex("DF 00 01 00 00") + repeat("A0 C0", 65536)).empty());
}

TEST_CASE("every document that is cut short is refused") {
  for (const char* whole : {"CC 01",
                            "CD 01 02",
                            "CE 01 02 03 04",
                            "CF 01 02 03 04 05 06 07 08",
                            "D0 01",
                            "D1 01 02",
                            "D2 01 02 03 04",
                            "D3 01 02 03 04 05 06 07 08",
                            "CA 3F C0 00 00",
                            "CB 3F F8 00 00 00 00 00 00",
                            "A3 61 62 63",
                            "D9 03 61 62 63",
                            "DA 00 03 61 62 63",
                            "DB 00 00 00 03 61 62 63",
                            "C4 03 01 02 03",
                            "C5 00 03 01 02 03",
                            "C6 00 00 00 03 01 02 03",
                            "93 01 02 03",
                            "DC 00 03 01 02 03",
                            "DD 00 00 00 03 01 02 03",
                            "82 A1 61 01 A1 62 02",
                            "DE 00 02 A1 61 01 A1 62 02",
                            "DF 00 00 00 02 A1 61 01 A1 62 02",
                            "81 A1 61 92 C3 81 A1 62 CB 3F F8 00 00 00 00 00 00"}) {
    CAPTURE(whole);
    const std::string bytes = unhex(whole);
    CHECK(problem(bytes).empty());
    for (std::size_t size = 0; size < bytes.size(); ++size) {
      CAPTURE(size);
      CHECK(as_json(bytes.substr(0, size)) == kTruncated);
    }
    CHECK(as_json(bytes + '\0') == "(bytes after the end of the value)");
  }
}

TEST_CASE("what is claimed and is not there is refused at once") {
  for (const char* bytes : {"DD FF FF FF FF", "DF FF FF FF FF", "DB FF FF FF FF", "C6 FF FF FF FF", "DC FF FF", "DE FF FF",
                            "DA FF FF", "C5 FF FF", "DD FF FF FF FF C0 C0 C0", "DF 80 00 00 00 A0 C0", "DB FF FF FF FF 61",
                            "9F 9F 9F 9F", "D9 FF", "C4 FF"}) {
    CAPTURE(bytes);
    CHECK(read(bytes) == kTruncated);
  }
}

TEST_CASE("keys are texts, texts are UTF-8, extensions are not for us") {
  for (const char* bytes : {"81 01 01", "81 C0 01", "81 C3 01", "81 90 01", "81 80 01", "81 C4 01 61 01",
                            "81 CB 3F F8 00 00 00 00 00 00 01", "81 D6 FF 00 00 00 00 01", "82 A1 61 01 05 01"}) {
    CAPTURE(bytes);
    CHECK(read(bytes) == "(a key that is not a string)");
  }
  for (const char* bytes : {"A1 FF", "A1 C3", "A2 C0 AF", "A3 ED A0 80", "A4 F5 80 80 80", "D9 01 80", "81 A1 FF 01",
                            "92 A1 61 A1 FF", "82 A1 C3 A4 01 A1 61 01"}) {
    CAPTURE(bytes);
    CHECK(read(bytes) == "(not valid UTF-8)");
  }
  // A time as an extension too: four, eight and twelve bytes.
  for (const char* bytes :
       {"D6 FF 00 00 00 00", "D7 FF 00 00 00 00 00 00 00 00", "C7 0C FF 00 00 00 00 00 00 00 00 00 00 00 00", "D4 01 00",
        "D5 01 00 00", "D8 01", "C7 00 01", "C8 00 00 01", "C9 00 00 00 00 01", "91 D4 01 00"}) {
    CAPTURE(bytes);
    CHECK(read(bytes) == "(an extension type)");
  }
  CHECK(read("91 C1") == "(not valid MessagePack)");
}

TEST_CASE("depth is limited") {
  const std::string arrays = repeat("91", wire::kDepthMax - 1);
  CHECK(problem(arrays + unhex("90")).empty());
  CHECK(problem(arrays + unhex("80")).empty());
  CHECK(problem(arrays + unhex("91 01")).empty());
  CHECK(problem(arrays + unhex("91 90")) == "nested too deep");
  CHECK(problem(arrays + unhex("91 80")) == "nested too deep");
  CHECK(problem(arrays + unhex("C4 01 05")).empty());
  CHECK(problem(arrays + unhex("91 C4 01 05")) == "nested too deep");
  const std::string maps = repeat("81 A0", wire::kDepthMax - 1);
  CHECK(problem(maps + unhex("81 A0 01")).empty());
  CHECK(problem(maps + unhex("81 A0 81 A0 01")) == "nested too deep");
  CHECK(problem(repeat("DC 00 01", 100'000)) == "nested too deep");
  CHECK(problem(repeat("81 A0", 100'000)) == "nested too deep");
}

TEST_CASE("documents may be large, and may live side by side") {
  const std::string small = unhex("82 A1 61 CE 00 01 00 00 A1 62 CB 3F F8 00 00 00 00 00 00");
  const MsgpackDocument outer(small);
  {
    const std::string big = unhex("DD 00 10 00 00") + repeat("CD 01 00", 0x100000);
    const MsgpackDocument inner(big);
    REQUIRE(inner.ok());
    CHECK(inner.root()->size == 0x100000);
    CHECK((inner.root() + 0x100000)->text() == "256");
  }
  const MsgpackDocument third(std::string_view("\x80"));
  CHECK(third.root()->kind == wire::Kind::object);
  CHECK(wire::detail::rewrite(*outer.root(), Encoding::json) == R"({"a":65536,"b":1.5})");
}
