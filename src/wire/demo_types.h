// Types that use every feature of wire, for its unit tests and its fuzz target. Plain values.
#pragma once

#include "wire/describe.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

namespace wire::demo {

enum class Mood { calm, merry };
constexpr auto wire_names(Mood) { return names<Mood>({{Mood::calm, "CALM"}, {Mood::merry, "MERRY"}}); }

/// Travels as an integer above zero.
struct Id {
  std::uint64_t value = 0;
  friend bool operator==(const Id&, const Id&) = default;
};

struct Widths {
  std::int8_t i8 = 0;
  std::uint8_t u8 = 0;
  std::int16_t i16 = 0;
  std::uint16_t u16 = 0;
  std::int32_t i32 = 0;
  std::uint32_t u32 = 0;
  std::int64_t i64 = 0;
  std::uint64_t u64 = 0;
  double real = 0;
  bool flag = false;
  static constexpr auto wire_fields() {
    return fields(field<"i8">(&Widths::i8), field<"u8">(&Widths::u8), field<"i16">(&Widths::i16), field<"u16">(&Widths::u16),
                  field<"i32">(&Widths::i32), field<"u32">(&Widths::u32), field<"i64">(&Widths::i64),
                  field<"u64">(&Widths::u64), field<"real">(&Widths::real), field<"flag">(&Widths::flag));
  }
};

struct Author {
  Id id;
  std::string name;
  std::optional<std::string> display_name;
  static constexpr std::string_view wire_name = "Author";
  static constexpr std::string_view wire_doc = "Who wrote it.";
  static constexpr auto wire_fields() {
    return fields(field<"id">(&Author::id), field<"name">(&Author::name, {.min = 2, .max = 5, .doc = "Shown to others."}),
                  field<"display_name">(&Author::display_name, {.max = 4}));
  }
};

/// Author with two more members, as its owner sees it.
struct SelfAuthor {
  Author base;
  std::optional<std::string> email;
  bool verified = false;
  static constexpr std::string_view wire_name = "SelfAuthor";
  static constexpr auto wire_fields() {
    return fields(flatten(&SelfAuthor::base), field<"email">(&SelfAuthor::email), field<"verified">(&SelfAuthor::verified));
  }
};

struct TextRoom {
  std::string name;
  std::optional<std::string> topic;
  static constexpr std::string_view wire_name = "TextRoom";
  static constexpr std::string_view wire_tag = "TEXT";
  static constexpr auto wire_fields() { return fields(field<"name">(&TextRoom::name), field<"topic">(&TextRoom::topic)); }
};
struct VoiceRoom {
  std::string name;
  std::uint32_t places = 0;
  static constexpr std::string_view wire_name = "VoiceRoom";
  static constexpr std::string_view wire_tag = "VOICE";
  static constexpr auto wire_fields() {
    return fields(field<"name">(&VoiceRoom::name), field<"places">(&VoiceRoom::places));
  }
};
using Room = std::variant<TextRoom, VoiceRoom>;

struct CustomCard {
  std::string content;
  std::uint8_t border = 0;
  static constexpr std::string_view wire_name = "CustomCard";
  static constexpr auto wire_fields() {
    return fields(field<"content">(&CustomCard::content, {.max = 8}),
                  field<"border">(&CustomCard::border, {.omit_default = true}));
  }
};
struct ImageCard {
  std::string url;
  Nullable<std::uint32_t> width;
  static constexpr auto wire_fields() { return fields(field<"url">(&ImageCard::url), field<"width">(&ImageCard::width)); }
};
using Card = std::variant<CustomCard, ImageCard>;

/// Tag and content under keys of their own; the last alternative has no content.
using Emoji = std::variant<Author, std::string, std::monostate>;

/// Told apart by what kind of value it is.
using Nonce = std::variant<std::uint64_t, Bytes>;

/// Members of a union beside members of the parent.
struct Failure {
  std::uint16_t status = 0;
  Card card;
  static constexpr auto wire_fields() { return fields(field<"status">(&Failure::status), flatten(&Failure::card)); }
};

struct Edit {
  Change<std::string> topic;
  std::optional<std::uint32_t> position;
  std::vector<std::string> words;
  bool loud = false;
  static constexpr std::string_view wire_name = "Edit";
  static constexpr auto wire_fields() {
    return fields(field<"topic">(&Edit::topic, {.min = 1, .max = 3}),
                  field<"position">(&Edit::position, {.null_when_empty = true}),
                  field<"words">(&Edit::words, {.min = 1, .max = 2, .item_min = 1, .item_max = 3, .omit_default = true}),
                  field<"loud">(&Edit::loud, {.null_is_absent = true}));
  }
};

struct Post {
  Id id;
  Author author;
  Nullable<std::string> content;
  std::unique_ptr<Post> reference;
  std::shared_ptr<const Post> origin;
  Room room;
  std::vector<Card> cards;
  std::vector<std::pair<int, int>> unlisted;  // a member need not be declared
  std::map<std::string, std::int32_t> counts;
  std::unordered_map<std::string, std::vector<bool>> votes;
  Mood mood = Mood::calm;
  Emoji emoji;
  Raw extra{"null"};
  std::optional<Edit> edit;
  std::optional<Timestamp> at;
  Bytes hash;
  std::optional<Nonce> nonce;
  static constexpr std::string_view wire_name = "Post";
  static constexpr auto wire_fields() {
    return fields(
        constant<"kind", "post">(), field<"_id">(&Post::id), field<"author">(&Post::author),
        field<"content">(&Post::content, {.max = 10}), field<"reference">(&Post::reference), field<"origin">(&Post::origin),
        field<"room">(&Post::room), field<"cards">(&Post::cards, {.max = 3, .optional = true}),
        field<"counts">(&Post::counts, {.max = 2, .item_max = 9, .omit_default = true}),
        field<"votes">(&Post::votes, {.omit_default = true}), field<"mood">(&Post::mood, {.optional = true}),
        field<"emoji">(&Post::emoji), field<"extra">(&Post::extra, {.optional = true}), field<"edit">(&Post::edit),
        field<"at">(&Post::at), field<"hash">(&Post::hash, {.max = 4, .omit_default = true}), field<"nonce">(&Post::nonce));
  }
};

}  // namespace wire::demo

template <>
struct wire::Describe<wire::demo::Id> {
  using As = std::uint64_t;
  static As to(const demo::Id& id) { return id.value; }
  static std::optional<demo::Id> from(As value) { return value == 0 ? std::nullopt : std::optional(demo::Id{value}); }
  static constexpr std::string_view expected = "an id above zero";
};
template <>
struct wire::Describe<wire::demo::Nonce> {
  static constexpr bool untagged = true;
};
template <>
struct wire::Describe<wire::demo::Room> {
  static constexpr std::string_view name = "Room";
};
template <>
struct wire::Describe<wire::demo::Card> {
  static constexpr std::string_view name = "Card";
  static constexpr auto tags() { return wire::tags<"type">("CUSTOM", "IMAGE"); }
};
template <>
struct wire::Describe<wire::demo::Emoji> {
  static constexpr auto tags() { return wire::tags<"type", "emoji">("OWNED", "UNICODE", "NONE"); }
};
