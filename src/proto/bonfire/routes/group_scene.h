// A group for the tests of routes: Ines owns it, Odo is in it, Uta is a friend of Ines's who is not. For tests, on the
// test's thread.
#pragma once

#include "proto/bonfire/routes/server_scene.h"

#include <string>

namespace bonfire::testing {

struct GroupScene : ServerScene {
  std::string group;  // "/channels/<id>"
  std::string group_id;

  GroupScene() {
    world.befriend(ines, odo);
    world.befriend(ines, uta);
    const Answer made = world.post("/channels/create", R"({"name":"crew","users":[")" + odo.id + "\"]}", ines.token);
    CAPTURE(made.body);
    REQUIRE(made.status == 200);
    group_id = made.at("_id");
    group = "/channels/" + group_id;
    forget();
  }
  /// The path of the direct channel of Ines and Odo.
  std::string direct() { return "/channels/" + world.get("/users/" + odo.id + "/dm", ines.token).at("_id"); }
  std::string saved() { return "/channels/" + world.get("/users/@me/dm", ines.token).at("_id"); }
};

}  // namespace bonfire::testing
