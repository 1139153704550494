// The gateway's payloads as JSON, and what clients say read. One of the few places where wire templates are instantiated.
#include "proto/pandemonium/codec.h"
#include "wire/json.h"

namespace pandemonium {
namespace {

/// Only as much as it takes to know which payload it is: `d` is looked at once the op is known.
struct Envelope {
  std::string op;
  wire::Raw d{"null"};
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"op">(&Envelope::op), wire::field<"d">(&Envelope::d, {.optional = true}));
  }
};

}  // namespace

template <typename T>
std::string encode(const T& value) {
  return wire::to_json(value);
}

template std::string encode(const PongPayload&);
template std::string encode(const RateLimitPayload&);
template std::string encode(const HelloPayload&);
template std::string encode(const AuthenticatedPayload&);
template std::string encode(const AuthenticatedParts&);
template std::string encode(const UserUpdatePayload&);
template std::string encode(const PresenceUpdatePayload&);
template std::string encode(const MessageCreatePayload&);
template std::string encode(const SphereJoinPayload&);
template std::string encode(const SphereJoinParts&);
template std::string encode(const SphereLeavePayload&);
template std::string encode(const SphereMemberJoinPayload&);
template std::string encode(const SphereMemberLeavePayload&);
template std::string encode(const CategoryCreatePayload&);
template std::string encode(const CategoryUpdatePayload&);
template std::string encode(const CategoryDeletePayload&);
template std::string encode(const SphereChannelCreatePayload&);
template std::string encode(const SphereChannelUpdatePayload&);
template std::string encode(const SphereChannelDeletePayload&);
template std::string encode(const SphereUpdatePayload&);
template std::string encode(const SphereMemberUpdatePayload&);
template std::string encode(const MessageDeletePayload&);
template std::string encode(const MessageUpdatePayload&);
template std::string encode(const MessageEmbedPopulatePayload&);
template std::string encode(const EmojiCreatePayload&);
template std::string encode(const EmojiUpdatePayload&);
template std::string encode(const EmojiDeletePayload&);
template std::string encode(const MessageReactPayload&);
template std::string encode(const MessageReactionDeletePayload&);
template std::string encode(const MessageReactionClearPayload&);

ClientPayload decode_client_payload(std::string_view text) {
  const auto envelope = wire::from_json<Envelope>(text);
  if (!envelope) return std::monostate();
  if (envelope->op == PingPayload::kOp) {
    if (envelope->d.bytes != "null") return std::monostate();
    return PingPayload();
  }
  if (envelope->op == AuthenticatePayload::kOp) {
    auto token = wire::from_json<std::string>(envelope->d.bytes);
    if (!token) return std::monostate();
    return AuthenticatePayload{std::move(*token)};
  }
  return std::monostate();
}

}  // namespace pandemonium
