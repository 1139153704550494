// Reads on a reader thread, answers on the hub's thread.
#include "service/state_loader.h"

#include <memory>
#include <utility>

#include "core/named_files.h"

namespace service {
namespace {

/// Runs `unit` against one snapshot and hands its result (or the store's failure) to `done` on `home`.
template <typename T, typename Unit>
void read_for(store::Store& store, base::Executor& home, hub::StateLoader::Callback<T> done, Unit unit) {
  struct Pending {
    base::Result<T> value = base::fail(base::ErrorKind::internal);
    hub::StateLoader::Callback<T> done;
  };
  auto pending = std::make_shared<Pending>();
  pending->done = std::move(done);
  store.read([pending, unit](store::Reader& reader) { pending->value = unit(reader); },
             [pending, &home](base::Result<void> read) {
               if (!read) pending->value = base::pass(read);
               home.post([pending] { pending->done(std::move(pending->value)); });
             });
}

}  // namespace

void StateLoader::load_user(core::UserId user, core::LoginSessionId login, Callback<LoadedUser> done) {
  auto unit = [user, login](store::Reader& reader) -> base::Result<LoadedUser> {
    auto found = reader.user(user);
    if (!found || found->deleted) return base::not_found("user");
    // A bot comes with no log-in but itself.
    const bool itself = found->bot && login.value == user.value;
    const auto session = reader.login_session(login);
    if (!itself && (!session || session->user_id != user)) return base::not_found("session");
    const auto account = reader.account(user);
    if (!account) return base::not_found("user");
    LoadedUser loaded;
    core::NamedFiles pictures;
    pictures.add(*found);
    loaded.user = std::move(*found);
    loaded.email = account->email;
    loaded.verified = account->verified;
    loaded.communities = reader.communities_of(user);
    for (const core::Relationship& one : reader.relationships_of(user)) {
      auto other = reader.user(one.other);
      if (!other) continue;
      pictures.add(*other);
      loaded.relationships.push_back({one, *std::move(other)});
    }
    loaded.files = reader.files(pictures.take());
    loaded.number = reader.stream_number(core::stream_of(user));
    return loaded;
  };
  read_for<LoadedUser>(store_, home_, std::move(done), unit);
}

void StateLoader::load_community(core::CommunityId id, Callback<std::shared_ptr<core::CommunitySnapshot>> done) {
  using Snapshot = std::shared_ptr<core::CommunitySnapshot>;
  auto unit = [id](store::Reader& reader) -> base::Result<Snapshot> {
    auto found = reader.community_snapshot(id);
    if (!found) return base::not_found("community");
    return std::make_shared<core::CommunitySnapshot>(std::move(*found));
  };
  read_for<Snapshot>(store_, home_, std::move(done), unit);
}

}  // namespace service
