// Mailer: the port for outgoing mail, and its SMTP adapter (libcurl).
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "base/clock.h"
#include "base/executor.h"
#include "base/result.h"

namespace service {

struct MailerOptions {
  std::string relay;  // host or host:port, or smtp:// / smtps:// URL
  std::string name;   // shown as the sender
  std::string address;
  std::string username, password;  // both empty: no authentication; otherwise the connection must be encrypted, unless the
                                   // relay is on this machine
  std::int64_t timeout_ms = 30'000;
};

class Mailer {
 public:
  virtual ~Mailer() = default;
  virtual const std::string& address() const = 0;
  /// Queues the mail; a failure is logged (without the address or the text). Any thread.
  virtual void send(std::string to, std::string subject, std::string text) = 0;
};

/// Sends on `pool`, with STARTTLS where the relay offers it. At most a thousand mails wait; more are dropped and logged.
/// The mailer may be destroyed before the pool has sent what is queued; `clock` must outlive that.
std::unique_ptr<Mailer> make_smtp_mailer(MailerOptions options, base::Executor& pool, const base::Clock& clock);

/// The text of a mail (RFC 5322), CRLF line ends. invalid "to" or "subject" when a header could be broken by it: no control
/// characters, and an address has no white space, no angle brackets and one part on each side of an '@'.
base::Result<std::string> compose_mail(const MailerOptions& options, const std::string& to, const std::string& subject,
                                       const std::string& text, std::int64_t unix_ms);

}  // namespace service
