// Accounts, sessions, second factors: requests and answers (bonfire-rest 3.2, 4.1, 4.4). Plain values, any thread.
#pragma once

#include "proto/bonfire/wire_own.h"
#include "proto/bonfire/wire_users.h"

namespace bonfire {

// --- 3.2 signing up and logging in ----------------------------------------------------------------------------------------
struct AccountCreate {
  std::string email;
  std::string password;
  std::optional<std::string> invite;
  std::optional<std::string> captcha;

  static constexpr std::string_view wire_name = "AccountCreate";
  template <typename Self = AccountCreate>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"email">(&Self::email),
                        wire::field<"password">(&Self::password, {.doc = "At least 8 bytes."}),
                        wire::field<"invite">(&Self::invite, {.doc = "Where the node is invite-only."}),
                        wire::field<"captcha">(&Self::captcha, {.doc = "Not looked at: no captcha is used."}));
  }
};

/// Exactly one of them.
struct MfaResponse {
  std::optional<std::string> password;
  std::optional<std::string> totp_code;
  std::optional<std::string> recovery_code;

  static constexpr std::string_view wire_name = "MFAResponse";
  template <typename Self = MfaResponse>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"password">(&Self::password), wire::field<"totp_code">(&Self::totp_code),
                        wire::field<"recovery_code">(&Self::recovery_code));
  }
};

struct EmailLogin {
  std::string email;
  std::string password;
  std::optional<std::string> friendly_name;

  static constexpr std::string_view wire_name = "EmailLogin";
  template <typename Self = EmailLogin>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"email">(&Self::email), wire::field<"password">(&Self::password),
                        wire::field<"friendly_name">(&Self::friendly_name, {.doc = "Unknown, if there is none."}));
  }
};
struct MfaLogin {
  std::string mfa_ticket;
  std::optional<MfaResponse> mfa_response;
  std::optional<std::string> friendly_name;

  static constexpr std::string_view wire_name = "MFALogin";
  template <typename Self = MfaLogin>
  static constexpr auto wire_fields() {
    return wire::fields(
        wire::field<"mfa_ticket">(&Self::mfa_ticket),
        wire::field<"mfa_response">(&Self::mfa_response, {.doc = "May be missing with an authorised ticket."}),
        wire::field<"friendly_name">(&Self::friendly_name));
  }
};
/// Told apart by their keys: see decode() in codec.h.
using LoginRequest = std::variant<EmailLogin, MfaLogin>;
/// Both forms in one, for documents alone.
struct AnyLogin {
  std::optional<std::string> email, password, mfa_ticket, friendly_name;
  std::optional<MfaResponse> mfa_response;

  static constexpr std::string_view wire_name = "Login";
  template <typename Self = AnyLogin>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"email">(&Self::email, {.doc = "With password; or else mfa_ticket."}),
                        wire::field<"password">(&Self::password), wire::field<"mfa_ticket">(&Self::mfa_ticket),
                        wire::field<"mfa_response">(&Self::mfa_response),
                        wire::field<"friendly_name">(&Self::friendly_name));
  }
};

enum class MfaMethod : std::uint8_t { password, recovery, totp };
constexpr auto wire_names(MfaMethod) {
  return wire::names<MfaMethod>(
      {{MfaMethod::password, "Password"}, {MfaMethod::recovery, "Recovery"}, {MfaMethod::totp, "Totp"}});
}
struct MfaRequired {
  std::string ticket;
  std::vector<MfaMethod> allowed_methods;
  template <typename Self = MfaRequired>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"ticket">(&Self::ticket), wire::field<"allowed_methods">(&Self::allowed_methods));
  }
};
struct AccountDisabled {
  UserId user_id;
  template <typename Self = AccountDisabled>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"user_id">(&Self::user_id));
  }
};
/// `result` is Success, MFA or Disabled.
using LoginResponse = std::variant<Session, MfaRequired, AccountDisabled>;

struct SessionEdit {
  std::string friendly_name;

  static constexpr std::string_view wire_name = "SessionEdit";
  template <typename Self = SessionEdit>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"friendly_name">(&Self::friendly_name));
  }
};

struct OnboardingStatus {
  bool onboarding = false;

  static constexpr std::string_view wire_name = "OnboardingStatus";
  template <typename Self = OnboardingStatus>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"onboarding">(&Self::onboarding, {.doc = "A username is still to choose."}));
  }
};
struct OnboardComplete {
  std::string username;

  static constexpr std::string_view wire_name = "OnboardComplete";
  template <typename Self = OnboardComplete>
  static constexpr auto wire_fields() {
    return wire::fields(
        wire::field<"username">(&Self::username, {.min = limits::kUsernameMin, .max = limits::kUsernameMax}));
  }
};

// --- 4.1 managing the account ---------------------------------------------------------------------------------------------
struct AccountInfo {
  UserId id;
  std::string email;

  static constexpr std::string_view wire_name = "AccountInfo";
  template <typename Self = AccountInfo>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"_id">(&Self::id), wire::field<"email">(&Self::email));
  }
};
/// For a mail to be sent: verification again, or a password reset.
struct MailRequest {
  std::string email;
  std::optional<std::string> captcha;

  static constexpr std::string_view wire_name = "MailRequest";
  template <typename Self = MailRequest>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"email">(&Self::email), wire::field<"captcha">(&Self::captcha));
  }
};
struct PasswordReset {
  std::string token;
  std::string password;
  bool remove_sessions = false;

  static constexpr std::string_view wire_name = "PasswordReset";
  template <typename Self = PasswordReset>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"token">(&Self::token), wire::field<"password">(&Self::password),
                        wire::field<"remove_sessions">(&Self::remove_sessions, {.null_is_absent = true}));
  }
};
struct PasswordEdit {
  std::string password;
  std::string current_password;

  static constexpr std::string_view wire_name = "PasswordEdit";
  template <typename Self = PasswordEdit>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"password">(&Self::password), wire::field<"current_password">(&Self::current_password));
  }
};
struct EmailEdit {
  std::string email;
  std::string current_password;

  static constexpr std::string_view wire_name = "EmailEdit";
  template <typename Self = EmailEdit>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"email">(&Self::email), wire::field<"current_password">(&Self::current_password));
  }
};
struct AccountDelete {
  std::string token;

  static constexpr std::string_view wire_name = "AccountDelete";
  template <typename Self = AccountDelete>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"token">(&Self::token));
  }
};

struct MfaTicket {
  std::string id;
  UserId account_id;
  std::string token;
  bool validated = false;
  bool authorised = false;
  std::optional<std::string> last_totp_code;

  static constexpr std::string_view wire_name = "MFATicket";
  template <typename Self = MfaTicket>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"_id">(&Self::id), wire::field<"account_id">(&Self::account_id),
                        wire::field<"token">(&Self::token, {.doc = "For X-MFA-Ticket."}),
                        wire::field<"validated">(&Self::validated), wire::field<"authorised">(&Self::authorised),
                        wire::field<"last_totp_code">(&Self::last_totp_code, {.null_when_empty = true}));
  }
};
struct VerifyAnswer {
  MfaTicket ticket;

  static constexpr std::string_view wire_name = "VerifyAnswer";
  template <typename Self = VerifyAnswer>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"ticket">(&Self::ticket));
  }
};
/// null when a change of the address was confirmed.
using VerifyResponse = wire::Nullable<VerifyAnswer>;

/// All six are always said: the reference leaves out what is false, but published clients read each of them unasked.
struct MfaStatus {
  bool totp_mfa = false;
  bool recovery_active = false;
  bool email_otp = false, trusted_handover = false, email_mfa = false, security_key_mfa = false;  // not offered

  static constexpr std::string_view wire_name = "MultiFactorStatus";
  template <typename Self = MfaStatus>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"email_otp">(&Self::email_otp), wire::field<"trusted_handover">(&Self::trusted_handover),
                        wire::field<"email_mfa">(&Self::email_mfa), wire::field<"totp_mfa">(&Self::totp_mfa),
                        wire::field<"security_key_mfa">(&Self::security_key_mfa),
                        wire::field<"recovery_active">(&Self::recovery_active));
  }
};
struct TotpSecret {
  std::string secret;

  static constexpr std::string_view wire_name = "TotpSecret";
  template <typename Self = TotpSecret>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"secret">(&Self::secret, {.doc = "Base 32 without padding, 10 bytes."}));
  }
};
struct TotpEnable {
  std::string totp_code;

  static constexpr std::string_view wire_name = "TotpEnable";
  template <typename Self = TotpEnable>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"totp_code">(&Self::totp_code));
  }
};

}  // namespace bonfire

template <>
struct wire::Describe<bonfire::LoginResponse> {
  static constexpr std::string_view name = "LoginResponse";
  static constexpr auto tags() { return wire::tags<"result">("Success", "MFA", "Disabled"); }
};
