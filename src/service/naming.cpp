// See naming.h. Run inside a unit of work.
#include "service/naming.h"

#include <algorithm>
#include <cstdio>
#include <utility>
#include <vector>

#include "core/names.h"
#include "service/account_changes.h"
#include "service/random.h"

namespace service {

using base::ErrorKind;

namespace {

bool is_free(store::Reader& reader, const core::User& user, std::string_view folded, std::uint16_t discriminator) {
  const auto holder = reader.user_by_tag(folded, discriminator);
  return !holder || holder->id == user.id;
}

/// 0 when all are taken.
std::uint16_t draw_discriminator(store::Reader& reader, std::string_view folded) {
  const std::vector<std::uint16_t> taken = reader.discriminators_of(folded);
  constexpr std::uint32_t kCount = core::kDiscriminatorMax - core::kDiscriminatorMin + 1;
  const std::uint32_t start = random_below(kCount);
  for (std::uint32_t i = 0; i < kCount; ++i) {
    const auto candidate = static_cast<std::uint16_t>(core::kDiscriminatorMin + (start + i) % kCount);
    if (core::is_assignable_discriminator(candidate) && !std::binary_search(taken.begin(), taken.end(), candidate)) {
      return candidate;
    }
  }
  return 0;
}

std::string with_number(const std::string& handle, std::uint32_t number) {
  char digits[16];
  const int length = std::snprintf(digits, sizeof digits, "%04u", number);
  return handle.substr(0, core::kHandleMax - static_cast<std::size_t>(length)) + digits;
}

}  // namespace

Result<core::User> find_by_tag(store::Reader& reader, std::string_view tag_name, std::uint16_t discriminator) {
  auto user = reader.user_by_tag(core::fold_name(tag_name), discriminator);
  if (!user) return base::not_found("user");
  return *std::move(user);
}

Result<NameGiven> give_tag_name(store::Reader& reader, core::User& user, const std::string& tag_name) {
  const std::string folded = core::fold_name(tag_name);
  NameGiven given;
  if (user.discriminator == 0 || !is_free(reader, user, folded, user.discriminator)) {
    const std::uint16_t drawn = draw_discriminator(reader, folded);
    if (drawn == 0) return base::fail(ErrorKind::already_exists, "tag_name", "too many people have this name");
    user.discriminator = drawn;
    given.another_discriminator = true;
  }
  user.tag_name = tag_name;
  return given;
}

Result<void> give_handle(store::Reader& reader, core::User& user) {
  std::string handle = core::handle_of(user.tag_name);
  if (handle.empty()) {
    if (!user.username.empty()) return {};
    handle = "user";
  }
  const auto take = [&](const std::string& candidate) {
    const auto holder = reader.user_by_username(candidate);
    if (holder && holder->id != user.id) return false;
    user.username = candidate;
    return true;
  };
  if (take(handle) || take(with_number(handle, user.discriminator))) return {};
  // Taken on purpose, or by those with the same letters in another script.
  for (int i = 0; i < 32; ++i) {
    if (take(with_number(handle, 10'000 + random_below(1'000'000'000)))) return {};
  }
  return base::fail(ErrorKind::already_exists, "tag_name", "too many people have this name");
}

Result<SelfUser> choose_name(store::Transaction& tx, Context context, core::UserId id, const std::string& tag_name) {
  auto self = load_self(tx, id);
  if (!self) return self;
  if (!core::is_tag_name(tag_name)) return base::invalid("tag_name", "2 to 32 letters, digits, '_', '.' or '-'");
  if (!self->user.tag_name.empty()) return base::fail(ErrorKind::forbidden, "named");
  if (auto given = give_tag_name(tx, self->user, tag_name); !given) return base::pass(given);
  if (auto ok = give_handle(tx, self->user); !ok) return base::pass(ok);
  save_and_tell(tx, context, *self);
  return self;
}

Result<SelfUser> change_tag_name(store::Transaction& tx, Context context, core::UserId id, const std::string& tag_name) {
  auto self = load_self(tx, id);
  if (!self) return self;
  if (!core::is_tag_name(tag_name)) return base::invalid("tag_name", "2 to 32 letters, digits, '_', '.' or '-'");
  core::User& user = self->user;
  if (user.tag_name == tag_name) return self;
  const bool same_name = core::fold_name(user.tag_name) == core::fold_name(tag_name);
  const auto given = give_tag_name(tx, user, tag_name);
  if (!given) return base::pass(given);
  if (given->another_discriminator) {
    core::Account account = *tx.account(id);
    std::int64_t& changed_ms = account.security.discriminator_changed_ms;
    if (changed_ms != 0 && context.now_ms < changed_ms + kDiscriminatorPauseMs) {
      return base::fail(ErrorKind::forbidden, "discriminator", "once a day");
    }
    changed_ms = context.now_ms;
    tx.update_account(account);
  }
  if (!same_name) {
    if (auto ok = give_handle(tx, user); !ok) return base::pass(ok);
  }
  save_and_tell(tx, context, *self);
  return self;
}

}  // namespace service
