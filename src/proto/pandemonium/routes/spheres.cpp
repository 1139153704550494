// Spheres (pandemonium 5.6). Loop thread.
#include "proto/pandemonium/routes/spheres.h"

#include "proto/pandemonium/codec.h"
#include "proto/pandemonium/limits.h"
#include "proto/pandemonium/routes/guard.h"
#include "proto/pandemonium/routes/input.h"
#include "proto/pandemonium/routes/units.h"
#include "proto/pandemonium/routes/views.h"
#include "service/communities.h"

namespace pandemonium {
namespace {

base::Result<void> check_name(const std::string& name) {
  return check_length("name", name, limits::kNameMin, limits::kNameMax);
}
base::Result<void> check_description(const std::string& description) {
  return check_length("description", description, limits::kDescriptionMin, limits::kDescriptionMax);
}

base::Result<void> check(const service::NewCommunity& input) {
  if (auto ok = check_slug(input.slug); !ok) return ok;
  if (input.name) {
    if (auto ok = check_name(*input.name); !ok) return ok;
  }
  if (input.description) return check_description(*input.description);
  return {};
}

base::Result<void> check(const core::CommunityEdit& edit) {
  if (edit == core::CommunityEdit{}) return base::invalid("body", "nothing to change");
  if (edit.name.is_set()) {
    if (auto ok = check_name(edit.name.value()); !ok) return ok;
  }
  if (edit.kind.is_set() && edit.kind.value() != core::CommunityKind::hybrid) {
    return base::invalid("type", "can only be changed to HYBRID");
  }
  if (edit.description.is_set()) return check_description(edit.description.value());
  return {};
}

/// What the reference calls a value where the use cases have another word, and 422 instead of 409 (5.6).
http::Response create_error(const base::Error& error) {
  if (error.kind == base::ErrorKind::already_exists) return validation_response(error.subject, "is taken");
  return error_response(error, error.subject == "communities" ? "spheres" : "");
}

base::Task<http::Response> create_sphere(RoutesContext& context, http::Request& request, Caller caller) {
  const auto body = decode<SphereCreate>(request.body);
  if (!body) co_return error_response(body.error());
  const service::NewCommunity input = to_core(*body);
  if (const auto ok = check(input); !ok) co_return error_response(ok.error());
  const auto unit = [input, caller](store::Transaction& tx) {
    return service::create_community(tx, caller.context, *caller.actor, input);
  };
  const base::Result<core::CommunitySnapshot> sphere = co_await write(context, unit);
  if (!sphere) co_return create_error(sphere.error());
  co_return json_response(200, encode(sphere_view(*sphere, context.hub)));
}

base::Task<http::Response> get_spheres(RoutesContext& context, http::Request&, Caller caller) {
  using Snapshots = std::vector<core::CommunitySnapshot>;
  const auto unit = [caller](store::Reader& reader) -> base::Result<Snapshots> {
    Snapshots list;
    for (core::CommunityId id : reader.communities_of(caller.actor->user)) {
      auto sphere = service::view_community(reader, caller.context, caller.actor, id);
      if (!sphere && sphere.error().kind == base::ErrorKind::not_found) continue;  // a private space: no sphere
      if (!sphere) return base::pass(sphere);
      list.push_back(*std::move(sphere));
    }
    return list;
  };
  const base::Result<Snapshots> list = co_await read(context, unit);
  if (!list) co_return error_response(list.error());
  std::string json = "[";
  for (const core::CommunitySnapshot& sphere : *list) {
    if (json.size() > 1) json += ',';
    json += encode(sphere_view(sphere, context.hub));
  }
  json += ']';
  co_return json_response(200, std::move(json));
}

base::Task<http::Response> get_sphere(RoutesContext& context, http::Request& request, Caller caller) {
  const auto unit = [ref = path_sphere(request), caller](store::Reader& reader) -> base::Result<core::CommunitySnapshot> {
    const auto id = resolve(reader, ref);
    if (!id) return base::pass(id);
    return service::view_community(reader, caller.context, caller.actor, *id);
  };
  const base::Result<core::CommunitySnapshot> sphere = co_await read(context, unit);
  if (!sphere) co_return error_response(sphere.error());
  co_return json_response(200, encode(sphere_view(*sphere, context.hub)));
}

base::Task<http::Response> edit_sphere(RoutesContext& context, http::Request& request, Caller caller) {
  const auto body = decode<SphereEdit>(request.body);
  if (!body) co_return error_response(body.error());
  const SphereRef ref = path_sphere(request);
  const core::CommunityEdit edit = to_core(*body);
  const auto unit = [ref, edit, caller](store::Transaction& tx) -> base::Result<core::Community> {
    const auto id = resolve(tx, ref);
    if (!id) return base::pass(id);
    // Nothing is changed by an empty edit, but whether the caller may is found out, which comes before the values.
    const auto may = service::edit_community(tx, caller.context, *caller.actor, *id, {});
    if (!may) return base::pass(may);
    if (const auto ok = check(edit); !ok) return base::pass(ok);
    return service::edit_community(tx, caller.context, *caller.actor, *id, edit);
  };
  const base::Result<core::Community> sphere = co_await write(context, unit);
  if (!sphere) {
    const bool unknown_id = ref.id && sphere.error().kind == base::ErrorKind::not_found;
    co_return error_response(unknown_id ? as_invalid(sphere.error(), "sphere") : sphere.error());
  }
  co_return json_response(200, encode(to_wire(*sphere)));
}

base::Task<http::Response> join_sphere(RoutesContext& context, http::Request& request, Caller caller) {
  const auto unit = [ref = path_sphere(request), caller](store::Transaction& tx) -> base::Result<core::CommunitySnapshot> {
    const auto id = resolve(tx, ref);
    if (!id) return base::pass(id);
    return service::join_community(tx, caller.context, *caller.actor, *id);
  };
  const base::Result<core::CommunitySnapshot> sphere = co_await write(context, unit);
  http::Response response;
  if (sphere) {
    response = json_response(200, encode(sphere_view(*sphere, context.hub)));
  } else if (sphere.error().kind == base::ErrorKind::already_exists) {
    response = validation_response("sphere", "the caller is a member already");
  } else {
    response = error_response(sphere.error());
  }
  response.headers.set("Cache-Control", "no-store");  // a GET that changes something (5.6)
  co_return response;
}

}  // namespace

void add_sphere_routes(http::Mount& mount, RoutesContext& context) {
  using Limits = OprishRateLimits;
  add_route(mount, context, http::Method::post, "/spheres", {.bucket = &Limits::create_sphere}, create_sphere);
  add_route(mount, context, http::Method::get, "/spheres", {.bucket = &Limits::get_spheres}, get_spheres);
  add_route(mount, context, http::Method::get, "/spheres/{sphere}",
            {.access = Access::optional, .bucket = &Limits::get_sphere, .guest_bucket = &Limits::guest_get_sphere},
            get_sphere);
  add_route(mount, context, http::Method::patch, "/spheres/{sphere}", {.bucket = &Limits::edit_channel}, edit_sphere);
  add_route(mount, context, http::Method::get, "/spheres/{sphere}/join", {.bucket = &Limits::join_sphere}, join_sphere);
}

}  // namespace pandemonium
