// The documents say what the server does: every message, every route. End-to-end tests show them to the official parsers.
#include "proto/bonfire/documents.h"

#include "proto/bonfire/documents_delta.h"
#include "proto/bonfire/test_frames.h"

#include <set>

namespace {

std::size_t count(std::string_view text, std::string_view part) {
  std::size_t n = 0;
  for (std::size_t at = text.find(part); at != std::string_view::npos; at = text.find(part, at + part.size())) ++n;
  return n;
}

TEST_CASE("every example frame fits the schema of its type, and every type has one") {
  const std::string schemas = bonfire::frame_schemas_document();
  std::set<std::string> types;
  for (const auto& frame : bonfire::testing::frames()) {
    CAPTURE(frame.name);
    CHECK(testing_support::misfit(schemas, frame.type, frame.text) == "");
    types.insert(frame.type);
  }
  CHECK(types.size() == count(schemas, "\"$schema\""));
}

TEST_CASE("schemas of frames are closed and strict") {
  const std::string schemas = bonfire::frame_schemas_document();
  const auto misfit = [&](std::string_view type, std::string_view text) {
    return testing_support::misfit(schemas, type, text);
  };
  CHECK(misfit("Logout", R"({"type":"Logout"})").empty());
  CHECK(misfit("Logout", R"({"type":"Logout","x":1})") == "value: has an undeclared x");
  CHECK(misfit("Logout", R"({"type":"Bulk"})") == ".type: is not Logout");
  CHECK(misfit("ChannelDelete", R"({"type":"ChannelDelete"})") == "value: lacks id");
  CHECK(misfit("ChannelDelete", R"({"type":"ChannelDelete","id":null})") == ".id: has the wrong type");
  CHECK(misfit("Bulk", R"({"type":"Bulk","v":[{"type":"Ready"}]})") == ".v[0]: fits none of the forms");
  CHECK(misfit("Pong", R"({"type":"Pong","data":"1"})") == ".data: fits none of the forms");
}

TEST_CASE("AsyncAPI names every message with a summary") {
  const std::string document = bonfire::asyncapi_document();
  CHECK(testing_support::canonical(document) != "no JSON");
  CHECK(document.find(R"("asyncapi":"3.0.0")") != std::string::npos);
  for (const auto& frame : bonfire::testing::frames()) {
    CAPTURE(frame.type);
    CHECK(document.find("\"const\":\"" + frame.type + "\"") != std::string::npos);
  }
}

TEST_CASE("OpenAPI has each operation of the table once") {
  const std::string document = bonfire::openapi_document({"/one", "/two", "/three"});
  CHECK(testing_support::canonical(document) != "no JSON");
  std::set<std::string_view> ids;
  for (const auto& operation : bonfire::delta_operations()) {
    CAPTURE(operation.path);
    CHECK(ids.insert(operation.id).second);
    CHECK(document.find("\"operationId\":\"" + std::string(operation.id) + "\"") != std::string::npos);
    CHECK(document.find("\"/one" + std::string(operation.path) + "\":") != std::string::npos);
  }
  constexpr std::size_t kReferenceRoutes = 125;
  CHECK(ids.size() == kReferenceRoutes + 1);
  constexpr std::size_t kFileAndProxyOperations = 6 + 3;
  CHECK(count(document, "\"operationId\"") == ids.size() + kFileAndProxyOperations);
}

}  // namespace
