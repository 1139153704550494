// Any bytes as what a stranger can say to the second protocol's gateway; the first byte says where: the connection's
// address, a text frame, a binary frame. Addresses never fail. What is accepted as JSON is the same message as MessagePack,
// and what a ping holds can be given back.
//
// fuzz-deps: bonfire
#include "base/utf8.h"
#include "proto/bonfire/codec.h"
#include "proto/bonfire/gateway.h"
#include "wire/json.h"
#include "wire/msgpack.h"

#include <cstdint>
#include <cstdlib>
#include <string>

namespace {

using namespace bonfire;

void try_query(std::string_view query) {
  constexpr std::size_t kSettingKeysMax = 64;
  const GatewayQuery parsed = parse_query(query);
  if (parsed.ready.settings.size() > kSettingKeysMax) std::abort();
  if (!base::is_utf8(parsed.token) || (!parsed.has_token && !parsed.token.empty())) std::abort();
  for (const std::string& key : parsed.ready.settings) {
    if (!base::is_utf8(key)) std::abort();
  }
  // The last of each counts, and what was chosen stays chosen.
  const GatewayQuery more = parse_query(std::string(query) + "&format=msgpack&token=t&ready=users");
  if (more.encoding != Encoding::msgpack || more.token != "t" || !more.ready.users) std::abort();
  if (more.ready.settings != parsed.ready.settings) std::abort();
}

void use(const ClientMessage& message) {
  if (const auto* ping = std::get_if<PingMessage>(&message)) {
    for (const Encoding encoding : {Encoding::json, Encoding::msgpack}) {
      if (encode_event(PongEvent{ping->data}, encoding).empty()) std::abort();
    }
  }
  if (const auto* authenticate = std::get_if<AuthenticateMessage>(&message)) {
    if (!base::is_utf8(authenticate->token)) std::abort();
  }
}

void try_text(std::string_view frame) {
  const auto message = decode_client_message(frame, Encoding::json);
  const auto any = wire::from_json<wire::Raw>(frame);
  if (!message) return;
  if (!any) std::abort();
  use(*message);
  const auto again = decode_client_message(wire::to_msgpack(*any), Encoding::msgpack);
  if (!again || again->index() != message->index()) std::abort();
}

void try_binary(std::string_view frame) {
  const auto message = decode_client_message(frame, Encoding::msgpack);
  if (!message) return;
  if (!wire::from_msgpack<wire::Raw>(frame)) std::abort();
  use(*message);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view rest(reinterpret_cast<const char*>(data) + 1, size - 1);
  switch (data[0] % 3) {
    case 0:
      try_query(rest);
      break;
    case 1:
      try_text(rest);
      break;
    default:
      try_binary(rest);
  }
  return 0;
}
