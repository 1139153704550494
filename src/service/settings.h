// Use cases: what a person's clients keep here for themselves (core::Setting). Functions on a transaction.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "core/user.h"
#include "service/actor.h"
#include "store/store.h"

namespace service {

using base::Result;

using NamedSetting = std::pair<std::string, core::Setting>;

/// Those of the keys that exist, in the order of the keys.
std::vector<NamedSetting> get_settings(store::Reader& reader, Actor actor, const std::vector<std::string>& keys);

/// How much one person may keep.
inline constexpr std::size_t kSettingsMax = 128;
inline constexpr std::size_t kSettingKeyBytesMax = 256;
inline constexpr std::size_t kSettingsBytesMax = 2u << 20;  // keys and values together
/// Each gets the revision `at_ms`; no time or one to come: now. What was there is replaced, whatever its revision. invalid
/// "settings" over a limit. Event: SettingsChanged with those that were set, unless there are none.
Result<void> set_settings(store::Transaction& tx, Context context, Actor actor,
                          const std::vector<std::pair<std::string, std::string>>& values, std::optional<std::int64_t> at_ms);

}  // namespace service
