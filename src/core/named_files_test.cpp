// What names files by their id alone.
#include "core/named_files.h"

#include <doctest/doctest.h>

#include <memory>

using namespace core;

namespace {

using Ids = std::vector<FileId>;

User person(std::uint64_t id, std::optional<FileId> avatar, std::optional<FileId> banner) {
  User user;
  user.id = UserId(id);
  user.avatar = avatar;
  user.banner = banner;
  return user;
}

Member membership(std::uint64_t user, std::optional<FileId> avatar, std::optional<FileId> banner) {
  Member member;
  member.community = CommunityId(3);
  member.user = UserId(user);
  member.avatar = avatar;
  member.banner = banner;
  return member;
}

}  // namespace

TEST_CASE("named files: each event's, once and ascending") {
  CHECK(files_named_by(UserUpdated{person(1, FileId(9), FileId(8)), "", false}) == Ids{FileId(8), FileId(9)});
  CHECK(files_named_by(RelationshipChanged{person(1, FileId(9), {}), Relation::friends}) == Ids{FileId(9)});
  CHECK(files_named_by(MemberJoined{membership(1, FileId(7), FileId(9)), person(1, FileId(9), FileId(8))}) ==
        Ids{FileId(7), FileId(8), FileId(9)});

  CommunityEdit community;
  community.icon = FileId(5);
  community.banner = FileId(4);
  CHECK(files_named_by(CommunityUpdated{community}) == Ids{FileId(4), FileId(5)});
  MemberEdit member;
  member.avatar = FileId(6);
  member.banner = Change<FileId>::cleared();
  CHECK(files_named_by(MemberUpdated{UserId(1), member}) == Ids{FileId(6)});

  Role role;
  role.icon = FileId(3);
  CHECK(files_named_by(RoleCreated{role}) == Ids{FileId(3)});
  RoleEdit role_edit;
  role_edit.icon = FileId(2);
  CHECK(files_named_by(RoleUpdated{RoleId(1), role_edit}) == Ids{FileId(2)});
  Channel channel;
  channel.icon = FileId(3);
  CHECK(files_named_by(ChannelCreated{channel}) == Ids{FileId(3)});
  ChannelEdit channel_edit;
  channel_edit.icon = FileId(2);
  CHECK(files_named_by(ChannelUpdated{ChannelId(1), channel_edit}) == Ids{FileId(2)});
  Webhook webhook;
  webhook.avatar = FileId(3);
  CHECK(files_named_by(WebhookCreated{webhook}) == Ids{FileId(3)});
  WebhookEdit webhook_edit;
  webhook_edit.avatar = FileId(2);
  CHECK(files_named_by(WebhookUpdated{ChannelId(1), WebhookId(1), webhook_edit}) == Ids{FileId(2)});
}

TEST_CASE("named files: a message brings its own, and its author's are known") {
  auto view = std::make_shared<MessageView>();
  Attachment attachment;
  attachment.file.id = FileId(5);
  view->message.attachments = {attachment};
  view->author = person(1, FileId(9), FileId(8));
  CHECK(files_named_by(MessageCreated{view}).empty());
}

TEST_CASE("named files: those of a community, its people and all that is in it") {
  CommunityState state;
  state.community.icon = FileId(20);
  state.community.banner = FileId(2);
  state.channels.resize(2);
  state.channels[1].icon = FileId(3);
  state.roles.resize(2);
  state.roles[0].icon = FileId(4);
  state.members.emplace_back(membership(1, FileId(5), {}));
  state.members.emplace_back(membership(2, {}, FileId(6)));
  state.members.emplace_back(membership(3, {}, {}));
  const std::vector<User> users = {person(1, FileId(7), FileId(20)), person(2, {}, {}), person(3, {}, FileId(8))};
  CHECK(files_named_by(state, users) ==
        Ids{FileId(2), FileId(3), FileId(4), FileId(5), FileId(6), FileId(7), FileId(8), FileId(20)});
  CHECK(files_named_by(CommunityState{}, {}).empty());
}
