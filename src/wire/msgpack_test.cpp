// to_msgpack() and from_msgpack(): the same declarations in both encodings say the same.
#include "wire/msgpack.h"

#include "wire/demo_types.h"
#include "wire/json.h"
#include "wire/test_hex.h"

#include <doctest/doctest.h>

#include <limits>
#include <random>
#include <string>

using namespace wire::demo;
using wire::Bytes;
using wire::Encoding;
using wire::Raw;
using wire::test::hex;
using wire::test::unhex;

namespace {

/// MessagePack of a JSON text.
std::string pack(std::string_view json) { return wire::to_msgpack(Raw{std::string(json)}); }

template <typename T>
std::string errors(std::string_view bytes) {
  const auto got = wire::from_msgpack<T>(bytes);
  if (got) return "ok";
  return (got.error().kind == wire::DecodeError::Kind::syntax ? "syntax: " : "") + got.error().text();
}

/// Pseudo-random values of the demo types; the same for the same seed.
class Maker {
 public:
  explicit Maker(unsigned seed) : random_(seed) {}

  Post post(int depth = 0) {
    Post p;
    p.id = id();
    p.author = author();
    if (coin()) p.content = text(10);
    if (depth < 3 && coin()) p.reference = std::make_unique<Post>(post(depth + 1));
    if (depth < 3 && coin()) p.origin = std::make_shared<const Post>(post(depth + 1));
    if (coin()) {
      p.room = TextRoom{text(40), maybe(text(300))};
    } else {
      p.room = VoiceRoom{text(40), static_cast<std::uint32_t>(integer())};
    }
    for (int i = below(4); i > 0; --i) {
      p.cards.push_back(coin() ? Card(CustomCard{text(8), static_cast<std::uint8_t>(integer())})
                               : Card(ImageCard{text(9), {}}));
    }
    for (int i = below(3); i > 0; --i) p.counts[text(20)] = below(100'000) - 99'990;
    if (coin()) p.votes[text(5)] = std::vector<bool>(static_cast<std::size_t>(below(40)), coin());
    p.mood = coin() ? Mood::calm : Mood::merry;
    p.emoji = coin() ? Emoji(author()) : coin() ? Emoji(text(8)) : Emoji(std::monostate());
    p.extra = wire::to_raw(author(), coin() ? Encoding::json : Encoding::msgpack);
    if (coin()) p.edit = edit();
    if (coin()) p.at = wire::Timestamp{static_cast<std::int64_t>(random_() % 300'000'000'000'000) - 60'000'000'000'000};
    for (int i = below(5); i > 0; --i) p.hash.data.push_back(static_cast<std::uint8_t>(integer()));
    if (coin()) p.nonce = coin() ? Nonce(integer()) : Nonce(Bytes{{1, 2, 255}, false});
    return p;
  }
  Widths widths() {
    Widths w;
    const std::uint64_t bits = integer();
    w.i8 = static_cast<std::int8_t>(bits);
    w.u8 = static_cast<std::uint8_t>(bits);
    w.i16 = static_cast<std::int16_t>(bits);
    w.u16 = static_cast<std::uint16_t>(bits);
    w.i32 = static_cast<std::int32_t>(bits);
    w.u32 = static_cast<std::uint32_t>(bits);
    w.i64 = static_cast<std::int64_t>(bits);
    w.u64 = bits;
    w.real = static_cast<double>(static_cast<std::int64_t>(integer())) / (coin() ? 7 : 1);
    w.flag = coin();
    return w;
  }

 private:
  bool coin() { return random_() % 2 == 0; }
  int below(int n) { return static_cast<int>(random_() % static_cast<unsigned>(n)); }
  /// Of all lengths.
  std::uint64_t integer() { return random_() >> below(64); }
  Id id() { return {integer() | 1}; }
  std::string text(int max) {
    std::string s;
    for (int i = below(max + 1); i > 0; --i) s += coin() ? "x" : coin() ? "ä" : coin() ? "\n" : "🎉";
    return s;
  }
  std::optional<std::string> maybe(std::string s) { return coin() ? std::optional(std::move(s)) : std::nullopt; }
  Author author() { return {id(), "na" + text(3), maybe(text(4))}; }
  Edit edit() {
    Edit e;
    if (coin()) e.topic = coin() ? wire::Change<std::string>::null() : wire::Change<std::string>("t" + text(2));
    if (coin()) e.position = static_cast<std::uint32_t>(integer());
    for (int i = below(3); i > 0; --i) e.words.push_back("w" + text(2));
    e.loud = coin();
    return e;
  }

  std::mt19937_64 random_;
};

}  // namespace

TEST_CASE("what goes through MessagePack is what goes through JSON") {
  for (unsigned seed = 1; seed <= 300; ++seed) {
    CAPTURE(seed);
    Maker make(seed);
    const Post post = make.post();
    const std::string json = wire::to_json(post);
    const std::string msgpack = wire::to_msgpack(post);
    const auto unpacked = wire::from_msgpack<Post>(msgpack);
    REQUIRE(unpacked);
    CHECK(wire::to_json(*unpacked) == json);
    CHECK(wire::to_msgpack(*unpacked) == msgpack);
    const auto parsed = wire::from_json<Post>(json);
    REQUIRE(parsed);
    CHECK(wire::to_msgpack(*parsed) == msgpack);

    const Widths widths = make.widths();
    const auto again = wire::from_msgpack<Widths>(wire::to_msgpack(widths));
    REQUIRE(again);
    CHECK(wire::to_json(*again) == wire::to_json(widths));
    CHECK(wire::to_msgpack(*wire::from_json<Widths>(wire::to_json(widths))) == wire::to_msgpack(widths));
  }
}

TEST_CASE("a value is a map with text keys, in declared order, and is read in any order") {
  const Author author{{5}, "otto", std::nullopt};
  CHECK(hex(wire::to_msgpack(author)) == "82 A2 69 64 05 A4 6E 61 6D 65 A4 6F 74 74 6F");
  std::string out = "x";
  wire::append_msgpack(out, author);
  CHECK(out == "x" + wire::to_msgpack(author));
  const auto read =
      wire::from_msgpack<Author>(unhex("83 A4 6E 61 6D 65 A4 6F 74 74 6F A1 78 91 C3 A2 69 64 CE 00 00 00 05"));
  REQUIRE(read);
  CHECK(read->id.value == 5);
  CHECK(read->name == "otto");
  // nil counts as missing where null does.
  CHECK(errors<Author>(pack(R"({"id":1,"name":"ab","display_name":null})")) == "ok");
}

TEST_CASE("errors are those of JSON") {
  for (const char* json :
       {"{}", R"({"id":0,"name":"ab"})", R"({"id":-1,"name":"ab"})", R"({"id":1,"name":"a"})", R"({"id":"1","name":5})",
        R"({"id":1.0,"name":"abcdef","display_name":[]})", "[]", "5", "null", R"({"id":1,"name":"ab","id":2})"}) {
    CAPTURE(json);
    CHECK(errors<Author>(pack(json)) == wire::from_json<Author>(json).error().text());
  }
  CHECK(errors<Author>(unhex("81 A2 69 64 C4 01 05")) == "id: expected integer, got binary; name: is required");
  CHECK(errors<std::map<std::string, int>>(unhex("82 A1 61 01 A1 61 02")) == "a: given twice");
  CHECK(errors<std::string>(unhex("C4 01 61")) == "expected string, got binary");
  CHECK(errors<std::vector<std::uint8_t>>(unhex("C4 01 61")) == "expected array, got binary");
  CHECK(errors<Author>("") == "syntax: ends in the middle of a value");
  CHECK(errors<Author>(unhex("80 80")) == "syntax: bytes after the end of the value");
  CHECK(errors<Author>(unhex("81 01 01")) == "syntax: a key that is not a string");
  CHECK(errors<double>(unhex("03")) == "ok");
  CHECK(errors<int>(unhex("CB 40 08 00 00 00 00 00 00")) == "expected integer, got number");
}
