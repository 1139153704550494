#include "app/setting_types.h"

#include <utility>

namespace app {
namespace {

constexpr std::pair<std::string_view, std::uint64_t> kUnits[] = {{"GB", 1'000'000'000}, {"MB", 1'000'000}, {"KB", 1'000}};

}  // namespace

Result<std::uint64_t> parse_number(const std::string& text, std::uint64_t min, std::uint64_t max) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || number < min || number > max) {
    return base::fail(base::ErrorKind::invalid);
  }
  return number;
}

Result<std::uint64_t> parse_size(const std::string& text, std::uint64_t min, std::uint64_t max) {
  std::uint64_t unit = 1;
  std::string digits = text;
  for (const auto& [name, bytes] : kUnits) {
    if (!text.ends_with(name)) continue;
    unit = bytes;
    digits.resize(text.size() - name.size());
  }
  const auto number = parse_number(digits, 0, std::numeric_limits<std::uint64_t>::max() / unit);
  if (!number || *number * unit < min || *number * unit > max) return base::fail(base::ErrorKind::invalid);
  return *number * unit;
}

std::string size_text(std::uint64_t bytes) {
  for (const auto& [name, unit] : kUnits) {
    if (bytes != 0 && bytes % unit == 0) return std::to_string(bytes / unit) + std::string(name);
  }
  return std::to_string(bytes);
}

}  // namespace app
