// What one changes of oneself and of one's bots (bonfire-rest 3.3). Loop thread.
#include "proto/bonfire/codec.h"
#include "proto/bonfire/routes/delta.h"
#include "proto/bonfire/routes/guard.h"
#include "proto/bonfire/routes/input.h"
#include "proto/bonfire/routes/proofs.h"
#include "proto/bonfire/routes/units.h"
#include "proto/bonfire/routes/views.h"
#include "service/accounts.h"
#include "service/naming.h"

#include <optional>
#include <string>

namespace bonfire {
namespace {

template <typename T>
void set(core::Change<T>& change, const std::optional<T>& value) {
  if (value) change = *value;
}
/// An empty text is none.
void set_text(core::Change<std::string>& change, const std::optional<std::string>& text) {
  if (text) change = text->empty() ? core::Change<std::string>::cleared() : core::Change<std::string>(*text);
}
void set_file(core::Change<core::FileId>& change, const std::optional<FileId>& file) {
  if (file) change = file->id;
}

void remove(service::ProfileEdit& edit, FieldsUser field) {
  switch (field) {
    case FieldsUser::avatar:
      edit.avatar = core::Change<core::FileId>::cleared();
      break;
    case FieldsUser::status_text:
      edit.status_text = core::Change<std::string>::cleared();
      break;
    case FieldsUser::status_presence:
      edit.status_kind = core::Change<core::StatusKind>::cleared();
      break;
    case FieldsUser::profile_content:
      edit.bio = core::Change<std::string>::cleared();
      break;
    case FieldsUser::profile_background:
      edit.banner = core::Change<core::FileId>::cleared();
      break;
    case FieldsUser::display_name:
      edit.display_name = core::Change<std::string>::cleared();
      break;
    case FieldsUser::pronouns:
      edit.pronouns = core::Change<std::string>::cleared();
      break;
    case FieldsUser::internal:
      break;  // the server's own
  }
}

/// What is both removed and given is given.
service::ProfileEdit to_edit(const UserEdit& body) {
  service::ProfileEdit edit;
  edit.file_use = service::FileUse::once;
  for (const FieldsUser field : body.remove) remove(edit, field);
  set(edit.display_name, body.display_name);
  set(edit.pronouns, body.pronouns);
  set_file(edit.avatar, body.avatar);
  if (body.status) {
    set_text(edit.status_text, body.status->text);
    if (body.status->presence) edit.status_kind = to_core(*body.status->presence);
  }
  if (body.profile) {
    set_text(edit.bio, body.profile->content);
    set_file(edit.banner, body.profile->background);
  }
  if (body.badges) edit.badges = std::uint64_t{*body.badges};
  set(edit.flags, body.flags);
  return edit;
}

base::Task<http::Response> edit_user(RoutesContext& context, http::Request& request, Caller caller) {
  const auto id = path_user(request, *caller.actor);
  if (!id) co_return error_response(id.error());
  const auto body = decode<UserEdit>(request.body);
  if (!body) co_return error_response(body.error());
  if (body->display_name) {
    if (const auto ok = check_display_name(*body->display_name); !ok) co_return error_response(ok.error());
  }
  const auto unit = [id = *id, edit = to_edit(*body), caller](store::Transaction& tx) -> base::Result<UserAnswer> {
    if (auto found = service::find_user(tx, id); !found) return base::pass(found);
    if (auto ok = service::edit_profile_of(tx, caller.context, *caller.actor, id, edit); !ok) return base::pass(ok);
    return load_user_answer(tx, id, id);
  };
  const base::Result<UserAnswer> answer = co_await write(context, unit);
  if (!answer) co_return error_response(answer.error());
  co_return user_response(*answer, context.hub);
}

base::Task<http::Response> change_username(RoutesContext& context, http::Request& request, Caller caller) {
  if (!caller.actor->named) co_return error_response(invalid_session());
  const auto body = decode<UsernameEdit>(request.body);
  if (!body) co_return error_response(body.error());
  const auto name = read_username(body->username);
  if (!name) co_return error_response(name.error());
  const base::Result<void> right = co_await check_own_password(context, caller.context, caller.actor->user, body->password);
  if (!right) co_return error_response(right.error());
  const auto unit = [name = *name, caller](store::Transaction& tx) -> base::Result<UserAnswer> {
    const core::UserId user = caller.actor->user;
    if (auto named = service::change_tag_name(tx, caller.context, user, name); !named) return base::pass(named);
    return load_user_answer(tx, user, user);
  };
  const base::Result<UserAnswer> answer = co_await write(context, unit);
  if (!answer) co_return error_response(answer.error());
  co_return user_response(*answer, context.hub);
}

}  // namespace

void add_own_user_routes(http::Mount& mount, RoutesContext& context) {
  using http::Method;
  add_route(mount, context, Method::patch, "/users/{user}", {}, edit_user);
  add_route(mount, context, Method::patch, "/users/@me/username", {.access = Access::session}, change_username);
}

}  // namespace bonfire
