// docs/configuration.md, made from the table of settings.
#include "app/settings.h"

namespace app {
namespace {

std::string joined(const std::vector<std::string>& values) {
  std::string text;
  for (const std::string& value : values) text += (text.empty() ? "" : ", ") + value;
  return text;
}

std::string row(const Setting& setting, const Config& defaults) {
  const std::string value = joined(setting.get(defaults));
  return "| `" + setting.name.substr(setting.section().empty() ? 0 : setting.section().size() + 1) + "` | " +
         (value.empty() ? "(empty)" : "`" + value + "`") + " | " + setting.takes + " | " + setting.doc + " |\n";
}

}  // namespace

std::string configuration_document() {
  std::string text =
      "# Configuration\n"
      "\n"
      "<!-- Made from the table of settings (src/app/server_settings.cpp, <protocol>_settings.cpp) by the test \"the "
      "configuration\n"
      "     document is up to date\"; TETRAGATE_TEST_UPDATE_DOCS=1 rewrites it. -->\n"
      "\n"
      "`tetragate serve` needs none of this. What is set is taken, in this order, from the command line, the environment, "
      "the\n"
      "configuration file (`--config`, else `TETRAGATE_CONFIG`, else `tetragate.toml` in the current folder when there is "
      "one) and the\n"
      "defaults below. Keys that do not exist are errors everywhere, and so are environment names that begin with "
      "`TETRAGATE_`.\n"
      "\n"
      "| In the file | In the environment | On the command line |\n"
      "|---|---|---|\n"
      "| `[log]` `level = \"debug\"` | `TETRAGATE_LOG_LEVEL=debug` | `--log-level debug` |\n"
      "| `trusted_proxies = [\"10.0.0.1\", \"10.1.0.0/16\"]` | `TETRAGATE_TRUSTED_PROXIES=10.0.0.1,10.1.0.0/16` |"
      " `--trusted-proxies 10.0.0.1,10.1.0.0/16` |\n"
      "| `[[listen]]` `address = \"0.0.0.0\"` `port = 443` `certificate = \"a.pem\"` `key = \"b.pem\"` |"
      " `TETRAGATE_LISTEN=\"0.0.0.0:443 certificate=a.pem key=b.pem\"` | `--listen \"0.0.0.0:443 certificate=a.pem "
      "key=b.pem\"` |\n"
      "\n"
      "A rate limit is written `\"10/5s\"` (requests per seconds), one with bytes `\"40/120s/500MB\"`; in the file also as "
      "a table\n"
      "`{ limit = 40, reset_after = 120, file_size_limit = \"500MB\" }`.\n"
      "\n"
      "`tetragate check` reads all of it, and the database, and says what is wrong. SIGHUP reads the certificate files "
      "again; every\n"
      "other change needs a restart.\n";
  const Config defaults;
  std::string section = "\n";  // none yet
  for (const Setting& setting : settings()) {
    if (setting.section() != section) {
      section = setting.section();
      text += section.empty() ? "\n## At the top\n\n" : "\n## [" + section + "]\n\n";
      text += "| Key | Default | Takes | Meaning |\n|---|---|---|---|\n";
    }
    text += row(setting, defaults);
  }
  return text;
}

}  // namespace app
