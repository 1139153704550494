#include "app/shared.h"

namespace app {

Shared::Shared(const Config& chosen)
    : config(chosen),
      fetch({config.remote.allow_addresses, static_cast<std::int64_t>(config.remote.timeout_s) * 1000}),
      files(folder("files"), file_pool),
      passwords(password_pool, {config.password_operations, static_cast<std::size_t>(config.password_memory_kib) << 10}) {
  if (config.mail.relay.empty()) return;
  const Config::Mail& mail = config.mail;
  mailer = service::make_smtp_mailer({mail.relay, mail.name, mail.address, mail.username, mail.password}, mail_pool, clock);
  config.pandemonium.email_address = mail.address;
}

void Shared::stop_pools() {
  fetch.stop();
  for (ThreadPool* pool : {&password_pool, &fetch_pool, &file_pool, &mail_pool}) pool->stop();
}

}  // namespace app
