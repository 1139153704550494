// TLS: see the header.
#include "net/tls.h"

#include <openssl/err.h>
#include <openssl/ssl.h>

#include <array>

namespace net {
namespace {

constexpr std::size_t kRecordMax = 16u << 10;

std::string last_reason() {
  const unsigned long code = ERR_get_error();
  ERR_clear_error();
  std::array<char, 256> text{};
  ERR_error_string_n(code, text.data(), text.size());
  return text.data();
}

/// HTTP/1.1 is all we speak; who offers only something else is told so (RFC 7301, 3.2).
int select_protocol(SSL*, const unsigned char** out, unsigned char* out_size, const unsigned char* in, unsigned in_size,
                    void*) {
  static constexpr unsigned char kOurs[] = "\x08http/1.1";
  unsigned char* chosen = nullptr;
  if (SSL_select_next_proto(&chosen, out_size, kOurs, sizeof kOurs - 1, in, in_size) != OPENSSL_NPN_NEGOTIATED) {
    return SSL_TLSEXT_ERR_ALERT_FATAL;
  }
  *out = chosen;
  return SSL_TLSEXT_ERR_OK;
}

base::Result<std::shared_ptr<SSL_CTX>> make_context(const std::string& certificate_file, const std::string& key_file) {
  const auto failed = [](const std::string& what) {
    return base::fail(base::ErrorKind::invalid, "tls", what + ": " + last_reason());
  };
  ERR_clear_error();
  const std::shared_ptr<SSL_CTX> context(SSL_CTX_new(TLS_server_method()), SSL_CTX_free);
  if (!context) return failed("no TLS context");
  SSL_CTX_set_min_proto_version(context.get(), TLS1_2_VERSION);
  SSL_CTX_set_options(context.get(), SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_CIPHER_SERVER_PREFERENCE);
  SSL_CTX_set_mode(context.get(),
                   SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
  SSL_CTX_set_alpn_select_cb(context.get(), select_protocol, nullptr);
  if (SSL_CTX_use_certificate_chain_file(context.get(), certificate_file.c_str()) != 1) {
    return failed("certificate " + certificate_file + " cannot be used");
  }
  if (SSL_CTX_use_PrivateKey_file(context.get(), key_file.c_str(), SSL_FILETYPE_PEM) != 1) {
    return failed("key " + key_file + " cannot be used");
  }
  if (SSL_CTX_check_private_key(context.get()) != 1) {
    return failed("key " + key_file + " does not belong to certificate " + certificate_file);
  }
  return context;
}

}  // namespace

base::Result<std::shared_ptr<TlsContext>> TlsContext::load(const std::string& certificate_file,
                                                           const std::string& key_file) {
  std::shared_ptr<TlsContext> out(new TlsContext(certificate_file, key_file));
  if (const auto loaded = out->reload(); !loaded) return base::pass(loaded);
  return out;
}

base::Result<void> TlsContext::reload() {
  auto fresh = make_context(certificate_file_, key_file_);
  if (!fresh) return base::pass(fresh);
  const std::lock_guard lock(mutex_);
  context_ = std::move(*fresh);
  return {};
}

std::shared_ptr<SSL_CTX> TlsContext::current() const {
  const std::lock_guard lock(mutex_);
  return context_;
}

std::unique_ptr<TlsSession> TlsSession::create(TlsContext& context, int fd) {
  const std::shared_ptr<SSL_CTX> current = context.current();
  SSL* ssl = SSL_new(current.get());  // holds a reference to the context of its own
  if (ssl == nullptr) return nullptr;
  std::unique_ptr<TlsSession> out(new TlsSession(ssl));
  if (SSL_set_fd(ssl, fd) != 1) return nullptr;
  SSL_set_accept_state(ssl);
  return out;
}

TlsSession::~TlsSession() { SSL_free(ssl_); }

IoResult TlsSession::result_of(int returned) {
  switch (SSL_get_error(ssl_, returned)) {
    case SSL_ERROR_WANT_READ:
      return {IoResult::Status::want_read, 0};
    case SSL_ERROR_WANT_WRITE:
      return {IoResult::Status::want_write, 0};
    default:
      ERR_clear_error();
      return {IoResult::Status::closed, 0};
  }
}

IoResult TlsSession::handshake() {
  ERR_clear_error();
  const int returned = SSL_do_handshake(ssl_);
  return returned == 1 ? IoResult{} : result_of(returned);
}

IoResult TlsSession::read(std::span<char> buffer) {
  ERR_clear_error();
  std::size_t count = 0;
  const int returned = SSL_read_ex(ssl_, buffer.data(), buffer.size(), &count);
  return returned == 1 ? IoResult{IoResult::Status::ok, count} : result_of(returned);
}

IoResult TlsSession::write(std::span<const iovec> buffers) {
  if (pending()) return {IoResult::Status::want_write, 0};
  thread_local std::array<char, kRecordMax> gathered;
  std::size_t size = 0;
  for (const iovec& buffer : buffers) {
    const std::size_t count = std::min(buffer.iov_len, gathered.size() - size);
    std::memcpy(gathered.data() + size, buffer.iov_base, count);
    size += count;
    if (size == gathered.size()) break;
  }
  if (size == 0) return {};
  ERR_clear_error();
  std::size_t count = 0;
  const int returned = SSL_write_ex(ssl_, gathered.data(), size, &count);
  if (returned == 1) return {IoResult::Status::ok, count};
  IoResult result = result_of(returned);
  if (result.status == IoResult::Status::want_write) {
    record_.assign(gathered.data(), size);
    result.bytes = size;
  }
  return result;
}

IoResult TlsSession::flush() {
  if (!pending()) return {};
  ERR_clear_error();
  std::size_t count = 0;
  const int returned = SSL_write_ex(ssl_, record_.data(), record_.size(), &count);
  if (returned != 1) return result_of(returned);
  record_.erase(0, count);
  if (record_.empty()) record_ = std::string();
  return {record_.empty() ? IoResult::Status::ok : IoResult::Status::want_write, 0};
}

void TlsSession::shutdown() {
  ERR_clear_error();
  SSL_shutdown(ssl_);
  ERR_clear_error();
}

}  // namespace net
