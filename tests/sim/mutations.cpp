#include "tests/sim/mutations.h"

#include <algorithm>

namespace sim {
namespace {

using testing_support::Truth;
using Events = std::vector<core::EventRef>;

/// Ids for what is made; never reused.
std::uint64_t fresh_id() {
  static std::uint64_t last = 1'000'000;
  return ++last;
}

std::vector<core::RoleOverride> for_wardens() { return {{core::RoleId(kWarden), {core::permission::view_channel, 0}}}; }

std::optional<core::ChannelId> some_channel(const core::CommunityState& state, Random& random) {
  if (state.channels.empty()) return std::nullopt;
  return state.channels[below(random, state.channels.size())].id;
}

template <typename Make>
Mutation in_channel(std::string name, Make make) {
  return {std::move(name),
          [make](Truth& truth, core::CommunityId id, Random& random) -> Events {
            const auto channel = some_channel(truth.communities.at(id), random);
            if (!channel) return {};
            return {truth.commit(id, make(*channel, core::MessageId(below(random, 50) + 1)))};
          },
          true};
}

core::UserId some_user(const Truth& truth, Random& random) {
  return std::next(truth.people.begin(), static_cast<std::ptrdiff_t>(below(random, truth.people.size())))->first;
}

Events join(Truth& truth, core::CommunityId id, Random& random) {
  const core::UserId user = some_user(truth, random);
  if (truth.people.at(user).user.deleted || truth.communities.at(id).find_member(user) != nullptr) return {};
  std::vector<core::RoleId> roles;
  const core::CommunityState& state = truth.communities.at(id);
  if (below(random, 3) == 0 && state.find_role(core::RoleId(kWarden)) != nullptr) roles.push_back(core::RoleId(kWarden));
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

core::PermissionOverride some_override(Random& random) {
  switch (below(random, 3)) {
    case 0:
      return {core::permission::view_channel, 0};
    case 1:
      return {0, core::permission::view_channel};
    default:
      return {};
  }
}

std::optional<core::RoleId> some_role(const core::CommunityState& state, Random& random) {
  if (state.roles.empty()) return std::nullopt;
  return state.roles[below(random, state.roles.size())].id;
}

Events create_role(Truth& truth, core::CommunityId id, Random& random) {
  const core::CommunityState& state = truth.communities.at(id);
  if (state.roles.size() > 4) return {};
  core::Role role;
  role.id = core::RoleId(fresh_id());
  role.community = id;
  role.rank = static_cast<std::int32_t>(state.roles.size());
  role.permissions = some_override(random);
  return {truth.commit(id, core::RoleCreated{role})};
}

Events edit_role(Truth& truth, core::CommunityId id, Random& random) {
  const auto role = some_role(truth.communities.at(id), random);
  if (!role) return {};
  core::RoleEdit edit;
  edit.name = "role" + std::to_string(fresh_id());
  if (below(random, 3) != 0) edit.permissions = some_override(random);
  return {truth.commit(id, core::RoleUpdated{*role, edit})};
}

Events delete_role(Truth& truth, core::CommunityId id, Random& random) {
  const auto role = some_role(truth.communities.at(id), random);
  if (!role) return {};
  return {truth.commit(id, core::RoleDeleted{*role})};
}

Events rank_roles(Truth& truth, core::CommunityId id, Random& random) {
  std::vector<core::RoleId> order;
  for (const core::Role& role : truth.communities.at(id).roles) order.push_back(role.id);
  std::ranges::shuffle(order, random);
  return {truth.commit(id, core::RolesRanked{order})};
}

Events give_roles(Truth& truth, core::CommunityId id, Random& random) {
  const core::CommunityState& state = truth.communities.at(id);
  std::vector<core::RoleId> roles;
  for (const core::Role& role : state.roles) {
    if (below(random, 2) == 0) roles.push_back(role.id);
  }
  std::ranges::sort(roles);
  core::MemberEdit edit;
  edit.roles = roles;
  return {truth.commit(id, core::MemberUpdated{state.members[below(random, state.members.size())].user, edit})};
}

Events override_channel(Truth& truth, core::CommunityId id, Random& random) {
  const core::CommunityState& state = truth.communities.at(id);
  const auto channel = some_channel(state, random);
  if (!channel) return {};
  core::ChannelEdit edit;
  edit.default_override = some_override(random);
  std::vector<core::RoleOverride> overrides;
  for (const core::Role& role : state.roles) {
    if (below(random, 2) == 0) overrides.push_back({role.id, some_override(random)});
  }
  std::ranges::sort(overrides, {}, &core::RoleOverride::role);
  edit.role_overrides = overrides;
  return {truth.commit(id, core::ChannelUpdated{*channel, edit})};
}

Events change_defaults(Truth& truth, core::CommunityId id, Random&) {
  core::CommunityEdit edit;
  edit.default_permissions = truth.communities.at(id).community.default_permissions ^ core::permission::view_channel;
  return {truth.commit(id, core::CommunityUpdated{edit})};
}

Events change_owner(Truth& truth, core::CommunityId id, Random& random) {
  const core::CommunityState& state = truth.communities.at(id);
  core::CommunityEdit edit;
  edit.owner = state.members[below(random, state.members.size())].user;
  return {truth.commit(id, core::CommunityUpdated{edit})};
}

Events delete_community(Truth& truth, core::CommunityId id, Random&) { return {truth.commit(id, core::CommunityDeleted{})}; }

/// Between random people, and often enough between the same ones.
Events relate(Truth& truth, core::CommunityId, Random& random) {
  const core::UserId from = some_user(truth, random), to = some_user(truth, random);
  if (from == to || truth.people.at(from).user.deleted || truth.people.at(to).user.deleted) return {};
  static constexpr core::Relation kRelations[] = {core::Relation::none,     core::Relation::friends,
                                                  core::Relation::outgoing, core::Relation::incoming,
                                                  core::Relation::blocked,  core::Relation::blocked_by};
  Events events{truth.relate(from, to, kRelations[below(random, 6)])};
  if (below(random, 2) == 0) events.push_back(truth.relate(to, from, kRelations[below(random, 6)]));
  return events;
}

Events keep_setting(Truth& truth, core::CommunityId id, Random& random) {
  const core::UserId user = some_user(truth, random);
  if (truth.people.at(user).user.deleted) return {};
  const auto channel = some_channel(truth.communities.at(id), random);
  if (!channel || below(random, 2) == 0) return {truth.commit(core::stream_of(user), core::SettingsChanged{{{"key", {}}}})};
  return {truth.commit(core::stream_of(user), core::ChannelRead{*channel, core::MessageId(1)})};
}

/// All log-ins of a random person end but one, or but none and they get a new one.
Events log_out_all(Truth& truth, core::CommunityId, Random& random) {
  auto& account = truth.people.at(some_user(truth, random));
  if (account.logins.empty()) return {};
  if (below(random, 2) == 0) return {truth.log_out_all(account.user.id, *account.logins.rbegin())};
  const auto event = truth.log_out_all(account.user.id, core::LoginSessionId());
  account.logins.insert(core::LoginSessionId(fresh_id()));
  return {event};
}

core::Webhook webhook_in(core::ChannelId channel) {
  core::Webhook webhook;
  webhook.id = core::WebhookId(fresh_id());
  webhook.channel = channel;
  return webhook;
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
      {"join", join, true},
      {"leave", leave, true},
      {"edit_member", edit_member},
      {"edit_profile", edit_profile, true},
      {"edit_community", edit_community},
      {"create_channel", create_channel},
      {"create_hidden_channel", create_hidden_channel},
      {"edit_channel", edit_channel, true},
      {"create_role", create_role},
      {"edit_role", edit_role},
      {"delete_role", delete_role},
      {"rank_roles", rank_roles},
      {"give_roles", give_roles},
      {"override_channel", override_channel},
      {"change_defaults", change_defaults},
      {"change_owner", change_owner, true},
      {"delete_community", delete_community, true},
      {"relate", relate, true},
      {"keep_setting", keep_setting, true},
      {"log_out_all", log_out_all},
      {"move_channel", move_channel},
      {"delete_channel", delete_channel},
      {"create_category", create_category},
      {"edit_category", edit_category},
      {"delete_category", delete_category},
      {"create_emoji", create_emoji},
      {"edit_emoji", edit_emoji},
      {"delete_emoji", delete_emoji},
      {"post_message", post_message, true},
      {"log_out", log_out},
      {"delete_account", delete_account},
      in_channel("edit_message",
                 [](core::ChannelId c, core::MessageId m) {
                   return core::MessageUpdated{c, m, {}};
                 }),
      in_channel("delete_message",
                 [](core::ChannelId c, core::MessageId m) {
                   return core::MessageDeleted{c, m};
                 }),
      in_channel("add_embeds",
                 [](core::ChannelId c, core::MessageId m) {
                   return core::MessageEmbedsAdded{c, m, {}};
                 }),
      in_channel("react",
                 [](core::ChannelId c, core::MessageId m) {
                   return core::ReactionAdded{c, m, core::UserId(1), "x"};
                 }),
      in_channel("unreact",
                 [](core::ChannelId c, core::MessageId m) {
                   return core::ReactionRemoved{c, m, core::UserId(1), "x"};
                 }),
      in_channel("delete_messages",
                 [](core::ChannelId c, core::MessageId m) {
                   return core::MessagesDeleted{c, {m}, core::MessageId()};
                 }),
      in_channel("clear_emoji",
                 [](core::ChannelId c, core::MessageId m) {
                   return core::ReactionsOfEmojiCleared{c, m, "x"};
                 }),
      in_channel("create_webhook", [](core::ChannelId c, core::MessageId) { return core::WebhookCreated{webhook_in(c)}; }),
      in_channel("delete_webhook",
                 [](core::ChannelId c, core::MessageId) {
                   return core::WebhookDeleted{c, core::WebhookId(1)};
                 }),
      in_channel("clear_reactions",
                 [](core::ChannelId c, core::MessageId m) {
                   return core::ReactionsCleared{c, m};
                 }),
  };
  return all;
}

bool ends_sessions(const Mutation& mutation) {
  return mutation.name == "log_out" || mutation.name == "log_out_all" || mutation.name == "delete_account";
}

Events found_community(Truth& truth, core::CommunityId id, core::UserId owner) {
  Events events{truth.add_community(id, owner)};
  core::Role role;
  role.id = core::RoleId(kWarden);
  role.community = id;
  events.push_back(truth.commit(id, core::RoleCreated{role}));
  events.push_back(truth.add_channel(id, fresh_id(), {0, core::permission::view_channel}, for_wardens()));
  return events;
}

Events found_group(Truth& truth, core::CommunityId id, Random& random) {
  std::vector<core::UserId> people;
  for (int i = 0; i < 3; ++i) {
    const core::UserId user = some_user(truth, random);
    if (!truth.people.at(user).user.deleted && std::ranges::find(people, user) == people.end()) people.push_back(user);
  }
  if (people.empty()) return {};
  return truth.add_private(id, people.size() == 1 ? core::CommunityKind::saved : core::CommunityKind::group, people);
}

}  // namespace sim
