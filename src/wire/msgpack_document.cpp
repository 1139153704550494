// MsgpackDocument: one pass over the bytes that checks each of them.
#include "wire/msgpack_document.h"

#include "base/utf8.h"
#include "wire/msgpack_format.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cmath>
#include <string>
#include <vector>

namespace wire {

using namespace msgpack;

struct MsgpackDocument::Workspace {
  std::vector<Token> tape;
  std::string digits;  // the texts of all numbers, in the order of the tape

  std::string_view read(std::string_view bytes);

 private:
  std::string_view read_value(std::size_t depth);
  std::string_view read_form(std::uint8_t form, std::size_t depth);
  std::string_view read_key();
  std::string_view read_text(std::uint64_t size);
  std::string_view read_binary(int width);
  std::string_view read_array(std::uint64_t count, std::size_t depth);
  std::string_view read_map(std::uint64_t count, std::size_t depth);
  std::string_view read_unsigned(int width);
  std::string_view read_signed(int width);
  std::string_view read_float32();
  std::string_view read_float64();
  void add(Kind kind);
  void add_boolean(bool truth);
  template <typename I>
  void add_integer(I value);
  std::string_view add_decimal(double value);
  void add_number(Kind kind, std::string_view text);
  void close(std::size_t at, Kind kind, std::uint64_t count);
  bool take(int width, std::uint64_t& out);

  std::string_view rest_;
};

namespace {

constexpr std::string_view kNotMsgpack = "not valid MessagePack";
constexpr std::string_view kTruncated = "ends in the middle of a value";
constexpr std::string_view kTrailing = "bytes after the end of the value";
constexpr std::string_view kNotUtf8 = "not valid UTF-8";
constexpr std::string_view kTooDeep = "nested too deep";
constexpr std::string_view kTooLarge = "too large";
constexpr std::string_view kKey = "a key that is not a string";
constexpr std::string_view kExtension = "an extension type";
constexpr std::string_view kNotFinite = "a number that is not finite";
constexpr std::size_t kBytesMax = std::size_t{1} << 30;
constexpr std::size_t kKeptTokens = 1 << 16;  // larger workspaces are given back rather than kept by the thread

// One is kept per thread; a document made while another lives allocates.
thread_local std::unique_ptr<MsgpackDocument::Workspace> spare;

}  // namespace

std::string_view MsgpackDocument::Workspace::read(std::string_view bytes) {
  tape.clear();
  digits.clear();
  rest_ = bytes;
  if (bytes.size() > kBytesMax) return kTooLarge;
  if (const auto problem = read_value(0); !problem.empty()) return problem;
  if (!rest_.empty()) return kTrailing;
  // Only now the texts of numbers stay where they are.
  const char* text = digits.data();
  for (Token& t : tape) {
    if (t.kind != Kind::integer && t.kind != Kind::decimal) continue;
    t.data = text;
    text += t.size;
  }
  return {};
}

std::string_view MsgpackDocument::Workspace::read_value(std::size_t depth) {
  if (rest_.empty()) return kTruncated;
  const auto form = static_cast<std::uint8_t>(rest_.front());
  rest_.remove_prefix(1);
  if (form <= kPositiveMax) return add_integer(form), std::string_view();
  if (form < kFixArray) return read_map(form - kFixMap, depth + 1);
  if (form < kFixStr) return read_array(form - kFixArray, depth + 1);
  if (form < kNil) return read_text(form - kFixStr);
  if (form >= kNegativeMin) return add_integer(static_cast<std::int8_t>(form)), std::string_view();
  return read_form(form, depth);
}

std::string_view MsgpackDocument::Workspace::read_form(std::uint8_t form, std::size_t depth) {
  std::uint64_t size = 0;
  switch (form) {
    case kNil:
      return add(Kind::null), std::string_view();
    case kUnused:
      return kNotMsgpack;
    case kFalse:
    case kTrue:
      return add_boolean(form == kTrue), std::string_view();
    case kBin8:
    case kBin16:
    case kBin32:
      // A level of its own, because in JSON it is an array.
      return depth < kDepthMax ? read_binary(1 << (form - kBin8)) : kTooDeep;
    case kFloat32:
      return read_float32();
    case kFloat64:
      return read_float64();
    case kUint8:
    case kUint16:
    case kUint32:
    case kUint64:
      return read_unsigned(1 << (form - kUint8));
    case kInt8:
    case kInt16:
    case kInt32:
    case kInt64:
      return read_signed(1 << (form - kInt8));
    case kStr8:
    case kStr16:
    case kStr32:
      return take(1 << (form - kStr8), size) ? read_text(size) : kTruncated;
    case kArray16:
    case kArray32:
      return take(2 << (form - kArray16), size) ? read_array(size, depth + 1) : kTruncated;
    case kMap16:
    case kMap32:
      return take(2 << (form - kMap16), size) ? read_map(size, depth + 1) : kTruncated;
    default:
      return kExtension;
  }
}

bool MsgpackDocument::Workspace::take(int width, std::uint64_t& out) {
  const auto size = static_cast<std::size_t>(width);
  if (rest_.size() < size) return false;
  out = 0;
  for (std::size_t i = 0; i < size; ++i) out = out << 8 | static_cast<unsigned char>(rest_[i]);
  rest_.remove_prefix(size);
  return true;
}

std::string_view MsgpackDocument::Workspace::read_key() {
  if (rest_.empty()) return kTruncated;
  const auto form = static_cast<std::uint8_t>(rest_.front());
  const bool is_text = (form >= kFixStr && form < kNil) || (form >= kStr8 && form <= kStr32);
  return is_text ? read_value(0) : kKey;
}

std::string_view MsgpackDocument::Workspace::read_text(std::uint64_t size) {
  if (size > rest_.size()) return kTruncated;
  const std::string_view text = rest_.substr(0, size);
  if (!base::is_utf8(text)) return kNotUtf8;
  rest_.remove_prefix(size);
  Token& t = tape.emplace_back();
  t.kind = Kind::string;
  t.data = text.data();
  t.size = static_cast<std::uint32_t>(size);
  return {};
}

std::string_view MsgpackDocument::Workspace::read_binary(int width) {
  std::uint64_t size = 0;
  if (!take(width, size) || size > rest_.size()) return kTruncated;
  Token& t = tape.emplace_back();
  t.kind = Kind::bytes;
  t.data = rest_.data();
  t.size = static_cast<std::uint32_t>(size);
  rest_.remove_prefix(size);
  return {};
}

std::string_view MsgpackDocument::Workspace::read_array(std::uint64_t count, std::size_t depth) {
  if (depth > kDepthMax) return kTooDeep;
  if (count > rest_.size()) return kTruncated;  // an item is at least a byte
  const std::size_t at = tape.size();
  tape.emplace_back();
  for (std::uint64_t i = 0; i < count; ++i) {
    if (const auto problem = read_value(depth); !problem.empty()) return problem;
  }
  close(at, Kind::array, count);
  return {};
}

std::string_view MsgpackDocument::Workspace::read_map(std::uint64_t count, std::size_t depth) {
  if (depth > kDepthMax) return kTooDeep;
  if (count > rest_.size() / 2) return kTruncated;  // a pair is at least two bytes
  const std::size_t at = tape.size();
  tape.emplace_back();
  for (std::uint64_t i = 0; i < count; ++i) {
    if (const auto problem = read_key(); !problem.empty()) return problem;
    if (const auto problem = read_value(depth); !problem.empty()) return problem;
  }
  close(at, Kind::object, count);
  return {};
}

std::string_view MsgpackDocument::Workspace::read_unsigned(int width) {
  std::uint64_t value = 0;
  if (!take(width, value)) return kTruncated;
  return add_integer(value), std::string_view();
}

std::string_view MsgpackDocument::Workspace::read_signed(int width) {
  std::uint64_t bits = 0;
  if (!take(width, bits)) return kTruncated;
  const int unused = 64 - 8 * width;
  return add_integer(static_cast<std::int64_t>(bits << unused) >> unused), std::string_view();
}

std::string_view MsgpackDocument::Workspace::read_float32() {
  std::uint64_t bits = 0;
  if (!take(4, bits)) return kTruncated;
  return add_decimal(static_cast<double>(std::bit_cast<float>(static_cast<std::uint32_t>(bits))));
}

std::string_view MsgpackDocument::Workspace::read_float64() {
  std::uint64_t bits = 0;
  if (!take(8, bits)) return kTruncated;
  return add_decimal(std::bit_cast<double>(bits));
}

void MsgpackDocument::Workspace::add(Kind kind) { tape.emplace_back().kind = kind; }

void MsgpackDocument::Workspace::add_boolean(bool truth) {
  add(Kind::boolean);
  tape.back().truth = truth;
}

template <typename I>
void MsgpackDocument::Workspace::add_integer(I value) {
  char text[24];
  add_number(Kind::integer, {text, std::to_chars(text, std::end(text), value).ptr});
}

/// The shortest text that reads back equal, and one that JSON too would take for no integer.
std::string_view MsgpackDocument::Workspace::add_decimal(double value) {
  if (!std::isfinite(value)) return kNotFinite;
  char text[40];
  char* end = std::to_chars(text, std::end(text) - 2, value).ptr;
  if (std::string_view(text, end).find_first_of(".e") == std::string_view::npos) {
    *end++ = '.';
    *end++ = '0';
  }
  add_number(Kind::decimal, {text, end});
  return {};
}

void MsgpackDocument::Workspace::add_number(Kind kind, std::string_view text) {
  add(kind);
  tape.back().size = static_cast<std::uint32_t>(text.size());
  digits.append(text);
}

void MsgpackDocument::Workspace::close(std::size_t at, Kind kind, std::uint64_t count) {
  Token& t = tape[at];
  t.kind = kind;
  t.size = static_cast<std::uint32_t>(count);
  t.span = static_cast<std::uint32_t>(tape.size() - at);
}

MsgpackDocument::MsgpackDocument(std::string_view bytes)
    : workspace_(spare ? std::move(spare) : std::make_unique<Workspace>()), problem_(workspace_->read(bytes)) {}

MsgpackDocument::~MsgpackDocument() {
  if (!spare && workspace_->tape.capacity() <= kKeptTokens) spare = std::move(workspace_);
}

const Token* MsgpackDocument::root() const { return workspace_->tape.data(); }

}  // namespace wire
