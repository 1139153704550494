// What every adapter promises about invites, webhooks and audit entries, and what goes with a channel or a community.
#include "store/store_suite.h"

namespace store::suite {
namespace {

template <typename Backend>
struct Town : Fixture<Backend> {
  core::UserId ines = this->add_user("ines");
  core::CommunityId community = this->add_community(ines, "town");
  core::ChannelId hall = this->add_channel(community, "hall");
  core::ChannelId lamp = this->add_channel(community, "lamp", 1);

  core::Invite invite(const std::string& code, core::ChannelId channel) { return {code, community, channel, ines}; }
  core::Webhook webhook(core::ChannelId channel) {
    core::Webhook w;
    w.id = core::WebhookId(this->id());
    w.community = community;
    w.channel = channel;
    w.creator = ines;
    w.name = "Bell";
    w.avatar = core::FileId(8);
    w.permissions = 5;
    return w;
  }
};

}  // namespace

TEST_CASE_TEMPLATE("invites: by code and by community", Backend, STORE_ADAPTERS) {
  Town<Backend> f;
  const core::Invite one = f.invite("a1", f.hall), other = f.invite("A1", f.lamp);
  f.change([&](Transaction& tx) {
    tx.put_invite(one);
    tx.put_invite(other);
  });
  CHECK(f.look([&](Reader& r) { return r.invite("a1"); }) == one);
  CHECK(f.look([&](Reader& r) { return r.invites_of(f.community); }) == std::vector{other, one});
  CHECK_FALSE(f.look([&](Reader& r) { return r.invite("a2"); }));
  f.change([&](Transaction& tx) {
    CHECK(tx.delete_invite("a1"));
    CHECK_FALSE(tx.delete_invite("a1"));
  });
  CHECK(f.look([&](Reader& r) { return r.invites_of(f.community); }) == std::vector{other});
}

TEST_CASE_TEMPLATE("webhooks: by id and by channel", Backend, STORE_ADAPTERS) {
  Town<Backend> f;
  core::Webhook one = f.webhook(f.hall);
  const core::Webhook other = f.webhook(f.hall), elsewhere = f.webhook(f.lamp);
  f.change([&](Transaction& tx) {
    for (const core::Webhook& w : {elsewhere, other, one}) tx.put_webhook(w);
  });
  CHECK(f.look([&](Reader& r) { return r.webhook(one.id); }) == one);
  CHECK(f.look([&](Reader& r) { return r.webhooks_of(f.hall); }) == std::vector{one, other});
  one.name = "Gong";
  one.avatar.reset();
  one.permissions = core::permission::all;
  f.change([&](Transaction& tx) {
    tx.put_webhook(one);
    CHECK(tx.delete_webhook(other.id));
    CHECK_FALSE(tx.delete_webhook(other.id));
  });
  CHECK(f.look([&](Reader& r) { return r.webhooks_of(f.hall); }) == std::vector{one});
}

TEST_CASE_TEMPLATE("audit: entries by who, what and when, newest first", Backend, STORE_ADAPTERS) {
  Town<Backend> f;
  const core::UserId otto = f.add_user("otto");
  std::vector<core::AuditEntry> e;
  auto add = [&](core::UserId user, std::uint64_t target, const std::string& type, std::optional<std::string> reason) {
    e.push_back({core::AuditEntryId(f.id()), f.community, user, target, type, R"({"id":1})", reason});
  };
  add(f.ines, 5, "MemberKick", "spam");
  add(otto, 5, "MemberBan", std::nullopt);
  add(f.ines, 6, "RoleDelete", std::nullopt);
  const std::int64_t later_ms = f.clock.unix_ms() + 10'000;
  f.clock.step_unix_ms(later_ms);
  add(otto, 0, "ChannelCreate", std::nullopt);
  core::AuditEntry elsewhere = e[0];
  elsewhere.id = core::AuditEntryId(f.id());
  elsewhere.community = core::CommunityId(4);
  f.change([&](Transaction& tx) {
    tx.insert_audit_entry(elsewhere);
    for (const core::AuditEntry& entry : e) tx.insert_audit_entry(entry);
  });
  auto entries = [&](auto adjust) {
    Reader::AuditQuery query;
    query.community = f.community;
    adjust(query);
    return f.look([&](Reader& r) { return r.audit_entries(query); });
  };
  using Query = Reader::AuditQuery;
  CHECK(entries([](Query&) {}) == std::vector{e[3], e[2], e[1], e[0]});
  CHECK(entries([](Query& q) { q.limit = 2; }) == std::vector{e[3], e[2]});
  CHECK(entries([&](Query& q) { q.user = otto; }) == std::vector{e[3], e[1]});
  CHECK(entries([](Query& q) { q.target = 5; }) == std::vector{e[1], e[0]});
  CHECK(entries([](Query& q) { q.types = {"RoleDelete", "MemberKick"}; }) == std::vector{e[2], e[0]});
  CHECK(entries([&](Query& q) { q.before = e[2].id; }) == std::vector{e[1], e[0]});
  CHECK(entries([&](Query& q) { q.after = e[2].id; }) == std::vector{e[3]});
  CHECK(entries([&](Query& q) { q.user = f.ines, q.target = 6, q.limit = 1; }) == std::vector{e[2]});

  f.change([&](Transaction& tx) { tx.delete_audit_entries_before(later_ms); });
  CHECK(entries([](Query&) {}) == std::vector{e[3]});
}

TEST_CASE_TEMPLATE("deletion: a channel goes with what leads to it", Backend, STORE_ADAPTERS) {
  Town<Backend> f;
  const core::Webhook gone = f.webhook(f.hall), stays = f.webhook(f.lamp);
  f.change([&](Transaction& tx) {
    tx.put_invite(f.invite("hall", f.hall));
    tx.put_invite(f.invite("lamp", f.lamp));
    tx.put_webhook(gone);
    tx.put_webhook(stays);
    tx.delete_channel(f.hall);
  });
  CHECK_FALSE(f.look([&](Reader& r) { return r.invite("hall"); }));
  CHECK(f.look([&](Reader& r) { return r.invite("lamp"); }));
  CHECK_FALSE(f.look([&](Reader& r) { return r.webhook(gone.id); }));
  CHECK(f.look([&](Reader& r) { return r.webhook(stays.id); }) == stays);
}

TEST_CASE_TEMPLATE("deletion: a community goes with all that is in it", Backend, STORE_ADAPTERS) {
  Town<Backend> f;
  const core::UserId otto = f.add_user("otto");
  const core::CommunityId other = f.add_community(otto, "other");
  const core::ChannelId elsewhere = f.add_channel(other, "elsewhere");
  const core::MessageId here = f.add_message(f.hall, f.ines, "one"), there = f.add_message(elsewhere, otto, "two");
  core::Emoji lamp{core::EmojiId(f.id()), f.community, core::FileId(8), "lamp", f.ines};
  const core::Webhook webhook = f.webhook(f.hall);
  const core::AuditEntry entry{core::AuditEntryId(f.id()), f.community, f.ines, 5, "MemberKick", "{}", std::nullopt};
  f.change([&](Transaction& tx) {
    tx.insert_member(full_member(f.community, otto));
    tx.put_ban({f.community, core::UserId(7), {}});
    tx.put_role(full_role(core::RoleId(5), f.community));
    tx.put_emoji(lamp);
    tx.add_reaction(there, otto, lamp.id);
    tx.put_invite(f.invite("a1", f.hall));
    tx.put_webhook(webhook);
    tx.put_read(otto, f.hall, here);
    tx.insert_audit_entry(entry);
    tx.append_event(core::stream_of(f.community), 1, core::MemberLeft{core::UserId(7)});
    tx.delete_community(f.community);
    CHECK(tx.append_event(core::stream_of(f.community), 2, core::CommunityDeleted{})->number == 2);
    tx.delete_community(f.community);
  });
  lamp.detached = true;
  REQUIRE(read(*f.store, [&](Reader& r) {
    CHECK_FALSE(r.community(f.community));
    CHECK_FALSE(r.community_by_slug("town"));
    CHECK_FALSE(r.community_snapshot(f.community));
    CHECK(r.communities_of(f.ines).empty());
    CHECK(r.communities_of(otto) == std::vector{other});
    CHECK_FALSE(r.member(f.community, otto));
    CHECK_FALSE(r.is_banned(f.community, core::UserId(7)));
    CHECK(r.roles_of(f.community).empty());
    CHECK(r.categories_of(f.community).empty());
    CHECK(r.channels_of(f.community).empty());
    CHECK_FALSE(r.channel(f.hall));
    CHECK_FALSE(r.message(here));
    CHECK(r.message(there)->reactions.empty());
    CHECK_FALSE(r.invite("a1"));
    CHECK_FALSE(r.webhook(webhook.id));
    CHECK(r.read_states_of(otto).empty());
    CHECK(r.emoji(lamp.id) == lamp);
    CHECK(r.audit_entries({.community = f.community, .user = {}, .target = {}, .types = {}, .before = {}, .after = {}}) ==
          std::vector{entry});
    CHECK(r.events(core::stream_of(f.community), 0, 9).size() == 2);
    CHECK(r.community(other));
  }));
  f.add_community(f.ines, "town");
}

}  // namespace store::suite
