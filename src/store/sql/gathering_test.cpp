// Whether a commit waits for those who were just answered.
#include "store/sql/gathering.h"

#include <doctest/doctest.h>

namespace store::sql {
namespace {

using std::chrono::microseconds;

TEST_CASE("gathering: a slow disk makes it worth waiting for everybody who was there") {
  Gathering gathering(100);
  CHECK(gathering.wanted() == 1);
  CHECK(gathering.patience() == microseconds(0));
  gathering.committed(30, 20, microseconds(4'000));
  CHECK(gathering.wanted() == 50);
  CHECK(gathering.patience() == microseconds(1'000));
  gathering.committed(30, 20, microseconds(40'000));
  CHECK(gathering.patience() == microseconds(2'000));
  gathering.committed(80, 70, microseconds(4'000));
  CHECK(gathering.wanted() == 100);
  gathering.committed(30, 20, microseconds(999));
  CHECK(gathering.wanted() == 1);
  CHECK(gathering.patience() == microseconds(0));
  gathering.committed(30, 20, microseconds(1'000));
  CHECK(gathering.wanted() == 50);
}

TEST_CASE("gathering: who waited in vain lets more and more commits pass before the next try") {
  Gathering gathering(100);
  const auto commits_until_it_waits = [&] {
    int count = 0;
    do {
      gathering.committed(2, 2, microseconds(4'000));
      ++count;
    } while (gathering.wanted() == 1);
    return count;
  };
  CHECK(commits_until_it_waits() == 1);
  for (const int expected : {2, 4, 8, 16, 32, 64, 64}) {
    gathering.waited(3);
    CHECK(commits_until_it_waits() == expected);
  }
  gathering.waited(4);
  CHECK(commits_until_it_waits() == 1);
}

}  // namespace
}  // namespace store::sql
