// Channels, servers that carry theirs, and who is in a call (bonfire 5.6, 5.10). Plain values, any thread.
#pragma once

#include "proto/bonfire/limits.h"
#include "proto/bonfire/wire_servers.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace bonfire {

struct VoiceInformation {
  std::optional<std::uint32_t> max_users;

  static constexpr std::string_view wire_name = "VoiceInformation";
  template <typename Self = VoiceInformation>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"max_users">(&Self::max_users, {.min = limits::kVoiceUsersMin}));
  }
};

struct SavedMessagesChannel {
  ChannelId id;
  UserId user;

  static constexpr std::string_view wire_name = "SavedMessagesChannel";
  static constexpr std::string_view wire_tag = "SavedMessages";
  static constexpr std::string_view wire_tag_key = "channel_type";
  template <typename Self = SavedMessagesChannel>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"_id">(&Self::id), wire::field<"user">(&Self::user));
  }
};
struct DirectMessageChannel {
  ChannelId id;
  bool active = false;
  std::vector<UserId> recipients;
  std::optional<MessageId> last_message_id;

  static constexpr std::string_view wire_name = "DirectMessageChannel";
  static constexpr std::string_view wire_tag = "DirectMessage";
  static constexpr std::string_view wire_tag_key = "channel_type";
  template <typename Self = DirectMessageChannel>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"_id">(&Self::id),
                        wire::field<"active">(&Self::active, {.doc = "Shown in the list of direct messages."}),
                        wire::field<"recipients">(&Self::recipients, {.doc = "Exactly two."}),
                        wire::field<"last_message_id">(&Self::last_message_id));
  }
};
struct GroupChannel {
  ChannelId id;
  std::string name;
  UserId owner;
  std::optional<std::string> description;
  std::vector<UserId> recipients;
  std::optional<File> icon;
  std::optional<MessageId> last_message_id;
  std::optional<Permissions> permissions;
  bool nsfw = false;

  static constexpr std::string_view wire_name = "GroupChannel";
  static constexpr std::string_view wire_tag = "Group";
  static constexpr std::string_view wire_tag_key = "channel_type";
  template <typename Self = GroupChannel>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"_id">(&Self::id), wire::field<"name">(&Self::name), wire::field<"owner">(&Self::owner),
                        wire::field<"description">(&Self::description),
                        wire::field<"recipients">(&Self::recipients, {.doc = "The owner included."}),
                        wire::field<"icon">(&Self::icon), wire::field<"last_message_id">(&Self::last_message_id),
                        wire::field<"permissions">(&Self::permissions, {.doc = "What others than the owner may do."}),
                        wire::field<"nsfw">(&Self::nsfw, {.omit_default = true}));
  }
};
struct TextChannel {
  ChannelId id;
  ServerId server;
  std::string name;
  std::optional<std::string> description;
  std::optional<File> icon;
  std::optional<MessageId> last_message_id;
  std::optional<Override> default_permissions;
  RoleMap<Override> role_permissions;
  bool nsfw = false;
  std::optional<VoiceInformation> voice;
  std::optional<std::uint32_t> slowmode;

  static constexpr std::string_view wire_name = "TextChannel";
  static constexpr std::string_view wire_tag = "TextChannel";
  static constexpr std::string_view wire_tag_key = "channel_type";
  template <typename Self = TextChannel>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"_id">(&Self::id), wire::field<"server">(&Self::server),
                        wire::field<"name">(&Self::name), wire::field<"description">(&Self::description),
                        wire::field<"icon">(&Self::icon), wire::field<"last_message_id">(&Self::last_message_id),
                        wire::field<"default_permissions">(&Self::default_permissions, {.doc = "For everyone."}),
                        wire::field<"role_permissions">(&Self::role_permissions, {.omit_default = true}),
                        wire::field<"nsfw">(&Self::nsfw, {.omit_default = true}),
                        wire::field<"voice">(&Self::voice, {.doc = "There: it is a voice channel too."}),
                        wire::field<"slowmode">(&Self::slowmode, {.doc = "Seconds."}));
  }
};
using Channel = std::variant<SavedMessagesChannel, DirectMessageChannel, GroupChannel, TextChannel>;
using ServerWithChannels = BasicServer<Channel>;

/// Nobody is ever in a call here (no voice is offered); the lists of them are empty and still have a type.
struct UserVoiceState {
  UserId id;
  wire::Timestamp joined_at;
  bool is_receiving = false;
  bool is_publishing = false;
  bool screensharing = false;
  bool camera = false;

  static constexpr std::string_view wire_name = "UserVoiceState";
  template <typename Self = UserVoiceState>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"id">(&Self::id), wire::field<"joined_at">(&Self::joined_at),
                        wire::field<"is_receiving">(&Self::is_receiving), wire::field<"is_publishing">(&Self::is_publishing),
                        wire::field<"screensharing">(&Self::screensharing), wire::field<"camera">(&Self::camera));
  }
};
struct ChannelVoiceState {
  ChannelId id;
  std::vector<UserVoiceState> participants;

  static constexpr std::string_view wire_name = "ChannelVoiceState";
  template <typename Self = ChannelVoiceState>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"id">(&Self::id), wire::field<"participants">(&Self::participants));
  }
};

}  // namespace bonfire

template <>
struct wire::Describe<bonfire::Channel> {
  static constexpr std::string_view name = "Channel";
};
