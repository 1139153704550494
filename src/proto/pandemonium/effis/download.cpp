// GET for files and for what is known of them. The loop's thread.
#include "http/content.h"
#include "http/range.h"
#include "proto/pandemonium/codec.h"
#include "proto/pandemonium/effis/parts.h"
#include "proto/pandemonium/errors.h"
#include "proto/pandemonium/limits.h"
#include "proto/pandemonium/translate.h"

namespace pandemonium {
namespace {

bool can_be_resized(core::FileBucket bucket) {
  return bucket == core::FileBucket::avatars || bucket == core::FileBucket::community_icons ||
         bucket == core::FileBucket::member_avatars || bucket == core::FileBucket::emojis;
}

/// `size`, where it is given and can be read.
std::optional<std::uint64_t> size_of(const http::Request& request) {
  const auto text = request.query_value("size");
  return text ? effis::parse_id(*text) : std::nullopt;
}

}  // namespace

base::Task<http::Response> file_answer(service::Runner& runner, service::Files& files, const http::Request& request,
                                       core::FileId id, core::FileBucket bucket, bool download) {
  const base::Result<core::File> file = co_await files.find(runner, id, bucket);
  if (!file) co_return error_response(file.error());

  service::Files::Scaled bytes{files.blob_path(*file), file->size, file->content_type};
  std::string version;
  if (const auto size = size_of(request)) {
    if (!can_be_resized(bucket)) co_return validation_response("bucket", "its files have one size only");
    if (file->media != core::FileMedia::image) co_return validation_response("bucket", "the file is not an image");
    if (*size != limits::kSizeParameter) co_return validation_response("size", "must be 256");
    base::Result<service::Files::Scaled> scaled = co_await files.scaled(runner, *file, limits::kSizeParameter);
    if (!scaled) co_return error_response(scaled.error());
    if (scaled->path != bytes.path) version = "-256";
    bytes = std::move(*scaled);
  }
  http::Response response =
      http::file_response(request, bytes.path, bytes.size, http::etag_of_hash(file->content_hash, version));
  http::add_content_headers(response, bytes.content_type, download, file->name);
  // An id is never used again and its bytes never change.
  if (response.status != 416) response.headers.set("Cache-Control", "public, max-age=31536000, immutable");
  co_return response;
}

namespace effis {
namespace {

struct Target {
  core::FileBucket bucket = core::FileBucket::attachments;
  core::FileId id;
};

base::Result<Target> target_of(const http::Request& request, std::string_view bucket_name) {
  const auto bucket = bucket_of(bucket_name);
  if (!bucket) return base::invalid("bucket", "there is no such bucket");
  // "/{id}" and "/{bucket}/{id}" share their first segment, so that it has one name in the tree of routes.
  const std::string_view text = request.param("id").empty() ? request.param("bucket") : request.param("id");
  const auto id = parse_id(text);
  if (!id) return base::invalid("id", "must be a number");
  return Target{*bucket, core::FileId(*id)};
}

}  // namespace

base::Task<http::Response> download(EffisContext& context, const http::Request& request, std::string_view bucket,
                                    bool as_attachment) {
  const Counted counted(context, request, "fetch_file", to_limit(context.config.rate_limits.effis.fetch_file));
  if (counted.refused()) co_return counted.refusal();
  const auto target = target_of(request, bucket);
  if (!target) co_return counted.with_headers(error_response(target.error()));
  http::Response response =
      co_await file_answer(context.runner, context.files, request, target->id, target->bucket, as_attachment);
  co_return counted.with_headers(std::move(response));
}

base::Task<http::Response> file_data(EffisContext& context, const http::Request& request, std::string_view bucket) {
  const Counted counted(context, request, "fetch_file", to_limit(context.config.rate_limits.effis.fetch_file));
  if (counted.refused()) co_return counted.refusal();
  const auto target = target_of(request, bucket);
  if (!target) co_return counted.with_headers(error_response(target.error()));
  const base::Result<core::File> file = co_await context.files.find(context.runner, target->id, target->bucket);
  if (!file) co_return counted.with_headers(error_response(file.error()));
  co_return counted.with_headers(json_response(200, encode(to_wire(*file))));
}

}  // namespace effis
}  // namespace pandemonium
