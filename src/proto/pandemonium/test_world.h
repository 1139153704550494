// The people and things of the reference's examples (pandemonium 2.13, 9), as core values. For tests.
#pragma once

#include "core/event.h"
#include "hub/dialect.h"

#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>

namespace pandemonium::testing {

constexpr core::UserId kInes{6566726860801};
constexpr core::UserId kOtto{6566730465282};
constexpr core::CommunityId kKeepers{6566772736006};
constexpr core::ChannelId kGeneral{6566772736007};
constexpr core::CategoryId kWorkshop{6566776012808};
constexpr core::ChannelId kPaint{6566777323530};
constexpr core::EmojiId kLamp{6566805504013};
constexpr core::FileId kLampFile{6566837616641};
constexpr core::MessageId kMessage{6566838272011};

inline core::User person(core::UserId id, std::string username) {
  core::User user;
  user.id = id;
  user.username = std::move(username);
  return user;
}

inline core::Channel channel(core::ChannelId id, std::string name, core::CategoryId category, std::uint32_t position,
                             core::ChannelKind kind = core::ChannelKind::text) {
  core::Channel c;
  c.id = id;
  c.kind = kind;
  c.community = kKeepers;
  c.category = category;
  c.name = std::move(name);
  c.position = position;
  return c;
}

inline core::Emoji lamp() { return {kLamp, kKeepers, kLampFile, "lamp", kInes}; }

/// The sphere "Keepers" of Ines, with Otto.
struct World final : hub::View {
  std::map<core::UserId, core::User> people;
  std::set<core::UserId> online_now{kInes, kOtto};
  core::CommunityState keepers;

  World() {
    people[kInes] = person(kInes, "ines");
    people[kOtto] = person(kOtto, "otto");
    keepers.community.id = kKeepers;
    keepers.community.owner = kInes;
    keepers.community.name = "Keepers";
    keepers.community.slug = "keepers";
    keepers.community.kind = core::CommunityKind::hybrid;
    keepers.categories.push_back({core::default_category_of(kKeepers), kKeepers, "uncategorised", 0});
    keepers.channels.push_back(channel(kGeneral, "general", core::default_category_of(kKeepers), 0));
    for (core::UserId id : {kInes, kOtto}) {
      core::Member member;
      member.community = kKeepers;
      member.user = id;
      keepers.members.emplace_back(member);
    }
  }
  const core::User* user(core::UserId id) const override {
    const auto it = people.find(id);
    return it == people.end() ? nullptr : &it->second;
  }
  bool online(core::UserId id) const override { return online_now.contains(id); }
  const core::CommunityState* community() const override { return &keepers; }

  std::vector<bool> all_visible() const { return std::vector<bool>(keepers.channels.size(), true); }
  std::shared_ptr<core::MessageView> message(std::optional<std::string> content) const {
    auto view = std::make_shared<core::MessageView>();
    view->message.id = kMessage;
    view->message.channel = kGeneral;
    view->message.community = kKeepers;
    view->message.author = kOtto;
    view->message.content = std::move(content);
    view->author = people.at(kOtto);
    return view;
  }
};

}  // namespace pandemonium::testing
