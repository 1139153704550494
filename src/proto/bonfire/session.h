// GatewaySession: the state machine of one connection (bonfire 2). Hub thread.
//
//   open --token in the query or Authenticate--> authenticating --good--> attaching --Authenticated, Ready--> ready
//                                                     |                       |
//                                                     +---- Error, close -----+
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "hub/session.h"
#include "proto/bonfire/gateway.h"

namespace bonfire {

class GatewaySession final : public hub::Session {
 public:
  GatewaySession(GatewayContext& context, hub::Connection& connection, GatewayQuery query);
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
  /// A server whose people's profiles are told for a while (3.4).
  struct Followed {
    core::CommunityId server;
    std::int64_t until_ms = 0;  // Clock::steady_ms; 0: free
  };
  struct Waiting;  // what only a connection on its way in needs

  template <typename T>
  void say(const T& event);
  void fail_with(GatewayErrorId id);
  /// Charges one frame; false when the connection is closed because there were too many.
  bool charge();
  void arm();
  void end_followed();
  void log_in(std::string token);
  void on_authenticated(const base::Result<service::Actor>& actor);
  void on_personal(base::Result<Personal> personal);
  /// What changed of it while the snapshot was made.
  void on_personal_again(const Personal& before, const base::Result<Personal>& now);
  void look_for_slowmodes(const hub::Snapshot& snapshot);
  void on_client_message(const ClientMessage& message);
  void subscribe(core::CommunityId server);
  void forget_lookup();

  GatewayContext& context_;
  const Encoding encoding_;
  std::unique_ptr<Waiting> waiting_;  // until ready
  /// Shared with what is looked up; made null when this session goes first.
  std::shared_ptr<GatewaySession*> lookup_;
  std::unique_ptr<std::array<Followed, 5>> followed_;  // once there was a Subscribe
  std::int64_t idle_since_ms_ = 0;                     // last frame from the client
  std::int64_t window_ms_ = 0;                         // begin of the budget's window
  std::uint16_t frames_ = 0;                           // in it
  Phase phase_ = Phase::unauthenticated;
};

}  // namespace bonfire
