// Mount: a tree of path segments. Matching walks it once, without allocating except for the parameters it finds.
// Built before the loop runs; afterwards on the loop's thread only.
#include "http/router.h"

#include <map>

namespace http {
namespace {

/// The next segment, taken from the front of `rest` ("/a/b" gives "a" and leaves "/b"). Nothing at the end.
std::optional<std::string_view> next_segment(std::string_view& rest, bool ignore_empty) {
  while (!rest.empty()) {
    rest.remove_prefix(1);  // the slash
    const std::size_t end = std::min(rest.find('/'), rest.size());
    const std::string_view segment = rest.substr(0, end);
    rest.remove_prefix(end);
    if (!segment.empty() || !ignore_empty) return segment;
  }
  return std::nullopt;
}

}  // namespace

struct Mount::Node {
  std::map<std::string, std::unique_ptr<Node>, std::less<>> literals;
  std::unique_ptr<Node> parameter;
  std::string parameter_name;
  std::map<Method, Route> routes;

  /// Depth first, literal before parameter: "/a/{x}" still serves "/a/b" when "/{y}/b/c" was the only other way.
  Route* match(std::string_view rest, Request& request, bool ignore_empty, bool decode);
  Route* at_end(Method method);
  void list(const std::string& path, std::vector<std::string>& out) const;
};

Route* Mount::Node::at_end(Method method) {
  auto found = routes.find(method);
  if (found == routes.end() && method == Method::head) found = routes.find(Method::get);
  return found == routes.end() ? nullptr : &found->second;
}

Route* Mount::Node::match(std::string_view rest, Request& request, bool ignore_empty, bool decode) {
  const std::optional<std::string_view> segment = next_segment(rest, ignore_empty);
  if (!segment) return at_end(request.method);
  std::optional<std::string> text = decode ? percent_decode(*segment, false) : std::string(*segment);
  if (!text) return nullptr;
  if (const auto literal = literals.find(*text); literal != literals.end()) {
    if (Route* route = literal->second->match(rest, request, ignore_empty, decode)) return route;
  }
  if (!parameter || text->empty()) return nullptr;
  const std::size_t known = request.params.size();
  request.params.emplace_back(parameter_name, std::move(*text));
  if (Route* route = parameter->match(rest, request, ignore_empty, decode)) return route;
  request.params.resize(known);
  return nullptr;
}

void Mount::Node::list(const std::string& path, std::vector<std::string>& out) const {
  for (const auto& [method, route] : routes) {
    out.push_back(std::string(to_string(method)) + ' ' + (path.empty() ? "/" : path));
  }
  for (const auto& [name, node] : literals) node->list(path + '/' + name, out);
  if (parameter) parameter->list(path + "/{" + parameter_name + '}', out);
}

Mount::Mount(Fallbacks fallbacks, bool ignore_empty_segments)
    : fallbacks_(std::move(fallbacks)), root_(std::make_unique<Node>()), ignore_empty_segments_(ignore_empty_segments) {}
Mount::~Mount() = default;
Mount::Mount(Mount&&) noexcept = default;

void Mount::add(Method method, std::string_view pattern, Handler handler, BodyPolicy body) {
  Node* node = root_.get();
  std::string_view rest = pattern == "/" ? std::string_view() : pattern;
  while (const auto segment = next_segment(rest, ignore_empty_segments_)) {
    std::unique_ptr<Node>* child = nullptr;
    if (segment->size() > 2 && segment->front() == '{' && segment->back() == '}') {
      // One name per place in the tree: two patterns that differ only in the name of a parameter are one place. The later
      // name would be lost, so it must be the same; routes are written by us, this is a defect found by the first test.
      const std::string_view name = segment->substr(1, segment->size() - 2);
      if (node->parameter && node->parameter_name != name) {
        throw std::logic_error("two names for one path parameter: " + std::string(pattern));
      }
      node->parameter_name = name;
      child = &node->parameter;
    } else {
      child = &node->literals[std::string(*segment)];
    }
    if (!*child) *child = std::make_unique<Node>();
    node = child->get();
  }
  if (!node->routes.try_emplace(method, Route{body, std::move(handler)}).second) {
    throw std::logic_error("route added twice: " + std::string(pattern));
  }
}

Route* Mount::match(Request& request) {
  request.params.clear();
  const bool decode = !request.encoded_path.empty();
  const std::string_view path = decode ? request.encoded_path : request.path;
  return root_->match(path == "/" ? std::string_view() : path, request, ignore_empty_segments_, decode);
}

std::vector<std::string> Mount::list() const {
  std::vector<std::string> out;
  root_->list({}, out);
  return out;
}

}  // namespace http
