// What an instance says of itself: InstanceInfo and the rate limits (pandemonium 3.16, 3.17). The defaults are those of 6.4.
// Plain values, any thread.
#pragma once

#include "wire/describe.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace pandemonium {

/// At most `limit` requests in a window of `reset_after` seconds.
struct RateLimitConf {
  std::uint32_t reset_after = 0;
  std::uint32_t limit = 0;
  friend bool operator==(const RateLimitConf&, const RateLimitConf&) = default;

  static constexpr std::string_view wire_name = "RateLimitConf";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"reset_after">(&RateLimitConf::reset_after, {.doc = "Seconds."}),
                        wire::field<"limit">(&RateLimitConf::limit));
  }
};

struct EffisRateLimitConf {
  std::uint32_t reset_after = 0;
  std::uint32_t limit = 0;
  std::uint64_t file_size_limit = 0;
  friend bool operator==(const EffisRateLimitConf&, const EffisRateLimitConf&) = default;

  static constexpr std::string_view wire_name = "EffisRateLimitConf";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"reset_after">(&EffisRateLimitConf::reset_after, {.doc = "Seconds."}),
                        wire::field<"limit">(&EffisRateLimitConf::limit),
                        wire::field<"file_size_limit">(&EffisRateLimitConf::file_size_limit, {.doc = "Bytes per window."}));
  }
};

/// One per bucket name of 6.4.
struct OprishRateLimits {
  RateLimitConf get_instance_info{5, 10};
  RateLimitConf create_message{5, 10};
  RateLimitConf create_user{60, 3};
  RateLimitConf verify_user{30, 5};
  RateLimitConf get_user{5, 10};
  RateLimitConf guest_get_user{20, 10};
  RateLimitConf edit_user{60, 5};
  RateLimitConf edit_profile{60, 5};
  RateLimitConf delete_user{30, 1};
  RateLimitConf create_password_reset_code{60, 3};
  RateLimitConf reset_password{60, 3};
  RateLimitConf create_session{60, 3};
  RateLimitConf get_sessions{5, 10};
  RateLimitConf delete_session{5, 10};
  RateLimitConf resend_verification{60, 3};
  RateLimitConf create_sphere{20, 3};
  RateLimitConf get_sphere{5, 10};
  RateLimitConf guest_get_sphere{20, 10};
  RateLimitConf edit_category{10, 5};
  RateLimitConf delete_category{10, 5};
  RateLimitConf create_category{10, 5};
  RateLimitConf create_channel{10, 5};
  RateLimitConf edit_channel{10, 5};
  RateLimitConf delete_channel{10, 5};
  RateLimitConf join_sphere{5, 20};
  RateLimitConf get_channel{5, 20};
  RateLimitConf guest_get_channel{20, 10};
  RateLimitConf get_messages{5, 10};
  RateLimitConf get_message{5, 10};
  RateLimitConf get_member{5, 10};
  RateLimitConf guest_get_member{20, 10};
  RateLimitConf edit_member{5, 10};
  RateLimitConf delete_message{5, 10};
  RateLimitConf edit_message{5, 10};
  RateLimitConf leave_sphere{5, 10};
  RateLimitConf get_spheres{5, 10};
  RateLimitConf create_emoji{5, 10};
  RateLimitConf get_emoji{5, 10};
  RateLimitConf guest_get_emoji{20, 10};
  RateLimitConf edit_emoji{5, 10};
  RateLimitConf delete_emoji{5, 10};
  RateLimitConf add_reaction{5, 10};
  RateLimitConf remove_reaction{5, 10};
  RateLimitConf clear_reactions{5, 10};

  static constexpr std::string_view wire_name = "OprishRateLimits";
  static constexpr auto wire_fields() {
    return wire::fields(
        wire::field<"get_instance_info">(&OprishRateLimits::get_instance_info),
        wire::field<"create_message">(&OprishRateLimits::create_message),
        wire::field<"create_user">(&OprishRateLimits::create_user),
        wire::field<"verify_user">(&OprishRateLimits::verify_user), wire::field<"get_user">(&OprishRateLimits::get_user),
        wire::field<"guest_get_user">(&OprishRateLimits::guest_get_user),
        wire::field<"edit_user">(&OprishRateLimits::edit_user), wire::field<"edit_profile">(&OprishRateLimits::edit_profile),
        wire::field<"delete_user">(&OprishRateLimits::delete_user),
        wire::field<"create_password_reset_code">(&OprishRateLimits::create_password_reset_code),
        wire::field<"reset_password">(&OprishRateLimits::reset_password),
        wire::field<"create_session">(&OprishRateLimits::create_session),
        wire::field<"get_sessions">(&OprishRateLimits::get_sessions),
        wire::field<"delete_session">(&OprishRateLimits::delete_session),
        wire::field<"resend_verification">(&OprishRateLimits::resend_verification),
        wire::field<"create_sphere">(&OprishRateLimits::create_sphere),
        wire::field<"get_sphere">(&OprishRateLimits::get_sphere),
        wire::field<"guest_get_sphere">(&OprishRateLimits::guest_get_sphere),
        wire::field<"edit_category">(&OprishRateLimits::edit_category),
        wire::field<"delete_category">(&OprishRateLimits::delete_category),
        wire::field<"create_category">(&OprishRateLimits::create_category),
        wire::field<"create_channel">(&OprishRateLimits::create_channel),
        wire::field<"edit_channel">(&OprishRateLimits::edit_channel),
        wire::field<"delete_channel">(&OprishRateLimits::delete_channel),
        wire::field<"join_sphere">(&OprishRateLimits::join_sphere),
        wire::field<"get_channel">(&OprishRateLimits::get_channel),
        wire::field<"guest_get_channel">(&OprishRateLimits::guest_get_channel),
        wire::field<"get_messages">(&OprishRateLimits::get_messages),
        wire::field<"get_message">(&OprishRateLimits::get_message), wire::field<"get_member">(&OprishRateLimits::get_member),
        wire::field<"guest_get_member">(&OprishRateLimits::guest_get_member),
        wire::field<"edit_member">(&OprishRateLimits::edit_member),
        wire::field<"delete_message">(&OprishRateLimits::delete_message),
        wire::field<"edit_message">(&OprishRateLimits::edit_message),
        wire::field<"leave_sphere">(&OprishRateLimits::leave_sphere),
        wire::field<"get_spheres">(&OprishRateLimits::get_spheres),
        wire::field<"create_emoji">(&OprishRateLimits::create_emoji), wire::field<"get_emoji">(&OprishRateLimits::get_emoji),
        wire::field<"guest_get_emoji">(&OprishRateLimits::guest_get_emoji),
        wire::field<"edit_emoji">(&OprishRateLimits::edit_emoji),
        wire::field<"delete_emoji">(&OprishRateLimits::delete_emoji),
        wire::field<"add_reaction">(&OprishRateLimits::add_reaction),
        wire::field<"remove_reaction">(&OprishRateLimits::remove_reaction),
        wire::field<"clear_reactions">(&OprishRateLimits::clear_reactions));
  }
};

struct EffisRateLimits {
  EffisRateLimitConf assets{30, 5, 30'000'000};
  EffisRateLimitConf attachments{120, 40, 500'000'000};
  RateLimitConf fetch_file{30, 30};
  RateLimitConf proxy_file{30, 30};

  static constexpr std::string_view wire_name = "EffisRateLimits";
  static constexpr auto wire_fields() {
    return wire::fields(
        wire::field<"assets">(&EffisRateLimits::assets), wire::field<"attachments">(&EffisRateLimits::attachments),
        wire::field<"fetch_file">(&EffisRateLimits::fetch_file), wire::field<"proxy_file">(&EffisRateLimits::proxy_file));
  }
};

struct InstanceRateLimits {
  OprishRateLimits oprish;
  RateLimitConf pandemonium{10, 5};
  EffisRateLimits effis;

  static constexpr std::string_view wire_name = "InstanceRateLimits";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"oprish">(&InstanceRateLimits::oprish),
                        wire::field<"pandemonium">(&InstanceRateLimits::pandemonium),
                        wire::field<"effis">(&InstanceRateLimits::effis));
  }
};

struct InstanceInfo {
  std::string instance_name;
  wire::Nullable<std::string> description;
  std::string version;
  std::uint32_t message_limit = 0;
  std::uint32_t bio_limit = 0;
  std::string oprish_url;
  std::string pandemonium_url;
  std::string effis_url;
  std::uint64_t file_size = 0;
  std::uint64_t attachment_file_size = 0;
  std::optional<std::string> email_address;
  std::optional<InstanceRateLimits> rate_limits;

  static constexpr std::string_view wire_name = "InstanceInfo";
  static constexpr auto wire_fields() {
    return wire::fields(
        wire::field<"instance_name">(&InstanceInfo::instance_name), wire::field<"description">(&InstanceInfo::description),
        wire::field<"version">(&InstanceInfo::version), wire::field<"message_limit">(&InstanceInfo::message_limit),
        wire::field<"bio_limit">(&InstanceInfo::bio_limit), wire::field<"oprish_url">(&InstanceInfo::oprish_url),
        wire::field<"pandemonium_url">(&InstanceInfo::pandemonium_url, {.doc = "ws:// or wss://"}),
        wire::field<"effis_url">(&InstanceInfo::effis_url),
        wire::field<"file_size">(&InstanceInfo::file_size, {.doc = "Bytes; images of every bucket but attachments."}),
        wire::field<"attachment_file_size">(&InstanceInfo::attachment_file_size, {.doc = "Bytes."}),
        wire::field<"email_address">(&InstanceInfo::email_address,
                                     {.doc = "The sender of mail; only when there is a mailer."}),
        wire::field<"rate_limits">(&InstanceInfo::rate_limits, {.doc = "Only on GET /?rate_limits."}));
  }
};

}  // namespace pandemonium
