// An AsyncAPI 3.0 document from plain data: the gateway of a protocol says what its messages are, the schemas come from a
// SchemaSet. Used by one thread.
#pragma once

#include "wire/schema.h"

#include <string>
#include <vector>

namespace wire::asyncapi {

struct Info {
  std::string title;
  std::string version;
  std::string description;  // may be empty, as every description here
};

struct Server {
  std::string name;
  std::string host;      // "127.0.0.1:7160"
  std::string protocol;  // "ws", "wss"
  std::string pathname;  // "/gateway", or empty
  std::string description;
};

struct Message {
  enum class Sender { client, server };
  std::string name;  // unique in the document; letters, digits, '.', '-' and '_'
  Sender sender = Sender::server;
  std::string summary;
  std::string description;
  Schema payload;
  std::vector<std::string> examples;  // each the JSON of one payload
};

/// A query parameter of the WebSocket address.
struct Query {
  std::string name;
  std::string description;
};

struct Channel {
  std::string name;     // "gateway"
  std::string address;  // "/"
  std::string description;
  std::vector<Query> query;
  std::vector<Message> messages;
};

struct Document {
  Info info;
  std::string content_type = "application/json";
  std::vector<Server> servers;
  std::vector<Channel> channels;
};

/// The document as JSON, written from the server's point of view: for each channel one operation that receives what clients
/// send and one that sends what the server sends. `schemas` must be the set (dialect asyncapi) of the payloads.
std::string write(const Document& document, const SchemaSet& schemas);

}  // namespace wire::asyncapi
