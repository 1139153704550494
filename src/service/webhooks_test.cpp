// Webhooks: made and managed by those who may, and by whoever shows the token.
#include "service/webhooks.h"

#include <doctest/doctest.h>

#include "service/private_spaces.h"
#include "tests/support/service_world.h"

using namespace service;
using testing_support::ServiceWorld;
namespace p = core::permission;

namespace {

struct Scene {
  ServiceWorld world;
  Actor ines = world.person("ines"), otto = world.person("otto"), uwe = world.person("uwe");
  ServiceWorld::Place place = world.community(ines);
  Scene() {
    world.join(otto, place.id);
    world.take_events();
  }
  Result<core::Webhook> create(Actor who, core::ChannelId channel, std::optional<core::FileId> avatar = {}) {
    return world.write([&](auto& tx, auto at) { return create_webhook(tx, at, who, channel, {"news", avatar}); });
  }
  Result<core::Webhook> edit(std::optional<Actor> who, core::WebhookId id, const core::WebhookEdit& e) {
    return world.write([&](auto& tx, auto at) { return edit_webhook(tx, at, who, id, e); });
  }
  Result<void> remove(std::optional<Actor> who, core::WebhookId id) {
    return world.write([&](auto& tx, auto at) { return delete_webhook(tx, at, who, id); });
  }
};

}  // namespace

TEST_CASE("webhook: made in channels of communities and groups") {
  Scene s;
  CHECK_FAILS(s.create(s.otto, s.place.general), forbidden, "manage_webhooks");
  CHECK_FAILS(s.create(s.ines, core::ChannelId(5)), not_found, "channel");
  CHECK_FAILS(s.create(s.ines, s.place.general, core::FileId(5)), invalid, "avatar");
  const auto saved = s.world.write([&](auto& tx, auto at) { return open_saved(tx, at, s.ines); });
  CHECK_FAILS(s.create(s.ines, saved->state.channels.at(0).id), invalid, "channel");
  s.world.take_events();
  const auto made = s.create(s.ines, s.place.general, s.world.file(core::FileBucket::avatars));
  REQUIRE(made);
  CHECK(made->name == "news");
  CHECK(made->creator == s.ines.user);
  CHECK(made->permissions == p::webhook_default);
  CHECK(s.world.take_event<core::WebhookCreated>(s.place.id).webhook == *made);
}

TEST_CASE("webhook: listed, seen and found") {
  Scene s;
  const auto id = s.create(s.ines, s.place.general)->id;
  auto list = [&](Actor who) {
    return s.world.read([&](auto& r, auto at) { return list_webhooks(r, at, who, s.place.general); });
  };
  auto view = [&](Actor who) { return s.world.read([&](auto& r, auto at) { return view_webhook(r, at, who, id); }); };
  CHECK(list(s.ines)->size() == 1);
  CHECK_FAILS(list(s.otto), forbidden, "manage_webhooks");
  CHECK(view(s.otto)->id == id);
  s.world.hide(s.place.general);
  CHECK_FAILS(view(s.otto), not_found, "webhook");
  CHECK(s.world.read([&](auto& r, auto) { return find_webhook(r, id); })->id == id);
}

TEST_CASE("webhook: edited and deleted with the permission or the token") {
  Scene s;
  const auto id = s.create(s.ines, s.place.general)->id;
  s.world.take_events();
  core::WebhookEdit e;
  e.name = std::string("weather");
  CHECK_FAILS(s.edit(s.otto, id, e), forbidden, "manage_webhooks");
  CHECK_FAILS(s.edit(s.ines, core::WebhookId(5), e), not_found, "webhook");
  CHECK(s.edit(s.ines, id, e)->name == "weather");
  const auto told = s.world.take_event<core::WebhookUpdated>(s.place.id);
  CHECK(told.webhook == id);
  CHECK(told.channel == s.place.general);
  CHECK(told.edit == e);
  CHECK(s.edit(std::nullopt, id, {}));
  CHECK(s.world.quiet());
  core::WebhookEdit power;
  power.permissions = p::webhook_default | p::mention_everyone;
  CHECK_FAILS(s.edit(std::nullopt, id, power), forbidden, "grant");
  CHECK(s.edit(s.ines, id, power));
  power.permissions = p::send_message;
  CHECK(s.edit(std::nullopt, id, power));
  s.world.take_events();
  CHECK_FAILS(s.remove(s.otto, id), forbidden, "manage_webhooks");
  REQUIRE(s.remove(std::nullopt, id));
  CHECK(s.world.take_event<core::WebhookDeleted>(s.place.id).webhook == id);
  CHECK_FAILS(s.remove(s.ines, id), not_found, "webhook");
}
