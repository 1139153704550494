// The head of a response: see the header.
#include "net/response_head.h"

namespace net {
namespace {

bool is_same(std::string_view a, std::string_view b) {
  const auto same = [](char x, char y) { return (x | 0x20) == (y | 0x20); };
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), same);
}

bool is_clean(std::string_view text) { return text.find_first_of(std::string_view("\r\n\0", 3)) == std::string_view::npos; }

}  // namespace

std::string response_head(const http::Response& response, const HeadFacts& facts) {
  std::string out;
  out.reserve(256);
  out += "HTTP/1.1 ";
  out += std::to_string(response.status);
  out += ' ';
  out += http::reason_phrase(response.status);
  out += "\r\nDate: ";
  out += facts.date;
  out += "\r\n";
  for (const http::Header& header : response.headers) {
    const bool ours = is_same(header.name, "Content-Length") || is_same(header.name, "Date") ||
                      is_same(header.name, "Transfer-Encoding") ||
                      (is_same(header.name, "Connection") && response.status != 101);
    if (ours || !is_clean(header.name) || !is_clean(header.value)) continue;
    out += header.name;
    out += ": ";
    out += header.value;
    out += "\r\n";
  }
  if (!is_bodiless(response.status)) {
    out += "Content-Length: ";
    out += std::to_string(facts.content_length);
    out += "\r\n";
  }
  if (response.status != 101) {
    if (!facts.keep_alive) {
      out += "Connection: close\r\n";
    } else if (!facts.http_1_1) {
      out += "Connection: keep-alive\r\n";
    }
  }
  out += "\r\n";
  return out;
}

http::Response plain_error(int status, std::string_view text) {
  http::Response out;
  out.status = status;
  out.headers.add("Content-Type", "application/json");
  out.body = "{\"error\":\"" + std::string(text) + "\"}";
  return out;
}

}  // namespace net
