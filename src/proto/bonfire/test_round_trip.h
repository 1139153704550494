// RoundTrip: reads a frame and writes it again, in both encodings. For tests; it costs much to compile.
#pragma once

#include "proto/bonfire/test_frames.h"
#include "wire/json.h"
#include "wire/msgpack.h"

#include <doctest/doctest.h>

#include <string>

namespace bonfire::testing {

/// For check_round_trips().
struct RoundTrip {
  template <typename T>
  void operator()(const std::string& text) const {
    using testing_support::canonical;
    const auto event = wire::from_json<T>(text);
    if (!event) FAIL(event.error().text());
    CHECK(canonical(encode_event(*event, Encoding::json)) == canonical(text));
    const auto again = wire::from_msgpack<T>(encode_event(*event, Encoding::msgpack));
    if (!again) FAIL(again.error().text());
    CHECK(canonical(encode_event(*again, Encoding::json)) == canonical(text));
  }
};

}  // namespace bonfire::testing
