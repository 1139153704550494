// Runs on the hub's thread.
#include "hub/outbox.h"

namespace hub {

void Outbox::make_room() {
  constexpr std::size_t kFirst = 8;
  if (frames_.empty()) {
    frames_.reserve(kFirst);
  } else if (head_ >= frames_.size() / 2) {
    // A session that is always a little behind never becomes empty: reuse the room of what is written instead of growing.
    frames_.erase(frames_.begin(), frames_.begin() + head_);
    head_ = 0;
  }
}

std::size_t Outbox::drop_ephemeral() {
  const std::size_t first = head_ + (offset_ > 0 ? 1u : 0u);
  if (first >= frames_.size()) return 0;
  std::size_t kept = first;
  for (std::size_t i = first; i < frames_.size(); ++i) {
    if (frames_[i]->priority() == Priority::ephemeral) {
      bytes_ -= frames_[i]->bytes().size();
      continue;
    }
    if (kept != i) frames_[kept] = std::move(frames_[i]);
    ++kept;
  }
  const std::size_t dropped = frames_.size() - kept;
  frames_.resize(kept);
  if (bytes_ == 0) consume(0);
  return dropped;
}

void Outbox::drop_unsent() {
  const std::size_t first = head_ + (offset_ > 0 ? 1u : 0u);
  for (std::size_t i = first; i < frames_.size(); ++i) bytes_ -= frames_[i]->bytes().size();
  if (first < frames_.size()) frames_.resize(first);
  if (bytes_ == 0) consume(0);
}

std::size_t Outbox::gather(std::span<iovec> iov) const {
  std::size_t filled = 0;
  std::size_t skip = offset_;
  for (std::size_t i = head_; i < frames_.size() && filled < iov.size(); ++i) {
    const std::string_view bytes = frames_[i]->bytes().substr(skip);
    skip = 0;
    iov[filled++] = {const_cast<char*>(bytes.data()), bytes.size()};  // iovec has no const form; nobody writes through it
  }
  return filled;
}

void Outbox::consume(std::size_t count) {
  bytes_ -= count;
  consumed_ += count;
  if (bytes_ == 0) {
    std::vector<FrameRef>().swap(frames_);
    head_ = 0;
    offset_ = 0;
    return;
  }
  while (count > 0) {
    const std::size_t left = frames_[head_]->bytes().size() - offset_;
    if (count < left) {
      offset_ += static_cast<std::uint32_t>(count);
      return;
    }
    count -= left;
    frames_[head_++].reset();
    offset_ = 0;
  }
}

}  // namespace hub
