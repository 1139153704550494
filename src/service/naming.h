// Use cases: the two names of a person (core/user.h). Functions on a transaction. Which names an instance does not want is
// checked by the protocol that received the wish; here it is checked what depends on other people.
//
// The names follow each other, so that a person is recognised whatever protocol others use: a new username is the tag name
// too; a new tag name gives the username that goes with it (core::handle_of), with a number when that one is taken. A tag
// name without any ASCII letter leaves the username as it is.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "core/user.h"
#include "service/accounts.h"
#include "service/actor.h"
#include "store/store.h"

namespace service {

/// How long after a rename that had to draw another discriminator the next such one is refused: otherwise people would
/// rename to and fro until they get a number they like.
inline constexpr std::int64_t kDiscriminatorPauseMs = 24 * 60 * 60 * 1000;

/// Finishes the registration of somebody without a name; `tag_name` is as core::clean_tag_name gives it. invalid "tag_name"
/// when it is not such a name; forbidden "named" when there is a name already; already_exists "tag_name" when all its
/// discriminators are taken. Event: UserUpdated.
Result<SelfUser> choose_name(store::Transaction& tx, Context context, core::UserId user, const std::string& tag_name);

/// Keeps the discriminator when it is free with the new name, otherwise draws one: forbidden "discriminator" when that
/// happened within the last day. The same name in another case is always free. invalid and already_exists "tag_name" as
/// above. For bots too. Event: UserUpdated, unless nothing changes.
Result<SelfUser> change_tag_name(store::Transaction& tx, Context context, core::UserId user, const std::string& tag_name);

/// The person of that name and number, whatever the case of the name; not_found "user".
Result<core::User> find_by_tag(store::Reader& reader, std::string_view tag_name, std::uint16_t discriminator);

/// For use cases that make or rename people: writes the tag name into `user`, with the discriminator it has when that is
/// free, otherwise with a random one that is. already_exists "tag_name" when none is left.
struct NameGiven {
  bool another_discriminator = false;
};
Result<NameGiven> give_tag_name(store::Reader& reader, core::User& user, const std::string& tag_name);
/// Likewise the username that goes with the tag name that `user` has by now.
Result<void> give_handle(store::Reader& reader, core::User& user);

}  // namespace service
