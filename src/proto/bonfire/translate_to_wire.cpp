// core -> wire. Pure functions.
#include "proto/bonfire/translate.h"

#include "proto/bonfire/embed_special.h"

#include <algorithm>
#include <utility>

namespace bonfire {
namespace {

std::optional<File> shown(const std::optional<core::FileId>& id, const Files& files) {
  const core::File* file = id ? files.file(*id) : nullptr;
  return file == nullptr ? std::nullopt : std::optional<File>(to_wire(*file));
}

template <typename Core>
std::optional<Spelled<Core>> id_or_none(const std::optional<Core>& id) {
  return id ? std::optional<Spelled<Core>>(*id) : std::nullopt;
}

std::optional<MessageId> last_message(const core::Channel& channel) {
  if (channel.last_message.value == 0) return std::nullopt;
  return MessageId(channel.last_message);
}

Metadata metadata_of(const core::File& file) {
  switch (file.media) {
    case core::FileMedia::image:
      return ImageMetadata{file.width, file.height, std::nullopt, file.animated};
    case core::FileMedia::video:
      return VideoMetadata{file.width, file.height};
    case core::FileMedia::text:
      return TextMetadata{};
    case core::FileMedia::other:
      break;
  }
  if (file.content_type.starts_with("audio/")) return AudioMetadata{};
  return FileMetadata{};
}

std::string reaction_text(const core::Emoji& emoji) { return to_text(emoji.id); }

// What generated embeds may hold (bonfire-rest 6). Middle and other protocols know other limits.
constexpr std::size_t kEmbedUrlMax = 256;
constexpr std::size_t kEmbedTitleMax = 100;
constexpr std::size_t kEmbedDescriptionMax = 1000;
constexpr std::size_t kEmbedNameMax = 32;

/// At most so many code points.
std::optional<std::string> cut(const std::optional<std::string>& text, std::size_t max) {
  if (!text) return std::nullopt;
  std::size_t at = 0;
  for (std::size_t left = max; at < text->size(); ++at) {
    const bool begins = (static_cast<unsigned char>((*text)[at]) & 0xC0) != 0x80;
    if (begins && left-- == 0) break;
  }
  return text->substr(0, at);
}
/// An address that is cut leads elsewhere.
std::optional<std::string> short_url(const std::optional<std::string>& url) {
  return url && url->size() <= kEmbedUrlMax ? url : std::nullopt;
}

Embed embed_to_wire(const core::CustomEmbed& embed) {
  TextEmbed out;
  out.icon_url = embed.icon_url;
  out.url = embed.url;
  out.title = embed.title;
  if (!embed.content.empty()) out.description = spell_text(embed.content);
  if (embed.media) out.media = to_wire(*embed.media);
  out.colour = embed.css_colour;
  return out;
}
Embed embed_to_wire(const core::ImageEmbed& embed) { return Image{embed.url, embed.width, embed.height, ImageSize::large}; }
Embed embed_to_wire(const core::VideoEmbed& embed) { return Video{embed.url, embed.width, embed.height}; }
Embed embed_to_wire(const core::WebsiteEmbed& embed) {
  WebsiteEmbed out;
  out.url = out.original_url = short_url(embed.url);
  out.special = special_of(embed.url);
  out.title = cut(embed.title, kEmbedTitleMax);
  out.description = cut(embed.description, kEmbedDescriptionMax);
  out.site_name = cut(embed.name, kEmbedNameMax);
  out.icon_url = short_url(embed.icon_url);
  out.colour = cut(embed.colour, kEmbedNameMax);
  if (embed.image) {
    const std::uint32_t width = embed.image_width.value_or(0);
    const std::uint32_t height = embed.image_height.value_or(0);
    out.image = Image{*embed.image, width, height, ImageSize::large};
  }
  return out;
}
Embed embed_to_wire(const core::YouTubeEmbed& embed) {
  WebsiteEmbed out;
  out.url = out.original_url = short_url(embed.url);
  out.title = cut(embed.title, kEmbedTitleMax);
  out.description = cut(embed.description, kEmbedDescriptionMax);
  out.site_name = "YouTube";
  YouTubeSpecial special{embed.video_id, embed.channel, embed.channel_url, std::nullopt};
  if (embed.timestamp_s) special.timestamp = std::to_string(*embed.timestamp_s);
  out.special = std::move(special);
  return out;
}
Embed embed_to_wire(const core::SpotifyEmbed& embed) {
  WebsiteEmbed out;
  out.url = out.original_url = short_url(embed.url);
  out.special = special_of(embed.url);
  out.title = cut(embed.title, kEmbedTitleMax);
  out.site_name = "Spotify";
  return out;
}

}  // namespace

RelationshipStatus to_wire(core::Relation relation) {
  switch (relation) {
    case core::Relation::none:
      return RelationshipStatus::none;
    case core::Relation::self:
      return RelationshipStatus::user;
    case core::Relation::friends:
      return RelationshipStatus::friends;
    case core::Relation::outgoing:
      return RelationshipStatus::outgoing;
    case core::Relation::incoming:
      return RelationshipStatus::incoming;
    case core::Relation::blocked:
      return RelationshipStatus::blocked;
    case core::Relation::blocked_by:
      return RelationshipStatus::blocked_other;
  }
  return RelationshipStatus::none;
}

Presence to_wire(core::StatusKind kind) {
  switch (kind) {
    case core::StatusKind::online:
      return Presence::online;
    case core::StatusKind::idle:
      return Presence::idle;
    case core::StatusKind::busy:
      return Presence::busy;
    case core::StatusKind::focus:
      return Presence::focus;
    case core::StatusKind::invisible:
      return Presence::invisible;
  }
  return Presence::online;
}

std::string discriminator_text(std::uint16_t discriminator) {
  std::string text = std::to_string(discriminator);
  return text.size() < 4 ? std::string(4 - text.size(), '0') + text : text;
}

std::optional<UserStatus> shown_status(const core::Status& status) {
  UserStatus out;
  out.text = status.text;
  if (status.kind != core::StatusKind::online && status.kind != core::StatusKind::invisible)
    out.presence = to_wire(status.kind);
  if (!out.text && !out.presence) return std::nullopt;
  return out;
}

User to_wire(const core::User& user, const Sight& sight, const Files& files) {
  User out;
  out.id = user.id;
  out.username = user.tag_name;
  out.discriminator = discriminator_text(user.discriminator);
  out.display_name = user.display_name;
  out.pronouns = user.pronouns;
  out.avatar = shown(user.avatar, files);
  out.badges = static_cast<std::uint32_t>(user.badges);
  out.flags = user.flags;
  out.privileged = (user.instance_permissions & core::instance_permission::privileged) != 0;
  if (user.bot) out.bot = BotInformation{UserId(user.bot_owner)};
  out.relationship = user.bot && sight.relation != core::Relation::self ? RelationshipStatus::none : to_wire(sight.relation);
  if (sight.profile || user.bot) {
    out.status = shown_status(user.status);
    out.online = sight.online && user.status.kind != core::StatusKind::invisible;
  }
  return out;
}

User self_to_wire(const core::User& user, bool online, std::span<const core::Relationship> relations, const Files& files) {
  Sight sight;
  sight.relation = core::Relation::self;
  sight.online = online;
  User out = to_wire(user, sight, files);
  out.relations.reserve(relations.size());
  for (const core::Relationship& one : relations) out.relations.push_back({UserId(one.other), to_wire(one.relation)});
  return out;
}

FileTag tag_of(core::FileBucket bucket) {
  switch (bucket) {
    case core::FileBucket::attachments:
      return FileTag::attachments;
    case core::FileBucket::avatars:
    case core::FileBucket::member_avatars:
      return FileTag::avatars;
    case core::FileBucket::banners:
    case core::FileBucket::member_banners:
      return FileTag::backgrounds;
    case core::FileBucket::community_icons:
      return FileTag::icons;
    case core::FileBucket::community_banners:
      return FileTag::banners;
    case core::FileBucket::emojis:
      return FileTag::emojis;
  }
  return FileTag::attachments;
}

File to_wire(const core::File& file) {
  File out;
  out.id = file.id;
  out.tag = tag_of(file.bucket);
  out.filename = file.name;
  out.metadata = metadata_of(file);
  out.content_type = file.content_type;
  out.size = file.size;
  return out;
}

Override to_wire(const core::PermissionOverride& value) { return {value.allow, value.deny}; }

Role to_wire(const core::Role& role, const Files& files) {
  Role out;
  out.id = role.id;
  out.name = role.name;
  out.permissions = to_wire(role.permissions);
  out.colour = role.colour;
  out.hoist = role.hoist;
  out.rank = role.rank;
  out.icon = shown(role.icon, files);
  return out;
}

RoleMap<Override> to_wire(std::span<const core::RoleOverride> overrides) {
  RoleMap<Override> out;
  for (const core::RoleOverride& one : overrides) out.emplace(to_text(one.role), to_wire(one.value));
  return out;
}

Emoji to_wire(const core::Emoji& emoji) {
  Emoji out;
  out.id = emoji.id;
  if (emoji.detached) {
    out.parent = DetachedEmojiParent{};
  } else {
    out.parent = ServerEmojiParent{ServerId(emoji.community)};
  }
  out.creator_id = emoji.uploader;
  out.name = emoji.name;
  out.animated = emoji.animated;
  out.nsfw = emoji.nsfw;
  return out;
}

Member to_wire(const core::Member& member, const Files& files) {
  Member out;
  out.id.server = member.community;
  out.id.user = member.user;
  out.joined_at.ms = member.joined_ms;
  out.nickname = member.nickname;
  out.pronouns = member.pronouns;
  out.avatar = shown(member.avatar, files);
  out.roles.assign(member.roles.begin(), member.roles.end());
  if (member.timeout_until_ms) out.timeout = wire::Timestamp{*member.timeout_until_ms};
  if (!member.may_speak) out.can_publish = false;
  if (!member.may_listen) out.can_receive = false;
  return out;
}

SystemMessageChannels to_wire(const core::SystemChannels& channels) {
  return {id_or_none(channels.joined), id_or_none(channels.left), id_or_none(channels.kicked), id_or_none(channels.banned)};
}

std::string category_id(const core::Category& category) {
  return category.alias.empty() ? to_text(category.id) : category.alias;
}

std::vector<Category> to_wire(std::span<const core::Category> categories, std::span<const core::Channel> channels) {
  std::vector<Category> out;
  for (const core::Category& category : categories) {
    if (category.id == core::default_category_of(category.community)) continue;
    Category& one = out.emplace_back();
    one.id = category_id(category);
    one.title = category.name;
    for (const core::Channel& channel : channels) {
      if (channel.category == category.id) one.channels.push_back(channel.id);
    }
  }
  return out;
}

Server to_wire(const core::CommunityState& state, std::uint64_t member_count, const Files& files) {
  const core::Community& community = state.community;
  Server out;
  out.id = community.id;
  out.owner = community.owner;
  out.name = community.name.value_or(community.slug);  // a server always has a name here
  out.description = community.description;
  out.channels.reserve(state.channels.size());
  for (const core::Channel& channel : state.channels) out.channels.push_back(channel.id);
  out.categories = to_wire(state.categories, state.channels);
  if (community.system_channels != core::SystemChannels{}) out.system_messages = to_wire(community.system_channels);
  for (const core::Role& role : state.roles) out.roles.emplace(to_text(role.id), to_wire(role, files));
  out.default_permissions = community.default_permissions;
  out.icon = shown(community.icon, files);
  out.banner = shown(community.banner, files);
  out.flags = community.flags;
  out.nsfw = community.nsfw;
  out.analytics = community.analytics;
  out.discoverable = community.discoverable;
  out.approximate_member_count = member_count;
  return out;
}

Channel to_wire(const core::Channel& channel, const core::Community& community, std::span<const core::UserId> recipients,
                const Files& files) {
  switch (community.kind) {
    case core::CommunityKind::saved: {
      SavedMessagesChannel out;
      out.id = channel.id;
      out.user = community.owner;
      return out;
    }
    case core::CommunityKind::direct: {
      DirectMessageChannel out;
      out.id = channel.id;
      out.active = channel.active;
      out.recipients.assign(recipients.begin(), recipients.end());
      out.last_message_id = last_message(channel);
      return out;
    }
    case core::CommunityKind::group: {
      GroupChannel out;
      out.id = channel.id;
      out.name = channel.name;
      out.owner = community.owner;
      out.description = channel.topic;
      out.recipients.assign(recipients.begin(), recipients.end());
      out.icon = shown(channel.icon, files);
      out.last_message_id = last_message(channel);
      out.permissions = channel.group_permissions;
      out.nsfw = channel.nsfw;
      return out;
    }
    default:
      break;
  }
  TextChannel out;
  out.id = channel.id;
  out.server = channel.community;
  out.name = channel.name;
  out.description = channel.topic;
  out.icon = shown(channel.icon, files);
  out.last_message_id = last_message(channel);
  if (channel.default_override != core::PermissionOverride{}) out.default_permissions = to_wire(channel.default_override);
  out.role_permissions = to_wire(std::span(channel.role_overrides));
  out.nsfw = channel.nsfw;
  if (channel.kind == core::ChannelKind::voice) {
    out.voice.emplace();
    if (channel.voice_users_max != 0) out.voice->max_users = channel.voice_users_max;
  }
  if (channel.slowmode_s != 0) out.slowmode = channel.slowmode_s;
  return out;
}

Channel to_wire(const core::Channel& channel, const core::CommunityState& state, const Files& files) {
  std::vector<core::UserId> recipients;
  if (core::is_private(state.community.kind)) {
    for (const core::MemberEntry& member : state.members) recipients.push_back(member.user);
  }
  return to_wire(channel, state.community, recipients, files);
}

std::string to_wire(const std::variant<std::string, core::Emoji>& emoji) {
  if (const auto* text = std::get_if<std::string>(&emoji)) return *text;
  return reaction_text(std::get<core::Emoji>(emoji));
}

std::string to_wire(const core::ReactionKey& key) {
  if (const auto* text = std::get_if<std::string>(&key)) return *text;
  return to_text(std::get<core::EmojiId>(key));
}

std::vector<Embed> to_wire(std::span<const core::Embed> embeds, const Files&) {
  std::vector<Embed> out;
  out.reserve(embeds.size());
  for (const core::Embed& embed : embeds) {
    out.push_back(std::visit([](const auto& one) { return embed_to_wire(one); }, embed));
  }
  return out;
}

SystemMessage to_wire(const core::SystemNote& note) {
  using Kind = core::SystemNote::Kind;
  const UserId user = note.user;
  const UserId by = note.by;
  switch (note.kind) {
    case Kind::text:
      return TextSystemMessage{note.text};
    case Kind::user_added:
      return UserAddedSystemMessage{user, by};
    case Kind::user_removed:
      return UserRemoveSystemMessage{user, by};
    case Kind::user_joined:
      return UserJoinedSystemMessage{user};
    case Kind::user_left:
      return UserLeftSystemMessage{user};
    case Kind::user_kicked:
      return UserKickedSystemMessage{user};
    case Kind::user_banned:
      return UserBannedSystemMessage{user};
    case Kind::channel_renamed:
      return ChannelRenamedSystemMessage{note.text, by};
    case Kind::channel_topic_changed:
      return ChannelDescriptionChangedSystemMessage{by};
    case Kind::channel_icon_changed:
      return ChannelIconChangedSystemMessage{by};
    case Kind::channel_owner_changed:
      return ChannelOwnershipChangedSystemMessage{user, by};
    case Kind::message_pinned:
      return MessagePinnedSystemMessage{MessageId(note.message), by};
    case Kind::message_unpinned:
      return MessageUnpinnedSystemMessage{MessageId(note.message), by};
  }
  return TextSystemMessage{note.text};
}

Message to_wire(const core::Message& message, const Files& files) {
  Message out;
  out.id = message.id;
  if (!message.nonce.empty()) out.nonce = message.nonce;
  out.channel = message.channel;
  out.author = message.author;
  if (message.webhook) {
    out.author = core::UserId(message.webhook->webhook.value);
    out.webhook = MessageWebhook{message.webhook->name, id_or_none(message.webhook->avatar)};
  }
  if (message.content) out.content = spell_text(*message.content);
  if (message.note) out.system = to_wire(*message.note);
  for (const core::Attachment& one : message.attachments) out.attachments.push_back(to_wire(one.file));
  if (message.edited_ms) out.edited = wire::Timestamp{*message.edited_ms};
  out.embeds = to_wire(std::span(message.embeds), files);
  out.mentions.assign(message.mentions.begin(), message.mentions.end());
  out.role_mentions.assign(message.role_mentions.begin(), message.role_mentions.end());
  out.replies.assign(message.replies.begin(), message.replies.end());
  for (const core::Reaction& reaction : message.reactions) {
    if (reaction.users.empty()) continue;
    out.reactions.try_emplace(to_wire(reaction.emoji), std::vector<UserId>(reaction.users.begin(), reaction.users.end()));
  }
  if (message.interactions) {
    out.interactions.emplace();
    for (const core::ReactionKey& key : message.interactions->reactions) out.interactions->reactions.push_back(to_wire(key));
    out.interactions->restrict_reactions = message.interactions->restrict_reactions;
  }
  if (message.masquerade) {
    out.masquerade = Masquerade{message.masquerade->name, message.masquerade->avatar_url, message.masquerade->colour};
  }
  out.pinned = message.pinned;
  out.flags = message.flags;
  return out;
}

RemovalReason to_wire(core::LeaveReason reason) {
  switch (reason) {
    case core::LeaveReason::left:
      return RemovalReason::leave;
    case core::LeaveReason::kicked:
      return RemovalReason::kick;
    case core::LeaveReason::banned:
      return RemovalReason::ban;
  }
  return RemovalReason::leave;
}

Webhook to_wire(const core::Webhook& webhook, std::optional<std::string> token, const Files& files) {
  Webhook out;
  out.id = webhook.id;
  out.name = webhook.name;
  out.avatar = shown(webhook.avatar, files);
  out.creator_id = webhook.creator;
  out.channel_id = webhook.channel;
  out.permissions = webhook.permissions;
  out.token = std::move(token);
  return out;
}

}  // namespace bonfire
