// Events of code forges as embeds (bonfire-rest 4.2).
#include "proto/bonfire/routes/forge_events.h"

#include "base/utf8.h"

#include <doctest/doctest.h>

#include <string>

namespace {

using bonfire::read_forge_event;

const std::string kWho = R"("repository":{"full_name":"a/b","html_url":"https://f.example/a/b"},)"
                         R"("sender":{"login":"ada","avatar_url":"https://f.example/ada.png"})";

std::optional<core::CustomEmbed> tell(std::string_view event, const std::string& members) {
  auto told = read_forge_event(event, "{" + members + (members.empty() ? "" : ",") + kWho + "}");
  REQUIRE(told.has_value());
  return *std::move(told);
}
std::string title(std::string_view event, const std::string& members) {
  const auto told = tell(event, members);
  return told ? told->title.value() : "nothing";
}

TEST_CASE("4.2: a push tells its commits") {
  const std::string commit = R"({"id":"0123456789abcdef","url":"https://f.example/c","message":"light\n\nmore",)"
                             R"("author":{"name":"Ada"}})";
  const std::string head = R"("ref":"refs/heads/fix/lamp","compare":"https://f.example/d","commits":[)";
  const auto one = tell("push", head + commit + "]");
  CHECK(one->title == "[a/b] ada pushed 1 commit to fix/lamp");
  CHECK(one->url == "https://f.example/d");
  CHECK(one->icon_url == "https://f.example/ada.png");
  CHECK(one->content == "[`0123456`](https://f.example/c) light - Ada\n");
  std::string many = commit;
  for (int i = 1; i < 12; ++i) many += "," + commit;
  const auto twelve = tell("push", R"("forced":true,)" + head + many + "]");
  CHECK(twelve->title == "[a/b] ada force-pushed 12 commits to fix/lamp");
  CHECK(twelve->content.ends_with("and 2 more\n"));
  CHECK_FALSE(tell("push", head + "]"));
}

TEST_CASE("4.2: issues, pull requests, discussions and what is said about them") {
  const std::string matter = R"("number":7,"title":"dark","html_url":"https://f.example/7","body":"no light")";
  const std::string comment = R"("comment":{"html_url":"https://f.example/7#1","body":"true"})";
  const auto opened = tell("issues", R"("action":"opened","issue":{)" + matter + "}");
  CHECK(opened->title == "[a/b] ada opened issue #7: dark");
  CHECK(opened->url == "https://f.example/7");
  CHECK(opened->content == "no light");
  CHECK(tell("issues", R"("action":"closed","issue":{)" + matter + "}")->content.empty());
  const auto said = tell("issue_comment", R"("action":"created","issue":{)" + matter + "}," + comment);
  CHECK(said->title == "[a/b] ada commented on issue #7: dark");
  CHECK(said->url == "https://f.example/7#1");
  CHECK(said->content == "true");
  CHECK(title("issue_comment", R"("action":"created","issue":{"pull_request":{},)" + matter + "}," + comment) ==
        "[a/b] ada commented on pull request #7: dark");
  const std::string pull = R"("pull_request":{)" + matter;
  CHECK(title("pull_request", R"("action":"closed",)" + pull + "}") == "[a/b] ada closed pull request #7: dark");
  CHECK(title("pull_request", R"("action":"closed",)" + pull + R"(,"merged":true})") ==
        "[a/b] ada merged pull request #7: dark");
  const auto review = [&](const std::string& state) {
    return title("pull_request_review", R"("action":"submitted","review":{"state":")" + state + "\"}," + pull + "}");
  };
  CHECK(review("approved") == "[a/b] ada approved pull request #7: dark");
  CHECK(review("changes_requested") == "[a/b] ada asked for changes in pull request #7: dark");
  CHECK(review("commented") == "[a/b] ada reviewed pull request #7: dark");
  CHECK(title("discussion", R"("action":"created","discussion":{)" + matter + "}") ==
        "[a/b] ada started discussion #7: dark");
  CHECK(title("issues", R"("action":"labeled","issue":{)" + matter + "}") == "nothing");
}

TEST_CASE("4.2: what else happens to a repository") {
  CHECK(tell("ping", R"("zen":"Keep it lit.")")->content == "Keep it lit.");
  CHECK(title("star", R"("action":"created")") == "[a/b] ada gave a star");
  CHECK(title("star", R"("action":"deleted")") == "nothing");
  CHECK(title("fork", R"("forkee":{"full_name":"ada/b"})") == "[a/b] ada forked it to ada/b");
  CHECK(title("create", R"("ref_type":"branch","ref":"dev")") == "[a/b] ada created branch dev");
  CHECK(title("delete", R"("ref_type":"tag","ref":"v1")") == "[a/b] ada deleted tag v1");
  CHECK(title("commit_comment", R"("action":"created","comment":{"commit_id":"0123456789"})") ==
        "[a/b] ada commented on commit 0123456");
  CHECK(title("release", R"("action":"published","release":{"name":null,"tag_name":"v2"})") == "[a/b] ada released v2");
  CHECK(title("unheard_of", "") == "nothing");
}

TEST_CASE("4.2: an embed made of an event keeps the limits") {
  std::string letters;
  for (int i = 0; i < 3000; ++i) letters += "é";
  const std::string url = "https://f.example/" + std::string(300, 'a');
  const auto told = tell("issues", R"("action":"opened","issue":{"number":1,"title":")" + letters + R"(","body":")" +
                                       letters + R"(","html_url":")" + url + "\"}");
  CHECK(told->title->size() <= 100);
  CHECK(told->content.size() <= 2000);
  CHECK(told->content.size() > 1990);
  CHECK(base::is_utf8(*told->title));
  CHECK(base::is_utf8(told->content));
  CHECK(told->content.ends_with("…"));
  CHECK_FALSE(told->url);
}

TEST_CASE("4.2: events that are none") {
  CHECK(read_forge_event("", "{}").error().type == "MissingHeaders");
  CHECK(read_forge_event("push", "{").error().status == 400);
  CHECK(read_forge_event("push", "7").error().status == 422);
  CHECK_FALSE(read_forge_event("push", "{}").value());
}

}  // namespace
