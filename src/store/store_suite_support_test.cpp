// The suite's fixture and its values. See store_suite.h.
#include <cstdlib>
#include <stdexcept>

#include "store/store_suite.h"

namespace store::suite {

using namespace std::string_literals;

namespace {

template <typename Submit>
Result<void> wait_for(Submit submit) {
  auto promise = std::make_shared<std::promise<Result<void>>>();
  std::future<Result<void>> answer = promise->get_future();
  submit([promise](Result<void> result) { promise->set_value(std::move(result)); });
  if (answer.wait_for(std::chrono::seconds(60)) != std::future_status::ready) throw std::runtime_error("a unit never ended");
  return answer.get();
}

}  // namespace

TemporaryFolder::TemporaryFolder() {
  std::string name = (std::filesystem::temp_directory_path() / "store_test_XXXXXX").string();
  if (!::mkdtemp(name.data())) throw std::runtime_error("no temporary folder");
  path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::unique_ptr<sql::SqliteStore> Sqlite::open() {
  auto opened = sql::open(options, clock);
  if (!opened) throw std::runtime_error(opened.error().info);
  return std::move(*opened);
}

void Sqlite::reopen() {
  store.reset();
  store = open();
}

Result<void> write(Store& store, Store::WriteUnit unit) {
  return wait_for([&](Store::Done done) { store.write(std::move(unit), std::move(done)); });
}

Result<void> read(Store& store, Store::ReadUnit unit) {
  return wait_for([&](Store::Done done) { store.read(std::move(unit), std::move(done)); });
}

core::User full_user(core::UserId id, const std::string& name) {
  core::User u;
  u.id = id;
  u.username = name;
  u.display_name = "Señora " + name;
  u.status = {core::StatusKind::focus, "reading"};
  u.bio = "line one\nline \"two\"";
  u.avatar = core::FileId(11);
  u.banner = core::FileId(12);
  u.social_credit = -5;
  u.badges = 0xF000'0000'0000'0001;
  u.instance_permissions = 3;
  u.bot = true;
  u.revision = 7;
  return u;
}

core::Account account_of(core::UserId id, const std::string& name) {
  return {id, name + "@example.org", "$argon2id$" + name, true};
}

core::Member full_member(core::CommunityId community, core::UserId user) {
  core::Member m;
  m.community = community;
  m.user = user;
  m.nickname = "nick";
  m.avatar = core::FileId(21);
  m.banner = core::FileId(22);
  m.bio = "here";
  m.status_text = "busy here";
  m.roles = {core::RoleId(5), core::RoleId(9)};
  m.timeout_until_ms = 1'800'000'000'000;
  m.joined_ms = 1'700'000'000'123;
  return m;
}

core::Channel full_channel(core::ChannelId id, core::CommunityId community) {
  core::Channel c;
  c.id = id;
  c.kind = core::ChannelKind::voice;
  c.community = community;
  c.category = core::default_category_of(community);
  c.name = "talk";
  c.topic = "about everything";
  c.position = 3;
  c.default_override = {1, 2};
  c.role_overrides = {{core::RoleId(5), {4, 8}}, {core::RoleId(6), {core::permission::all, 0}}};
  return c;
}

core::File full_file(core::FileId id) {
  core::File f;
  f.id = id;
  f.bucket = core::FileBucket::attachments;
  f.name = "plan.png";
  f.content_type = "image/png";
  f.size = 5'000'000'000;
  f.media = core::FileMedia::image;
  f.width = 640;
  f.height = 480;
  for (std::size_t i = 0; i < f.content_hash.size(); ++i) f.content_hash[i] = static_cast<unsigned char>(i * 8 + 7);
  return f;
}

std::vector<core::Embed> every_embed() {
  return {
      core::CustomEmbed{"**bold**", "https://example.org/t.png", std::uint8_t{9}, 4},
      core::ImageEmbed{"https://example.org/i.png", 10, 20},
      core::VideoEmbed{"https://example.org/v.mp4", 30, 40},
      core::WebsiteEmbed{"https://example.org", "site", "title", "text", "#fff", "https://example.org/w.png", 50, 60},
      core::YouTubeEmbed{"https://example.org/y", "title", "id", "text", "channel", "https://example.org/c", 70},
      core::SpotifyEmbed{"https://example.org/s", "song", "<iframe>"},
  };
}

core::Message full_message(core::MessageId id, core::ChannelId channel, core::CommunityId community, core::UserId author) {
  core::Message m;
  m.id = id;
  m.channel = channel;
  m.community = community;
  m.author = author;
  m.content = "tabs\tand \"quotes\" and \0 zero and 🦆"s;
  m.attachments = {{full_file(core::FileId(31)), "the plan", true}, {full_file(core::FileId(32)), std::nullopt, false}};
  m.embeds = every_embed();
  m.reply_to = core::MessageId(77);
  m.masquerade = core::Masquerade{"Somebody", "https://example.org/m.png"};
  m.edited_ms = 1'700'000'000'999;
  return m;
}

}  // namespace store::suite
