// See reports.h. Runs inside a unit of work.
#include "service/reports.h"

#include "service/accounts.h"
#include "service/message_access.h"
#include "service/standing.h"
#include "wire/json_writer.h"

namespace service {
namespace {

tl::unexpected<base::Error> about_oneself() { return base::invalid("self", "a complaint is about others"); }

/// A message that the actor may see; not_found "message".
Result<core::Message> visible_message(store::Reader& reader, Context context, Actor actor, core::MessageId id) {
  auto message = reader.message(id);
  if (!message || !open_channel(reader, context, actor, message->channel)) return base::not_found("message");
  return *std::move(message);
}

void write(wire::JsonWriter& out, const core::Message& message) {
  out.key("message").begin_object();
  out.member("id", message.id.value).member("channel", message.channel.value).member("community", message.community.value);
  out.member("author", message.author.value).member("content", message.content.value_or(""));
  out.key("files").begin_array();
  for (const core::Attachment& attachment : message.attachments) out.value(attachment.file.id.value);
  out.end_array().end_object();
}

/// Writes what a report is about.
struct About {
  store::Reader& reader;
  Context context;
  Actor actor;
  wire::JsonWriter& out;

  Result<void> operator()(core::MessageId id) const {
    const auto message = visible_message(reader, context, actor, id);
    if (!message) return base::pass(message);
    if (message->author == actor.user) return about_oneself();
    out.member("about", "message");
    write(out, *message);
    return {};
  }
  Result<void> operator()(core::CommunityId id) const {
    const auto community = reader.community(id);
    if (!community || core::is_private(community->kind)) return base::not_found("community");
    if (community->owner == actor.user) return about_oneself();
    out.member("about", "community").member("community", id.value).member("name", community->name.value_or(""));
    out.member("description", community->description.value_or(""));
    return {};
  }
  Result<void> operator()(core::UserId id) const {
    const auto user = find_user(reader, id);
    if (!user) return base::pass(user);
    if (id == actor.user) return about_oneself();
    out.member("about", "user").member("user", id.value).member("username", user->username);
    out.member("display_name", user->display_name.value_or("")).member("bio", user->bio.value_or(""));
    return {};
  }
};

}  // namespace

Result<core::ReportId> create_report(store::Transaction& tx, Context context, Actor actor, const NewReport& report) {
  if (auto user = load_actor(tx, actor); !user) return base::pass(user);
  wire::JsonWriter out;
  out.begin_object().member("time_ms", context.now_ms).member("reason", report.reason).member("context", report.context);
  if (auto ok = std::visit(About{tx, context, actor, out}, report.about); !ok) return base::pass(ok);
  if (report.message && !std::holds_alternative<core::MessageId>(report.about)) {
    const auto message = visible_message(tx, context, actor, *report.message);
    if (!message) return base::pass(message);
    write(out, *message);
  }
  out.end_object();
  const core::ReportId id(tx.next_id());
  tx.insert_report(id, actor.user, out.str());
  return id;
}

}  // namespace service
