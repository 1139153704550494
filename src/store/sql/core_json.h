// How core values are written as JSON inside the database: event bodies and the columns that hold lists. Stored data depends
// on these names: add members with `optional`, never rename one. Here is what everybody needs, people among it; the rest is
// in community_json.h and message_json.h. Included by the codec sources only (*_events.cpp, *_columns.cpp); protocols
// describe types of their own and never these.
//
// A new member is omit_default where its default is the type's own (false, 0, empty) and optional where it is not: what
// omit_default leaves out is the former, and what is missing keeps the latter.
#pragma once

#include <optional>
#include <string>

#include "core/event.h"
#include "wire/describe.h"

namespace core {

constexpr auto wire_names(StatusKind) {
  using enum StatusKind;
  return wire::names<StatusKind>(
      {{online, "online"}, {idle, "idle"}, {busy, "busy"}, {focus, "focus"}, {invisible, "invisible"}});
}

}  // namespace core

namespace wire {

template <typename Tag>
struct Describe<core::Id<Tag>> {
  using As = std::uint64_t;
  static As to(const core::Id<Tag>& id) { return id.value; }
  static std::optional<core::Id<Tag>> from(As value) { return core::Id<Tag>(value); }
};

template <typename T>
struct Describe<core::Change<T>> {
  using ChangeOf = T;
  static bool is_absent(const core::Change<T>& c) { return c.absent(); }
  static const T* value(const core::Change<T>& c) { return c.is_set() ? &c.value() : nullptr; }
  static core::Change<T> null() { return core::Change<T>::cleared(); }
  static core::Change<T> set(T value) { return core::Change<T>(std::move(value)); }
};

template <>
struct Describe<core::Status> {
  using T = core::Status;
  static constexpr auto fields() { return wire::fields(field<"kind">(&T::kind), field<"text">(&T::text)); }
};
template <>
struct Describe<core::User> {
  using T = core::User;
  static constexpr auto fields() {
    return wire::fields(
        field<"id">(&T::id), field<"username">(&T::username), field<"tag_name">(&T::tag_name, {.omit_default = true}),
        field<"discriminator">(&T::discriminator, {.omit_default = true}), field<"display_name">(&T::display_name),
        field<"status">(&T::status), field<"bio">(&T::bio), field<"avatar">(&T::avatar), field<"banner">(&T::banner),
        field<"social_credit">(&T::social_credit, {.omit_default = true}),
        field<"badges">(&T::badges, {.omit_default = true}),
        field<"instance_permissions">(&T::instance_permissions, {.omit_default = true}), field<"pronouns">(&T::pronouns),
        field<"flags">(&T::flags, {.omit_default = true}), field<"bot">(&T::bot, {.omit_default = true}),
        field<"bot_owner">(&T::bot_owner, {.omit_default = true}), field<"deleted">(&T::deleted, {.omit_default = true}),
        field<"revision">(&T::revision, {.omit_default = true}));
  }
};

template <>
struct Describe<core::Emoji> {
  using T = core::Emoji;
  static constexpr auto fields() {
    return wire::fields(
        field<"id">(&T::id), field<"community">(&T::community), field<"file">(&T::file), field<"name">(&T::name),
        field<"uploader">(&T::uploader), field<"animated">(&T::animated, {.omit_default = true}),
        field<"nsfw">(&T::nsfw, {.omit_default = true}), field<"detached">(&T::detached, {.omit_default = true}));
  }
};

}  // namespace wire
