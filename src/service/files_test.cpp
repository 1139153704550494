// Uploaded files: what is kept, once, and how it is found again.
#include "service/files.h"

#include <doctest/doctest.h>
#include <gd.h>

#include "service/file_use.h"
#include "tests/support/await.h"
#include "tests/support/media_bytes.h"
#include "tests/support/service_world.h"

using namespace service;
using namespace testing_support;
using core::FileBucket;

namespace {

struct FilesWorld {
  ServiceWorld world;
  Awaiter threads{world.store};
  TemporaryFolder spool, folder;
  Files files{folder.path(), threads.pool};

  /// `bytes` lie between others, as in a form.
  Files::Upload upload(const std::string& bytes, FileBucket bucket = FileBucket::attachments, bool images_only = false) {
    const std::string path = spool.write(std::to_string(++count_), "before" + bytes + "behind");
    Files::Upload upload;
    upload.spooled = std::make_shared<http::SpooledFile>(path, bytes.size() + 12);
    upload.offset = 6;
    upload.length = bytes.size();
    upload.name = "name";
    upload.bucket = bucket;
    upload.images_only = images_only;
    return upload;
  }
  base::Result<core::File> store(Files::Upload upload) {
    return threads.await(files.store(threads.runner, std::move(upload)));
  }
  base::Result<core::File> store(const std::string& bytes) { return store(upload(bytes)); }
  base::Result<core::File> find(core::FileId id, FileBucket bucket) {
    return threads.await(files.find(threads.runner, id, bucket));
  }
  base::Result<Files::Scaled> scaled(const core::File& file) {
    return threads.await(files.scaled(threads.runner, file, 256));
  }
  base::Result<Files::Found> find_in(const std::string& in, const std::string& name) {
    return threads.await(files.find_in(threads.runner, in, name));
  }

 private:
  int count_ = 0;
};

std::string png(int width, int height) {
  gdImagePtr image = gdImageCreateTrueColor(width, height);
  int size = 0;
  void* bytes = gdImagePngPtr(image, &size);
  std::string out(static_cast<const char*>(bytes), static_cast<std::size_t>(size));
  gdFree(bytes);
  gdImageDestroy(image);
  return out;
}

}  // namespace

TEST_CASE("files: stored with what their bytes say, and found in their bucket alone") {
  FilesWorld w;
  const auto file = w.store(w.upload(png_header(30, 40), FileBucket::avatars, true));
  REQUIRE(file);
  CHECK(file->name == "name");
  CHECK(file->bucket == FileBucket::avatars);
  CHECK(file->content_type == "image/png");
  CHECK(file->media == core::FileMedia::image);
  CHECK(file->width == 30);
  CHECK(file->height == 40);
  CHECK(file->size == png_header(30, 40).size());
  CHECK(w.find(file->id, FileBucket::avatars) == *file);
  CHECK_FAILS(w.find(file->id, FileBucket::banners), not_found, "file");
  CHECK_FAILS(w.find(core::FileId(1), FileBucket::avatars), not_found, "file");
  CHECK(TemporaryFolder::read(w.files.blob_path(*file)) == png_header(30, 40));
  CHECK(w.world.quiet());
}

TEST_CASE("files: equal bytes lie on the disk once, every upload has its own id") {
  FilesWorld w;
  const auto first = w.store("the same"), second = w.store("the same"), third = w.store("another");
  CHECK(first->id != second->id);
  CHECK(first->content_hash == second->content_hash);
  CHECK(first->content_hash != third->content_hash);
  CHECK(w.folder.file_count() == 2);
}

TEST_CASE("files: a blob that was cut short is written anew") {
  FilesWorld w;
  const auto first = w.store("some bytes");
  std::filesystem::resize_file(w.files.blob_path(*first), 3);
  REQUIRE(w.store("some bytes"));
  CHECK(TemporaryFolder::read(w.files.blob_path(*first)) == "some bytes");
}

TEST_CASE("files: photographs lose their metadata before they are named") {
  FilesWorld w;
  const auto plain = w.store(jpeg(8, 9));
  const auto tagged = w.store(jpeg(8, 9, jpeg_segment(0xFE, "my address")));
  CHECK(tagged->content_hash == plain->content_hash);
  CHECK(tagged->size == jpeg(8, 9).size());
  CHECK(TemporaryFolder::read(w.files.blob_path(*tagged)).find("address") == std::string::npos);
}

TEST_CASE("files: images that move are known") {
  FilesWorld w;
  const std::string moving = riff("VP8X", le(2, 4) + le(3, 3) + le(3, 3));
  CHECK(w.store(moving)->animated);
  CHECK_FALSE(w.store(webp_lossy(4, 4))->animated);
}

TEST_CASE("files: what is refused leaves nothing behind") {
  FilesWorld w;
  CHECK_FAILS(w.store(""), invalid, "file");
  CHECK_FAILS(w.store(w.upload("text", FileBucket::avatars, true)), invalid, "content_type");
  CHECK_FAILS(w.store(w.upload(webm(3, 4), FileBucket::avatars, true)), invalid, "content_type");
  for (const std::string& image : {gif_header(1, 1), jpeg(1, 1), png_header(1, 1), webp_lossy(1, 1)}) {
    CHECK(w.store(w.upload(image, FileBucket::avatars, true)));
  }
  CHECK(w.folder.file_count() == 4);
  auto beyond = w.upload("text");
  beyond.length = 100;
  CHECK_FAILS(w.store(beyond), internal, "file");
  beyond.offset = 100;
  CHECK_FAILS(w.store(beyond), internal, "file");
}

TEST_CASE("files: a disk that refuses is said to be unavailable, and the loop goes on") {
  FilesWorld w;
  Files elsewhere(w.folder.path() + "/is/not/there", w.threads.pool);
  const auto store = [&] { return w.threads.await(elsewhere.store(w.threads.runner, w.upload("text"))); };
  CHECK_FAILS(store(), unavailable, "file");
  auto gone = w.upload("text");
  std::filesystem::remove(gone.spooled->path());
  CHECK_FAILS(w.store(gone), unavailable, "file");
}

TEST_CASE("files: scaled once, small ones never") {
  FilesWorld w;
  const auto large = w.store(png(600, 300)), small = w.store(png(256, 10));
  const auto scaled = w.scaled(*large);
  REQUIRE(scaled);
  CHECK(scaled->content_type == "image/png");
  CHECK(scaled->size == std::filesystem::file_size(scaled->path));
  CHECK(scaled->path != w.files.blob_path(*large));
  const auto written = std::filesystem::last_write_time(scaled->path);
  CHECK(w.scaled(*large)->path == scaled->path);
  CHECK(std::filesystem::last_write_time(scaled->path) == written);
  CHECK(w.scaled(*small)->path == w.files.blob_path(*small));
  CHECK_FAILS(w.scaled(*w.store(png_header(600, 600))), invalid, "size");  // a header and nothing else
  CHECK_FAILS(w.scaled(*w.store("text")), invalid, "size");
  core::File lost = *large;
  lost.content_hash[0] ^= 1;
  CHECK_FAILS(w.scaled(lost), unavailable, "file");
}

TEST_CASE("files: scaled into any box, each kept for itself") {
  FilesWorld w;
  const auto large = w.store(png(600, 300));
  const auto scaled = [&](PixelSize box) { return *w.threads.await(w.files.scaled(w.threads.runner, *large, box)); };
  const auto wide = scaled({400, 100}), square = scaled({100, 100});
  CHECK(wide.path != square.path);
  CHECK(scaled({600, 300}).path == w.files.blob_path(*large));
  CHECK(scaled({600, 299}).path != w.files.blob_path(*large));
}

TEST_CASE("files: found in several buckets, and not before they are used") {
  FilesWorld w;
  auto upload = w.upload("text", FileBucket::avatars);
  upload.used = false;
  const auto file = w.store(upload);
  REQUIRE(file);
  CHECK_FALSE(file->used);
  const auto find = [&](std::vector<FileBucket> in) {
    return w.threads.await(w.files.find(w.threads.runner, file->id, std::move(in)));
  };
  CHECK_FAILS(w.find(file->id, FileBucket::avatars), not_found, "file");
  CHECK_FAILS(find({FileBucket::avatars}), not_found, "file");
  w.world.arrange([&](store::Transaction& tx) {
    CHECK_FALSE(take_file(tx, file->id, {FileBucket::banners}, FileUse::once));
    CHECK(take_file(tx, file->id, {FileBucket::banners, FileBucket::avatars}, FileUse::once)->used);
    CHECK_FALSE(take_file(tx, file->id, {FileBucket::avatars}, FileUse::once));
    CHECK(take_file(tx, file->id, {FileBucket::avatars}, FileUse::any));
  });
  CHECK(find({FileBucket::member_avatars, FileBucket::avatars})->id == file->id);
  CHECK_FAILS(find({FileBucket::member_avatars, FileBucket::banners}), not_found, "file");
}

TEST_CASE("files: a folder of somebody else's is not left") {
  FilesWorld w;
  const std::string in = w.folder.path() + "/static";
  std::filesystem::create_directory(in);
  w.folder.write("secret", "secret");
  w.folder.write("static/logo.png", "logo");
  w.folder.write("static/.hidden", "hidden");
  std::filesystem::create_directory(in + "/folder");
  const auto found = w.find_in(in, "logo.png");
  REQUIRE(found);
  CHECK(found->path == in + "/logo.png");
  CHECK(found->size == 4);
  for (const std::string& name :
       {std::string("../secret"), std::string(".."), std::string("."), std::string(""), std::string("folder"),
        std::string(".hidden"), std::string("folder/../logo.png"), std::string("gone"), std::string("logo.png\0x", 10),
        std::string("..\\secret"), std::string("/etc/passwd")}) {
    CAPTURE(name);
    CHECK_FAILS(w.find_in(in, name), not_found, "file");
  }
  CHECK_FAILS(w.find_in("", "logo.png"), not_found, "file");
}
