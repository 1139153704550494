// An OpenAPI 3.1 document from plain data: the HTTP side of a protocol says what its operations are, the schemas come from a
// SchemaSet. Used by one thread.
#pragma once

#include "wire/schema.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace wire::openapi {

struct Info {
  std::string title;
  std::string version;
  std::string description;  // may be empty, as every description here
};

struct Server {
  std::string url;
  std::string description;
};

struct Parameter {
  enum class In { path, query, header };
  std::string name;
  In in = In::query;
  bool required = false;  // those in the path always are
  std::string description;
  Schema schema;  // empty: a string
};

struct Body {
  Schema schema;  // empty: any bytes
  std::string content_type = "application/json";
  bool required = true;
  std::string description;
};

struct Header {
  std::string name;
  std::string description;
  Schema schema;  // empty: a string
};

struct Response {
  int status = 200;
  std::string description;
  Schema schema;             // empty: no body, unless `content_type` says which bytes
  std::string content_type;  // empty: application/json when there is a schema
  std::vector<Header> headers;
};

struct Operation {
  std::string method;  // "get", "post", ...
  std::string path;    // "/channels/{channel_id}/messages"
  std::string id;      // unique; client generators make function names of it
  std::string summary;
  std::string description;
  std::vector<std::string> tags;
  std::vector<Parameter> parameters;
  std::optional<Body> body;
  std::vector<Response> responses;    // one per status; a default one for errors is status 0
  std::vector<std::string> security;  // names of schemes, any of them will do; empty: no credentials
};

/// How a caller shows who it is.
struct SecurityScheme {
  std::string name;
  std::string header;  // the header that carries the credential
  std::string description;
};

struct Document {
  Info info;
  std::vector<Server> servers;
  std::vector<SecurityScheme> security_schemes;
  std::vector<Operation> operations;
};

/// The document as JSON. `schemas` must be the set (dialect openapi) that the operations' schemas came from. Operations of
/// one path may stand apart. Throws std::logic_error when two have the same method and path.
std::string write(const Document& document, const SchemaSet& schemas);

}  // namespace wire::openapi
