// Saving what a move or removal in a list of categories or channels has changed. Runs inside a unit of work.
#pragma once

#include <vector>

#include "store/store.h"

namespace service {

/// Puts the rows of `after` that are not in `before` as they are. Rows that are gone are the caller's to delete.
void save_changed(store::Transaction& tx, const std::vector<core::Category>& before,
                  const std::vector<core::Category>& after);
void save_changed(store::Transaction& tx, const std::vector<core::Channel>& before, const std::vector<core::Channel>& after);

}  // namespace service
