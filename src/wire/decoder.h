// The part of decoding that is the same for every type: errors with their paths, scalars, matching keys to members. The
// templates in decode.h call it. Used by one thread for one document.
#pragma once

#include "wire/decode_error.h"
#include "wire/describe.h"
#include "wire/tape.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace wire::detail {

/// Where in the input a value stands; a chain on the stack, spelled out only when there is an error to report.
struct Path {
  const Path* up = nullptr;
  std::string_view key;     // for a member
  std::uint32_t index = 0;  // for an item, when `is_item`
  bool is_item = false;
};

/// kNoLimit in `min` or `max` means there is none.
struct Limits {
  std::int64_t min = kNoLimit;
  std::int64_t max = kNoLimit;
  std::int64_t item_min = kNoLimit;
  std::int64_t item_max = kNoLimit;
};

class Decoder {
 public:
  explicit Decoder(Encoding encoding) : encoding_(encoding) {}

  /// Of the document that is read.
  Encoding encoding() const { return encoding_; }
  void fail(const Path* path, std::string what);
  void expected(const Path* path, std::string_view wanted, const Token& got);
  void missing(const Path* path, std::string_view key);
  bool failed() const { return !errors_.empty(); }
  std::vector<FieldError> take_errors() { return std::move(errors_); }

  // Each returns false after having reported the error.
  bool boolean(const Token& t, bool& out, const Path* path);
  bool signed_integer(const Token& t, std::int64_t low, std::int64_t high, const Limits& limits, std::int64_t& out,
                      const Path* path);
  bool unsigned_integer(const Token& t, std::uint64_t high, const Limits& limits, std::uint64_t& out, const Path* path);
  bool number(const Token& t, double& out, const Path* path);
  bool string(const Token& t, const Limits& limits, std::string_view& out, const Path* path);
  bool timestamp(const Token& t, Timestamp& out, const Path* path);
  bool bytes(const Token& t, const Limits& limits, Bytes& out, const Path* path);
  bool array(const Token& t, const Limits& limits, const Path* path);
  bool map(const Token& t, const Limits& limits, const Path* path);
  bool object(const Token& t, const Path* path);
  /// The value of `key` in an object as text; reports when it is missing, given twice or no string.
  bool tag(const Token& object, std::string_view key, std::string_view& out, const Path* path);
  void unknown_tag(const Path* path, std::string_view key, std::string_view got);
  void constant(const Token& t, std::string_view wanted, const Path* path);

 private:
  /// fail() for a broken limit.
  void beyond(const Path* path, std::string what);
  bool range(std::int64_t value, const Limits& limits, const Path* path);
  bool count(std::size_t size, const Limits& limits, std::string_view one, std::string_view many, const Path* path);

  Encoding encoding_;
  std::vector<FieldError> errors_;
};

/// One key of a struct.
struct Row {
  std::string_view key;
  bool required = false;
  bool null_is_absent = false;
  std::string_view constant;  // not empty: the text it must be; `decode` is unused
  void (*decode)(Decoder&, const Token&, void* owner, const Path*) = nullptr;
};

/// The keys of a struct, and the flattened members whose keys stand in the same object.
struct Table {
  struct Part {
    void* (*locate)(void* owner);
    const Table* table;                                                // a flattened struct, or
    void (*decode)(Decoder&, const Token&, void* owner, const Path*);  // a flattened union
  };
  std::string_view tag_key;  // both empty when the struct has no tag of its own
  std::string_view tag;
  std::span<const Row> rows;
  std::span<const Part> parts;
};

/// Decodes all members of the object `t` into `target`. `tag_checked`: a union has looked at the tag already.
void decode_object(Decoder& d, const Token& t, void* target, const Table& table, const Path* path, bool tag_checked);

/// The value of the first member called `key`, or nullptr.
const Token* find(const Token& object, std::string_view key);

}  // namespace wire::detail
