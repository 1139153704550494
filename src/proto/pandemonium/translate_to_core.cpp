// wire -> core. Pure functions.
#include "base/utf8.h"
#include "proto/pandemonium/translate.h"

#include <array>
#include <utility>

namespace pandemonium {
namespace {

constexpr std::array<std::pair<core::FileBucket, std::string_view>, 8> kBuckets{{
    {core::FileBucket::attachments, "attachments"},
    {core::FileBucket::avatars, "avatars"},
    {core::FileBucket::banners, "banners"},
    {core::FileBucket::community_icons, "sphere-icons"},
    {core::FileBucket::community_banners, "sphere-banners"},
    {core::FileBucket::member_avatars, "member-avatars"},
    {core::FileBucket::member_banners, "member-banners"},
    {core::FileBucket::emojis, "emojis"},
}};

/// Trimmed; nothing when nothing is left.
std::optional<std::string> trimmed(const std::optional<std::string>& text) {
  if (!text) return std::nullopt;
  const std::string_view rest = base::trim(*text);
  return rest.empty() ? std::nullopt : std::optional<std::string>(rest);
}

template <typename To, typename From, typename Convert>
core::Change<To> change(const wire::Change<From>& edit, Convert convert) {
  if (edit.is_absent()) return {};
  if (edit.is_null()) return core::Change<To>::cleared();
  return core::Change<To>(convert(*edit));
}
core::Change<std::string> text_change(const wire::Change<std::string>& edit) {
  return change<std::string>(edit, [](const std::string& text) { return text; });
}
core::Change<core::FileId> file_change(const wire::Change<Id>& edit) {
  return change<core::FileId>(edit, [](Id id) { return core::FileId(id); });
}
template <typename T>
core::Change<T> set_if(const std::optional<T>& value) {
  return value ? core::Change<T>(*value) : core::Change<T>();
}
std::optional<core::FileId> file_or_none(const std::optional<Id>& id) {
  return id ? std::optional<core::FileId>(*id) : std::nullopt;
}

std::vector<service::NewAttachment> attachments(const std::vector<AttachmentCreate>& list) {
  std::vector<service::NewAttachment> out;
  out.reserve(list.size());
  for (const AttachmentCreate& a : list) out.push_back({core::FileId(a.file_id), trimmed(a.description), a.spoiler});
  return out;
}

std::vector<core::CustomEmbed> embeds(const std::vector<CustomEmbed>& list) {
  std::vector<core::CustomEmbed> out;
  out.reserve(list.size());
  for (const CustomEmbed& e : list) out.push_back({e.content, e.thumbnail, e.color, e.border_colour});
  return out;
}

}  // namespace

core::StatusKind to_core(StatusType type) {
  switch (type) {
    case StatusType::online:
      return core::StatusKind::online;
    case StatusType::offline:
      return core::StatusKind::invisible;
    case StatusType::idle:
      return core::StatusKind::idle;
    case StatusType::busy:
      return core::StatusKind::busy;
  }
  return core::StatusKind::online;
}

core::CommunityKind to_core(SphereType type) {
  switch (type) {
    case SphereType::chat:
      return core::CommunityKind::chat;
    case SphereType::forum:
      return core::CommunityKind::forum;
    case SphereType::hybrid:
      return core::CommunityKind::hybrid;
  }
  return core::CommunityKind::chat;
}

core::ChannelKind to_core(SphereChannelType type) {
  switch (type) {
    case SphereChannelType::text:
      return core::ChannelKind::text;
    case SphereChannelType::voice:
      return core::ChannelKind::voice;
  }
  return core::ChannelKind::text;
}

core::ReactionKey to_core(const ReactionEmojiReference& emoji) {
  if (const Id* id = std::get_if<Id>(&emoji)) return core::EmojiId(*id);
  return std::get<std::string>(emoji);
}

service::ProfileEdit to_core(const UserProfileEdit& edit) {
  service::ProfileEdit out;
  out.display_name = text_change(edit.display_name);
  out.status_text = text_change(edit.status);
  if (edit.status_type) out.status_kind = to_core(*edit.status_type);
  out.bio = text_change(edit.bio);
  out.avatar = file_change(edit.avatar);
  out.banner = file_change(edit.banner);
  return out;
}

service::NewCommunity to_core(const SphereCreate& create) {
  return {create.slug,        to_core(create.type),      create.name,
          create.description, file_or_none(create.icon), file_or_none(create.banner)};
}

core::CommunityEdit to_core(const SphereEdit& edit) {
  core::CommunityEdit out;
  out.name = text_change(edit.name);
  if (edit.type) out.kind = to_core(*edit.type);
  out.description = text_change(edit.description);
  out.icon = file_change(edit.icon);
  out.banner = file_change(edit.banner);
  return out;
}

core::MemberEdit to_core(const MemberEdit& edit) {
  core::MemberEdit out;
  out.nickname = text_change(edit.nickname);
  out.avatar = file_change(edit.sphere_avatar);
  out.banner = file_change(edit.sphere_banner);
  out.bio = text_change(edit.sphere_bio);
  out.status_text = text_change(edit.sphere_status);
  return out;
}

core::CategoryEdit to_core(const CategoryEdit& edit) { return {set_if(edit.name), set_if(edit.position)}; }

service::NewChannel to_core(const SphereChannelCreate& create) {
  service::NewChannel out;
  out.name = create.name;
  out.kind = to_core(create.type);
  out.topic = create.topic;
  if (create.category_id) out.category = core::CategoryId(*create.category_id);
  return out;
}

core::ChannelEdit to_core(const SphereChannelEdit& edit) {
  core::ChannelEdit out;
  out.name = set_if(edit.name);
  out.topic = text_change(edit.topic);
  if (out.topic.is_set() && out.topic.value().empty()) out.topic = core::Change<std::string>::cleared();
  out.position = set_if(edit.position);
  if (edit.category_id) out.category = core::CategoryId(*edit.category_id);
  return out;
}

service::NewMessage to_core(const MessageCreate& create, core::ChannelId channel) {
  service::NewMessage out;
  out.channel = channel;
  out.content = trimmed(create.content);
  out.attachments = attachments(create.attachments);
  out.embeds = embeds(create.embeds);
  if (create.reference) out.replies.push_back(core::MessageId(*create.reference));
  if (create.disguise) out.masquerade = core::Masquerade{create.disguise->name, create.disguise->avatar};
  return out;
}

service::EditMessage to_core(const MessageEdit& edit) {
  service::EditMessage out;
  if (!edit.content.is_absent()) {
    auto content = trimmed(edit.content.as_optional());
    out.content = content ? core::Change<std::string>(std::move(*content)) : core::Change<std::string>::cleared();
  }
  if (edit.attachments) out.attachments = attachments(*edit.attachments);
  if (edit.embeds) out.embeds = embeds(*edit.embeds);
  return out;
}

std::string_view to_string(core::FileBucket bucket) {
  for (const auto& [value, name] : kBuckets) {
    if (value == bucket) return name;
  }
  return {};
}

std::optional<core::FileBucket> bucket_of(std::string_view name) {
  for (const auto& [value, text] : kBuckets) {
    if (text == name) return value;
  }
  return std::nullopt;
}

}  // namespace pandemonium
