// What ids of files say and what they do not.
#include "service/file_ids.h"

#include <doctest/doctest.h>

#include <set>

#include "core/id_generator.h"
#include "tests/support/service_world.h"

namespace {

using core::FileBucket;

TEST_CASE("file ids: none leads to another, all are exact as JSON numbers") {
  testing_support::ServiceWorld world;
  world.arrange([&](store::Transaction& tx) {
    std::set<std::uint64_t> low;
    const auto first = service::new_file_id(tx, FileBucket::attachments);
    for (int i = 0; i < 200; ++i) {
      const auto id = service::new_file_id(tx, FileBucket::avatars);
      CHECK(id.value < (std::uint64_t{1} << 53));
      CHECK((id.value >> 33) == (first.value >> 33));
      low.insert(id.value & 0x1ffffff);
    }
    CHECK(low.size() > 190);  // counted ones would share most of their bits
  });
}

TEST_CASE("file ids: those of emojis go on with all other ids") {
  testing_support::ServiceWorld world;
  world.arrange([&](store::Transaction& tx) {
    const std::uint64_t before = tx.next_id();
    const auto id = service::new_file_id(tx, FileBucket::emojis);
    CHECK(id.value > before);
    CHECK(id.value < tx.next_id());
  });
}

TEST_CASE("file ids: the time they tell never makes a file older than it is") {
  testing_support::ServiceWorld world;
  for (const std::int64_t step_ms :
       {std::int64_t{0}, std::int64_t{1}, service::kFileIdStepMs - 2, service::kFileIdStepMs + 1}) {
    world.clock.advance_ms(step_ms);
    const std::int64_t now_ms = world.clock.unix_ms();
    world.arrange([&](store::Transaction& tx) {
      const auto id = service::new_file_id(tx, FileBucket::attachments);
      CHECK(id >= service::first_file_id_of_ms(now_ms));
      CHECK(id < service::first_file_id_of_ms(now_ms + service::kFileIdStepMs));
    });
  }
  CHECK(service::first_file_id_of_ms(0) == core::FileId(0));
  const std::int64_t now_ms = 1'790'000'000'000;
  CHECK(service::first_file_id_of_ms(now_ms).value > core::first_id_of_ms(now_ms));  // as earlier versions gave
}

}  // namespace
