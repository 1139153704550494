// The generated documents that describe each protocol, by the path they are served under. Any thread.
#pragma once

#include <string>
#include <vector>

namespace app {

struct Document {
  std::string path;  // "/docs/.../openapi.json"
  /// JSON; made at the first call and kept.
  const std::string& (*text)();
};

const std::vector<Document>& documents();

}  // namespace app
