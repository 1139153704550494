// AsyncAPI and the schemas of frames. Pure functions.
#include "proto/pandemonium/config.h"
#include "proto/pandemonium/documents.h"
#include "proto/pandemonium/wire.h"
#include "wire/asyncapi.h"

#include <array>
#include <stdexcept>

namespace pandemonium {
namespace {

using AsyncMessage = wire::asyncapi::Message;

struct Note {
  std::string_view op;
  std::string_view summary;
};
constexpr auto kNotes = std::to_array<Note>({
    {"PING", "Heartbeat. The first after a random part of heartbeat_interval, then one every interval."},
    {"AUTHENTICATE", "The token of a session. Ignored on a connection that is authenticated already."},
    {"PONG", "The answer to PING."},
    {"RATE_LIMIT", "Too much was sent: hold back everything for `wait` milliseconds, or be disconnected."},
    {"HELLO", "The first payload of every connection (a RATE_LIMIT may precede it)."},
    {"AUTHENTICATED", "The snapshot: the user and every sphere they are a member of. Events follow it."},
    {"USER_UPDATE", "A user changed. One's own connections get the self view."},
    {"PRESENCE_UPDATE", "A user came online or went offline."},
    {"MESSAGE_CREATE", "A message was written."},
    {"SPHERE_JOIN", "One joined or created a sphere; sent to one's own connections."},
    {"SPHERE_LEAVE", "One left a sphere or was removed from it; sent to one's own connections."},
    {"SPHERE_MEMBER_JOIN", "Somebody else joined a sphere."},
    {"SPHERE_MEMBER_LEAVE", "Somebody else left a sphere or was removed from it."},
    {"CATEGORY_CREATE", "A category was created."},
    {"CATEGORY_UPDATE", "A category changed; the positions of its siblings shift without events."},
    {"CATEGORY_DELETE", "A category was deleted; its channels are now at the end of the default category."},
    {"SPHERE_CHANNEL_CREATE", "A channel was created."},
    {"SPHERE_CHANNEL_UPDATE", "A channel changed; the positions of its siblings shift without events."},
    {"SPHERE_CHANNEL_DELETE", "A channel was deleted."},
    {"SPHERE_UPDATE", "A sphere changed."},
    {"SPHERE_MEMBER_UPDATE", "A member's details in a sphere changed."},
    {"MESSAGE_DELETE", "A message was deleted."},
    {"MESSAGE_UPDATE", "A message was edited; `data` holds what changed."},
    {"MESSAGE_EMBED_POPULATE", "Link previews are ready; append them to the message's embeds."},
    {"EMOJI_CREATE", "A custom emoji was added."},
    {"EMOJI_UPDATE", "A custom emoji was renamed."},
    {"EMOJI_DELETE", "A custom emoji was deleted, and the reactions made with it."},
    {"MESSAGE_REACT", "Somebody reacted to a message."},
    {"MESSAGE_REACTION_DELETE", "Somebody took a reaction back."},
    {"MESSAGE_REACTION_CLEAR", "All reactions of a message were removed."},
});

std::string summary_of(std::string_view op) {
  for (const Note& note : kNotes) {
    if (note.op == op) return std::string(note.summary);
  }
  throw std::logic_error("a payload without a summary");
}

template <typename... P>
void add_messages(std::vector<AsyncMessage>& list, wire::SchemaSet& schemas, AsyncMessage::Sender sender,
                  const std::tuple<P...>*) {
  const auto direction = sender == AsyncMessage::Sender::client ? wire::Direction::input : wire::Direction::output;
  (list.push_back({.name = std::string(P::kOp),
                   .sender = sender,
                   .summary = summary_of(P::kOp),
                   .description = {},
                   .payload = schemas.add<P>(direction),
                   .examples = {}}),
   ...);
}

template <typename... P>
void write_frames(wire::JsonWriter& w, const std::tuple<P...>*) {
  (w.key(P::kOp).raw(wire::schema<P>(wire::Direction::output, true)), ...);
}

constexpr const ServerPayloads* kServerPayloads = nullptr;
constexpr const ClientPayloads* kClientPayloads = nullptr;

}  // namespace

std::string asyncapi_document() {
  const Config config;
  wire::SchemaSet schemas(wire::SchemaSet::Dialect::asyncapi);
  wire::asyncapi::Document document;
  document.info = {
      "Pandemonium", config.version,
      "The gateway: authenticate once, take the snapshot, then apply one event per change. Text frames with one JSON "
      "object each. Every close of the protocol's own has the code 1011; 1012 says that the server restarts."};
  document.servers.push_back(
      {"here", "127.0.0.1:8080", "ws", config.pandemonium_path, "The address that GET / of the REST side tells."});
  wire::asyncapi::Channel channel;
  channel.name = "gateway";
  channel.address = "/";
  channel.description = "One connection. Any number of connections per user; each gets each event once.";
  add_messages(channel.messages, schemas, AsyncMessage::Sender::client, kClientPayloads);
  add_messages(channel.messages, schemas, AsyncMessage::Sender::server, kServerPayloads);
  document.channels.push_back(std::move(channel));
  return wire::asyncapi::write(document, schemas);
}

std::string frame_schemas_document() {
  wire::JsonWriter w;
  w.begin_object();
  write_frames(w, kServerPayloads);
  w.end_object();
  return w.str();
}

}  // namespace pandemonium
