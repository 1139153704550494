// The hub's outside, and the sessions it knows. Hub thread.
#include "hub/hub.h"

#include "hub/hub_state.h"

namespace hub {

Hub::Hub(base::DelayedExecutor& executor, const base::Clock& clock, base::TimerWheel& timers, StateLoader& loader,
         SignalPublisher& signals, HubOptions options)
    : clock_(clock), timers_(timers), state_(std::make_shared<State>(executor, clock, timers, loader, signals, options)) {}

Hub::~Hub() = default;

void Hub::attach(Session& session, core::UserId user, core::LoginSessionId login) { state_->attach(session, user, login); }

bool Hub::follow_members(Session& session, core::CommunityId community, bool follow) {
  return state_->follow_members(session, community, follow);
}
bool Hub::signal_typing(Session& session, core::ChannelId channel, bool started) {
  return state_->signal_typing(session, channel, started);
}

void Hub::on_events(std::span<const core::EventRef> events) {
  state_->metrics().events.add(events.size());
  for (const core::EventRef& event : events) state_->on_event(event);
}

void Hub::on_signal(const core::Signal& signal) { state_->on_signal(signal); }
bool Hub::online(core::UserId user) const { return state_->people().online(user); }
void Hub::signal_slowmode(const core::SlowmodeStarted& slowmode) { state_->signal_slowmode(slowmode); }
void Hub::drain() { state_->drain(); }
bool Hub::empty() const { return state_->empty(); }
void Hub::flush() { state_->writer().flush_all(); }
const HubMetrics& Hub::metrics() const { return state_->metrics(); }

Hub::State::State(base::DelayedExecutor& executor, const base::Clock& clock, base::TimerWheel& timers, StateLoader& loader,
                  SignalPublisher& signals, HubOptions options)
    : executor_(executor),
      clock_(clock),
      timers_(timers),
      loader_(loader),
      signals_(signals),
      options_(options),
      writer_(clock, timers, options_, metrics_, [this](std::int64_t delay_ms) {
        auto run = [weak = weak_from_this()] {
          if (const auto self = weak.lock()) self->writer_.run();
        };
        if (delay_ms > 0) {
          executor_.post_after_us(delay_ms * 1000, std::move(run));
        } else {
          executor_.post(std::move(run));
        }
      }) {}

void Hub::State::post(void (State::*step)()) {
  executor_.post([weak = weak_from_this(), step] {
    if (const auto self = weak.lock()) ((*self).*step)();
  });
}

void Hub::State::enter(Session& session) {
  session.index_of_hub_ = static_cast<std::uint32_t>(sessions_.size());
  sessions_.push_back(&session);
  metrics_.sessions.add(1);
  gauges_of(session).open.add(1);
}

ProtocolGauges::Line& Hub::State::gauges_of(const Session& session) {
  return metrics_.protocols.of(session.dialect_.name());
}

void Hub::State::leave(Session& session) {
  session.left_ = true;
  cancel_attach(session);
  detach(session);
  writer_.forget(session);
  sessions_[session.index_of_hub_] = sessions_.back();
  sessions_[session.index_of_hub_]->index_of_hub_ = session.index_of_hub_;
  sessions_.pop_back();
  metrics_.sessions.add(-1);
  gauges_of(session).open.add(-1);
}

void Hub::State::drain() {
  // Closing a session takes it out of no list before its socket is gone, but a copy costs nothing here.
  const std::vector<Session*> all = sessions_;
  for (Session* session : all) {
    if (!session->closing_) session->on_drain();
  }
}

}  // namespace hub
