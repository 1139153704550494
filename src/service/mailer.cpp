// Mail by SMTP through libcurl: one connection per mail, on the pool's threads.
#include "service/mailer.h"

#include <atomic>
#include <cstring>

#include "base/log.h"
#include "service/curl_handle.h"

namespace service {
namespace {

constexpr int kWaitingMax = 1000;

/// Outlives the mailer while mails of its are queued.
struct Outgoing {
  MailerOptions options;
  std::string url;
  const base::Clock& clock;
  std::atomic<int> waiting = 0;
};

struct Mail {
  std::string to, subject, text;
};

std::string relay_url(const std::string& relay) {
  return relay.find("://") == std::string::npos ? "smtp://" + relay : relay;
}

bool is_on_this_machine(std::string_view url) {
  url.remove_prefix(url.find("://") + 3);
  return url.starts_with("127.") || url.starts_with("localhost") || url.starts_with("[::1]");
}

std::size_t give_text(char* to, std::size_t, std::size_t room, void* context) {
  auto& rest = *static_cast<std::string_view*>(context);
  const std::size_t count = std::min(room, rest.size());
  std::memcpy(to, rest.data(), count);
  rest.remove_prefix(count);
  return count;
}

struct FreeList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

/// Why it failed, for the log; empty when it was sent.
std::string deliver(const Outgoing& outgoing, const Mail& mail) {
  const auto& options = outgoing.options;
  const base::Result<std::string> text = compose_mail(options, mail.to, mail.subject, mail.text, outgoing.clock.unix_ms());
  if (!text) return text.error().subject + ' ' + text.error().info;
  const CurlHandle curl = make_curl_handle();
  const std::unique_ptr<curl_slist, FreeList> recipients(curl_slist_append(nullptr, ('<' + mail.to + '>').c_str()));
  if (!curl || !recipients) return "out of memory";
  std::string_view rest = *text;
  const bool has_credentials = !options.username.empty() || !options.password.empty();
  curl_easy_setopt(curl.get(), CURLOPT_URL, outgoing.url.c_str());
  curl_easy_setopt(curl.get(), CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  curl_easy_setopt(curl.get(), CURLOPT_PROXY, "");
  curl_easy_setopt(curl.get(), CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl.get(), CURLOPT_TIMEOUT_MS, static_cast<long>(options.timeout_ms));
  const bool must_encrypt = has_credentials && !is_on_this_machine(outgoing.url);
  curl_easy_setopt(curl.get(), CURLOPT_USE_SSL, static_cast<long>(must_encrypt ? CURLUSESSL_ALL : CURLUSESSL_TRY));
  if (has_credentials) {
    curl_easy_setopt(curl.get(), CURLOPT_USERNAME, options.username.c_str());
    curl_easy_setopt(curl.get(), CURLOPT_PASSWORD, options.password.c_str());
  }
  curl_easy_setopt(curl.get(), CURLOPT_MAIL_FROM, ('<' + options.address + '>').c_str());
  curl_easy_setopt(curl.get(), CURLOPT_MAIL_RCPT, recipients.get());
  curl_easy_setopt(curl.get(), CURLOPT_UPLOAD, 1L);
  curl_easy_setopt(curl.get(), CURLOPT_READFUNCTION, &give_text);
  curl_easy_setopt(curl.get(), CURLOPT_READDATA, &rest);
  const CURLcode code = curl_easy_perform(curl.get());
  return code == CURLE_OK ? std::string() : std::string(curl_easy_strerror(code));
}

class SmtpMailer final : public Mailer {
 public:
  SmtpMailer(MailerOptions options, base::Executor& pool, const base::Clock& clock)
      : outgoing_(new Outgoing{std::move(options), {}, clock}), pool_(pool) {
    outgoing_->url = relay_url(outgoing_->options.relay);
  }

  const std::string& address() const override { return outgoing_->options.address; }

  void send(std::string to, std::string subject, std::string text) override {
    if (outgoing_->waiting.fetch_add(1) >= kWaitingMax) {
      outgoing_->waiting.fetch_sub(1);
      base::log::warn("a mail was dropped", {{"reason", "too many are waiting"}});
      return;
    }
    pool_.post([outgoing = outgoing_, mail = Mail{std::move(to), std::move(subject), std::move(text)}] {
      const std::string failure = deliver(*outgoing, mail);
      outgoing->waiting.fetch_sub(1);
      if (!failure.empty()) base::log::warn("a mail could not be sent", {{"reason", failure}});
    });
  }

 private:
  std::shared_ptr<Outgoing> outgoing_;
  base::Executor& pool_;
};

}  // namespace

std::unique_ptr<Mailer> make_smtp_mailer(MailerOptions options, base::Executor& pool, const base::Clock& clock) {
  return std::make_unique<SmtpMailer>(std::move(options), pool, clock);
}

}  // namespace service
