// Member types with a meaning on the wire that the standard library has no word for. Plain values, any thread.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace wire {

/// How a document is written down. What is declared holds for both.
enum class Encoding : std::uint8_t { json, msgpack };

/// The key is always there; its value may be null. (std::optional is for keys that may be missing.)
template <typename T>
struct Nullable : std::optional<T> {
  using std::optional<T>::optional;
};

/// One member of an edit: absent (keep), null (clear) or a value (set).
/// Input: a missing key is absent. Output: absent is left out, null is written as null.
template <typename T>
class Change {
 public:
  using value_type = T;

  Change() = default;
  Change(T value) : present_(true), value_(std::move(value)) {}  // NOLINT: implicit on purpose
  static Change null() {
    Change c;
    c.present_ = true;
    return c;
  }
  /// A null or a value, whichever `value` says; never absent.
  static Change to(std::optional<T> value) {
    Change c;
    c.present_ = true;
    c.value_ = std::move(value);
    return c;
  }

  bool is_absent() const { return !present_; }
  bool is_null() const { return present_ && !value_; }
  bool has_value() const { return value_.has_value(); }
  const T& operator*() const { return *value_; }
  T& operator*() { return *value_; }
  const T* operator->() const { return &*value_; }
  T* operator->() { return &*value_; }

  /// Empty for null; ask only when not absent.
  const std::optional<T>& as_optional() const { return value_; }
  /// Does to `target` what the edit says.
  void apply_to(std::optional<T>& target) const {
    if (present_) target = value_;
  }
  friend bool operator==(const Change&, const Change&) = default;

 private:
  bool present_ = false;
  std::optional<T> value_;
};

/// A moment: milliseconds since 1970 (UTC), in the years 0000 to 9999. JSON: text as in timestamp.h,
/// "2024-06-09T00:30:05.793Z". MessagePack: the integer; input may also be the text.
struct Timestamp {
  std::int64_t ms = 0;
  friend auto operator<=>(const Timestamp&, const Timestamp&) = default;
};

/// A list of bytes: an array of integers 0 to 255. MessagePack has a form of its own for bytes (bin) beside that, so it is
/// kept which of the two came in, and that one is written.
struct Bytes {
  std::vector<std::uint8_t> data;
  bool binary = false;  // MessagePack: bin; JSON knows only the array
  friend bool operator==(const Bytes&, const Bytes&) = default;
};

/// One value that is encoded already. Output: spliced in as it is (the caller vouches for it) where the document has the
/// same encoding; otherwise it is read and rewritten value by value, which costs and cannot know that a number was a
/// Timestamp. Input: any value, rewritten compactly in the document's encoding.
struct Raw {
  std::string bytes;
  Encoding encoding = Encoding::json;
  friend bool operator==(const Raw&, const Raw&) = default;
};

/// The same for output only, without owning the bytes.
struct RawView {
  std::string_view bytes;
  Encoding encoding = Encoding::json;
};

}  // namespace wire
