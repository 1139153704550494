// The queue and the cache of link previews. look_at runs on any thread, the work on the pool's.
#include "service/previews.h"

#include <deque>
#include <mutex>
#include <unordered_map>

#include "base/log.h"
#include "service/messages.h"

namespace service {
namespace {

constexpr int kQueuedMax = 256;
constexpr std::size_t kCacheMax = 1000;
constexpr std::int64_t kGoodForMs = 2 * 3'600'000;
constexpr std::int64_t kFailureGoodForMs = 60'000;  // a site that was down for a moment is not forgotten for hours
constexpr std::int64_t kMessageMs = 30'000;         // no further URL of a message is begun after this

using Preview = std::optional<core::Embed>;

}  // namespace

struct Previews::State {
  store::Store& store;
  const Fetcher& fetcher;
  base::Executor& pool;
  const base::Clock& clock;

  struct Cached {
    Preview preview;
    std::int64_t good_until_ms;
  };
  std::mutex mutex;
  std::unordered_map<std::string, Cached> cache;
  std::deque<std::string> oldest;  // the cache's keys, in the order of coming
  int queued = 0;
  bool stopped = false;

  bool accept() {
    const std::lock_guard lock(mutex);
    if (stopped || queued >= kQueuedMax) return false;
    ++queued;
    return true;
  }

  bool is_stopped() {
    const std::lock_guard lock(mutex);
    return stopped;
  }

  std::optional<Preview> cached(const std::string& url) {
    const std::lock_guard lock(mutex);
    const auto found = cache.find(url);
    if (found == cache.end() || found->second.good_until_ms <= clock.steady_ms()) return std::nullopt;
    return found->second.preview;
  }

  void remember(const std::string& url, const Preview& preview) {
    const std::lock_guard lock(mutex);
    const std::int64_t good_until_ms = clock.steady_ms() + (preview ? kGoodForMs : kFailureGoodForMs);
    if (!cache.insert_or_assign(url, Cached{preview, good_until_ms}).second) return;
    oldest.push_back(url);
    if (oldest.size() <= kCacheMax) return;
    cache.erase(oldest.front());
    oldest.pop_front();
  }

  Preview look_up(const std::string& url) {
    if (auto known = cached(url)) return std::move(*known);
    Preview preview = preview_of(fetcher, url);
    remember(url, preview);
    return preview;
  }

  void work(core::MessageId message, const std::string& content, const std::vector<std::string>& urls) {
    std::vector<core::Embed> embeds;
    const std::int64_t until_ms = clock.steady_ms() + kMessageMs;
    for (const std::string& url : urls) {
      if (is_stopped() || clock.steady_ms() >= until_ms) break;
      if (auto preview = look_up(url)) embeds.push_back(std::move(*preview));
    }
    {
      const std::lock_guard lock(mutex);
      --queued;
      if (stopped || embeds.empty()) return;
    }
    store.write([message, content, embeds, context = Context{clock.unix_ms()}](
                    store::Transaction& tx) { return add_embeds(tx, context, message, content, embeds); },
                [](base::Result<void> written) {
                  // That the message is gone or reads differently by now is nothing unusual.
                  if (!written && written.error().kind != base::ErrorKind::not_found) {
                    base::log::warn("a link preview was not stored", {{"reason", written.error().info}});
                  }
                });
  }
};

Previews::Previews(store::Store& store, const Fetcher& fetcher, base::Executor& pool, const base::Clock& clock)
    : state_(new State{store, fetcher, pool, clock}) {}

Previews::~Previews() {
  const std::lock_guard lock(state_->mutex);
  state_->stopped = true;
}

void Previews::look_at(core::MessageId message, std::string content) {
  std::vector<std::string> urls = find_urls(content);
  look_at(message, std::move(content), std::move(urls));
}

void Previews::look_at(core::MessageId message, std::string content, std::vector<std::string> urls) {
  if (urls.empty()) return;
  if (!state_->accept()) {
    base::log::debug("a link preview was dropped", {{"reason", "too many are waiting"}});
    return;
  }
  state_->pool.post([state = state_, message, content = std::move(content), urls = std::move(urls)] {
    state->work(message, content, urls);
  });
}

}  // namespace service
