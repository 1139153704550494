// Reads MessagePack into a tape. Each document uses buffers of its thread.
#pragma once

#include "wire/tape.h"

#include <memory>
#include <string_view>

namespace wire {

/// One parsed document. The tokens point into `bytes`, which must outlive it, and must stay on this thread. Documents may be
/// nested. Every type is known; refused are extension types (the timestamp among them: moments are integers or texts), keys
/// that are no text, numbers that are infinite or none, texts that are not UTF-8, and more than kDepthMax levels. Memory
/// follows the bytes that are there, never a length that is only claimed.
class MsgpackDocument {
 public:
  explicit MsgpackDocument(std::string_view bytes);
  ~MsgpackDocument();
  MsgpackDocument(const MsgpackDocument&) = delete;
  MsgpackDocument& operator=(const MsgpackDocument&) = delete;

  bool ok() const { return problem_.empty(); }
  /// Why it is refused, for people; empty when ok.
  std::string_view problem() const { return problem_; }
  /// The value; only when ok.
  const Token* root() const;

  struct Workspace;

 private:
  std::unique_ptr<Workspace> workspace_;
  std::string_view problem_;
};

}  // namespace wire
