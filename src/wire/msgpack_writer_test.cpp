// MsgpackWriter: every form, and the shortest one on both sides of each edge.
#include "wire/msgpack_writer.h"

#include "wire/test_hex.h"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>

using wire::MsgpackWriter;
using wire::test::hex;
using wire::test::unhex;

namespace {

std::string integer(std::int64_t value) { return hex(MsgpackWriter().signed_integer(value).view()); }
std::string number(double value) { return hex(MsgpackWriter().number(value).view()); }

/// The first bytes of a text, array, ... with `size` bytes or entries, and how long the whole of it is.
struct Head {
  std::string bytes;
  std::size_t size;
  friend bool operator==(const Head&, const Head&) = default;
};
Head head(const MsgpackWriter& w, std::size_t body) {
  const std::string_view all = w.view();
  return {hex(all.substr(0, all.size() - body)), all.size()};
}
Head text(std::size_t size) { return head(MsgpackWriter().string(std::string(size, 'x')), size); }
Head binary(std::size_t size) { return head(MsgpackWriter().binary(std::string(size, '\xff')), size); }
Head array(std::size_t size) {
  MsgpackWriter w;
  w.begin_array();
  for (std::size_t i = 0; i < size; ++i) w.null();
  return head(w.end_array(), size);
}
Head map(std::size_t size) {
  MsgpackWriter w;
  w.begin_object();
  for (std::size_t i = 0; i < size; ++i) w.key("k").boolean(true);
  return head(w.end_object(), size * 3);
}

}  // namespace

TEST_CASE("integers take the shortest form, signed or not") {
  struct {
    std::int64_t value;
    const char* bytes;
  } const cases[] = {
      {0, "00"},
      {1, "01"},
      {127, "7F"},
      {128, "CC 80"},
      {255, "CC FF"},
      {256, "CD 01 00"},
      {65535, "CD FF FF"},
      {65536, "CE 00 01 00 00"},
      {4294967295, "CE FF FF FF FF"},
      {4294967296, "CF 00 00 00 01 00 00 00 00"},
      {std::numeric_limits<std::int64_t>::max(), "CF 7F FF FF FF FF FF FF FF"},
      {-1, "FF"},
      {-32, "E0"},
      {-33, "D0 DF"},
      {-128, "D0 80"},
      {-129, "D1 FF 7F"},
      {-32768, "D1 80 00"},
      {-32769, "D2 FF FF 7F FF"},
      {-2147483648LL, "D2 80 00 00 00"},
      {-2147483649LL, "D3 FF FF FF FF 7F FF FF FF"},
      {std::numeric_limits<std::int64_t>::min(), "D3 80 00 00 00 00 00 00 00"},
  };
  for (const auto& c : cases) {
    CHECK(integer(c.value) == c.bytes);
    if (c.value >= 0) CHECK(hex(MsgpackWriter().unsigned_integer(static_cast<std::uint64_t>(c.value)).view()) == c.bytes);
    CHECK(hex(MsgpackWriter().timestamp(c.value).view()) == c.bytes);
  }
  CHECK(hex(MsgpackWriter().unsigned_integer(std::numeric_limits<std::uint64_t>::max()).view()) ==
        "CF FF FF FF FF FF FF FF FF");
}

TEST_CASE("nil, booleans and numbers") {
  CHECK(hex(MsgpackWriter().null().view()) == "C0");
  CHECK(hex(MsgpackWriter().boolean(false).view()) == "C2");
  CHECK(hex(MsgpackWriter().boolean(true).view()) == "C3");
  CHECK(number(0) == "CB 00 00 00 00 00 00 00 00");
  CHECK(number(-0.0) == "CB 80 00 00 00 00 00 00 00");
  CHECK(number(1.5) == "CB 3F F8 00 00 00 00 00 00");
  CHECK(number(0.1) == "CB 3F B9 99 99 99 99 99 9A");
  CHECK(number(std::nan("")) == "C0");
  CHECK(number(std::numeric_limits<double>::infinity()) == "C0");
  CHECK(number(-std::numeric_limits<double>::infinity()) == "C0");
}

TEST_CASE("texts, bytes, arrays and maps have the smallest head for their length") {
  CHECK(text(0) == Head{"A0", 1});
  CHECK(text(31) == Head{"BF", 32});
  CHECK(text(32) == Head{"D9 20", 34});
  CHECK(text(255) == Head{"D9 FF", 257});
  CHECK(text(256) == Head{"DA 01 00", 259});
  CHECK(text(65535) == Head{"DA FF FF", 65538});
  CHECK(text(65536) == Head{"DB 00 01 00 00", 65541});

  CHECK(binary(0) == Head{"C4 00", 2});
  CHECK(binary(255) == Head{"C4 FF", 257});
  CHECK(binary(256) == Head{"C5 01 00", 259});
  CHECK(binary(65535) == Head{"C5 FF FF", 65538});
  CHECK(binary(65536) == Head{"C6 00 01 00 00", 65541});

  CHECK(array(0) == Head{"90", 1});
  CHECK(array(15) == Head{"9F", 16});
  CHECK(array(16) == Head{"DC 00 10", 19});
  CHECK(array(65535) == Head{"DC FF FF", 65538});
  CHECK(array(65536) == Head{"DD 00 01 00 00", 65541});

  CHECK(map(0) == Head{"80", 1});
  CHECK(map(15) == Head{"8F", 46});
  CHECK(map(16) == Head{"DE 00 10", 51});
  CHECK(map(65535) == Head{"DE FF FF", 3 * 65535 + 3});
  CHECK(map(65536) == Head{"DF 00 01 00 00", 3 * 65536 + 5});
}

TEST_CASE("keys made while compiling are the same as those made later") {
  MsgpackWriter w;
  w.begin_object().key<"k">().null().key<"a key of thirty-one bytes, no mo">().null();
  w.key<"a key of thirty-two bytes, no mor">().null().end_object();
  MsgpackWriter later;
  later.begin_object().key("k").null().key("a key of thirty-one bytes, no mo").null();
  later.key("a key of thirty-two bytes, no mor").null().end_object();
  CHECK(w.view() == later.view());
}

TEST_CASE("large containers inside each other are moved to where they belong") {
  MsgpackWriter w;
  w.begin_array();
  for (int i = 0; i < 16; ++i) {
    w.begin_object();
    for (int k = 0; k < 17; ++k) w.key("k").begin_array().unsigned_integer(5).end_array();
    w.end_object();
  }
  w.begin_array().end_array().end_array();
  std::string inner = unhex("DE 00 11");
  for (int k = 0; k < 17; ++k) inner += unhex("A1 6B 91 05");
  std::string wanted = unhex("DC 00 11");
  for (int i = 0; i < 16; ++i) wanted += inner;
  CHECK(w.view() == wanted + unhex("90"));
}

TEST_CASE("a writer inside a writer, and its value spliced in as one entry") {
  MsgpackWriter outer;
  outer.begin_array();
  for (int i = 0; i < 16; ++i) {
    MsgpackWriter inner;
    inner.begin_object().key("a").unsigned_integer(1).key("b").string("x").end_object();
    outer.raw(inner.view());
  }
  outer.end_array();
  CHECK(outer.view().size() == 3 + 16 * 8);
  CHECK(hex(outer.view().substr(0, 12)) == "DC 00 10 82 A1 61 01 A1 62 A1 78 82");
}
