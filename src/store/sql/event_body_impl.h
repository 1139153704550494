// What is behind event_bodies.h. Included by the *_events.cpp only.
#pragma once

#include "store/sql/event_bodies.h"
#include "wire/json.h"

namespace store::sql {

template <typename Body>
base::Result<Body> parse_body(std::string_view json) {
  auto value = wire::from_json<Body>(json);
  if (!value) return base::fail(base::ErrorKind::internal, "event", value.error().text());
  return std::move(*value);
}

template <typename Body>
std::string write_body(const Body& body) {
  return wire::to_json(body);
}
template <typename Body>
base::Result<Body> read_body(std::string_view json) {
  return parse_body<Body>(json);
}

}  // namespace store::sql

#define TETRAGATE_EVENT_BODY(Name)                    \
  template std::string write_body(const core::Name&); \
  template base::Result<core::Name> read_body(std::string_view);
