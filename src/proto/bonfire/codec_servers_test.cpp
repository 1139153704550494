// Every example frame of servers, people and the connection itself is read and written as it is, in both encodings.
#include "proto/bonfire/test_round_trip.h"

namespace {

using namespace bonfire;
using bonfire::testing::check_round_trips;

TEST_CASE("servers, people and the connection itself") {
  const auto list = bonfire::testing::frames();
  const bonfire::testing::RoundTrip round;
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
