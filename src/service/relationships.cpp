// See relationships.h. Run inside a unit of work.
#include "service/relationships.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "service/accounts.h"
#include "service/standing.h"

namespace service {

using base::ErrorKind;
using core::Relation;

namespace {

/// Two people and their entries.
struct Pair {
  core::User one, other;
  Relation to_other = Relation::none;
  Relation to_one = Relation::none;
};

Result<Pair> load_pair(store::Reader& reader, Actor actor, core::UserId other) {
  auto one = load_actor(reader, actor);
  if (!one) return base::pass(one);
  auto user = find_user(reader, other);
  if (!user) return base::pass(user);
  if (actor.user == other || user->id == core::kSystemUser || user->id == core::kDeletedUser) {
    return base::invalid("effect", "nobody to have a relation with");
  }
  return Pair{*std::move(one), *std::move(user), reader.relation(actor.user, other), reader.relation(other, actor.user)};
}

void set_entry(store::Transaction& tx, Context context, const core::User& whose, const core::User& towards, Relation before,
               Relation now) {
  if (before == now) return;
  tx.put_relation(whose.id, towards.id, now);
  tx.append_event(core::stream_of(whose.id), context.now_ms, core::RelationshipChanged{towards, now});
}

Related save(store::Transaction& tx, Context context, Pair pair, Relation to_other, Relation to_one) {
  set_entry(tx, context, pair.one, pair.other, pair.to_other, to_other);
  set_entry(tx, context, pair.other, pair.one, pair.to_one, to_one);
  return Related{std::move(pair.other), to_other};
}

tl::unexpected<base::Error> no_effect() { return base::invalid("effect", "nothing would change"); }

Result<void> no_bots(const Pair& pair) {
  if (pair.one.bot || pair.other.bot) return base::invalid("bot", "bots have no friends");
  return {};
}

std::size_t outgoing_requests(store::Reader& reader, core::UserId user) {
  const auto all = reader.relationships_of(user);
  return static_cast<std::size_t>(
      std::count_if(all.begin(), all.end(), [](const core::Relationship& r) { return r.relation == Relation::outgoing; }));
}

std::vector<core::UserId> friends_of(store::Reader& reader, core::UserId user) {
  std::vector<core::UserId> friends;
  for (const core::Relationship& one : reader.relationships_of(user)) {
    if (one.relation == Relation::friends) friends.push_back(one.other);
  }
  return friends;
}

}  // namespace

Result<Related> request_friend(store::Transaction& tx, Context context, Actor actor, core::UserId other,
                               std::uint32_t outgoing_max) {
  auto pair = load_pair(tx, actor, other);
  if (!pair) return base::pass(pair);
  if (auto ok = no_bots(*pair); !ok) return base::pass(ok);
  switch (pair->to_other) {
    case Relation::none:
      if (outgoing_requests(tx, actor.user) >= outgoing_max) {
        return base::fail(ErrorKind::invalid, "requests", std::uint64_t{outgoing_max});
      }
      return save(tx, context, *std::move(pair), Relation::outgoing, Relation::incoming);
    case Relation::incoming:
      return save(tx, context, *std::move(pair), Relation::friends, Relation::friends);
    case Relation::friends:
      return base::fail(ErrorKind::already_exists, "friend");
    case Relation::outgoing:
      return base::fail(ErrorKind::already_exists, "request");
    case Relation::blocked:
      return base::fail(ErrorKind::already_exists, "block");
    case Relation::blocked_by:
      return base::fail(ErrorKind::forbidden, "blocked");
    case Relation::self:
      break;
  }
  return no_effect();
}

Result<Related> remove_friend(store::Transaction& tx, Context context, Actor actor, core::UserId other) {
  auto pair = load_pair(tx, actor, other);
  if (!pair) return base::pass(pair);
  if (auto ok = no_bots(*pair); !ok) return base::pass(ok);
  const Relation now = pair->to_other;
  if (now != Relation::friends && now != Relation::outgoing && now != Relation::incoming) return no_effect();
  return save(tx, context, *std::move(pair), Relation::none, Relation::none);
}

Result<Related> block(store::Transaction& tx, Context context, Actor actor, core::UserId other) {
  auto pair = load_pair(tx, actor, other);
  if (!pair) return base::pass(pair);
  if (pair->to_other == Relation::blocked) return no_effect();
  const Relation back = pair->to_other == Relation::blocked_by ? Relation::blocked : Relation::blocked_by;
  return save(tx, context, *std::move(pair), Relation::blocked, back);
}

Result<Related> unblock(store::Transaction& tx, Context context, Actor actor, core::UserId other) {
  auto pair = load_pair(tx, actor, other);
  if (!pair) return base::pass(pair);
  if (pair->to_other != Relation::blocked) return no_effect();
  if (pair->to_one == Relation::blocked) {
    return save(tx, context, *std::move(pair), Relation::blocked_by, Relation::blocked);
  }
  return save(tx, context, *std::move(pair), Relation::none, Relation::none);
}

Result<Mutual> find_mutual(store::Reader& reader, Actor actor, core::UserId other) {
  if (actor.user == other) return base::invalid("user", "must be somebody else");
  if (auto user = find_user(reader, other); !user) return base::pass(user);
  Mutual mutual;
  const auto mine = friends_of(reader, actor.user), theirs = friends_of(reader, other);
  std::set_intersection(mine.begin(), mine.end(), theirs.begin(), theirs.end(), std::back_inserter(mutual.friends));

  const auto spaces = reader.communities_of(actor.user), their_spaces = reader.communities_of(other);
  std::vector<core::CommunityId> shared;
  std::set_intersection(spaces.begin(), spaces.end(), their_spaces.begin(), their_spaces.end(), std::back_inserter(shared));
  for (const core::CommunityId id : shared) {
    const auto community = reader.community(id);
    if (!community) continue;
    if (!core::is_private(community->kind)) {
      mutual.communities.push_back(id);
      continue;
    }
    for (const core::Channel& channel : reader.channels_of(id)) mutual.channels.push_back(channel.id);
  }
  std::sort(mutual.channels.begin(), mutual.channels.end());
  return mutual;
}

}  // namespace service
