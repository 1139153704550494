// OpenAPI. Pure functions.
#include "proto/pandemonium/config.h"
#include "proto/pandemonium/documents.h"
#include "proto/pandemonium/documents_oprish.h"
#include "proto/pandemonium/wire.h"
#include "wire/openapi.h"

#include <array>
#include <vector>

namespace pandemonium {
namespace {

using wire::Direction;
using wire::Schema;
using wire::SchemaSet;
using namespace wire::openapi;

constexpr std::string_view kTokenScheme = "token";
constexpr std::string_view kIdSchema = R"({"type":"integer","minimum":0,"format":"uint64"})";
const Schema kId{std::string(kIdSchema)};
const Schema kNumber{R"({"type":"integer"})"};

std::string error_text(int status) {
  switch (status) {
    case 400:
      return "The body is not JSON.";
    case 401:
      return "Missing or invalid credentials, or not a member.";
    case 403:
      return "Not allowed.";
    case 404:
      return "No such resource.";
    case 409:
      return "The name or address is taken.";
    case 413:
      return "The body is too large.";
    case 421:
      return "Not provided by this instance.";
    case 422:
      return "A value breaks a rule.";
    case 429:
      return "Too many requests.";
    default:
      return "A defect, or storage is unavailable.";
  }
}

class Builder {
 public:
  std::string build() {
    const Config config;
    document_.info = {"Oprish and Effis", config.version,
                      "Oprish is the REST side, Effis the file server. The token of a session goes bare into Authorization. "
                      "Content-Type of requests is not looked at. Empty path segments are ignored."};
    document_.servers.push_back({"/", "The origin that serves this document."});
    document_.security_schemes.push_back(
        {std::string(kTokenScheme), "Authorization", "The token of a session, without a prefix."});
    for (const OprishOperation& line : oprish_operations()) add_oprish(line, config.oprish_path);
    add_effis(config.effis_path);
    return write(document_, schemas_);
  }

 private:
  Schema error_schema(int status) {
    switch (status) {
      case 401:
        return schemas_.add<UnauthorizedError>(Direction::output);
      case 403:
        return schemas_.add<ForbiddenError>(Direction::output);
      case 404:
        return schemas_.add<NotFoundError>(Direction::output);
      case 409:
        return schemas_.add<ConflictError>(Direction::output);
      case 421:
        return schemas_.add<MisdirectedError>(Direction::output);
      case 429:
        return schemas_.add<RateLimitedError>(Direction::output);
      case 500:
        return schemas_.add<ServerError>(Direction::output);
      default:
        return schemas_.add<ValidationError>(Direction::output);
    }
  }
  void add_errors(Operation& o, const std::vector<int>& statuses, bool bytes_limited) {
    for (int status : statuses) {
      Response r{status, error_text(status), error_schema(status), {}, {}};
      if (status != 401) r.headers = limit_headers(bytes_limited);
      o.responses.push_back(std::move(r));
    }
  }
  static std::vector<Header> limit_headers(bool bytes) {
    std::vector<Header> list{{"X-RateLimit-Reset", "Length of the window in milliseconds.", kNumber},
                             {"X-RateLimit-Max", "Requests per window.", kNumber},
                             {"X-RateLimit-Last-Reset", "Unix time in milliseconds at which the window opened.", kNumber},
                             {"X-RateLimit-Request-Count", "Requests counted in this window, this one included.", kNumber}};
    if (bytes) {
      list.push_back({"X-RateLimit-Byte-Max", "Bytes per window.", kNumber});
      list.push_back({"X-RateLimit-Sent-Bytes", "Bytes counted in this window.", kNumber});
    }
    return list;
  }

  /// One for each {name} in the path.
  static std::vector<Parameter> path_parameters(std::string_view path) {
    std::vector<Parameter> list;
    for (std::size_t at = path.find('{'); at != std::string_view::npos; at = path.find('{', at + 1)) {
      Parameter p;
      p.in = Parameter::In::path;
      p.required = true;
      p.name = path.substr(at + 1, path.find('}', at) - at - 1);
      if (p.name == "user") {
        p.description = "An id, a username, or @me.";
      } else if (p.name == "sphere") {
        p.description = "An id; where the sphere itself is meant also its slug.";
      } else if (p.name == "bucket") {
        p.description =
            "attachments, avatars, banners, sphere-icons, sphere-banners, member-avatars, member-banners or emojis.";
      } else if (p.name != "name") {
        p.schema = kId;
      }
      list.push_back(std::move(p));
    }
    return list;
  }
  static Parameter query(std::string name, std::string description, Schema schema = kNumber, bool required = false) {
    return {std::move(name), Parameter::In::query, required, std::move(description), std::move(schema)};
  }
  static void add_queries(Operation& o) {
    if (o.id == "getInstanceInfo") o.parameters.push_back(query("rate_limits", "Include the rate limits; a bare flag.", {}));
    if (o.id == "verifyUser") o.parameters.push_back(query("code", "The six digits.", kNumber, true));
    if (o.id == "getAvatar") o.parameters.push_back(query("size", "Only 256: scaled to fit."));
    if (o.id == "getMessages") {
      o.parameters.push_back(query("before", "Only ids below it. What is no number counts as absent.", {}));
      o.parameters.push_back(query("after", "Only ids above it. What is no number counts as absent.", {}));
      o.parameters.push_back(
          query("limit", "How many.", Schema{R"({"type":"integer","minimum":1,"maximum":200,"default":50})"}));
    }
  }

  void add_oprish(const OprishOperation& line, const std::string& prefix) {
    Operation o;
    o.method = line.method;
    o.path = prefix + std::string(line.path);
    o.id = line.id;
    o.summary = line.summary;
    o.tags = {std::string(line.tag)};
    o.parameters = path_parameters(line.path);
    add_queries(o);
    if (line.body != nullptr) {
      Body body;
      body.schema = schemas_.add(line.body(), Direction::input);
      o.body = std::move(body);
    }
    const bool image = o.id == "getAvatar";
    Response success;
    success.status = line.status;
    success.description = line.answer != nullptr || image ? "What was asked for." : "Done.";
    if (line.answer != nullptr) success.schema = schemas_.add(line.answer(), Direction::output);
    if (image) success.content_type = "image/*";
    if (!image) success.headers = limit_headers(false);
    o.responses.push_back(std::move(success));
    std::vector<int> statuses = line.errors;
    if (line.auth == Auth::yes) statuses.push_back(401);
    if (line.body != nullptr) statuses.insert(statuses.end(), {400, 413});
    statuses.push_back(422);
    if (!image) statuses.push_back(429);
    statuses.push_back(500);
    add_errors(o, statuses, false);
    if (line.auth == Auth::yes || line.auth == Auth::optional) o.security.push_back(std::string(kTokenScheme));
    document_.operations.push_back(std::move(o));
  }

  void add_effis(const std::string& prefix) {
    // Paths as templates would clash: an id and a bucket stand in the same place. So uploads are listed bucket by bucket.
    add_upload(prefix + "/", "uploadFile", "Upload an attachment");
    constexpr std::array<std::array<std::string_view, 2>, 8> kBuckets{{{"attachments", "uploadAttachment"},
                                                                       {"avatars", "uploadAvatar"},
                                                                       {"banners", "uploadBanner"},
                                                                       {"sphere-icons", "uploadSphereIcon"},
                                                                       {"sphere-banners", "uploadSphereBanner"},
                                                                       {"member-avatars", "uploadMemberAvatar"},
                                                                       {"member-banners", "uploadMemberBanner"},
                                                                       {"emojis", "uploadEmoji"}}};
    for (const auto& [bucket, id] : kBuckets) {
      add_upload(prefix + "/" + std::string(bucket), std::string(id), "Upload into the bucket " + std::string(bucket));
    }
    const Schema data = schemas_.add<FileData>(Direction::output);
    add_get(prefix, "/{id}", "getAttachmentFile", "An attachment's bytes", {});
    add_get(prefix, "/{id}/download", "downloadAttachment", "The same, to be saved", {});
    add_get(prefix, "/{id}/data", "getAttachmentData", "What is known of an attachment", data);
    add_get(prefix, "/{bucket}/{id}", "getFile", "A file's bytes", {});
    add_get(prefix, "/{bucket}/{id}/download", "downloadFile", "The same, to be saved", {});
    add_get(prefix, "/{bucket}/{id}/data", "getFileData", "What is known of a file", data);
    add_get(prefix, "/static/{name}", "getStaticFile", "A file of the operator's", {});
    add_get(prefix, "/static/{name}/download", "downloadStaticFile", "The same, to be saved", {});
    add_get(prefix, "/proxy", "proxyFile", "An image or video from elsewhere", {});
  }

  void add_upload(std::string path, std::string id, std::string summary) {
    Operation o;
    o.method = "post";
    o.path = std::move(path);
    o.id = std::move(id);
    o.summary = std::move(summary);
    o.tags = {"files"};
    Body body;
    body.content_type = "multipart/form-data";
    body.schema = {R"({"type":"object","properties":{"file":{"type":"string","format":"binary"}},"required":["file"]})"};
    o.body = std::move(body);
    o.responses.push_back({200, "The stored file.", schemas_.add<FileData>(Direction::output), {}, limit_headers(true)});
    add_errors(o, {413, 422, 429, 500}, true);
    document_.operations.push_back(std::move(o));
  }

  void add_get(const std::string& prefix, std::string_view path, std::string id, std::string summary, Schema answer) {
    Operation o;
    o.method = "get";
    o.path = prefix + std::string(path);
    o.id = std::move(id);
    o.summary = std::move(summary);
    o.tags = {"files"};
    o.parameters = path_parameters(path);
    const bool proxy = path == "/proxy";
    const bool bytes = answer.empty();
    if (proxy) {
      o.parameters.push_back(query("url", "Where it is.", {}, true));
    } else if (bytes && path.find("/static") == std::string_view::npos) {
      o.parameters.push_back(query("size", "Only 256: scaled to fit; images of some buckets only."));
    }
    Response success{200, bytes ? "The bytes." : "The description.", std::move(answer), bytes ? "*/*" : "",
                     limit_headers(false)};
    o.responses.push_back(std::move(success));
    add_errors(o, proxy ? std::vector<int>{422, 429, 500} : std::vector<int>{404, 422, 429, 500}, false);
    document_.operations.push_back(std::move(o));
  }

  SchemaSet schemas_{SchemaSet::Dialect::openapi};
  Document document_;
};

}  // namespace

std::string openapi_document() { return Builder().build(); }

}  // namespace pandemonium
