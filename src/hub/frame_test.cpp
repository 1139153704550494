#include "hub/frame.h"

#include <doctest/doctest.h>
#include <libdeflate.h>

#include <string>

namespace {

using hub::Frame;
using hub::FrameRef;
using hub::Opcode;

std::string hex(std::string_view bytes) {
  static const char* digits = "0123456789abcdef";
  std::string text;
  for (unsigned char c : bytes) text += digits[c >> 4], text += digits[c & 15];
  return text;
}

TEST_CASE("frame: header lengths of 7, 16 and 64 bits at their limits") {
  CHECK(hex(Frame::make(Opcode::text, "")->bytes()) == "8100");
  CHECK(hex(Frame::make(Opcode::text, "hi")->bytes()) == "81026869");
  CHECK(hex(Frame::make(Opcode::binary, std::string(125, 'x'))->bytes().substr(0, 2)) == "827d");
  CHECK(hex(Frame::make(Opcode::binary, std::string(126, 'x'))->bytes().substr(0, 4)) == "827e007e");
  CHECK(hex(Frame::make(Opcode::text, std::string(0xFFFF, 'x'))->bytes().substr(0, 4)) == "817effff");
  const FrameRef large = Frame::make(Opcode::text, std::string(0x10000, 'x'));
  CHECK(hex(large->bytes().substr(0, 10)) == "817f0000000000010000");
  CHECK(large->payload() == std::string(0x10000, 'x'));
}

TEST_CASE("frame: a close reason is cut at 123 bytes and never inside a code point") {
  CHECK(hex(Frame::make_close(4001, "no")->bytes()) == "88040fa16e6f");
  CHECK(Frame::make_close(1000, std::string(200, 'a'))->payload().size() == 125);
  const auto cut = [](std::size_t before) {
    std::string text;
    text.resize(before, 'a');
    text.append("\xC3\xA9");
    return Frame::make_close(1000, text)->payload().size() - 2;
  };
  CHECK(cut(122) == 122);  // the two bytes would end at 124
  CHECK(cut(121) == 123);
}

std::string inflate(std::string_view payload, std::size_t size) {
  // What a receiver does (RFC 7692 7.2.2): append the four bytes of an empty stored block. Ours begins with 0x00, so that
  // header is complete with them; the message itself ended with the final block before.
  CHECK(payload.back() == '\0');
  std::string out(size, '\0');
  libdeflate_decompressor* d = libdeflate_alloc_decompressor();
  std::size_t used = 0, made = 0;
  const libdeflate_result result =
      libdeflate_deflate_decompress_ex(d, payload.data(), payload.size(), out.data(), out.size(), &used, &made);
  CHECK(result == LIBDEFLATE_SUCCESS);
  libdeflate_free_decompressor(d);
  CHECK(used == payload.size() - 1);
  CHECK(made == size);
  return out;
}

TEST_CASE("frame: compressed once, RSV1 set, and the payload comes back") {
  std::string text;
  for (int i = 0; i < 50; ++i) text += "{\"op\":\"something\",\"number\":" + std::to_string(i) + "}";
  const FrameRef plain = Frame::make(Opcode::text, text, hub::Priority::ephemeral);
  const FrameRef small = plain->deflated();
  REQUIRE(small != plain);
  CHECK(small->bytes().size() < plain->bytes().size() / 2);
  CHECK((static_cast<unsigned char>(small->bytes()[0]) & 0xF0) == 0xC0);
  CHECK(small->priority() == hub::Priority::ephemeral);
  CHECK(plain->deflated() == small);
  CHECK(inflate(small->payload(), text.size()) == text);
}

TEST_CASE("frame: what is not worth compressing stays itself") {
  const FrameRef tiny = Frame::make(Opcode::text, std::string(199, 'a'));
  CHECK(tiny->deflated() == tiny);
  std::string noise;
  std::uint32_t x = 1;
  for (int i = 0; i < 400; ++i) noise += static_cast<char>((x = x * 1664525u + 1013904223u) >> 24);
  const FrameRef dense = Frame::make(Opcode::binary, noise);
  CHECK(dense->deflated() == dense);
  CHECK(dense->deflated() == dense);
  const FrameRef close = Frame::make_close(1000, std::string(123, 'a'));
  CHECK(close->deflated() == close);
}

}  // namespace
