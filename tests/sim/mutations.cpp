#include "tests/sim/mutations.h"

namespace sim {
namespace {

using testing_support::Truth;
using Events = std::vector<core::EventRef>;

/// Ids for what is made; never reused.
std::uint64_t fresh_id() {
  static std::uint64_t last = 1'000'000;
  return ++last;
}

std::vector<core::RoleOverride> for_wardens() {
  return {{core::RoleId(kWarden), {core::permission::view_channel, 0}}};
}

std::optional<core::ChannelId> some_channel(const core::CommunityState& state, Random& random) {
  if (state.channels.empty()) return std::nullopt;
  return state.channels[below(random, state.channels.size())].id;
}

template <typename Make>
Mutation in_channel(std::string name, Make make) {
  return {std::move(name), [make](Truth& truth, core::CommunityId id, Random& random) -> Events {
            const auto channel = some_channel(truth.communities.at(id), random);
            if (!channel) return {};
            return {truth.commit(id, make(*channel, core::MessageId(below(random, 50) + 1)))};
          }};
}

core::UserId some_user(const Truth& truth, Random& random) {
  return std::next(truth.people.begin(), static_cast<std::ptrdiff_t>(below(random, truth.people.size())))->first;
}

Events join(Truth& truth, core::CommunityId id, Random& random) {
  const core::UserId user = some_user(truth, random);
  if (truth.people.at(user).user.deleted || truth.communities.at(id).find_member(user) != nullptr) return {};
  std::vector<core::RoleId> roles;
  if (below(random, 3) == 0) roles.push_back(core::RoleId(kWarden));
  return {truth.join(id, user, std::move(roles))};
}

Events leave(Truth& truth, core::CommunityId id, Random& random) {
  const core::CommunityState& state = truth.communities.at(id);
  const core::UserId user = state.members[below(random, state.members.size())].user;
  if (user == state.community.owner) return {};
  return {truth.leave(id, user)};
}

Events edit_member(Truth& truth, core::CommunityId id, Random& random) {
  const core::CommunityState& state = truth.communities.at(id);
  core::MemberEdit edit;
  edit.nickname = "nick" + std::to_string(fresh_id());
  return {truth.commit(id, core::MemberUpdated{state.members[below(random, state.members.size())].user, edit})};
}

Events edit_profile(Truth& truth, core::CommunityId id, Random& random) {
  const core::CommunityState& state = truth.communities.at(id);
  const core::UserId user = state.members[below(random, state.members.size())].user;
  return {truth.edit_user(user, [](Truth::Account& account) {
    account.user.bio = "bio" + std::to_string(fresh_id());
    account.email = "mail" + std::to_string(fresh_id());
  })};
}

Events edit_community(Truth& truth, core::CommunityId id, Random&) {
  core::CommunityEdit edit;
  edit.name = "name" + std::to_string(fresh_id());
  return {truth.commit(id, core::CommunityUpdated{edit})};
}

Events create_channel(Truth& truth, core::CommunityId id, Random&) {
  if (truth.communities.at(id).channels.size() > 12) return {};
  return {truth.add_channel(id, fresh_id())};
}

Events create_hidden_channel(Truth& truth, core::CommunityId id, Random&) {
  if (truth.communities.at(id).channels.size() > 12) return {};
  return {truth.add_channel(id, fresh_id(), {0, core::permission::view_channel}, for_wardens())};
}

Events edit_channel(Truth& truth, core::CommunityId id, Random& random) {
  const auto channel = some_channel(truth.communities.at(id), random);
  if (!channel) return {};
  core::ChannelEdit edit;
  edit.topic = "topic" + std::to_string(fresh_id());
  return {truth.commit(id, core::ChannelUpdated{*channel, edit})};
}

Events move_channel(Truth& truth, core::CommunityId id, Random& random) {
  const core::CommunityState& state = truth.communities.at(id);
  const auto channel = some_channel(state, random);
  if (!channel) return {};
  core::ChannelEdit edit;
  edit.category = state.categories[below(random, state.categories.size())].id;
  edit.position = static_cast<std::uint32_t>(below(random, 3));
  return {truth.commit(id, core::ChannelUpdated{*channel, edit})};
}

Events delete_channel(Truth& truth, core::CommunityId id, Random& random) {
  const auto channel = some_channel(truth.communities.at(id), random);
  if (!channel) return {};
  return {truth.commit(id, core::ChannelDeleted{*channel})};
}

Events create_category(Truth& truth, core::CommunityId id, Random&) {
  const core::CommunityState& state = truth.communities.at(id);
  if (state.categories.size() > 5) return {};
  core::Category category;
  category.id = core::CategoryId(fresh_id());
  category.community = id;
  category.name = "category" + std::to_string(category.id.value);
  category.position = static_cast<std::uint32_t>(state.categories.size());
  return {truth.commit(id, core::CategoryCreated{category})};
}

std::optional<core::CategoryId> own_category(const core::CommunityState& state, Random& random) {
  if (state.categories.size() < 2) return std::nullopt;
  return state.categories[1 + below(random, state.categories.size() - 1)].id;
}

Events edit_category(Truth& truth, core::CommunityId id, Random& random) {
  const core::CommunityState& state = truth.communities.at(id);
  const auto category = own_category(state, random);
  if (!category) return {};
  core::CategoryEdit edit;
  edit.name = "category" + std::to_string(fresh_id());
  edit.position = static_cast<std::uint32_t>(1 + below(random, state.categories.size() - 1));
  return {truth.commit(id, core::CategoryUpdated{*category, edit})};
}

Events delete_category(Truth& truth, core::CommunityId id, Random& random) {
  const auto category = own_category(truth.communities.at(id), random);
  if (!category) return {};
  return {truth.commit(id, core::CategoryDeleted{*category})};
}

Events create_emoji(Truth& truth, core::CommunityId id, Random&) {
  if (truth.communities.at(id).emojis.size() > 5) return {};
  core::Emoji emoji;
  emoji.id = core::EmojiId(fresh_id());
  emoji.community = id;
  emoji.name = "emoji";
  return {truth.commit(id, core::EmojiCreated{emoji})};
}

Events edit_emoji(Truth& truth, core::CommunityId id, Random&) {
  const core::CommunityState& state = truth.communities.at(id);
  if (state.emojis.empty()) return {};
  return {truth.commit(id, core::EmojiUpdated{state.emojis.front().id, "emoji" + std::to_string(fresh_id())})};
}

Events delete_emoji(Truth& truth, core::CommunityId id, Random&) {
  const core::CommunityState& state = truth.communities.at(id);
  if (state.emojis.empty()) return {};
  return {truth.commit(id, core::EmojiDeleted{state.emojis.back().id})};
}

Events post_message(Truth& truth, core::CommunityId id, Random& random) {
  const core::CommunityState& state = truth.communities.at(id);
  const auto channel = some_channel(state, random);
  if (!channel) return {};
  return {truth.post_message(id, *channel, state.members[below(random, state.members.size())].user)};
}

/// A log-in of a random person ends, and they get a new one.
Events log_out(Truth& truth, core::CommunityId, Random& random) {
  auto& account = truth.people.at(some_user(truth, random));
  if (account.logins.empty()) return {};
  const core::LoginSessionId login = *account.logins.begin();
  account.logins.insert(core::LoginSessionId(fresh_id()));
  return {truth.log_out(account.user.id, login)};
}

Events delete_account(Truth& truth, core::CommunityId, Random& random) {
  const core::UserId user = some_user(truth, random);
  if (truth.people.at(user).user.deleted) return {};
  for (const auto& [id, state] : truth.communities) {
    if (state.community.owner == user) return {};
  }
  return truth.delete_user(user);
}

}  // namespace

const std::vector<Mutation>& mutations() {
  static const std::vector<Mutation> all = {
      {"join", join},
      {"leave", leave},
      {"edit_member", edit_member},
      {"edit_profile", edit_profile},
      {"edit_community", edit_community},
      {"create_channel", create_channel},
      {"create_hidden_channel", create_hidden_channel},
      {"edit_channel", edit_channel},
      {"move_channel", move_channel},
      {"delete_channel", delete_channel},
      {"create_category", create_category},
      {"edit_category", edit_category},
      {"delete_category", delete_category},
      {"create_emoji", create_emoji},
      {"edit_emoji", edit_emoji},
      {"delete_emoji", delete_emoji},
      {"post_message", post_message},
      {"log_out", log_out},
      {"delete_account", delete_account},
      in_channel("edit_message", [](core::ChannelId c, core::MessageId m) { return core::MessageUpdated{c, m, {}}; }),
      in_channel("delete_message", [](core::ChannelId c, core::MessageId m) { return core::MessageDeleted{c, m}; }),
      in_channel("add_embeds", [](core::ChannelId c, core::MessageId m) { return core::MessageEmbedsAdded{c, m, {}}; }),
      in_channel("react",
                 [](core::ChannelId c, core::MessageId m) { return core::ReactionAdded{c, m, core::UserId(1), "x"}; }),
      in_channel("unreact",
                 [](core::ChannelId c, core::MessageId m) { return core::ReactionRemoved{c, m, core::UserId(1), "x"}; }),
      in_channel("clear_reactions", [](core::ChannelId c, core::MessageId m) { return core::ReactionsCleared{c, m}; }),
  };
  return all;
}

Events found_community(Truth& truth, core::CommunityId id, core::UserId owner) {
  Events events{truth.add_community(id, owner)};
  core::Role role;
  role.id = core::RoleId(kWarden);
  role.community = id;
  truth.communities.at(id).roles.push_back(role);
  events.push_back(truth.add_channel(id, fresh_id(), {0, core::permission::view_channel}, for_wardens()));
  return events;
}

}  // namespace sim
