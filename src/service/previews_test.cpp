// Link previews: which URLs are found, what each answer shows, and how they come to the message.
#include "service/previews.h"

#include <doctest/doctest.h>

#include <map>

#include "tests/support/await.h"
#include "tests/support/media_bytes.h"
#include "tests/support/service_world.h"

using namespace service;
using namespace testing_support;

namespace {

/// A web of its own; what is not in it cannot be fetched.
class FakeFetcher final : public Fetcher {
 public:
  std::map<std::string, Fetched> pages;
  mutable std::vector<std::string> asked;

  void add(const std::string& url, const std::string& type, const std::string& body) { pages[url] = {url, type, body}; }
  base::Result<Fetched> get(const std::string& url, std::uint64_t bytes_max, Excess excess) const override {
    asked.push_back(url);
    const auto found = pages.find(url);
    if (found == pages.end()) return base::invalid("url", "cannot be fetched");
    Fetched answer = found->second;
    if (answer.body.size() > bytes_max && excess == Excess::refuse) return base::fail(base::ErrorKind::too_large, "url");
    answer.body.resize(std::min<std::uint64_t>(answer.body.size(), bytes_max));
    return answer;
  }
};

std::optional<core::Embed> preview(const std::string& url, const std::string& type, const std::string& body) {
  FakeFetcher web;
  web.add(url, type, body);
  return preview_of(web, url);
}

struct Harbour {
  ServiceWorld world;
  FakeFetcher web;
  Awaiter threads{world.store};
  std::optional<Previews> previews;
  Actor ines = world.person("ines");
  ServiceWorld::Place place = world.community(ines);

  Harbour() {
    previews.emplace(world.store, web, threads.pool, world.clock);
    web.add("https://a.example/", "text/html", "<title>A</title>");
    web.add("https://b.example/b.gif", "image/gif", gif_header(3, 4));
  }

  core::MessageId say(const std::string& content) {
    NewMessage message;
    message.channel = place.general;
    message.content = content;
    const auto view = world.write([&](auto& tx, auto at) { return create_message(tx, at, ines, message); });
    REQUIRE(view);
    world.take_events();
    previews->look_at((*view)->message.id, content);
    return (*view)->message.id;
  }
  std::vector<core::Embed> embeds(core::MessageId id) {
    return world.read([&](store::Reader& reader, auto) { return reader.message(id); })->embeds;
  }
};

}  // namespace

TEST_CASE("previews: URLs in a text") {
  using Urls = std::vector<std::string>;
  CHECK(find_urls("see https://a.example/x and http://b.example.") == Urls{"https://a.example/x", "http://b.example"});
  CHECK(find_urls("(https://a.example/a_(b)) [x](https://b.example/) <https://c.example> \"https://d.example\"") ==
        Urls{"https://a.example/a_(b)", "https://b.example/", "https://c.example", "https://d.example"});
  CHECK(find_urls("HTTPS://A.example/?q=1&r=2#top, again HTTPS://A.example/?q=1&r=2#top!") ==
        Urls{"HTTPS://A.example/?q=1&r=2#top"});
  CHECK(find_urls("**https://a.example/**").size() == 1);
  for (const char* text : {"", "no links", "://", "http://", "https://", "http:// x", "ftp://a.example", "file:///etc",
                           "javascript://x", "xhttp", "a://http://"}) {
    CAPTURE(text);
    CHECK(find_urls(text).empty());
  }
  std::string many;
  for (int i = 0; i < 12; ++i) many += "https://a.example/" + std::to_string(i) + ' ';
  CHECK(find_urls(many).size() == 10);
  const std::string longest = "https://a.example/" + std::string(2048 - 18, 'x');
  CHECK(find_urls(longest) == Urls{longest});
  CHECK(find_urls(longest + "x").empty());
}

TEST_CASE("previews: a website") {
  const auto embed = preview("https://a.example/page", "text/html", R"(<title>t</title><meta name="description" content="d">
      <meta property="og:site_name" content="A site"><meta property="twitter:title" content="tt">
      <meta name="theme-color" content="#004466"><meta property="og:image" content="/i.png">
      <meta property="og:image:width" content="600"><meta property="og:image:height" content="6oo">
      <link rel="icon" href="i.ico">)");
  REQUIRE(embed);
  const auto& site = std::get<core::WebsiteEmbed>(*embed);
  CHECK(site.url == "https://a.example/page");
  CHECK(site.name == "A site");
  CHECK(site.title == "tt");
  CHECK(site.description == "d");
  CHECK(site.colour == "#004466");
  CHECK(site.image == "https://a.example/i.png");
  CHECK(site.icon_url == "https://a.example/i.ico");
  CHECK(site.image_width == 600);
  CHECK_FALSE(site.image_height);

  const auto bare = preview("https://a.example/", "application/xhtml+xml", "<title>only a title</title>");
  REQUIRE(bare);
  CHECK(std::get<core::WebsiteEmbed>(*bare) ==
        core::WebsiteEmbed{"https://a.example/", {}, "only a title", {}, {}, {}, {}, {}});
  CHECK_FALSE(preview("https://a.example/", "text/html", "says nothing of itself"));
  const auto script =
      preview("https://a.example/", "text/html", "<title>x</title><meta property=og:image content=javascript:alert(1)>");
  CHECK_FALSE(std::get<core::WebsiteEmbed>(*script).image);
}

TEST_CASE("previews: descriptions are shortened by characters") {
  const auto description_of = [](std::size_t length) {
    std::string text;
    for (std::size_t i = 0; i < length; ++i) text += "ä";
    return std::get<core::WebsiteEmbed>(
               *preview("https://a.example/", "text/html", "<meta name=description content='" + text + "'>"))
        .description->size();
  };
  CHECK(description_of(4096) == 4096 * 2);
  CHECK(description_of(4097) == 4096 * 2 + 3);
}

TEST_CASE("previews: pictures and videos have the size that their bytes say") {
  CHECK(std::get<core::ImageEmbed>(*preview("https://a.example/i", "image/png", png_header(30, 40))) ==
        core::ImageEmbed{"https://a.example/i", 30, 40});
  CHECK(std::get<core::VideoEmbed>(*preview("https://a.example/v", "video/mp4", mp4("isom", track(64, 36)))) ==
        core::VideoEmbed{"https://a.example/v", 64, 36});
  CHECK_FALSE(preview("https://a.example/i", "image/svg+xml", "<svg/>"));
  CHECK_FALSE(preview("https://a.example/i", "image/png", "<title>x</title>"));
  CHECK_FALSE(preview("https://a.example/i", "application/json", "{}"));
  CHECK_FALSE(preview("https://a.example/i", "", png_header(30, 40)));
  CHECK_FALSE(preview_of(FakeFetcher(), "https://a.example/"));
}

TEST_CASE("previews: YouTube") {
  FakeFetcher web;
  const std::string page = R"(<title>x</title><meta property="og:description" content="About lamps">
      <link type="application/json+oembed" href="https://www.youtube.com/oembed?v=1">)";
  web.add("https://www.youtube.com/oembed?v=1", "application/json",
          R"({"title":"Lamps","author_name":"Ines","author_url":"https://www.youtube.com/@ines","html":"<b>","width":200})");
  const auto look = [&](const std::string& url) {
    web.pages[url] = {"https://www.youtube.com/watch?v=dQw4", "text/html", page};  // where it leads
    return std::get<core::YouTubeEmbed>(*preview_of(web, url));
  };
  CHECK(look("https://www.youtube.com/watch?v=dQw4&t=90") == core::YouTubeEmbed{"https://www.youtube.com/watch?v=dQw4&t=90",
                                                                                "Lamps", "dQw4", "About lamps", "Ines",
                                                                                "https://www.youtube.com/@ines", 90});
  CHECK(look("https://youtu.be/dQw4?t=1m30s").video_id == "dQw4");
  CHECK(look("https://youtu.be/dQw4?t=1m30s").timestamp_s == 90);
  CHECK(look("https://youtu.be/dQw4?t=1h2m3s").timestamp_s == 3723);
  CHECK(look("https://youtube.com/shorts/dQw4").video_id == "dQw4");
  for (const char* bad : {"x", "", "1x", "m", "9999999999"})
    CHECK_FALSE(look(std::string("https://youtu.be/dQw4?t=") + bad).timestamp_s);

  // Without its oEmbed answer, and on other sites, it is a website like others.
  web.pages["https://notyoutube.com/watch?v=1"] = {"https://notyoutube.com/watch?v=1", "text/html", page};
  CHECK(std::holds_alternative<core::WebsiteEmbed>(*preview_of(web, "https://notyoutube.com/watch?v=1")));
  web.add("https://www.youtube.com/oembed?v=1", "application/json", "[1]");
  CHECK(std::holds_alternative<core::WebsiteEmbed>(*preview_of(web, "https://www.youtube.com/watch?v=dQw4&t=90")));
}

TEST_CASE("previews: Spotify, and nobody's markup") {
  const std::string url = "https://open.spotify.com/track/1";
  const auto look = [&](const std::string& html) {
    FakeFetcher web;
    web.add(url, "text/html", "<title>x</title><link type=application/json+oembed href=/oembed>");
    web.add("https://open.spotify.com/oembed", "application/json", R"({"title":"A song","html":")" + html + "\"}");
    return *preview_of(web, url);
  };
  const auto song = look(R"(<iframe onload='alert(1)' src='https://open.spotify.com/embed/track/1?x=1'></iframe><script>)");
  REQUIRE(std::holds_alternative<core::SpotifyEmbed>(song));
  CHECK(std::get<core::SpotifyEmbed>(song).title == "A song");
  CHECK(std::get<core::SpotifyEmbed>(song).iframe ==
        "<iframe width=\"100%\" height=\"152\" frameborder=\"0\" allowfullscreen loading=\"lazy\" "
        "src=\"https://open.spotify.com/embed/track/1?x=1\"></iframe>");
  for (const char* html :
       {"", "<iframe src='https://evil.example/embed/'></iframe>", "<iframe src='javascript:alert(1)'></iframe>",
        "<iframe src='https://open.spotify.com/embed/&quot;onload=1'></iframe>"}) {
    CHECK(std::holds_alternative<core::WebsiteEmbed>(look(html)));
  }
}

TEST_CASE("previews: all of a message's links come with one event") {
  Harbour h;
  const core::MessageId id = h.say("https://b.example/b.gif https://gone.example/ https://a.example/");
  CHECK(h.embeds(id).empty());
  h.threads.run();
  const auto added = h.world.take_event<core::MessageEmbedsAdded>(h.place.id);
  CHECK(added.message == id);
  REQUIRE(added.embeds.size() == 2);
  CHECK(std::holds_alternative<core::ImageEmbed>(added.embeds[0]));
  CHECK(std::holds_alternative<core::WebsiteEmbed>(added.embeds[1]));
  CHECK(h.embeds(id) == added.embeds);

  h.say("no links here");
  h.say("https://gone.example/");
  h.threads.run();
  CHECK(h.world.quiet());
}

TEST_CASE("previews: a link is asked for once in two hours, a failed one once a minute") {
  Harbour h;
  const auto look = [&] {
    h.web.asked.clear();
    h.say("https://a.example/ https://gone.example/");
    h.threads.run();
    return h.web.asked;
  };
  CHECK(look().size() == 2);
  CHECK(look().empty());
  h.world.clock.advance_ms(60'000 - 1);
  CHECK(look().empty());
  h.world.clock.advance_ms(1);
  CHECK(look() == std::vector<std::string>{"https://gone.example/"});
  h.world.clock.advance_ms(2 * 3'600'000 - 60'000 - 1);
  CHECK(look() == std::vector<std::string>{"https://gone.example/"});
  h.world.clock.advance_ms(1);
  CHECK(look() == std::vector<std::string>{"https://a.example/"});
}

TEST_CASE("previews: a message that changed or went away meanwhile is left alone") {
  Harbour h;
  const core::MessageId edited = h.say("https://a.example/");
  EditMessage edit;
  edit.content = core::Change<std::string>("something else");
  REQUIRE(h.world.write([&](auto& tx, auto at) { return edit_message(tx, at, h.ines, h.place.general, edited, edit); }));
  const core::MessageId deleted = h.say("https://a.example/");
  REQUIRE(h.world.write([&](auto& tx, auto at) { return delete_message(tx, at, h.ines, h.place.general, deleted); }));
  h.world.take_events();
  h.threads.run();
  CHECK(h.world.quiet());
  CHECK(h.embeds(edited).empty());
}

TEST_CASE("previews: too many waiting are dropped, and none are begun after the end") {
  Harbour h;
  for (int i = 0; i < 300; ++i) h.previews->look_at(core::MessageId(1), "https://gone.example/" + std::to_string(i));
  h.threads.run();
  CHECK(h.web.asked.size() == 256);
  h.web.asked.clear();
  h.say("https://a.example/");
  h.previews.reset();
  h.threads.run();
  CHECK(h.web.asked.empty());
  CHECK(h.world.quiet());
}
