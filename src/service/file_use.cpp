// See file_use.h.
#include "service/file_use.h"

namespace service {

std::optional<core::File> take_file(store::Transaction& tx, core::FileId id, std::initializer_list<core::FileBucket> buckets,
                                    FileUse use) {
  for (const core::FileBucket bucket : buckets) {
    auto file = tx.file(id, bucket);
    if (!file) continue;
    if (file->used && use == FileUse::once) return std::nullopt;
    if (!file->used) tx.use_file(id);
    file->used = true;
    return file;
  }
  return std::nullopt;
}

}  // namespace service
