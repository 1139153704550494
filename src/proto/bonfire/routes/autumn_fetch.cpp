// GET for files (bonfire-rest 5.3, 5.4). Who knows the id of a file that is in use may fetch it. Loop thread; the disk is
// asked on the files pool.
#include "http/content.h"
#include "http/range.h"
#include "proto/bonfire/errors.h"
#include "proto/bonfire/file_id.h"
#include "proto/bonfire/routes/autumn.h"
#include "proto/bonfire/routes/units.h"
#include "proto/bonfire/wire_ids.h"

#include <utility>

namespace bonfire::autumn {
namespace {

constexpr std::string_view kCaching = "public, max-age=604800, must-revalidate";
constexpr std::string_view kModeratorCaching = "private, max-age=300, must-revalidate";

/// not_found "file" for what is no id. An emoji's id names its file; an emoji that another protocol made has a file with
/// another id.
base::Task<base::Result<core::FileId>> file_of(RoutesContext& context, const http::Request& request, const Tag& tag) {
  const std::string_view text = request.param("id");
  if (tag.tag != FileTag::emojis) co_return parse_file_id(text);
  const auto emoji = parse_id<core::EmojiId>(text);
  if (!emoji) co_return base::not_found("file");
  const auto unit = [id = *emoji](store::Reader& reader) -> base::Result<core::FileId> {
    const auto found = reader.emoji(id);
    return found ? found->file : core::FileId(id.value);
  };
  co_return co_await read(context, unit);
}

struct Found {
  const Tag* tag = nullptr;
  core::File file;
};
/// A file that somebody uses.
base::Task<base::Result<Found>> find(RoutesContext& context, const http::Request& request) {
  const Tag* tag = tag_of_name(request.param("tag"));
  if (tag == nullptr) co_return base::not_found("tag");
  const base::Result<core::FileId> id = co_await file_of(context, request, *tag);
  if (!id) co_return base::pass(id);
  base::Result<core::File> file = co_await context.files.find(context.runner, *id, tag->buckets);
  if (!file) co_return base::pass(file);
  Found found;
  found.tag = tag;
  found.file = *std::move(file);
  co_return found;
}
/// Any file.
base::Task<base::Result<Found>> find_unused_too(RoutesContext& context, const http::Request& request) {
  const Tag* tag = tag_of_name(request.param("tag"));
  if (tag == nullptr) co_return base::not_found("tag");
  const base::Result<core::FileId> id = co_await file_of(context, request, *tag);
  if (!id) co_return base::pass(id);
  const auto unit = [tag, id = *id](store::Reader& reader) -> base::Result<Found> {
    for (const core::FileBucket bucket : tag->buckets) {
      if (auto file = reader.file(id, bucket)) return Found{tag, *std::move(file)};
    }
    return base::not_found("file");
  };
  co_return co_await read(context, unit);
}

/// 308. The id in the address is the one that was asked for.
http::Response to_the_file(const RoutesContext& context, const http::Request& request, const Found& found) {
  http::Response response;
  response.status = 308;
  std::string location = autumn_url(context.config, request.origin);
  location.append("/").append(found.tag->name).append("/").append(request.param("id"));
  location.append("/").append(http::percent_encode(found.file.name));
  response.headers.set("Location", std::move(location));
  response.headers.set("Cache-Control", std::string(kCaching));
  return response;
}

http::Response whole_file(RoutesContext& context, const http::Request& request, const core::File& file,
                          std::string_view caching) {
  const std::string tag = http::etag_of_hash(file.content_hash);
  http::Response response = http::file_response(request, context.files.blob_path(file), file.size, tag);
  http::add_content_headers(response, file.content_type, true, file.name);
  if (response.status != 416) response.headers.set("Cache-Control", std::string(caching));
  return response;
}

bool has_preview(const Found& found) {
  return found.file.media == core::FileMedia::image && (found.tag->stills || !found.file.animated);
}

/// Hashes are compared: the time it takes tells nothing about the token.
bool is_moderator(const RoutesContext& context, const http::Request& request) {
  const std::string& expected = context.config.moderation_token;
  return !expected.empty() && service::hash_token(request.headers.get("X-Admin-Token")) == service::hash_token(expected);
}

}  // namespace

base::Task<http::Response> preview(RoutesContext& context, http::Request& request) {
  const base::Result<Found> found = co_await find(context, request);
  if (!found) co_return error_response(found.error());
  if (!has_preview(*found)) co_return to_the_file(context, request, *found);
  const service::PixelSize box = found->tag->preview;
  const base::Result<service::Files::Scaled> scaled = co_await context.files.scaled(context.runner, found->file, box);
  // What cannot be decoded can still be fetched: a client's decoder may know more.
  if (!scaled) co_return to_the_file(context, request, *found);
  const bool same = scaled->path == context.files.blob_path(found->file);
  const std::string tag = http::etag_of_hash(found->file.content_hash, same ? "" : "-preview");
  http::Response response = http::file_response(request, scaled->path, scaled->size, tag);
  http::add_content_headers(response, scaled->content_type, false, found->file.name);
  if (response.status != 416) response.headers.set("Cache-Control", std::string(kCaching));
  co_return response;
}

base::Task<http::Response> original(RoutesContext& context, http::Request& request) {
  const base::Result<Found> found = co_await find(context, request);
  if (!found) co_return error_response(found.error());
  if (found->file.name == "original") co_return whole_file(context, request, found->file, kCaching);
  co_return to_the_file(context, request, *found);
}

base::Task<http::Response> download(RoutesContext& context, http::Request& request) {
  const base::Result<Found> found = co_await find(context, request);
  if (!found) co_return error_response(found.error());
  if (found->file.name != request.param("filename")) co_return error_response(not_found("filename"));
  co_return whole_file(context, request, found->file, kCaching);
}

base::Task<http::Response> moderate(RoutesContext& context, http::Request& request) {
  if (!is_moderator(context, request)) co_return error_response(make_error(401, "NotAuthenticated", "token"));
  const base::Result<Found> found = co_await find_unused_too(context, request);
  if (!found) co_return error_response(found.error());
  if (found->file.name != request.param("filename")) co_return error_response(not_found("filename"));
  co_return whole_file(context, request, found->file, kModeratorCaching);
}

}  // namespace bonfire::autumn
