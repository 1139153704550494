// Writes AsyncAPI 3.0. Pure functions.
#include "wire/asyncapi.h"

#include <algorithm>

namespace wire::asyncapi {
namespace {

void describe(JsonWriter& w, std::string_view key, const std::string& text) {
  if (!text.empty()) w.member(key, text);
}

void write_ref(JsonWriter& w, const std::string& target) { w.begin_object().member("$ref", target).end_object(); }

void write_servers(JsonWriter& w, const std::vector<Server>& servers) {
  if (servers.empty()) return;
  w.key("servers").begin_object();
  for (const Server& s : servers) {
    w.key(s.name).begin_object().member("host", s.host).member("protocol", s.protocol);
    describe(w, "pathname", s.pathname);
    describe(w, "description", s.description);
    w.end_object();
  }
  w.end_object();
}

void write_channel(JsonWriter& w, const Channel& c) {
  w.key(c.name).begin_object().member("address", c.address);
  describe(w, "description", c.description);
  w.key("messages").begin_object();
  for (const Message& m : c.messages) {
    w.key(m.name);
    write_ref(w, "#/components/messages/" + m.name);
  }
  w.end_object();
  if (!c.query.empty()) {
    w.key("bindings").begin_object().key("ws").begin_object();
    w.key("query").begin_object().member("type", "object").key("properties").begin_object();
    for (const Query& q : c.query) {
      w.key(q.name).begin_object().member("type", "string");
      describe(w, "description", q.description);
      w.end_object();
    }
    w.end_object().end_object();
    w.end_object().end_object();
  }
  w.end_object();
}

void write_operation(JsonWriter& w, const Channel& c, Message::Sender sender) {
  if (std::none_of(c.messages.begin(), c.messages.end(), [&](const Message& m) { return m.sender == sender; })) return;
  const bool receive = sender == Message::Sender::client;
  w.key((receive ? "receive_" : "send_") + c.name).begin_object();
  w.member("action", receive ? "receive" : "send").key("channel");
  write_ref(w, "#/channels/" + c.name);
  w.key("messages").begin_array();
  for (const Message& m : c.messages) {
    if (m.sender == sender) write_ref(w, "#/channels/" + c.name + "/messages/" + m.name);
  }
  w.end_array().end_object();
}

void write_message(JsonWriter& w, const Message& m) {
  w.key(m.name).begin_object().member("name", m.name);
  describe(w, "summary", m.summary);
  describe(w, "description", m.description);
  if (!m.payload.empty()) w.key("payload").raw(m.payload.json);
  if (!m.examples.empty()) {
    w.key("examples").begin_array();
    for (const std::string& example : m.examples) w.begin_object().key("payload").raw(example).end_object();
    w.end_array();
  }
  w.end_object();
}

}  // namespace

std::string write(const Document& document, const SchemaSet& schemas) {
  JsonWriter w;
  w.begin_object().member("asyncapi", "3.0.0");
  w.key("info").begin_object().member("title", document.info.title).member("version", document.info.version);
  describe(w, "description", document.info.description);
  w.end_object();
  w.member("defaultContentType", document.content_type);
  write_servers(w, document.servers);
  w.key("channels").begin_object();
  for (const Channel& c : document.channels) write_channel(w, c);
  w.end_object();
  w.key("operations").begin_object();
  for (const Channel& c : document.channels) {
    write_operation(w, c, Message::Sender::client);
    write_operation(w, c, Message::Sender::server);
  }
  w.end_object();
  w.key("components").begin_object().key("messages").begin_object();
  for (const Channel& c : document.channels) {
    for (const Message& m : c.messages) write_message(w, m);
  }
  w.end_object().key("schemas");
  schemas.write(w);
  w.end_object().end_object();
  return w.str();
}

}  // namespace wire::asyncapi
