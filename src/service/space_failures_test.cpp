// A failing n-th operation, for roles, private spaces, invites, bans, webhooks and layouts: each use case is run with its
// first, second, third ... call of the store broken. Nothing of it may be left, nothing may be told.
#include <doctest/doctest.h>

#include <functional>
#include <string>
#include <vector>

#include "service/bans.h"
#include "service/invites.h"
#include "service/private_spaces.h"
#include "service/roles.h"
#include "service/webhooks.h"
#include "tests/support/all_or_nothing.h"
#include "tests/support/service_world.h"

using namespace service;
using testing_support::ServiceWorld;

namespace {

struct Scene {
  ServiceWorld world;
  Actor ines = world.person("ines"), otto = world.person("otto"), vera = world.person("vera");
  ServiceWorld::Place place = world.community(ines);
  core::CategoryId category = world.category(ines, place.id, "more");
  core::RoleId first, second;
  core::ChannelId crew;
  core::WebhookId webhook;

  Scene() {
    world.join(otto, place.id);
    first = world.role(place.id, 0, {}, {otto});
    second = world.role(place.id, 1, {}, {otto});
    world.say(otto, place.general, "hello");
    world.arrange([&](store::Transaction& tx) {
      tx.put_relation(ines.user, otto.user, core::Relation::friends);
      tx.put_relation(ines.user, vera.user, core::Relation::friends);
    });
    NewGroup group{"crew", {}, {}, false, {otto.user}};
    crew = world.write([&](auto& tx, auto at) { return create_group(tx, at, ines, group); })->state.channels.at(0).id;
    webhook = world.write([&](auto& tx, auto at) { return create_webhook(tx, at, ines, place.general, {"w", {}}); })->id;
    REQUIRE(world.write([&](auto& tx, auto at) { return create_invite(tx, at, ines, place.general, "code"); }));
    core::CommunityEdit edit;
    edit.system_channels = core::SystemChannels{place.general, place.general, place.general, place.general};
    REQUIRE(world.write([&](auto& tx, auto at) { return edit_community(tx, at, ines, place.id, edit); }));
    world.take_events();
  }

  /// All that the store would tell of it, in a form that compares.
  struct Facts {
    std::vector<core::CommunityState> spaces;
    std::vector<core::Ban> bans;
    std::vector<core::Invite> invites;
    std::vector<core::Webhook> webhooks;
    std::vector<core::AuditEntry> log;
    std::vector<core::Message> messages;
    bool operator==(const Facts&) const = default;
  };
  Facts facts() {
    return world.read([&](store::Reader& reader, auto) {
      Facts f;
      for (core::CommunityId id : reader.community_ids(core::CommunityId(0), 100)) {
        f.spaces.push_back(reader.community_snapshot(id)->state);
        for (const core::Channel& channel : reader.channels_of(id)) {
          for (const auto& row : reader.messages(channel.id, {})) f.messages.push_back(row);
          for (const auto& row : reader.webhooks_of(channel.id)) f.webhooks.push_back(row);
        }
      }
      f.bans = reader.bans_of(place.id);
      f.invites = reader.invites_of(place.id);
      store::Reader::AuditQuery query;
      query.community = place.id;
      f.log = reader.audit_entries(query);
      return f;
    });
  }
};

using Tx = store::Transaction;
struct Case {
  std::string name;
  std::function<bool(Scene&, Tx&, Context)> run;
};

std::vector<Case> use_cases() {
  return {
      {"create_role", [](Scene& s, Tx& tx, Context at) { return create_role(tx, at, s.ines, s.place.id, "r").has_value(); }},
      {"edit_role",
       [](Scene& s, Tx& tx, Context at) {
         core::RoleEdit edit;
         edit.name = std::string("x");
         return edit_role(tx, at, s.ines, s.place.id, s.first, edit).has_value();
       }},
      {"delete_role",
       [](Scene& s, Tx& tx, Context at) { return delete_role(tx, at, s.ines, s.place.id, s.first).has_value(); }},
      {"rank_roles",
       [](Scene& s, Tx& tx, Context at) {
         return rank_roles(tx, at, s.ines, s.place.id, {s.second, s.first}).has_value();
       }},
      {"set_role_override",
       [](Scene& s, Tx& tx, Context at) {
         return set_role_override(tx, at, s.ines, s.place.id, s.place.general, s.first, {1, 2}).has_value();
       }},
      {"ban_member",
       [](Scene& s, Tx& tx, Context at) {
         return ban_member(tx, at, s.ines, s.place.id, {s.otto.user, {}, 1'000'000}).has_value();
       }},
      {"remove_member",
       [](Scene& s, Tx& tx, Context at) { return remove_member(tx, at, s.ines, s.place.id, s.otto.user).has_value(); }},
      {"replace_layout",
       [](Scene& s, Tx& tx, Context at) {
         return replace_layout(tx, at, s.ines, s.place.id, {{{}, "a", "new", {s.place.general}}}).has_value();
       }},
      {"delete_community",
       [](Scene& s, Tx& tx, Context at) { return delete_community(tx, at, s.ines, s.place.id).has_value(); }},
      {"open_direct", [](Scene& s, Tx& tx, Context at) { return open_direct(tx, at, s.ines, s.vera.user).has_value(); }},
      {"open_saved", [](Scene& s, Tx& tx, Context at) { return open_saved(tx, at, s.ines).has_value(); }},
      {"create_group",
       [](Scene& s, Tx& tx, Context at) {
         return create_group(tx, at, s.ines, {"g", {}, {}, false, {s.otto.user, s.vera.user}}).has_value();
       }},
      {"add_to_group",
       [](Scene& s, Tx& tx, Context at) { return add_to_group(tx, at, s.ines, s.crew, s.vera.user).has_value(); }},
      {"leave_private", [](Scene& s, Tx& tx, Context at) { return leave_private(tx, at, s.ines, s.crew).has_value(); }},
      {"edit_group",
       [](Scene& s, Tx& tx, Context at) {
         core::ChannelEdit edit;
         edit.name = std::string("x");
         return edit_group(tx, at, s.otto, s.crew, edit).has_value();
       }},
      {"use_invite", [](Scene& s, Tx& tx, Context at) { return use_invite(tx, at, s.vera, "code").has_value(); }},
      {"delete_invite", [](Scene& s, Tx& tx, Context at) { return delete_invite(tx, at, s.ines, "code").has_value(); }},
      {"delete_webhook", [](Scene& s, Tx& tx, Context at) { return delete_webhook(tx, at, s.ines, s.webhook).has_value(); }},
  };
}

}  // namespace

TEST_CASE("failures: what is done to roles, spaces and invites is done whole or not at all") {
  for (const Case& c : use_cases()) {
    CAPTURE(c.name);
    testing_support::check_all_or_nothing<Scene>(c.run);
  }
}
