// Any bytes as MessagePack, into a value of no type and into a type that uses every feature. What was accepted must survive
// being written and read again unchanged, in this encoding and through the other.
//
// fuzz-deps: wire
#include "wire/demo_types.h"
#include "wire/json.h"
#include "wire/msgpack.h"

#include <cstdint>
#include <cstdlib>

namespace {

using wire::Encoding;
using wire::Raw;
using wire::demo::Post;

void check_any(const Raw& any) {
  const auto again = wire::from_msgpack<Raw>(any.bytes);
  if (!again || *again != any) std::abort();
  // Bytes become lists on the way through JSON, so what comes back is compared with what goes there again.
  const std::string json = wire::to_json(any);
  const auto parsed = wire::from_json<Raw>(json);
  if (!parsed || parsed->bytes != json) std::abort();
  const auto back = wire::from_msgpack<Raw>(wire::to_msgpack(*parsed));
  if (!back || wire::to_json(*back) != json) std::abort();
}

void check_post(const Post& post) {
  // The order of an unordered_map may differ from one value to the next, and then lengths still agree.
  const std::string first = wire::to_msgpack(post);
  const auto again = wire::from_msgpack<Post>(first);
  if (!again || wire::to_msgpack(*again).size() != first.size()) std::abort();
  const std::string json = wire::to_json(post);
  const auto parsed = wire::from_json<Post>(json);
  if (!parsed || wire::to_json(*parsed).size() != json.size()) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto any = wire::from_msgpack<Raw>(bytes);
  const auto post = wire::from_msgpack<Post>(bytes);
  if (any) {
    check_any(*any);
  } else if (post) {
    std::abort();  // the same bytes cannot be well-formed for one type only
  }
  if (post) {
    check_post(*post);
  } else if (post.error().fields.empty() || (any && post.error().kind != wire::DecodeError::Kind::shape)) {
    std::abort();
  }
  return 0;
}
