// Change<T>: one field of an edit. Absent leaves the value alone, cleared removes it, set replaces it.
#pragma once

#include <optional>
#include <utility>

namespace core {

template <typename T>
class Change {
 public:
  Change() = default;
  Change(T value) : state_(State::set), value_(std::move(value)) {}  // NOLINT: an edit is written as a list of values
  static Change cleared() {
    Change c;
    c.state_ = State::cleared;
    return c;
  }

  bool absent() const { return state_ == State::absent; }
  bool is_cleared() const { return state_ == State::cleared; }
  bool is_set() const { return state_ == State::set; }
  explicit operator bool() const { return !absent(); }
  const T& value() const { return value_; }
  T& value() { return value_; }

  /// For values that may be missing.
  void apply_to(std::optional<T>& target) const {
    if (is_cleared()) target.reset();
    if (is_set()) target = value_;
  }
  /// For values that are always there; clearing is not allowed for them and does nothing.
  void apply_to(T& target) const {
    if (is_set()) target = value_;
  }
  friend bool operator==(const Change&, const Change&) = default;

 private:
  enum class State : unsigned char { absent, cleared, set };
  State state_ = State::absent;
  T value_{};
};

}  // namespace core
