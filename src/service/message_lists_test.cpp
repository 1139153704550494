// Finding messages: from the oldest, around one, pinned ones, by words; and the people to show with them.
#include <doctest/doctest.h>

#include "service/messages.h"
#include "tests/support/service_world.h"

using namespace service;
using testing_support::ServiceWorld;
namespace permission = core::permission;
using Range = store::Reader::MessageRange;
using Search = store::Reader::MessageSearch;

namespace {

struct Scene {
  ServiceWorld world;
  Actor ines = world.person("ines"), otto = world.person("otto"), vera = world.person("vera"), uwe = world.person("uwe");
  ServiceWorld::Place place = world.community(ines);
  core::ChannelId general = place.general, side = world.channel(ines, place.id, "side");
  std::vector<core::MessageId> ids;
  Scene() {
    world.join(otto, place.id);
    world.join(vera, place.id);
    for (const char* text : {"0", "1", "2", "3", "4", "5"}) ids.push_back(world.say(otto, general, text));
    world.say(otto, side, "elsewhere");
  }
  Result<NearbyMessages> nearby(Actor who, core::MessageId id, std::uint32_t limit) {
    return world.read([&](auto& reader, auto at) { return nearby_messages(reader, at, who, general, id, limit); });
  }
  Result<std::vector<MessageViewRef>> search(Actor who, const Search& search) {
    return world.read([&](auto& reader, auto at) { return search_messages(reader, at, who, search); });
  }
  std::vector<MessageViewRef> list(const Range& range) {
    return *world.read([&](auto& reader, auto at) { return list_messages(reader, at, ines, general, range); });
  }
  MessagePeople people(const std::vector<MessageViewRef>& messages) {
    return world.read([&](auto& reader, auto) { return people_of(reader, messages); });
  }
};

std::string texts(const std::vector<MessageViewRef>& views) {
  std::string text;
  for (const MessageViewRef& view : views) text += *view->message.content;
  return text;
}

}  // namespace

TEST_CASE("list: from the oldest, and pinned ones alone") {
  Scene s;
  CHECK(texts(s.list({{}, {}, 2, true, false})) == "01");
  CHECK(texts(s.list({{}, s.ids[2], 2, true, false})) == "34");
  for (int i : {1, 4}) {
    REQUIRE(s.world.write([&](auto& tx, auto at) { return pin_message(tx, at, s.ines, s.general, s.ids[i]); }));
  }
  CHECK(texts(s.list({{}, {}, 50, false, true})) == "14");
}

TEST_CASE("nearby: the message and what follows, and what was before") {
  Scene s;
  const auto around = s.nearby(s.vera, s.ids[3], 2);
  REQUIRE(around);
  CHECK(texts(around->from) == "34");
  CHECK(texts(around->before) == "12");
  CHECK(texts(s.nearby(s.vera, s.ids[0], 3)->from) == "012");
  CHECK(s.nearby(s.vera, s.ids[0], 3)->before.empty());
  const core::MessageId between(s.ids[3].value + 1);  // it need not be there
  CHECK(texts(s.nearby(s.vera, between, 1)->from) == "4");
  CHECK(texts(s.nearby(s.vera, between, 1)->before) == "3");
  CHECK(texts(s.nearby(s.vera, core::MessageId(0), 1)->from) == "0");
}

TEST_CASE("search: words in one channel, in the order asked for") {
  Scene s;
  const auto one = s.world.say(s.otto, s.general, "rain in the harbour"), two = s.world.say(s.vera, s.general, "Rain");
  s.world.say(s.vera, s.side, "rain elsewhere");
  Search search;
  search.channel = s.general;
  search.words = "RAIN";
  search.order = Search::Order::newest;
  const auto found = s.search(s.ines, search);
  REQUIRE(found);
  REQUIRE(found->size() == 2);
  CHECK(found->at(0)->message.id == two);
  CHECK(found->at(0)->author.id == s.vera.user);
  search.order = Search::Order::oldest;
  CHECK(s.search(s.ines, search)->at(0)->message.id == one);
  search.limit = 1;
  CHECK(s.search(s.ines, search)->size() == 1);
}

TEST_CASE("reading: everything needs the history") {
  Scene s;
  Search search;
  search.channel = s.general;
  search.words = "1";
  CHECK_FAILS(s.search(s.uwe, search), not_member, "channel");
  CHECK_FAILS(s.nearby(s.uwe, s.ids[0], 1), not_member, "channel");
  s.world.deny_all(s.place.id, permission::read_message_history);
  CHECK_FAILS(s.search(s.vera, search), forbidden, "read_message_history");
  CHECK_FAILS(s.nearby(s.vera, s.ids[0], 1), forbidden, "read_message_history");
}

TEST_CASE("people: authors and those whom notes are about, with their memberships") {
  Scene s;
  s.world.say(s.vera, s.general, "x");
  REQUIRE(s.world.write([&](auto& tx, auto at) { return pin_message(tx, at, s.ines, s.general, s.ids[0]); }));
  s.world.leave(s.vera, s.place.id);
  const MessagePeople people = s.people(s.list({}));
  std::vector<core::UserId> users, members;
  for (const core::User& user : people.users) users.push_back(user.id);
  for (const core::Member& member : people.members) members.push_back(member.user);
  CHECK(users == std::vector{s.ines.user, s.otto.user, s.vera.user});  // Ines by the note alone
  CHECK(members == std::vector{s.ines.user, s.otto.user});

  s.world.remove_account(s.otto.user);
  CHECK(s.people(s.list({})).users.size() == 2);
  CHECK(s.people({}).users.empty());
}
