// What every adapter promises about communities and what they are made of.
#include "store/store_suite.h"

namespace store::suite {

TEST_CASE_TEMPLATE("communities: found by id and slug, counted by owner", Backend, STORE_ADAPTERS) {
  Fixture<Backend> f;
  const core::UserId owner = f.add_user("ines");
  core::Community c;
  c.id = core::CommunityId(f.id());
  c.owner = owner;
  c.name = "Keepers";
  c.slug = "keepers";
  c.kind = core::CommunityKind::hybrid;
  c.description = "of the lamp";
  c.icon = core::FileId(1);
  c.banner = core::FileId(2);
  c.badges = 3;
  c.default_permissions = core::permission::all;
  c.system_channels = {core::ChannelId(4), core::ChannelId(5), core::ChannelId(6), core::ChannelId(7)};
  c.nsfw = true;
  c.analytics = true;
  c.discoverable = true;
  c.flags = 2;
  f.change([&](Transaction& tx) { tx.insert_community(c); });
  CHECK(f.look([&](Reader& r) { return r.community(c.id); }) == c);
  CHECK(f.look([&](Reader& r) { return r.community_by_slug("keepers"); }) == c);
  CHECK(f.look([&](Reader& r) { return r.communities_owned_by(owner); }) == 1);
  CHECK(f.look([&](Reader& r) { return r.community_ids(core::CommunityId(0), 10); }) == std::vector{c.id});
  CHECK(f.look([&](Reader& r) { return r.community_ids(c.id, 10); }).empty());

  c.slug = "lighthouse";
  c.description.reset();
  c.system_channels = {};
  f.change([&](Transaction& tx) { tx.update_community(c); });
  CHECK(f.look([&](Reader& r) { return r.community_by_slug("lighthouse"); }) == c);
  CHECK_FALSE(f.look([&](Reader& r) { return r.community_by_slug("keepers"); }));

  auto taken = write(*f.store, [&](Transaction& tx) -> Result<void> {
    core::Community other;
    other.id = core::CommunityId(tx.next_id());
    other.slug = "lighthouse";
    tx.insert_community(other);
    return {};
  });
  CHECK_FALSE(taken);
  CHECK(f.look([&](Reader& r) { return r.communities_owned_by(core::UserId(0)); }) == 0);
}

TEST_CASE_TEMPLATE("communities: members come and go", Backend, STORE_ADAPTERS) {
  Fixture<Backend> f;
  const core::UserId ines = f.add_user("ines"), otto = f.add_user("otto");
  const core::CommunityId first = f.add_community(ines, "first"), second = f.add_community(ines, "second");
  const core::Member member = full_member(first, otto);
  f.change([&](Transaction& tx) { tx.insert_member(member); });
  CHECK(f.look([&](Reader& r) { return r.member(first, otto); }) == member);
  CHECK(f.look([&](Reader& r) { return r.communities_of(ines); }) == std::vector{first, second});
  CHECK(f.look([&](Reader& r) { return r.communities_of(otto); }) == std::vector{first});
  CHECK(f.look([&](Reader& r) { return r.member_count(first); }) == 2);
  CHECK(f.look([&](Reader& r) { return r.member_count(core::CommunityId(3)); }) == 0);
  const auto members = f.look([&](Reader& r) { return r.members_of(first); });
  REQUIRE(members.size() == 2);
  CHECK(members[0].user == ines);
  CHECK(members[1] == member);

  core::Member bare;
  bare.community = first;
  bare.user = otto;
  f.change([&](Transaction& tx) { tx.update_member(bare); });
  CHECK(f.look([&](Reader& r) { return r.member(first, otto); }) == bare);

  f.change([&](Transaction& tx) {
    CHECK(tx.delete_member(first, otto));
    CHECK_FALSE(tx.delete_member(first, otto));
  });
  CHECK_FALSE(f.look([&](Reader& r) { return r.member(first, otto); }));
  CHECK(f.look([&](Reader& r) { return r.communities_of(otto); }).empty());
}

TEST_CASE_TEMPLATE("communities: an update of what is not there is a defect of the unit", Backend, STORE_ADAPTERS) {
  Fixture<Backend> f;
  const core::UserId nobody(f.id());
  const core::CommunityId nowhere(f.id());
  std::vector<Store::WriteUnit> units;
  units.emplace_back([&](Transaction& tx) { return tx.update_user(full_user(nobody, "x")), Result<void>(); });
  units.emplace_back([&](Transaction& tx) { return tx.update_account(account_of(nobody, "x")), Result<void>(); });
  units.emplace_back([&](Transaction& tx) { return tx.update_community(core::Community{nowhere}), Result<void>(); });
  units.emplace_back([&](Transaction& tx) { return tx.update_member(full_member(nowhere, nobody)), Result<void>(); });
  units.emplace_back([&](Transaction& tx) { return tx.update_login_session({}), Result<void>(); });
  units.emplace_back([&](Transaction& tx) { return tx.update_message(core::Message{core::MessageId(9)}), Result<void>(); });
  for (auto& unit : units) {
    auto result = write(*f.store, std::move(unit));
    REQUIRE_FALSE(result);
    CHECK(result.error().kind == base::ErrorKind::internal);
  }
}

TEST_CASE_TEMPLATE("communities: bans", Backend, STORE_ADAPTERS) {
  Fixture<Backend> f;
  const core::UserId user = f.add_user("otto");
  const core::CommunityId community = f.add_community(f.add_user("ines"), "first");
  f.change([&](Transaction& tx) {
    tx.put_ban({community, user, "spam"});
    tx.put_ban({community, user, std::nullopt});
  });
  CHECK(f.look([&](Reader& r) { return r.is_banned(community, user); }));
  CHECK(f.look([&](Reader& r) { return r.bans_of(community); }) == std::vector{core::Ban{community, user, std::nullopt}});
  f.change([&](Transaction& tx) { tx.put_ban({community, core::UserId(7), "spam"}); });
  const auto bans = f.look([&](Reader& r) { return r.bans_of(community); });
  REQUIRE(bans.size() == 2);
  CHECK(bans[0] == core::Ban{community, core::UserId(7), "spam"});
  CHECK(f.look([&](Reader& r) { return r.bans_of(core::CommunityId(6)); }).empty());
  f.change([&](Transaction& tx) {
    CHECK(tx.delete_ban(community, user));
    CHECK_FALSE(tx.delete_ban(community, user));
  });
  CHECK_FALSE(f.look([&](Reader& r) { return r.is_banned(community, user); }));
}

TEST_CASE_TEMPLATE("communities: timeouts of those who left are kept", Backend, STORE_ADAPTERS) {
  Fixture<Backend> f;
  const core::CommunityId one(70), other(71);
  const core::UserId otto(80), vera(81);
  auto kept = [&](core::CommunityId community, core::UserId user) {
    return f.look([&](Reader& r) { return r.kept_timeout(community, user); });
  };
  CHECK_FALSE(kept(one, otto));
  f.change([&](Transaction& tx) {
    tx.keep_timeout(one, otto, 5);
    tx.keep_timeout(one, otto, 6);
    tx.keep_timeout(one, vera, 7);
    tx.keep_timeout(other, otto, 8);
  });
  CHECK(kept(one, otto) == 6);
  CHECK(kept(one, vera) == 7);
  f.change([&](Transaction& tx) { tx.keep_timeout(one, vera, std::nullopt); });
  CHECK_FALSE(kept(one, vera));
  CHECK(kept(other, otto) == 8);
  f.change([&](Transaction& tx) { tx.forget_person(otto); });
  CHECK_FALSE(kept(one, otto));
  CHECK_FALSE(kept(other, otto));
}

TEST_CASE_TEMPLATE("communities: lists are in order", Backend, STORE_ADAPTERS) {
  Fixture<Backend> f;
  const core::CommunityId community = f.add_community(f.add_user("ines"), "first");
  const core::CommunityId other = f.add_community(f.add_user("otto"), "second");
  const core::CategoryId general = core::default_category_of(community);
  const core::CategoryId later(f.id()), sooner(f.id());
  std::vector<core::ChannelId> ids;
  for (int i = 0; i < 5; ++i) ids.push_back(core::ChannelId(f.id()));
  auto channel = [&](std::size_t n, core::CategoryId category, std::uint32_t position) {
    core::Channel c;
    c.id = ids[n];
    c.community = community;
    c.category = category;
    c.position = position;
    return c;
  };
  f.change([&](Transaction& tx) {
    tx.put_category({later, community, "later", 2, ""});
    tx.put_category({sooner, community, "sooner", 1, "s"});
    tx.put_channel(channel(0, later, 0));
    tx.put_channel(channel(1, sooner, 1));
    tx.put_channel(channel(2, sooner, 0));
    tx.put_channel(channel(3, general, 1));
    tx.put_channel(channel(4, general, 0));
    tx.put_role({core::RoleId(3), community, "low", 20, {1, 2}, {}});
    tx.put_role({core::RoleId(4), community, "high", -1, {3, 4}, {}});
    tx.put_role({core::RoleId(5), other, "elsewhere", 0, {}, {}});
  });
  std::vector<core::ChannelId> order;
  for (const core::Channel& c : f.look([&](Reader& r) { return r.channels_of(community); })) order.push_back(c.id);
  CHECK(order == std::vector{ids[4], ids[3], ids[2], ids[1], ids[0]});
  auto categories = f.look([&](Reader& r) { return r.categories_of(community); });
  REQUIRE(categories.size() == 3);
  CHECK(categories[0].id == general);
  CHECK(categories[1] == core::Category{sooner, community, "sooner", 1, "s"});
  CHECK(categories[2].id == later);
  auto roles = f.look([&](Reader& r) { return r.roles_of(community); });
  REQUIRE(roles.size() == 2);
  CHECK(roles[0] == core::Role{core::RoleId(4), community, "high", -1, {3, 4}, {}});

  f.change([&](Transaction& tx) {
    tx.put_category({later, community, "now first", 1, ""});
    tx.put_category({sooner, community, "sooner", 2, ""});
    tx.delete_category(core::CategoryId(12345));
  });
  CHECK(f.look([&](Reader& r) { return r.channels_of(community); })[2].id == ids[0]);
  f.change([&](Transaction& tx) { tx.delete_category(later); });
  CHECK(f.look([&](Reader& r) { return r.categories_of(community); }).size() == 2);
}

TEST_CASE_TEMPLATE("communities: a channel and an emoji come back as they were stored", Backend, STORE_ADAPTERS) {
  Fixture<Backend> f;
  const core::CommunityId community = f.add_community(f.add_user("ines"), "first");
  core::Channel channel = full_channel(core::ChannelId(f.id()), community);
  core::Emoji emoji{core::EmojiId(f.id()), community, core::FileId(8), "lamp", core::UserId(9)};
  f.change([&](Transaction& tx) {
    tx.put_channel(channel);
    tx.put_emoji(emoji);
  });
  CHECK(f.look([&](Reader& r) { return r.channel(channel.id); }) == channel);
  CHECK(f.look([&](Reader& r) { return r.emoji(emoji.id); }) == emoji);
  channel.topic.reset();
  channel.role_overrides.clear();
  channel.icon.reset();
  channel.group_permissions.reset();
  channel.active = true;
  emoji.name = "beacon";
  emoji.animated = true;
  emoji.nsfw = true;
  f.change([&](Transaction& tx) {
    tx.put_channel(channel);
    tx.put_emoji(emoji);
  });
  CHECK(f.look([&](Reader& r) { return r.channel(channel.id); }) == channel);
  CHECK(f.look([&](Reader& r) { return r.emoji(emoji.id); }) == emoji);
  f.change([&](Transaction& tx) { tx.delete_channel(channel.id); });
  CHECK_FALSE(f.look([&](Reader& r) { return r.channel(channel.id); }));
}

TEST_CASE_TEMPLATE("communities: a detached emoji stays, but not in the community", Backend, STORE_ADAPTERS) {
  Fixture<Backend> f;
  const core::CommunityId community = f.add_community(f.add_user("ines"), "first");
  core::Emoji lamp{core::EmojiId(f.id()), community, core::FileId(8), "lamp", core::UserId(9)};
  const core::Emoji bell{core::EmojiId(f.id()), community, core::FileId(9), "bell", core::UserId(9)};
  f.change([&](Transaction& tx) {
    tx.put_emoji(bell);
    tx.put_emoji(lamp);
  });
  CHECK(f.look([&](Reader& r) { return r.emojis_of(community); }) == std::vector{lamp, bell});
  f.change([&](Transaction& tx) {
    tx.detach_emoji(lamp.id);
    tx.detach_emoji(core::EmojiId(4));
  });
  lamp.detached = true;
  CHECK(f.look([&](Reader& r) { return r.emoji(lamp.id); }) == lamp);
  CHECK(f.look([&](Reader& r) { return r.emojis_of(community); }) == std::vector{bell});
  CHECK(f.look([&](Reader& r) { return r.community_snapshot(community); })->state.emojis == std::vector{bell});
}

TEST_CASE_TEMPLATE("communities: a snapshot has everything as of one event", Backend, STORE_ADAPTERS) {
  Fixture<Backend> f;
  const core::UserId ines = f.add_user("ines"), otto = f.add_user("otto");
  const core::CommunityId community = f.add_community(ines, "first");
  f.add_community(otto, "second");
  const core::ChannelId channel = f.add_channel(community, "general");
  const core::Emoji emoji{core::EmojiId(f.id()), community, core::FileId(8), "lamp", ines};
  f.change([&](Transaction& tx) {
    tx.insert_member(full_member(community, otto));
    tx.put_emoji(emoji);
    tx.put_role({core::RoleId(5), community, "keeper", 1, {}, {}});
    tx.append_event(core::stream_of(community), 5, core::EmojiCreated{emoji});
    tx.append_event(core::stream_of(community), 6, core::MemberLeft{core::UserId(4)});
  });
  auto snapshot = f.look([&](Reader& r) { return r.community_snapshot(community); });
  REQUIRE(snapshot);
  CHECK(snapshot->state.community.slug == "first");
  CHECK(snapshot->state.number == 2);
  REQUIRE(snapshot->state.channels.size() == 1);
  CHECK(snapshot->state.channels[0].id == channel);
  CHECK(snapshot->state.categories.size() == 1);
  CHECK(snapshot->state.roles.size() == 1);
  CHECK(snapshot->state.emojis == std::vector{emoji});
  REQUIRE(snapshot->state.members.size() == 2);
  CHECK(snapshot->state.members[0].user == ines);
  CHECK(snapshot->state.members[1].full(community) == full_member(community, otto));
  REQUIRE(snapshot->users.size() == 2);
  CHECK(snapshot->users[0].username == "ines");
  CHECK(snapshot->users[1].username == "otto");
  CHECK_FALSE(f.look([&](Reader& r) { return r.community_snapshot(core::CommunityId(3)); }));
}

}  // namespace store::suite
