// OprishWorld: the REST routes on a store in memory, spoken to in short verbs. For tests: everything happens on the test's
// thread, the clock moves by hand, limits refuse nothing unless a test switches them on.
#pragma once

#include "proto/pandemonium/routes/context.h"
#include "tests/support/route_world.h"

#include <memory>
#include <string>
#include <vector>

namespace pandemonium::testing {

using Mail = testing_support::SentMail;
using testing_support::quoted;

struct Answer : testing_support::RouteAnswer {
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

class OprishWorld : public testing_support::RouteWorld {
 public:
  explicit OprishWorld(service::PasswordCost cost = {1, 8192});
  ~OprishWorld();

  Config config;                     // free to change
  std::vector<std::string> fetched;  // URLs that previews asked for
  void with_mailer() { context_->mailer = &mailer_; }
  void with_previews();
  void go_online(const Person& person) { RouteWorld::go_online(core::UserId(person.id)); }
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
  class NoWeb;

  std::unique_ptr<NoWeb> web_;
  std::unique_ptr<service::Previews> previews_;
  std::unique_ptr<RoutesContext> context_;
  std::unique_ptr<http::Mount> mount_;
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

}  // namespace pandemonium::testing
