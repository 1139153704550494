// What every adapter promises about messages and reactions.
#include "store/store_suite.h"

namespace store::suite {
namespace {

template <typename Backend>
struct Talk : Fixture<Backend> {
  core::UserId ines = this->add_user("ines");
  core::UserId otto = this->add_user("otto");
  core::CommunityId community = this->add_community(ines, "first");
  core::ChannelId channel = this->add_channel(community, "general");

  std::vector<core::MessageId> ids(const Reader::MessageRange& range) {
    std::vector<core::MessageId> found;
    for (auto& m : this->look([&](Reader& r) { return r.messages(channel, range); })) found.push_back(m.id);
    return found;
  }
  std::vector<core::Reaction> reactions(core::MessageId id) {
    return this->look([&](Reader& r) { return r.message(id); })->reactions;
  }
};

}  // namespace

TEST_CASE_TEMPLATE("messages: one comes back as it was stored", Backend, STORE_ADAPTERS) {
  Talk<Backend> f;
  core::Message message = full_message(core::MessageId(f.id()), f.channel, f.community, f.ines);
  core::Message bare;
  bare.id = core::MessageId(f.id());
  bare.channel = f.channel;
  bare.community = f.community;
  bare.author = f.otto;
  f.change([&](Transaction& tx) {
    tx.insert_message(message);
    tx.insert_message(bare);
    CHECK(tx.message(message.id) == message);
  });
  CHECK(f.look([&](Reader& r) { return r.message(message.id); }) == message);
  CHECK(f.look([&](Reader& r) { return r.message(bare.id); }) == bare);
  CHECK(f.look([&](Reader& r) { return r.messages(f.channel, {}); }) == std::vector{message, bare});
  CHECK_FALSE(f.look([&](Reader& r) { return r.message(core::MessageId(5)); }));
}

TEST_CASE_TEMPLATE("messages: an update changes all but the reactions, the place and the author", Backend, STORE_ADAPTERS) {
  Talk<Backend> f;
  core::Message message = full_message(core::MessageId(f.id()), f.channel, f.community, f.ines);
  f.change([&](Transaction& tx) {
    tx.insert_message(message);
    tx.add_reaction(message.id, f.otto, std::string("👍"));
  });
  core::Message changed = message;
  changed.content.reset();
  changed.attachments.clear();
  changed.embeds.pop_back();
  changed.edited_ms = 5;
  changed.pinned = false;
  changed.flags = 0;
  changed.replies.pop_back();
  changed.masquerade.reset();
  changed.mentions.clear();
  changed.role_mentions = {core::RoleId(1), core::RoleId(2)};
  changed.note.reset();
  changed.webhook->name = "Gong";
  changed.interactions->restrict_reactions = false;
  core::Message given = changed;
  given.author = core::kDeletedUser;
  given.channel = core::ChannelId(4);
  given.community = core::CommunityId(5);
  given.reactions = {{std::string("👎"), {f.ines}}};
  f.change([&](Transaction& tx) { tx.update_message(given); });
  changed.reactions = {{std::string("👍"), {f.otto}}};
  CHECK(f.look([&](Reader& r) { return r.message(message.id); }) == changed);
}

TEST_CASE_TEMPLATE("messages: the newest of a range, in ascending order", Backend, STORE_ADAPTERS) {
  Talk<Backend> f;
  const core::ChannelId elsewhere = f.add_channel(f.community, "elsewhere", 1);
  std::vector<core::MessageId> all;
  for (int i = 0; i < 10; ++i) {
    all.push_back(f.add_message(f.channel, f.ines, std::to_string(i)));
    f.add_message(elsewhere, f.ines, "noise");
  }
  auto part = [&](std::size_t from, std::size_t to) {
    return std::vector(all.begin() + static_cast<std::ptrdiff_t>(from), all.begin() + static_cast<std::ptrdiff_t>(to));
  };
  CHECK(f.ids({}) == all);
  CHECK(f.ids({.limit = 3}) == part(7, 10));
  CHECK(f.ids({.before = all[5], .limit = 3}) == part(2, 5));
  CHECK(f.ids({.after = all[5], .limit = 3}) == part(7, 10));
  CHECK(f.ids({.after = all[5]}) == part(6, 10));
  CHECK(f.ids({.before = all[7], .after = all[2]}) == part(3, 7));
  CHECK(f.ids({.before = all[7], .after = all[2], .limit = 2}) == part(5, 7));
  CHECK(f.ids({.before = all[2], .after = all[7]}).empty());
  CHECK(f.ids({.before = all[2], .after = all[2]}).empty());
  CHECK(f.ids({.before = core::MessageId(~0ull)}) == all);
  CHECK(f.ids({.after = core::MessageId(~0ull)}).empty());
  CHECK(f.ids({.before = core::MessageId(0)}).empty());
  CHECK(f.ids({.after = core::MessageId(0)}) == all);
}

TEST_CASE_TEMPLATE("messages: deleting one, and deleting a channel", Backend, STORE_ADAPTERS) {
  Talk<Backend> f;
  const auto first = f.add_message(f.channel, f.ines, "one"), second = f.add_message(f.channel, f.ines, "two");
  f.change([&](Transaction& tx) { tx.delete_message(first); });
  CHECK_FALSE(f.look([&](Reader& r) { return r.message(first); }));
  CHECK(f.ids({}) == std::vector{second});
  f.change([&](Transaction& tx) {
    tx.delete_channel(f.channel);
    CHECK_FALSE(tx.message(second));
    CHECK(tx.messages(f.channel, {}).empty());
  });
  CHECK_FALSE(f.look([&](Reader& r) { return r.message(second); }));
  CHECK(f.ids({}).empty());
}

TEST_CASE_TEMPLATE("messages: the author of one is kDeletedUser once the account is gone", Backend, STORE_ADAPTERS) {
  Talk<Backend> f;
  const auto message = f.add_message(f.channel, f.otto, "bye");
  f.change([&](Transaction& tx) {
    core::User otto = *tx.user(f.otto);
    otto.deleted = true;
    tx.update_user(otto);
  });
  CHECK(f.look([&](Reader& r) { return r.message(message); })->author == core::kDeletedUser);
  CHECK(f.look([&](Reader& r) { return r.messages(f.channel, {}); })[0].author == core::kDeletedUser);
}

TEST_CASE_TEMPLATE("reactions: emojis by their first reaction, people in the order of reacting", Backend, STORE_ADAPTERS) {
  Talk<Backend> f;
  const auto message = f.add_message(f.channel, f.ines, "hi");
  const core::Emoji lamp{core::EmojiId(f.id()), f.community, core::FileId(8), "lamp", f.ines};
  f.change([&](Transaction& tx) {
    tx.put_emoji(lamp);
    CHECK(tx.add_reaction(message, f.otto, lamp.id));
    CHECK(tx.add_reaction(message, f.otto, std::string("👍")));
    CHECK(tx.add_reaction(message, f.ines, std::string("👍")));
    CHECK(tx.add_reaction(message, f.ines, lamp.id));
    CHECK_FALSE(tx.add_reaction(message, f.ines, lamp.id));
    CHECK_FALSE(tx.add_reaction(message, f.ines, std::string("👍")));
  });
  const core::Reaction lamps{lamp, {f.otto, f.ines}}, thumbs{std::string("👍"), {f.otto, f.ines}};
  CHECK(f.reactions(message) == std::vector{lamps, thumbs});
  CHECK(f.look([&](Reader& r) { return r.messages(f.channel, {}); })[0].reactions == std::vector{lamps, thumbs});

  f.change([&](Transaction& tx) {
    CHECK(tx.remove_reaction(message, f.otto, lamp.id));
    CHECK_FALSE(tx.remove_reaction(message, f.otto, lamp.id));
    CHECK_FALSE(tx.remove_reaction(message, f.otto, std::string("👎")));
  });
  CHECK(f.reactions(message) == std::vector{thumbs, core::Reaction{lamp, {f.ines}}});

  f.change([&](Transaction& tx) { tx.detach_emoji(lamp.id); });
  CHECK(f.reactions(message) == std::vector{thumbs});
  f.change([&](Transaction& tx) {
    CHECK(tx.clear_reactions(message) == 2);
    CHECK(tx.clear_reactions(message) == 0);
  });
  CHECK(f.reactions(message).empty());
}

TEST_CASE_TEMPLATE("reactions: everybody's with one emoji can go at once", Backend, STORE_ADAPTERS) {
  Talk<Backend> f;
  const auto message = f.add_message(f.channel, f.ines, "hi"), other = f.add_message(f.channel, f.ines, "ho");
  core::Emoji lamp{core::EmojiId(f.id()), f.community, core::FileId(8), "lamp", f.ines};
  lamp.animated = true;
  lamp.nsfw = true;
  const core::ReactionKey thumb(std::string("👍"));
  f.change([&](Transaction& tx) {
    tx.put_emoji(lamp);
    for (core::UserId user : {f.otto, f.ines}) {
      tx.add_reaction(message, user, lamp.id);
      tx.add_reaction(message, user, thumb);
      tx.add_reaction(other, user, thumb);
    }
    CHECK(tx.remove_reactions_of(message, thumb));
    CHECK_FALSE(tx.remove_reactions_of(message, thumb));
  });
  CHECK(f.reactions(message) == std::vector{core::Reaction{lamp, {f.otto, f.ines}}});
  CHECK(f.reactions(other).size() == 1);
  f.change([&](Transaction& tx) { CHECK(tx.remove_reactions_of(message, lamp.id)); });
  CHECK(f.reactions(message).empty());
}

TEST_CASE_TEMPLATE("reactions: they go with their message", Backend, STORE_ADAPTERS) {
  Talk<Backend> f;
  const auto message = f.add_message(f.channel, f.ines, "hi");
  f.change([&](Transaction& tx) {
    tx.add_reaction(message, f.otto, std::string("👍"));
    tx.delete_message(message);
    CHECK(tx.clear_reactions(message) == 0);
  });
}

}  // namespace store::suite
