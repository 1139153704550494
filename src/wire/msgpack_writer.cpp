// MsgpackWriter: the shortest forms, and the buffers, which each thread keeps for its next writer.
#include "wire/msgpack_writer.h"

#include <bit>
#include <cmath>
#include <limits>
#include <stdexcept>

namespace wire {
namespace {

using namespace msgpack;

constexpr std::size_t kKeptCapacity = 1 << 20;  // a larger buffer is given back rather than kept by the thread

// One is enough: a writer inside a writer is rare and may allocate.
thread_local std::string spare;

void check_length(std::size_t length) {
  if (length > std::numeric_limits<std::uint32_t>::max()) throw std::length_error("too large for MessagePack");
}

void store_big_endian(char* at, std::uint64_t value, int width) {
  for (int i = width - 1; i >= 0; --i, value >>= 8) at[i] = static_cast<char>(value & 0xff);
}

}  // namespace

MsgpackWriter::MsgpackWriter() {
  bytes_.swap(spare);
  bytes_.clear();
}

MsgpackWriter::~MsgpackWriter() {
  if (bytes_.capacity() <= kKeptCapacity && bytes_.capacity() > spare.capacity()) spare.swap(bytes_);
}

void MsgpackWriter::put_big_endian(std::uint64_t value, int width) {
  char digits[8];
  store_big_endian(digits, value, width);
  bytes_.append(digits, static_cast<std::size_t>(width));
}

MsgpackWriter& MsgpackWriter::open() {
  count();
  open_.push_back({bytes_.size(), 0});
  bytes_.push_back('\0');
  return *this;
}

/// The form with four bytes of count follows the one with two.
MsgpackWriter& MsgpackWriter::close(std::uint8_t fix, std::uint8_t form16) {
  const Open done = open_.back();
  open_.pop_back();
  if (done.count <= kFixCountMax) {
    bytes_[done.at] = static_cast<char>(fix | done.count);
    return *this;
  }
  check_length(done.count);
  const bool wide = done.count > 0xffff;
  const int width = wide ? 4 : 2;
  bytes_.insert(done.at + 1, static_cast<std::size_t>(width), '\0');
  bytes_[done.at] = static_cast<char>(form16 + (wide ? 1 : 0));
  store_big_endian(&bytes_[done.at + 1], done.count, width);
  return *this;
}

void MsgpackWriter::put_text(std::string_view text) {
  check_length(text.size());
  if (text.size() <= kFixStrMax) {
    bytes_.push_back(static_cast<char>(kFixStr | text.size()));
  } else if (text.size() <= 0xff) {
    bytes_.push_back(static_cast<char>(kStr8));
    put_big_endian(text.size(), 1);
  } else if (text.size() <= 0xffff) {
    bytes_.push_back(static_cast<char>(kStr16));
    put_big_endian(text.size(), 2);
  } else {
    bytes_.push_back(static_cast<char>(kStr32));
    put_big_endian(text.size(), 4);
  }
  bytes_.append(text);
}

MsgpackWriter& MsgpackWriter::key(std::string_view name) {
  put_text(name);
  return *this;
}

MsgpackWriter& MsgpackWriter::string(std::string_view text) {
  count();
  put_text(text);
  return *this;
}

MsgpackWriter& MsgpackWriter::binary(std::string_view bytes) {
  check_length(bytes.size());
  if (bytes.size() <= 0xff) {
    byte(kBin8);
    put_big_endian(bytes.size(), 1);
  } else if (bytes.size() <= 0xffff) {
    byte(kBin16);
    put_big_endian(bytes.size(), 2);
  } else {
    byte(kBin32);
    put_big_endian(bytes.size(), 4);
  }
  bytes_.append(bytes);
  return *this;
}

MsgpackWriter& MsgpackWriter::unsigned_integer(std::uint64_t value) {
  if (value <= kPositiveMax) return byte(static_cast<std::uint8_t>(value));
  if (value <= 0xff) {
    byte(kUint8);
    put_big_endian(value, 1);
  } else if (value <= 0xffff) {
    byte(kUint16);
    put_big_endian(value, 2);
  } else if (value <= 0xffff'ffff) {
    byte(kUint32);
    put_big_endian(value, 4);
  } else {
    byte(kUint64);
    put_big_endian(value, 8);
  }
  return *this;
}

MsgpackWriter& MsgpackWriter::signed_integer(std::int64_t value) {
  const auto bits = static_cast<std::uint64_t>(value);
  if (value >= 0) return unsigned_integer(bits);
  if (value >= -32) return byte(static_cast<std::uint8_t>(bits));
  if (value >= std::numeric_limits<std::int8_t>::min()) {
    byte(kInt8);
    put_big_endian(bits, 1);
  } else if (value >= std::numeric_limits<std::int16_t>::min()) {
    byte(kInt16);
    put_big_endian(bits, 2);
  } else if (value >= std::numeric_limits<std::int32_t>::min()) {
    byte(kInt32);
    put_big_endian(bits, 4);
  } else {
    byte(kInt64);
    put_big_endian(bits, 8);
  }
  return *this;
}

MsgpackWriter& MsgpackWriter::number(double value) {
  if (!std::isfinite(value)) return null();
  byte(kFloat64);
  put_big_endian(std::bit_cast<std::uint64_t>(value), 8);
  return *this;
}

MsgpackWriter& MsgpackWriter::raw(std::string_view msgpack) {
  count();
  bytes_.append(msgpack);
  return *this;
}

}  // namespace wire
