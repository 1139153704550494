// Names of reasons. Pure functions, any thread.
#include "proto/bonfire/wire.h"

namespace bonfire {
namespace {

template <typename E>
std::string_view name_of(E value) {
  for (const auto& entry : wire_names(E())) {
    if (entry.value == value) return entry.text;
  }
  return {};
}

}  // namespace

std::string_view to_text(ContentReportReason reason) { return name_of(reason); }
std::string_view to_text(UserReportReason reason) { return name_of(reason); }

}  // namespace bonfire
