// Link previews: after a message is created or edited, its URLs are looked at and what they show is added as embeds.
#pragma once

#include <memory>
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
/// The preview of one answer; nothing when there is none to make. Pure; fuzzed with hostile pages.
std::vector<core::Embed> preview_of(const RemoteFetch& fetch, const std::string& url);

class Previews {
 public:
  Previews(store::Store& store, const RemoteFetch& fetch, base::Executor& pool, const base::Clock& clock);
  /// Queues the work if the content has URLs; drops it when too much is queued already. Any thread.
  void look_at(core::MessageId message, std::string content);

 private:
  struct State;
  std::shared_ptr<State> state_;
};

}  // namespace service
