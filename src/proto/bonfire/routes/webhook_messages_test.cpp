// What webhooks write (bonfire-rest 4.2).
#include "core/event.h"
#include "proto/bonfire/routes/server_scene.h"

#include <doctest/doctest.h>

namespace {

using namespace bonfire::testing;
using http::Method;

struct Scene : ServerScene {
  std::string channel = "/channels/" + bonfire::to_text(place.general);
  std::string id, token, path;

  Scene() {
    const Answer made = world.post(channel + "/webhooks", quoted("name", "builds"), ines.token);
    REQUIRE(made.status == 200);
    id = made.at("id");
    token = made.at("token");
    path = "/webhooks/" + id + "/" + token;
    forget();
  }
  Answer say(const std::string& content) { return world.post(path, quoted("content", content)); }
  Answer event(const std::string& name, const std::string& body) {
    return world.send(Method::post, path + "/github", body, {{"X-GitHub-Event", name}});
  }
};

TEST_CASE("4.2: a webhook writes under its own name") {
  Scene s;
  const Answer sent = s.world.post(
      s.path, R"({"content":"built","embeds":[{"title":"all good"}],"masquerade":{"name":"robot"},"nonce":"n1"})");
  CHECK(sent.status == 200);
  CHECK(sent.at("author") == s.id);
  CHECK(sent.at("webhook.name") == "builds");
  CHECK(sent.at("webhook.avatar") == "null");
  CHECK(sent.at("user") == "absent");
  CHECK(sent.at("content") == "built");
  CHECK(sent.at("embeds.0.title") == "all good");
  CHECK(sent.at("masquerade.name") == "robot");
  CHECK(sent.at("nonce") == "n1");
  CHECK(s.world.count_told<core::MessageCreated>() == 1);
}

TEST_CASE("4.2: the rules of messages hold for webhooks") {
  Scene s;
  check_refusal(s.world.post(s.path, "{}"), 422, "EmptyMessage");
  CHECK(s.say(std::string(2000, 'a')).status == 200);
  check_refusal(s.say(std::string(2001, 'a')), 422, "PayloadTooLarge");
  check_refusal(s.world.post(s.path, R"({"content":1})"), 422, "FailedValidation");
  check_refusal(s.world.post(s.path, R"({"content":"x","attachments":["nothing"]})"), 403, "MissingPermission");
  check_refusal(s.world.post("/webhooks/" + s.id + "/other", quoted("content", "x")), 401, "NotAuthenticated");
  check_refusal(s.world.post("/webhooks/" + std::string(26, '7') + "/" + s.token, quoted("content", "x")), 404, "NotFound");
  const HeaderList key{{"Idempotency-Key", "k"}};
  check_refusal(s.world.send(Method::post, "/webhooks/" + s.id + "/other", quoted("content", "x"), key), 401,
                "NotAuthenticated");
  CHECK(s.world.send(Method::post, s.path, quoted("content", "x"), key).at("nonce") == "k");
  check_refusal(s.world.send(Method::post, s.path, quoted("content", "x"), key), 409, "DuplicateNonce");
  REQUIRE(s.world.patch(s.path, R"({"permissions":0})").status == 200);
  const Answer refused = s.say("x");
  check_refusal(refused, 403, "MissingPermission");
  CHECK(refused.at("permission") == "SendMessage");
}

TEST_CASE("4.2: a webhook edits and deletes what it wrote") {
  Scene s;
  const std::string mine = s.path + "/" + s.say("built").at("_id");
  const Answer said = s.world.post(s.channel + "/messages", quoted("content", "nice"), s.odo.token);
  REQUIRE(said.status == 200);
  const std::string others = s.path + "/" + said.at("_id");
  s.forget();
  const Answer edited = s.world.patch(mine, quoted("content", "built again"));
  CHECK(edited.at("content") == "built again");
  CHECK(edited.at("edited") != "absent");
  CHECK(s.world.count_told<core::MessageUpdated>() == 1);
  check_refusal(s.world.patch(others, quoted("content", "mine")), 403, "CannotEditMessage");
  check_refusal(s.world.patch(mine, quoted("content", "")), 400, "FailedValidation");
  check_refusal(s.world.patch(mine, quoted("content", std::string(2001, 'a'))), 422, "PayloadTooLarge");
  check_refusal(s.world.patch(s.path + "/" + std::string(26, '7'), quoted("content", "x")), 404, "NotFound");
  check_refusal(s.world.patch(s.path + "/nothing", quoted("content", "x")), 404, "NotFound");
  const std::string wrong = "/webhooks/" + s.id + "/other/" + std::string(26, '7');
  check_refusal(s.world.patch(wrong, quoted("content", "x")), 401, "NotAuthenticated");
  check_refusal(s.world.del(wrong), 401, "NotAuthenticated");
  check_refusal(s.world.del(others), 403, "CannotDeleteMessage");
  CHECK(s.world.del(mine).status == 204);
  check_refusal(s.world.del(mine), 404, "NotFound");
  check_refusal(s.world.del(s.path + "/nothing"), 404, "NotFound");
}

TEST_CASE("4.2: a forge's event becomes an embed") {
  Scene s;
  const std::string starred =
      R"({"action":"created","repository":{"full_name":"lighthouse/lamp"},"sender":{"login":"ada"}})";
  const Answer told = s.event("star", starred);
  CHECK(told.status == 200);
  CHECK(told.body.empty());
  CHECK(s.world.count_told<core::MessageCreated>() == 1);
  const Answer messages = s.world.get(s.channel + "/messages", s.odo.token);
  CHECK(messages.at("0.author") == s.id);
  CHECK(messages.at("0.embeds.0.title") == "[lighthouse/lamp] ada gave a star");
  CHECK(s.event("workflow_run", starred).status == 200);
  CHECK(s.world.told().empty());
  check_refusal(s.world.post(s.path + "/github", starred), 400, "MissingHeaders");
  check_refusal(s.event("star", "{"), 400, "FailedValidation");
  check_refusal(s.event("star", "[]"), 422, "FailedValidation");
  check_refusal(s.world.post("/webhooks/" + s.id + "/other/github", "{"), 401, "NotAuthenticated");
  check_refusal(s.event("star", std::string(5'000'001, ' ')), 413, "PayloadTooLarge");
  REQUIRE(s.world.patch(s.path, R"({"permissions":4194304})").status == 200);
  check_refusal(s.event("star", starred), 403, "MissingPermission");
}

}  // namespace
