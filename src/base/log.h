// Logging: a thin door in front of spdlog, so that no other file pays for its headers.
// Text for people, one JSON object per line for machines. Any thread. Never log a token, a password or a message's content.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace base::log {

enum class Level { debug, info, warn, error };

/// One named fact of a log line. Numbers are turned into text by the caller's `std::to_string`.
struct Field {
  std::string_view key;
  std::string value;
};

/// Call once, before the first line. `level` is the lowest level that is written; `json` chooses the form. Writes to stderr.
void configure(Level level, bool json);
bool enabled(Level level);
void write(Level level, std::string_view message, std::initializer_list<Field> fields = {});

inline void debug(std::string_view message, std::initializer_list<Field> fields = {}) {
  write(Level::debug, message, fields);
}
inline void info(std::string_view message, std::initializer_list<Field> fields = {}) { write(Level::info, message, fields); }
inline void warn(std::string_view message, std::initializer_list<Field> fields = {}) { write(Level::warn, message, fields); }
inline void error(std::string_view message, std::initializer_list<Field> fields = {}) {
  write(Level::error, message, fields);
}

}  // namespace base::log
