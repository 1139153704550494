// Spheres and their members (pandemonium 5.6).
#include "proto/pandemonium/routes/oprish_world.h"

#include <doctest/doctest.h>

namespace {

using namespace pandemonium::testing;
using http::Method;
using Told = std::vector<std::string>;

std::string create_body(const std::string& slug, const std::string& rest = {}) {
  return R"({"slug":")" + slug + R"(","type":"CHAT")" + rest + "}";
}

TEST_CASE("5.6 POST /spheres: exactly the new sphere") {
  OprishWorld world;
  const Person ines = world.person("ines");
  const std::string icon = std::to_string(world.file(core::FileBucket::community_icons).value);
  const std::string banner = std::to_string(world.file(core::FileBucket::community_banners).value);
  const Answer made = world.post("/spheres",
                                 R"({"slug":"keepers","type":"FORUM","name":"Keepers","description":"Lamps","icon":)" +
                                     icon + R"(,"banner":)" + banner + "}",
                                 ines.token);
  CHECK(made.status == 200);
  CHECK(made.at("owner_id") == std::to_string(ines.id));
  CHECK(made.at("name") == "Keepers");
  CHECK(made.at("slug") == "keepers");
  CHECK(made.at("type") == "FORUM");
  CHECK(made.at("description") == "Lamps");
  CHECK(made.at("icon") == icon);
  CHECK(made.at("banner") == banner);
  CHECK(made.at("categories.#") == "1");
  CHECK(made.at("categories.0.id") == made.at("id"));
  CHECK(made.at("categories.0.name") == "uncategorised");
  CHECK(made.at("categories.0.position") == "0");
  CHECK(made.at("categories.0.channels.#") == "1");
  CHECK(made.at("categories.0.channels.0.name") == "general");
  CHECK(made.at("categories.0.channels.0.type") == "TEXT");
  CHECK(made.at("channels.0.category_id") == made.at("id"));
  CHECK(made.at("members.#") == "1");
  CHECK(made.at("members.0.user.id") == std::to_string(ines.id));
  CHECK(made.at("members.0.user.email") == "absent");
  CHECK(made.at("members.0.sphere_id") == made.at("id"));
  CHECK(made.at("emojis.#") == "0");
  CHECK(world.told() == Told{"MemberJoined"});
}

TEST_CASE("5.6 POST /spheres: names of values and limits") {
  OprishWorld world;
  const Person ines = world.person("ines");
  world.sphere(ines, "taken");
  const auto refuse = [&](const std::string& body, const std::string& name) {
    CAPTURE(body);
    check_refusal(world.post("/spheres", body, ines.token), 422, name);
  };
  for (const std::string& slug : {std::string(), std::string("Upper"), std::string("a b"), std::string("12"),
                                  std::string("-_"), std::string(33, 'a'), wide(1), std::string("taken")}) {
    refuse(create_body(slug), "slug");
  }
  refuse(create_body("a", R"(,"name":"")"), "name");
  refuse(create_body("a", R"(,"name":")" + wide(33) + "\""), "name");
  refuse(create_body("a", R"(,"description":"")"), "description");
  refuse(create_body("a", R"(,"description":")" + wide(4097) + "\""), "description");
  refuse(create_body("a", R"(,"icon":7)"), "icon");
  refuse(create_body("a", R"(,"banner":7)"), "banner");
  const std::string longest = R"(,"name":")" + wide(32) + R"(","description":")" + wide(4096) + R"(","icon":null)";
  CHECK(world.post("/spheres", create_body("a", longest), ines.token).status == 200);
  CHECK(world.post("/spheres", create_body(std::string(32, 'a')), ines.token).status == 200);
}

TEST_CASE("5.6 POST /spheres: at most a hundred of one's own") {
  OprishWorld world;
  const Person ines = world.person("ines");
  for (int i = 0; i < 100; ++i) world.sphere(ines, "s" + std::to_string(i));
  check_refusal(world.post("/spheres", create_body("one-more"), ines.token), 422, "spheres");
}

TEST_CASE("5.6 GET /spheres and GET /spheres/{sphere}") {
  OprishWorld world;
  const Person ines = world.person("ines"), otto = world.person("otto");
  const Sphere keepers = world.sphere(ines), other = world.sphere(ines, "other");
  world.emoji({core::UserId(ines.id), {}}, core::CommunityId(std::stoull(keepers.id)), "lamp");
  world.go_online(ines);
  CHECK(world.get("/spheres", otto.token).body == "[]");
  const Answer mine = world.get("/spheres", ines.token);
  CHECK(mine.at("#") == "2");
  CHECK(mine.at("0.slug") == "keepers");
  CHECK(mine.at("0.members.0.user.status.type") == "ONLINE");
  CHECK(mine.at("1.id") == other.id);
  for (const std::string& token : {std::string(), ines.token, otto.token}) {
    for (const std::string& sphere : {keepers.id, std::string("keepers")}) {
      const Answer seen = world.get("/spheres/" + sphere, token);
      CHECK(seen.status == 200);
      CHECK(seen.at("id") == keepers.id);
      CHECK(seen.at("members.0.user.username") == "ines");
      CHECK(seen.at("members.0.user.email") == "absent");
      CHECK(seen.at("emojis.0.name") == "lamp");
      CHECK(seen.at("channels.0.id") == keepers.general);
    }
  }
  check_refusal(world.get("/spheres/nowhere"), 404);
  check_refusal(world.get("/spheres/99"), 404);
}

TEST_CASE("5.6 GET /spheres/{sphere}: a guest sees what the default permissions show") {
  OprishWorld world;
  const Person ines = world.person("ines");
  const Sphere keepers = world.sphere(ines);
  world.hide(core::ChannelId(std::stoull(keepers.general)));
  CHECK(world.get("/spheres/keepers").at("channels.#") == "0");
  CHECK(world.get("/spheres/keepers", ines.token).at("channels.#") == "1");
}

TEST_CASE("5.6 PATCH /spheres/{sphere}") {
  OprishWorld world;
  const Person ines = world.person("ines"), otto = world.person("otto");
  const Sphere keepers = world.sphere(ines);
  world.join(otto, keepers);
  const Answer edited =
      world.patch("/spheres/keepers", R"({"name":"Lamp Keepers","type":"HYBRID","description":"x"})", ines.token);
  CHECK(edited.status == 200);
  CHECK(edited.at("name") == "Lamp Keepers");
  CHECK(edited.at("slug") == "keepers");
  CHECK(edited.at("type") == "HYBRID");
  for (const char* list : {"categories.#", "members.#", "emojis.#", "channels.#"}) CHECK(edited.at(list) == "0");
  world.told();
  CHECK(world.patch("/spheres/" + keepers.id, R"({"name":null,"type":null})", ines.token).at("name") == "absent");
  CHECK(world.told() == Told{"CommunityUpdated"});
  CHECK(world.get("/spheres/keepers").at("description") == "x");

  const std::string path = "/spheres/" + keepers.id;
  const std::string& t = ines.token;
  check_refusals(world, {
                            {"unknown id", Method::patch, "/spheres/99", "{}", t, 422, "sphere"},
                            {"unknown slug", Method::patch, "/spheres/nowhere", "{}", t, 404},
                            {"a member", Method::patch, path, quoted("name", ""), otto.token, 403},
                            {"nothing", Method::patch, path, "{}", t, 422, "body"},
                            {"only null type", Method::patch, path, R"({"type":null})", t, 422, "body"},
                            {"slug is no field", Method::patch, path, quoted("slug", "new"), t, 422, "body"},
                            {"name", Method::patch, path, quoted("name", wide(33)), t, 422, "name"},
                            {"type", Method::patch, path, quoted("type", "CHAT"), t, 422, "type"},
                            {"description", Method::patch, path, quoted("description", ""), t, 422, "description"},
                            {"icon", Method::patch, path, R"({"icon":7})", t, 422, "icon"},
                            {"banner", Method::patch, path, R"({"banner":7})", t, 422, "banner"},
                        });
}

TEST_CASE("5.6 GET /spheres/{sphere}/join: never cached, after the join, once") {
  OprishWorld world;
  const Person ines = world.person("ines"), otto = world.person("otto");
  const Sphere keepers = world.sphere(ines);
  world.told();
  const Answer joined = world.get("//spheres/keepers/join", otto.token);
  CHECK(joined.status == 200);
  CHECK(joined.at("members.#") == "2");
  CHECK(joined.headers.get("Cache-Control") == "no-store");
  CHECK(world.told() == Told{"MemberJoined"});
  const Answer again = world.get("/spheres/" + keepers.id + "/join", otto.token);
  check_refusal(again, 422, "sphere");
  CHECK(again.headers.get("Cache-Control") == "no-store");
  check_refusal(world.get("/spheres/nowhere/join", otto.token), 404);
  check_refusal(world.get("/spheres/99/join", otto.token), 404);
}

TEST_CASE("5.6 GET member: views, and who is none") {
  OprishWorld world;
  const Person ines = world.person("ines"), otto = world.person("otto");
  const Sphere keepers = world.sphere(ines);
  for (const std::string& user : {std::string("@me"), std::string("ines"), std::to_string(ines.id)}) {
    const Answer self = world.get("/spheres/keepers/members/" + user, ines.token);
    CHECK(self.status == 200);
    CHECK(self.at("sphere_id") == keepers.id);
    CHECK(self.at("user.email") == "ines@lighthouse.example");
    CHECK(self.at("user.status.type") == "ONLINE");
  }
  for (const std::string& token : {std::string(), otto.token}) {
    const Answer other = world.get("/spheres/" + keepers.id + "/members/ines", token);
    CHECK(other.at("user.username") == "ines");
    CHECK(other.at("user.email") == "absent");
    CHECK(other.at("user.status.type") == "OFFLINE");
  }
  check_refusals(world, {
                            {"guest", Method::get, "/spheres/keepers/members/@me", "", "", 401},
                            {"no sphere", Method::get, "/spheres/nowhere/members/ines", "", "", 404},
                            {"no sphere", Method::get, "/spheres/99/members/ines", "", "", 404},
                            {"nobody", Method::get, "/spheres/keepers/members/nobody", "", "", 404},
                            {"nobody", Method::get, "/spheres/keepers/members/99", "", "", 404},
                            {"no member", Method::get, "/spheres/keepers/members/otto", "", "", 404},
                        });
}

TEST_CASE("5.6 PATCH member: oneself and by the owner") {
  OprishWorld world;
  const Person ines = world.person("ines"), otto = world.person("otto"), eva = world.person("eva");
  const Sphere keepers = world.sphere(ines);
  world.join(otto, keepers);
  const std::string avatar = std::to_string(world.file(core::FileBucket::member_avatars).value);
  const std::string banner = std::to_string(world.file(core::FileBucket::member_banners).value);
  const std::string me = "/spheres/keepers/members/@me", other = "/spheres/keepers/members/otto";
  world.told();
  const Answer own = world.patch(me,
                                 R"({"nickname":"Otter","sphere_bio":"b","sphere_status":"s","sphere_avatar":)" + avatar +
                                     R"(,"sphere_banner":)" + banner + "}",
                                 otto.token);
  CHECK(own.status == 200);
  CHECK(own.at("nickname") == "Otter");
  CHECK(own.at("sphere_bio") == "b");
  CHECK(own.at("sphere_status") == "s");
  CHECK(own.at("sphere_avatar") == avatar);
  CHECK(own.at("sphere_banner") == banner);
  CHECK(own.at("sphere_id") == keepers.id);
  CHECK(own.at("user.email") == "otto@lighthouse.example");
  CHECK(world.told() == Told{"MemberUpdated"});
  const Answer by_owner = world.patch(
      other, R"({"nickname":"O","sphere_bio":null,"sphere_status":null,"sphere_avatar":null,"sphere_banner":null})",
      ines.token);
  CHECK(by_owner.at("nickname") == "O");
  CHECK(by_owner.at("user.email") == "absent");
  for (const char* key : {"sphere_bio", "sphere_status", "sphere_avatar", "sphere_banner"})
    CHECK(by_owner.at(key) == "absent");

  const auto& [i, o] = std::pair(ines.token, otto.token);
  check_refusals(world, {
                            {"no sphere", Method::patch, "/spheres/nowhere/members/otto", "{}", i, 404},
                            {"no sphere", Method::patch, "/spheres/99/members/otto", "{}", i, 404},
                            {"no member", Method::patch, "/spheres/keepers/members/eva", "{}", i, 404},
                            {"not one's own", Method::patch, "/spheres/keepers/members/ines", "{}", o, 403},
                            {"a stranger", Method::patch, other, quoted("nickname", "x"), eva.token, 403},
                            {"nothing", Method::patch, me, "{}", o, 422, "body"},
                            {"nickname", Method::patch, me, quoted("nickname", ""), o, 422, "nickname"},
                            {"nickname", Method::patch, me, quoted("nickname", wide(33)), o, 422, "nickname"},
                            {"bio", Method::patch, me, quoted("sphere_bio", wide(4097)), o, 422, "sphere_bio"},
                            {"status", Method::patch, me, quoted("sphere_status", wide(129)), o, 422, "sphere_status"},
                            {"avatar", Method::patch, me, R"({"sphere_avatar":7})", o, 422, "server_avatar"},
                            {"banner", Method::patch, me, R"({"sphere_banner":7})", o, 422, "server_banner"},
                            {"owner sets", Method::patch, other, quoted("sphere_bio", "x"), i, 422, "body"},
                            {"owner sets", Method::patch, other, quoted("sphere_status", "x"), i, 422, "body"},
                            {"owner sets", Method::patch, other, R"({"sphere_avatar":)" + avatar + "}", i, 422, "body"},
                            {"owner sets", Method::patch, other, R"({"sphere_banner":)" + banner + "}", i, 422, "body"},
                        });
  const std::string longest =
      R"({"nickname":")" + wide(32) + R"(","sphere_bio":")" + wide(4096) + R"(","sphere_status":")" + wide(128) + "\"}";
  CHECK(world.patch(me, longest, otto.token).status == 200);
}

TEST_CASE("5.6 DELETE member: leaving and removing") {
  OprishWorld world;
  const Person ines = world.person("ines"), otto = world.person("otto"), eva = world.person("eva");
  const Sphere keepers = world.sphere(ines);
  world.join(otto, keepers);
  world.join(eva, keepers);
  const std::string& i = ines.token;
  check_refusals(world, {
                            {"no sphere", Method::del, "/spheres/nowhere/members/otto", "", i, 404},
                            {"no sphere", Method::del, "/spheres/99/members/otto", "", i, 404},
                            {"nobody", Method::del, "/spheres/keepers/members/nobody", "", i, 404},
                            {"not the owner", Method::del, "/spheres/keepers/members/eva", "", otto.token, 401},
                            {"the owner", Method::del, "/spheres/keepers/members/ines", "", otto.token, 401},
                        });
  const Answer left = world.del("/spheres/keepers/members/@me", otto.token);
  CHECK(left.status == 204);
  CHECK(left.body.empty());
  CHECK(world.told() == Told{"MemberLeft"});
  check_refusals(world, {
                            {"left already", Method::del, "/spheres/keepers/members/@me", "", otto.token, 422, "sphere"},
                            {"left already", Method::del, "/spheres/keepers/members/otto", "", i, 422, "sphere"},
                        });
  CHECK(world.del("/spheres/" + keepers.id + "/members/" + std::to_string(eva.id), i).status == 204);
  CHECK(world.del("/spheres/keepers/members/ines", i).status == 204);  // the owner leaves and stays owner
  CHECK(world.get("/spheres/keepers").at("owner_id") == std::to_string(ines.id));
  CHECK(world.get("/spheres/keepers").at("members.#") == "0");
}

}  // namespace
