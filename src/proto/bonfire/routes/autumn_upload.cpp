// POST /{tag}: the part "file" of a form becomes a file that waits for its use (bonfire-rest 5.2). Loop thread; the disk is
// asked on the files pool.
#include "base/utf8.h"
#include "http/content.h"
#include "http/multipart.h"
#include "proto/bonfire/codec.h"
#include "proto/bonfire/errors.h"
#include "proto/bonfire/routes/autumn.h"
#include "proto/bonfire/routes/guard.h"

#include <string>
#include <utility>

namespace bonfire::autumn {
namespace {

constexpr std::size_t kFileNameMax = 256;  // code points

/// Why somebody may not upload (5.2); like everywhere, an account without a username is nobody.
std::optional<ErrorObject> refusal(const http::Request& request, const base::Result<service::Actor>& actor) {
  if (actor) return actor->named ? std::nullopt : std::optional<ErrorObject>(invalid_session());
  const bool asked = !request.headers.get("X-Bot-Token").empty() || !request.headers.get("X-Session-Token").empty();
  return asked ? to_error_object(actor.error()) : make_error(401, "NotAuthenticated", "session");
}

std::uint64_t size_max(const RoutesContext& context, const service::Actor& actor, const Tag& tag) {
  const auto& sizes = limits_of(context.config, actor.user, context.clock.unix_ms()).file_upload_size_limits;
  const auto found = sizes.find(std::string(tag.name));
  return found == sizes.end() ? context.config.limits.global.body_limit_size : found->second;
}

ErrorObject form_error(const base::Error& error) {
  if (error.kind == base::ErrorKind::not_found) return failed_validation("file", "the form has no part of this name");
  return to_error_object(error);
}

ErrorObject storing_error(const base::Error& error) {
  if (error.subject == "content_type") return make_error(400, "FileTypeNotAllowed", "file");
  return to_error_object(error);
}

/// What the form holds; only its size has been looked at so far.
base::Task<http::Response> keep(RoutesContext& context, http::Request& request, service::Actor actor) {
  const Tag* tag = tag_of_name(request.param("tag"));
  if (tag == nullptr) co_return error_response(failed_validation("tag", "there is no such tag"));
  if (!request.spooled) co_return error_response(failed_validation("body", "expected multipart/form-data"));
  const base::Result<http::Part> part =
      co_await context.files.find_part(context.runner, request.spooled, std::string(request.headers.get("Content-Type")));
  if (!part) co_return error_response(form_error(part.error()));
  if (part->length == 0) co_return error_response(make_error(422, "FileTooSmall", "file"));
  if (const std::uint64_t max = size_max(context, actor, *tag); part->length > max) {
    ErrorObject error = make_error(422, "FileTooLarge", "file");
    error.max = static_cast<std::int64_t>(max);
    co_return error_response(error);
  }
  service::Files::Upload to_store;
  to_store.spooled = request.spooled;
  to_store.offset = part->offset;
  to_store.length = part->length;
  to_store.name = http::last_component(part->filename, "unnamed-file");
  to_store.bucket = tag->buckets.front();
  to_store.images_only = service::holds_images(to_store.bucket);
  to_store.used = false;
  if (base::code_points(to_store.name) > kFileNameMax) {
    co_return error_response(failed_validation("filename", "must have at most 256 characters"));
  }
  const base::Result<core::File> stored = co_await context.files.store(context.runner, std::move(to_store));
  if (!stored) co_return error_response(storing_error(stored.error()));
  UploadResponse answer;
  answer.id = id_text(*tag, stored->id);
  co_return json_response(encode(answer));
}

base::Task<http::Response> let_in(RoutesContext& context, http::Request& request, base::Result<service::Actor> actor) {
  if (const auto refused = refusal(request, actor)) co_return error_response(*refused);
  co_return co_await keep(context, request, *std::move(actor));
}

}  // namespace

base::Task<http::Response> upload(RoutesContext& context, http::Request& request) {
  base::Result<service::Actor> actor = co_await authenticate(context, request, Access::user);
  const Tag* tag = tag_of_name(request.param("tag"));
  Bucket bucket{"upload", &RateLimits::upload, "?"};
  if (tag != nullptr) bucket.resource = tag->name;
  const Turn turn = take_turn(context.limiter, context.config, bucket, identity_of(request, actor));
  if (!turn.allowed) co_return too_many_response(turn);
  http::Response response = co_await let_in(context, request, std::move(actor));
  add_rate_limit_headers(response, turn);
  co_return response;
}

}  // namespace bonfire::autumn
