// What every adapter promises about how far people have read.
#include "store/store_suite.h"

namespace store::suite {
namespace {

template <typename Backend>
struct Reading : Fixture<Backend> {
  core::UserId ines = this->add_user("ines");
  core::UserId otto = this->add_user("otto");
  core::CommunityId community = this->add_community(ines, "first");
  core::ChannelId hall = this->add_channel(community, "hall");
  core::ChannelId lamp = this->add_channel(community, "lamp", 1);

  std::vector<core::ReadState> states(core::UserId user) {
    return this->look([&](Reader& r) { return r.read_states_of(user); });
  }
};

constexpr core::MessageId kFirst(11), kSecond(12), kThird(13);

}  // namespace

TEST_CASE_TEMPLATE("read states: what was read only grows", Backend, STORE_ADAPTERS) {
  Reading<Backend> f;
  CHECK(f.states(f.ines).empty());
  f.change([&](Transaction& tx) {
    tx.put_read(f.ines, f.lamp, kThird);
    tx.put_read(f.ines, f.hall, kSecond);
    tx.put_read(f.otto, f.hall, kFirst);
  });
  CHECK(f.states(f.ines) == std::vector<core::ReadState>{{f.hall, kSecond, {}}, {f.lamp, kThird, {}}});
  f.change([&](Transaction& tx) {
    tx.put_read(f.ines, f.hall, kFirst);
    tx.put_read(f.otto, f.hall, kThird);
  });
  CHECK(f.states(f.ines)[0].last_read == kSecond);
  CHECK(f.states(f.otto) == std::vector<core::ReadState>{{f.hall, kThird, {}}});
}

TEST_CASE_TEMPLATE("read states: mentions stay until they were read", Backend, STORE_ADAPTERS) {
  Reading<Backend> f;
  f.change([&](Transaction& tx) {
    tx.add_mention(f.ines, f.hall, kThird);
    tx.add_mention(f.ines, f.hall, kFirst);
    tx.add_mention(f.ines, f.hall, kSecond);
    tx.add_mention(f.ines, f.hall, kSecond);
    tx.add_mention(f.ines, f.lamp, kFirst);
  });
  CHECK(f.states(f.ines) == std::vector<core::ReadState>{{f.hall, core::MessageId(0), {kFirst, kSecond, kThird}},
                                                         {f.lamp, core::MessageId(0), {kFirst}}});
  f.change([&](Transaction& tx) { tx.put_read(f.ines, f.hall, kSecond); });
  CHECK(f.states(f.ines) ==
        std::vector<core::ReadState>{{f.hall, kSecond, {kThird}}, {f.lamp, core::MessageId(0), {kFirst}}});
  f.change([&](Transaction& tx) {
    tx.put_read(f.ines, f.hall, kFirst);  // an older one takes nothing back
    tx.add_mention(f.ines, f.hall, kFirst);
    tx.add_mention(f.ines, f.hall, kSecond);
  });
  CHECK(f.states(f.ines)[0] == core::ReadState{f.hall, kSecond, {kThird}});
  CHECK(f.states(f.otto).empty());
}

TEST_CASE_TEMPLATE("read states: they go with their channel", Backend, STORE_ADAPTERS) {
  Reading<Backend> f;
  f.change([&](Transaction& tx) {
    tx.put_read(f.ines, f.hall, kFirst);
    tx.add_mention(f.ines, f.hall, kSecond);
    tx.put_read(f.ines, f.lamp, kFirst);
    tx.delete_channel(f.hall);
  });
  CHECK(f.states(f.ines) == std::vector<core::ReadState>{{f.lamp, kFirst, {}}});
}

TEST_CASE_TEMPLATE("read states: a channel says which message is its last", Backend, STORE_ADAPTERS) {
  Reading<Backend> f;
  auto last = [&] { return f.look([&](Reader& r) { return r.last_message(f.hall); }); };
  CHECK(last() == core::MessageId(0));
  const auto first = f.add_message(f.hall, f.ines, "one"), second = f.add_message(f.hall, f.otto, "two");
  f.add_message(f.lamp, f.otto, "elsewhere");
  CHECK(last() == second);
  CHECK(f.look([&](Reader& r) { return r.channel(f.hall); })->last_message == second);
  CHECK(f.look([&](Reader& r) { return r.channels_of(f.community); })[0].last_message == second);
  CHECK(f.look([&](Reader& r) { return r.community_snapshot(f.community); })->state.find_channel(f.hall)->last_message ==
        second);
  f.change([&](Transaction& tx) {
    core::Channel stale = *tx.channel(f.hall);
    tx.delete_message(second);
    tx.put_channel(stale);
    CHECK(tx.channel(f.hall)->last_message == first);
  });
  CHECK(last() == first);
  f.change([&](Transaction& tx) { tx.delete_channel(f.hall); });
  CHECK(last() == core::MessageId(0));
}

}  // namespace store::suite
