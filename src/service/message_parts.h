// What a new or edited message is made of, checked: files, answers, mentions. Runs inside a unit of work.
#pragma once

#include <vector>

#include "service/message_access.h"

namespace service {

/// Files that `kept` has already may be used again, whatever `use` says; null: there are none. invalid "attachments-{i}".
Result<std::vector<core::Attachment>> take_attachments(store::Transaction& tx, const std::vector<NewAttachment>& wanted,
                                                       FileUse use, const core::Message* kept);
/// With the media files that they name. invalid "embeds-{i}".
Result<std::vector<core::CustomEmbed>> take_embeds(store::Transaction& tx, const std::vector<core::CustomEmbed>& wanted,
                                                   FileUse use, const core::Message* kept);

/// Answers show the other message to everybody here, so the writer must be able to see it, and it must be of this community:
/// invalid "reference".
struct CheckedReplies {
  std::vector<core::MessageId> messages;  // each once
  std::vector<core::UserId> mentioned;    // authors
};
Result<CheckedReplies> check_replies(store::Reader& reader, const ChannelAccess& access,
                                     const std::vector<NewReply>& wanted);

/// invalid "interactions", or forbidden without react.
Result<void> check_interactions(store::Reader& reader, const ChannelAccess& access, const core::Interactions& wanted);

/// Sets who is mentioned, see create_message. `author` is nobody for a webhook.
Result<void> add_mentions(store::Reader& reader, const ChannelAccess& access, std::optional<core::UserId> author,
                          const NewMentions& wanted, core::Message& message);
/// For the read states of those whom the stored message is for.
void note_mentions(store::Transaction& tx, const ChannelAccess& access, const core::Message& message);

}  // namespace service
