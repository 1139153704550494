// Schemas: what is required, limits, references, directions; and the OpenAPI and AsyncAPI documents around them.
#include "wire/schema.h"

#include "wire/asyncapi.h"
#include "wire/demo_types.h"
#include "wire/json.h"
#include "wire/openapi.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>
#include <stdexcept>
#include <string>

using namespace wire::demo;
using wire::Direction;
using wire::SchemaSet;

namespace {

constexpr std::string_view kHead = R"({"$schema":"https://json-schema.org/draft/2020-12/schema","allOf":[)";

std::string one(std::string_view schema) { return std::string(kHead) + std::string(schema) + "]}"; }

/// The component called `name` of a set that T was added to.
template <typename T>
std::string component(std::string_view name, Direction direction, bool closed = false) {
  SchemaSet set(SchemaSet::Dialect::json_schema, closed);
  set.add<T>(direction);
  wire::JsonWriter w;
  set.write(w);
  const auto all = wire::from_json<std::map<std::string, wire::Raw>>(w.view());
  const auto it = all->find(std::string(name));
  return it == all->end() ? "" : it->second.bytes;
}

}  // namespace

TEST_CASE("scalars and their ranges") {
  CHECK(wire::schema<bool>() == one(R"({"type":"boolean"})"));
  CHECK(wire::schema<std::uint8_t>() == one(R"({"type":"integer","minimum":0,"maximum":255})"));
  CHECK(wire::schema<std::int32_t>() == one(R"({"type":"integer","minimum":-2147483648,"maximum":2147483647})"));
  CHECK(wire::schema<std::uint64_t>() == one(R"({"type":"integer","minimum":0})"));
  CHECK(wire::schema<std::int64_t>() == one(R"({"type":"integer"})"));
  CHECK(wire::schema<double>() == one(R"({"type":"number"})"));
  CHECK(wire::schema<Id>() == one(R"({"type":"integer","minimum":0})"));
  CHECK(wire::schema<Mood>() == one(R"({"type":"string","enum":["CALM","MERRY"]})"));
  CHECK(wire::schema<wire::Nullable<Mood>>() == one(R"({"type":["string","null"],"enum":["CALM","MERRY",null]})"));
  CHECK(wire::schema<wire::Raw>() == one("{}"));
  CHECK(wire::schema<std::map<std::string, std::vector<bool>>>() ==
        one(R"({"type":"object","additionalProperties":{"type":"array","items":{"type":"boolean"}}})"));
  CHECK(wire::schema<wire::Timestamp>() == one(R"({"type":"string","format":"date-time"})"));
  CHECK(wire::schema<wire::Nullable<wire::Timestamp>>() == one(R"({"type":["string","null"],"format":"date-time"})"));
  CHECK(wire::schema<wire::Bytes>() == one(R"({"type":"array","items":{"type":"integer","minimum":0,"maximum":255}})"));
  CHECK(wire::schema<Nonce>() == one(R"({"anyOf":[{"type":"integer","minimum":0},)"
                                     R"({"type":"array","items":{"type":"integer","minimum":0,"maximum":255}}]})"));
  CHECK(wire::schema<wire::Nullable<Nonce>>() ==
        one(R"({"anyOf":[{"anyOf":[{"type":"integer","minimum":0},)"
            R"({"type":"array","items":{"type":"integer","minimum":0,"maximum":255}}]},{"type":"null"}]})"));
  CHECK(wire::schema<std::pair<bool, std::string>>() ==
        one(R"({"type":"array","prefixItems":[{"type":"boolean"},{"type":"string"}],"minItems":2,"maxItems":2})"));
}

TEST_CASE("a struct: limits, texts, what is required") {
  CHECK(component<Author>("Author", Direction::output) ==
        R"({"description":"Who wrote it.","type":"object","properties":{"id":{"type":"integer","minimum":0},)"
        R"("name":{"description":"Shown to others.","type":"string","minLength":2,"maxLength":5},)"
        R"("display_name":{"type":"string","maxLength":4}},"required":["id","name"]})");
  // Input may have null where output leaves the key out.
  CHECK(component<Author>("Author", Direction::input).find(R"("display_name":{"type":["string","null"],"maxLength":4})") !=
        std::string::npos);
}

TEST_CASE("the two directions of one type") {
  CHECK(component<Edit>("Edit", Direction::input) ==
        R"({"type":"object","properties":{"topic":{"type":["string","null"],"minLength":1,"maxLength":3},)"
        R"("position":{"type":["integer","null"],"minimum":0,"maximum":4294967295},)"
        R"("words":{"type":"array","minItems":1,"maxItems":2,"items":{"type":"string","minLength":1,"maxLength":3}},)"
        R"("loud":{"type":["boolean","null"]}}})");
  CHECK(component<Edit>("Edit", Direction::output, true) ==
        R"({"type":"object","properties":{"topic":{"type":["string","null"],"minLength":1,"maxLength":3},)"
        R"("position":{"type":["integer","null"],"minimum":0,"maximum":4294967295},)"
        R"("words":{"type":"array","minItems":1,"maxItems":2,"items":{"type":"string","minLength":1,"maxLength":3}},)"
        R"("loud":{"type":"boolean"}},"required":["position","loud"],"additionalProperties":false})");
  SchemaSet set(SchemaSet::Dialect::openapi);
  CHECK(set.add<Edit>(Direction::output).json == R"({"$ref":"#/components/schemas/Edit"})");
  CHECK(set.add<Edit>(Direction::input).json == R"({"$ref":"#/components/schemas/EditInput"})");
  CHECK(set.add<Edit>(Direction::output).json == R"({"$ref":"#/components/schemas/Edit"})");
  // Nothing in a voice room depends on the direction.
  CHECK(set.add<VoiceRoom>(Direction::input).json == set.add<VoiceRoom>(Direction::output).json);
}

TEST_CASE("unions, flattened members, references to itself") {
  CHECK(component<Room>("Room", Direction::output) ==
        R"({"oneOf":[{"$ref":"#/$defs/TextRoom"},{"$ref":"#/$defs/VoiceRoom"}]})");
  CHECK(component<Room>("VoiceRoom", Direction::output) ==
        R"({"type":"object","properties":{"type":{"type":"string","const":"VOICE"},"name":{"type":"string"},)"
        R"("places":{"type":"integer","minimum":0,"maximum":4294967295}},"required":["type","name","places"]})");
  CHECK(component<Card>("Card", Direction::output, true) ==
        R"({"oneOf":[{"title":"CUSTOM","type":"object","properties":{"type":{"type":"string","const":"CUSTOM"},)"
        R"("content":{"type":"string","maxLength":8},"border":{"type":"integer","minimum":0,"maximum":255}},)"
        R"("required":["type","content"],"additionalProperties":false},{"title":"IMAGE","type":"object",)"
        R"("properties":{"type":{"type":"string","const":"IMAGE"},"url":{"type":"string"},)"
        R"("width":{"type":["integer","null"],"minimum":0,"maximum":4294967295}},"required":["type","url","width"],)"
        R"("additionalProperties":false}]})");
  CHECK(
      wire::schema<Emoji>().find(R"({"title":"NONE","type":"object","properties":{"type":{"type":"string","const":"NONE"}},)"
                                 R"("required":["type"]})") != std::string::npos);
  CHECK(component<SelfAuthor>("SelfAuthor", Direction::output).find(R"("required":["id","name","verified"])") !=
        std::string::npos);
  CHECK(component<Failure>("Card", Direction::output) == "");  // flattened: not a value of its own
  CHECK(wire::schema<Failure>().find(
            R"("oneOf":[{"type":"object","properties":{"type":{"type":"string","const":"CUSTOM"},"status")") !=
        std::string::npos);
  CHECK(component<Post>("Post", Direction::output).find(R"("reference":{"$ref":"#/$defs/Post"})") != std::string::npos);
  CHECK(
      component<Post>("Post", Direction::input).find(R"("reference":{"anyOf":[{"$ref":"#/$defs/Post"},{"type":"null"}]})") !=
      std::string::npos);
}

TEST_CASE("discriminators are spelled as each kind of document wants them") {
  SchemaSet open(SchemaSet::Dialect::openapi);
  open.add<Room>(Direction::output);
  wire::JsonWriter w;
  open.write(w);
  CHECK(w.view().find(R"("discriminator":{"propertyName":"type","mapping":{"TEXT":"#/components/schemas/TextRoom",)"
                      R"("VOICE":"#/components/schemas/VoiceRoom"}})") != std::string::npos);
  SchemaSet async(SchemaSet::Dialect::asyncapi);
  async.add<Room>(Direction::output);
  wire::JsonWriter w2;
  async.write(w2);
  CHECK(w2.view().find(R"("discriminator":"type")") != std::string::npos);
}

namespace {

struct Impostor {
  int x = 0;
  static constexpr std::string_view wire_name = "Author";
  static constexpr auto wire_fields() { return wire::fields(wire::field<"x">(&Impostor::x)); }
};
struct Nameless {
  std::unique_ptr<Nameless> inner;
  static constexpr auto wire_fields() { return wire::fields(wire::field<"inner">(&Nameless::inner)); }
};

}  // namespace

TEST_CASE("mistakes in declarations are noticed") {
  SchemaSet set(SchemaSet::Dialect::openapi);
  set.add<Author>(Direction::output);
  CHECK_THROWS_AS(set.add<Impostor>(Direction::output), std::logic_error);
  CHECK_THROWS_AS(wire::schema<Nameless>(), std::logic_error);
}

namespace {

/// For trying the documents with the official parsers: written where the variable says.
void keep(const char* name, const std::string& text) {
  if (const char* folder = std::getenv("TETRAGATE_KEEP_DOCUMENTS")) std::ofstream(std::string(folder) + '/' + name) << text;
}

}  // namespace

TEST_CASE("an OpenAPI document") {
  SchemaSet set(SchemaSet::Dialect::openapi);
  using namespace wire::openapi;
  Document d;
  d.info = {"Demo", "1", "A \"demo\"."};
  d.servers = {{"http://127.0.0.1:7159", ""}};
  d.security_schemes = {{"token", "Authorization", "The session token."}};
  Operation post;
  post.method = "post";
  post.path = "/rooms/{room_id}/posts";
  post.id = "create_post";
  post.summary = "Posts.";
  post.tags = {"posts"};
  post.parameters = {{.name = "room_id", .in = Parameter::In::path, .schema = set.add<Id>(Direction::input)},
                     {.name = "wait", .in = Parameter::In::query}};
  post.body = Body{.schema = set.add<Post>(Direction::input)};
  post.responses = {
      {.status = 200, .description = "Done.", .schema = set.add<Post>(Direction::output), .headers = {{"X-Limit", "", {}}}},
      {.status = 0, .description = "Refused.", .schema = set.add<Failure>(Direction::output)}};
  post.security = {"token"};
  Operation remove;
  remove.method = "delete";
  remove.path = post.path;
  remove.id = "delete_posts";
  remove.parameters = {post.parameters[0]};
  remove.responses = {{.status = 204, .description = "Gone."}};
  d.operations = {post, remove};
  const std::string text = write(d, set);
  keep("openapi.json", text);
  CHECK(wire::from_json<wire::Raw>(text)->bytes == text);
  CHECK(text.find(R"("/rooms/{room_id}/posts":{"delete":{"operationId":"delete_posts")") != std::string::npos);
  CHECK(text.find(R"({"name":"room_id","in":"path","required":true,"schema":{"type":"integer","minimum":0}})") !=
        std::string::npos);
  CHECK(text.find(R"("204":{"description":"Gone."})") != std::string::npos);
  CHECK(text.find(R"("default":{"description":"Refused.","content":{"application/json":{"schema")") != std::string::npos);
  CHECK(text.find(R"("security":[{"token":[]}])") != std::string::npos);
  CHECK(text.find(R"("PostInput":{)") == std::string::npos);  // input came first and has the plain name
  CHECK(text.find(R"("PostOutput":{)") != std::string::npos);
  d.operations.push_back(remove);
  CHECK_THROWS_AS(write(d, set), std::logic_error);
}

TEST_CASE("an AsyncAPI document") {
  SchemaSet set(SchemaSet::Dialect::asyncapi);
  using namespace wire::asyncapi;
  Document d;
  d.info = {"Demo", "1", ""};
  d.servers = {{"local", "127.0.0.1:7160", "ws", "/gateway", ""}};
  Channel c;
  c.name = "gateway";
  c.address = "/";
  c.query = {{"resume", "Where to go on."}};
  c.messages = {
      {.name = "POST", .sender = Message::Sender::server, .summary = "New.", .payload = set.add<Post>(Direction::output)},
      {.name = "ROOM", .sender = Message::Sender::server, .payload = set.add<Room>(Direction::output)},
      {.name = "EDIT",
       .sender = Message::Sender::client,
       .payload = set.add<Edit>(Direction::input),
       .examples = {R"({"loud":true})"}}};
  d.channels = {c};
  const std::string text = write(d, set);
  keep("asyncapi.json", text);
  CHECK(wire::from_json<wire::Raw>(text)->bytes == text);
  CHECK(text.find(R"("send_gateway":{"action":"send","channel":{"$ref":"#/channels/gateway"},"messages":[)"
                  R"({"$ref":"#/channels/gateway/messages/POST"},{"$ref":"#/channels/gateway/messages/ROOM"}]})") !=
        std::string::npos);
  CHECK(text.find(R"("receive_gateway":{"action":"receive")") != std::string::npos);
  CHECK(text.find(R"("examples":[{"payload":{"loud":true}}])") != std::string::npos);
  CHECK(text.find(R"("bindings":{"ws":{"query":{"type":"object","properties":{"resume":{"type":"string")") !=
        std::string::npos);
}
