// Any bytes as each request body of the second protocol, and as the texts in it; the first byte says which. What is refused
// must make an answer; what is accepted must go through translation, and ids that are spelled again must stay the same.
//
// fuzz-deps: bonfire
#include "proto/bonfire/codec.h"
#include "proto/bonfire/embed_special.h"
#include "proto/bonfire/errors.h"
#include "proto/bonfire/file_id.h"
#include "proto/bonfire/routes/input.h"
#include "proto/bonfire/translate.h"

#include <cstdint>
#include <cstdlib>

namespace {

using namespace bonfire;

template <typename T>
void try_body(std::string_view text) {
  const auto value = decode<T>(text);
  if (value) return;
  const int status = value.error().status;
  if ((status != 400 && status != 422) || error_response(value.error()).body.empty()) std::abort();
}

void try_texts(std::string_view text) {
  (void)find_mentions(text);
  (void)reaction_key(text);
  (void)special_of(std::string(text));
  (void)read_username(text);
  (void)read_tag_name(text);
  (void)check_email(text);
  (void)is_blocked(Config(), text);
}

void try_ids(std::string_view text) {
  const core::FileId file = parse_file_id(text);
  if (file != kNoFile && file_id_text(file) != text) std::abort();
  if (const auto user = parse_id<core::UserId>(text); user && to_text(*user).size() != 26) std::abort();
}

using Try = void (*)(std::string_view);
constexpr Try kTries[] = {
    try_texts,
    try_ids,
    try_body<LoginRequest>,
    try_body<AccountCreate>,
    try_body<SessionEdit>,
    try_body<OnboardComplete>,
    try_body<MailRequest>,
    try_body<PasswordReset>,
    try_body<PasswordEdit>,
    try_body<EmailEdit>,
    try_body<AccountDelete>,
    try_body<MfaResponse>,
    try_body<TotpEnable>,
    try_body<WebPushSubscription>,
    try_body<UserEdit>,
    try_body<UsernameEdit>,
    try_body<FriendRequest>,
    try_body<ServerCreate>,
    try_body<ServerEdit>,
    try_body<ServerChannelCreate>,
    try_body<MemberEdit>,
    try_body<BanCreate>,
    try_body<RoleCreate>,
    try_body<RoleEdit>,
    try_body<RolesReorder>,
    try_body<RolePermissionsEdit>,
    try_body<DefaultPermissionsEdit>,
    try_body<GroupCreate>,
    try_body<ChannelEdit>,
    try_body<ChannelDefaultPermissionsEdit>,
    try_body<MessageSend>,
    try_body<MessageEdit>,
    try_body<BulkDelete>,
    try_body<MessageSearch>,
    try_body<EmojiCreate>,
    try_body<EmojiEdit>,
    try_body<SettingsFetch>,
    try_body<SettingsSet>,
    try_body<BotCreate>,
    try_body<BotEdit>,
    try_body<BotInvite>,
    try_body<WebhookCreate>,
    try_body<WebhookEdit>,
    try_body<ReportCreate>,
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  kTries[data[0] % std::size(kTries)](std::string_view(reinterpret_cast<const char*>(data) + 1, size - 1));
  return 0;
}
