// Result<T>: an expected failure is a value. One set of error kinds for the whole server; each protocol has one table that
// turns a kind into its own words.
#pragma once

#include <tl/expected.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace base {

enum class ErrorKind {
  unauthenticated,  // no or bad credentials
  forbidden,        // known caller, not allowed
  not_found,        // no such thing, or not one the caller may know of
  not_member,       // the caller is not in the community or channel
  already_exists,   // a unique name is taken; subject names it
  invalid,          // a value breaks a rule; subject names the value, info says the rule
  too_large,        // more bytes than allowed
  unsupported,      // this server is not set up for it (no mailer, previews off)
  unavailable,      // storage or another part cannot answer now; trying again may help
  internal,         // a defect of ours
};

/// Every kind, for tests that walk a protocol's table.
inline constexpr ErrorKind kErrorKinds[] = {
    ErrorKind::unauthenticated, ErrorKind::forbidden, ErrorKind::not_found, ErrorKind::not_member,
    ErrorKind::already_exists,  ErrorKind::invalid,   ErrorKind::too_large, ErrorKind::unsupported,
    ErrorKind::unavailable,     ErrorKind::internal,
};

struct Error {
  ErrorKind kind = ErrorKind::internal;
  std::string subject;  // which thing or value: "channel", "username", "attachments-2"; may be empty
  std::string info;     // a text for people; never holds anything private
  /// What belongs to it: the limit that was passed (invalid), the seconds to wait (forbidden "slowmode").
  std::uint64_t number = 0;
};

template <typename T>
using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> fail(ErrorKind kind, std::string_view subject = {}, std::string_view info = {}) {
  return tl::unexpected<Error>(Error{kind, std::string(subject), std::string(info), 0});
}
inline tl::unexpected<Error> fail(ErrorKind kind, std::string_view subject, std::uint64_t number) {
  return tl::unexpected<Error>(Error{kind, std::string(subject), {}, number});
}
inline tl::unexpected<Error> invalid(std::string_view subject, std::string_view info) {
  return fail(ErrorKind::invalid, subject, info);
}
inline tl::unexpected<Error> not_found(std::string_view subject) { return fail(ErrorKind::not_found, subject); }

/// Hands an error on: `if (!r) return pass(r);`
template <typename T>
tl::unexpected<Error> pass(const Result<T>& failed) {
  return tl::unexpected<Error>(failed.error());
}

}  // namespace base
