// Use cases: bots. A bot is a person (core::User) without a password or log-ins, which its owner manages; its token is
// derived from its id and `token_version` (derived_token.h). Functions on a transaction. What is the owner's alone is
// not_found "bot" for everybody else.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "core/change.h"
#include "core/user.h"
#include "service/actor.h"
#include "store/store.h"

namespace service {

using base::Result;

struct BotWithUser {
  core::Bot bot;
  core::User user;
};

/// `name` is a tag name (core::clean_tag_name). forbidden "bot" when the actor is one; invalid "bots" with the limit when
/// they own `owned_max`; invalid and already_exists "tag_name" as in naming.h. No event: nobody knows it yet.
Result<BotWithUser> create_bot(store::Transaction& tx, Actor actor, const std::string& name, std::uint32_t owned_max);
/// Ascending id.
std::vector<BotWithUser> list_bots(store::Reader& reader, Actor actor);
Result<BotWithUser> find_bot(store::Reader& reader, Actor actor, core::UserId id);
/// One that the actor (none: anybody) may invite: open, or their own. not_found "bot" when there is none, forbidden "bot"
/// when it is neither.
Result<BotWithUser> find_invitable_bot(store::Reader& reader, std::optional<Actor> actor, core::UserId id);

struct BotEdit {
  core::Change<std::string> name;
  core::Change<bool> open;
  core::Change<bool> analytics;
  core::Change<std::string> interactions_url;
  bool new_token = false;
};
/// The name as in change_tag_name (naming.h), with its errors. Events on the bot's stream: UserUpdated for the name,
/// LoginSessionsDeleted for a new token.
Result<BotWithUser> edit_bot(store::Transaction& tx, Context context, Actor actor, core::UserId id, const BotEdit& edit);
/// As delete_account (account_end.h).
Result<void> delete_bot(store::Transaction& tx, Context context, Actor actor, core::UserId id);

}  // namespace service
