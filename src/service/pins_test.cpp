// Pinning, and deleting several messages at once.
#include <doctest/doctest.h>

#include "service/audit.h"
#include "service/messages.h"
#include "tests/support/service_world.h"

using namespace service;
using testing_support::ServiceWorld;
namespace permission = core::permission;
using Kind = core::SystemNote::Kind;

namespace {

struct Scene {
  ServiceWorld world;
  Actor ines = world.person("ines"), otto = world.person("otto"), uwe = world.person("uwe");
  ServiceWorld::Place place = world.community(ines);
  core::ChannelId general = place.general, side = world.channel(ines, place.id, "side");
  core::MessageId message;
  Scene() {
    world.join(otto, place.id);
    message = world.say(otto, general, "keep this");
    world.take_events();
  }
  Result<void> pin(Actor who, core::MessageId id, bool pinned = true) {
    return world.write([&](auto& tx, auto at) {
      return pinned ? pin_message(tx, at, who, general, id) : unpin_message(tx, at, who, general, id);
    });
  }
  Result<std::vector<core::MessageId>> remove(Actor who, const std::vector<core::MessageId>& ids) {
    return world.write([&](auto& tx, auto at) { return delete_messages(tx, at, who, general, ids); });
  }
  std::vector<AuditAction> log() {
    store::Reader::AuditQuery query;
    query.community = place.id;
    for (const auto type :
         {audit_type::message_delete, audit_type::message_bulk_delete, audit_type::message_pin, audit_type::message_unpin}) {
      query.types.emplace_back(type);
    }
    std::vector<AuditAction> actions;
    for (const auto& entry : world.read([&](store::Reader&reader, auto) { return reader.audit_entries(query); })) {
      CHECK(entry.user == ines.user);
      actions.push_back(read_audit_entry(entry));
    }
    return actions;
  }
};

/// The message changed and a note of the system followed.
void check_told(Scene& s, bool pinned) {
  const auto events = s.world.take_events();
  REQUIRE(events.size() == 2);
  const auto* updated = std::get_if<core::MessageUpdated>(&events[0]->body);
  REQUIRE(updated);
  CHECK(updated->channel == s.general);
  CHECK(updated->message == s.message);
  CHECK(updated->edit.pinned == core::Change<bool>(pinned));
  CHECK_FALSE(updated->edit.edited);
  CHECK(updated->edit.content.absent());
  const auto* created = std::get_if<core::MessageCreated>(&events[1]->body);
  REQUIRE(created);
  const core::Message& note = created->view->message;
  CHECK(note.author == core::kSystemUser);
  REQUIRE(note.note);
  CHECK(note.note->kind == (pinned ? Kind::message_pinned : Kind::message_unpinned));
  CHECK(note.note->message == s.message);
  CHECK(note.note->by == s.ines.user);
  CHECK(s.world.stored(note.id)->note == note.note);
}

}  // namespace

TEST_CASE("pin: set and taken away by those who may, told and noted") {
  Scene s;
  CHECK_FAILS(s.pin(s.otto, s.message), forbidden, "manage_messages");
  CHECK_FAILS(s.pin(s.uwe, s.message), not_member, "channel");
  CHECK_FAILS(s.pin(s.ines, core::MessageId(5)), not_found, "message");
  CHECK_FAILS(s.pin(s.ines, s.message, false), not_found, "pin");
  CHECK(s.world.quiet());
  REQUIRE(s.pin(s.ines, s.message));
  check_told(s, true);
  CHECK(s.world.stored(s.message)->pinned);
  CHECK_FALSE(s.world.stored(s.message)->edited_ms);
  CHECK_FAILS(s.pin(s.ines, s.message), already_exists, "pin");
  REQUIRE(s.pin(s.ines, s.message, false));
  check_told(s, false);
  CHECK_FALSE(s.world.stored(s.message)->pinned);

  const auto log = s.log();
  REQUIRE(log.size() == 2);
  CHECK(log[0].type == audit_type::message_unpin);
  CHECK(log[1].type == audit_type::message_pin);
  CHECK(log[1].message == s.message);
  CHECK(log[1].author == s.otto.user);
  CHECK(log[1].channel == s.general);
}

TEST_CASE("pin: in a direct channel by either of the two") {
  Scene s;
  s.world.arrange([&](store::Transaction& tx) {
    core::Community space;
    space.id = core::CommunityId(tx.next_id());
    space.kind = core::CommunityKind::direct;
    tx.insert_community(space);
    core::Category category;
    category.id = core::default_category_of(space.id);
    category.community = space.id;
    tx.put_category(category);
    core::Channel channel;
    channel.id = s.general = core::ChannelId(tx.next_id());
    channel.kind = core::ChannelKind::direct;
    channel.community = space.id;
    channel.category = category.id;
    tx.put_channel(channel);
    core::Member member;
    member.community = space.id;
    for (Actor who : {s.otto, s.uwe}) {
      member.user = who.user;
      tx.insert_member(member);
    }
    core::Message message;
    message.id = s.message = core::MessageId(tx.next_id());
    message.channel = channel.id;
    message.community = space.id;
    message.author = s.otto.user;
    message.content = "psst";
    tx.insert_message(message);
  });
  CHECK(s.pin(s.uwe, s.message));
  CHECK(s.pin(s.otto, s.message, false));
  CHECK_FAILS(s.pin(s.ines, s.message), not_member, "channel");
}

TEST_CASE("bulk delete: those of the channel go, in one event") {
  Scene s;
  const auto two = s.world.say(s.ines, s.general, "two"), last = s.world.say(s.otto, s.general, "last"),
             elsewhere = s.world.say(s.otto, s.side, "elsewhere");
  s.world.take_events();
  CHECK_FAILS(s.remove(s.otto, {s.message}), forbidden, "manage_messages");  // one's own too
  CHECK(*s.remove(s.ines, {core::MessageId(5), elsewhere}) == std::vector<core::MessageId>{});
  CHECK(s.world.quiet());
  const auto removed = s.remove(s.ines, {last, elsewhere, s.message, last, core::MessageId(5)});
  REQUIRE(removed);
  CHECK(*removed == std::vector{s.message, last});
  const auto told = s.world.take_event<core::MessagesDeleted>(s.place.id);
  CHECK(told.channel == s.general);
  CHECK(told.messages == *removed);
  CHECK(told.last_message == two);
  CHECK_FALSE(s.world.stored(last));
  CHECK(s.world.stored(elsewhere));
  const auto log = s.log();
  REQUIRE(log.size() == 1);
  CHECK(log[0].type == audit_type::message_bulk_delete);
  CHECK(log[0].count == 2);
}

TEST_CASE("delete: of others' messages the log knows") {
  Scene s;
  const auto own = s.world.say(s.ines, s.general, "own");
  const auto remove = [&](core::MessageId id) {
    return s.world.write([&](auto& tx, auto at) { return delete_message(tx, at, s.ines, s.general, id); });
  };
  REQUIRE(remove(own));
  CHECK(s.log().empty());
  REQUIRE(remove(s.message));
  const auto log = s.log();
  REQUIRE(log.size() == 1);
  CHECK(log[0].type == audit_type::message_delete);
  CHECK(log[0].author == s.otto.user);
  CHECK(log[0].channel == s.general);
}
