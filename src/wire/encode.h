// Encoding: one template over a Writer. JsonWriter and MsgpackWriter are the two.
// Included by codec sources only. Pure functions.
#pragma once

#include "wire/describe.h"

#include <string_view>
#include <type_traits>

namespace wire {

class JsonWriter;
class MsgpackWriter;

/// What encode() needs of a writer.
template <typename W>
concept Writer = requires(W w, std::string_view s) {
  w.begin_object();
  w.end_object();
  w.begin_array();
  w.end_array();
  w.key(s);
  w.template key<"k">();
  w.string(s);
  w.signed_integer(0);
  w.unsigned_integer(0u);
  w.number(0.0);
  w.boolean(true);
  w.null();
  w.timestamp(0);
  w.binary(s);
  w.raw(s);
};

namespace detail {

/// Puts one value that is encoded as `from` into the document, see Raw. Bytes that are none become null.
void splice(JsonWriter& w, std::string_view bytes, Encoding from);
void splice(MsgpackWriter& w, std::string_view bytes, Encoding from);

template <typename W, typename T>
void encode(W& w, const T& value);

template <typename W, typename T>
void encode_members(W& w, const T& value);

template <typename W, typename T, std::size_t I>
void encode_field(W& w, const T& value) {
  using F = std::tuple_element_t<I, FieldsOf<T>>;
  if constexpr (kIsField<F>) {
    using M = typename F::Member;
    constexpr Options options = std::get<I>(kFields<T>).options;
    const M& member = value.*(std::get<I>(kFields<T>).pointer);
    if constexpr (kMayBeEmpty<M> && !options.null_when_empty) {
      if (!member) return;
    } else if constexpr (IsChange<M>) {
      if (Describe<M>::is_absent(member)) return;
    }
    if constexpr (options.omit_default) {
      if (member == M{}) return;
    }
    w.template key<F::kName>();
    encode(w, member);
  } else if constexpr (kIsFlatten<F>) {
    encode_members(w, value.*(std::get<I>(kFields<T>).pointer));
  } else {
    w.template key<F::kKey>();
    w.string(F::kValue.view());
  }
}

template <typename W, typename T>
void encode_members(W& w, const T& value) {
  if constexpr (Union<T>) {
    if constexpr (UnionTagsOf<T>::kExternal) {
      w.key(kUnionTags<T>.key);
      w.string(kUnionTags<T>.tags[value.index()]);
    }
    std::visit(
        [&w]<typename A>(const A& alternative) {
          if constexpr (kUnionTags<T>.content.empty()) {
            encode_members(w, alternative);
          } else if constexpr (!std::is_same_v<A, std::monostate>) {
            w.key(kUnionTags<T>.content);
            encode(w, alternative);
          }
        },
        value);
  } else {
    static_assert(Struct<T>, "only structs and tagged unions have members");
    if constexpr (!tag_of<T>().empty()) {
      w.key(tag_key_of<T>());
      w.string(tag_of<T>());
    }
    [&]<std::size_t... I>(std::index_sequence<I...>) { (encode_field<W, T, I>(w, value), ...); }
    (std::make_index_sequence<kFieldCount<T>>());
  }
}

template <typename E>
constexpr std::string_view enum_text(E value) {
  for (const auto& entry : Describe<E>::names()) {
    if (entry.value == value) return entry.text;
  }
  return {};
}

template <typename W, typename T>
void encode(W& w, const T& value) {
  if constexpr (Proxy<T>) {
    encode(w, static_cast<const typename Describe<T>::As&>(Describe<T>::to(value)));
  } else if constexpr (std::is_same_v<T, bool>) {
    w.boolean(value);
  } else if constexpr (Integer<T>) {
    if constexpr (std::is_signed_v<T>) {
      w.signed_integer(value);
    } else {
      w.unsigned_integer(value);
    }
  } else if constexpr (std::is_floating_point_v<T>) {
    w.number(value);
  } else if constexpr (std::is_same_v<T, std::string> || std::is_same_v<T, std::string_view>) {
    w.string(value);
  } else if constexpr (std::is_same_v<T, Raw> || std::is_same_v<T, RawView>) {
    splice(w, value.bytes, value.encoding);
  } else if constexpr (std::is_same_v<T, Timestamp>) {
    w.timestamp(value.ms);
  } else if constexpr (std::is_same_v<T, Bytes>) {
    if (value.binary) {
      w.binary({reinterpret_cast<const char*>(value.data.data()), value.data.size()});
    } else {
      w.begin_array();
      for (const std::uint8_t byte : value.data) w.unsigned_integer(byte);
      w.end_array();
    }
  } else if constexpr (Enum<T>) {
    w.string(enum_text(value));
  } else if constexpr (Optional<T> || Pointer<T> || IsNullable<T>) {
    if (value) {
      encode(w, *value);
    } else {
      w.null();
    }
  } else if constexpr (IsChange<T>) {
    if (const auto* set = Describe<T>::value(value)) {
      encode(w, *set);
    } else {
      w.null();
    }
  } else if constexpr (Vector<T>) {
    w.begin_array();
    for (const auto& item : value) encode(w, static_cast<const typename T::value_type&>(item));
    w.end_array();
  } else if constexpr (Pair<T>) {
    w.begin_array();
    encode(w, value.first);
    encode(w, value.second);
    w.end_array();
  } else if constexpr (Untagged<T>) {
    std::visit([&w](const auto& alternative) { encode(w, alternative); }, value);
  } else if constexpr (Map<T>) {
    w.begin_object();
    for (const auto& [name, item] : value) {
      w.key(name);
      encode(w, item);
    }
    w.end_object();
  } else {
    static_assert(Struct<T> || Union<T>, "this type is not described: see wire/README.md");
    w.begin_object();
    encode_members(w, value);
    w.end_object();
  }
}

}  // namespace detail

template <Writer W, typename T>
void encode(W& writer, const T& value) {
  detail::encode(writer, value);
}

}  // namespace wire
