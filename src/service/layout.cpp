// Replacing the order of all categories and channels at once. See communities.h; runs inside a unit of work.
#include <algorithm>
#include <set>
#include <utility>

#include "service/communities.h"
#include "service/list_changes.h"
#include "service/standing.h"

namespace service {

namespace {

/// The lists as they become, told step by step. Whoever applies the events has the same lists after each of them.
class Arranger {
 public:
  Arranger(store::Transaction& tx, Context context, core::CommunityId community)
      : tx_(tx),
        context_(std::move(context)),
        community_(community),
        categories_before_(tx.categories_of(community)),
        channels_before_(tx.channels_of(community)),
        categories_(categories_before_),
        channels_(channels_before_) {}

  Result<void> arrange(const std::vector<LayoutCategory>& layout) {
    auto wanted = match(layout);
    if (!wanted) return base::pass(wanted);
    drop_unlisted(*wanted);
    for (std::size_t i = 0; i < layout.size(); ++i) place_category((*wanted)[i], layout[i].name, i + 1);
    for (std::size_t i = 0; i < layout.size(); ++i) place_channels((*wanted)[i], layout[i].channels);
    save_changed(tx_, categories_before_, categories_);
    save_changed(tx_, channels_before_, channels_);
    for (core::CategoryId id : deleted_) tx_.delete_category(id);
    return {};
  }

 private:
  /// Finds or makes the category of each entry. invalid "layout".
  Result<std::vector<core::CategoryId>> match(const std::vector<LayoutCategory>& layout) {
    std::vector<core::CategoryId> found;
    std::set<core::CategoryId> used;
    std::set<core::ChannelId> placed;
    for (const LayoutCategory& entry : layout) {
      const core::CategoryId id = find_or_make(entry);
      if (!used.insert(id).second) return base::invalid("layout", "a category is listed twice");
      for (core::ChannelId channel : entry.channels) {
        if (!placed.insert(channel).second) return base::invalid("layout", "a channel is listed twice");
      }
      found.push_back(id);
    }
    // What is listed for one category and lies in the default one must not count as not listed.
    listed_ = std::move(placed);
    return found;
  }

  core::CategoryId find_or_make(const LayoutCategory& entry) {
    // What looks like an id may be a name that a client chose.
    auto at = std::ranges::find_if(categories_,
                                   [&](const core::Category& one) { return one.position != 0 && one.id == entry.id; });
    if (at == categories_.end() && !entry.alias.empty()) {
      at = std::ranges::find(categories_, entry.alias, &core::Category::alias);
    }
    if (at != categories_.end()) return at->id;
    core::Category category;
    category.id = core::CategoryId(tx_.next_id());
    category.community = community_;
    category.name = entry.name;
    category.alias = entry.alias;
    category.position = static_cast<std::uint32_t>(categories_.size());
    categories_.push_back(category);
    tell(core::CategoryCreated{category});
    return category.id;
  }

  void drop_unlisted(const std::vector<core::CategoryId>& wanted) {
    std::vector<core::CategoryId> gone;
    for (const core::Category& category : categories_) {
      if (category.position != 0 && std::ranges::find(wanted, category.id) == wanted.end()) gone.push_back(category.id);
    }
    for (core::CategoryId id : gone) {
      core::remove_category(categories_, channels_, id);
      tell(core::CategoryDeleted{id});
      deleted_.push_back(id);
    }
  }

  void place_category(core::CategoryId id, const std::string& name, std::size_t place) {
    const auto at = std::ranges::find(categories_, id, &core::Category::id);
    const auto position = static_cast<std::uint32_t>(place);
    core::CategoryEdit edit;
    if (at->name != name) edit.name = name;
    if (at->position != position) edit.position = position;
    if (edit == core::CategoryEdit{}) return;
    edit.name.apply_to(at->name);
    if (edit.position.is_set()) {
      core::move_category(categories_, id, position);
      core::sort_channels(channels_, categories_);
    }
    tell(core::CategoryUpdated{id, edit});
  }

  void place_channels(core::CategoryId category, const std::vector<core::ChannelId>& wanted) {
    std::uint32_t position = 0;
    for (core::ChannelId id : wanted) {
      if (std::ranges::find(channels_, id, &core::Channel::id) == channels_.end()) continue;
      move(id, category, position++);
    }
    // What is still behind them is listed for a later category, or for none.
    std::vector<core::ChannelId> left;
    for (const core::Channel& channel : channels_) {
      const bool stays = listed_.contains(channel.id);
      if (channel.category == category && channel.position >= position && !stays) left.push_back(channel.id);
    }
    for (core::ChannelId id : left) move(id, core::default_category_of(community_), std::nullopt);
  }

  void move(core::ChannelId id, core::CategoryId category, std::optional<std::uint32_t> position) {
    const core::Channel& now = *std::ranges::find(channels_, id, &core::Channel::id);
    if (now.category == category && (!position || now.position == *position)) return;
    core::ChannelEdit edit;
    edit.category = category;
    if (position) edit.position = *position;
    core::move_channel(channels_, categories_, id, edit);
    edit.position = std::ranges::find(channels_, id, &core::Channel::id)->position;
    tell(core::ChannelUpdated{id, edit});
  }

  void tell(core::EventBody body) { tx_.append_event(core::stream_of(community_), context_.now_ms, std::move(body)); }

  store::Transaction& tx_;
  Context context_;
  core::CommunityId community_;
  std::vector<core::Category> categories_before_;
  std::vector<core::Channel> channels_before_;
  std::vector<core::Category> categories_;
  std::vector<core::Channel> channels_;
  std::set<core::ChannelId> listed_;
  std::vector<core::CategoryId> deleted_;
};

}  // namespace

Result<void> replace_layout(store::Transaction& tx, Context context, Actor actor, core::CommunityId community,
                            const std::vector<LayoutCategory>& layout) {
  auto standing = load_community_standing(tx, context, actor, community);
  if (!standing) return base::pass(standing);
  if (auto ok = standing->require(core::permission::manage_channel); !ok) return ok;
  Arranger arranger(tx, context, community);
  return arranger.arrange(layout);
}

}  // namespace service
