// Event bodies to JSON and back. See event_codec.h.
#include "store/sql/event_codec.h"

#include <array>
#include <utility>

#include "store/sql/event_bodies.h"

namespace store::sql {
namespace {

using core::EventBody;

/// By index of the variant. Stored: a name never changes.
constexpr std::array<std::string_view, std::variant_size_v<EventBody>> kTypes = {
    "user_updated",         "user_deleted",         "login_session_deleted",
    "community_updated",    "member_joined",        "member_left",
    "member_updated",       "category_created",     "category_updated",
    "category_deleted",     "channel_created",      "channel_updated",
    "channel_deleted",      "message_created",      "message_updated",
    "message_deleted",      "message_embeds_added", "reaction_added",
    "reaction_removed",     "reactions_cleared",    "emoji_created",
    "emoji_updated",        "emoji_deleted",        "login_sessions_deleted",
    "relationship_changed", "channel_read",         "settings_changed",
    "role_created",         "role_updated",         "role_deleted",
    "roles_ranked",         "messages_deleted",     "reactions_of_emoji_cleared",
    "webhook_created",      "webhook_updated",      "webhook_deleted",
    "community_deleted",
};
static_assert(!kTypes.back().empty(), "every alternative has a name");

using Decode = base::Result<EventBody> (*)(std::string_view);

template <std::size_t I>
base::Result<EventBody> decode_alternative(std::string_view json) {
  auto value = read_body<std::variant_alternative_t<I, EventBody>>(json);
  if (!value) return base::pass(value);
  return EventBody(std::in_place_index<I>, std::move(*value));
}

constexpr auto kDecoders = []<std::size_t... I>(std::index_sequence<I...>) {
  return std::array<Decode, sizeof...(I)>{&decode_alternative<I>...};
}
(std::make_index_sequence<std::variant_size_v<EventBody>>());

}  // namespace

std::string_view event_type(const core::EventBody& body) { return kTypes[body.index()]; }

std::string encode_event(const core::EventBody& body) {
  return std::visit([](const auto& alternative) { return write_body(alternative); }, body);
}

base::Result<core::EventBody> decode_event(std::string_view type, std::string_view json) {
  for (std::size_t i = 0; i < kTypes.size(); ++i) {
    if (kTypes[i] == type) return kDecoders[i](json);
  }
  return base::fail(base::ErrorKind::internal, type, "unknown type of event");
}

}  // namespace store::sql
