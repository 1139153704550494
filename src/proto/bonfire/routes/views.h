// What routes show: values of the store joined with who is online (bonfire 5.1, bonfire-rest 3.3). Loading runs inside a
// unit of work, showing on the loop's thread.
#pragma once

#include "core/file.h"
#include "core/user.h"
#include "http/message.h"
#include "hub/hub.h"
#include "proto/bonfire/translate.h"
#include "service/actor.h"
#include "store/store.h"

#include <initializer_list>
#include <map>
#include <optional>
#include <vector>

namespace bonfire {

/// The facts of files, collected while there is a reader.
class LoadedFiles final : public Files {
 public:
  /// Looks in the buckets one after the other; one that is nowhere stays unknown.
  void add(store::Reader& reader, const std::optional<core::FileId>& id, std::initializer_list<core::FileBucket> buckets);
  void add_avatar(store::Reader& reader, const core::User& user) { add(reader, user.avatar, {core::FileBucket::avatars}); }
  const core::File* file(core::FileId id) const override;

 private:
  std::map<core::FileId, core::File> files_;
};

/// A person as the caller sees them.
struct ShownUser {
  core::User user;
  core::Relation relation = core::Relation::none;  // the caller's towards them; self: the own view
  bool profile = true;                             // the caller may see their profile
  std::vector<core::Relationship> relations;       // in the own view
};

/// How the caller sees somebody who was loaded already.
ShownUser show_user(store::Reader& reader, core::UserId caller, core::User user);
User user_view(const ShownUser& shown, const hub::Hub& hub, const Files& files);

/// One person with their avatar's facts.
struct UserAnswer {
  ShownUser shown;
  LoadedFiles files;
};
/// not_found "user" also for deleted people.
base::Result<UserAnswer> load_user_answer(store::Reader& reader, core::UserId caller, core::UserId user);
/// 200 with the User.
http::Response user_response(const UserAnswer& answer, const hub::Hub& hub);

/// How far `user` has read a channel.
ChannelUnread unread_view(const core::ReadState& state, core::UserId user);

}  // namespace bonfire
