// The operations of Oprish as a table, for the OpenAPI document. Pure data, any thread.
#pragma once

#include "wire/type_info.h"

#include <string_view>
#include <vector>

namespace pandemonium {

enum class Auth { no, yes, optional };

/// One route of Oprish. What every route can answer besides (400, 413, 422, 429, 500; 401 where a token is needed) is added.
struct OprishOperation {
  std::string_view method;
  std::string_view path;
  std::string_view id;
  std::string_view summary;
  std::string_view tag;
  Auth auth = Auth::yes;
  wire::TypeRef body = nullptr;
  int status = 200;
  wire::TypeRef answer = nullptr;
  std::vector<int> errors = {};
};

/// All of 5.3 to 5.10.
const std::vector<OprishOperation>& oprish_operations();

}  // namespace pandemonium
