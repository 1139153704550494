// The documents say what the server does: every payload, every route. End-to-end tests show them to the official parsers.
#include "proto/pandemonium/documents.h"

#include <doctest/doctest.h>

#include <cctype>

#include "proto/pandemonium/routes/oprish_world.h"
#include "proto/pandemonium/wire.h"

namespace {

using pandemonium::testing::Answer;

Answer as_answer(std::string document) {
  Answer answer;
  answer.body = std::move(document);
  return answer;
}

std::size_t count(std::string_view text, std::string_view part) {
  std::size_t n = 0;
  for (std::size_t at = text.find(part); at != std::string_view::npos; at = text.find(part, at + part.size())) ++n;
  return n;
}

TEST_CASE("AsyncAPI names every payload, with a summary and a schema") {
  const Answer document = as_answer(pandemonium::asyncapi_document());
  CHECK(document.at("asyncapi") == "3.0.0");
  const auto described = [&](std::string_view op) {
    const std::string path = "components.messages." + std::string(op);
    CAPTURE(path);
    CHECK(document.at(path + ".summary").size() > 10);
    CHECK(document.at(path + ".payload.properties.op.const") == op);
  };
  const auto each = [&]<typename... P>(const std::tuple<P...>*) { (described(P::kOp), ...); };
  each(static_cast<const pandemonium::ServerPayloads*>(nullptr));
  each(static_cast<const pandemonium::ClientPayloads*>(nullptr));
}

TEST_CASE("schemas of frames are closed, and PONG has no data") {
  const std::string text = pandemonium::frame_schemas_document();
  const Answer document = as_answer(text);
  CHECK(count(text, "\"$schema\"") == 28);
  CHECK(document.at("PONG.allOf.0.properties.d") == "absent");
  CHECK(document.at("PONG.allOf.0.additionalProperties") == "false");
  CHECK(document.at("MESSAGE_CREATE.$defs.Message.additionalProperties") == "false");
  CHECK(document.at("MESSAGE_CREATE.$defs.User.properties.username.type") == "string");
}

TEST_CASE("OpenAPI has each route that there is, and no other") {
  pandemonium::testing::OprishWorld world;
  const std::string text = pandemonium::openapi_document();
  const Answer document = as_answer(text);
  CHECK(document.at("openapi") == "3.1.0");
  for (const std::string& route : world.routes()) {
    CAPTURE(route);
    const std::size_t space = route.find(' ');
    std::string method = route.substr(0, space);
    for (char& c : method) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    CHECK(document.at("paths./oprish" + route.substr(space + 1) + "." + method + ".operationId") != "absent");
  }
  constexpr std::size_t kEffisOperations = 9 + 9;  // uploads by bucket and without; downloads, static files, proxy
  CHECK(count(text, "\"operationId\"") == world.routes().size() + kEffisOperations);
}

}  // namespace
