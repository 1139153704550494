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

JsonColumn to_column(const core::AccountSecurity& security);
JsonColumn to_column(const core::SystemChannels& channels);
JsonColumn to_column(const std::vector<core::RoleOverride>& overrides);
JsonColumn to_column(const std::vector<core::RoleId>& roles);
JsonColumn to_column(const std::vector<core::UserId>& users);
JsonColumn to_column(const std::vector<core::MessageId>& messages);
JsonColumn to_column(const std::vector<std::string>& texts);
JsonColumn to_column(const std::vector<core::Attachment>& attachments);
JsonColumn to_column(const std::vector<core::Embed>& embeds);
JsonColumn to_column(const std::optional<core::Masquerade>& masquerade);
JsonColumn to_column(const std::optional<core::SystemNote>& note);
JsonColumn to_column(const std::optional<core::WebhookAuthor>& webhook);
JsonColumn to_column(const std::optional<core::Interactions>& interactions);

void from_column(const JsonColumn& text, core::AccountSecurity& out);
void from_column(const JsonColumn& text, core::SystemChannels& out);
void from_column(const JsonColumn& text, std::vector<core::RoleOverride>& out);
void from_column(const JsonColumn& text, std::vector<core::RoleId>& out);
void from_column(const JsonColumn& text, std::vector<core::UserId>& out);
void from_column(const JsonColumn& text, std::vector<core::MessageId>& out);
void from_column(const JsonColumn& text, std::vector<core::Attachment>& out);
void from_column(const JsonColumn& text, std::vector<core::Embed>& out);
void from_column(const JsonColumn& text, std::optional<core::Masquerade>& out);
void from_column(const JsonColumn& text, std::optional<core::SystemNote>& out);
void from_column(const JsonColumn& text, std::optional<core::WebhookAuthor>& out);
void from_column(const JsonColumn& text, std::optional<core::Interactions>& out);

}  // namespace store::sql
