// Golden files: the exact bytes of what goes over the wire. A run with UPDATE_GOLDEN=1 in the environment rewrites them;
// review the difference like code.
#pragma once

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

namespace testing_support {

/// `name` is a path below tests/golden, "pandemonium/HELLO.json".
inline void check_golden(const std::string& name, std::string_view bytes) {
  const std::filesystem::path file = std::filesystem::path(__FILE__).parent_path().parent_path() / "golden" / name;
  if (std::getenv("UPDATE_GOLDEN") != nullptr) {
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << bytes << '\n';
    return;
  }
  std::ifstream in(file, std::ios::binary);
  const std::string wanted{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  INFO(file.string());
  CHECK(std::string(bytes) + '\n' == wanted);
}

}  // namespace testing_support
