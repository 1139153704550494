// One channel: looked at, changed, deleted or left (bonfire-rest 3.5).
#include "core/event.h"
#include "proto/bonfire/routes/group_scene.h"

#include <doctest/doctest.h>

namespace {

using namespace bonfire::testing;

std::string path_of(core::ChannelId id) { return "/channels/" + bonfire::to_text(id); }

TEST_CASE("3.5: a channel is shown to those who may view it") {
  GroupScene s;
  const std::string general = path_of(s.place.general);
  const Answer shown = s.world.get(general, s.odo.token);
  CHECK(shown.at("channel_type") == "TextChannel");
  CHECK(shown.at("server") == bonfire::to_text(s.place.id));
  CHECK(s.world.get(s.group, s.odo.token).at("owner") == s.ines.id);
  CHECK(s.world.get(s.group, s.odo.token).at("recipients.#") == "2");
  check_refusal(s.world.get("/channels/" + std::string(26, '7'), s.odo.token), 404, "NotFound");
  check_refusal(s.world.get("/channels/nothing", s.odo.token), 404, "NotFound");
  check_refusal(s.world.get(general), 401, "InvalidSession");
  const Answer stranger = s.world.get(general, s.uta.token);
  check_refusal(stranger, 403, "MissingPermission");
  CHECK(stranger.at("permission") == "ViewChannel");
  check_refusal(s.world.get(s.group, s.uta.token), 403, "MissingPermission");
  const core::ChannelId cellar = s.channel("cellar");
  s.world.hide(cellar);
  check_refusal(s.world.get(path_of(cellar), s.odo.token), 403, "MissingPermission");
  CHECK(s.world.get(path_of(cellar), s.ines.token).at("name") == "cellar");
}

TEST_CASE("3.5: a channel of a server changes") {
  ServerScene s;
  const std::string general = path_of(s.place.general);
  const auto edit = [&](const std::string& body) { return s.world.patch(general, body, s.ines.token); };
  CHECK(edit("{}").status == 200);
  CHECK(s.world.told().empty());
  const Answer changed = edit(R"({"name":"deck","description":"up here","nsfw":true,"slowmode":21600,"archived":true})");
  CHECK(changed.at("name") == "deck");
  CHECK(changed.at("description") == "up here");
  CHECK(changed.at("nsfw") == "true");
  CHECK(changed.at("slowmode") == "21600");
  CHECK(s.world.count_told<core::ChannelUpdated>() == 1);
  check_refusal(edit(R"({"slowmode":21601})"), 400, "FailedValidation");
  check_refusal(edit(quoted("name", "")), 400, "FailedValidation");
  CHECK(edit(quoted("name", std::string(32, 'a'))).status == 200);
  check_refusal(edit(quoted("name", std::string(33, 'a'))), 400, "FailedValidation");
  CHECK(edit(quoted("description", std::string(1024, 'a'))).status == 200);
  check_refusal(edit(quoted("description", std::string(1025, 'a'))), 400, "FailedValidation");
  check_refusal(edit(R"({"name":5})"), 422, "FailedValidation");
  check_refusal(edit("{"), 400, "FailedValidation");
  check_refusal(edit(quoted("icon", "nothing")), 404, "NotFound");
  CHECK(edit(quoted("icon", s.upload(core::FileBucket::community_icons))).at("icon.tag") == "icons");
  CHECK(edit(R"({"voice":{"max_users":4}})").at("voice.max_users") == "4");
  const Answer bare = edit(R"({"remove":["Description","Icon","Voice","Slowmode"]})");
  for (const char* gone : {"description", "icon", "voice", "slowmode"}) CHECK(bare.at(gone) == "absent");
  check_refusal(edit(quoted("owner", s.odo.id)), 400, "InvalidOperation");
  const Answer refused = s.world.patch(general, quoted("name", "mine"), s.odo.token);
  check_refusal(refused, 403, "MissingPermission");
  CHECK(refused.at("permission") == "ManageChannel");
}

TEST_CASE("3.5: a group changes, and says so") {
  GroupScene s;
  const auto edit = [&](const std::string& body, const Person& who) { return s.world.patch(s.group, body, who.token); };
  CHECK(edit(R"({"name":"watch","description":"at night"})", s.odo).at("name") == "watch");
  CHECK(s.world.count_told<core::MessageCreated>() == 2);
  check_refusal(edit(quoted("owner", s.odo.id), s.odo), 403, "NotOwner");
  check_refusal(edit(quoted("owner", s.uta.id), s.ines), 404, "NotInGroup");
  check_refusal(edit(quoted("name", "mine"), s.uta), 403, "MissingPermission");
  CHECK(edit(quoted("owner", s.odo.id), s.ines).at("owner") == s.odo.id);
  CHECK(s.world.count_told<core::MessageCreated>() == 1);
  for (const std::string& path : {s.direct(), s.saved()}) {
    check_refusal(s.world.patch(path, quoted("name", "mine"), s.ines.token), 400, "InvalidOperation");
  }
}

TEST_CASE("3.5: direct channels are closed, saved messages stay") {
  GroupScene s;
  const std::string direct = s.direct();
  CHECK(s.world.get(direct, s.odo.token).at("active") == "true");
  CHECK(s.world.del(direct, s.odo.token).status == 204);
  CHECK(s.world.get(direct, s.ines.token).at("active") == "false");
  check_refusal(s.world.del(direct, s.uta.token), 403, "MissingPermission");
  check_refusal(s.world.del(s.saved(), s.ines.token), 400, "NoEffect");
}

TEST_CASE("3.5: who leaves a group hands it over, and the last one takes it along") {
  GroupScene s;
  CHECK(s.world.del(s.group + "?leave_silently=true", s.ines.token).status == 204);
  const auto told = s.world.told();
  std::size_t notes = 0;
  for (const core::EventRef& event : told) notes += std::holds_alternative<core::MessageCreated>(event->body);
  CHECK(notes == 1);  // of the new owner, not of leaving
  CHECK(s.world.get(s.group, s.odo.token).at("owner") == s.odo.id);
  check_refusal(s.world.del(s.group, s.ines.token), 403, "MissingPermission");
  CHECK(s.world.del(s.group, s.odo.token).status == 204);
  CHECK(s.world.count_told<core::CommunityDeleted>() == 1);
  check_refusal(s.world.get(s.group, s.odo.token), 404, "NotFound");
}

TEST_CASE("3.5: a channel of a server is deleted by who manages it, the last one too") {
  ServerScene s;
  const std::string general = path_of(s.place.general);
  check_refusal(s.world.del(general, s.odo.token), 403, "MissingPermission");
  CHECK(s.world.del(general, s.ines.token).status == 204);
  CHECK(s.world.count_told<core::ChannelDeleted>() == 1);
  check_refusal(s.world.get(general, s.ines.token), 404, "NotFound");
  check_refusal(s.world.del(general, s.ines.token), 404, "NotFound");
}

TEST_CASE("1.2: why something was done is kept for the log") {
  ServerScene s;
  const auto edit = [&](const std::string& reason) {
    return s.world.send(http::Method::patch, path_of(s.place.general), quoted("name", "deck"),
                        {{"X-Session-Token", s.ines.token}, {"X-Audit-Log-Reason", reason}});
  };
  CHECK(edit(std::string(512, 'a')).status == 200);
  check_refusal(edit(std::string(513, 'a')), 400, "HeaderTooLarge");
}

TEST_CASE("4.6: no calls") {
  GroupScene s;
  check_refusal(s.world.post(s.group + "/join_call", R"({"node":"worldwide"})", s.ines.token), 400, "LiveKitUnavailable");
  check_refusal(s.world.put(s.group + "/end_ring/" + s.odo.id, "{}", s.ines.token), 400, "LiveKitUnavailable");
}

}  // namespace
