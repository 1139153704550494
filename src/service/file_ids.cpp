// Ids of files. See file_ids.h.
#include "service/file_ids.h"

#include <sodium.h>

#include <algorithm>

#include "core/id_generator.h"
#include "service/sodium_ready.h"

namespace service {
namespace {

constexpr int kRandomBits = 33;

bool taken(store::Transaction& tx, core::FileId id) { return !tx.files({&id, 1}).empty(); }

}  // namespace

core::FileId first_file_id_of_ms(std::int64_t unix_ms) {
  const std::int64_t since_ms = std::max<std::int64_t>(0, unix_ms - core::kEpochUnixSeconds * 1000);
  return core::FileId(static_cast<std::uint64_t>(since_ms / kFileIdStepMs) << kRandomBits);
}

core::FileId new_file_id(store::Transaction& tx, core::FileBucket bucket) {
  const std::uint64_t next = tx.next_id();
  if (bucket == core::FileBucket::emojis) return core::FileId(next);
  need_sodium();
  for (;;) {
    std::uint64_t random = 0;
    randombytes_buf(&random, sizeof random);
    random &= (std::uint64_t{1} << kRandomBits) - 1;
    const core::FileId id(first_file_id_of_ms(core::unix_ms_of_id(next)).value | random);
    if (id.value != 0 && !taken(tx, id)) return id;
  }
}

}  // namespace service
