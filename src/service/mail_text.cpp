// The text of a mail: headers that nobody can add to, a body in quoted-printable. Pure; any thread.
#include <fmt/format.h>
#include <sodium.h>

#include <ctime>

#include "base/utf8.h"
#include "service/authenticator.h"
#include "service/mailer.h"

namespace service {
namespace {

constexpr std::size_t kLineMax = 76;  // RFC 2045, 6.7

bool has_control(std::string_view text) {
  for (const char c : text) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) return true;
  }
  return false;
}

bool is_address(std::string_view text) {
  const std::size_t at = text.find('@');
  if (at == 0 || at == std::string_view::npos || at + 1 == text.size() || text.find('@', at + 1) != std::string_view::npos)
    return false;
  return !has_control(text) && text.find_first_of(" <>,;:\"\\()[]") == std::string_view::npos && base::is_utf8(text);
}

std::string base64(std::string_view bytes) {
  std::string text(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
  sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                    sodium_base64_VARIANT_ORIGINAL);
  text.pop_back();  // the terminating zero
  return text;
}

/// RFC 2047: in words of at most 75 characters, each with whole code points.
std::string encoded_words(std::string_view text) {
  constexpr std::size_t kBytesPerWord = 45;  // 60 in base64, and 12 around it
  std::string out;
  while (!text.empty()) {
    std::size_t length = std::min(kBytesPerWord, text.size());
    while (length < text.size() && (static_cast<unsigned char>(text[length]) & 0xC0) == 0x80) --length;
    out += (out.empty() ? "=?UTF-8?B?" : "\r\n =?UTF-8?B?") + base64(text.substr(0, length)) + "?=";
    text.remove_prefix(length);
  }
  return out;
}

std::string date_header(std::int64_t unix_ms) {
  static constexpr const char* kDays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr const char* kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                            "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto seconds = static_cast<std::time_t>(unix_ms / 1000);
  std::tm tm{};
  gmtime_r(&seconds, &tm);
  return fmt::format("{}, {} {} {} {:02}:{:02}:{:02} +0000", kDays[tm.tm_wday], tm.tm_mday, kMonths[tm.tm_mon],
                     tm.tm_year + 1900, tm.tm_hour, tm.tm_min, tm.tm_sec);
}

std::string quoted_printable(std::string_view text) {
  std::string out;
  std::size_t column = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c == '\n' || c == '\r') {
      if (c == '\r' && i + 1 < text.size() && text[i + 1] == '\n') ++i;
      out += "\r\n";
      column = 0;
      continue;
    }
    const bool ends_line = i + 1 == text.size() || text[i + 1] == '\n' || text[i + 1] == '\r';
    const bool plain = (c > 0x20 && c < 0x7F && c != '=') || ((c == ' ' || c == '\t') && !ends_line);
    const std::string piece = plain ? std::string(1, static_cast<char>(c)) : fmt::format("={:02X}", c);
    if (column + piece.size() > kLineMax - 1) {
      out += "=\r\n";
      column = 0;
    }
    out += piece;
    column += piece.size();
  }
  return out + "\r\n";
}

}  // namespace

base::Result<std::string> compose_mail(const MailerOptions& options, const std::string& to, const std::string& subject,
                                       const std::string& text, std::int64_t unix_ms) {
  if (!is_address(to)) return base::invalid("to", "must be a mail address");
  if (!is_address(options.address)) return base::invalid("address", "must be a mail address");
  if (has_control(options.name) || !base::is_utf8(options.name)) return base::invalid("name", "must be one line");
  if (has_control(subject) || !base::is_utf8(subject)) return base::invalid("subject", "must be one line");
  const std::string domain = options.address.substr(options.address.find('@') + 1);
  const std::string sender = options.name.empty() ? "" : encoded_words(options.name) + ' ';
  return fmt::format(
      "Date: {}\r\nFrom: {}<{}>\r\nTo: <{}>\r\nSubject: {}\r\nMessage-ID: <{}@{}>\r\nMIME-Version: 1.0\r\n"
      "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n"
      "Auto-Submitted: auto-generated\r\n\r\n{}",
      date_header(unix_ms), sender, options.address, to, encoded_words(subject), make_token(), domain,
      quoted_printable(text));
}

}  // namespace service
