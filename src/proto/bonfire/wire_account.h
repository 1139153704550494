// Accounts, sessions, second factors: requests and answers (bonfire-rest 3.2, 4.1, 4.4). Plain values, any thread.
#pragma once

#include "proto/bonfire/wire_objects.h"

namespace bonfire {

// --- 3.2 signing up and logging in ----------------------------------------------------------------------------------------
struct AccountCreate {
  std::string email;
  std::string password;
  std::optional<std::string> invite;
  std::optional<std::string> captcha;

  static constexpr std::string_view wire_name = "AccountCreate";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"email">(&AccountCreate::email),
                        wire::field<"password">(&AccountCreate::password, {.doc = "At least 8 bytes."}),
                        wire::field<"invite">(&AccountCreate::invite, {.doc = "Where the node is invite-only."}),
                        wire::field<"captcha">(&AccountCreate::captcha, {.doc = "Not looked at: no captcha is used."}));
  }
};

/// Exactly one of them.
struct MfaResponse {
  std::optional<std::string> password;
  std::optional<std::string> totp_code;
  std::optional<std::string> recovery_code;

  static constexpr std::string_view wire_name = "MFAResponse";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"password">(&MfaResponse::password), wire::field<"totp_code">(&MfaResponse::totp_code),
                        wire::field<"recovery_code">(&MfaResponse::recovery_code));
  }
};

struct EmailLogin {
  std::string email;
  std::string password;
  std::optional<std::string> friendly_name;

  static constexpr std::string_view wire_name = "EmailLogin";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"email">(&EmailLogin::email), wire::field<"password">(&EmailLogin::password),
                        wire::field<"friendly_name">(&EmailLogin::friendly_name, {.doc = "Unknown, if there is none."}));
  }
};
struct MfaLogin {
  std::string mfa_ticket;
  std::optional<MfaResponse> mfa_response;
  std::optional<std::string> friendly_name;

  static constexpr std::string_view wire_name = "MFALogin";
  static constexpr auto wire_fields() {
    return wire::fields(
        wire::field<"mfa_ticket">(&MfaLogin::mfa_ticket),
        wire::field<"mfa_response">(&MfaLogin::mfa_response, {.doc = "May be missing with an authorised ticket."}),
        wire::field<"friendly_name">(&MfaLogin::friendly_name));
  }
};
/// Told apart by their keys: see decode() in codec.h.
using LoginRequest = std::variant<EmailLogin, MfaLogin>;
/// Both forms in one, for documents alone.
struct AnyLogin {
  std::optional<std::string> email, password, mfa_ticket, friendly_name;
  std::optional<MfaResponse> mfa_response;

  static constexpr std::string_view wire_name = "Login";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"email">(&AnyLogin::email, {.doc = "With password; or else mfa_ticket."}),
                        wire::field<"password">(&AnyLogin::password), wire::field<"mfa_ticket">(&AnyLogin::mfa_ticket),
                        wire::field<"mfa_response">(&AnyLogin::mfa_response),
                        wire::field<"friendly_name">(&AnyLogin::friendly_name));
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
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"ticket">(&MfaRequired::ticket),
                        wire::field<"allowed_methods">(&MfaRequired::allowed_methods));
  }
};
struct AccountDisabled {
  UserId user_id;
  static constexpr auto wire_fields() { return wire::fields(wire::field<"user_id">(&AccountDisabled::user_id)); }
};
/// `result` is Success, MFA or Disabled.
using LoginResponse = std::variant<Session, MfaRequired, AccountDisabled>;

struct SessionEdit {
  std::string friendly_name;

  static constexpr std::string_view wire_name = "SessionEdit";
  static constexpr auto wire_fields() { return wire::fields(wire::field<"friendly_name">(&SessionEdit::friendly_name)); }
};

struct OnboardingStatus {
  bool onboarding = false;

  static constexpr std::string_view wire_name = "OnboardingStatus";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"onboarding">(&OnboardingStatus::onboarding, {.doc = "A username is still to choose."}));
  }
};
struct OnboardComplete {
  std::string username;

  static constexpr std::string_view wire_name = "OnboardComplete";
  static constexpr auto wire_fields() {
    return wire::fields(
        wire::field<"username">(&OnboardComplete::username, {.min = limits::kUsernameMin, .max = limits::kUsernameMax}));
  }
};

// --- 4.1 managing the account ---------------------------------------------------------------------------------------------
struct AccountInfo {
  UserId id;
  std::string email;

  static constexpr std::string_view wire_name = "AccountInfo";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"_id">(&AccountInfo::id), wire::field<"email">(&AccountInfo::email));
  }
};
/// For a mail to be sent: verification again, or a password reset.
struct MailRequest {
  std::string email;
  std::optional<std::string> captcha;

  static constexpr std::string_view wire_name = "MailRequest";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"email">(&MailRequest::email), wire::field<"captcha">(&MailRequest::captcha));
  }
};
struct PasswordReset {
  std::string token;
  std::string password;
  bool remove_sessions = false;

  static constexpr std::string_view wire_name = "PasswordReset";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"token">(&PasswordReset::token), wire::field<"password">(&PasswordReset::password),
                        wire::field<"remove_sessions">(&PasswordReset::remove_sessions, {.null_is_absent = true}));
  }
};
struct PasswordEdit {
  std::string password;
  std::string current_password;

  static constexpr std::string_view wire_name = "PasswordEdit";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"password">(&PasswordEdit::password),
                        wire::field<"current_password">(&PasswordEdit::current_password));
  }
};
struct EmailEdit {
  std::string email;
  std::string current_password;

  static constexpr std::string_view wire_name = "EmailEdit";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"email">(&EmailEdit::email),
                        wire::field<"current_password">(&EmailEdit::current_password));
  }
};
struct AccountDelete {
  std::string token;

  static constexpr std::string_view wire_name = "AccountDelete";
  static constexpr auto wire_fields() { return wire::fields(wire::field<"token">(&AccountDelete::token)); }
};

struct MfaTicket {
  std::string id;
  UserId account_id;
  std::string token;
  bool validated = false;
  bool authorised = false;
  std::optional<std::string> last_totp_code;

  static constexpr std::string_view wire_name = "MFATicket";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"_id">(&MfaTicket::id), wire::field<"account_id">(&MfaTicket::account_id),
                        wire::field<"token">(&MfaTicket::token, {.doc = "For X-MFA-Ticket."}),
                        wire::field<"validated">(&MfaTicket::validated), wire::field<"authorised">(&MfaTicket::authorised),
                        wire::field<"last_totp_code">(&MfaTicket::last_totp_code, {.null_when_empty = true}));
  }
};
struct VerifyAnswer {
  MfaTicket ticket;

  static constexpr std::string_view wire_name = "VerifyAnswer";
  static constexpr auto wire_fields() { return wire::fields(wire::field<"ticket">(&VerifyAnswer::ticket)); }
};
/// null when a change of the address was confirmed.
using VerifyResponse = wire::Nullable<VerifyAnswer>;

/// Only those that are true are there.
struct MfaStatus {
  bool totp_mfa = false;
  bool recovery_active = false;

  static constexpr std::string_view wire_name = "MultiFactorStatus";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"totp_mfa">(&MfaStatus::totp_mfa, {.omit_default = true}),
                        wire::field<"recovery_active">(&MfaStatus::recovery_active, {.omit_default = true}));
  }
};
struct TotpSecret {
  std::string secret;

  static constexpr std::string_view wire_name = "TotpSecret";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"secret">(&TotpSecret::secret, {.doc = "Base 32 without padding, 10 bytes."}));
  }
};
struct TotpEnable {
  std::string totp_code;

  static constexpr std::string_view wire_name = "TotpEnable";
  static constexpr auto wire_fields() { return wire::fields(wire::field<"totp_code">(&TotpEnable::totp_code)); }
};

}  // namespace bonfire

template <>
struct wire::Describe<bonfire::LoginResponse> {
  static constexpr std::string_view name = "LoginResponse";
  static constexpr auto tags() { return wire::tags<"result">("Success", "MFA", "Disabled"); }
};
