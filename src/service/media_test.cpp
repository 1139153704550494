// What a file is, from its bytes.
#include "service/media.h"

#include <doctest/doctest.h>

#include "tests/support/media_bytes.h"

using namespace service;
using namespace testing_support;
using namespace std::string_literals;
using core::FileMedia;

namespace {

void check(const std::string& bytes, const std::string& type, FileMedia media, std::uint32_t width = 0,
           std::uint32_t height = 0) {
  CAPTURE(type);
  const MediaFacts facts = inspect_media(bytes);
  CHECK(facts.content_type == type);
  CHECK(facts.media == media);
  CHECK(facts.width == width);
  CHECK(facts.height == height);
}

}  // namespace

TEST_CASE("media: images with their sizes") {
  check(gif_header(640, 480), "image/gif", FileMedia::image, 640, 480);
  check("GIF87a" + le(1, 2) + le(65535, 2), "image/gif", FileMedia::image, 1, 65535);
  check(png_header(1024, 768), "image/png", FileMedia::image, 1024, 768);
  check(webp_lossy(300, 200), "image/webp", FileMedia::image, 300, 200);
  check(webp_lossy(300 | 0x4000, 200 | 0xC000), "image/webp", FileMedia::image, 300, 200);  // the upper bits scale
  check(webp_lossless(16384, 1), "image/webp", FileMedia::image, 16384, 1);
  check(webp_extended(1u << 24, 7), "image/webp", FileMedia::image, 1u << 24, 7);
  check(jpeg(1280, 720), "image/jpeg", FileMedia::image, 1280, 720);
}

TEST_CASE("media: the orientation of a photograph turns its size") {
  for (unsigned orientation = 0; orientation <= 9; ++orientation) {
    const std::string photo = jpeg(40, 30, jpeg_segment(0xE1, exif(orientation)));
    const bool turned = orientation >= 5 && orientation <= 8;
    check(photo, "image/jpeg", FileMedia::image, turned ? 30 : 40, turned ? 40 : 30);
    CHECK(jpeg_orientation(photo) == (orientation >= 1 && orientation <= 8 ? orientation : 1));
  }
}

TEST_CASE("media: an image without a size is no image") {
  check(gif_header(0, 480), "image/gif", FileMedia::other);
  check("GIF89a", "image/gif", FileMedia::other);
  check("\x89PNG\r\n\x1a\n", "image/png", FileMedia::other);
  check(png_header(0x80000000, 1), "image/png", FileMedia::other);  // beyond what PNG allows
  check("RIFF\x04\0\0\0WEBP"s, "image/webp", FileMedia::other);
  check(jpeg(0, 720), "image/jpeg", FileMedia::other);
  check("\xff\xd8\xff", "image/jpeg", FileMedia::other);
}

TEST_CASE("media: videos with their sizes") {
  check(mp4("isom", track(1920, 1080)), "video/mp4", FileMedia::video, 1920, 1080);
  check(mp4("qt  ", track(640, 360)), "video/quicktime", FileMedia::video, 640, 360);
  check(mp4("mp42", track(640, 360, false, 1)), "video/mp4", FileMedia::video, 640, 360);
  check(mp4("isom", track(0, 0) + track(64, 36)), "video/mp4", FileMedia::video, 64, 36);  // sound comes first
  check(mp4("isom", track(1920, 1080, true)), "video/mp4", FileMedia::video, 1080, 1920);  // held upright
  check(webm(854, 480), "video/webm", FileMedia::video, 854, 480);
}

TEST_CASE("media: containers without a picture") {
  check(mp4("isom", track(0, 0)), "video/mp4", FileMedia::other);
  check(mp4("M4A ", track(0, 0)), "audio/mp4", FileMedia::other);
  check(mp4("avif", ""), "image/avif", FileMedia::other);
  check(mp4("heic", ""), "image/heic", FileMedia::other);
  check(webm(0, 0), "video/webm", FileMedia::other);
  check(webm(854, 480, "matroska"), "video/x-matroska", FileMedia::other);
  check("RIFF\x04\0\0\0WAVE"s, "audio/wav", FileMedia::other);
  check("ID3\x04", "audio/mpeg", FileMedia::other);
  check("%PDF-1.7", "application/pdf", FileMedia::other);
  check("PK\x03\x04", "application/zip", FileMedia::other);
}

TEST_CASE("media: text is text, whatever it would like to be") {
  for (const char* text : {"hello", "tab\tand\r\nlines", "Ærø – 🎉", "<html><script>alert(1)</script></html>",
                           "<?xml version='1.0'?><svg/>", "#!/bin/sh", "{\"json\": true}"}) {
    check(text, "text/plain", FileMedia::text);
  }
  check("", "application/octet-stream", FileMedia::other);
  check("a\0b"s, "application/octet-stream", FileMedia::other);
  check("\x1b[31mred", "application/octet-stream", FileMedia::other);
  check("\x7f", "application/octet-stream", FileMedia::other);
  check("caf\xe9", "application/octet-stream", FileMedia::other);  // Latin-1
}

TEST_CASE("media: bytes cut anywhere are read without harm") {
  for (const std::string& whole :
       {gif_header(3, 4), png_header(3, 4), webp_lossy(3, 4), webp_lossless(3, 4), webp_extended(3, 4),
        jpeg(3, 4, jpeg_segment(0xE1, exif(6))), mp4("isom", track(3, 4)), webm(3, 4)}) {
    for (std::size_t length = 0; length <= whole.size(); ++length) {
      const std::string part = whole.substr(0, length);
      CHECK(inspect_media(part).content_type.find('/') != std::string::npos);
      CHECK(strip_jpeg_metadata(part).size() <= part.size() + 36);
    }
  }
}

TEST_CASE("media: boxes that lie about their length end the reading") {
  check(box("ftyp", "isom") + be(0, 4) + "moov" + track(8, 9), "video/mp4", FileMedia::video, 8, 9);  // 0: to the end
  check(box("ftyp", "isom") + be(7, 4) + "moov" + track(8, 9), "video/mp4", FileMedia::other);
  check(box("ftyp", "isom") + be(1, 4) + "moov" + be(~0ull, 8) + track(8, 9), "video/mp4", FileMedia::video, 8, 9);
}

TEST_CASE("jpeg: metadata goes, everything that makes the picture stays") {
  const std::string jfif = jpeg_segment(0xE0, "JFIF\0\x01\x02"s), profile = jpeg_segment(0xE2, "ICC_PROFILE\0\x01\x01..."s),
                    adobe = jpeg_segment(0xEE, "Adobe\0d"s);
  const std::string secret = jpeg_segment(0xE1, exif(1)) + jpeg_segment(0xE1, "http://ns.adobe.com/xap/1.0/ place") +
                             jpeg_segment(0xE2, "MPF\0"s) + jpeg_segment(0xED, "Photoshop") +
                             jpeg_segment(0xFE, "my address") + jpeg_segment(0xE0, "JFXX\0thumbnail"s) +
                             jpeg_segment(0xEF, "?");
  CHECK(strip_jpeg_metadata(jpeg(8, 9, jfif + secret + profile + adobe)) == jpeg(8, 9, jfif + profile + adobe));
  CHECK(strip_jpeg_metadata(jpeg(8, 9, jfif) + "and a second picture behind the end") == jpeg(8, 9, jfif));
  CHECK(strip_jpeg_metadata(jpeg(8, 9)) == jpeg(8, 9));
}

TEST_CASE("jpeg: the orientation is the one fact that is kept") {
  const std::string jfif = jpeg_segment(0xE0, "JFIF\0\x01\x02"s);
  const std::string stripped =
      strip_jpeg_metadata(jpeg(8, 9, jfif + jpeg_segment(0xE1, exif(6) + "and where it was taken")));
  CHECK(stripped.find("taken") == std::string::npos);
  CHECK(stripped.starts_with("\xff\xd8" + jfif + "\xff\xe1"));
  CHECK(jpeg_orientation(stripped) == 6);
  CHECK(stripped.size() == jpeg(8, 9, jfif).size() + 36);
  CHECK(strip_jpeg_metadata(stripped) == stripped);
}

TEST_CASE("jpeg: what holds no picture comes back as it is") {
  for (const std::string& bytes :
       {"\xff\xd8\xff"s, "not a jpeg"s, "\xff\xd8"s + jpeg_segment(0xFE, "only a comment"), ""s}) {
    CHECK(strip_jpeg_metadata(bytes) == bytes);
  }
}
