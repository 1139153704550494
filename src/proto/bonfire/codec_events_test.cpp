// What events do that an example alone does not show: the exact bytes, moments in the second encoding, events inside events.
#include "proto/bonfire/test_frames.h"

namespace {

using namespace bonfire;

constexpr core::UserId kAlpha{6566726860801};
constexpr core::ChannelId kGeneral{6566772736006};

TEST_CASE("the type stands first, and what is empty is left out") {
  CHECK(encode_event(ChannelStartTypingEvent{kGeneral, kAlpha}, Encoding::json) ==
        "{\"type\":\"ChannelStartTyping\",\"id\":\"" + to_text(kGeneral) + "\",\"user\":\"" + to_text(kAlpha) + "\"}");
  CHECK(encode_event(LogoutEvent(), Encoding::json) == R"({"type":"Logout"})");
  CHECK(encode_event(LogoutEvent(), Encoding::msgpack) == "\x81\xA4type\xA6Logout");
  CHECK(encode_event(gateway_error(GatewayErrorId::label_me), Encoding::json) ==
        R"({"type":"Error","error":"LabelMe","data":{"type":"LabelMe","location":"gateway"}})");
  Message message;
  message.id = core::MessageId(1ull << 40);
  message.channel = kGeneral;
  message.author = core::kSystemUser;
  CHECK(encode_event(MessageEvent{message}, Encoding::json) == "{\"type\":\"Message\",\"_id\":\"" + to_text(message.id) +
                                                                   "\",\"channel\":\"" + to_text(kGeneral) +
                                                                   "\",\"author\":\"00000000000000000000000000\"}");
}

TEST_CASE("a partial object shows what became false or empty") {
  UserUpdateEvent event;
  event.id = kAlpha;
  event.data.online = false;
  event.data.badges = 0;
  event.data.relations.emplace();
  CHECK(encode_event(event, Encoding::json) == "{\"type\":\"UserUpdate\",\"id\":\"" + to_text(kAlpha) +
                                                   R"(","data":{"relations":[],"badges":0,"online":false},"clear":[]})");
}

TEST_CASE("moments are texts in JSON and integers in MessagePack") {
  ServerMemberUpdateEvent event;
  event.data.timeout = wire::Timestamp{1717893065793};
  CHECK(encode_event(event, Encoding::json).find(R"("timeout":"2024-06-09T00:31:05.793Z")") != std::string::npos);
  const std::string packed = encode_event(event, Encoding::msgpack);
  CHECK(packed.find(std::string("\xA7timeout\xCF\x00\x00\x01\x8F\xFA\x67\xEC\x41", 17)) != std::string::npos);
}

TEST_CASE("Bulk of events that were encoded already is the same as of the events") {
  const Event first = ChannelDeleteEvent{kGeneral};
  const Event second = ChannelStopTypingEvent{kGeneral, kAlpha};
  for (const Encoding encoding : {Encoding::json, Encoding::msgpack}) {
    const std::string one = encode_event(first, encoding);
    const std::string two = encode_event(second, encoding);
    BulkParts parts;
    parts.v = {{one, encoding}, {two, encoding}};
    CHECK(encode_event(parts, encoding) == encode_event(BulkEvent{{first, second}}, encoding));
  }
}

TEST_CASE("reactions keep their order") {
  MessageUpdateEvent event;
  event.data.reactions.emplace();
  (*event.data.reactions)["🔥"].push_back(kAlpha);
  (*event.data.reactions)["🎉"];
  const std::string text = encode_event(event, Encoding::json);
  CHECK(text.find("🔥") < text.find("🎉"));
}

TEST_CASE("a created server is told in both forms at once") {
  Server server;
  server.id = core::CommunityId(6566726860802);
  server.name = "Workshop";
  server.channels = {kGeneral};
  server.nsfw = true;
  server.flags = 2;
  TextChannel channel;
  channel.id = kGeneral;
  channel.server = server.id;
  channel.name = "general";
  const ServerCreateEvent event = server_created(server, {channel}, {});
  const std::string own = encode(server);
  const std::string shown = encode(Channel(channel));
  std::string rest = encode(server);
  const std::string ids = "[\"" + to_text(kGeneral) + "\"]";
  rest.replace(rest.find(ids), ids.size(), "[" + shown + "]");
  CHECK(testing_support::canonical(encode_event(event, Encoding::json)) ==
        testing_support::canonical("{\"type\":\"ServerCreate\",\"id\":\"" + to_text(server.id) + "\",\"server\":" + own +
                                   ",\"emojis\":[],\"voice_states\":[]," + rest.substr(1)));
}

}  // namespace
