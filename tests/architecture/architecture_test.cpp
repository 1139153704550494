// Who may include whom, where a third-party library may be seen, and that the middle names no protocol.
// Reads the sources as text; docs/architecture.md explains the rules.
#include <doctest/doctest.h>

#include <cctype>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

namespace {

namespace fs = std::filesystem;

struct Source {
  std::string path;    // "src/hub/hub.cpp"
  std::string module;  // "hub"; "proto/x" for a protocol's folder; "" for main.cpp
  std::string text;
  bool test = false;
};

std::string module_of(const std::string& below_src) {
  const auto slash = below_src.find('/');
  if (slash == std::string::npos) return "";
  const std::string first = below_src.substr(0, slash);
  if (first != "proto") return first;
  return below_src.substr(0, below_src.find('/', slash + 1));
}

std::vector<Source> sources() {
  const fs::path root = fs::path(TETRAGATE_SOURCE_FOLDER) / "src";
  std::vector<Source> list;
  for (const auto& entry : fs::recursive_directory_iterator(root)) {
    const std::string extension = entry.path().extension().string();
    if (!entry.is_regular_file() || (extension != ".h" && extension != ".cpp")) continue;
    std::ifstream in(entry.path(), std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    const std::string below = fs::relative(entry.path(), root).generic_string();
    const std::string stem = entry.path().stem().string();
    list.push_back(
        {"src/" + below, module_of(below), text.str(),
         stem.ends_with("_test") || stem.ends_with("_suite") || stem.ends_with("_world") || stem.starts_with("test_")});
  }
  return list;
}

struct Include {
  std::string name;
  bool quoted = false;
};

std::vector<Include> includes_of(const Source& source) {
  std::vector<Include> list;
  std::istringstream lines(source.text);
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with("#include ")) continue;
    const char close = line.size() > 9 && line[9] == '"' ? '"' : '>';
    const auto end = line.find(close, 10);
    if (end != std::string::npos) list.push_back({line.substr(10, end - 10), close == '"'});
  }
  return list;
}

/// What a module's files may include besides their own folder: folders, or single files where only the port is meant.
const std::map<std::string, std::set<std::string>>& allowed() {
  static const std::map<std::string, std::set<std::string>> table = {
      {"base", {}},
      {"core", {"base"}},
      {"wire", {"base"}},
      {"http", {"base"}},
      {"store", {"core", "base", "wire"}},
      {"bus", {"core", "base"}},
      {"hub", {"core", "base"}},
      {"service", {"store/store.h", "bus/bus.h", "hub", "http", "wire/json.h", "wire/json_writer.h", "core", "base"}},
      {"net", {"http", "hub", "base"}},
      {"proto", {"service", "hub", "http", "wire", "core", "base", "store/store.h"}},
  };
  return table;
}

/// Tests may use the in-memory adapters and what tests share.
bool allowed_in_tests(const std::string& include) {
  return include.starts_with("store/memory/") || include.starts_with("bus/local/") || include.starts_with("tests/support/");
}

bool may_include(const Source& source, const std::string& include) {
  if (source.module.empty()) return include.starts_with("app/");
  if (source.module == "app") return true;
  const bool protocol = source.module.starts_with("proto/");
  const auto rule = allowed().find(protocol ? "proto" : source.module);
  if (rule == allowed().end()) return false;
  const std::string target = module_of(include);
  if (target == source.module || rule->second.contains(target) || rule->second.contains(include)) return true;
  return source.test && allowed_in_tests(include);
}

/// A third-party library and the places that may see it: a folder (ending in '/') or one file.
struct Library {
  std::vector<std::string> headers;  // prefixes
  std::vector<std::string> places;
};
const std::vector<Library>& libraries() {
  static const std::vector<Library> list = {
      {{"boost/smart_ptr/"}, {"src/hub/", "src/net/"}},  // counted pointers without atomics
      {{"boost/"}, {"src/net/"}},
      {{"openssl/"}, {"src/net/", "src/service/totp.cpp"}},
      {{"unicode/"}, {"src/base/unicode.cpp"}},
      {{"zlib.h"}, {"src/net/"}},
      {{"libdeflate.h"}, {"src/net/", "src/hub/"}},
      {{"sqlite3.h"}, {"src/store/sql/", "src/store/migrations/"}},
      {{"simdjson"}, {"src/wire/"}},
      {{"spdlog/"}, {"src/base/log.cpp"}},
      {{"fmt/"}, {"src/base/log.cpp", "src/service/mail_text.cpp"}},
      {{"sodium"}, {"src/service/", "src/base/"}},
      {{"curl/"}, {"src/service/"}},
      {{"gd.h"}, {"src/service/"}},
      {{"toml++/"}, {"src/app/config_file.cpp"}},
      {{"CLI/"}, {"src/app/command_line.cpp"}},
      {{"prometheus/"}, {"src/app/metrics_text.cpp"}},
      {{"tl/"}, {"src/base/result.h", "src/wire/json.h", "src/wire/msgpack.h", "src/proto/"}},
      {{"doctest/"}, {}},
  };
  return list;
}

bool library_may_be_seen(const Source& source, const std::string& include) {
  for (const Library& library : libraries()) {
    for (const std::string& header : library.headers) {
      if (!include.starts_with(header)) continue;
      if (header == "doctest/") return source.test;
      for (const std::string& place : library.places) {
        if (place.ends_with('/') ? source.path.starts_with(place) : source.path == place) return true;
      }
      return false;
    }
  }
  // The standard library and the operating system: no folder, or one of the kernel's; nothing else goes unlisted.
  const auto slash = include.find('/');
  if (slash == std::string::npos) return true;
  static const std::set<std::string> system = {"sys", "netinet", "arpa", "linux", "net"};
  return system.contains(include.substr(0, slash));
}

std::string lower(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

}  // namespace

TEST_CASE("there are sources to look at") { CHECK(sources().size() > 50); }

TEST_CASE("every folder of src has a rule") {
  for (const Source& source : sources()) {
    if (source.module.empty() || source.module == "app" || source.module.starts_with("proto/")) continue;
    CAPTURE(source.path);
    CHECK(allowed().contains(source.module));
  }
}

TEST_CASE("a module includes only what it may") {
  for (const Source& source : sources()) {
    for (const Include& include : includes_of(source)) {
      if (!include.quoted) continue;
      CAPTURE(source.path);
      CAPTURE(include.name);
      CHECK(may_include(source, include.name));
    }
  }
}

TEST_CASE("a third-party library is seen only where it is wrapped") {
  for (const Source& source : sources()) {
    for (const Include& include : includes_of(source)) {
      if (include.quoted) continue;
      CAPTURE(source.path);
      CAPTURE(include.name);
      CHECK(library_may_be_seen(source, include.name));
    }
  }
}

TEST_CASE("the middle names no protocol") {
  static const std::set<std::string> middle = {"hub", "core", "service", "store", "bus", "net", "http", "base", "wire"};
  static const std::string names[] = {"pandemonium", "eludris", "oprish", "effis",    "bonfire",       "revolt",
                                      "stoat",       "autumn",  "dmod",   "wormhole", "local universe"};
  for (const Source& source : sources()) {
    if (!middle.contains(source.module)) continue;
    const std::string text = lower(source.text);
    for (const std::string& name : names) {
      CAPTURE(source.path);
      CAPTURE(name);
      CHECK(text.find(name) == std::string::npos);
    }
  }
}

TEST_CASE("the rules refuse what they should") {
  const Source hub{"src/hub/x.cpp", "hub", "", false};
  CHECK(may_include(hub, "core/event.h"));
  CHECK(may_include(hub, "hub/frame.h"));
  CHECK_FALSE(may_include(hub, "store/store.h"));
  CHECK_FALSE(library_may_be_seen(hub, "boost/asio.hpp"));
  CHECK_FALSE(library_may_be_seen(hub, "unlisted/library.h"));
  CHECK(library_may_be_seen(hub, "sys/uio.h"));
  const Source one{"src/proto/one/x.cpp", "proto/one", "", false};
  CHECK(may_include(one, "proto/one/wire.h"));
  CHECK_FALSE(may_include(one, "proto/two/wire.h"));
  CHECK_FALSE(may_include(one, "net/server.h"));
  const Source service{"src/service/x.cpp", "service", "", false};
  CHECK(may_include(service, "store/store.h"));
  CHECK_FALSE(may_include(service, "store/memory/memory_store.h"));
  const Source service_test{"src/service/x_test.cpp", "service", "", true};
  CHECK(may_include(service_test, "store/memory/memory_store.h"));
  CHECK_FALSE(may_include(service_test, "net/server.h"));
  const Source main_file{"src/main.cpp", "", "", false};
  CHECK_FALSE(may_include(main_file, "hub/hub.h"));
}
