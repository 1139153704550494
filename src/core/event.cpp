// Facts about events. Pure functions, any thread.
#include "core/event.h"

namespace core {

std::optional<ChannelId> channel_of(const EventBody& body) {
  return std::visit(
      [](const auto& e) -> std::optional<ChannelId> {
        if constexpr (requires { e.view; }) {
          return e.view->message.channel;
        } else if constexpr (requires { e.channel.id; }) {
          return e.channel.id;
        } else if constexpr (requires { e.channel; }) {
          return e.channel;
        } else {
          return std::nullopt;
        }
      },
      body);
}

}  // namespace core
