// BlobFolder: bytes on disk, named by their hash: <folder>/ab/cd/abcd... (64 hexadecimal digits), scaled images beside them
// with ".<width>x<height>" behind the name. Any thread; what touches the disk blocks, and throws std::system_error when the
// disk refuses.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace service {

class BlobFolder {
 public:
  using Hash = std::array<unsigned char, 32>;

  explicit BlobFolder(std::string folder) : folder_(std::move(folder)) {}
  const std::string& folder() const { return folder_; }
  std::string path_of(const Hash& hash) const;

  /// While it is held the blob is not removed, although no file names it yet.
  class Hold;
  /// Writes the blob unless it lies there already.
  std::shared_ptr<Hold> keep(const Hash& hash, std::string_view bytes);

  /// A time of cleaning up: what is kept after its beginning is not removed before its end. One at a time.
  class Sweep;
  std::unique_ptr<Sweep> begin_sweep();  // null when there is one
  /// With its scaled images. False when it is kept. Only during a sweep, for blobs that no file named at some moment of it.
  bool remove(const Hash& hash);

  /// All blobs, and those of which only scaled images are left; ascending.
  std::vector<Hash> list() const;
  /// Files whose writing was interrupted: those last changed before then. Gives how many.
  std::size_t remove_unfinished(std::int64_t before_unix_ms) const;

 private:
  void release(const Hash& hash);

  const std::string folder_;
  std::mutex mutex_;
  std::map<Hash, unsigned> held_;  // how often
  bool sweeping_ = false;
  std::set<Hash> spared_;  // held at some time of the sweep
};

class BlobFolder::Hold {
 public:
  Hold(BlobFolder& blobs, const Hash& hash) : blobs_(blobs), hash_(hash) {}
  ~Hold() { blobs_.release(hash_); }
  Hold(const Hold&) = delete;
  Hold& operator=(const Hold&) = delete;

 private:
  BlobFolder& blobs_;
  const Hash hash_;
};

class BlobFolder::Sweep {
 public:
  explicit Sweep(BlobFolder& blobs) : blobs_(blobs) {}
  ~Sweep();
  Sweep(const Sweep&) = delete;
  Sweep& operator=(const Sweep&) = delete;

 private:
  BlobFolder& blobs_;
};

}  // namespace service
