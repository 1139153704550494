// Reads JSON text into a tape. The parser itself stays in the source file. Each document uses buffers of its thread.
#pragma once

#include "wire/tape.h"

#include <memory>
#include <string_view>

namespace wire {

/// One parsed text. The tokens live as long as it does and must stay on this thread. Documents may be nested.
class JsonDocument {
 public:
  explicit JsonDocument(std::string_view text);
  ~JsonDocument();
  JsonDocument(const JsonDocument&) = delete;
  JsonDocument& operator=(const JsonDocument&) = delete;

  bool ok() const { return problem_.empty(); }
  /// Why it is not JSON, for people; empty when ok.
  std::string_view problem() const { return problem_; }
  /// The value; only when ok.
  const Token* root() const;

  struct Workspace;

 private:
  std::unique_ptr<Workspace> workspace_;
  std::string_view problem_;
};

}  // namespace wire
