// Config: checking, the tables of keys, and InstanceInfo. Pure functions.
#include "proto/pandemonium/config.h"

#include "base/utf8.h"

#include <tuple>

namespace pandemonium {
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

std::string url_or(const std::string& url, std::string_view origin, const Scheme& scheme, const std::string& path) {
  return url.empty() ? with_scheme(origin, scheme) + path : url;
}

bool has_scheme(std::string_view url, const Scheme& scheme) {
  for (std::string_view s : {scheme.plain, scheme.secure}) {
    if (url.size() > s.size() && url.substr(0, s.size()) == s) return true;
  }
  return false;
}

}  // namespace

base::Result<void> check(const Config& config) {
  const std::size_t name = base::code_points(config.instance_name);
  if (name < 1 || name > 32) return base::invalid("instance_name", "must have 1 to 32 characters");
  if (config.description) {
    const std::size_t size = base::code_points(*config.description);
    if (size < 1 || size > 2048) return base::invalid("description", "must have 1 to 2048 characters");
  }
  if (!config.oprish_url.empty() && !has_scheme(config.oprish_url, kHttp)) {
    return base::invalid("oprish_url", "must begin with http:// or https://");
  }
  if (!config.effis_url.empty() && !has_scheme(config.effis_url, kHttp)) {
    return base::invalid("effis_url", "must begin with http:// or https://");
  }
  if (!config.pandemonium_url.empty() && !has_scheme(config.pandemonium_url, kWebSocket)) {
    return base::invalid("pandemonium_url", "must begin with ws:// or wss://");
  }
  if (config.message_limit < 1024) return base::invalid("message_limit", "must be at least 1024");
  if (config.bio_limit < 1) return base::invalid("bio_limit", "must be at least 1");
  if (config.file_size == 0) return base::invalid("file_size", "must not be 0");
  if (config.attachment_file_size == 0) return base::invalid("attachment_file_size", "must not be 0");
  if (config.proxy_file_size == 0) return base::invalid("proxy_file_size", "must not be 0");
  if (config.heartbeat_interval_ms < 1000) return base::invalid("heartbeat_interval_ms", "must be at least 1000");
  if (config.heartbeat_timeout_ms <= config.heartbeat_interval_ms) {
    return base::invalid("heartbeat_timeout_ms", "must be longer than heartbeat_interval_ms");
  }
  Config copy = config;
  for (const LimitSetting& l : limit_settings(copy)) {
    if (*l.reset_after == 0 || *l.limit == 0 || (l.file_size_limit != nullptr && *l.file_size_limit == 0)) {
      return base::invalid(l.key, "a rate limit must not be 0");
    }
  }
  return {};
}

std::vector<Setting> settings(Config& config) {
  return {{"instance_name", &config.instance_name},
          {"description", &config.description},
          {"version", &config.version},
          {"oprish_url", &config.oprish_url},
          {"pandemonium_url", &config.pandemonium_url},
          {"effis_url", &config.effis_url},
          {"message_limit", &config.message_limit},
          {"bio_limit", &config.bio_limit},
          {"file_size", &config.file_size},
          {"attachment_file_size", &config.attachment_file_size},
          {"proxy_file_size", &config.proxy_file_size},
          {"heartbeat_interval_ms", &config.heartbeat_interval_ms},
          {"heartbeat_timeout_ms", &config.heartbeat_timeout_ms},
          {"previews", &config.previews},
          {"proxy", &config.proxy},
          {"static_folder", &config.static_folder},
          {"rate_limits_enabled", &config.rate_limits_enabled}};
}

std::vector<LimitSetting> limit_settings(Config& config) {
  std::vector<LimitSetting> list;
  std::apply(
      [&]<typename... F>(const F&... field) {
        (list.push_back({"oprish", F::kName.view(), &(config.rate_limits.oprish.*field.pointer).reset_after,
                         &(config.rate_limits.oprish.*field.pointer).limit, nullptr}),
         ...);
      },
      OprishRateLimits::wire_fields());
  EffisRateLimits& effis = config.rate_limits.effis;
  list.push_back({"effis", "assets", &effis.assets.reset_after, &effis.assets.limit, &effis.assets.file_size_limit});
  list.push_back({"effis", "attachments", &effis.attachments.reset_after, &effis.attachments.limit,
                  &effis.attachments.file_size_limit});
  list.push_back({"effis", "fetch_file", &effis.fetch_file.reset_after, &effis.fetch_file.limit, nullptr});
  list.push_back({"effis", "proxy_file", &effis.proxy_file.reset_after, &effis.proxy_file.limit, nullptr});
  RateLimitConf& gateway = config.rate_limits.pandemonium;
  list.push_back({"", "gateway", &gateway.reset_after, &gateway.limit, nullptr});
  return list;
}

InstanceInfo instance_info(const Config& config, std::string_view origin, bool with_rate_limits) {
  InstanceInfo info;
  info.instance_name = config.instance_name;
  if (config.description) info.description = *config.description;
  info.version = config.version;
  info.message_limit = config.message_limit;
  info.bio_limit = config.bio_limit;
  info.oprish_url = url_or(config.oprish_url, origin, kHttp, config.oprish_path);
  info.pandemonium_url = url_or(config.pandemonium_url, origin, kWebSocket, config.pandemonium_path);
  info.effis_url = url_or(config.effis_url, origin, kHttp, config.effis_path);
  info.file_size = config.file_size;
  info.attachment_file_size = config.attachment_file_size;
  info.email_address = config.email_address;
  if (with_rate_limits) info.rate_limits = config.rate_limits;
  return info;
}

}  // namespace pandemonium
