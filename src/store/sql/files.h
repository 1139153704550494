// The table of uploaded files. Same thread as its connection.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/file.h"
#include "store/sql/connection.h"

namespace store::sql {

class Files {
 public:
  explicit Files(Connection& db) : db_(db) {}

  std::optional<core::File> find(core::FileId id, core::FileBucket bucket);
  /// Each once, ascending. Asks nothing when there are no ids.
  std::vector<core::File> of(std::span<const core::FileId> ids);
  std::vector<core::File> unused(core::FileId before, std::uint32_t limit);
  bool has_content(const std::array<unsigned char, 32>& hash);
  void insert(const core::File& file);
  void use(core::FileId id);
  void erase(core::FileId id);

 private:
  Connection& db_;
};

}  // namespace store::sql
