#include "app/admin.h"

#include <cstdio>
#include <filesystem>
#include <future>
#include <iostream>
#include <optional>
#include <utility>

#include "app/database.h"
#include "app/exit_codes.h"
#include "app/thread_pool.h"
#include "base/clock.h"
#include "base/log.h"
#include "core/id_generator.h"
#include "service/accounts.h"
#include "service/authenticator.h"
#include "service/bans.h"
#include "service/communities.h"
#include "service/passwords.h"
#include "store/sql/sqlite_store.h"

namespace app {
namespace {

using base::Result;

/// People type names, addresses and ids alike.
Result<core::User> find_anybody(store::Reader& reader, const std::string& text) {
  if (text.find('@') != std::string::npos) {
    const auto account = service::find_account(reader, text);
    if (!account) return base::pass(account);
    return service::find_user(reader, account->user_id);
  }
  const auto by_name = service::find_user(reader, std::string_view(text));
  if (by_name) return by_name;
  const auto id = core::from_decimal(text);
  return id ? service::find_user(reader, core::UserId(*id)) : by_name;
}

Result<core::CommunityId> find_any_community(store::Reader& reader, const std::string& text) {
  const auto by_slug = service::find_community(reader, text);
  if (by_slug) return by_slug;
  const auto id = core::from_decimal(text);
  if (!id || !reader.community(core::CommunityId(*id))) return by_slug;
  return core::CommunityId(*id);
}

class Admin {
 public:
  Admin(const Config& config, const AdminCommand& command, store::Store& store)
      : config_(config), command_(command), store_(store) {}

  Result<void> run() {
    using What = AdminCommand::What;
    switch (command_.what) {
      case What::user_list:
        return user_list();
      case What::user_create:
        return user_create();
      case What::user_delete:
        return change([](Call& call) { return service::delete_account(call.tx, call.context, call.user); });
      case What::user_set_password:
        return user_set_password();
      case What::user_verify:
        return user_verify();
      case What::user_disable:
        return change([](Call& call) { return service::disable_account(call.tx, call.context, call.user); });
      case What::user_enable:
        return change([](Call& call) { return service::enable_account(call.tx, call.context, call.user); });
      case What::token_create:
        return token_create();
      case What::token_list:
        return token_list();
      case What::token_revoke:
        return token_revoke();
      case What::community_list:
        return community_list();
      case What::community_ban:
        return change_member([this](Call& call, core::CommunityId community) {
          const auto reason = command_.reason.empty() ? std::nullopt : std::optional(command_.reason);
          return service::ban(call.tx, call.context, community, call.user, reason);
        });
      case What::community_unban:
        return change_member([](Call& call, core::CommunityId community) {
          return service::unban(call.tx, call.context, community, call.user);
        });
      case What::community_remove_member:
        return change_member([](Call& call, core::CommunityId community) -> Result<void> {
          const auto owner = call.tx.community(community)->owner;
          return service::remove_member(call.tx, call.context, {owner, {}}, community, call.user);
        });
    }
    return base::fail(base::ErrorKind::internal);
  }

 private:
  struct Call {
    store::Transaction& tx;
    service::Context context;
    core::UserId user;
  };

  service::Context context() const { return {clock_.unix_ms()}; }

  Result<void> write(store::Store::WriteUnit unit) {
    std::promise<Result<void>> done;
    store_.write(std::move(unit), [&done](Result<void> result) { done.set_value(std::move(result)); });
    return done.get_future().get();
  }
  Result<void> read(base::UniqueFunction<Result<void>(store::Reader&)> unit) {
    std::promise<Result<void>> done;
    Result<void> outcome;
    store_.read([&](store::Reader& reader) { outcome = unit(reader); },
                [&done](Result<void> result) { done.set_value(std::move(result)); });
    const auto committed = done.get_future().get();
    return committed ? outcome : committed;
  }

  /// One change that is about the named person.
  template <typename Change>
  Result<void> change(Change change) {
    const auto changed = write([&](store::Transaction& tx) -> Result<void> {
      const auto user = find_anybody(tx, command_.user);
      if (!user) return base::pass(user);
      Call call{tx, context(), user->id};
      return change(call);
    });
    if (changed) std::puts("done");
    return changed;
  }
  template <typename Change>
  Result<void> change_member(Change change_it) {
    return change([&](Call& call) -> Result<void> {
      const auto community = find_any_community(call.tx, command_.community);
      if (!community) return base::pass(community);
      return change_it(call, *community);
    });
  }

  Result<std::string> hash_of_password() const {
    std::string password = command_.password;
    if (password.empty()) std::getline(std::cin, password);
    if (password.size() < 8) return base::invalid("password", "needs at least 8 characters");
    ThreadPool unused("passwords", 1);
    return service::Passwords(unused,
                              {config_.password_operations, static_cast<std::size_t>(config_.password_memory_kib) << 10})
        .hash_now(password);
  }

  Result<void> user_list() {
    return read([](store::Reader& reader) -> Result<void> {
      core::UserId after = core::kDeletedUser;
      for (;;) {
        const auto ids = reader.user_ids(after, kPage);
        for (const core::UserId id : ids) {
          const auto user = reader.user(id);
          if (!user || user->deleted) continue;
          const auto account = reader.account(id);
          std::printf("%s  %s  %s%s%s\n", core::to_decimal(id.value).c_str(),
                      user->username.empty() ? "-" : user->username.c_str(), account ? account->email.c_str() : "-",
                      account && !account->verified ? "  (not verified)" : "",
                      account && account->security.disabled ? "  (disabled)" : "");
        }
        if (ids.size() < kPage) return {};
        after = ids.back();
      }
    });
  }

  Result<void> user_create() {
    const auto hash = hash_of_password();
    if (!hash) return base::pass(hash);
    std::uint64_t id = 0;
    const auto made = write([&](store::Transaction& tx) -> Result<void> {
      const auto user = service::register_user(tx, context(), {command_.user, command_.email, *hash, true, std::nullopt});
      if (!user) return base::pass(user);
      id = user->user.id.value;
      return {};
    });
    if (made) std::printf("%s\n", core::to_decimal(id).c_str());
    return made;
  }

  Result<void> user_set_password() {
    const auto hash = hash_of_password();
    if (!hash) return base::pass(hash);
    return change([&](Call& call) { return service::set_password(call.tx, call.context, call.user, *hash); });
  }

  Result<void> user_verify() {
    return change([](Call& call) -> Result<void> {
      // By the same door as the person: a code is made and used up.
      const std::int32_t code = service::make_code();
      const auto put = service::put_code(call.tx, call.context, call.user, core::CodePurpose::verify_email, code);
      if (!put) return put;
      return service::verify_email(call.tx, call.context, call.user, code);
    });
  }

  Result<void> token_create() {
    const std::string token = service::make_token();
    const auto made = write([&](store::Transaction& tx) -> Result<void> {
      const auto user = find_anybody(tx, command_.user);
      if (!user) return base::pass(user);
      const auto login =
          service::create_login(tx, context(), {user->id, service::hash_token(token), "tetragate", "admin", "127.0.0.1"});
      if (!login) return base::pass(login);
      return {};
    });
    if (made) std::printf("%s\n", token.c_str());
    return made;
  }

  Result<void> token_list() {
    return read([this](store::Reader& reader) -> Result<void> {
      const auto user = find_anybody(reader, command_.user);
      if (!user) return base::pass(user);
      for (const core::LoginSession& login : reader.login_sessions_of(user->id)) {
        std::printf("%s  %s  %s  %s\n", core::to_decimal(login.id.value).c_str(), login.platform.c_str(),
                    login.client.c_str(), login.ip.c_str());
      }
      return {};
    });
  }

  Result<void> token_revoke() {
    const auto session = core::from_decimal(command_.session);
    if (!session) return base::not_found("session");
    return change([&](Call& call) {
      return service::delete_login(call.tx, call.context, {call.user, core::LoginSessionId(*session)},
                                   core::LoginSessionId(*session));
    });
  }

  Result<void> community_list() {
    return read([](store::Reader& reader) -> Result<void> {
      core::CommunityId after;
      for (;;) {
        const auto ids = reader.community_ids(after, kPage);
        for (const core::CommunityId id : ids) {
          const auto community = reader.community(id);
          if (!community) continue;
          std::printf("%s  %s  %s\n", core::to_decimal(id.value).c_str(), community->slug.c_str(),
                      community->name.value_or("-").c_str());
        }
        if (ids.size() < kPage) return {};
        after = ids.back();
      }
    });
  }

  static constexpr std::uint32_t kPage = 500;
  const Config& config_;
  const AdminCommand& command_;
  store::Store& store_;
  base::SystemClock clock_;
};

std::string line_of(const base::Error& error) {
  switch (error.kind) {
    case base::ErrorKind::not_found:
      return "no such " + (error.subject.empty() ? "thing" : error.subject);
    case base::ErrorKind::already_exists:
      return "this " + error.subject + " exists already";
    case base::ErrorKind::forbidden:
      return "not allowed";
    default:
      return (error.subject.empty() ? "" : error.subject + ": ") + (error.info.empty() ? "failed" : error.info);
  }
}

}  // namespace

int run_admin(const Config& config, const AdminCommand& command) {
  base::log::configure(base::log::Level::warn, false);
  const base::SystemClock clock;
  std::error_code ignored;
  std::filesystem::create_directories(config.data_folder, ignored);
  auto store = store::sql::open(database_options(config), clock);
  if (!store) {
    const bool locked = store.error().subject == "lock";
    std::fprintf(stderr, "tetragate: %s%s\n", store.error().info.c_str(),
                 locked ? "; these commands are for when the server is not running" : "");
    return kExitData;
  }
  const auto done = Admin(config, command, **store).run();
  (*store)->close();
  if (done) return kExitOk;
  std::fprintf(stderr, "tetragate: %s\n", line_of(done.error()).c_str());
  return kExitFailed;
}

}  // namespace app
