// The outbox against a plain model: a list of strings and an offset.
#include "hub/outbox.h"

#include <doctest/doctest.h>

#include <deque>
#include <random>
#include <string>

namespace {

using namespace hub;

struct Model {
  struct Entry {
    std::string bytes;
    bool ephemeral;
  };
  std::deque<Entry> entries;
  std::size_t offset = 0;

  std::size_t size() const {
    std::size_t sum = 0;
    for (const Entry& e : entries) sum += e.bytes.size();
    return sum - offset;
  }
  std::string text() const {
    std::string all;
    for (const Entry& e : entries) all += e.bytes;
    return all.substr(offset);
  }
  void consume(std::size_t count) {
    offset += count;
    while (!entries.empty() && offset >= entries.front().bytes.size()) {
      offset -= entries.front().bytes.size();
      entries.pop_front();
    }
  }
  std::size_t drop(bool all) {
    const std::size_t first = offset > 0 ? 1 : 0;
    std::size_t dropped = 0;
    for (std::size_t i = first; i < entries.size();) {
      if (all || entries[i].ephemeral) {
        entries.erase(entries.begin() + static_cast<std::ptrdiff_t>(i));
        ++dropped;
      } else {
        ++i;
      }
    }
    return dropped;
  }
};

std::string gathered(const Outbox& outbox, std::size_t entries) {
  std::vector<iovec> iov(entries);
  const std::size_t count = outbox.gather(iov);
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text.append(static_cast<const char*>(iov[i].iov_base), iov[i].iov_len);
  return text;
}

TEST_CASE("outbox: behaves as a plain list of strings under random operations") {
  for (unsigned seed = 1; seed <= 20; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    Outbox outbox;
    Model model;
    std::uint64_t consumed = 0;
    for (int step = 0; step < 5'000; ++step) {
      const unsigned what = random() % 20;
      if (what < 11) {
        const bool ephemeral = random() % 3 == 0;
        const FrameRef frame = Frame::make(Opcode::text, std::string(random() % 40, static_cast<char>('a' + random() % 26)),
                                           ephemeral ? Priority::ephemeral : Priority::durable);
        outbox.push(frame);
        model.entries.push_back({std::string(frame->bytes()), ephemeral});
      } else if (what < 18) {
        const std::size_t most = model.size();
        const std::size_t count = random() % 8 == 0 ? most : std::min<std::size_t>(random() % 120, most);
        outbox.consume(count);
        model.consume(count);
        consumed += count;
      } else if (what == 18 && random() % 4 == 0) {
        outbox.drop_unsent();
        model.drop(true);
      } else {
        REQUIRE(outbox.drop_ephemeral() == model.drop(false));
      }
      REQUIRE(outbox.bytes() == model.size());
      REQUIRE(outbox.empty() == (model.size() == 0));
      REQUIRE(outbox.consumed() == consumed);
      REQUIRE(gathered(outbox, 4096) == model.text());
      REQUIRE(model.text().starts_with(gathered(outbox, 3)));
      if (outbox.empty()) REQUIRE(outbox.capacity() == 0);
    }
  }
}

TEST_CASE("outbox: a receiver that is always a little behind does not make it grow") {
  Outbox outbox;
  const FrameRef frame = Frame::make(Opcode::text, "12345678");
  for (int i = 0; i < 4; ++i) outbox.push(frame);
  for (int i = 0; i < 10'000; ++i) {
    outbox.push(frame);
    outbox.consume(frame->bytes().size());
  }
  CHECK(outbox.capacity() <= 16);
  CHECK(outbox.bytes() == 4 * frame->bytes().size());
}

}  // namespace
