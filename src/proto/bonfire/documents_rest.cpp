// OpenAPI. Pure functions.
#include "proto/bonfire/documents.h"
#include "proto/bonfire/documents_delta.h"
#include "proto/bonfire/wire.h"
#include "wire/openapi.h"

#include <algorithm>
#include <vector>

namespace bonfire {
namespace {

using wire::Direction;
using wire::Schema;
using wire::SchemaSet;
using namespace wire::openapi;

constexpr std::string_view kSessionScheme = "session";
constexpr std::string_view kBotScheme = "bot";
constexpr std::string_view kTicketScheme = "ticket";
constexpr std::string_view kModeratorScheme = "moderator";
const Schema kId{R"({"type":"string","minLength":26,"maxLength":26,"description":"A ULID."})"};
const Schema kInteger{R"({"type":"integer"})"};
const Schema kBoolean{R"({"type":"boolean"})"};
const Schema kPage{R"({"type":"integer","minimum":1,"maximum":100,"default":50})"};

std::string error_text(int status) {
  switch (status) {
    case 400:
      return "The request cannot be carried out as it is.";
    case 401:
      return "Missing or invalid credentials.";
    case 403:
      return "Not allowed.";
    case 404:
      return "No such thing.";
    case 409:
      return "It is so already, or was sent already.";
    case 413:
      return "The body is too large.";
    case 422:
      return "The body has a wrong shape, or its content cannot be taken.";
    case 429:
      return "Too many requests.";
    default:
      return "A defect, or storage is unavailable.";
  }
}

struct Query {
  std::string_view operation;
  std::string_view name;
  std::string_view description;
  const Schema* schema;
  bool required = false;
};
const std::vector<Query>& queries() {
  static const std::vector<Query> list = {
      {"deleteSessions", "revoke_self", "End the calling session too.", &kBoolean},
      {"getServer", "include_channels", "Channels as objects, those that one can see.", &kBoolean},
      {"deleteServer", "leave_silently", "Without a message.", &kBoolean},
      {"getMembers", "exclude_offline", "Only those who are online.", &kBoolean},
      {"getMember", "roles", "With the member's roles beside the member.", &kBoolean},
      {"queryMembers", "query", "A part of a nickname or username.", nullptr, true},
      {"queryMembers", "experimental_api", "Must be true.", &kBoolean, true},
      {"getAuditLogs", "user", "Who did it.", &kId},
      {"getAuditLogs", "target", "What it was done to.", nullptr},
      {"getAuditLogs", "type", "A type of action; may be repeated.", nullptr},
      {"getAuditLogs", "before", "Only older entries.", &kId},
      {"getAuditLogs", "after", "Only newer entries.", &kId},
      {"getAuditLogs", "limit", "How many.", &kPage},
      {"deleteChannel", "leave_silently", "Without a message.", &kBoolean},
      {"getMessages", "limit", "How many.", &kPage},
      {"getMessages", "before", "Only older messages.", &kId},
      {"getMessages", "after", "Only newer messages.", &kId},
      {"getMessages", "sort", "Latest or Oldest.", nullptr},
      {"getMessages", "nearby", "Messages around this one; the others are not looked at.", &kId},
      {"getMessages", "include_users", "The answer is MessagesWithUsers.", &kBoolean},
      {"unreact", "user_id", "Whose reaction; needs ManageMessages.", &kId},
      {"unreact", "remove_all", "All reactions with the emoji; needs ManageMessages.", &kBoolean},
      {"setSettings", "timestamp", "The revision, ms; now, if missing or in the future.", &kInteger},
  };
  return list;
}

class Builder {
 public:
  explicit Builder(const Bases& bases) : bases_(bases) {}

  std::string build() {
    document_.info = {
        "Delta, Autumn and January", "0.15.1",
        "The API, the file server and the link proxy. Content-Type of requests is not looked at, but for uploads. "
        "A slash at the end of a path makes no difference. What has no value is left out."};
    document_.servers.push_back({"/", "The origin that serves this document."});
    document_.security_schemes.push_back({std::string(kSessionScheme), "X-Session-Token", "The token of a session."});
    document_.security_schemes.push_back({std::string(kBotScheme), "X-Bot-Token", "The token of a bot; goes first."});
    document_.security_schemes.push_back(
        {std::string(kTicketScheme), "X-MFA-Ticket", "Beside the session: a validated ticket, good for one use."});
    document_.security_schemes.push_back({std::string(kModeratorScheme), "X-Admin-Token", "The moderators' token."});
    for (const DeltaOperation& line : delta_operations()) add_delta(line);
    add_autumn();
    add_january();
    return write(document_, schemas_);
  }

 private:
  static std::vector<Header> limit_headers() {
    return {{"X-RateLimit-Limit", "Requests per window.", kInteger},
            {"X-RateLimit-Bucket", "Which bucket was counted.", {}},
            {"X-RateLimit-Remaining", "Requests left in this window.", kInteger},
            {"X-RateLimit-Reset-After", "Milliseconds until the window ends.", kInteger}};
  }
  /// Too many requests has a form of its own; some operations have a rule beside it that is told as an error object.
  void add_error(Operation& o, int status, bool own_rule = false) {
    Schema schema = schemas_.add<ErrorObject>(Direction::output);
    if (status == 429) {
      const Schema limited = schemas_.add<RateLimited>(Direction::output);
      schema = own_rule ? Schema{"{\"anyOf\":[" + limited.json + "," + schema.json + "]}"} : limited;
    }
    o.responses.push_back({status, error_text(status), std::move(schema), {}, limit_headers()});
  }

  /// One for each {name} in the path.
  static std::vector<Parameter> path_parameters(std::string_view path) {
    std::vector<Parameter> list;
    for (std::size_t at = path.find('{'); at != std::string_view::npos; at = path.find('{', at + 1)) {
      Parameter p;
      p.in = Parameter::In::path;
      p.required = true;
      p.name = path.substr(at + 1, path.find('}', at) - at - 1);
      if (p.name == "emoji") {
        p.description = "An emoji's id, or the characters themselves.";
      } else if (p.name == "tag") {
        p.description = "attachments, avatars, backgrounds, icons, banners or emojis.";
      } else if (p.name == "file") {
        p.description = "A file's id: 42 characters, 26 for emojis.";
      } else if (p.name == "user") {
        p.description = "An id; @me where the user itself is changed.";
      } else if (p.name != "code" && p.name != "token" && p.name != "name") {
        p.schema = kId;
      }
      list.push_back(std::move(p));
    }
    return list;
  }

  static void add_security(Operation& o, Auth auth) {
    if (auth == Auth::no) return;
    o.security.push_back(std::string(kSessionScheme));
    if (auth == Auth::user || auth == Auth::optional) o.security.push_back(std::string(kBotScheme));
    if (auth == Auth::account_ticket) o.description = "Needs a ticket in X-MFA-Ticket beside the session.";
  }

  void add_delta(const DeltaOperation& line) {
    Operation o;
    o.method = line.method;
    o.path = bases_.api + std::string(line.path);
    o.id = line.id;
    o.summary = line.summary;
    o.tags = {std::string(line.tag)};
    o.parameters = path_parameters(line.path);
    for (const Query& q : queries()) {
      if (q.operation != line.id) continue;
      o.parameters.push_back({std::string(q.name), Parameter::In::query, q.required, std::string(q.description),
                              q.schema == nullptr ? Schema() : *q.schema});
    }
    std::vector<int> statuses = line.errors;
    const auto also = [&](int status) {
      if (std::find(statuses.begin(), statuses.end(), status) == statuses.end()) statuses.push_back(status);
    };
    if (line.body != nullptr) {
      o.body.emplace().schema = schemas_.add(line.body(), Direction::input);
      for (int status : {400, 413, 422}) also(status);
    }
    if (line.auth != Auth::no) also(401);
    for (int status : {429, 500}) also(status);
    if (line.status >= 400) {
      also(line.status);
    } else {
      o.responses.push_back(success(line));
    }
    const bool own_rule = std::find(line.errors.begin(), line.errors.end(), 429) != line.errors.end();
    for (int status : statuses) add_error(o, status, own_rule);
    add_security(o, line.auth);
    document_.operations.push_back(std::move(o));
  }
  Response success(const DeltaOperation& line) {
    Response r;
    r.status = line.status;
    r.description = line.answer != nullptr ? "What was asked for." : "Done.";
    r.headers = limit_headers();
    if (line.answer != nullptr) r.schema = schemas_.add(line.answer(), Direction::output);
    if (line.id == "getDefaultAvatar") {
      r.description = "The picture.";
      r.content_type = "image/png";
    }
    return r;
  }

  void add_autumn() {
    add_get(bases_.files, "/", "getAutumn", "Which file server this is", schemas_.add<AutumnRoot>(Direction::output));
    Operation o;
    o.method = "post";
    o.path = bases_.files + "/{tag}";
    o.id = "uploadFile";
    o.summary = "Upload a file; it is kept when it is used within an hour";
    o.tags = {"files"};
    o.parameters = path_parameters("/{tag}");
    Body body;
    body.content_type = "multipart/form-data";
    body.schema = {R"({"type":"object","properties":{"file":{"type":"string","format":"binary"}},"required":["file"]})"};
    o.body = std::move(body);
    o.responses.push_back({200, "Stored.", schemas_.add<UploadResponse>(Direction::output), {}, limit_headers()});
    for (int status : {400, 401, 413, 422, 429, 500}) add_error(o, status);
    add_security(o, Auth::user);
    document_.operations.push_back(std::move(o));
    add_get(bases_.files, "/{tag}/{file}", "getPreview", "An image's preview, or the way to the file", {});
    add_get(bases_.files, "/{tag}/{file}/original", "getOriginal", "The way to the file under its name", {}, 308);
    add_get(bases_.files, "/{tag}/{file}/{name}", "getFile", "The file's bytes", {});
    add_get(bases_.files, "/mod/{tag}/{file}/{name}", "moderateFile", "The bytes of any file, used or not", {});
    add_error(document_.operations.back(), 401);
    document_.operations.back().security.push_back(std::string(kModeratorScheme));
  }
  void add_january() {
    add_get(bases_.proxy, "/", "getJanuary", "Which link proxy this is", schemas_.add<JanuaryRoot>(Direction::output));
    add_get(bases_.proxy, "/proxy", "proxyFile", "An image or video from elsewhere", {});
    add_get(bases_.proxy, "/embed", "getEmbed", "What a page shows of itself", schemas_.add<Embed>(Direction::output));
  }
  void add_get(const std::string& base, std::string_view path, std::string id, std::string summary, Schema answer,
               int status = 200) {
    Operation o;
    o.method = "get";
    o.path = base + std::string(path);
    o.summary = std::move(summary);
    o.tags = {base == bases_.files ? "files" : "previews"};
    o.parameters = path_parameters(path);
    const bool wants_url = id == "proxyFile" || id == "getEmbed";
    if (wants_url) o.parameters.push_back({"url", Parameter::In::query, true, "Where it is.", {}});
    const bool bytes = answer.empty() && status == 200;
    o.responses.push_back({status, "What was asked for.", std::move(answer), bytes ? "*/*" : "", {}});
    if (wants_url) {
      for (int refusal : {400, 429}) add_error(o, refusal);
    }
    if (id == "getPreview") o.responses.push_back({308, "The way to the file under its name.", {}, "", {}});
    if (path.find('{') != std::string_view::npos) add_error(o, 404);
    o.id = std::move(id);
    document_.operations.push_back(std::move(o));
  }

  Bases bases_;
  SchemaSet schemas_{SchemaSet::Dialect::openapi};
  Document document_;
};

}  // namespace

std::string openapi_document(const Bases& bases) { return Builder(bases).build(); }

}  // namespace bonfire
