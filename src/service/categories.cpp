// Use cases about categories. See communities.h; run inside a unit of work.
#include <algorithm>
#include <utility>

#include "service/communities.h"
#include "service/list_changes.h"
#include "service/standing.h"

namespace service {

namespace permission = core::permission;

namespace {

/// The categories of a community whose actor may change them, and where the one in question stands.
struct Found {
  std::vector<core::Category> categories;
  std::size_t index = 0;
};

/// forbidden; invalid "category" for the default one, not_found for one that is not of this community.
Result<Found> load(store::Reader& reader, Context context, Actor actor, core::CommunityId community,
                   core::CategoryId category) {
  auto standing = load_community_standing(reader, context, actor, community);
  if (!standing) return base::pass(standing);
  if (auto ok = standing->require(permission::manage_channel); !ok) return base::pass(ok);
  if (category == core::default_category_of(community)) {
    return base::invalid("category", "the default category cannot be changed");
  }
  Found found;
  found.categories = reader.categories_of(community);
  const auto at = std::ranges::find(found.categories, category, &core::Category::id);
  if (at == found.categories.end()) return base::not_found("category");
  found.index = static_cast<std::size_t>(at - found.categories.begin());
  return found;
}

}  // namespace

Result<core::Category> create_category(store::Transaction& tx, Context context, Actor actor, core::CommunityId community,
                                       const std::string& name) {
  auto standing = load_community_standing(tx, context, actor, community);
  if (!standing) return base::pass(standing);
  if (auto ok = standing->require(permission::manage_channel); !ok) return base::pass(ok);

  core::Category category;
  category.id = core::CategoryId(tx.next_id());
  category.community = community;
  category.name = name;
  category.position = static_cast<std::uint32_t>(tx.categories_of(community).size());
  tx.put_category(category);
  tx.append_event(core::stream_of(community), context.now_ms, core::CategoryCreated{category});
  return category;
}

Result<core::Category> edit_category(store::Transaction& tx, Context context, Actor actor, core::CommunityId community,
                                     core::CategoryId category, core::CategoryEdit edit) {
  auto found = load(tx, context, actor, community, category);
  if (!found) return base::pass(found);
  std::vector<core::Category>& categories = found->categories;
  if (edit == core::CategoryEdit{}) return categories[found->index];
  if (edit.position.is_set()) {
    if (edit.position.value() == 0) return base::invalid("position", "0 is the default category's");
    edit.position.value() = std::min(edit.position.value(), static_cast<std::uint32_t>(categories.size() - 1));
  }

  const std::vector<core::Category> before = categories;
  edit.name.apply_to(categories[found->index].name);
  if (edit.position.is_set()) core::move_category(categories, category, edit.position.value());
  save_changed(tx, before, categories);
  tx.append_event(core::stream_of(community), context.now_ms, core::CategoryUpdated{category, edit});
  return *std::ranges::find(categories, category, &core::Category::id);
}

Result<void> delete_category(store::Transaction& tx, Context context, Actor actor, core::CommunityId community,
                             core::CategoryId category) {
  auto found = load(tx, context, actor, community, category);
  if (!found) return base::pass(found);
  const std::vector<core::Category> categories_before = found->categories;
  const std::vector<core::Channel> channels_before = tx.channels_of(community);
  std::vector<core::Channel> channels = channels_before;

  core::remove_category(found->categories, channels, category);
  save_changed(tx, channels_before, channels);
  save_changed(tx, categories_before, found->categories);
  tx.delete_category(category);
  tx.append_event(core::stream_of(community), context.now_ms, core::CategoryDeleted{category});
  return {};
}

}  // namespace service
