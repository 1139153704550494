// What GET / tells clients (bonfire-rest 9). Plain values, any thread. The defaults are a node without voice and captcha.
#pragma once

#include "wire/describe.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace bonfire {

struct CaptchaFeature {
  bool enabled = false;
  std::string key;
  static constexpr std::string_view wire_name = "CaptchaFeature";
  template <typename Self = CaptchaFeature>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"enabled">(&Self::enabled), wire::field<"key">(&Self::key));
  }
};
struct ServiceFeature {
  bool enabled = false;
  std::string url;
  static constexpr std::string_view wire_name = "ServiceFeature";
  template <typename Self = ServiceFeature>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"enabled">(&Self::enabled),
                        wire::field<"url">(&Self::url, {.doc = "Without a slash at its end."}));
  }
};
struct VoiceNode {
  std::string name;
  double lat = 0, lon = 0;
  std::string public_url;
  static constexpr std::string_view wire_name = "VoiceNode";
  template <typename Self = VoiceNode>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"name">(&Self::name), wire::field<"lat">(&Self::lat), wire::field<"lon">(&Self::lon),
                        wire::field<"public_url">(&Self::public_url));
  }
};
struct LivekitFeature {
  bool enabled = false;
  std::vector<VoiceNode> nodes;
  static constexpr std::string_view wire_name = "LivekitFeature";
  template <typename Self = LivekitFeature>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"enabled">(&Self::enabled), wire::field<"nodes">(&Self::nodes));
  }
};
/// For older clients.
struct VosoFeature {
  bool enabled = false;
  std::string url, ws;
  static constexpr std::string_view wire_name = "VosoFeature";
  template <typename Self = VosoFeature>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"enabled">(&Self::enabled), wire::field<"url">(&Self::url),
                        wire::field<"ws">(&Self::ws));
  }
};
struct GlobalLimits {
  std::uint64_t group_size = 100;
  std::uint64_t message_embeds = 5;
  std::uint64_t message_replies = 5;
  std::uint64_t message_reactions = 20;
  std::uint64_t server_emoji = 100;
  std::uint64_t server_roles = 200;
  std::uint64_t server_channels = 200;
  std::uint64_t body_limit_size = 20'000'000;
  std::vector<std::string> restrict_server_creation;
  std::uint64_t new_user_hours = 72;
  static constexpr std::string_view wire_name = "GlobalLimits";
  template <typename Self = GlobalLimits>
  static constexpr auto wire_fields() {
    return wire::fields(
        wire::field<"group_size">(&Self::group_size), wire::field<"message_embeds">(&Self::message_embeds),
        wire::field<"message_replies">(&Self::message_replies), wire::field<"message_reactions">(&Self::message_reactions),
        wire::field<"server_emoji">(&Self::server_emoji), wire::field<"server_roles">(&Self::server_roles),
        wire::field<"server_channels">(&Self::server_channels),
        wire::field<"body_limit_size">(&Self::body_limit_size, {.doc = "Bytes."}),
        wire::field<"restrict_server_creation">(&Self::restrict_server_creation, {.doc = "Empty: everyone may."}),
        wire::field<"new_user_hours">(&Self::new_user_hours));
  }
};
struct UserLimits {
  std::uint64_t outgoing_friend_requests = 10;
  std::uint64_t bots = 5;
  std::uint64_t message_length = 2000;  // bytes
  std::uint64_t message_attachments = 5;
  std::uint64_t servers = 100;
  std::uint64_t voice_quality = 16'000;
  bool video = true;
  std::pair<std::uint32_t, std::uint32_t> video_resolution{1280, 720};
  std::pair<double, double> video_aspect_ratio{0.3, 2.5};
  std::map<std::string, std::uint64_t> file_upload_size_limits;  // tag -> bytes
  static constexpr std::string_view wire_name = "UserLimits";
  template <typename Self = UserLimits>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"outgoing_friend_requests">(&Self::outgoing_friend_requests),
                        wire::field<"bots">(&Self::bots),
                        wire::field<"message_length">(&Self::message_length, {.doc = "Bytes."}),
                        wire::field<"message_attachments">(&Self::message_attachments),
                        wire::field<"servers">(&Self::servers), wire::field<"voice_quality">(&Self::voice_quality),
                        wire::field<"video">(&Self::video), wire::field<"video_resolution">(&Self::video_resolution),
                        wire::field<"video_aspect_ratio">(&Self::video_aspect_ratio),
                        wire::field<"file_upload_size_limits">(&Self::file_upload_size_limits, {.doc = "Bytes."}));
  }
};
struct NodeLimits {
  GlobalLimits global;
  UserLimits new_user;
  UserLimits default_user;
  static constexpr std::string_view wire_name = "NodeLimits";
  template <typename Self = NodeLimits>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"global">(&Self::global), wire::field<"new_user">(&Self::new_user),
                        wire::field<"default">(&Self::default_user));
  }
};
struct LegalLinks {
  std::string terms_of_service, privacy_policy, guidelines;
  static constexpr std::string_view wire_name = "LegalLinks";
  template <typename Self = LegalLinks>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"terms_of_service">(&Self::terms_of_service),
                        wire::field<"privacy_policy">(&Self::privacy_policy), wire::field<"guidelines">(&Self::guidelines));
  }
};
struct NodeFeatures {
  CaptchaFeature captcha;
  bool email = false;
  bool invite_only = false;
  ServiceFeature autumn;
  ServiceFeature january;
  LivekitFeature livekit;
  VosoFeature voso;
  NodeLimits limits;
  LegalLinks legal_links;
  static constexpr std::string_view wire_name = "NodeFeatures";
  template <typename Self = NodeFeatures>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"captcha">(&Self::captcha), wire::field<"email">(&Self::email),
                        wire::field<"invite_only">(&Self::invite_only), wire::field<"autumn">(&Self::autumn),
                        wire::field<"january">(&Self::january), wire::field<"livekit">(&Self::livekit),
                        wire::field<"voso">(&Self::voso), wire::field<"limits">(&Self::limits),
                        wire::field<"legal_links">(&Self::legal_links));
  }
};
struct BuildInformation {
  std::string commit_sha, commit_timestamp, semver, origin_url, timestamp;
  static constexpr std::string_view wire_name = "BuildInformation";
  template <typename Self = BuildInformation>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"commit_sha">(&Self::commit_sha),
                        wire::field<"commit_timestamp">(&Self::commit_timestamp), wire::field<"semver">(&Self::semver),
                        wire::field<"origin_url">(&Self::origin_url), wire::field<"timestamp">(&Self::timestamp));
  }
};
struct NodeConfig {
  std::string revolt;  // the API version
  NodeFeatures features;
  std::string ws;
  std::string app;
  std::string vapid;
  BuildInformation build;
  static constexpr std::string_view wire_name = "NodeConfig";
  template <typename Self = NodeConfig>
  static constexpr auto wire_fields() {
    return wire::fields(
        wire::field<"revolt">(&Self::revolt, {.doc = "The version of the interface."}),
        wire::field<"features">(&Self::features), wire::field<"ws">(&Self::ws, {.doc = "The gateway, without a query."}),
        wire::field<"app">(&Self::app), wire::field<"vapid">(&Self::vapid), wire::field<"build">(&Self::build));
  }
};

}  // namespace bonfire
