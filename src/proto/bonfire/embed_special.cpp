// Addresses of players. Pure functions.
#include "proto/bonfire/embed_special.h"

#include "service/url.h"

#include <algorithm>
#include <string_view>
#include <vector>

namespace bonfire {
namespace {

constexpr std::size_t kIdMax = 64;

bool is_id(std::string_view text) {
  const auto plain = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
  };
  return !text.empty() && text.size() <= kIdMax && std::all_of(text.begin(), text.end(), plain);
}

/// The path's segments; none of them when one is no id.
std::vector<std::string_view> segments(std::string_view path) {
  std::vector<std::string_view> list;
  while (!path.empty()) {
    path.remove_prefix(1);
    const std::string_view part = path.substr(0, path.find('/'));
    path.remove_prefix(part.size());
    if (part.empty() && path.empty()) break;  // a slash at the end
    if (!is_id(part)) return {};
    list.push_back(part);
  }
  return list;
}

template <typename Content>
Special content(std::string_view type, std::string_view id) {
  return Content{std::string(type), std::string(id)};
}

std::optional<Special> twitch(const std::vector<std::string_view>& path) {
  if (path.size() == 1) return content<TwitchSpecial>("Channel", path[0]);
  if (path.size() == 2 && path[0] == "videos") return content<TwitchSpecial>("Video", path[1]);
  if (path.size() == 3 && path[1] == "clip") return content<TwitchSpecial>("Clip", path[2]);
  return std::nullopt;
}

std::optional<Special> spotify(std::vector<std::string_view> path) {
  if (!path.empty() && path[0].starts_with("intl-")) path.erase(path.begin());
  constexpr std::string_view kTypes[] = {"track", "user", "artist", "album", "playlist", "episode", "show"};
  if (path.size() != 2 || std::ranges::find(kTypes, path[0]) == std::end(kTypes)) return std::nullopt;
  return content<SpotifySpecial>(path[0], path[1]);
}

/// /{country}/album/{name}/{album}?i={track}
std::optional<Special> apple_music(const std::vector<std::string_view>& path, std::string_view query) {
  if (path.size() != 4 || path[1] != "album") return std::nullopt;
  AppleMusicSpecial special{std::string(path[3]), service::query_parameter(query, "i")};
  if (special.track_id && !is_id(*special.track_id)) special.track_id.reset();
  return special;
}

}  // namespace

std::optional<Special> special_of(const std::string& url) {
  const auto parts = service::parse_url(url);
  if (!parts) return std::nullopt;
  std::string_view host = parts->host;
  if (host.starts_with("www.")) host.remove_prefix(4);
  // Names in Apple's paths may be of any script.
  if (host == "music.apple.com") {
    std::string path = parts->path;
    const std::size_t name = path.find("/album/");
    const std::size_t end = name == std::string::npos ? name : path.find('/', name + 7);
    if (end == std::string::npos) return std::nullopt;
    path.replace(name + 7, end - name - 7, "name");
    return apple_music(segments(path), parts->query);
  }
  const std::vector<std::string_view> path = segments(parts->path);
  if (host == "twitch.tv" || host == "m.twitch.tv") return twitch(path);
  if (host == "clips.twitch.tv" && path.size() == 1) return content<TwitchSpecial>("Clip", path[0]);
  if (host == "open.spotify.com") return spotify(path);
  if (host == "lightspeed.tv" && path.size() == 1) return content<LightspeedSpecial>("Channel", path[0]);
  if (host == "soundcloud.com" && path.size() >= 2) return SoundcloudSpecial{};
  if (host == "streamable.com" && path.size() == 1) return StreamableSpecial{std::string(path[0])};
  return std::nullopt;
}

}  // namespace bonfire
