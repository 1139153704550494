// Verbs of the tests of messages, in a server that Ines owns, with Odo in it and Uta outside. For tests, on the test's
// thread.
#pragma once

#include "proto/bonfire/routes/server_scene.h"

#include <string>
#include <utility>

namespace bonfire::testing {

/// An id that nothing has.
inline const std::string kUnknown = "01HZX3M4QK7T9V2B6C8D0E1F2G";

struct MessageScene : ServerScene {
  core::ChannelId general = place.general;
  std::string channel_path = "/channels/" + to_text(general);
  std::string messages = channel_path + "/messages";

  Answer send(const Person& who, const std::string& body) { return world.post(messages, body, who.token); }
  /// Gives the message's id.
  std::string say(const Person& who, const std::string& content) {
    const Answer sent = send(who, quoted("content", content));
    CAPTURE(sent.body);
    REQUIRE(sent.status == 200);
    return sent.at("_id");
  }
  std::string of(const std::string& message) const { return messages + "/" + message; }
  /// Odo may no longer.
  void deny(core::Permissions denied) { world.deny_all(place.id, denied); }
  /// Odo may.
  void allow(core::Permissions allowed) { role(5, allowed, {odo}); }
  /// A channel that Ines alone sees.
  core::ChannelId hidden() {
    const core::ChannelId id = channel("cellar");
    world.hide(id);
    return id;
  }
  /// A bot of Ines's in the server; gives its token.
  std::string bot() {
    const Answer made = world.post("/bots/create", quoted("name", "lamp"), ines.token);
    world.join(service::Actor{parse_id<core::UserId>(made.at("_id")).value(), {}, true, true}, place.id);
    return made.at("token");
  }
  Answer send_as_bot(const std::string& token, const std::string& body) {
    return world.send(http::Method::post, messages, body, {{"X-Bot-Token", token}});
  }
};

/// `["text","text"]`, so many of them.
inline std::string list_of(const std::string& item, int count) {
  std::string out = "[";
  for (int i = 0; i < count; ++i) out += (i > 0 ? "," : "") + item;
  return out + "]";
}
/// The permission that is lacking.
inline void check_lacks(const Answer& answer, const std::string& name) {
  check_refusal(answer, 403, "MissingPermission");
  CHECK(answer.at("permission") == name);
}
inline void check_too_many(const Answer& answer, const std::string& type, const std::string& max) {
  check_refusal(answer, 400, type);
  CHECK(answer.at("max") == max);
}

}  // namespace bonfire::testing
