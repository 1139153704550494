// Config: checking, the table of keys, what clients are told of it. Pure functions.
#include "proto/bonfire/config.h"

#include "core/id_generator.h"
#include "proto/bonfire/wire_ids.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <optional>

namespace bonfire {
namespace {

struct Scheme {
  std::string_view plain, secure;
};
constexpr Scheme kHttp{"http://", "https://"};
constexpr Scheme kWebSocket{"ws://", "wss://"};

/// The same address under another scheme.
std::string with_scheme(std::string_view origin, const Scheme& scheme) {
  const std::size_t at = origin.find("://");
  if (at == std::string_view::npos) return std::string(scheme.plain).append(origin);
  const bool secure = origin.substr(0, at) == "https" || origin.substr(0, at) == "wss";
  return std::string(secure ? scheme.secure : scheme.plain).append(origin.substr(at + 3));
}

std::string url_or(const std::string& url, std::string_view origin, const Scheme& scheme, std::string_view path) {
  return url.empty() ? with_scheme(origin, scheme).append(path) : url;
}

base::Result<void> check_url(std::string_view key, std::string_view url, const Scheme& scheme) {
  if (url.empty()) return {};
  if (!url.starts_with(scheme.plain) && !url.starts_with(scheme.secure)) {
    return base::invalid(key, "must begin with " + std::string(scheme.plain) + " or " + std::string(scheme.secure));
  }
  if (url.ends_with('/')) return base::invalid(key, "must not end with a slash");
  return {};
}

/// YYYY-MM-DD.
std::optional<std::int64_t> parse_day(std::string_view text) {
  int year = 0;
  unsigned month = 0, day = 0;
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto number = [&](std::size_t at, std::size_t size, auto& value) {
    const char* end = text.data() + at + size;
    const auto [stopped, error] = std::from_chars(text.data() + at, end, value);
    return error == std::errc() && stopped == end && text[at] != '-';
  };
  if (!number(0, 4, year) || !number(5, 2, month) || !number(8, 2, day)) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)};
  if (!date.ok()) return std::nullopt;
  return std::chrono::milliseconds(std::chrono::sys_days(date).time_since_epoch()).count();
}

std::string_view next_word(std::string_view& rest) {
  const std::string_view word = rest.substr(0, rest.find(' '));
  rest.remove_prefix(std::min(rest.size(), word.size() + 1));
  return word;
}

std::optional<PolicyNotice> parse_notice(std::string_view text) {
  const auto created = parse_day(next_word(text));
  const auto effective = parse_day(next_word(text));
  PolicyNotice notice;
  notice.url = next_word(text);
  notice.description = text;
  if (!created || !effective || !check_url("", notice.url, kHttp) || notice.url.empty() || text.empty()) return std::nullopt;
  notice.created_ms = *created;
  notice.effective_ms = *effective;
  return notice;
}

void add_user_limits(std::vector<Setting>& list, UserLimits& limits, const std::string& prefix) {
  list.push_back(
      {prefix + "outgoing_friend_requests", "Unanswered requests for friendship.", &limits.outgoing_friend_requests});
  list.push_back({prefix + "bots", "Bots that one person may own.", &limits.bots});
  list.push_back({prefix + "message_length", "Bytes in a message.", &limits.message_length});
  list.push_back({prefix + "message_attachments", "Files with a message.", &limits.message_attachments});
  list.push_back({prefix + "servers", "Servers that one person may be in.", &limits.servers});
  list.push_back({prefix + "voice_quality", "Bits per second of voice that clients are told.", &limits.voice_quality});
  for (auto& [tag, size] : limits.file_upload_size_limits) {
    list.push_back({prefix + tag + "_file_size", "Size of one uploaded as " + tag + ".", &size});
  }
}

void add_rate_limits(std::vector<Setting>& list, RateLimits& limits) {
  const std::string kDoc = "Calls in 10 seconds, per session or address.";
  list.push_back({"rate_limits.user_edit", kDoc, &limits.user_edit});
  list.push_back({"rate_limits.default_avatar", kDoc, &limits.default_avatar});
  list.push_back({"rate_limits.users", kDoc, &limits.users});
  list.push_back({"rate_limits.bots", kDoc, &limits.bots});
  list.push_back({"rate_limits.messaging", kDoc, &limits.messaging});
  list.push_back({"rate_limits.channels", kDoc, &limits.channels});
  list.push_back({"rate_limits.servers", kDoc, &limits.servers});
  list.push_back({"rate_limits.auth", kDoc, &limits.auth});
  list.push_back({"rate_limits.auth_delete", kDoc, &limits.auth_delete});
  list.push_back({"rate_limits.safety_report", kDoc, &limits.safety_report});
  list.push_back({"rate_limits.safety", kDoc, &limits.safety});
  list.push_back({"rate_limits.swagger", kDoc, &limits.swagger});
  list.push_back({"rate_limits.any", kDoc, &limits.any});
  list.push_back({"rate_limits.upload", "Uploads in 10 seconds, per kind of file and session or address.", &limits.upload});
  list.push_back({"rate_limits.gateway", "Connections to the gateway in 10 seconds, per address.", &limits.gateway});
}

}  // namespace

NodeLimits default_limits() {
  NodeLimits limits;
  limits.default_user.file_upload_size_limits = {{"attachments", 20'000'000}, {"avatars", 4'000'000},
                                                 {"backgrounds", 6'000'000},  {"icons", 2'500'000},
                                                 {"banners", 6'000'000},      {"emojis", 500'000}};
  limits.new_user = limits.default_user;
  limits.new_user.outgoing_friend_requests = 5;
  limits.new_user.bots = 2;
  limits.new_user.servers = 50;
  limits.new_user.video_resolution = {1080, 720};
  return limits;
}

base::Result<void> check(const Config& config) {
  if (auto ok = check_url("api_url", config.api_url, kHttp); !ok) return ok;
  if (auto ok = check_url("ws_url", config.ws_url, kWebSocket); !ok) return ok;
  if (auto ok = check_url("autumn_url", config.autumn_url, kHttp); !ok) return ok;
  if (auto ok = check_url("january_url", config.january_url, kHttp); !ok) return ok;
  if (auto ok = check_url("app_url", config.app_url, kHttp); !ok) return ok;
  for (const std::string& id : config.limits.global.restrict_server_creation) {
    if (!parse_id<core::UserId>(id)) return base::invalid("limits.restrict_server_creation", "must be ids of people");
  }
  for (const std::string& text : config.policy_changes) {
    if (!parse_notice(text)) return base::invalid("policy_changes", "must be \"YYYY-MM-DD YYYY-MM-DD address text\"");
  }
  if (config.invite_only && config.account_invites.empty()) {
    return base::invalid("account_invites", "must not be empty while invite_only is on");
  }
  Config copy = config;
  for (const Setting& setting : settings(copy)) {
    if (!setting.key.starts_with("rate_limits.")) continue;
    const auto* limit = std::get_if<std::uint32_t*>(&setting.value);
    if (limit != nullptr && **limit == 0) return base::invalid(setting.key, "must not be 0");
  }
  return {};
}

std::vector<Setting> settings(Config& config) {
  GlobalLimits& global = config.limits.global;
  std::vector<Setting> list = {
      {"version", "The version of the interface that clients are told.", &config.version},
      {"api_url", "The API's address told to clients. Empty: the host they came to.", &config.api_url},
      {"ws_url", "The gateway's address told to clients, ws:// or wss://. Empty: the host they came to.", &config.ws_url},
      {"autumn_url", "The file service's address told to clients. Empty: the host they came to.", &config.autumn_url},
      {"january_url", "The link proxy's address told to clients. Empty: the host they came to.", &config.january_url},
      {"app_url",
       "The web client, also for links in mails. Empty: the host that clients came to; mails then have paths only.",
       &config.app_url},
      {"january", "Whether a link proxy is offered and links in messages get previews. Private addresses are never fetched.",
       &config.january},
      {"january_file_size", "Bytes of an image or a video that the link proxy passes on.", &config.january_file_size},
      {"moderation_token", "What X-Admin-Token must be to see every file. Empty: nobody can.", &config.moderation_token},
      {"webhooks_enabled", "Whether webhooks can be made and used.", &config.webhooks_enabled},
      {"invite_only", "Whether making an account takes one of account_invites.", &config.invite_only},
      {"account_invites", "Codes that let people make accounts while invite_only is on.", &config.account_invites},
      {"blocked_email_domains", "Domains whose addresses cannot be used for accounts.", &config.blocked_email_domains},
      {"blocked_email_note", "What somebody with such an address is told.", &config.blocked_email_note},
      {"null_for_empty", "Answer \"null\" where there is no body, for clients that read every answer as JSON.",
       &config.null_for_empty},
      {"deletion_delay_s", "Seconds from asking for an account's deletion to the deletion.", &config.deletion_delay_s},
      {"policy_changes", "What people are told until they acknowledge it: \"YYYY-MM-DD YYYY-MM-DD address text\".",
       &config.policy_changes},
      {"terms_of_service", "An address shown to people.", &config.legal_links.terms_of_service},
      {"privacy_policy", "An address shown to people.", &config.legal_links.privacy_policy},
      {"guidelines", "An address shown to people.", &config.legal_links.guidelines},
      {"vapid", "The public key for Web Push that clients are told.", &config.vapid},
      {"origin_url", "Where this server's source is.", &config.origin_url},
      {"limits.group_size", "People in a group.", &global.group_size},
      {"limits.message_embeds", "Embeds in a message.", &global.message_embeds},
      {"limits.message_replies", "Messages that one message answers.", &global.message_replies},
      {"limits.message_reactions", "Different reactions to a message.", &global.message_reactions},
      {"limits.server_emoji", "Emojis of a server.", &global.server_emoji},
      {"limits.server_roles", "Roles of a server.", &global.server_roles},
      {"limits.server_channels", "Channels of a server.", &global.server_channels},
      {"limits.body_limit_size", "Size of an upload with everything around it.", &global.body_limit_size},
      {"limits.restrict_server_creation", "Ids of those who may make servers. Empty: everybody.",
       &global.restrict_server_creation},
      {"limits.new_user_hours", "How long somebody counts as new.", &global.new_user_hours},
      {"rate_limits_enabled", "Off: limits are told to clients and nothing is refused.", &config.rate_limits_enabled},
  };
  add_user_limits(list, config.limits.new_user, "limits.new_user.");
  add_user_limits(list, config.limits.default_user, "limits.default.");
  add_rate_limits(list, config.rate_limits);
  return list;
}

NodeConfig node_config(const Config& config, std::string_view origin, bool email) {
  NodeConfig node;
  node.revolt = config.version;
  node.features.email = email;
  node.features.invite_only = config.invite_only;
  node.features.autumn = {true, autumn_url(config, origin)};
  if (config.january) node.features.january = {true, url_or(config.january_url, origin, kHttp, config.january_path)};
  node.features.limits = config.limits;
  node.features.legal_links = config.legal_links;
  node.ws = url_or(config.ws_url, origin, kWebSocket, config.ws_path);
  node.app = app_url(config, origin);
  node.vapid = config.vapid;
  node.build.semver = config.version;
  node.build.origin_url = config.origin_url;
  return node;
}

std::string autumn_url(const Config& config, std::string_view origin) {
  return url_or(config.autumn_url, origin, kHttp, config.autumn_path);
}
std::string app_url(const Config& config, std::string_view origin) { return url_or(config.app_url, origin, kHttp, ""); }

const UserLimits& limits_of(const Config& config, core::UserId user, std::int64_t now_ms) {
  const auto new_for_ms = static_cast<std::int64_t>(config.limits.global.new_user_hours) * 3'600'000;
  const bool is_new = now_ms - core::unix_ms_of_id(user.value) < new_for_ms;
  return is_new ? config.limits.new_user : config.limits.default_user;
}

service::Limits service_limits(const Config& config, core::UserId user, std::int64_t now_ms) {
  const GlobalLimits& global = config.limits.global;
  service::Limits limits;
  limits.communities = static_cast<std::uint32_t>(limits_of(config, user, now_ms).servers);
  limits.channels = static_cast<std::uint32_t>(global.server_channels);
  limits.roles = static_cast<std::uint32_t>(global.server_roles);
  limits.emojis = static_cast<std::uint32_t>(global.server_emoji);
  limits.group_members = static_cast<std::uint32_t>(global.group_size);
  return limits;
}

bool may_create_servers(const Config& config, core::UserId user) {
  const auto& allowed = config.limits.global.restrict_server_creation;
  return allowed.empty() || std::ranges::find(allowed, to_text(user)) != allowed.end();
}

std::vector<PolicyNotice> policy_notices(const Config& config, std::int64_t seen_ms) {
  std::vector<PolicyNotice> notices;
  for (const std::string& text : config.policy_changes) {
    auto notice = parse_notice(text);
    if (notice && notice->created_ms > seen_ms) notices.push_back(*std::move(notice));
  }
  return notices;
}

}  // namespace bonfire
