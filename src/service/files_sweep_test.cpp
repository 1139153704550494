// What nobody needs is dropped, and nothing else: not what is used, not what somebody uploads at that moment.
#include <doctest/doctest.h>

#include "service/file_ids.h"
#include "service/files.h"
#include "tests/support/await.h"
#include "tests/support/service_world.h"

using namespace service;
using namespace testing_support;
using core::FileBucket;

namespace {

// By then they are gone wherever in its step their time was.
constexpr std::int64_t kCertainMs = Files::kUnusedMs + service::kFileIdStepMs + 1000;

struct SweepWorld {
  ServiceWorld world;
  Awaiter threads{world.store};
  TemporaryFolder spool, folder;
  Files files{folder.path(), threads.pool};

  base::Task<base::Result<core::File>> storing(const std::string& bytes, bool used) {
    Files::Upload upload;
    upload.spooled = std::make_shared<http::SpooledFile>(spool.write(std::to_string(++count_), bytes), bytes.size());
    upload.length = bytes.size();
    upload.name = "name";
    upload.used = used;
    return files.store(threads.runner, std::move(upload));
  }
  core::File store(const std::string& bytes, bool used) { return *threads.await(storing(bytes, used)); }
  std::size_t drop() { return *threads.await(files.drop_unused(threads.runner, world.clock.unix_ms())); }
  std::size_t collect(std::int64_t started_ms = 0) {
    return *threads.await(files.collect_orphans(threads.runner, started_ms));
  }
  bool has_row(const core::File& file) {
    return world.read([&](store::Reader& reader, auto) { return reader.file(file.id, file.bucket); }).has_value();
  }
  bool has_blob(const core::File& file) const { return std::filesystem::exists(files.blob_path(file)); }
  void forget(const core::File& file) {
    world.arrange([&](store::Transaction& tx) { tx.delete_file(file.id); });
  }

 private:
  int count_ = 0;
};

}  // namespace

TEST_CASE("sweep: uploads that nothing used go after an hour or two, with their bytes") {
  SweepWorld w;
  const auto used = w.store("used", true), waiting = w.store("waiting", false), twin = w.store("used", false);
  w.world.clock.advance_ms(Files::kUnusedMs - 1000);
  CHECK(w.drop() == 0);
  w.world.clock.advance_ms(service::kFileIdStepMs);
  const auto late = w.store("late", false);
  w.world.clock.advance_ms(2000);
  CHECK(w.drop() == 2);
  CHECK_FALSE(w.has_row(waiting));
  CHECK_FALSE(w.has_blob(waiting));
  CHECK_FALSE(w.has_row(twin));
  CHECK(w.has_row(used));
  CHECK(w.has_blob(used));  // which the twin shared
  CHECK(w.has_row(late));
  CHECK(w.has_blob(late));
  CHECK(w.drop() == 0);
}

TEST_CASE("sweep: as many as there are") {
  SweepWorld w;
  for (int i = 0; i < 450; ++i) w.store(std::to_string(i % 5), false);
  w.world.clock.advance_ms(kCertainMs);
  CHECK(w.drop() == 450);
  CHECK(w.folder.file_count() == 0);
}

TEST_CASE("sweep: a blob that is being uploaded again stays") {
  SweepWorld w;
  const auto first = w.store("bytes", false);
  w.world.clock.advance_ms(kCertainMs);
  std::optional<base::Result<core::File>> second;
  // The bytes are kept, the row is not there yet: the loop has not been told.
  base::start(
      w.storing("bytes", true), [&](auto result) { second = std::move(result); }, [](std::exception_ptr) {});
  w.threads.pool.run_all();
  CHECK(w.drop() == 1);  // runs everything to its end
  REQUIRE(second.has_value());
  CHECK_FALSE(w.has_row(first));
  CHECK(w.has_row(**second));
  CHECK(w.has_blob(**second));
}

TEST_CASE("orphans: blobs without a file, their scaled images, and what was not finished") {
  SweepWorld w;
  const auto kept = w.store("kept", true), lost = w.store("lost", true);
  const auto beside = [&](const core::File& file) { return w.files.blob_path(file) + ".128x128"; };
  std::filesystem::copy_file(w.files.blob_path(kept), beside(kept));
  std::filesystem::copy_file(w.files.blob_path(lost), beside(lost));
  w.forget(lost);
  const std::string unfinished = w.folder.write("new-abcdef", "half");
  w.folder.write("README", "somebody put this here");

  CHECK(w.collect(0) == 1);  // nothing is that old: somebody may be writing it
  CHECK_FALSE(w.has_blob(lost));
  CHECK_FALSE(std::filesystem::exists(beside(lost)));
  CHECK(w.has_blob(kept));
  CHECK(std::filesystem::exists(beside(kept)));
  CHECK(std::filesystem::exists(unfinished));
  CHECK(w.collect(std::int64_t{1} << 60) == 1);
  CHECK_FALSE(std::filesystem::exists(unfinished));
  CHECK(w.folder.file_count() == 3);
  CHECK(w.collect() == 0);
}

TEST_CASE("orphans: a folder that cannot be read is said to be unavailable") {
  SweepWorld w;
  Files elsewhere(w.folder.path() + "/is/not/there", w.threads.pool);
  const auto collect = [&] { return w.threads.await(elsewhere.collect_orphans(w.threads.runner, 0)); };
  CHECK_FAILS(collect(), unavailable, "file");
  CHECK_FAILS(collect(), unavailable, "file");  // the failed one does not stand in the way
}
