// See list_changes.h.
#include "service/list_changes.h"

#include <unordered_map>

namespace service {
namespace {

template <typename Row, typename Put>
void for_changed(const std::vector<Row>& before, const std::vector<Row>& after, Put put) {
  std::unordered_map<decltype(Row::id), const Row*> old;
  for (const Row& row : before) old.emplace(row.id, &row);
  for (const Row& row : after) {
    const auto at = old.find(row.id);
    if (at == old.end() || *at->second != row) put(row);
  }
}

}  // namespace

void save_changed(store::Transaction& tx, const std::vector<core::Category>& before,
                  const std::vector<core::Category>& after) {
  for_changed(before, after, [&](const core::Category& category) { tx.put_category(category); });
}

void save_changed(store::Transaction& tx, const std::vector<core::Channel>& before,
                  const std::vector<core::Channel>& after) {
  for_changed(before, after, [&](const core::Channel& channel) { tx.put_channel(channel); });
}

}  // namespace service
