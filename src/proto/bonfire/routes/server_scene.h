// A server for the tests of routes: Ines owns it, Odo is a member, Uta is neither. For tests, on the test's thread.
#pragma once

#include "proto/bonfire/routes/delta_world.h"
#include "proto/bonfire/wire_ids.h"

#include <string>
#include <vector>

namespace bonfire::testing {

struct ServerScene {
  DeltaWorld world;
  Person ines = world.person("ines");
  Person odo = world.person("odo");
  Person uta = world.person("uta");
  testing_support::ServiceWorld::Place place = world.community(actor(ines));
  std::string path = "/servers/" + to_text(place.id);

  ServerScene() {
    world.join(actor(odo), place.id);
    forget();
  }

  static service::Actor actor(const Person& person) { return {person.user(), {}, true, false}; }
  /// A role of this rank with these permissions, which these people have.
  core::RoleId role(std::int32_t rank, core::Permissions allowed, const std::vector<Person>& holders = {}) {
    std::vector<service::Actor> actors;
    for (const Person& holder : holders) actors.push_back(actor(holder));
    return world.role(place.id, rank, {allowed, 0}, actors);
  }
  core::ChannelId channel(const std::string& name) { return world.channel(actor(ines), place.id, name); }
  /// Uploaded and not used yet.
  std::string upload(core::FileBucket bucket) {
    const core::FileId id = world.file(bucket);
    world.arrange([&](store::Transaction& tx) {
      core::File file = *tx.file(id, bucket);
      tx.delete_file(id);
      file.used = false;
      tx.insert_file(file);
    });
    return to_text(id);
  }
  /// What was told until now.
  void forget() {
    world.get("/users/@me", ines.token);  // hands on what other use cases told
    world.told();
  }
};

}  // namespace bonfire::testing
