// See membership.h.
#include "service/membership.h"

#include <algorithm>

#include "service/notes.h"
#include "service/over_limit.h"

namespace service {

using base::ErrorKind;
using base::Result;

namespace {

std::size_t communities_joined(store::Reader& reader, core::UserId user) {
  const auto ids = reader.communities_of(user);
  return static_cast<std::size_t>(std::ranges::count_if(ids, [&](core::CommunityId id) {
    const auto community = reader.community(id);
    return community && !core::is_private(community->kind);
  }));
}

}  // namespace

Result<void> check_joining(store::Reader& reader, const Context& context, core::CommunityId community, core::UserId user) {
  if (reader.is_banned(community, user)) return base::fail(ErrorKind::forbidden, "ban");
  if (reader.member(community, user)) return base::fail(ErrorKind::already_exists, "member");
  if (communities_joined(reader, user) >= context.limits.communities) {
    return over_limit("communities", context.limits.communities);
  }
  return {};
}

core::Member add_member(store::Transaction& tx, const Context& context, core::CommunityId community,
                        const core::User& user) {
  core::Member member;
  member.community = community;
  member.user = user.id;
  member.joined_ms = context.now_ms;
  if (const auto until_ms = tx.kept_timeout(community, user.id)) {
    if (*until_ms > context.now_ms) member.timeout_until_ms = *until_ms;
    tx.keep_timeout(community, user.id, std::nullopt);
  }
  tx.insert_member(member);
  tx.append_event(core::stream_of(community), context.now_ms, core::MemberJoined{member, user});
  return member;
}

Result<core::Member> let_join(store::Transaction& tx, const Context& context, const core::Community& community,
                              const core::User& user) {
  if (auto ok = check_joining(tx, context, community.id, user.id); !ok) return base::pass(ok);
  core::Member member = add_member(tx, context, community.id, user);
  core::SystemNote note;
  note.kind = core::SystemNote::Kind::user_joined;
  note.user = user.id;
  announce(tx, context, community.id, community.system_channels.joined, std::move(note));
  return member;
}

void drop_member(store::Transaction& tx, const Context& context, core::CommunityId community, core::UserId user,
                 core::LeaveReason reason) {
  const auto member = tx.member(community, user);
  if (member && member->timeout_until_ms.value_or(0) > context.now_ms) {
    tx.keep_timeout(community, user, member->timeout_until_ms);
  }
  tx.delete_member(community, user);
  tx.append_event(core::stream_of(community), context.now_ms, core::MemberLeft{user, reason});
}

}  // namespace service
