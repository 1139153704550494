// Core events as this protocol's. Hub thread.
#include "proto/bonfire/dialect.h"

#include <algorithm>
#include <utility>

#include "proto/bonfire/translate.h"
#include "proto/bonfire/view_files.h"

namespace bonfire {
namespace {

bool is_self(hub::Perspective perspective) { return perspective.standing == hub::Perspective::Standing::self; }

std::vector<ChannelId> channel_ids(const core::CommunityState& state) {
  std::vector<ChannelId> ids;
  ids.reserve(state.channels.size());
  for (const core::Channel& channel : state.channels) ids.push_back(channel.id);
  return ids;
}

std::vector<Channel> visible_channels(const core::CommunityState& state, const std::vector<bool>& visible,
                                      const Files& files) {
  std::vector<Channel> channels;
  for (std::size_t i = 0; i < state.channels.size(); ++i) {
    if (visible[i]) channels.push_back(to_wire(state.channels[i], state, files));
  }
  return channels;
}

std::vector<Emoji> emojis_of(const core::CommunityState& state) {
  std::vector<Emoji> emojis;
  emojis.reserve(state.emojis.size());
  for (const core::Emoji& emoji : state.emojis) emojis.push_back(to_wire(emoji));
  return emojis;
}

ServerUpdateEvent server_update(const core::CommunityState& state) {
  ServerUpdateEvent out;
  out.id = state.community.id;
  return out;
}

/// One event being told; each kind has a function that adds what is to be said.
struct Teller {
  const core::Event& event;
  hub::Perspective perspective;
  const hub::View& view;
  std::vector<Event>& out;
  ViewFiles files{view};

  const core::CommunityState& state() const { return *view.community(); }
  bool is_private() const { return core::is_private(state().community.kind); }
  bool is_group() const { return state().community.kind == core::CommunityKind::group; }
  core::UserId person() const { return core::UserId(event.stream.id); }
  core::CommunityId server() const { return core::CommunityId(event.stream.id); }
  bool person_is_bot() const {
    const core::User* user = view.user(person());
    return user != nullptr && user->bot;
  }

  // --- people
  void operator()(const core::UserUpdated& e) const {
    const core::User* before = view.before();
    if (before == nullptr) return;
    auto changed = changes(*before, e.user, files);
    if (!changed.empty) tell(UserUpdateEvent{e.user.id, std::move(changed.data), std::move(changed.clear)});
  }
  /// The person's own sessions end otherwise.
  void operator()(const core::UserDeleted& e) const {
    if (is_self(perspective)) return;
    tell(UserPlatformWipeEvent{person(), e.flags});
    UserUpdateEvent update;
    update.id = person();
    update.data.username = "Deleted User " + to_text(person());
    update.data.discriminator = "0000";
    update.data.flags = e.flags;
    update.data.relations.emplace();
    update.clear = {FieldsUser::avatar,          FieldsUser::status_text,        FieldsUser::status_presence,
                    FieldsUser::profile_content, FieldsUser::profile_background, FieldsUser::internal};
    tell(std::move(update));
  }
  void operator()(const core::LoginSessionDeleted& e) const {
    if (!person_is_bot()) tell(AuthEvent{DeleteSessionAction{person(), e.session}});
  }
  void operator()(const core::LoginSessionsDeleted& e) const {
    if (person_is_bot()) return;
    DeleteAllSessionsAction action;
    action.user_id = person();
    if (e.except.value != 0) action.exclude_session_id = e.except;
    tell(AuthEvent{action});
  }
  void operator()(const core::RelationshipChanged& e) const {
    Sight sight;
    sight.relation = e.relation;
    sight.online = view.online(e.other.id);
    sight.profile = e.relation == core::Relation::friends;
    UserRelationshipEvent told;
    told.id = person();
    told.user = to_wire(e.other, sight, files);
    told.status = told.user.relationship;
    tell(std::move(told));
  }
  void operator()(const core::ChannelRead& e) const { tell(ChannelAckEvent{e.channel, person(), e.message}); }
  void operator()(const core::SettingsChanged& e) const {
    UserSettingsUpdateEvent update;
    update.id = person();
    for (const auto& [key, setting] : e.settings) update.update.emplace(key, std::pair(setting.revision_ms, setting.value));
    tell(std::move(update));
  }

  // --- communities and their members
  void operator()(const core::CommunityUpdated& e) const {
    if (is_private()) {
      if (!is_group() || !e.edit.owner.is_set() || state().channels.empty()) return;
      ChannelUpdateEvent update;
      update.id = state().channels.front().id;
      update.data.owner = e.edit.owner.value();
      return tell(std::move(update));
    }
    auto changed = to_wire(e.edit, files);
    if (!changed.empty) tell(ServerUpdateEvent{server(), std::move(changed.data), std::move(changed.clear)});
  }
  void operator()(const core::CommunityDeleted&) const {
    if (!is_private()) return tell(ServerDeleteEvent{server()});
    for (const core::Channel& channel : state().channels) tell(ChannelDeleteEvent{channel.id});
  }
  /// The joiner's own connections are told through encode_joined.
  void operator()(const core::MemberJoined& e) const {
    if (is_self(perspective)) return;
    if (!is_private()) return tell(ServerMemberJoinEvent{server(), e.member.user, to_wire(e.member, files)});
    if (is_group()) tell(ChannelGroupJoinEvent{state().channels.front().id, e.member.user});
  }
  void operator()(const core::MemberLeft& e) const {
    if (!is_private()) return tell(ServerMemberLeaveEvent{server(), e.user, to_wire(e.reason)});
    if (is_group()) tell(ChannelGroupLeaveEvent{state().channels.front().id, e.user});
  }
  void operator()(const core::MemberUpdated& e) const {
    if (is_private()) return;
    auto changed = to_wire(e.edit, files);
    if (changed.empty) return;
    ServerMemberUpdateEvent update;
    update.id.server = server();
    update.id.user = e.user;
    update.data = std::move(changed.data);
    update.clear = std::move(changed.clear);
    tell(std::move(update));
  }

  // --- roles
  void operator()(const core::RoleCreated& e) const {
    const Role role = to_wire(e.role, files);
    ServerRoleUpdateEvent update;
    update.id = server();
    update.role_id = e.role.id;
    update.data = {role.id, role.name, role.permissions, role.colour, role.hoist, role.rank, role.icon};
    tell(std::move(update));
  }
  void operator()(const core::RoleUpdated& e) const {
    auto changed = to_wire(e.edit, files);
    if (!changed.empty) {
      tell(ServerRoleUpdateEvent{server(), e.role, std::move(changed.data), std::move(changed.clear)});
    }
  }
  void operator()(const core::RoleDeleted& e) const { tell(ServerRoleDeleteEvent{server(), e.role}); }
  /// Both for those who know the newer event and for those who only know ranks of single roles (4.4).
  void operator()(const core::RolesRanked& e) const {
    tell(ServerRoleRanksUpdateEvent{server(), std::vector<RoleId>(e.roles.begin(), e.roles.end())});
    for (std::size_t rank = 0; rank < e.roles.size(); ++rank) {
      ServerRoleUpdateEvent update;
      update.id = server();
      update.role_id = e.roles[rank];
      update.data.rank = static_cast<std::int64_t>(rank);
      tell(std::move(update));
    }
  }

  // --- categories and channels
  void tell_categories() const {
    if (is_private()) return;
    ServerUpdateEvent update = server_update(state());
    update.data.categories = to_wire(std::span(state().categories), std::span(state().channels));
    tell(std::move(update));
  }
  void operator()(const core::CategoryCreated&) const { tell_categories(); }
  void operator()(const core::CategoryUpdated&) const { tell_categories(); }
  void operator()(const core::CategoryDeleted&) const { tell_categories(); }

  void operator()(const core::ChannelCreated& e) const {
    if (is_private()) return;  // its people are told when they join
    ServerUpdateEvent update = server_update(state());
    update.data.channels = channel_ids(state());
    tell(std::move(update));
    tell(ChannelCreateEvent{to_wire(e.channel, state(), files)});
    if (e.channel.category != core::default_category_of(server())) tell_categories();
  }
  void operator()(const core::ChannelUpdated& e) const {
    auto changed = to_wire(e.edit, files);
    if (!changed.empty) tell(ChannelUpdateEvent{e.channel, std::move(changed.data), std::move(changed.clear)});
    if (e.edit.position || e.edit.category) tell_categories();
  }
  void operator()(const core::ChannelDeleted& e) const { tell(ChannelDeleteEvent{e.channel}); }

  // --- messages
  void operator()(const core::MessageCreated& e) const {
    const core::Message& message = e.view->message;
    MessageEvent told{to_wire(message, files)};
    if (!message.note && !message.webhook) {
      const core::User* known = view.user(message.author);
      Sight sight;  // no check of what the receiver may see of the author here (3.7)
      sight.relation = perspective.relation;
      sight.online = view.online(message.author);
      told.message.user = to_wire(known == nullptr ? e.view->author : *known, sight, files);
      const core::MemberEntry* member = is_private() ? nullptr : state().find_member(message.author);
      if (member != nullptr) told.message.member = to_wire(member->full(state().community.id), files);
    }
    tell(std::move(told));
  }
  void operator()(const core::MessageUpdated& e) const {
    MessageUpdateEvent update;
    update.id = e.message;
    update.channel = e.channel;
    if (e.edit.content) update.data.content = e.edit.content.is_set() ? spell_text(e.edit.content.value()) : "";
    if (e.edit.pinned.is_set()) {
      update.data.pinned = e.edit.pinned.value();
      if (!e.edit.pinned.value()) update.clear.push_back(FieldsMessage::pinned);
    }
    if (e.edit.edited) {
      update.data.edited = wire::Timestamp{event.time_ms};
      const std::vector<core::Embed> left(e.embeds.begin(), e.embeds.end());
      update.data.embeds = to_wire(std::span(left), files);
    }
    tell(std::move(update));
  }
  void operator()(const core::MessageEmbedsAdded& e) const {
    MessageAppendEvent append;
    append.id = e.message;
    append.channel = e.channel;
    append.append.embeds = to_wire(std::span(e.embeds), files);
    tell(std::move(append));
  }
  void tell_last_message(core::ChannelId channel, core::MessageId last) const {
    ChannelUpdateEvent update;
    update.id = channel;
    update.data.last_message_id = last;
    tell(std::move(update));
  }
  void operator()(const core::MessageDeleted& e) const {
    // Only when it was the last one is another the last now; an older one means that.
    if (e.last_message.value != 0 && e.last_message < e.message) tell_last_message(e.channel, e.last_message);
    tell(MessageDeleteEvent{e.message, e.channel});
  }
  void operator()(const core::MessagesDeleted& e) const {
    tell(BulkMessageDeleteEvent{e.channel, std::vector<MessageId>(e.messages.begin(), e.messages.end())});
  }
  void operator()(const core::ReactionAdded& e) const {
    tell(MessageReactEvent{e.message, e.channel, e.user, to_wire(e.emoji)});
  }
  void operator()(const core::ReactionRemoved& e) const {
    tell(MessageUnreactEvent{e.message, e.channel, e.user, to_wire(e.emoji)});
  }
  void operator()(const core::ReactionsOfEmojiCleared& e) const {
    tell(MessageRemoveReactionEvent{e.message, e.channel, to_wire(e.emoji)});
  }
  void operator()(const core::ReactionsCleared& e) const {
    MessageUpdateEvent update;
    update.id = e.message;
    update.channel = e.channel;
    update.data.reactions.emplace();
    tell(std::move(update));
  }

  // --- emojis, webhooks
  void operator()(const core::EmojiCreated& e) const { tell(EmojiCreateEvent{to_wire(e.emoji)}); }
  void operator()(const core::EmojiUpdated& e) const { tell(EmojiUpdateEvent{e.emoji, {e.name}}); }
  void operator()(const core::EmojiDeleted& e) const { tell(EmojiDeleteEvent{e.emoji}); }
  void operator()(const core::WebhookCreated& e) const { tell(WebhookCreateEvent{to_wire(e.webhook, std::nullopt, files)}); }
  void operator()(const core::WebhookUpdated& e) const {
    auto changed = to_wire(e.edit, files);
    tell(WebhookUpdateEvent{e.webhook, std::move(changed.data), std::move(changed.clear)});
  }
  void operator()(const core::WebhookDeleted& e) const { tell(WebhookDeleteEvent{e.webhook}); }

 private:
  void tell(Event told) const { out.push_back(std::move(told)); }
};

}  // namespace

void Dialect::encode(const core::Event& event, hub::Perspective perspective, const hub::View& view, Frames& out) {
  std::vector<Event> told;
  std::visit(Teller{event, perspective, view, told}, event.body);
  for (const Event& one : told) out.push_back(frame(encode_event(one, encoding_)));
}

void Dialect::encode_visibility(const core::Event& event, const hub::Visibility& change, hub::Perspective perspective,
                                const hub::View& view, Frames& out) {
  const core::CommunityState& state = *view.community();
  const ViewFiles files(view);
  BulkEvent bulk;
  for (core::ChannelId id : change.hidden) bulk.v.push_back(ChannelDeleteEvent{id});
  if (!change.shown.empty()) {
    // Some clients take a deleted channel out of the server's list and do not put it back (3.5).
    // And in which category a channel stands was not told to those who did not see it.
    ServerUpdateEvent update = server_update(state);
    update.data.channels = channel_ids(state);
    auto categories = to_wire(std::span(state.categories), std::span(state.channels));
    if (!categories.empty()) update.data.categories = std::move(categories);
    bulk.v.push_back(std::move(update));
  }
  for (core::ChannelId id : change.shown) {
    if (const core::Channel* channel = state.find_channel(id)) {
      bulk.v.push_back(ChannelCreateEvent{to_wire(*channel, state, files)});
    }
  }
  // A channel's own update is replaced by what it became.
  if (!std::holds_alternative<core::ChannelUpdated>(event.body)) {
    std::visit(Teller{event, perspective, view, bulk.v}, event.body);
  } else if (bulk.v.size() == 1) {
    out.push_back(frame(encode_event(bulk.v.front(), encoding_)));
    return;
  }
  out.push_back(frame(encode_event(bulk, encoding_)));
}

void Dialect::encode(const hub::PresenceChanged& change, hub::Perspective perspective, const hub::View&, Frames& out) {
  if (is_self(perspective)) return;                               // that is the connection that caused it (3.7)
  if (change.status.kind == core::StatusKind::invisible) return;  // neither coming nor going shows (3.7)
  UserUpdateEvent update;
  update.id = change.user;
  update.data.online = change.online;
  out.push_back(frame(encode_event(update, encoding_), hub::Priority::ephemeral));
}

void Dialect::encode_joined(const core::CommunityState& state, const std::vector<bool>& visible, core::UserId,
                            const hub::View& view, Frames& out) {
  const ViewFiles files(view);
  std::vector<Channel> channels = visible_channels(state, visible, files);
  if (core::is_private(state.community.kind)) {
    for (Channel& channel : channels) {
      const ChannelCreateEvent created{std::move(channel)};
      out.push_back(frame(encode_event(created, encoding_)));
    }
    return;
  }
  const ServerCreateEvent created =
      server_created(to_wire(state, state.members.size(), files), std::move(channels), emojis_of(state));
  out.push_back(frame(encode_event(created, encoding_)));
}

void Dialect::encode(const core::TypingChanged& typing, const hub::View&, Frames& out) {
  const std::string told = typing.started ? encode_event(ChannelStartTypingEvent{typing.channel, typing.user}, encoding_)
                                          : encode_event(ChannelStopTypingEvent{typing.channel, typing.user}, encoding_);
  out.push_back(frame(told, hub::Priority::ephemeral));
}

void Dialect::encode(const core::SlowmodeStarted& slowmode, const hub::View&, Frames& out) {
  UserSlowmodesEvent told;
  told.slowmodes.push_back({slowmode.channel, slowmode.duration_s, slowmode.retry_after_s});
  out.push_back(frame(encode_event(told, encoding_), hub::Priority::ephemeral));
}

}  // namespace bonfire
