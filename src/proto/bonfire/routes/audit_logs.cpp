// What was done in a server (bonfire-rest 4.7). Loop thread.
#include "proto/bonfire/codec.h"
#include "proto/bonfire/limits.h"
#include "proto/bonfire/routes/audit_views.h"
#include "proto/bonfire/routes/delta.h"
#include "proto/bonfire/routes/guard.h"
#include "proto/bonfire/routes/input.h"
#include "proto/bonfire/routes/server_views.h"
#include "proto/bonfire/routes/units.h"
#include "proto/bonfire/routes/views.h"
#include "service/audit.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace bonfire {
namespace {

using AuditQuery = store::Reader::AuditQuery;

/// Every value of a query parameter that may be repeated.
std::vector<std::string> query_values(const http::Request& request, std::string_view name) {
  std::vector<std::string> values;
  std::string_view rest = request.query;
  while (!rest.empty()) {
    const std::size_t end = rest.find('&');
    const std::string_view pair = rest.substr(0, end);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    const std::size_t equals = pair.find('=');
    if (equals == std::string_view::npos || http::percent_decode(pair.substr(0, equals), true) != name) continue;
    if (auto value = http::percent_decode(pair.substr(equals + 1), true)) values.push_back(*std::move(value));
  }
  return values;
}

/// Nothing when it is not there; invalid `name` when it is no id.
template <typename T>
base::Result<void> read_id(const http::Request& request, std::string_view name, std::optional<T>& id) {
  const auto text = request.query_value(name);
  if (!text) return {};
  const auto number = read_ulid(*text);
  if (!number) return base::invalid(name, "must be an id");
  id = T(*number);
  return {};
}

base::Result<AuditQuery> to_query(const http::Request& request, core::CommunityId server) {
  AuditQuery query;
  query.community = server;
  if (auto ok = read_id(request, "user", query.user); !ok) return base::pass(ok);
  if (auto ok = read_id(request, "target", query.target); !ok) return base::pass(ok);
  if (auto ok = read_id(request, "before", query.before); !ok) return base::pass(ok);
  if (auto ok = read_id(request, "after", query.after); !ok) return base::pass(ok);
  for (const std::string& text : query_values(request, "type")) {
    if (auto type = audit_type_of(text)) query.types.push_back(*std::move(type));
  }
  const std::int64_t limit = query_number(request, "limit").value_or(query.limit);
  if (limit < limits::kPageMin || limit > limits::kPageMax) return base::invalid("limit", "must be 1 to 100");
  query.limit = static_cast<std::uint32_t>(limit);
  return query;
}

/// The page, and the people on it before it is known who is online.
struct ShownPage {
  AuditLogResponse answer;
  std::vector<ShownUser> users;
  LoadedFiles files;
};

base::Task<http::Response> get_audit_logs(RoutesContext& context, http::Request& request, Caller caller) {
  const auto id = path_id<core::CommunityId>(request, "server", "server");
  if (!id) co_return error_response(id.error());
  const auto query = to_query(request, *id);
  if (!query) co_return error_response(failed_validation(query.error().subject, query.error().info));
  const auto unit = [query = *query, caller](store::Reader& reader) -> base::Result<ShownPage> {
    auto page = service::list_audit_entries(reader, caller.context, *caller.actor, query);
    if (!page) return base::pass(page);
    ShownPage shown;
    for (const core::AuditEntry& entry : page->entries) {
      if (auto view = load_audit_entry(reader, entry)) shown.answer.audit_logs.push_back(*std::move(view));
    }
    for (core::User& user : page->users) {
      shown.files.add_avatar(reader, user);
      shown.users.push_back(show_user(reader, caller.actor->user, std::move(user)));
    }
    for (const core::Member& member : page->members) shown.answer.members.push_back(load_member(reader, member));
    return shown;
  };
  base::Result<ShownPage> page = co_await read(context, unit);
  if (!page) co_return error_response(page.error());
  for (ShownUser& user : page->users) {
    user.relations.clear();
    page->answer.users.push_back(user_view(user, context.hub, page->files));
  }
  co_return json_response(encode(page->answer));
}

}  // namespace

void add_audit_log_routes(http::Mount& mount, RoutesContext& context) {
  add_route(mount, context, http::Method::get, "/servers/{server}/audit_logs", {}, get_audit_logs);
}

}  // namespace bonfire
