// Requests, edits and answers of the REST side (pandemonium 3.12, 3.15, 3.18, 6.1). Plain values, any thread.
// Limits stand in the schemas but are judged by the routes, which the reference gives an order and names (5.4 to 5.10).
#pragma once

#include "proto/pandemonium/wire_message.h"

namespace pandemonium {

// --- 3.15 sessions
// ----------------------------------------------------------------------------------------------------------
struct Session {
  Id id = 0;
  Id user_id = 0;
  std::string platform;
  std::string client;
  std::string ip;

  static constexpr std::string_view wire_name = "Session";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"id">(&Session::id), wire::field<"user_id">(&Session::user_id),
                        wire::field<"platform">(&Session::platform), wire::field<"client">(&Session::client),
                        wire::field<"ip">(&Session::ip, {.doc = "A valid IPv4 or IPv6 address."}));
  }
};
struct SessionCreate {
  std::string identifier;
  std::string password;
  std::string platform;
  std::string client;

  static constexpr std::string_view wire_name = "SessionCreate";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"identifier">(&SessionCreate::identifier, {.doc = "Username or e-mail address."}),
                        wire::field<"password">(&SessionCreate::password),
                        wire::field<"platform">(&SessionCreate::platform, {.max = limits::kPlatformMax, .unchecked = true}),
                        wire::field<"client">(&SessionCreate::client, {.max = limits::kPlatformMax, .unchecked = true}));
  }
};
struct SessionCreated {
  std::string token;
  Session session;

  static constexpr std::string_view wire_name = "SessionCreated";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"token">(&SessionCreated::token), wire::field<"session">(&SessionCreated::session));
  }
};

// --- 3.15 accounts
// ----------------------------------------------------------------------------------------------------------
struct UserCreate {
  std::string username;
  std::string email;
  std::string password;

  static constexpr std::string_view wire_name = "UserCreate";
  static constexpr auto wire_fields() {
    return wire::fields(
        wire::field<"username">(&UserCreate::username,
                                {.min = limits::kUsernameMin, .max = limits::kUsernameMax, .unchecked = true}),
        wire::field<"email">(&UserCreate::email, {.max = limits::kEmailMax, .unchecked = true, .doc = "Lower case."}),
        wire::field<"password">(&UserCreate::password, {.min = limits::kPasswordMin, .unchecked = true}));
  }
};
struct UserEdit {
  std::string password;
  std::optional<std::string> username;
  std::optional<std::string> email;
  std::optional<std::string> new_password;

  static constexpr std::string_view wire_name = "UserEdit";
  static constexpr auto wire_fields() {
    return wire::fields(
        wire::field<"password">(&UserEdit::password, {.doc = "The current one."}),
        wire::field<"username">(&UserEdit::username,
                                {.min = limits::kUsernameMin, .max = limits::kUsernameMax, .unchecked = true}),
        wire::field<"email">(&UserEdit::email, {.max = limits::kEmailMax, .unchecked = true}),
        wire::field<"new_password">(&UserEdit::new_password, {.min = limits::kPasswordMin, .unchecked = true}));
  }
};
struct UserProfileEdit {
  wire::Change<std::string> display_name;
  wire::Change<std::string> status;
  std::optional<StatusType> status_type;
  wire::Change<std::string> bio;
  wire::Change<Id> avatar;
  wire::Change<Id> banner;

  static constexpr std::string_view wire_name = "UserProfileEdit";
  static constexpr auto wire_fields() {
    return wire::fields(
        wire::field<"display_name">(&UserProfileEdit::display_name,
                                    {.min = limits::kDisplayNameMin, .max = limits::kDisplayNameMax, .unchecked = true}),
        wire::field<"status">(
            &UserProfileEdit::status,
            {.min = limits::kStatusTextMin, .max = limits::kStatusTextMax, .unchecked = true, .doc = "The text."}),
        wire::field<"status_type">(&UserProfileEdit::status_type, {.doc = "null counts as absent."}),
        wire::field<"bio">(&UserProfileEdit::bio,
                           {.min = 1, .max = limits::kBioMax, .unchecked = true, .doc = "At most bio_limit."}),
        wire::field<"avatar">(&UserProfileEdit::avatar, {.doc = "A file in the bucket avatars."}),
        wire::field<"banner">(&UserProfileEdit::banner, {.doc = "A file in the bucket banners."}));
  }
};
struct PasswordResetCodeCreate {
  std::string email;

  static constexpr std::string_view wire_name = "PasswordResetCodeCreate";
  static constexpr auto wire_fields() { return wire::fields(wire::field<"email">(&PasswordResetCodeCreate::email)); }
};
struct PasswordReset {
  std::int64_t code = 0;
  std::string email;
  std::string password;

  static constexpr std::string_view wire_name = "PasswordReset";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"code">(&PasswordReset::code), wire::field<"email">(&PasswordReset::email),
                        wire::field<"password">(&PasswordReset::password, {.min = limits::kPasswordMin, .unchecked = true}));
  }
};
struct PasswordDeleteCredentials {
  std::string password;

  static constexpr std::string_view wire_name = "PasswordDeleteCredentials";
  static constexpr auto wire_fields() { return wire::fields(wire::field<"password">(&PasswordDeleteCredentials::password)); }
};

// --- 3.15 spheres
// -----------------------------------------------------------------------------------------------------------
struct SphereCreate {
  std::string slug;
  SphereType type = SphereType::chat;
  std::optional<std::string> name;
  std::optional<std::string> description;
  std::optional<Id> icon;
  std::optional<Id> banner;

  static constexpr std::string_view wire_name = "SphereCreate";
  static constexpr auto wire_fields() {
    return wire::fields(
        wire::field<"slug">(&SphereCreate::slug, {.min = limits::kSlugMin, .max = limits::kSlugMax, .unchecked = true}),
        wire::field<"type">(&SphereCreate::type),
        wire::field<"name">(&SphereCreate::name, {.min = limits::kNameMin, .max = limits::kNameMax, .unchecked = true}),
        wire::field<"description">(&SphereCreate::description,
                                   {.min = limits::kDescriptionMin, .max = limits::kDescriptionMax, .unchecked = true}),
        wire::field<"icon">(&SphereCreate::icon), wire::field<"banner">(&SphereCreate::banner));
  }
};
struct CategoryCreate {
  std::string name;

  static constexpr std::string_view wire_name = "CategoryCreate";
  static constexpr auto wire_fields() {
    return wire::fields(
        wire::field<"name">(&CategoryCreate::name, {.min = limits::kNameMin, .max = limits::kNameMax, .unchecked = true}));
  }
};
enum class SphereChannelType : std::uint8_t { text, voice };
constexpr auto wire_names(SphereChannelType) {
  return wire::names<SphereChannelType>({{SphereChannelType::text, "TEXT"}, {SphereChannelType::voice, "VOICE"}});
}
struct SphereChannelCreate {
  std::string name;
  SphereChannelType type = SphereChannelType::text;
  std::optional<std::string> topic;
  std::optional<Id> category_id;

  static constexpr std::string_view wire_name = "SphereChannelCreate";
  static constexpr auto wire_fields() {
    return wire::fields(
        wire::field<"name">(&SphereChannelCreate::name,
                            {.min = limits::kNameMin, .max = limits::kNameMax, .unchecked = true}),
        wire::field<"type">(&SphereChannelCreate::type),
        wire::field<"topic">(&SphereChannelCreate::topic,
                             {.min = limits::kDescriptionMin, .max = limits::kDescriptionMax, .unchecked = true}),
        wire::field<"category_id">(&SphereChannelCreate::category_id, {.doc = "Default: the default category."}));
  }
};
struct EmojiCreate {
  Id file_id = 0;
  std::string name;

  static constexpr std::string_view wire_name = "EmojiCreate";
  static constexpr auto wire_fields() {
    return wire::fields(
        wire::field<"file_id">(&EmojiCreate::file_id, {.doc = "A file in the bucket emojis."}),
        wire::field<"name">(&EmojiCreate::name,
                            {.min = limits::kEmojiNameMin, .max = limits::kEmojiNameMax, .unchecked = true}));
  }
};

// --- 3.18 edits: requests, and the `data` of events
// ---------------------------------------------------------------------------
/// In events both keys are there; null is "unchanged".
struct CategoryEdit {
  std::optional<std::string> name;
  std::optional<std::uint32_t> position;

  static constexpr std::string_view wire_name = "CategoryEdit";
  static constexpr auto wire_fields() {
    return wire::fields(
        wire::field<"name">(&CategoryEdit::name, {.min = limits::kNameMin,
                                                  .max = limits::kNameMax,
                                                  .null_when_empty = true,
                                                  .unchecked = true,
                                                  .doc = "null is unchanged."}),
        wire::field<"position">(&CategoryEdit::position, {.null_when_empty = true, .doc = "null is unchanged."}));
  }
};
struct SphereChannelEdit {
  std::optional<std::string> name;
  wire::Change<std::string> topic;
  std::optional<std::uint32_t> position;
  std::optional<Id> category_id;

  friend bool operator==(const SphereChannelEdit&, const SphereChannelEdit&) = default;

  static constexpr std::string_view wire_name = "SphereChannelEdit";
  static constexpr auto wire_fields() {
    return wire::fields(
        wire::field<"name">(&SphereChannelEdit::name, {.min = limits::kNameMin, .max = limits::kNameMax, .unchecked = true}),
        wire::field<"topic">(&SphereChannelEdit::topic,
                             {.max = limits::kDescriptionMax, .unchecked = true, .doc = "null or an empty text clears."}),
        wire::field<"position">(&SphereChannelEdit::position),
        wire::field<"category_id">(&SphereChannelEdit::category_id, {.doc = "In requests only together with position."}));
  }
};
/// In events `type` is there always; null is "unchanged".
struct SphereEdit {
  wire::Change<std::string> name;
  std::optional<SphereType> type;
  wire::Change<std::string> description;
  wire::Change<Id> icon;
  wire::Change<Id> banner;

  friend bool operator==(const SphereEdit&, const SphereEdit&) = default;

  static constexpr std::string_view wire_name = "SphereEdit";
  static constexpr auto wire_fields() {
    return wire::fields(
        wire::field<"name">(&SphereEdit::name, {.min = limits::kNameMin, .max = limits::kNameMax, .unchecked = true}),
        wire::field<"type">(&SphereEdit::type,
                            {.null_when_empty = true, .doc = "null is unchanged; only HYBRID can be set."}),
        wire::field<"description">(&SphereEdit::description,
                                   {.min = limits::kDescriptionMin, .max = limits::kDescriptionMax, .unchecked = true}),
        wire::field<"icon">(&SphereEdit::icon), wire::field<"banner">(&SphereEdit::banner));
  }
};
struct MemberEdit {
  wire::Change<std::string> nickname;
  wire::Change<Id> sphere_avatar;
  wire::Change<Id> sphere_banner;
  wire::Change<std::string> sphere_bio;
  wire::Change<std::string> sphere_status;

  friend bool operator==(const MemberEdit&, const MemberEdit&) = default;

  static constexpr std::string_view wire_name = "MemberEdit";
  static constexpr auto wire_fields() {
    return wire::fields(
        wire::field<"nickname">(&MemberEdit::nickname,
                                {.min = limits::kNameMin, .max = limits::kNameMax, .unchecked = true}),
        wire::field<"sphere_avatar">(&MemberEdit::sphere_avatar), wire::field<"sphere_banner">(&MemberEdit::sphere_banner),
        wire::field<"sphere_bio">(&MemberEdit::sphere_bio,
                                  {.min = limits::kDescriptionMin, .max = limits::kDescriptionMax, .unchecked = true}),
        wire::field<"sphere_status">(&MemberEdit::sphere_status,
                                     {.min = limits::kMemberStatusMin, .max = limits::kMemberStatusMax, .unchecked = true}));
  }
};
struct EmojiEdit {
  std::string name;

  static constexpr std::string_view wire_name = "EmojiEdit";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"name">(
        &EmojiEdit::name, {.min = limits::kEmojiNameMin, .max = limits::kEmojiNameMax, .unchecked = true}));
  }
};

}  // namespace pandemonium
