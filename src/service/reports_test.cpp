// Complaints.
#include "service/reports.h"

#include <doctest/doctest.h>

#include "tests/support/service_world.h"

using namespace service;
using testing_support::ServiceWorld;

namespace {

struct Complaining {
  ServiceWorld world;
  Actor ines = world.person("ines"), otto = world.person("otto"), uta = world.person("uta");
  ServiceWorld::Place place = world.community(ines);

  template <typename Subject>
  Result<core::ReportId> report(Actor who, Subject about, std::optional<core::MessageId> message = {}) {
    NewReport input;
    input.about = about;
    input.message = message;
    input.reason = "spam";
    input.context = "three \"times\"";
    return world.write([&](auto& tx, auto at) { return create_report(tx, at, who, input); });
  }
};

}  // namespace

TEST_CASE("reports: about messages, communities and people that one can see") {
  Complaining c;
  c.world.join(c.otto, c.place.id);
  const auto said = c.world.say(c.ines, c.place.general, "buy now");
  c.world.take_events();
  const auto first = c.report(c.otto, said);
  REQUIRE(first);
  const auto second = c.report(c.otto, c.ines.user, said);
  REQUIRE(second);
  CHECK(*first != *second);
  CHECK(c.report(c.otto, c.place.id));
  CHECK(c.report(c.uta, c.ines.user));
  CHECK(c.world.quiet());
  CHECK_FAILS(c.report(c.uta, said), not_found, "message");
  CHECK_FAILS(c.report(c.uta, c.ines.user, said), not_found, "message");
  CHECK_FAILS(c.report(c.otto, core::MessageId(5)), not_found, "message");
  CHECK_FAILS(c.report(c.otto, core::CommunityId(5)), not_found, "community");
  CHECK_FAILS(c.report(c.otto, core::UserId(5)), not_found, "user");
  CHECK_FAILS(c.report(Actor{core::UserId(5), {}}, c.ines.user), unauthenticated, "");
}

TEST_CASE("reports: not about oneself") {
  Complaining c;
  const auto said = c.world.say(c.ines, c.place.general, "hello");
  CHECK_FAILS(c.report(c.ines, said), invalid, "self");
  CHECK_FAILS(c.report(c.ines, c.place.id), invalid, "self");
  CHECK_FAILS(c.report(c.ines, c.ines.user), invalid, "self");
}
