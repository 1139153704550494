// What a person's clients keep here, and what is unread (bonfire-rest 3.10). Loop thread.
#include "proto/bonfire/codec.h"
#include "proto/bonfire/routes/delta.h"
#include "proto/bonfire/routes/guard.h"
#include "proto/bonfire/routes/input.h"
#include "proto/bonfire/routes/units.h"
#include "proto/bonfire/routes/views.h"
#include "service/read_states.h"
#include "service/settings.h"

#include <string>
#include <utility>
#include <vector>

namespace bonfire {
namespace {

base::Task<http::Response> fetch_settings(RoutesContext& context, http::Request& request, Caller caller) {
  const auto body = decode<SettingsFetch>(request.body);
  if (!body) co_return error_response(body.error());
  const auto unit = [keys = body->keys, caller](store::Reader& reader) -> base::Result<UserSettings> {
    UserSettings settings;
    if (keys.empty()) return settings;  // the store takes none for all
    for (auto& [key, setting] : service::get_settings(reader, *caller.actor, keys)) {
      settings.insert_or_assign(key, std::pair(setting.revision_ms, std::move(setting.value)));
    }
    return settings;
  };
  const base::Result<UserSettings> settings = co_await read(context, unit);
  if (!settings) co_return error_response(settings.error());
  co_return json_response(encode(*settings));
}

base::Task<http::Response> set_settings(RoutesContext& context, http::Request& request, Caller caller) {
  const auto body = decode<SettingsSet>(request.body);
  if (!body) co_return error_response(body.error());
  std::vector<std::pair<std::string, std::string>> values(body->begin(), body->end());
  const auto unit = [values = std::move(values), caller, at = query_number(request, "timestamp")](store::Transaction& tx) {
    return service::set_settings(tx, caller.context, *caller.actor, values, at);
  };
  const base::Result<void> set = co_await write(context, unit);
  if (!set) co_return error_response(set.error());
  co_return empty_response();
}

base::Task<http::Response> get_unreads(RoutesContext& context, http::Request&, Caller caller) {
  const auto unit = [caller](store::Reader& reader) -> base::Result<std::vector<core::ReadState>> {
    return service::list_read_states(reader, *caller.actor);
  };
  const base::Result<std::vector<core::ReadState>> states = co_await read(context, unit);
  if (!states) co_return error_response(states.error());
  std::vector<ChannelUnread> list;
  list.reserve(states->size());
  for (const core::ReadState& state : *states) list.push_back(unread_view(state, caller.actor->user));
  co_return json_response(encode(list));
}

}  // namespace

void add_sync_routes(http::Mount& mount, RoutesContext& context) {
  add_route(mount, context, http::Method::post, "/sync/settings/fetch", {}, fetch_settings);
  add_route(mount, context, http::Method::post, "/sync/settings/set", {}, set_settings);
  add_route(mount, context, http::Method::get, "/sync/unreads", {}, get_unreads);
}

}  // namespace bonfire
