// See settings.h. Run inside a unit of work.
#include "service/settings.h"

#include <algorithm>
#include <map>

namespace service {

std::vector<NamedSetting> get_settings(store::Reader& reader, Actor actor, const std::vector<std::string>& keys) {
  if (keys.empty()) return {};  // the store would give all of them
  return reader.settings(actor.user, keys);
}

Result<void> set_settings(store::Transaction& tx, Context context, Actor actor,
                          const std::vector<std::pair<std::string, std::string>>& values,
                          std::optional<std::int64_t> at_ms) {
  if (values.empty()) return {};
  std::map<std::string, std::size_t> sizes;
  for (const NamedSetting& kept : tx.settings(actor.user, {})) sizes[kept.first] = kept.second.value.size();
  core::SettingsChanged changed;
  for (const auto& [key, value] : values) {
    if (key.empty() || key.size() > kSettingKeyBytesMax) return base::invalid("settings", "a key has 1 to 256 bytes");
    sizes[key] = value.size();
    changed.settings.emplace_back(key, core::Setting{std::min(at_ms.value_or(context.now_ms), context.now_ms), value});
  }
  std::size_t bytes = 0;
  for (const auto& [key, size] : sizes) bytes += key.size() + size;
  if (sizes.size() > kSettingsMax || bytes > kSettingsBytesMax) return base::invalid("settings", "too many or too large");
  for (const NamedSetting& setting : changed.settings) tx.put_setting(actor.user, setting.first, setting.second);
  tx.append_event(core::stream_of(actor.user), context.now_ms, std::move(changed));
  return {};
}

}  // namespace service
