// See bots.h. Run inside a unit of work.
#include "service/bots.h"

#include <utility>

#include "core/names.h"
#include "service/account_end.h"
#include "service/accounts.h"
#include "service/naming.h"
#include "service/standing.h"

namespace service {

using base::ErrorKind;

namespace {

Result<BotWithUser> load_bot(store::Reader& reader, core::UserId id) {
  auto bot = reader.bot(id);
  auto user = reader.user(id);
  if (!bot || !user || user->deleted) return base::not_found("bot");
  return BotWithUser{*std::move(bot), *std::move(user)};
}

}  // namespace

Result<BotWithUser> create_bot(store::Transaction& tx, Actor actor, const std::string& name, std::uint32_t owned_max) {
  const auto owner = load_actor(tx, actor);
  if (!owner) return base::pass(owner);
  if (owner->bot) return base::fail(ErrorKind::forbidden, "bot", "bots own no bots");
  if (!core::is_tag_name(name)) return base::invalid("tag_name", "2 to 32 letters, digits, '_', '.' or '-'");
  if (tx.bots_of(actor.user).size() >= owned_max) {
    return base::fail(ErrorKind::invalid, "bots", std::uint64_t{owned_max});
  }
  BotWithUser made;
  made.user.id = core::UserId(tx.next_id());
  made.user.bot = true;
  made.user.bot_owner = actor.user;
  if (auto given = give_tag_name(tx, made.user, name); !given) return base::pass(given);
  if (auto ok = give_handle(tx, made.user); !ok) return base::pass(ok);
  core::Account account;  // without a password nobody can log in
  account.user_id = made.user.id;
  tx.insert_user(made.user, account);
  made.bot.id = made.user.id;
  made.bot.owner = actor.user;
  tx.put_bot(made.bot);
  return made;
}

std::vector<BotWithUser> list_bots(store::Reader& reader, Actor actor) {
  std::vector<BotWithUser> bots;
  for (const core::Bot& bot : reader.bots_of(actor.user)) {
    if (auto found = load_bot(reader, bot.id)) bots.push_back(*std::move(found));
  }
  return bots;
}

Result<BotWithUser> find_bot(store::Reader& reader, Actor actor, core::UserId id) {
  auto found = load_bot(reader, id);
  if (found && found->bot.owner != actor.user) return base::not_found("bot");
  return found;
}

Result<BotWithUser> find_invitable_bot(store::Reader& reader, std::optional<Actor> actor, core::UserId id) {
  auto found = load_bot(reader, id);
  if (!found) return found;
  const bool own = actor && found->bot.owner == actor->user;
  if (!found->bot.open && !own) return base::fail(ErrorKind::forbidden, "bot", "not open to everybody");
  return found;
}

Result<BotWithUser> edit_bot(store::Transaction& tx, Context context, Actor actor, core::UserId id, const BotEdit& edit) {
  auto found = find_bot(tx, actor, id);
  if (!found) return found;
  if (edit.name.is_set()) {
    auto renamed = change_tag_name(tx, context, id, edit.name.value());
    if (!renamed) return base::pass(renamed);
    found->user = std::move(renamed->user);
  }
  core::Bot& bot = found->bot;
  edit.open.apply_to(bot.open);
  edit.analytics.apply_to(bot.analytics);
  if (edit.interactions_url.is_cleared()) bot.interactions_url.clear();
  edit.interactions_url.apply_to(bot.interactions_url);
  if (edit.new_token) {
    ++bot.token_version;
    tx.append_event(core::stream_of(id), context.now_ms, core::LoginSessionsDeleted{});
  }
  tx.put_bot(bot);
  return found;
}

Result<void> delete_bot(store::Transaction& tx, Context context, Actor actor, core::UserId id) {
  if (auto found = find_bot(tx, actor, id); !found) return base::pass(found);
  return delete_account(tx, context, id);
}

}  // namespace service
