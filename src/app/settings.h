// Settings: the one table that says which values can be set, how they are written, and what they mean. The configuration
// file, the environment, the command line, the help text and docs/configuration.md all come from it. Used at start, on the
// main thread.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/config.h"
#include "base/result.h"

namespace app {

struct Setting {
  std::string name;   // "limits.outbox_bytes"
  std::string takes;  // "a whole number": what may be written
  std::string doc;
  bool list = false;  // several values; a flag may be repeated, an environment value is split at commas
  /// Errors say what was expected; the caller adds where it stood.
  std::function<base::Result<void>(Config&, const std::vector<std::string>& values)> set;
  /// The present values in the form that `set` reads.
  std::function<std::vector<std::string>(const Config&)> get;
  /// In the file the value may also be a table of these keys, all of them; `set` then gets their values in this order.
  std::vector<std::string> table_keys = {};

  std::string environment_name() const;  // "TETRAGATE_LIMITS_OUTBOX_BYTES"
  std::string flag() const;              // "--limits-outbox-bytes"
  std::string section() const;           // "limits", or empty
};

const std::vector<Setting>& settings();
const Setting* find_setting(std::string_view name);
/// The known name that is most like a mistyped one; nothing when none is near.
std::optional<std::string> nearest_name(std::string_view mistyped, const std::vector<std::string>& names);
std::vector<std::string> setting_names();

/// "127.0.0.1:7000", "[::1]:7000 certificate=a.pem key=b.pem mount=oprish".
base::Result<ListenConfig> parse_listen(const std::string& text);
std::string to_string(const ListenConfig& listen);
/// What only the whole of it can show. One clear line.
base::Result<void> check(const Config& config);

/// Text split at commas, spaces around the parts removed; nothing for an empty text.
std::vector<std::string> split_list(std::string_view text);

/// docs/configuration.md.
std::string configuration_document();

}  // namespace app
