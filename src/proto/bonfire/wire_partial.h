// Partial objects, which carry only what changed (a flag that became false is there), and the names that clear a member
// (bonfire 5.6, 5.11). Plain values, any thread.
#pragma once

#include "proto/bonfire/wire_bots.h"
#include "proto/bonfire/wire_channels.h"
#include "proto/bonfire/wire_servers.h"
#include "proto/bonfire/wire_users.h"

namespace bonfire {

// --- names of what can be removed, in `clear` of events and `remove` of requests
enum class FieldsUser : std::uint8_t {
  avatar,
  status_text,
  status_presence,
  profile_content,
  profile_background,
  display_name,
  pronouns,
  internal,
};
constexpr auto wire_names(FieldsUser) {
  return wire::names<FieldsUser>({{FieldsUser::avatar, "Avatar"},
                                  {FieldsUser::status_text, "StatusText"},
                                  {FieldsUser::status_presence, "StatusPresence"},
                                  {FieldsUser::profile_content, "ProfileContent"},
                                  {FieldsUser::profile_background, "ProfileBackground"},
                                  {FieldsUser::display_name, "DisplayName"},
                                  {FieldsUser::pronouns, "Pronouns"},
                                  {FieldsUser::internal, "Internal"}});
}

enum class FieldsServer : std::uint8_t { description, categories, system_messages, icon, banner };
constexpr auto wire_names(FieldsServer) {
  return wire::names<FieldsServer>({{FieldsServer::description, "Description"},
                                    {FieldsServer::categories, "Categories"},
                                    {FieldsServer::system_messages, "SystemMessages"},
                                    {FieldsServer::icon, "Icon"},
                                    {FieldsServer::banner, "Banner"}});
}

enum class FieldsMember : std::uint8_t {
  nickname,
  pronouns,
  avatar,
  roles,
  timeout,
  can_receive,
  can_publish,
  joined_at,
  voice_channel,
};
constexpr auto wire_names(FieldsMember) {
  return wire::names<FieldsMember>({{FieldsMember::nickname, "Nickname"},
                                    {FieldsMember::pronouns, "Pronouns"},
                                    {FieldsMember::avatar, "Avatar"},
                                    {FieldsMember::roles, "Roles"},
                                    {FieldsMember::timeout, "Timeout"},
                                    {FieldsMember::can_receive, "CanReceive"},
                                    {FieldsMember::can_publish, "CanPublish"},
                                    {FieldsMember::joined_at, "JoinedAt"},
                                    {FieldsMember::voice_channel, "VoiceChannel"}});
}

enum class FieldsRole : std::uint8_t { colour, icon };
constexpr auto wire_names(FieldsRole) {
  return wire::names<FieldsRole>({{FieldsRole::colour, "Colour"}, {FieldsRole::icon, "Icon"}});
}

enum class FieldsChannel : std::uint8_t { description, icon, default_permissions, voice, slowmode };
constexpr auto wire_names(FieldsChannel) {
  return wire::names<FieldsChannel>({{FieldsChannel::description, "Description"},
                                     {FieldsChannel::icon, "Icon"},
                                     {FieldsChannel::default_permissions, "DefaultPermissions"},
                                     {FieldsChannel::voice, "Voice"},
                                     {FieldsChannel::slowmode, "Slowmode"}});
}

enum class FieldsMessage : std::uint8_t { pinned };
constexpr auto wire_names(FieldsMessage) { return wire::names<FieldsMessage>({{FieldsMessage::pinned, "Pinned"}}); }

enum class FieldsWebhook : std::uint8_t { avatar };
constexpr auto wire_names(FieldsWebhook) { return wire::names<FieldsWebhook>({{FieldsWebhook::avatar, "Avatar"}}); }

enum class FieldsBot : std::uint8_t { token, interactions_url };
constexpr auto wire_names(FieldsBot) {
  return wire::names<FieldsBot>({{FieldsBot::token, "Token"}, {FieldsBot::interactions_url, "InteractionsURL"}});
}

// --- partial objects ------------------------------------------------------------------------------------------------------
struct PartialUser {
  std::optional<std::string> username;
  std::optional<std::string> discriminator;
  std::optional<std::string> display_name;
  std::optional<std::string> pronouns;
  std::optional<File> avatar;
  std::optional<std::vector<Relationship>> relations;
  std::optional<std::uint32_t> badges;
  std::optional<UserStatus> status;
  std::optional<std::uint32_t> flags;
  std::optional<bool> online;

  static constexpr std::string_view wire_name = "PartialUser";
  template <typename Self = PartialUser>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"username">(&Self::username), wire::field<"discriminator">(&Self::discriminator),
                        wire::field<"display_name">(&Self::display_name), wire::field<"pronouns">(&Self::pronouns),
                        wire::field<"avatar">(&Self::avatar), wire::field<"relations">(&Self::relations),
                        wire::field<"badges">(&Self::badges),
                        wire::field<"status">(&Self::status, {.doc = "The whole new status."}),
                        wire::field<"flags">(&Self::flags), wire::field<"online">(&Self::online));
  }
};

struct PartialServer {
  std::optional<UserId> owner;
  std::optional<std::string> name;
  std::optional<std::string> description;
  std::optional<std::vector<ChannelId>> channels;
  std::optional<std::vector<Category>> categories;
  std::optional<SystemMessageChannels> system_messages;
  std::optional<Permissions> default_permissions;
  std::optional<File> icon;
  std::optional<File> banner;
  std::optional<std::uint32_t> flags;
  std::optional<bool> nsfw;
  std::optional<bool> analytics;
  std::optional<bool> discoverable;

  static constexpr std::string_view wire_name = "PartialServer";
  template <typename Self = PartialServer>
  static constexpr auto wire_fields() {
    return wire::fields(
        wire::field<"owner">(&Self::owner), wire::field<"name">(&Self::name), wire::field<"description">(&Self::description),
        wire::field<"channels">(&Self::channels, {.doc = "All of them."}),
        wire::field<"categories">(&Self::categories, {.doc = "All of them."}),
        wire::field<"system_messages">(&Self::system_messages),
        wire::field<"default_permissions">(&Self::default_permissions), wire::field<"icon">(&Self::icon),
        wire::field<"banner">(&Self::banner), wire::field<"flags">(&Self::flags), wire::field<"nsfw">(&Self::nsfw),
        wire::field<"analytics">(&Self::analytics), wire::field<"discoverable">(&Self::discoverable));
  }
};

struct PartialRole {
  std::optional<RoleId> id;  // for new roles
  std::optional<std::string> name;
  std::optional<Override> permissions;
  std::optional<std::string> colour;
  std::optional<bool> hoist;
  std::optional<std::int64_t> rank;
  std::optional<File> icon;

  static constexpr std::string_view wire_name = "PartialRole";
  template <typename Self = PartialRole>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"_id">(&Self::id), wire::field<"name">(&Self::name),
                        wire::field<"permissions">(&Self::permissions), wire::field<"colour">(&Self::colour),
                        wire::field<"hoist">(&Self::hoist), wire::field<"rank">(&Self::rank),
                        wire::field<"icon">(&Self::icon));
  }
};

struct PartialMember {
  std::optional<std::string> nickname;
  std::optional<std::string> pronouns;
  std::optional<File> avatar;
  std::optional<std::vector<RoleId>> roles;
  std::optional<wire::Timestamp> timeout;
  std::optional<bool> can_publish;
  std::optional<bool> can_receive;

  static constexpr std::string_view wire_name = "PartialMember";
  template <typename Self = PartialMember>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"nickname">(&Self::nickname), wire::field<"pronouns">(&Self::pronouns),
                        wire::field<"avatar">(&Self::avatar), wire::field<"roles">(&Self::roles, {.doc = "All of them."}),
                        wire::field<"timeout">(&Self::timeout), wire::field<"can_publish">(&Self::can_publish),
                        wire::field<"can_receive">(&Self::can_receive));
  }
};

struct PartialChannel {
  std::optional<std::string> name;
  std::optional<UserId> owner;
  std::optional<std::string> description;
  std::optional<File> icon;
  std::optional<bool> nsfw;
  std::optional<bool> active;
  std::optional<Permissions> permissions;
  std::optional<RoleMap<Override>> role_permissions;
  std::optional<Override> default_permissions;
  std::optional<MessageId> last_message_id;
  std::optional<VoiceInformation> voice;
  std::optional<std::uint32_t> slowmode;

  static constexpr std::string_view wire_name = "PartialChannel";
  template <typename Self = PartialChannel>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"name">(&Self::name), wire::field<"owner">(&Self::owner),
                        wire::field<"description">(&Self::description), wire::field<"icon">(&Self::icon),
                        wire::field<"nsfw">(&Self::nsfw), wire::field<"active">(&Self::active),
                        wire::field<"permissions">(&Self::permissions),
                        wire::field<"role_permissions">(&Self::role_permissions, {.doc = "The whole map."}),
                        wire::field<"default_permissions">(&Self::default_permissions),
                        wire::field<"last_message_id">(&Self::last_message_id), wire::field<"voice">(&Self::voice),
                        wire::field<"slowmode">(&Self::slowmode));
  }
};

struct PartialEmoji {
  std::optional<std::string> name;

  static constexpr std::string_view wire_name = "PartialEmoji";
  template <typename Self = PartialEmoji>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"name">(&Self::name));
  }
};

struct PartialWebhook {
  std::optional<std::string> name;
  std::optional<File> avatar;
  std::optional<Permissions> permissions;

  static constexpr std::string_view wire_name = "PartialWebhook";
  template <typename Self = PartialWebhook>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"name">(&Self::name), wire::field<"avatar">(&Self::avatar),
                        wire::field<"permissions">(&Self::permissions));
  }
};

}  // namespace bonfire
