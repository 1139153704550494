// JsonDocument: walks the text once with simdjson's on-demand reader, so that every part is checked, also what nobody asks
// for.
#include "wire/json_document.h"

#include "base/utf8.h"

#include <simdjson.h>

#include <cstring>
#include <vector>

namespace wire {

namespace ondemand = simdjson::ondemand;

struct JsonDocument::Workspace {
  ondemand::parser parser;
  std::vector<char> padded;
  std::vector<std::uint8_t> unescaped;  // as long as `padded` as soon as a text has an escape
  std::uint8_t* unescaped_end = nullptr;
  std::vector<Token> tape;

  std::string_view read(std::string_view text);

 private:
  std::string_view read_scalar(ondemand::document& document, std::string_view text);
  std::string_view read_value(ondemand::value value, std::size_t depth);
  std::string_view read_array(ondemand::array array, std::size_t depth);
  std::string_view read_object(ondemand::object object, std::size_t depth);
  std::string_view read_string(ondemand::raw_json_string raw, std::string_view token);
  std::string_view read_plain(std::string_view token);
  void close(std::size_t at, Kind kind, std::size_t count);
};

namespace {

constexpr std::string_view kNotJson = "not valid JSON";
constexpr std::string_view kNotUtf8 = "not valid UTF-8";
constexpr std::string_view kTooDeep = "nested too deep";
constexpr std::string_view kTrailing = "text after the end of the value";
constexpr std::string_view kTooLarge = "too large";
constexpr std::size_t kTextMax = std::size_t{1} << 30;
constexpr std::size_t kKeptBytes = 1 << 20;  // larger workspaces are given back rather than kept by the thread

// One is kept per thread; a document made while another lives allocates.
thread_local std::unique_ptr<JsonDocument::Workspace> spare;

std::string_view describe(simdjson::error_code code) { return code == simdjson::UTF8_ERROR ? kNotUtf8 : kNotJson; }

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

std::string_view trim(std::string_view text) {
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  return text;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// The grammar of RFC 8259 section 6. Kind::null when `text` is no number.
Kind number_kind(std::string_view text) {
  const char* at = text.data();
  const char* const end = at + text.size();
  if (at != end && *at == '-') ++at;
  if (at == end || !is_digit(*at)) return Kind::null;
  if (*at++ != '0') {
    while (at != end && is_digit(*at)) ++at;
  }
  if (at == end) return Kind::integer;
  if (*at == '.') {
    if (++at == end || !is_digit(*at)) return Kind::null;
    while (at != end && is_digit(*at)) ++at;
  }
  if (at != end && (*at == 'e' || *at == 'E')) {
    if (++at != end && (*at == '+' || *at == '-')) ++at;
    if (at == end || !is_digit(*at)) return Kind::null;
    while (at != end && is_digit(*at)) ++at;
  }
  return at == end ? Kind::decimal : Kind::null;
}

}  // namespace

std::string_view JsonDocument::Workspace::read(std::string_view text) {
  tape.clear();
  unescaped_end = nullptr;
  if (text.size() > kTextMax) return kTooLarge;
  if (padded.size() < text.size() + simdjson::SIMDJSON_PADDING)
    padded.resize(text.size() + simdjson::SIMDJSON_PADDING + 1024);
  if (!text.empty()) std::memcpy(padded.data(), text.data(), text.size());
  std::memset(padded.data() + text.size(), ' ', simdjson::SIMDJSON_PADDING);

  ondemand::document document;
  if (auto error = parser.iterate(padded.data(), text.size(), padded.size()).get(document)) return describe(error);
  const std::string_view body = trim({padded.data(), text.size()});
  if (body.empty()) return kNotJson;
  if (body.front() != '{' && body.front() != '[') return read_scalar(document, body);
  std::string_view problem;
  if (body.front() == '{') {
    ondemand::object object;
    if (auto error = document.get_object().get(object)) return describe(error);
    problem = read_object(object, 1);
  } else {
    ondemand::array array;
    if (auto error = document.get_array().get(array)) return describe(error);
    problem = read_array(array, 1);
  }
  if (problem.empty() && document.current_location().error() != simdjson::OUT_OF_BOUNDS) return kTrailing;
  return problem;
}

std::string_view JsonDocument::Workspace::read_scalar(ondemand::document& document, std::string_view text) {
  if (text.front() != '"') return read_plain(text);
  ondemand::raw_json_string raw;
  if (auto error = document.get_raw_json_string().get(raw)) return describe(error);
  if (document.current_location().error() != simdjson::OUT_OF_BOUNDS) return kTrailing;
  return read_string(raw, text);
}

std::string_view JsonDocument::Workspace::read_value(ondemand::value value, std::size_t depth) {
  const std::string_view token = value.raw_json_token();
  switch (token.empty() ? '\0' : token.front()) {
    case '{': {
      ondemand::object object;
      if (auto error = value.get_object().get(object)) return describe(error);
      return read_object(object, depth + 1);
    }
    case '[': {
      ondemand::array array;
      if (auto error = value.get_array().get(array)) return describe(error);
      return read_array(array, depth + 1);
    }
    case '"': {
      ondemand::raw_json_string raw;
      if (auto error = value.get_raw_json_string().get(raw)) return describe(error);
      return read_string(raw, token);
    }
    default:
      return read_plain(trim(token));
  }
}

std::string_view JsonDocument::Workspace::read_array(ondemand::array array, std::size_t depth) {
  if (depth > kDepthMax) return kTooDeep;
  const std::size_t at = tape.size();
  tape.emplace_back();
  std::size_t count = 0;
  for (auto item : array) {
    ondemand::value value;
    if (auto error = std::move(item).get(value)) return describe(error);
    if (auto problem = read_value(value, depth); !problem.empty()) return problem;
    ++count;
  }
  close(at, Kind::array, count);
  return {};
}

std::string_view JsonDocument::Workspace::read_object(ondemand::object object, std::size_t depth) {
  if (depth > kDepthMax) return kTooDeep;
  const std::size_t at = tape.size();
  tape.emplace_back();
  std::size_t count = 0;
  for (auto member : object) {
    ondemand::field field;
    if (auto error = std::move(member).get(field)) return describe(error);
    const char* key = field.key().raw();
    // From the key's first byte to its value there is the key, its closing quote, a colon and space.
    const std::string_view upto(key - 1, static_cast<std::size_t>(field.value().raw_json_token().data() - (key - 1)));
    const std::size_t quote = upto.rfind('"');
    if (auto problem = read_string(field.key(), upto.substr(0, quote + 1)); !problem.empty()) return problem;
    if (auto problem = read_value(field.value(), depth); !problem.empty()) return problem;
    ++count;
  }
  close(at, Kind::object, count);
  return {};
}

/// `token` begins with the opening quote and ends behind the closing one, but for white space.
std::string_view JsonDocument::Workspace::read_string(ondemand::raw_json_string raw, std::string_view token) {
  token = trim(token);
  if (token.size() < 2 || token.back() != '"') return kNotJson;
  std::string_view text = token.substr(1, token.size() - 2);
  if (text.find('\\') != std::string_view::npos) {
    if (unescaped_end == nullptr) {
      // No text grows when it is unescaped, so one buffer of the input's length holds them all.
      if (unescaped.size() < padded.size()) unescaped.resize(padded.size());
      unescaped_end = unescaped.data();
    }
    if (auto error = parser.unescape(raw, unescaped_end).get(text)) return describe(error);
    // A lone surrogate written as \u escape passes this version of the library and is no text.
    if (!base::is_utf8(text)) return kNotUtf8;
  }
  Token& t = tape.emplace_back();
  t.kind = Kind::string;
  t.data = text.data();
  t.size = static_cast<std::uint32_t>(text.size());
  return {};
}

std::string_view JsonDocument::Workspace::read_plain(std::string_view token) {
  Token t;
  if (token == "null") {
    t.kind = Kind::null;
  } else if (token == "true" || token == "false") {
    t.kind = Kind::boolean;
    t.truth = token == "true";
  } else {
    t.kind = number_kind(token);
    if (t.kind == Kind::null) return kNotJson;
    t.data = token.data();
    t.size = static_cast<std::uint32_t>(token.size());
  }
  tape.push_back(t);
  return {};
}

void JsonDocument::Workspace::close(std::size_t at, Kind kind, std::size_t count) {
  Token& t = tape[at];
  t.kind = kind;
  t.size = static_cast<std::uint32_t>(count);
  t.span = static_cast<std::uint32_t>(tape.size() - at);
}

JsonDocument::JsonDocument(std::string_view text)
    : workspace_(spare ? std::move(spare) : std::make_unique<Workspace>()), problem_(workspace_->read(text)) {}

JsonDocument::~JsonDocument() {
  if (!spare && workspace_->padded.size() <= kKeptBytes) spare = std::move(workspace_);
}

const Token* JsonDocument::root() const { return workspace_->tape.data(); }

}  // namespace wire
