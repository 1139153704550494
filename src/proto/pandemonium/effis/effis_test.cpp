// Effis: every route, every error of pandemonium 5.11, and the headers that keep uploads harmless.
#include "proto/pandemonium/effis/effis.h"

#include "base/clock.h"
#include "store/memory/memory_store.h"
#include "tests/support/await.h"
#include "tests/support/media_bytes.h"

#include <doctest/doctest.h>

#include <map>

using namespace testing_support;
using http::Method;
using http::Response;

namespace {

class FakeFetcher final : public service::Fetcher {
 public:
  std::map<std::string, service::Fetched> pages;
  base::Result<service::Fetched> get(const std::string& url, std::uint64_t bytes_max, Excess) const override {
    const auto found = pages.find(url);
    if (found == pages.end()) return base::invalid("url", "cannot be fetched");
    if (found->second.body.size() > bytes_max) return base::fail(base::ErrorKind::too_large, "url", "too many bytes");
    return found->second;
  }
};

struct Server {
  base::ManualClock clock;
  store::memory::MemoryStore store{clock};
  Awaiter threads{store};
  TemporaryFolder blobs, spool, statics;
  service::Files files{blobs.path(), threads.pool};
  http::RateLimiter limiter{clock};
  pandemonium::Config config;
  FakeFetcher web;
  std::optional<pandemonium::EffisContext> context;
  std::optional<http::Mount> mount;

  /// After the configuration is as the test wants it.
  Server& start() {
    mount.reset();
    context.emplace(pandemonium::EffisContext{threads.runner, limiter, config, files, web, threads.pool});
    mount.emplace(pandemonium::make_effis_mount(*context));
    return *this;
  }
  explicit Server(bool limited = false) {
    config.rate_limits_enabled = limited;
    config.static_folder = statics.path();
    start();
  }

  Response send(http::Request request) {
    if (request.peer_address.empty()) request.peer_address = "192.0.2.1";
    http::Route* route = mount->match(request);
    Response response = route == nullptr ? mount->fallbacks().not_found(request) : threads.await(route->handler(request));
    mount->fallbacks().finish(request, response);
    return response;
  }
  static http::Request request(Method method, const std::string& target) {
    http::Request r;
    r.method = method;
    const std::size_t question = std::min(target.find('?'), target.size());
    r.path = target.substr(0, question);
    if (question < target.size()) r.query = target.substr(question + 1);
    return r;
  }
  Response get(const std::string& target, const std::string& header = {}, const std::string& value = {}) {
    http::Request r = request(Method::get, target);
    if (!header.empty()) r.headers.add(header, value);
    return send(std::move(r));
  }
  http::Request form(const std::string& path, const std::string& body, const std::string& peer = {}) {
    http::Request r = request(Method::post, path);
    r.headers.add("Content-Type", "multipart/form-data; boundary=edge");
    r.spooled = std::make_shared<http::SpooledFile>(spool.write(std::to_string(++count_), body), body.size());
    r.peer_address = peer;
    return r;
  }
  static std::string form_with(const std::string& bytes, const std::string& name) {
    return "--edge\r\nContent-Disposition: form-data; name=\"spoiler\"\r\n\r\ntrue\r\n--edge\r\nContent-Disposition: "
           "form-data; "
           "name=\"file\"; filename=\"" +
           name + "\"\r\nContent-Type: text/html\r\n\r\n" + bytes + "\r\n--edge--\r\n";
  }
  Response upload(const std::string& path, const std::string& bytes, const std::string& name = "name.bin",
                  const std::string& peer = {}) {
    return send(form(path, form_with(bytes, name), peer));
  }
  /// Uploads and gives the id.
  std::string kept(const std::string& path, const std::string& bytes, const std::string& name = "name.bin") {
    const Response response = upload(path, bytes, name);
    REQUIRE(response.status == 200);
    const std::size_t begin = response.body.find("\"id\":") + 5;
    return response.body.substr(begin, response.body.find(',') - begin);
  }
  static std::string bytes_of(const Response& response) {
    if (!response.file) return response.body;
    return TemporaryFolder::read(response.file->path).substr(response.file->offset, response.file->length);
  }

 private:
  int count_ = 0;
};

bool has(const Response& response, const std::string& text) { return response.body.find(text) != std::string::npos; }

/// VALIDATION with that value_name.
void check_invalid(const Response& response, const std::string& value_name) {
  CHECK(response.status == 422);
  CHECK(has(response, "\"type\":\"VALIDATION\""));
  CHECK(has(response, "\"value_name\":\"" + value_name + "\""));
}

}  // namespace

TEST_CASE("effis 5.11: an upload is described, and comes back as it was") {
  Server s;
  const Response made = s.upload("/", "hello", "../evil\\page.txt");
  CHECK(made.status == 200);
  CHECK(made.headers.get("Content-Type") == "application/json");
  CHECK(has(made, R"("name":"page.txt")"));
  CHECK(has(made, R"("bucket":"attachments")"));
  CHECK(has(made, R"("metadata":{"type":"TEXT"})"));
  const std::string id = s.kept("/attachments", "hello");
  for (const std::string& path : {"/" + id, "/attachments/" + id, "//attachments//" + id + "/"}) {
    const Response got = s.get(path);
    CHECK(got.status == 200);
    CHECK(Server::bytes_of(got) == "hello");
    CHECK(got.headers.get("Content-Disposition") == "inline; filename=\"name.bin\"");
  }
  for (const std::string& path : {"/" + id + "/data", "/attachments/" + id + "/data"}) {
    CHECK(s.get(path).body == "{\"id\":" + id + R"(,"name":"name.bin","bucket":"attachments","metadata":{"type":"TEXT"}})");
  }
  for (const std::string& path : {"/" + id + "/download", "/attachments/" + id + "/download"}) {
    CHECK(s.get(path).headers.get("Content-Disposition") == "attachment; filename=\"name.bin\"");
  }
  CHECK(has(s.upload("/avatars", png_header(30, 40)), R"("metadata":{"type":"IMAGE","width":30,"height":40})"));
}

TEST_CASE("effis 5.11: nothing that was uploaded runs in a browser") {
  Server s;
  for (const char* page :
       {"<html><script>alert(1)</script></html>", "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"}) {
    const Response got = s.get("/" + s.kept("/", page, "page.html"));
    CHECK(got.headers.get("Content-Type") == "text/plain");
    CHECK(got.headers.get("X-Content-Type-Options") == "nosniff");
    CHECK(got.headers.get("Content-Security-Policy") == "default-src 'none'; sandbox");
  }
  CHECK(s.get("/" + s.kept("/", "%PDF-1.7")).headers.get("Content-Disposition").starts_with("attachment;"));
  CHECK(s.get("/" + s.kept("/", std::string("\0\1", 2))).headers.get("Content-Disposition").starts_with("attachment;"));
  CHECK(s.get("/" + s.kept("/", webm(3, 4))).headers.get("Content-Disposition").starts_with("inline;"));
}

TEST_CASE("effis 5.11: uploads that are refused") {
  Server s;
  s.config.attachment_file_size = 100;
  s.config.file_size = 50;
  s.start();
  check_invalid(s.upload("/", ""), "file");
  CHECK(s.upload("/", std::string(100, 'x')).status == 200);
  check_invalid(s.upload("/", std::string(101, 'x')), "file");
  const std::string icon = png_header(1, 1);
  CHECK(s.upload("/emojis", icon + std::string(50 - icon.size(), 'x')).status == 200);
  check_invalid(s.upload("/emojis", icon + std::string(51 - icon.size(), 'x')), "file");
  check_invalid(s.upload("/avatars", "text", "picture.png"), "content_type");
  check_invalid(s.upload("/nonsense", icon), "bucket");
  std::string name;
  for (int i = 0; i < 256; ++i) name += "ä";
  CHECK(s.upload("/", "x", name).status == 200);
  check_invalid(s.upload("/", "x", name + "x"), "name");
  CHECK(has(s.upload("/", "x", ""), R"("name":"attachment")"));
  CHECK(has(s.upload("/", "x", "folder/"), R"("name":"attachment")"));

  check_invalid(s.send(s.form("/", "--edge\r\nContent-Disposition: form-data; name=\"other\"\r\n\r\nx\r\n--edge--\r\n")),
                "file");
  check_invalid(s.send(s.form("/", "no form")), "body");
  check_invalid(s.send(Server::request(Method::post, "/")), "body");
}

TEST_CASE("effis 5.11: how much of a body is taken in depends on the bucket") {
  Server s;
  for (const char* bucket : {"attachments", "avatars", "banners", "sphere-icons", "sphere-banners", "member-avatars",
                             "member-banners", "emojis"}) {
    http::Request r = Server::request(Method::post, std::string("/") + bucket);
    const http::Route* route = s.mount->match(r);
    REQUIRE(route != nullptr);
    CHECK(route->body.kind == http::BodyPolicy::Kind::spool);
    CHECK(route->body.bytes_max == (bucket == std::string("attachments") ? 100'000'000u : 20'000'000u) + 65'536u);
  }
}

TEST_CASE("effis 5.11: what is not there") {
  Server s;
  const std::string id = s.kept("/", "hello");
  const std::vector<std::string> unknown = {
      "/12345",         "/12345/download",          "/12345/data", "/attachments/12345",
      "/avatars/" + id, "/banners/" + id + "/data", "/a/b/c/d",    "/avatars/" + id + "/download"};
  for (const std::string& path : unknown) {
    CAPTURE(path);
    CHECK(s.get(path).status == 404);
  }
  for (const std::string& path : {"/nonsense/" + id, "/nonsense/" + id + "/data", std::string("/nonsense/x/download")}) {
    check_invalid(s.get(path), "bucket");
  }
  for (const char* path :
       {"/x", "/-1", "/1x", "/18446744073709551616", "/x/data", "/x/download", "/avatars/x", "/avatars/+1"}) {
    CAPTURE(path);
    check_invalid(s.get(path), "id");
  }
  CHECK(s.get("/18446744073709551615").status == 404);
}

TEST_CASE("effis 5.11: ranges, entity tags, caching") {
  Server s;
  const std::string path = "/" + s.kept("/", "0123456789");
  const Response whole = s.get(path);
  const std::string tag(whole.headers.get("ETag"));
  CHECK(tag.size() == 66);
  CHECK(whole.headers.get("Cache-Control") == "public, max-age=31536000, immutable");
  CHECK(whole.headers.get("Accept-Ranges") == "bytes");
  CHECK(s.get(path, "If-None-Match", tag).status == 304);
  CHECK(s.get(path, "If-None-Match", "\"other\"").status == 200);
  const Response part = s.get(path, "Range", "bytes=2-4");
  CHECK(part.status == 206);
  CHECK(part.headers.get("Content-Range") == "bytes 2-4/10");
  CHECK(Server::bytes_of(part) == "234");
  CHECK(part.headers.get("Content-Type") == "text/plain");
  const Response beyond = s.get(path, "Range", "bytes=10-");
  CHECK(beyond.status == 416);
  CHECK(beyond.headers.get("Content-Range") == "bytes */10");
  CHECK_FALSE(beyond.headers.has("Cache-Control"));
  CHECK_FALSE(s.get("/12345").headers.has("Cache-Control"));

  http::Request head = Server::request(Method::head, path);
  const Response headed = s.send(std::move(head));
  CHECK(headed.status == 200);
  CHECK(headed.file->length == 10);
}

TEST_CASE("effis 5.11: size is 256, for pictures, in four buckets") {
  Server s;
  const std::string picture = png_header(30, 40);
  for (const char* bucket : {"avatars", "sphere-icons", "member-avatars", "emojis"}) {
    const std::string path = "/" + std::string(bucket) + "/" + s.kept("/" + std::string(bucket), picture);
    CHECK(Server::bytes_of(s.get(path + "?size=256")) == picture);  // small enough already
    for (const char* size : {"0", "255", "257", "512", "18446744073709551615"})
      check_invalid(s.get(path + "?size=" + size), "size");
    for (const char* size : {"", "x", "-1", "256x", "null"})
      CHECK(s.get(path + "?size=" + size).status == 200);  // counts as absent
  }
  for (const char* bucket : {"attachments", "banners", "sphere-banners", "member-banners"}) {
    const std::string path = "/" + std::string(bucket) + "/" + s.kept("/" + std::string(bucket), picture);
    check_invalid(s.get(path + "?size=256"), "bucket");
    check_invalid(s.get(path + "?size=1"), "bucket");
  }
  // A header and nothing else cannot be scaled down; an image whose size is unknown is none.
  check_invalid(s.get("/avatars/" + s.kept("/avatars", png_header(300, 300)) + "?size=256"), "size");
  check_invalid(s.get("/avatars/" + s.kept("/avatars", png_header(0, 0)) + "?size=256"), "bucket");
}

TEST_CASE("effis 6.3: limits by address and bucket, requests and bytes") {
  Server s(true);
  s.config.rate_limits.effis.attachments = {60, 3, 100};
  s.config.rate_limits.effis.assets = {60, 1, 1000};
  s.config.rate_limits.effis.fetch_file = {60, 2};
  s.start();
  const Response first = s.upload("/", std::string(60, 'x'));
  CHECK(first.status == 200);
  CHECK(first.headers.get("X-RateLimit-Reset") == "60000");
  CHECK(first.headers.get("X-RateLimit-Max") == "3");
  CHECK(first.headers.get("X-RateLimit-Last-Reset") == std::to_string(s.clock.unix_ms()));
  CHECK(first.headers.get("X-RateLimit-Request-Count") == "1");
  CHECK(first.headers.get("X-RateLimit-Byte-Max") == "100");
  CHECK(first.headers.get("X-RateLimit-Sent-Bytes") == "60");

  s.clock.advance_ms(1000);
  const Response too_much = s.upload("/attachments", std::string(41, 'x'));
  CHECK(too_much.status == 429);
  CHECK(has(too_much, "\"retry_after\":59000"));
  CHECK(too_much.headers.get("X-RateLimit-Sent-Bytes") == "60");
  CHECK(s.upload("/", std::string(40, 'x')).status == 200);
  CHECK(s.upload("/", "", "empty").status == 422);  // counts, and carries no bytes
  const Response too_often = s.upload("/", "");
  CHECK(too_often.status == 429);
  CHECK(too_often.headers.get("X-RateLimit-Request-Count") == "3");
  CHECK(s.upload("/", "x", "n", "192.0.2.2").status == 200);  // another address

  CHECK(s.upload("/avatars", png_header(1, 1)).status == 200);
  CHECK(s.upload("/avatars", png_header(1, 1)).status == 429);
  CHECK(s.upload("/banners", png_header(1, 1)).status == 200);  // a window of its own
  CHECK(s.get("/1").status == 404);
  CHECK(s.get("/static/none").status == 404);
  CHECK(s.get("/avatars/1/data").status == 429);
  s.clock.advance_ms(60'000);
  CHECK(s.get("/avatars/1/data").status == 404);
  CHECK(s.upload("/", std::string(100, 'x')).status == 200);
}

TEST_CASE("effis 6.3: switched off, limits are told and nothing is refused") {
  Server s;
  s.config.rate_limits.effis.attachments = {60, 1, 10};
  s.start();
  for (int i = 1; i <= 3; ++i) {
    const Response response = s.upload("/", std::string(20, 'x'));
    CHECK(response.status == 200);
    CHECK(response.headers.get("X-RateLimit-Max") == "1");
    CHECK(response.headers.get("X-RateLimit-Byte-Max") == "10");
    CHECK(response.headers.get("X-RateLimit-Request-Count") == std::to_string(i));
  }
}

TEST_CASE("effis 5.11: the proxy passes on pictures and videos, and is off unless switched on") {
  Server s;
  s.web.pages["https://a.example/i.png?x=1&y=2"] = {"", "image/png", "picture"};
  s.web.pages["https://a.example/page"] = {"", "text/html", "page"};
  s.web.pages["https://a.example/i.svg"] = {"", "image/svg+xml", "<svg/>"};
  const std::string picture = "/proxy?url=https%3A%2F%2Fa.example%2Fi.png%3Fx%3D1%26y%3D2";
  CHECK(s.get(picture).status == 421);
  CHECK(s.get(picture).headers.has("X-RateLimit-Reset"));
  s.config.proxy = true;
  s.config.proxy_file_size = 7;
  s.start();
  const Response got = s.get(picture);
  CHECK(got.status == 200);
  CHECK(got.body == "picture");
  CHECK(got.headers.get("Content-Type") == "image/png");
  CHECK(got.headers.get("X-Content-Type-Options") == "nosniff");
  check_invalid(s.get("/proxy"), "url");
  check_invalid(s.get("/proxy?url=https://gone.example/"), "url");
  check_invalid(s.get("/proxy?url=https://a.example/page"), "data");
  check_invalid(s.get("/proxy?url=https://a.example/i.svg"), "data");
  s.config.proxy_file_size = 6;
  check_invalid(s.get(picture), "data");
}

TEST_CASE("effis 5.11: the operator's own files") {
  Server s;
  std::filesystem::create_directory(s.statics.path() + "/public");
  s.config.static_folder += "/public";
  s.statics.write("public/logo.PNG", "logo");
  s.statics.write("public/page.html", "<script>");
  s.statics.write("secret", "secret");
  const Response logo = s.get("/static/logo.PNG");
  CHECK(logo.status == 200);
  CHECK(Server::bytes_of(logo) == "logo");
  CHECK(logo.headers.get("Content-Type") == "image/png");
  CHECK(logo.headers.get("Content-Disposition") == "inline; filename=\"logo.PNG\"");
  CHECK(s.get("/static/logo.PNG", "If-None-Match", std::string(logo.headers.get("ETag"))).status == 304);
  CHECK(s.get("/static/logo.PNG/download").headers.get("Content-Disposition").starts_with("attachment;"));
  CHECK(s.get("/static/page.html").headers.get("Content-Type") == "application/octet-stream");
  CHECK(s.get("/static/page.html").headers.get("Content-Disposition").starts_with("attachment;"));
  CHECK(s.get("/static/none.png").status == 404);
  http::Request sly = Server::request(Method::get, "/static/");
  sly.encoded_path = "/static/..%2Fsecret";
  CHECK(s.send(std::move(sly)).status == 404);
  s.config.static_folder.clear();
  CHECK(s.get("/static/logo.PNG").status == 404);
}

TEST_CASE("effis 5.1: CORS on every answer") {
  Server s;
  for (const Response& response : {s.get("/1"), s.get("/a/b/c/d"), s.upload("/", "x"), s.mount->fallbacks().options({})}) {
    Response finished = response;
    s.mount->fallbacks().finish({}, finished);
    CHECK(finished.headers.get("Access-Control-Allow-Origin") == "*");
  }
}
