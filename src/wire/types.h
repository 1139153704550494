// Member types with a meaning on the wire that the standard library has no word for. Plain values, any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace wire {

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

/// Bytes that are JSON already. Output: spliced in as they are (the caller vouches for them). Input: any value, rewritten
/// compactly.
struct Raw {
  std::string bytes;
  friend bool operator==(const Raw&, const Raw&) = default;
};

/// The same for output only, without owning the bytes.
struct RawView {
  std::string_view bytes;
};

}  // namespace wire
