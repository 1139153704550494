// Which player an address belongs to (bonfire-rest 6).
#include "proto/bonfire/embed_special.h"

#include "proto/bonfire/translate.h"

#include <doctest/doctest.h>

namespace {

using namespace bonfire;

struct NoFiles final : Files {
  const core::File* file(core::FileId) const override { return nullptr; }
};

WebsiteEmbed shown(const core::Embed& embed) {
  const std::vector<Embed> shown = to_wire(std::span<const core::Embed>(&embed, 1), NoFiles());
  REQUIRE(shown.size() == 1);
  return std::get<WebsiteEmbed>(shown[0]);
}

TEST_CASE("6: players that are found by an address") {
  CHECK(special_of("https://www.twitch.tv/harbour") == Special(TwitchSpecial{"Channel", "harbour"}));
  CHECK(special_of("https://twitch.tv/videos/12?t=3") == Special(TwitchSpecial{"Video", "12"}));
  CHECK(special_of("https://twitch.tv/harbour/clip/A_b-1/") == Special(TwitchSpecial{"Clip", "A_b-1"}));
  CHECK(special_of("https://clips.twitch.tv/A") == Special(TwitchSpecial{"Clip", "A"}));
  CHECK(special_of("https://open.spotify.com/track/7x?si=1") == Special(SpotifySpecial{"track", "7x"}));
  CHECK(special_of("https://open.spotify.com/intl-de/album/7x") == Special(SpotifySpecial{"album", "7x"}));
  CHECK(special_of("https://lightspeed.tv/harbour") == Special(LightspeedSpecial{"Channel", "harbour"}));
  CHECK(special_of("https://soundcloud.com/a/b") == Special(SoundcloudSpecial{}));
  CHECK(special_of("https://streamable.com/abc") == Special(StreamableSpecial{"abc"}));
  CHECK(special_of("https://music.apple.com/se/album/m%C3%A5s/12?i=34") == Special(AppleMusicSpecial{"12", "34"}));
  CHECK(special_of("https://music.apple.com/se/album/x/12?i=3%224") == Special(AppleMusicSpecial{"12", std::nullopt}));
}

TEST_CASE("6: other addresses have none, and nothing strange becomes part of one") {
  for (const char* url :
       {"https://example.org/", "https://twitch.tv/", "https://eviltwitch.tv/harbour", "https://twitch.tv.example/harbour",
        "https://twitch.tv/a/b", "https://twitch.tv/%22onload%3D", "https://open.spotify.com/track/",
        "https://open.spotify.com/evil/7x", "https://open.spotify.com/track/..%2Fx", "https://soundcloud.com/a",
        "https://streamable.com/a/b", "https://streamable.com//", "https://music.apple.com/se/album/x",
        "https://music.apple.com/", "no address", ""}) {
    CAPTURE(url);
    CHECK_FALSE(special_of(url));
  }
  CHECK_FALSE(special_of("https://streamable.com/" + std::string(65, 'a')));
  CHECK(special_of("https://streamable.com/" + std::string(64, 'a')));
}

TEST_CASE("6: texts and addresses of generated embeds have lengths") {
  core::WebsiteEmbed page;
  page.url = "https://a.example/" + std::string(256 - 18, 'x');
  page.icon_url = page.url;
  for (int i = 0; i < 1000; ++i) page.description = page.description.value_or("") + "ä";
  page.title = std::string(100, 't');
  page.name = page.colour = std::string(32, 'n');
  const WebsiteEmbed whole = shown(page);
  CHECK(whole.url == page.url);
  CHECK(whole.original_url == page.url);
  CHECK(whole.icon_url == page.url);
  CHECK(whole.description == page.description);
  CHECK(whole.title == page.title);
  CHECK(whole.site_name == page.name);
  CHECK(whole.colour == page.colour);
  core::WebsiteEmbed more = page;
  more.url += "x";
  for (auto* text : {&more.icon_url, &more.description, &more.title, &more.name, &more.colour}) **text += "x";
  const WebsiteEmbed cut = shown(more);
  CHECK_FALSE(cut.url);
  CHECK_FALSE(cut.original_url);
  CHECK_FALSE(cut.icon_url);
  CHECK(cut.description == page.description);
  CHECK(cut.title == page.title);
  CHECK(cut.site_name == page.name);
  CHECK(cut.colour == page.colour);
}

}  // namespace
