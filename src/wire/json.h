// to_json() and from_json(): what codec sources call. Any thread; buffers are kept per thread.
#pragma once

#include "wire/decode.h"
#include "wire/encode.h"
#include "wire/json_document.h"
#include "wire/json_writer.h"

#include <tl/expected.hpp>

#include <string>
#include <string_view>

namespace wire {

/// Compact JSON. `value`'s texts must be valid UTF-8.
template <typename T>
std::string to_json(const T& value) {
  JsonWriter w;
  encode(w, value);
  return w.str();
}

template <typename T>
void append_json(std::string& out, const T& value) {
  JsonWriter w;
  encode(w, value);
  out.append(w.view());
}

/// Reads one JSON value that must fill `text`. All errors of shape are collected (at most kErrorsMax). Unknown keys are
/// ignored; a known key given twice is an error.
template <typename T>
[[nodiscard]] tl::expected<T, DecodeError> from_json(std::string_view text) {
  const JsonDocument document(text);
  if (!document.ok()) {
    return tl::unexpected<DecodeError>({DecodeError::Kind::syntax, {{"", std::string(document.problem())}}});
  }
  tl::expected<T, DecodeError> result{tl::in_place};
  detail::Decoder d(Encoding::json);
  detail::decode(d, *document.root(), *result, detail::Limits{}, nullptr);
  if (d.failed()) return tl::unexpected<DecodeError>({DecodeError::Kind::shape, d.take_errors()});
  return result;
}

}  // namespace wire
