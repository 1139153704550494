// The settings of the server itself. Used at start, on the main thread.
#include "app/setting_tables.h"
#include "app/setting_types.h"

namespace app {
namespace {

constexpr std::uint64_t kDay = 86'400;

Setting listen_setting() {
  return {"listen",
          "a list of addresses",
          "Where to listen. In the file each is a table `[[listen]]` with `address`, `port`, and if wanted `certificate` "
          "and `key` "
          "(PEM files) and `mount` (one part of one protocol, which then has this address to itself). Elsewhere written as "
          "`127.0.0.1:7443 certificate=a.pem key=b.pem mount=oprish`. Port 0 takes any free one.",
          true,
          [](Config& config, const std::vector<std::string>& values) -> Result<void> {
            std::vector<ListenConfig> list;
            for (const std::string& value : values) {
              auto listen = parse_listen(value);
              if (!listen) return base::pass(listen);
              list.push_back(std::move(*listen));
            }
            config.listen = std::move(list);
            return {};
          },
          [](const Config& config) {
            std::vector<std::string> texts;
            for (const ListenConfig& listen : config.listen) texts.push_back(to_string(listen));
            return texts;
          }};
}

}  // namespace

std::vector<Setting> server_settings() {
  std::vector<Setting> list;
  list.push_back(text_setting(
      "data_folder", [](auto& c) -> auto& { return c.data_folder; },
      "Where the database and the uploaded files are. Created when missing."));
  list.push_back(listen_setting());
  list.push_back(number_setting(
      "threads", 0, 256, [](auto& c) -> auto& { return c.threads; }, "Event loops; 0 means one per core."));
  list.push_back(choice_setting(
      "durability", {"full", "normal"}, [](auto& c) -> auto& { return c.durability; },
      "What an answered change survives: `normal` the end of the process, `full` a power cut too."));
  list.push_back(list_setting(
      "trusted_proxies", [](auto& c) -> auto& { return c.trusted_proxies; },
      "Addresses or CIDR ranges of reverse proxies whose forwarding headers are believed."));
  list.push_back(number_setting(
      "password_operations", 1, 100, [](auto& c) -> auto& { return c.password_operations; },
      "Passes of the password hash (argon2id)."));
  list.push_back(number_setting(
      "password_memory_kib", 8, 4u << 20, [](auto& c) -> auto& { return c.password_memory_kib; },
      "Memory of one password hash in KiB. Little is for tests only."));
  list.push_back(size_setting(
      "outbox_bytes_max", 1'000, 1'000'000'000, [](auto& c) -> auto& { return c.outbox_bytes_max; },
      "What may wait for one slow receiver before it is let go."));
  list.push_back(switch_setting(
      "metrics_public", [](auto& c) -> auto& { return c.metrics_public; },
      "Whether /metrics answers to everybody; otherwise only to this machine."));
  list.push_back(number_setting(
      "drain_timeout_s", 0, 3'600, [](auto& c) -> auto& { return c.drain_timeout_s; },
      "Seconds that open connections get to end when the server is asked to stop."));

  list.push_back(choice_setting(
      "log.level", {"debug", "info", "warn", "error"}, [](auto& c) -> auto& { return c.log.level; },
      "The lowest level that is written."));
  list.push_back(choice_setting(
      "log.format", {"text", "json"}, [](auto& c) -> auto& { return c.log.format; },
      "Lines for people, or one JSON object per line. Logs go to standard error."));

  list.push_back(number_setting(
      "limits.connections", 1, 10'000'000, [](auto& c) -> auto& { return c.limits.connections; },
      "Open connections, all threads together."));
  list.push_back(size_setting(
      "limits.header_bytes", 1'024, 1'000'000, [](auto& c) -> auto& { return c.limits.header_bytes; },
      "The head of an HTTP request."));
  list.push_back(number_setting(
      "limits.header_timeout_s", 1, 600, [](auto& c) -> auto& { return c.limits.header_timeout_s; },
      "Seconds for the head of a request to arrive whole."));
  list.push_back(number_setting(
      "limits.body_stall_s", 1, 600, [](auto& c) -> auto& { return c.limits.body_stall_s; },
      "Seconds without a byte after which a request's body is given up."));
  list.push_back(number_setting(
      "limits.keep_alive_s", 1, kDay, [](auto& c) -> auto& { return c.limits.keep_alive_s; },
      "Seconds that an HTTP connection may wait for its next request."));
  list.push_back(number_setting(
      "limits.write_stall_s", 1, 600, [](auto& c) -> auto& { return c.limits.write_stall_s; },
      "Seconds that a receiver may take nothing before it is let go."));

  list.push_back(number_setting(
      "events.keep_days", 1, 3'650, [](auto& c) -> auto& { return c.events.keep_days; },
      "Days that past events are kept for catching up."));
  list.push_back(number_setting(
      "events.keep_per_stream", 100, 10'000'000, [](auto& c) -> auto& { return c.events.keep_per_stream; },
      "Past events of one community or person that are kept."));

  list.push_back(text_setting(
      "mail.relay", [](auto& c) -> auto& { return c.mail.relay; },
      "SMTP server, `host`, `host:port`, `smtp://...` or `smtps://...`. Empty: no mail is sent and e-mail "
      "addresses are not verified."));
  list.push_back(text_setting(
      "mail.name", [](auto& c) -> auto& { return c.mail.name; }, "The sender's name."));
  list.push_back(text_setting(
      "mail.address", [](auto& c) -> auto& { return c.mail.address; }, "The sender's address."));
  list.push_back(text_setting(
      "mail.username", [](auto& c) -> auto& { return c.mail.username; }, "For the SMTP server; empty: none."));
  list.push_back(text_setting(
      "mail.password", [](auto& c) -> auto& { return c.mail.password; },
      "For the SMTP server. Better set by the environment."));

  list.push_back(list_setting(
      "remote.allow_addresses", [](auto& c) -> auto& { return c.remote.allow_addresses; },
      "Hosts of one's own that may be fetched from (link previews, file proxy), like 127.0.0.1:8080. "
      "Private addresses are refused otherwise."));
  list.push_back(number_setting(
      "remote.timeout_s", 1, 120, [](auto& c) -> auto& { return c.remote.timeout_s; }, "Seconds for one fetch."));
  return list;
}

}  // namespace app
