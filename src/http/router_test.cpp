#include <doctest/doctest.h>

#include "http/router.h"

namespace {

using http::Method;

base::Task<http::Response> nothing(http::Request&) { co_return http::Response{}; }

struct World {
  explicit World(bool ignore_empty = false) : mount({}, ignore_empty) {}
  void add(Method method, const char* pattern) { mount.add(method, pattern, nothing); }
  /// The matched pattern is told by its parameters; "-" when nothing matched.
  std::string match(Method method, std::string path, bool encoded = false) {
    http::Request request;
    request.method = method;
    (encoded ? request.encoded_path : request.path) = std::move(path);
    if (mount.match(request) == nullptr) return "-";
    std::string out;
    for (const auto& [name, value] : request.params) out += std::string(name) + '=' + value + ';';
    return out;
  }
  http::Mount mount;
};

}  // namespace

TEST_CASE("router: a literal beats a parameter, and is not a trap") {
  World world;
  world.add(Method::get, "/users/{id}");
  world.add(Method::get, "/users/me");
  world.add(Method::get, "/users/{id}/posts");
  world.add(Method::get, "/");
  CHECK(world.match(Method::get, "/users/me") == "");
  CHECK(world.match(Method::get, "/users/7") == "id=7;");
  CHECK(world.match(Method::get, "/users/me/posts") == "id=me;");
  CHECK(world.match(Method::get, "/") == "");
  CHECK(world.match(Method::get, "/users") == "-");
  CHECK(world.match(Method::get, "/users/7/posts/8") == "-");
  CHECK(world.match(Method::post, "/users/7") == "-");
}

TEST_CASE("router: HEAD falls back to GET, other methods do not") {
  World world;
  world.add(Method::get, "/a");
  CHECK(world.match(Method::head, "/a") == "");
  CHECK(world.match(Method::options, "/a") == "-");
}

TEST_CASE("router: an empty segment matches no parameter") {
  World strict;
  strict.add(Method::get, "/a/{x}");
  CHECK(strict.match(Method::get, "/a/") == "-");
  CHECK(strict.match(Method::get, "//a/1") == "-");
  CHECK(strict.match(Method::get, "/a/1/") == "-");
  World lenient(true);
  lenient.add(Method::get, "/a/{x}");
  CHECK(lenient.match(Method::get, "//a///1/") == "x=1;");
  CHECK(lenient.match(Method::get, "/a/") == "-");
}

TEST_CASE("router: the encoded path is split before it is decoded") {
  World world;
  world.add(Method::get, "/f/{name}");
  CHECK(world.match(Method::get, "/f/a%2Fb", true) == "name=a/b;");
  CHECK(world.match(Method::get, "/%66/x", true) == "name=x;");
  CHECK(world.match(Method::get, "/f/%zz", true) == "-");
  CHECK(world.match(Method::get, "/f/a%2Fb") == "name=a%2Fb;");  // a path made by hand is taken as it is
}

TEST_CASE("router: defects of ours are told at start") {
  World world;
  world.add(Method::get, "/a/{x}");
  CHECK_THROWS(world.add(Method::get, "/a/{x}"));
  CHECK_THROWS(world.add(Method::get, "/a/{y}/b"));
  world.add(Method::put, "/a/{x}");
  CHECK(world.mount.list() == std::vector<std::string>{"GET /a/{x}", "PUT /a/{x}"});
}
