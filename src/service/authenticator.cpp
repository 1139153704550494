// Tokens and the cache of who they belong to. The free functions run anywhere, the class on its loop's thread.
#include "service/authenticator.h"

#include <sodium.h>

#include <cstring>
#include <utility>
#include <vector>

#include "service/sodium_ready.h"

namespace service {
namespace {

/// Of log-ins, see make_token: which of the two it is depends on the protocol that made it.
constexpr std::size_t kTokenCharacters = 43, kLongTokenCharacters = 64;

std::uint64_t key_of(const core::TokenHash& hash) {
  std::uint64_t key = 0;
  std::memcpy(&key, hash.data(), sizeof key);
  return key;
}

tl::unexpected<base::Error> refused() { return base::fail(base::ErrorKind::unauthenticated, "token"); }

bool same(const core::TokenHash& a, const core::TokenHash& b) { return sodium_memcmp(a.data(), b.data(), a.size()) == 0; }

}  // namespace

std::string make_token(std::size_t size) {
  need_sodium();
  constexpr int kForm = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
  std::vector<unsigned char> bytes(size);
  randombytes_buf(bytes.data(), bytes.size());
  std::string text(sodium_base64_encoded_len(size, kForm), '\0');
  sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), kForm);
  sodium_memzero(bytes.data(), bytes.size());
  text.pop_back();  // the terminating zero
  return text;
}

core::TokenHash hash_token(std::string_view token) {
  need_sodium();
  core::TokenHash hash{};
  static_assert(sizeof hash == crypto_generichash_BYTES);
  crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(token.data()), token.size(), nullptr,
                     0);
  return hash;
}

std::int32_t make_code() {
  need_sodium();
  return static_cast<std::int32_t>(100'000 + randombytes_uniform(899'999));
}

Authenticator::Authenticator(Runner& runner, const base::Clock& clock, std::optional<InstanceKey> key)
    : runner_(runner), clock_(clock), key_(key) {}

base::Task<base::Result<Actor>> Authenticator::authenticate(std::string token) {
  if (token.size() != kTokenCharacters && token.size() != kLongTokenCharacters) co_return refused();
  const core::TokenHash hash = hash_token(token);
  LookUp look_up = [hash](store::Reader& reader) -> base::Result<Actor> {
    const auto login = reader.login_session_by_token(hash);
    if (!login || !same(login->token_hash, hash)) return refused();
    const auto user = reader.user(login->user_id);
    if (!user || user->deleted) return refused();
    return Actor{login->user_id, login->id, !user->tag_name.empty(), false};
  };
  co_return co_await find(hash, false, std::move(look_up));
}

base::Task<base::Result<Actor>> Authenticator::authenticate_bot(std::string token) {
  const auto claimed = claimed_id(token);
  if (!claimed || !key_) co_return refused();
  LookUp look_up = [token, id = core::UserId(*claimed), key = *key_](store::Reader& reader) -> base::Result<Actor> {
    const auto bot = reader.bot(id);
    if (!bot || !is_token_of(key, token, TokenKind::bot, id.value, bot->token_version)) return refused();
    const auto user = reader.user(id);
    if (!user || user->deleted) return refused();
    return Actor{id, core::LoginSessionId(id.value), true, true};
  };
  co_return co_await find(hash_token(token), true, std::move(look_up));
}

base::Task<base::Result<Actor>> Authenticator::find(core::TokenHash hash, bool bot, LookUp look_up) {
  if (const auto found = by_hash_.find(key_of(hash)); found != by_hash_.end()) {
    const Entry& entry = found->second;
    if (same(entry.hash, hash) && entry.actor.bot == bot && clock_.steady_ms() < entry.good_until_ms) co_return entry.actor;
  }
  const std::uint64_t generation = generation_;
  base::Result<Actor> actor = co_await runner_.read<Actor>(std::move(look_up));
  // Who has no name yet will have one soon.
  if (actor && actor->named && generation == generation_) remember(hash, *actor);
  co_return actor;
}

void Authenticator::on_events(std::span<const core::EventRef> events) {
  for (const core::EventRef& event : events) {
    if (const auto* ended = std::get_if<core::LoginSessionDeleted>(&event->body)) {
      forget([login = ended->session](const Actor& actor) { return actor.login == login; });
    } else if (const auto* all = std::get_if<core::LoginSessionsDeleted>(&event->body)) {
      const core::UserId user(event->stream.id);
      forget([user, except = all->except](const Actor& a) { return a.user == user && a.login != except; });
    } else if (std::holds_alternative<core::UserDeleted>(event->body)) {
      forget([user = core::UserId(event->stream.id)](const Actor& actor) { return actor.user == user; });
    }
  }
}

template <typename Matches>
void Authenticator::forget(Matches matches) {
  ++generation_;
  std::erase_if(by_hash_, [&](const auto& item) { return matches(item.second.actor); });
}

void Authenticator::remember(const core::TokenHash& hash, const Actor& actor) {
  const std::int64_t now = clock_.steady_ms();
  if (by_hash_.size() >= kEntriesMax) {
    std::erase_if(by_hash_, [now](const auto& item) { return item.second.good_until_ms <= now; });
    // Everything is in use: any one goes. It costs its owner one read.
    if (by_hash_.size() >= kEntriesMax) by_hash_.erase(by_hash_.begin());
  }
  by_hash_.insert_or_assign(key_of(hash), Entry{hash, actor, now + kGoodForMs});
}

}  // namespace service
