// What the first protocol lets be chosen: its own tables of keys, put into the form of ours. Used at start, on the main
// thread.
#include <limits>
#include <map>
#include <type_traits>
#include <variant>

#include "app/setting_tables.h"
#include "app/setting_types.h"
#include "proto/pandemonium/config.h"

namespace app {
namespace {

const std::map<std::string_view, std::string_view> kDocs = {
    {"instance_name", "The name that clients show, 1 to 32 characters."},
    {"description", "What clients show below the name. Empty: nothing."},
    {"version", "The version of the protocol's server that clients are told; free text."},
    {"oprish_url", "The REST address told to clients. Empty: the host they came to."},
    {"pandemonium_url", "The gateway address told to clients, ws:// or wss://. Empty: the host they came to."},
    {"effis_url", "The files address told to clients. Empty: the host they came to."},
    {"message_limit", "Characters in a message, at least 1024."},
    {"bio_limit", "Characters in a person's bio."},
    {"file_size", "Size of an image for an avatar, banner, icon or emoji."},
    {"attachment_file_size", "Size of an attachment."},
    {"proxy_file_size", "Size of a picture fetched from elsewhere."},
    {"heartbeat_interval_ms", "How often clients are told to send a heartbeat."},
    {"heartbeat_timeout_ms", "A client that was silent for so long is let go."},
    {"previews", "Whether links in messages are looked at to show previews. Private addresses are never fetched."},
    {"proxy",
     "Whether pictures and videos from elsewhere are fetched for clients (GET /proxy). Private addresses never are."},
    {"static_folder", "A folder whose files are served below /static. Empty: none."},
    {"rate_limits_enabled", "Off: limits are told to clients and nothing is refused."},
};

bool is_size(std::string_view key) { return key.ends_with("file_size"); }

/// The place of a key's value inside a Config: the protocol's table is made anew for each, because it holds pointers.
pandemonium::Setting entry_of(Config& config, std::size_t index) { return pandemonium::settings(config.pandemonium)[index]; }
pandemonium::LimitSetting limit_of(Config& config, std::size_t index) {
  return pandemonium::limit_settings(config.pandemonium)[index];
}

template <typename T>
Setting typed_setting(std::string name, std::string_view key, std::size_t index, std::string doc) {
  const auto at = [index](auto& config) -> auto& {
    // Only read through when the Config is const.
    return *std::get<T*>(entry_of(const_cast<Config&>(static_cast<const Config&>(config)), index).value);
  };
  if constexpr (std::is_same_v<T, bool>) {
    return switch_setting(std::move(name), at, std::move(doc));
  } else if constexpr (std::is_same_v<T, std::string>) {
    return text_setting(std::move(name), at, std::move(doc));
  } else if constexpr (std::is_same_v<T, std::optional<std::string>>) {
    return {std::move(name),
            "text",
            std::move(doc),
            false,
            [at](Config& config, const std::vector<std::string>& values) -> Result<void> {
              if (values.size() != 1) return expected("text");
              at(config).reset();
              if (!values[0].empty()) at(config) = values[0];
              return {};
            },
            [at](const Config& config) { return std::vector<std::string>{at(config).value_or("")}; }};
  } else if (is_size(key)) {
    return size_setting(std::move(name), 1, 1'000'000'000'000, at, std::move(doc));
  } else {
    return number_setting(std::move(name), 1, std::numeric_limits<std::int32_t>::max(), at, std::move(doc));
  }
}

/// "10/5s", "40/120s/500MB".
std::string limit_text(const pandemonium::LimitSetting& limit) {
  std::string text = std::to_string(*limit.limit) + "/" + std::to_string(*limit.reset_after) + "s";
  if (limit.file_size_limit != nullptr) text += "/" + size_text(*limit.file_size_limit);
  return text;
}

bool parse_limit(const std::string& text, const pandemonium::LimitSetting& limit) {
  const auto slash = text.find('/');
  const auto second = text.find('/', slash == std::string::npos ? slash : slash + 1);
  if (slash == std::string::npos || (second == std::string::npos) != (limit.file_size_limit == nullptr)) return false;
  std::string seconds = text.substr(slash + 1, second == std::string::npos ? second : second - slash - 1);
  if (!seconds.ends_with('s')) return false;
  seconds.pop_back();
  const auto count = parse_number(text.substr(0, slash), 1, 1'000'000'000);
  const auto reset_after = parse_number(seconds, 1, 1'000'000);
  if (!count || !reset_after) return false;
  if (second != std::string::npos) {
    const auto bytes = parse_size(text.substr(second + 1), 1, 1'000'000'000'000'000);
    if (!bytes) return false;
    *limit.file_size_limit = *bytes;
  }
  *limit.limit = static_cast<std::uint32_t>(*count);
  *limit.reset_after = static_cast<std::uint32_t>(*reset_after);
  return true;
}

Setting limit_setting(const pandemonium::LimitSetting& limit, std::size_t index) {
  std::string name = "pandemonium.rate_limit";  // the gateway's own
  if (!limit.section.empty()) name += "s." + std::string(limit.section) + "." + std::string(limit.key);
  const bool bytes = limit.file_size_limit != nullptr;
  const std::string takes = bytes ? "requests/seconds/size, like 40/120s/500MB" : "requests/seconds, like 10/5s";
  const std::string doc = limit.section.empty() ? "Connections and payloads at the gateway, per address."
                          : bytes               ? "Uploads and their bytes, per address."
                                                : "Requests of this kind, per person or address.";
  Setting setting{std::move(name),
                  takes,
                  doc,
                  false,
                  [index, takes](Config& config, const std::vector<std::string>& values) -> Result<void> {
                    std::string text = values.empty() ? "" : values[0];
                    if (values.size() > 1) text += "/" + values[1] + "s";
                    if (values.size() > 2) text += "/" + values[2];
                    if (!parse_limit(text, limit_of(config, index))) return expected(takes);
                    return {};
                  },
                  [index](const Config& config) {
                    Config copy = config;
                    return std::vector<std::string>{limit_text(limit_of(copy, index))};
                  }};
  setting.table_keys = {"limit", "reset_after"};
  if (bytes) setting.table_keys.push_back("file_size_limit");
  return setting;
}

}  // namespace

std::vector<Setting> pandemonium_settings() {
  std::vector<Setting> list;
  Config sample;
  const auto entries = pandemonium::settings(sample.pandemonium);
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const std::string name = "pandemonium." + std::string(entries[i].key);
    const auto doc = kDocs.find(entries[i].key);
    const std::string text(doc == kDocs.end() ? std::string_view() : doc->second);
    std::visit(
        [&](auto* value) {
          list.push_back(typed_setting<std::remove_pointer_t<decltype(value)>>(name, entries[i].key, i, text));
        },
        entries[i].value);
  }
  const auto limits = pandemonium::limit_settings(sample.pandemonium);
  for (std::size_t i = 0; i < limits.size(); ++i) list.push_back(limit_setting(limits[i], i));
  return list;
}

}  // namespace app
