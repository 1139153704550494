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
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"enabled">(&CaptchaFeature::enabled), wire::field<"key">(&CaptchaFeature::key));
  }
};
struct ServiceFeature {
  bool enabled = false;
  std::string url;
  static constexpr std::string_view wire_name = "ServiceFeature";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"enabled">(&ServiceFeature::enabled),
                        wire::field<"url">(&ServiceFeature::url, {.doc = "Without a slash at its end."}));
  }
};
struct VoiceNode {
  std::string name;
  double lat = 0, lon = 0;
  std::string public_url;
  static constexpr std::string_view wire_name = "VoiceNode";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"name">(&VoiceNode::name), wire::field<"lat">(&VoiceNode::lat),
                        wire::field<"lon">(&VoiceNode::lon), wire::field<"public_url">(&VoiceNode::public_url));
  }
};
struct LivekitFeature {
  bool enabled = false;
  std::vector<VoiceNode> nodes;
  static constexpr std::string_view wire_name = "LivekitFeature";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"enabled">(&LivekitFeature::enabled), wire::field<"nodes">(&LivekitFeature::nodes));
  }
};
/// For older clients.
struct VosoFeature {
  bool enabled = false;
  std::string url, ws;
  static constexpr std::string_view wire_name = "VosoFeature";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"enabled">(&VosoFeature::enabled), wire::field<"url">(&VosoFeature::url),
                        wire::field<"ws">(&VosoFeature::ws));
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
  static constexpr auto wire_fields() {
    return wire::fields(
        wire::field<"group_size">(&GlobalLimits::group_size), wire::field<"message_embeds">(&GlobalLimits::message_embeds),
        wire::field<"message_replies">(&GlobalLimits::message_replies),
        wire::field<"message_reactions">(&GlobalLimits::message_reactions),
        wire::field<"server_emoji">(&GlobalLimits::server_emoji), wire::field<"server_roles">(&GlobalLimits::server_roles),
        wire::field<"server_channels">(&GlobalLimits::server_channels),
        wire::field<"body_limit_size">(&GlobalLimits::body_limit_size, {.doc = "Bytes."}),
        wire::field<"restrict_server_creation">(&GlobalLimits::restrict_server_creation, {.doc = "Empty: everyone may."}),
        wire::field<"new_user_hours">(&GlobalLimits::new_user_hours));
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
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"outgoing_friend_requests">(&UserLimits::outgoing_friend_requests),
                        wire::field<"bots">(&UserLimits::bots),
                        wire::field<"message_length">(&UserLimits::message_length, {.doc = "Bytes."}),
                        wire::field<"message_attachments">(&UserLimits::message_attachments),
                        wire::field<"servers">(&UserLimits::servers),
                        wire::field<"voice_quality">(&UserLimits::voice_quality), wire::field<"video">(&UserLimits::video),
                        wire::field<"video_resolution">(&UserLimits::video_resolution),
                        wire::field<"video_aspect_ratio">(&UserLimits::video_aspect_ratio),
                        wire::field<"file_upload_size_limits">(&UserLimits::file_upload_size_limits, {.doc = "Bytes."}));
  }
};
struct NodeLimits {
  GlobalLimits global;
  UserLimits new_user;
  UserLimits default_user;
  static constexpr std::string_view wire_name = "NodeLimits";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"global">(&NodeLimits::global), wire::field<"new_user">(&NodeLimits::new_user),
                        wire::field<"default">(&NodeLimits::default_user));
  }
};
struct LegalLinks {
  std::string terms_of_service, privacy_policy, guidelines;
  static constexpr std::string_view wire_name = "LegalLinks";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"terms_of_service">(&LegalLinks::terms_of_service),
                        wire::field<"privacy_policy">(&LegalLinks::privacy_policy),
                        wire::field<"guidelines">(&LegalLinks::guidelines));
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
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"captcha">(&NodeFeatures::captcha), wire::field<"email">(&NodeFeatures::email),
                        wire::field<"invite_only">(&NodeFeatures::invite_only), wire::field<"autumn">(&NodeFeatures::autumn),
                        wire::field<"january">(&NodeFeatures::january), wire::field<"livekit">(&NodeFeatures::livekit),
                        wire::field<"voso">(&NodeFeatures::voso), wire::field<"limits">(&NodeFeatures::limits),
                        wire::field<"legal_links">(&NodeFeatures::legal_links));
  }
};
struct BuildInformation {
  std::string commit_sha, commit_timestamp, semver, origin_url, timestamp;
  static constexpr std::string_view wire_name = "BuildInformation";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"commit_sha">(&BuildInformation::commit_sha),
                        wire::field<"commit_timestamp">(&BuildInformation::commit_timestamp),
                        wire::field<"semver">(&BuildInformation::semver),
                        wire::field<"origin_url">(&BuildInformation::origin_url),
                        wire::field<"timestamp">(&BuildInformation::timestamp));
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
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"revolt">(&NodeConfig::revolt, {.doc = "The version of the interface."}),
                        wire::field<"features">(&NodeConfig::features),
                        wire::field<"ws">(&NodeConfig::ws, {.doc = "The gateway, without a query."}),
                        wire::field<"app">(&NodeConfig::app), wire::field<"vapid">(&NodeConfig::vapid),
                        wire::field<"build">(&NodeConfig::build));
  }
};

}  // namespace bonfire
