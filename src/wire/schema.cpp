// SchemaSet: walks TypeInfo and writes JSON Schema. Used by one thread.
#include "wire/schema.h"

#include <set>
#include <stdexcept>
#include <vector>

namespace wire {
namespace {

using Shape = TypeInfo::Shape;

constexpr int kInlineDepthMax = 64;

bool differs_within(const TypeInfo& type, bool closed, std::set<const TypeInfo*>& visited) {
  if (!visited.insert(&type).second) return false;
  switch (type.shape) {
    case Shape::boolean:
    case Shape::integer:
    case Shape::number:
    case Shape::string:
    case Shape::any:
    case Shape::enumeration:
      return false;
    case Shape::array:
    case Shape::map:
    case Shape::nullable:
      return differs_within(type.element(), closed, visited);
    case Shape::choice:
      for (const TypeRef one : type.choice_types) {
        if (differs_within(one(), closed, visited)) return true;
      }
      return false;
    case Shape::pair:
      return differs_within(type.element(), closed, visited) || differs_within(type.second(), closed, visited);
    case Shape::tagged_union:
      for (const AlternativeInfo& a : type.alternatives) {
        if (a.type != nullptr && differs_within(a.type(), closed, visited)) return true;
      }
      return closed && !type.content_key.empty();
    case Shape::object:
      if (closed) return true;
      for (const FieldInfo& f : type.fields) {
        if (f.required_in != f.always_out || f.null_in != f.null_out) return true;
        if (f.type != nullptr && differs_within(f.type(), closed, visited)) return true;
      }
      return false;
  }
  return false;
}

void write_type_name(JsonWriter& w, std::string_view name, bool nullable) {
  w.key("type");
  if (!nullable) {
    w.string(name);
    return;
  }
  w.begin_array().string(name).string("null").end_array();
}

void write_limit(JsonWriter& w, std::string_view key, std::int64_t limit) {
  if (limit != kNoLimit) w.key(key).signed_integer(limit);
}

void write_integer_limits(JsonWriter& w, const TypeInfo& type, const Options& limits) {
  std::int64_t low = limits.min;
  std::int64_t high = limits.max;
  if (low == kNoLimit && !type.is_signed) low = 0;
  if (type.bits < 64) {
    const int width = type.is_signed ? type.bits - 1 : type.bits;
    if (low == kNoLimit) low = -(std::int64_t{1} << width);
    if (high == kNoLimit) high = (std::int64_t{1} << width) - 1;
  }
  write_limit(w, "minimum", low);
  write_limit(w, "maximum", high);
}

Options item_options(const Options& o) {
  Options inner;
  inner.min = o.item_min;
  inner.max = o.item_max;
  return inner;
}

}  // namespace

/// The members of one JSON object, gathered from a struct and what is flattened into it.
struct SchemaSet::Object {
  struct Constant {
    std::string_view key, text;
  };
  std::vector<Constant> constants;
  std::vector<const FieldInfo*> fields;
  std::vector<const TypeInfo*> unions;  // flattened tagged unions
  std::string_view content_key;         // with `content`: one more member
  const TypeInfo* content = nullptr;

  void gather(const TypeInfo& type) {
    if (!type.tag.empty()) constants.push_back({type.tag_key, type.tag});
    for (const FieldInfo& f : type.fields) {
      if (f.flattened) {
        const TypeInfo& inner = f.type();
        if (inner.shape == Shape::tagged_union) {
          unions.push_back(&inner);
        } else {
          gather(inner);
        }
      } else if (!f.constant.empty()) {
        constants.push_back({f.key, f.constant});
      } else {
        fields.push_back(&f);
      }
    }
  }
  /// One alternative of a union: its tag, and its members or its content.
  void gather(const TypeInfo& type, const AlternativeInfo& alternative) {
    if (!type.content_key.empty()) {
      constants.push_back({type.tag_key, alternative.tag});
      if (alternative.type != nullptr) {
        content_key = type.content_key;
        content = &alternative.type();
      }
      return;
    }
    const TypeInfo& inner = alternative.type();
    if (inner.tag.empty()) constants.push_back({type.tag_key, alternative.tag});
    gather(inner);
  }
};

std::string SchemaSet::ref(std::string_view name) const {
  std::string text = dialect_ == Dialect::json_schema ? "#/$defs/" : "#/components/schemas/";
  text += name;
  return text;
}

bool SchemaSet::differs(const TypeInfo& type) const {
  std::set<const TypeInfo*> visited;
  return differs_within(type, closed_, visited);
}

Schema SchemaSet::add(const TypeInfo& type, Direction direction) {
  JsonWriter w;
  write_type(w, type, direction, {}, {}, false);
  return {w.str()};
}

std::string SchemaSet::component(const TypeInfo& type, Direction direction) {
  const auto other = direction == Direction::input ? Direction::output : Direction::input;
  if (const auto known = names_.find({&type, direction}); known != names_.end()) return known->second;
  const auto twin = names_.find({&type, other});
  std::string name(type.name);
  if (twin != names_.end()) {
    if (!differs(type)) return twin->second;
    if (twin->second == name) name += direction == Direction::input ? "Input" : "Output";
  }
  put_component(name, type, direction);
  return name;
}

void SchemaSet::put_component(const std::string& name, const TypeInfo& type, Direction direction) {
  // The name stands before the text is written: the text may refer to itself.
  if (!components_.try_emplace(name).second) throw std::logic_error("two wire types are called " + name);
  names_[{&type, direction}] = name;
  JsonWriter w;
  write_inline(w, type, direction, {}, type.doc, false);
  components_[name] = w.str();
}

void SchemaSet::write_type(JsonWriter& w, const TypeInfo& type, Direction direction, const Options& limits,
                           std::string_view doc, bool nullable) {
  if (type.shape == Shape::nullable && type.name.empty()) return write_type(w, type.element(), direction, limits, doc, true);
  if (type.name.empty()) return write_inline(w, type, direction, limits, doc.empty() ? type.doc : doc, nullable);
  const std::string target = ref(component(type, direction));
  if (!nullable && doc.empty()) {
    w.begin_object().member("$ref", target).end_object();
    return;
  }
  // Beside $ref older drafts ignore everything, so the reference goes one level down.
  w.begin_object();
  if (!doc.empty()) w.member("description", doc);
  w.key(nullable ? "anyOf" : "allOf").begin_array();
  w.begin_object().member("$ref", target).end_object();
  if (nullable) w.begin_object().member("type", "null").end_object();
  w.end_array().end_object();
}

void SchemaSet::write_inline(JsonWriter& w, const TypeInfo& type, Direction direction, const Options& limits,
                             std::string_view doc, bool nullable) {
  if (++depth_ > kInlineDepthMax) throw std::logic_error("a wire type that contains itself needs a name");
  const bool one_of = type.shape == Shape::tagged_union || type.shape == Shape::object || type.shape == Shape::choice;
  if (one_of && nullable) {
    w.begin_object().key("anyOf").begin_array();
    write_inline(w, type, direction, limits, doc, false);
    w.begin_object().member("type", "null").end_object();
    w.end_array().end_object();
    --depth_;
    return;
  }
  w.begin_object();
  if (!doc.empty()) w.member("description", doc);
  switch (type.shape) {
    case Shape::boolean:
      write_type_name(w, "boolean", nullable);
      break;
    case Shape::number:
      write_type_name(w, "number", nullable);
      break;
    case Shape::integer:
      write_type_name(w, "integer", nullable);
      write_integer_limits(w, type, limits);
      break;
    case Shape::string:
      write_type_name(w, "string", nullable);
      if (!type.format.empty()) w.member("format", type.format);
      write_limit(w, "minLength", limits.min);
      write_limit(w, "maxLength", limits.max);
      break;
    case Shape::any:
      break;
    case Shape::enumeration:
      write_type_name(w, "string", nullable);
      w.key("enum").begin_array();
      for (std::string_view choice : type.choices) w.string(choice);
      if (nullable) w.null();
      w.end_array();
      break;
    case Shape::array:
      write_type_name(w, "array", nullable);
      write_limit(w, "minItems", limits.min);
      write_limit(w, "maxItems", limits.max);
      w.key("items");
      write_type(w, type.element(), direction, item_options(limits), {}, false);
      break;
    case Shape::pair:
      write_type_name(w, "array", nullable);
      w.key("prefixItems").begin_array();
      write_type(w, type.element(), direction, {}, {}, false);
      write_type(w, type.second(), direction, {}, {}, false);
      w.end_array();
      w.member("minItems", 2).member("maxItems", 2);
      break;
    case Shape::map:
      write_type_name(w, "object", nullable);
      write_limit(w, "minProperties", limits.min);
      write_limit(w, "maxProperties", limits.max);
      w.key("additionalProperties");
      write_type(w, type.element(), direction, item_options(limits), {}, false);
      break;
    case Shape::choice:
      w.key("anyOf").begin_array();
      for (const TypeRef one : type.choice_types) write_type(w, one(), direction, {}, {}, false);
      w.end_array();
      break;
    case Shape::nullable: {
      w.key("anyOf").begin_array();
      write_type(w, type.element(), direction, limits, {}, true);
      w.end_array();
      break;
    }
    case Shape::tagged_union:
      write_union(w, type, direction);
      break;
    case Shape::object: {
      Object object;
      object.gather(type);
      write_object(w, object, direction);
      break;
    }
  }
  w.end_object();
  --depth_;
}

void SchemaSet::write_object(JsonWriter& w, const Object& object, Direction direction) {
  if (!object.unions.empty()) {
    // Each alternative of the flattened union gives one form of the whole object.
    const TypeInfo& first = *object.unions.front();
    w.key("oneOf").begin_array();
    for (const AlternativeInfo& alternative : first.alternatives) {
      Object form = object;
      form.unions.erase(form.unions.begin());
      form.gather(first, alternative);
      w.begin_object();
      write_object(w, form, direction);
      w.end_object();
    }
    w.end_array();
    return;
  }
  const bool output = direction == Direction::output;
  w.member("type", "object");
  w.key("properties").begin_object();
  for (const auto& c : object.constants) {
    w.key(c.key).begin_object().member("type", "string").member("const", c.text).end_object();
  }
  for (const FieldInfo* f : object.fields) {
    w.key(f->key);
    write_type(w, f->type(), direction, f->options, f->options.doc, output ? f->null_out : f->null_in);
  }
  if (object.content != nullptr) {
    w.key(object.content_key);
    write_type(w, *object.content, direction, {}, {}, false);
  }
  w.end_object();
  std::vector<std::string_view> required;
  for (const auto& c : object.constants) required.push_back(c.key);
  for (const FieldInfo* f : object.fields) {
    if (output ? f->always_out : f->required_in) required.push_back(f->key);
  }
  if (object.content != nullptr) required.push_back(object.content_key);
  if (!required.empty()) {
    w.key("required").begin_array();
    for (std::string_view key : required) w.string(key);
    w.end_array();
  }
  if (output && closed_) w.member("additionalProperties", false);
}

void SchemaSet::write_union(JsonWriter& w, const TypeInfo& type, Direction direction) {
  std::vector<std::pair<std::string_view, std::string>> mapping;
  w.key("oneOf").begin_array();
  for (const AlternativeInfo& alternative : type.alternatives) {
    const bool own_tag = type.content_key.empty() && !alternative.type().tag.empty();
    if (own_tag && !alternative.type().name.empty()) {
      const std::string target = ref(component(alternative.type(), direction));
      mapping.emplace_back(alternative.tag, target);
      w.begin_object().member("$ref", target).end_object();
      continue;
    }
    Object object;
    object.gather(type, alternative);
    w.begin_object().member("title", alternative.tag);
    write_object(w, object, direction);
    w.end_object();
  }
  w.end_array();
  if (dialect_ == Dialect::asyncapi) w.member("discriminator", type.tag_key);
  if (dialect_ != Dialect::openapi || mapping.size() != type.alternatives.size()) return;
  // A discriminator object only helps where every alternative can be pointed at.
  w.key("discriminator").begin_object().member("propertyName", type.tag_key).key("mapping").begin_object();
  for (const auto& [tag, target] : mapping) w.member(tag, target);
  w.end_object().end_object();
}

void SchemaSet::write(JsonWriter& w) const {
  w.begin_object();
  for (const auto& [name, text] : components_) w.key(name).raw(text);
  w.end_object();
}

std::string schema_document(const TypeInfo& type, Direction direction, bool closed) {
  SchemaSet set(SchemaSet::Dialect::json_schema, closed);
  const Schema root = set.add(type, direction);
  JsonWriter w;
  w.begin_object().member("$schema", "https://json-schema.org/draft/2020-12/schema");
  w.key("allOf").begin_array().raw(root.json).end_array();
  if (!set.empty()) {
    w.key("$defs");
    set.write(w);
  }
  w.end_object();
  return w.str();
}

}  // namespace wire
