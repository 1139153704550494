// Sec-WebSocket-Extensions: see the header.
#include "net/extension_list.h"

namespace net {
namespace {

class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  bool at_end() {
    skip_space();
    return text_.empty();
  }
  bool take(char c) {
    skip_space();
    if (!text_.starts_with(c)) return false;
    text_.remove_prefix(1);
    return true;
  }
  /// Empty when there is none.
  std::string token() {
    skip_space();
    constexpr std::string_view kSymbols = "!#$%&'*+-.^_`|~";
    std::size_t size = 0;
    while (size < text_.size()) {
      const char c = text_[size];
      const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (!letter && !(c >= '0' && c <= '9') && kSymbols.find(c) == kSymbols.npos) break;
      ++size;
    }
    std::string out(text_.substr(0, size));
    text_.remove_prefix(size);
    return out;
  }
  /// A token or a quoted string; nothing when it is neither.
  std::optional<std::string> value() {
    std::string out;
    if (!take('"')) {
      out = token();
      return out.empty() ? std::nullopt : std::optional(out);
    }
    while (!text_.empty() && text_.front() != '"') {
      if (text_.front() == '\\') text_.remove_prefix(1);
      if (text_.empty()) return std::nullopt;
      out += text_.front();
      text_.remove_prefix(1);
    }
    if (!take('"')) return std::nullopt;
    return out;
  }

 private:
  void skip_space() {
    while (text_.starts_with(' ') || text_.starts_with('\t')) text_.remove_prefix(1);
  }
  std::string_view text_;
};

/// The part behind a name; false when it breaks the grammar.
bool parse_parameters(Scanner& scan, Extension& extension) {
  while (scan.take(';')) {
    std::string name = scan.token();
    if (name.empty()) return false;
    std::optional<std::string> value;
    if (scan.take('=') && !(value = scan.value())) return false;
    extension.parameters.emplace_back(std::move(name), std::move(value));
  }
  return true;
}

}  // namespace

std::vector<Extension> parse_extensions(std::string_view value) {
  std::vector<Extension> out;
  Scanner scan(value);
  while (!scan.at_end()) {
    if (scan.take(',')) continue;  // empty elements are allowed (RFC 9110, 5.6.1.2)
    Extension extension{scan.token(), {}};
    if (extension.name.empty() || !parse_parameters(scan, extension)) return {};
    if (!scan.at_end() && !scan.take(',')) return {};
    out.push_back(std::move(extension));
  }
  return out;
}

}  // namespace net
