// What this program is and how it was built.
#pragma once

#include <string>
#include <string_view>

namespace app {

std::string_view version();
/// Several lines for `tetragate --version`.
std::string build_facts();

}  // namespace app
