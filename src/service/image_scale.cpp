// libgd behind a narrow door: nothing reaches its decoders before our own reading of the header has bounded the memory.
#include "service/image_scale.h"

#include <gd.h>

#include <algorithm>
#include <limits>
#include <memory>
#include <utility>

#include "service/byte_view.h"
#include "service/media.h"

namespace service {
namespace {

struct DestroyImage {
  void operator()(gdImage* image) const { gdImageDestroy(image); }
};
using Image = std::unique_ptr<gdImage, DestroyImage>;

constexpr int kJpegQuality = 85;
constexpr int kWebpQuality = 80;

enum class Form { jpeg, png, webp };

bool within_limit(std::uint64_t width, std::uint64_t height) {
  return width > 0 && height > 0 && width <= kDecodedPixelsMax && height <= kDecodedPixelsMax / width;
}

/// GIF frames carry a size of their own; libgd makes an image of the first one's before it reads a pixel.
bool gif_frame_within_limit(std::string_view gif) {
  const auto table_bytes = [](std::uint8_t flags) { return (flags & 0x80) != 0 ? std::size_t{3} << ((flags & 7) + 1) : 0; };
  std::size_t at = 13 + table_bytes(byte_at(gif, 10));
  while (byte_at(gif, at) == 0x21) {  // extension: label, then blocks up to an empty one
    at += 2;
    while (byte_at(gif, at) != 0) at += 1u + byte_at(gif, at);
    ++at;
  }
  return byte_at(gif, at) == 0x2C && within_limit(little_endian(gif, at + 5, 2), little_endian(gif, at + 7, 2));
}

Image decode(std::string_view bytes, const std::string& content_type) {
  static const bool silent = [] {
    gdSetErrorMethod([](int, const char*, va_list) {});  // it would write to stderr about every broken upload
    return true;
  }();
  if (!silent || bytes.size() > static_cast<std::size_t>(std::numeric_limits<int>::max())) return nullptr;
  const int size = static_cast<int>(bytes.size());
  void* data = const_cast<char*>(bytes.data());  // libgd only reads
  if (content_type == "image/jpeg") return Image(gdImageCreateFromJpegPtr(size, data));
  if (content_type == "image/png") return Image(gdImageCreateFromPngPtr(size, data));
  if (content_type == "image/webp") return Image(gdImageCreateFromWebpPtr(size, data));
  if (content_type == "image/gif" && gif_frame_within_limit(bytes)) return Image(gdImageCreateFromGifPtr(size, data));
  return nullptr;
}

Image empty_image(int width, int height) {
  Image image(gdImageCreateTrueColor(width, height));
  if (!image) return nullptr;
  gdImageAlphaBlending(image.get(), 0);
  gdImageSaveAlpha(image.get(), 1);
  return image;
}

Image shrink(const gdImage& source, PixelSize box) {
  // The side that is too long by more decides.
  const std::uint64_t width = static_cast<std::uint64_t>(gdImageSX(&source)),
                      height = static_cast<std::uint64_t>(gdImageSY(&source));
  const bool fits = width <= box.width && height <= box.height;
  const bool by_width = width * box.height >= height * box.width;
  const auto scaled = [&](std::uint64_t side) {
    if (fits) return static_cast<int>(side);
    return std::max(1, static_cast<int>(by_width ? side * box.width / width : side * box.height / height));
  };
  Image target = empty_image(scaled(width), scaled(height));
  if (!target) return nullptr;
  gdImageCopyResampled(target.get(), const_cast<gdImage*>(&source), 0, 0, 0, 0, gdImageSX(target), gdImageSY(target),
                       gdImageSX(&source), gdImageSY(&source));
  return target;
}

/// Turns and mirrors as EXIF orientation 2 to 8 asks.
Image upright(Image image, unsigned orientation) {
  if (orientation == 1) return image;
  const int width = gdImageSX(image), height = gdImageSY(image);
  const bool on_its_side = orientation >= 5;
  const bool mirror_x = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
  const bool mirror_y = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
  Image turned = on_its_side ? empty_image(height, width) : empty_image(width, height);
  if (!turned) return nullptr;
  for (int y = 0; y < gdImageSY(turned); ++y) {
    for (int x = 0; x < gdImageSX(turned); ++x) {
      const int across = on_its_side ? y : x, down = on_its_side ? x : y;
      gdImageSetPixel(turned.get(), x, y,
                      gdImageGetTrueColorPixel(image.get(), mirror_x ? width - 1 - across : across,
                                               mirror_y ? height - 1 - down : down));
    }
  }
  return turned;
}

base::Result<std::string> encode(gdImage& image, Form form) {
  int size = 0;
  void* bytes = form == Form::jpeg   ? gdImageJpegPtr(&image, &size, kJpegQuality)
                : form == Form::webp ? gdImageWebpPtrEx(&image, &size, kWebpQuality)
                                     : gdImagePngPtr(&image, &size);
  if (bytes == nullptr) return base::invalid("size", "the image cannot be scaled");
  std::string out(static_cast<const char*>(bytes), static_cast<std::size_t>(size));
  gdFree(bytes);
  return out;
}

/// Upright and within the box.
base::Result<Image> scaled_image(std::string_view bytes, const MediaFacts& facts, PixelSize box) {
  if (!is_plain_image(facts.content_type) || !within_limit(facts.width, facts.height)) {
    return base::invalid("size", "the image is too large to be scaled");
  }
  const Image whole = decode(bytes, facts.content_type);
  if (!whole) return base::invalid("size", "the image cannot be decoded");
  const bool jpeg = facts.content_type == "image/jpeg";
  const unsigned orientation = jpeg ? jpeg_orientation(bytes) : 1;
  if (orientation >= 5) std::swap(box.width, box.height);  // lies on its side
  Image small = shrink(*whole, box);
  if (small && jpeg) small = upright(std::move(small), orientation);
  if (!small) return base::invalid("size", "the image cannot be scaled");
  return small;
}

}  // namespace

base::Result<std::string> scale_image(std::string_view bytes, PixelSize box) {
  const MediaFacts facts = inspect_media(bytes);
  const base::Result<Image> small = scaled_image(bytes, facts, box);
  if (!small) return base::pass(small);
  return encode(**small, facts.content_type == "image/jpeg" ? Form::jpeg : Form::png);
}

base::Result<std::string> scale_image_to_webp(std::string_view bytes, PixelSize box) {
  const base::Result<Image> small = scaled_image(bytes, inspect_media(bytes), box);
  if (!small) return base::pass(small);
  return encode(**small, Form::webp);
}

std::string scaled_content_type(const std::string& content_type) {
  return content_type == "image/jpeg" ? content_type : "image/png";
}

}  // namespace service
