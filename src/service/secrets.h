// Use cases: long random words that prove something once (core::Secret): links in mails, tickets. Functions on a
// transaction. The word is made by the caller (make_token), so that it is there when the unit is done; only its hash is
// stored.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "core/user.h"
#include "service/actor.h"
#include "store/store.h"

namespace service {

using base::Result;

/// For how long one is good: seven days for proofs of an address, a day for a new password and for deletion, five minutes
/// for tickets.
std::int64_t secret_lifetime_ms(core::SecretPurpose purpose);

/// Stores the word for a person, beside others of the same purpose. `data` is what it is to achieve (core::SecretPurpose).
void put_secret(store::Transaction& tx, Context context, std::string_view word, core::SecretPurpose purpose,
                core::UserId user, const std::string& data = {});

/// unauthenticated "secret" when nobody has given out such a word; forbidden "secret" when it is too old or serves something
/// else.
Result<core::Secret> find_secret(store::Reader& reader, Context context, std::string_view word, core::SecretPurpose purpose);
/// Finds it and uses it up.
Result<core::Secret> take_secret(store::Transaction& tx, Context context, std::string_view word,
                                 core::SecretPurpose purpose);
/// A ticket by which this person has just proved to be themselves (`validated` or `authorised`), used up; forbidden "secret"
/// also when it is somebody else's.
Result<void> take_ticket(store::Transaction& tx, Context context, std::string_view word, core::UserId user);

}  // namespace service
