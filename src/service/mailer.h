// Mailer: the port for outgoing mail, and its SMTP adapter (libcurl).
#pragma once

#include <memory>
#include <string>

#include "base/executor.h"

namespace service {

struct MailerOptions {
  std::string relay;  // host or host:port, or smtp:// / smtps:// URL
  std::string name;   // shown as the sender
  std::string address;
  std::string username, password;  // both empty: no authentication
};

class Mailer {
 public:
  virtual ~Mailer() = default;
  virtual const std::string& address() const = 0;
  /// Queues the mail; a failure is logged (without the address or the text). Any thread.
  virtual void send(std::string to, std::string subject, std::string text) = 0;
};

/// Sends on `pool`.
std::unique_ptr<Mailer> make_smtp_mailer(MailerOptions options, base::Executor& pool);

}  // namespace service
