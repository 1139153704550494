// What the use cases on accounts share. Runs inside a unit of work.
#pragma once

#include <cstdint>

#include "service/accounts.h"

namespace service {

/// not_found "user" also for deleted people.
Result<SelfUser> load_self(store::Reader& reader, core::UserId id);
/// The number that the next event of the person's stream gets; a value saved together with it carries it as its revision.
std::uint64_t next_revision(store::Reader& reader, core::UserId id);
/// Saves the person's row with its new revision (also into `self`) and appends UserUpdated. The account is the caller's to
/// save.
void save_and_tell(store::Transaction& tx, Context context, SelfUser& self);
/// The address, and what it is found by.
void set_email(core::Account& account, const std::string& email);
/// Ends what went to the old address: it must not speak for the new one.
void end_address_proofs(store::Transaction& tx, core::UserId id);
/// Ends what could set another password.
void end_password_resets(store::Transaction& tx, core::UserId id);
/// not_found "user" also for deleted people.
Result<core::Account> load_account(store::Reader& reader, core::UserId id);
/// With the time it is good for: a day to reset a password, seven days to verify an address.
core::OneTimeCode make_code(Context context, core::UserId user, core::CodePurpose purpose, std::int32_t code);

}  // namespace service
