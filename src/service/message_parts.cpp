// Files, answers and reactions of a message. See message_parts.h.
#include "service/message_parts.h"

#include <algorithm>
#include <utility>

namespace service {
namespace {

std::optional<core::File> file_of(const core::Message& message, core::FileId id) {
  for (const core::Attachment& attachment : message.attachments) {
    if (attachment.file.id == id) return attachment.file;
  }
  for (const core::Embed& embed : message.embeds) {
    const auto* custom = std::get_if<core::CustomEmbed>(&embed);
    if (custom && custom->media && custom->media->id == id) return custom->media;
  }
  return std::nullopt;
}

std::optional<core::File> take(store::Transaction& tx, core::FileId id, FileUse use, const core::Message* kept) {
  if (auto file = kept ? file_of(*kept, id) : std::nullopt) return file;
  return take_file(tx, id, {core::FileBucket::attachments}, use);
}

bool is_there(store::Reader& reader, const core::ReactionKey& key) {
  const auto* emoji = std::get_if<core::EmojiId>(&key);
  return !emoji || reader.emoji(*emoji);
}

}  // namespace

Result<std::vector<core::Attachment>> take_attachments(store::Transaction& tx, const std::vector<NewAttachment>& wanted,
                                                       FileUse use, const core::Message* kept) {
  std::vector<core::Attachment> attachments;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    auto file = take(tx, wanted[i].file, use, kept);
    if (!file) return base::invalid("attachments-" + std::to_string(i), "no such file");
    attachments.push_back({*std::move(file), wanted[i].description, wanted[i].spoiler});
  }
  return attachments;
}

Result<std::vector<core::CustomEmbed>> take_embeds(store::Transaction& tx, const std::vector<core::CustomEmbed>& wanted,
                                                   FileUse use, const core::Message* kept) {
  std::vector<core::CustomEmbed> embeds = wanted;
  for (std::size_t i = 0; i < embeds.size(); ++i) {
    if (!embeds[i].media) continue;
    embeds[i].media = take(tx, embeds[i].media->id, use, kept);
    if (!embeds[i].media) return base::invalid("embeds-" + std::to_string(i), "no such file");
  }
  return embeds;
}

Result<CheckedReplies> check_replies(store::Reader& reader, const ChannelAccess& access,
                                     const std::vector<NewReply>& wanted) {
  CheckedReplies replies;
  for (const NewReply& reply : wanted) {
    const auto answered = reader.message(reply.message);
    const auto channel = answered ? reader.channel(answered->channel) : std::nullopt;
    if (!channel || !access.may_view(*channel)) {
      if (!reply.must_exist) continue;
      return base::invalid("reference", "no such message");
    }
    if (reply.mention) replies.mentioned.push_back(answered->author);
    if (std::ranges::find(replies.messages, reply.message) == replies.messages.end()) {
      replies.messages.push_back(reply.message);
    }
  }
  return replies;
}

Result<void> check_interactions(store::Reader& reader, const ChannelAccess& access, const core::Interactions& wanted) {
  if (auto ok = access.require(core::permission::react); !ok) return ok;
  if (wanted.restrict_reactions && wanted.reactions.empty()) {
    return base::invalid("interactions", "nobody could react");
  }
  const bool known = std::ranges::all_of(wanted.reactions, [&](const auto& key) { return is_there(reader, key); });
  if (!known) return base::invalid("interactions", "no such emoji");
  return {};
}

}  // namespace service
