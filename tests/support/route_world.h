// RouteWorld: what the worlds of the protocols' route tests share: a loop with its hub, files on disk, outgoing mail, and
// the way of one request through a mount as the HTTP server goes it. Everything happens on the test's thread; the clock
// moves by hand.
#pragma once

#include "base/executor.h"
#include "base/task.h"
#include "base/timer_wheel.h"
#include "core/signal.h"
#include "http/rate_limiter.h"
#include "http/router.h"
#include "hub/hub.h"
#include "service/authenticator.h"
#include "service/derived_token.h"
#include "service/files.h"
#include "service/mailer.h"
#include "service/passwords.h"
#include "service/runner.h"
#include "service/state_loader.h"
#include "tests/support/service_world.h"
#include "wire/json_document.h"

#include <unistd.h>

#include <doctest/doctest.h>

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace testing_support {

namespace route_detail {

inline std::string text_of(const wire::Token& token) {
  switch (token.kind) {
    case wire::Kind::null:
      return "null";
    case wire::Kind::boolean:
      return token.truth ? "true" : "false";
    case wire::Kind::array:
      return "[]";
    case wire::Kind::object:
      return "{}";
    default:
      return std::string(token.text());
  }
}

inline const wire::Token* member_of(const wire::Token& object, std::string_view key) {
  const wire::Token* at = object.first();
  for (std::uint32_t i = 0; i < object.size; ++i) {
    const wire::Token* value = at->next();
    if (at->text() == key) return value;
    at = value->next();
  }
  return nullptr;
}

inline const wire::Token* item_of(const wire::Token& array, std::size_t index) {
  if (index >= array.size) return nullptr;
  const wire::Token* at = array.first();
  for (std::size_t i = 0; i < index; ++i) at = at->next();
  return at;
}

}  // namespace route_detail

/// What came back.
struct RouteAnswer {
  int status = 0;
  std::string body;
  http::Headers headers;
  std::optional<http::FileRange> file;

  /// Looks into the JSON: "members.0.user.id"; "members.#" is how many there are, "" the whole. Numbers, texts and booleans
  /// as text, "null" for null, "absent" for what is not there, "{}" and "[]" for objects and arrays.
  std::string at(std::string_view path) const {
    const wire::JsonDocument document(body);
    if (!document.ok()) return "no JSON";
    const wire::Token* token = document.root();
    while (!path.empty()) {
      const std::size_t dot = path.find('.');
      const std::string_view step = path.substr(0, dot);
      path.remove_prefix(dot == std::string_view::npos ? path.size() : dot + 1);
      if (step == "#") return std::to_string(token->size);
      if (token->kind == wire::Kind::object) {
        token = route_detail::member_of(*token, step);
      } else {
        const bool array = token->kind == wire::Kind::array;
        token = array ? route_detail::item_of(*token, std::stoul(std::string(step))) : nullptr;
      }
      if (token == nullptr) return "absent";
    }
    return route_detail::text_of(*token);
  }
};

struct SentMail {
  std::string to, subject, text;

  /// The last part of the link in it.
  std::string word() const {
    const std::size_t line = text.find("\n\nhttp");
    REQUIRE(line != std::string::npos);
    const std::string url = text.substr(line + 2, text.find('\n', line + 2) - line - 2);
    return url.substr(url.rfind('/') + 1);
  }
};

/// `{"key":"text"}`
inline std::string quoted(const std::string& key, const std::string& text) { return "{\"" + key + "\":\"" + text + "\"}"; }

class RouteWorld : public ServiceWorld {
 public:
  // --- surroundings, free to change
  base::ManualExecutor loop, pool;
  std::string address = "203.0.113.7";  // of who asks
  std::vector<SentMail> mails;
  std::vector<core::Signal> signals;  // that were told to other loops
  void go_online(core::UserId user) {
    hub_.on_signal(core::PresenceCounted{user, true});
    run();
  }

 protected:
  /// `name` begins the name of the folder of files. With a key bots come in.
  RouteWorld(const std::string& name, service::PasswordCost cost, std::optional<service::InstanceKey> key)
      : folder_((std::filesystem::temp_directory_path() / (name + "-" + std::to_string(::getpid()) + "-XXXXXX")).string()),
        authenticator_(runner_, clock, key),
        passwords_(pool, cost) {
    REQUIRE(::mkdtemp(folder_.data()) != nullptr);
    files_ = std::make_unique<service::Files>(folder_, pool);
    arrange([](store::Transaction& tx) { REQUIRE(service::ensure_reserved_users(tx, {}).has_value()); });
  }
  ~RouteWorld() { std::filesystem::remove_all(folder_); }

  void run() {
    while (loop.run_all() + pool.run_all() > 0) {
    }
  }
  /// Answers a request that has its target, headers and body.
  RouteAnswer ask(http::Mount& mount, http::Request request) {
    const std::size_t question = request.target.find('?');
    request.path = request.target.substr(0, question);
    if (question != std::string::npos) request.query = request.target.substr(question + 1);
    request.peer_address = address;
    request.origin = "http://lighthouse.example";

    http::Mount::Fallbacks& fallbacks = mount.fallbacks();
    std::optional<http::Response> response;
    http::Route* route = mount.match(request);
    const std::uint64_t body_bytes = request.spooled ? request.spooled->size() : request.body.size();
    if (request.method == http::Method::options) {
      response = fallbacks.options(request);
    } else if (route == nullptr) {
      response = fallbacks.not_found(request);
    } else if (body_bytes > route->body.bytes_max) {
      response = fallbacks.too_large(request);
    } else {
      base::start(
          route->handler(request), [&](http::Response r) { response = std::move(r); },
          [&](std::exception_ptr) { response = fallbacks.internal(request); });
      run();
    }
    REQUIRE(response.has_value());
    fallbacks.finish(request, *response);
    const std::vector<core::EventRef> events = take_events();
    authenticator_.on_events(events);
    hub_.on_events(events);
    run();
    seen_.insert(seen_.end(), events.begin(), events.end());
    return {response->status, std::move(response->body), std::move(response->headers), std::move(response->file)};
  }
  /// Committed since the last call, as far as ask() handed it on.
  std::vector<core::EventRef> take_seen() { return std::exchange(seen_, {}); }

 private:
  class Publisher final : public hub::SignalPublisher {
   public:
    explicit Publisher(std::vector<core::Signal>& signals) : signals_(signals) {}
    void publish(const core::Signal& signal) override { signals_.push_back(signal); }

   private:
    std::vector<core::Signal>& signals_;
  };
  class Mailer final : public service::Mailer {
   public:
    explicit Mailer(std::vector<SentMail>& mails) : mails_(mails) {}
    const std::string& address() const override { return address_; }
    void send(std::string to, std::string subject, std::string text) override {
      mails_.push_back({std::move(to), std::move(subject), std::move(text)});
    }

   private:
    std::vector<SentMail>& mails_;
    std::string address_ = "post@lighthouse.example";
  };

  std::string folder_;
  std::vector<core::EventRef> seen_;

 protected:
  service::Runner runner_{store, loop};
  service::Authenticator authenticator_;
  base::TimerWheel timers_{clock.steady_ms()};
  service::StateLoader loader_{store, loop};
  Publisher publisher_{signals};
  Mailer mailer_{mails};
  hub::Hub hub_{loop, clock, timers_, loader_, publisher_, {}};
  http::RateLimiter limiter_{clock};
  service::Passwords passwords_;
  std::unique_ptr<service::Files> files_;
};

}  // namespace testing_support
