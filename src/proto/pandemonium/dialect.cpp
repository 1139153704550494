// Core events as payloads. Hub thread.
#include "proto/pandemonium/dialect.h"

#include "core/access.h"
#include "proto/pandemonium/codec.h"
#include "proto/pandemonium/translate.h"

#include <algorithm>

namespace pandemonium {
namespace {

class ViewPeople final : public People {
 public:
  explicit ViewPeople(const hub::View& view) : view_(view) {}
  const core::User* user(core::UserId id) const override { return view_.user(id); }
  bool online(core::UserId id) const override { return view_.online(id); }

 private:
  const hub::View& view_;
};

/// Whether no member at all is kept from seeing the channel. One frame goes to many receivers, so what is quoted in it from
/// another channel must be for everybody's eyes.
bool everybody_sees(const core::CommunityState& state, const core::Channel& channel) {
  constexpr core::Permissions kView = core::permission::view_channel;
  if (!core::has(core::guest_channel_permissions(state.community, channel), kView)) return false;
  const auto denies = [](const core::PermissionOverride& o) { return (o.deny & kView) != 0; };
  return std::none_of(state.roles.begin(), state.roles.end(), [&](const core::Role& r) { return denies(r.permissions); }) &&
         std::none_of(channel.role_overrides.begin(), channel.role_overrides.end(),
                      [&](const core::RoleOverride& o) { return denies(o.value); });
}

class EventSurroundings final : public Surroundings {
 public:
  EventSurroundings(const hub::View& view, core::ChannelId own) : view_(view), own_(own) {}
  bool online(core::UserId user) const override { return view_.online(user); }
  const core::Channel* channel(core::ChannelId id) const override {
    const core::CommunityState* state = view_.community();
    const core::Channel* found = state == nullptr ? nullptr : state->find_channel(id);
    return found == nullptr || id == own_ || everybody_sees(*state, *found) ? found : nullptr;
  }

 private:
  const hub::View& view_;
  core::ChannelId own_;  // whoever is told of the event sees this one
};

bool is_self(hub::Perspective perspective) { return perspective.standing == hub::Perspective::Standing::self; }

/// One event being told; each kind has a function.
struct Teller {
  const core::Event& event;
  hub::Perspective perspective;
  const hub::View& view;
  hub::Dialect::Frames& out;

  Id sphere() const { return event.stream.id; }
  template <typename Payload>
  void tell(const Payload& payload, hub::Priority priority = hub::Priority::durable) const {
    out.push_back(hub::Frame::make(hub::Opcode::text, pandemonium::encode(payload), priority));
  }

  void operator()(const core::UserUpdated& e) const {
    if (is_self(perspective)) return tell(UserUpdatePayload{self_user(e.user, e.email, e.verified)});
    tell(UserUpdatePayload{public_user(e.user, view.online(e.user.id))});
  }
  // Sessions are closed and members leave by events of their own; there is no word for these.
  void operator()(const core::UserDeleted&) const {}
  void operator()(const core::LoginSessionDeleted&) const {}
  void operator()(const core::LoginSessionsDeleted&) const {}
  void operator()(const core::RelationshipChanged&) const {}
  void operator()(const core::ChannelRead&) const {}
  void operator()(const core::SettingsChanged&) const {}
  // Roles show only in what can be seen, see encode_visibility.
  void operator()(const core::RoleCreated&) const {}
  void operator()(const core::RoleUpdated&) const {}
  void operator()(const core::RoleDeleted&) const {}
  void operator()(const core::RolesRanked&) const {}
  void operator()(const core::WebhookCreated&) const {}
  void operator()(const core::WebhookUpdated&) const {}
  void operator()(const core::WebhookDeleted&) const {}

  void operator()(const core::CommunityUpdated& e) const {
    const SphereEdit edit = to_wire(e.edit);
    if (edit != SphereEdit{}) tell(SphereUpdatePayload{{edit, sphere()}});
  }
  void operator()(const core::CommunityDeleted&) const { tell(SphereLeavePayload{{sphere()}}); }
  /// The joiner's own connections are told through encode_joined.
  void operator()(const core::MemberJoined& e) const {
    if (is_self(perspective)) return;
    tell(SphereMemberJoinPayload{{public_user(e.user, view.online(e.user.id)), sphere()}});
  }
  void operator()(const core::MemberLeft& e) const {
    if (is_self(perspective)) return tell(SphereLeavePayload{{sphere()}});
    tell(SphereMemberLeavePayload{{e.user.value, sphere()}});
  }
  void operator()(const core::MemberUpdated& e) const {
    const MemberEdit edit = to_wire(e.edit);
    if (edit != MemberEdit{}) tell(SphereMemberUpdatePayload{{edit, e.user.value, sphere()}});
  }

  void operator()(const core::CategoryCreated& e) const { tell(CategoryCreatePayload{{to_wire(e.category), sphere()}}); }
  void operator()(const core::CategoryUpdated& e) const {
    tell(CategoryUpdatePayload{{to_wire(e.edit), e.category.value, sphere()}});
  }
  void operator()(const core::CategoryDeleted& e) const { tell(CategoryDeletePayload{{e.category.value, sphere()}}); }

  void operator()(const core::ChannelCreated& e) const {
    if (is_shown(e.channel.kind)) tell(SphereChannelCreatePayload{{to_wire(e.channel), sphere()}});
  }
  void operator()(const core::ChannelUpdated& e) const {
    const SphereChannelEdit edit = to_wire(e.edit);
    if (edit != SphereChannelEdit{}) tell(SphereChannelUpdatePayload{{edit, e.channel.value, sphere()}});
  }
  void operator()(const core::ChannelDeleted& e) const { tell(SphereChannelDeletePayload{{e.channel.value, sphere()}}); }

  void operator()(const core::MessageCreated& e) const {
    auto message = to_wire(*e.view, EventSurroundings(view, e.view->message.channel));
    if (message) tell(MessageCreatePayload{std::move(*message)});
  }
  void operator()(const core::MessageUpdated& e) const {
    MessageEdit edit = to_wire(e.edit);
    if (edit.content.is_absent() && !edit.attachments && !edit.embeds) return;
    tell(MessageUpdatePayload{{e.channel.value, e.message.value, std::move(edit)}});
  }
  void operator()(const core::MessagesDeleted& e) const {
    for (core::MessageId message : e.messages) tell(MessageDeletePayload{{e.channel.value, message.value}});
  }
  void operator()(const core::MessageDeleted& e) const { tell(MessageDeletePayload{{e.channel.value, e.message.value}}); }
  void operator()(const core::MessageEmbedsAdded& e) const {
    if (e.embeds.empty()) return;  // never empty, says 2.13
    tell(MessageEmbedPopulatePayload{{e.channel.value, e.message.value, to_wire(std::span(e.embeds))}});
  }
  void operator()(const core::ReactionAdded& e) const {
    tell(MessageReactPayload{{e.channel.value, e.message.value, e.user.value, to_wire(e.emoji)}});
  }
  void operator()(const core::ReactionRemoved& e) const {
    tell(MessageReactionDeletePayload{{e.channel.value, e.message.value, e.user.value, to_wire(e.emoji)}});
  }
  void operator()(const core::ReactionsOfEmojiCleared& e) const {
    for (core::UserId user : e.users) {
      tell(MessageReactionDeletePayload{{e.channel.value, e.message.value, user.value, to_wire(e.emoji)}});
    }
  }
  void operator()(const core::ReactionsCleared& e) const {
    tell(MessageReactionClearPayload{{e.channel.value, e.message.value}});
  }

  void operator()(const core::EmojiCreated& e) const { tell(EmojiCreatePayload{{sphere(), to_wire(e.emoji)}}); }
  void operator()(const core::EmojiUpdated& e) const { tell(EmojiUpdatePayload{{sphere(), e.emoji.value, {e.name}}}); }
  void operator()(const core::EmojiDeleted& e) const { tell(EmojiDeletePayload{{sphere(), e.emoji.value}}); }
};

}  // namespace

void Dialect::encode(const core::Event& event, hub::Perspective perspective, const hub::View& view, Frames& out) {
  if (view.community() != nullptr && core::is_private(view.community()->community.kind)) return;
  std::visit(Teller{event, perspective, view, out}, event.body);
}

void Dialect::encode_visibility(const core::Event& event, const hub::Visibility& change, hub::Perspective perspective,
                                const hub::View& view, Frames& out) {
  const core::CommunityState& state = *view.community();
  if (core::is_private(state.community.kind)) return;
  const Teller teller{event, perspective, view, out};
  for (core::ChannelId id : change.hidden) {
    const core::Channel* channel = state.find_channel(id);
    if (channel == nullptr || is_shown(channel->kind)) teller.tell(SphereChannelDeletePayload{{id.value, teller.sphere()}});
  }
  for (core::ChannelId id : change.shown) {
    const core::Channel* channel = state.find_channel(id);
    if (channel != nullptr && is_shown(channel->kind)) {
      teller.tell(SphereChannelCreatePayload{{to_wire(*channel), teller.sphere()}});
    }
  }
  // What happened to a channel that appears or vanishes by it is told by that.
  if (!std::holds_alternative<core::ChannelUpdated>(event.body)) std::visit(teller, event.body);
}

void Dialect::encode(const hub::PresenceChanged& change, hub::Perspective, const hub::View&, Frames& out) {
  if (change.status.kind == core::StatusKind::invisible) return;  // neither coming nor going shows (2.12)
  const PresenceUpdatePayload payload{{change.user.value, public_status(change.status, change.online)}};
  out.push_back(hub::Frame::make(hub::Opcode::text, pandemonium::encode(payload), hub::Priority::ephemeral));
}

void Dialect::encode_joined(const core::CommunityState& state, const std::vector<bool>& visible, core::UserId,
                            const hub::View& view, Frames& out) {
  if (core::is_private(state.community.kind)) return;
  const SphereJoinParts payload{{pandemonium::encode(to_wire(state, &visible, ViewPeople(view)))}};
  out.push_back(hub::Frame::make(hub::Opcode::text, pandemonium::encode(payload)));
}

std::string encode_snapshot(const hub::Snapshot& snapshot) {
  AuthenticatedParts payload;
  payload.d.user = self_user(snapshot.user, snapshot.email, snapshot.verified);
  payload.d.spheres.reserve(snapshot.communities.size());
  const ViewPeople people(*snapshot.view);
  for (const hub::Snapshot::Entry& entry : snapshot.communities) {
    if (core::is_private(entry.state->community.kind)) continue;
    payload.d.spheres.push_back({encode(to_wire(*entry.state, entry.visible, people))});
  }
  return encode(payload);
}

}  // namespace pandemonium
