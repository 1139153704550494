// Autumn: every route, every error of bonfire-rest 5, and the headers that keep uploads harmless.
#include "http/content.h"
#include "proto/bonfire/file_id.h"
#include "proto/bonfire/routes/default_avatars.h"
#include "proto/bonfire/routes/delta_world.h"
#include "proto/bonfire/wire_ids.h"
#include "service/file_use.h"
#include "tests/support/await.h"
#include "tests/support/media_bytes.h"

#include <doctest/doctest.h>

#include <optional>

namespace {

using namespace bonfire::testing;
using namespace testing_support;
using http::Method;

struct Autumn : DeltaWorld {
  TemporaryFolder spool;
  std::optional<http::Mount> mount{make_autumn_mount(context())};
  Person ines = person("ines");

  /// After a test has changed the configuration.
  void restart() { mount.emplace(make_autumn_mount(context())); }

  Answer fetch(const std::string& target, const HeaderList& headers = {}, Method method = Method::get) {
    http::Request request;
    request.method = method;
    request.target = target;
    for (const auto& [name, value] : headers) request.headers.add(name, value);
    return send_to(*mount, std::move(request));
  }
  static std::string form(const std::string& bytes, const std::string& disposition) {
    return "--edge\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nx\r\n--edge\r\nContent-Disposition: form-data; " +
           disposition + "\r\nContent-Type: text/html\r\n\r\n" + bytes + "\r\n--edge--\r\n";
  }
  Answer send_form(const std::string& tag, const std::string& body, const HeaderList& headers,
                   const std::string& content_type = "multipart/form-data; boundary=edge") {
    http::Request request;
    request.method = Method::post;
    request.target = "/" + tag;
    request.headers.add("Content-Type", content_type);
    for (const auto& [name, value] : headers) request.headers.add(name, value);
    request.spooled = std::make_shared<http::SpooledFile>(spool.write(std::to_string(++count_), body), body.size());
    return send_to(*mount, std::move(request));
  }
  Answer upload(const std::string& tag, const std::string& bytes, const std::string& name = "name.bin") {
    return send_form(tag, form(bytes, "name=\"file\"; filename=\"" + name + "\""), {{"X-Session-Token", ines.token}});
  }
  std::string uploaded(const std::string& tag, const std::string& bytes, const std::string& name = "name.bin") {
    const Answer made = upload(tag, bytes, name);
    CAPTURE(made.body);
    REQUIRE(made.status == 200);
    return made.at("id");
  }
  void use(const std::string& tag, const std::string& id) {
    const core::FileId file =
        tag == "emojis" ? core::FileId(bonfire::parse_id<core::EmojiId>(id)->value) : bonfire::parse_file_id(id);
    arrange([&](store::Transaction& tx) { tx.use_file(file); });
  }
  /// Uploaded, and used for something.
  std::string kept(const std::string& tag, const std::string& bytes, const std::string& name = "name.bin") {
    const std::string id = uploaded(tag, bytes, name);
    use(tag, id);
    return id;
  }
  static std::string bytes_of(const Answer& answer) {
    if (!answer.file) return answer.body;
    return TemporaryFolder::read(answer.file->path).substr(answer.file->offset, answer.file->length);
  }

 private:
  int count_ = 0;
};

/// An error object that pages of any origin can read, with the headers of a limit.
void check_error_answer(const Answer& answer, int status, const std::string& type) {
  CAPTURE(answer.body);
  CHECK(answer.status == status);
  CHECK(answer.at("type") == type);
  CHECK(answer.headers.get("Access-Control-Allow-Origin") == "*");
  CHECK(answer.headers.has("X-RateLimit-Limit"));
  CHECK_FALSE(answer.headers.has("Cache-Control"));
}

std::string animated_gif(unsigned side) {
  const std::string frame =
      "\x2C" + le(0, 2) + le(0, 2) + le(side, 2) + le(side, 2) + zeros(1) + "\x02\x02\x4C\x01" + zeros(1);
  return gif_header(side, side) + frame + frame + ";";
}

TEST_CASE("5.1: the root says what this is") {
  Autumn world;
  const Answer root = world.fetch("/");
  CHECK(root.status == 200);
  CHECK(root.at("autumn") == "Tetragate");
  CHECK(root.at("version") == "0.15.1");
}

TEST_CASE("5.2: an upload waits for its use, and then comes back as it was") {
  Autumn world;
  const std::string id = world.uploaded("attachments", "hello", "../evil\\plan.txt");
  CHECK(id.size() == 42);
  for (const char* path : {"", "/original", "/plan.txt"}) {
    check_error_answer(world.fetch("/attachments/" + id + path), 404, "NotFound");
  }
  world.use("attachments", id);
  const Answer got = world.fetch("/attachments/" + id + "/plan.txt");
  CHECK(got.status == 200);
  CHECK(Autumn::bytes_of(got) == "hello");
  CHECK(got.headers.get("Content-Type") == "text/plain");
  CHECK(got.headers.get("Content-Disposition") == "attachment; filename=\"plan.txt\"");
  CHECK(got.headers.get("Cache-Control") == "public, max-age=604800, must-revalidate");
  CHECK(got.headers.get("Access-Control-Allow-Origin") == "*");
  CHECK(world.fetch("/attachments/" + id + "/plan.txt", {}, Method::head).status == 200);
  CHECK(world.fetch("//attachments/" + id + "/plan.txt/?").status == 200);
}

TEST_CASE("5.2: a picture becomes an avatar once, and is seen then") {
  Autumn world;
  const std::string id = world.uploaded("avatars", png_header(30, 40), "me.png");
  const Answer changed = world.patch("/users/@me", quoted("avatar", id), world.ines.token);
  CAPTURE(changed.body);
  REQUIRE(changed.status == 200);
  CHECK(changed.at("avatar._id") == id);
  CHECK(changed.at("avatar.tag") == "avatars");
  CHECK(changed.at("avatar.metadata.type") == "Image");
  CHECK(changed.at("avatar.metadata.width") == "30");
  CHECK(Autumn::bytes_of(world.fetch("/avatars/" + id)) == png_header(30, 40));
  const Person odo = world.person("odo");
  check_refusal(world.patch("/users/@me", quoted("avatar", id), odo.token), 404, "NotFound");
  const std::string background = world.uploaded("backgrounds", png_header(1, 1));
  check_refusal(world.patch("/users/@me", quoted("avatar", background), odo.token), 404, "NotFound");
}

TEST_CASE("5.2: who may upload") {
  Autumn world;
  const std::string body = Autumn::form("x", "name=\"file\"; filename=\"n\"");
  check_error_answer(world.send_form("attachments", body, {}), 401, "NotAuthenticated");
  check_error_answer(world.send_form("attachments", body, {{"X-Session-Token", "wrong"}}), 401, "InvalidSession");
  check_error_answer(world.send_form("attachments", body, {{"X-Bot-Token", "wrong"}, {"X-Session-Token", world.ines.token}}),
                     401, "InvalidSession");
  const Person nameless = world.newcomer("odo");
  check_error_answer(world.send_form("attachments", body, {{"X-Session-Token", nameless.token}}), 401, "InvalidSession");
  const Answer bot = world.post("/bots/create", quoted("name", "clock"), world.ines.token);
  REQUIRE(bot.status == 200);
  CHECK(world.send_form("attachments", body, {{"X-Bot-Token", bot.at("token")}}).status == 200);
}

TEST_CASE("5.2: sizes, by tag and by how new one is") {
  Autumn world;
  auto& sizes = world.config.limits.new_user.file_upload_size_limits;
  const std::string picture = png_header(1, 1);
  const auto picture_of = [&](std::size_t size) { return picture + std::string(size - picture.size(), 'x'); };
  for (const char* tag : {"attachments", "avatars", "backgrounds", "icons", "banners", "emojis"}) {
    CAPTURE(tag);
    sizes[tag] = 100;
    check_error_answer(world.upload(tag, ""), 422, "FileTooSmall");
    CHECK(world.upload(tag, picture_of(99)).status == 200);
    CHECK(world.upload(tag, picture_of(100)).status == 200);
    const Answer refused = world.upload(tag, picture_of(101));
    check_error_answer(refused, 422, "FileTooLarge");
    CHECK(refused.at("max") == "100");
  }
  world.clock.advance_ms(std::int64_t{72} * 3'600'000);
  CHECK(world.upload("attachments", picture_of(101)).status == 200);
}

TEST_CASE("5.2: how much of a body is taken in") {
  Autumn world;
  http::Request request;
  request.method = Method::post;
  request.path = "/emojis";
  const http::Route* route = world.mount->match(request);
  REQUIRE(route != nullptr);
  CHECK(route->body.kind == http::BodyPolicy::Kind::spool);
  CHECK(route->body.bytes_max == 20'000'000);
  const std::string body = Autumn::form("hello", "name=\"file\"; filename=\"n\"");
  world.config.limits.global.body_limit_size = body.size();
  world.restart();
  CHECK(world.upload("attachments", "hello", "n").status == 200);
  check_error_answer(world.upload("attachments", "hello!", "n"), 413, "PayloadTooLarge");
}

TEST_CASE("5.2: what is no upload") {
  Autumn world;
  const HeaderList token = {{"X-Session-Token", world.ines.token}};
  for (const char* tag : {"avatars", "backgrounds", "icons", "banners", "emojis"}) {
    check_error_answer(world.upload(tag, "no picture", "picture.png"), 400, "FileTypeNotAllowed");
    check_error_answer(world.upload(tag, "<svg xmlns='http://www.w3.org/2000/svg'/>", "a.svg"), 400, "FileTypeNotAllowed");
    check_error_answer(world.upload(tag, webm(3, 4), "a.webm"), 400, "FileTypeNotAllowed");
  }
  check_error_answer(world.upload("nonsense", png_header(1, 1)), 400, "FailedValidation");
  check_error_answer(world.send_form("attachments", Autumn::form("x", "name=\"other\""), token), 400, "FailedValidation");
  check_error_answer(world.send_form("attachments", "no form", token), 400, "FailedValidation");
  check_error_answer(world.send_form("attachments", "{}", token, "application/json"), 400, "FailedValidation");
  check_error_answer(world.send_form("attachments", "--edge\r\n", token, "multipart/form-data"), 400, "FailedValidation");
  std::string name;
  for (int i = 0; i < 256; ++i) name += "ä";
  CHECK(world.upload("attachments", "x", name).status == 200);
  check_error_answer(world.upload("attachments", "x", name + "x"), 400, "FailedValidation");
  check_error_answer(world.fetch("/", {}, Method::post), 404, "NotFound");
  check_error_answer(world.fetch("/attachments", {}, Method::del), 404, "NotFound");
}

TEST_CASE("5.2: a form without a file's name") {
  Autumn world;
  const HeaderList token = {{"X-Session-Token", world.ines.token}};
  const Answer made = world.send_form("attachments", Autumn::form("x", "name=\"file\""), token);
  REQUIRE(made.status == 200);
  world.use("attachments", made.at("id"));
  CHECK(world.fetch("/attachments/" + made.at("id") + "/unnamed-file").status == 200);
}

TEST_CASE("5.2: what pictures tell about where and how they were made is gone") {
  Autumn world;
  const std::string secret = "GPS 59.3 N 18.0 E";
  const std::string photo = jpeg(40, 30, jpeg_segment(0xE1, exif(1) + secret) + jpeg_segment(0xFE, secret));
  for (const char* tag : {"attachments", "avatars"}) {
    const std::string id = world.kept(tag, photo, "photo.jpg");
    const Answer whole = world.fetch("/" + std::string(tag) + "/" + id + "/photo.jpg");
    CHECK(whole.headers.get("Content-Type") == "image/jpeg");
    CHECK(Autumn::bytes_of(whole).size() < photo.size());
    CHECK(Autumn::bytes_of(whole).find(secret) == std::string::npos);
    CHECK(Autumn::bytes_of(world.fetch("/" + std::string(tag) + "/" + id)).find(secret) == std::string::npos);
  }
}

TEST_CASE("5.3: previews fit the box of their tag") {
  Autumn world;
  const std::string& picture = bonfire::default_avatar("0");  // 512 x 512
  for (const char* tag : {"avatars", "icons", "banners", "emojis"}) {
    CAPTURE(tag);
    const std::string path = "/" + std::string(tag) + "/" + world.kept(tag, picture, "p.png");
    const Answer got = world.fetch(path);
    CHECK(got.status == 200);
    CHECK(got.headers.get("Content-Type") == "image/png");
    CHECK(got.headers.get("Content-Disposition") == "inline; filename=\"p.png\"");
    CHECK(got.headers.get("Cache-Control") == "public, max-age=604800, must-revalidate");
    const std::string bytes = Autumn::bytes_of(got);
    const unsigned side = tag == std::string("banners") ? 480 : 128;
    CHECK(bytes.substr(16, 8) == be(side, 4) + be(side, 4));
    CHECK(world.fetch(path, {{"If-None-Match", std::string(got.headers.get("ETag"))}}).status == 304);
    CHECK(world.fetch(path + "/p.png", {{"If-None-Match", std::string(got.headers.get("ETag"))}}).status == 200);
  }
  for (const char* tag : {"attachments", "backgrounds"}) {
    const std::string path = "/" + std::string(tag) + "/" + world.kept(tag, picture);
    CHECK(Autumn::bytes_of(world.fetch(path)) == picture);  // small enough already
  }
}

TEST_CASE("5.3: what has no preview says where it is") {
  Autumn world;
  const auto location = [&](const std::string& path) {
    const Answer answer = world.fetch(path);
    CHECK(answer.status == 308);
    CHECK(answer.headers.get("Cache-Control") == "public, max-age=604800, must-revalidate");
    CHECK(answer.headers.get("Access-Control-Allow-Origin") == "*");
    return std::string(answer.headers.get("Location"));
  };
  const std::string base = "http://lighthouse.example/autumn/";
  const std::string text = "attachments/" + world.kept("attachments", "hello", "a b?ä.txt");
  CHECK(location("/" + text) == base + text + "/a%20b%3F%C3%A4.txt");
  CHECK(location("/" + text + "/original") == base + text + "/a%20b%3F%C3%A4.txt");
  for (const char* tag : {"attachments", "backgrounds", "banners", "emojis"}) {
    const std::string moving = std::string(tag) + "/" + world.kept(tag, animated_gif(4), "a.gif");
    CHECK(location("/" + moving) == base + moving + "/a.gif");
  }
  for (const char* tag : {"avatars", "icons"}) {
    const std::string moving = "/" + std::string(tag) + "/" + world.kept(tag, animated_gif(4), "a.gif");
    CHECK(world.fetch(moving).status == 200);
    CHECK(location(moving + "/original") == "http://lighthouse.example/autumn" + moving + "/a.gif");
  }
  // A header and nothing else cannot be scaled down.
  const std::string broken = "avatars/" + world.kept("avatars", png_header(300, 300), "b.png");
  CHECK(location("/" + broken) == base + broken + "/b.png");
  world.config.autumn_url = "https://files.example";
  CHECK(location("/" + broken) == "https://files.example/" + broken + "/b.png");
  const std::string sly = "/attachments/" + world.kept("attachments", "hello", "original");
  CHECK(Autumn::bytes_of(world.fetch(sly + "/original")) == "hello");
}

TEST_CASE("5.3: what is not there") {
  Autumn world;
  const std::string id = world.kept("attachments", "hello", "n");
  const std::string emoji = world.kept("emojis", png_header(1, 1), "n");
  for (const std::string& path :
       {"/avatars/" + id, "/nonsense/" + id, "/attachments/" + std::string(42, 'A'), std::string("/attachments/1"),
        "/attachments/" + emoji, "/emojis/" + id, std::string("/emojis/x"), "/emojis/" + std::string(26, '0')}) {
    CAPTURE(path);
    for (const char* end : {"", "/original", "/n"}) check_error_answer(world.fetch(path + end), 404, "NotFound");
  }
  check_error_answer(world.fetch("/attachments/" + id + "/N"), 404, "NotFound");
  check_error_answer(world.fetch("/attachments/" + id + "/n/more/and/more"), 404, "NotFound");
  check_error_answer(world.fetch("/attachments"), 404, "NotFound");
}

TEST_CASE("5.3: an emoji's picture is found by the emoji's id") {
  Autumn world;
  const std::string id = world.kept("emojis", png_header(8, 8), "e.png");
  CHECK(id.size() == 26);
  CHECK(Autumn::bytes_of(world.fetch("/emojis/" + id)) == png_header(8, 8));
  CHECK(world.fetch("/emojis/" + id + "/e.png").status == 200);
  // One that has another id than its file.
  core::Emoji other;
  world.arrange([&](store::Transaction& tx) {
    other.id = core::EmojiId(tx.next_id());
    other.file = core::FileId(bonfire::parse_id<core::EmojiId>(id)->value);
    other.name = "lamp";
    other.detached = true;
    tx.put_emoji(other);
  });
  CHECK(Autumn::bytes_of(world.fetch("/emojis/" + bonfire::to_text(other.id))) == png_header(8, 8));
}

TEST_CASE("5.3: files that another protocol keeps elsewhere have our tags") {
  Autumn world;
  const std::string id = world.kept("avatars", png_header(8, 8), "e.png");
  world.arrange([&](store::Transaction& tx) {
    core::File file = *tx.file(bonfire::parse_file_id(id), core::FileBucket::avatars);
    tx.delete_file(file.id);
    file.bucket = core::FileBucket::member_avatars;
    tx.insert_file(file);
  });
  CHECK(world.fetch("/avatars/" + id).status == 200);
}

TEST_CASE("5.3: nothing that was uploaded runs in a browser") {
  Autumn world;
  const char* const pages[] = {"<html><script>alert(1)</script></html>",
                               "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "<?xml version='1.0'?><x/>"};
  for (const char* page : pages) {
    const Answer got = world.fetch("/attachments/" + world.kept("attachments", page, "page.html") + "/page.html");
    CHECK(got.headers.get("Content-Type") == "text/plain");
    CHECK(got.headers.get("Content-Disposition").starts_with("attachment;"));
    CHECK(got.headers.get("X-Content-Type-Options") == "nosniff");
    CHECK(got.headers.get("Content-Security-Policy") == "default-src 'none'; sandbox");
  }
  const Answer picture = world.fetch("/avatars/" + world.kept("avatars", png_header(3, 3) + "<script>", "page.html"));
  CHECK(picture.headers.get("Content-Type") == "image/png");
  CHECK(picture.headers.get("X-Content-Type-Options") == "nosniff");
  CHECK(picture.headers.get("Content-Security-Policy") == "default-src 'none'; sandbox");
}

TEST_CASE("5.3: ranges and entity tags") {
  Autumn world;
  const std::string path = "/attachments/" + world.kept("attachments", "0123456789", "n") + "/n";
  const std::string tag(world.fetch(path).headers.get("ETag"));
  CHECK(tag.size() == 66);
  CHECK(world.fetch(path, {{"If-None-Match", tag}}).status == 304);
  CHECK(world.fetch(path, {{"If-None-Match", "\"other\""}}).status == 200);
  const Answer part = world.fetch(path, {{"Range", "bytes=2-4"}});
  CHECK(part.status == 206);
  CHECK(part.headers.get("Content-Range") == "bytes 2-4/10");
  CHECK(Autumn::bytes_of(part) == "234");
  CHECK(Autumn::bytes_of(world.fetch(path, {{"Range", "bytes=-3"}})) == "789");
  CHECK(world.fetch(path, {{"Range", "bytes=9-"}}).status == 206);
  CHECK(world.fetch(path, {{"Range", "bytes=2-4"}, {"If-Range", "\"other\""}}).status == 200);
  const Answer beyond = world.fetch(path, {{"Range", "bytes=10-"}});
  CHECK(beyond.status == 416);
  CHECK(beyond.headers.get("Content-Range") == "bytes */10");
  CHECK_FALSE(beyond.headers.has("Cache-Control"));
}

TEST_CASE("5.4: moderators see every file, others nothing") {
  Autumn world;
  const std::string path = "/mod/attachments/" + world.uploaded("attachments", "hello", "n") + "/n";
  check_error_answer(world.fetch(path), 401, "NotAuthenticated");
  check_error_answer(world.fetch(path, {{"X-Admin-Token", ""}}), 401, "NotAuthenticated");
  world.config.moderation_token = "lantern";
  for (const char* wrong : {"", "lanter", "lantern2", "Lantern"}) {
    check_error_answer(world.fetch(path, {{"X-Admin-Token", wrong}}), 401, "NotAuthenticated");
  }
  const Answer got = world.fetch(path, {{"X-Admin-Token", "lantern"}});
  CHECK(Autumn::bytes_of(got) == "hello");
  CHECK(got.headers.get("Cache-Control") == "private, max-age=300, must-revalidate");
  check_error_answer(world.fetch(path + "x", {{"X-Admin-Token", "lantern"}}), 404, "NotFound");
  check_error_answer(world.fetch("/mod/nonsense/x/n", {{"X-Admin-Token", "lantern"}}), 404, "NotFound");
  check_error_answer(world.fetch("/mod/emojis/x/n", {{"X-Admin-Token", "lantern"}}), 404, "NotFound");
  check_error_answer(world.fetch("/mod/avatars/x/n", {{"X-Admin-Token", "lantern"}}), 404, "NotFound");
}

TEST_CASE("1.7: uploads are limited by tag and person, the rest is not") {
  Autumn world;
  world.config.rate_limits_enabled = true;
  world.config.rate_limits.upload = 2;
  const Answer first = world.upload("attachments", "x");
  CHECK(first.status == 200);
  CHECK(first.headers.get("X-RateLimit-Limit") == "2");
  CHECK(first.headers.get("X-RateLimit-Remaining") == "1");
  CHECK(first.headers.get("X-RateLimit-Reset-After") == "10000");
  CHECK(world.upload("attachments", "").status == 422);  // counts too
  const Answer refused = world.upload("attachments", "x");
  CHECK(refused.status == 429);
  CHECK(refused.at("retry_after") == "10000");
  CHECK(refused.headers.get("X-RateLimit-Remaining") == "0");
  CHECK(world.upload("avatars", png_header(1, 1)).status == 200);
  const std::string body = Autumn::form("x", "name=\"file\"");
  CHECK(world.send_form("attachments", body, {}).status == 401);
  CHECK(world.send_form("attachments", body, {}).status == 401);
  CHECK(world.send_form("attachments", body, {}).status == 429);
  world.clock.advance_ms(10'000);
  CHECK(world.upload("attachments", "x").status == 200);
  for (int i = 0; i < 300; ++i) {
    const Answer got = world.fetch("/avatars/none");
    CHECK(got.status == 404);
    CHECK(got.headers.get("X-RateLimit-Limit") == "4294967295");
  }
}

TEST_CASE("1.8: pages of any origin may upload and read") {
  Autumn world;
  const Answer preflight =
      world.fetch("/attachments", {{"Access-Control-Request-Headers", "x-session-token"}}, Method::options);
  CHECK(preflight.status == 204);
  CHECK(preflight.headers.get("Access-Control-Allow-Origin") == "*");
  CHECK(preflight.headers.get("Access-Control-Allow-Methods") == "POST");
  CHECK(preflight.headers.get("Access-Control-Allow-Headers") == "x-session-token");
  CHECK(world.fetch("/").headers.get("Access-Control-Expose-Headers").find("X-RateLimit-Reset-After") != std::string::npos);
}

}  // namespace
