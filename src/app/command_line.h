// The command line as plain values. Used at start, on the main thread.
#pragma once

#include <string>
#include <variant>

#include "app/config.h"

namespace app {

struct AdminCommand {
  enum class What {
    user_list,
    user_create,
    user_delete,
    user_set_password,
    user_verify,
    user_disable,
    user_enable,
    token_create,
    token_list,
    token_revoke,
    community_list,
    community_ban,
    community_unban,
    community_remove_member,
  };
  What what = What::user_list;
  std::string user;       // name, e-mail address or id
  std::string email;      // of a new user
  std::string password;   // empty: the first line of standard input
  std::string community;  // slug or id
  std::string reason;     // of a ban
  std::string session;    // id of a log-in
};

struct CommandLine {
  enum class Command { serve, check, admin, version };
  Command command = Command::serve;
  Config config;  // defaults, file, environment and flags, in this order
  AdminCommand admin;
  bool check_events = false;  // of the check: look through the event table too
};

/// What to do, or the exit code when there is nothing more to do (help was shown, or one line on standard error says what is
/// wrong).
std::variant<CommandLine, int> parse_command_line(int argc, const char* const* argv, const char* const* environment);

}  // namespace app
