// The table of what people's clients keep here. See settings.h.
#include "store/sql/settings.h"

namespace store::sql {
namespace {

constexpr const char kFind[] = "SELECT revision_ms, value FROM settings WHERE user = $1 AND key = $2";
constexpr const char kOfUser[] = "SELECT key, revision_ms, value FROM settings WHERE user = $1 ORDER BY key";
constexpr const char kPut[] =
    "INSERT INTO settings (user, key, revision_ms, value) VALUES ($1, $2, $3, $4) "
    "ON CONFLICT (user, key) DO UPDATE SET revision_ms = excluded.revision_ms, value = excluded.value";
constexpr const char kEraseOf[] = "DELETE FROM settings WHERE user = $1";

}  // namespace

std::vector<std::pair<std::string, core::Setting>> Settings::of_user(core::UserId user, std::span<const std::string> keys) {
  std::vector<std::pair<std::string, core::Setting>> found;
  if (keys.empty()) {
    Rows rows = db_.query(kOfUser, user);
    while (rows.next()) {
      auto& [key, setting] = found.emplace_back();
      rows.read(key, setting.revision_ms, setting.value);
    }
  }
  for (const std::string& key : keys) {
    core::Setting setting;
    if (Connection::one(db_.query(kFind, user, key), setting.revision_ms, setting.value)) {
      found.emplace_back(key, std::move(setting));
    }
  }
  return found;
}

void Settings::put(core::UserId user, const std::string& key, const core::Setting& setting) {
  db_.run(kPut, user, key, setting.revision_ms, setting.value);
}
void Settings::erase_of(core::UserId user) { db_.run(kEraseOf, user); }

}  // namespace store::sql
