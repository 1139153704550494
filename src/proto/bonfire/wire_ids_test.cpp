// Ids in this protocol's spelling: one text per id, and every well-formed text is read.
#include "proto/bonfire/wire_ids.h"

#include <doctest/doctest.h>

#include <set>

namespace {

using namespace bonfire;

constexpr std::string_view kOurs = "01HZX4T9K30000000000000011";
constexpr std::string_view kForeign = "01HZX4T9K3M5N7P9Q1R3S5T7V9";

std::uint64_t read(std::string_view text) {
  const auto id = read_ulid(text);
  REQUIRE(id);
  return *id;
}

TEST_CASE("our ULIDs are our ids") {
  const auto id = parse_id<core::ChannelId>(kOurs);
  REQUIRE(id);
  CHECK(to_text(*id) == kOurs);
  CHECK(core::unix_ms_of_id(id->value) == 1717891311203);
  CHECK((id->value & 63) == 33);
}

TEST_CASE("a ULID that is not ours is read as an id that nothing has, in its second") {
  const std::uint64_t id = read(kForeign);
  CHECK_FALSE(core::from_ulid(core::to_ulid(id)) == core::from_ulid(kOurs));
  CHECK(core::unix_ms_of_id(id) / 1000 == 1717891312);  // past the last millisecond of the second
  CHECK(id > core::first_id_of_ms(1717891311999) + 63);
  CHECK(id < core::first_id_of_ms(1717891312000));
  // Paging: foreign ids stand among ours as their times say.
  CHECK(read("01HZX4T9K3M5N7P9Q1R3S5T7V9") < read("01HZX4V7B20000000000000000"));
  CHECK(read("01HZX4T9K00000000000000000") < read("01HZX4T9K3M5N7P9Q1R3S5T7V9"));
  CHECK(read("00000000000000000000000001") == read("0000000001ZZZZZZZZZZZZZZZZ"));
  CHECK(read("7ZZZZZZZZZZZZZZZZZZZZZZZZZ") > read(kForeign));
}

TEST_CASE("what is no ULID is no id") {
  for (std::string_view text : {"", "01HZX4T9K3M5N7P9Q1R3S5T7V", "01HZX4T9K3M5N7P9Q1R3S5T7V99", "81HZX4T9K3M5N7P9Q1R3S5T7V9",
                                "01hzx4t9k3m5n7p9q1r3s5t7v9", "01HZX4T9K3M5N7P9Q1R3S5T7VU", "01HZX4T9K3M5N7P9Q1R3S5T7V-",
                                "@me00000000000000000000000"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_id<core::MessageId>(text));
  }
}

TEST_CASE("26 zeros are the system, as a user") {
  CHECK(to_text(core::kSystemUser) == kSystemAuthor);
  CHECK(parse_id<core::UserId>(kSystemAuthor) == core::kSystemUser);
  CHECK(parse_id<core::MessageId>(kSystemAuthor) != core::MessageId(0));
  CHECK(to_text(core::kDeletedUser) != kSystemAuthor);
}

TEST_CASE("files: 42 characters, one text per id") {
  std::set<std::string> seen;
  for (std::uint64_t value : {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{2}, std::uint64_t{6566798950402},
                              std::uint64_t{6566798950403}, ~std::uint64_t{0} - 1}) {
    const core::FileId id(value);
    const std::string text = file_id_text(id);
    CAPTURE(text);
    CHECK(text.size() == kFileIdLength);
    CHECK(text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") == std::string::npos);
    CHECK(parse_file_id(text) == id);
    CHECK(seen.insert(text.substr(0, 4)).second);  // neighbours do not look alike
  }
}

TEST_CASE("what is no file's text is no file") {
  const std::string text = file_id_text(core::FileId(6566798950402));
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::string other = text;
    other[i] = other[i] == 'A' ? 'B' : 'A';
    CHECK(parse_file_id(other) == kNoFile);
  }
  CHECK(parse_file_id("") == kNoFile);
  CHECK(parse_file_id(text + "A") == kNoFile);
  CHECK(parse_file_id(text.substr(1)) == kNoFile);
  CHECK(parse_file_id(kForeign) == kNoFile);
  CHECK(parse_file_id(std::string(42, '.')) == kNoFile);
}

}  // namespace
