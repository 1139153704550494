// Time-based one-time passwords (RFC 6238): SHA-1, steps of 30 seconds, six digits, which is what authenticator apps
// understand without being told. Pure; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace service {

/// 10 random bytes in Base32 (RFC 4648) without padding: 16 characters.
std::string make_totp_secret();

std::string to_base32(std::string_view bytes);
/// Nothing when there are other characters than A-Z and 2-7.
std::optional<std::string> from_base32(std::string_view text);

inline constexpr std::int64_t kTotpStepMs = 30'000;
/// The code of a step (Unix time / 30 s); `key` are the secret's bytes.
std::string totp_code(std::string_view key, std::int64_t step);

/// The step whose code this is, the present one or one beside it, as clocks differ; nothing when it is none of them or not
/// later than `last_step`, where the last code was good: each is good once.
std::optional<std::int64_t> match_totp(std::string_view secret, std::string_view code, std::int64_t now_ms,
                                       std::int64_t last_step);

}  // namespace service
