#include "app/config_file.h"

#include <toml++/toml.h>
#include <algorithm>
#include <cstdint>
#include <fstream>
#include <optional>
#include <sstream>

#include "app/settings.h"

namespace app {
namespace {

using base::Result;

/// One file being read.
class File {
 public:
  File(Config& config, std::string name) : config_(config), name_(std::move(name)) {}

  Result<void> table(const toml::table& table, const std::string& section) {
    for (const auto& [key, node] : table) {
      const std::string name = section.empty() ? std::string(key.str()) : section + "." + std::string(key.str());
      const auto applied = entry(name, key, node);
      if (!applied) return applied;
    }
    return {};
  }

  tl::unexpected<base::Error> wrong(const toml::source_region& at, const std::string& text) const {
    return base::fail(base::ErrorKind::invalid, "configuration",
                      name_ + " line " + std::to_string(at.begin.line) + ": " + text);
  }

 private:
  Result<void> entry(const std::string& name, const toml::key& key, const toml::node& node) {
    if (const Setting* setting = find_setting(name)) return value(*setting, key, node);
    if (node.is_table() && is_section(name)) return table(*node.as_table(), name);
    const auto nearest = nearest_name(name, setting_names());
    return wrong(key.source(), "unknown key " + name + (nearest ? "; did you mean " + *nearest + "?" : ""));
  }

  Result<void> value(const Setting& setting, const toml::key& key, const toml::node& node) {
    if (setting.name == "listen" && is_tables(node)) return listeners(*node.as_array());
    if (node.is_table() && !setting.table_keys.empty()) return parts(setting, key, *node.as_table());
    std::vector<std::string> values;
    if (const toml::array* array = node.as_array()) {
      if (!setting.list) return wrong(key.source(), setting.name + ": expected " + setting.takes);
      for (const toml::node& item : *array) {
        const auto text = text_of(item);
        if (!text) return wrong(item.source(), setting.name + ": expected " + setting.takes);
        values.push_back(*text);
      }
    } else {
      const auto text = text_of(node);
      if (!text) return wrong(key.source(), setting.name + ": expected " + setting.takes);
      values.push_back(*text);
    }
    const auto set = setting.set(config_, values);
    if (!set) return wrong(key.source(), setting.name + ": " + set.error().info);
    return {};
  }

  /// A value written as a table.
  Result<void> parts(const Setting& setting, const toml::key& at, const toml::table& table) {
    for (const auto& [key, node] : table) {
      const auto& known = setting.table_keys;
      if (std::find(known.begin(), known.end(), key.str()) != known.end()) continue;
      const auto nearest = nearest_name(key.str(), known);
      return wrong(key.source(), "unknown key " + setting.name + "." + std::string(key.str()) +
                                     (nearest ? "; did you mean " + *nearest + "?" : ""));
    }
    std::vector<std::string> values;
    for (const std::string& name : setting.table_keys) {
      const toml::node* node = table.get(name);
      const auto text = node != nullptr ? text_of(*node) : std::nullopt;
      if (!text) return wrong(at.source(), setting.name + ": " + name + " is missing or has the wrong type");
      values.push_back(*text);
    }
    const auto set = setting.set(config_, values);
    if (!set) return wrong(at.source(), setting.name + ": " + set.error().info);
    return {};
  }

  Result<void> listeners(const toml::array& array) {
    std::vector<ListenConfig> list;
    for (const toml::node& item : array) {
      ListenConfig listen;
      for (const auto& [key, node] : *item.as_table()) {
        const auto applied = listener_entry(listen, key, node);
        if (!applied) return applied;
      }
      list.push_back(std::move(listen));
    }
    config_.listen = std::move(list);
    return {};
  }

  Result<void> listener_entry(ListenConfig& listen, const toml::key& key, const toml::node& node) const {
    const std::string name(key.str());
    if (name == "port") {
      const auto port = node.is_integer() ? node.value<std::int64_t>() : std::nullopt;
      if (!port || *port < 0 || *port > 65'535)
        return wrong(key.source(), "listen.port: expected a whole number from 0 to 65535");
      listen.port = static_cast<std::uint16_t>(*port);
      return {};
    }
    std::string* target = name == "address"       ? &listen.address
                          : name == "certificate" ? &listen.certificate
                          : name == "key"         ? &listen.key
                          : name == "mount"       ? &listen.mount
                                                  : nullptr;
    if (target == nullptr) {
      const auto nearest = nearest_name(name, {"address", "port", "certificate", "key", "mount"});
      return wrong(key.source(), "unknown key listen." + name + (nearest ? "; did you mean listen." + *nearest + "?" : ""));
    }
    if (!node.is_string()) return wrong(key.source(), "listen." + name + ": expected text");
    *target = *node.value<std::string>();
    return {};
  }

  static bool is_section(const std::string& name) {
    for (const Setting& setting : settings()) {
      if (setting.name.starts_with(name + ".")) return true;
    }
    return false;
  }

  static bool is_tables(const toml::node& node) {
    const toml::array* array = node.as_array();
    return array != nullptr && array->is_homogeneous(toml::node_type::table);
  }

  static std::optional<std::string> text_of(const toml::node& node) {
    if (node.is_string()) return node.value<std::string>();
    if (node.is_integer()) return std::to_string(*node.value<std::int64_t>());
    if (node.is_boolean()) return std::string(*node.value<bool>() ? "true" : "false");
    return std::nullopt;
  }

  Config& config_;
  std::string name_;
};

}  // namespace

base::Result<void> apply_toml(Config& config, const std::string& text, const std::string& name) {
  File file(config, name);
  try {
    return file.table(toml::parse(text, name), "");
  } catch (const toml::parse_error& error) {
    return file.wrong(error.source(), std::string(error.description()));
  }
}

base::Result<void> apply_file(Config& config, const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  if (!in || !(text << in.rdbuf())) {
    return base::fail(base::ErrorKind::invalid, "configuration", "cannot read the configuration file " + path);
  }
  return apply_toml(config, text.str(), path);
}

base::Result<void> apply_environment(Config& config, const char* const* environment) {
  static constexpr std::string_view kPrefix = "TETRAGATE_";
  // Not settings: the file to read (command_line.cpp), where this program is, and what tests tell each other.
  static constexpr std::string_view kOthers[] = {"TETRAGATE_CONFIG=", "TETRAGATE_BINARY=", "TETRAGATE_TEST_"};
  const auto wrong = [](const std::string& text) { return base::fail(base::ErrorKind::invalid, "configuration", text); };
  std::vector<std::string> names;
  for (const Setting& setting : settings()) names.push_back(setting.environment_name());
  for (; *environment != nullptr; ++environment) {
    const std::string_view entry = *environment;
    const auto begins = [entry](std::string_view other) { return entry.starts_with(other); };
    if (!begins(kPrefix) || std::any_of(std::begin(kOthers), std::end(kOthers), begins)) continue;
    const std::string name(entry.substr(0, entry.find('=')));
    const auto at = std::find(names.begin(), names.end(), name);
    if (at == names.end()) {
      const auto nearest = nearest_name(name, names);
      return wrong("environment: unknown name " + name + (nearest ? "; did you mean " + *nearest + "?" : ""));
    }
    const Setting& setting = settings()[static_cast<std::size_t>(at - names.begin())];
    const std::string value(entry.size() > name.size() ? entry.substr(name.size() + 1) : std::string_view());
    const auto set = setting.set(config, setting.list ? split_list(value) : std::vector<std::string>{value});
    if (!set) return wrong("environment: " + name + ": " + set.error().info);
  }
  return {};
}

}  // namespace app
