// Storing, finding and scaling. See files.h.
#include "service/files.h"

#include <sodium.h>

#include <system_error>

#include "base/log.h"
#include "service/disk.h"
#include "service/file_ids.h"
#include "service/image_scale.h"
#include "service/media.h"
#include "service/sodium_ready.h"

namespace service {
namespace {

std::array<unsigned char, 32> content_hash(std::string_view bytes) {
  need_sodium();
  std::array<unsigned char, 32> hash{};
  static_assert(sizeof hash == crypto_generichash_BYTES);
  crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), nullptr,
                     0);
  return hash;
}

}  // namespace

Files::Files(std::string folder, base::Executor& pool) : blobs_(std::move(folder)), pool_(pool) {}

base::Task<base::Result<core::File>> Files::store(Runner& runner, Upload upload) {
  if (upload.length == 0) co_return base::invalid("file", "must not be empty");
  base::UniqueFunction<base::Result<Kept>()> work = [this, upload]() -> base::Result<Kept> {
    try {
      return keep(upload);
    } catch (const std::system_error& error) {
      return disk_failure(error);
    }
  };
  const base::Result<Kept> kept = co_await runner.on<base::Result<Kept>>(pool_, std::move(work));
  if (!kept) co_return base::pass(kept);

  base::UniqueFunction<base::Result<core::File>(store::Transaction&)> insert =
      [file = kept->file](store::Transaction& tx) -> base::Result<core::File> {
    core::File named = file;
    named.id = new_file_id(tx, named.bucket);
    tx.insert_file(named);
    return named;
  };
  co_return co_await runner.write<core::File>(std::move(insert));
}

base::Task<base::Result<http::Part>> Files::find_part(Runner& runner, std::shared_ptr<http::SpooledFile> body,
                                                      std::string content_type) {
  base::UniqueFunction<base::Result<http::Part>()> work = [body, content_type] {
    return http::find_part(*body, content_type, "file");
  };
  co_return co_await runner.on<base::Result<http::Part>>(pool_, std::move(work));
}

base::Result<Files::Kept> Files::keep(const Upload& upload) {
  const MappedFile spooled(upload.spooled->path());
  const std::string_view whole = spooled.bytes();
  if (upload.offset > whole.size() || upload.length > whole.size() - upload.offset) {
    return base::fail(base::ErrorKind::internal, "file", "the upload is not complete");
  }
  std::string_view bytes = whole.substr(upload.offset, upload.length);
  const MediaFacts facts = inspect_media(bytes);
  if (upload.images_only && !is_plain_image(facts.content_type)) {
    return base::invalid("content_type", "must be a GIF, JPEG, PNG or WebP image");
  }
  std::string stripped;
  if (is_plain_image(facts.content_type)) bytes = stripped = strip_metadata(bytes, facts.content_type);

  core::File file;
  file.bucket = upload.bucket;
  file.name = upload.name;
  file.content_type = facts.content_type;
  file.size = bytes.size();
  file.media = facts.media;
  file.width = facts.width;
  file.height = facts.height;
  file.content_hash = content_hash(bytes);
  file.animated = facts.animated;
  file.used = upload.used;
  auto hold = blobs_.keep(file.content_hash, bytes);
  return Kept{std::move(file), std::move(hold)};
}

base::Task<base::Result<core::File>> Files::find(Runner& runner, core::FileId id, core::FileBucket bucket) {
  return find(runner, id, std::vector<core::FileBucket>{bucket});
}

base::Task<base::Result<core::File>> Files::find(Runner& runner, core::FileId id, std::vector<core::FileBucket> buckets) {
  base::UniqueFunction<base::Result<core::File>(store::Reader&)> unit =
      [id, buckets = std::move(buckets)](store::Reader& reader) -> base::Result<core::File> {
    for (const core::FileBucket bucket : buckets) {
      auto file = reader.file(id, bucket);
      if (file && file->used) return *std::move(file);
    }
    return base::not_found("file");
  };
  co_return co_await runner.read<core::File>(std::move(unit));
}

base::Task<base::Result<Files::Scaled>> Files::scaled(Runner& runner, core::File file, PixelSize box) {
  if (file.width <= box.width && file.height <= box.height && file.media == core::FileMedia::image) {
    co_return Scaled{blob_path(file), file.size, file.content_type};
  }
  base::UniqueFunction<base::Result<Scaled>()> work = [this, file, box]() -> base::Result<Scaled> {
    try {
      return scale(file, box);
    } catch (const std::system_error& error) {
      return disk_failure(error);
    }
  };
  co_return co_await runner.on<base::Result<Scaled>>(pool_, std::move(work));
}

base::Result<Files::Scaled> Files::scale(const core::File& file, PixelSize box) {
  const std::string path = blob_path(file) + '.' + std::to_string(box.width) + 'x' + std::to_string(box.height);
  const std::string content_type = scaled_content_type(file.content_type);
  const std::lock_guard lock(scaling_);
  if (const auto present = file_facts(path)) return Scaled{path, present->size, content_type};
  const MappedFile blob(blob_path(file));
  const base::Result<std::string> bytes = scale_image(blob.bytes(), box);
  if (!bytes) return base::pass(bytes);
  write_durably(blobs_.folder(), path, *bytes);
  return Scaled{path, bytes->size(), content_type};
}

base::Task<base::Result<Files::Found>> Files::find_in(Runner& runner, std::string folder, std::string name) {
  const bool plain =
      !name.empty() && name.front() != '.' && name.find_first_of(std::string_view("/\\\0", 3)) == std::string::npos;
  if (!plain || folder.empty()) co_return base::not_found("file");
  base::UniqueFunction<base::Result<Found>()> work = [path = folder + '/' + name]() -> base::Result<Found> {
    const auto facts = file_facts(path);
    if (!facts) return base::not_found("file");
    return Found{path, facts->size, facts->changed_ns};
  };
  co_return co_await runner.on<base::Result<Found>>(pool_, std::move(work));
}

}  // namespace service
