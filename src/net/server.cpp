// Server: puts loops, acceptors and threads together. Starting and stopping happen on the caller's thread.
#include "net/server.h"

#include <csignal>
#include <thread>

#include "net/acceptor.h"
#include "net/address.h"
#include "net/event_loop.h"

namespace net {
namespace {

// A handler that awaits something slow (a large upload on its way to disk) may delay the end so long, not longer.
constexpr std::int64_t kEndPatienceMs = 10'000;

class ServerImpl final : public Server {
 public:
  ServerImpl(ServerOptions options, const base::Clock& clock, base::Executor& files)
      : shared_{std::move(options), clock, files, nullptr} {}
  ~ServerImpl() override { stop(); }

  base::Result<void> open() {
    auto proxies = TrustedProxies::parse(shared_.options.trusted_proxies);
    if (!proxies) return base::pass(proxies);
    shared_.proxies = std::make_unique<TrustedProxies>(std::move(*proxies));
    for (unsigned i = 0; i < std::max(shared_.options.threads, 1u); ++i) {
      loops_.push_back(std::make_unique<EventLoop>(shared_));
      loop_pointers_.push_back(loops_.back().get());
    }
    for (const Listener& listener : shared_.options.listeners) {
      std::shared_ptr<TlsContext> tls;
      if (!listener.certificate_file.empty() || !listener.key_file.empty()) {
        auto loaded = TlsContext::load(listener.certificate_file, listener.key_file);
        if (!loaded) return base::pass(loaded);
        tls = std::move(*loaded);
        // OpenSSL writes to the descriptor with write(2); a peer that left must not end the process.
        std::signal(SIGPIPE, SIG_IGN);
      }
      EventLoop& home = *loop_pointers_[acceptors_.size() % loop_pointers_.size()];
      auto acceptor = Acceptor::open(listener, std::move(tls), home, loop_pointers_);
      if (!acceptor) return base::pass(acceptor);
      acceptors_.push_back({std::move(*acceptor), &home});
    }
    return {};
  }

  std::vector<Loop*> loops() override { return {loop_pointers_.begin(), loop_pointers_.end()}; }

  std::vector<Listener> bound() const override {
    std::vector<Listener> out;
    for (const auto& [acceptor, home] : acceptors_) out.push_back(acceptor->bound());
    return out;
  }

  void start() override {
    for (const auto& [acceptor, home] : acceptors_) home->post([acceptor = acceptor.get()] { acceptor->start(); });
    for (EventLoop* loop : loop_pointers_) threads_.emplace_back([loop] { loop->run(); });
  }

  void stop_accepting() override {
    shared_.draining.store(true, std::memory_order_relaxed);
    for (const auto& [acceptor, home] : acceptors_) home->post([acceptor = acceptor.get()] { acceptor->close(); });
    for (EventLoop* loop : loop_pointers_) loop->post([loop] { loop->drain_connections(); });
  }

  void stop() override {
    if (threads_.empty()) return;
    for (const auto& [acceptor, home] : acceptors_) home->post([acceptor = acceptor.get()] { acceptor->close(); });
    for (EventLoop* loop : loop_pointers_) loop->post([loop] { loop->end(kEndPatienceMs); });
    for (std::thread& thread : threads_) thread.join();
    threads_.clear();
  }

  base::Result<void> reload_certificates() override {
    for (const auto& [acceptor, home] : acceptors_) {
      if (acceptor->tls() == nullptr) continue;
      if (auto reloaded = acceptor->tls()->reload(); !reloaded) return base::pass(reloaded);
    }
    return {};
  }

  std::size_t connections() const override { return shared_.open.load(std::memory_order_relaxed); }

 private:
  struct Home {
    std::unique_ptr<Acceptor> acceptor;
    EventLoop* home;
  };
  ServerShared shared_;
  std::vector<std::unique_ptr<EventLoop>> loops_;
  std::vector<EventLoop*> loop_pointers_;
  std::vector<Home> acceptors_;
  std::vector<std::thread> threads_;
};

}  // namespace

base::Result<std::unique_ptr<Server>> Server::create(ServerOptions options, const base::Clock& clock,
                                                     base::Executor& files) {
  auto server = std::make_unique<ServerImpl>(std::move(options), clock, files);
  if (const auto opened = server->open(); !opened) return base::pass(opened);
  return server;
}

}  // namespace net
