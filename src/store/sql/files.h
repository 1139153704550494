// The table of uploaded files. Same thread as its connection.
#pragma once

#include <optional>

#include "core/file.h"
#include "store/sql/connection.h"

namespace store::sql {

class Files {
 public:
  explicit Files(Connection& db) : db_(db) {}

  std::optional<core::File> find(core::FileId id, core::FileBucket bucket);
  void insert(const core::File& file);

 private:
  Connection& db_;
};

}  // namespace store::sql
