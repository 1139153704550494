// The events of community streams as JSON, but for those of messages. See event_bodies.h; the rules of core_json.h hold here
// too.
#include "store/sql/community_json.h"
#include "store/sql/event_body_impl.h"

namespace core {

constexpr auto wire_names(LeaveReason) {
  using enum LeaveReason;
  return wire::names<LeaveReason>({{left, "left"}, {kicked, "kicked"}, {banned, "banned"}});
}

}  // namespace core

namespace wire {

template <>
struct Describe<core::CommunityUpdated> {
  static constexpr auto fields() { return wire::fields(field<"edit">(&core::CommunityUpdated::edit)); }
};
template <>
struct Describe<core::CommunityDeleted> {
  static constexpr auto fields() { return wire::fields(); }
};
template <>
struct Describe<core::MemberJoined> {
  using T = core::MemberJoined;
  static constexpr auto fields() { return wire::fields(field<"member">(&T::member), field<"user">(&T::user)); }
};
template <>
struct Describe<core::MemberLeft> {
  using T = core::MemberLeft;
  static constexpr auto fields() {
    return wire::fields(field<"user">(&T::user), field<"reason">(&T::reason, {.omit_default = true}));
  }
};
template <>
struct Describe<core::MemberUpdated> {
  using T = core::MemberUpdated;
  static constexpr auto fields() { return wire::fields(field<"user">(&T::user), field<"edit">(&T::edit)); }
};
template <>
struct Describe<core::RoleCreated> {
  using T = core::RoleCreated;
  static constexpr auto fields() { return wire::fields(field<"role">(&T::role)); }
};
template <>
struct Describe<core::RoleUpdated> {
  using T = core::RoleUpdated;
  static constexpr auto fields() { return wire::fields(field<"role">(&T::role), field<"edit">(&T::edit)); }
};
template <>
struct Describe<core::RoleDeleted> {
  using T = core::RoleDeleted;
  static constexpr auto fields() { return wire::fields(field<"role">(&T::role)); }
};
template <>
struct Describe<core::RolesRanked> {
  using T = core::RolesRanked;
  static constexpr auto fields() { return wire::fields(field<"roles">(&T::roles)); }
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
template <>
struct Describe<core::WebhookCreated> {
  using T = core::WebhookCreated;
  static constexpr auto fields() { return wire::fields(field<"webhook">(&T::webhook)); }
};
template <>
struct Describe<core::WebhookUpdated> {
  using T = core::WebhookUpdated;
  static constexpr auto fields() {
    return wire::fields(field<"channel">(&T::channel), field<"webhook">(&T::webhook), field<"edit">(&T::edit));
  }
};
template <>
struct Describe<core::WebhookDeleted> {
  using T = core::WebhookDeleted;
  static constexpr auto fields() { return wire::fields(field<"channel">(&T::channel), field<"webhook">(&T::webhook)); }
};

}  // namespace wire

namespace store::sql {

TETRAGATE_EVENT_BODY(CommunityUpdated)
TETRAGATE_EVENT_BODY(CommunityDeleted)
TETRAGATE_EVENT_BODY(MemberJoined)
TETRAGATE_EVENT_BODY(MemberLeft)
TETRAGATE_EVENT_BODY(MemberUpdated)
TETRAGATE_EVENT_BODY(RoleCreated)
TETRAGATE_EVENT_BODY(RoleUpdated)
TETRAGATE_EVENT_BODY(RoleDeleted)
TETRAGATE_EVENT_BODY(RolesRanked)
TETRAGATE_EVENT_BODY(CategoryCreated)
TETRAGATE_EVENT_BODY(CategoryUpdated)
TETRAGATE_EVENT_BODY(CategoryDeleted)
TETRAGATE_EVENT_BODY(ChannelCreated)
TETRAGATE_EVENT_BODY(ChannelUpdated)
TETRAGATE_EVENT_BODY(ChannelDeleted)
TETRAGATE_EVENT_BODY(EmojiCreated)
TETRAGATE_EVENT_BODY(EmojiUpdated)
TETRAGATE_EVENT_BODY(EmojiDeleted)
TETRAGATE_EVENT_BODY(WebhookCreated)
TETRAGATE_EVENT_BODY(WebhookUpdated)
TETRAGATE_EVENT_BODY(WebhookDeleted)

}  // namespace store::sql
