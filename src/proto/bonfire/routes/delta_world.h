// DeltaWorld: the API's routes on a store in memory, spoken to in short verbs. For tests: everything happens on the test's
// thread, the clock moves by hand, limits refuse nothing unless a test switches them on.
#pragma once

#include "proto/bonfire/routes/context.h"
#include "tests/support/route_world.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace bonfire::testing {

using Answer = testing_support::RouteAnswer;
using testing_support::quoted;

struct Person {
  std::string name;
  std::string id;     // ULID
  std::string token;  // of a session
  std::string session;
  core::UserId user() const;
  std::string tag;  // name#0042
};

using HeaderList = std::vector<std::pair<std::string, std::string>>;

class DeltaWorld : public testing_support::RouteWorld {
 public:
  DeltaWorld();

  Config config;  // free to change
  void with_mailer() { context_->mailer = &mailer_; }
  void go_online(const Person& person) { RouteWorld::go_online(person.user()); }

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
  std::vector<core::EventRef> told() { return take_seen(); }
  template <typename Body>
  std::size_t count_told() {
    std::size_t count = 0;
    for (const core::EventRef& event : told()) count += std::holds_alternative<Body>(event->body);
    return count;
  }
  std::vector<std::string> routes() const { return mount_->list(); }

 private:
  static constexpr service::InstanceKey kKey{};
  service::RecentKeys nonces_{clock};
  std::unique_ptr<RoutesContext> context_;
  std::unique_ptr<http::Mount> mount_;
};

/// The error object with this type, as JSON, readable from other origins.
void check_refusal(const Answer& answer, int status, const std::string& type);

}  // namespace bonfire::testing
