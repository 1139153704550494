// Categories (pandemonium 5.7). Loop thread.
#include "proto/pandemonium/routes/categories.h"

#include "proto/pandemonium/codec.h"
#include "proto/pandemonium/limits.h"
#include "proto/pandemonium/routes/guard.h"
#include "proto/pandemonium/routes/input.h"
#include "proto/pandemonium/routes/units.h"
#include "proto/pandemonium/translate.h"
#include "service/communities.h"
#include "service/standing.h"

namespace pandemonium {
namespace {

/// Unknown spheres and categories are invalid values here (5.7).
http::Response category_error(const base::Error& error) {
  if (error.kind != base::ErrorKind::not_found) return error_response(error);
  return error_response(as_invalid(error, error.subject == "community" ? "sphere" : "category"));
}

base::Result<void> check_name(const std::string& name) {
  return check_length("name", name, limits::kNameMin, limits::kNameMax);
}

base::Result<void> check(const core::CategoryEdit& edit) {
  if (edit == core::CategoryEdit{}) return base::invalid("body", "nothing to change");
  return edit.name.is_set() ? check_name(edit.name.value()) : base::Result<void>();
}

base::Task<http::Response> create_category(RoutesContext& context, http::Request& request, Caller caller) {
  const auto sphere = path_id_as<core::CommunityId>(request, "sphere");
  if (!sphere) co_return error_response(sphere.error());
  const auto body = decode<CategoryCreate>(request.body);
  if (!body) co_return error_response(body.error());
  const auto unit = [sphere = *sphere, name = body->name, caller](store::Transaction& tx) -> base::Result<core::Category> {
    const auto standing = service::load_standing(tx, caller.context, caller.actor, sphere);
    if (!standing) return base::pass(standing);
    if (const auto ok = standing->require(core::permission::manage_channel); !ok) return base::pass(ok);
    if (const auto ok = check_name(name); !ok) return base::pass(ok);
    return service::create_category(tx, caller.context, *caller.actor, sphere, name);
  };
  const base::Result<core::Category> category = co_await write(context, unit);
  if (!category) co_return category_error(category.error());
  co_return json_response(200, encode(to_wire(*category)));
}

base::Task<http::Response> edit_category(RoutesContext& context, http::Request& request, Caller caller) {
  const auto sphere = path_id_as<core::CommunityId>(request, "sphere");
  if (!sphere) co_return error_response(sphere.error());
  const auto id = path_id_as<core::CategoryId>(request, "category");
  if (!id) co_return error_response(id.error());
  const auto body = decode<CategoryEdit>(request.body);
  if (!body) co_return error_response(body.error());
  const auto unit = [sphere = *sphere, id = *id, edit = to_core(*body),
                     caller](store::Transaction& tx) -> base::Result<core::Category> {
    // An empty edit changes nothing and finds out whether the caller may, which comes before the values.
    const auto may = service::edit_category(tx, caller.context, *caller.actor, sphere, id, {});
    if (!may) return base::pass(may);
    if (const auto ok = check(edit); !ok) return base::pass(ok);
    return service::edit_category(tx, caller.context, *caller.actor, sphere, id, edit);
  };
  const base::Result<core::Category> category = co_await write(context, unit);
  if (!category) co_return category_error(category.error());
  co_return json_response(200, encode(to_wire(*category)));
}

base::Task<http::Response> delete_category(RoutesContext& context, http::Request& request, Caller caller) {
  const auto sphere = path_id_as<core::CommunityId>(request, "sphere");
  if (!sphere) co_return error_response(sphere.error());
  const auto id = path_id_as<core::CategoryId>(request, "category");
  if (!id) co_return error_response(id.error());
  const auto unit = [sphere = *sphere, id = *id, caller](store::Transaction& tx) {
    return service::delete_category(tx, caller.context, *caller.actor, sphere, id);
  };
  const base::Result<void> deleted = co_await write(context, unit);
  if (!deleted) co_return category_error(deleted.error());
  co_return empty_response(200);
}

}  // namespace

void add_category_routes(http::Mount& mount, RoutesContext& context) {
  using Limits = OprishRateLimits;
  constexpr std::string_view kCategories = "/spheres/{sphere}/categories";
  constexpr std::string_view kCategory = "/spheres/{sphere}/categories/{category}";
  add_route(mount, context, http::Method::post, kCategories, {.bucket = &Limits::create_category}, create_category);
  add_route(mount, context, http::Method::patch, kCategory, {.bucket = &Limits::edit_category}, edit_category);
  add_route(mount, context, http::Method::del, kCategory, {.bucket = &Limits::delete_category}, delete_category);
}

}  // namespace pandemonium
