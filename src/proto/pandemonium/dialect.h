// Dialect: how this protocol tells of core events (pandemonium 2.13; rows 5 to 28 of section 8). One per hub thread, used on
// it.
#pragma once

#include "hub/dialect.h"

namespace pandemonium {

/// Stateless. Presence is ephemeral: a slow receiver loses it first, as a later one replaces it.
class Dialect final : public hub::Dialect {
 public:
  void encode(const core::Event& event, hub::Perspective perspective, const hub::View& view, Frames& out) override;
  void encode(const hub::PresenceChanged& change, hub::Perspective perspective, const hub::View& view, Frames& out) override;
  void encode_joined(const core::CommunityState& state, const std::vector<bool>& visible, core::UserId self,
                     const hub::View& view, Frames& out) override;
};

/// The AUTHENTICATED payload (2.10).
std::string encode_snapshot(const hub::Snapshot& snapshot);

}  // namespace pandemonium
