#include "app/command_line.h"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <string_view>

#include "app/config_file.h"
#include "app/exit_codes.h"
#include "app/settings.h"

namespace app {
namespace {

/// Flags that were given, in the order of settings().
using Flags = std::vector<std::vector<std::string>>;

void add_settings(CLI::App& command, Flags& flags, bool all) {
  for (std::size_t i = 0; i < settings().size(); ++i) {
    const Setting& setting = settings()[i];
    if (!all && setting.name != "data_folder" && !setting.name.starts_with("password_")) continue;
    CLI::Option* option = command.add_option(setting.flag(), flags[i], setting.doc + " Takes " + setting.takes + ".");
    option->group(setting.section().empty() ? "Settings" : "Settings: " + setting.section());
    option->type_name(setting.list ? "LIST" : "VALUE");
    if (setting.list) {
      option->take_all()->expected(1, -1);
    } else {
      option->expected(1);
    }
  }
}

base::Result<void> apply_flags(Config& config, const Flags& flags) {
  for (std::size_t i = 0; i < flags.size(); ++i) {
    if (flags[i].empty()) continue;
    const Setting& setting = settings()[i];
    std::vector<std::string> values = flags[i];
    if (setting.list) {
      values.clear();
      for (const std::string& text : flags[i]) {
        for (std::string& part : split_list(text)) values.push_back(std::move(part));
      }
    }
    const auto set = setting.set(config, values);
    if (!set) return base::fail(base::ErrorKind::invalid, "configuration", setting.flag() + ": " + set.error().info);
  }
  return {};
}

/// Defaults, then the file, the environment and the flags, each over what came before.
base::Result<Config> gather(std::string file, const char* const* environment, const Flags& flags) {
  Config config;
  if (file.empty()) {
    for (const char* const* entry = environment; *entry != nullptr; ++entry) {
      static constexpr std::string_view kName = "TETRAGATE_CONFIG=";
      if (std::string_view(*entry).starts_with(kName)) file = *entry + kName.size();
    }
  }
  std::error_code ignored;
  if (file.empty() && std::filesystem::exists("tetragate.toml", ignored)) file = "tetragate.toml";
  if (!file.empty()) {
    if (const auto applied = apply_file(config, file); !applied) return base::pass(applied);
  }
  if (const auto applied = apply_environment(config, environment); !applied) return base::pass(applied);
  if (const auto applied = apply_flags(config, flags); !applied) return base::pass(applied);
  if (const auto checked = check(config); !checked) return base::pass(checked);
  return config;
}

class Parser {
 public:
  Parser() : root_("Tetragate: one chat server for several protocols.", "tetragate"), flags_(settings().size()) {
    root_.require_subcommand(0, 1);
    root_.add_flag("--version", version_, "Show the version and how this program was built");
    CLI::App* serve = command(root_, "serve", "Run the server", [this] { line_.command = CommandLine::Command::serve; });
    add_common(*serve, true);
    CLI::App* check_command = command(root_, "check", "Read configuration and database and say what is wrong",
                                      [this] { line_.command = CommandLine::Command::check; });
    check_command->add_flag("--events", line_.check_events, "Look through the whole event table too");
    add_common(*check_command, true);
    CLI::App* admin = root_.add_subcommand("admin", "Users, tokens and communities; while the server is not running");
    admin->require_subcommand(1);
    add_users(*admin);
    add_tokens(*admin);
    add_communities(*admin);
  }

  std::variant<CommandLine, int> parse(int argc, const char* const* argv, const char* const* environment) {
    try {
      root_.parse(argc, argv);
    } catch (const CLI::CallForHelp&) {
      // Of the innermost command that was named.
      const CLI::App* at = &root_;
      while (!at->get_subcommands().empty()) at = at->get_subcommands().front();
      std::cout << at->help();
      return kExitOk;
    } catch (const CLI::ParseError& error) {
      std::fprintf(stderr, "tetragate: %s (--help explains)\n", one_line(error.what()).c_str());
      return kExitConfiguration;
    }
    if (version_) {
      line_.command = CommandLine::Command::version;
      return std::move(line_);
    }
    if (root_.get_subcommands().empty()) {
      std::cerr << root_.help();
      return kExitConfiguration;
    }
    auto config = gather(file_, environment, flags_);
    if (!config) {
      std::fprintf(stderr, "tetragate: %s\n", one_line(config.error().info).c_str());
      return kExitConfiguration;
    }
    line_.config = std::move(*config);
    return std::move(line_);
  }

 private:
  using What = AdminCommand::What;

  static std::string one_line(std::string text) {
    for (char& c : text) {
      if (c == '\n') c = ' ';
    }
    return text;
  }

  static CLI::App* command(CLI::App& above, const std::string& name, const std::string& doc, std::function<void()> chosen) {
    CLI::App* sub = above.add_subcommand(name, doc);
    sub->callback(std::move(chosen));
    return sub;
  }

  void add_common(CLI::App& sub, bool all_settings) {
    sub.add_option("--config", file_, "The configuration file (TOML)")->type_name("FILE");
    add_settings(sub, flags_, all_settings);
  }

  CLI::App* admin_command(CLI::App& above, const std::string& name, const std::string& doc, What what) {
    CLI::App* sub = command(above, name, doc, [this, what] {
      line_.command = CommandLine::Command::admin;
      line_.admin.what = what;
    });
    add_common(*sub, false);
    return sub;
  }

  void user_argument(CLI::App& sub) {
    sub.add_option("user", line_.admin.user, "Name, e-mail address or id")->required()->type_name("");
  }
  void community_argument(CLI::App& sub) {
    sub.add_option("community", line_.admin.community, "Slug or id")->required()->type_name("");
  }
  void password_option(CLI::App& sub) {
    sub.add_option("--password", line_.admin.password, "Else the first line of standard input is taken")->type_name("TEXT");
  }

  void add_users(CLI::App& admin) {
    CLI::App* user = admin.add_subcommand("user", "The people who have an account here");
    user->require_subcommand(1);
    admin_command(*user, "list", "Everybody, with id, name and e-mail address", What::user_list);
    CLI::App* create = admin_command(*user, "create", "Make an account, verified", What::user_create);
    create->add_option("username", line_.admin.user, "2 to 32 of a-z, 0-9, _ and -")->required()->type_name("");
    create->add_option("email", line_.admin.email, "E-mail address")->required()->type_name("");
    password_option(*create);
    user_argument(*admin_command(*user, "delete", "Delete the account; messages stay", What::user_delete));
    CLI::App* set_password = admin_command(*user, "set-password", "Give a new password", What::user_set_password);
    user_argument(*set_password);
    password_option(*set_password);
    user_argument(*admin_command(*user, "verify", "Count the e-mail address as verified", What::user_verify));
    user_argument(*admin_command(*user, "disable", "End all log-ins and let nobody log in", What::user_disable));
    user_argument(*admin_command(*user, "enable", "Undo that, and a deletion that is not due yet", What::user_enable));
  }

  void add_tokens(CLI::App& admin) {
    CLI::App* token = admin.add_subcommand("token", "Log-ins and their tokens");
    token->require_subcommand(1);
    user_argument(*admin_command(*token, "create", "Log somebody in and show the token, once", What::token_create));
    user_argument(*admin_command(*token, "list", "Somebody's log-ins", What::token_list));
    CLI::App* revoke = admin_command(*token, "revoke", "End a log-in", What::token_revoke);
    user_argument(*revoke);
    revoke->add_option("session", line_.admin.session, "The log-in's id, from `token list`")->required()->type_name("");
  }

  void add_communities(CLI::App& admin) {
    CLI::App* community = admin.add_subcommand("community", "Communities and who is in them");
    community->require_subcommand(1);
    admin_command(*community, "list", "All of them", What::community_list);
    CLI::App* ban = admin_command(*community, "ban", "Remove somebody and keep them out", What::community_ban);
    community_argument(*ban);
    user_argument(*ban);
    ban->add_option("--reason", line_.admin.reason, "Kept with the ban")->type_name("TEXT");
    CLI::App* unban = admin_command(*community, "unban", "Lift a ban", What::community_unban);
    community_argument(*unban);
    user_argument(*unban);
    CLI::App* remove = admin_command(*community, "delete-member", "Remove somebody", What::community_remove_member);
    community_argument(*remove);
    user_argument(*remove);
  }

  CLI::App root_;
  CommandLine line_;
  Flags flags_;
  std::string file_;
  bool version_ = false;
};

}  // namespace

std::variant<CommandLine, int> parse_command_line(int argc, const char* const* argv, const char* const* environment) {
  return Parser().parse(argc, argv, environment);
}

}  // namespace app
