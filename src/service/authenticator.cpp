// Tokens and the cache of who they belong to. The free functions run anywhere, the class on its loop's thread.
#include "service/authenticator.h"

#include <sodium.h>

#include <cstring>

#include "service/sodium_ready.h"

namespace service {
namespace {

constexpr std::size_t kTokenBytes = 32;
constexpr std::size_t kTokenCharacters = 43;

std::uint64_t key_of(const core::TokenHash& hash) {
  std::uint64_t key = 0;
  std::memcpy(&key, hash.data(), sizeof key);
  return key;
}

bool same(const core::TokenHash& a, const core::TokenHash& b) { return sodium_memcmp(a.data(), b.data(), a.size()) == 0; }

}  // namespace

std::string make_token() {
  need_sodium();
  unsigned char bytes[kTokenBytes];
  randombytes_buf(bytes, sizeof bytes);
  char text[sodium_base64_ENCODED_LEN(kTokenBytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING)];
  sodium_bin2base64(text, sizeof text, bytes, sizeof bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  sodium_memzero(bytes, sizeof bytes);
  return text;
}

core::TokenHash hash_token(std::string_view token) {
  need_sodium();
  core::TokenHash hash{};
  static_assert(sizeof hash == crypto_generichash_BYTES);
  crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(token.data()), token.size(), nullptr, 0);
  return hash;
}

std::int32_t make_code() {
  need_sodium();
  return static_cast<std::int32_t>(100'000 + randombytes_uniform(899'999));
}

Authenticator::Authenticator(Runner& runner, const base::Clock& clock) : runner_(runner), clock_(clock) {}

base::Task<base::Result<Actor>> Authenticator::authenticate(std::string token) {
  if (token.size() != kTokenCharacters) co_return base::fail(base::ErrorKind::unauthenticated, "token");
  const core::TokenHash hash = hash_token(token);
  if (const auto found = by_hash_.find(key_of(hash)); found != by_hash_.end()) {
    const Entry& entry = found->second;
    if (same(entry.hash, hash) && clock_.steady_ms() < entry.good_until_ms) co_return entry.actor;
  }

  const std::uint64_t generation = generation_;
  base::UniqueFunction<base::Result<Actor>(store::Reader&)> look_up = [hash](store::Reader& reader) -> base::Result<Actor> {
    const auto login = reader.login_session_by_token(hash);
    if (!login || !same(login->token_hash, hash)) return base::fail(base::ErrorKind::unauthenticated, "token");
    const auto user = reader.user(login->user_id);
    if (!user || user->deleted) return base::fail(base::ErrorKind::unauthenticated, "token");
    return Actor{login->user_id, login->id};
  };
  base::Result<Actor> actor = co_await runner_.read<Actor>(std::move(look_up));
  if (actor && generation == generation_) remember(hash, *actor);
  co_return actor;
}

void Authenticator::on_events(std::span<const core::EventRef> events) {
  for (const core::EventRef& event : events) {
    if (const auto* ended = std::get_if<core::LoginSessionDeleted>(&event->body)) {
      forget([login = ended->session](const Actor& actor) { return actor.login == login; });
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
