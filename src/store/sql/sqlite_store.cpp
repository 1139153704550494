// Opening a database and putting writer and readers together. See sqlite_store.h.
#include "store/sql/sqlite_store.h"

#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <vector>

#include "store/migrations/migrations.h"
#include "store/sql/lock_file.h"
#include "store/sql/reader_pool.h"
#include "store/sql/sql_error.h"
#include "store/sql/writer.h"

namespace store::sql {
namespace {

// Marks the file as ours (PRAGMA application_id): "TGST".
constexpr std::int64_t kApplicationId = 0x54475354;
constexpr int kWriterCacheKb = 8000;
constexpr int kReaderCacheKb = 256;  // the kernel caches the file anyway

class SqliteStoreImpl final : public SqliteStore {
 public:
  SqliteStoreImpl(std::unique_ptr<LockFile> lock, std::unique_ptr<Connection> writer,
                  std::vector<std::unique_ptr<Connection>> readers, const OpenOptions& options, const base::Clock& clock)
      : lock_(std::move(lock)),
        writer_(std::make_unique<Writer>(std::move(writer), options, clock, metrics_)),
        readers_(std::move(readers), options.read_queue_max) {}
  ~SqliteStoreImpl() override { close(); }

  void set_commit_listener(CommitListener listener) override { writer_->set_commit_listener(std::move(listener)); }
  void read(ReadUnit unit, Done done) override { readers_.submit(std::move(unit), std::move(done)); }
  void write(WriteUnit unit, Done done) override { writer_->submit(std::move(unit), std::move(done)); }
  void close() override {
    // Readers first: the writer's last checkpoint waits for none of them then.
    readers_.close();
    writer_->close();
  }
  const StoreMetrics& metrics() const override { return metrics_; }

 private:
  StoreMetrics metrics_;
  std::unique_ptr<LockFile> lock_;
  std::unique_ptr<Writer> writer_;
  ReaderPool readers_;
};

base::Result<void> check_folder(const std::string& path) {
  std::filesystem::path folder = std::filesystem::path(path).parent_path();
  if (folder.empty()) folder = ".";
  std::error_code error;
  if (!std::filesystem::is_directory(folder, error)) {
    return base::fail(base::ErrorKind::unavailable, "path", "no such folder: " + folder.string());
  }
  if (::access(folder.c_str(), R_OK | W_OK | X_OK) != 0) {
    return base::fail(base::ErrorKind::unavailable, "path",
                      "cannot read and write in folder " + folder.string() + ": " + std::strerror(errno));
  }
  if (::access(path.c_str(), F_OK) == 0 && ::access(path.c_str(), R_OK | W_OK) != 0) {
    return base::fail(base::ErrorKind::unavailable, "path", "cannot read and write " + path + ": " + std::strerror(errno));
  }
  return {};
}

/// Throws SqlError when the file is not a database at all.
base::Result<void> check_version(Connection& db, const std::string& path) {
  const std::int64_t version = migrations::version_of(db);
  const bool empty = db.number("SELECT count(*) FROM sqlite_schema") == 0;
  if (!empty && (db.number("PRAGMA application_id") != kApplicationId || version == 0)) {
    return base::fail(base::ErrorKind::invalid, "format", path + " is a database of another program");
  }
  if (version > migrations::newest_version()) {
    return base::fail(base::ErrorKind::unsupported, "version",
                      path + " has schema version " + std::to_string(version) +
                          ", written by a newer program; this one knows up to " +
                          std::to_string(migrations::newest_version()));
  }
  return {};
}

/// For every connection. Pages are read and written by system calls: with mmap a damaged or truncated file would end the
/// process by a signal, and its pages would count as memory of ours.
void configure(Connection& db, int cache_kb) {
  db.execute("PRAGMA cache_size = -" + std::to_string(cache_kb) + "; PRAGMA temp_store = MEMORY; PRAGMA mmap_size = 0");
}

void configure_writer(Connection& db, const OpenOptions& options) {
  configure(db, kWriterCacheKb);
  db.execute("PRAGMA journal_mode = WAL; PRAGMA journal_size_limit = 67108864");
  db.execute(options.durability == Durability::full ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
  if (options.file_bytes_max != 0) {
    const auto page_bytes = static_cast<std::uint64_t>(db.number("PRAGMA page_size"));
    db.number("PRAGMA max_page_count = " + std::to_string(options.file_bytes_max / page_bytes));
  }
}

}  // namespace

Result<std::unique_ptr<SqliteStore>> open(OpenOptions options, const base::Clock& clock) {
  if (auto checked = check_folder(options.path); !checked) return base::pass(checked);
  auto lock = LockFile::acquire(options.path + ".lock");
  if (!lock) return base::pass(lock);
  try {
    auto writer = std::make_unique<Connection>(options.path);
    if (auto checked = check_version(*writer, options.path); !checked) return base::pass(checked);
    configure_writer(*writer, options);
    writer->execute("PRAGMA application_id = " + std::to_string(kApplicationId));
    migrations::migrate(*writer);
    std::vector<std::unique_ptr<Connection>> readers;
    for (int i = 0; i < options.reader_threads; ++i) {
      readers.push_back(std::make_unique<Connection>(options.path));
      configure(*readers.back(), kReaderCacheKb);
      readers.back()->execute("PRAGMA query_only = 1");
    }
    return std::make_unique<SqliteStoreImpl>(std::move(*lock), std::move(writer), std::move(readers), options, clock);
  } catch (const SqlError& e) {
    if (e.kind() == SqlErrorKind::corrupt) {
      return base::fail(base::ErrorKind::invalid, "format", options.path + " cannot be used: " + e.what());
    }
    return base::fail(base::ErrorKind::unavailable, "path", "cannot open " + options.path + ": " + e.what());
  }
}

}  // namespace store::sql
