// AsyncAPI and the schemas of the gateway's messages. Pure functions.
#include "proto/bonfire/documents.h"
#include "proto/bonfire/wire.h"
#include "wire/asyncapi.h"

#include <array>
#include <stdexcept>

namespace bonfire {
namespace {

using AsyncMessage = wire::asyncapi::Message;
using Sender = AsyncMessage::Sender;

struct Note {
  std::string_view type;
  std::string_view summary;
};
constexpr auto kClientNotes = std::to_array<Note>({
    {"Authenticate", "The token of a session or a bot. Other members are not looked at."},
    {"Ping", "Heartbeat, every 10 to 30 s."},
    {"BeginTyping", "Starts the typing indicator in a channel that one can see."},
    {"EndTyping", "Stops the typing indicator."},
    {"Subscribe", "Asks for UserUpdate of a server's members for 15 minutes; at most 5 servers per connection."},
    {"Pong", "Accepted and ignored."},
});
constexpr auto kServerNotes = std::to_array<Note>({
    {"Error", "Authentication did not work, or was tried a second time."},
    {"Authenticated", "The token was accepted; Ready follows."},
    {"Logout", "The session was ended or the bot's token replaced; the connection closes."},
    {"Bulk", "Several events, to be taken in order."},
    {"Pong", "The answer to Ping, with the same data."},
    {"Ready", "The snapshot. Events follow it."},
    {"Message", "A message was sent."},
    {"MessageUpdate", "A message was edited, pinned or unpinned, or lost all reactions."},
    {"MessageAppend", "Embeds to add to a message."},
    {"MessageDelete", "A message was deleted."},
    {"BulkMessageDelete", "Several messages of a channel were deleted."},
    {"MessageReact", "Somebody reacted to a message."},
    {"MessageUnreact", "A reaction of somebody was removed."},
    {"MessageRemoveReaction", "All reactions with one emoji were removed."},
    {"ChannelCreate", "A channel was created or became visible."},
    {"ChannelUpdate", "A channel changed."},
    {"ChannelDelete", "A channel was deleted or is no longer visible."},
    {"ChannelGroupJoin", "Somebody was added to a group."},
    {"ChannelGroupLeave", "Somebody left a group or was removed from it."},
    {"ChannelStartTyping", "Somebody types in a channel."},
    {"ChannelStopTyping", "Somebody stopped typing."},
    {"ChannelAck", "One read a channel up to a message; sent to one's own connections."},
    {"ServerCreate", "One created or joined a server; sent to one's own connections."},
    {"ServerUpdate", "A server changed."},
    {"ServerDelete", "A server was deleted."},
    {"ServerMemberUpdate", "A member of a server changed."},
    {"ServerMemberJoin", "Somebody joined a server."},
    {"ServerMemberLeave", "Somebody left a server or was removed from it; for oneself it means the server is gone."},
    {"ServerRoleUpdate", "A role was created or changed."},
    {"ServerRoleDelete", "A role was deleted, and with it what named it."},
    {"ServerRoleRanksUpdate", "The roles of a server have a new order."},
    {"UserUpdate", "A user changed, came online or went offline."},
    {"UserRelationship", "One's relationship with somebody changed; sent to one's own connections."},
    {"UserSettingsUpdate", "Settings were written; sent to one's own connections."},
    {"UserPlatformWipe", "A user is gone from the platform; drop what they left."},
    {"EmojiCreate", "A custom emoji was added."},
    {"EmojiUpdate", "A custom emoji was renamed."},
    {"EmojiDelete", "A custom emoji was deleted; messages keep showing it."},
    {"WebhookCreate", "A webhook was created."},
    {"WebhookUpdate", "A webhook changed."},
    {"WebhookDelete", "A webhook was deleted."},
    {"Auth", "Sessions were ended; sent to the connections of those that remain."},
    {"UserSlowmodes", "How long one has to wait before sending again."},
});

template <std::size_t N>
std::string summary_of(const std::array<Note, N>& notes, std::string_view type) {
  for (const Note& note : notes) {
    if (note.type == type) return std::string(note.summary);
  }
  throw std::logic_error("a message without a summary");
}

/// Calls visit.template operator()<M>() for every message type that the server sends.
template <typename Visit, typename... C, typename... E>
void each_server_message(Visit visit, const std::tuple<C...>*, const std::variant<E...>*) {
  (visit.template operator()<C>(), ...);
  (visit.template operator()<E>(), ...);
}
template <typename Visit, typename... M>
void each_client_message(Visit visit, const std::variant<M...>*) {
  (visit.template operator()<M>(), ...);
}
constexpr const ConnectionEvents* kConnectionEvents = nullptr;
constexpr const Event* kEvents = nullptr;
constexpr const ClientMessage* kClientMessages = nullptr;

}  // namespace

std::string asyncapi_document() {
  wire::SchemaSet schemas(wire::SchemaSet::Dialect::asyncapi);
  wire::asyncapi::Document document;
  document.info = {
      "Bonfire", "1",
      "The events gateway: authenticate once, take the snapshot, then apply one event per change. Changes are made "
      "over HTTP. Text frames with JSON, or binary frames with MessagePack, where times are integers (ms)."};
  document.servers.push_back({"here", "127.0.0.1:8080", "ws", "/ws", "The address that GET / of the API tells as `ws`."});
  wire::asyncapi::Channel channel;
  channel.name = "gateway";
  channel.address = "/";
  channel.description = "One connection. Any number of connections per user; each gets each event once.";
  channel.query = {{"version", "1"},
                   {"format", "json or msgpack, for both directions"},
                   {"token", "Authenticates at once"},
                   {"ready", "A member of Ready to send; may be repeated; without it, all that need no choosing"}};
  each_client_message(
      [&]<typename M>() {
        channel.messages.push_back({.name = std::string(M::wire_name),
                                    .sender = Sender::client,
                                    .summary = summary_of(kClientNotes, M::wire_tag),
                                    .description = {},
                                    .payload = schemas.add<M>(wire::Direction::input),
                                    .examples = {}});
      },
      kClientMessages);
  each_server_message(
      [&]<typename M>() {
        channel.messages.push_back({.name = std::string(M::wire_tag),
                                    .sender = Sender::server,
                                    .summary = summary_of(kServerNotes, M::wire_tag),
                                    .description = {},
                                    .payload = schemas.add<M>(wire::Direction::output),
                                    .examples = {}});
      },
      kConnectionEvents, kEvents);
  document.channels.push_back(std::move(channel));
  return wire::asyncapi::write(document, schemas);
}

std::string frame_schemas_document() {
  wire::JsonWriter w;
  w.begin_object();
  each_server_message([&]<typename M>() { w.key(M::wire_tag).raw(wire::schema<M>(wire::Direction::output, true)); },
                      kConnectionEvents, kEvents);
  w.end_object();
  return w.str();
}

}  // namespace bonfire
