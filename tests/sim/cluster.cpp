#include "tests/sim/cluster.h"

#include <limits>
#include <stdexcept>

namespace sim {
namespace {

constexpr std::size_t kNodes = 3;
constexpr std::size_t kPeople = 12;
constexpr std::size_t kClientsMax = 30;
constexpr hub::HubOptions kOptions{
    .outbox_bytes_max = 400, .write_stall_ms = 5'000, .community_idle_ms = 2'000, .loads_max = 3};
constexpr std::size_t kUnlimited = std::numeric_limits<std::size_t>::max();

}  // namespace

/// A hub with its thread, and its end of the bus, where messages are doubled and lost.
struct Cluster::Node final : bus::Subscriber, hub::SignalPublisher {
  Cluster& cluster;
  base::ManualExecutor executor;
  base::TimerWheel timers;
  testing_support::FakeLoader loader;
  RecordDialect dialect, other_dialect;
  std::vector<core::EventRef> again;  // will come a second time
  hub::Hub hub;

  explicit Node(Cluster& c)
      : cluster(c),
        timers(c.clock_.steady_ms()),
        loader(c.truth_),
        dialect(c.ledger_),
        other_dialect(c.ledger_, true),
        hub(executor, c.clock_, timers, loader, *this, kOptions) {
    loader.at_once = false;
    c.bus_.add(*this, executor);
  }
  void on_events(std::span<const core::EventRef> events) override {
    for (const core::EventRef& event : events) {
      if (cluster.faults_.lose && below(cluster.random_, 60) == 0 && noticed(*event)) {
        ++cluster.totals_.lost;
        continue;
      }
      hub.on_events({&event, 1});
      if (below(cluster.random_, 20) == 0) again.push_back(event);
    }
  }
  void on_signal(const core::Signal& signal) override { hub.on_signal(signal); }
  void publish(const core::Signal& signal) override { cluster.bus_.publish_signal(this, signal); }
  /// A loss shows with the next event of the stream: not where none follows, and not where nobody here listens yet.
  static bool noticed(const core::Event& event) {
    return !std::holds_alternative<core::CommunityDeleted>(event.body) &&
           !std::holds_alternative<core::MemberJoined>(event.body);
  }
  void repeat() {
    const std::vector<core::EventRef> events = std::exchange(again, {});
    hub.on_events(events);
  }
};

struct Cluster::Connected {
  Node& node;
  testing_support::FakeConnection connection;
  std::unique_ptr<SimSession> session;
  Client client;
  core::UserId user;
  std::uint64_t dropped = 0;  // ephemeral frames of the whole node when the client came
  enum class Temper { quick, slow, flapping, dead } temper = Temper::quick;
};

Cluster::Cluster(std::uint64_t seed, Faults faults) : random_(seed), faults_(faults) {
  for (std::size_t i = 0; i < kNodes; ++i) nodes_.push_back(std::make_unique<Node>(*this));
  for (std::uint64_t id = 1; id <= kPeople; ++id) truth_.add_user(id);
  for (std::uint64_t i = 1; i <= 4; ++i) publish(found_community(truth_, core::CommunityId(i * 1000), core::UserId(i)));
  last_community_ = 5;
  publish(found_group(truth_, core::CommunityId(last_community_ * 1000), random_));
}

Cluster::~Cluster() {
  while (!clients_.empty()) close(clients_.size() - 1);
}

void Cluster::publish(const std::vector<core::EventRef>& events) {
  totals_.events += events.size();
  bus_.publish(events);
}

void Cluster::mutate() {
  const std::size_t which = below(random_, truth_.communities.size());
  const auto community = std::next(truth_.communities.begin(), static_cast<std::ptrdiff_t>(which));
  const Mutation& mutation = mutations()[below(random_, mutations().size())];
  if (below(random_, 12) == 0 && !community->second.channels.empty()) {  // a lively moment: more than a slow client can take
    const core::CommunityState& state = community->second;
    for (int i = 0; i < 25; ++i) {
      publish({truth_.post_message(community->first, state.channels.front().id, state.community.owner)});
    }
    return;
  }
  if (core::is_private(community->second.community.kind) && !mutation.in_private) return;
  // Accounts and communities go rarely, or nobody is left and nothing.
  if (mutation.name == "delete_account" && below(random_, 15) != 0) return;
  if (mutation.name == "delete_community" && (below(random_, 10) != 0 || truth_.communities.size() < 4)) return;
  publish(mutation.make(truth_, community->first, random_));
  if (below(random_, 100) == 0 && truth_.communities.size() < 10) {
    const core::CommunityId id((last_community_ += 1) * 1000);
    publish(below(random_, 2) == 0 ? found_group(truth_, id, random_) : found_community(truth_, id, core::UserId(1)));
  }
  if (below(random_, 100) == 0 && truth_.people.size() < 40) truth_.add_user(truth_.people.rbegin()->first.value + 1);
}

void Cluster::step() {
  Node& node = *nodes_[below(random_, nodes_.size())];
  switch (below(random_, 20)) {
    default:
      work(node);
      break;
    case 0:
    case 1:
    case 2:
    case 3:
      load(node);
      break;
    case 4:
    case 5:
    case 6:
    case 7:
      mutate();
      break;
    case 8:
    case 9:
      connect_somebody();
      break;
    case 10:
      if (!clients_.empty() && below(random_, 3) == 0) close(below(random_, clients_.size()));
      break;
    case 11:
      clock_.advance_ms(static_cast<std::int64_t>(below(random_, 400)));
      for (const auto& one : nodes_) one->timers.advance(clock_.steady_ms());
      break;
    case 12:
    case 13:
      read_some();
      break;
    case 15:
    case 16:
      type_somewhere();
      break;
    case 14:
      if (below(random_, 10) == 0) node.repeat();
      break;
  }
  for (const auto& one : clients_) check_bounds(*one);
  reap();
}

void Cluster::work(Node& node) {
  for (std::size_t i = below(random_, 40); i > 0 && node.executor.run_one();) --i;
}

void Cluster::load(Node& node) {
  for (std::size_t i = below(random_, 6); i > 0; --i) {
    node.loader.failing = below(random_, 200) == 0;
    if (below(random_, 2) == 0) {
      node.loader.read_one(random_());
    } else {
      node.loader.answer_one(random_());
    }
    node.loader.failing = false;
  }
}

Cluster::Connected& Cluster::connect(Node& node, core::UserId user) {
  clients_.push_back(
      std::unique_ptr<Connected>(new Connected{node, {}, nullptr, {}, user, node.hub.metrics().dropped_ephemeral.value()}));
  Connected& one = *clients_.back();
  RecordDialect& dialect = below(random_, 2) == 0 ? node.dialect : node.other_dialect;
  one.session = std::make_unique<SimSession>(node.hub, one.connection, dialect, ledger_);
  one.connection.session = one.session.get();
  const auto& logins = truth_.people.at(user).logins;
  node.hub.attach(*one.session, user, logins.empty() ? core::LoginSessionId(1) : *logins.rbegin());
  ++totals_.attached;
  return one;
}

void Cluster::connect_somebody() {
  if (clients_.size() >= kClientsMax) return;
  const auto who = std::next(truth_.people.begin(), static_cast<std::ptrdiff_t>(below(random_, truth_.people.size())));
  Connected& one = connect(*nodes_[below(random_, nodes_.size())], who->first);
  const std::size_t temper = below(random_, 10);
  one.temper = temper < 6   ? Connected::Temper::quick
               : temper < 8 ? Connected::Temper::slow
               : temper < 9 ? Connected::Temper::flapping
                            : Connected::Temper::dead;
  if (one.temper != Connected::Temper::quick) one.connection.room = 60;
}

void Cluster::type_somewhere() {
  if (clients_.empty()) return;
  Connected& one = *clients_[below(random_, clients_.size())];
  const auto community =
      std::next(truth_.communities.begin(), static_cast<std::ptrdiff_t>(below(random_, truth_.communities.size())));
  const auto& channels = community->second.channels;
  if (channels.empty()) return;
  totals_.typed += one.node.hub.signal_typing(*one.session, channels[below(random_, channels.size())].id, true);
}

void Cluster::read_some() {
  for (const auto& one : clients_) {
    switch (one->temper) {
      case Connected::Temper::quick:
      case Connected::Temper::dead:
        break;
      case Connected::Temper::slow:
        one->connection.read_more(below(random_, 60));
        break;
      case Connected::Temper::flapping:
        if (below(random_, 8) == 0) one->connection.read_more(5'000);
        break;
    }
    one->client.follow(one->connection, ledger_);
  }
}

void Cluster::check_bounds(const Connected& one) {
  // A frame that was begun and the close frame may come on top.
  const std::size_t bound = kOptions.outbox_bytes_max + one.session->snapshot_bytes + 40;
  if (one.connection.queued() > bound) throw std::runtime_error("an outbox is over its limit");
}

void Cluster::close(std::size_t index) {
  Connected& one = *clients_[index];
  one.session->on_closed();
  one.session.reset();
  one.connection.disconnect();
  one.client.follow(one.connection, ledger_);
  clients_.erase(clients_.begin() + static_cast<std::ptrdiff_t>(index));
  ++totals_.closed;
}

void Cluster::reap() {
  // What the connection was told to end is gone a little later.
  for (std::size_t i = clients_.size(); i-- > 0;) {
    const Connected& one = *clients_[i];
    const bool written = one.connection.finished > 0 && !one.connection.blocked();
    if ((one.connection.aborted || written) && below(random_, 4) == 0) close(i);
  }
}

void Cluster::settle() {
  for (bool busy = true; busy;) {
    busy = false;
    for (const auto& node : nodes_) {
      node->repeat();
      node->again.clear();
      while (node->executor.run_one()) busy = true;
      while (node->loader.read_one(random_()) || node->loader.answer_one(random_())) busy = true;
    }
    for (const auto& one : clients_) one->connection.read_more(kUnlimited);
  }
  for (std::size_t i = clients_.size(); i-- > 0;) {
    Connected& one = *clients_[i];
    one.client.follow(one.connection, ledger_);
    if (one.connection.aborted || one.connection.finished > 0) {
      if (!one.connection.aborted && !one.client.closed()) throw std::runtime_error("a closing session never said so");
      close(i);
      i = std::min(i, clients_.size());
    }
  }
}

std::map<core::UserId, bool> Cluster::online() const {
  std::map<core::UserId, bool> online;
  for (const auto& one : clients_) {
    if (one->session->attached()) online[one->user] = true;
  }
  return online;
}

void Cluster::settle_and_check() {
  settle();
  const bool lose = std::exchange(faults_.lose, false);
  if (lose) {
    // One more event in every stream, so that a loss at its end is seen as a hole. Not otherwise: it would repair what is
    // wrong.
    for (const auto& [id, state] : truth_.communities) publish({truth_.commit(id, core::CommunityUpdated{})});
    for (const auto& [id, account] : truth_.people) {
      if (account.user.deleted) {
        publish({truth_.commit(core::stream_of(id), core::LoginSessionDeleted{})});
      } else {
        publish({truth_.edit_user(id, [](auto& a) { a.user.social_credit += 1; })});
      }
    }
  }
  settle();
  settle();  // those who were closed now may have been somebody's last session
  for (const auto& [id, account] : truth_.people) {
    if (!account.user.deleted) connect(*nodes_[below(random_, nodes_.size())], id);
  }
  settle();
  const std::map<core::UserId, bool> now = online();
  for (const auto& node : nodes_) {
    for (const auto& [id, account] : truth_.people) {
      if (node->hub.online(id) != now.contains(id)) throw std::runtime_error("hubs disagree on who is online");
    }
  }
  for (const auto& one : clients_) {
    if (!one->session->attached() || !one->client.has_snapshot()) {
      throw std::runtime_error("an open session is not attached");
    }
    // A busy turn may be more than even a quick client's outbox holds.
    const bool dropped = one->node.hub.metrics().dropped_ephemeral.value() != one->dropped;
    one->client.compare(truth_, now, one->temper == Connected::Temper::quick && !dropped);
    ++totals_.compared;
  }
  while (clients_.size() > kClientsMax / 3) close(below(random_, clients_.size()));
  for (const auto& one : clients_) {
    if (one->temper != Connected::Temper::quick) one->connection.room = 60;
  }
  faults_.lose = lose;
}

Cluster::Totals Cluster::totals() const {
  Totals totals = totals_;
  for (const auto& node : nodes_) {
    totals.slow += node->hub.metrics().closed_slow.value();
    totals.dropped += node->hub.metrics().dropped_ephemeral.value();
  }
  return totals;
}

}  // namespace sim
