// A row of the table of messages as a value: the columns of every query that gives whole messages.
#pragma once

#include <optional>

#include "core/message.h"
#include "store/sql/connection.h"

/// With `m` for the message, `c` for its channel, `u` for its author. Who is gone is known by the users' table alone (the 1
/// is core::kDeletedUser), so that deleting a person does not touch every message they wrote.
#define MESSAGE_COLUMNS                                                                                                  \
  "m.id, m.channel, c.community, CASE WHEN u.deleted = 1 THEN 1 ELSE m.author END, m.content, m.attachments, m.embeds, " \
  "m.replies, m.masquerade, m.edited_ms, m.mentions, m.role_mentions, m.pinned, m.flags, m.nonce, m.note, m.webhook, "   \
  "m.interactions "
#define MESSAGE_JOINS "JOIN channels c ON c.id = m.channel LEFT JOIN users u ON u.id = m.author "

namespace store::sql {

/// Without reactions; nothing at the end.
std::optional<core::Message> next_message(Rows& rows);

}  // namespace store::sql
