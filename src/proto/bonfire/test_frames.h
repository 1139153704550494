// The gateway's frames as data: tests/golden/bonfire/wire, one message each, named by its type. For tests.
#pragma once

#include "proto/bonfire/codec.h"
#include "tests/support/json_compare.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

namespace bonfire::testing {

struct Frame {
  std::string name;  // of the file
  std::string type;
  std::string text;
};

inline std::vector<Frame> frames() {
  const std::filesystem::path source = std::filesystem::path(__FILE__);
  const std::filesystem::path folder =
      source.parent_path().parent_path().parent_path().parent_path() / "tests" / "golden" / "bonfire" / "wire";
  std::vector<Frame> list;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    std::ifstream in(entry.path(), std::ios::binary);
    const std::string name = entry.path().stem().string();
    list.push_back({name, name.substr(0, name.find('.')), {std::istreambuf_iterator<char>(in), {}}});
  }
  return list;
}

/// `round.operator()<T>(text)` checks one frame; all frames of T's type are given to it, and there must be
/// some.
template <typename T, typename Round>
void check_round_trips(const std::vector<Frame>& list, Round round) {
  int seen = 0;
  for (const Frame& frame : list) {
    if (frame.type != T::wire_tag) continue;
    ++seen;
    CAPTURE(frame.name);
    round.template operator()<T>(frame.text);
  }
  CAPTURE(T::wire_tag);
  CHECK(seen > 0);
}

}  // namespace bonfire::testing
