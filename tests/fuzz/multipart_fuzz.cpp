// Any bytes as a multipart/form-data body with the boundary "X". What is found must not depend on how the bytes are cut, and
// every part must lie inside the body. The first byte is the seed of the cuts.
// fuzz-deps: http base
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "http/multipart.h"

namespace {

template <typename F>
std::string parse(std::string_view body, F next_size) {
  http::MultipartParser parser("X");
  auto status = http::MultipartParser::Status::need_more;
  for (std::size_t at = 0; at < body.size();) {
    const std::size_t size = std::min(next_size(), body.size() - at);
    status = parser.feed(body.substr(at, size));
    at += size;
  }
  std::string out = std::to_string(static_cast<int>(status));
  for (const http::Part& part : parser.parts()) {
    if (part.offset > body.size() || part.length > body.size() - part.offset) std::abort();
    if (body.substr(part.offset, part.length).find("\r\n--X") != std::string_view::npos) std::abort();
    out += '|' + part.name + '|' + part.filename + '|' + part.content_type + '|' + std::to_string(part.offset) + '+' +
           std::to_string(part.length);
  }
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  std::uint32_t seed = data[0] | 1u;
  const std::string_view text(reinterpret_cast<const char*>(data + 1), size - 1);
  const std::string whole = parse(text, [] { return ~std::size_t{0}; });
  if (parse(text, [] { return std::size_t{1}; }) != whole) std::abort();
  if (parse(text, [&] {
        seed = seed * 1664525u + 1013904223u;
        return std::size_t{1} + (seed >> 24) % 40;
      }) != whole) {
    std::abort();
  }
  http::multipart_boundary(text);
  return 0;
}
