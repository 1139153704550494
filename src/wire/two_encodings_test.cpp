// What the encodings write differently: moments, bytes, pieces that are encoded already.
#include "wire/json.h"
#include "wire/msgpack.h"
#include "wire/test_hex.h"

#include <doctest/doctest.h>

#include <string>

using wire::Bytes;
using wire::Encoding;
using wire::Raw;
using wire::RawView;
using wire::Timestamp;
using wire::test::hex;
using wire::test::unhex;

namespace {

/// A number or a list of bytes, sent back as it came.
struct Probe {
  using Data = std::variant<std::uint64_t, Bytes>;
  Data data;
  static constexpr std::string_view wire_tag = "Ping";
  static constexpr auto wire_fields() { return wire::fields(wire::field<"data">(&Probe::data, {.max = 300})); }
};

template <typename T>
std::string again_json(std::string_view text) {
  const auto got = wire::from_json<T>(text);
  return got ? wire::to_json(*got) : got.error().text();
}
template <typename T>
std::string again_msgpack(std::string_view digits) {
  const auto got = wire::from_msgpack<T>(unhex(digits));
  return got ? hex(wire::to_msgpack(*got)) : got.error().text();
}

}  // namespace

template <>
struct wire::Describe<Probe::Data> {
  static constexpr bool untagged = true;
};

TEST_CASE("a moment is text in JSON and milliseconds in MessagePack") {
  const Timestamp moment{1'717'893'005'793};
  CHECK(wire::to_json(moment) == R"("2024-06-09T00:30:05.793Z")");
  CHECK(hex(wire::to_msgpack(moment)) == "CF 00 00 01 8F FA 67 01 E1");
  CHECK(wire::from_json<Timestamp>(R"("2024-06-09T02:30:05.793+02:00")") == moment);
  CHECK(wire::from_msgpack<Timestamp>(unhex("CF 00 00 01 8F FA 67 01 E1")) == moment);
  CHECK(wire::from_msgpack<Timestamp>(wire::to_msgpack(std::string("2024-06-09T00:30:05.793Z"))) == moment);

  CHECK(again_json<Timestamp>("1717893005793") == "expected date-time, got integer");
  CHECK(again_json<Timestamp>(R"("yesterday")") == "not a valid date-time");
  CHECK(again_json<Timestamp>("null") == "expected date-time, got null");
  CHECK(again_msgpack<Timestamp>("A1 78") == "not a valid date-time");
  CHECK(again_msgpack<Timestamp>("C0") == "expected date-time, got null");
  CHECK(again_msgpack<Timestamp>("CB 40 08 00 00 00 00 00 00") == "expected date-time, got number");
  CHECK(again_msgpack<Timestamp>("CF FF FF FF FF FF FF FF FF") == "integer out of range");
  CHECK(again_msgpack<Timestamp>("D3 80 00 00 00 00 00 00 00") == "integer out of range");
  CHECK(again_msgpack<Timestamp>("FF") == "FF");
}

TEST_CASE("bytes come back in the form in which they came") {
  CHECK(again_json<Bytes>("[0,128,255]") == "[0,128,255]");
  CHECK(again_json<Bytes>("[]") == "[]");
  CHECK(again_json<Bytes>("[0,256,-1]") == "[1]: integer out of range");
  CHECK(again_json<Bytes>(R"(["a"])") == "[0]: expected integer, got string");
  CHECK(again_json<Bytes>(R"("AAEC")") == "expected array, got string");
  CHECK(again_msgpack<Bytes>("93 00 CC 80 CC FF") == "93 00 CC 80 CC FF");
  CHECK(again_msgpack<Bytes>("C4 03 00 80 FF") == "C4 03 00 80 FF");
  CHECK(again_msgpack<Bytes>("C4 00") == "C4 00");
  CHECK(again_msgpack<Bytes>("90") == "90");
  CHECK(again_msgpack<Bytes>("A1 61") == "expected array, got string");
  CHECK(wire::to_json(Bytes{{0, 255}, true}) == "[0,255]");
  CHECK(wire::from_msgpack<Bytes>(unhex("C4 02 00 FF")) == Bytes{{0, 255}, true});
}

TEST_CASE("an untagged union takes the alternative whose kind it is") {
  CHECK(again_msgpack<Probe>("82 A4 74 79 70 65 A4 50 69 6E 67 A4 64 61 74 61 05") ==
        "82 A4 74 79 70 65 A4 50 69 6E 67 A4 64 61 74 61 05");
  CHECK(again_msgpack<Probe>("82 A4 64 61 74 61 C4 01 05 A4 74 79 70 65 A4 50 69 6E 67") ==
        "82 A4 74 79 70 65 A4 50 69 6E 67 A4 64 61 74 61 C4 01 05");
  CHECK(again_json<Probe>(R"({"type":"Ping","data":300})") == R"({"type":"Ping","data":300})");
  CHECK(again_json<Probe>(R"({"type":"Ping","data":[7,1,255]})") == R"({"type":"Ping","data":[7,1,255]})");
  CHECK(again_json<Probe>(R"({"type":"Ping","data":301})") == "data: must be at most 300");
  CHECK(again_json<Probe>(R"({"type":"Ping","data":-1})") == "data: integer out of range");
  for (const char* other : {"1.0", "\"5\"", "null", "true", "{}"}) {
    CAPTURE(other);
    CHECK(again_json<Probe>(R"({"type":"Ping","data":)" + std::string(other) + "}")
              .starts_with("data: expected integer or array"));
  }
  CHECK(again_json<Probe>(R"({"type":"Ping","data":["5"]})") == "data[0]: expected integer, got string");
  CHECK(again_json<Probe>(R"({"type":"Ping"})") == "data: is required");
}

TEST_CASE("a piece that was encoded once is spliced into many documents of its encoding") {
  struct Envelope {
    std::uint64_t number = 0;
    RawView piece;
    static constexpr auto wire_fields() {
      return wire::fields(wire::field<"n">(&Envelope::number), wire::field<"p">(&Envelope::piece));
    }
  };
  const std::pair<Timestamp, Bytes> value{{1'000}, {{1}, true}};
  const Raw packed = wire::to_raw(value, Encoding::msgpack);
  CHECK(hex(wire::to_msgpack(Envelope{1, {packed.bytes, packed.encoding}})) == "82 A1 6E 01 A1 70 92 CD 03 E8 C4 01 01");
  const Raw text = wire::to_raw(value, Encoding::json);
  CHECK(wire::to_json(Envelope{1, {text.bytes, text.encoding}}) == R"({"n":1,"p":["1970-01-01T00:00:01.000Z",[1]]})");
  // In a document of the other encoding it is rewritten: the same value, but what was said in numbers stays numbers.
  CHECK(wire::to_json(Envelope{1, {packed.bytes, packed.encoding}}) == R"({"n":1,"p":[1000,[1]]})");
  CHECK(hex(wire::to_msgpack(Envelope{1, {"[null,true,-1,\"x\",{\"k\":0.5}]"}})) ==
        "82 A1 6E 01 A1 70 95 C0 C3 FF A1 78 81 A1 6B CB 3F E0 00 00 00 00 00 00");
  // What is no value cannot break the document around it.
  CHECK(hex(wire::to_msgpack(Envelope{1, {"nonsense"}})) == "82 A1 6E 01 A1 70 C0");
  CHECK(wire::to_json(Envelope{1, {"\xc1", Encoding::msgpack}}) == R"({"n":1,"p":null})");
}

TEST_CASE("any value is taken as it comes, in the document's encoding") {
  const auto got = wire::from_msgpack<Raw>(unhex("82 A1 61 D3 00 00 00 00 00 00 00 01 A1 62 C6 00 00 00 01 05"));
  REQUIRE(got);
  CHECK(got->encoding == Encoding::msgpack);
  CHECK(hex(got->bytes) == "82 A1 61 01 A1 62 C4 01 05");
  CHECK(wire::to_json(*got) == R"({"a":1,"b":[5]})");
  CHECK(wire::from_json<Raw>(" [ 1 ] ") == Raw{"[1]", Encoding::json});
}

TEST_CASE("numbers of JSON that MessagePack cannot hold") {
  const auto packed = [](std::string_view json) { return hex(wire::to_msgpack(RawView{json})); };
  CHECK(packed("18446744073709551615") == "CF FF FF FF FF FF FF FF FF");
  CHECK(packed("-9223372036854775808") == "D3 80 00 00 00 00 00 00 00");
  CHECK(packed("18446744073709551616") == "CB 43 F0 00 00 00 00 00 00");
  CHECK(packed("-9223372036854775809") == "CB C3 E0 00 00 00 00 00 00");
  CHECK(packed("-0") == "00");
  CHECK(packed("1.50") == "CB 3F F8 00 00 00 00 00 00");
  CHECK(packed("1e999") == "C0");
}
