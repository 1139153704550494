// Lists of members. The facts about a whole server are read at once, not person by person.
#include "proto/bonfire/routes/member_lists.h"

#include "base/utf8.h"
#include "core/access.h"
#include "proto/bonfire/translate.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace bonfire {
namespace {

class SnapshotFiles final : public Files {
 public:
  explicit SnapshotFiles(const core::CommunitySnapshot& snapshot) : files_(snapshot.files) {}
  const core::File* file(core::FileId id) const override {
    const auto at = std::ranges::lower_bound(files_, id, {}, &core::File::id);
    return at == files_.end() || at->id != id ? nullptr : &*at;
  }

 private:
  const std::vector<core::File>& files_;
};

/// How the caller sees people with whom they share a server.
class Onlooker {
 public:
  Onlooker(store::Reader& reader, const Caller& caller, const service::Standing& standing)
      : self_(caller.actor->user), bot_(caller.actor->bot), staff_(standing.is_staff()) {
    for (const core::Relationship& one : reader.relationships_of(self_)) relations_.emplace(one.other, one.relation);
  }

  Sight sight_of(const core::User& user) const {
    const auto known = relations_.find(user.id);
    Sight sight;
    if (known != relations_.end()) sight.relation = known->second;
    if (user.id == self_) sight.relation = core::Relation::self;
    const core::Acquaintance acquaintance{sight.relation, staff_, true, bot_ || user.bot};
    sight.profile = core::has(core::user_permissions(acquaintance), core::user_permission::view_profile);
    sight.online = true;
    return sight;
  }

 private:
  core::UserId self_;
  bool bot_, staff_;
  std::map<core::UserId, core::Relation> relations_;
};

struct Pair {
  const core::MemberEntry* member;
  const core::User* user;
};

/// Both lists of a snapshot ascend.
std::vector<Pair> pairs_of(const core::CommunitySnapshot& snapshot) {
  std::vector<Pair> pairs;
  pairs.reserve(snapshot.users.size());
  auto user = snapshot.users.begin();
  for (const core::MemberEntry& member : snapshot.state.members) {
    while (user != snapshot.users.end() && user->id < member.user) ++user;
    if (user != snapshot.users.end() && user->id == member.user) pairs.push_back({&member, &*user});
  }
  return pairs;
}

MembersResponse shown(const core::CommunitySnapshot& snapshot, const std::vector<Pair>& pairs, const Onlooker& onlooker) {
  const SnapshotFiles files(snapshot);
  MembersResponse list;
  list.members.reserve(pairs.size());
  list.users.reserve(pairs.size());
  for (const Pair& pair : pairs) {
    list.members.push_back(to_wire(pair.member->full(snapshot.state.community.id), files));
    list.users.push_back(to_wire(*pair.user, onlooker.sight_of(*pair.user), files));
  }
  return list;
}

std::string_view shown_name(const Pair& pair) {
  const bool nicknamed = pair.member->details && pair.member->details->nickname;
  return nicknamed ? *pair.member->details->nickname : pair.user->tag_name;
}

}  // namespace

MembersResponse load_members(store::Reader& reader, const Caller& caller, const service::Standing& standing) {
  const core::CommunitySnapshot snapshot = reader.community_snapshot(standing.community.id).value();
  return shown(snapshot, pairs_of(snapshot), Onlooker(reader, caller, standing));
}

MembersResponse find_members(store::Reader& reader, const Caller& caller, const service::Standing& standing,
                             std::string_view part) {
  const core::CommunitySnapshot snapshot = reader.community_snapshot(standing.community.id).value();
  std::vector<Pair> pairs = pairs_of(snapshot);
  std::erase_if(pairs, [&](const Pair& pair) { return shown_name(pair).find(part) == std::string_view::npos; });
  std::ranges::stable_sort(pairs, {}, [](const Pair& pair) { return base::code_points(shown_name(pair)); });
  if (pairs.size() > kFoundMembersMax) pairs.resize(kFoundMembersMax);
  return shown(snapshot, pairs, Onlooker(reader, caller, standing));
}

void mark_online(MembersResponse& list, const hub::Hub& hub) {
  for (User& user : list.users) user.online = user.online && hub.online(user.id);
}

void drop_offline(MembersResponse& list) {
  MembersResponse online;
  for (std::size_t i = 0; i < list.users.size(); ++i) {
    if (!list.users[i].online) continue;
    online.members.push_back(std::move(list.members[i]));
    online.users.push_back(std::move(list.users[i]));
  }
  list = std::move(online);
}

}  // namespace bonfire
