// How a type says what it looks like on the wire: Describe<T>, fields(), field(), constant(), flatten(), enum names.
// See README.md for every rule. Everything here is constexpr; no thread of its own.
#pragma once

#include "wire/lit.h"
#include "wire/ordered_map.h"
#include "wire/types.h"

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

namespace wire {

/// The customization point. As it is here it looks into T (`wire_fields()`, `wire_name`, `wire_tag`, `wire_tag_key`,
/// `wire_doc`); specialise it for types that are not ours to change. A specialisation may have
///  - `static constexpr auto fields()` for a struct, and `name`, `tag`, `tag_key`, `doc` (string_view, all optional);
///  - `static constexpr auto names()` returning wire::names<E>({...}) for an enum;
///  - `static constexpr auto tags()` returning wire::tags<"type">("A", "B", ...) for a std::variant;
///  - `static constexpr bool untagged = true` for a std::variant whose alternatives are told apart by their kind of value;
///  - `using As = U; static U to(const T&); static std::optional<T> from(U);` for a type that travels as another one, and
///    `expected` (string_view), the text after "expected " when `from` returns nothing;
///  - the members of Describe<Change<T>> below for another three-state type.
template <typename T>
struct Describe;

inline constexpr std::int64_t kNoLimit = std::numeric_limits<std::int64_t>::min();

struct Options {
  std::int64_t min = kNoLimit;       // strings: code points; arrays and maps: items; integers: the value
  std::int64_t max = kNoLimit;       //
  std::int64_t item_min = kNoLimit;  // the same for each item of an array or map
  std::int64_t item_max = kNoLimit;  //
  bool optional = false;         // input may leave the key out (the member keeps its value); an explicit null is an error
  bool null_is_absent = false;   // input: null counts as left out; implies optional
  bool omit_default = false;     // output: left out when equal to M{}; implies optional
  bool null_when_empty = false;  // output: an empty std::optional or pointer is written as null instead of left out
  bool unchecked = false;        // the limits stand in the schema only: whoever reads checks them, in an order of its own
  std::string_view doc = {};     // goes into the schema
};

template <Lit Name, typename C, typename M>
struct Field {
  using Owner = C;
  using Member = M;
  static constexpr auto kName = Name;
  M C::*pointer;
  Options options;
};

template <Lit Key, Lit Value>
struct Constant {
  static constexpr auto kKey = Key;
  static constexpr auto kValue = Value;
};

template <typename C, typename M>
struct Flatten {
  using Owner = C;
  using Member = M;
  M C::*pointer;
};

template <Lit Name, typename C, typename M>
constexpr Field<Name, C, M> field(M C::*pointer, Options options = {}) {
  for (char c : Name.view()) {
    if (static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\') throw "a field name must not need escaping";
  }
  return {pointer, options};
}

/// A member that is the same text in every value: written always, required and compared on input.
template <Lit Key, Lit Value>
constexpr Constant<Key, Value> constant() {
  return {};
}

/// The members of a nested struct, or of a tagged union, appear in the parent object itself.
template <typename C, typename M>
constexpr Flatten<C, M> flatten(M C::*pointer) {
  return {pointer};
}

template <typename... F>
constexpr std::tuple<F...> fields(F... f) {
  return {f...};
}

template <typename E>
struct EnumName {
  E value;
  std::string_view text;
};

template <typename E, std::size_t N>
constexpr std::array<EnumName<E>, N> names(const EnumName<E> (&list)[N]) {
  return std::to_array(list);
}

template <std::size_t N>
struct UnionTags {
  std::string_view key;
  std::string_view content;  // empty: the alternative's members stand beside the tag
  std::array<std::string_view, N> tags;
};

template <Lit Key, std::size_t... N>
constexpr UnionTags<sizeof...(N)> tags(const char (&... tag)[N]) {
  // The key lives in a static template parameter object, so the view stays valid.
  return {Key.view(), {}, {std::string_view(tag, N - 1)...}};
}

/// The same for unions whose alternative is the value of a key of its own: {"op": "A", "d": {...}}. Then an alternative may
/// be any type; for std::monostate there is no content key.
template <Lit Key, Lit Content, std::size_t... N>
constexpr UnionTags<sizeof...(N)> tags(const char (&... tag)[N]) {
  return {Key.view(), Content.view(), {std::string_view(tag, N - 1)...}};
}

namespace detail {

template <typename T>
concept HasOwnFields = requires {
  T::wire_fields();
};
template <typename T>
concept HasAdlNames = std::is_enum_v<T> && requires(T e) {
  wire_names(e);
};

}  // namespace detail

template <typename T>
struct Describe {
  static constexpr auto fields() requires detail::HasOwnFields<T> { return T::wire_fields(); }
  /// For an enum E: `constexpr auto wire_names(E) { return wire::names<E>({{E::a, "A"}, ...}); }` in E's namespace.
  static constexpr auto names() requires detail::HasAdlNames<T> { return wire_names(T{}); }
};

/// A three-state member: absent, null or a value.
template <typename T>
struct Describe<Change<T>> {
  using ChangeOf = T;
  static bool is_absent(const Change<T>& c) { return c.is_absent(); }
  /// nullptr for null.
  static const T* value(const Change<T>& c) { return c.has_value() ? &*c : nullptr; }
  static Change<T> null() { return Change<T>::null(); }
  static Change<T> set(T value) { return Change<T>(std::move(value)); }
};

namespace detail {

template <template <typename...> typename Template, typename T>
inline constexpr bool kIsOf = false;
template <template <typename...> typename Template, typename... A>
inline constexpr bool kIsOf<Template, Template<A...>> = true;

template <typename T>
concept Proxy = requires {
  typename Describe<T>::As;
};
template <typename T>
concept Struct = requires {
  Describe<T>::fields();
};
template <typename T>
concept Enum = std::is_enum_v<T> && requires {
  Describe<T>::names();
};
template <typename T>
concept Optional = kIsOf<std::optional, T>;
template <typename T>
concept IsNullable = kIsOf<Nullable, T>;
template <typename T>
concept IsChange = requires {
  typename Describe<T>::ChangeOf;
};
template <typename T>
concept Pointer = kIsOf<std::unique_ptr, T> || kIsOf<std::shared_ptr, T>;
template <typename T>
concept Vector = kIsOf<std::vector, T>;
template <typename T>
concept Map = (kIsOf<std::map, T> || kIsOf<std::unordered_map, T> ||
               kIsOf<OrderedMap, T>)&&std::is_same_v<typename T::key_type, std::string>;
template <typename T>
concept Pair = kIsOf<std::pair, T>;
template <typename T>
concept Untagged = kIsOf<std::variant, T> && requires {
  Describe<T>::untagged;
};
template <typename T>
concept Union = kIsOf<std::variant, T> && !Untagged<T>;
template <typename T>
concept Integer = std::integral<T> && !std::is_same_v<T, bool>;

/// True for members that stand for nothing when empty: their key may be missing without being declared optional.
template <typename T>
inline constexpr bool kMayBeEmpty = Optional<T> || Pointer<T>;

template <typename T>
constexpr std::string_view name_of() {
  if constexpr (requires { Describe<T>::name; }) {
    return Describe<T>::name;
  } else if constexpr (requires { T::wire_name; }) {
    return T::wire_name;
  } else {
    return {};
  }
}
template <typename T>
constexpr std::string_view doc_of() {
  if constexpr (requires { Describe<T>::doc; }) {
    return Describe<T>::doc;
  } else if constexpr (requires { T::wire_doc; }) {
    return T::wire_doc;
  } else {
    return {};
  }
}
/// The struct's own tag; empty when it has none.
template <typename T>
constexpr std::string_view tag_of() {
  if constexpr (requires { Describe<T>::tag; }) {
    return Describe<T>::tag;
  } else if constexpr (requires { T::wire_tag; }) {
    return T::wire_tag;
  } else {
    return {};
  }
}
template <typename T>
constexpr std::string_view tag_key_of() {
  if constexpr (requires { Describe<T>::tag_key; }) {
    return Describe<T>::tag_key;
  } else if constexpr (requires { T::wire_tag_key; }) {
    return T::wire_tag_key;
  } else {
    return "type";
  }
}

template <typename U>
struct UnionTagsOf;
template <typename... A>
struct UnionTagsOf<std::variant<A...>> {
  using U = std::variant<A...>;
  static constexpr std::size_t kCount = sizeof...(A);
  static constexpr bool kExternal = requires { Describe<U>::tags(); };
  static constexpr UnionTags<kCount> get() {
    if constexpr (kExternal) {
      constexpr auto t = Describe<U>::tags();
      static_assert(t.tags.size() == kCount, "one tag per alternative");
      static_assert(!t.content.empty() || (tag_of<A>().empty() && ...),
                    "the union gives the tags, so no alternative may have its own");
      return t;
    } else {
      static_assert((!tag_of<A>().empty() && ...), "every alternative needs wire_tag, or the union needs tags()");
      constexpr std::string_view keys[] = {tag_key_of<A>()...};
      for (auto k : keys) {
        if (k != keys[0]) throw "all alternatives must have the same tag key";
      }
      return {keys[0], {}, {tag_of<A>()...}};
    }
  }
};
template <typename U>
inline constexpr auto kUnionTags = UnionTagsOf<U>::get();

template <Struct T>
inline constexpr auto kFields = Describe<T>::fields();
template <typename T>
using FieldsOf = std::remove_cvref_t<decltype(kFields<T>)>;
template <Struct T>
inline constexpr std::size_t kFieldCount = std::tuple_size_v<FieldsOf<T>>;

template <typename F>
inline constexpr bool kIsField = false;
template <Lit N, typename C, typename M>
inline constexpr bool kIsField<Field<N, C, M>> = true;
template <typename F>
inline constexpr bool kIsFlatten = kIsOf<Flatten, F>;

}  // namespace detail
}  // namespace wire
