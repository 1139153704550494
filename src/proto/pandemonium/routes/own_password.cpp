// The password that some routes ask for in addition to a token (pandemonium 5.4, 5.5). Loop thread.
#include "proto/pandemonium/routes/units.h"

namespace pandemonium {

base::Task<base::Result<void>> check_own_password(RoutesContext& context, core::UserId user, std::string password) {
  const auto look_up = [user](store::Reader& reader) -> base::Result<std::string> {
    const auto account = reader.account(user);
    return account ? account->password_hash : std::string();
  };
  base::Result<std::string> hash = co_await read(context, look_up);
  if (!hash) co_return base::pass(hash);
  const bool right = co_await context.passwords.verify(context.runner, *std::move(hash), std::move(password));
  if (!right) co_return base::fail(base::ErrorKind::unauthenticated, "password");
  co_return base::Result<void>();
}

}  // namespace pandemonium
