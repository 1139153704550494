// Router: method and path to handler. Patterns like "/channels/{id}/messages"; a literal segment wins over a parameter.
// Built once at start, then read-only; each hub thread has its own, because handlers hold things of their thread.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/task.h"
#include "base/unique_function.h"
#include "http/message.h"

namespace http {

/// Runs on the connection's thread and may suspend; whatever it awaits resumes there. An exception that leaves it becomes
/// the mount's `internal` response. The request stays alive until the task ends.
using Handler = base::UniqueFunction<base::Task<Response>(Request&)>;

struct Route {
  BodyPolicy body;
  Handler handler;
};

/// One protocol's HTTP side below one prefix (or at the root of a host of its own).
class Mount {
 public:
  /// Answers that do not come from a route, in the protocol's own form. All are called on the connection's thread.
  struct Fallbacks {
    base::UniqueFunction<Response(const Request&)> not_found;  // unknown path or method
    base::UniqueFunction<Response(const Request&)> too_large;  // body over the route's limit (413)
    base::UniqueFunction<Response(const Request&)> internal;   // a handler threw
    base::UniqueFunction<Response(const Request&)> options;    // OPTIONS on any path (CORS preflight)
    base::UniqueFunction<void(const Request&, Response&)>
        finish;  // last touch on every response of the mount (CORS headers)
  };

  /// With `ignore_empty_segments` "//a/" matches like "/a".
  explicit Mount(Fallbacks fallbacks, bool ignore_empty_segments = false);
  ~Mount();
  Mount(Mount&&) noexcept;

  void add(Method method, std::string_view pattern, Handler handler, BodyPolicy body = {});

  /// The route for the request's method and path, its parameters written into `request.params`; null when there is none.
  /// HEAD falls back to GET (the connection leaves the body out).
  Route* match(Request& request);
  Fallbacks& fallbacks() { return fallbacks_; }
  /// "GET /channels/{id}" of every route, for documents and coverage tables.
  std::vector<std::string> list() const;

 private:
  struct Node;
  Fallbacks fallbacks_;
  std::unique_ptr<Node> root_;
  bool ignore_empty_segments_;
};

}  // namespace http
