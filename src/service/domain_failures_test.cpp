// A failing n-th operation: each use case is run with its first, second, third ... call of the store broken. Nothing of it
// may be left, nothing may be told, and when no call fails it goes through.
#include <doctest/doctest.h>

#include <functional>
#include <string>
#include <vector>

#include "service/bans.h"
#include "tests/support/all_or_nothing.h"
#include "tests/support/service_world.h"

using namespace service;
using testing_support::ServiceWorld;

namespace {

/// A world with something of everything in it.
struct Scene {
  ServiceWorld world;
  Actor ines = world.person("ines"), otto = world.person("otto"), vera = world.person("vera");
  ServiceWorld::Place place = world.community(ines);
  core::CategoryId category = world.category(ines, place.id, "more"), third = world.category(ines, place.id, "third");
  core::ChannelId side = world.channel(ines, place.id, "side"), inside = world.channel(ines, place.id, "inside", category);
  core::EmojiId emoji = world.emoji(ines, place.id, "anchor");
  core::FileId file = world.file(core::FileBucket::attachments), picture = world.file(core::FileBucket::emojis);
  core::MessageId message, answer;

  Scene() {
    world.join(otto, place.id);
    message = world.say(otto, place.general, "hello");
    answer = world.say(ines, place.general, "answer", message);
    world.react(ines, place.general, message, emoji);
    world.arrange([&](store::Transaction& tx) {
      tx.put_one_time_code({otto.user, core::CodePurpose::verify_email, 111111, world.clock.unix_ms() + 1000});
      tx.put_one_time_code({otto.user, core::CodePurpose::reset_password, 222222, world.clock.unix_ms() + 1000});
    });
    world.take_events();
  }

  /// All that the store would tell of it, in a form that compares.
  struct Facts {
    std::vector<core::User> users;
    std::vector<core::Account> accounts;
    std::vector<core::LoginSession> logins;
    std::vector<std::int32_t> codes;
    std::vector<core::CommunityState> communities;
    std::vector<core::Message> messages;
    std::vector<std::uint64_t> numbers;
    bool banned = false, slug_taken = false, name_taken = false;
    bool operator==(const Facts&) const = default;
  };
  Facts facts() {
    return world.read([&](store::Reader& reader, auto) {
      Facts f;
      for (core::UserId id : {ines.user, otto.user, vera.user}) {
        f.users.push_back(*reader.user(id));
        f.accounts.push_back(*reader.account(id));
        for (const auto& login : reader.login_sessions_of(id)) f.logins.push_back(login);
        for (auto purpose : {core::CodePurpose::verify_email, core::CodePurpose::reset_password}) {
          const auto code = reader.one_time_code(id, purpose);
          f.codes.push_back(code ? code->code : 0);
        }
        f.numbers.push_back(reader.stream_number(core::stream_of(id)));
        for (core::CommunityId community : reader.communities_of(id)) f.numbers.push_back(community.value);
      }
      f.communities.push_back(reader.community_snapshot(place.id)->state);
      for (core::ChannelId channel : {place.general, side, inside}) {
        for (const auto& row : reader.messages(channel, {})) f.messages.push_back(row);
      }
      f.banned = reader.is_banned(place.id, otto.user);
      f.slug_taken = reader.community_by_slug("new").has_value();
      f.name_taken = reader.user_by_username("new").has_value();
      return f;
    });
  }
};

using UseCase = std::function<bool(Scene&, store::Transaction&, Context)>;
struct Case {
  std::string name;
  UseCase run;
};

std::vector<Case> use_cases() {
  core::CommunityEdit community;
  community.name = std::string("n");
  core::MemberEdit member;
  member.nickname = std::string("n");
  core::ChannelEdit channel;
  channel.position = 0;
  EditMessage edit;
  edit.content = std::string("edited");
  ProfileEdit profile;
  profile.bio = std::string("bio");
  return {
      {"register_user",
       [](Scene&, auto& tx, Context at) {
         return register_user(tx, at, {"new", "new@example.org", "hash", false, 123456}).has_value();
       }},
      {"create_login",
       [](Scene& s, auto& tx, Context at) {
         NewLogin login;
         login.user = s.vera.user;
         login.token_hash[31] = 1;
         return create_login(tx, at, login).has_value();
       }},
      {"delete_login",
       [](Scene& s, auto& tx, Context at) { return delete_login(tx, at, s.otto, s.otto.login).has_value(); }},
      {"edit_account",
       [](Scene& s, auto& tx, Context at) {
         return edit_account(tx, at, s.otto, {"new", "new@example.org", "hash"}, false).has_value();
       }},
      {"edit_profile", [=](Scene& s, auto& tx, Context at) { return edit_profile(tx, at, s.otto, profile).has_value(); }},
      {"delete_account", [](Scene& s, auto& tx, Context at) { return delete_account(tx, at, s.otto.user).has_value(); }},
      {"verify_email", [](Scene& s, auto& tx, Context at) { return verify_email(tx, at, s.otto.user, 111111).has_value(); }},
      {"reset_password",
       [](Scene& s, auto& tx, Context at) { return reset_password(tx, at, s.otto.user, 222222, "h").has_value(); }},
      {"set_password", [](Scene& s, auto& tx, Context at) { return set_password(tx, at, s.otto.user, "h").has_value(); }},
      {"create_community",
       [](Scene& s, auto& tx, Context at) {
         NewCommunity input;
         input.slug = "new";
         return create_community(tx, at, s.vera, input).has_value();
       }},
      {"edit_community",
       [=](Scene& s, auto& tx, Context at) { return edit_community(tx, at, s.ines, s.place.id, community).has_value(); }},
      {"join_community",
       [](Scene& s, auto& tx, Context at) { return join_community(tx, at, s.vera, s.place.id).has_value(); }},
      {"edit_member", [=](Scene& s, auto& tx,
                          Context at) { return edit_member(tx, at, s.ines, s.place.id, s.otto.user, member).has_value(); }},
      {"remove_member",
       [](Scene& s, auto& tx, Context at) { return remove_member(tx, at, s.ines, s.place.id, s.otto.user).has_value(); }},
      {"ban", [](Scene& s, auto& tx, Context at) { return ban(tx, at, s.place.id, s.otto.user, {}).has_value(); }},
      {"create_category",
       [](Scene& s, auto& tx, Context at) { return create_category(tx, at, s.ines, s.place.id, "c").has_value(); }},
      {"edit_category",
       [](Scene& s, auto& tx, Context at) {
         return edit_category(tx, at, s.ines, s.place.id, s.third, {std::string("c"), 1}).has_value();
       }},
      {"delete_category",
       [](Scene& s, auto& tx, Context at) { return delete_category(tx, at, s.ines, s.place.id, s.category).has_value(); }},
      {"create_channel",
       [](Scene& s, auto& tx, Context at) {
         return create_channel(tx, at, s.ines, s.place.id, {"c", core::ChannelKind::text, {}, {}}).has_value();
       }},
      {"edit_channel", [=](Scene& s, auto& tx,
                           Context at) { return edit_channel(tx, at, s.ines, s.place.id, s.side, channel).has_value(); }},
      {"delete_channel", [](Scene& s, auto& tx,
                            Context at) { return delete_channel(tx, at, s.ines, s.place.id, s.place.general).has_value(); }},
      {"create_emoji",
       [](Scene& s, auto& tx, Context at) {
         return create_emoji(tx, at, s.otto, s.place.id, NewEmoji{s.picture, "e"}).has_value();
       }},
      {"rename_emoji",
       [](Scene& s, auto& tx, Context at) { return rename_emoji(tx, at, s.ines, s.emoji, "e").has_value(); }},
      {"delete_emoji", [](Scene& s, auto& tx, Context at) { return delete_emoji(tx, at, s.ines, s.emoji).has_value(); }},
      {"create_message",
       [](Scene& s, auto& tx, Context at) {
         NewMessage input = ServiceWorld::text(s.place.general, "x", s.answer);
         input.attachments = {{s.file, {}, false}};
         return create_message(tx, at, s.otto, input).has_value();
       }},
      {"edit_message",
       [=](Scene& s, auto& tx, Context at) {
         return edit_message(tx, at, s.otto, s.place.general, s.message, edit).has_value();
       }},
      {"delete_message", [](Scene& s, auto& tx,
                            Context at) { return delete_message(tx, at, s.ines, s.place.general, s.message).has_value(); }},
      {"add_reaction",
       [](Scene& s, auto& tx, Context at) {
         return add_reaction(tx, at, s.otto, s.place.general, s.message, s.emoji).has_value();
       }},
      {"remove_reaction",
       [](Scene& s, auto& tx, Context at) {
         return remove_reaction(tx, at, s.ines, s.place.general, s.message, s.emoji).has_value();
       }},
      {"clear_reactions",
       [](Scene& s, auto& tx, Context at) {
         return clear_reactions(tx, at, s.otto, s.place.general, s.message).has_value();
       }},
      {"add_embeds",
       [](Scene& s, auto& tx, Context at) {
         return add_embeds(tx, at, s.message, "hello", {core::ImageEmbed{"u", 1, 1}}).has_value();
       }},
  };
}

}  // namespace

TEST_CASE("failures: a use case whose n-th call of the store fails leaves nothing behind") {
  for (const Case& c : use_cases()) {
    CAPTURE(c.name);
    testing_support::check_all_or_nothing<Scene>(c.run);
  }
}
