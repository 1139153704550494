// The files that stored events carry, as one more member of their bodies' JSON: {"edit": {...}, "files": [...]}. Events that
// name none, and those of older versions, do not have it. The rules of core_json.h hold here too.
#include "store/sql/event_codec.h"
#include "store/sql/message_json.h"
#include "wire/json.h"

namespace store::sql {
namespace {

struct EventFiles {
  std::vector<core::File> files;
  static constexpr auto wire_fields() { return wire::fields(wire::field<"files">(&EventFiles::files)); }
};

// No body has a member of that name, and quotes inside texts are escaped, so what looks like the key is the key.
constexpr std::string_view kKey = "\"files\":";

}  // namespace

std::string with_files(std::string body, const std::vector<core::File>& files) {
  if (files.empty()) return body;
  const std::string member = wire::to_json(EventFiles{files});
  body.back() = ',';  // instead of its closing brace; what names files is never an empty object
  body.append(member, 1);
  return body;
}

base::Result<std::vector<core::File>> files_in(std::string_view json) {
  if (json.find(kKey) == json.npos) return std::vector<core::File>();
  auto value = wire::from_json<EventFiles>(json);
  if (!value) return base::fail(base::ErrorKind::internal, "event", value.error().text());
  return std::move(value->files);
}

}  // namespace store::sql
