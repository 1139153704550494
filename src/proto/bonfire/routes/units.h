// Units of work from a route: `auto r = co_await read(context, unit);` where `unit` is a named lambda that captures values.
// It is copied, so that it may run on another thread and more than once; what it gives arrives on the loop's thread.
#pragma once

#include "base/task.h"
#include "proto/bonfire/routes/context.h"
#include "store/store.h"

#include <type_traits>

namespace bonfire {

template <typename Unit>
auto read(RoutesContext& context, const Unit& unit) {
  using Outcome = std::invoke_result_t<const Unit&, store::Reader&>;
  return context.runner.read<typename Outcome::value_type>(base::UniqueFunction<Outcome(store::Reader&)>(unit));
}
template <typename Unit>
auto write(RoutesContext& context, const Unit& unit) {
  using Outcome = std::invoke_result_t<const Unit&, store::Transaction&>;
  return context.runner.write<typename Outcome::value_type>(base::UniqueFunction<Outcome(store::Transaction&)>(unit));
}

}  // namespace bonfire
