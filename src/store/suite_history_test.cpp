// What every adapter promises about finding messages: from the oldest on, pins, words, what one person wrote.
#include "store/store_suite.h"

namespace store::suite {
namespace {

using enum Reader::MessageSearch::Order;

template <typename Backend>
struct History : Fixture<Backend> {
  core::UserId ines = this->add_user("ines");
  core::UserId otto = this->add_user("otto");
  core::CommunityId community = this->add_community(ines, "first");
  core::ChannelId hall = this->add_channel(community, "hall");
  core::ChannelId lamp = this->add_channel(community, "lamp", 1);

  core::MessageId say(const std::string& content) { return this->add_message(hall, ines, content); }
  std::vector<core::MessageId> range(const Reader::MessageRange& range) {
    return ids(this->look([&](Reader& r) { return r.messages(hall, range); }));
  }
  std::vector<core::MessageId> search(Reader::MessageSearch search) {
    search.channel = hall;
    return ids(this->look([&](Reader& r) { return r.search_messages(search); }));
  }
  std::vector<core::MessageId> newest_with(const std::string& words) {
    Reader::MessageSearch asked;
    asked.words = words;
    asked.order = newest;
    return search(asked);
  }

 private:
  static std::vector<core::MessageId> ids(const std::vector<core::Message>& messages) {
    std::vector<core::MessageId> found;
    for (const core::Message& m : messages) found.push_back(m.id);
    return found;
  }
};

using Ids = std::vector<core::MessageId>;

}  // namespace

TEST_CASE_TEMPLATE("history: the oldest of a range, in ascending order", Backend, STORE_ADAPTERS) {
  History<Backend> f;
  Ids all;
  for (int i = 0; i < 6; ++i) {
    all.push_back(f.say("x"));
    f.add_message(f.lamp, f.ines, "noise");
  }
  CHECK(f.range({.limit = 2, .oldest = true}) == Ids{all[0], all[1]});
  CHECK(f.range({.after = all[1], .limit = 2, .oldest = true}) == Ids{all[2], all[3]});
  CHECK(f.range({.before = all[4], .after = all[2], .limit = 2, .oldest = true}) == Ids{all[3]});
  CHECK(f.range({.before = all[4], .limit = 9, .oldest = true}) == Ids{all[0], all[1], all[2], all[3]});
  CHECK(f.range({.before = all[2], .after = all[2], .oldest = true}).empty());
}

TEST_CASE_TEMPLATE("history: pinned ones", Backend, STORE_ADAPTERS) {
  History<Backend> f;
  Ids all;
  for (int i = 0; i < 5; ++i) all.push_back(f.say("x"));
  auto pin = [&](core::MessageId id, bool pinned) {
    f.change([&](Transaction& tx) {
      core::Message message = *tx.message(id);
      message.pinned = pinned;
      tx.update_message(message);
    });
  };
  for (std::size_t i : {1u, 3u, 4u}) pin(all[i], true);
  CHECK(f.range({.pinned = true}) == Ids{all[1], all[3], all[4]});
  CHECK(f.range({.limit = 2, .pinned = true}) == Ids{all[3], all[4]});
  CHECK(f.range({.limit = 2, .oldest = true, .pinned = true}) == Ids{all[1], all[3]});
  CHECK(f.range({.before = all[4], .after = all[1], .pinned = true}) == Ids{all[3]});
  pin(all[3], false);
  CHECK(f.range({.pinned = true}) == Ids{all[1], all[4]});
}

TEST_CASE_TEMPLATE("search: every word must be there, whatever the case", Backend, STORE_ADAPTERS) {
  History<Backend> f;
  const auto one = f.say("The Lamp is lit."), two = f.say("lamp-oil, and a LIT candle"), three = f.say("Ärger im Turm 42");
  f.say("lamps");
  f.add_message(f.lamp, f.ines, "the lamp elsewhere");
  f.change([&](Transaction& tx) {
    core::Message bare;
    bare.id = core::MessageId(tx.next_id());
    bare.channel = f.hall;
    bare.author = f.ines;
    tx.insert_message(bare);
  });
  CHECK(f.newest_with("lamp") == Ids{two, one});
  CHECK(f.newest_with("LIT lamp") == Ids{two, one});
  CHECK(f.newest_with("lit the") == Ids{one});
  CHECK(f.newest_with("äRGER 42") == Ids{three});
  CHECK(f.newest_with("oil") == Ids{two});
  CHECK(f.newest_with("la").empty());
  CHECK(f.newest_with("lamp nothing").empty());
}

TEST_CASE_TEMPLATE("search: signs are no words and mean nothing", Backend, STORE_ADAPTERS) {
  History<Backend> f;
  const auto one = f.say("one \"two\" NOT three");
  CHECK(f.newest_with("\"two\"") == Ids{one});
  CHECK(f.newest_with("one AND two*") == Ids{});
  CHECK(f.newest_with("one -two ^three:") == Ids{one});
  CHECK(f.newest_with("NOT one") == Ids{one});
  CHECK(f.newest_with("' OR 1=1 --").empty());
  CHECK(f.newest_with("").empty());
  CHECK(f.newest_with(" *\"- ").empty());
  CHECK(f.newest_with(std::string("one\0two", 7)) == Ids{one});
}

TEST_CASE_TEMPLATE("search: in a range and in the order asked for", Backend, STORE_ADAPTERS) {
  History<Backend> f;
  Ids all;
  for (int i = 0; i < 5; ++i) all.push_back(f.say("the lamp"));
  Reader::MessageSearch asked;
  asked.words = "lamp";
  asked.order = oldest;
  CHECK(f.search(asked) == all);
  asked.limit = 2;
  CHECK(f.search(asked) == Ids{all[0], all[1]});
  asked.after = all[1];
  CHECK(f.search(asked) == Ids{all[2], all[3]});
  asked.order = newest;
  asked.before = all[4];
  CHECK(f.search(asked) == Ids{all[3], all[2]});
  asked.after = all[3];
  CHECK(f.search(asked).empty());
}

TEST_CASE_TEMPLATE("search: what says little else comes first by relevance", Backend, STORE_ADAPTERS) {
  History<Backend> f;
  f.say("a tower");
  const auto much = f.say("lamp lamp lamp lamp");
  const auto little = f.say("somebody has to fill it every evening, which is why the lamp was never out for long");
  f.say("a candle");
  Reader::MessageSearch asked;
  asked.words = "lamp";
  CHECK(f.search(asked) == Ids{much, little});
  asked.limit = 1;
  CHECK(f.search(asked) == Ids{much});
}

TEST_CASE_TEMPLATE("search: knows of edits and deletions", Backend, STORE_ADAPTERS) {
  History<Backend> f;
  const auto first = f.say("the lamp"), second = f.say("a candle");
  f.change([&](Transaction& tx) {
    core::Message edited = *tx.message(first);
    edited.content = "the candle";
    tx.update_message(edited);
  });
  CHECK(f.newest_with("lamp").empty());
  CHECK(f.newest_with("candle") == Ids{second, first});
  f.change([&](Transaction& tx) {
    core::Message edited = *tx.message(first);
    edited.content.reset();
    tx.update_message(edited);
    tx.delete_message(second);
  });
  CHECK(f.newest_with("candle").empty());
  const auto third = f.say("candle");
  CHECK(f.newest_with("candle") == Ids{third});
  f.change([&](Transaction& tx) { tx.delete_channel(f.hall); });
  CHECK(f.newest_with("candle").empty());
}

TEST_CASE_TEMPLATE("search: messages come whole", Backend, STORE_ADAPTERS) {
  History<Backend> f;
  core::Message message = full_message(core::MessageId(f.id()), f.hall, f.community, f.ines);
  message.content = "the lamp";
  f.change([&](Transaction& tx) {
    tx.insert_message(message);
    tx.add_reaction(message.id, f.otto, std::string("👍"));
  });
  message.reactions = {{std::string("👍"), {f.otto}}};
  Reader::MessageSearch asked;
  asked.channel = f.hall;
  asked.words = "lamp";
  CHECK(f.look([&](Reader& r) { return r.search_messages(asked); }) == std::vector{message});
}

TEST_CASE_TEMPLATE("history: what somebody wrote in a community since a time", Backend, STORE_ADAPTERS) {
  History<Backend> f;
  const core::ChannelId gone = f.add_channel(f.community, "gone", 2);
  const core::ChannelId elsewhere = f.add_channel(f.add_community(f.otto, "second"), "elsewhere");
  f.add_message(f.hall, f.otto, "long ago");
  const std::int64_t since_ms = f.clock.unix_ms() + 60'000;
  f.clock.step_unix_ms(since_ms);
  f.add_message(elsewhere, f.otto, "elsewhere");
  const auto first = f.add_message(f.lamp, f.otto, "one");
  f.say("somebody else");
  f.add_message(gone, f.otto, "gone");
  const auto second = f.add_message(f.hall, f.otto, "two");
  f.change([&](Transaction& tx) { tx.delete_channel(gone); });
  auto since = [&](std::int64_t ms) { return f.look([&](Reader& r) { return r.messages_by(f.community, f.otto, ms); }); };
  using Places = std::vector<std::pair<core::ChannelId, core::MessageId>>;
  CHECK(since(since_ms) == Places{{f.lamp, first}, {f.hall, second}});
  CHECK(since(0).size() == 3);
  CHECK(since(since_ms + 60'000).empty());
}

}  // namespace store::suite
