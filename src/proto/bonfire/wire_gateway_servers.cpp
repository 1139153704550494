// Events that are put together of several parts. Pure functions, any thread.
#include "proto/bonfire/wire_gateway_servers.h"

namespace bonfire {

ServerWithChannels with_channels(const Server& server, std::vector<Channel> channels) {
  ServerWithChannels whole;
  whole.id = server.id;
  whole.owner = server.owner;
  whole.name = server.name;
  whole.description = server.description;
  whole.channels = std::move(channels);
  whole.categories = server.categories;
  whole.system_messages = server.system_messages;
  whole.roles = server.roles;
  whole.default_permissions = server.default_permissions;
  whole.icon = server.icon;
  whole.banner = server.banner;
  whole.flags = server.flags;
  whole.nsfw = server.nsfw;
  whole.analytics = server.analytics;
  whole.discoverable = server.discoverable;
  whole.approximate_member_count = server.approximate_member_count;
  return whole;
}

ServerCreateEvent server_created(Server server, std::vector<Channel> visible_channels, std::vector<Emoji> emojis) {
  ServerCreateEvent event;
  event.id = server.id;
  event.merged = with_channels(server, std::move(visible_channels));
  event.server = std::move(server);
  event.emojis = std::move(emojis);
  return event;
}

}  // namespace bonfire
