// The events of messages as JSON. See event_bodies.h; the rules of core_json.h hold here too.
#include <algorithm>

#include "store/sql/event_body_impl.h"
#include "store/sql/message_json.h"

namespace wire {

template <>
struct Describe<core::MessageCreated> {
  static constexpr auto fields() { return wire::fields(field<"view">(&core::MessageCreated::view)); }
};
template <>
struct Describe<core::MessageUpdated> {
  using T = core::MessageUpdated;
  static constexpr auto fields() {
    return wire::fields(field<"channel">(&T::channel), field<"message">(&T::message), field<"edit">(&T::edit),
                        field<"embeds">(&T::embeds, {.omit_default = true}));
  }
};
template <>
struct Describe<core::MessageDeleted> {
  using T = core::MessageDeleted;
  static constexpr auto fields() {
    return wire::fields(field<"channel">(&T::channel), field<"message">(&T::message),
                        field<"last_message">(&T::last_message, {.omit_default = true}));
  }
};
template <>
struct Describe<core::MessagesDeleted> {
  using T = core::MessagesDeleted;
  static constexpr auto fields() {
    return wire::fields(field<"channel">(&T::channel), field<"messages">(&T::messages),
                        field<"last_message">(&T::last_message, {.omit_default = true}));
  }
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
struct Describe<core::ReactionsOfEmojiCleared> {
  using T = core::ReactionsOfEmojiCleared;
  static constexpr auto fields() {
    return wire::fields(field<"channel">(&T::channel), field<"message">(&T::message), field<"emoji">(&T::emoji),
                        field<"users">(&T::users, {.omit_default = true}));
  }
};
template <>
struct Describe<core::ReactionsCleared> {
  using T = core::ReactionsCleared;
  static constexpr auto fields() { return wire::fields(field<"channel">(&T::channel), field<"message">(&T::message)); }
};

}  // namespace wire

namespace store::sql {
namespace {

// A message used to answer at most one other: {"message": {"reply_to": 120, ...}, "reply_to": {"message": ...}}.
struct OldMessage {
  std::optional<core::MessageId> reply_to;
  static constexpr auto wire_fields() { return wire::fields(wire::field<"reply_to">(&OldMessage::reply_to)); }
};
struct OldView {
  OldMessage message;
  std::shared_ptr<const OldView> reply_to;
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"message">(&OldView::message), wire::field<"reply_to">(&OldView::reply_to));
  }
};
struct OldMessageCreated {
  OldView view;
  static constexpr auto wire_fields() { return wire::fields(wire::field<"view">(&OldMessageCreated::view)); }
};

/// Whether some "reply_to" is a number. Quotes inside texts are escaped, so what looks like the key is the key.
bool has_old_replies(std::string_view json) {
  constexpr std::string_view kKey = "\"reply_to\":";
  for (std::size_t at = json.find(kKey); at != json.npos; at = json.find(kKey, at)) {
    at += kKey.size();
    if (at < json.size() && json[at] >= '0' && json[at] <= '9') return true;
  }
  return false;
}

std::shared_ptr<const core::MessageView> with_replies(const core::MessageView& view, const OldView& old) {
  auto made = std::make_shared<core::MessageView>(view);
  if (old.message.reply_to) made->message.replies = {*old.message.reply_to};
  if (view.reply_to && old.reply_to) made->reply_to = with_replies(*view.reply_to, *old.reply_to);
  return made;
}

}  // namespace

template <>
base::Result<core::MessageCreated> read_body(std::string_view json) {
  auto created = parse_body<core::MessageCreated>(json);
  if (!created || !has_old_replies(json)) return created;
  auto old = parse_body<OldMessageCreated>(json);
  if (!old) return base::pass(old);
  if (created->view) created->view = with_replies(*created->view, old->view);
  return created;
}
template std::string write_body(const core::MessageCreated&);

TETRAGATE_EVENT_BODY(MessageUpdated)
TETRAGATE_EVENT_BODY(MessageDeleted)
TETRAGATE_EVENT_BODY(MessagesDeleted)
TETRAGATE_EVENT_BODY(MessageEmbedsAdded)
TETRAGATE_EVENT_BODY(ReactionAdded)
TETRAGATE_EVENT_BODY(ReactionRemoved)
TETRAGATE_EVENT_BODY(ReactionsOfEmojiCleared)
TETRAGATE_EVENT_BODY(ReactionsCleared)

}  // namespace store::sql
