// Columns that hold a list or a small struct, read and written whole as JSON. An empty one is NULL. Pure functions, any
// thread. A text that cannot be read throws SqlError (corrupt).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/community.h"
#include "core/message.h"

namespace store::sql {

using JsonColumn = std::optional<std::string>;

JsonColumn to_column(const std::vector<core::Attachment>& attachments);
JsonColumn to_column(const std::vector<core::Embed>& embeds);
JsonColumn to_column(const std::optional<core::Masquerade>& masquerade);
JsonColumn to_column(const std::vector<core::RoleOverride>& overrides);
JsonColumn to_column(const std::vector<core::RoleId>& roles);

void from_column(const JsonColumn& column, std::vector<core::Attachment>& out);
void from_column(const JsonColumn& column, std::vector<core::Embed>& out);
void from_column(const JsonColumn& column, std::optional<core::Masquerade>& out);
void from_column(const JsonColumn& column, std::vector<core::RoleOverride>& out);
void from_column(const JsonColumn& column, std::vector<core::RoleId>& out);

}  // namespace store::sql
