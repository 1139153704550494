// Uploaded files: bytes in a folder, named by content hash; facts in the store. Blocking parts run on the files pool.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/executor.h"
#include "base/result.h"
#include "base/task.h"
#include "core/file.h"
#include "http/message.h"
#include "http/multipart.h"
#include "service/blob_folder.h"
#include "service/runner.h"
#include "service/video.h"

namespace service {

/// Whether a bucket is for images alone.
constexpr bool holds_images(core::FileBucket bucket) { return bucket != core::FileBucket::attachments; }

/// The store keeps a file's row; the blob is on disk before the row is committed, and one blob serves all files with its
/// content. Any thread may construct it; the tasks are awaited on a loop, as all tasks.
class Files {
 public:
  static constexpr std::int64_t kUnusedMs = 3'600'000;

  /// `folder` must exist and be writable; blobs lie in two levels of subfolders.
  Files(std::string folder, base::Executor& pool);

  struct Upload {
    std::shared_ptr<http::SpooledFile> spooled;  // holds the bytes at [offset, offset + length)
    std::uint64_t offset = 0;
    std::uint64_t length = 0;
    std::string name;  // already reduced to its last path component
    core::FileBucket bucket = core::FileBucket::attachments;
    bool images_only = false;  // invalid "content_type" unless GIF, JPEG, PNG or WebP; see holds_images
    bool used = true;          // false: not found before somebody uses it (file_use.h), dropped after kUnusedMs
  };
  /// Detects the type from the bytes, strips metadata from JPEG, PNG and WebP, stores equal content once. invalid "file"
  /// when empty; unavailable "file" when the disk refuses.
  base::Task<base::Result<core::File>> store(Runner& runner, Upload upload);
  /// The part "file" of a spooled form (http/multipart.h, with its errors), looked for off the loop.
  base::Task<base::Result<http::Part>> find_part(Runner& runner, std::shared_ptr<http::SpooledFile> body,
                                                 std::string content_type);
  /// not_found "file", also for one that waits for its use.
  base::Task<base::Result<core::File>> find(Runner& runner, core::FileId id, core::FileBucket bucket);
  /// In any of these buckets: where protocols make other kinds of them.
  base::Task<base::Result<core::File>> find(Runner& runner, core::FileId id, std::vector<core::FileBucket> buckets);
  std::string blob_path(const core::File& file) const { return blobs_.path_of(file.content_hash); }
  /// The image scaled to fit into the box with its aspect ratio kept, made once and kept beside the blob; the blob
  /// itself when it fits already. invalid "size" when it cannot be decoded. Gives path, length and content type.
  struct Scaled {
    std::string path;
    std::uint64_t size = 0;
    std::string content_type;
  };
  base::Task<base::Result<Scaled>> scaled(Runner& runner, core::File file, PixelSize box);
  base::Task<base::Result<Scaled>> scaled(Runner& runner, core::File file, unsigned pixels) {
    return scaled(runner, std::move(file), PixelSize{pixels, pixels});
  }

  /// Drops uploads that nothing has used within kUnusedMs, and their bytes unless another file has them. Call now and then.
  /// Gives how many; 0 while another sweep is running.
  base::Task<base::Result<std::size_t>> drop_unused(Runner& runner, std::int64_t now_ms);
  /// Removes what a crash or a restored database left behind: blobs that no file names, and unfinished ones last changed
  /// before `started_ms`. Call once after the start; uploads may come in meanwhile. Gives how many.
  base::Task<base::Result<std::size_t>> collect_orphans(Runner& runner, std::int64_t started_ms);

  /// A file that somebody else keeps in a folder. not_found "file" for names that are no plain file name, hidden ones
  /// included.
  struct Found {
    std::string path;
    std::uint64_t size = 0;
    std::int64_t changed_ns = 0;  // time of its last change
  };
  base::Task<base::Result<Found>> find_in(Runner& runner, std::string folder, std::string name);

 private:
  struct Kept {
    core::File file;
    std::shared_ptr<BlobFolder::Hold> hold;  // until the file's row is there
  };
  base::Result<Kept> keep(const Upload& upload);
  base::Result<Scaled> scale(const core::File& file, PixelSize box);
  base::Task<base::Result<std::size_t>> remove_blobs(Runner& runner, std::vector<BlobFolder::Hash> doomed);

  BlobFolder blobs_;
  base::Executor& pool_;
  std::mutex scaling_;  // one decoded image at a time, so that uploads cannot multiply its memory
};

}  // namespace service
