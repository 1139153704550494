// Dropping what nobody needs: see files.h. Rows go first; a blob goes once no row names it, and never while somebody uploads
// the same bytes (blob_folder.h).
#include <algorithm>
#include <cstddef>
#include <system_error>
#include <utility>

#include "service/disk.h"
#include "service/file_ids.h"
#include "service/files.h"

namespace service {
namespace {

constexpr std::uint32_t kUnusedAtOnce = 200;
constexpr std::size_t kHashesAtOnce = 500;

using Hashes = std::vector<BlobFolder::Hash>;

struct Dropped {
  std::size_t files = 0;
  Hashes orphans;
};

Dropped drop_rows(store::Transaction& tx, std::int64_t now_ms) {
  Dropped dropped;
  const core::FileId before = first_file_id_of_ms(now_ms - Files::kUnusedMs);
  Hashes hashes;
  for (const core::File& file : tx.unused_files(before, kUnusedAtOnce)) {
    tx.delete_file(file.id);
    hashes.push_back(file.content_hash);
    ++dropped.files;
  }
  for (const BlobFolder::Hash& hash : hashes) {
    if (!tx.has_content(hash)) dropped.orphans.push_back(hash);
  }
  return dropped;
}

}  // namespace

base::Task<base::Result<std::size_t>> Files::drop_unused(Runner& runner, std::int64_t now_ms) {
  const auto sweep = blobs_.begin_sweep();
  if (!sweep) co_return std::size_t{0};
  std::size_t count = 0;
  for (bool more = true; more;) {
    base::UniqueFunction<base::Result<Dropped>(store::Transaction&)> unit =
        [now_ms](store::Transaction& tx) -> base::Result<Dropped> { return drop_rows(tx, now_ms); };
    base::Result<Dropped> dropped = co_await runner.write<Dropped>(std::move(unit));
    if (!dropped) co_return base::pass(dropped);
    count += dropped->files;
    more = dropped->files == kUnusedAtOnce;
    const base::Result<std::size_t> removed = co_await remove_blobs(runner, std::move(dropped->orphans));
    if (!removed) co_return base::pass(removed);
  }
  co_return count;
}

base::Task<base::Result<std::size_t>> Files::collect_orphans(Runner& runner, std::int64_t started_ms) {
  const auto sweep = blobs_.begin_sweep();
  if (!sweep) co_return std::size_t{0};
  std::size_t count = 0;
  base::UniqueFunction<base::Result<Hashes>()> look = [this, started_ms, &count]() -> base::Result<Hashes> {
    try {
      count += blobs_.remove_unfinished(started_ms);
      return blobs_.list();
    } catch (const std::system_error& error) {
      return disk_failure(error);
    }
  };
  const base::Result<Hashes> all = co_await runner.on<base::Result<Hashes>>(pool_, std::move(look));
  if (!all) co_return base::pass(all);
  for (std::size_t at = 0; at < all->size(); at += kHashesAtOnce) {
    const auto begin = all->begin() + static_cast<std::ptrdiff_t>(at);
    const auto end = begin + static_cast<std::ptrdiff_t>(std::min(kHashesAtOnce, all->size() - at));
    base::UniqueFunction<base::Result<Hashes>(store::Reader&)> unit =
        [hashes = Hashes(begin, end)](store::Reader& reader) -> base::Result<Hashes> {
      Hashes orphans;
      for (const BlobFolder::Hash& hash : hashes) {
        if (!reader.has_content(hash)) orphans.push_back(hash);
      }
      return orphans;
    };
    base::Result<Hashes> orphans = co_await runner.read<Hashes>(std::move(unit));
    if (!orphans) co_return base::pass(orphans);
    const base::Result<std::size_t> removed = co_await remove_blobs(runner, std::move(*orphans));
    if (!removed) co_return removed;
    count += *removed;
  }
  co_return count;
}

base::Task<base::Result<std::size_t>> Files::remove_blobs(Runner& runner, Hashes doomed) {
  if (doomed.empty()) co_return std::size_t{0};
  base::UniqueFunction<base::Result<std::size_t>()> work = [this,
                                                            doomed = std::move(doomed)]() -> base::Result<std::size_t> {
    try {
      std::size_t count = 0;
      for (const BlobFolder::Hash& hash : doomed) count += blobs_.remove(hash) ? 1 : 0;
      return count;
    } catch (const std::system_error& error) {
      return disk_failure(error);
    }
  };
  co_return co_await runner.on<base::Result<std::size_t>>(pool_, std::move(work));
}

}  // namespace service
