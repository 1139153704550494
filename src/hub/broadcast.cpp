#include "hub/broadcast.h"

#include <utility>

namespace hub {

Broadcast::Broadcast(Writer& writer, HubMetrics& metrics, std::uint64_t stamp, Encode encode)
    : writer_(writer), metrics_(metrics), stamp_(stamp), encode_(std::move(encode)) {}

Broadcast::~Broadcast() { metrics_.deliveries.add(delivered_); }

Broadcast::Encoded& Broadcast::encoded(Dialect& dialect, Perspective perspective, bool deflate) {
  for (Encoded& one : encoded_) {
    if (one.dialect == &dialect && one.perspective == perspective && one.deflate == deflate) return one;
  }
  Dialect::Frames made;
  if (deflate) {
    // Compressed from the plain ones, which are made once for those who want them plain too.
    for (const FrameRef& frame : encoded(dialect, perspective, false).frames) made.push_back(frame->deflated());
  } else {
    const bool told_apart = dialect.uses_relations() || perspective == Perspective::self;
    encode_(dialect, told_apart ? perspective : Perspective::other, made);
  }
  return encoded_.emplace_back(Encoded{&dialect, perspective, deflate, std::move(made)});
}

const Dialect::Frames& Broadcast::frames(Session& session, Perspective perspective) {
  if (last_ == nullptr || last_->dialect != &session.dialect_ || last_->perspective != perspective ||
      last_->deflate != session.deflate_) {
    last_ = &encoded(session.dialect_, perspective, session.deflate_);
  }
  return last_->frames;
}

void Broadcast::to(Session& session, Perspective perspective) {
  if (session.stamp_ == stamp_) return;
  session.stamp_ = stamp_;
  for (const FrameRef& frame : frames(session, perspective)) {
    writer_.push(session, frame);
    ++delivered_;
  }
}

void Broadcast::to(AudienceClass& audience, Perspective perspective, Receivers receivers) {
  for (const Subscriber& subscriber : audience.subscribers) {
    if (receivers == Receivers::followers && !subscriber.follows) continue;
    if (receivers == Receivers::relating && !subscriber.session->uses_relations_) continue;
    to(*subscriber.session, perspective);
  }
}

void Broadcast::to(CommunityEntry& community, Perspective perspective, Receivers receivers) {
  for (const auto& audience : community.classes) to(*audience, perspective, receivers);
}

void Broadcast::skip(Session& session) { session.stamp_ = stamp_; }

}  // namespace hub
