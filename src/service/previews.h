// Link previews: after a message is created or edited, its URLs are looked at and what they show is added as embeds.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/executor.h"
#include "core/message.h"
#include "service/remote_fetch.h"
#include "store/store.h"

namespace service {

/// The http(s) URLs in a text, in order of appearance, each once, at most ten.
std::vector<std::string> find_urls(std::string_view content);
/// Those that the writer wants to be looked at, where Markdown is written: none in code spans and blocks, in angle brackets,
/// and in lines that begin with ">". Without fragments, at most five.
std::vector<std::string> find_links(std::string_view content);
/// What the answer of one URL shows; nothing when there is nothing to show or it cannot be fetched. Blocking.
std::optional<core::Embed> preview_of(const Fetcher& fetcher, const std::string& url);

class Previews {
 public:
  /// All must outlive `pool`'s last task. Several threads in the pool look at several messages at once.
  Previews(store::Store& store, const Fetcher& fetcher, base::Executor& pool, const base::Clock& clock);
  /// What is queued and not begun is dropped.
  ~Previews();
  Previews(const Previews&) = delete;
  Previews& operator=(const Previews&) = delete;
  /// Queues the work if the content has URLs; drops it when too much is queued already. Call when a message was created, and
  /// when its content was edited. Any thread.
  void look_at(core::MessageId message, std::string content);
  /// Where a protocol has its own idea of what the content's links are.
  void look_at(core::MessageId message, std::string content, std::vector<std::string> urls);

 private:
  struct State;
  std::shared_ptr<State> state_;
};

}  // namespace service
