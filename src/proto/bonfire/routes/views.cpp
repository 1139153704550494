// Loading and showing people and their files.
#include "proto/bonfire/routes/views.h"

#include "core/access.h"
#include "proto/bonfire/codec.h"
#include "proto/bonfire/errors.h"
#include "service/accounts.h"
#include "service/acquaintance.h"

#include <utility>

namespace bonfire {

void LoadedFiles::add(store::Reader& reader, const std::optional<core::FileId>& id,
                      std::initializer_list<core::FileBucket> buckets) {
  if (!id || files_.contains(*id)) return;
  for (const core::FileBucket bucket : buckets) {
    if (auto file = reader.file(*id, bucket)) {
      files_.emplace(*id, *std::move(file));
      return;
    }
  }
}

const core::File* LoadedFiles::file(core::FileId id) const {
  const auto found = files_.find(id);
  return found == files_.end() ? nullptr : &found->second;
}

ShownUser show_user(store::Reader& reader, core::UserId caller, core::User user) {
  ShownUser shown;
  if (user.id == caller) {
    shown.relation = core::Relation::self;
    shown.relations = reader.relationships_of(caller);
  } else {
    shown.relation = reader.relation(caller, user.id);
    const auto one = reader.user(caller);
    const core::Permissions held = one ? service::permissions_towards(reader, *one, user) : 0;
    shown.profile = core::has(held, core::user_permission::view_profile);
  }
  shown.user = std::move(user);
  return shown;
}

User user_view(const ShownUser& shown, const hub::Hub& hub, const Files& files) {
  const bool online = hub.online(shown.user.id);
  if (shown.relation == core::Relation::self) return self_to_wire(shown.user, online, shown.relations, files);
  return to_wire(shown.user, Sight{shown.relation, online, shown.profile}, files);
}

base::Result<UserAnswer> load_user_answer(store::Reader& reader, core::UserId caller, core::UserId user) {
  auto found = service::find_user(reader, user);
  if (!found) return base::pass(found);
  UserAnswer answer;
  answer.files.add_avatar(reader, *found);
  answer.shown = show_user(reader, caller, *std::move(found));
  return answer;
}

http::Response user_response(const UserAnswer& answer, const hub::Hub& hub) {
  return json_response(encode(user_view(answer.shown, hub, answer.files)));
}

ChannelUnread unread_view(const core::ReadState& state, core::UserId user) {
  ChannelUnread unread;
  unread.id.channel = state.channel;
  unread.id.user = user;
  if (state.last_read.value != 0) unread.last_id = MessageId(state.last_read);
  unread.mentions.assign(state.mentions.begin(), state.mentions.end());
  return unread;
}

}  // namespace bonfire
