// What the gateway asks the store for. Loop thread; the units run on the store's.
#include "proto/bonfire/lookups.h"

#include <algorithm>
#include <utility>

#include "proto/bonfire/routes/views.h"
#include "service/policies.h"
#include "service/read_states.h"
#include "service/settings.h"
#include "service/slowmode.h"

namespace bonfire {
namespace {

base::Task<base::Result<service::Actor>> authenticate(service::Authenticator& authenticator, std::string token) {
  base::Result<service::Actor> actor = co_await authenticator.authenticate(token);
  if (actor || actor.error().kind != base::ErrorKind::unauthenticated) co_return actor;
  actor = co_await authenticator.authenticate_bot(std::move(token));
  co_return actor;
}

Personal personal_of(store::Reader& reader, const Config& config, const PersonalWishes& wishes) {
  service::Actor actor;
  actor.user = wishes.user;
  Personal personal;
  personal.number = reader.stream_number(core::stream_of(wishes.user));
  if (!wishes.setting_keys.empty()) {
    for (auto& [key, setting] : service::get_settings(reader, actor, wishes.setting_keys)) {
      personal.settings.insert_or_assign(key, std::pair(setting.revision_ms, std::move(setting.value)));
    }
  }
  if (wishes.unreads) {
    for (const core::ReadState& state : service::list_read_states(reader, actor)) {
      personal.unreads.push_back(unread_view(state, wishes.user));
    }
  }
  if (config.policy_changes.empty()) return personal;
  for (PolicyNotice& notice : policy_notices(config, service::policies_seen_ms(reader, wishes.user))) {
    PolicyChange change;
    change.created_time.ms = notice.created_ms;
    change.effective_time.ms = notice.effective_ms;
    change.description = std::move(notice.description);
    change.url = std::move(notice.url);
    personal.policy_changes.push_back(std::move(change));
  }
  return personal;
}

base::Task<base::Result<Personal>> load_personal(service::Runner& runner, const Config& config, PersonalWishes wishes) {
  base::UniqueFunction<base::Result<Personal>(store::Reader&)> unit =
      [&config, wishes = std::move(wishes)](store::Reader& reader) -> base::Result<Personal> {
    return personal_of(reader, config, wishes);
  };
  base::Result<Personal> personal = co_await runner.read<Personal>(std::move(unit));
  co_return personal;
}

base::Task<std::vector<ChannelSlowmode>> load_slowmodes(service::Runner& runner, const base::Clock& clock, core::UserId user,
                                                        std::vector<core::ChannelId> channels) {
  using Running = std::vector<service::RunningSlowmode>;
  service::Actor actor;
  actor.user = user;
  service::Context context;
  context.now_ms = clock.unix_ms();
  base::UniqueFunction<base::Result<Running>(store::Reader&)> unit = [actor, context](store::Reader& reader) {
    return base::Result<Running>(service::running_slowmodes(reader, context, actor));
  };
  const base::Result<Running> running = co_await runner.read<Running>(std::move(unit));
  std::vector<ChannelSlowmode> shown;
  if (!running) co_return shown;
  for (const service::RunningSlowmode& one : *running) {
    if (std::ranges::find(channels, one.channel) == channels.end()) continue;
    ChannelSlowmode slowmode;
    slowmode.channel_id = one.channel;
    slowmode.duration = one.duration_s;
    slowmode.retry_after = one.left_s;
    shown.push_back(slowmode);
  }
  co_return shown;
}

}  // namespace

Authenticate authenticate_with(service::Authenticator& authenticator) {
  return [&authenticator](std::string token) { return authenticate(authenticator, std::move(token)); };
}

LoadPersonal load_personal_with(service::Runner& runner, const Config& config) {
  return [&runner, &config](PersonalWishes wishes) { return load_personal(runner, config, std::move(wishes)); };
}

LoadSlowmodes load_slowmodes_with(service::Runner& runner, const base::Clock& clock) {
  return [&runner, &clock](core::UserId user, std::vector<core::ChannelId> channels) {
    return load_slowmodes(runner, clock, user, std::move(channels));
  };
}

}  // namespace bonfire
