// What every adapter promises about uploaded files.
#include "store/store_suite.h"

namespace store::suite {

TEST_CASE_TEMPLATE("files: one is found in its bucket only", Backend, STORE_ADAPTERS) {
  Fixture<Backend> f;
  core::File file = full_file(core::FileId(f.id()));
  f.change([&](Transaction& tx) { tx.insert_file(file); });
  CHECK(f.look([&](Reader& r) { return r.file(file.id, core::FileBucket::attachments); }) == file);
  CHECK_FALSE(f.look([&](Reader& r) { return r.file(file.id, core::FileBucket::avatars); }));
  f.change([&](Transaction& tx) {
    tx.use_file(file.id);
    tx.use_file(core::FileId(4));
  });
  file.used = true;
  CHECK(f.look([&](Reader& r) { return r.file(file.id, core::FileBucket::attachments); }) == file);
}

TEST_CASE_TEMPLATE("files: several at a time, whatever their buckets", Backend, STORE_ADAPTERS) {
  Fixture<Backend> f;
  core::File one = full_file(core::FileId(f.id())), other = full_file(core::FileId(f.id()));
  other.bucket = core::FileBucket::avatars;
  f.change([&](Transaction& tx) {
    tx.insert_file(one);
    tx.insert_file(other);
  });
  auto files = [&](const std::vector<core::FileId>& ids) { return f.look([&](Reader& r) { return r.files(ids); }); };
  CHECK(files({other.id, core::FileId(4), one.id, other.id}) == std::vector{one, other});
  CHECK(files({other.id}) == std::vector{other});
  CHECK(files({core::FileId(4)}).empty());
  CHECK(files({}).empty());
}

TEST_CASE_TEMPLATE("files: an event has those that it names", Backend, STORE_ADAPTERS) {
  Fixture<Backend> f;
  const core::UserId ines = f.add_user("ines");
  const core::StreamId stream = core::stream_of(ines);
  const core::File avatar = full_file(core::FileId(f.id())), banner = full_file(core::FileId(f.id()));
  core::User user;
  user.id = ines;
  user.avatar = avatar.id;
  user.banner = banner.id;
  const std::vector both = {avatar, banner};
  f.change([&](Transaction& tx) {
    for (const core::File& file : both) tx.insert_file(file);
    CHECK(tx.append_event(stream, 1, core::UserUpdated{user, "", false})->files == both);
    CHECK(tx.append_event(stream, 2, core::UserDeleted{})->files.empty());
    user.banner = core::FileId(4);
    CHECK(tx.append_event(stream, 3, core::UserUpdated{user, "", false})->files == std::vector{avatar});
    user.avatar.reset();
    CHECK(tx.append_event(stream, 4, core::UserUpdated{user, "", false})->files.empty());
    // What an event says stays, whatever becomes of the file.
    tx.use_file(avatar.id);
    tx.delete_file(banner.id);
  });
  const auto events = f.look([&](Reader& r) { return r.events(stream, 0, 9); });
  REQUIRE(events.size() == 4);
  CHECK(events[0]->files == both);
  CHECK(std::get<core::UserUpdated>(events[0]->body).user.avatar == avatar.id);
  CHECK(events[1]->files.empty());
  CHECK(events[2]->files == std::vector{avatar});
  CHECK(events[3]->files.empty());
}

TEST_CASE_TEMPLATE("files: a snapshot has those of a community and its people", Backend, STORE_ADAPTERS) {
  Fixture<Backend> f;
  const core::UserId ines = f.add_user("ines");
  const core::CommunityId community = f.add_community(ines, "first");
  std::vector<core::File> files;
  for (int i = 0; i < 6; ++i) files.push_back(full_file(core::FileId(f.id())));
  f.change([&](Transaction& tx) {
    for (const core::File& file : files) tx.insert_file(file);
    core::User user = *tx.user(ines);
    user.avatar = files[0].id;
    tx.update_user(user);
    core::Community row = *tx.community(community);
    row.icon = files[1].id;
    tx.update_community(row);
    core::Member member = *tx.member(community, ines);
    member.avatar = files[2].id;
    tx.update_member(member);
    core::Channel channel = full_channel(core::ChannelId(tx.next_id()), community);
    channel.icon = files[3].id;
    tx.put_channel(channel);
    core::Role role = full_role(core::RoleId(tx.next_id()), community);
    role.icon = files[4].id;
    tx.put_role(role);
  });
  files.pop_back();  // nothing names the last one
  CHECK(f.look([&](Reader& r) { return r.community_snapshot(community); })->files == files);
}

TEST_CASE_TEMPLATE("files: those that nothing uses are found, oldest first", Backend, STORE_ADAPTERS) {
  Fixture<Backend> f;
  std::vector<core::File> files;
  for (int i = 0; i < 4; ++i) files.push_back(full_file(core::FileId(f.id())));
  f.change([&](Transaction& tx) {
    for (const core::File& file : files) tx.insert_file(file);
    tx.use_file(files[1].id);
  });
  auto unused = [&](core::FileId before, std::uint32_t limit) {
    return f.look([&](Reader& r) { return r.unused_files(before, limit); });
  };
  CHECK(unused(files[3].id, 9) == std::vector{files[0], files[2]});
  CHECK(unused(core::FileId(files[3].id.value + 1), 9) == std::vector{files[0], files[2], files[3]});
  CHECK(unused(files[3].id, 1) == std::vector{files[0]});
  CHECK(unused(files[0].id, 9).empty());
}

TEST_CASE_TEMPLATE("files: a content is there as long as one file has it", Backend, STORE_ADAPTERS) {
  Fixture<Backend> f;
  const core::File one = full_file(core::FileId(f.id())), other = full_file(core::FileId(f.id()));
  auto here = [&] { return f.look([&](Reader& r) { return r.has_content(one.content_hash); }); };
  CHECK_FALSE(here());
  f.change([&](Transaction& tx) {
    tx.insert_file(one);
    tx.insert_file(other);
  });
  CHECK(here());
  f.change([&](Transaction& tx) { tx.delete_file(one.id); });
  CHECK(here());
  CHECK_FALSE(f.look([&](Reader& r) { return r.file(one.id, core::FileBucket::attachments); }));
  f.change([&](Transaction& tx) { tx.delete_file(other.id); });
  CHECK_FALSE(here());
  f.change([&](Transaction& tx) { tx.delete_file(other.id); });
}

}  // namespace store::suite
