// Communities and what they are made of as JSON. The rules of core_json.h hold here too.
#pragma once

#include "core/community.h"
#include "store/sql/core_json.h"

namespace core {

constexpr auto wire_names(CommunityKind) {
  using enum CommunityKind;
  return wire::names<CommunityKind>(
      {{chat, "chat"}, {forum, "forum"}, {hybrid, "hybrid"}, {direct, "direct"}, {group, "group"}, {saved, "saved"}});
}
constexpr auto wire_names(ChannelKind) {
  using enum ChannelKind;
  return wire::names<ChannelKind>({{text, "text"},
                                   {voice, "voice"},
                                   {planet, "planet"},
                                   {home, "home"},
                                   {direct, "direct"},
                                   {group, "group"},
                                   {saved, "saved"}});
}

}  // namespace core

namespace wire {

template <>
struct Describe<core::PermissionOverride> {
  using T = core::PermissionOverride;
  static constexpr auto fields() { return wire::fields(field<"allow">(&T::allow), field<"deny">(&T::deny)); }
};
template <>
struct Describe<core::RoleOverride> {
  using T = core::RoleOverride;
  static constexpr auto fields() { return wire::fields(field<"role">(&T::role), field<"value">(&T::value)); }
};
template <>
struct Describe<core::SystemChannels> {
  using T = core::SystemChannels;
  static constexpr auto fields() {
    return wire::fields(field<"joined">(&T::joined), field<"left">(&T::left), field<"kicked">(&T::kicked),
                        field<"banned">(&T::banned));
  }
};
template <>
struct Describe<core::CommunityEdit> {
  using T = core::CommunityEdit;
  static constexpr auto fields() {
    return wire::fields(field<"name">(&T::name), field<"kind">(&T::kind), field<"description">(&T::description),
                        field<"icon">(&T::icon), field<"banner">(&T::banner), field<"owner">(&T::owner),
                        field<"default_permissions">(&T::default_permissions), field<"system_channels">(&T::system_channels),
                        field<"nsfw">(&T::nsfw), field<"analytics">(&T::analytics), field<"discoverable">(&T::discoverable),
                        field<"flags">(&T::flags));
  }
};
template <>
struct Describe<core::Category> {
  using T = core::Category;
  static constexpr auto fields() {
    return wire::fields(field<"id">(&T::id), field<"community">(&T::community), field<"name">(&T::name),
                        field<"position">(&T::position), field<"alias">(&T::alias, {.omit_default = true}));
  }
};
template <>
struct Describe<core::CategoryEdit> {
  using T = core::CategoryEdit;
  static constexpr auto fields() { return wire::fields(field<"name">(&T::name), field<"position">(&T::position)); }
};
template <>
struct Describe<core::Channel> {
  using T = core::Channel;
  static constexpr auto fields() {
    return wire::fields(field<"id">(&T::id), field<"kind">(&T::kind), field<"community">(&T::community),
                        field<"category">(&T::category), field<"name">(&T::name), field<"topic">(&T::topic),
                        field<"position">(&T::position), field<"default_override">(&T::default_override),
                        field<"role_overrides">(&T::role_overrides, {.omit_default = true}), field<"icon">(&T::icon),
                        field<"nsfw">(&T::nsfw, {.omit_default = true}),
                        field<"slowmode_s">(&T::slowmode_s, {.omit_default = true}),
                        field<"voice_users_max">(&T::voice_users_max, {.omit_default = true}),
                        field<"group_permissions">(&T::group_permissions), field<"active">(&T::active, {.optional = true}),
                        field<"last_message">(&T::last_message, {.omit_default = true}));
  }
};
template <>
struct Describe<core::ChannelEdit> {
  using T = core::ChannelEdit;
  static constexpr auto fields() {
    return wire::fields(field<"name">(&T::name), field<"topic">(&T::topic), field<"position">(&T::position),
                        field<"category">(&T::category), field<"default_override">(&T::default_override),
                        field<"role_overrides">(&T::role_overrides), field<"icon">(&T::icon), field<"nsfw">(&T::nsfw),
                        field<"slowmode_s">(&T::slowmode_s), field<"kind">(&T::kind),
                        field<"voice_users_max">(&T::voice_users_max), field<"group_permissions">(&T::group_permissions),
                        field<"active">(&T::active));
  }
};
template <>
struct Describe<core::Role> {
  using T = core::Role;
  static constexpr auto fields() {
    return wire::fields(field<"id">(&T::id), field<"community">(&T::community), field<"name">(&T::name),
                        field<"rank">(&T::rank), field<"permissions">(&T::permissions), field<"colour">(&T::colour),
                        field<"hoist">(&T::hoist, {.omit_default = true}), field<"icon">(&T::icon));
  }
};
template <>
struct Describe<core::RoleEdit> {
  using T = core::RoleEdit;
  static constexpr auto fields() {
    return wire::fields(field<"name">(&T::name), field<"permissions">(&T::permissions), field<"colour">(&T::colour),
                        field<"hoist">(&T::hoist), field<"icon">(&T::icon));
  }
};
template <>
struct Describe<core::Member> {
  using T = core::Member;
  static constexpr auto fields() {
    return wire::fields(field<"community">(&T::community), field<"user">(&T::user), field<"nickname">(&T::nickname),
                        field<"avatar">(&T::avatar), field<"banner">(&T::banner), field<"bio">(&T::bio),
                        field<"status_text">(&T::status_text), field<"roles">(&T::roles, {.omit_default = true}),
                        field<"timeout_until_ms">(&T::timeout_until_ms), field<"joined_ms">(&T::joined_ms),
                        field<"pronouns">(&T::pronouns), field<"may_speak">(&T::may_speak, {.optional = true}),
                        field<"may_listen">(&T::may_listen, {.optional = true}));
  }
};
template <>
struct Describe<core::MemberEdit> {
  using T = core::MemberEdit;
  static constexpr auto fields() {
    return wire::fields(field<"nickname">(&T::nickname), field<"avatar">(&T::avatar), field<"banner">(&T::banner),
                        field<"bio">(&T::bio), field<"status_text">(&T::status_text), field<"roles">(&T::roles),
                        field<"timeout_until_ms">(&T::timeout_until_ms), field<"pronouns">(&T::pronouns),
                        field<"may_speak">(&T::may_speak), field<"may_listen">(&T::may_listen));
  }
};
template <>
struct Describe<core::Webhook> {
  using T = core::Webhook;
  static constexpr auto fields() {
    return wire::fields(field<"id">(&T::id), field<"community">(&T::community), field<"channel">(&T::channel),
                        field<"creator">(&T::creator), field<"name">(&T::name), field<"avatar">(&T::avatar),
                        field<"permissions">(&T::permissions));
  }
};
template <>
struct Describe<core::WebhookEdit> {
  using T = core::WebhookEdit;
  static constexpr auto fields() {
    return wire::fields(field<"name">(&T::name), field<"avatar">(&T::avatar), field<"permissions">(&T::permissions));
  }
};

}  // namespace wire
