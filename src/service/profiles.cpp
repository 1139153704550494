// Use cases: what a person shows of themselves. See accounts.h; run inside a unit of work.
#include <utility>

#include "service/account_changes.h"
#include "service/accounts.h"
#include "service/file_use.h"

namespace service {

using base::ErrorKind;

namespace {

Result<void> take(store::Transaction& tx, const core::Change<core::FileId>& file, core::FileBucket bucket, FileUse use,
                  std::string_view subject) {
  if (file.is_set() && !take_file(tx, file.value(), {bucket}, use)) return base::invalid(subject, "no such file");
  return {};
}

Result<SelfUser> save_profile(store::Transaction& tx, Context context, core::UserId target, const ProfileEdit& edit) {
  auto self = load_self(tx, target);
  if (!self) return self;
  if (auto ok = take(tx, edit.avatar, core::FileBucket::avatars, edit.file_use, "avatar"); !ok) return base::pass(ok);
  if (auto ok = take(tx, edit.banner, core::FileBucket::banners, edit.file_use, "banner"); !ok) return base::pass(ok);
  core::User& user = self->user;
  edit.display_name.apply_to(user.display_name);
  edit.status_text.apply_to(user.status.text);
  if (edit.status_kind.is_cleared()) user.status.kind = core::StatusKind::online;
  edit.status_kind.apply_to(user.status.kind);
  edit.bio.apply_to(user.bio);
  edit.avatar.apply_to(user.avatar);
  edit.banner.apply_to(user.banner);
  edit.pronouns.apply_to(user.pronouns);
  edit.badges.apply_to(user.badges);
  edit.flags.apply_to(user.flags);
  const bool any = edit.display_name || edit.status_text || edit.status_kind || edit.bio || edit.avatar || edit.banner ||
                   edit.pronouns || edit.badges || edit.flags;
  if (any) save_and_tell(tx, context, *self);
  return self;
}

bool is_privileged(store::Reader& reader, core::UserId id) {
  const auto user = reader.user(id);
  return user && (user->instance_permissions & core::instance_permission::privileged) != 0;
}

}  // namespace

Result<SelfUser> edit_profile(store::Transaction& tx, Context context, Actor actor, const ProfileEdit& edit) {
  return edit_profile_of(tx, context, actor, actor.user, edit);
}

Result<SelfUser> edit_profile_of(store::Transaction& tx, Context context, Actor actor, core::UserId target,
                                 const ProfileEdit& edit) {
  bool allowed = actor.user == target && !edit.badges && !edit.flags;
  if (!allowed && !edit.badges && !edit.flags) {
    const auto bot = tx.bot(target);
    allowed = bot && bot->owner == actor.user;
  }
  if (!allowed && !is_privileged(tx, actor.user)) return base::fail(ErrorKind::forbidden, "privileged");
  return save_profile(tx, context, target, edit);
}

Result<void> set_instance_permissions(store::Transaction& tx, Context context, core::UserId id, std::uint64_t permissions) {
  auto self = load_self(tx, id);
  if (!self) return base::pass(self);
  self->user.instance_permissions = permissions;
  save_and_tell(tx, context, *self);
  return {};
}

}  // namespace service
