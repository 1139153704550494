// What people and webhooks send as messages: judged, and put into the words of the use cases (bonfire-rest 1.9, 3.6, 4.2).
// Loop thread. Errors are answers.
#pragma once

#include "http/message.h"
#include "proto/bonfire/errors.h"
#include "proto/bonfire/routes/context.h"
#include "service/messages.h"

#include <tl/expected.hpp>

#include <cstdint>

namespace bonfire {

/// Who writes, as far as the form of messages depends on it.
struct Writer {
  std::uint64_t id = 0;  // of a person or a webhook: keys of requests are theirs alone
  bool bot = false;      // may ask for mentions of everybody by flags
  const UserLimits& limits;
};

/// Reads the body of a request that sends a message, with its keys: Idempotency-Key and `nonce` are used up here, whatever
/// becomes of the message. Who sends none gets a made-up one. Also for webhooks, which need no channel.
///
/// FailedValidation (400, 422), DuplicateNonce, InvalidOperation (nonce seen before; interactions: too many or no emoji),
/// TooManyAttachments, TooManyEmbeds, TooManyReplies, PayloadTooLarge, InvalidProperty (flags; a restriction to nothing),
/// IsNotBot, InvalidFlagValue.
tl::expected<service::NewMessage, ErrorObject> read_message(RoutesContext& context, const http::Request& request,
                                                            core::ChannelId channel, const Writer& writer);
/// The body of a request that edits one. FailedValidation, PayloadTooLarge.
tl::expected<service::EditMessage, ErrorObject> read_message_edit(const http::Request& request, const Writer& writer);

/// What the use cases of sending and editing answer: EmptyMessage, CannotEditMessage, InvalidOperation for interactions with
/// emojis that are not there, otherwise the common table.
ErrorObject message_error(const base::Error& error);
/// For who deletes as a webhook: CannotDeleteMessage, otherwise the common table.
ErrorObject message_deletion_error(const base::Error& error);

/// Has the links of a stored message looked at, where previews are offered. For those who may send embeds.
void look_for_links(RoutesContext& context, const core::Message& message);

}  // namespace bonfire
