// core -> wire. Pure functions.
#include "core/id_generator.h"
#include "proto/pandemonium/codec.h"
#include "proto/pandemonium/translate.h"

namespace pandemonium {
namespace {

template <typename Tag>
std::optional<Id> id_or_none(const std::optional<core::Id<Tag>>& id) {
  return id ? std::optional<Id>(id->value) : std::nullopt;
}

template <typename Text>
std::optional<Text> text_or_none(const std::optional<std::string>& text) {
  return text ? std::optional<Text>(*text) : std::nullopt;
}

StatusType type_of(core::StatusKind kind) {
  switch (kind) {
    case core::StatusKind::online:
      return StatusType::online;
    case core::StatusKind::idle:
      return StatusType::idle;
    case core::StatusKind::busy:
    case core::StatusKind::focus:
      return StatusType::busy;
    case core::StatusKind::invisible:
      return StatusType::offline;
  }
  return StatusType::offline;
}

template <typename Text>
BasicStatus<Text> shown_status(const core::Status& status, bool online) {
  if (!online || status.kind == core::StatusKind::invisible) return {};
  return {type_of(status.kind), text_or_none<Text>(status.text)};
}

/// Everything but the status and what is private.
template <typename Text>
BasicUser<Text> bare_user(const core::User& user) {
  BasicUser<Text> out;
  out.id = user.id.value;
  // The instance's own account has another name here (3.1).
  out.username = user.id == core::kSystemUser ? std::string_view("eludris") : std::string_view(user.username);
  out.display_name = text_or_none<Text>(user.display_name);
  out.social_credit = user.social_credit;
  out.bio = text_or_none<Text>(user.bio);
  out.avatar = id_or_none(user.avatar);
  out.banner = id_or_none(user.banner);
  out.badges = user.badges;
  out.permissions = user.instance_permissions;
  return out;
}

template <typename Text>
void add_details(BasicMember<Text>& out, const core::Member& member) {
  out.nickname = text_or_none<Text>(member.nickname);
  out.sphere_avatar = id_or_none(member.avatar);
  out.sphere_banner = id_or_none(member.banner);
  out.sphere_bio = text_or_none<Text>(member.bio);
  out.sphere_status = text_or_none<Text>(member.status_text);
}

/// The members array as JSON: by far the largest part of a snapshot, so nothing of it is copied on its way into the text.
std::string members_json(const core::CommunityState& state, const People& people) {
  std::string out = "[";
  out.reserve(state.members.size() * 192);
  for (const core::MemberEntry& entry : state.members) {
    const core::User* user = people.user(entry.user);
    if (user == nullptr || user->deleted) continue;
    MemberView member;
    member.user = bare_user<std::string_view>(*user);
    member.user.status = shown_status<std::string_view>(user->status, people.online(entry.user));
    member.sphere_id = state.community.id.value;
    if (entry.details != nullptr) add_details(member, *entry.details);
    if (out.size() > 1) out += ',';
    append(out, member);
  }
  out += ']';
  return out;
}

Embed embed_to_wire(const core::CustomEmbed& e) { return CustomEmbed{e.content, e.thumbnail, e.colour, e.border_colour}; }
Embed embed_to_wire(const core::ImageEmbed& e) { return ImageEmbed{e.url, e.width, e.height}; }
Embed embed_to_wire(const core::VideoEmbed& e) { return VideoEmbed{e.url, e.width, e.height}; }
template <typename T>
wire::Nullable<T> nullable(const std::optional<T>& value) {
  return value ? wire::Nullable<T>(*value) : wire::Nullable<T>();
}
Embed embed_to_wire(const core::WebsiteEmbed& e) {
  return WebsiteEmbed{e.url,
                      nullable(e.name),
                      nullable(e.title),
                      nullable(e.description),
                      nullable(e.colour),
                      nullable(e.image),
                      nullable(e.image_width),
                      nullable(e.image_height)};
}
Embed embed_to_wire(const core::YouTubeEmbed& e) {
  return YouTubeVideoEmbed{
      e.url, e.title, e.video_id, nullable(e.description), e.channel, e.channel_url, nullable(e.timestamp_s)};
}
Embed embed_to_wire(const core::SpotifyEmbed& e) { return SpotifyEmbed{e.url, e.title, e.iframe}; }

Attachment attachment_to_wire(const core::Attachment& a) { return {to_wire(a.file), a.description, a.spoiler}; }

Reaction reaction_to_wire(const core::Reaction& reaction) {
  Reaction out;
  out.emoji = to_wire(reaction.emoji);
  out.user_ids.reserve(reaction.users.size());
  for (core::UserId user : reaction.users) out.user_ids.push_back(user.value);
  return out;
}

/// What the server says is a text here, which names people as members write mentions.
std::string sentence(const core::SystemNote& note) {
  using Kind = core::SystemNote::Kind;
  const auto person = [](core::UserId id) { return "<@" + core::to_decimal(id.value) + ">"; };
  switch (note.kind) {
    case Kind::text:
      return note.text;
    case Kind::user_added:
      return person(note.user) + " was added by " + person(note.by) + ".";
    case Kind::user_removed:
      return person(note.user) + " was removed by " + person(note.by) + ".";
    case Kind::user_joined:
      return person(note.user) + " joined.";
    case Kind::user_left:
      return person(note.user) + " left.";
    case Kind::user_kicked:
      return person(note.user) + " was kicked.";
    case Kind::user_banned:
      return person(note.user) + " was banned.";
    case Kind::channel_renamed:
      return person(note.by) + " renamed the channel to " + note.text + ".";
    case Kind::channel_topic_changed:
      return person(note.by) + " changed the topic.";
    case Kind::channel_icon_changed:
      return person(note.by) + " changed the icon.";
    case Kind::channel_owner_changed:
      return person(note.by) + " is the owner now.";
    case Kind::message_pinned:
      return person(note.by) + " pinned a message.";
    case Kind::message_unpinned:
      return person(note.by) + " unpinned a message.";
  }
  return {};
}

std::optional<Message> message_to_wire(const core::MessageView& view, const Surroundings& around, int depth) {
  const core::Message& message = view.message;
  const core::Channel* channel = around.channel(message.channel);
  if (channel == nullptr || !is_shown(channel->kind)) return std::nullopt;
  Message out;
  out.id = message.id.value;
  out.author = public_user(view.author, around.online(view.author.id));
  if (message.content) out.content = *message.content;
  if (message.note) out.content = sentence(*message.note);
  if (view.reply_to != nullptr && depth < core::kReplyDepthMax) {
    if (auto target = message_to_wire(*view.reply_to, around, depth + 1)) {
      out.reference = std::make_unique<Message>(std::move(*target));
    }
  }
  out.channel = to_wire(*channel);
  out.attachments.reserve(message.attachments.size());
  for (const core::Attachment& a : message.attachments) out.attachments.push_back(attachment_to_wire(a));
  out.embeds = to_wire(std::span(message.embeds));
  for (const core::Reaction& r : message.reactions) {
    if (!r.users.empty()) out.reactions.push_back(reaction_to_wire(r));
  }
  if (message.masquerade) out.disguise = MessageDisguise{message.masquerade->name, message.masquerade->avatar_url};
  if (message.webhook && !out.disguise) out.disguise = MessageDisguise{message.webhook->name, std::nullopt};
  return out;
}

/// For members that are left out when unchanged and null when cleared.
template <typename To, typename From, typename Convert>
wire::Change<To> change(const core::Change<From>& edit, Convert convert) {
  if (edit.absent()) return {};
  if (edit.is_cleared()) return wire::Change<To>::null();
  return wire::Change<To>(convert(edit.value()));
}
wire::Change<std::string> text_change(const core::Change<std::string>& edit) {
  return change<std::string>(edit, [](const std::string& text) { return text; });
}
template <typename Tag>
wire::Change<Id> id_change(const core::Change<core::Id<Tag>>& edit) {
  return change<Id>(edit, [](core::Id<Tag> id) { return id.value; });
}
/// For members that cannot be cleared.
template <typename T>
std::optional<T> value_of(const core::Change<T>& edit) {
  return edit.is_set() ? std::optional<T>(edit.value()) : std::nullopt;
}

}  // namespace

Status public_status(const core::Status& status, bool online) { return shown_status<std::string>(status, online); }

Status stored_status(const core::Status& status) { return {type_of(status.kind), status.text}; }

User public_user(const core::User& user, bool online) {
  if (user.deleted || user.id == core::kDeletedUser) return deleted_user();
  User out = bare_user<std::string>(user);
  out.status = public_status(user.status, online);
  return out;
}

User self_user(const core::User& user, std::string_view email, bool verified) {
  User out = bare_user<std::string>(user);
  out.status = stored_status(user.status);
  out.email = email;
  out.verified = verified;
  return out;
}

User deleted_user() {
  User out;
  out.id = core::kDeletedUser.value;
  out.username = "deleted-user";
  out.display_name = "Deleted User";
  return out;
}

bool is_shown(core::ChannelKind kind) {
  switch (kind) {
    case core::ChannelKind::text:
    case core::ChannelKind::voice:
    case core::ChannelKind::planet:
    case core::ChannelKind::home:
      return true;
    case core::ChannelKind::direct:
    case core::ChannelKind::group:
    case core::ChannelKind::saved:
      return false;
  }
  return false;
}

SphereChannel to_wire(const core::Channel& c) {
  if (c.kind == core::ChannelKind::voice) {
    return VoiceChannel{c.id.value, c.community.value, c.name, c.position, c.category.value};
  }
  return TextChannel{c.id.value, c.community.value, c.name, c.topic, c.position, c.category.value};
}

Category to_wire(const core::Category& category) { return {category.id.value, category.name, category.position, {}}; }

Emoji to_wire(const core::Emoji& e) { return {e.id.value, e.file.value, e.name, e.uploader.value, e.community.value}; }

FileData to_wire(const core::File& file) {
  FileData out;
  out.id = file.id.value;
  out.name = file.name;
  out.bucket = to_string(file.bucket);
  const bool sized = file.width != 0 && file.height != 0;
  switch (file.media) {
    case core::FileMedia::image:
      if (sized) out.metadata = ImageMetadata{file.width, file.height};
      break;
    case core::FileMedia::video:
      if (sized) out.metadata = VideoMetadata{file.width, file.height};
      break;
    case core::FileMedia::text:
      out.metadata = TextMetadata{};
      break;
    case core::FileMedia::other:
      break;
  }
  return out;
}

Session to_wire(const core::LoginSession& s) { return {s.id.value, s.user_id.value, s.platform, s.client, s.ip}; }

ReactionEmoji to_wire(const std::variant<std::string, core::Emoji>& emoji) {
  if (const auto* custom = std::get_if<core::Emoji>(&emoji)) return to_wire(*custom);
  return std::get<std::string>(emoji);
}

std::vector<Embed> to_wire(std::span<const core::Embed> embeds) {
  std::vector<Embed> out;
  out.reserve(embeds.size());
  for (const core::Embed& embed : embeds) {
    out.push_back(std::visit([](const auto& e) { return embed_to_wire(e); }, embed));
  }
  return out;
}

SphereType to_wire(core::CommunityKind kind) {
  switch (kind) {
    case core::CommunityKind::chat:
      return SphereType::chat;
    case core::CommunityKind::forum:
      return SphereType::forum;
    case core::CommunityKind::hybrid:
      return SphereType::hybrid;
    case core::CommunityKind::direct:
    case core::CommunityKind::group:
    case core::CommunityKind::saved:
      break;  // never shown
  }
  return SphereType::chat;
}

Member to_wire(const core::Member& member, User user) {
  Member out;
  out.user = std::move(user);
  out.sphere_id = member.community.value;
  add_details(out, member);
  return out;
}

std::optional<Message> to_wire(const core::MessageView& view, const Surroundings& around) {
  return message_to_wire(view, around, 0);
}

SphereParts to_wire(const core::Community& community) {
  SphereParts out;
  out.id = community.id.value;
  out.owner_id = community.owner.value;
  out.name = community.name;
  out.slug = community.slug;
  out.type = to_wire(community.kind);
  out.description = community.description;
  out.icon = id_or_none(community.icon);
  out.banner = id_or_none(community.banner);
  out.badges = community.badges;
  out.members.bytes = "[]";
  return out;
}

SphereParts to_wire(const core::CommunityState& state, const std::vector<bool>* visible, const People& people) {
  SphereParts out = to_wire(state.community);
  out.categories.reserve(state.categories.size());
  for (const core::Category& category : state.categories) out.categories.push_back(to_wire(category));
  out.channels.reserve(state.channels.size());
  for (std::size_t i = 0; i < state.channels.size(); ++i) {
    const core::Channel& channel = state.channels[i];
    if ((visible != nullptr && !(*visible)[i]) || !is_shown(channel.kind)) continue;
    out.channels.push_back(to_wire(channel));
    for (Category& category : out.categories) {
      if (category.id == channel.category.value) category.channels.push_back(out.channels.back());
    }
  }
  out.members.bytes = members_json(state, people);
  out.emojis.reserve(state.emojis.size());
  for (const core::Emoji& emoji : state.emojis) out.emojis.push_back(to_wire(emoji));
  return out;
}

CategoryEdit to_wire(const core::CategoryEdit& edit) { return {value_of(edit.name), value_of(edit.position)}; }

SphereChannelEdit to_wire(const core::ChannelEdit& edit) {
  SphereChannelEdit out;
  out.name = value_of(edit.name);
  out.topic = text_change(edit.topic);
  out.position = value_of(edit.position);
  if (edit.category.is_set()) out.category_id = edit.category.value().value;
  return out;
}

SphereEdit to_wire(const core::CommunityEdit& edit) {
  SphereEdit out;
  out.name = text_change(edit.name);
  if (edit.kind.is_set()) out.type = to_wire(edit.kind.value());
  out.description = text_change(edit.description);
  out.icon = id_change(edit.icon);
  out.banner = id_change(edit.banner);
  return out;
}

MemberEdit to_wire(const core::MemberEdit& edit) {
  return {text_change(edit.nickname), id_change(edit.avatar), id_change(edit.banner), text_change(edit.bio),
          text_change(edit.status_text)};
}

MessageEdit to_wire(const core::MessageEdit& edit) {
  MessageEdit out;
  out.content = text_change(edit.content);
  if (edit.attachments) {
    out.attachments.emplace();
    for (const core::Attachment& a : edit.attachments.value()) {
      out.attachments->push_back({a.file.id.value, a.description, a.spoiler});
    }
  }
  if (edit.embeds) {
    out.embeds.emplace();
    for (const core::CustomEmbed& e : edit.embeds.value()) {
      out.embeds->push_back({e.content, e.thumbnail, e.colour, e.border_colour});
    }
  }
  return out;
}

}  // namespace pandemonium
