// Reactions and emojis (pandemonium 5.9.5, 5.10, 3.13).
#include "proto/pandemonium/routes/oprish_world.h"

#include <doctest/doctest.h>

namespace {

using namespace pandemonium::testing;
using http::Method;
using Told = std::vector<std::string>;

std::string unicode(const std::string& emoji) { return R"({"type":"UNICODE","emoji":")" + emoji + "\"}"; }
std::string custom(const std::string& id) { return R"({"type":"CUSTOM","emoji":)" + id + "}"; }

struct Place : OprishWorld {
  Person ines = person("ines"), otto = person("otto"), eva = person("eva");
  Sphere keepers = sphere(ines);
  std::string message;
  std::string path;  // of the message's reactions
  Place() {
    join(otto, keepers);
    message = say(otto, keepers, "hello");
    path = "/channels/" + keepers.general + "/messages/" + message + "/reactions";
    told();
  }
  std::string picture() { return std::to_string(file(core::FileBucket::emojis).value); }
  std::string lamp() {
    const Answer made = post("/spheres/keepers/emojis", R"({"file_id":)" + picture() + R"(,"name":"lamp"})", ines.token);
    REQUIRE(made.status == 200);
    told();
    return made.at("id");
  }
};

TEST_CASE("5.9.5 POST and DELETE reactions") {
  Place world;
  const std::string lamp = world.lamp(), party = "\xF0\x9F\x8E\x89";
  const Answer first = world.post(world.path, unicode(party), world.ines.token);
  CHECK(first.status == 200);
  CHECK(first.at("id") == world.message);
  CHECK(first.at("reactions.0.emoji.type") == "UNICODE");
  CHECK(first.at("reactions.0.emoji.emoji") == party);
  CHECK(first.at("reactions.0.user_ids.0") == std::to_string(world.ines.id));
  CHECK(world.told() == Told{"ReactionAdded"});
  CHECK(world.post(world.path, unicode(party), world.otto.token).at("reactions.0.user_ids.#") == "2");
  const Answer with_lamp = world.post(world.path, custom(lamp), world.otto.token);
  CHECK(with_lamp.at("reactions.1.emoji.type") == "CUSTOM");
  CHECK(with_lamp.at("reactions.1.emoji.emoji.name") == "lamp");
  world.told();
  const Answer less = world.del(world.path, world.ines.token, unicode(party));
  CHECK(less.status == 200);
  CHECK(less.at("reactions.0.user_ids.#") == "1");
  CHECK(less.at("reactions.0.user_ids.0") == std::to_string(world.otto.id));
  CHECK(world.told() == Told{"ReactionRemoved"});
  CHECK(world.del(world.path, world.otto.token, custom(lamp)).at("reactions.#") == "1");
}

TEST_CASE("5.9.5: an emoji of any sphere may be used") {
  Place world;
  const Sphere other = world.sphere(world.eva, "other");
  const std::string file = world.picture();
  const Answer made = world.post("/spheres/other/emojis", R"({"file_id":)" + file + R"(,"name":"boat"})", world.eva.token);
  CHECK(world.post(world.path, custom(made.at("id")), world.ines.token).at("reactions.0.emoji.emoji.name") == "boat");
}

TEST_CASE("5.9.5 reactions: what is refused") {
  Place world;
  const std::string& t = world.ines.token;
  CHECK(world.post(world.path, unicode("a"), t).status == 200);
  check_refusals(world, {
                            {"twice", Method::post, world.path, unicode("a"), t, 422, "user"},
                            {"not given", Method::del, world.path, unicode("b"), t, 422, "user"},
                            {"others' only", Method::del, world.path, unicode("a"), world.otto.token, 422, "user"},
                            {"unknown emoji", Method::post, world.path, custom("99"), t, 404},
                            {"unknown emoji", Method::del, world.path, custom("99"), t, 422, "user"},
                            {"empty", Method::post, world.path, unicode(""), t, 422, "emoji"},
                            {"long", Method::post, world.path, unicode(wide(33)), t, 422, "emoji"},
                            {"control", Method::post, world.path, unicode("a\\u0007"), t, 422, "emoji"},
                            {"control", Method::post, world.path, unicode("\\u0000"), t, 422, "emoji"},
                            {"control", Method::post, world.path, unicode("\\u0085"), t, 422, "emoji"},
                            {"no type", Method::post, world.path, R"({"emoji":"a"})", t, 422, "type"},
                            {"no body", Method::del, world.path, "", t, 400, "body"},
                        });
  CHECK(world.post(world.path, unicode(wide(32)), t).status == 200);
}

TEST_CASE("5.9.5 DELETE reactions/clear: the author or the sphere's owner") {
  Place world;
  world.join(world.eva, world.keepers);
  const std::string clear = world.path + "/clear";
  check_refusals(world, {
                            {"none", Method::del, clear, "", world.otto.token, 422, "reactions"},
                            {"a member", Method::del, clear, "", world.eva.token, 403},
                        });
  for (const Person* who : {&world.otto, &world.ines}) {
    world.post(world.path, unicode("a"), world.eva.token);
    world.told();
    const Answer cleared = world.del(clear, who->token);
    CHECK(cleared.status == 200);
    CHECK(cleared.at("reactions.#") == "0");
    CHECK(world.told() == Told{"ReactionsCleared"});
  }
}

TEST_CASE("5.10 POST and GET emojis") {
  Place world;
  const std::string file = world.picture();
  const Answer made = world.post("/spheres/" + world.keepers.id + "/emojis", R"({"file_id":)" + file + R"(,"name":"lamp"})",
                                 world.otto.token);
  CHECK(made.status == 200);
  CHECK(made.at("file_id") == file);
  CHECK(made.at("name") == "lamp");
  CHECK(made.at("uploader_id") == std::to_string(world.otto.id));
  CHECK(made.at("sphere_id") == world.keepers.id);
  CHECK(world.told() == Told{"EmojiCreated"});
  for (const std::string& token : {std::string(), world.eva.token}) {
    CHECK(world.get("/emojis/" + made.at("id"), token).body == made.body);
  }
  CHECK(world.get("/spheres/keepers").at("emojis.0.id") == made.at("id"));
  const auto body = [&](const std::string& name, const std::string& id) {
    return R"({"file_id":)" + id + R"(,"name":")" + name + "\"}";
  };
  const std::string path = "/spheres/keepers/emojis";
  const std::string& t = world.ines.token;
  check_refusals(world, {
                            {"no sphere", Method::post, "/spheres/nowhere/emojis", body("ab", file), t, 404},
                            {"no sphere", Method::post, "/spheres/99/emojis", body("ab", file), t, 404},
                            {"no member", Method::post, path, body("ab", file), world.eva.token, 403},
                            {"short", Method::post, path, body("a", file), t, 422, "name"},
                            {"long", Method::post, path, body(wide(33), file), t, 422, "name"},
                            {"no file", Method::post, path, body("ab", "99"), t, 422, "file_id"},
                            {"unknown", Method::get, "/emojis/99", "", "", 404},
                            {"no id", Method::get, "/emojis/lamp", "", "", 422, "emoji"},
                        });
  CHECK(world.post(path, body(wide(32), file), t).status == 200);
  CHECK(world.post(path, body(wide(2), file), t).status == 200);
}

TEST_CASE("5.10 PATCH and DELETE emojis: the owner of the sphere") {
  Place world;
  const std::string lamp = world.lamp(), path = "/emojis/" + lamp;
  const std::string& t = world.ines.token;
  const Answer renamed = world.patch(path, quoted("name", "lantern"), t);
  CHECK(renamed.status == 200);
  CHECK(renamed.at("name") == "lantern");
  CHECK(world.told() == Told{"EmojiUpdated"});
  CHECK(world.post(world.path, custom(lamp), world.otto.token).at("reactions.#") == "1");
  check_refusals(world, {
                            {"unknown", Method::patch, "/emojis/99", quoted("name", "xy"), t, 404},
                            {"a member", Method::patch, path, quoted("name", "xy"), world.otto.token, 403},
                            {"short", Method::patch, path, quoted("name", "x"), t, 422, "name"},
                            {"long", Method::patch, path, quoted("name", wide(33)), t, 422, "name"},
                            {"null", Method::patch, path, R"({"name":null})", t, 422, "name"},
                            {"unknown", Method::del, "/emojis/99", "", t, 404},
                            {"a member", Method::del, path, "", world.otto.token, 403},
                        });
  const Answer gone = world.del(path, t);
  CHECK(gone.status == 204);
  CHECK(world.told() == Told{"EmojiDeleted"});
  const std::string message = "/channels/" + world.keepers.general + "/messages/" + world.message;
  CHECK(world.get(message, t).at("reactions.#") == "0");
}

}  // namespace
