// The bodies of events as JSON, one description per alternative of core::EventBody. Included by event_codec.cpp only; the
// rules of core_json.h hold here too.
#pragma once

#include "store/sql/core_json.h"

namespace wire {

template <>
struct Describe<core::UserUpdated> {
  using T = core::UserUpdated;
  static constexpr auto fields() {
    return wire::fields(field<"user">(&T::user), field<"email">(&T::email), field<"verified">(&T::verified));
  }
};
template <>
struct Describe<core::UserDeleted> {
  static constexpr auto fields() { return wire::fields(); }
};
template <>
struct Describe<core::LoginSessionDeleted> {
  static constexpr auto fields() { return wire::fields(field<"session">(&core::LoginSessionDeleted::session)); }
};

template <>
struct Describe<core::CommunityUpdated> {
  static constexpr auto fields() { return wire::fields(field<"edit">(&core::CommunityUpdated::edit)); }
};
template <>
struct Describe<core::MemberJoined> {
  using T = core::MemberJoined;
  static constexpr auto fields() { return wire::fields(field<"member">(&T::member), field<"user">(&T::user)); }
};
template <>
struct Describe<core::MemberLeft> {
  static constexpr auto fields() { return wire::fields(field<"user">(&core::MemberLeft::user)); }
};
template <>
struct Describe<core::MemberUpdated> {
  using T = core::MemberUpdated;
  static constexpr auto fields() { return wire::fields(field<"user">(&T::user), field<"edit">(&T::edit)); }
};
template <>
struct Describe<core::CategoryCreated> {
  static constexpr auto fields() { return wire::fields(field<"category">(&core::CategoryCreated::category)); }
};
template <>
struct Describe<core::CategoryUpdated> {
  using T = core::CategoryUpdated;
  static constexpr auto fields() { return wire::fields(field<"category">(&T::category), field<"edit">(&T::edit)); }
};
template <>
struct Describe<core::CategoryDeleted> {
  static constexpr auto fields() { return wire::fields(field<"category">(&core::CategoryDeleted::category)); }
};
template <>
struct Describe<core::ChannelCreated> {
  static constexpr auto fields() { return wire::fields(field<"channel">(&core::ChannelCreated::channel)); }
};
template <>
struct Describe<core::ChannelUpdated> {
  using T = core::ChannelUpdated;
  static constexpr auto fields() { return wire::fields(field<"channel">(&T::channel), field<"edit">(&T::edit)); }
};
template <>
struct Describe<core::ChannelDeleted> {
  static constexpr auto fields() { return wire::fields(field<"channel">(&core::ChannelDeleted::channel)); }
};

template <>
struct Describe<core::MessageCreated> {
  static constexpr auto fields() { return wire::fields(field<"view">(&core::MessageCreated::view)); }
};
template <>
struct Describe<core::MessageUpdated> {
  using T = core::MessageUpdated;
  static constexpr auto fields() {
    return wire::fields(field<"channel">(&T::channel), field<"message">(&T::message), field<"edit">(&T::edit));
  }
};
template <>
struct Describe<core::MessageDeleted> {
  using T = core::MessageDeleted;
  static constexpr auto fields() { return wire::fields(field<"channel">(&T::channel), field<"message">(&T::message)); }
};
template <>
struct Describe<core::MessageEmbedsAdded> {
  using T = core::MessageEmbedsAdded;
  static constexpr auto fields() {
    return wire::fields(field<"channel">(&T::channel), field<"message">(&T::message), field<"embeds">(&T::embeds));
  }
};
template <>
struct Describe<core::ReactionAdded> {
  using T = core::ReactionAdded;
  static constexpr auto fields() {
    return wire::fields(field<"channel">(&T::channel), field<"message">(&T::message), field<"user">(&T::user),
                        field<"emoji">(&T::emoji));
  }
};
template <>
struct Describe<core::ReactionRemoved> {
  using T = core::ReactionRemoved;
  static constexpr auto fields() {
    return wire::fields(field<"channel">(&T::channel), field<"message">(&T::message), field<"user">(&T::user),
                        field<"emoji">(&T::emoji));
  }
};
template <>
struct Describe<core::ReactionsCleared> {
  using T = core::ReactionsCleared;
  static constexpr auto fields() { return wire::fields(field<"channel">(&T::channel), field<"message">(&T::message)); }
};
template <>
struct Describe<core::EmojiCreated> {
  static constexpr auto fields() { return wire::fields(field<"emoji">(&core::EmojiCreated::emoji)); }
};
template <>
struct Describe<core::EmojiUpdated> {
  using T = core::EmojiUpdated;
  static constexpr auto fields() { return wire::fields(field<"emoji">(&T::emoji), field<"name">(&T::name)); }
};
template <>
struct Describe<core::EmojiDeleted> {
  static constexpr auto fields() { return wire::fields(field<"emoji">(&core::EmojiDeleted::emoji)); }
};

}  // namespace wire
