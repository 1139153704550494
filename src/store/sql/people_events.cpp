// The events of user streams as JSON. See event_bodies.h; the rules of core_json.h hold here too.
#include "store/sql/core_json.h"
#include "store/sql/event_body_impl.h"

namespace core {

constexpr auto wire_names(Relation) {
  using enum Relation;
  return wire::names<Relation>({{none, "none"},
                                {self, "self"},
                                {friends, "friends"},
                                {outgoing, "outgoing"},
                                {incoming, "incoming"},
                                {blocked, "blocked"},
                                {blocked_by, "blocked_by"}});
}

}  // namespace core

namespace wire {

template <>
struct Describe<core::Setting> {
  using T = core::Setting;
  static constexpr auto fields() { return wire::fields(field<"revision_ms">(&T::revision_ms), field<"value">(&T::value)); }
};

template <>
struct Describe<core::UserUpdated> {
  using T = core::UserUpdated;
  static constexpr auto fields() {
    return wire::fields(field<"user">(&T::user), field<"email">(&T::email), field<"verified">(&T::verified));
  }
};
template <>
struct Describe<core::UserDeleted> {
  using T = core::UserDeleted;
  static constexpr auto fields() { return wire::fields(field<"flags">(&T::flags, {.optional = true})); }
};
template <>
struct Describe<core::LoginSessionDeleted> {
  using T = core::LoginSessionDeleted;
  static constexpr auto fields() { return wire::fields(field<"session">(&T::session)); }
};
template <>
struct Describe<core::LoginSessionsDeleted> {
  using T = core::LoginSessionsDeleted;
  static constexpr auto fields() { return wire::fields(field<"except">(&T::except)); }
};
template <>
struct Describe<core::RelationshipChanged> {
  using T = core::RelationshipChanged;
  static constexpr auto fields() { return wire::fields(field<"other">(&T::other), field<"relation">(&T::relation)); }
};
template <>
struct Describe<core::ChannelRead> {
  using T = core::ChannelRead;
  static constexpr auto fields() { return wire::fields(field<"channel">(&T::channel), field<"message">(&T::message)); }
};
template <>
struct Describe<core::SettingsChanged> {
  using T = core::SettingsChanged;
  static constexpr auto fields() { return wire::fields(field<"settings">(&T::settings)); }
};

}  // namespace wire

namespace store::sql {

TETRAGATE_EVENT_BODY(UserUpdated)
TETRAGATE_EVENT_BODY(UserDeleted)
TETRAGATE_EVENT_BODY(LoginSessionDeleted)
TETRAGATE_EVENT_BODY(LoginSessionsDeleted)
TETRAGATE_EVENT_BODY(RelationshipChanged)
TETRAGATE_EVENT_BODY(ChannelRead)
TETRAGATE_EVENT_BODY(SettingsChanged)

}  // namespace store::sql
