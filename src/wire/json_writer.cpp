// JsonWriter: escaping, numbers, and the buffers, which each thread keeps for its next writer.
#include "wire/json_writer.h"

#include "wire/timestamp.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <memory>
#include <new>

namespace wire {
namespace {

constexpr std::size_t kFirstCapacity = 4096;
constexpr std::size_t kKeptCapacity = 1 << 20;  // a larger buffer is given back rather than kept by the thread

struct Free {
  void operator()(char* p) const { std::free(p); }
};
struct Spare {
  std::unique_ptr<char, Free> data;
  std::size_t capacity = 0;
};
// One is enough: a writer inside a writer is rare and may allocate.
thread_local Spare spare;

/// True when one of the eight bytes is below 0x20, a quote or a backslash.
inline bool needs_escape(std::uint64_t word) {
  constexpr std::uint64_t kOnes = 0x0101010101010101ULL;
  constexpr std::uint64_t kHighs = 0x8080808080808080ULL;
  const auto has_zero = [](std::uint64_t v) { return (v - kOnes) & ~v; };
  const std::uint64_t low = (word - kOnes * 0x20) & ~word;
  return ((low | has_zero(word ^ (kOnes * '"')) | has_zero(word ^ (kOnes * '\\'))) & kHighs) != 0;
}

inline bool needs_escape(char c) { return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\'; }

}  // namespace

JsonWriter::JsonWriter() : data_(spare.data.release()), capacity_(data_ != nullptr ? spare.capacity : 0) {}

JsonWriter::~JsonWriter() {
  if (data_ != nullptr && !spare.data && capacity_ <= kKeptCapacity) {
    spare.data.reset(data_);
    spare.capacity = capacity_;
  } else {
    std::free(data_);
  }
}

void JsonWriter::grow(std::size_t more) {
  const std::size_t wanted = std::max({kFirstCapacity, capacity_ * 2, size_ + more});
  char* bigger = static_cast<char*>(std::realloc(data_, wanted));
  if (bigger == nullptr) throw std::bad_alloc();
  data_ = bigger;
  capacity_ = wanted;
}

JsonWriter& JsonWriter::key(std::string_view name) {
  ensure(name.size() + 4);
  if (comma_) data_[size_++] = ',';
  put_quoted(name);
  ensure(1);
  data_[size_++] = ':';
  comma_ = false;
  return *this;
}

JsonWriter& JsonWriter::string(std::string_view text) {
  ensure(text.size() + 3);
  if (comma_) data_[size_++] = ',';
  put_quoted(text);
  comma_ = true;
  return *this;
}

void JsonWriter::put_quoted(std::string_view text) {
  constexpr char kHex[] = "0123456789abcdef";
  ensure(text.size() + 2);
  data_[size_++] = '"';
  const char* at = text.data();
  const char* const end = at + text.size();
  while (at != end) {
    const char* run = at;
    std::uint64_t word = 0;
    while (end - at >= 8) {
      std::memcpy(&word, at, 8);
      if (needs_escape(word)) break;
      at += 8;
    }
    while (at != end && !needs_escape(*at)) ++at;
    const auto length = static_cast<std::size_t>(at - run);
    if (length != 0) {
      ensure(length);
      std::memcpy(data_ + size_, run, length);
      size_ += length;
    }
    if (at == end) break;
    ensure(6);
    const char c = *at++;
    char shortened = 0;
    switch (c) {
      case '"':
        shortened = '"';
        break;
      case '\\':
        shortened = '\\';
        break;
      case '\b':
        shortened = 'b';
        break;
      case '\f':
        shortened = 'f';
        break;
      case '\n':
        shortened = 'n';
        break;
      case '\r':
        shortened = 'r';
        break;
      case '\t':
        shortened = 't';
        break;
      default:
        break;
    }
    data_[size_++] = '\\';
    if (shortened != 0) {
      data_[size_++] = shortened;
    } else {
      std::memcpy(data_ + size_, "u00", 3);
      data_[size_ + 3] = kHex[c >> 4];
      data_[size_ + 4] = kHex[c & 15];
      size_ += 5;
    }
  }
  ensure(1);
  data_[size_++] = '"';
}

JsonWriter& JsonWriter::signed_integer(std::int64_t value) {
  ensure(24);
  if (comma_) data_[size_++] = ',';
  size_ = static_cast<std::size_t>(std::to_chars(data_ + size_, data_ + capacity_, value).ptr - data_);
  comma_ = true;
  return *this;
}

JsonWriter& JsonWriter::unsigned_integer(std::uint64_t value) {
  ensure(24);
  if (comma_) data_[size_++] = ',';
  size_ = static_cast<std::size_t>(std::to_chars(data_ + size_, data_ + capacity_, value).ptr - data_);
  comma_ = true;
  return *this;
}

JsonWriter& JsonWriter::number(double value) {
  if (!std::isfinite(value)) return null();
  ensure(40);
  if (comma_) data_[size_++] = ',';
  size_ = static_cast<std::size_t>(std::to_chars(data_ + size_, data_ + capacity_, value).ptr - data_);
  comma_ = true;
  return *this;
}

JsonWriter& JsonWriter::timestamp(std::int64_t ms) {
  const auto text = rfc3339(ms);
  return string({text.data(), text.size()});
}

JsonWriter& JsonWriter::binary(std::string_view bytes) {
  begin_array();
  for (const char c : bytes) unsigned_integer(static_cast<unsigned char>(c));
  return end_array();
}

JsonWriter& JsonWriter::raw(std::string_view json) {
  ensure(json.size() + 1);
  if (comma_) data_[size_++] = ',';
  std::memcpy(data_ + size_, json.data(), json.size());
  size_ += json.size();
  comma_ = true;
  return *this;
}

}  // namespace wire
