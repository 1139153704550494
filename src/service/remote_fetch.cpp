// libcurl, one handle per fetch. The address is checked where the socket is made: after the name was resolved, for every
// address that is tried and on every redirect, so that a name that changes its answer between check and use gains nothing.
#include "service/remote_fetch.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <memory>

#include "service/curl_handle.h"
#include "service/url.h"

namespace service {
namespace {

/// What the callbacks of one fetch share.
struct Transfer {
  const FetchOptions& options;
  const std::atomic<bool>& stopped;
  std::uint64_t bytes_max;
  bool cut;
  std::string body;
  bool over_limit = false;
  bool internal = false;  // an address was not allowed
};

struct Target {
  std::string address;
  std::string with_port;  // as the operator writes it
};

Target target_of(const sockaddr& address) {
  char text[INET6_ADDRSTRLEN] = {};
  if (address.sa_family == AF_INET) {
    const auto& four = reinterpret_cast<const sockaddr_in&>(address);
    inet_ntop(AF_INET, &four.sin_addr, text, sizeof text);
    return {text, std::string(text) + ':' + std::to_string(ntohs(four.sin_port))};
  }
  if (address.sa_family == AF_INET6) {
    const auto& six = reinterpret_cast<const sockaddr_in6&>(address);
    inet_ntop(AF_INET6, &six.sin6_addr, text, sizeof text);
    return {text, '[' + std::string(text) + "]:" + std::to_string(ntohs(six.sin6_port))};
  }
  return {};
}

curl_socket_t open_socket(void* context, curlsocktype, curl_sockaddr* address) {
  auto& transfer = *static_cast<Transfer*>(context);
  const Target target = target_of(address->addr);
  const auto& allowed = transfer.options.allow_addresses;
  if (!is_public_address(target.address) && std::find(allowed.begin(), allowed.end(), target.with_port) == allowed.end()) {
    transfer.internal = true;
    return CURL_SOCKET_BAD;
  }
  return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

std::size_t take_body(char* bytes, std::size_t, std::size_t count, void* context) {
  auto& transfer = *static_cast<Transfer*>(context);
  const std::uint64_t room = transfer.bytes_max - transfer.body.size();
  if (count <= room) {
    transfer.body.append(bytes, count);
    return count;
  }
  transfer.over_limit = true;
  if (transfer.cut) transfer.body.append(bytes, static_cast<std::size_t>(room));
  return 0;  // ends the transfer
}

int look_for_stop(void* context, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  return static_cast<const Transfer*>(context)->stopped ? 1 : 0;
}

std::string plain_content_type(const char* header) {
  std::string type(header == nullptr ? "" : header);
  type.resize(std::min(type.find(';'), type.size()));
  std::erase_if(type, [](char c) { return c == ' ' || c == '\t'; });
  std::transform(type.begin(), type.end(), type.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return type;
}

void set_up(CURL* curl, const std::string& url, Transfer& transfer) {
  curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(curl, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(curl, CURLOPT_DISALLOW_USERNAME_IN_URL, 1L);
  curl_easy_setopt(curl, CURLOPT_PROXY, "");  // one from the environment would connect in our place, unchecked
  curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 1L);
  curl_easy_setopt(curl, CURLOPT_MAXREDIRS, static_cast<long>(transfer.options.redirects_max));
  curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(transfer.options.timeout_ms));
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_USERAGENT, "Tetragate");
  curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, &open_socket);
  curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, &transfer);
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, &take_body);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &transfer);
  curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
  curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, &look_for_stop);
  curl_easy_setopt(curl, CURLOPT_XFERINFODATA, &transfer);
}

}  // namespace

RemoteFetch::RemoteFetch(FetchOptions options) : options_(std::move(options)) {}

base::Result<Fetched> RemoteFetch::get(const std::string& url, std::uint64_t bytes_max, Excess excess) const {
  if (stopped_ || !parse_url(url)) return base::invalid("url", "must be an http or https URL");
  const CurlHandle curl = make_curl_handle();
  if (!curl) return base::invalid("url", "cannot be fetched");
  Transfer transfer{options_, stopped_, bytes_max, excess == Excess::cut, {}, false, false};
  set_up(curl.get(), url, transfer);
  const CURLcode code = curl_easy_perform(curl.get());
  if (transfer.over_limit && !transfer.cut)
    return base::fail(base::ErrorKind::too_large, "url", "answers with too many bytes");
  if (code == CURLE_COULDNT_CONNECT && transfer.internal) {
    return base::fail(base::ErrorKind::forbidden, "url", "is inside a network that is not public");
  }
  if (code != CURLE_OK && !transfer.over_limit) return base::invalid("url", "cannot be fetched");

  long status = 0;
  char* final_url = nullptr;
  char* content_type = nullptr;
  curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &status);
  curl_easy_getinfo(curl.get(), CURLINFO_EFFECTIVE_URL, &final_url);
  curl_easy_getinfo(curl.get(), CURLINFO_CONTENT_TYPE, &content_type);
  if (status < 200 || status > 299) return base::invalid("url", "does not answer with success");
  return Fetched{final_url == nullptr ? url : final_url, plain_content_type(content_type), std::move(transfer.body)};
}

}  // namespace service
