// Streaming MessagePack writer: the low level under to_msgpack(). One thread at a time.
#pragma once

#include "wire/lit.h"
#include "wire/msgpack_format.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace wire {

/// Writes MessagePack into a buffer of its own, each value in its shortest form. Sizes are not announced: a map or array
/// begins with one byte, and when it turns out to have more than fifteen entries its content is moved up by two or four
/// bytes at its end. So a byte is moved once per large container around it, and most events move nothing. That keys and
/// values alternate inside objects is the caller's part. Texts must be valid UTF-8. A text, a count or bytes beyond 32 bits
/// throw std::length_error. Writers may be nested (each borrows its own buffer).
class MsgpackWriter {
 public:
  MsgpackWriter();
  ~MsgpackWriter();
  MsgpackWriter(const MsgpackWriter&) = delete;
  MsgpackWriter& operator=(const MsgpackWriter&) = delete;

  MsgpackWriter& begin_object() { return open(); }
  MsgpackWriter& end_object() { return close(msgpack::kFixMap, msgpack::kMap16); }
  MsgpackWriter& begin_array() { return open(); }
  MsgpackWriter& end_array() { return close(msgpack::kFixArray, msgpack::kArray16); }

  MsgpackWriter& key(std::string_view name);
  /// A key whose bytes are made while compiling; at most 255.
  template <Lit Name>
  MsgpackWriter& key() {
    static constexpr auto kBytes = key_bytes<Name>();
    bytes_.append(kBytes.data(), kBytes.size());
    return *this;
  }

  MsgpackWriter& string(std::string_view text);
  MsgpackWriter& signed_integer(std::int64_t value);
  MsgpackWriter& unsigned_integer(std::uint64_t value);
  /// float64; infinities and NaN become nil, so that both encodings say the same.
  MsgpackWriter& number(double value);
  MsgpackWriter& boolean(bool value) { return byte(value ? msgpack::kTrue : msgpack::kFalse); }
  MsgpackWriter& null() { return byte(msgpack::kNil); }
  /// The integer.
  MsgpackWriter& timestamp(std::int64_t ms) { return signed_integer(ms); }
  /// bin.
  MsgpackWriter& binary(std::string_view bytes);
  /// Bytes that are exactly one MessagePack value already, such as another writer's view().
  MsgpackWriter& raw(std::string_view msgpack);

  /// What was written so far, complete when everything that was begun has ended; valid until the next call.
  std::string_view view() const { return bytes_; }
  std::string str() const { return bytes_; }

 private:
  struct Open {
    std::size_t at;  // of its first byte
    std::size_t count;
  };

  template <Lit Name>
  static constexpr auto key_bytes() {
    constexpr std::string_view name = Name.view();
    static_assert(name.size() <= 0xff);
    constexpr std::size_t head = name.size() <= msgpack::kFixStrMax ? 1 : 2;
    std::array<char, name.size() + head> bytes{};
    bytes[0] = static_cast<char>(head == 1 ? msgpack::kFixStr | name.size() : msgpack::kStr8);
    if (head == 2) bytes[1] = static_cast<char>(name.size());
    for (std::size_t i = 0; i < name.size(); ++i) bytes[head + i] = name[i];
    return bytes;
  }
  void count() {
    if (!open_.empty()) ++open_.back().count;
  }
  MsgpackWriter& byte(std::uint8_t value) {
    count();
    bytes_.push_back(static_cast<char>(value));
    return *this;
  }
  MsgpackWriter& open();
  MsgpackWriter& close(std::uint8_t fix, std::uint8_t form16);
  void put_text(std::string_view text);
  void put_big_endian(std::uint64_t value, int width);

  std::string bytes_;
  std::vector<Open> open_;
};

}  // namespace wire
