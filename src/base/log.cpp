#include "base/log.h"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <atomic>

namespace base::log {
namespace {

std::atomic<bool> json_form{false};

spdlog::level::level_enum to_spdlog(Level level) {
  switch (level) {
    case Level::debug:
      return spdlog::level::debug;
    case Level::info:
      return spdlog::level::info;
    case Level::warn:
      return spdlog::level::warn;
    case Level::error:
      return spdlog::level::err;
  }
  return spdlog::level::err;
}

std::string_view name_of(Level level) {
  switch (level) {
    case Level::debug:
      return "debug";
    case Level::info:
      return "info";
    case Level::warn:
      return "warn";
    case Level::error:
      return "error";
  }
  return "error";
}

spdlog::logger& logger() {
  static const auto instance = [] {
    auto made = spdlog::stderr_logger_mt("tetragate");
    made->set_pattern("%Y-%m-%dT%H:%M:%S.%eZ %^%-5l%$ %v", spdlog::pattern_time_type::utc);
    return made;
  }();
  return *instance;
}

/// Escapes for a JSON string, and keeps control characters out of both forms: a log line is always one line.
void append_escaped(std::string& out, std::string_view text) {
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) {
      out += fmt::format("\\u{:04x}", static_cast<unsigned>(static_cast<unsigned char>(c)));
    } else {
      out += c;
    }
  }
}

}  // namespace

void configure(Level level, bool json) {
  json_form = json;
  logger().set_level(to_spdlog(level));
  if (json) logger().set_pattern("%v");
}

bool enabled(Level level) { return logger().should_log(to_spdlog(level)); }

void write(Level level, std::string_view message, std::initializer_list<Field> fields) {
  if (!enabled(level)) return;
  std::string line;
  if (json_form) {
    const auto now =
        std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch());
    line = fmt::format(R"({{"time_ms":{},"level":"{}","message":")", now.count(), name_of(level));
    append_escaped(line, message);
    line += '"';
    for (const Field& field : fields) {
      line += fmt::format(R"(,"{}":")", field.key);
      append_escaped(line, field.value);
      line += '"';
    }
    line += '}';
  } else {
    append_escaped(line, message);
    for (const Field& field : fields) {
      line += fmt::format(" {}=", field.key);
      append_escaped(line, field.value);
    }
  }
  logger().log(to_spdlog(level), line);
}

}  // namespace base::log
