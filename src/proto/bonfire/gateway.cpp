// How a connection's address is read (bonfire 2.2), and its session made. Hub thread.
#include "proto/bonfire/gateway.h"

#include <algorithm>

#include "proto/bonfire/session.h"

namespace bonfire {
namespace {

constexpr std::size_t kSettingKeysMax = 64;

void choose(ReadyChoice& choice, std::string_view what) {
  constexpr std::string_view kSettings = "user_settings[";
  if (what == "users") choice.users = true;
  if (what == "servers") choice.servers = true;
  if (what == "channels") choice.channels = true;
  if (what == "members") choice.members = true;
  if (what == "emojis") choice.emojis = true;
  if (what == "voice_states") choice.voice_states = true;
  if (what == "policy_changes") choice.policy_changes = true;
  if (what == "channel_unreads") choice.channel_unreads = true;
  if (what.starts_with(kSettings) && what.ends_with(']') && choice.settings.size() < kSettingKeysMax) {
    choice.settings.emplace_back(what.substr(kSettings.size(), what.size() - kSettings.size() - 1));
  }
}

ReadyChoice nothing() {
  ReadyChoice choice;
  choice.users = choice.servers = choice.channels = choice.members = choice.emojis = false;
  choice.voice_states = choice.policy_changes = false;
  return choice;
}

}  // namespace

GatewayQuery parse_query(std::string_view query) {
  GatewayQuery out;
  bool chosen = false;
  while (!query.empty()) {
    const std::string_view pair = query.substr(0, query.find('&'));
    query.remove_prefix(std::min(pair.size() + 1, query.size()));
    const std::size_t equals = pair.find('=');
    const auto name = http::percent_decode(pair.substr(0, equals), true);
    const auto value = http::percent_decode(equals == std::string_view::npos ? "" : pair.substr(equals + 1), true);
    if (!name || !value) continue;
    if (*name == "format" && (*value == "json" || *value == "msgpack")) {
      out.encoding = *value == "json" ? Encoding::json : Encoding::msgpack;
    } else if (*name == "token") {
      out.has_token = true;
      out.token = *value;
    } else if (*name == "ready") {
      if (!std::exchange(chosen, true)) out.ready = nothing();
      choose(out.ready, *value);
    }
  }
  return out;
}

std::unique_ptr<hub::Session> make_session(GatewayContext& context, const http::Request& request,
                                           hub::Connection& connection) {
  return std::make_unique<GatewaySession>(context, connection, parse_query(request.query));
}

}  // namespace bonfire
