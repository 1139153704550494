// JSON for tests: one spelling per value, so that values can be compared whatever the order of keys; and a judge for the
// JSON Schemas that this repository makes. Any thread.
#pragma once

#include "wire/json_document.h"
#include "wire/json_writer.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace testing_support {

namespace json_detail {

inline void write_sorted(wire::JsonWriter& w, const wire::Token& t) {
  switch (t.kind) {
    case wire::Kind::null:
      w.null();
      return;
    case wire::Kind::boolean:
      w.boolean(t.truth);
      return;
    case wire::Kind::integer:
    case wire::Kind::decimal:
      w.raw(t.text());
      return;
    case wire::Kind::string:
    case wire::Kind::bytes:
      w.string(t.text());
      return;
    case wire::Kind::array: {
      w.begin_array();
      const wire::Token* item = t.first();
      for (std::uint32_t i = 0; i < t.size; ++i, item = item->next()) write_sorted(w, *item);
      w.end_array();
      return;
    }
    case wire::Kind::object: {
      std::vector<std::pair<std::string_view, const wire::Token*>> members;
      const wire::Token* key = t.first();
      for (std::uint32_t i = 0; i < t.size; ++i, key = key->next()->next()) members.emplace_back(key->text(), key->next());
      std::sort(members.begin(), members.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
      w.begin_object();
      for (const auto& [name, value] : members) {
        w.key(name);
        write_sorted(w, *value);
      }
      w.end_object();
      return;
    }
  }
}

inline const wire::Token* member(const wire::Token& object, std::string_view name) {
  if (object.kind != wire::Kind::object) return nullptr;
  const wire::Token* key = object.first();
  for (std::uint32_t i = 0; i < object.size; ++i, key = key->next()->next()) {
    if (key->text() == name) return key->next();
  }
  return nullptr;
}

template <typename Visit>
void each_item(const wire::Token& array, Visit visit) {
  const wire::Token* item = array.first();
  for (std::uint32_t i = 0; i < array.size; ++i, item = item->next()) visit(*item, i);
}
template <typename Visit>
void each_member(const wire::Token& object, Visit visit) {
  const wire::Token* key = object.first();
  for (std::uint32_t i = 0; i < object.size; ++i, key = key->next()->next()) visit(key->text(), *key->next());
}

inline bool is_of(const wire::Token& value, std::string_view type) {
  if (type == "number" && value.kind == wire::Kind::decimal) return true;
  if (type == "number" || type == "integer") return value.kind == wire::Kind::integer;
  return wire::kind_name(value.kind) == type;
}

/// Why `value` does not fit, with its place; empty when it does.
inline std::string misfit(const wire::Token& root, const wire::Token& schema, const wire::Token& value, std::string path) {
  std::string why;
  const auto fail = [&](std::string what) {
    if (why.empty()) why = (path.empty() ? "value" : path) + ": " + std::move(what);
  };
  const auto inner = [&](const wire::Token& s, const wire::Token& v, const std::string& step) {
    if (why.empty()) why = misfit(root, s, v, path + step);
  };
  const auto count_fits = [&](const wire::Token& list) {
    std::size_t fits = 0;
    each_item(list, [&](const wire::Token& s, std::uint32_t) { fits += misfit(root, s, value, path).empty() ? 1 : 0; });
    return fits;
  };
  std::vector<std::string_view> known;
  if (const auto* properties = member(schema, "properties")) {
    each_member(*properties, [&](std::string_view name, const wire::Token& s) {
      known.push_back(name);
      if (const auto* v = member(value, name)) inner(s, *v, "." + std::string(name));
    });
  }
  each_member(schema, [&](std::string_view keyword, const wire::Token& rule) {
    if (keyword == "$ref") {
      constexpr std::string_view kPrefix = "#/$defs/";
      const auto* target = member(*member(root, "$defs"), rule.text().substr(kPrefix.size()));
      if (target == nullptr) return fail("reference to nothing");
      inner(*target, value, "");
    } else if (keyword == "type") {
      bool fits = rule.kind == wire::Kind::string && is_of(value, rule.text());
      if (rule.kind == wire::Kind::array) {
        each_item(rule, [&](const wire::Token& t, std::uint32_t) { fits = fits || is_of(value, t.text()); });
      }
      if (!fits) fail("has the wrong type");
    } else if (keyword == "const") {
      if (value.text() != rule.text()) fail("is not " + std::string(rule.text()));
    } else if (keyword == "enum") {
      bool fits = false;
      each_item(rule, [&](const wire::Token& t, std::uint32_t) {
        fits = fits || (t.kind == value.kind && (t.kind == wire::Kind::null || t.text() == value.text()));
      });
      if (!fits) fail("is none of the choices");
    } else if (keyword == "required") {
      each_item(rule, [&](const wire::Token& name, std::uint32_t) {
        if (member(value, name.text()) == nullptr) fail("lacks " + std::string(name.text()));
      });
    } else if (keyword == "additionalProperties" && value.kind == wire::Kind::object) {
      each_member(value, [&](std::string_view name, const wire::Token& v) {
        if (std::find(known.begin(), known.end(), name) != known.end()) return;
        if (rule.kind == wire::Kind::boolean) {
          if (!rule.truth) fail("has an undeclared " + std::string(name));
        } else {
          inner(rule, v, "." + std::string(name));
        }
      });
    } else if (keyword == "items" && value.kind == wire::Kind::array) {
      each_item(value, [&](const wire::Token& v, std::uint32_t i) { inner(rule, v, "[" + std::to_string(i) + "]"); });
    } else if (keyword == "prefixItems" && value.kind == wire::Kind::array) {
      std::vector<const wire::Token*> values;
      each_item(value, [&](const wire::Token& v, std::uint32_t) { values.push_back(&v); });
      if (values.size() != rule.size) return fail("has another number of items");
      each_item(rule, [&](const wire::Token& s, std::uint32_t i) { inner(s, *values[i], "[" + std::to_string(i) + "]"); });
    } else if (keyword == "allOf") {
      each_item(rule, [&](const wire::Token& s, std::uint32_t) { inner(s, value, ""); });
    } else if (keyword == "anyOf" || keyword == "oneOf") {
      const std::size_t fits = count_fits(rule);
      if (fits == 0) fail("fits none of the forms");
      if (fits > 1 && keyword == "oneOf") fail("fits several forms");
    }
  });
  return why;
}

}  // namespace json_detail

/// The same value without white space and with its keys in order; "no JSON" for what is none.
inline std::string canonical(std::string_view json) {
  const wire::JsonDocument document(json);
  if (!document.ok()) return "no JSON";
  wire::JsonWriter w;
  json_detail::write_sorted(w, *document.root());
  return w.str();
}

/// Judges `value` by `schema`, which is the member `name` of the object `schemas`: why it does not fit, or empty. Sizes,
/// ranges and formats are not looked at.
inline std::string misfit(std::string_view schemas, std::string_view name, std::string_view value) {
  const wire::JsonDocument all(schemas);
  const wire::JsonDocument document(value);
  if (!all.ok() || !document.ok()) return "no JSON";
  const wire::Token* schema = json_detail::member(*all.root(), name);
  if (schema == nullptr) return "no schema of this name";
  return json_detail::misfit(*schema, *schema, *document.root(), "");
}

}  // namespace testing_support
