// Every payload of the gateway (pandemonium 2): what a client sends and the 28 that the server sends. Plain values, any
// thread.
#pragma once

#include "proto/pandemonium/wire_instance.h"
#include "proto/pandemonium/wire_rest.h"

#include <tuple>

namespace pandemonium {

/// {"op": Op, "d": data}
template <wire::Lit Op, typename Data>
struct Payload {
  using Content = Data;
  static constexpr std::string_view kOp = Op.view();
  Data d;

  static constexpr auto wire_fields() { return wire::fields(wire::constant<"op", Op>(), wire::field<"d">(&Payload::d)); }
};

/// {"op": Op}: PONG is the one server payload without data (2.2).
template <wire::Lit Op>
struct BarePayload {
  static constexpr std::string_view kOp = Op.view();
  static constexpr auto wire_fields() { return wire::fields(wire::constant<"op", Op>()); }
};

// --- client to server (2.4)
// -------------------------------------------------------------------------------------------------
using PingPayload = BarePayload<"PING">;
using AuthenticatePayload = Payload<"AUTHENTICATE", std::string>;
using ClientPayloads = std::tuple<PingPayload, AuthenticatePayload>;

// --- the connection itself (2.5 to 2.10)
// --------------------------------------------------------------------------------------
struct RateLimit {
  std::int64_t wait = 0;
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"wait">(&RateLimit::wait, {.min = 1, .doc = "Milliseconds until the window ends."}));
  }
};
struct Hello {
  std::int64_t heartbeat_interval = 0;
  InstanceInfo instance_info;
  RateLimitConf rate_limit;
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"heartbeat_interval">(&Hello::heartbeat_interval, {.doc = "Milliseconds."}),
                        wire::field<"instance_info">(&Hello::instance_info, {.doc = "Without rate_limits."}),
                        wire::field<"rate_limit">(&Hello::rate_limit, {.doc = "The gateway's own limit."}));
  }
};
/// `SphereItem` is Sphere, or its JSON where it was made ahead.
template <typename SphereItem>
struct BasicAuthenticated {
  User user;
  std::vector<SphereItem> spheres;
  static constexpr auto wire_fields() {
    return wire::fields(
        wire::field<"user">(&BasicAuthenticated::user, {.doc = "Self view, with the stored status."}),
        wire::field<"spheres">(&BasicAuthenticated::spheres, {.doc = "Every sphere the user is a member of."}));
  }
};
using Authenticated = BasicAuthenticated<Sphere>;

using PongPayload = BarePayload<"PONG">;
using RateLimitPayload = Payload<"RATE_LIMIT", RateLimit>;
using HelloPayload = Payload<"HELLO", Hello>;
using AuthenticatedPayload = Payload<"AUTHENTICATED", Authenticated>;
using AuthenticatedParts = Payload<"AUTHENTICATED", BasicAuthenticated<wire::Raw>>;

// --- events (2.13), in the order of section 8
// ---------------------------------------------------------------------------------
struct PresenceUpdate {
  Id user_id = 0;
  Status status;
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"user_id">(&PresenceUpdate::user_id), wire::field<"status">(&PresenceUpdate::status));
  }
};
struct SphereLeave {
  Id sphere_id = 0;
  static constexpr auto wire_fields() { return wire::fields(wire::field<"sphere_id">(&SphereLeave::sphere_id)); }
};
struct SphereMemberJoin {
  User user;
  Id sphere_id = 0;
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"user">(&SphereMemberJoin::user),
                        wire::field<"sphere_id">(&SphereMemberJoin::sphere_id));
  }
};
struct SphereMemberLeave {
  Id user_id = 0;
  Id sphere_id = 0;
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"user_id">(&SphereMemberLeave::user_id),
                        wire::field<"sphere_id">(&SphereMemberLeave::sphere_id));
  }
};
struct CategoryCreated {
  Category category;
  Id sphere_id = 0;
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"category">(&CategoryCreated::category),
                        wire::field<"sphere_id">(&CategoryCreated::sphere_id));
  }
};
struct CategoryUpdated {
  CategoryEdit data;
  Id category_id = 0;
  Id sphere_id = 0;
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"data">(&CategoryUpdated::data),
                        wire::field<"category_id">(&CategoryUpdated::category_id),
                        wire::field<"sphere_id">(&CategoryUpdated::sphere_id));
  }
};
struct CategoryDeleted {
  Id category_id = 0;
  Id sphere_id = 0;
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"category_id">(&CategoryDeleted::category_id),
                        wire::field<"sphere_id">(&CategoryDeleted::sphere_id));
  }
};
struct SphereChannelCreated {
  SphereChannel channel;
  Id sphere_id = 0;
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"channel">(&SphereChannelCreated::channel),
                        wire::field<"sphere_id">(&SphereChannelCreated::sphere_id));
  }
};
struct SphereChannelUpdated {
  SphereChannelEdit data;
  Id channel_id = 0;
  Id sphere_id = 0;
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"data">(&SphereChannelUpdated::data),
                        wire::field<"channel_id">(&SphereChannelUpdated::channel_id),
                        wire::field<"sphere_id">(&SphereChannelUpdated::sphere_id));
  }
};
struct SphereChannelDeleted {
  Id channel_id = 0;
  Id sphere_id = 0;
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"channel_id">(&SphereChannelDeleted::channel_id),
                        wire::field<"sphere_id">(&SphereChannelDeleted::sphere_id));
  }
};
struct SphereUpdated {
  SphereEdit data;
  Id sphere_id = 0;
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"data">(&SphereUpdated::data), wire::field<"sphere_id">(&SphereUpdated::sphere_id));
  }
};
struct SphereMemberUpdated {
  MemberEdit data;
  Id user_id = 0;
  Id sphere_id = 0;
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"data">(&SphereMemberUpdated::data),
                        wire::field<"user_id">(&SphereMemberUpdated::user_id),
                        wire::field<"sphere_id">(&SphereMemberUpdated::sphere_id));
  }
};
struct MessageDeleted {
  Id channel_id = 0;
  Id message_id = 0;
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"channel_id">(&MessageDeleted::channel_id),
                        wire::field<"message_id">(&MessageDeleted::message_id));
  }
};
struct MessageUpdated {
  Id channel_id = 0;
  Id message_id = 0;
  MessageEdit data;
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"channel_id">(&MessageUpdated::channel_id),
                        wire::field<"message_id">(&MessageUpdated::message_id), wire::field<"data">(&MessageUpdated::data));
  }
};
struct MessageEmbedsPopulated {
  Id channel_id = 0;
  Id message_id = 0;
  std::vector<Embed> embeds;
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"channel_id">(&MessageEmbedsPopulated::channel_id),
                        wire::field<"message_id">(&MessageEmbedsPopulated::message_id),
                        wire::field<"embeds">(&MessageEmbedsPopulated::embeds, {.min = 1, .doc = "The new previews only."}));
  }
};
struct EmojiCreated {
  Id sphere_id = 0;
  Emoji emoji;
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"sphere_id">(&EmojiCreated::sphere_id), wire::field<"emoji">(&EmojiCreated::emoji));
  }
};
struct EmojiUpdated {
  Id sphere_id = 0;
  Id emoji_id = 0;
  EmojiEdit data;
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"sphere_id">(&EmojiUpdated::sphere_id), wire::field<"emoji_id">(&EmojiUpdated::emoji_id),
                        wire::field<"data">(&EmojiUpdated::data));
  }
};
struct EmojiDeleted {
  Id sphere_id = 0;
  Id emoji_id = 0;
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"sphere_id">(&EmojiDeleted::sphere_id),
                        wire::field<"emoji_id">(&EmojiDeleted::emoji_id));
  }
};
struct MessageReaction {
  Id channel_id = 0;
  Id message_id = 0;
  Id user_id = 0;
  ReactionEmoji emoji;
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"channel_id">(&MessageReaction::channel_id),
                        wire::field<"message_id">(&MessageReaction::message_id),
                        wire::field<"user_id">(&MessageReaction::user_id), wire::field<"emoji">(&MessageReaction::emoji));
  }
};
struct MessageReactionsCleared {
  Id channel_id = 0;
  Id message_id = 0;
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"channel_id">(&MessageReactionsCleared::channel_id),
                        wire::field<"message_id">(&MessageReactionsCleared::message_id));
  }
};

using UserUpdatePayload = Payload<"USER_UPDATE", User>;
using PresenceUpdatePayload = Payload<"PRESENCE_UPDATE", PresenceUpdate>;
using MessageCreatePayload = Payload<"MESSAGE_CREATE", Message>;
using SphereJoinPayload = Payload<"SPHERE_JOIN", Sphere>;
using SphereJoinParts = Payload<"SPHERE_JOIN", wire::Raw>;
using SphereLeavePayload = Payload<"SPHERE_LEAVE", SphereLeave>;
using SphereMemberJoinPayload = Payload<"SPHERE_MEMBER_JOIN", SphereMemberJoin>;
using SphereMemberLeavePayload = Payload<"SPHERE_MEMBER_LEAVE", SphereMemberLeave>;
using CategoryCreatePayload = Payload<"CATEGORY_CREATE", CategoryCreated>;
using CategoryUpdatePayload = Payload<"CATEGORY_UPDATE", CategoryUpdated>;
using CategoryDeletePayload = Payload<"CATEGORY_DELETE", CategoryDeleted>;
using SphereChannelCreatePayload = Payload<"SPHERE_CHANNEL_CREATE", SphereChannelCreated>;
using SphereChannelUpdatePayload = Payload<"SPHERE_CHANNEL_UPDATE", SphereChannelUpdated>;
using SphereChannelDeletePayload = Payload<"SPHERE_CHANNEL_DELETE", SphereChannelDeleted>;
using SphereUpdatePayload = Payload<"SPHERE_UPDATE", SphereUpdated>;
using SphereMemberUpdatePayload = Payload<"SPHERE_MEMBER_UPDATE", SphereMemberUpdated>;
using MessageDeletePayload = Payload<"MESSAGE_DELETE", MessageDeleted>;
using MessageUpdatePayload = Payload<"MESSAGE_UPDATE", MessageUpdated>;
using MessageEmbedPopulatePayload = Payload<"MESSAGE_EMBED_POPULATE", MessageEmbedsPopulated>;
using EmojiCreatePayload = Payload<"EMOJI_CREATE", EmojiCreated>;
using EmojiUpdatePayload = Payload<"EMOJI_UPDATE", EmojiUpdated>;
using EmojiDeletePayload = Payload<"EMOJI_DELETE", EmojiDeleted>;
using MessageReactPayload = Payload<"MESSAGE_REACT", MessageReaction>;
using MessageReactionDeletePayload = Payload<"MESSAGE_REACTION_DELETE", MessageReaction>;
using MessageReactionClearPayload = Payload<"MESSAGE_REACTION_CLEAR", MessageReactionsCleared>;

/// All of section 8, in its order.
using ServerPayloads =
    std::tuple<PongPayload, RateLimitPayload, HelloPayload, AuthenticatedPayload, UserUpdatePayload, PresenceUpdatePayload,
               MessageCreatePayload, SphereJoinPayload, SphereLeavePayload, SphereMemberJoinPayload,
               SphereMemberLeavePayload, CategoryCreatePayload, CategoryUpdatePayload, CategoryDeletePayload,
               SphereChannelCreatePayload, SphereChannelUpdatePayload, SphereChannelDeletePayload, SphereUpdatePayload,
               SphereMemberUpdatePayload, MessageDeletePayload, MessageUpdatePayload, MessageEmbedPopulatePayload,
               EmojiCreatePayload, EmojiUpdatePayload, EmojiDeletePayload, MessageReactPayload, MessageReactionDeletePayload,
               MessageReactionClearPayload>;
static_assert(std::tuple_size_v<ServerPayloads> == 28);

}  // namespace pandemonium
