// The mount of the file server: its routes, and the answers that no route gives. Built before the loop runs.
#include "proto/bonfire/routes/autumn.h"

#include "proto/bonfire/codec.h"
#include "proto/bonfire/errors.h"
#include "proto/bonfire/file_id.h"
#include "proto/bonfire/routes/rate_limits.h"

#include <utility>

namespace bonfire {
namespace autumn {

const Tag* tag_of_name(std::string_view name) {
  using core::FileBucket;
  static const std::vector<Tag> kTags = {
      {FileTag::attachments, "attachments", {1280, 1280}, false, {FileBucket::attachments}},
      {FileTag::avatars, "avatars", {128, 128}, true, {FileBucket::avatars, FileBucket::member_avatars}},
      {FileTag::backgrounds, "backgrounds", {1280, 720}, false, {FileBucket::banners, FileBucket::member_banners}},
      {FileTag::icons, "icons", {128, 128}, true, {FileBucket::community_icons}},
      {FileTag::banners, "banners", {480, 480}, false, {FileBucket::community_banners}},
      {FileTag::emojis, "emojis", {128, 128}, false, {FileBucket::emojis}},
  };
  for (const Tag& tag : kTags) {
    if (tag.name == name) return &tag;
  }
  return nullptr;
}

std::string id_text(const Tag& tag, core::FileId id) {
  return tag.tag == FileTag::emojis ? to_text(core::EmojiId(id.value)) : file_id_text(id);
}

namespace {

base::Task<http::Response> root(RoutesContext& context) {
  AutumnRoot answer;
  answer.autumn = "Tetragate";
  answer.version = context.config.version;
  co_return json_response(encode(answer));
}

/// All but uploads: not limited, and the headers say so.
base::Task<http::Response> unlimited(base::Task<http::Response> task) {
  http::Response response = co_await std::move(task);
  add_rate_limit_headers(response, unlimited_turn());
  co_return response;
}

http::Response refuse(const ErrorObject& error) {
  http::Response response = error_response(error);
  add_rate_limit_headers(response, unlimited_turn());
  return response;
}

http::Mount::Fallbacks make_fallbacks() {
  http::Mount::Fallbacks f;
  f.not_found = [](const http::Request&) { return refuse(not_found("route")); };
  f.too_large = [](const http::Request&) { return refuse(make_error(413, "PayloadTooLarge", "body")); };
  f.internal = [](const http::Request&) { return refuse(make_error(500, "InternalError", "server")); };
  f.options = [](const http::Request& request) {
    http::Response response = preflight_response(request);
    response.headers.set("Access-Control-Allow-Methods", "POST");
    return response;
  };
  f.finish = [](const http::Request& request, http::Response& response) {
    add_cors_headers(request, response);
    response.headers.set("Access-Control-Allow-Origin", "*");  // for all alike, unlike the API (1.8)
  };
  return f;
}

using Fetch = base::Task<http::Response> (*)(RoutesContext&, http::Request&);

void add_fetch(http::Mount& mount, RoutesContext& context, std::string_view pattern, Fetch fetch) {
  mount.add(http::Method::get, pattern,
            [&context, fetch](http::Request& request) { return unlimited(fetch(context, request)); });
}

}  // namespace
}  // namespace autumn

http::Mount make_autumn_mount(RoutesContext& context) {
  http::Mount mount(autumn::make_fallbacks(), true);
  mount.add(http::Method::get, "/", [&context](http::Request&) { return autumn::unlimited(autumn::root(context)); });
  mount.add(http::Method::post, "/{tag}", [&context](http::Request& request) { return autumn::upload(context, request); },
            {http::BodyPolicy::Kind::spool, context.config.limits.global.body_limit_size});
  autumn::add_fetch(mount, context, "/{tag}/{id}", autumn::preview);
  autumn::add_fetch(mount, context, "/{tag}/{id}/original", autumn::original);
  autumn::add_fetch(mount, context, "/{tag}/{id}/{filename}", autumn::download);
  autumn::add_fetch(mount, context, "/mod/{tag}/{id}/{filename}", autumn::moderate);
  return mount;
}

}  // namespace bonfire
