// The table of uploaded files. See files.h.
#include "store/sql/files.h"

#include <string>
#include <utility>

#include "store/sql/id_range.h"

namespace store::sql {
namespace {

#define COLUMNS "SELECT id, bucket, name, content_type, size, media, width, height, content_hash, animated, used FROM files "
constexpr const char kFind[] = COLUMNS "WHERE id = $1 AND bucket = $2";
// The ids are a JSON list: one statement, however many there are. They are looked up in the order of the subquery's index.
constexpr const char kOf[] = COLUMNS "WHERE id IN (SELECT value FROM json_each($1)) ORDER BY id";
constexpr const char kUnused[] = COLUMNS "INDEXED BY files_unused WHERE used = 0 AND id < $1 ORDER BY id LIMIT $2";
#undef COLUMNS
constexpr const char kHasContent[] = "SELECT 1 FROM files WHERE content_hash = $1 LIMIT 1";
constexpr const char kInsert[] =
    "INSERT INTO files (id, bucket, name, content_type, size, media, width, height, content_hash, animated, used) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
constexpr const char kUse[] = "UPDATE files SET used = 1 WHERE id = $1 AND used = 0";
constexpr const char kErase[] = "DELETE FROM files WHERE id = $1";

std::optional<core::File> next_file(Rows& rows) {
  if (!rows.next()) return std::nullopt;
  core::File f;
  rows.read(f.id, f.bucket, f.name, f.content_type, f.size, f.media, f.width, f.height, f.content_hash, f.animated, f.used);
  return f;
}

}  // namespace

std::optional<core::File> Files::find(core::FileId id, core::FileBucket bucket) {
  Rows rows = db_.query(kFind, id, bucket);
  return next_file(rows);
}

std::vector<core::File> Files::of(std::span<const core::FileId> ids) {
  std::vector<core::File> found;
  if (ids.empty()) return found;
  std::string list = "[";
  for (core::FileId id : ids) {
    if (list.size() > 1) list += ',';
    list += std::to_string(static_cast<std::int64_t>(id.value));
  }
  list += ']';
  Rows rows = db_.query(kOf, list);
  while (auto file = next_file(rows)) found.push_back(std::move(*file));
  return found;
}

std::vector<core::File> Files::unused(core::FileId before, std::uint32_t limit) {
  std::vector<core::File> found;
  Rows rows = db_.query(kUnused, id_range<core::FileId>({}, before).before, limit);
  while (auto file = next_file(rows)) found.push_back(std::move(*file));
  return found;
}

bool Files::has_content(const std::array<unsigned char, 32>& hash) { return db_.query(kHasContent, hash).next(); }

void Files::insert(const core::File& f) {
  db_.run(kInsert, f.id, f.bucket, f.name, f.content_type, f.size, f.media, f.width, f.height, f.content_hash, f.animated,
          f.used);
}
void Files::use(core::FileId id) { db_.run(kUse, id); }
void Files::erase(core::FileId id) { db_.run(kErase, id); }

}  // namespace store::sql
