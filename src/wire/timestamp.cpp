// RFC 3339 section 5.6. Pure functions.
#include "wire/timestamp.h"

#include <algorithm>
#include <chrono>

namespace wire {
namespace {

using std::chrono::days;
using std::chrono::milliseconds;
using std::chrono::sys_days;

void put(char* at, int width, unsigned value) {
  for (int i = width - 1; i >= 0; --i, value /= 10) at[i] = static_cast<char>('0' + value % 10);
}

/// Takes text apart from the left; once something did not fit, everything after it fails too.
struct Scanner {
  std::string_view rest;
  bool ok = true;

  unsigned digits(std::size_t width) {
    unsigned value = 0;
    if (rest.size() < width) ok = false;
    if (!ok) return 0;
    for (std::size_t i = 0; i < width; ++i) {
      if (rest[i] < '0' || rest[i] > '9') ok = false;
      value = value * 10 + static_cast<unsigned>(rest[i] - '0');
    }
    rest.remove_prefix(width);
    return value;
  }
  /// One of the characters in `choices`.
  char one_of(std::string_view choices) {
    if (rest.empty() || choices.find(rest.front()) == std::string_view::npos) ok = false;
    if (!ok) return '\0';
    const char c = rest.front();
    rest.remove_prefix(1);
    return c;
  }
  /// ".793" and more digits, in milliseconds; there may be no fraction at all.
  unsigned fraction() {
    if (rest.empty() || rest.front() != '.') return 0;
    rest.remove_prefix(1);
    unsigned ms = 0;
    std::size_t count = 0;
    for (; !rest.empty() && rest.front() >= '0' && rest.front() <= '9'; rest.remove_prefix(1), ++count) {
      if (count < 3) ms = ms * 10 + static_cast<unsigned>(rest.front() - '0');
    }
    if (count == 0) ok = false;
    for (; count < 3; ++count) ms *= 10;
    return ms;
  }
};

}  // namespace

std::array<char, 24> rfc3339(std::int64_t ms) {
  const std::chrono::sys_time<milliseconds> moment{milliseconds(std::clamp(ms, kTimestampMin, kTimestampMax))};
  const sys_days day = std::chrono::floor<days>(moment);
  const std::chrono::year_month_day date(day);
  const auto of_day = static_cast<unsigned>((moment - day).count());
  std::array<char, 24> text{'0', '0', '0', '0', '-', '0', '0', '-', '0', '0', 'T', '0',
                            '0', ':', '0', '0', ':', '0', '0', '.', '0', '0', '0', 'Z'};
  put(&text[0], 4, static_cast<unsigned>(static_cast<int>(date.year())));
  put(&text[5], 2, static_cast<unsigned>(date.month()));
  put(&text[8], 2, static_cast<unsigned>(date.day()));
  put(&text[11], 2, of_day / 3'600'000);
  put(&text[14], 2, of_day / 60'000 % 60);
  put(&text[17], 2, of_day / 1000 % 60);
  put(&text[20], 3, of_day % 1000);
  return text;
}

std::optional<std::int64_t> parse_rfc3339(std::string_view text) {
  Scanner in{text};
  const unsigned year = in.digits(4);
  in.one_of("-");
  const unsigned month = in.digits(2);
  in.one_of("-");
  const unsigned day = in.digits(2);
  in.one_of("Tt ");
  const unsigned hour = in.digits(2);
  in.one_of(":");
  const unsigned minute = in.digits(2);
  in.one_of(":");
  const unsigned second = in.digits(2);
  const unsigned fraction = in.fraction();
  const char zone = in.one_of("Zz+-");
  int offset_minutes = 0;
  if (zone == '+' || zone == '-') {
    const unsigned offset_hour = in.digits(2);
    in.one_of(":");
    const unsigned offset_minute = in.digits(2);
    if (offset_hour > 23 || offset_minute > 59) return std::nullopt;
    offset_minutes = static_cast<int>(offset_hour * 60 + offset_minute) * (zone == '-' ? -1 : 1);
  }
  const std::chrono::year_month_day date{std::chrono::year(static_cast<int>(year)), std::chrono::month(month),
                                         std::chrono::day(day)};
  if (!in.ok || !in.rest.empty() || !date.ok() || hour > 23 || minute > 59 || second > 60) return std::nullopt;
  const std::int64_t minutes = sys_days(date).time_since_epoch().count() * std::int64_t{1440} + hour * 60 + minute;
  const std::int64_t ms = (minutes - offset_minutes) * 60'000 + second * std::int64_t{1000} + fraction;
  if (ms < kTimestampMin || ms > kTimestampMax) return std::nullopt;
  return ms;
}

}  // namespace wire
