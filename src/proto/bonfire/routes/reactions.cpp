// Reactions (bonfire-rest 3.7). Loop thread.
#include "proto/bonfire/routes/delta.h"
#include "proto/bonfire/routes/guard.h"
#include "proto/bonfire/routes/input.h"
#include "proto/bonfire/routes/message_views.h"
#include "proto/bonfire/routes/units.h"

#include <string>
#include <utility>

namespace bonfire {
namespace {

namespace permission = core::permission;
using base::ErrorKind;

/// A path to reactions with one emoji.
struct ReactionPath {
  MessagePath message;
  std::string emoji;
};

base::Result<ReactionPath> path_reaction(const http::Request& request) {
  const auto message = path_message(request);
  if (!message) return base::pass(message);
  return ReactionPath{*message, std::string(request.param("emoji"))};
}

/// What an emoji of the path stands for on that message. Elsewhere people react with texts that are spelled otherwise than
/// here; who names such a text means it. invalid "reactions" when it is no emoji.
base::Result<core::ReactionKey> find_key(store::Reader& reader, const ReactionPath& path) {
  const auto message = reader.message(path.message.message);
  const bool here = message && message->channel == path.message.channel;
  for (const core::Reaction& reaction : here ? message->reactions : std::vector<core::Reaction>()) {
    const auto* text = std::get_if<std::string>(&reaction.emoji);
    if (text != nullptr && *text == path.emoji) return core::ReactionKey(*text);
  }
  auto key = reaction_key(path.emoji);
  if (!key) return base::invalid("reactions", "not an emoji");
  return *std::move(key);
}

/// Reacting twice is reacting once.
base::Result<void> react(store::Transaction& tx, const Caller& caller, const ReactionPath& path, std::size_t emojis_max) {
  // First, so that what is no emoji does not tell strangers what stands on a message.
  if (auto access = enter_channel(tx, caller, path.message.channel, permission::react); !access) return base::pass(access);
  const auto key = find_key(tx, path);
  if (!key) return base::pass(key);
  const auto added = service::add_reaction_within(tx, caller.context, *caller.actor, path.message.channel,
                                                  path.message.message, *key, emojis_max);
  if (!added && added.error().subject != "reaction") return base::pass(added);
  return {};
}

base::Task<http::Response> add_reaction(RoutesContext& context, http::Request& request, Caller caller) {
  const auto path = path_reaction(request);
  if (!path) co_return error_response(path.error());
  const auto emojis_max = static_cast<std::size_t>(context.config.limits.global.message_reactions);
  const auto unit = [path = *path, caller, emojis_max](store::Transaction& tx) {
    return react(tx, caller, path, emojis_max);
  };
  const base::Result<void> added = co_await write(context, unit);
  if (!added) co_return error_response(added.error());
  co_return empty_response();
}

/// Whose reactions with an emoji go.
struct Removal {
  bool of_all = false;
  bool of_named = false;  // somebody was named, be it the caller
  std::optional<core::UserId> user;
};

Removal read_removal(const http::Request& request, core::UserId caller) {
  Removal removal;
  removal.of_all = query_flag(request, "remove_all").value_or(false);
  const auto named = request.query_value("user_id");
  removal.of_named = named.has_value();
  removal.user = named ? parse_id<core::UserId>(*named) : caller;
  return removal;
}

base::Result<service::MessageViewRef> unreact(store::Transaction& tx, const Caller& caller, const ReactionPath& path,
                                              const Removal& removal) {
  const core::Permissions moderation = removal.of_all || removal.of_named ? permission::manage_messages : 0;
  const auto access = enter_channel(tx, caller, path.message.channel, permission::react | moderation);
  if (!access) return base::pass(access);
  const auto key = find_key(tx, path);
  if (!key) return base::not_found("reaction");
  const auto [channel, message] = path.message;
  if (removal.of_all) return service::clear_reactions_with(tx, caller.context, *caller.actor, channel, message, *key);
  if (!removal.user) return base::not_found("reaction");
  return service::remove_reaction_of(tx, caller.context, *caller.actor, channel, message, *key, *removal.user);
}

base::Task<http::Response> remove_reaction(RoutesContext& context, http::Request& request, Caller caller) {
  const auto path = path_reaction(request);
  if (!path) co_return error_response(path.error());
  const Removal removal = read_removal(request, caller.actor->user);
  const auto unit = [path = *path, caller, removal](store::Transaction& tx) { return unreact(tx, caller, path, removal); };
  const base::Result<service::MessageViewRef> removed = co_await write(context, unit);
  if (!removed) co_return error_response(removed.error());
  co_return empty_response();
}

/// Where there are none, there is nothing to do.
base::Result<void> clear(store::Transaction& tx, const Caller& caller, const MessagePath& path) {
  const auto access = enter_channel(tx, caller, path.channel, permission::manage_messages);
  if (!access) return base::pass(access);
  const auto cleared = service::clear_reactions(tx, caller.context, *caller.actor, path.channel, path.message);
  if (!cleared && cleared.error().subject != "reaction") return base::pass(cleared);
  return {};
}

base::Task<http::Response> clear_reactions(RoutesContext& context, http::Request& request, Caller caller) {
  const auto path = path_message(request);
  if (!path) co_return error_response(path.error());
  const auto unit = [path = *path, caller](store::Transaction& tx) { return clear(tx, caller, path); };
  const base::Result<void> cleared = co_await write(context, unit);
  if (!cleared) co_return error_response(cleared.error());
  co_return empty_response();
}

}  // namespace

void add_reaction_routes(http::Mount& mount, RoutesContext& context) {
  using http::Method;
  constexpr std::string_view kReactions = "/channels/{channel}/messages/{message}/reactions";
  constexpr std::string_view kReaction = "/channels/{channel}/messages/{message}/reactions/{emoji}";
  add_route(mount, context, Method::put, kReaction, {}, add_reaction);
  add_route(mount, context, Method::del, kReaction, {}, remove_reaction);
  add_route(mount, context, Method::del, kReactions, {}, clear_reactions);
}

}  // namespace bonfire
