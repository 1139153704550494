// Answers of the HTTP services as JSON. One of the few places where wire templates are instantiated.
#include "proto/bonfire/codec.h"
#include "wire/json.h"

namespace bonfire {

template <typename T>
std::string encode(const T& answer) {
  return wire::to_json(answer);
}

template std::string encode(const NodeConfig&);
template std::string encode(const ErrorObject&);
template std::string encode(const RateLimited&);
template std::string encode(const RateLimitInfo&);

// 3.2, 4.1
template std::string encode(const LoginResponse&);
template std::string encode(const SessionInfo&);
template std::string encode(const std::vector<SessionInfo>&);
template std::string encode(const OnboardingStatus&);
template std::string encode(const AccountInfo&);
template std::string encode(const VerifyResponse&);
template std::string encode(const MfaTicket&);
template std::string encode(const MfaStatus&);
template std::string encode(const std::vector<MfaMethod>&);
template std::string encode(const std::vector<std::string>&);
template std::string encode(const TotpSecret&);
template std::string encode(const WebPushSubscription&);

// 3.3
template std::string encode(const User&);
template std::string encode(const std::vector<User>&);
template std::string encode(const UserProfile&);
template std::string encode(const FlagResponse&);
template std::string encode(const MutualResponse&);

// 3.4
template std::string encode(const Server&);
template std::string encode(const ServerWithChannels&);
template std::string encode(const ServerCreateResponse&);
template std::string encode(const Member&);
template std::string encode(const MemberWithRoles&);
template std::string encode(const MembersResponse&);
template std::string encode(const ServerBan&);
template std::string encode(const BanList&);
template std::string encode(const Invite&);
template std::string encode(const std::vector<Invite>&);
template std::string encode(const Role&);
template std::string encode(const NewRole&);
template std::string encode(const AuditLogResponse&);

// 3.5
template std::string encode(const Channel&);
template std::string encode(const std::vector<Channel>&);

// 3.6, 3.8, 3.9
template std::string encode(const Message&);
template std::string encode(const std::vector<Message>&);
template std::string encode(const MessagesWithUsers&);
template std::string encode(const Emoji&);
template std::string encode(const std::vector<Emoji>&);
template std::string encode(const InviteResponse&);
template std::string encode(const InviteJoinResponse&);

// 3.10, 3.11
template std::string encode(const UserSettings&);
template std::string encode(const std::vector<ChannelUnread>&);
template std::string encode(const BotWithUser&);
template std::string encode(const OwnedBots&);
template std::string encode(const FetchedBot&);
template std::string encode(const PublicBot&);

// 4.2, 5, 6
template std::string encode(const Webhook&);
template std::string encode(const std::vector<Webhook>&);
template std::string encode(const ResponseWebhook&);
template std::string encode(const UploadResponse&);
template std::string encode(const AutumnRoot&);
template std::string encode(const JanuaryRoot&);
template std::string encode(const Embed&);

}  // namespace bonfire
