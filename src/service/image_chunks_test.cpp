// The insides of GIF, PNG and WebP: whether they move, and what they tell about where they were made.
#include "service/image_chunks.h"

#include <doctest/doctest.h>

#include "service/media.h"
#include "tests/support/media_bytes.h"

using namespace service;
using namespace testing_support;
using namespace std::string_literals;

namespace {

const std::string kExtension = "\x21\xf9\x04"s + zeros(4) + zeros(1);             // how long a picture stays
const std::string kComment = "\x21\xfe\x03"s + "abc" + "\x02" + "de" + zeros(1);  // of two sub-blocks
/// One of a GIF's pictures; its colours stand between place and data.
std::string gif_picture(bool own_colours = false) {
  const std::string colours = own_colours ? "\x80" + zeros(6) : zeros(1);
  return "\x2c" + zeros(8) + colours + "\x02" + "\x02\x4c\x01" + zeros(1);
}
std::string gif(const std::string& blocks, bool colours = false) {
  return "GIF89a" + le(4, 2) + le(4, 2) + (colours ? "\x81" + zeros(2) + zeros(12) : zeros(3)) + blocks + "\x3b";
}

std::string chunk(const std::string& type, const std::string& payload = {}) {
  return be(payload.size(), 4) + type + payload + "crc!";
}
std::string png(const std::string& chunks) {
  return "\x89PNG\r\n\x1a\n" + chunk("IHDR", be(4, 4) + be(4, 4) + zeros(5)) + chunks + chunk("IEND");
}

std::string part(const std::string& type, const std::string& payload) {
  return type + le(payload.size(), 4) + payload + zeros(payload.size() % 2);
}
std::string webp(const std::string& parts) { return "RIFF" + le(4 + parts.size(), 4) + "WEBP" + parts; }
std::string extended(unsigned flags) { return part("VP8X", le(flags, 4) + le(3, 3) + le(3, 3)); }

}  // namespace

TEST_CASE("gif: moves with a second picture") {
  CHECK_FALSE(gif_is_animated(gif(kExtension + gif_picture() + kComment)));
  CHECK(gif_is_animated(gif(kExtension + gif_picture() + kExtension + gif_picture())));
  CHECK(gif_is_animated(gif(gif_picture(true) + gif_picture(true), true)));
  CHECK_FALSE(gif_is_animated(gif(gif_picture() + "\x3b" + gif_picture())));  // behind the end
  CHECK(inspect_media(gif(gif_picture() + gif_picture())).animated);
  CHECK_FALSE(inspect_media(gif(gif_picture())).animated);
}

TEST_CASE("png: moves with an animation control before the picture") {
  CHECK_FALSE(png_is_animated(png(chunk("IDAT", "data"))));
  CHECK(png_is_animated(png(chunk("acTL", zeros(8)) + chunk("IDAT", "data"))));
  CHECK_FALSE(png_is_animated(png(chunk("IDAT", "data") + chunk("acTL", zeros(8)))));
  CHECK(inspect_media(png(chunk("acTL", zeros(8)) + chunk("IDAT", "data"))).animated);
}

TEST_CASE("webp: moves when its header says so") {
  CHECK(webp_is_animated(webp(extended(0x02))));
  CHECK_FALSE(webp_is_animated(webp(extended(0x10))));
  CHECK_FALSE(webp_is_animated(webp_lossy(4, 4)));
  CHECK(inspect_media(webp(extended(0x02))).animated);
}

TEST_CASE("png: keeps the picture and its colours, nothing else") {
  const std::string kept = chunk("iCCP", "profile") + chunk("pHYs", "size") + chunk("PLTE", "abc");
  const std::string secret = chunk("eXIf", "place") + chunk("tEXt", "author") + chunk("iTXt", "xmp") + chunk("zTXt", "x") +
                             chunk("tIME", "when") + chunk("prVt", "?");
  const std::string picture = chunk("IDAT", "data") + chunk("IDAT", "more");
  CHECK(strip_png_metadata(png(kept + secret + picture + secret) + "and behind the end") == png(kept + picture));
  CHECK(strip_png_metadata(png(picture)) == png(picture));
  const std::string animated = chunk("acTL", zeros(8)) + chunk("fcTL", zeros(26)) + picture + chunk("fdAT", "data");
  CHECK(strip_png_metadata(png(animated)) == png(animated));
}

TEST_CASE("webp: keeps the picture and its colours, nothing else") {
  const std::string picture = part("ICCP", "profile") + part("ALPH", "odd") + part("VP8 ", "data");
  const std::string full = webp(extended(0x3c) + picture + part("EXIF", "place") + part("XMP ", "who"));
  CHECK(strip_webp_metadata(full + "behind the end") == webp(extended(0x30) + picture));
  CHECK(strip_webp_metadata(webp_lossless(4, 4)) == webp_lossless(4, 4));
  const std::string animated = webp(extended(0x02) + part("ANIM", zeros(6)) + part("ANMF", zeros(16)));
  CHECK(strip_webp_metadata(animated) == animated);
}

TEST_CASE("images that are cut anywhere are read without harm, and come back as they are") {
  const std::string moving_png = png(chunk("eXIf", "place") + chunk("acTL", zeros(8)) + chunk("IDAT", "data"));
  const std::string moving_webp = webp(extended(0x0e) + part("ANMF", "data") + part("EXIF", "place"));
  const std::string moving_gif = gif(gif_picture(true) + kComment + gif_picture(), true);
  for (std::size_t length = 0; length < moving_png.size(); ++length) {
    CHECK(strip_png_metadata(moving_png.substr(0, length)) == moving_png.substr(0, length));
  }
  for (std::size_t length = 0; length < moving_webp.size(); ++length) {
    CHECK(strip_webp_metadata(moving_webp.substr(0, length)) == moving_webp.substr(0, length));
  }
  for (const std::string& whole : {moving_png, moving_webp, moving_gif}) {
    for (std::size_t length = 0; length < whole.size(); ++length) {
      const std::string cut = whole.substr(0, length);
      CHECK(inspect_media(cut).content_type.size() > 3);
      CHECK(strip_metadata(cut, "image/gif") == cut);
    }
  }
  CHECK(strip_png_metadata(png(be(0xFFFFFFFF, 4) + "IDAT")).size() == png(be(0xFFFFFFFF, 4) + "IDAT").size());
}

TEST_CASE("metadata goes by the type of the image") {
  const std::string photo = jpeg(4, 4, jpeg_segment(0xFE, "my address"));
  CHECK(strip_metadata(photo, "image/jpeg") == strip_jpeg_metadata(photo));
  CHECK(strip_metadata(png(chunk("tEXt", "x")), "image/png") == png(""));
  CHECK(strip_metadata(webp(extended(8) + part("EXIF", "x")), "image/webp") == webp(extended(0)));
  CHECK(strip_metadata("plain text", "text/plain") == "plain text");
}
