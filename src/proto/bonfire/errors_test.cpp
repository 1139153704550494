// The error table (bonfire-rest 1.6).
#include "proto/bonfire/errors.h"

#include <doctest/doctest.h>

#include "proto/bonfire/codec.h"

namespace {

using namespace bonfire;
using base::ErrorKind;

TEST_CASE("1.6: every kind of error has an object, a status and a place") {
  const std::pair<int, std::string> expected[] = {
      {401, "InvalidSession"},   {403, "NotPrivileged"},    {404, "NotFound"},        {404, "NotFound"},
      {400, "InvalidOperation"}, {400, "FailedValidation"}, {422, "PayloadTooLarge"}, {400, "FeatureDisabled"},
      {500, "DatabaseError"},    {500, "InternalError"}};
  std::size_t i = 0;
  for (const ErrorKind kind : base::kErrorKinds) {
    const ErrorObject object = to_error_object(base::Error{kind, "something", "info", 0});
    CHECK(object.status == expected[i].first);
    CHECK(object.type == expected[i].second);
    REQUIRE(object.location.has_value());
    CHECK_FALSE(object.location->empty());
    CHECK(object.location->find('/') == std::string::npos);
    CHECK(error_response(object).status == object.status);
    ++i;
  }
  CHECK(i == std::size(expected));
}

TEST_CASE("1.6: subjects decide, and bring what belongs to the type") {
  CHECK(encode(to_error_object(base::Error{ErrorKind::invalid, "requests", "", 5})) ==
        R"({"type":"TooManyPendingFriendRequests","max":5,"location":"requests"})");
  CHECK(encode(to_error_object(base::Error{ErrorKind::forbidden, "manage_community", "", 0})) ==
        R"({"type":"MissingPermission","permission":"ManageServer","location":"manage_community"})");
  CHECK(to_error_object(base::Error{ErrorKind::forbidden, "view_profile", "", 0}).permission == "ViewProfile");
  CHECK(to_error_object(base::Error{ErrorKind::forbidden, "bypass_slowmode", "", 0}).permission == "BypassSlowmode");
  CHECK(to_error_object(base::Error{ErrorKind::not_member, "channel", "", 0}).permission == "ViewChannel");
  CHECK(to_error_object(base::Error{ErrorKind::forbidden, "slowmode", "", 7}).retry_after == 7);
  CHECK(to_error_object(base::Error{ErrorKind::invalid, "email", "", 0}).with == "email");
  CHECK(to_error_object(base::Error{ErrorKind::invalid, "attachments-2", "", 0}).status == 404);
  CHECK(encode(to_error_object(base::Error{ErrorKind::internal, "x", "secret detail", 0})).find("secret") ==
        std::string::npos);
  CHECK(permission_word("rank").empty());
}

}  // namespace
