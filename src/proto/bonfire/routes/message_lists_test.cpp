// Reading messages and searching for them (bonfire-rest 3.6).
#include "proto/bonfire/routes/message_scene.h"

#include <doctest/doctest.h>

namespace {

using namespace bonfire::testing;

/// The first words of the answered messages, in order.
std::string texts(const Answer& answer, const std::string& list = "") {
  const std::string prefix = list.empty() ? "" : list + ".";
  std::string out;
  const int count = std::stoi(answer.at(prefix + "#"));
  for (int i = 0; i < count; ++i) out += (i > 0 ? " " : "") + answer.at(prefix + std::to_string(i) + ".content");
  return out;
}

struct History : MessageScene {
  std::vector<std::string> ids;
  History() {
    for (const char* text : {"a", "b", "c", "d", "e"}) {
      ids.push_back(say(odo, text));
      world.clock.advance_ms(1000);
    }
  }
  Answer list(const std::string& query) { return world.get(messages + query, odo.token); }
  Answer search(const std::string& body) { return world.post(channel_path + "/search", body, odo.token); }
};

TEST_CASE("3.6: a page of history") {
  History s;
  CHECK(texts(s.list("")) == "e d c b a");
  CHECK(texts(s.list("?")) == "e d c b a");
  CHECK(texts(s.list("?sort=Latest&limit=2")) == "e d");
  CHECK(texts(s.list("?sort=oldest&limit=2")) == "a b");
  CHECK(texts(s.list("?before=" + s.ids[3])) == "c b a");
  CHECK(texts(s.list("?after=" + s.ids[3])) == "e");
  CHECK(texts(s.list("?limit=1&after=" + s.ids[0])) == "e");
  CHECK(texts(s.list("?limit=1&sort=Oldest&after=" + s.ids[0])) == "b");
  CHECK(texts(s.list("?before=" + s.ids[3] + "&after=" + s.ids[0])) == "c b");
  CHECK(texts(s.list("?limit=many&sort=sideways")) == "e d c b a");
  const Answer list = s.list("");
  CHECK(list.at("0.user") == "absent");
  CHECK(list.at("0.member") == "absent");
}

TEST_CASE("3.6: what surrounds a message") {
  History s;
  CHECK(texts(s.list("?limit=2&nearby=" + s.ids[2])) == "c d b a");
  CHECK(texts(s.list("?limit=3&nearby=" + s.ids[2])) == "c d b a");
  CHECK(texts(s.list("?limit=1&nearby=" + s.ids[2])) == "c b");
  CHECK(texts(s.list("?limit=1&sort=Relevance&before=x&nearby=" + s.ids[0])) == "a");
  // From one that is gone it works too.
  REQUIRE(s.world.del(s.of(s.ids[2]), s.odo.token).status == 204);
  CHECK(texts(s.list("?limit=1&nearby=" + s.ids[2])) == "d b");
}

TEST_CASE("3.6: pages have 1 to 100 messages") {
  History s;
  for (int i = 0; i < 100; ++i) s.world.say(ServerScene::actor(s.odo), s.general, "more");
  CHECK(s.list("").at("#") == "50");
  CHECK(s.list("?limit=1").at("#") == "1");
  CHECK(s.list("?limit=100").at("#") == "100");
  CHECK(s.search(R"({"limit":100})").at("#") == "100");
  for (const char* bad : {"?limit=0", "?limit=101", "?limit=-1", "?before=x", "?after=x", "?nearby=x"}) {
    CAPTURE(bad);
    check_refusal(s.list(bad), 400, "FailedValidation");
  }
  check_refusal(s.list("?sort=Relevance"), 400, "InvalidOperation");
  for (const char* bad : {R"({"limit":0})", R"({"limit":101})", R"({"query":""})", R"({"before":"x"})"}) {
    CAPTURE(bad);
    CHECK(s.search(bad).at("type") == "FailedValidation");
  }
  check_refusal(s.search(quoted("query", std::string(65, 'q'))), 400, "FailedValidation");
  CHECK(s.search(quoted("query", std::string(64, 'q'))).body == "[]");
  CHECK(s.search(quoted("sort", "Sideways")).status == 422);
}

TEST_CASE("3.6: the people of a page") {
  History s;
  s.world.join(ServerScene::actor(s.uta), s.place.id);
  s.say(s.uta, "f");
  s.world.leave(ServerScene::actor(s.uta), s.place.id);
  s.world.go_online(s.odo);
  const Answer page = s.list("?include_users=true");
  CHECK(texts(page, "messages") == "f e d c b a");
  CHECK(page.at("users.#") == "2");
  CHECK(page.at("users.0._id") == s.odo.id);
  CHECK(page.at("users.0.relationship") == "User");
  CHECK(page.at("users.0.online") == "true");
  CHECK(page.at("users.1._id") == s.uta.id);
  CHECK(page.at("members.#") == "1");
  CHECK(page.at("members.0._id.user") == s.odo.id);
  CHECK(s.list("?include_users=true&before=" + s.ids[0]).body == R"({"messages":[],"users":[],"members":[]})");
  CHECK(s.list("?include_users=false").at("#") == "6");
  CHECK(s.search(R"({"query":"c","include_users":true})").at("users.0._id") == s.odo.id);

  const std::string saved = "/channels/" + s.world.get("/users/@me/dm", s.odo.token).at("_id") + "/messages";
  CHECK(s.world.get(saved + "?include_users=true", s.odo.token).body == R"({"messages":[],"users":[]})");
}

TEST_CASE("3.6: one message") {
  History s;
  CHECK(s.world.get(s.of(s.ids[1]), s.ines.token).at("content") == "b");
  check_refusal(s.world.get(s.of(kUnknown), s.odo.token), 404, "NotFound");
  check_refusal(s.world.get(s.of("b"), s.odo.token), 404, "NotFound");
  const std::string other = "/channels/" + bonfire::to_text(s.channel("pier")) + "/messages/" + s.ids[1];
  check_refusal(s.world.get(other, s.odo.token), 404, "NotFound");
  check_refusal(s.world.get(s.of(s.ids[1])), 401, "InvalidSession");
}

TEST_CASE("3.6: who may read") {
  History s;
  const std::string cellar = "/channels/" + bonfire::to_text(s.hidden());
  const std::string nowhere = "/channels/" + kUnknown;
  check_lacks(s.world.get(s.messages, s.uta.token), "ViewChannel");
  check_lacks(s.world.get(cellar + "/messages", s.odo.token), "ViewChannel");
  check_lacks(s.world.get(cellar + "/messages/" + s.ids[0], s.odo.token), "ViewChannel");
  check_lacks(s.world.post(cellar + "/search", "{}", s.odo.token), "ViewChannel");
  check_refusal(s.world.get(nowhere + "/messages", s.odo.token), 404, "NotFound");
  check_refusal(s.world.get(nowhere + "/messages/" + s.ids[0], s.odo.token), 404, "NotFound");
  check_refusal(s.world.post(nowhere + "/search", "{}", s.odo.token), 404, "NotFound");
  s.deny(core::permission::read_message_history);
  check_lacks(s.list(""), "ReadMessageHistory");
  check_lacks(s.list("?nearby=" + s.ids[0]), "ReadMessageHistory");
  check_lacks(s.world.get(s.of(s.ids[0]), s.odo.token), "ReadMessageHistory");
  check_lacks(s.search("{}"), "ReadMessageHistory");
  check_lacks(s.search(quoted("query", "a")), "ReadMessageHistory");
}

TEST_CASE("3.6: searching for words") {
  History s;
  s.say(s.ines, "the Lamp is lit");
  s.world.clock.advance_ms(1000);
  s.say(s.odo, "lamp lamp lamp");
  s.world.clock.advance_ms(1000);
  const std::string named = s.say(s.odo, "for <@" + s.uta.id + "> a lamp too");
  CHECK(texts(s.search(R"({"query":"lamp","sort":"Latest"})")) ==
        "for <@" + s.uta.id + "> a lamp too lamp lamp lamp the Lamp is lit");
  CHECK(texts(s.search(R"({"query":"LAMP","sort":"Oldest","limit":1})")) == "the Lamp is lit");
  CHECK(texts(s.search(R"({"query":"lamp","limit":1})")) == "lamp lamp lamp");
  CHECK(texts(s.search(R"({"query":"lamp lit"})")) == "the Lamp is lit");
  CHECK(s.search(quoted("query", "<@" + s.uta.id + ">")).at("0._id") == named);
  CHECK(texts(s.search(R"({"query":"lamp","sort":"Oldest","before":")" + named + "\"}")) ==
        "the Lamp is lit lamp lamp lamp");
  CHECK(s.search(R"({"query":"lantern"})").body == "[]");
  CHECK(s.search(R"({"query":"?!"})").body == "[]");
  CHECK(s.world.send(http::Method::post, s.channel_path + "/search", "{}", {{"X-Bot-Token", s.bot()}}).at("type") ==
        "IsBot");
}

TEST_CASE("3.6: searching for pinned messages, and for none in particular") {
  History s;
  for (const int i : {1, 3}) REQUIRE(s.world.post(s.of(s.ids[i]) + "/pin", "{}", s.ines.token).status == 204);
  CHECK(texts(s.search(R"({"pinned":true})")) == "d b");
  CHECK(texts(s.search(R"({"pinned":true,"sort":"Oldest"})")) == "b d");
  CHECK(texts(s.search(R"({"pinned":true,"after":")" + s.ids[1] + "\"}")) == "d");
  CHECK(s.search(R"({"pinned":true})").at("0.pinned") == "true");
  check_refusal(s.search(R"({"pinned":true,"query":"b"})"), 400, "InvalidOperation");
  CHECK(texts(s.search(R"({"before":")" + s.ids[2] + "\"}")) == "b a");
}

}  // namespace
