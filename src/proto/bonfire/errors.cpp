// The error table and the plain answers. Pure functions.
#include "proto/bonfire/errors.h"

#include "proto/bonfire/codec.h"

#include "core/permissions.h"

#include <string>
#include <utility>

namespace bonfire {
namespace {

using base::ErrorKind;

/// What the type's extra member is (1.6).
enum class Extra : unsigned char { none, max, retry_after };

struct Row {
  ErrorKind kind;
  std::string_view subject;
  int status;
  std::string_view type;
  Extra extra = Extra::none;
};

constexpr Row kRows[] = {
    {ErrorKind::unauthenticated, "secret", 401, "InvalidToken"},
    {ErrorKind::unauthenticated, "code", 401, "InvalidToken"},
    {ErrorKind::unauthenticated, "credentials", 401, "InvalidCredentials"},
    {ErrorKind::unauthenticated, "ticket", 401, "InvalidCredentials"},
    {ErrorKind::unauthenticated, "webhook", 401, "NotAuthenticated"},
    {ErrorKind::unauthenticated, "emoji", 401, "NotAuthenticated"},

    {ErrorKind::forbidden, "secret", 403, "InvalidToken"},
    {ErrorKind::forbidden, "ban", 403, "Banned"},
    {ErrorKind::forbidden, "blocked", 403, "BlockedByOther"},
    {ErrorKind::forbidden, "bot", 403, "BotIsPrivate"},
    {ErrorKind::forbidden, "discriminator", 429, "DiscriminatorChangeRatelimited"},
    {ErrorKind::forbidden, "emoji", 400, "InvalidOperation"},
    {ErrorKind::forbidden, "friends", 403, "NotFriends"},
    {ErrorKind::forbidden, "grant", 403, "CannotGiveMissingPermissions"},
    {ErrorKind::forbidden, "locked", 403, "LockedOut"},
    {ErrorKind::forbidden, "method", 400, "DisallowedMFAMethod"},
    {ErrorKind::forbidden, "named", 403, "AlreadyOnboarded"},
    {ErrorKind::forbidden, "owner", 403, "NotOwner"},
    {ErrorKind::forbidden, "rank", 403, "NotElevated"},
    {ErrorKind::forbidden, "servers", 403, "CantCreateServers"},
    {ErrorKind::forbidden, "slowmode", 429, "InSlowmode", Extra::retry_after},
    {ErrorKind::forbidden, "target", 403, "IsElevated"},
    {ErrorKind::forbidden, "totp", 400, "InvalidOperation"},
    {ErrorKind::forbidden, "unverified", 403, "UnverifiedAccount"},

    {ErrorKind::not_found, "session", 404, "UnknownUser"},
    {ErrorKind::not_found, "group_member", 404, "NotInGroup"},
    {ErrorKind::not_found, "pin", 400, "NotPinned"},

    {ErrorKind::already_exists, "block", 409, "Blocked"},
    {ErrorKind::already_exists, "email", 500, "OperationFailed"},
    {ErrorKind::already_exists, "friend", 409, "AlreadyFriends"},
    {ErrorKind::already_exists, "group_member", 409, "AlreadyInGroup"},
    {ErrorKind::already_exists, "member", 409, "AlreadyInServer"},
    {ErrorKind::already_exists, "nonce", 409, "DuplicateNonce"},
    {ErrorKind::already_exists, "pin", 400, "AlreadyPinned"},
    {ErrorKind::already_exists, "request", 409, "AlreadySentRequest"},
    {ErrorKind::already_exists, "tag_name", 409, "UsernameTaken"},
    {ErrorKind::already_exists, "totp", 500, "OperationFailed"},
    {ErrorKind::already_exists, "username", 409, "UsernameTaken"},

    {ErrorKind::invalid, "avatar", 404, "NotFound"},  // files that are not there
    {ErrorKind::invalid, "background", 404, "NotFound"},
    {ErrorKind::invalid, "banner", 404, "NotFound"},
    {ErrorKind::invalid, "icon", 404, "NotFound"},
    {ErrorKind::invalid, "reference", 404, "NotFound"},
    {ErrorKind::invalid, "attachments", 400, "TooManyAttachments", Extra::max},
    {ErrorKind::invalid, "bot", 400, "IsBot"},
    {ErrorKind::invalid, "bots", 400, "ReachedMaximumBots"},
    {ErrorKind::invalid, "channel", 400, "InvalidOperation"},
    {ErrorKind::invalid, "channels", 400, "TooManyChannels", Extra::max},
    {ErrorKind::invalid, "communities", 400, "TooManyServers", Extra::max},
    {ErrorKind::invalid, "compromised_password", 400, "CompromisedPassword"},
    {ErrorKind::invalid, "effect", 400, "NoEffect"},
    {ErrorKind::invalid, "embeds", 400, "TooManyEmbeds", Extra::max},
    {ErrorKind::invalid, "emojis", 400, "TooManyEmoji", Extra::max},
    {ErrorKind::invalid, "group_members", 403, "GroupTooLarge", Extra::max},
    {ErrorKind::invalid, "interactions", 400, "InvalidProperty"},
    {ErrorKind::invalid, "layout", 400, "InvalidOperation"},
    {ErrorKind::invalid, "owner", 400, "InvalidOperation"},
    {ErrorKind::invalid, "property", 400, "InvalidProperty"},
    {ErrorKind::invalid, "ranks", 400, "InvalidOperation"},
    {ErrorKind::invalid, "reactions", 400, "InvalidOperation"},
    {ErrorKind::invalid, "replies", 400, "TooManyReplies", Extra::max},
    {ErrorKind::invalid, "requests", 400, "TooManyPendingFriendRequests", Extra::max},
    {ErrorKind::invalid, "roles", 400, "TooManyRoles", Extra::max},
    {ErrorKind::invalid, "self", 400, "CannotRemoveYourself"},
    {ErrorKind::invalid, "short_password", 400, "ShortPassword"},
    {ErrorKind::invalid, "tag_name", 400, "InvalidUsername"},
    {ErrorKind::invalid, "timeout", 400, "CannotTimeoutYourself"},
    {ErrorKind::invalid, "type", 400, "InvalidOperation"},
    {ErrorKind::invalid, "user", 400, "InvalidOperation"},

    {ErrorKind::too_large, "file", 422, "FileTooLarge", Extra::max},
};

ErrorObject from_row(const Row& row, const base::Error& error) {
  ErrorObject object = make_error(row.status, row.type, row.subject);
  if (row.extra == Extra::max) object.max = error.number;
  if (row.extra == Extra::retry_after) object.retry_after = error.number;
  return object;
}

ErrorObject missing_permission(std::string name, std::string_view place) {
  ErrorObject object = make_error(403, "MissingPermission", place);
  object.permission = std::move(name);
  return object;
}

std::string_view or_request(const base::Error& error) {
  return error.subject.empty() ? std::string_view("request") : std::string_view(error.subject);
}

ErrorObject without_row(const base::Error& error) {
  const std::string_view place = or_request(error);
  switch (error.kind) {
    case ErrorKind::unauthenticated:
      return invalid_session();
    case ErrorKind::forbidden:
      if (std::string name = permission_word(error.subject); !name.empty())
        return missing_permission(std::move(name), place);
      return make_error(403, "NotPrivileged", place);
    case ErrorKind::not_found:
      return not_found(place);
    case ErrorKind::not_member:
      if (error.subject == "channel") return missing_permission("ViewChannel", place);
      return not_found(place);
    case ErrorKind::already_exists:
      return make_error(400, "InvalidOperation", place);
    case ErrorKind::invalid:
      if (error.subject.starts_with("attachments-") || error.subject.starts_with("embeds-")) return not_found(place);
      if (error.subject == "email") {
        ErrorObject object = make_error(400, "IncorrectData", place);
        object.with = "email";
        return object;
      }
      return failed_validation(place, error.info.empty() ? std::string_view("not possible") : std::string_view(error.info));
    case ErrorKind::too_large:
      return make_error(422, "PayloadTooLarge", place);
    case ErrorKind::unsupported: {
      ErrorObject object = make_error(400, "FeatureDisabled", place);
      object.feature = error.subject;
      return object;
    }
    case ErrorKind::unavailable: {
      ErrorObject object = make_error(500, "DatabaseError", place);
      object.operation = "use";
      object.collection = std::string(place);
      return object;
    }
    case ErrorKind::internal:
      break;  // what went wrong is for the log, not for strangers
  }
  return make_error(500, "InternalError", "server");
}

/// Names of permissions towards a person, which core has no list of.
bool is_user_permission(std::string_view name) {
  return name == "access" || name == "view_profile" || name == "send_message" || name == "invite";
}

bool is_permission(std::string_view name) {
  if (name.empty()) return false;
  for (unsigned bit = 0; bit < 52; ++bit) {
    if (core::permission_name(core::Permissions{1} << bit) == name) return true;
  }
  return is_user_permission(name);
}

}  // namespace

ErrorObject make_error(int status, std::string_view type, std::string_view place) {
  ErrorObject object;
  object.status = status;
  object.type = type;
  object.location = std::string(place);
  return object;
}

ErrorObject failed_validation(std::string_view place, std::string_view text, int status) {
  ErrorObject object = make_error(status, "FailedValidation", place);
  object.error = std::string(place) + ": " + std::string(text);
  return object;
}

std::string permission_word(std::string_view core_name) {
  if (core_name == "manage_community") return "ManageServer";
  if (!is_permission(core_name)) return {};
  std::string word;
  bool first = true;
  for (const char c : core_name) {
    if (c != '_') word += first ? static_cast<char>(c - 'a' + 'A') : c;
    first = c == '_';
  }
  return word;
}

ErrorObject to_error_object(const base::Error& error) {
  for (const Row& row : kRows) {
    if (row.kind == error.kind && row.subject == error.subject) return from_row(row, error);
  }
  return without_row(error);
}

http::Response json_response(std::string body, int status) {
  http::Response response;
  response.status = status;
  response.headers.add("Content-Type", "application/json");
  response.body = std::move(body);
  return response;
}

http::Response empty_response() {
  http::Response response;
  response.status = 204;
  return response;
}

http::Response error_response(const ErrorObject& error) { return json_response(encode(error), error.status); }

http::Response preflight_response(const http::Request& request) {
  http::Response response = empty_response();
  response.headers.set("Access-Control-Allow-Methods", "GET, PUT, POST, DELETE, OPTIONS, HEAD, TRACE, CONNECT, PATCH");
  const std::string_view wanted = request.headers.get("Access-Control-Request-Headers");
  if (!wanted.empty()) response.headers.set("Access-Control-Allow-Headers", std::string(wanted));
  return response;
}

void add_cors_headers(const http::Request& request, http::Response& response) {
  const std::string_view origin = request.headers.get("Origin");
  response.headers.set("Access-Control-Allow-Origin", std::string(origin.empty() ? std::string_view("*") : origin));
  response.headers.set("Vary", "Origin");
  response.headers.set("Access-Control-Expose-Headers",
                       "X-RateLimit-Limit, X-RateLimit-Bucket, X-RateLimit-Remaining, X-RateLimit-Reset-After");
}

}  // namespace bonfire
