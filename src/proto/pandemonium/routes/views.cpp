// See views.h.
#include "proto/pandemonium/routes/views.h"

#include "proto/pandemonium/codec.h"

#include <algorithm>

namespace pandemonium {
namespace {

class ShownSurroundings final : public Surroundings {
 public:
  ShownSurroundings(const ShownMessages& shown, const hub::Hub& hub) : shown_(shown), hub_(hub) {}
  bool online(core::UserId user) const override { return hub_.online(user); }
  const core::Channel* channel(core::ChannelId id) const override {
    const auto found = shown_.channels.find(id);
    return found == shown_.channels.end() ? nullptr : &found->second;
  }

 private:
  const ShownMessages& shown_;
  const hub::Hub& hub_;
};

class SnapshotPeople final : public People {
 public:
  SnapshotPeople(const std::vector<core::User>& users, const hub::Hub& hub) : users_(users), hub_(hub) {}
  const core::User* user(core::UserId id) const override {
    const auto found = std::ranges::lower_bound(users_, id, {}, &core::User::id);
    return found != users_.end() && found->id == id ? &*found : nullptr;
  }
  bool online(core::UserId id) const override { return hub_.online(id); }

 private:
  const std::vector<core::User>& users_;  // ascending id
  const hub::Hub& hub_;
};

std::vector<Message> to_wire(const ShownMessages& shown, const hub::Hub& hub) {
  const ShownSurroundings around(shown, hub);
  std::vector<Message> messages;
  messages.reserve(shown.views.size());
  for (const service::MessageViewRef& view : shown.views) {
    if (auto message = pandemonium::to_wire(*view, around)) messages.push_back(std::move(*message));
  }
  return messages;
}

}  // namespace

base::Result<ShownUser> load_shown_user(store::Reader& reader, const std::optional<service::Actor>& caller,
                                        core::UserId id) {
  if (caller && caller->user == id) {
    auto self = service::find_self(reader, id);
    if (!self) return base::pass(self);
    return ShownUser{self->user, *self};
  }
  auto user = service::find_user(reader, id);
  if (!user) return base::pass(user);
  if (user->username.empty()) return base::not_found("user");  // signing up elsewhere, and not done yet
  return ShownUser{*std::move(user), std::nullopt};
}

User user_view(const ShownUser& shown, const hub::Hub& hub) {
  return shown.self ? self_user(*shown.self) : public_user(shown.user, hub.online(shown.user.id));
}

ShownMessages with_channels(store::Reader& reader, std::vector<service::MessageViewRef> views) {
  ShownMessages shown;
  for (const service::MessageViewRef& view : views) {
    for (const core::MessageView* at = view.get(); at != nullptr; at = at->reply_to.get()) {
      if (shown.channels.contains(at->message.channel)) continue;
      if (auto channel = reader.channel(at->message.channel)) shown.channels.emplace(channel->id, *std::move(channel));
    }
  }
  shown.views = std::move(views);
  return shown;
}

base::Result<ShownMessages> with_channels(store::Reader& reader, const base::Result<service::MessageViewRef>& view) {
  if (!view) return base::pass(view);
  return with_channels(reader, std::vector<service::MessageViewRef>{*view});
}

std::string message_json(const ShownMessages& shown, const hub::Hub& hub) {
  const std::vector<Message> messages = to_wire(shown, hub);
  return messages.empty() ? std::string() : encode(messages.front());
}

std::string messages_json(const ShownMessages& shown, const hub::Hub& hub) { return encode(to_wire(shown, hub)); }

SphereParts sphere_view(const core::CommunitySnapshot& snapshot, const hub::Hub& hub) {
  return to_wire(snapshot.state, nullptr, SnapshotPeople(snapshot.users, hub));
}

}  // namespace pandemonium
