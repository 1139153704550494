// Partial objects, which carry only what changed (a flag that became false is there), and the names that clear a member
// (bonfire 5.6, 5.11). Plain values, any thread.
#pragma once

#include "proto/bonfire/wire_objects.h"

namespace bonfire {

// --- names of what can be removed, in `clear` of events and `remove` of requests
// -------------------------------------------
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
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"username">(&PartialUser::username),
                        wire::field<"discriminator">(&PartialUser::discriminator),
                        wire::field<"display_name">(&PartialUser::display_name),
                        wire::field<"pronouns">(&PartialUser::pronouns), wire::field<"avatar">(&PartialUser::avatar),
                        wire::field<"relations">(&PartialUser::relations), wire::field<"badges">(&PartialUser::badges),
                        wire::field<"status">(&PartialUser::status, {.doc = "The whole new status."}),
                        wire::field<"flags">(&PartialUser::flags), wire::field<"online">(&PartialUser::online));
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
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"owner">(&PartialServer::owner), wire::field<"name">(&PartialServer::name),
                        wire::field<"description">(&PartialServer::description),
                        wire::field<"channels">(&PartialServer::channels, {.doc = "All of them."}),
                        wire::field<"categories">(&PartialServer::categories, {.doc = "All of them."}),
                        wire::field<"system_messages">(&PartialServer::system_messages),
                        wire::field<"default_permissions">(&PartialServer::default_permissions),
                        wire::field<"icon">(&PartialServer::icon), wire::field<"banner">(&PartialServer::banner),
                        wire::field<"flags">(&PartialServer::flags), wire::field<"nsfw">(&PartialServer::nsfw),
                        wire::field<"analytics">(&PartialServer::analytics),
                        wire::field<"discoverable">(&PartialServer::discoverable));
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
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"_id">(&PartialRole::id), wire::field<"name">(&PartialRole::name),
                        wire::field<"permissions">(&PartialRole::permissions), wire::field<"colour">(&PartialRole::colour),
                        wire::field<"hoist">(&PartialRole::hoist), wire::field<"rank">(&PartialRole::rank),
                        wire::field<"icon">(&PartialRole::icon));
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
  static constexpr auto wire_fields() {
    return wire::fields(
        wire::field<"nickname">(&PartialMember::nickname), wire::field<"pronouns">(&PartialMember::pronouns),
        wire::field<"avatar">(&PartialMember::avatar), wire::field<"roles">(&PartialMember::roles, {.doc = "All of them."}),
        wire::field<"timeout">(&PartialMember::timeout), wire::field<"can_publish">(&PartialMember::can_publish),
        wire::field<"can_receive">(&PartialMember::can_receive));
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
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"name">(&PartialChannel::name), wire::field<"owner">(&PartialChannel::owner),
                        wire::field<"description">(&PartialChannel::description), wire::field<"icon">(&PartialChannel::icon),
                        wire::field<"nsfw">(&PartialChannel::nsfw), wire::field<"active">(&PartialChannel::active),
                        wire::field<"permissions">(&PartialChannel::permissions),
                        wire::field<"role_permissions">(&PartialChannel::role_permissions, {.doc = "The whole map."}),
                        wire::field<"default_permissions">(&PartialChannel::default_permissions),
                        wire::field<"last_message_id">(&PartialChannel::last_message_id),
                        wire::field<"voice">(&PartialChannel::voice), wire::field<"slowmode">(&PartialChannel::slowmode));
  }
};

struct PartialEmoji {
  std::optional<std::string> name;

  static constexpr std::string_view wire_name = "PartialEmoji";
  static constexpr auto wire_fields() { return wire::fields(wire::field<"name">(&PartialEmoji::name)); }
};

struct PartialWebhook {
  std::optional<std::string> name;
  std::optional<File> avatar;
  std::optional<Permissions> permissions;

  static constexpr std::string_view wire_name = "PartialWebhook";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"name">(&PartialWebhook::name), wire::field<"avatar">(&PartialWebhook::avatar),
                        wire::field<"permissions">(&PartialWebhook::permissions));
  }
};

}  // namespace bonfire
