// Links that a writer of Markdown wants to be looked at.
#include <doctest/doctest.h>

#include "service/previews.h"

using service::find_links;
using Links = std::vector<std::string>;

TEST_CASE("links: not in code") {
  CHECK(find_links("see `https://a.example` and https://b.example") == Links{"https://b.example"});
  CHECK(find_links("```\nhttps://a.example\n```\nhttps://b.example") == Links{"https://b.example"});
  CHECK(find_links("``a ` https://a.example`` https://b.example") == Links{"https://b.example"});
  CHECK(find_links("one ` alone https://a.example") == Links{"https://a.example"});
  CHECK(find_links("``not closed` https://a.example") == Links{"https://a.example"});
  CHECK(find_links("`https://a.example` `https://b.example`").empty());
}

TEST_CASE("links: not in angle brackets, not in quotes") {
  CHECK(find_links("<https://a.example> https://b.example") == Links{"https://b.example"});
  CHECK(find_links("<https://a.example") == Links{"https://a.example"});
  CHECK(find_links("<http").empty());
  CHECK(find_links("> https://a.example\nhttps://b.example\n>https://c.example") == Links{"https://b.example"});
  CHECK(find_links("5 > 4, see https://a.example") == Links{"https://a.example"});
  CHECK(find_links("").empty());
  CHECK(find_links(">").empty());
}

TEST_CASE("links: without fragments, each once, five at most") {
  CHECK(find_links("https://a.example/x#one https://a.example/x#two") == Links{"https://a.example/x"});
  CHECK(find_links("https://a.example/1 https://a.example/2 https://a.example/3 https://a.example/4 https://a.example/5 "
                   "https://a.example/6")
            .size() == 5);
}
