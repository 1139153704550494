// See blob_folder.h.
#include "service/blob_folder.h"

#include <algorithm>
#include <filesystem>
#include <optional>

#include "service/disk.h"

namespace service {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kNameLength = 64;

std::string to_hex(const BlobFolder::Hash& hash) {
  std::string hex;
  for (const unsigned char byte : hash) {
    hex += "0123456789abcdef"[byte >> 4];
    hex += "0123456789abcdef"[byte & 15];
  }
  return hex;
}

/// Of a blob's name or that of a scaled image.
std::optional<BlobFolder::Hash> hash_of(std::string_view name) {
  if (name.size() < kNameLength || (name.size() > kNameLength && name[kNameLength] != '.')) return std::nullopt;
  BlobFolder::Hash hash{};
  for (std::size_t i = 0; i < kNameLength; ++i) {
    const std::size_t digit = std::string_view("0123456789abcdef").find(name[i]);
    if (digit == std::string_view::npos) return std::nullopt;
    hash[i / 2] = static_cast<unsigned char>(hash[i / 2] << 4 | digit);
  }
  return hash;
}

}  // namespace

std::string BlobFolder::path_of(const Hash& hash) const {
  const std::string hex = to_hex(hash);
  return folder_ + '/' + hex.substr(0, 2) + '/' + hex.substr(2, 2) + '/' + hex;
}

std::shared_ptr<BlobFolder::Hold> BlobFolder::keep(const Hash& hash, std::string_view bytes) {
  {
    // Before looking whether the blob is there: from here on nobody removes it.
    const std::lock_guard lock(mutex_);
    ++held_[hash];
    if (sweeping_) spared_.insert(hash);
  }
  auto hold = std::make_shared<Hold>(*this, hash);
  const std::string path = path_of(hash);
  const auto present = file_facts(path);
  if (!present || present->size != bytes.size()) write_durably(folder_, path, bytes);
  return hold;
}

void BlobFolder::release(const Hash& hash) {
  const std::lock_guard lock(mutex_);
  const auto at = held_.find(hash);
  if (--at->second == 0) held_.erase(at);
}

std::unique_ptr<BlobFolder::Sweep> BlobFolder::begin_sweep() {
  const std::lock_guard lock(mutex_);
  if (sweeping_) return nullptr;
  sweeping_ = true;
  for (const auto& [hash, count] : held_) spared_.insert(hash);
  return std::make_unique<Sweep>(*this);
}

BlobFolder::Sweep::~Sweep() {
  const std::lock_guard lock(blobs_.mutex_);
  blobs_.sweeping_ = false;
  blobs_.spared_.clear();
}

bool BlobFolder::remove(const Hash& hash) {
  const std::lock_guard lock(mutex_);
  if (spared_.contains(hash)) return false;
  const fs::path path = path_of(hash);
  if (!fs::exists(path.parent_path())) return false;
  std::vector<fs::path> found;
  for (const auto& entry : fs::directory_iterator(path.parent_path())) {
    if (hash_of(entry.path().filename().string()) == hash) found.push_back(entry.path());
  }
  for (const fs::path& file : found) fs::remove(file);
  return !found.empty();
}

std::vector<BlobFolder::Hash> BlobFolder::list() const {
  std::vector<Hash> hashes;
  for (const auto& entry : fs::recursive_directory_iterator(folder_)) {
    if (const auto hash = hash_of(entry.path().filename().string())) hashes.push_back(*hash);
  }
  std::ranges::sort(hashes);
  hashes.erase(std::unique(hashes.begin(), hashes.end()), hashes.end());
  return hashes;
}

std::size_t BlobFolder::remove_unfinished(std::int64_t before_unix_ms) const {
  std::vector<fs::path> found;
  for (const auto& entry : fs::directory_iterator(folder_)) {
    if (!entry.path().filename().string().starts_with(kUnfinishedPrefix)) continue;
    const auto facts = file_facts(entry.path().string());
    if (facts && facts->changed_ns / 1'000'000 < before_unix_ms) found.push_back(entry.path());
  }
  for (const fs::path& file : found) fs::remove(file);
  return found.size();
}

}  // namespace service
