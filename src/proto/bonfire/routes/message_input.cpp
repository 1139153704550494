// Bodies of messages. Loop thread.
#include "proto/bonfire/routes/message_input.h"

#include "base/utf8.h"
#include "core/id_generator.h"
#include "proto/bonfire/codec.h"
#include "proto/bonfire/limits.h"
#include "proto/bonfire/routes/colour.h"
#include "proto/bonfire/translate.h"
#include "service/previews.h"
#include "service/random.h"

#include <algorithm>
#include <string>
#include <utility>

namespace bonfire {
namespace {

using base::ErrorKind;

template <typename T>
using Read = tl::expected<T, ErrorObject>;

tl::unexpected<ErrorObject> refuse(ErrorObject error) { return tl::unexpected<ErrorObject>(std::move(error)); }
tl::unexpected<ErrorObject> refuse(const base::Error& error) { return refuse(to_error_object(error)); }

// --- keys (1.9) -----------------------------------------------------------------------------------------------------------

constexpr std::size_t kKeyBytesMax = 64;

std::string made_up_key(std::int64_t now_ms) {
  constexpr std::string_view kAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  constexpr std::size_t kTimeCharacters = 10, kOthers = 16;
  return core::to_ulid(core::first_id_of_ms(now_ms)).substr(0, kTimeCharacters) + service::random_text(kAlphabet, kOthers);
}

Read<std::string> take_header_key(RoutesContext& context, const http::Request& request, const Writer& writer) {
  const std::string key(request.headers.get("Idempotency-Key"));
  if (key.empty()) return made_up_key(context.clock.unix_ms());
  if (key.size() > kKeyBytesMax) return refuse(failed_validation("Idempotency-Key", "must have at most 64 bytes"));
  // Everybody in the channel is sent it, and clients hang up on frames that are no UTF-8.
  if (!base::is_utf8(key)) return refuse(failed_validation("Idempotency-Key", "must be UTF-8"));
  if (!context.nonces.remember(writer.id, key)) return refuse(make_error(409, "DuplicateNonce", "nonce"));
  return key;
}

/// The older way, which replaces the key. Who sends the same in both ways means one key.
Read<std::string> take_key(RoutesContext& context, const Writer& writer, std::string key,
                           const std::optional<std::string>& nonce) {
  if (!nonce || *nonce == key) return key;
  if (!context.nonces.remember(writer.id, *nonce)) return refuse(make_error(400, "InvalidOperation", "nonce"));
  return *nonce;
}

// --- parts of a message ---------------------------------------------------------------------------------------------------

base::Result<void> check_count(std::string_view place, std::size_t count, std::uint64_t max) {
  if (count <= max) return {};
  return base::fail(ErrorKind::invalid, place, max);
}

/// The limit is on what was sent, in bytes.
base::Result<void> check_size(const std::optional<std::string>& content, const std::vector<SendableEmbed>& embeds,
                              const UserLimits& limits) {
  std::size_t bytes = content ? content->size() : 0;
  for (const SendableEmbed& embed : embeds) bytes += embed.description ? embed.description->size() : 0;
  if (bytes <= limits.message_length) return {};
  return base::fail(ErrorKind::too_large, "content", std::uint64_t{limits.message_length});
}

base::Result<std::vector<core::CustomEmbed>> read_embeds(const std::vector<SendableEmbed>& sent) {
  std::vector<core::CustomEmbed> embeds;
  embeds.reserve(sent.size());
  for (const SendableEmbed& one : sent) {
    core::CustomEmbed& embed = embeds.emplace_back();
    embed.content = store_text(one.description.value_or(""));
    embed.title = one.title;
    embed.url = one.url;
    embed.icon_url = one.icon_url;
    embed.css_colour = one.colour;
    if (one.colour) {
      if (auto ok = check_colour("embeds.colour", *one.colour); !ok) return base::pass(ok);
    }
    if (one.media) {
      embed.media.emplace();
      embed.media->id = *one.media;
    }
  }
  return embeds;
}

base::Result<std::optional<core::Masquerade>> read_masquerade(const std::optional<Masquerade>& sent) {
  if (!sent) return std::nullopt;
  if (sent->colour) {
    if (auto ok = check_colour("masquerade.colour", *sent->colour); !ok) return base::pass(ok);
  }
  core::Masquerade masquerade{sent->name, sent->avatar, sent->colour};
  if (masquerade == core::Masquerade{}) return std::nullopt;
  return masquerade;
}

/// Whether custom emojis are there is for the use case to find out.
base::Result<std::optional<core::Interactions>> read_interactions(const std::optional<Interactions>& sent,
                                                                  const GlobalLimits& limits) {
  if (!sent) return std::nullopt;
  if (auto ok = check_count("reactions", sent->reactions.size(), limits.message_reactions); !ok) return base::pass(ok);
  core::Interactions interactions;
  interactions.restrict_reactions = sent->restrict_reactions;
  for (const std::string& text : sent->reactions) {
    auto key = reaction_key(text);
    if (!key) return base::invalid("reactions", "not an emoji");
    if (std::ranges::find(interactions.reactions, *key) == interactions.reactions.end()) {
      interactions.reactions.push_back(*std::move(key));
    }
  }
  if (interactions.restrict_reactions && interactions.reactions.empty()) {
    return base::invalid("interactions", "nobody could react");
  }
  if (interactions == core::Interactions{}) return std::nullopt;
  return interactions;
}

/// The three bits that a request may have. In messages everyone and online are others (core::message_flag).
constexpr std::uint32_t kSilent = 1, kEveryone = 2, kOnline = 4;

std::optional<ErrorObject> read_flags(std::uint32_t flags, const Writer& writer, service::NewMessage& message) {
  if (flags > (kSilent | kEveryone | kOnline)) return make_error(400, "InvalidProperty", "flags");
  const bool everyone = (flags & kEveryone) != 0, online = (flags & kOnline) != 0;
  if ((everyone || online) && !writer.bot) return make_error(400, "IsNotBot", "flags");
  if (everyone && online) return make_error(400, "InvalidFlagValue", "flags");
  message.silent = (flags & kSilent) != 0;
  message.mentions.everyone = message.mentions.everyone || everyone;
  message.mentions.online = message.mentions.online || online;
  return std::nullopt;
}

base::Result<void> check_counts(const MessageSend& body, const GlobalLimits& global, const UserLimits& limits) {
  if (auto ok = check_count("attachments", body.attachments.size(), limits.message_attachments); !ok) return ok;
  if (auto ok = check_count("embeds", body.embeds.size(), global.message_embeds); !ok) return ok;
  if (auto ok = check_count("replies", body.replies.size(), global.message_replies); !ok) return ok;
  return check_size(body.content, body.embeds, limits);
}

/// Without channel, key and flags.
base::Result<service::NewMessage> to_core(const MessageSend& body, const GlobalLimits& limits) {
  service::NewMessage message;
  message.into_voice = true;
  auto embeds = read_embeds(body.embeds);
  if (!embeds) return base::pass(embeds);
  auto masquerade = read_masquerade(body.masquerade);
  if (!masquerade) return base::pass(masquerade);
  auto interactions = read_interactions(body.interactions, limits);
  if (!interactions) return base::pass(interactions);
  message.embeds = *std::move(embeds);
  message.masquerade = *std::move(masquerade);
  message.interactions = *std::move(interactions);
  if (body.content && !body.content->empty()) {
    message.content = store_text(*body.content);
    Mentions found = find_mentions(*body.content);
    message.mentions = {std::move(found.users), std::move(found.roles), found.everyone, found.online};
  }
  for (const FileId file : body.attachments) message.attachments.push_back({file, std::nullopt, false});
  for (const ReplyIntent& reply : body.replies) {
    service::NewReply& added = message.replies.emplace_back(reply.id);
    added.mention = reply.mention;
    added.must_exist = reply.fail_if_not_exists;
  }
  message.files = service::FileUse::once;
  return message;
}

}  // namespace

tl::expected<service::NewMessage, ErrorObject> read_message(RoutesContext& context, const http::Request& request,
                                                            core::ChannelId channel, const Writer& writer) {
  auto header_key = take_header_key(context, request, writer);
  if (!header_key) return refuse(std::move(header_key.error()));
  const auto body = decode<MessageSend>(request.body);
  if (!body) return refuse(body.error());
  auto key = take_key(context, writer, *std::move(header_key), body->nonce);
  if (!key) return refuse(std::move(key.error()));
  const GlobalLimits& global = context.config.limits.global;
  if (auto ok = check_counts(*body, global, writer.limits); !ok) return refuse(ok.error());
  auto message = to_core(*body, global);
  if (!message) return refuse(message.error());
  if (auto refused = read_flags(body->flags.value_or(0), writer, *message)) return refuse(*std::move(refused));
  message->channel = channel;
  message->nonce = *std::move(key);
  return *std::move(message);
}

tl::expected<service::EditMessage, ErrorObject> read_message_edit(const http::Request& request, const Writer& writer) {
  const auto body = decode<MessageEdit>(request.body);
  if (!body) return refuse(body.error());
  const std::vector<SendableEmbed> sent = body->embeds.value_or(std::vector<SendableEmbed>{});
  if (auto ok = check_size(body->content, sent, writer.limits); !ok) return refuse(ok.error());
  service::EditMessage edit;
  edit.files = service::FileUse::once;
  if (body->content) edit.content = store_text(*body->content);
  if (body->embeds) {
    auto embeds = read_embeds(sent);
    if (!embeds) return refuse(embeds.error());
    edit.embeds = *std::move(embeds);
  }
  return edit;
}

ErrorObject message_error(const base::Error& error) {
  if (error.kind == ErrorKind::invalid && error.subject == "body") return make_error(422, "EmptyMessage", "content");
  // A restriction to nothing was refused while reading.
  if (error.kind == ErrorKind::invalid && error.subject == "interactions") {
    return make_error(400, "InvalidOperation", "interactions");
  }
  if (error.kind == ErrorKind::forbidden && error.subject.empty()) return make_error(403, "CannotEditMessage", "message");
  return to_error_object(error);
}

ErrorObject message_deletion_error(const base::Error& error) {
  if (error.kind == ErrorKind::forbidden && error.subject.empty()) return make_error(403, "CannotDeleteMessage", "message");
  return to_error_object(error);
}

void look_for_links(RoutesContext& context, const core::Message& message) {
  if (context.previews == nullptr || !message.content) return;
  context.previews->look_at(message.id, *message.content, service::find_links(*message.content));
}

}  // namespace bonfire
