// Decoder: see decoder.h. Used by one thread for one document.
#include "wire/decoder.h"

#include "base/utf8.h"
#include "wire/timestamp.h"

#include <charconv>

namespace wire::detail {
namespace {

constexpr std::size_t kShownMax = 64;  // bytes of the client's own text repeated in an error

void spell(const Path* path, std::string& out) {
  if (path == nullptr) return;
  spell(path->up, out);
  if (path->is_item) {
    out += '[' + std::to_string(path->index) + ']';
    return;
  }
  if (!out.empty()) out += '.';
  out += path->key.substr(0, kShownMax);
}

/// "limit 1 character", "limit 5 characters"
std::string amount(std::int64_t limit, std::string_view one, std::string_view many) {
  std::string text = std::to_string(limit);
  if (one.empty()) return text;
  text += ' ';
  text += limit == 1 ? one : many;
  return text;
}

}  // namespace

void Decoder::fail(const Path* path, std::string what) {
  if (errors_.size() >= kErrorsMax) return;
  FieldError& e = errors_.emplace_back();
  spell(path, e.path);
  // The path repeats keys of the input, cut by bytes: never hand on half a character.
  while (!base::is_utf8(e.path)) e.path.pop_back();
  e.what = std::move(what);
}

void Decoder::beyond(const Path* path, std::string what) {
  const std::size_t before = errors_.size();
  fail(path, std::move(what));
  if (errors_.size() > before) errors_.back().limit = true;
}

void Decoder::expected(const Path* path, std::string_view wanted, const Token& got) {
  std::string what = "expected ";
  what += wanted;
  what += ", got ";
  what += kind_name(got.kind);
  fail(path, std::move(what));
}

void Decoder::missing(const Path* path, std::string_view key) {
  const Path at{path, key};
  fail(&at, "is required");
}

bool Decoder::boolean(const Token& t, bool& out, const Path* path) {
  if (t.kind != Kind::boolean) return expected(path, "boolean", t), false;
  out = t.truth;
  return true;
}

bool Decoder::range(std::int64_t value, const Limits& limits, const Path* path) {
  if (limits.min != kNoLimit && value < limits.min)
    return beyond(path, "must be at least " + amount(limits.min, {}, {})), false;
  if (limits.max != kNoLimit && value > limits.max)
    return beyond(path, "must be at most " + amount(limits.max, {}, {})), false;
  return true;
}

bool Decoder::signed_integer(const Token& t, std::int64_t low, std::int64_t high, const Limits& limits, std::int64_t& out,
                             const Path* path) {
  if (t.kind != Kind::integer) return expected(path, "integer", t), false;
  const auto [end, error] = std::from_chars(t.data, t.data + t.size, out);
  if (error != std::errc() || out < low || out > high) return fail(path, "integer out of range"), false;
  return range(out, limits, path);
}

bool Decoder::unsigned_integer(const Token& t, std::uint64_t high, const Limits& limits, std::uint64_t& out,
                               const Path* path) {
  if (t.kind != Kind::integer) return expected(path, "integer", t), false;
  if (t.text() == "-0") {
    out = 0;
  } else {
    const auto [end, error] = std::from_chars(t.data, t.data + t.size, out);  // refuses a minus sign
    if (error != std::errc() || out > high) return fail(path, "integer out of range"), false;
  }
  constexpr auto kSignedMax = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
  return range(static_cast<std::int64_t>(std::min(out, kSignedMax)), limits, path);
}

bool Decoder::number(const Token& t, double& out, const Path* path) {
  if (t.kind != Kind::integer && t.kind != Kind::decimal) return expected(path, "number", t), false;
  const auto [end, error] = std::from_chars(t.data, t.data + t.size, out);
  if (error != std::errc()) return fail(path, "number out of range"), false;
  return true;
}

bool Decoder::count(std::size_t size, const Limits& limits, std::string_view one, std::string_view many, const Path* path) {
  const auto n = static_cast<std::int64_t>(size);
  if (limits.min != kNoLimit && n < limits.min)
    return beyond(path, "must be at least " + amount(limits.min, one, many)), false;
  if (limits.max != kNoLimit && n > limits.max)
    return beyond(path, "must be at most " + amount(limits.max, one, many)), false;
  return true;
}

bool Decoder::string(const Token& t, const Limits& limits, std::string_view& out, const Path* path) {
  if (t.kind != Kind::string) return expected(path, "string", t), false;
  out = t.text();
  if (limits.min == kNoLimit && limits.max == kNoLimit) return true;
  return count(base::code_points(out), limits, "character", "characters", path);
}

bool Decoder::timestamp(const Token& t, Timestamp& out, const Path* path) {
  if (t.kind == Kind::string) {
    const auto ms = parse_rfc3339(t.text());
    if (!ms) return fail(path, "not a valid date-time"), false;
    out.ms = *ms;
    return true;
  }
  // What JSON may be is said by the schema, and that says text.
  if (t.kind != Kind::integer || encoding_ != Encoding::msgpack) return expected(path, "date-time", t), false;
  return signed_integer(t, kTimestampMin, kTimestampMax, {}, out.ms, path);
}

bool Decoder::bytes(const Token& t, const Limits& limits, Bytes& out, const Path* path) {
  out.binary = t.kind == Kind::bytes;
  if (out.binary) {
    out.data.assign(t.data, t.data + t.size);
    return count(t.size, limits, "byte", "bytes", path);
  }
  if (!array(t, limits, path)) return false;
  out.data.clear();
  out.data.reserve(t.size);
  const Token* item = t.first();
  for (std::uint32_t i = 0; i < t.size; ++i, item = item->next()) {
    const Path here{path, {}, i, true};
    std::uint64_t byte = 0;
    if (!unsigned_integer(*item, 0xff, {}, byte, &here)) return false;
    out.data.push_back(static_cast<std::uint8_t>(byte));
  }
  return true;
}

bool Decoder::array(const Token& t, const Limits& limits, const Path* path) {
  if (t.kind != Kind::array) return expected(path, "array", t), false;
  return count(t.size, limits, "item", "items", path);
}

bool Decoder::map(const Token& t, const Limits& limits, const Path* path) {
  return object(t, path) && count(t.size, limits, "entry", "entries", path);
}

bool Decoder::object(const Token& t, const Path* path) {
  if (t.kind != Kind::object) return expected(path, "object", t), false;
  return true;
}

bool Decoder::tag(const Token& object, std::string_view key, std::string_view& out, const Path* path) {
  const Token* value = nullptr;
  const Token* at = object.first();
  for (std::uint32_t i = 0; i < object.size; ++i, at = at->next()->next()) {
    if (at->text() != key) continue;
    const Path here{path, key};
    if (value != nullptr) return fail(&here, "given twice"), false;
    value = at->next();
    if (!string(*value, {}, out, &here)) return false;
  }
  if (value == nullptr) missing(path, key);
  return value != nullptr;
}

void Decoder::unknown_tag(const Path* path, std::string_view key, std::string_view got) {
  const Path here{path, key};
  std::string shown(got.substr(0, kShownMax));
  while (!base::is_utf8(shown)) shown.pop_back();
  std::string what = "unknown ";
  what += key;
  fail(&here, what + " \"" + shown + '"');
}

void Decoder::constant(const Token& t, std::string_view wanted, const Path* path) {
  if (t.kind != Kind::string || t.text() != wanted) fail(path, "must be \"" + std::string(wanted) + '"');
}

namespace {

struct Match {
  const Table* table = nullptr;
  const Row* row = nullptr;
  void* owner = nullptr;
  unsigned bit = 0;
};

/// `bit` counts the rows of all tables on the way.
bool match(const Table& table, void* owner, std::string_view key, unsigned& bit, std::size_t hint, Match& out) {
  // Most senders keep the declared order, so the row after the last hit is tried first.
  if (hint < table.rows.size() && table.rows[hint].key == key) {
    out = {&table, &table.rows[hint], owner, bit + static_cast<unsigned>(hint)};
    return true;
  }
  for (const Row& row : table.rows) {
    if (row.key == key) {
      out = {&table, &row, owner, bit + static_cast<unsigned>(&row - table.rows.data())};
      return true;
    }
  }
  bit += static_cast<unsigned>(table.rows.size());
  for (const Table::Part& part : table.parts) {
    if (part.table != nullptr && match(*part.table, part.locate(owner), key, bit, table.rows.size(), out)) return true;
  }
  return false;
}

void finish(Decoder& d, const Token& t, void* owner, const Table& table, const Path* path, std::uint64_t seen,
            unsigned& bit) {
  for (const Row& row : table.rows) {
    if (row.required && ((seen >> bit) & 1) == 0) d.missing(path, row.key);
    ++bit;
  }
  for (const Table::Part& part : table.parts) {
    if (part.table != nullptr) {
      finish(d, t, part.locate(owner), *part.table, path, seen, bit);
    } else {
      part.decode(d, t, part.locate(owner), path);
    }
  }
}

}  // namespace

void decode_object(Decoder& d, const Token& t, void* target, const Table& table, const Path* path, bool tag_checked) {
  if (!d.object(t, path)) return;
  if (!table.tag.empty() && !tag_checked) {
    std::string_view tag;
    if (!d.tag(t, table.tag_key, tag, path)) return;
    if (tag != table.tag) return d.unknown_tag(path, table.tag_key, tag);
  }
  std::uint64_t seen = 0;
  std::size_t hint = 0;
  const Token* key = t.first();
  for (std::uint32_t i = 0; i < t.size; ++i) {
    const Token* value = key->next();
    unsigned bit = 0;
    Match hit;
    if (match(table, target, key->text(), bit, hint, hit)) {
      const Path here{path, hit.row->key};
      const std::uint64_t mask = std::uint64_t{1} << hit.bit;
      if ((seen & mask) != 0) {
        d.fail(&here, "given twice");
      } else if (!hit.row->constant.empty()) {
        d.constant(*value, hit.row->constant, &here);
      } else if (!(hit.row->null_is_absent && value->kind == Kind::null)) {
        hit.row->decode(d, *value, hit.owner, &here);
      }
      seen |= mask;
      if (hit.table == &table) hint = hit.bit + 1;
    }
    key = value->next();
  }
  unsigned bit = 0;
  finish(d, t, target, table, path, seen, bit);
}

const Token* find(const Token& object, std::string_view key) {
  const Token* at = object.first();
  for (std::uint32_t i = 0; i < object.size; ++i, at = at->next()->next()) {
    if (at->text() == key) return at->next();
  }
  return nullptr;
}

}  // namespace wire::detail
