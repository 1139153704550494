// Every example frame of servers, people and the connection itself is read and written as it is, in both encodings.
#include "proto/bonfire/test_frames.h"
#include "wire/json.h"
#include "wire/msgpack.h"

namespace {

using namespace bonfire;
using bonfire::testing::check_round_trips;
using testing_support::canonical;

struct Round {
  template <typename T>
  void operator()(const std::string& text) const {
    const auto event = wire::from_json<T>(text);
    if (!event) FAIL(event.error().text());
    CHECK(canonical(encode_event(*event, Encoding::json)) == canonical(text));
    const auto again = wire::from_msgpack<T>(encode_event(*event, Encoding::msgpack));
    if (!again) FAIL(again.error().text());
    CHECK(canonical(encode_event(*again, Encoding::json)) == canonical(text));
  }
};

TEST_CASE("servers, people and the connection itself") {
  const auto list = bonfire::testing::frames();
  const Round round;
  check_round_trips<ErrorEvent>(list, round);
  check_round_trips<AuthenticatedEvent>(list, round);
  check_round_trips<LogoutEvent>(list, round);
  check_round_trips<PongEvent>(list, round);
  check_round_trips<ReadyEvent>(list, round);
  check_round_trips<ServerCreateEvent>(list, round);
  check_round_trips<ServerUpdateEvent>(list, round);
  check_round_trips<ServerDeleteEvent>(list, round);
  check_round_trips<ServerMemberUpdateEvent>(list, round);
  check_round_trips<ServerMemberJoinEvent>(list, round);
  check_round_trips<ServerMemberLeaveEvent>(list, round);
  check_round_trips<ServerRoleUpdateEvent>(list, round);
  check_round_trips<ServerRoleDeleteEvent>(list, round);
  check_round_trips<ServerRoleRanksUpdateEvent>(list, round);
  check_round_trips<UserUpdateEvent>(list, round);
  check_round_trips<UserRelationshipEvent>(list, round);
  check_round_trips<UserSettingsUpdateEvent>(list, round);
  check_round_trips<UserPlatformWipeEvent>(list, round);
  check_round_trips<EmojiCreateEvent>(list, round);
  check_round_trips<EmojiUpdateEvent>(list, round);
  check_round_trips<EmojiDeleteEvent>(list, round);
  check_round_trips<WebhookCreateEvent>(list, round);
  check_round_trips<WebhookUpdateEvent>(list, round);
  check_round_trips<WebhookDeleteEvent>(list, round);
  check_round_trips<AuthEvent>(list, round);
  check_round_trips<UserSlowmodesEvent>(list, round);
}

}  // namespace
