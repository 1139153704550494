// January: both routes, every refusal of bonfire-rest 6, and that nothing is fetched while it is off.
#include "proto/bonfire/routes/default_avatars.h"
#include "proto/bonfire/routes/delta_world.h"
#include "tests/support/media_bytes.h"

#include <doctest/doctest.h>

#include <map>
#include <optional>

namespace {

using namespace bonfire::testing;
using namespace testing_support;

/// A web of a few pages; "https://internal.example/..." is inside a network that is not public.
class FakeWeb final : public service::Fetcher {
 public:
  std::map<std::string, service::Fetched> pages;
  mutable std::vector<std::string> asked;
  base::Result<service::Fetched> get(const std::string& url, std::uint64_t bytes_max, Excess excess) const override {
    asked.push_back(url);
    if (url.starts_with("https://internal.example/")) return base::fail(base::ErrorKind::forbidden, "url");
    const auto found = pages.find(url);
    if (found == pages.end()) return base::invalid("url", "cannot be fetched");
    const bool too_large = found->second.body.size() > bytes_max && excess == Excess::refuse;
    if (too_large) return base::fail(base::ErrorKind::too_large, "url", "too many bytes");
    return found->second;
  }
};

struct January : DeltaWorld {
  FakeWeb web;
  http::Mount mount = make_january_mount(context());

  explicit January(bool on = true) {
    config.january = on;
    context().fetcher = &web;
    context().fetch_pool = &pool;
  }
  void page(const std::string& url, const std::string& type, const std::string& body) { web.pages[url] = {url, type, body}; }
  Answer ask(const std::string& target, http::Method method = http::Method::get) {
    http::Request request;
    request.method = method;
    request.target = target;
    return send_to(mount, std::move(request));
  }
};

void check_error_answer(const Answer& answer, const std::string& type, int status = 400) {
  CAPTURE(answer.body);
  CHECK(answer.status == status);
  CHECK(answer.at("type") == type);
  CHECK_FALSE(answer.headers.has("Cache-Control"));
  CHECK_FALSE(answer.headers.has("Access-Control-Allow-Origin"));
}

TEST_CASE("6: the root says what this is; other paths are none") {
  January world;
  CHECK(world.ask("/").at("january") == "Tetragate");
  CHECK(world.ask("/").at("version") == "0.15.1");
  check_error_answer(world.ask("/nothing"), "NotFound", 404);
  check_error_answer(world.ask("/proxy", http::Method::post), "NotFound", 404);
}

TEST_CASE("6: off unless switched on, and then nothing is fetched") {
  January world(false);
  world.page("https://a.example/", "text/html", "<title>a</title>");
  for (const char* route : {"/embed", "/proxy"}) {
    const Answer answer = world.ask(std::string(route) + "?url=https://a.example/");
    check_error_answer(answer, "FeatureDisabled");
    CHECK(answer.at("feature") == "january");
  }
  CHECK(world.web.asked.empty());
  world.config.january = true;
  CHECK(world.ask("/embed?url=https://a.example/").status == 200);
  world.context().fetcher = nullptr;
  check_error_answer(world.ask("/embed?url=https://a.example/"), "FeatureDisabled");
}

TEST_CASE("6: addresses that are never asked") {
  January world;
  for (const char* route : {"/embed", "/proxy"}) {
    check_error_answer(world.ask(route), "FailedValidation");
    for (const char* url : {"", "no-address", "ftp://a.example/", "file:///etc/passwd", "javascript:alert(1)", "http://",
                            "http://localhost/", "http://localhost:8080/x", "http://router/"}) {
      CAPTURE(url);
      check_error_answer(world.ask(std::string(route) + "?url=" + url), "InvalidOperation");
    }
    CHECK(world.web.asked.empty());
    check_error_answer(world.ask(std::string(route) + "?url=https://internal.example/"), "InvalidOperation");
    world.web.asked.clear();
  }
  // An address of the sixth version has no dot, and is for the fetcher to judge.
  check_error_answer(world.ask("/proxy?url=http://[2606:4700::1111]/"), "ProxyError");
  CHECK(world.web.asked.size() == 1);
}

TEST_CASE("6: what a page shows of itself") {
  January world;
  world.page("https://a.example/page?x=1", "text/html",
             R"x(<title>Title</title><meta property="og:site_name" content="A site"><meta name="description" content="About">
                 <meta name="theme-color" content="#112233"><meta property="og:image" content="/p.png">
                 <meta property="og:image:width" content="800"><meta property="og:image:height" content="400">
                 <link rel="icon" href="/i.png">)x");
  const Answer embed = world.ask("/embed?url=https%3A%2F%2Fa.example%2Fpage%3Fx%3D1");
  CHECK(embed.status == 200);
  CHECK(embed.headers.get("Content-Type") == "application/json");
  CHECK(embed.at("type") == "Website");
  CHECK(embed.at("url") == "https://a.example/page?x=1");
  CHECK(embed.at("original_url") == "https://a.example/page?x=1");
  CHECK(embed.at("title") == "Title");
  CHECK(embed.at("site_name") == "A site");
  CHECK(embed.at("description") == "About");
  CHECK(embed.at("colour") == "#112233");
  CHECK(embed.at("icon_url") == "https://a.example/i.png");
  CHECK(embed.at("image.url") == "https://a.example/p.png");
  CHECK(embed.at("image.width") == "800");
  CHECK(embed.at("image.size") == "Large");
  CHECK(embed.at("special") == "absent");
  CHECK(embed.at("video") == "absent");

  world.page("https://a.example/p.png", "image/png", png_header(30, 40));
  const Answer picture = world.ask("/embed?url=https://a.example/p.png");
  CHECK(picture.at("type") == "Image");
  CHECK(picture.at("width") == "30");
  CHECK(picture.at("size") == "Large");
  world.page("https://a.example/v.webm", "video/webm", webm(3, 4));
  CHECK(world.ask("/embed?url=https://a.example/v.webm").at("type") == "Video");
  world.page("https://streamable.com/abc", "text/html", "<title>t</title>");
  CHECK(world.ask("/embed?url=https://streamable.com/abc").at("special.type") == "Streamable");
}

TEST_CASE("6: what shows nothing") {
  January world;
  world.page("https://a.example/bare", "text/html", "says nothing of itself");
  world.page("https://a.example/lies", "image/png", "no picture");
  world.page("https://a.example/json", "application/json", "{}");
  for (const char* name : {"bare", "lies", "json", "gone"}) {
    check_error_answer(world.ask(std::string("/embed?url=https://a.example/") + name), "NoEmbedData");
  }
}

TEST_CASE("6: pictures become WebP, GIFs and videos pass") {
  January world;
  world.page("https://a.example/p.png", "image/png", bonfire::default_avatar("0"));
  const Answer picture = world.ask("/proxy?url=https://a.example/p.png");
  CHECK(picture.status == 200);
  CHECK(picture.headers.get("Content-Type") == "image/webp");
  CHECK(picture.headers.get("Content-Disposition") == "inline");
  CHECK(picture.headers.get("Cache-Control") == "public, max-age=600, immutable");
  CHECK(picture.headers.get("X-Content-Type-Options") == "nosniff");
  CHECK(picture.headers.get("Content-Security-Policy") == "default-src 'none'; sandbox");
  CHECK(picture.body.substr(8, 4) == "WEBP");
  const std::pair<std::string, std::string> passed[] = {{"image/gif", gif_header(3, 4)},
                                                        {"video/webm", webm(3, 4)},
                                                        {"video/mp4", mp4("isom", track(3, 4))},
                                                        {"video/quicktime", mp4("qt  ", track(3, 4))}};
  for (const auto& [type, bytes] : passed) {
    world.page("https://a.example/x", "text/html", bytes);  // whatever the host says
    const Answer got = world.ask("/proxy?url=https://a.example/x");
    CHECK(got.status == 200);
    CHECK(got.headers.get("Content-Type") == type);
    CHECK(got.body == bytes);
  }
}

TEST_CASE("6: nothing else passes") {
  January world;
  const std::pair<std::string, std::string> refused[] = {{"text/html", "<script>alert(1)</script>"},
                                                         {"image/svg+xml", "<svg onload='alert(1)'/>"},
                                                         {"image/png", "<script>alert(1)</script>"},
                                                         {"image/png", png_header(3, 4)},  // a header and nothing else
                                                         {"application/pdf", "%PDF-1.7"},
                                                         {"image/gif", ""}};
  for (const auto& [type, bytes] : refused) {
    world.page("https://a.example/x", type, bytes);
    check_error_answer(world.ask("/proxy?url=https://a.example/x"), "FileTypeNotAllowed");
  }
  check_error_answer(world.ask("/proxy?url=https://a.example/gone"), "ProxyError");
}

TEST_CASE("6: how large what passes may be") {
  January world;
  const std::string bytes = gif_header(3, 4);
  world.page("https://a.example/x", "image/gif", bytes);
  world.config.january_file_size = bytes.size();
  CHECK(world.ask("/proxy?url=https://a.example/x").status == 200);
  world.config.january_file_size = bytes.size() - 1;
  check_error_answer(world.ask("/proxy?url=https://a.example/x"), "ProxyError");
}

TEST_CASE("6: one address cannot keep all fetching busy") {
  January world;
  world.config.rate_limits_enabled = true;
  for (int i = 0; i < 60; ++i) CHECK(world.ask("/proxy?url=https://a.example/x").status == 400);
  const Answer refused = world.ask("/proxy?url=https://a.example/x");
  CHECK(refused.status == 429);
  CHECK(refused.at("retry_after") == "10000");
  CHECK(world.web.asked.size() == 60);
  world.address = "203.0.113.8";
  CHECK(world.ask("/proxy?url=https://a.example/x").status == 400);
  world.address = "203.0.113.7";
  world.clock.advance_ms(10'000);
  CHECK(world.ask("/proxy?url=https://a.example/x").status == 400);
}

/// A server of ines with a channel to write in.
struct Talking : January {
  service::Previews previews{store, web, pool, clock};
  Person ines = person("ines");
  std::string messages;

  Talking() {
    context().previews = &previews;
    const Answer made = post("/servers/create", quoted("name", "Harbour"), ines.token);
    REQUIRE(made.status == 200);
    messages = "/channels/" + made.at("channels.0._id") + "/messages";
    page("https://a.example/", "text/html", "<title>A</title>");
    page("https://b.example/", "text/html", "<title>B</title>");
    told();
  }
  std::string write(const std::string& content) {
    const Answer sent = post(messages, quoted("content", content), ines.token);
    CAPTURE(sent.body);
    REQUIRE(sent.status == 200);
    CHECK(sent.at("embeds") == "absent");
    return messages + "/" + sent.at("_id");
  }
};

TEST_CASE("3.6: links of messages are looked at afterwards") {
  Talking world;
  const std::string message = world.write("see https://a.example/#top and <https://b.example/>");
  CHECK(world.web.asked == std::vector<std::string>{"https://a.example/"});
  CHECK(world.count_told<core::MessageEmbedsAdded>() == 1);
  CHECK(world.get(message, world.ines.token).at("embeds.#") == "1");
  CHECK(world.get(message, world.ines.token).at("embeds.0.title") == "A");
  const Answer edited = world.patch(message, quoted("content", "see https://b.example/"), world.ines.token);
  CHECK(edited.status == 200);
  CHECK(world.get(message, world.ines.token).at("embeds.#") == "1");
  CHECK(world.get(message, world.ines.token).at("embeds.0.title") == "B");
}

TEST_CASE("3.6: nothing is looked at without a link, and nothing while it is off") {
  Talking world;
  world.write("see `https://a.example/` and https://gone.example/");
  CHECK(world.web.asked == std::vector<std::string>{"https://gone.example/"});
  CHECK(world.count_told<core::MessageEmbedsAdded>() == 0);
  world.context().previews = nullptr;
  world.write("see https://a.example/");
  CHECK(world.web.asked.size() == 1);
}

}  // namespace
