// See secrets.h. Run inside a unit of work.
#include "service/secrets.h"

#include <utility>

#include "service/authenticator.h"

namespace service {

using base::ErrorKind;
using core::SecretPurpose;

namespace {

Result<core::Secret> find_current(store::Reader& reader, Context context, std::string_view word) {
  auto secret = reader.secret(hash_token(word));
  if (!secret) return base::fail(ErrorKind::unauthenticated, "secret");
  if (secret->expires_ms <= context.now_ms) return base::fail(ErrorKind::forbidden, "secret");
  return *std::move(secret);
}

}  // namespace

std::int64_t secret_lifetime_ms(SecretPurpose purpose) {
  constexpr std::int64_t kMinuteMs = 60'000, kDayMs = 24 * 60 * kMinuteMs;
  switch (purpose) {
    case SecretPurpose::verify_email:
    case SecretPurpose::change_email:
      return 7 * kDayMs;
    case SecretPurpose::reset_password:
    case SecretPurpose::delete_account:
      return kDayMs;
    case SecretPurpose::login_pending:
    case SecretPurpose::validated:
    case SecretPurpose::authorised:
      return 5 * kMinuteMs;
  }
  return 0;
}

void put_secret(store::Transaction& tx, Context context, std::string_view word, SecretPurpose purpose, core::UserId user,
                const std::string& data) {
  core::Secret secret;
  secret.hash = hash_token(word);
  secret.purpose = purpose;
  secret.user = user;
  secret.expires_ms = context.now_ms + secret_lifetime_ms(purpose);
  secret.data = data;
  tx.put_secret(secret);
}

Result<core::Secret> find_secret(store::Reader& reader, Context context, std::string_view word, SecretPurpose purpose) {
  auto secret = find_current(reader, context, word);
  if (secret && secret->purpose != purpose) return base::fail(ErrorKind::forbidden, "secret");
  return secret;
}

Result<core::Secret> take_secret(store::Transaction& tx, Context context, std::string_view word, SecretPurpose purpose) {
  auto secret = find_secret(tx, context, word, purpose);
  if (secret) tx.delete_secret(secret->hash);
  return secret;
}

Result<void> take_ticket(store::Transaction& tx, Context context, std::string_view word, core::UserId user) {
  const auto ticket = find_current(tx, context, word);
  if (!ticket) return base::pass(ticket);
  const bool proves = ticket->purpose == SecretPurpose::validated || ticket->purpose == SecretPurpose::authorised;
  if (!proves || ticket->user != user) return base::fail(ErrorKind::forbidden, "secret");
  tx.delete_secret(ticket->hash);
  return {};
}

}  // namespace service
