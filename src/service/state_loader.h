// StateLoader: gives a hub the states it asks for, from the store, on the hub's thread.
#pragma once

#include "base/executor.h"
#include "hub/hub.h"
#include "store/store.h"

namespace service {

class StateLoader final : public hub::StateLoader {
 public:
  StateLoader(store::Store& store, base::Executor& home) : store_(store), home_(home) {}
  void load_user(core::UserId user, core::LoginSessionId login, Callback<LoadedUser> done) override;
  void load_community(core::CommunityId id, Callback<std::shared_ptr<core::CommunitySnapshot>> done) override;

 private:
  store::Store& store_;
  base::Executor& home_;
};

}  // namespace service
