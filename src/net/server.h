// The network side of a node: listeners, and one event loop per thread with the connections that live on it.
// The only folder that sees Beast, Asio sockets, OpenSSL and zlib.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/executor.h"
#include "base/metrics.h"
#include "base/result.h"
#include "base/timer_wheel.h"
#include "base/unique_function.h"
#include "http/message.h"
#include "http/router.h"
#include "hub/session.h"

namespace net {

/// A WebSocket endpoint: every upgrade request whose path begins with the prefix makes a session.
struct Gateway {
  /// Called on the loop's thread after the handshake was accepted; the session lives as long as the connection.
  using Factory =
      base::UniqueFunction<std::unique_ptr<hub::Session>(const http::Request& request, hub::Connection& connection)>;
  std::string prefix;  // "/gateway"; "" matches every path
  Factory factory;
  std::uint32_t message_bytes_max = 64u << 10;  // larger: close 1009
  bool deflate = true;                          // accept permessage-deflate when offered
};

/// What a loop serves. Built for each loop, on its thread's behalf, before it runs.
struct Site {
  struct MountPoint {
    std::string prefix;  // "/api"; "" is the root, tried last
    http::Mount* mount;
  };
  std::vector<MountPoint> mounts;
  std::vector<Gateway> gateways;
};

/// Limits for everything that is not yet known to be a friend. Times in milliseconds.
struct Limits {
  std::uint32_t header_bytes_max = 16u << 10;
  std::int64_t header_timeout_ms = 10'000;      // from connect or from the first byte of a request
  std::int64_t body_stall_timeout_ms = 20'000;  // no byte of the body for so long
  std::int64_t keep_alive_timeout_ms = 60'000;  // between requests
  std::int64_t write_stall_timeout_ms = 30'000;
  std::int64_t tls_handshake_timeout_ms = 10'000;
  std::int64_t close_timeout_ms = 5'000;   // waiting for the peer's close frame
  std::uint32_t connections_max = 18'000;  // all threads together; further ones are closed at accept
};

struct Listener {
  std::string address = "127.0.0.1";
  std::uint16_t port = 0;                  // 0: any free one
  std::string certificate_file, key_file;  // PEM; both empty: plain
  /// Which site of the loop answers here (index into what Loop::set_sites got).
  std::size_t site = 0;
};

struct NetMetrics {
  base::Gauge connections;  // open sockets, all kinds
  base::Gauge websockets;
  base::Counter requests;
  base::Counter bytes_in, bytes_out;
  base::Counter refused;        // over connections_max
  base::Histogram loop_lag_us;  // how late a due task runs
};

/// One thread's event loop. `post` is Executor::post; everything else on its own thread or before `run`.
class Loop : public base::DelayedExecutor {
 public:
  virtual base::TimerWheel& timers() = 0;
  virtual const NetMetrics& metrics() const = 0;
  virtual void set_sites(std::vector<Site> sites) = 0;
};

struct ServerOptions {
  unsigned threads = 1;
  Limits limits;
  std::vector<Listener> listeners;
  std::vector<std::string> trusted_proxies;  // addresses or CIDR ranges whose X-Forwarded-For, X-Real-IP, CF-Connecting-IP,
                                             // X-Forwarded-Proto and X-Forwarded-Host are believed
  std::string spool_folder;                  // for large request bodies; must exist
};

class Server {
 public:
  /// Binds every listener and loads certificates; nothing runs yet. One clear line on failure ("address 127.0.0.1:7000 is in
  /// use"). `files` is the pool that runs blocking file work.
  static base::Result<std::unique_ptr<Server>> create(ServerOptions options, const base::Clock& clock,
                                                      base::Executor& files);
  virtual ~Server() = default;

  virtual std::vector<Loop*> loops() = 0;
  /// Address and port really bound, in the order of the listeners.
  virtual std::vector<Listener> bound() const = 0;
  /// Starts the threads and accepting. Returns at once.
  virtual void start() = 0;
  /// Closes the listeners; open connections go on, keep-alive ones end after their current response. Any thread.
  virtual void stop_accepting() = 0;
  /// Reads the certificate files again, for connections from now on. On failure the ones before stay in use. Any thread.
  virtual base::Result<void> reload_certificates() = 0;
  /// Ends what is still open, then joins the threads. Blocks; not from a loop's thread.
  virtual void stop() = 0;
  /// Open connections, all loops. Any thread.
  virtual std::size_t connections() const = 0;
};

}  // namespace net
