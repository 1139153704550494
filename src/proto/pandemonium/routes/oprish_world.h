// OprishWorld: the REST routes on a store in memory, spoken to in short verbs. For tests: everything happens on the test's
// thread, the clock moves by hand, limits refuse nothing unless a test switches them on.
#pragma once

#include "base/executor.h"
#include "base/timer_wheel.h"
#include "hub/hub.h"
#include "proto/pandemonium/routes/context.h"
#include "service/state_loader.h"
#include "tests/support/service_world.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pandemonium::testing {

/// What came back. `at` looks into the JSON: "members.0.user.id"; "members.#" is how many there are, "" the whole. Numbers,
/// texts and booleans as text, "null" for null, "absent" for what is not there, "{}" and "[]" for objects and arrays.
struct Answer {
  int status = 0;
  std::string body;
  http::Headers headers;
  std::optional<http::FileRange> file;

  std::string at(std::string_view path) const;
  std::uint64_t id() const { return std::stoull(at("id")); }
};

struct Person {
  std::string name;
  std::uint64_t id = 0;
  std::string token;
};
struct Sphere {
  std::string id;
  std::string general;  // the first channel
};

struct Mail {
  std::string to, subject, text;
};

class OprishWorld : public testing_support::ServiceWorld {
 public:
  explicit OprishWorld(service::PasswordCost cost = {1, 8192});
  ~OprishWorld();

  // --- surroundings, free to change
  // -----------------------------------------------------------------------------------------
  Config config;
  base::ManualExecutor loop, pool;
  std::string address = "203.0.113.7";  // of who asks
  std::vector<Mail> mails;
  std::vector<std::string> fetched;  // URLs that previews asked for
  void with_mailer();
  void with_previews();
  void go_online(const Person& person) { hub_.on_signal(core::PresenceCounted{core::UserId(person.id), true}); }
  /// A file whose bytes are on disk.
  std::uint64_t stored_file(core::FileBucket bucket, const std::string& bytes);

  // --- verbs
  // ------------------------------------------------------------------------------------------------------------------
  Answer send(http::Method method, const std::string& target, const std::string& body = {}, const std::string& token = {});
  Answer get(const std::string& target, const std::string& token = {}) { return send(http::Method::get, target, {}, token); }
  Answer post(const std::string& target, const std::string& body, const std::string& token = {}) {
    return send(http::Method::post, target, body, token);
  }
  Answer patch(const std::string& target, const std::string& body, const std::string& token = {}) {
    return send(http::Method::patch, target, body, token);
  }
  Answer del(const std::string& target, const std::string& token = {}, const std::string& body = {}) {
    return send(http::Method::del, target, body, token);
  }

  static constexpr const char* kPassword = "a-long-password";
  Person person(const std::string& name);
  std::string log_in(const std::string& name, const std::string& password = kPassword);
  Sphere sphere(const Person& owner, const std::string& slug = "keepers");
  void join(const Person& who, const Sphere& sphere);
  /// Posts a text and gives its id.
  std::string say(const Person& who, const Sphere& sphere, const std::string& content);

  /// Kinds of events committed since the last call, in order.
  std::vector<std::string> told();
  std::vector<std::string> routes() const { return mount_->list(); }

 private:
  class Outside;
  void run();

  std::string folder_;
  std::unique_ptr<Outside> outside_;
  service::Runner runner_{store, loop};
  service::Authenticator authenticator_{runner_, clock};
  base::TimerWheel timers_{clock.steady_ms()};
  service::StateLoader loader_{store, loop};
  std::unique_ptr<hub::SignalPublisher> signals_;
  hub::Hub hub_;
  http::RateLimiter limiter_{clock};
  service::Passwords passwords_;
  std::unique_ptr<service::Previews> previews_;
  std::unique_ptr<service::Files> files_;
  std::unique_ptr<RoutesContext> context_;
  std::unique_ptr<http::Mount> mount_;
  std::vector<core::EventRef> seen_;
};

/// One request and the error it must give.
struct Refusal {
  std::string what;
  http::Method method;
  std::string target;
  std::string body;
  std::string token;
  int status;
  std::string value_name = {};  // also `item` of 409
};
void check_refusal(const Answer& answer, int status, const std::string& value_name = {});
void check_refusals(OprishWorld& world, const std::vector<Refusal>& refusals);
/// `count` times a two-byte character.
std::string wide(std::size_t count);
std::string quoted(const std::string& key, const std::string& text);  // {"key":"text"}

}  // namespace pandemonium::testing
