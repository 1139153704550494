// Bots and webhooks as those see them who manage them (bonfire 5.10). Plain values, any thread.
#pragma once

#include "proto/bonfire/wire_files.h"
#include "proto/bonfire/wire_servers.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace bonfire {

/// As its owner sees it.
struct Bot {
  UserId id;
  UserId owner;
  std::string token;
  bool is_public = false;
  bool analytics = false;
  bool discoverable = false;
  std::string interactions_url;
  std::string terms_of_service_url;
  std::string privacy_policy_url;
  std::uint32_t flags = 0;

  static constexpr std::string_view wire_name = "Bot";
  template <typename Self = Bot>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"_id">(&Self::id, {.doc = "That of its user."}), wire::field<"owner">(&Self::owner),
                        wire::field<"token">(&Self::token), wire::field<"public">(&Self::is_public),
                        wire::field<"analytics">(&Self::analytics, {.omit_default = true}),
                        wire::field<"discoverable">(&Self::discoverable, {.omit_default = true}),
                        wire::field<"interactions_url">(&Self::interactions_url, {.omit_default = true}),
                        wire::field<"terms_of_service_url">(&Self::terms_of_service_url, {.omit_default = true}),
                        wire::field<"privacy_policy_url">(&Self::privacy_policy_url, {.omit_default = true}),
                        wire::field<"flags">(&Self::flags, {.omit_default = true, .doc = "1 verified, 2 official."}));
  }
};

/// As its managers see it; in events without the token, which is null there.
struct Webhook {
  WebhookId id;
  std::string name;
  std::optional<File> avatar;
  UserId creator_id;
  ChannelId channel_id;
  Permissions permissions = 0;
  std::optional<std::string> token;

  static constexpr std::string_view wire_name = "Webhook";
  template <typename Self = Webhook>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"id">(&Self::id), wire::field<"name">(&Self::name), wire::field<"avatar">(&Self::avatar),
                        wire::field<"creator_id">(&Self::creator_id), wire::field<"channel_id">(&Self::channel_id),
                        wire::field<"permissions">(&Self::permissions),
                        wire::field<"token">(&Self::token, {.null_when_empty = true}));
  }
};

}  // namespace bonfire
