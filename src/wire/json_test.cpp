// from_json() and to_json(): every kind of member, limits at their edges, and the errors.
#include "wire/json.h"

#include "wire/demo_types.h"

#include <doctest/doctest.h>

#include <string>

using namespace wire::demo;
using wire::DecodeError;

namespace {

/// wire::Options without the text, which keeps those from being template arguments.
struct Rule {
  std::int64_t min = wire::kNoLimit;
  std::int64_t max = wire::kNoLimit;
  std::int64_t item_min = wire::kNoLimit;
  std::int64_t item_max = wire::kNoLimit;
  bool optional = false;
  bool null_when_empty = false;
  bool unchecked = false;
};

/// A single member of type M called "v", to try one rule at a time.
template <typename M, Rule R = Rule{}>
struct One {
  M v{};
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"v">(&One::v, {.min = R.min,
                                                   .max = R.max,
                                                   .item_min = R.item_min,
                                                   .item_max = R.item_max,
                                                   .optional = R.optional,
                                                   .null_when_empty = R.null_when_empty,
                                                   .unchecked = R.unchecked}));
  }
};

template <typename T>
std::string errors(std::string_view text) {
  const auto got = wire::from_json<T>(text);
  if (got) return "ok";
  return (got.error().kind == DecodeError::Kind::syntax ? "syntax: " : "") + got.error().text();
}

/// Reads and writes again; the errors when it cannot be read.
template <typename T>
std::string again(std::string_view text) {
  auto got = wire::from_json<T>(text);
  return got ? wire::to_json(*got) : got.error().text();
}

template <typename M>
std::string again_one(std::string_view value) {
  return again<One<M>>("{\"v\":" + std::string(value) + "}");
}

constexpr std::string_view kPost =
    R"({"kind":"post","_id":7,"author":{"id":1,"name":"otto"},"content":null,)"
    R"("reference":{"kind":"post","_id":6,"author":{"id":2,"name":"ines","display_name":"I"},"content":"hm","room":{"type":"VOICE",)"
    R"("name":"v","places":2},"cards":[],"mood":"CALM","emoji":{"type":"NONE"},"extra":null},)"
    R"("room":{"type":"TEXT","name":"general","topic":"all"},"cards":[{"type":"CUSTOM","content":"hi","border":7},)"
    R"({"type":"CUSTOM","content":""},{"type":"IMAGE","url":"u","width":null}],"counts":{"a":-1,"b":9},"votes":{"x":[true,false]},)"
    R"("mood":"MERRY","emoji":{"type":"OWNED","emoji":{"id":9,"name":"lamp"}},"extra":{"n":[1.50,"é"]},)"
    R"("edit":{"topic":null,"position":null,"words":[],"loud":true},"at":"2024-06-09T00:30:05.793Z","hash":[0,255],"nonce":5})";

}  // namespace

TEST_CASE("a value with everything reads and writes back the same bytes") {
  std::string text(kPost);
  text.replace(text.find("\"words\":[]"), 10, "\"words\":[\"a\"]");
  CHECK(again<Post>(text) == text);
  const auto post = wire::from_json<Post>(text);
  REQUIRE(post);
  CHECK(post->id.value == 7);
  CHECK(post->reference->author.display_name == "I");
  CHECK(std::get<VoiceRoom>(post->reference->room).places == 2);
  CHECK(std::get<ImageCard>(post->cards[2]).url == "u");
  CHECK(post->votes.at("x") == std::vector<bool>{true, false});
  CHECK(post->edit->topic.is_null());
  std::string appended = "x";
  wire::append_json(appended, *post);
  CHECK(appended == "x" + text);
}

TEST_CASE("members in any order, tags in any place, unknown keys ignored") {
  CHECK(again<Author>(R"({"x":[{"y":1}],"name":"otto","id":3,"name2":0})") == R"({"id":3,"name":"otto"})");
  CHECK(again<Room>(R"({"topic":"t","name":"n","type":"TEXT"})") == R"({"type":"TEXT","name":"n","topic":"t"})");
  CHECK(again<SelfAuthor>(R"({"verified":true,"name":"otto","email":"e","id":3})") ==
        R"({"id":3,"name":"otto","email":"e","verified":true})");
  CHECK(again<Failure>(R"({"url":"u","width":3,"status":404,"type":"IMAGE"})") ==
        R"({"status":404,"type":"IMAGE","url":"u","width":3})");
}

TEST_CASE("integers: exact to their edges, and nothing else counts as one") {
  CHECK(again<Widths>(R"({"i8":-128,"u8":255,"i16":-32768,"u16":65535,"i32":-2147483648,"u32":4294967295,)"
                      R"("i64":-9223372036854775808,"u64":18446744073709551615,"real":0.1,"flag":true})") ==
        R"({"i8":-128,"u8":255,"i16":-32768,"u16":65535,"i32":-2147483648,"u32":4294967295,)"
        R"("i64":-9223372036854775808,"u64":18446744073709551615,"real":0.1,"flag":true})");
  CHECK(again_one<std::int64_t>("9007199254740993") == R"({"v":9007199254740993})");
  CHECK(again_one<std::uint64_t>("-0") == R"({"v":0})");
  const std::string range = "v: integer out of range";
  CHECK(again_one<std::int8_t>("-129") == range);
  CHECK(again_one<std::int8_t>("128") == range);
  CHECK(again_one<std::uint8_t>("256") == range);
  CHECK(again_one<std::uint8_t>("-1") == range);
  CHECK(again_one<std::int16_t>("32768") == range);
  CHECK(again_one<std::uint16_t>("65536") == range);
  CHECK(again_one<std::int32_t>("2147483648") == range);
  CHECK(again_one<std::uint32_t>("4294967296") == range);
  CHECK(again_one<std::int64_t>("9223372036854775808") == range);
  CHECK(again_one<std::int64_t>("-9223372036854775809") == range);
  CHECK(again_one<std::uint64_t>("18446744073709551616") == range);
  CHECK(again_one<int>("1.0") == "v: expected integer, got number");
  CHECK(again_one<int>("1e2") == "v: expected integer, got number");
  CHECK(again_one<int>("\"1\"") == "v: expected integer, got string");
  CHECK(again_one<int>("true") == "v: expected integer, got boolean");
}

TEST_CASE("other scalars") {
  CHECK(again_one<double>("3") == R"({"v":3})");
  CHECK(again_one<double>("-2.5e-3") == R"({"v":-0.0025})");
  CHECK(again_one<double>("1e999") == "v: number out of range");
  CHECK(again_one<double>("\"1\"") == "v: expected number, got string");
  CHECK(again_one<bool>("0") == "v: expected boolean, got integer");
  CHECK(again_one<std::string>("null") == "v: expected string, got null");
  CHECK(again_one<std::string>("[]") == "v: expected string, got array");
  CHECK(again_one<Mood>("\"MERRY\"") == R"({"v":"MERRY"})");
  CHECK(again_one<Mood>("\"merry\"") == "v: must be one of CALM, MERRY");
  CHECK(again_one<Mood>("1") == "v: expected string, got integer");
  CHECK(again_one<Id>("1") == R"({"v":1})");
  CHECK(again_one<Id>("0") == "v: expected an id above zero");
  CHECK(again_one<Id>("-1") == "v: integer out of range");
  CHECK(again_one<wire::Raw>(R"( [ 1.50 , {"a" : "\u0041"} ] )") == R"({"v":[1.50,{"a":"A"}]})");
}

TEST_CASE("an optional member: missing and null are nothing") {
  using O = One<std::optional<int>>;
  CHECK(again<O>("{}") == "{}");
  CHECK(again<O>(R"({"v":null})") == "{}");
  CHECK(again<O>(R"({"v":1})") == R"({"v":1})");
  CHECK(again<O>(R"({"v":"1"})") == "v: expected integer, got string");
  using N = One<std::optional<int>, Rule{.null_when_empty = true}>;
  CHECK(again<N>("{}") == R"({"v":null})");
  CHECK(again<N>(R"({"v":1})") == R"({"v":1})");
  using P = One<std::unique_ptr<Author>>;
  CHECK(again<P>("{}") == "{}");
  CHECK(again<P>(R"({"v":null})") == "{}");
  CHECK(again<P>(R"({"v":{"id":1,"name":"ab"}})") == R"({"v":{"id":1,"name":"ab"}})");
  CHECK(again<P>(R"({"v":{"id":1}})") == "v.name: is required");
  CHECK(again<One<std::vector<std::optional<int>>>>(R"({"v":[1,null]})") == R"({"v":[1,null]})");
}

TEST_CASE("a nullable member: the key must be there, null is a value") {
  using N = One<wire::Nullable<std::string>>;
  CHECK(again<N>("{}") == "v: is required");
  CHECK(again<N>(R"({"v":null})") == R"({"v":null})");
  CHECK(again<N>(R"({"v":"x"})") == R"({"v":"x"})");
  CHECK(again<One<wire::Nullable<std::string>, Rule{.optional = true}>>("{}") == R"({"v":null})");
}

TEST_CASE("a change has three states") {
  using C = One<wire::Change<std::string>, Rule{.max = 2}>;
  CHECK(again<C>("{}") == "{}");
  CHECK(again<C>(R"({"v":null})") == R"({"v":null})");
  CHECK(again<C>(R"({"v":""})") == R"({"v":""})");
  CHECK(again<C>(R"({"v":"abc"})") == "v: must be at most 2 characters");
  CHECK(again<C>(R"({"v":3})") == "v: expected string, got integer");

  std::optional<std::string> target = "old";
  wire::Change<std::string>().apply_to(target);
  CHECK(target == "old");
  wire::Change<std::string>("new").apply_to(target);
  CHECK(target == "new");
  wire::Change<std::string>::null().apply_to(target);
  CHECK_FALSE(target);
  CHECK(wire::Change<int>::to(std::nullopt).is_null());
  CHECK(*wire::Change<int>::to(3) == 3);
}

TEST_CASE("members that input may leave out") {
  struct Defaults {
    int limit = 50;
    bool spoiler = false;
    int colour = 0;
    std::vector<int> list;
    static constexpr auto wire_fields() {
      return wire::fields(wire::field<"limit">(&Defaults::limit, {.optional = true}),
                          wire::field<"spoiler">(&Defaults::spoiler, {.null_is_absent = true}),
                          wire::field<"colour">(&Defaults::colour, {.omit_default = true}),
                          wire::field<"list">(&Defaults::list, {.optional = true}));
    }
  };
  CHECK(again<Defaults>("{}") == R"({"limit":50,"spoiler":false,"list":[]})");
  CHECK(again<Defaults>(R"({"limit":1,"spoiler":true,"colour":2,"list":[1]})") ==
        R"({"limit":1,"spoiler":true,"colour":2,"list":[1]})");
  CHECK(again<Defaults>(R"({"colour":0})") == R"({"limit":50,"spoiler":false,"list":[]})");
  CHECK(again<Defaults>(R"({"spoiler":null})") == R"({"limit":50,"spoiler":false,"list":[]})");
  CHECK(errors<Defaults>(R"({"limit":null,"colour":null,"list":null})") ==
        "limit: expected integer, got null; colour: expected integer, got null; list: expected array, got null");
}

TEST_CASE("limits hold at the edge and not beyond it") {
  using S = One<std::string, Rule{.min = 2, .max = 3}>;
  CHECK(errors<S>(R"({"v":"a"})") == "v: must be at least 2 characters");
  CHECK(errors<S>(R"({"v":"ab"})") == "ok");
  CHECK(errors<S>(R"({"v":"äö🎉"})") == "ok");  // code points, not bytes
  CHECK(errors<S>(R"({"v":"abcd"})") == "v: must be at most 3 characters");
  CHECK(errors<One<std::string, Rule{.min = 1}>>(R"({"v":""})") == "v: must be at least 1 character");

  using I = One<int, Rule{.min = -1, .max = 100}>;
  CHECK(errors<I>(R"({"v":-2})") == "v: must be at least -1");
  CHECK(errors<I>(R"({"v":-1})") == "ok");
  CHECK(errors<I>(R"({"v":100})") == "ok");
  CHECK(errors<I>(R"({"v":101})") == "v: must be at most 100");
  using U = One<std::uint64_t, Rule{.min = 1, .max = 100}>;
  CHECK(errors<U>(R"({"v":0})") == "v: must be at least 1");
  CHECK(errors<U>(R"({"v":18446744073709551615})") == "v: must be at most 100");

  using V = One<std::vector<std::string>, Rule{.min = 1, .max = 2, .item_min = 1, .item_max = 2}>;
  CHECK(errors<V>(R"({"v":[]})") == "v: must be at least 1 item");
  CHECK(errors<V>(R"({"v":["a","bb"]})") == "ok");
  CHECK(errors<V>(R"({"v":["a","b","c"]})") == "v: must be at most 2 items");
  CHECK(errors<V>(R"({"v":["","ccc"]})") == "v[0]: must be at least 1 character; v[1]: must be at most 2 characters");

  CHECK(errors<One<std::string, Rule{.max = 1, .unchecked = true}>>(R"({"v":"abc"})") == "ok");
  using M = One<std::map<std::string, int>, Rule{.max = 1, .item_max = 5}>;
  CHECK(errors<M>(R"({"v":{"a":5}})") == "ok");
  CHECK(errors<M>(R"({"v":{"a":6}})") == "v.a: must be at most 5");
  CHECK(errors<M>(R"({"v":{"a":1,"b":2}})") == "v: must be at most 1 entry");
  CHECK(errors<One<std::optional<std::string>, Rule{.max = 1}>>(R"({"v":"ab"})") == "v: must be at most 1 character");
}

TEST_CASE("unions name the tag in their errors") {
  CHECK(errors<Room>(R"({"name":"n"})") == "type: is required");
  CHECK(errors<Room>(R"({"type":"Text","name":"n"})") == "type: unknown type \"Text\"");
  CHECK(errors<Room>(R"({"type":1})") == "type: expected string, got integer");
  CHECK(errors<Room>(R"({"type":"TEXT","type":"VOICE","name":"n"})") == "type: given twice");
  CHECK(errors<Room>("[]") == "expected object, got array");
  CHECK(errors<Card>(R"({"type":"CUSTOM","content":"123456789"})") == "content: must be at most 8 characters");
  CHECK(errors<Failure>(R"({"type":"IMAGE","width":1})") == "status: is required; url: is required");
  // A struct with a tag of its own checks and writes it outside a union too; one whose union has the tags does not.
  CHECK(again<TextRoom>(R"({"type":"TEXT","name":"n"})") == R"({"type":"TEXT","name":"n"})");
  CHECK(errors<TextRoom>(R"({"type":"VOICE","name":"n"})") == "type: unknown type \"VOICE\"");
  CHECK(again<CustomCard>(R"({"content":"c"})") == R"({"content":"c"})");
}

TEST_CASE("unions with their content under a key") {
  CHECK(again<Emoji>(R"({"emoji":"🎉","type":"UNICODE"})") == R"({"type":"UNICODE","emoji":"🎉"})");
  CHECK(again<Emoji>(R"({"type":"NONE","emoji":5})") == R"({"type":"NONE"})");
  CHECK(errors<Emoji>(R"({"type":"UNICODE","emoji":{}})") == "emoji: expected string, got object");
  CHECK(errors<Emoji>(R"({"type":"UNICODE"})") == "emoji: is required");
  CHECK(errors<Emoji>(R"({"type":"OWNED","emoji":{"id":1}})") == "emoji.name: is required");
}

TEST_CASE("errors are collected, with their paths") {
  CHECK(errors<Post>("{}") ==
        "kind: is required; _id: is required; author: is required; content: is required; room: is required; emoji: is "
        "required");
  std::string text(kPost);
  text.replace(text.find("\"places\":2"), 10, "\"places\":-2");
  text.replace(text.find("\"border\":7"), 10, "\"border\":256");
  text.replace(text.find("\"b\":9"), 5, "\"b\":10");
  text.replace(text.find("[true,false]"), 12, "[true,0]");
  CHECK(errors<Post>(text) ==
        "reference.room.places: integer out of range; cards[0].border: integer out of range; counts.b: must be at most 9; "
        "votes.x[1]: expected boolean, got integer; edit.words: must be at least 1 item");
  CHECK(errors<Author>("3") == "expected object, got integer");
  CHECK(errors<std::vector<int>>("[1,\"a\"]") == "[1]: expected integer, got string");
  CHECK(errors<Author>(R"({"id":1,"name":"otto","id":2})") == "id: given twice");
  CHECK(errors<SelfAuthor>(R"({"id":1,"name":"otto","verified":true,"id":2,"email":"a","email":null})") ==
        "id: given twice; email: given twice");
  CHECK(errors<One<std::map<std::string, int>>>(R"({"v":{"a":1,"a":2}})") == "v.a: given twice");
  CHECK(errors<SelfAuthor>("{}") == "verified: is required; id: is required; name: is required");
  struct Fixed {
    static constexpr auto wire_fields() { return wire::fields(wire::constant<"k", "v">()); }
  };
  CHECK(errors<Fixed>(R"({"k":"w"})") == "k: must be \"v\"");
  CHECK(errors<Fixed>(R"({"k":1})") == "k: must be \"v\"");
}

TEST_CASE("the number of errors is bounded, and their text is valid whatever the input's keys are") {
  std::string many = "[";
  for (int i = 0; i < 1000; ++i) many += "null,";
  CHECK(wire::from_json<std::vector<int>>(many + "1]").error().fields.size() == wire::kErrorsMax);

  std::string key;
  for (int i = 0; i < 50; ++i) key += "🎉";  // 4 bytes each; the path is cut between two of them
  const auto got = wire::from_json<std::map<std::string, int>>("{\"x" + key + "\":true}");
  const std::string path = got.error().fields.at(0).path;
  CHECK(path.size() == 1 + 4 * 15);
}

TEST_CASE("broken limits are told from wrong types") {
  const auto only_limits = [](std::string_view text) { return wire::from_json<Author>(text).error().only_limits(); };
  CHECK(only_limits(R"({"id":1,"name":"o"})"));
  CHECK(only_limits(R"({"id":1,"name":"ottos cat","display_name":"12345"})"));
  CHECK_FALSE(only_limits(R"({"id":1,"name":"o","display_name":5})"));
  CHECK_FALSE(only_limits(R"({"name":"o"})"));
  CHECK_FALSE(only_limits("{"));
}

TEST_CASE("pairs are arrays of two, ordered maps keep their order") {
  using Settings = std::map<std::string, std::pair<std::int64_t, std::string>>;
  CHECK(again<Settings>(R"({"a":[1,"x"],"b":[-2,""]})") == R"({"a":[1,"x"],"b":[-2,""]})");
  CHECK(errors<Settings>(R"({"a":[1],"b":["1","x"],"c":3})") ==
        "a: expected array of two, got array; b[0]: expected integer, got string; c: expected array of two, got integer");
  using Votes = wire::OrderedMap<std::vector<int>>;
  CHECK(again<Votes>(R"({"b":[1],"a":[2,3],"":[]})") == R"({"b":[1],"a":[2,3],"":[]})");
  CHECK(errors<Votes>(R"({"b":[1],"b":[]})") == "b: given twice");
  Votes votes;
  votes["x"].push_back(1);
  votes["x"].push_back(2);
  CHECK(votes.size() == 1);
  CHECK(votes.begin()->second.size() == 2);
  CHECK_FALSE(votes.try_emplace("x", {}).second);
}

TEST_CASE("syntax errors are told from errors of shape") {
  CHECK(errors<Author>("{") == "syntax: not valid JSON");
  CHECK(errors<Author>("{} {}") == "syntax: text after the end of the value");
  CHECK(errors<Author>(R"({"id":1,"name":"ab","other":nope})") == "syntax: not valid JSON");
  CHECK(errors<Author>("\"\xff\"") == "syntax: not valid UTF-8");
}

TEST_CASE("spliced bytes and texts that are not owned") {
  struct View {
    std::string_view text;
    wire::RawView raw;
    std::vector<wire::RawView> list;
    static constexpr auto wire_fields() {
      return wire::fields(wire::field<"text">(&View::text), wire::field<"raw">(&View::raw),
                          wire::field<"list">(&View::list));
    }
  };
  CHECK(wire::to_json(View{"a\"", {"{\"x\":1}"}, {{"1"}, {"[]"}}}) == R"({"text":"a\"","raw":{"x":1},"list":[1,[]]})");
}
