// multipart/form-data: see the header.
#include "http/multipart.h"

#include <fcntl.h>
#include <unistd.h>

#include "base/utf8.h"

namespace http {
namespace {

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

std::string_view trim(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

struct Parameterized {
  std::string value;                                            // before the first ';', in lower case
  std::vector<std::pair<std::string, std::string>> parameters;  // names in lower case

  const std::string* find(std::string_view name) const {
    for (const auto& [key, value_] : parameters) {
      if (key == name) return &value_;
    }
    return nullptr;
  }
};

/// `value; name=token; name="quoted"`. In a quoted string only \" and \\ are escapes: some browsers send file names with
/// bare backslashes.
std::optional<Parameterized> parse_parameterized(std::string_view text) {
  Parameterized out;
  std::size_t end = std::min(text.find(';'), text.size());
  out.value = lower(trim(text.substr(0, end)));
  text.remove_prefix(end);
  while (!text.empty()) {
    text.remove_prefix(1);  // the ';'
    const std::size_t equals = text.find('=');
    if (equals == std::string_view::npos) return trim(text).empty() ? std::optional(out) : std::nullopt;
    std::string name = lower(trim(text.substr(0, equals)));
    text = text.substr(equals + 1);
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    std::string value;
    if (text.starts_with('"')) {
      text.remove_prefix(1);
      while (!text.empty() && text.front() != '"') {
        if (text.front() == '\\' && text.size() > 1 && (text[1] == '"' || text[1] == '\\')) text.remove_prefix(1);
        value += text.front();
        text.remove_prefix(1);
      }
      if (text.empty()) return std::nullopt;
      text.remove_prefix(1);
      end = std::min(text.find(';'), text.size());
      if (!trim(text.substr(0, end)).empty()) return std::nullopt;
    } else {
      end = std::min(text.find(';'), text.size());
      value = trim(text.substr(0, end));
    }
    text.remove_prefix(end);
    out.parameters.emplace_back(std::move(name), std::move(value));
  }
  return out;
}

bool boundary_character(char c) {
  constexpr std::string_view kOther = "'()+_,-./:=? ";
  const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  return letter || (c >= '0' && c <= '9') || kOther.find(c) != std::string_view::npos;
}

}  // namespace

std::optional<std::string> multipart_boundary(std::string_view content_type) {
  const auto parsed = parse_parameterized(content_type);
  if (!parsed || parsed->value != "multipart/form-data") return std::nullopt;
  const std::string* boundary = parsed->find("boundary");
  if (boundary == nullptr || boundary->empty() || boundary->size() > 70 || boundary->back() == ' ') return std::nullopt;
  if (!std::all_of(boundary->begin(), boundary->end(), boundary_character)) return std::nullopt;
  return *boundary;
}

MultipartParser::MultipartParser(std::string_view boundary) : delimiter_("\r\n--" + std::string(boundary)) {}

MultipartParser::Status MultipartParser::feed(std::string_view bytes) {
  while (!bytes.empty() && state_ != State::done && state_ != State::malformed) {
    if (state_ == State::content) {
      on_content(bytes);
      continue;
    }
    const char c = bytes.front();
    bytes.remove_prefix(1);
    ++position_;
    switch (state_) {
      case State::delimiter_end:  // white space may follow the delimiter (RFC 2046, 5.1.1: transport padding)
        state_ = c == '-'                ? State::delimiter_dash
                 : c == '\r'             ? State::delimiter_line_feed
                 : c == ' ' || c == '\t' ? State::delimiter_end
                                         : State::malformed;
        break;
      case State::delimiter_dash:
        state_ = c == '-' ? State::done : State::malformed;
        break;
      case State::delimiter_line_feed:
        state_ = c == '\n' && parts_.size() < kPartsMax ? State::headers : State::malformed;
        header_ = "\r\n";  // so that an empty header section ends at its first line as well
        break;
      case State::headers:
        on_header_byte(c);
        break;
      case State::content:
      case State::done:
      case State::malformed:
        break;
    }
  }
  return state_ == State::done ? Status::done : state_ == State::malformed ? Status::malformed : Status::need_more;
}

/// Looks for the delimiter. Its only CR is its first character, so a broken match can only begin anew at the byte that broke
/// it.
void MultipartParser::on_content(std::string_view& bytes) {
  if (matched_ == 0) {
    const std::size_t next = std::min(bytes.find('\r'), bytes.size());
    position_ += next;
    bytes.remove_prefix(next);
    if (bytes.empty()) return;
  }
  const char c = bytes.front();
  bytes.remove_prefix(1);
  ++position_;
  matched_ = c == delimiter_[matched_] ? matched_ + 1 : c == '\r' ? 1 : 0;
  if (matched_ == delimiter_.size()) on_delimiter();
}

void MultipartParser::on_delimiter() {
  matched_ = 0;
  if (in_part_) {
    part_.length = position_ - delimiter_.size() - part_.offset;
    parts_.push_back(std::move(part_));
    in_part_ = false;
  }
  state_ = State::delimiter_end;
}

void MultipartParser::on_header_byte(char c) {
  header_ += c;
  if (header_.size() > kPartHeaderBytesMax + 2) {
    state_ = State::malformed;
  } else if (header_.ends_with("\r\n\r\n")) {
    state_ = begin_part() ? State::content : State::malformed;
    header_ = std::string();
  }
}

bool MultipartParser::begin_part() {
  part_ = Part{};
  part_.offset = position_;
  in_part_ = true;
  std::string_view rest = std::string_view(header_).substr(2);
  bool named = false;
  while (rest.size() > 2) {
    const std::size_t end = rest.find("\r\n");
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(end + 2);
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) return false;
    const std::string name = lower(line.substr(0, colon));
    const std::string_view value = trim(line.substr(colon + 1));
    if (name == "content-type") part_.content_type = value;
    if (name != "content-disposition") continue;
    const auto parsed = parse_parameterized(value);
    if (named || !parsed || parsed->value != "form-data" || parsed->find("name") == nullptr) return false;
    named = true;
    part_.name = *parsed->find("name");
    if (const std::string* filename = parsed->find("filename")) part_.filename = *filename;
    if (!base::is_utf8(part_.name) || !base::is_utf8(part_.filename)) return false;
  }
  return named;  // RFC 7578, 4.2: each part must have the header and the name
}

base::Result<Part> find_part(const SpooledFile& body, std::string_view content_type, std::string_view name) {
  const auto boundary = multipart_boundary(content_type);
  if (!boundary) return base::invalid("body", "expected multipart/form-data with a boundary");
  const int fd = ::open(body.path().c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return base::fail(base::ErrorKind::internal, "body", "the spooled body cannot be read");
  MultipartParser parser(*boundary);
  MultipartParser::Status status = MultipartParser::Status::need_more;
  std::vector<char> buffer(64u << 10);
  ssize_t count = 0;
  while (status == MultipartParser::Status::need_more && (count = ::read(fd, buffer.data(), buffer.size())) > 0) {
    status = parser.feed({buffer.data(), static_cast<std::size_t>(count)});
  }
  ::close(fd);
  if (count < 0) return base::fail(base::ErrorKind::internal, "body", "the spooled body cannot be read");
  if (status != MultipartParser::Status::done) return base::invalid("body", "malformed multipart/form-data");
  for (const Part& part : parser.parts()) {
    if (part.name == name) return part;
  }
  return base::not_found(name);
}

}  // namespace http
