// What every adapter promises about uploaded files.
#include "store/store_suite.h"

namespace store::suite {

TEST_CASE_TEMPLATE("files: one is found in its bucket only", Backend, STORE_ADAPTERS) {
  Fixture<Backend> f;
  core::File file = full_file(core::FileId(f.id()));
  f.change([&](Transaction& tx) { tx.insert_file(file); });
  CHECK(f.look([&](Reader& r) { return r.file(file.id, core::FileBucket::attachments); }) == file);
  CHECK_FALSE(f.look([&](Reader& r) { return r.file(file.id, core::FileBucket::avatars); }));
  f.change([&](Transaction& tx) {
    tx.use_file(file.id);
    tx.use_file(core::FileId(4));
  });
  file.used = true;
  CHECK(f.look([&](Reader& r) { return r.file(file.id, core::FileBucket::attachments); }) == file);
}

TEST_CASE_TEMPLATE("files: those that nothing uses are found, oldest first", Backend, STORE_ADAPTERS) {
  Fixture<Backend> f;
  std::vector<core::File> files;
  for (int i = 0; i < 4; ++i) files.push_back(full_file(core::FileId(f.id())));
  f.change([&](Transaction& tx) {
    for (const core::File& file : files) tx.insert_file(file);
    tx.use_file(files[1].id);
  });
  auto unused = [&](core::FileId before, std::uint32_t limit) {
    return f.look([&](Reader& r) { return r.unused_files(before, limit); });
  };
  CHECK(unused(files[3].id, 9) == std::vector{files[0], files[2]});
  CHECK(unused(core::FileId(files[3].id.value + 1), 9) == std::vector{files[0], files[2], files[3]});
  CHECK(unused(files[3].id, 1) == std::vector{files[0]});
  CHECK(unused(files[0].id, 9).empty());
}

TEST_CASE_TEMPLATE("files: a content is there as long as one file has it", Backend, STORE_ADAPTERS) {
  Fixture<Backend> f;
  const core::File one = full_file(core::FileId(f.id())), other = full_file(core::FileId(f.id()));
  auto here = [&] { return f.look([&](Reader& r) { return r.has_content(one.content_hash); }); };
  CHECK_FALSE(here());
  f.change([&](Transaction& tx) {
    tx.insert_file(one);
    tx.insert_file(other);
  });
  CHECK(here());
  f.change([&](Transaction& tx) { tx.delete_file(one.id); });
  CHECK(here());
  CHECK_FALSE(f.look([&](Reader& r) { return r.file(one.id, core::FileBucket::attachments); }));
  f.change([&](Transaction& tx) { tx.delete_file(other.id); });
  CHECK_FALSE(here());
  f.change([&](Transaction& tx) { tx.delete_file(other.id); });
}

}  // namespace store::suite
