// What the second protocol lets be chosen: its own table of keys, put into the form of ours. Used at start, on the main
// thread.
#include <limits>
#include <type_traits>
#include <variant>

#include "app/setting_tables.h"
#include "app/setting_types.h"

namespace app {
namespace {

bool is_size(std::string_view key) { return key.ends_with("_file_size") || key.ends_with("body_limit_size"); }

template <typename T>
Setting typed_setting(const bonfire::Setting& entry, std::size_t index) {
  std::string name = "bonfire." + entry.key;
  // The protocol's table is made anew for each look, because it holds pointers into the Config.
  const auto at = [index](auto& config) -> auto& {
    // Only read through when the Config is const.
    Config& writable = const_cast<Config&>(static_cast<const Config&>(config));
    return *std::get<T*>(bonfire::settings(writable.bonfire)[index].value);
  };
  if constexpr (std::is_same_v<T, bool>) {
    return switch_setting(std::move(name), at, entry.doc);
  } else if constexpr (std::is_same_v<T, std::string>) {
    return text_setting(std::move(name), at, entry.doc);
  } else if constexpr (std::is_same_v<T, std::vector<std::string>>) {
    return list_setting(std::move(name), at, entry.doc);
  } else if (is_size(entry.key)) {
    return size_setting(std::move(name), 1, 1'000'000'000'000, at, entry.doc);
  } else {
    const std::uint64_t least = entry.key.starts_with("rate_limits.") ? 1 : 0;
    return number_setting(std::move(name), least, std::numeric_limits<std::int32_t>::max(), at, entry.doc);
  }
}

}  // namespace

std::vector<Setting> bonfire_settings() {
  std::vector<Setting> list;
  Config sample;
  const auto entries = bonfire::settings(sample.bonfire);
  for (std::size_t i = 0; i < entries.size(); ++i) {
    std::visit([&](auto* value) { list.push_back(typed_setting<std::remove_pointer_t<decltype(value)>>(entries[i], i)); },
               entries[i].value);
  }
  return list;
}

}  // namespace app
