// Messages (pandemonium 5.9.1 to 5.9.4).
#include "proto/pandemonium/routes/oprish_world.h"

#include <doctest/doctest.h>

namespace {

using namespace pandemonium::testing;
using http::Method;
using Told = std::vector<std::string>;

struct Place : OprishWorld {
  Person ines = person("ines"), otto = person("otto"), eva = person("eva");
  Sphere keepers = sphere(ines);
  std::string path = "/channels/" + keepers.general + "/messages";
  Place() {
    join(otto, keepers);
    told();
  }
  std::string attachment() { return std::to_string(file(core::FileBucket::attachments).value); }
};

std::string attached(const std::string& file, const std::string& rest = {}) {
  return R"({"attachments":[{"file_id":)" + file + rest + "}]}";
}
std::string repeated(const std::string& item, int count) {
  std::string text;
  for (int i = 0; i < count; ++i) text += (i == 0 ? "" : ",") + item;
  return "[" + text + "]";
}

TEST_CASE("5.9.1 GET messages: newest first chosen, oldest first shown") {
  Place world;
  std::vector<std::string> ids;
  for (int i = 0; i < 60; ++i) ids.push_back(world.say(world.otto, world.keepers, "m" + std::to_string(i)));
  const auto range = [&](const std::string& query) {
    const Answer answer = world.get(world.path + query, world.ines.token);
    REQUIRE(answer.status == 200);
    const std::size_t count = std::stoul(answer.at("#"));
    if (count == 0) return std::string("none");
    for (std::size_t i = 1; i < count; ++i) {
      CHECK(std::stoull(answer.at(std::to_string(i - 1) + ".id")) < std::stoull(answer.at(std::to_string(i) + ".id")));
    }
    return answer.at("0.content") + "-" + answer.at(std::to_string(count - 1) + ".content");
  };
  CHECK(range("") == "m10-m59");
  CHECK(range("?before=null") == "m10-m59");
  CHECK(range("?before=&after=x&limit=many") == "m10-m59");
  CHECK(range("?limit=1") == "m59-m59");
  CHECK(range("?limit=200") == "m0-m59");
  CHECK(range("?limit=5&before=" + ids[20]) == "m15-m19");
  CHECK(range("?limit=5&after=" + ids[20]) == "m55-m59");
  CHECK(range("?after=" + ids[20] + "&before=" + ids[23]) == "m21-m22");
  CHECK(range("?after=" + ids[59]) == "none");
  for (const char* limit : {"0", "201", "-1", "99999999999999999999"}) {
    CAPTURE(limit);
    check_refusal(world.get(world.path + "?limit=" + limit, world.ines.token), 422, "limit");
  }
}

TEST_CASE("5.9: unknown, hidden and foreign channels are 401, unknown messages 404") {
  Place world;
  const std::string id = world.say(world.otto, world.keepers, "hello");
  const Sphere other = world.sphere(world.ines, "other");
  const std::string body = quoted("content", "x"), react = R"({"type":"UNICODE","emoji":"x"})";
  struct Route {
    Method method;
    std::string rest, body;
  };
  const std::vector<Route> routes = {
      {Method::get, "", ""},
      {Method::post, "", body},
      {Method::get, "/" + id, ""},
      {Method::patch, "/" + id, body},
      {Method::del, "/" + id, ""},
      {Method::post, "/" + id + "/reactions", react},
      {Method::del, "/" + id + "/reactions", react},
      {Method::del, "/" + id + "/reactions/clear", ""},
  };
  for (const Route& route : routes) {
    CAPTURE(route.rest);
    check_refusal(world.send(route.method, world.path + route.rest, route.body, world.eva.token), 401);
    check_refusal(world.send(route.method, "/channels/99/messages" + route.rest, route.body, world.ines.token), 401);
    check_refusal(world.send(route.method, "/channels/x/messages" + route.rest, route.body, world.ines.token), 422,
                  "channel");
    if (route.rest.empty()) continue;
    std::string rest = route.rest;
    rest.replace(1, id.size(), "99");
    check_refusal(world.send(route.method, world.path + rest, route.body, world.ines.token), 404);
    rest.replace(1, 2, "x");
    check_refusal(world.send(route.method, world.path + rest, route.body, world.ines.token), 422, "message");
    // The same message by way of another channel.
    const std::string elsewhere = "/channels/" + other.general + "/messages" + route.rest;
    check_refusal(world.send(route.method, elsewhere, route.body, world.ines.token), 404);
  }
  world.hide(core::ChannelId(std::stoull(world.keepers.general)));
  for (const Route& route : routes) {
    check_refusal(world.send(route.method, world.path + route.rest, route.body, world.otto.token), 401);
  }
}

TEST_CASE("5.9.2 POST message: everything it can carry") {
  Place world;
  const std::string file = world.attachment();
  const std::string first = world.say(world.otto, world.keepers, "first");
  world.told();
  const Answer made = world.post(world.path,
                                 R"({"content":"  hello \n","attachments":[{"file_id":)" + file +
                                     R"(,"description":"  ","spoiler":true}],)" +
                                     R"("embeds":[{"content":"e","thumbnail":"t","color":7}],"reference":)" + first +
                                     R"(,"_disguise":{"name":"Lamp","avatar":"http://a.example/b.png"}})",
                                 world.ines.token);
  CHECK(made.status == 200);
  CHECK(made.at("content") == "hello");
  CHECK(made.at("author.id") == std::to_string(world.ines.id));
  CHECK(made.at("author.email") == "absent");
  CHECK(made.at("channel.id") == world.keepers.general);
  CHECK(made.at("channel.type") == "TEXT");
  CHECK(made.at("attachments.0.file.id") == file);
  CHECK(made.at("attachments.0.file.bucket") == "attachments");
  CHECK(made.at("attachments.0.description") == "null");
  CHECK(made.at("attachments.0.spoiler") == "true");
  CHECK(made.at("embeds.0.type") == "CUSTOM");
  CHECK(made.at("embeds.0.color") == "7");
  CHECK(made.at("embeds.0.border_colour") == "absent");
  CHECK(made.at("reference.id") == first);
  CHECK(made.at("reference.channel.id") == world.keepers.general);
  CHECK(made.at("_disguise.name") == "Lamp");
  CHECK(made.at("reactions.#") == "0");
  CHECK(world.told() == Told{"MessageCreated"});
  const Answer again = world.get(world.path + "/" + made.at("id"), world.otto.token);
  CHECK(again.body == made.body);

  const Answer bare = world.post(world.path, attached(file), world.ines.token);
  CHECK(bare.at("content") == "null");
  CHECK(bare.at("attachments.0.spoiler") == "absent");
  CHECK(bare.at("reference") == "absent");
  CHECK(bare.at("_disguise") == "absent");
  CHECK(world.post(world.path, R"({"content":"x","_disguise":{}})", world.ines.token).at("_disguise") == "absent");
  CHECK(world.post(world.path, R"({"content":"x","_disguise":null,"reference":null})", world.ines.token).status == 200);
}

TEST_CASE("5.9.2 POST message: names of values, limits in code points") {
  Place world;
  const std::string file = world.attachment();
  const Sphere other = world.sphere(world.ines, "other");
  const std::string foreign = world.say(world.ines, other, "elsewhere");
  const std::string embed = R"({"content":"x"})", item = R"({"file_id":)" + file + "}";
  const std::string picture = std::to_string(world.file(core::FileBucket::avatars).value);
  const auto refuse = [&](const std::string& body, const std::string& name) {
    CAPTURE(body.substr(0, 60));
    check_refusal(world.post(world.path, body, world.ines.token), 422, name);
    CHECK(world.told().empty());
  };
  const auto accept = [&](const std::string& body) {
    CAPTURE(body.substr(0, 60));
    CHECK(world.post(world.path, body, world.ines.token).status == 200);
    world.told();
  };
  world.told();
  refuse("{}", "body");
  refuse(quoted("content", " \\n\\t "), "body");
  refuse(R"({"content":null,"attachments":[],"embeds":[]})", "body");
  refuse(R"({"content":"x","attachments":null})", "attachments");
  refuse(R"({"content":"x","embeds":null})", "embeds");
  accept(quoted("content", wide(2048)));
  accept(quoted("content", wide(2048) + "   "));
  refuse(quoted("content", wide(2049)), "content");
  accept(R"({"attachments":)" + repeated(item, 10) + "}");
  refuse(R"({"attachments":)" + repeated(item, 11) + "}", "attachments");
  accept(R"({"embeds":)" + repeated(embed, 10) + "}");
  refuse(R"({"embeds":)" + repeated(embed, 11) + "}", "embeds");
  accept(R"({"embeds":[)" + quoted("content", wide(8192)) + "]}");
  refuse(R"({"embeds":[)" + embed + "," + quoted("content", wide(8193)) + "]}", "embed-1.content");
  accept(R"({"content":"x","_disguise":{"name":")" + wide(2) + R"("}})");
  accept(R"({"content":"x","_disguise":{"name":")" + wide(32) + R"("}})");
  refuse(R"({"content":"x","_disguise":{"name":"a"}})", "disguise.name");
  refuse(R"({"content":"x","_disguise":{"name":")" + wide(33) + R"("}})", "disguise.name");
  refuse(R"({"content":"x","_disguise":{"avatar":")" + wide(1025) + R"("}})", "disguise.avatar");
  accept(attached(file, R"(,"description":")" + wide(256) + "\""));
  refuse(attached(file, R"(,"description":")" + wide(257) + "\""), "description");
  refuse(R"({"attachments":[)" + item + R"(,{"file_id":99}]})", "attachments-1");
  refuse(attached(picture), "attachments-0");
  refuse(R"({"content":"x","reference":99})", "reference");
  refuse(R"({"content":"x","reference":)" + foreign + "}", "reference");
  world.config.message_limit = 4096;
  accept(quoted("content", wide(4096)));
  const Answer voice =
      world.post("/spheres/" + world.keepers.id + "/channels", R"({"name":"v","type":"VOICE"})", world.ines.token);
  check_refusal(world.post("/channels/" + voice.at("id") + "/messages", quoted("content", "x"), world.ines.token), 422,
                "channel");
}

TEST_CASE("5.9.2: a stranger hears of nothing but being one") {
  Place world;
  check_refusal(world.post(world.path, "{}", world.eva.token), 401);
  check_refusal(world.get(world.path + "?limit=0", world.eva.token), 401);
}

TEST_CASE("5.9.3 PATCH message") {
  Place world;
  const std::string file = world.attachment();
  const std::string id = world.say(world.otto, world.keepers, "first");
  const std::string path = world.path + "/" + id;
  const std::string& t = world.otto.token;
  world.told();
  const Answer edited = world.patch(path, R"({"content":" second ","attachments":null})", t);
  CHECK(edited.status == 200);
  CHECK(edited.at("content") == "second");
  CHECK(edited.at("id") == id);
  CHECK(world.told() == Told{"MessageUpdated"});
  CHECK(world.patch(path, R"({"embeds":[{"content":"e"}]})", t).at("content") == "second");
  const Answer more =
      world.patch(path, R"({"content":null,"attachments":[{"file_id":)" + file + R"(,"description":"d"}]})", t);
  CHECK(more.at("content") == "null");
  CHECK(more.at("attachments.0.description") == "d");
  CHECK(more.at("embeds.0.content") == "e");
  CHECK(world.patch(path, R"({"attachments":[]})", t).at("attachments.#") == "0");

  const std::string embed = R"({"content":"x"})", item = R"({"file_id":)" + file + "}";
  check_refusals(
      world,
      {
          {"the sphere's owner", Method::patch, path, quoted("content", "x"), world.ines.token, 403},
          {"nothing", Method::patch, path, "{}", t, 422, "body"},
          {"nulls", Method::patch, path, R"({"attachments":null,"embeds":null})", t, 422, "body"},
          {"nothing left", Method::patch, path, R"({"embeds":[]})", t, 422, "body"},
          {"content", Method::patch, path, quoted("content", wide(2049)), t, 422, "content"},
          {"attachments", Method::patch, path, R"({"attachments":)" + repeated(item, 11) + "}", t, 422, "attachments"},
          {"embeds", Method::patch, path, R"({"embeds":)" + repeated(embed, 11) + "}", t, 422, "embeds"},
          {"embed", Method::patch, path, R"({"embeds":[)" + quoted("content", wide(8193)) + "]}", t, 422, "embed-0.content"},
          {"description", Method::patch, path, attached(file, R"(,"description":")" + wide(257) + "\""), t, 422,
           "description"},
          {"no such file", Method::patch, path, attached("99"), t, 422, "attachments-0"},
      });
}

TEST_CASE("5.9.3 DELETE message: the author or the sphere's owner") {
  Place world;
  world.join(world.eva, world.keepers);
  const std::string a = world.say(world.otto, world.keepers, "a"), b = world.say(world.otto, world.keepers, "b");
  const std::string answer = R"({"content":"re","reference":)" + a + "}";
  const Answer reply = world.post(world.path, answer, world.eva.token);
  CHECK(reply.at("reference.content") == "a");
  world.told();
  check_refusals(world, {{"a member", Method::del, world.path + "/" + a, "", world.eva.token, 403}});
  const Answer gone = world.del(world.path + "/" + a, world.otto.token);
  CHECK(gone.status == 204);
  CHECK(gone.body.empty());
  CHECK(world.told() == Told{"MessageDeleted"});
  CHECK(world.get(world.path + "/" + reply.at("id"), world.eva.token).at("reference") == "absent");
  CHECK(world.del(world.path + "/" + b, world.ines.token).status == 204);
  check_refusal(world.del(world.path + "/" + b, world.ines.token), 404);
}

TEST_CASE("5.9.4: what was written and edited is looked at for links, when there are previews") {
  Place world;
  world.say(world.otto, world.keepers, "http://a.example/0");
  CHECK(world.fetched.empty());
  world.with_previews();
  const std::string id = world.say(world.otto, world.keepers, "see http://a.example/1 and https://b.example/2");
  CHECK(world.fetched == Told{"http://a.example/1", "https://b.example/2"});
  world.fetched.clear();
  const std::string path = world.path + "/" + id;
  CHECK(world.patch(path, R"({"embeds":[{"content":"http://c.example/"}]})", world.otto.token).status == 200);
  CHECK(world.fetched.empty());
  CHECK(world.patch(path, quoted("content", "http://d.example/"), world.otto.token).status == 200);
  CHECK(world.fetched == Told{"http://d.example/"});
}

}  // namespace
