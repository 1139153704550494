// People, relations, bots, settings, complaints (bonfire-rest 3.3, 3.10, 3.11, 4.3 to 4.5).
#include "proto/bonfire/routes/delta_world.h"

#include <doctest/doctest.h>

#include <set>

#include "core/event.h"
#include "proto/bonfire/routes/default_avatars.h"
#include "proto/bonfire/wire_ids.h"

namespace {

using namespace bonfire::testing;
using http::Method;

TEST_CASE("3.3: strangers are not shown, friends are") {
  DeltaWorld world;
  const Person ines = world.person("ines");
  const Person odo = world.person("odo");
  const Answer refused = world.get("/users/" + odo.id, ines.token);
  check_refusal(refused, 403, "MissingPermission");
  CHECK(refused.at("permission") == "Access");
  check_refusal(world.get("/users/" + std::string(26, '9'), ines.token), 404, "NotFound");
  check_refusal(world.get("/users/nobody", ines.token), 404, "NotFound");
  world.befriend(ines, odo);
  world.go_online(odo);
  const Answer shown = world.get("/users/" + odo.id, ines.token);
  CHECK(shown.at("relationship") == "Friend");
  CHECK(shown.at("online") == "true");
  CHECK(shown.at("relations") == "absent");
  CHECK(world.get("/users/@me", ines.token).at("relations.0.status") == "Friend");
  CHECK(world.get("/users/" + odo.id + "/mutual", ines.token).body == R"({"users":[],"servers":[],"channels":[]})");
  check_refusal(world.get("/users/@me/mutual", ines.token), 400, "InvalidOperation");
}

TEST_CASE("3.3: one changes oneself and one's bots") {
  DeltaWorld world;
  const Person ines = world.person("ines");
  const Person odo = world.person("odo");
  world.told();
  CHECK(world.patch("/users/@me", "{}", ines.token).status == 200);
  CHECK(world.told().empty());
  const std::string edit = R"({"display_name":"Ines of the lamp","pronouns":"she","status":{"text":"up","presence":"Busy"},)"
                           R"("profile":{"content":"I keep the light."}})";
  const Answer changed = world.patch("/users/@me", edit, ines.token);
  CHECK(changed.at("display_name") == "Ines of the lamp");
  CHECK(changed.at("status.presence") == "Busy");
  CHECK(world.count_told<core::UserUpdated>() == 1);
  CHECK(world.get("/users/@me/profile", ines.token).body == R"({"content":"I keep the light."})");
  CHECK(world.patch("/users/@me", R"({"remove":["StatusText","DisplayName"]})", ines.token).at("status.text") == "absent");
  check_refusal(world.patch("/users/@me", R"({"display_name":"a\nb"})", ines.token), 400, "FailedValidation");
  check_refusal(world.patch("/users/@me", quoted("avatar", "nothing"), ines.token), 404, "NotFound");
  check_refusal(world.patch("/users/@me", R"({"badges":1})", ines.token), 403, "NotPrivileged");
  check_refusal(world.patch("/users/" + odo.id, quoted("pronouns", "he"), ines.token), 403, "NotPrivileged");
  const std::string bot = world.post("/bots/create", quoted("name", "lamp"), ines.token).at("_id");
  CHECK(world.patch("/users/" + bot, quoted("pronouns", "it"), ines.token).at("pronouns") == "it");
}

TEST_CASE("3.3: a new username takes the password") {
  DeltaWorld world;
  const Person ines = world.person("ines");
  const auto wish = [&](const std::string& name, const std::string& password) {
    return world.patch("/users/@me/username", R"({"username":")" + name + R"(","password":")" + password + "\"}",
                       ines.token);
  };
  check_refusal(wish("inez", "wrong-password"), 401, "InvalidCredentials");
  check_refusal(wish("stoat", DeltaWorld::kPassword), 400, "InvalidUsername");
  const Answer changed = wish("inez", DeltaWorld::kPassword);
  CHECK(changed.at("username") == "inez");
  CHECK("ines#" + changed.at("discriminator") == ines.tag);
}

TEST_CASE("3.3: flags and pictures need nobody to be there") {
  DeltaWorld world;
  CHECK(world.get("/users/nobody/flags").body == R"({"flags":0})");
  const Answer picture = world.get("/users/01HV3K9QW2M8ZT4XNB7C5RDEFA/default_avatar");
  CHECK(picture.headers.get("Content-Type") == "image/png");
  CHECK(picture.headers.get("Cache-Control") == "public, max-age=31536000, immutable");
  std::set<std::string> pictures;
  for (const char last : std::string("Y048CGM")) pictures.insert(bonfire::default_avatar(std::string(1, last)));
  CHECK(pictures.size() == 7);
  CHECK(bonfire::default_avatar("0") == bonfire::default_avatar("xZ"));
  CHECK(picture.body.starts_with("\x89PNG\r\n"));
}

TEST_CASE("3.3: direct messages and saved messages") {
  DeltaWorld world;
  const Person ines = world.person("ines");
  const Person odo = world.person("odo");
  const Answer saved = world.get("/users/@me/dm", ines.token);
  CHECK(saved.at("channel_type") == "SavedMessages");
  check_refusal(world.get("/users/" + odo.id + "/dm", ines.token), 403, "MissingPermission");
  world.befriend(ines, odo);
  const Answer direct = world.get("/users/" + odo.id + "/dm", ines.token);
  CHECK(direct.at("channel_type") == "DirectMessage");
  CHECK(direct.at("recipients.#") == "2");
  CHECK(world.get("/users/" + ines.id + "/dm", odo.token).at("_id") == direct.at("_id"));
  CHECK(world.get("/users/dms", ines.token).at("#") == "2");
  CHECK(world.get("/users/dms", odo.token).at("#") == "1");
}

TEST_CASE("3.3: asking by name, accepting, ending, blocking") {
  DeltaWorld world;
  const Person ines = world.person("ines");
  const Person odo = world.person("odo");
  const std::string friend_path = "/users/" + odo.id + "/friend", block_path = "/users/" + odo.id + "/block";
  check_refusal(world.post("/users/friend", quoted("username", "odo"), ines.token), 400, "InvalidProperty");
  check_refusal(world.post("/users/friend", quoted("username", "odo#0001"), ines.token), 404, "NotFound");
  world.told();
  CHECK(world.post("/users/friend", quoted("username", odo.tag), ines.token).at("relationship") == "Outgoing");
  CHECK(world.count_told<core::RelationshipChanged>() == 2);
  check_refusal(world.put(friend_path, "{}", ines.token), 409, "AlreadySentRequest");
  CHECK(world.put("/users/" + ines.id + "/friend", "{}", odo.token).at("relationship") == "Friend");
  check_refusal(world.put(friend_path, "{}", ines.token), 409, "AlreadyFriends");
  CHECK(world.del(friend_path, ines.token).at("relationship") == "None");
  check_refusal(world.del(friend_path, ines.token), 400, "NoEffect");
  check_refusal(world.put("/users/@me/friend", "{}", ines.token), 400, "NoEffect");
  CHECK(world.put(block_path, "{}", ines.token).at("relationship") == "Blocked");
  check_refusal(world.put(friend_path, "{}", ines.token), 409, "Blocked");
  check_refusal(world.put("/users/" + ines.id + "/friend", "{}", odo.token), 403, "BlockedByOther");
  CHECK(world.del(block_path, ines.token).at("relationship") == "None");
}

TEST_CASE("3.3, 10.1: newcomers may ask a few people only") {
  DeltaWorld world;
  const Person ines = world.person("ines");
  const Person odo = world.person("odo"), ada = world.person("ada");
  world.config.limits.new_user.outgoing_friend_requests = 1;
  CHECK(world.put("/users/" + odo.id + "/friend", "{}", ines.token).status == 200);
  const Answer refused = world.put("/users/" + ada.id + "/friend", "{}", ines.token);
  check_refusal(refused, 400, "TooManyPendingFriendRequests");
  CHECK(refused.at("max") == "1");
  world.clock.advance_ms(72 * 3'600'000);
  CHECK(world.put("/users/" + ada.id + "/friend", "{}", ines.token).status == 200);
}

TEST_CASE("3.11: bots are their owner's") {
  DeltaWorld world;
  const Person ines = world.person("ines");
  const Person odo = world.person("odo");
  const Answer made = world.post("/bots/create", quoted("name", "lamp"), ines.token);
  const std::string path = "/bots/" + made.at("_id");
  CHECK(made.at("owner") == ines.id);
  CHECK(made.at("token").size() == 64);
  CHECK(made.at("public") == "false");
  CHECK(made.at("user.username") == "lamp");
  CHECK(world.get("/bots/@me", ines.token).at("users.0._id") == made.at("_id"));
  CHECK(world.get(path, ines.token).at("bot.token") == made.at("token"));
  check_refusal(world.get(path, odo.token), 404, "NotFound");
  check_refusal(world.get(path + "/invite"), 404, "NotFound");
  const Answer edited =
      world.patch(path, R"({"public":true,"interactions_url":"https://x.example","remove":["Token"]})", ines.token);
  CHECK(edited.at("token") != made.at("token"));
  CHECK(edited.at("interactions_url") == "https://x.example");
  check_refusal(world.send(Method::get, "/users/@me", {}, {{"X-Bot-Token", made.at("token")}}), 401, "InvalidSession");
  CHECK(world.get(path + "/invite").at("username") == "lamp");

  const auto place = world.community({odo.user(), {}, true, false});
  const std::string server = quoted("server", bonfire::to_text(place.id));
  check_refusal(world.post(path + "/invite", "{}", odo.token), 422, "FailedValidation");
  check_refusal(world.post(path + "/invite", server, ines.token), 403, "MissingPermission");
  CHECK(world.post(path + "/invite", server, odo.token).status == 204);
  check_refusal(world.post(path + "/invite", server, odo.token), 409, "AlreadyInServer");

  CHECK(world.del(path, ines.token).status == 204);
  check_refusal(world.get(path, ines.token), 404, "NotFound");
  world.config.limits.new_user.bots = 0;
  check_refusal(world.post("/bots/create", quoted("name", "wick"), ines.token), 400, "ReachedMaximumBots");
}

TEST_CASE("3.10: settings and unread channels") {
  DeltaWorld world;
  const Person ines = world.person("ines");
  CHECK(world.get("/sync/unreads?", ines.token).body == "[]");
  CHECK(world.post("/sync/settings/fetch", R"({"keys":[]})", ines.token).body == "{}");
  world.told();
  CHECK(world.post("/sync/settings/set?timestamp=1234", R"({"theme":"{\"dark\":true}"})", ines.token).status == 204);
  CHECK(world.count_told<core::SettingsChanged>() == 1);
  const Answer fetched = world.post("/sync/settings/fetch", R"({"keys":["theme","other"]})", ines.token);
  CHECK(fetched.body == R"({"theme":[1234,"{\"dark\":true}"]})");
  check_refusal(world.post("/sync/settings/fetch", R"({"keys":["theme"]})"), 401, "InvalidSession");
}

TEST_CASE("4.3 to 4.5: complaints, push, policies") {
  DeltaWorld world;
  const Person ines = world.person("ines");
  const Person odo = world.person("odo");
  const auto report = [&](const std::string& about) {
    return world.post("/safety/report", R"({"content":{"type":"User","id":")" + about + R"(","report_reason":"SpamAbuse"}})",
                      ines.token);
  };
  CHECK(report(odo.id).status == 204);
  check_refusal(report(ines.id), 400, "CannotReportYourself");
  CHECK(world.post("/push/subscribe", R"({"endpoint":"https://p.example","p256dh":"k","auth":"a"})", ines.token).status ==
        204);
  const auto push = [&] {
    return *world.read([&](store::Reader& reader, auto) {
      return std::optional(reader.login_session(*bonfire::parse_id<core::LoginSessionId>(ines.session))->push);
    });
  };
  CHECK(push() == R"({"endpoint":"https://p.example","p256dh":"k","auth":"a"})");
  CHECK(world.post("/push/unsubscribe", "{}", ines.token).status == 204);
  CHECK(push().empty());
  CHECK(world.post("/policy/acknowledge", "{}", ines.token).status == 204);
  const auto account = world.read([&](store::Reader& reader, auto) { return reader.account(ines.user()); });
  CHECK(account->security.policy_seen_ms == world.clock.unix_ms());
}

}  // namespace
