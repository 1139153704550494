// Writes OpenAPI 3.1. Pure functions.
#include "wire/openapi.h"

#include <map>
#include <stdexcept>

namespace wire::openapi {
namespace {

constexpr std::string_view kStringSchema = R"({"type":"string"})";

void describe(JsonWriter& w, std::string_view key, const std::string& text) {
  if (!text.empty()) w.member(key, text);
}

void write_schema(JsonWriter& w, const Schema& schema) {
  w.key("schema").raw(schema.empty() ? kStringSchema : std::string_view(schema.json));
}

std::string_view in_name(Parameter::In in) {
  switch (in) {
    case Parameter::In::path:
      return "path";
    case Parameter::In::query:
      return "query";
    case Parameter::In::header:
      return "header";
  }
  return "query";
}

void write_content(JsonWriter& w, const std::string& content_type, const Schema& schema) {
  w.key("content").begin_object().key(content_type).begin_object();
  if (!schema.empty()) w.key("schema").raw(schema.json);
  w.end_object().end_object();
}

void write_parameter(JsonWriter& w, const Parameter& p) {
  w.begin_object().member("name", p.name).member("in", in_name(p.in));
  if (p.required || p.in == Parameter::In::path) w.member("required", true);
  describe(w, "description", p.description);
  write_schema(w, p.schema);
  w.end_object();
}

void write_response(JsonWriter& w, const Response& r) {
  w.key(r.status == 0 ? "default" : std::to_string(r.status)).begin_object();
  w.member("description", r.description);  // the one description that must be there
  if (!r.headers.empty()) {
    w.key("headers").begin_object();
    for (const Header& h : r.headers) {
      w.key(h.name).begin_object();
      describe(w, "description", h.description);
      write_schema(w, h.schema);
      w.end_object();
    }
    w.end_object();
  }
  if (!r.schema.empty() || !r.content_type.empty()) {
    write_content(w, r.content_type.empty() ? "application/json" : r.content_type, r.schema);
  }
  w.end_object();
}

void write_operation(JsonWriter& w, const Operation& o) {
  w.begin_object();
  describe(w, "operationId", o.id);
  describe(w, "summary", o.summary);
  describe(w, "description", o.description);
  if (!o.tags.empty()) {
    w.key("tags").begin_array();
    for (const std::string& tag : o.tags) w.string(tag);
    w.end_array();
  }
  if (!o.parameters.empty()) {
    w.key("parameters").begin_array();
    for (const Parameter& p : o.parameters) write_parameter(w, p);
    w.end_array();
  }
  if (o.body) {
    w.key("requestBody").begin_object();
    describe(w, "description", o.body->description);
    if (o.body->required) w.member("required", true);
    write_content(w, o.body->content_type, o.body->schema);
    w.end_object();
  }
  w.key("responses").begin_object();
  for (const Response& r : o.responses) write_response(w, r);
  w.end_object();
  if (!o.security.empty()) {
    w.key("security").begin_array();
    for (const std::string& name : o.security) w.begin_object().key(name).begin_array().end_array().end_object();
    w.end_array();
  }
  w.end_object();
}

void write_paths(JsonWriter& w, const std::vector<Operation>& operations) {
  std::map<std::string, std::map<std::string, const Operation*>> paths;
  for (const Operation& o : operations) {
    if (!paths[o.path].try_emplace(o.method, &o).second) throw std::logic_error("two operations " + o.method + " " + o.path);
  }
  w.key("paths").begin_object();
  for (const auto& [path, methods] : paths) {
    w.key(path).begin_object();
    for (const auto& [method, operation] : methods) {
      w.key(method);
      write_operation(w, *operation);
    }
    w.end_object();
  }
  w.end_object();
}

}  // namespace

std::string write(const Document& document, const SchemaSet& schemas) {
  JsonWriter w;
  w.begin_object().member("openapi", "3.1.0");
  w.key("info").begin_object().member("title", document.info.title).member("version", document.info.version);
  describe(w, "description", document.info.description);
  w.end_object();
  if (!document.servers.empty()) {
    w.key("servers").begin_array();
    for (const Server& s : document.servers) {
      w.begin_object().member("url", s.url);
      describe(w, "description", s.description);
      w.end_object();
    }
    w.end_array();
  }
  write_paths(w, document.operations);
  w.key("components").begin_object().key("schemas");
  schemas.write(w);
  if (!document.security_schemes.empty()) {
    w.key("securitySchemes").begin_object();
    for (const SecurityScheme& s : document.security_schemes) {
      w.key(s.name).begin_object().member("type", "apiKey").member("in", "header").member("name", s.header);
      describe(w, "description", s.description);
      w.end_object();
    }
    w.end_object();
  }
  w.end_object().end_object();
  return w.str();
}

}  // namespace wire::openapi
