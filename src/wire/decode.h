// Decoding: one template over the tape that a reader made; the work that does not depend on the type is in decoder.cpp.
// Included by codec sources only. Pure functions.
#pragma once

#include "wire/decoder.h"
#include "wire/describe.h"
#include "wire/rewrite.h"

#include <array>
#include <limits>
#include <type_traits>

namespace wire::detail {

template <typename T>
void decode(Decoder& d, const Token& t, T& out, const Limits& limits, const Path* path);

constexpr Limits limits_of(const Options& o) {
  return o.unchecked ? Limits{} : Limits{o.min, o.max, o.item_min, o.item_max};
}
constexpr Limits item_limits(const Limits& l) { return {l.item_min, l.item_max}; }

template <typename T, std::size_t I>
void decode_member(Decoder& d, const Token& t, void* owner, const Path* path) {
  static constexpr Limits kLimits = limits_of(std::get<I>(kFields<T>).options);
  decode(d, t, static_cast<T*>(owner)->*(std::get<I>(kFields<T>).pointer), kLimits, path);
}

template <typename M>
constexpr bool is_required(const Options& o) {
  return !(kMayBeEmpty<M> || IsChange<M> || o.optional || o.null_is_absent || o.omit_default);
}

template <typename T, std::size_t I>
constexpr void add_row(Row*& row) {
  using F = std::tuple_element_t<I, FieldsOf<T>>;
  if constexpr (kIsField<F>) {
    constexpr Options o = std::get<I>(kFields<T>).options;
    *row++ = {F::kName.view(), is_required<typename F::Member>(o), o.null_is_absent, {}, &decode_member<T, I>};
  } else if constexpr (!kIsFlatten<F>) {
    *row++ = {F::kKey.view(), true, false, F::kValue.view(), nullptr};
  }
}

template <typename T>
struct TableOf;

template <typename U>
void decode_union(Decoder& d, const Token& t, U& out, const Path* path);

template <typename T, std::size_t I>
constexpr void add_part(Table::Part*& part) {
  using F = std::tuple_element_t<I, FieldsOf<T>>;
  if constexpr (kIsFlatten<F>) {
    using M = typename F::Member;
    part->locate = [](void* owner) -> void* { return &(static_cast<T*>(owner)->*(std::get<I>(kFields<T>).pointer)); };
    if constexpr (Struct<M>) {
      static_assert(tag_of<M>().empty(), "a flattened struct cannot have a tag of its own");
      part->table = &TableOf<M>::kTable;
    } else {
      static_assert(Union<M>, "only structs and tagged unions can be flattened");
      part->decode = [](Decoder& d, const Token& t, void* owner, const Path* path) {
        decode_union(d, t, *static_cast<M*>(owner), path);
      };
    }
    ++part;
  }
}

template <typename T>
constexpr std::size_t count_rows() {
  return []<std::size_t... I>(std::index_sequence<I...>) {
    return (std::size_t{0} + ... + (kIsFlatten<std::tuple_element_t<I, FieldsOf<T>>> ? 0 : 1));
  }
  (std::make_index_sequence<kFieldCount<T>>());
}

template <typename F>
constexpr std::size_t flattened_rows() {
  if constexpr (kIsFlatten<F>) {
    if constexpr (Struct<typename F::Member>) return TableOf<typename F::Member>::total();
  }
  return 0;
}

template <typename T>
struct TableOf {
  static constexpr std::size_t kRowCount = count_rows<T>();
  static constexpr std::size_t kPartCount = kFieldCount<T> - kRowCount;
  static constexpr auto kRows = [] {
    std::array<Row, kRowCount> rows{};
    Row* at = rows.data();
    [&]<std::size_t... I>(std::index_sequence<I...>) { (add_row<T, I>(at), ...); }
    (std::make_index_sequence<kFieldCount<T>>());
    return rows;
  }();
  static constexpr auto kParts = [] {
    std::array<Table::Part, kPartCount> parts{};
    Table::Part* at = parts.data();
    [&]<std::size_t... I>(std::index_sequence<I...>) { (add_part<T, I>(at), ...); }
    (std::make_index_sequence<kFieldCount<T>>());
    return parts;
  }();
  static constexpr Table kTable{tag_of<T>().empty() ? std::string_view() : tag_key_of<T>(), tag_of<T>(),
                                std::span<const Row>(kRows.data(), kRowCount),
                                std::span<const Table::Part>(kParts.data(), kPartCount)};
  // Counted by types: g++ does not take pointers to other tables for constants under UBSan.
  static constexpr std::size_t total() {
    return []<std::size_t... I>(std::index_sequence<I...>) {
      return (kRowCount + ... + flattened_rows<std::tuple_element_t<I, FieldsOf<T>>>());
    }
    (std::make_index_sequence<kFieldCount<T>>());
  }
  static_assert(total() <= 64, "at most 64 members, those of flattened structs included");
};

template <typename U, std::size_t I>
void decode_alternative(Decoder& d, const Token& t, U& out, const Path* path) {
  using A = std::variant_alternative_t<I, U>;
  constexpr std::string_view kContent = kUnionTags<U>.content;
  A& alternative = out.template emplace<I>();
  if constexpr (kContent.empty()) {
    decode_object(d, t, &alternative, TableOf<A>::kTable, path, true);
  } else if constexpr (!std::is_same_v<A, std::monostate>) {
    const Token* content = find(t, kContent);
    if (content == nullptr) return d.missing(path, kContent);
    const Path here{path, kContent};
    decode(d, *content, alternative, Limits{}, &here);
  }
}

template <typename U>
void decode_union(Decoder& d, const Token& t, U& out, const Path* path) {
  if (!d.object(t, path)) return;
  std::string_view tag;
  if (!d.tag(t, kUnionTags<U>.key, tag, path)) return;
  using Decode = void (*)(Decoder&, const Token&, U&, const Path*);
  static constexpr auto kDecoders = []<std::size_t... I>(std::index_sequence<I...>) {
    return std::array<Decode, sizeof...(I)>{&decode_alternative<U, I>...};
  }
  (std::make_index_sequence<std::variant_size_v<U>>());
  for (std::size_t i = 0; i < kDecoders.size(); ++i) {
    if (kUnionTags<U>.tags[i] == tag) return kDecoders[i](d, t, out, path);
  }
  d.unknown_tag(path, kUnionTags<U>.key, tag);
}

template <typename T>
void decode_enum(Decoder& d, const Token& t, T& out, const Path* path) {
  std::string_view text;
  if (!d.string(t, {}, text, path)) return;
  static constexpr auto kNames = Describe<T>::names();
  std::string choices;
  for (const auto& entry : kNames) {
    if (entry.text == text) {
      out = entry.value;
      return;
    }
  }
  for (const auto& entry : kNames) {
    if (!choices.empty()) choices += ", ";
    choices += entry.text;
  }
  d.fail(path, "must be one of " + choices);
}

template <typename T>
void decode_proxy(Decoder& d, const Token& t, T& out, const Limits& limits, const Path* path) {
  typename Describe<T>::As as{};
  decode(d, t, as, limits, path);
  if (d.failed()) return;
  if (auto value = Describe<T>::from(std::move(as))) {
    out = std::move(*value);
  } else if constexpr (requires { Describe<T>::expected; }) {
    d.fail(path, "expected " + std::string(Describe<T>::expected));
  } else {
    d.fail(path, "not a valid value");
  }
}

template <typename T>
void decode_items(Decoder& d, const Token& t, T& out, const Limits& limits, const Path* path) {
  if (!d.array(t, limits, path)) return;
  using Item = typename T::value_type;
  out.clear();
  out.reserve(t.size);
  const Limits inner = item_limits(limits);
  const Token* item = t.first();
  for (std::uint32_t i = 0; i < t.size; ++i, item = item->next()) {
    const Path here{path, {}, i, true};
    Item value{};
    decode(d, *item, value, inner, &here);
    out.push_back(std::move(value));
  }
}

template <typename T>
void decode_pair(Decoder& d, const Token& t, T& out, const Path* path) {
  if (t.kind != Kind::array || t.size != 2) return d.expected(path, "array of two", t);
  const Token* second = t.first()->next();
  const Path here{path, {}, 0, true};
  const Path there{path, {}, 1, true};
  decode(d, *t.first(), out.first, Limits{}, &here);
  decode(d, *second, out.second, Limits{}, &there);
}

template <typename T>
void decode_entries(Decoder& d, const Token& t, T& out, const Limits& limits, const Path* path) {
  if (!d.map(t, limits, path)) return;
  out.clear();
  const Limits inner = item_limits(limits);
  const Token* key = t.first();
  for (std::uint32_t i = 0; i < t.size; ++i, key = key->next()->next()) {
    const Path here{path, key->text()};
    const auto [entry, added] = out.try_emplace(std::string(key->text()));
    if (!added) {
      d.fail(&here, "given twice");
      continue;
    }
    decode(d, *key->next(), entry->second, inner, &here);
  }
}

/// What an error text calls a T; what kinds of value may be one.
template <typename T>
constexpr std::string_view word_for() {
  if constexpr (Proxy<T>) {
    return word_for<typename Describe<T>::As>();
  } else if constexpr (std::is_same_v<T, bool>) {
    return "boolean";
  } else if constexpr (Integer<T>) {
    return "integer";
  } else if constexpr (std::is_floating_point_v<T>) {
    return "number";
  } else if constexpr (std::is_same_v<T, std::string> || Enum<T>) {
    return "string";
  } else if constexpr (std::is_same_v<T, Bytes> || Vector<T> || Pair<T>) {
    return "array";
  } else {
    static_assert(Map<T> || Struct<T> || Union<T>, "not a kind of value that can be told from others");
    return "object";
  }
}
template <typename T>
bool may_be(Kind kind) {
  switch (kind) {
    case Kind::integer:
      return word_for<T>() == "integer" || word_for<T>() == "number";
    case Kind::bytes:
      return std::is_same_v<T, Bytes>;
    default:
      return word_for<T>() == kind_name(kind);
  }
}

template <typename U>
void decode_untagged(Decoder& d, const Token& t, U& out, const Limits& limits, const Path* path) {
  [&]<std::size_t... I>(std::index_sequence<I...>) {
    const auto attempt = [&]<std::size_t N>(std::integral_constant<std::size_t, N>) {
      if (!may_be<std::variant_alternative_t<N, U>>(t.kind)) return false;
      decode(d, t, out.template emplace<N>(), limits, path);
      return true;
    };
    if ((attempt(std::integral_constant<std::size_t, I>()) || ...)) return;
    std::string wanted;
    ((wanted += I == 0 ? "" : " or ", wanted += word_for<std::variant_alternative_t<I, U>>()), ...);
    d.expected(path, wanted, t);
  }
  (std::make_index_sequence<std::variant_size_v<U>>());
}

template <typename T>
void decode(Decoder& d, const Token& t, T& out, const Limits& limits, const Path* path) {
  if constexpr (Proxy<T>) {
    decode_proxy(d, t, out, limits, path);
  } else if constexpr (std::is_same_v<T, bool>) {
    d.boolean(t, out, path);
  } else if constexpr (Integer<T>) {
    if constexpr (std::is_signed_v<T>) {
      std::int64_t value = 0;
      if (d.signed_integer(t, std::numeric_limits<T>::min(), std::numeric_limits<T>::max(), limits, value, path)) {
        out = static_cast<T>(value);
      }
    } else {
      std::uint64_t value = 0;
      if (d.unsigned_integer(t, std::numeric_limits<T>::max(), limits, value, path)) out = static_cast<T>(value);
    }
  } else if constexpr (std::is_floating_point_v<T>) {
    double value = 0;
    if (d.number(t, value, path)) out = static_cast<T>(value);
  } else if constexpr (std::is_same_v<T, std::string>) {
    std::string_view text;
    if (d.string(t, limits, text, path)) out.assign(text);
  } else if constexpr (std::is_same_v<T, Raw>) {
    out = {rewrite(t, d.encoding()), d.encoding()};
  } else if constexpr (std::is_same_v<T, Timestamp>) {
    d.timestamp(t, out, path);
  } else if constexpr (std::is_same_v<T, Bytes>) {
    d.bytes(t, limits, out, path);
  } else if constexpr (Enum<T>) {
    decode_enum(d, t, out, path);
  } else if constexpr (Optional<T> || IsNullable<T>) {
    if (t.kind == Kind::null) {
      out.reset();
    } else {
      decode(d, t, out.emplace(), limits, path);
    }
  } else if constexpr (Pointer<T>) {
    if (t.kind == Kind::null) {
      out.reset();
    } else {
      auto value = std::make_unique<std::remove_const_t<typename T::element_type>>();
      decode(d, t, *value, limits, path);
      out = std::move(value);
    }
  } else if constexpr (IsChange<T>) {
    if (t.kind == Kind::null) {
      out = Describe<T>::null();
    } else {
      typename Describe<T>::ChangeOf value{};
      decode(d, t, value, limits, path);
      out = Describe<T>::set(std::move(value));
    }
  } else if constexpr (Vector<T>) {
    decode_items(d, t, out, limits, path);
  } else if constexpr (Pair<T>) {
    decode_pair(d, t, out, path);
  } else if constexpr (Untagged<T>) {
    decode_untagged(d, t, out, limits, path);
  } else if constexpr (Map<T>) {
    decode_entries(d, t, out, limits, path);
  } else if constexpr (Union<T>) {
    decode_union(d, t, out, path);
  } else {
    static_assert(Struct<T>, "this type is not described: see wire/README.md");
    decode_object(d, t, &out, TableOf<T>::kTable, path, false);
  }
}

}  // namespace wire::detail
