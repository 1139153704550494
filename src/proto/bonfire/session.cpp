// One gateway connection. Hub thread.
#include "proto/bonfire/session.h"

#include <algorithm>
#include <exception>
#include <limits>
#include <utility>

#include "http/network.h"

namespace bonfire {
namespace {

// Close codes mean nothing to known clients (2.8); these are what RFC 6455 and its registry have for it.
constexpr std::uint16_t kNormalClose = 1000;
constexpr std::uint16_t kPolicyClose = 1008;
constexpr std::uint16_t kServiceRestart = 1012;

}  // namespace

struct GatewaySession::Waiting {
  GatewayQuery query;
  service::Actor actor;
  Personal personal;
};

GatewaySession::GatewaySession(GatewayContext& context, hub::Connection& connection, GatewayQuery query)
    : hub::Session(context.hub, connection, query.encoding == Encoding::json ? context.json : context.msgpack),
      context_(context),
      encoding_(query.encoding),
      waiting_(std::make_unique<Waiting>()) {
  waiting_->query = std::move(query);
}

GatewaySession::~GatewaySession() { forget_lookup(); }

void GatewaySession::forget_lookup() {
  if (lookup_) *lookup_ = nullptr;
  lookup_.reset();
}

template <typename T>
void GatewaySession::say(const T& event) {
  const std::string payload = encode_event(event, encoding_);
  send(hub::Frame::make(encoding_ == Encoding::json ? hub::Opcode::text : hub::Opcode::binary, payload));
}

void GatewaySession::fail_with(GatewayErrorId id) {
  say(gateway_error(id));
  close(kNormalClose, "");
}

void GatewaySession::on_open() {
  idle_since_ms_ = window_ms_ = hub().clock().steady_ms();
  if (context_.limiter != nullptr) {
    const std::string identity = "bonfire:" + http::network_of(connection().peer_address());
    if (!context_.limiter->take(identity, context_.limits.connections).allowed) {
      return close(kPolicyClose, "Too many connections");
    }
  }
  set_timeout_ms(context_.limits.authenticate_ms);
  if (waiting_->query.has_token) log_in(std::move(waiting_->query.token));
}

bool GatewaySession::charge() {
  const std::int64_t now_ms = hub().clock().steady_ms();
  idle_since_ms_ = now_ms;
  if (now_ms - window_ms_ >= context_.limits.window_ms) {
    window_ms_ = now_ms;
    frames_ = 0;
  }
  if (++frames_ <= context_.limits.frames_per_window) return true;
  close(kPolicyClose, "Too many messages");
  return false;
}

bool GatewaySession::on_control(hub::Opcode opcode) { return closing() || opcode == hub::Opcode::close || charge(); }

void GatewaySession::on_message(hub::Opcode opcode, std::string_view payload) {
  if (closing() || !charge()) return;
  // The wrong kind of frame is ignored, as is everything that is no message (2.6).
  if (opcode != (encoding_ == Encoding::json ? hub::Opcode::text : hub::Opcode::binary)) return;
  if (const auto message = decode_client_message(payload, encoding_)) on_client_message(*message);
}

void GatewaySession::on_client_message(const ClientMessage& message) {
  if (const auto* authenticate = std::get_if<AuthenticateMessage>(&message)) {
    if (phase_ == Phase::unauthenticated) return log_in(authenticate->token);
    if (phase_ == Phase::ready) say(gateway_error(GatewayErrorId::already_authenticated));
    return;
  }
  if (const auto* ping = std::get_if<PingMessage>(&message)) {
    say(PongEvent{ping->data});
    return;
  }
  if (phase_ != Phase::ready) return;
  if (const auto* begin = std::get_if<BeginTypingMessage>(&message)) {
    hub().signal_typing(*this, begin->channel, true);
  } else if (const auto* end = std::get_if<EndTypingMessage>(&message)) {
    hub().signal_typing(*this, end->channel, false);
  } else if (const auto* one = std::get_if<SubscribeMessage>(&message)) {
    subscribe(one->server_id);
  }
}

void GatewaySession::log_in(std::string token) {
  phase_ = Phase::authenticating;
  lookup_ = std::make_shared<GatewaySession*>(this);
  base::start(
      context_.authenticate(std::move(token)),
      [self = lookup_](const base::Result<service::Actor>& actor) {
        if (*self != nullptr) (*self)->on_authenticated(actor);
      },
      [self = lookup_](const std::exception_ptr&) {
        if (*self != nullptr) (*self)->on_authenticated(base::fail(base::ErrorKind::internal));
      });
}

void GatewaySession::on_authenticated(const base::Result<service::Actor>& actor) {
  forget_lookup();
  if (closing()) return;
  if (!actor) {
    const base::ErrorKind kind = actor.error().kind;
    const bool no_good = kind == base::ErrorKind::unauthenticated || kind == base::ErrorKind::not_found;
    return fail_with(no_good ? GatewayErrorId::invalid_session : GatewayErrorId::internal_error);
  }
  if (!actor->named) return fail_with(GatewayErrorId::onboarding_not_finished);
  waiting_->actor = *actor;
  const ReadyChoice& choice = waiting_->query.ready;
  if (choice.settings.empty() && !choice.channel_unreads && !(choice.policy_changes && context_.has_policies)) {
    return on_personal(Personal());
  }
  lookup_ = std::make_shared<GatewaySession*>(this);
  PersonalWishes wishes{actor->user, choice.settings, choice.channel_unreads};
  base::start(
      context_.load_personal(std::move(wishes)),
      [self = lookup_](base::Result<Personal> personal) {
        if (*self != nullptr) (*self)->on_personal(std::move(personal));
      },
      [self = lookup_](const std::exception_ptr&) {
        if (*self != nullptr) (*self)->on_personal(base::fail(base::ErrorKind::internal));
      });
}

void GatewaySession::on_personal(base::Result<Personal> personal) {
  forget_lookup();
  if (closing()) return;
  if (!personal) return fail_with(GatewayErrorId::internal_error);
  waiting_->personal = *std::move(personal);
  phase_ = Phase::attaching;
  const service::Actor& actor = waiting_->actor;
  if (actor.bot) set_follows_members(true);  // bots always hear of people's profiles (3.8)
  hub().attach(*this, actor.user, actor.login);
}

void GatewaySession::on_snapshot(const hub::Snapshot& snapshot) {
  const std::unique_ptr<Waiting> waiting = std::move(waiting_);
  const ReadyChoice& choice = waiting->query.ready;
  phase_ = Phase::ready;
  say(AuthenticatedEvent());
  ReadyEvent ready = ready_event(snapshot, choice);
  if (choice.policy_changes && !waiting->actor.bot) ready.policy_changes = waiting->personal.policy_changes;
  if (!choice.settings.empty()) ready.user_settings = waiting->personal.settings;
  if (choice.channel_unreads) ready.channel_unreads = waiting->personal.unreads;
  say(ready);
  arm();

  const bool has_personal = ready.user_settings || ready.channel_unreads;
  if (has_personal && snapshot.number && *snapshot.number != waiting->personal.number) {
    // The person changed something between that reading and this snapshot: what it was is told afterwards.
    lookup_ = std::make_shared<GatewaySession*>(this);
    PersonalWishes wishes{snapshot.user.id, choice.settings, choice.channel_unreads};
    base::start(
        context_.load_personal(std::move(wishes)),
        [self = lookup_, before = waiting->personal](const base::Result<Personal>& now) {
          if (*self != nullptr) (*self)->on_personal_again(before, now);
        },
        [self = lookup_](const std::exception_ptr&) {
          if (*self != nullptr) (*self)->on_personal_again({}, base::fail(base::ErrorKind::internal));
        });
    return;
  }
  look_for_slowmodes(snapshot);
}

void GatewaySession::on_personal_again(const Personal& before, const base::Result<Personal>& now) {
  forget_lookup();
  if (closing()) return;
  if (!now) return close(kNormalClose, "");  // better come back than show something old
  UserSettingsUpdateEvent update;
  update.id = user_id();
  for (const auto& [key, setting] : now->settings) {
    const auto known = before.settings.find(key);
    if (known == before.settings.end() || known->second != setting) update.update.emplace(key, setting);
  }
  if (!update.update.empty()) say(update);
  for (const ChannelUnread& unread : now->unreads) {
    const auto known =
        std::ranges::find(before.unreads, unread.id.channel.id, [](const ChannelUnread& one) { return one.id.channel.id; });
    if (unread.last_id && (known == before.unreads.end() || known->last_id != unread.last_id)) {
      say(ChannelAckEvent{unread.id.channel, user_id(), *unread.last_id});
    }
  }
}

void GatewaySession::look_for_slowmodes(const hub::Snapshot& snapshot) {
  std::vector<core::ChannelId> slow;
  for (const hub::Snapshot::Entry& entry : snapshot.communities) {
    for (std::size_t i = 0; i < entry.state->channels.size(); ++i) {
      const core::Channel& channel = entry.state->channels[i];
      if ((*entry.visible)[i] && channel.slowmode_s != 0) slow.push_back(channel.id);
    }
  }
  if (slow.empty()) return;
  lookup_ = std::make_shared<GatewaySession*>(this);
  base::start(
      context_.load_slowmodes(snapshot.user.id, std::move(slow)),
      [self = lookup_](std::vector<ChannelSlowmode> running) {
        if (*self == nullptr) return;
        GatewaySession& session = **self;
        session.forget_lookup();
        if (!running.empty() && !session.closing()) session.say(UserSlowmodesEvent{std::move(running)});
      },
      [self = lookup_](const std::exception_ptr&) {
        if (*self != nullptr) (*self)->forget_lookup();
      });
}

void GatewaySession::subscribe(core::CommunityId server) {
  if (!hub().follow_members(*this, server, true)) return;  // not theirs
  if (!followed_) followed_ = std::make_unique<std::array<Followed, 5>>();
  const std::int64_t now_ms = hub().clock().steady_ms();
  auto place = std::ranges::find(*followed_, server, &Followed::server);
  if (place == followed_->end()) {
    // The least recently subscribed one makes room; a free place has the oldest time.
    place = std::ranges::min_element(*followed_, {}, &Followed::until_ms);
    if (place->until_ms != 0) hub().follow_members(*this, place->server, false);
  }
  *place = {server, now_ms + context_.limits.subscription_ms};
  arm();
}

void GatewaySession::end_followed() {
  if (!followed_) return;
  const std::int64_t now_ms = hub().clock().steady_ms();
  for (Followed& one : *followed_) {
    if (one.until_ms == 0 || one.until_ms > now_ms) continue;
    hub().follow_members(*this, one.server, false);
    one = {};
  }
}

void GatewaySession::arm() {
  const std::int64_t silent_ms = hub().clock().steady_ms() - idle_since_ms_;
  const bool asked = silent_ms >= context_.limits.idle_ms / 2;
  std::int64_t next_ms = idle_since_ms_ + (asked ? context_.limits.idle_ms : context_.limits.idle_ms / 2);
  if (followed_) {
    for (const Followed& one : *followed_) {
      if (one.until_ms != 0) next_ms = std::min(next_ms, one.until_ms);
    }
  }
  set_timeout_ms(std::max<std::int64_t>(next_ms - hub().clock().steady_ms(), 1));
}

void GatewaySession::on_timeout() {
  if (phase_ != Phase::ready) return fail_with(GatewayErrorId::invalid_session);
  const std::int64_t silent_ms = hub().clock().steady_ms() - idle_since_ms_;
  if (silent_ms >= context_.limits.idle_ms) return close(kNormalClose, "");
  // Not every client says something by itself, but every one's WebSocket answers.
  if (silent_ms >= context_.limits.idle_ms / 2) send(hub::Frame::make(hub::Opcode::ping, ""));
  end_followed();
  arm();
}

void GatewaySession::on_ended(Ended why) {
  if (phase_ != Phase::ready) {
    return fail_with(why == Ended::login_gone ? GatewayErrorId::invalid_session : GatewayErrorId::internal_error);
  }
  if (why == Ended::login_gone) say(LogoutEvent());
  close(kNormalClose, "");
}

void GatewaySession::on_closed() {
  forget_lookup();
  hub::Session::on_closed();
}

void GatewaySession::on_drain() { close(kServiceRestart, "Server is restarting"); }

hub::FrameRef GatewaySession::too_slow_close_frame() { return hub::Frame::make_close(kPolicyClose, "Too slow"); }

}  // namespace bonfire
