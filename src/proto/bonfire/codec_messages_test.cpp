// Every example frame of messages and channels is read and written as it is, in both encodings.
#include "proto/bonfire/test_round_trip.h"

namespace {

using namespace bonfire;
using bonfire::testing::check_round_trips;

TEST_CASE("messages and channels") {
  const auto list = bonfire::testing::frames();
  const bonfire::testing::RoundTrip round;
  check_round_trips<MessageEvent>(list, round);
  check_round_trips<MessageUpdateEvent>(list, round);
  check_round_trips<MessageAppendEvent>(list, round);
  check_round_trips<MessageDeleteEvent>(list, round);
  check_round_trips<BulkMessageDeleteEvent>(list, round);
  check_round_trips<MessageReactEvent>(list, round);
  check_round_trips<MessageUnreactEvent>(list, round);
  check_round_trips<MessageRemoveReactionEvent>(list, round);
  check_round_trips<ChannelCreateEvent>(list, round);
  check_round_trips<ChannelUpdateEvent>(list, round);
  check_round_trips<ChannelDeleteEvent>(list, round);
  check_round_trips<ChannelGroupJoinEvent>(list, round);
  check_round_trips<ChannelGroupLeaveEvent>(list, round);
  check_round_trips<ChannelStartTypingEvent>(list, round);
  check_round_trips<ChannelStopTypingEvent>(list, round);
  check_round_trips<ChannelAckEvent>(list, round);
}

}  // namespace
