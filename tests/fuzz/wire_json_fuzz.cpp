// Any bytes into a type that uses every feature; what was accepted must survive being written and read again unchanged.
// fuzz-deps: wire
#include "wire/demo_types.h"
#include "wire/json.h"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto any = wire::from_json<wire::Raw>(text);
  const auto post = wire::from_json<wire::demo::Post>(text);
  if (!any) {
    if (post) std::abort();  // the same text cannot be JSON for one type only
    return 0;
  }
  const auto any_again = wire::from_json<wire::Raw>(any->bytes);
  if (!any_again || any_again->bytes != any->bytes) std::abort();
  if (!post) {
    if (post.error().fields.empty() || post.error().kind != wire::DecodeError::Kind::shape) std::abort();
    return 0;
  }
  const std::string first = wire::to_json(*post);
  const auto again = wire::from_json<wire::demo::Post>(first);
  // The order of an unordered_map may differ between the two, and then lengths still agree.
  if (!again || wire::to_json(*again).size() != first.size()) std::abort();
  return 0;
}
