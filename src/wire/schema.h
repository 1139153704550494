// JSON Schema from described types: alone, or as the components of an OpenAPI or AsyncAPI document. Used by one thread.
#pragma once

#include "wire/json_writer.h"
#include "wire/type_info.h"

#include <map>
#include <string>
#include <utility>

namespace wire {

/// Input: what we accept (what may be left out is not required). Output: what we send (what is always written is required).
enum class Direction { input, output };

/// A schema as JSON text, usually {"$ref": "..."}.
struct Schema {
  std::string json;
  bool empty() const { return json.empty(); }
};

/// Types by their wire_name, each once, with references between them. A type that is used in both directions and looks
/// different in them gets a second component, called <name>Input or <name>Output, whichever came later.
class SchemaSet {
 public:
  enum class Dialect {
    json_schema,  // 2020-12; references to #/$defs/
    openapi,      // 3.1; references to #/components/schemas/, discriminator objects
    asyncapi,     // 3.0; references to #/components/schemas/, discriminator names
  };

  /// `closed`: objects we send allow no other keys. For judging our own output; what clients are told stays open.
  explicit SchemaSet(Dialect dialect, bool closed = false) : dialect_(dialect), closed_(closed) {}

  /// Adds T and all it is made of. Throws std::logic_error when two types have one name, or a nameless type contains itself.
  template <typename T>
  Schema add(Direction direction) {
    return add(type_info<T>(), direction);
  }
  Schema add(const TypeInfo& type, Direction direction);

  /// The components so far, as one object.
  void write(JsonWriter& w) const;
  bool empty() const { return components_.empty(); }

 private:
  struct Object;

  void write_type(JsonWriter& w, const TypeInfo& type, Direction direction, const Options& limits, std::string_view doc,
                  bool nullable);
  void write_inline(JsonWriter& w, const TypeInfo& type, Direction direction, const Options& limits, std::string_view doc,
                    bool nullable);
  void write_object(JsonWriter& w, const Object& object, Direction direction);
  void write_union(JsonWriter& w, const TypeInfo& type, Direction direction);
  std::string component(const TypeInfo& type, Direction direction);
  void put_component(const std::string& name, const TypeInfo& type, Direction direction);
  bool differs(const TypeInfo& type) const;
  std::string ref(std::string_view name) const;

  Dialect dialect_;
  bool closed_;
  int depth_ = 0;
  std::map<std::string, std::string> components_;  // name -> schema text
  std::map<std::pair<const TypeInfo*, Direction>, std::string> names_;
};

/// A schema document of its own (2020-12) for T.
std::string schema_document(const TypeInfo& type, Direction direction, bool closed);
template <typename T>
std::string schema(Direction direction = Direction::output, bool closed = false) {
  return schema_document(type_info<T>(), direction, closed);
}

}  // namespace wire
