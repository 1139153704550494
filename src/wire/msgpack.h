// to_msgpack() and from_msgpack(): the other encoding of what is declared once, for codec sources. Any thread; buffers are
// kept per thread.
#pragma once

#include "wire/decode.h"
#include "wire/encode.h"
#include "wire/json.h"
#include "wire/msgpack_document.h"
#include "wire/msgpack_writer.h"

#include <tl/expected.hpp>

#include <string>
#include <string_view>

namespace wire {

/// Every value in its shortest form, objects as maps with text keys. `value`'s texts must be valid UTF-8.
template <typename T>
std::string to_msgpack(const T& value) {
  MsgpackWriter w;
  encode(w, value);
  return w.str();
}

template <typename T>
void append_msgpack(std::string& out, const T& value) {
  MsgpackWriter w;
  encode(w, value);
  out.append(w.view());
}

/// Reads one value that must fill `bytes`, by the same rules and with the same errors as from_json().
template <typename T>
[[nodiscard]] tl::expected<T, DecodeError> from_msgpack(std::string_view bytes) {
  const MsgpackDocument document(bytes);
  if (!document.ok()) {
    return tl::unexpected<DecodeError>({DecodeError::Kind::syntax, {{"", std::string(document.problem())}}});
  }
  tl::expected<T, DecodeError> result{tl::in_place};
  detail::Decoder d(Encoding::msgpack);
  detail::decode(d, *document.root(), *result, detail::Limits{}, nullptr);
  if (d.failed()) return tl::unexpected<DecodeError>({DecodeError::Kind::shape, d.take_errors()});
  return result;
}

/// A piece in either encoding, to be spliced into larger documents of that encoding any number of times.
template <typename T>
Raw to_raw(const T& value, Encoding as) {
  return {as == Encoding::msgpack ? to_msgpack(value) : to_json(value), as};
}

}  // namespace wire
