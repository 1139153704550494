// Dialect: how this protocol tells of core events (pandemonium 2.13; rows 5 to 28 of section 8). One per hub thread, used on
// it.
#pragma once

#include "hub/dialect.h"

namespace pandemonium {

/// Stateless. Relations between people do not exist here, nor do private spaces, typing and slowmodes. Presence is
/// ephemeral: a slow receiver loses it first, as a later one replaces it.
class Dialect final : public hub::Dialect {
 public:
  const char* name() const override { return "pandemonium"; }
  void encode(const core::Event& event, hub::Perspective perspective, const hub::View& view, Frames& out) override;
  void encode(const hub::PresenceChanged& change, hub::Perspective perspective, const hub::View& view, Frames& out) override;
  /// Channels that appear and vanish are created and deleted ones here.
  void encode_visibility(const core::Event& event, const hub::Visibility& change, hub::Perspective perspective,
                         const hub::View& view, Frames& out) override;
  void encode_joined(const core::CommunityState& state, const std::vector<bool>& visible, core::UserId self,
                     const hub::View& view, Frames& out) override;
  void encode(const core::TypingChanged&, const hub::View&, Frames&) override {}
  void encode(const core::SlowmodeStarted&, const hub::View&, Frames&) override {}
};

/// The AUTHENTICATED payload (2.10).
std::string encode_snapshot(const hub::Snapshot& snapshot);

}  // namespace pandemonium
