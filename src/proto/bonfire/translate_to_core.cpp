// wire -> core. Pure functions.
#include "base/unicode.h"
#include "proto/bonfire/translate.h"

namespace bonfire {
namespace {

constexpr std::size_t kEmojiBytesMax = 35;

/// Code points that emoji sequences are made of (Unicode TS 51): pictographs, regional indicators, skin tones, keycaps, tags
/// and the joiner between them.
bool is_emoji_part(char32_t c) {
  if (c == U'#' || c == U'*' || (c >= U'0' && c <= U'9')) return true;  // of keycaps; alone they are refused below
  if (c == 0x200D || c == 0x20E3) return true;
  if (c == 0xA9 || c == 0xAE || c == 0x203C || c == 0x2049 || c == 0x2122 || c == 0x2139) return true;
  if (c >= 0x2190 && c <= 0x21FF) return true;
  if (c >= 0x2300 && c <= 0x23FF) return true;
  if (c == 0x24C2) return true;
  if (c >= 0x25A0 && c <= 0x27BF) return true;
  if (c >= 0x2900 && c <= 0x297F) return true;
  if (c >= 0x2B00 && c <= 0x2BFF) return true;
  if (c == 0x3030 || c == 0x303D || c == 0x3297 || c == 0x3299) return true;
  if (c >= 0x1F000 && c <= 0x1FAFF) return true;
  return c >= 0xE0020 && c <= 0xE007F;
}

bool is_keycap_base(char32_t c) { return c == U'#' || c == U'*' || (c >= U'0' && c <= U'9'); }

bool is_emoji(std::u32string_view sequence) {
  bool picture = false;
  for (std::size_t i = 0; i < sequence.size(); ++i) {
    if (!is_emoji_part(sequence[i])) return false;
    if (is_keycap_base(sequence[i])) {
      if (i + 1 >= sequence.size() || sequence[i + 1] != 0x20E3) return false;
      picture = true;
    } else if (sequence[i] != 0x200D && sequence[i] != 0x20E3 && sequence[i] < 0xE0000) {
      picture = true;
    }
  }
  return picture;
}

}  // namespace

core::StatusKind to_core(Presence presence) {
  switch (presence) {
    case Presence::online:
      return core::StatusKind::online;
    case Presence::idle:
      return core::StatusKind::idle;
    case Presence::focus:
      return core::StatusKind::focus;
    case Presence::busy:
      return core::StatusKind::busy;
    case Presence::invisible:
      return core::StatusKind::invisible;
  }
  return core::StatusKind::online;
}

core::PermissionOverride to_core(const OverrideField& value) { return {value.allow, value.deny}; }

core::SystemChannels to_core(const SystemMessageChannels& channels) {
  core::SystemChannels out;
  if (channels.user_joined) out.joined = *channels.user_joined;
  if (channels.user_left) out.left = *channels.user_left;
  if (channels.user_kicked) out.kicked = *channels.user_kicked;
  if (channels.user_banned) out.banned = *channels.user_banned;
  return out;
}

std::optional<core::ReactionKey> reaction_key(std::string_view text) {
  if (const auto id = parse_id<core::EmojiId>(text)) return core::ReactionKey(*id);
  // The variation selector makes no difference.
  constexpr std::string_view kSelector = "\xEF\xB8\x8F";
  std::string bytes(text);
  for (std::size_t at = bytes.find(kSelector); at != std::string::npos; at = bytes.find(kSelector, at)) {
    bytes.erase(at, kSelector.size());
  }
  const auto sequence = base::to_code_points(bytes);
  if (!sequence || !is_emoji(*sequence)) return std::nullopt;
  if (bytes.size() > kEmojiBytesMax) return std::nullopt;
  return core::ReactionKey(std::move(bytes));
}

core::FileBucket bucket_of(FileTag tag) {
  switch (tag) {
    case FileTag::attachments:
      return core::FileBucket::attachments;
    case FileTag::avatars:
      return core::FileBucket::avatars;
    case FileTag::backgrounds:
      return core::FileBucket::banners;
    case FileTag::icons:
      return core::FileBucket::community_icons;
    case FileTag::banners:
      return core::FileBucket::community_banners;
    case FileTag::emojis:
      return core::FileBucket::emojis;
  }
  return core::FileBucket::attachments;
}

}  // namespace bonfire
