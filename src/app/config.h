// Config: everything an operator can choose, as plain values. settings.h says where they come from.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "proto/bonfire/config.h"
#include "proto/pandemonium/config.h"

namespace app {

struct ListenConfig {
  std::string address = "127.0.0.1";
  std::uint16_t port = 7000;     // 0: any free one
  std::string certificate, key;  // PEM files; both or none
  std::string mount;             // empty: everything below its usual paths; else one part of one protocol at the root
  friend bool operator==(const ListenConfig&, const ListenConfig&) = default;
};

struct Config {
  std::string data_folder = "data";
  std::vector<ListenConfig> listen = {ListenConfig{}};
  unsigned threads = 0;  // 0: one per core
  std::string durability = "full";
  std::vector<std::string> trusted_proxies;
  unsigned password_operations = 2;
  unsigned password_memory_kib = 19u << 10;
  std::uint64_t outbox_bytes_max = 4'000'000;
  bool metrics_public = false;
  unsigned drain_timeout_s = 10;

  struct Log {
    std::string level = "info";
    std::string format = "text";
  } log;

  struct Limits {
    std::uint64_t connections = 18'000;
    std::uint64_t header_bytes = 16'000;
    unsigned header_timeout_s = 10;
    unsigned body_stall_s = 20;
    unsigned keep_alive_s = 60;
    unsigned write_stall_s = 30;
  } limits;

  struct Events {
    unsigned keep_days = 7;
    std::uint64_t keep_per_stream = 10'000;
  } events;

  struct Mail {
    std::string relay;  // empty: no mailer
    std::string name = "Tetragate";
    std::string address;
    std::string username, password;
  } mail;

  struct Remote {
    std::vector<std::string> allow_addresses;
    unsigned timeout_s = 10;
  } remote;

  ::pandemonium::Config pandemonium;
  ::bonfire::Config bonfire;
};

}  // namespace app
