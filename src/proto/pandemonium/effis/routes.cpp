// The table of 5.11. Built before the loop runs.
#include "proto/pandemonium/effis/parts.h"
#include "proto/pandemonium/errors.h"
#include "proto/pandemonium/limits.h"
#include "proto/pandemonium/translate.h"

#include <utility>

namespace pandemonium {
namespace {

constexpr core::FileBucket kBuckets[] = {
    core::FileBucket::attachments,       core::FileBucket::avatars,
    core::FileBucket::banners,           core::FileBucket::community_icons,
    core::FileBucket::community_banners, core::FileBucket::member_avatars,
    core::FileBucket::member_banners,    core::FileBucket::emojis,
};
constexpr std::string_view kDefaultBucket = "attachments";
// Boundaries, part headers and other fields of a form around the file.
constexpr std::uint64_t kFormBytesMax = 64u << 10;

http::BodyPolicy spool(std::uint64_t file_bytes_max) {
  return {http::BodyPolicy::Kind::spool, file_bytes_max + kFormBytesMax};
}

base::Task<http::Response> unknown_bucket(EffisContext& context, const http::Request& request) {
  const effis::Counted counted(context, request, "assets", to_limit(context.config.rate_limits.effis.assets));
  if (counted.refused()) co_return counted.refusal();
  co_return counted.with_headers(validation_response("bucket", "there is no such bucket"));
}

void add_uploads(http::Mount& mount, EffisContext& context) {
  // One literal route per bucket, because how much of a body is taken in is decided by the route.
  for (const core::FileBucket bucket : kBuckets) {
    const bool attachment = bucket == core::FileBucket::attachments;
    const http::BodyPolicy policy = spool(attachment ? context.config.attachment_file_size : context.config.file_size);
    const auto handler = [&context, bucket](http::Request& request) { return effis::upload(context, request, bucket); };
    mount.add(http::Method::post, std::string("/").append(to_string(bucket)), handler, policy);
    if (attachment) mount.add(http::Method::post, "/", handler, policy);
  }
  mount.add(http::Method::post, "/{bucket}",
            [&context](http::Request& request) { return unknown_bucket(context, request); });
}

void add_downloads(http::Mount& mount, EffisContext& context) {
  for (const auto& [suffix, as_attachment] : {std::pair<std::string, bool>{"", false}, {"/download", true}}) {
    mount.add(http::Method::get, "/{bucket}" + suffix, [&context, attach = as_attachment](http::Request& request) {
      return effis::download(context, request, kDefaultBucket, attach);
    });
    mount.add(http::Method::get, "/{bucket}/{id}" + suffix, [&context, attach = as_attachment](http::Request& request) {
      return effis::download(context, request, request.param("bucket"), attach);
    });
    mount.add(http::Method::get, "/static/{name}" + suffix, [&context, attach = as_attachment](http::Request& request) {
      return effis::static_file(context, request, attach);
    });
  }
  mount.add(http::Method::get, "/{bucket}/data",
            [&context](http::Request& request) { return effis::file_data(context, request, kDefaultBucket); });
  mount.add(http::Method::get, "/{bucket}/{id}/data",
            [&context](http::Request& request) { return effis::file_data(context, request, request.param("bucket")); });
}

}  // namespace

void add_effis_routes(http::Mount& mount, EffisContext& context) {
  add_uploads(mount, context);
  add_downloads(mount, context);
  mount.add(http::Method::get, "/proxy", [&context](http::Request& request) { return effis::proxy(context, request); });
}

http::Mount make_effis_mount(EffisContext& context) {
  http::Mount mount(make_fallbacks(), true);
  add_effis_routes(mount, context);
  return mount;
}

}  // namespace pandemonium
