// Writing, reading and listing entries of the audit log, and their stored form. See audit.h; runs inside a unit of work.
#include "service/audit.h"

#include <set>

#include "service/standing.h"
#include "wire/json.h"

namespace service {
namespace {

using wire::field;

/// An AuditValue as it is stored: at most one member is set, an override sets two.
struct StoredValue {
  std::optional<bool> flag;
  std::optional<std::int64_t> signed_number;
  std::optional<std::uint64_t> number;
  std::optional<std::string> text;
  std::optional<std::vector<std::uint64_t>> ids;
  std::optional<std::uint64_t> allow, deny;

  static constexpr auto wire_fields() {
    using T = StoredValue;
    return wire::fields(field<"flag">(&T::flag), field<"signed">(&T::signed_number), field<"number">(&T::number),
                        field<"text">(&T::text), field<"ids">(&T::ids), field<"allow">(&T::allow), field<"deny">(&T::deny));
  }
};
struct StoredChange {
  std::string name;
  StoredValue before, after;

  static constexpr auto wire_fields() {
    using T = StoredChange;
    return wire::fields(field<"name">(&T::name), field<"before">(&T::before), field<"after">(&T::after));
  }
};
struct Stored {
  std::optional<std::uint64_t> user, author, channel, role, message, emoji, webhook;
  std::optional<std::string> invite, name;
  std::optional<std::uint32_t> count;
  std::optional<std::uint64_t> allow, deny;
  std::optional<std::vector<StoredChange>> changes;

  static constexpr auto wire_fields() {
    using T = Stored;
    return wire::fields(field<"user">(&T::user), field<"author">(&T::author), field<"channel">(&T::channel),
                        field<"role">(&T::role), field<"message">(&T::message), field<"emoji">(&T::emoji),
                        field<"webhook">(&T::webhook), field<"invite">(&T::invite), field<"name">(&T::name),
                        field<"count">(&T::count), field<"allow">(&T::allow), field<"deny">(&T::deny),
                        field<"changes">(&T::changes));
  }
};

StoredValue stored(const AuditValue& value) {
  StoredValue out;
  struct Put {
    StoredValue& out;
    void operator()(std::monostate) {}
    void operator()(bool v) { out.flag = v; }
    void operator()(std::int64_t v) { out.signed_number = v; }
    void operator()(std::uint64_t v) { out.number = v; }
    void operator()(const std::string& v) { out.text = v; }
    void operator()(const std::vector<std::uint64_t>& v) { out.ids = v; }
    void operator()(const core::PermissionOverride& v) {
      out.allow = v.allow;
      out.deny = v.deny;
    }
  };
  std::visit(Put{out}, value);
  return out;
}

AuditValue restored(const StoredValue& value) {
  if (value.flag) return *value.flag;
  if (value.signed_number) return *value.signed_number;
  if (value.number) return *value.number;
  if (value.text) return *value.text;
  if (value.ids) return *value.ids;
  if (value.allow || value.deny) return core::PermissionOverride{value.allow.value_or(0), value.deny.value_or(0)};
  return {};
}

template <typename Tag>
std::optional<std::uint64_t> number_of(const std::optional<core::Id<Tag>>& id) {
  return id ? std::optional(id->value) : std::nullopt;
}
template <typename Tag>
void restore(std::optional<core::Id<Tag>>& id, const std::optional<std::uint64_t>& number) {
  if (number) id = core::Id<Tag>(*number);
}

std::string to_text(const AuditAction& action) {
  Stored out;
  out.user = number_of(action.user);
  out.author = number_of(action.author);
  out.channel = number_of(action.channel);
  out.role = number_of(action.role);
  out.message = number_of(action.message);
  out.emoji = number_of(action.emoji);
  out.webhook = number_of(action.webhook);
  out.invite = action.invite;
  out.name = action.name;
  out.count = action.count;
  if (action.permissions) {
    out.allow = action.permissions->allow;
    out.deny = action.permissions->deny;
  }
  if (!action.changes.empty()) out.changes.emplace();
  for (const AuditChange& change : action.changes) {
    out.changes->push_back({change.name, stored(change.before), stored(change.after)});
  }
  return wire::to_json(out);
}

}  // namespace

AuditAction audit_action(std::string_view type, std::uint64_t target) {
  AuditAction action;
  action.type = type;
  action.target = target;
  return action;
}

void audit(store::Transaction& tx, const Context& context, core::UserId by, const core::Community& community,
           const AuditAction& action) {
  if (core::is_private(community.kind)) return;
  core::AuditEntry entry;
  entry.id = core::AuditEntryId(tx.next_id());
  entry.community = community.id;
  entry.user = by;
  entry.target = action.target;
  entry.type = action.type;
  entry.action = to_text(action);
  entry.reason = context.reason;
  tx.insert_audit_entry(entry);
}

AuditAction read_audit_entry(const core::AuditEntry& entry) {
  AuditAction action = audit_action(entry.type, entry.target);
  const auto in = wire::from_json<Stored>(entry.action);
  if (!in) return action;
  restore(action.user, in->user);
  restore(action.author, in->author);
  restore(action.channel, in->channel);
  restore(action.role, in->role);
  restore(action.message, in->message);
  restore(action.emoji, in->emoji);
  restore(action.webhook, in->webhook);
  action.invite = in->invite;
  action.name = in->name;
  action.count = in->count;
  if (in->allow || in->deny) action.permissions = core::PermissionOverride{in->allow.value_or(0), in->deny.value_or(0)};
  if (in->changes) {
    for (const StoredChange& change : *in->changes) {
      action.changes.push_back({change.name, restored(change.before), restored(change.after)});
    }
  }
  return action;
}

base::Result<AuditPage> list_audit_entries(store::Reader& reader, Context context, Actor actor,
                                           const store::Reader::AuditQuery& query) {
  auto standing = load_community_standing(reader, context, actor, query.community);
  if (!standing) return base::pass(standing);
  if (auto ok = standing->require(core::permission::view_audit_logs); !ok) return base::pass(ok);
  AuditPage page;
  page.entries = reader.audit_entries(query);
  std::set<core::UserId> people;
  for (const core::AuditEntry& entry : page.entries) {
    people.insert(entry.user);
    const AuditAction action = read_audit_entry(entry);
    if (action.user) people.insert(*action.user);
    if (action.author) people.insert(*action.author);
  }
  for (core::UserId id : people) {
    if (auto user = reader.user(id)) page.users.push_back(*std::move(user));
    if (auto member = reader.member(query.community, id)) page.members.push_back(*std::move(member));
  }
  return page;
}

base::Result<void> drop_old_audit_entries(store::Transaction& tx, Context context) {
  tx.delete_audit_entries_before(context.now_ms - kAuditKeptMs);
  return {};
}

}  // namespace service
