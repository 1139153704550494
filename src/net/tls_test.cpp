// TLS over real sockets, with certificates made here.
#include <doctest/doctest.h>

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include "tests/support/net_world.h"
#include "tests/support/ws_cases.h"

using namespace testing_support;

namespace {

/// Writes a key and a self-signed certificate for `name` into `folder`.
void make_certificate(const std::filesystem::path& folder, const std::string& name) {
  EVP_PKEY* key = EVP_EC_gen("P-256");
  X509* certificate = X509_new();
  X509_set_version(certificate, 2);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
  X509_gmtime_adj(X509_getm_notBefore(certificate), -3600);
  X509_gmtime_adj(X509_getm_notAfter(certificate), 3600);
  X509_NAME* subject = X509_get_subject_name(certificate);
  X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>(name.c_str()), -1, -1, 0);
  X509_set_issuer_name(certificate, subject);
  X509_set_pubkey(certificate, key);
  X509_sign(certificate, key, EVP_sha256());
  FILE* out = std::fopen((folder / "key.pem").c_str(), "w");
  PEM_write_PrivateKey(out, key, nullptr, nullptr, 0, nullptr, nullptr);
  std::fclose(out);
  out = std::fopen((folder / "certificate.pem").c_str(), "w");
  PEM_write_X509(out, certificate);
  std::fclose(out);
  X509_free(certificate);
  EVP_PKEY_free(key);
}

struct Certificate {
  Certificate() : folder(std::filesystem::temp_directory_path() / ("tls-" + std::to_string(::getpid()))) {
    std::filesystem::create_directories(folder);
    make_certificate(folder, "first");
  }
  ~Certificate() { std::filesystem::remove_all(folder); }
  net::ServerOptions options() const {
    net::ServerOptions out;
    out.listeners.push_back({"127.0.0.1", 0, (folder / "certificate.pem").string(), (folder / "key.pem").string()});
    return out;
  }
  std::filesystem::path folder;
};

class TlsClient {
 public:
  explicit TlsClient(const NetWorld& world, int version_max = TLS1_3_VERSION, std::string_view protocols = {})
      : socket_(world.connect()), context_(SSL_CTX_new(TLS_client_method())) {
    timeval patience{30, 0};
    ::setsockopt(socket_.fd(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    SSL_CTX_set_security_level(context_, 0);
    SSL_CTX_set_min_proto_version(context_, TLS1_VERSION);
    SSL_CTX_set_max_proto_version(context_, version_max);
    ssl_ = SSL_new(context_);
    if (!protocols.empty()) {
      const auto* list = reinterpret_cast<const unsigned char*>(protocols.data());
      SSL_set_alpn_protos(ssl_, list, static_cast<unsigned>(protocols.size()));
    }
    SSL_set_fd(ssl_, socket_.fd());
    connected_ = SSL_connect(ssl_) == 1;
    ERR_clear_error();
  }
  ~TlsClient() {
    SSL_free(ssl_);
    SSL_CTX_free(context_);
  }
  bool connected() const { return connected_; }
  std::string version() const { return SSL_get_version(ssl_); }
  std::string protocol() const {
    const unsigned char* name = nullptr;
    unsigned size = 0;
    SSL_get0_alpn_selected(ssl_, &name, &size);
    return {reinterpret_cast<const char*>(name), size};
  }
  std::string server_name() const {
    X509* certificate = SSL_get1_peer_certificate(ssl_);
    char name[64] = {};
    X509_NAME_get_text_by_NID(X509_get_subject_name(certificate), NID_commonName, name, sizeof name);
    X509_free(certificate);
    return name;
  }
  bool send(std::string_view bytes) {
    while (!bytes.empty()) {
      std::size_t count = 0;
      if (SSL_write_ex(ssl_, bytes.data(), std::min<std::size_t>(bytes.size(), 10'000), &count) != 1) return false;
      bytes.remove_prefix(count);
    }
    return true;
  }
  bool more() {
    char buffer[20'000];
    std::size_t count = 0;
    if (SSL_read_ex(ssl_, buffer, sizeof buffer, &count) != 1) return false;
    received_.append(buffer, count);
    return true;
  }
  std::string take(std::size_t count) {
    while (received_.size() < count) REQUIRE(more());
    std::string out = received_.substr(0, count);
    received_.erase(0, count);
    return out;
  }
  std::string take_until(std::string_view mark) {
    while (received_.find(mark) == std::string::npos) REQUIRE(more());
    return take(received_.find(mark) + mark.size());
  }
  /// The server said goodbye in TLS before it closed.
  bool ended_cleanly() {
    const bool ended = received_.empty() && !more();
    return ended && (SSL_get_shutdown(ssl_) & SSL_RECEIVED_SHUTDOWN) != 0;
  }

 private:
  Client socket_;
  SSL_CTX* context_;
  SSL* ssl_ = nullptr;
  bool connected_ = false;
  std::string received_;
};

std::string body_of(TlsClient& client) {
  const std::string head = client.take_until("\r\n\r\n");
  const std::size_t at = head.find("Content-Length: ");
  return client.take(static_cast<std::size_t>(std::atoi(head.c_str() + at + 16)));
}

constexpr const char* kGet = "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n";

}  // namespace

TEST_CASE("tls: requests, versions and protocols") {
  const Certificate certificate;
  NetWorld world(certificate.options());
  for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
    TlsClient client(world, version, "\x02h2\x08http/1.1");
    REQUIRE(client.connected());
    CHECK(client.version() == (version == TLS1_2_VERSION ? "TLSv1.2" : "TLSv1.3"));
    CHECK(client.protocol() == "http/1.1");
    client.send(std::string(kGet) + kGet);
    CHECK(body_of(client) == "hello");
    CHECK(body_of(client) == "hello");
    client.send("GET /about HTTP/1.1\r\nHost: chat.example\r\nConnection: close\r\n\r\n");
    CHECK(body_of(client) == "GET /about ? 127.0.0.1 https://chat.example");
    CHECK(client.ended_cleanly());
  }
  CHECK_FALSE(TlsClient(world, TLS1_1_VERSION).connected());
  CHECK_FALSE(TlsClient(world, TLS1_3_VERSION, "\x02h2").connected());
  wait_until([&] { return world.server->connections() == 0; });
}

TEST_CASE("tls: answers and uploads larger than any buffer") {
  const Certificate certificate;
  NetWorld world(certificate.options());
  TlsClient client(world);
  client.send("GET /large HTTP/1.1\r\nHost: a\r\n\r\n");
  CHECK(body_of(client) == std::string(8u << 20, 'L'));
  client.send("POST /spool HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n" + std::string(1'000'000, 'u') + kGet);
  CHECK(body_of(client).starts_with("1000000 "));
  CHECK(body_of(client) == "hello");
}

TEST_CASE("tls: a handler that waits, and requests pipelined behind it") {
  const Certificate certificate;
  NetWorld world(certificate.options());
  TlsClient client(world);
  client.send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n");
  wait_until([&] { return world.gate.waiting == 1; });
  for (int i = 0; i < 3; ++i) client.send(kGet);  // records of their own, which wait in the socket
  world.gate.open();
  CHECK(body_of(client) == "at last /slow");
  for (int i = 0; i < 3; ++i) CHECK(body_of(client) == "hello");
}

TEST_CASE("tls: a WebSocket, small and large, slow and closing") {
  const Certificate certificate;
  NetWorld world(certificate.options());
  TlsClient client(world);
  client.send(
      "GET /plain HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
      "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n" +
      client_text("first"));
  CHECK(client.take_until("\r\n\r\n").starts_with("HTTP/1.1 101 "));
  const auto next = [&] { return read_server_frame([&](std::size_t count) { return client.take(count); }); };
  CHECK(next().payload == "first");
  const std::string large(100'000, 'l');
  client.send(client_text(large));
  CHECK(next().payload == large);
  client.send(client_text("/flood 3000"));
  for (int i = 0; i < 3000; ++i) REQUIRE(next().payload == std::string(1024, 'x'));
  client.send(frame_of("close 1000"));
  CHECK(next().close_code() == 1000);
  CHECK(client.ended_cleanly());
}

TEST_CASE("tls: who does not speak it is let go") {
  const Certificate certificate;
  NetWorld world(certificate.options());
  Client plain = world.connect();
  plain.send(kGet);
  plain.rest();  // perhaps an alert; then the end
  plain.close();
  Client silent = world.connect();
  advance_until_readable(world.clock, silent, 1000);
  CHECK(silent.ended());
  wait_until([&] { return world.server->connections() == 0; });
}

TEST_CASE("tls: certificates are read again on request, and bad ones change nothing") {
  const Certificate certificate;
  NetWorld world(certificate.options());
  TlsClient before(world);
  CHECK(before.server_name() == "first");
  make_certificate(certificate.folder, "second");
  REQUIRE(world.server->reload_certificates().has_value());
  CHECK(TlsClient(world).server_name() == "second");
  before.send(kGet);
  CHECK(body_of(before) == "hello");

  const std::filesystem::path key = certificate.folder / "key.pem";
  std::filesystem::rename(key, certificate.folder / "old.pem");
  const auto failed = world.server->reload_certificates();
  REQUIRE_FALSE(failed.has_value());
  CHECK(failed.error().info.find(key.string()) != std::string::npos);
  CHECK(TlsClient(world).server_name() == "second");
  make_certificate(certificate.folder, "third");
  std::filesystem::rename(certificate.folder / "old.pem", key);  // not the key of the third
  CHECK_FALSE(world.server->reload_certificates().has_value());
}
