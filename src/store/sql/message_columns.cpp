// The JSON columns of messages, and the hexadecimal form of hashes. See json_columns.h and message_json.h.
#include "store/sql/json_column_impl.h"
#include "store/sql/message_json.h"

namespace store::sql {

JsonColumn to_column(const std::vector<core::Attachment>& attachments) { return column::write(attachments); }
JsonColumn to_column(const std::vector<core::Embed>& embeds) { return column::write(embeds); }
JsonColumn to_column(const std::optional<core::Masquerade>& masquerade) { return column::write(masquerade); }
JsonColumn to_column(const std::optional<core::SystemNote>& note) { return column::write(note); }
JsonColumn to_column(const std::optional<core::WebhookAuthor>& webhook) { return column::write(webhook); }
JsonColumn to_column(const std::optional<core::Interactions>& interactions) { return column::write(interactions); }

void from_column(const JsonColumn& text, std::vector<core::Attachment>& out) { column::read(text, out); }
void from_column(const JsonColumn& text, std::vector<core::Embed>& out) { column::read(text, out); }
void from_column(const JsonColumn& text, std::optional<core::Masquerade>& out) { column::read(text, out); }
void from_column(const JsonColumn& text, std::optional<core::SystemNote>& out) { column::read(text, out); }
void from_column(const JsonColumn& text, std::optional<core::WebhookAuthor>& out) { column::read(text, out); }
void from_column(const JsonColumn& text, std::optional<core::Interactions>& out) { column::read(text, out); }

}  // namespace store::sql

namespace wire {

using Hash = std::array<unsigned char, 32>;

std::string Describe<Hash>::to(const Hash& bytes) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string text;
  text.reserve(bytes.size() * 2);
  for (unsigned char b : bytes) {
    text += kDigits[b >> 4];
    text += kDigits[b & 15];
  }
  return text;
}

std::optional<Hash> Describe<Hash>::from(const std::string& text) {
  Hash bytes{};
  if (text.size() != bytes.size() * 2) return std::nullopt;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
    if (digit < 0) return std::nullopt;
    bytes[i / 2] = static_cast<unsigned char>(bytes[i / 2] << 4 | digit);
  }
  return bytes;
}

}  // namespace wire
