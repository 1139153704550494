// What a described type is made of, as constant data: from it schemas are written without a template per type. Immutable.
#pragma once

#include "wire/describe.h"

#include <array>
#include <span>
#include <string_view>
#include <type_traits>

namespace wire {

struct TypeInfo;
using TypeRef = const TypeInfo& (*)();

struct FieldInfo {
  std::string_view key;
  std::string_view constant;  // not empty: always this text
  TypeRef type = nullptr;     // nullptr for constants
  bool flattened = false;     // the members of `type` stand in the parent object
  bool required_in = true;    // input must have the key
  bool null_in = false;       // input may have null
  bool always_out = true;     // output always has the key
  bool null_out = false;      // output may have null
  Options options;
};

struct AlternativeInfo {
  std::string_view tag;
  TypeRef type = nullptr;  // nullptr: nothing but the tag
};

struct TypeInfo {
  enum class Shape {
    boolean,
    integer,
    number,
    string,
    any,
    enumeration,
    object,
    array,
    pair,
    map,
    tagged_union,
    choice,  // an untagged union
    nullable
  };

  Shape shape = Shape::any;
  std::string_view name;  // of the component in documents; empty: written in place
  std::string_view doc;
  std::string_view format;                        // string: what kind of text, as JSON Schema calls it
  bool is_signed = true;                          // integer
  int bits = 64;                                  //
  TypeRef element = nullptr;                      // array, map, nullable; the first of a pair
  TypeRef second = nullptr;                       // pair
  std::span<const std::string_view> choices;      // enumeration
  std::span<const TypeRef> choice_types;          // choice
  std::span<const FieldInfo> fields;              // object
  std::string_view tag_key;                       // object with a tag of its own; tagged_union
  std::string_view tag;                           // object with a tag of its own
  std::span<const AlternativeInfo> alternatives;  // tagged_union
  std::string_view content_key;                   // tagged_union whose alternatives stand under a key
};

template <typename T>
const TypeInfo& type_info();

namespace detail {

template <typename T, std::size_t I>
constexpr FieldInfo field_info() {
  using F = std::tuple_element_t<I, FieldsOf<T>>;
  FieldInfo info;
  if constexpr (kIsField<F>) {
    using M = typename F::Member;
    constexpr Options o = std::get<I>(kFields<T>).options;
    info.key = F::kName.view();
    info.options = o;
    if constexpr (kMayBeEmpty<M>) {
      info.type = &type_info<std::remove_cvref_t<decltype(*std::declval<M&>())>>;
      info.required_in = false;
      info.null_in = true;
      info.always_out = o.null_when_empty;
      info.null_out = o.null_when_empty;
    } else if constexpr (IsChange<M>) {
      info.type = &type_info<typename Describe<M>::ChangeOf>;
      info.required_in = false;
      info.null_in = info.null_out = true;
      info.always_out = false;
    } else {
      info.type = &type_info<M>;
      info.required_in = !(o.optional || o.null_is_absent || o.omit_default);
      info.null_in = o.null_is_absent;
      info.always_out = !o.omit_default;
    }
  } else if constexpr (kIsFlatten<F>) {
    info.flattened = true;
    info.type = &type_info<typename F::Member>;
  } else {
    info.key = F::kKey.view();
    info.constant = F::kValue.view();
  }
  return info;
}

template <typename T>
inline constexpr auto kFieldInfos = []<std::size_t... I>(std::index_sequence<I...>) {
  return std::array<FieldInfo, sizeof...(I)>{field_info<T, I>()...};
}
(std::make_index_sequence<kFieldCount<T>>());

template <typename T>
inline constexpr auto kChoices = [] {
  constexpr auto names = Describe<T>::names();
  std::array<std::string_view, names.size()> texts{};
  for (std::size_t i = 0; i < names.size(); ++i) texts[i] = names[i].text;
  return texts;
}();

template <typename A>
constexpr TypeRef alternative_type() {
  if constexpr (std::is_same_v<A, std::monostate>) {
    return nullptr;
  } else {
    return &type_info<A>;
  }
}

template <typename U>
inline constexpr auto kAlternatives = []<std::size_t... I>(std::index_sequence<I...>) {
  return std::array<AlternativeInfo, sizeof...(I)>{
      AlternativeInfo{kUnionTags<U>.tags[I], alternative_type<std::variant_alternative_t<I, U>>()}...};
}
(std::make_index_sequence<std::variant_size_v<U>>());

template <typename... A>
constexpr std::array<TypeRef, sizeof...(A)> choice_types(const std::variant<A...>*) {
  return {&type_info<A>...};
}
template <typename U>
inline constexpr auto kChoiceTypes = choice_types(static_cast<const U*>(nullptr));

template <typename T>
constexpr TypeInfo make_type_info() {
  using Shape = TypeInfo::Shape;
  TypeInfo info;
  if constexpr (Proxy<T>) {
    info = make_type_info<typename Describe<T>::As>();
  } else if constexpr (std::is_same_v<T, bool>) {
    info.shape = Shape::boolean;
  } else if constexpr (Integer<T>) {
    info.shape = Shape::integer;
    info.is_signed = std::is_signed_v<T>;
    info.bits = static_cast<int>(sizeof(T) * 8);
  } else if constexpr (std::is_floating_point_v<T>) {
    info.shape = Shape::number;
  } else if constexpr (std::is_same_v<T, std::string> || std::is_same_v<T, std::string_view>) {
    info.shape = Shape::string;
  } else if constexpr (std::is_same_v<T, Raw> || std::is_same_v<T, RawView>) {
    info.shape = Shape::any;
  } else if constexpr (std::is_same_v<T, Timestamp>) {
    info.shape = Shape::string;
    info.format = "date-time";
  } else if constexpr (std::is_same_v<T, Bytes>) {
    info.shape = Shape::array;
    info.element = &type_info<std::uint8_t>;
  } else if constexpr (Untagged<T>) {
    info.shape = Shape::choice;
    info.choice_types = kChoiceTypes<T>;
  } else if constexpr (Enum<T>) {
    info.shape = Shape::enumeration;
    info.choices = kChoices<T>;
  } else if constexpr (Optional<T> || IsNullable<T> || Pointer<T>) {
    info.shape = Shape::nullable;
    info.element = &type_info<std::remove_cvref_t<decltype(*std::declval<T&>())>>;
  } else if constexpr (IsChange<T>) {
    info.shape = Shape::nullable;
    info.element = &type_info<typename Describe<T>::ChangeOf>;
  } else if constexpr (Vector<T>) {
    info.shape = Shape::array;
    info.element = &type_info<typename T::value_type>;
  } else if constexpr (Pair<T>) {
    info.shape = Shape::pair;
    info.element = &type_info<typename T::first_type>;
    info.second = &type_info<typename T::second_type>;
  } else if constexpr (Map<T>) {
    info.shape = Shape::map;
    info.element = &type_info<typename T::mapped_type>;
  } else if constexpr (Union<T>) {
    info.shape = Shape::tagged_union;
    info.tag_key = kUnionTags<T>.key;
    info.content_key = kUnionTags<T>.content;
    info.alternatives = kAlternatives<T>;
  } else {
    static_assert(Struct<T>, "this type is not described: see wire/README.md");
    info.shape = Shape::object;
    info.fields = kFieldInfos<T>;
    if (!tag_of<T>().empty()) {
      info.tag_key = tag_key_of<T>();
      info.tag = tag_of<T>();
    }
  }
  if (!name_of<T>().empty()) info.name = name_of<T>();
  if (!doc_of<T>().empty()) info.doc = doc_of<T>();
  return info;
}

template <typename T>
inline constexpr TypeInfo kTypeInfo = make_type_info<T>();

}  // namespace detail

template <typename T>
const TypeInfo& type_info() {
  return detail::kTypeInfo<T>;
}

}  // namespace wire
