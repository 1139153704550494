// The operator's commands on users, log-ins and communities. They open the database themselves, so the server must not be
// running.
#pragma once

#include "app/command_line.h"

namespace app {

/// Does it, prints the outcome and gives the exit code.
int run_admin(const Config& config, const AdminCommand& command);

}  // namespace app
