// GET /static/{name}: files that the operator placed in a folder. The loop's thread; the disk is asked on the files pool.
#include "http/content.h"
#include "http/range.h"
#include "proto/pandemonium/effis/parts.h"
#include "proto/pandemonium/errors.h"

#include <algorithm>

namespace pandemonium::effis {
namespace {

struct ExtensionType {
  std::string_view extension;
  std::string_view content_type;
};
constexpr ExtensionType kTypes[] = {
    {"avif", "image/avif"},     {"css", "text/css"},    {"flac", "audio/flac"},       {"gif", "image/gif"},
    {"jpeg", "image/jpeg"},     {"jpg", "image/jpeg"},  {"json", "application/json"}, {"md", "text/plain; charset=utf-8"},
    {"mov", "video/quicktime"}, {"mp3", "audio/mpeg"},  {"mp4", "video/mp4"},         {"ogg", "audio/ogg"},
    {"pdf", "application/pdf"}, {"png", "image/png"},   {"svg", "image/svg+xml"},     {"txt", "text/plain; charset=utf-8"},
    {"wav", "audio/wav"},       {"webm", "video/webm"}, {"webp", "image/webp"},       {"woff2", "font/woff2"},
};

std::string_view type_of(std::string_view name) {
  const std::size_t dot = name.rfind('.');
  std::string extension(dot == std::string_view::npos ? std::string_view() : name.substr(dot + 1));
  std::transform(extension.begin(), extension.end(), extension.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  for (const ExtensionType& type : kTypes) {
    if (type.extension == extension) return type.content_type;
  }
  return "application/octet-stream";
}

}  // namespace

base::Task<http::Response> static_file(EffisContext& context, const http::Request& request, bool as_attachment) {
  const Counted counted(context, request, "fetch_file", to_limit(context.config.rate_limits.effis.fetch_file));
  if (counted.refused()) co_return counted.refusal();
  const std::string name(request.param("name"));
  const auto found = co_await context.files.find_in(context.runner, context.config.static_folder, name);
  if (!found) co_return counted.with_headers(error_response(found.error()));
  const std::string etag = '"' + std::to_string(found->size) + '-' + std::to_string(found->changed_ns) + '"';
  http::Response response = http::file_response(request, found->path, found->size, etag);
  const std::string_view type = type_of(name);
  http::add_content_headers(response, type, as_attachment, name);
  response.headers.set("Cache-Control", "public, max-age=300");
  co_return counted.with_headers(std::move(response));
}

}  // namespace pandemonium::effis
