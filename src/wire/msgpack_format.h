// MessagePack's first bytes. Every value begins with one; it says the type, and the length or where the length stands.
// Numbers and lengths behind it are big-endian. Constants only.
//
//   00-7f  integer 0..127          c0     nil                c7-c9  ext, length in 1, 2, 4 bytes    d4-d8  ext of 1, 2, 4,
//   8, 16 80-8f  map of 0..15 pairs      c1     never used         ca cb  float32, float64                d9-db  str, length
//   in 1, 2, 4 90-9f  array of 0..15          c2 c3  false, true        cc-cf  unsigned, 1, 2, 4, 8 bytes      dc dd  array,
//   count in 2, 4 a0-bf  str of 0..31 bytes      c4-c6  bin, 1, 2, 4       d0-d3  signed, 1, 2, 4, 8 bytes        de df map,
//   count in 2, 4 e0-ff  integer -32..-1
#pragma once

#include <cstddef>
#include <cstdint>

namespace wire::msgpack {

inline constexpr std::uint8_t kPositiveMax = 0x7f;
inline constexpr std::uint8_t kFixMap = 0x80;
inline constexpr std::uint8_t kFixArray = 0x90;
inline constexpr std::uint8_t kFixStr = 0xa0;
inline constexpr std::uint8_t kNil = 0xc0;
inline constexpr std::uint8_t kUnused = 0xc1;
inline constexpr std::uint8_t kFalse = 0xc2;
inline constexpr std::uint8_t kTrue = 0xc3;
inline constexpr std::uint8_t kBin8 = 0xc4;
inline constexpr std::uint8_t kBin16 = 0xc5;
inline constexpr std::uint8_t kBin32 = 0xc6;
inline constexpr std::uint8_t kFloat32 = 0xca;
inline constexpr std::uint8_t kFloat64 = 0xcb;
inline constexpr std::uint8_t kUint8 = 0xcc;
inline constexpr std::uint8_t kUint16 = 0xcd;
inline constexpr std::uint8_t kUint32 = 0xce;
inline constexpr std::uint8_t kUint64 = 0xcf;
inline constexpr std::uint8_t kInt8 = 0xd0;
inline constexpr std::uint8_t kInt16 = 0xd1;
inline constexpr std::uint8_t kInt32 = 0xd2;
inline constexpr std::uint8_t kInt64 = 0xd3;
inline constexpr std::uint8_t kStr8 = 0xd9;
inline constexpr std::uint8_t kStr16 = 0xda;
inline constexpr std::uint8_t kStr32 = 0xdb;
inline constexpr std::uint8_t kArray16 = 0xdc;
inline constexpr std::uint8_t kArray32 = 0xdd;
inline constexpr std::uint8_t kMap16 = 0xde;
inline constexpr std::uint8_t kMap32 = 0xdf;
inline constexpr std::uint8_t kNegativeMin = 0xe0;

inline constexpr std::size_t kFixCountMax = 15;  // entries whose count fits into the first byte
inline constexpr std::size_t kFixStrMax = 31;    // bytes

}  // namespace wire::msgpack
