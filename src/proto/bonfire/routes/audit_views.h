// Entries of the audit log as they are shown (bonfire-rest 4.7). Runs inside a unit of work.
#pragma once

#include "core/community.h"
#include "proto/bonfire/wire_audit.h"
#include "store/store.h"

#include <optional>
#include <string>
#include <string_view>

namespace bonfire {

/// The stored name of a type in any case; nothing when there is no such type.
std::optional<std::string> audit_type_of(std::string_view text);

/// Nothing for an entry of a type that this protocol has no word for.
std::optional<AuditLogEntry> load_audit_entry(store::Reader& reader, const core::AuditEntry& entry);

}  // namespace bonfire
