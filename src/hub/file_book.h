// FileBook: the files that somebody or something known to this hub names, so that dialects can show them. Hub thread.
#pragma once

#include <algorithm>
#include <span>
#include <unordered_map>

#include "core/file.h"

namespace hub {

/// Files never change, so whichever copy came first is as good as any. Nothing counts who needs one: now and then all that
/// are needed are gathered and the rest is forgotten, which costs less than keeping an eye on every change of a picture.
class FileBook {
 public:
  void add(std::span<const core::File> files) {
    for (const core::File& file : files) entries_.try_emplace(file.id, file);
  }
  const core::File* find(core::FileId id) const {
    const auto it = entries_.find(id);
    return it == entries_.end() ? nullptr : &it->second;
  }
  /// Twice as many as were needed when it was last looked: time to look again.
  bool crowded() const { return entries_.size() > limit_; }
  /// Forgets all but these; ascending.
  void keep_only(std::span<const core::FileId> needed) {
    std::erase_if(entries_, [&](const auto& entry) { return !std::ranges::binary_search(needed, entry.first); });
    limit_ = std::max(kLimitMin, 2 * entries_.size());
  }
  std::size_t size() const { return entries_.size(); }

 private:
  static constexpr std::size_t kLimitMin = 1024;

  std::unordered_map<core::FileId, core::File> entries_;
  std::size_t limit_ = kLimitMin;
};

}  // namespace hub
