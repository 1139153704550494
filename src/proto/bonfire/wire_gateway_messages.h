// Events about messages (bonfire 4.2). Plain values, any thread.
#pragma once

#include "proto/bonfire/wire_message.h"
#include "proto/bonfire/wire_partial.h"

#include <string>
#include <string_view>
#include <vector>

namespace bonfire {

struct MessageEvent {
  Message message;
  static constexpr std::string_view wire_name = "MessageEvent";
  static constexpr std::string_view wire_tag = "Message";
  template <typename Self = MessageEvent>
  static constexpr auto wire_fields() {
    return wire::fields(wire::flatten(&Self::message));
  }
};
struct MessageUpdateEvent {
  MessageId id;
  ChannelId channel;
  PartialMessage data;
  std::vector<FieldsMessage> clear;
  static constexpr std::string_view wire_name = "MessageUpdateEvent";
  static constexpr std::string_view wire_tag = "MessageUpdate";
  template <typename Self = MessageUpdateEvent>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"id">(&Self::id), wire::field<"channel">(&Self::channel),
                        wire::field<"data">(&Self::data), wire::field<"clear">(&Self::clear));
  }
};
struct MessageAppendEvent {
  MessageId id;
  ChannelId channel;
  AppendMessage append;
  static constexpr std::string_view wire_name = "MessageAppendEvent";
  static constexpr std::string_view wire_tag = "MessageAppend";
  template <typename Self = MessageAppendEvent>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"id">(&Self::id), wire::field<"channel">(&Self::channel),
                        wire::field<"append">(&Self::append));
  }
};
struct MessageDeleteEvent {
  MessageId id;
  ChannelId channel;
  static constexpr std::string_view wire_name = "MessageDeleteEvent";
  static constexpr std::string_view wire_tag = "MessageDelete";
  template <typename Self = MessageDeleteEvent>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"id">(&Self::id), wire::field<"channel">(&Self::channel));
  }
};
struct BulkMessageDeleteEvent {
  ChannelId channel;
  std::vector<MessageId> ids;
  static constexpr std::string_view wire_name = "BulkMessageDeleteEvent";
  static constexpr std::string_view wire_tag = "BulkMessageDelete";
  template <typename Self = BulkMessageDeleteEvent>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"channel">(&Self::channel), wire::field<"ids">(&Self::ids));
  }
};
struct MessageReactEvent {
  MessageId id;
  ChannelId channel_id;
  UserId user_id;
  std::string emoji_id;  // a custom emoji's id, or the characters themselves
  static constexpr std::string_view wire_name = "MessageReactEvent";
  static constexpr std::string_view wire_tag = "MessageReact";
  template <typename Self = MessageReactEvent>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"id">(&Self::id), wire::field<"channel_id">(&Self::channel_id),
                        wire::field<"user_id">(&Self::user_id), wire::field<"emoji_id">(&Self::emoji_id));
  }
};
struct MessageUnreactEvent {
  MessageId id;
  ChannelId channel_id;
  UserId user_id;
  std::string emoji_id;
  static constexpr std::string_view wire_name = "MessageUnreactEvent";
  static constexpr std::string_view wire_tag = "MessageUnreact";
  template <typename Self = MessageUnreactEvent>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"id">(&Self::id), wire::field<"channel_id">(&Self::channel_id),
                        wire::field<"user_id">(&Self::user_id), wire::field<"emoji_id">(&Self::emoji_id));
  }
};
struct MessageRemoveReactionEvent {
  MessageId id;
  ChannelId channel_id;
  std::string emoji_id;
  static constexpr std::string_view wire_name = "MessageRemoveReactionEvent";
  static constexpr std::string_view wire_tag = "MessageRemoveReaction";
  template <typename Self = MessageRemoveReactionEvent>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"id">(&Self::id), wire::field<"channel_id">(&Self::channel_id),
                        wire::field<"emoji_id">(&Self::emoji_id));
  }
};

}  // namespace bonfire
