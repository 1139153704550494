// Runs tests/conformance/http/*.txt against a real server.
#include <doctest/doctest.h>

#include <filesystem>

#include "tests/support/case_file.h"
#include "tests/support/net_world.h"

using namespace testing_support;

namespace {

struct Expected {
  int status;
  std::string body;
  bool to_head;
};

std::vector<Expected> expectations(const Case& one) {
  std::vector<Expected> out;
  for (const auto& [word, value] : one.lines) {
    if (word == "repeat") out.insert(out.end(), static_cast<std::size_t>(std::stoi(value)) - 1, Expected(out.back()));
    if (word != "expect" && word != "head") continue;
    const std::size_t space = value.find(' ');
    out.push_back({std::stoi(value), space == std::string::npos ? "" : unescape(value.substr(space + 1)), word == "head"});
  }
  return out;
}

void run(const NetWorld& world, const Case& one, std::size_t piece) {
  INFO(one.name, ", in pieces of ", piece);
  Client client = world.connect();
  std::string then;
  for (const auto& [word, value] : one.lines) {
    // A refusal may come before the last piece is out: whether the peer still took it does not matter.
    if (word == "send") client.send_in_pieces(unescape(value), piece);
    if (word == "then") then = value;
  }
  for (const Expected& expected : expectations(one)) {
    const Answer answer = read_answer(client, expected.to_head);
    CHECK(answer.status == expected.status);
    CHECK((expected.to_head ? answer.header("Content-Length") : answer.body) == expected.body);
    CHECK(answer.header("Date").size() == 29);
    CHECK((answer.header("Connection") == "close") == (then == "closed"));
  }
  if (then == "closed") {
    client.shut();
    CHECK(client.ended());
  } else {
    REQUIRE(then == "open");
    REQUIRE(client.send("GET /p/still HTTP/1.1\r\nHost: a\r\n\r\n"));
    CHECK(read_answer(client).body == "still");
  }
}

}  // namespace

TEST_CASE("http conformance: every case, whole and in pieces") {
  net::ServerOptions options;
  options.limits.header_bytes_max = 2048;
  NetWorld world(std::move(options));
  const auto folder = std::filesystem::path(__FILE__).parent_path() / "../../tests/conformance/http";
  for (const Case& one : read_cases((folder / "requests.txt").string())) {
    for (const std::size_t piece : {std::size_t{1} << 20, std::size_t{7}, std::size_t{1}}) run(world, one, piece);
  }
}
