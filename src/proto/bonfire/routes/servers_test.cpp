// Servers as a whole (bonfire-rest 3.4).
#include "proto/bonfire/routes/server_scene.h"

#include <doctest/doctest.h>

#include "core/event.h"

namespace {

using namespace bonfire::testing;
using http::Method;
namespace permission = core::permission;

TEST_CASE("3.4: a new server has its owner and one channel") {
  DeltaWorld world;
  const Person ines = world.person("ines");
  world.told();
  const std::string body = R"({"name":"Workshop","description":"Planes","nsfw":true})";
  const Answer made = world.post("/servers/create", body, ines.token);
  CHECK(made.status == 200);
  CHECK(world.count_told<core::MemberJoined>() == 1);
  CHECK(made.at("server.owner") == ines.id);
  CHECK(made.at("server.name") == "Workshop");
  CHECK(made.at("server.description") == "Planes");
  CHECK(made.at("server.nsfw") == "true");
  CHECK(made.at("server.default_permissions") == "77014766592");
  CHECK(made.at("server.approximate_member_count") == "1");
  CHECK(made.at("channels.#") == "1");
  CHECK(made.at("channels.0.channel_type") == "TextChannel");
  CHECK(made.at("channels.0.name") == "General");
  CHECK(made.at("channels.0._id") == made.at("server.channels.0"));
  CHECK(world.get("/servers/" + made.at("server._id"), ines.token).at("name") == "Workshop");
}

TEST_CASE("3.4: what a new server may not be") {
  DeltaWorld world;
  const Person ines = world.person("ines");
  const Person odo = world.person("odo");
  const auto create = [&](const std::string& name) {
    return world.post("/servers/create", quoted("name", name), ines.token);
  };
  check_refusal(world.post("/servers/create", quoted("name", "x")), 401, "InvalidSession");
  check_refusal(world.post("/servers/create", "{}", ines.token), 422, "FailedValidation");
  check_refusal(create(""), 400, "FailedValidation");
  check_refusal(create(std::string(33, 'x')), 400, "FailedValidation");
  const std::string long_text = R"({"name":"x","description":")" + std::string(1025, 'x') + "\"}";
  check_refusal(world.post("/servers/create", long_text, ines.token), 400, "FailedValidation");
  const std::string bot = world.post("/bots/create", quoted("name", "lamp"), ines.token).at("token");
  check_refusal(world.send(Method::post, "/servers/create", quoted("name", "x"), {{"X-Bot-Token", bot}}), 400, "IsBot");

  world.config.limits.global.restrict_server_creation = {odo.id};
  check_refusal(create("x"), 403, "CantCreateServers");
  world.config.limits.global.restrict_server_creation = {odo.id, ines.id};
  world.config.limits.new_user.servers = 2;
  CHECK(create("x").status == 200);
  CHECK(create(std::string(32, 'x')).status == 200);
  const Answer full = create("x");
  check_refusal(full, 400, "TooManyServers");
  CHECK(full.at("max") == "2");
}

TEST_CASE("3.4: a server is shown to members, with the channels they see") {
  ServerScene s;
  const core::ChannelId cellar = s.channel("cellar");
  s.world.hide(cellar);
  const Answer ids = s.world.get(s.path + "?", s.odo.token);
  CHECK(ids.at("_id") == bonfire::to_text(s.place.id));
  CHECK(ids.at("owner") == s.ines.id);
  CHECK(ids.at("channels.#") == "2");
  CHECK(ids.at("channels.0") == bonfire::to_text(s.place.general));
  CHECK(ids.at("approximate_member_count") == "2");
  const Answer objects = s.world.get(s.path + "?include_channels=true", s.odo.token);
  CHECK(objects.at("channels.#") == "1");
  CHECK(objects.at("channels.0._id") == bonfire::to_text(s.place.general));
  CHECK(objects.at("default_permissions") == ids.at("default_permissions"));
  CHECK(objects.body.find("cellar") == std::string::npos);
  CHECK(s.world.get(s.path + "?include_channels=true", s.ines.token).at("channels.1.name") == "cellar");

  check_refusal(s.world.get(s.path, s.uta.token), 404, "NotFound");
  check_refusal(s.world.get("/servers/" + std::string(26, '7'), s.ines.token), 404, "NotFound");
  check_refusal(s.world.get("/servers/harbour", s.ines.token), 404, "NotFound");
  check_refusal(s.world.get(s.path), 401, "InvalidSession");
  // A private space is no server.
  const std::string saved = s.world.get("/users/@me/dm", s.ines.token).at("_id");
  check_refusal(s.world.get("/servers/" + saved, s.ines.token), 404, "NotFound");
}

TEST_CASE("3.4: facts of a server change") {
  ServerScene s;
  const std::string general = bonfire::to_text(s.place.general);
  const std::string icon = s.upload(core::FileBucket::community_icons);
  const std::string banner = s.upload(core::FileBucket::community_banners);
  const std::string body = R"({"name":"Docks","description":"By the sea","icon":")" + icon + R"(","banner":")" + banner +
                           R"(","system_messages":{"user_left":")" + general + R"("},"analytics":true})";
  const Answer changed = s.world.patch(s.path, body, s.ines.token);
  CHECK(changed.status == 200);
  CHECK(s.world.count_told<core::CommunityUpdated>() == 1);
  CHECK(changed.at("name") == "Docks");
  CHECK(changed.at("description") == "By the sea");
  CHECK(changed.at("icon._id") == icon);
  CHECK(changed.at("icon.tag") == "icons");
  CHECK(changed.at("banner.tag") == "banners");
  CHECK(changed.at("system_messages.user_left") == general);
  CHECK(changed.at("analytics") == "true");
  CHECK(s.world.get(s.path, s.odo.token).body == changed.body);

  const Answer removed =
      s.world.patch(s.path, R"({"remove":["Description","SystemMessages","Icon","Banner"]})", s.ines.token);
  for (const char* key : {"description", "system_messages", "icon", "banner"}) CHECK(removed.at(key) == "absent");
  CHECK(removed.at("name") == "Docks");
  s.forget();
  CHECK(s.world.patch(s.path, "{}", s.ines.token).status == 200);
  CHECK(s.world.told().empty());
}

TEST_CASE("3.4: what of a server cannot change") {
  ServerScene s;
  const auto change = [&](const std::string& body) { return s.world.patch(s.path, body, s.ines.token); };
  check_refusal(change(quoted("name", "")), 400, "FailedValidation");
  check_refusal(change(quoted("name", std::string(33, 'x'))), 400, "FailedValidation");
  check_refusal(change(R"({"remove":["Name"]})"), 422, "FailedValidation");
  check_refusal(change("{"), 400, "FailedValidation");
  check_refusal(change(quoted("icon", "nothing")), 404, "NotFound");
  check_refusal(change(quoted("icon", s.upload(core::FileBucket::community_banners))), 404, "NotFound");
  const std::string icon = s.upload(core::FileBucket::community_icons);
  CHECK(change(quoted("icon", icon)).status == 200);
  check_refusal(change(quoted("icon", icon)), 404, "NotFound");  // it serves already
  const Person other = s.world.person("other");
  const auto elsewhere = s.world.community(ServerScene::actor(other), "elsewhere");
  const std::string foreign = R"({"system_messages":{"user_joined":")" + bonfire::to_text(elsewhere.general) + "\"}}";
  check_refusal(change(foreign), 404, "NotFound");
  check_refusal(change(R"({"discoverable":true})"), 403, "NotPrivileged");
  check_refusal(change(R"({"flags":1})"), 403, "NotPrivileged");
  const Answer refused = s.world.patch(s.path, quoted("name", "Docks"), s.odo.token);
  check_refusal(refused, 403, "MissingPermission");
  CHECK(refused.at("permission") == "ManageServer");
  check_refusal(s.world.patch(s.path, quoted("name", "Docks"), s.uta.token), 403, "MissingPermission");
  const HeaderList reason = {{"X-Session-Token", s.ines.token}, {"X-Audit-Log-Reason", std::string(513, 'x')}};
  check_refusal(s.world.send(Method::patch, s.path, "{}", reason), 400, "HeaderTooLarge");
  const HeaderList latin = {{"X-Session-Token", s.ines.token}, {"X-Audit-Log-Reason", "\xE9"}};
  check_refusal(s.world.send(Method::patch, s.path, "{}", latin), 400, "FailedValidation");
}

TEST_CASE("3.4: staff looks into every server and marks them") {
  ServerScene s;
  s.world.hide(s.channel("cellar"));
  s.world.arrange([&](store::Transaction& tx) {
    core::User user = *tx.user(s.uta.user());
    user.instance_permissions = core::instance_permission::privileged;
    tx.update_user(user);
  });
  CHECK(s.world.get(s.path + "?include_channels=true", s.uta.token).at("channels.#") == "2");
  CHECK(s.world.get(s.path + "/members", s.uta.token).at("members.#") == "2");
  const Answer marked = s.world.patch(s.path, R"({"discoverable":true,"flags":2})", s.uta.token);
  CHECK(marked.at("discoverable") == "true");
  CHECK(marked.at("flags") == "2");
  check_refusal(s.world.put(s.path + "/ack", "{}", s.uta.token), 404, "NotFound");  // nothing to read there
  check_refusal(s.world.del(s.path, s.uta.token), 404, "NotFound");                 // nothing to leave
}

TEST_CASE("3.4: categories are put in order by whoever manages channels") {
  ServerScene s;
  const std::string general = bonfire::to_text(s.place.general);
  const std::string cellar = bonfire::to_text(s.channel("cellar"));
  const auto listed = [](const std::string& id, const std::string& title, const std::string& channels) {
    return R"({"id":")" + id + R"(","title":")" + title + R"(","channels":[)" + channels + "]}";
  };
  const auto change = [&](const std::string& categories, const Person& who) {
    return s.world.patch(s.path, R"({"categories":[)" + categories + "]}", who.token);
  };
  const std::string two = listed("default", "Below", "\"" + cellar + "\",\"" + std::string(26, '7') + "\"") + "," +
                          listed("01HV3KB3Y6P0GS1JHWD2A8QV4S", "Above", "\"" + general + "\"");
  check_refusal(change(two, s.odo), 403, "MissingPermission");
  s.role(0, permission::manage_channel, {s.odo});
  const Answer changed = change(two, s.odo);
  CHECK(changed.at("categories.#") == "2");
  CHECK(changed.at("categories.0.id") == "default");
  CHECK(changed.at("categories.0.title") == "Below");
  CHECK(changed.at("categories.0.channels.#") == "1");
  CHECK(changed.at("categories.1.id") == "01HV3KB3Y6P0GS1JHWD2A8QV4S");
  CHECK(changed.at("channels.0") == cellar);
  // The ids stay, the titles change.
  CHECK(change(listed("default", "Deeper", ""), s.odo).at("categories.0.title") == "Deeper");

  const std::string channel = "\"" + general + "\"";
  check_refusal(change(listed("a", "A", channel) + "," + listed("b", "B", channel), s.odo), 400, "InvalidOperation");
  check_refusal(change(listed("a", "A", "") + "," + listed("a", "B", ""), s.odo), 400, "InvalidOperation");
  check_refusal(change(listed("", "A", ""), s.odo), 400, "FailedValidation");
  check_refusal(change(listed("a", std::string(33, 'x'), ""), s.odo), 400, "FailedValidation");
  check_refusal(s.world.patch(s.path, R"({"name":"Docks","categories":[]})", s.odo.token), 403, "MissingPermission");
  check_refusal(s.world.patch(s.path, R"({"remove":["Categories"]})", s.odo.token), 403, "MissingPermission");
  CHECK(s.world.patch(s.path, R"({"remove":["Categories"]})", s.ines.token).at("categories") == "absent");
}

TEST_CASE("3.4: handing a server over takes a ticket") {
  ServerScene s;
  const std::string to_odo = quoted("owner", s.odo.id);
  const auto hand_over = [&](const std::string& to, const std::string& ticket) {
    return s.world.send(Method::patch, s.path, quoted("owner", to),
                        {{"X-Session-Token", s.ines.token}, {"X-MFA-Ticket", ticket}});
  };
  check_refusal(s.world.patch(s.path, to_odo, s.odo.token), 403, "NotOwner");
  check_refusal(s.world.patch(s.path, to_odo, s.ines.token), 401, "InvalidCredentials");
  const std::string ticket = s.world.ticket(s.ines);
  check_refusal(hand_over(s.uta.id, ticket), 400, "InvalidOperation");  // no member
  check_refusal(hand_over(s.odo.id, std::string(64, 'x')), 401, "InvalidToken");
  CHECK(s.world.get(s.path, s.ines.token).at("owner") == s.ines.id);
  CHECK(hand_over(s.odo.id, ticket).at("owner") == s.odo.id);
}

TEST_CASE("3.4: members leave, the owner deletes") {
  ServerScene s;
  const std::string general = bonfire::to_text(s.place.general);
  s.world.patch(s.path, R"({"system_messages":{"user_left":")" + general + R"("}})", s.ines.token);
  check_refusal(s.world.del(s.path, s.uta.token), 404, "NotFound");
  s.forget();
  CHECK(s.world.del(s.path, s.odo.token).status == 204);
  const auto events = s.world.told();
  REQUIRE(events.size() == 2);  // and the note about it
  CHECK(std::get<core::MemberLeft>(events[0]->body).reason == core::LeaveReason::left);
  check_refusal(s.world.get(s.path, s.odo.token), 404, "NotFound");
  s.world.join(ServerScene::actor(s.odo), s.place.id);
  s.forget();
  CHECK(s.world.del(s.path + "?leave_silently=true", s.odo.token).status == 204);
  CHECK(s.world.told().size() == 1);
  CHECK(s.world.del(s.path, s.ines.token).status == 204);
  CHECK(s.world.count_told<core::CommunityDeleted>() == 1);
  check_refusal(s.world.get(s.path, s.ines.token), 404, "NotFound");
  check_refusal(s.world.del(s.path, s.ines.token), 404, "NotFound");
}

TEST_CASE("3.4: everything in a server is read at once") {
  ServerScene s;
  const core::ChannelId cellar = s.channel("cellar");
  s.channel("silent");
  s.world.say(ServerScene::actor(s.ines), s.place.general, "hello");
  s.world.say(ServerScene::actor(s.ines), cellar, "secret");
  s.world.hide(cellar);
  s.forget();
  CHECK(s.world.put(s.path + "/ack", "{}", s.odo.token).status == 204);
  const auto events = s.world.told();
  REQUIRE(events.size() == 1);
  CHECK(std::get<core::ChannelRead>(events[0]->body).channel == s.place.general);
  check_refusal(s.world.put(s.path + "/ack", "{}", s.uta.token), 404, "NotFound");
  const std::string bot = s.world.post("/bots/create", quoted("name", "lamp"), s.ines.token).at("token");
  check_refusal(s.world.send(Method::put, s.path + "/ack", "{}", {{"X-Bot-Token", bot}}), 400, "IsBot");
}

}  // namespace
