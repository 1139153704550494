// Telling what happened in a repository.
#include "proto/bonfire/routes/forge_events.h"

#include "proto/bonfire/errors.h"
#include "proto/bonfire/limits.h"
#include "proto/bonfire/translate.h"
#include "wire/json_document.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

namespace bonfire {
namespace {

constexpr std::string_view kGood = "#3ba55d", kOver = "#8a63d2", kGone = "#d9534f", kPlain = "#5b6b7b";

/// A value of the event; one that is not there has nothing in it.
class Json {
 public:
  explicit Json(const wire::Token* token) : token_(token) {}

  Json operator[](std::string_view key) const {
    if (!is(wire::Kind::object)) return Json(nullptr);
    const wire::Token* at = token_->first();
    for (std::uint32_t i = 0; i < token_->size; ++i) {
      const wire::Token* value = at->next();
      if (at->text() == key) return Json(value);
      at = value->next();
    }
    return Json(nullptr);
  }
  /// Of strings and whole numbers.
  std::string text() const {
    if (!is(wire::Kind::string) && !is(wire::Kind::integer)) return {};
    return std::string(token_->text());
  }
  bool truth() const { return is(wire::Kind::boolean) && token_->truth; }
  bool is(wire::Kind kind) const { return token_ != nullptr && token_->kind == kind; }
  std::size_t items() const { return is(wire::Kind::array) ? token_->size : 0; }
  template <typename Visit>
  void for_first(std::size_t count, Visit visit) const {
    if (items() == 0) return;
    const wire::Token* at = token_->first();
    for (std::size_t i = 0; i < count && i < items(); ++i, at = at->next()) visit(Json(at));
  }

 private:
  const wire::Token* token_;
};

struct Told {
  std::string title;  // after who did it
  std::string url;
  std::string text;
  std::string_view colour = kPlain;
};

std::string first_line(const std::string& text) { return text.substr(0, text.find_first_of("\r\n")); }
std::string short_hash(const std::string& hash) { return hash.substr(0, 7); }

/// Bytes, which are never fewer than code points. Characters stay whole.
std::string cut(std::string text, std::size_t bytes_max) {
  constexpr std::string_view kMore = "…";
  if (text.size() <= bytes_max) return text;
  std::size_t end = bytes_max - kMore.size();
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  text.resize(end);
  return text.append(kMore);
}

/// An address that was cut would lead elsewhere.
std::optional<std::string> address(std::string url) {
  if (url.empty() || url.size() > static_cast<std::size_t>(limits::kEmbedUrlMax)) return std::nullopt;
  return url;
}

// --- things with a number and a title, and what is said about them --------------------------------------------------------
struct Matter {
  std::string_view event, action;
  std::string_view title;
  std::string_view subject;  // has the number and the title
  std::string_view source;   // has the text and the address
  std::string_view colour;
};
constexpr Matter kMatters[] = {
    {"issues", "opened", "opened issue", "issue", "issue", kGood},
    {"issues", "closed", "closed issue", "issue", {}, kOver},
    {"issues", "reopened", "reopened issue", "issue", {}, kGood},
    {"issue_comment", "created", "commented on issue", "issue", "comment", kPlain},
    {"pull_request", "opened", "opened pull request", "pull_request", "pull_request", kGood},
    {"pull_request", "closed", "closed pull request", "pull_request", {}, kGone},
    {"pull_request", "reopened", "reopened pull request", "pull_request", {}, kGood},
    {"pull_request", "ready_for_review", "asked for review of pull request", "pull_request", {}, kGood},
    {"pull_request_review", "submitted", "reviewed pull request", "pull_request", "review", kPlain},
    {"pull_request_review_comment", "created", "commented on pull request", "pull_request", "comment", kPlain},
    {"discussion", "created", "started discussion", "discussion", "discussion", kGood},
    {"discussion", "answered", "chose the answer in discussion", "discussion", "answer", kOver},
    {"discussion_comment", "created", "commented on discussion", "discussion", "comment", kPlain},
};

Told tell_matter(const Matter& matter, Json body) {
  const Json subject = body[matter.subject];
  std::string_view title = matter.title;
  Told told;
  told.colour = matter.colour;
  if (matter.event == "issue_comment" && subject["pull_request"].is(wire::Kind::object)) title = "commented on pull request";
  if (matter.action == "closed" && subject["merged"].truth()) {
    title = "merged pull request";
    told.colour = kOver;
  }
  if (const std::string state = body["review"]["state"].text(); state == "approved") {
    title = "approved pull request";
    told.colour = kGood;
  } else if (state == "changes_requested") {
    title = "asked for changes in pull request";
    told.colour = kGone;
  }
  told.title = std::string(title) + " #" + subject["number"].text() + ": " + subject["title"].text();
  told.url = body[matter.source]["html_url"].text();
  if (told.url.empty()) told.url = subject["html_url"].text();
  told.text = body[matter.source]["body"].text();
  return told;
}

// --- the rest -------------------------------------------------------------------------------------------------------------
std::optional<Told> tell_push(Json body) {
  constexpr std::size_t kShown = 10;
  const Json commits = body["commits"];
  const std::size_t count = commits.items();
  if (count == 0) return std::nullopt;  // a branch came or went, which is an event of its own
  const std::string ref = body["ref"].text();
  const std::size_t name = ref.find('/', ref.find('/') + 1);
  const std::string branch = name == std::string::npos ? ref : ref.substr(name + 1);
  Told told;
  told.title = std::string(body["forced"].truth() ? "force-pushed " : "pushed ") + std::to_string(count) +
               (count == 1 ? " commit to " : " commits to ") + branch;
  told.url = body["compare"].text();
  commits.for_first(kShown, [&](Json commit) {
    told.text += "[`" + short_hash(commit["id"].text()) + "`](" + commit["url"].text() + ") " +
                 first_line(commit["message"].text()) + " - " + commit["author"]["name"].text() + "\n";
  });
  if (count > kShown) told.text += "and " + std::to_string(count - kShown) + " more\n";
  return told;
}

std::optional<Told> tell_other(std::string_view event, const std::string& action, Json body) {
  const std::string home = body["repository"]["html_url"].text();
  if (event == "push") return tell_push(body);
  if (event == "ping") return Told{"connected this channel", home, body["zen"].text(), kGood};
  if (event == "star" && action == "created") return Told{"gave a star", home, {}, kGood};
  if (event == "fork") {
    return Told{"forked it to " + body["forkee"]["full_name"].text(), body["forkee"]["html_url"].text(), {}, kPlain};
  }
  if (event == "create" || event == "delete") {
    const bool made = event == "create";
    const std::string what = body["ref_type"].text() + " " + body["ref"].text();
    return Told{(made ? "created " : "deleted ") + what, home, {}, made ? kGood : kGone};
  }
  if (event == "commit_comment" && action == "created") {
    const Json comment = body["comment"];
    return Told{"commented on commit " + short_hash(comment["commit_id"].text()), comment["html_url"].text(),
                comment["body"].text(), kPlain};
  }
  if (event == "release" && action == "published") {
    const Json release = body["release"];
    std::string name = release["name"].text();
    if (name.empty()) name = release["tag_name"].text();
    return Told{"released " + name, release["html_url"].text(), release["body"].text(), kGood};
  }
  return std::nullopt;
}

std::optional<Told> tell(std::string_view event, Json body) {
  const std::string action = body["action"].text();
  for (const Matter& matter : kMatters) {
    if (matter.event == event && matter.action == action) return tell_matter(matter, body);
  }
  return tell_other(event, action, body);
}

core::CustomEmbed to_embed(const Told& told, Json body) {
  std::string place = body["repository"]["full_name"].text();
  if (place.empty()) place = body["organization"]["login"].text();
  const Json sender = body["sender"];
  core::CustomEmbed embed;
  embed.title = cut("[" + place + "] " + sender["login"].text() + " " + told.title, limits::kEmbedTitleMax);
  embed.url = address(told.url);
  embed.icon_url = address(sender["avatar_url"].text());
  embed.content = store_text(cut(told.text, limits::kEmbedDescriptionMax));
  embed.css_colour = std::string(told.colour);
  return embed;
}

}  // namespace

tl::expected<std::optional<core::CustomEmbed>, ErrorObject> read_forge_event(std::string_view event, std::string_view body) {
  if (event.empty()) return tl::unexpected<ErrorObject>(make_error(400, "MissingHeaders", "X-GitHub-Event"));
  const wire::JsonDocument document(body);
  if (!document.ok()) return tl::unexpected<ErrorObject>(failed_validation("body", document.problem()));
  const Json root(document.root());
  if (!root.is(wire::Kind::object)) return tl::unexpected<ErrorObject>(failed_validation("body", "must be an object", 422));
  const auto told = tell(event, root);
  if (!told) return std::nullopt;
  return to_embed(*told, root);
}

}  // namespace bonfire
