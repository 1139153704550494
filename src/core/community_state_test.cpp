// Lists that close up and make room, and a state that follows its stream.
#include "core/community_state.h"

#include <doctest/doctest.h>

#include <random>
#include <string>

namespace {

using core::CategoryId;
using core::ChannelId;
using core::UserId;

constexpr core::CommunityId kCommunity{100};

core::Category category(std::uint64_t id, std::uint32_t position) {
  core::Category c;
  c.id = CategoryId(id);
  c.community = kCommunity;
  c.name = "c" + std::to_string(id);
  c.position = position;
  return c;
}

core::Channel channel(std::uint64_t id, std::uint64_t in, std::uint32_t position) {
  core::Channel c;
  c.id = ChannelId(id);
  c.community = kCommunity;
  c.category = CategoryId(in);
  c.name = "ch" + std::to_string(id);
  c.position = position;
  return c;
}

core::Member member(std::uint64_t user) {
  core::Member m;
  m.community = kCommunity;
  m.user = UserId(user);
  m.joined_ms = 5;
  return m;
}

/// Default 100 with 1, 2, 3; 200 with 4, 5; 300 with 6; 400 empty.
core::CommunityState sample() {
  core::CommunityState s;
  s.community.id = kCommunity;
  s.community.owner = UserId(10);
  s.community.slug = "sample";
  s.categories = {category(100, 0), category(200, 1), category(300, 2), category(400, 3)};
  s.channels = {channel(1, 100, 0), channel(2, 100, 1), channel(3, 100, 2),
                channel(4, 200, 0), channel(5, 200, 1), channel(6, 300, 0)};
  s.members.emplace_back(member(10));
  return s;
}

/// "100:1,2,3 200:4,5": also checks that positions have no gaps and that the order is the promised one.
std::string show(const core::CommunityState& s) {
  std::string text;
  std::size_t next = 0;
  for (std::size_t i = 0; i < s.categories.size(); ++i) {
    CHECK(s.categories[i].position == i);
    if (i) text += ' ';
    text += std::to_string(s.categories[i].id.value) + ':';
    std::uint32_t position = 0;
    while (next < s.channels.size() && s.channels[next].category == s.categories[i].id) {
      CHECK(s.channels[next].position == position);
      if (position++) text += ',';
      text += std::to_string(s.channels[next++].id.value);
    }
  }
  CHECK(next == s.channels.size());
  return text;
}

void apply(core::CommunityState& s, core::EventBody body) {
  s.apply({core::stream_of(kCommunity), s.number + 1, 0, std::move(body)});
}

std::string after(core::EventBody body) {
  core::CommunityState s = sample();
  apply(s, std::move(body));
  CHECK(s.number == 1);
  return show(s);
}

core::CategoryUpdated moved_category(std::uint64_t id, std::uint32_t to) { return {CategoryId(id), {{}, to}}; }
core::ChannelUpdated moved_channel(std::uint64_t id, std::optional<std::uint64_t> in, std::optional<std::uint32_t> to) {
  core::ChannelEdit edit;
  if (in) edit.category = CategoryId(*in);
  if (to) edit.position = *to;
  return {ChannelId(id), edit};
}

}  // namespace

TEST_CASE("state: moving a category shifts those between") {
  CHECK(after(moved_category(200, 3)) == "100:1,2,3 300:6 400: 200:4,5");
  CHECK(after(moved_category(400, 1)) == "100:1,2,3 400: 200:4,5 300:6");
  CHECK(after(moved_category(300, 1)) == "100:1,2,3 300:6 200:4,5 400:");
  CHECK(after(moved_category(300, 2)) == "100:1,2,3 200:4,5 300:6 400:");
  CHECK(after(moved_category(200, 99)) == "100:1,2,3 300:6 400: 200:4,5");
  CHECK(after(moved_category(200, 0)) == "100:1,2,3 200:4,5 300:6 400:");
  CHECK(after(moved_category(100, 2)) == "100:1,2,3 200:4,5 300:6 400:");  // the default one stays
  CHECK(after(moved_category(999, 2)) == "100:1,2,3 200:4,5 300:6 400:");
}

TEST_CASE("state: a removed category's channels go to the end of the default one, in order") {
  CHECK(after(core::CategoryDeleted{CategoryId(200)}) == "100:1,2,3,4,5 300:6 400:");
  CHECK(after(core::CategoryDeleted{CategoryId(400)}) == "100:1,2,3 200:4,5 300:6");
  CHECK(after(core::CategoryDeleted{CategoryId(100)}) == "100:1,2,3 200:4,5 300:6 400:");
}

TEST_CASE("state: moving a channel inside its category") {
  CHECK(after(moved_channel(1, {}, 2)) == "100:2,3,1 200:4,5 300:6 400:");
  CHECK(after(moved_channel(3, {}, 0)) == "100:3,1,2 200:4,5 300:6 400:");
  CHECK(after(moved_channel(2, {}, 1)) == "100:1,2,3 200:4,5 300:6 400:");
  CHECK(after(moved_channel(1, {}, 99)) == "100:2,3,1 200:4,5 300:6 400:");  // to the last index
  CHECK(after(moved_channel(1, 100, 1)) == "100:2,1,3 200:4,5 300:6 400:");
}

TEST_CASE("state: moving a channel to another category") {
  CHECK(after(moved_channel(2, 200, 0)) == "100:1,3 200:2,4,5 300:6 400:");
  CHECK(after(moved_channel(2, 200, 2)) == "100:1,3 200:4,5,2 300:6 400:");
  CHECK(after(moved_channel(2, 200, 99)) == "100:1,3 200:4,5,2 300:6 400:");  // appends at most
  CHECK(after(moved_channel(2, 200, {})) == "100:1,3 200:4,5,2 300:6 400:");
  CHECK(after(moved_channel(6, 400, 0)) == "100:1,2,3 200:4,5 300: 400:6");
  CHECK(after(moved_channel(99, 400, 0)) == "100:1,2,3 200:4,5 300:6 400:");
}

TEST_CASE("state: channels and categories come and go") {
  CHECK(after(core::ChannelCreated{channel(7, 200, 2)}) == "100:1,2,3 200:4,5,7 300:6 400:");
  CHECK(after(core::ChannelDeleted{ChannelId(1)}) == "100:2,3 200:4,5 300:6 400:");
  CHECK(after(core::ChannelDeleted{ChannelId(99)}) == "100:1,2,3 200:4,5 300:6 400:");
  CHECK(after(core::CategoryCreated{category(500, 4)}) == "100:1,2,3 200:4,5 300:6 400: 500:");
}

TEST_CASE("state: names and topics are edited in place") {
  core::CommunityState s = sample();
  core::ChannelEdit edit;
  edit.name = std::string("new");
  edit.topic = std::string("about");
  apply(s, core::ChannelUpdated{ChannelId(5), edit});
  CHECK(s.find_channel(ChannelId(5))->name == "new");
  CHECK(s.find_channel(ChannelId(5))->topic == "about");
  core::ChannelEdit clear;
  clear.topic = core::Change<std::string>::cleared();
  apply(s, core::ChannelUpdated{ChannelId(5), clear});
  CHECK_FALSE(s.find_channel(ChannelId(5))->topic);
  apply(s, core::CategoryUpdated{CategoryId(300), {std::string("renamed"), {}}});
  CHECK(s.find_category(CategoryId(300))->name == "renamed");
  CHECK(show(s) == show(sample()));
  CHECK(s.number == 3);
}

TEST_CASE("state: the community's own fields") {
  core::CommunityState s = sample();
  core::CommunityEdit edit;
  edit.name = std::string("Name");
  edit.kind = core::CommunityKind::hybrid;
  edit.description = std::string("text");
  edit.icon = core::FileId(3);
  edit.banner = core::FileId(4);
  apply(s, core::CommunityUpdated{edit});
  CHECK(s.community.name == "Name");
  CHECK(s.community.kind == core::CommunityKind::hybrid);
  CHECK(s.community.description == "text");
  CHECK(s.community.icon == core::FileId(3));
  CHECK(s.community.banner == core::FileId(4));
  core::CommunityEdit clear;
  clear.name = core::Change<std::string>::cleared();
  clear.icon = core::Change<core::FileId>::cleared();
  apply(s, core::CommunityUpdated{clear});
  CHECK_FALSE(s.community.name);
  CHECK_FALSE(s.community.icon);
  CHECK(s.community.banner == core::FileId(4));
}

TEST_CASE("state: members come, change and go") {
  core::CommunityState s = sample();
  apply(s, core::MemberJoined{member(30), {}});
  apply(s, core::MemberJoined{member(20), {}});
  REQUIRE(s.members.size() == 3);
  CHECK(s.members[1].user == UserId(20));
  CHECK(s.members[2].user == UserId(30));
  CHECK_FALSE(s.members[1].details);
  CHECK(s.find_member(UserId(20))->full(kCommunity) == member(20));

  core::MemberEdit edit;
  edit.nickname = std::string("nick");
  apply(s, core::MemberUpdated{UserId(20), edit});
  REQUIRE(s.find_member(UserId(20))->details);
  CHECK(s.find_member(UserId(20))->full(kCommunity).nickname == "nick");
  core::MemberEdit clear;
  clear.nickname = core::Change<std::string>::cleared();
  apply(s, core::MemberUpdated{UserId(20), clear});
  CHECK_FALSE(s.find_member(UserId(20))->details);  // bare again

  apply(s, core::MemberLeft{UserId(20)});
  CHECK_FALSE(s.find_member(UserId(20)));
  CHECK(s.members.size() == 2);
  apply(s, core::MemberLeft{UserId(20)});
  CHECK(s.members.size() == 2);
}

TEST_CASE("state: a member entry copies and compares whole") {
  core::Member rich = member(7);
  rich.roles = {core::RoleId(3)};
  rich.timeout_until_ms = 9;
  const core::MemberEntry a(rich);
  core::MemberEntry b = a;
  CHECK(b == a);
  CHECK(b.full(kCommunity) == rich);
  b = core::MemberEntry(member(7));
  CHECK_FALSE(b == a);
  CHECK(a.full(kCommunity) == rich);
}

TEST_CASE("state: emojis stay in order of their ids") {
  core::CommunityState s = sample();
  core::Emoji second{core::EmojiId(9), kCommunity, core::FileId(1), "second", UserId(10)};
  core::Emoji first{core::EmojiId(8), kCommunity, core::FileId(1), "first", UserId(10)};
  apply(s, core::EmojiCreated{second});
  apply(s, core::EmojiCreated{first});
  REQUIRE(s.emojis.size() == 2);
  CHECK(s.emojis[0] == first);
  apply(s, core::EmojiUpdated{core::EmojiId(8), "renamed"});
  CHECK(s.find_emoji(core::EmojiId(8))->name == "renamed");
  apply(s, core::EmojiDeleted{core::EmojiId(8)});
  CHECK_FALSE(s.find_emoji(core::EmojiId(8)));
  CHECK(s.find_emoji(core::EmojiId(9)));
}

TEST_CASE("state: messages and reactions only count") {
  core::CommunityState s = sample();
  auto view = std::make_shared<core::MessageView>();
  apply(s, core::MessageCreated{view});
  apply(s, core::MessageUpdated{});
  apply(s, core::MessageDeleted{});
  apply(s, core::MessageEmbedsAdded{});
  apply(s, core::ReactionAdded{});
  apply(s, core::ReactionRemoved{});
  apply(s, core::ReactionsCleared{});
  CHECK(s.number == 7);
  core::CommunityState untouched = sample();
  untouched.number = 7;
  CHECK(s == untouched);
}

TEST_CASE("state: whatever is moved, positions stay without gaps") {
  std::mt19937_64 random(11);
  core::CommunityState s = sample();
  std::uint64_t next_id = 1000;
  for (int i = 0; i < 3'000; ++i) {
    const auto& some_category = s.categories[random() % s.categories.size()];
    switch (random() % 6) {
      case 0:
        if (s.categories.size() < 8) {
          apply(s, core::CategoryCreated{category(next_id++, static_cast<std::uint32_t>(s.categories.size()))});
        }
        break;
      case 1:
        apply(s, core::CategoryDeleted{some_category.id});
        break;
      case 2:
        apply(s, moved_category(some_category.id.value, static_cast<std::uint32_t>(random() % 10)));
        break;
      case 3: {
        const auto count = std::ranges::count(s.channels, some_category.id, &core::Channel::category);
        apply(s, core::ChannelCreated{channel(next_id++, some_category.id.value, static_cast<std::uint32_t>(count))});
        break;
      }
      default: {
        if (s.channels.empty()) break;
        const ChannelId id = s.channels[random() % s.channels.size()].id;
        if (random() % 3 == 0) {
          apply(s, core::ChannelDeleted{id});
        } else {
          apply(s, moved_channel(id.value, some_category.id.value, static_cast<std::uint32_t>(random() % 10)));
        }
      }
    }
    CAPTURE(i);
    show(s);
    REQUIRE(s.categories.front().id == CategoryId(100));
  }
}
