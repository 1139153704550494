// POST / and POST /{bucket}: one part "file" of a form becomes a file. The loop's thread; the disk is asked on the files
// pool.
#include "base/utf8.h"
#include "http/content.h"
#include "http/multipart.h"
#include "proto/pandemonium/codec.h"
#include "proto/pandemonium/effis/parts.h"
#include "proto/pandemonium/errors.h"
#include "proto/pandemonium/limits.h"
#include "proto/pandemonium/translate.h"

namespace pandemonium::effis {
namespace {

struct BucketRules {
  std::string_view name;  // of the limit
  http::RateLimit limit;
  std::uint64_t size_max;
};

BucketRules rules_of(const Config& config, core::FileBucket bucket) {
  const EffisRateLimits& limits = config.rate_limits.effis;
  if (bucket == core::FileBucket::attachments)
    return {"attachments", to_limit(limits.attachments), config.attachment_file_size};
  return {"assets", to_limit(limits.assets), config.file_size};
}

http::Response form_error(const base::Error& error) {
  if (error.kind == base::ErrorKind::not_found) return validation_response("file", "the form has no part of this name");
  return error_response(error);
}

}  // namespace

base::Task<http::Response> upload(EffisContext& context, const http::Request& request, core::FileBucket bucket) {
  const BucketRules rules = rules_of(context.config, bucket);
  base::Result<http::Part> part = base::invalid("body", "expected multipart/form-data");
  if (request.spooled) {
    part =
        co_await context.files.find_part(context.runner, request.spooled, std::string(request.headers.get("Content-Type")));
  }

  // Only what may be stored counts as bytes; whatever came counts as a request.
  const std::uint64_t bytes = part && part->length <= rules.size_max ? part->length : 0;
  const Counted counted(context, request, rules.name, rules.limit, to_string(bucket), bytes);
  if (counted.refused()) co_return counted.refusal();
  if (!part) co_return counted.with_headers(form_error(part.error()));
  if (part->length > rules.size_max) {
    const std::string info = "must have at most " + std::to_string(rules.size_max) + " bytes";
    co_return counted.with_headers(validation_response("file", info));
  }
  service::Files::Upload to_store;
  to_store.spooled = request.spooled;
  to_store.offset = part->offset;
  to_store.length = part->length;
  to_store.name = http::last_component(part->filename, "attachment");
  to_store.bucket = bucket;
  to_store.images_only = bucket != core::FileBucket::attachments;
  if (base::code_points(to_store.name) > limits::kFileNameMax) {
    co_return counted.with_headers(validation_response("name", "must have at most 256 characters"));
  }
  const base::Result<core::File> stored = co_await context.files.store(context.runner, std::move(to_store));
  if (!stored) co_return counted.with_headers(error_response(stored.error()));
  co_return counted.with_headers(json_response(200, encode(to_wire(*stored))));
}

}  // namespace pandemonium::effis
