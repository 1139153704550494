// The table of uploaded files. See files.h.
#include "store/sql/files.h"

namespace store::sql {
namespace {

constexpr const char kFind[] =
    "SELECT id, bucket, name, content_type, size, media, width, height, content_hash FROM files WHERE id = $1 AND bucket = "
    "$2";
constexpr const char kInsert[] =
    "INSERT INTO files (id, bucket, name, content_type, size, media, width, height, content_hash) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";

}  // namespace

std::optional<core::File> Files::find(core::FileId id, core::FileBucket bucket) {
  core::File f;
  if (!Connection::one(db_.query(kFind, id, bucket), f.id, f.bucket, f.name, f.content_type, f.size, f.media, f.width,
                       f.height, f.content_hash)) {
    return std::nullopt;
  }
  return f;
}

void Files::insert(const core::File& f) {
  db_.run(kInsert, f.id, f.bucket, f.name, f.content_type, f.size, f.media, f.width, f.height, f.content_hash);
}

}  // namespace store::sql
