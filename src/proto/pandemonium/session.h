// GatewaySession: the state machine of one connection (pandemonium 2.3 to 2.9). Hub thread.
//
//   open --HELLO--> unauthenticated --AUTHENTICATE--> authenticating --token good--> attaching --AUTHENTICATED--> ready
//                                                        |                              |
//                                                        +--- 1011 with the reason -----+
#pragma once

#include "hub/session.h"
#include "proto/pandemonium/gateway.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace pandemonium {

class GatewaySession final : public hub::Session {
 public:
  /// `hello` is sent once when the connection opens.
  GatewaySession(GatewayContext& context, hub::Connection& connection, hub::FrameRef hello);
  ~GatewaySession() override;

  void on_open() override;
  void on_message(hub::Opcode opcode, std::string_view payload) override;
  bool on_control(hub::Opcode opcode) override;
  void on_closed() override;
  void on_snapshot(const hub::Snapshot& snapshot) override;
  void on_ended(Ended why) override;
  void on_drain() override;
  hub::FrameRef too_slow_close_frame() override;

 protected:
  void on_timeout() override;

 private:
  enum class Phase : std::uint8_t { unauthenticated, authenticating, attaching, ready };

  /// Charges one unit; false when the client was warned before and is closed now (2.7).
  bool charge();
  void on_ping();
  void on_authenticate(std::string token);
  void on_authenticated(const base::Result<service::Actor>& actor);
  void forget_lookup();

  GatewayContext& context_;
  hub::FrameRef hello_;  // until it was sent
  /// Shared with the token lookup under way; made null when this session goes first.
  std::shared_ptr<GatewaySession*> lookup_;
  Phase phase_ = Phase::unauthenticated;
  bool warned_ = false;
};

}  // namespace pandemonium
