// TLS over a non-blocking socket, driven by hand: OpenSSL reads and writes the descriptor itself, the loop only waits.
// Measured against asio::ssl::stream: a fifth of the memory per idle connection (SSL_MODE_RELEASE_BUFFERS works here).
#pragma once

#include <sys/uio.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <span>
#include <string>

#include "base/result.h"

struct ssl_st;
struct ssl_ctx_st;

namespace net {

/// What one non-blocking read, write or handshake step came to.
struct IoResult {
  enum class Status : std::uint8_t { ok, want_read, want_write, closed };
  Status status = Status::ok;
  std::size_t bytes = 0;
};

/// The certificate and key of one listener; may be replaced while connections are open (they keep what they began with).
class TlsContext {
 public:
  /// Names the file and OpenSSL's reason on failure.
  static base::Result<std::shared_ptr<TlsContext>> load(const std::string& certificate_file, const std::string& key_file);
  /// Reads the files again; on failure the old ones stay. Any thread.
  base::Result<void> reload();
  /// Any thread.
  std::shared_ptr<ssl_ctx_st> current() const;

 private:
  TlsContext(std::string certificate_file, std::string key_file)
      : certificate_file_(std::move(certificate_file)), key_file_(std::move(key_file)) {}

  std::string certificate_file_, key_file_;
  mutable std::mutex mutex_;
  std::shared_ptr<ssl_ctx_st> context_;
};

/// The server's end of one connection. On the loop's thread.
class TlsSession {
 public:
  /// Null when OpenSSL has no memory.
  static std::unique_ptr<TlsSession> create(TlsContext& context, int fd);
  ~TlsSession();

  IoResult handshake();
  /// At most one record. Call again until it does not say `ok`: the socket may be empty while a record still waits in here.
  IoResult read(std::span<char> buffer);
  /// Takes up to one record (16 KiB). Taken bytes count as written even when the record is not out yet: `pending` says so,
  /// and `flush` goes on with it; until then nothing more is taken. (OpenSSL wants the same bytes again after a full socket,
  /// but an outbox may have dropped them meanwhile.)
  IoResult write(std::span<const iovec> buffers);
  IoResult flush();
  bool pending() const { return !record_.empty(); }
  /// Says goodbye (close_notify) as far as the socket takes it.
  void shutdown();

 private:
  explicit TlsSession(ssl_st* ssl) : ssl_(ssl) {}
  IoResult result_of(int returned);

  ssl_st* ssl_;
  std::string record_;  // plaintext of the record that the socket did not take
};

}  // namespace net
