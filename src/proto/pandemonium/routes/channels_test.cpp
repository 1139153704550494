// Categories and channels (pandemonium 5.7, 5.8).
#include "proto/pandemonium/routes/oprish_world.h"

#include <doctest/doctest.h>

namespace {

using namespace pandemonium::testing;
using http::Method;
using Told = std::vector<std::string>;

struct Place : OprishWorld {
  Person ines = person("ines"), otto = person("otto");
  Sphere keepers = sphere(ines);
  std::string base = "/spheres/" + keepers.id;
  Place() { join(otto, keepers); }

  std::string category(const std::string& name) {
    const Answer made = post(base + "/categories", quoted("name", name), ines.token);
    REQUIRE(made.status == 200);
    return made.at("id");
  }
  std::string channel(const std::string& name, const std::string& rest = {}) {
    const Answer made = post(base + "/channels", R"({"name":")" + name + R"(","type":"TEXT")" + rest + "}", ines.token);
    REQUIRE(made.status == 200);
    return made.at("id");
  }
  /// "uncategorised: general paint | workshop:"
  std::string layout() {
    const Answer seen = get(base, ines.token);
    std::string text;
    for (std::size_t i = 0; i < std::stoul(seen.at("categories.#")); ++i) {
      const std::string at = "categories." + std::to_string(i);
      CHECK(seen.at(at + ".position") == std::to_string(i));
      text += (i == 0 ? "" : " | ") + seen.at(at + ".name") + ":";
      for (std::size_t j = 0; j < std::stoul(seen.at(at + ".channels.#")); ++j) {
        const std::string one = at + ".channels." + std::to_string(j);
        CHECK(seen.at(one + ".position") == std::to_string(j));
        CHECK(seen.at(one + ".category_id") == seen.at(at + ".id"));
        text += " " + seen.at(one + ".name");
      }
    }
    return text;
  }
};

TEST_CASE("5.7 POST categories") {
  Place world;
  world.told();
  const Answer made = world.post(world.base + "/categories", quoted("name", "workshop"), world.ines.token);
  CHECK(made.status == 200);
  CHECK(made.at("name") == "workshop");
  CHECK(made.at("position") == "1");
  CHECK(made.at("channels.#") == "0");
  CHECK(made.at("sphere_id") == "absent");
  CHECK(world.told() == Told{"CategoryCreated"});
  CHECK(world.post(world.base + "/categories", quoted("name", wide(32)), world.ines.token).at("position") == "2");
  const std::string good = quoted("name", "x"), path = world.base + "/categories";
  const std::string& t = world.ines.token;
  check_refusals(world, {
                            {"no id", Method::post, "/spheres/keepers/categories", good, t, 422, "sphere"},
                            {"unknown", Method::post, "/spheres/99/categories", good, t, 422, "sphere"},
                            {"a member", Method::post, path, good, world.otto.token, 403},
                            {"empty", Method::post, path, quoted("name", ""), t, 422, "name"},
                            {"long", Method::post, path, quoted("name", wide(33)), t, 422, "name"},
                        });
}

TEST_CASE("5.7 PATCH categories: names and positions") {
  Place world;
  const std::string a = world.category("a"), b = world.category("b"), c = world.category("c");
  const std::string path = world.base + "/categories/";
  world.told();
  const Answer moved = world.patch(path + a, R"({"position":99})", world.ines.token);
  CHECK(moved.status == 200);
  CHECK(moved.at("position") == "3");
  CHECK(moved.at("channels.#") == "0");
  CHECK(world.told() == Told{"CategoryUpdated"});
  CHECK(world.layout() == "uncategorised: general | b: | c: | a:");
  CHECK(world.patch(path + a, R"({"name":"first","position":1})", world.ines.token).at("name") == "first");
  CHECK(world.layout() == "uncategorised: general | first: | b: | c:");
  const Sphere other = world.sphere(world.ines, "other");
  const std::string elsewhere = "/spheres/" + other.id + "/categories/" + b;
  const std::string& t = world.ines.token;
  check_refusals(world, {
                            {"no id", Method::patch, path + "x", "{}", t, 422, "category"},
                            {"no sphere", Method::patch, "/spheres/99/categories/" + b, "{}", t, 422, "sphere"},
                            {"a member", Method::patch, path + b, quoted("name", "x"), world.otto.token, 403},
                            {"nothing", Method::patch, path + b, "{}", t, 422, "body"},
                            {"nulls", Method::patch, path + b, R"({"name":null,"position":null})", t, 422, "body"},
                            {"name", Method::patch, path + b, quoted("name", wide(33)), t, 422, "name"},
                            {"to the front", Method::patch, path + b, R"({"position":0})", t, 422, "position"},
                            {"default", Method::patch, path + world.keepers.id, quoted("name", "x"), t, 422, "category"},
                            {"unknown", Method::patch, path + "99", quoted("name", "x"), t, 422, "category"},
                            {"of another sphere", Method::patch, elsewhere, quoted("name", "x"), t, 422, "category"},
                        });
}

TEST_CASE("5.7 DELETE categories: the channels move to the default category") {
  Place world;
  const std::string a = world.category("a");
  world.category("b");
  world.channel("one", R"(,"category_id":)" + a);
  world.channel("two", R"(,"category_id":)" + a);
  const std::string path = world.base + "/categories/";
  CHECK(world.layout() == "uncategorised: general | a: one two | b:");
  const Sphere other = world.sphere(world.ines, "other");
  const std::string& t = world.ines.token;
  check_refusals(world, {
                            {"a member", Method::del, path + a, "", world.otto.token, 403},
                            {"default", Method::del, path + world.keepers.id, "", t, 422, "category"},
                            {"unknown", Method::del, path + "99", "", t, 422, "category"},
                            {"of another", Method::del, "/spheres/" + other.id + "/categories/" + a, "", t, 422, "category"},
                            {"no sphere", Method::del, "/spheres/99/categories/" + a, "", t, 422, "sphere"},
                        });
  const Answer gone = world.del(path + a, t);
  CHECK(gone.status == 200);
  CHECK(gone.body.empty());
  CHECK(gone.headers.get("Content-Type") == "application/json");
  CHECK(world.told() == Told{"CategoryDeleted"});
  CHECK(world.layout() == "uncategorised: general one two | b:");
}

TEST_CASE("5.8 POST channels") {
  Place world;
  const std::string a = world.category("a");
  world.told();
  const Answer made =
      world.post(world.base + "/channels",
                 R"({"name":"Paint it!","type":"TEXT","topic":"colours only","category_id":)" + a + "}", world.ines.token);
  CHECK(made.status == 200);
  CHECK(made.at("type") == "TEXT");
  CHECK(made.at("name") == "Paint it!");
  CHECK(made.at("topic") == "colours only");
  CHECK(made.at("position") == "0");
  CHECK(made.at("category_id") == a);
  CHECK(made.at("sphere_id") == world.keepers.id);
  CHECK(world.told() == Told{"ChannelCreated"});
  const Answer voice =
      world.post(world.base + "/channels", R"({"name":"talk","type":"VOICE","topic":null})", world.ines.token);
  CHECK(voice.at("type") == "VOICE");
  CHECK(voice.at("topic") == "absent");
  CHECK(voice.at("position") == "1");
  CHECK(voice.at("category_id") == world.keepers.id);
  const Sphere other = world.sphere(world.ines, "other");
  const std::string path = world.base + "/channels", text = R"(","type":"TEXT")";
  const std::string& t = world.ines.token;
  check_refusals(world,
                 {
                     {"slug", Method::post, "/spheres/keepers/channels", R"({"name":"x)" + text + "}", t, 422, "sphere"},
                     {"unknown", Method::post, "/spheres/99/channels", R"({"name":"x)" + text + "}", t, 422, "sphere"},
                     {"a member", Method::post, path, R"({"name":"x)" + text + "}", world.otto.token, 403},
                     {"empty", Method::post, path, R"({"name":")" + text + "}", t, 422, "name"},
                     {"long", Method::post, path, R"({"name":")" + wide(33) + text + "}", t, 422, "name"},
                     {"topic", Method::post, path, R"({"name":"x","topic":")" + text + "}", t, 422, "topic"},
                     {"topic", Method::post, path, R"({"name":"x","topic":")" + wide(4097) + text + "}", t, 422, "topic"},
                     {"type", Method::post, path, R"({"name":"x","type":"DIRECT"})", t, 422, "type"},
                     {"category", Method::post, path, R"({"category_id":99,"name":"x)" + text + "}", t, 422, "category_id"},
                     {"foreign", Method::post, path, R"({"category_id":)" + other.id + R"(,"name":"x)" + text + "}", t, 422,
                      "category_id"},
                 });
  const std::string longest = R"({"name":")" + wide(32) + R"(","topic":")" + wide(4096) + text + "}";
  CHECK(world.post(path, longest, t).status == 200);
}

TEST_CASE("5.8 PATCH channels: names, topics and positions") {
  Place world;
  const std::string a = world.category("a");
  const std::string one = world.channel("one"), two = world.channel("two");
  const std::string path = world.base + "/channels/";
  const std::string& t = world.ines.token;
  world.told();
  const Answer edited = world.patch(path + one, R"({"name":"uno","topic":"x","position":99})", t);
  CHECK(edited.status == 200);
  CHECK(edited.at("name") == "uno");
  CHECK(edited.at("topic") == "x");
  CHECK(edited.at("position") == "2");
  CHECK(world.told() == Told{"ChannelUpdated"});
  CHECK(world.layout() == "uncategorised: general two uno | a:");
  CHECK(world.patch(path + one, R"({"topic":""})", t).at("topic") == "absent");
  CHECK(world.patch(path + one, R"({"topic":"y"})", t).at("topic") == "y");
  CHECK(world.patch(path + one, R"({"topic":null})", t).at("topic") == "absent");
  const Answer moved = world.patch(path + two, R"({"position":7,"category_id":)" + a + "}", t);
  CHECK(moved.at("position") == "0");
  CHECK(moved.at("category_id") == a);
  CHECK(world.layout() == "uncategorised: general uno | a: two");
  CHECK(world.patch(path + one, R"({"position":0,"category_id":)" + a + "}", t).status == 200);
  CHECK(world.layout() == "uncategorised: general | a: uno two");

  const Sphere other = world.sphere(world.ines, "other");
  const std::string general = path + world.keepers.general;
  check_refusals(world,
                 {
                     {"no id", Method::patch, path + "x", "{}", t, 422, "channel"},
                     {"no sphere", Method::patch, "/spheres/99/channels/" + one, "{}", t, 422, "sphere"},
                     {"a member", Method::patch, path + one, quoted("name", "x"), world.otto.token, 403},
                     {"unknown", Method::patch, path + "99", quoted("name", "x"), t, 404},
                     {"foreign", Method::patch, path + other.general, quoted("name", "x"), t, 404},
                     {"nothing", Method::patch, path + one, "{}", t, 422, "body"},
                     {"no position", Method::patch, path + one, R"({"category_id":)" + a + "}", t, 422, "body"},
                     {"name", Method::patch, path + one, quoted("name", ""), t, 422, "name"},
                     {"topic", Method::patch, path + one, quoted("topic", wide(4097)), t, 422, "topic"},
                     {"category", Method::patch, path + one, R"({"position":0,"category_id":99})", t, 422, "category_id"},
                     {"last one", Method::patch, general, R"({"position":0,"category_id":)" + a + "}", t, 422, "channel"},
                 });
}

TEST_CASE("5.8 DELETE channels") {
  Place world;
  const std::string one = world.channel("one");
  world.channel("two");
  const std::string path = world.base + "/channels/";
  const std::string& t = world.ines.token;
  const Sphere other = world.sphere(world.ines, "other");
  check_refusals(world,
                 {
                     {"no sphere", Method::del, "/spheres/99/channels/" + one, "", t, 422, "sphere"},
                     {"a member", Method::del, path + one, "", world.otto.token, 403},
                     {"unknown", Method::del, path + "99", "", t, 404},
                     {"foreign", Method::del, path + other.general, "", t, 404},
                     {"last one", Method::del, "/spheres/" + other.id + "/channels/" + other.general, "", t, 422, "channel"},
                 });
  const Answer gone = world.del(path + one, t);
  CHECK(gone.status == 200);
  CHECK(gone.body.empty());
  CHECK(world.told() == Told{"ChannelDeleted"});
  CHECK(world.layout() == "uncategorised: general two");
  check_refusal(world.get("/channels/" + one, t), 404);
  check_refusal(world.get("/channels/" + one + "/messages", t), 401);
}

TEST_CASE("5.8 GET /channels/{id}: open, unless the default permissions hide it") {
  Place world;
  const std::string path = "/channels/" + world.keepers.general;
  for (const std::string& token : {std::string(), world.otto.token, world.ines.token}) {
    CHECK(world.get(path, token).at("name") == "general");
  }
  world.hide(core::ChannelId(std::stoull(world.keepers.general)));
  check_refusals(world, {
                            {"hidden", Method::get, path, "", "", 404},
                            {"hidden", Method::get, path, "", world.otto.token, 404},
                            {"unknown", Method::get, "/channels/99", "", "", 404},
                            {"no id", Method::get, "/channels/general", "", "", 422, "channel"},
                        });
  CHECK(world.get(path, world.ines.token).status == 200);
}

}  // namespace
