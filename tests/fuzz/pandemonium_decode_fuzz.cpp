// Any bytes into each type that strangers send; the first byte says which. What is accepted must go through translation, and
// what is refused must make an answer.
//
// fuzz-deps: pandemonium
#include "proto/pandemonium/codec.h"
#include "proto/pandemonium/errors.h"
#include "proto/pandemonium/translate.h"

#include <cstdint>
#include <cstdlib>

namespace {

using namespace pandemonium;

template <typename T, typename Use>
void try_body(std::string_view text, Use use) {
  const auto value = decode<T>(text);
  if (value) {
    use(*value);
    return;
  }
  const int status = status_of(value.error());
  if ((status != 400 && status != 422) || encode(value.error()).empty()) std::abort();
}
template <typename T>
void try_edit(std::string_view text) {
  try_body<T>(text, [](const T& value) { (void)to_wire(to_core(value)); });
}
template <typename T>
void try_request(std::string_view text) {
  try_body<T>(text, [](const T& value) { (void)to_core(value); });
}
template <typename T>
void try_plain(std::string_view text) {
  try_body<T>(text, [](const T&) {});
}

using Try = void (*)(std::string_view);
constexpr Try kTries[] = {
    [](std::string_view text) { (void)decode_client_payload(text); },
    try_plain<SessionCreate>,
    try_plain<UserCreate>,
    try_plain<UserEdit>,
    try_request<UserProfileEdit>,
    try_plain<PasswordResetCodeCreate>,
    try_plain<PasswordReset>,
    try_plain<PasswordDeleteCredentials>,
    try_request<SphereCreate>,
    try_edit<SphereEdit>,
    try_edit<MemberEdit>,
    try_plain<CategoryCreate>,
    try_edit<CategoryEdit>,
    try_request<SphereChannelCreate>,
    try_edit<SphereChannelEdit>,
    [](std::string_view text) {
      try_body<MessageCreate>(text, [](const MessageCreate& m) { (void)to_core(m, core::ChannelId(1)); });
    },
    try_request<MessageEdit>,
    try_plain<EmojiCreate>,
    try_plain<EmojiEdit>,
    try_request<ReactionEmojiReference>,
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  kTries[data[0] % std::size(kTries)](std::string_view(reinterpret_cast<const char*>(data) + 1, size - 1));
  return 0;
}
