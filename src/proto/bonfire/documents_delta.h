// The operations of the API (bonfire-rest 2) as a table: for the OpenAPI document, and for routes to be checked against.
// Plain data, any thread.
#pragma once

#include "wire/type_info.h"

#include <string_view>
#include <vector>

namespace bonfire {

/// The classes of bonfire-rest 1.2.
enum class Auth {
  no,
  session,         // a session, also before a username was chosen
  account,         //
  account_ticket,  // with X-MFA-Ticket
  user,            // a session or a bot token
  human,           // no bots
  optional,
};

/// One route. What every route can answer besides (429, 500; 401 where credentials are needed; 400, 413 and 422 where a body
/// is read) is added.
struct DeltaOperation {
  std::string_view method;  // lower case
  std::string_view path;    // {name} for each parameter
  std::string_view id;
  std::string_view summary;
  std::string_view tag;
  Auth auth = Auth::user;
  wire::TypeRef body = nullptr;
  int status = 200;
  wire::TypeRef answer = nullptr;
  std::vector<int> errors = {};
};

/// All of bonfire-rest 2 and GET /ratelimit, without the prefix.
const std::vector<DeltaOperation>& delta_operations();

}  // namespace bonfire
