// ServiceWorld: use cases on a store in memory, with verbs for what most cases begin with. Everything happens on the test's
// thread; the clock moves by hand.
#pragma once

#include <doctest/doctest.h>

#include <exception>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "service/accounts.h"
#include "service/communities.h"
#include "service/messages.h"
#include "store/memory/memory_store.h"

namespace testing_support {

/// What a failed call must say.
inline void check_error(const base::Error& error, base::ErrorKind kind, std::string_view subject) {
  CHECK(error.kind == kind);
  CHECK(error.subject == subject);
}
#define CHECK_FAILS(call, kind, subject)                                                  \
  do {                                                                                    \
    auto checked_result = (call);                                                         \
    REQUIRE_FALSE(checked_result.has_value());                                            \
    testing_support::check_error(checked_result.error(), base::ErrorKind::kind, subject); \
  } while (false)

class ServiceWorld {
 public:
  ServiceWorld() {
    store.set_commit_listener([this](std::span<const core::EventRef> committed) {
      events_.insert(events_.end(), committed.begin(), committed.end());
    });
  }

  base::ManualClock clock;
  store::memory::MemoryStore store{clock};

  service::Context context() const { return {clock.unix_ms()}; }

  /// Runs `use_case(tx, context)` as one unit and hands on its result.
  template <typename UseCase>
  auto write(UseCase use_case) {
    std::optional<decltype(use_case(std::declval<store::Transaction&>(), service::Context{}))> result;
    store.write(
        [&](store::Transaction& tx) -> base::Result<void> {
          result.emplace(use_case(tx, context()));
          if (!*result) return base::pass(*result);
          return {};
        },
        [](base::Result<void>) {});
    REQUIRE(result.has_value());
    return *std::move(result);
  }
  template <typename UseCase>
  auto read(UseCase use_case) {
    std::optional<decltype(use_case(std::declval<store::Reader&>(), service::Context{}))> result;
    store.read([&](store::Reader& reader) { result.emplace(use_case(reader, context())); }, [](base::Result<void>) {});
    REQUIRE(result.has_value());
    return *std::move(result);
  }
  /// Changes rows directly, without events: for what no use case does.
  template <typename Change>
  void arrange(Change change) {
    store.write(
        [&](store::Transaction& tx) -> base::Result<void> {
          change(tx);
          return {};
        },
        [](base::Result<void> done) { REQUIRE(done.has_value()); });
  }

  // --- what has been told
  // ---------------------------------------------------------------------------------------------------
  /// Committed since the last call.
  std::vector<core::EventRef> take_events() { return std::exchange(events_, {}); }
  /// The only event since then, which must be a Body of that stream.
  template <typename Body>
  Body take_event(core::StreamId stream) {
    auto events = take_events();
    REQUIRE(events.size() == 1);
    CHECK(events[0]->stream == stream);
    CHECK(events[0]->time_ms == clock.unix_ms());
    const Body* body = std::get_if<Body>(&events[0]->body);
    REQUIRE(body != nullptr);
    return *body;
  }
  template <typename Body>
  Body take_event(core::CommunityId community) {
    return take_event<Body>(core::stream_of(community));
  }
  bool quiet() const { return events_.empty(); }

  // --- people
  // -----------------------------------------------------------------------------------------------------------------
  /// Registers `name` with the address name@example.org and the password hash "hash-name", and logs in.
  service::Actor person(const std::string& name) {
    service::Registration registration;
    registration.username = name;
    registration.email = name + "@example.org";
    registration.password_hash = "hash-" + name;
    auto self = write([&](auto& tx, auto at) { return service::register_user(tx, at, registration); });
    REQUIRE(self.has_value());
    return login(self->user.id);
  }
  service::Actor login(core::UserId user) {
    service::NewLogin login;
    login.user = user;
    login.token_hash[0] = static_cast<unsigned char>(++tokens_);
    login.token_hash[1] = static_cast<unsigned char>(tokens_ >> 8);
    login.platform = "linux";
    login.client = "test";
    login.ip = "127.0.0.1";
    auto session = write([&](auto& tx, auto at) { return service::create_login(tx, at, login); });
    REQUIRE(session.has_value());
    return {user, session->id};
  }
  core::User user(core::UserId id) {
    return *read([&](store::Reader& reader, auto) { return reader.user(id); });
  }
  void remove_account(core::UserId id) {
    REQUIRE(write([&](auto& tx, auto at) { return service::delete_account(tx, at, id); }).has_value());
  }

  // --- communities
  // --------------------------------------------------------------------------------------------------------------
  struct Place {
    core::CommunityId id;
    core::ChannelId general;
  };
  Place community(service::Actor owner, const std::string& slug = "harbour") {
    service::NewCommunity input;
    input.slug = slug;
    auto made = write([&](auto& tx, auto at) { return service::create_community(tx, at, owner, input); });
    REQUIRE(made.has_value());
    return {made->state.community.id, made->state.channels.at(0).id};
  }
  void join(service::Actor who, core::CommunityId community) {
    REQUIRE(write([&](auto& tx, auto at) { return service::join_community(tx, at, who, community); }).has_value());
  }
  void leave(service::Actor who, core::CommunityId community) {
    REQUIRE(write([&](auto& tx, auto at) { return service::remove_member(tx, at, who, community, who.user); }).has_value());
  }
  core::CategoryId category(service::Actor who, core::CommunityId community, const std::string& name) {
    return write([&](auto& tx, auto at) { return service::create_category(tx, at, who, community, name); })->id;
  }
  core::ChannelId channel(service::Actor who, core::CommunityId community, const std::string& name,
                          std::optional<core::CategoryId> category = {}, core::ChannelKind kind = core::ChannelKind::text) {
    service::NewChannel input{name, kind, {}, category};
    return write([&](auto& tx, auto at) { return service::create_channel(tx, at, who, community, input); })->id;
  }
  core::EmojiId emoji(service::Actor who, core::CommunityId community, const std::string& name) {
    const core::FileId picture = file(core::FileBucket::emojis);
    return write([&](auto& tx, auto at) {
             return service::create_emoji(tx, at, who, community, {picture, name, false, false, 0});
           })
        ->id;
  }
  /// A role with these permissions, given to these people.
  core::RoleId role(core::CommunityId community, std::int32_t rank, core::PermissionOverride permissions,
                    const std::vector<service::Actor>& holders) {
    core::Role role;
    arrange([&](store::Transaction& tx) {
      role = {core::RoleId(tx.next_id()), community, "role", rank, permissions};
      tx.put_role(role);
      for (service::Actor holder : holders) {
        core::Member member = *tx.member(community, holder.user);
        member.roles.push_back(role.id);
        tx.update_member(member);
      }
    });
    return role.id;
  }
  /// Nobody but the owner sees the channel any more, except holders of `shown_to`.
  void hide(core::ChannelId id, std::optional<core::RoleId> shown_to = {}) {
    arrange([&](store::Transaction& tx) {
      core::Channel channel = *tx.channel(id);
      channel.default_override = {0, core::permission::view_channel};
      if (shown_to) channel.role_overrides.push_back({*shown_to, {core::permission::view_channel, 0}});
      tx.put_channel(channel);
    });
  }
  /// Takes permissions from everybody without roles.
  void deny_all(core::CommunityId id, core::Permissions denied) {
    arrange([&](store::Transaction& tx) {
      core::Community community = *tx.community(id);
      community.default_permissions &= ~denied;
      tx.update_community(community);
    });
  }
  void time_out(core::CommunityId community, service::Actor who) {
    arrange([&](store::Transaction& tx) {
      core::Member member = *tx.member(community, who.user);
      member.timeout_until_ms = clock.unix_ms() + 1000;
      tx.update_member(member);
    });
  }
  core::CommunitySnapshot snapshot(core::CommunityId id) {
    return *read([&](store::Reader& reader, auto) { return reader.community_snapshot(id); });
  }

  // --- messages
  // -------------------------------------------------------------------------------------------------------------------
  core::FileId file(core::FileBucket bucket) {
    core::File file;
    arrange([&](store::Transaction& tx) {
      file.id = core::FileId(tx.next_id());
      file.bucket = bucket;
      file.name = "picture.png";
      file.content_type = "image/png";
      tx.insert_file(file);
    });
    return file.id;
  }
  static service::NewMessage text(core::ChannelId channel, const std::string& content,
                                  std::optional<core::MessageId> reply_to = {}) {
    service::NewMessage message;
    message.channel = channel;
    message.content = content;
    if (reply_to) message.replies.push_back(*reply_to);
    return message;
  }
  base::Result<service::MessageViewRef> try_say(service::Actor who, const service::NewMessage& message) {
    return write([&](auto& tx, auto at) { return service::create_message(tx, at, who, message); });
  }
  core::MessageId say(service::Actor who, core::ChannelId channel, const std::string& content,
                      std::optional<core::MessageId> reply_to = {}) {
    auto said = try_say(who, text(channel, content, reply_to));
    REQUIRE(said.has_value());
    return (*said)->message.id;
  }
  void react(service::Actor who, core::ChannelId channel, core::MessageId message, const core::ReactionKey& key) {
    REQUIRE(write([&](auto& tx, auto at) { return service::add_reaction(tx, at, who, channel, message, key); }).has_value());
  }
  std::optional<core::Message> stored(core::MessageId id) {
    return read([&](store::Reader& reader, auto) { return reader.message(id); });
  }

 private:
  std::vector<core::EventRef> events_;
  unsigned tokens_ = 0;
};

}  // namespace testing_support
