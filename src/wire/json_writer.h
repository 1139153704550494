// Streaming JSON writer: the low level under to_json(), and used alone for logs and documents. One thread at a time.
#pragma once

#include "wire/lit.h"

#include <array>
#include <concepts>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace wire {

/// Writes compact JSON into a buffer of its own. Commas are put where they belong; that keys and values alternate inside
/// objects is the caller's part. Texts must be valid UTF-8. Writers may be nested (each borrows its own buffer).
class JsonWriter {
 public:
  JsonWriter();
  ~JsonWriter();
  JsonWriter(const JsonWriter&) = delete;
  JsonWriter& operator=(const JsonWriter&) = delete;

  JsonWriter& begin_object() { return open('{'); }
  JsonWriter& end_object() { return close('}'); }
  JsonWriter& begin_array() { return open('['); }
  JsonWriter& end_array() { return close(']'); }

  JsonWriter& key(std::string_view name);
  /// A key whose bytes are made while compiling; it must not need escaping.
  template <Lit Name>
  JsonWriter& key() {
    static constexpr auto kBytes = key_bytes<Name>();
    const std::size_t skip = comma_ ? 0 : 1;
    ensure(kBytes.size());
    std::memcpy(data_ + size_, kBytes.data() + skip, kBytes.size() - skip);
    size_ += kBytes.size() - skip;
    comma_ = false;
    return *this;
  }

  JsonWriter& string(std::string_view text);
  JsonWriter& signed_integer(std::int64_t value);
  JsonWriter& unsigned_integer(std::uint64_t value);
  /// The shortest text that reads back equal; infinities and NaN, which JSON lacks, become null.
  JsonWriter& number(double value);
  JsonWriter& boolean(bool value) { return raw(value ? std::string_view("true") : std::string_view("false")); }
  JsonWriter& null() { return raw("null"); }
  /// As text, see timestamp.h. What lies outside of the years 0000 to 9999 becomes their first or last moment.
  JsonWriter& timestamp(std::int64_t ms);
  /// An array of integers, as JSON has no form for bytes.
  JsonWriter& binary(std::string_view bytes);
  /// Bytes that are a JSON value already.
  JsonWriter& raw(std::string_view json);

  JsonWriter& value(std::string_view text) { return string(text); }
  JsonWriter& value(const char* text) { return string(text); }
  JsonWriter& value(const std::string& text) { return string(text); }
  JsonWriter& value(bool v) { return boolean(v); }
  JsonWriter& value(double v) { return number(v); }
  template <std::integral I>
  requires(!std::same_as<I, bool>) JsonWriter& value(I v) {
    if constexpr (std::signed_integral<I>) {
      return signed_integer(v);
    } else {
      return unsigned_integer(v);
    }
  }
  template <typename V>
  JsonWriter& member(std::string_view name, const V& v) {
    key(name);
    return value(v);
  }

  /// What was written so far; valid until the next call.
  std::string_view view() const { return {data_, size_}; }
  std::string str() const { return std::string(view()); }

 private:
  template <Lit Name>
  static constexpr auto key_bytes() {
    constexpr std::string_view name = Name.view();
    std::array<char, name.size() + 4> bytes{};
    bytes[0] = ',';
    bytes[1] = '"';
    for (std::size_t i = 0; i < name.size(); ++i) bytes[i + 2] = name[i];
    bytes[name.size() + 2] = '"';
    bytes[name.size() + 3] = ':';
    return bytes;
  }
  JsonWriter& open(char c) {
    ensure(2);
    if (comma_) data_[size_++] = ',';
    data_[size_++] = c;
    comma_ = false;
    return *this;
  }
  JsonWriter& close(char c) {
    ensure(1);
    data_[size_++] = c;
    comma_ = true;
    return *this;
  }
  void ensure(std::size_t more) {
    if (capacity_ - size_ < more) grow(more);
  }
  void grow(std::size_t more);
  void put_quoted(std::string_view text);

  char* data_ = nullptr;
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;
  bool comma_ = false;
};

}  // namespace wire
