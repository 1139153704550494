// Dialect: how this protocol tells of core events (bonfire 3, 4). One per encoding and hub thread, used on it.
#pragma once

#include <string>
#include <vector>

#include "hub/dialect.h"
#include "proto/bonfire/codec.h"
#include "wire/types.h"

namespace bonfire {

/// Stateless. Presence and typing are ephemeral: a slow receiver loses them first.
class Dialect final : public hub::Dialect {
 public:
  explicit Dialect(Encoding encoding) : encoding_(encoding) {}

  const char* name() const override { return "bonfire"; }
  bool uses_relations() const override { return true; }
  /// Whoever merely shares a server hears of somebody's profile when they subscribed to it (3.4).
  bool follows_members() const override { return false; }

  void encode(const core::Event& event, hub::Perspective perspective, const hub::View& view, Frames& out) override;
  void encode(const hub::PresenceChanged& change, hub::Perspective perspective, const hub::View& view, Frames& out) override;
  /// One Bulk of deletions, creations and the event itself (3.5); for a channel's own update just what it became.
  void encode_visibility(const core::Event& event, const hub::Visibility& change, hub::Perspective perspective,
                         const hub::View& view, Frames& out) override;
  void encode_joined(const core::CommunityState& state, const std::vector<bool>& visible, core::UserId self,
                     const hub::View& view, Frames& out) override;
  void encode(const core::TypingChanged& typing, const hub::View& view, Frames& out) override;
  void encode(const core::SlowmodeStarted& slowmode, const hub::View& view, Frames& out) override;

  Encoding encoding() const { return encoding_; }
  /// A frame of the connection's kind.
  hub::FrameRef frame(std::string_view payload, hub::Priority priority = hub::Priority::durable) const {
    return hub::Frame::make(encoding_ == Encoding::json ? hub::Opcode::text : hub::Opcode::binary, payload, priority);
  }

 private:
  const Encoding encoding_;
};

/// Which members Ready has (2.2).
struct ReadyChoice {
  bool users = true, servers = true, channels = true, members = true, emojis = true, voice_states = true;
  bool policy_changes = true;
  bool channel_unreads = false;
  std::vector<std::string> settings;  // keys
};

/// The snapshot (4.1), without what is not the hub's: `channel_unreads` and `user_settings` are set by the caller.
ReadyEvent ready_event(const hub::Snapshot& snapshot, const ReadyChoice& choice);

}  // namespace bonfire
