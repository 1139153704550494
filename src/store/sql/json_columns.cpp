// The JSON columns of people and communities, and lists of ids. See json_columns.h, core_json.h and community_json.h.
#include "store/sql/json_columns.h"

#include "store/sql/community_json.h"
#include "store/sql/json_column_impl.h"

template <>
struct wire::Describe<core::AccountSecurity> {
  using T = core::AccountSecurity;
  static constexpr auto fields() {
    return wire::fields(field<"disabled">(&T::disabled, {.omit_default = true}),
                        field<"deletion_due_ms">(&T::deletion_due_ms),  // a column of its own is computed from it
                        field<"failed_logins">(&T::failed_logins, {.omit_default = true}),
                        field<"locked_until_ms">(&T::locked_until_ms, {.omit_default = true}),
                        field<"totp_secret">(&T::totp_secret, {.omit_default = true}),
                        field<"totp_enabled">(&T::totp_enabled, {.omit_default = true}),
                        field<"totp_last_step">(&T::totp_last_step, {.omit_default = true}),
                        field<"recovery_codes">(&T::recovery_codes, {.omit_default = true}),
                        field<"discriminator_changed_ms">(&T::discriminator_changed_ms, {.omit_default = true}),
                        field<"policy_seen_ms">(&T::policy_seen_ms, {.omit_default = true}));
  }
};

namespace store::sql {

JsonColumn to_column(const core::AccountSecurity& security) { return column::write_unless_default(security); }
JsonColumn to_column(const core::SystemChannels& channels) { return column::write_unless_default(channels); }
JsonColumn to_column(const std::vector<core::RoleOverride>& overrides) { return column::write(overrides); }
JsonColumn to_column(const std::vector<core::RoleId>& roles) { return column::write(roles); }
JsonColumn to_column(const std::vector<core::UserId>& users) { return column::write(users); }
JsonColumn to_column(const std::vector<core::MessageId>& messages) { return column::write(messages); }
JsonColumn to_column(const std::vector<std::string>& texts) { return column::write(texts); }

void from_column(const JsonColumn& text, core::AccountSecurity& out) { column::read_or_default(text, out); }
void from_column(const JsonColumn& text, core::SystemChannels& out) { column::read_or_default(text, out); }
void from_column(const JsonColumn& text, std::vector<core::RoleOverride>& out) { column::read(text, out); }
void from_column(const JsonColumn& text, std::vector<core::RoleId>& out) { column::read(text, out); }
void from_column(const JsonColumn& text, std::vector<core::UserId>& out) { column::read(text, out); }
void from_column(const JsonColumn& text, std::vector<core::MessageId>& out) { column::read(text, out); }

}  // namespace store::sql
