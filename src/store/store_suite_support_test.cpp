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
  u.tag_name = "Señora_" + name;
  u.discriminator = 9998;
  u.display_name = "Señora " + name;
  u.status = {core::StatusKind::focus, "reading"};
  u.bio = "line one\nline \"two\"";
  u.avatar = core::FileId(11);
  u.banner = core::FileId(12);
  u.social_credit = -5;
  u.badges = 0xF000'0000'0000'0001;
  u.instance_permissions = 3;
  u.pronouns = "she/her";
  u.flags = core::user_flag::suspended | core::user_flag::spam;
  u.bot = true;
  u.bot_owner = core::UserId(13);
  u.revision = 7;
  return u;
}

core::Account account_of(core::UserId id, const std::string& name) {
  core::Account a;
  a.user_id = id;
  a.email = name + "@example.org";
  a.password_hash = "$argon2id$" + name;
  a.verified = true;
  a.security.disabled = true;
  a.security.failed_logins = 3;
  a.security.locked_until_ms = 1'700'000'000'001;
  a.security.totp_secret = "JBSWY3DPEHPK3PXP";
  a.security.totp_enabled = true;
  a.security.totp_last_step = 56'666'667;
  a.security.recovery_codes = {"one-two", "three-four"};
  a.security.discriminator_changed_ms = 1'700'000'000'002;
  a.security.policy_seen_ms = 1'700'000'000'003;
  return a;
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
  m.pronouns = "he/him";
  m.may_speak = false;
  m.may_listen = false;
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
  c.icon = core::FileId(23);
  c.nsfw = true;
  c.slowmode_s = 30;
  c.voice_users_max = 12;
  c.group_permissions = core::permission::send_message;
  c.active = false;
  return c;
}

core::Role full_role(core::RoleId id, core::CommunityId community) {
  core::Role r;
  r.id = id;
  r.community = community;
  r.name = "Keeper of the lamp";
  r.rank = -3;
  r.permissions = {core::permission::all, 2};
  r.colour = "linear-gradient(red, gold)";
  r.hoist = true;
  r.icon = core::FileId(24);
  return r;
}

core::CommunityId add_private(Transaction& tx, core::CommunityKind kind, core::UserId owner,
                              const std::vector<core::UserId>& members) {
  using enum core::CommunityKind;
  core::Community space;
  space.id = core::CommunityId(tx.next_id());
  space.owner = owner;
  space.kind = kind;
  tx.insert_community(space);
  tx.put_category({core::default_category_of(space.id), space.id, "", 0, ""});
  for (const core::UserId user : members) {
    core::Member member;
    member.community = space.id;
    member.user = user;
    tx.insert_member(member);
  }
  core::Channel channel;
  channel.id = core::ChannelId(tx.next_id());
  channel.kind = kind == direct  ? core::ChannelKind::direct
                 : kind == group ? core::ChannelKind::group
                                 : core::ChannelKind::saved;
  channel.community = space.id;
  channel.category = core::default_category_of(space.id);
  tx.put_channel(channel);
  return space.id;
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
  f.animated = true;
  f.used = false;
  return f;
}

std::vector<core::Embed> every_embed() {
  core::CustomEmbed drawn;
  drawn.content = "text";
  drawn.title = "title";
  drawn.url = "https://example.org";
  drawn.icon_url = "https://example.org/icon.png";
  drawn.css_colour = "linear-gradient(red, blue)";
  drawn.media = full_file(core::FileId(33));
  core::CustomEmbed framed;
  framed.content = "**bold**";
  framed.thumbnail = "https://example.org/t.png";
  framed.colour = 9;
  framed.border_colour = 4;
  core::WebsiteEmbed site{"https://example.org", "site", "title", "text", "#fff", "https://example.org/w.png", 50, 60, {}};
  site.icon_url = "https://example.org/i.ico";
  return {
      framed,
      drawn,
      core::ImageEmbed{"https://example.org/i.png", 10, 20},
      core::VideoEmbed{"https://example.org/v.mp4", 30, 40},
      site,
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
  m.replies = {core::MessageId(77), core::MessageId(76)};
  m.masquerade = core::Masquerade{"Somebody", "https://example.org/m.png", "#f80"};
  m.edited_ms = 1'700'000'000'999;
  m.mentions = {core::UserId(8), core::UserId(7)};
  m.role_mentions = {core::RoleId(9)};
  m.pinned = true;
  m.flags = core::message_flag::silent | core::message_flag::mentions_online;
  m.nonce = "chosen by the sender";
  m.note = core::SystemNote{core::SystemNote::Kind::message_pinned, core::UserId(4), core::UserId(5), core::MessageId(6),
                            "words"};
  m.webhook = core::WebhookAuthor{core::WebhookId(15), "Bell", core::FileId(16)};
  m.interactions = core::Interactions{{std::string("👍"), core::EmojiId(17)}, true};
  return m;
}

}  // namespace store::suite
