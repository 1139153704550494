// Answers of the HTTP services, exactly: what is left out, what is null, what is renamed.
#include "proto/bonfire/codec.h"
#include "tests/support/json_compare.h"

#include <doctest/doctest.h>

namespace {

using namespace bonfire;
using testing_support::canonical;

constexpr core::UserId kAda{6566726860801};
constexpr core::CommunityId kWorkshop{6566726860802};
constexpr core::ChannelId kGeneral{6566726860803};
constexpr core::FileId kPlan{6566798950402};

/// `wanted` with $ada, $workshop, $general and $plan put in.
template <typename T>
void check(const T& value, std::string wanted) {
  const std::pair<std::string_view, std::string> names[] = {{"$ada", to_text(kAda)},
                                                            {"$workshop", to_text(kWorkshop)},
                                                            {"$general", to_text(kGeneral)},
                                                            {"$plan", to_text(kPlan)}};
  for (const auto& [name, text] : names) {
    for (std::size_t at = wanted.find(name); at != std::string::npos; at = wanted.find(name)) {
      wanted.replace(at, name.size(), text);
    }
  }
  CHECK(canonical(encode(value)) == canonical(wanted));
}

User ada() {
  User user;
  user.id = kAda;
  user.username = "ada";
  user.discriminator = "0042";
  user.relationship = RelationshipStatus::user;
  user.online = true;
  return user;
}
constexpr std::string_view kAdaText =
    R"({"_id":"$ada","username":"ada","discriminator":"0042","relationship":"User","online":true})";

Server workshop() {
  Server server;
  server.id = kWorkshop;
  server.owner = kAda;
  server.name = "Workshop";
  server.channels = {kGeneral};
  server.default_permissions = 77014766592;
  server.approximate_member_count = 1;
  return server;
}
Channel general() {
  TextChannel channel;
  channel.id = kGeneral;
  channel.server = kWorkshop;
  channel.name = "General";
  return channel;
}
constexpr std::string_view kGeneralText =
    R"({"channel_type":"TextChannel","_id":"$general","server":"$workshop","name":"General"})";

TEST_CASE("3.2 the three answers to a log-in") {
  Session session;
  session.id = core::LoginSessionId(kGeneral.value);
  session.user_id = kAda;
  session.token = "t";
  session.name = "Laptop";
  session.last_seen = wire::Timestamp{1712946343511};
  session.origin = "prod";
  check(LoginResponse(session), R"({"result":"Success","_id":"$general","user_id":"$ada","token":"t","name":"Laptop",
                                    "last_seen":"2024-04-12T18:25:43.511Z","origin":"prod"})");
  check(LoginResponse(MfaRequired{"t", {MfaMethod::totp, MfaMethod::recovery}}),
        R"({"result":"MFA","ticket":"t","allowed_methods":["Totp","Recovery"]})");
  check(LoginResponse(AccountDisabled{kAda}), R"({"result":"Disabled","user_id":"$ada"})");
  check(SessionInfo{session.id, "Laptop"}, R"({"_id":"$general","name":"Laptop"})");
}

TEST_CASE("3.4 servers, members, bans") {
  check(ServerCreateResponse{workshop(), {general()}},
        R"({"server":{"_id":"$workshop","owner":"$ada","name":"Workshop","channels":["$general"],
             "default_permissions":77014766592,"approximate_member_count":1},"channels":[)" +
            std::string(kGeneralText) + "]}");
  check(with_channels(workshop(), {general()}),
        R"({"_id":"$workshop","owner":"$ada","name":"Workshop","default_permissions":77014766592,
            "approximate_member_count":1,"channels":[)" +
            std::string(kGeneralText) + "]}");
  Member member;
  member.id = {kWorkshop, kAda};
  member.joined_at = wire::Timestamp{1712946000000};
  check(MembersResponse{{member}, {ada()}},
        R"({"members":[{"_id":{"server":"$workshop","user":"$ada"},"joined_at":"2024-04-12T18:20:00.000Z"}],"users":[)" +
            std::string(kAdaText) + "]}");
  check(MemberWithRoles{member, {}},
        R"({"member":{"_id":{"server":"$workshop","user":"$ada"},"joined_at":"2024-04-12T18:20:00.000Z"},"roles":{}})");
  check(ServerBan{{kWorkshop, kAda}, {}}, R"({"_id":{"server":"$workshop","user":"$ada"},"reason":null})");
  check(BanList{{{kAda, "ada", "0042", {}}}, {{{kWorkshop, kAda}, "spam"}}},
        R"({"users":[{"_id":"$ada","username":"ada","discriminator":"0042","avatar":null}],
            "bans":[{"_id":{"server":"$workshop","user":"$ada"},"reason":"spam"}]})");
}

TEST_CASE("3.5, 3.9 invites") {
  check(Invite(ServerInvite{"q7Wm2Rtb", kWorkshop, kAda, kGeneral}),
        R"({"type":"Server","_id":"q7Wm2Rtb","server":"$workshop","creator":"$ada","channel":"$general"})");
  check(Invite(GroupInvite{"q7Wm2Rtb", kAda, kGeneral}),
        R"({"type":"Group","_id":"q7Wm2Rtb","creator":"$ada","channel":"$general"})");
  ServerInviteResponse response;
  response.code = "q7Wm2Rtb";
  response.server_id = kWorkshop;
  response.server_name = "Workshop";
  response.channel_id = kGeneral;
  response.channel_name = "General";
  response.user_name = "ada";
  response.member_count = 1;
  check(InviteResponse(response), R"({"type":"Server","code":"q7Wm2Rtb","server_id":"$workshop","server_name":"Workshop",
                                      "channel_id":"$general","channel_name":"General",
                                      "user_name":"ada","member_count":1})");
}

TEST_CASE("3.10, 3.11 settings, unreads, bots") {
  check(UserSettings{{"ordering", {1712946343511, R"({"servers":[]})"}}},
        R"({"ordering":[1712946343511,"{\"servers\":[]}"]})");
  check(UserSettings(), "{}");
  check(std::vector<ChannelUnread>{{{kGeneral, kAda}, {}, {}}}, R"([{"_id":{"channel":"$general","user":"$ada"}}])");
  Bot bot;
  bot.id = bot.owner = kAda;
  bot.token = "t";
  check(BotWithUser{bot, ada()},
        R"({"_id":"$ada","owner":"$ada","token":"t","public":false,"user":)" + std::string(kAdaText) + "}");
  check(PublicBot{kAda, "ada", kPlan, {}}, R"({"_id":"$ada","username":"ada","avatar":"$plan"})");
}

TEST_CASE("4.1 accounts") {
  MfaTicket ticket{"id", kAda, "t", true, false, {}};
  const std::string text =
      R"({"_id":"id","account_id":"$ada","token":"t","validated":true,"authorised":false,"last_totp_code":null})";
  check(ticket, text);
  check(VerifyResponse(VerifyAnswer{ticket}), "{\"ticket\":" + text + "}");
  check(VerifyResponse(), "null");
  const auto status = [](const std::string& offered) {
    return R"({"email_otp":false,"trusted_handover":false,"email_mfa":false,"totp_mfa":)" + offered +
           R"(,"security_key_mfa":false,"recovery_active":)" + offered + "}";
  };
  check(MfaStatus(), status("false"));
  check(MfaStatus{true, true}, status("true"));
}

TEST_CASE("4.2, 4.7, 5 webhooks, audit log, files") {
  Webhook webhook;
  webhook.id = core::WebhookId(kAda.value);
  webhook.name = "builds";
  webhook.creator_id = kAda;
  webhook.channel_id = kGeneral;
  webhook.permissions = 876609536;
  webhook.token = "t";
  check(webhook, R"({"id":"$ada","name":"builds","creator_id":"$ada","channel_id":"$general","permissions":876609536,
                     "token":"t"})");
  check(ResponseWebhook{webhook.id, "builds", {}, kGeneral, 1},
        R"({"id":"$ada","name":"builds","avatar":null,"channel_id":"$general","permissions":1})");
  AuditLogEntry entry{core::AuditEntryId(kGeneral.value), kWorkshop, {}, kAda, {}, MemberKickAudit{kAda}};
  check(AuditLogResponse{{entry}, {}, {}},
        R"({"audit_logs":[{"_id":"$general","server":"$workshop","reason":null,"user":"$ada","target":null,
            "action":{"type":"MemberKick","user":"$ada"}}],"users":[],"members":[]})");
  File file{kPlan, FileTag::attachments, "plan.png", ImageMetadata{640, 480, {}, false}, "image/png", 48213};
  check(UserProfile{{}, file}, R"({"background":{"_id":"$plan","tag":"attachments","filename":"plan.png","metadata":
        {"type":"Image","width":640,"height":480,"thumbhash":null,"animated":false},
        "content_type":"image/png","size":48213}})");
  check(UserProfile(), "{}");
}

TEST_CASE("1.6 errors show what belongs to their type") {
  ErrorObject error;
  error.type = "TooManyAttachments";
  error.max = 5;
  check(error, R"({"type":"TooManyAttachments","max":5,"location":""})");
  ErrorObject contact;
  contact.type = "DisallowedContactSupport";
  contact.note = "Write to us.";
  contact.location.reset();
  check(contact, R"({"type":"DisallowedContactSupport","note":"Write to us."})");
  check(RateLimited{4213}, R"({"retry_after":4213})");
}

TEST_CASE("9 the node's configuration") {
  NodeConfig node;
  node.revolt = node.build.semver = "0.15.1";
  node.features.autumn = {true, "http://chat.example.org:14704"};
  node.features.limits.new_user.outgoing_friend_requests = 5;
  node.features.limits.new_user.bots = 2;
  node.features.limits.new_user.servers = 50;
  node.features.limits.new_user.video_resolution = {1080, 720};
  node.features.limits.default_user.file_upload_size_limits = {{"emojis", 500000}};
  node.ws = "ws://chat.example.org:14703";
  node.app = "http://chat.example.org:5000";
  check(node, R"({"revolt":"0.15.1","features":{"captcha":{"enabled":false,"key":""},"email":false,"invite_only":false,
    "autumn":{"enabled":true,"url":"http://chat.example.org:14704"},"january":{"enabled":false,"url":""},
    "livekit":{"enabled":false,"nodes":[]},"voso":{"enabled":false,"url":"","ws":""},
    "limits":{"global":{"group_size":100,"message_embeds":5,"message_replies":5,"message_reactions":20,"server_emoji":100,
        "server_roles":200,"server_channels":200,"body_limit_size":20000000,"restrict_server_creation":[],
        "new_user_hours":72},
      "new_user":{"outgoing_friend_requests":5,"bots":2,"message_length":2000,"message_attachments":5,"servers":50,
        "voice_quality":16000,"video":true,"video_resolution":[1080,720],"video_aspect_ratio":[0.3,2.5],
        "file_upload_size_limits":{}},
      "default":{"outgoing_friend_requests":10,"bots":5,"message_length":2000,"message_attachments":5,"servers":100,
        "voice_quality":16000,"video":true,"video_resolution":[1280,720],"video_aspect_ratio":[0.3,2.5],
        "file_upload_size_limits":{"emojis":500000}}},
    "legal_links":{"terms_of_service":"","privacy_policy":"","guidelines":""}},
    "ws":"ws://chat.example.org:14703","app":"http://chat.example.org:5000","vapid":"",
    "build":{"commit_sha":"","commit_timestamp":"","semver":"0.15.1","origin_url":"","timestamp":""}})");
}

}  // namespace
