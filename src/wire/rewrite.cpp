// rewrite() and splice(): one walk over the tape for both writers. Pure functions.
#include "wire/rewrite.h"

#include "wire/encode.h"
#include "wire/json_document.h"
#include "wire/json_writer.h"
#include "wire/msgpack_document.h"
#include "wire/msgpack_writer.h"

#include <charconv>
#include <limits>

namespace wire::detail {
namespace {

/// As it is spelled: JSON numbers of any size and precision stay what they are.
void write_number(JsonWriter& w, const Token& t) { w.raw(t.text()); }

/// An integer that does not fit into 64 bits becomes a floating point number, one that does not fit into that becomes null.
void write_number(MsgpackWriter& w, const Token& t) {
  const char* const end = t.data + t.size;
  if (t.kind == Kind::integer) {
    std::int64_t narrow = 0;
    if (std::from_chars(t.data, end, narrow).ec == std::errc()) {
      w.signed_integer(narrow);
      return;
    }
    std::uint64_t wide = 0;
    if (t.data[0] != '-' && std::from_chars(t.data, end, wide).ec == std::errc()) {
      w.unsigned_integer(wide);
      return;
    }
  }
  double value = 0;
  if (std::from_chars(t.data, end, value).ec != std::errc()) value = std::numeric_limits<double>::infinity();
  w.number(value);
}

template <Writer W>
void write(W& w, const Token& t) {
  switch (t.kind) {
    case Kind::null:
      w.null();
      return;
    case Kind::boolean:
      w.boolean(t.truth);
      return;
    case Kind::integer:
    case Kind::decimal:
      write_number(w, t);
      return;
    case Kind::string:
      w.string(t.text());
      return;
    case Kind::bytes:
      w.binary(t.text());
      return;
    case Kind::array: {
      w.begin_array();
      const Token* item = t.first();
      for (std::uint32_t i = 0; i < t.size; ++i, item = item->next()) write(w, *item);
      w.end_array();
      return;
    }
    case Kind::object: {
      w.begin_object();
      const Token* key = t.first();
      for (std::uint32_t i = 0; i < t.size; ++i, key = key->next()->next()) {
        w.key(key->text());
        write(w, *key->next());
      }
      w.end_object();
      return;
    }
  }
}

template <typename Document, Writer W>
void read_and_write(W& w, std::string_view bytes) {
  const Document document(bytes);
  if (document.ok()) {
    write(w, *document.root());
  } else {
    w.null();
  }
}

template <Writer W>
std::string rewrite_with(const Token& t) {
  W w;
  write(w, t);
  return w.str();
}

}  // namespace

std::string rewrite(const Token& t, Encoding as) {
  return as == Encoding::json ? rewrite_with<JsonWriter>(t) : rewrite_with<MsgpackWriter>(t);
}

void splice(JsonWriter& w, std::string_view bytes, Encoding from) {
  if (from == Encoding::json) {
    w.raw(bytes);
  } else {
    read_and_write<MsgpackDocument>(w, bytes);
  }
}

void splice(MsgpackWriter& w, std::string_view bytes, Encoding from) {
  if (from == Encoding::msgpack) {
    w.raw(bytes);
  } else {
    read_and_write<JsonDocument>(w, bytes);
  }
}

}  // namespace wire::detail
