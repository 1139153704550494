// Small media files, written byte by byte: what each container's reader looks at, and nothing else.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace testing_support {

inline std::string be(std::uint64_t value, int bytes) {
  std::string out;
  for (int i = bytes - 1; i >= 0; --i) out += static_cast<char>(value >> (8 * i) & 0xFF);
  return out;
}
inline std::string le(std::uint64_t value, int bytes) {
  std::string out;
  for (int i = 0; i < bytes; ++i) out += static_cast<char>(value >> (8 * i) & 0xFF);
  return out;
}
inline std::string zeros(std::size_t count) { return std::string(count, '\0'); }

inline std::string gif_header(unsigned width, unsigned height) { return "GIF89a" + le(width, 2) + le(height, 2) + zeros(3); }
inline std::string png_header(unsigned width, unsigned height) {
  return "\x89PNG\r\n\x1a\n" + be(13, 4) + "IHDR" + be(width, 4) + be(height, 4) + "\x08\x06" + zeros(3);
}
inline std::string riff(const std::string& chunk, const std::string& payload) {
  return "RIFF" + le(4 + 8 + payload.size(), 4) + "WEBP" + chunk + le(payload.size(), 4) + payload;
}
inline std::string webp_lossy(unsigned width, unsigned height) {
  return riff("VP8 ", zeros(3) + "\x9d\x01\x2a" + le(width, 2) + le(height, 2));
}
inline std::string webp_lossless(unsigned width, unsigned height) {
  return riff("VP8L", "\x2f" + le((width - 1) | std::uint64_t{height - 1} << 14, 4));
}
inline std::string webp_extended(unsigned width, unsigned height) {
  return riff("VP8X", zeros(4) + le(width - 1, 3) + le(height - 1, 3));
}

inline std::string jpeg_segment(unsigned char marker, const std::string& payload) {
  return std::string("\xff") + static_cast<char>(marker) + be(payload.size() + 2, 2) + payload;
}
/// Little-endian EXIF with nothing but the orientation.
inline std::string exif(unsigned orientation) {
  return std::string("Exif\0\0II\x2a\0", 10) + le(8, 4) + le(1, 2) + le(0x0112, 2) + le(3, 2) + le(1, 4) +
         le(orientation, 4) + zeros(4);
}
/// `segments` stand between the beginning and the frame header; the compressed data holds a stuffed FF and a restart marker.
inline std::string jpeg(unsigned width, unsigned height, const std::string& segments = {}) {
  return "\xff\xd8" + segments + jpeg_segment(0xC0, "\x08" + be(height, 2) + be(width, 2) + "\x01\x01\x11" + zeros(1)) +
         jpeg_segment(0xDA, "\x01\x01" + zeros(1) + "\x3f" + zeros(1)) + std::string("da\xff\0ta\xff\xd0more", 12) +
         "\xff\xd9";
}

inline std::string box(const std::string& type, const std::string& payload) {
  return be(8 + payload.size(), 4) + type + payload;
}
inline std::string track(unsigned width, unsigned height, bool turned = false, int version = 0) {
  const std::string matrix = turned ? be(0, 4) + be(0x10000, 4) + zeros(4) + be(0xFFFF0000, 4) + zeros(20)
                                    : be(0x10000, 4) + zeros(12) + be(0x10000, 4) + zeros(16);
  const std::string times = zeros(version == 1 ? 32 : 20);
  return box("trak", box("tkhd", be(static_cast<unsigned>(version), 1) + zeros(3) + times + zeros(16) + matrix +
                                     be(width, 2) + zeros(2) + be(height, 2) + zeros(2)));
}
inline std::string mp4(const std::string& brand, const std::string& tracks) {
  return box("ftyp", brand + zeros(4)) + box("free", "xyz") + box("moov", box("mvhd", zeros(100)) + tracks);
}

inline std::string element(std::string_view id, const std::string& payload) {
  return std::string(id) + be(0x4000 | payload.size(), 2) + payload;
}
inline std::string webm(unsigned width, unsigned height, const std::string& doctype = "webm") {
  const std::string video = element("\xb0", be(width, 2)) + element("\xba", be(height, 2));
  const std::string audio_entry = element("\xae", element("\xd7", be(1, 1)));
  return element("\x1a\x45\xdf\xa3", element("\x42\x82", doctype)) +
         // the length of a segment that is still being written is unknown
         "\x18\x53\x80\x67\x01\xff\xff\xff\xff\xff\xff\xff" + element("\xec", zeros(5)) +
         element("\x16\x54\xae\x6b", audio_entry + element("\xae", element("\xe0", video)));
}

}  // namespace testing_support
