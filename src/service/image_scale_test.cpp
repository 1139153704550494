// Scaling, with pictures that libgd made itself.
#include "service/image_scale.h"

#include <doctest/doctest.h>
#include <gd.h>

#include "service/media.h"
#include "tests/support/media_bytes.h"

using namespace service;
using namespace testing_support;

namespace {

enum class Format { gif, jpeg, png, webp };

/// Left half red, right half blue.
std::string picture(Format format, int width, int height) {
  gdImagePtr image = gdImageCreateTrueColor(width, height);
  gdImageFilledRectangle(image, 0, 0, width / 2 - 1, height - 1, gdTrueColor(255, 0, 0));
  gdImageFilledRectangle(image, width / 2, 0, width - 1, height - 1, gdTrueColor(0, 0, 255));
  int size = 0;
  void* bytes = format == Format::gif    ? gdImageGifPtr(image, &size)
                : format == Format::jpeg ? gdImageJpegPtr(image, &size, 95)
                : format == Format::png  ? gdImagePngPtr(image, &size)
                                         : gdImageWebpPtr(image, &size);
  REQUIRE(bytes != nullptr);
  std::string out(static_cast<const char*>(bytes), static_cast<std::size_t>(size));
  gdFree(bytes);
  gdImageDestroy(image);
  return out;
}

void check_size(const std::string& bytes, std::uint32_t width, std::uint32_t height) {
  const MediaFacts facts = inspect_media(bytes);
  CHECK(facts.width == width);
  CHECK(facts.height == height);
}

}  // namespace

TEST_CASE("scaling: every format fits, keeps its ratio and its kind") {
  for (const Format format : {Format::gif, Format::jpeg, Format::png, Format::webp}) {
    const std::string source = picture(format, 600, 300);
    const auto scaled = scale_image(source, {256, 256});
    REQUIRE(scaled);
    check_size(*scaled, 256, 128);
    CHECK(inspect_media(*scaled).content_type == scaled_content_type(inspect_media(source).content_type));
  }
  check_size(*scale_image(picture(Format::png, 300, 600), {256, 256}), 128, 256);
  check_size(*scale_image(picture(Format::png, 2000, 1), {256, 256}), 256, 1);  // never nothing
  check_size(*scale_image(picture(Format::png, 256, 256), {256, 256}), 256, 256);
  check_size(*scale_image(picture(Format::png, 257, 256), {256, 256}), 256, 255);
  check_size(*scale_image(picture(Format::png, 10, 20), {256, 256}), 10, 20);  // never enlarged
}

TEST_CASE("scaling: everything as WebP") {
  for (const Format format : {Format::gif, Format::jpeg, Format::png, Format::webp}) {
    for (const int side : {600, 200}) {
      const auto scaled = scale_image_to_webp(picture(format, side, side), {256, 256});
      REQUIRE(scaled);
      CHECK(inspect_media(*scaled).content_type == "image/webp");
      check_size(*scaled, side == 600 ? 256 : 200, side == 600 ? 256 : 200);
    }
  }
  CHECK_FALSE(scale_image_to_webp("no picture", {256, 256}));
  CHECK_FALSE(scale_image_to_webp(png_header(3, 3), {256, 256}));
}

TEST_CASE("scaling: into boxes that are no squares") {
  check_size(*scale_image(picture(Format::png, 1000, 1000), {400, 200}), 200, 200);
  check_size(*scale_image(picture(Format::png, 1000, 100), {400, 200}), 400, 40);
  check_size(*scale_image(picture(Format::png, 300, 1000), {400, 200}), 60, 200);
  check_size(*scale_image(picture(Format::png, 400, 100), {400, 200}), 400, 100);
  const std::string lying = picture(Format::jpeg, 400, 100);
  const std::string upright = lying.substr(0, 2) + jpeg_segment(0xE1, exif(6)) + lying.substr(2);  // shown as 100 x 400
  check_size(*scale_image(upright, {400, 200}), 50, 200);
}

TEST_CASE("scaling: photographs come out upright") {
  const std::string source = picture(Format::jpeg, 64, 32);
  const auto turned = [&](unsigned orientation) {
    const auto scaled =
        scale_image(source.substr(0, 2) + jpeg_segment(0xE1, exif(orientation)) + source.substr(2), {32, 32});
    REQUIRE(scaled);
    return gdImageCreateFromJpegPtr(static_cast<int>(scaled->size()), const_cast<char*>(scaled->data()));
  };
  struct Expected {
    unsigned orientation;
    bool on_its_side;
    bool red_first;  // red at the left, or at the top when it lies on its side
  };
  for (const Expected& e : {Expected{1, false, true},
                            {2, false, false},
                            {3, false, false},
                            {4, false, true},
                            {5, true, true},
                            {6, true, true},
                            {7, true, false},
                            {8, true, false}}) {
    CAPTURE(e.orientation);
    gdImagePtr image = turned(e.orientation);
    REQUIRE(image != nullptr);
    CHECK(gdImageSX(image) == (e.on_its_side ? 16 : 32));
    CHECK(gdImageSY(image) == (e.on_its_side ? 32 : 16));
    CHECK((gdTrueColorGetRed(gdImageGetTrueColorPixel(image, 3, 3)) > 128) == e.red_first);
    gdImageDestroy(image);
  }
}

TEST_CASE("scaling: what would take too much memory is refused before it is decoded") {
  const auto refused = [](const std::string& bytes) {
    const auto scaled = scale_image(bytes, {256, 256});
    return !scaled && scaled.error().kind == base::ErrorKind::invalid && scaled.error().subject == "size";
  };
  CHECK(refused(png_header(50'000, 50'000)));
  CHECK(refused(png_header(0x7FFFFFFF, 0x7FFFFFFF)));
  CHECK(refused(png_header(10, 10)));  // nothing follows the header
  CHECK(refused(jpeg(10, 10)));
  CHECK(refused(webp_extended(10, 10)));
  CHECK(refused("text"));
  CHECK(refused(""));
  // A small screen whose first frame is not.
  CHECK(refused(gif_header(10, 10) + "\x2c" + zeros(4) + "\xff\xff\xff\xff" + zeros(20)));
  CHECK(refused(picture(Format::png, 40, 40).substr(0, 60)));
}
