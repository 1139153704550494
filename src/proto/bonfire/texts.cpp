// Ids in texts, and whom a text mentions (bonfire 7, bonfire-rest 3.6). Pure functions.
#include <algorithm>
#include <utility>

#include "proto/bonfire/translate.h"

namespace bonfire {
namespace {

/// What stands between the marks of a mention, and which marks those were.
struct Marked {
  std::string_view opening;  // "<@", "<#", "<%" or ":"
  std::string_view id;
  std::size_t end = 0;  // after the closing mark
};

constexpr std::size_t kIdLengthMax = 26;  // a ULID; decimal ids are shorter

bool is_id_character(char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'); }

/// The mention that begins at `at`, if one does; its id is not judged.
std::optional<Marked> marked_at(std::string_view text, std::size_t at) {
  std::size_t begin = at;
  char closing = '>';
  if (text[at] == ':') {
    begin += 1;
    closing = ':';
  } else if (text[at] == '<' && at + 1 < text.size() &&
             std::string_view("@#%").find(text[at + 1]) != std::string_view::npos) {
    begin += 2;
  } else {
    return std::nullopt;
  }
  std::size_t end = begin;
  while (end < text.size() && end - begin <= kIdLengthMax && is_id_character(text[end])) ++end;
  if (end == begin || end >= text.size() || text[end] != closing) return std::nullopt;
  return Marked{text.substr(at, begin - at), text.substr(begin, end - begin), end + 1};
}

template <typename Respell>
std::string respelled(std::string_view text, Respell respell) {
  std::string out;
  out.reserve(text.size() + 64);
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t next = std::min(text.find_first_of("<:", at), text.size());
    out.append(text, at, next - at);
    at = next;
    if (at == text.size()) break;
    const auto marked = marked_at(text, at);
    const std::optional<std::string> id = marked ? respell(marked->id) : std::nullopt;
    if (!id) {
      out += text[at++];
      continue;
    }
    out.append(marked->opening);
    out.append(*id);
    // The mark that closes one emoji may open the next: ":A:B:" has only one.
    out += text[marked->end - 1];
    at = marked->end;
  }
  return out;
}

/// The end of a stretch of code that begins with the backticks at `at`, or nothing when they are never closed.
std::optional<std::size_t> code_end(std::string_view text, std::size_t at) {
  const std::size_t ticks = std::min(text.find_first_not_of('`', at), text.size()) - at;
  std::size_t search = at + ticks;
  while ((search = text.find('`', search)) != std::string_view::npos) {
    const std::size_t run = std::min(text.find_first_not_of('`', search), text.size()) - search;
    if (run == ticks) return search + run;
    search += run;
  }
  return std::nullopt;
}

template <typename T>
void add_once(std::vector<T>& list, T value) {
  if (std::ranges::find(list, value) == list.end()) list.push_back(value);
}

}  // namespace

std::string spell_text(std::string_view stored) {
  return respelled(stored, [](std::string_view id) -> std::optional<std::string> {
    const auto value = core::from_decimal(id);
    // Only what store_text() gives back the same; a number that is no id of ours is not touched.
    if (!value || core::unix_ms_of_id(*value) / 1000 == core::kEpochUnixSeconds) return std::nullopt;
    std::string ulid = core::to_ulid(*value);
    return core::from_ulid(ulid) == *value ? std::optional<std::string>(std::move(ulid)) : std::nullopt;
  });
}

std::string store_text(std::string_view spelled) {
  return respelled(spelled, [](std::string_view id) -> std::optional<std::string> {
    const auto value = core::from_ulid(id);
    if (!value || core::unix_ms_of_id(*value) / 1000 == core::kEpochUnixSeconds) return std::nullopt;
    return core::to_decimal(*value);
  });
}

Mentions find_mentions(std::string_view text) {
  Mentions found;
  std::size_t at = 0;
  while (at < text.size()) {
    const char c = text[at];
    if (c == '\\') {
      at += 2;
    } else if (c == '`') {
      const auto end = code_end(text, at);
      at = end ? *end : std::min(text.find_first_not_of('`', at), text.size());
    } else if (c == '@') {
      const std::string_view rest = text.substr(at);
      if (rest.starts_with("@everyone")) found.everyone = true;
      if (rest.starts_with("@online")) found.online = true;
      ++at;
    } else if (c == '<') {
      const auto marked = marked_at(text, at);
      const auto id = marked ? core::from_ulid(marked->id) : std::nullopt;
      if (!id) {
        ++at;
        continue;
      }
      if (marked->opening == "<@") add_once(found.users, core::UserId(*id));
      if (marked->opening == "<%") add_once(found.roles, core::RoleId(*id));
      at = marked->end;
    } else {
      ++at;
    }
  }
  return found;
}

}  // namespace bonfire
