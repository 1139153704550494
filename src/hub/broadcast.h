// Broadcast: one event on its way to many sessions. Each dialect encodes it once per perspective, when the first receiver of
// that kind comes by; after that a delivery is a reference more in an outbox. Hub thread.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>

#include "hub/audience.h"
#include "hub/dialect.h"
#include "hub/file_book.h"
#include "hub/people.h"
#include "hub/writer.h"

namespace hub {

/// What dialects may ask while they encode.
class PeopleView final : public View {
 public:
  PeopleView(const People& people, const FileBook& files, const core::CommunityState* community = nullptr,
             const core::User* before = nullptr)
      : people_(people), files_(files), community_(community), before_(before) {}
  const core::User* user(core::UserId id) const override {
    const UserEntry* entry = people_.find(id);
    return entry == nullptr ? nullptr : &entry->user;
  }
  bool online(core::UserId id) const override { return people_.online(id); }
  const core::CommunityState* community() const override { return community_; }
  const core::File* file(core::FileId id) const override { return files_.find(id); }
  const core::User* before() const override { return before_; }

 private:
  const People& people_;
  const FileBook& files_;
  const core::CommunityState* community_;
  const core::User* before_;
};

class Broadcast {
 public:
  using Encode = std::function<void(Dialect&, Perspective, Dialect::Frames&)>;
  /// A session is reached once by all broadcasts of the same `stamp`.
  Broadcast(Writer& writer, HubMetrics& metrics, std::uint64_t stamp, Encode encode);
  ~Broadcast();
  Broadcast(const Broadcast&) = delete;
  Broadcast& operator=(const Broadcast&) = delete;

  enum class Receivers : std::uint8_t {
    everybody,
    followers,  // of the community's people, see Hub::follow_members
    relating,   // whose dialect uses relations
  };
  void to(Session& session, Perspective perspective);
  void to(AudienceClass& audience, Perspective perspective, Receivers receivers = Receivers::everybody);
  void to(CommunityEntry& community, Perspective perspective, Receivers receivers = Receivers::everybody);
  /// Counts the session as reached.
  void skip(Session& session);

 private:
  struct Encoded {
    Dialect* dialect;
    Perspective perspective;
    bool deflate;
    Dialect::Frames frames;
  };
  const Dialect::Frames& frames(Session& session, Perspective perspective);
  Encoded& encoded(Dialect& dialect, Perspective perspective, bool deflate);

  Writer& writer_;
  HubMetrics& metrics_;
  const std::uint64_t stamp_;
  Encode encode_;
  std::deque<Encoded> encoded_;  // one per kind of receiver seen so far, few
  Encoded* last_ = nullptr;
  std::uint64_t delivered_ = 0;
};

}  // namespace hub
