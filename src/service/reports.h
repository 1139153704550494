// Use case: a person's complaint about a message, a community or another person, kept for the operator.
#pragma once

#include <optional>
#include <string>
#include <variant>

#include "base/result.h"
#include "core/ids.h"
#include "service/actor.h"
#include "store/store.h"

namespace service {

using base::Result;

struct NewReport {
  std::variant<core::MessageId, core::CommunityId, core::UserId> about;
  std::optional<core::MessageId> message;  // of a report about a person: where they did it
  std::string reason;                      // a word of the protocol
  std::string context;                     // in the person's own words
};
/// What is complained about is written down as it is now, since it may be gone when somebody looks. It must be something
/// that the actor may see: not_found "message" or "community" or "user". invalid "self" for one's own messages and
/// communities and for oneself. No event.
Result<core::ReportId> create_report(store::Transaction& tx, Context context, Actor actor, const NewReport& report);

}  // namespace service
