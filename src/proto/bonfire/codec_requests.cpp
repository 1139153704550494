// Request bodies read. One of the few places where wire templates are instantiated.
#include "proto/bonfire/codec.h"
#include "wire/json.h"

namespace bonfire {
namespace {

constexpr int kBadRequest = 400;
constexpr int kUnprocessable = 422;

struct LoginKind {
  std::optional<wire::Raw> mfa_ticket;
  static constexpr auto wire_fields() { return wire::fields(wire::field<"mfa_ticket">(&LoginKind::mfa_ticket)); }
};

}  // namespace

ErrorObject to_error_object(const wire::DecodeError& error) {
  const bool shape = error.kind == wire::DecodeError::Kind::shape && !error.only_limits();
  ErrorObject object;
  object.status = shape ? kUnprocessable : kBadRequest;
  object.type = "FailedValidation";
  object.error = error.text();
  return object;
}

template <typename T>
tl::expected<T, ErrorObject> decode(std::string_view body) {
  auto value = wire::from_json<T>(body);
  if (!value) return tl::unexpected<ErrorObject>(to_error_object(value.error()));
  return std::move(*value);
}

template <>
tl::expected<LoginRequest, ErrorObject> decode(std::string_view body) {
  const auto kind = decode<LoginKind>(body);
  if (!kind) return tl::unexpected<ErrorObject>(kind.error());
  if (kind->mfa_ticket) {
    auto second = decode<MfaLogin>(body);
    if (!second) return tl::unexpected<ErrorObject>(std::move(second.error()));
    return std::move(*second);
  }
  auto first = decode<EmailLogin>(body);
  if (!first) return tl::unexpected<ErrorObject>(std::move(first.error()));
  return std::move(*first);
}

// 3.2, 4.1, 4.4
template tl::expected<AccountCreate, ErrorObject> decode(std::string_view);
template tl::expected<SessionEdit, ErrorObject> decode(std::string_view);
template tl::expected<OnboardComplete, ErrorObject> decode(std::string_view);
template tl::expected<MailRequest, ErrorObject> decode(std::string_view);
template tl::expected<PasswordReset, ErrorObject> decode(std::string_view);
template tl::expected<PasswordEdit, ErrorObject> decode(std::string_view);
template tl::expected<EmailEdit, ErrorObject> decode(std::string_view);
template tl::expected<AccountDelete, ErrorObject> decode(std::string_view);
template tl::expected<MfaResponse, ErrorObject> decode(std::string_view);
template tl::expected<TotpEnable, ErrorObject> decode(std::string_view);
template tl::expected<WebPushSubscription, ErrorObject> decode(std::string_view);

// 3.3
template tl::expected<UserEdit, ErrorObject> decode(std::string_view);
template tl::expected<UsernameEdit, ErrorObject> decode(std::string_view);
template tl::expected<FriendRequest, ErrorObject> decode(std::string_view);

// 3.4
template tl::expected<ServerCreate, ErrorObject> decode(std::string_view);
template tl::expected<ServerEdit, ErrorObject> decode(std::string_view);
template tl::expected<ServerChannelCreate, ErrorObject> decode(std::string_view);
template tl::expected<MemberEdit, ErrorObject> decode(std::string_view);
template tl::expected<BanCreate, ErrorObject> decode(std::string_view);
template tl::expected<RoleCreate, ErrorObject> decode(std::string_view);
template tl::expected<RoleEdit, ErrorObject> decode(std::string_view);
template tl::expected<RolesReorder, ErrorObject> decode(std::string_view);
template tl::expected<RolePermissionsEdit, ErrorObject> decode(std::string_view);
template tl::expected<DefaultPermissionsEdit, ErrorObject> decode(std::string_view);

// 3.5
template tl::expected<GroupCreate, ErrorObject> decode(std::string_view);
template tl::expected<ChannelEdit, ErrorObject> decode(std::string_view);
template tl::expected<ChannelDefaultPermissionsEdit, ErrorObject> decode(std::string_view);

// 3.6, 3.8
template tl::expected<MessageSend, ErrorObject> decode(std::string_view);
template tl::expected<MessageEdit, ErrorObject> decode(std::string_view);
template tl::expected<BulkDelete, ErrorObject> decode(std::string_view);
template tl::expected<MessageSearch, ErrorObject> decode(std::string_view);
template tl::expected<EmojiCreate, ErrorObject> decode(std::string_view);
template tl::expected<EmojiEdit, ErrorObject> decode(std::string_view);

// 3.10, 3.11
template tl::expected<SettingsFetch, ErrorObject> decode(std::string_view);
template tl::expected<SettingsSet, ErrorObject> decode(std::string_view);
template tl::expected<BotCreate, ErrorObject> decode(std::string_view);
template tl::expected<BotEdit, ErrorObject> decode(std::string_view);
template tl::expected<BotInvite, ErrorObject> decode(std::string_view);

// 4.2, 4.3
template tl::expected<WebhookCreate, ErrorObject> decode(std::string_view);
template tl::expected<WebhookEdit, ErrorObject> decode(std::string_view);
template tl::expected<ReportCreate, ErrorObject> decode(std::string_view);

}  // namespace bonfire
