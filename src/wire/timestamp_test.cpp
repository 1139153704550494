// Moments as text: what is written, what is read, what is refused.
#include "wire/timestamp.h"

#include <doctest/doctest.h>

#include <limits>
#include <string>

namespace {

std::string text(std::int64_t ms) {
  const auto bytes = wire::rfc3339(ms);
  return std::string(bytes.data(), bytes.size());
}

/// Read and written again.
std::string again(std::string_view input) {
  const auto ms = wire::parse_rfc3339(input);
  return ms ? text(*ms) : "refused";
}

}  // namespace

TEST_CASE("a moment is written in UTC with three digits of fraction") {
  CHECK(text(1'717'893'005'793) == "2024-06-09T00:30:05.793Z");
  CHECK(text(0) == "1970-01-01T00:00:00.000Z");
  CHECK(text(7) == "1970-01-01T00:00:00.007Z");
  CHECK(text(-1) == "1969-12-31T23:59:59.999Z");
  CHECK(text(951'782'400'000) == "2000-02-29T00:00:00.000Z");
  CHECK(text(wire::kTimestampMin) == "0000-01-01T00:00:00.000Z");
  CHECK(text(wire::kTimestampMax) == "9999-12-31T23:59:59.999Z");
  CHECK(text(std::numeric_limits<std::int64_t>::min()) == "0000-01-01T00:00:00.000Z");
  CHECK(text(std::numeric_limits<std::int64_t>::max()) == "9999-12-31T23:59:59.999Z");
}

TEST_CASE("what is written is read") {
  // A step that is no multiple of a day goes through all times of day, leap years among them.
  for (std::int64_t ms = wire::kTimestampMin; ms < wire::kTimestampMax; ms += 61'234'567'891) {
    REQUIRE(wire::parse_rfc3339(text(ms)) == ms);
  }
}

TEST_CASE("any offset and any fraction is read") {
  CHECK(again("2024-06-09T00:30:05Z") == "2024-06-09T00:30:05.000Z");
  CHECK(again("2024-06-09t00:30:05z") == "2024-06-09T00:30:05.000Z");
  CHECK(again("2024-06-09 00:30:05Z") == "2024-06-09T00:30:05.000Z");
  CHECK(again("2024-06-09T00:30:05.7Z") == "2024-06-09T00:30:05.700Z");
  CHECK(again("2024-06-09T00:30:05.07Z") == "2024-06-09T00:30:05.070Z");
  CHECK(again("2024-06-09T00:30:05.7939999999999999999999Z") == "2024-06-09T00:30:05.793Z");
  CHECK(again("2024-06-09T00:30:05+02:00") == "2024-06-08T22:30:05.000Z");
  CHECK(again("2024-12-31T23:30:05.001-05:45") == "2025-01-01T05:15:05.001Z");
  CHECK(again("2024-06-09T00:30:05-00:00") == "2024-06-09T00:30:05.000Z");
  CHECK(again("2024-06-09T00:30:05+23:59") == "2024-06-08T00:31:05.000Z");
  CHECK(again("2016-12-31T23:59:60Z") == "2017-01-01T00:00:00.000Z");
  CHECK(again("2024-02-29T00:00:00Z") == "2024-02-29T00:00:00.000Z");
}

TEST_CASE("what is no such text is refused") {
  for (const char* input : {"",
                            "2024",
                            "2024-06-09",
                            "2024-06-09T00:30:05",
                            "2024-06-09T00:30Z",
                            "2024-06-09T00:30:05.Z",
                            "2024-06-09T00:30:05,5Z",
                            "2024-06-09T00:30:05Z ",
                            " 2024-06-09T00:30:05Z",
                            "2024-06-09T00:30:05ZZ",
                            "2024-6-9T00:30:05Z",
                            "24-06-09T00:30:05Z",
                            "2024-06-09_00:30:05Z",
                            "2024/06/09T00:30:05Z",
                            "2024-00-09T00:30:05Z",
                            "2024-13-09T00:30:05Z",
                            "2024-06-00T00:30:05Z",
                            "2024-06-31T00:30:05Z",
                            "2023-02-29T00:00:00Z",
                            "1900-02-29T00:00:00Z",
                            "2024-06-09T24:00:00Z",
                            "2024-06-09T00:60:05Z",
                            "2024-06-09T00:30:61Z",
                            "2024-06-09T00:30:05+2:00",
                            "2024-06-09T00:30:05+0200",
                            "2024-06-09T00:30:05+02",
                            "2024-06-09T00:30:05+24:00",
                            "2024-06-09T00:30:05+02:60",
                            "2024-06-09T00:30:05+",
                            "+2024-06-09T00:30:05Z",
                            "12024-06-09T00:30:05Z",
                            "0000-01-01T00:00:00+00:01",
                            "9999-12-31T23:59:59-00:01",
                            "1717893005793",
                            "2024-06-09T00:30:0\xc3\xa4Z"}) {
    CAPTURE(input);
    CHECK(again(input) == "refused");
  }
  CHECK(again(std::string_view("2024-06-09T00:30:05Z\0", 21)) == "refused");
}
