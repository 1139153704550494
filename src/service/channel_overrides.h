// What editing a channel's permissions takes, and how an edit of a channel is written to the audit log. Runs inside a unit
// of work.
#pragma once

#include "base/result.h"
#include "core/community.h"
#include "service/actor.h"
#include "service/standing.h"
#include "store/store.h"

namespace service {

/// Sorts the role overrides of the edit. Without overrides in it nothing is asked. manage_permissions in the channel; every
/// role whose override changes must exist (not_found "role") and be below the actor (forbidden "rank"); forbidden "grant".
base::Result<void> may_override(store::Reader& reader, const Standing& standing, const core::Channel& channel,
                                core::ChannelEdit& edit);
/// One entry for each role whose override changed, and one for all else.
void log_edit(store::Transaction& tx, const Context& context, const Standing& by, const core::Channel& before,
              const core::Channel& after);

}  // namespace service
