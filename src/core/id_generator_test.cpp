// Ids: order, no way back, and spellings that are bijections.
#include "core/id_generator.h"

#include <doctest/doctest.h>

#include <random>
#include <set>
#include <string>
#include <vector>

#include "core/ids.h"

namespace {

constexpr std::int64_t kEpochMs = core::kEpochUnixSeconds * 1000;
// The year 2080: far enough for every property to be about us.
constexpr std::int64_t kLateMs = 3'471'292'800'000;

std::uint64_t random_id(std::mt19937_64& random) {
  std::uniform_int_distribution<std::int64_t> ms(kEpochMs, kLateMs);
  std::uniform_int_distribution<std::uint64_t> lane(0, core::kLanes - 1);
  return core::first_id_of_ms(ms(random)) | lane(random);
}

}  // namespace

TEST_CASE("id: the layout and the four spellings of one id, by hand") {
  const std::uint64_t id = 3'276'800'007'909;  // 50 000 000 s, 123 ms, lane 37
  CHECK(core::unix_ms_of_id(id) == 1'700'000'000'123);
  CHECK(core::first_id_of_ms(1'700'000'000'123) == id - 37);
  CHECK(core::to_decimal(id) == "3276800007909");
  CHECK(core::to_ulid(id) == "01HF7YAT3V0000000000000015");
  CHECK(core::to_snowflake(id) == "1174109841514299429");
}

TEST_CASE("id: reserved ids have spellings too") {
  for (std::uint64_t id : {core::kSystemUser.value, core::kDeletedUser.value}) {
    CHECK(core::from_decimal(core::to_decimal(id)) == id);
    CHECK(core::from_ulid(core::to_ulid(id)) == id);
    CHECK(core::from_snowflake(core::to_snowflake(id)) == id);
  }
}

TEST_CASE("id: spellings are bijections that keep the order") {
  std::mt19937_64 random(20260101);
  for (int i = 0; i < 20'000; ++i) {
    const std::uint64_t a = random_id(random);
    const std::uint64_t b = random_id(random);
    CAPTURE(a);
    CAPTURE(b);
    REQUIRE(core::from_decimal(core::to_decimal(a)) == a);
    REQUIRE(core::from_ulid(core::to_ulid(a)) == a);
    REQUIRE(core::from_snowflake(core::to_snowflake(a)) == a);
    REQUIRE(core::to_ulid(a).size() == 26);
    REQUIRE((core::to_ulid(a) < core::to_ulid(b)) == (a < b));
    REQUIRE((std::stoull(core::to_snowflake(a)) < std::stoull(core::to_snowflake(b))) == (a < b));
    REQUIRE((core::unix_ms_of_id(a) < core::unix_ms_of_id(b)) == ((a >> 6) < (b >> 6)));
  }
}

TEST_CASE("id: text that changes in one place is another id or none") {
  std::mt19937_64 random(7);
  const std::string alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZabcILOU-* ";
  for (int i = 0; i < 5'000; ++i) {
    const std::uint64_t id = random_id(random);
    std::string text = core::to_ulid(id);
    char& c = text[random() % text.size()];
    const char changed = alphabet[random() % alphabet.size()];
    if (c == changed) continue;
    c = changed;
    const auto read = core::from_ulid(text);
    CAPTURE(text);
    REQUIRE(read != id);
    if (read) REQUIRE(core::to_ulid(*read) == text);
  }
}

TEST_CASE("id: foreign and malformed text gives nothing") {
  SUBCASE("decimal") {
    for (const char* text : {"", "-1", "+1", "007", " 1", "1 ", "1.0", "0x1", "18446744073709551616", "null", "abc"}) {
      CAPTURE(text);
      CHECK_FALSE(core::from_decimal(text));
    }
    CHECK(core::from_decimal("0") == 0);
    CHECK(core::from_decimal("18446744073709551615") == 18'446'744'073'709'551'615ull);  // not ours: simply not found
  }
  SUBCASE("ulid") {
    for (const char* text : {
             "",
             "01HF7YAT3V000000000000001",    // short
             "01HF7YAT3V00000000000000150",  // long
             "01HF7YAT3V0000000000000020",   // lane 64
             "01HF7YAT3V0000000000000115",   // random part of somebody else's
             "01HF7YAT3VABCDEFGHJKMNPQRS",   // an ordinary foreign one
             "01hf7yat3v0000000000000015",   // lower case
             "01HF7YAT3V000000000000001U",   // not in the alphabet
             "01HF7YAT3V000000000000001O",   //
             "81HF7YAT3V0000000000000015",   // more than 128 bits
             "7ZZZZZZZZZZZZZZZZZZZZZZZZZ",   // the largest
             "00000000000000000000000000",   // before our epoch
         }) {
      CAPTURE(text);
      CHECK_FALSE(core::from_ulid(text));
    }
  }
  SUBCASE("snowflake") {
    for (const char* text : {
             "",
             "0",
             "175928847299117063",    // before our epoch
             "1174109841514299456",   // lane 64
             "01174109841514299429",  // leading zero
             "1174109841514299429x",
             "18446744073709551616",
         }) {
      CAPTURE(text);
      CHECK_FALSE(core::from_snowflake(text));
    }
  }
}

TEST_CASE("generator: ascending over a clock that does what it wants, and over restarts") {
  std::mt19937_64 random(42);
  core::IdGenerator generator;
  std::int64_t now = kEpochMs - 5;
  std::uint64_t last = 0;
  for (int i = 0; i < 50'000; ++i) {
    switch (random() % 8) {
      case 0:
        now += static_cast<std::int64_t>(random() % 5000);
        break;
      case 1:
        now -= static_cast<std::int64_t>(random() % 4000);
        break;
      case 2:
        ++now;
        break;
      case 3:
        generator = core::IdGenerator(last);
        break;
      default:
        break;
    }
    const std::uint64_t id = generator.next(now);
    CAPTURE(now);
    REQUIRE(id > last);
    REQUIRE(id == generator.last());
    REQUIRE(core::from_ulid(core::to_ulid(id)) == id);  // always a well-formed one
    last = id;
  }
}

TEST_CASE("generator: never gives a reserved id") {
  core::IdGenerator generator;
  CHECK(generator.next(0) > core::kDeletedUser.value);
}

TEST_CASE("generator: follows the clock when it can") {
  core::IdGenerator generator;
  CHECK(generator.next(1'700'000'000'123) == core::first_id_of_ms(1'700'000'000'123));
  CHECK(generator.next(1'700'000'000'123) == core::first_id_of_ms(1'700'000'000'123) + 1);
  CHECK(generator.next(1'700'000'000'999) == core::first_id_of_ms(1'700'000'000'999));
  CHECK(generator.next(1'700'000'001'000) == core::first_id_of_ms(1'700'000'001'000));
}

TEST_CASE("generator: lanes used up go on into the next millisecond, ahead of the clock") {
  const std::int64_t now = 1'700'000'000'998;
  core::IdGenerator generator;
  for (std::uint64_t i = 0; i < core::kLanes; ++i) REQUIRE(core::unix_ms_of_id(generator.next(now)) == now);
  CHECK(generator.next(now) == core::first_id_of_ms(now + 1));
  for (std::uint64_t i = 1; i < core::kLanes; ++i) REQUIRE(core::unix_ms_of_id(generator.next(now)) == now + 1);
  CHECK(generator.next(now) == core::first_id_of_ms(now + 2));  // over the edge of a second
  // While the clock is behind, the ids do not wait for it.
  CHECK(generator.next(now + 1) == core::first_id_of_ms(now + 2) + 1);
  CHECK(generator.next(now + 3) == core::first_id_of_ms(now + 3));
}

TEST_CASE("generator: nodes with lanes of their own never give the same id") {
  std::mt19937_64 random(3);
  std::vector<core::IdGenerator> nodes;
  for (std::uint64_t lane = 0; lane < core::kLanes; lane += 16) nodes.emplace_back(0, lane, 16);
  std::set<std::uint64_t> seen;
  std::int64_t now = 1'700'000'000'000;
  for (int i = 0; i < 20'000; ++i) {
    const std::size_t node = random() % nodes.size();
    const std::uint64_t id = nodes[node].next(now);
    REQUIRE(seen.insert(id).second);
    REQUIRE((id & (core::kLanes - 1)) / 16 == node);
    if (random() % 40 == 0) ++now;
  }
}

TEST_CASE("generator: a restart after another node's larger id stays in its own lanes") {
  const std::int64_t now = 1'700'000'000'000;
  core::IdGenerator low(core::first_id_of_ms(now) | 40, 0, 16);
  CHECK(low.next(now) == core::first_id_of_ms(now + 1));
  core::IdGenerator high(core::first_id_of_ms(now) | 3, 48, 16);
  CHECK(high.next(now) == (core::first_id_of_ms(now) | 48));
}

TEST_CASE("id: stays below 2^53, so that every number in a script is exact") {
  CHECK(core::first_id_of_ms(kLateMs) < (1ull << 53));
  // Seconds have 37 bits until then: some 4 300 years.
  CHECK(core::unix_ms_of_id((1ull << 53) - 1) > 100'000'000'000'000);
}
