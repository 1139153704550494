// DeltaWorld: the API's routes on a store in memory, spoken to in short verbs. For tests: everything happens on the test's
// thread, the clock moves by hand, limits refuse nothing unless a test switches them on.
#pragma once

#include "base/executor.h"
#include "base/timer_wheel.h"
#include "core/signal.h"
#include "hub/hub.h"
#include "proto/bonfire/routes/context.h"
#include "service/state_loader.h"
#include "tests/support/service_world.h"

#include <doctest/doctest.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace bonfire::testing {

/// What came back. `at` looks into the JSON: "members.0._id.user"; "members.#" is how many there are, "" the whole. Numbers,
/// texts and booleans as text, "null" for null, "absent" for what is not there, "{}" and "[]" for objects and arrays.
struct Answer {
  int status = 0;
  std::string body;
  http::Headers headers;
  std::optional<http::FileRange> file;

  std::string at(std::string_view path) const;
};

struct Person {
  std::string name;
  std::string id;     // ULID
  std::string token;  // of a session
  std::string session;
  core::UserId user() const;
  std::string tag;  // name#0042
};

struct SentMail {
  std::string to, subject, text;
  std::string word() const;  // the one in the link
};

using HeaderList = std::vector<std::pair<std::string, std::string>>;

class DeltaWorld : public testing_support::ServiceWorld {
 public:
  DeltaWorld();
  ~DeltaWorld();

  // --- surroundings, free to change ---------------------------------------------------------------------------------------
  Config config;
  base::ManualExecutor loop, pool;
  std::string address = "203.0.113.7";  // of who asks
  std::vector<SentMail> mails;
  std::vector<core::Signal> signals;  // that were told to other loops
  void with_mailer();
  void go_online(const Person& person);

  // --- verbs --------------------------------------------------------------------------------------------------------------
  Answer send(http::Method method, const std::string& target, const std::string& body, const HeaderList& headers);
  /// To another mount made with context().
  Answer send_to(http::Mount& mount, http::Request request);
  RoutesContext& context() { return *context_; }
  /// With a session's token.
  Answer get(const std::string& target, const std::string& token = {});
  Answer post(const std::string& target, const std::string& body, const std::string& token = {});
  Answer put(const std::string& target, const std::string& body, const std::string& token = {});
  Answer patch(const std::string& target, const std::string& body, const std::string& token = {});
  /// With the empty object that the known clients send.
  Answer del(const std::string& target, const std::string& token = {}, const std::string& body = "{}");

  static constexpr const char* kPassword = "a-long-password";
  /// An account with a session, before a username was chosen.
  Person newcomer(const std::string& name);
  Person person(const std::string& name);
  Answer log_in(const std::string& email, const std::string& password = kPassword);
  void befriend(const Person& one, const Person& other);
  /// A validated ticket for X-MFA-Ticket, got with the password.
  std::string ticket(const Person& person);
  /// Like the verbs above, with a ticket.
  Answer with_ticket(http::Method method, const std::string& target, const Person& person, const std::string& ticket);

  /// Kinds of events committed since the last call, by their place in core::EventBody.
  std::vector<core::EventRef> told() { return std::exchange(seen_, {}); }
  template <typename Body>
  std::size_t count_told() {
    std::size_t count = 0;
    for (const core::EventRef& event : told()) count += std::holds_alternative<Body>(event->body);
    return count;
  }
  std::vector<std::string> routes() const { return mount_->list(); }

 private:
  class Outside;
  void run();

  std::string folder_;
  service::InstanceKey key_{};
  std::unique_ptr<Outside> outside_;
  service::Runner runner_{store, loop};
  service::Authenticator authenticator_;
  base::TimerWheel timers_{clock.steady_ms()};
  service::StateLoader loader_{store, loop};
  std::unique_ptr<hub::SignalPublisher> signals_;
  hub::Hub hub_;
  http::RateLimiter limiter_{clock};
  service::Passwords passwords_;
  service::RecentKeys nonces_{clock};
  std::unique_ptr<service::Files> files_;
  std::unique_ptr<RoutesContext> context_;
  std::unique_ptr<http::Mount> mount_;
  std::vector<core::EventRef> seen_;
};

/// The error object with this type, as JSON, readable from other origins.
void check_refusal(const Answer& answer, int status, const std::string& type);
/// `{"key":"text"}`
std::string quoted(const std::string& key, const std::string& text);

}  // namespace bonfire::testing
