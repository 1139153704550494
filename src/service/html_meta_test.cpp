// What pages say of themselves, well-formed or not.
#include "service/html_meta.h"

#include <doctest/doctest.h>

using namespace service;

TEST_CASE("html: titles and facts") {
  const HtmlMeta meta = parse_html_meta(R"(<!DOCTYPE html>
    <html><head>
      <TITLE lang="en">  Harbour &amp;
         co </TITLE>
      <meta property="og:title" content="The harbour">
      <META CONTENT='single "quoted"' NAME=Description />
      <meta name=theme-color content=#004466>
      <meta property="og:title" content="a second one does not count">
      <meta charset="utf-8"><meta name="empty" content="">
      <link rel="alternate" type="application/json+oembed" href="/oembed?format=json&amp;url=x">
      <link rel="alternate" type="text/xml+oembed" href="/xml">
      <link rel="stylesheet" href="/s.css"><LINK REL="Shortcut Icon" href="/i.ico"><link rel="icon" href="/second.ico">
    </head><body><iframe src="https://player.example/1"></iframe><iframe src="second"></iframe></body></html>)");
  CHECK(meta.title == "Harbour & co");
  CHECK(meta.property("og:title") == "The harbour");
  CHECK(meta.property("description") == "single \"quoted\"");
  CHECK(meta.property("theme-color") == "#004466");
  CHECK(meta.property("empty").empty());
  CHECK(meta.property("unknown").empty());
  CHECK(meta.oembed_url == "/oembed?format=json&url=x");
  CHECK(meta.icon_url == "/i.ico");
  CHECK(meta.iframe_source == "https://player.example/1");
}

TEST_CASE("html: what stands in comments, scripts and text is not markup") {
  const HtmlMeta meta = parse_html_meta(
      "<!-- <title>no</title> --><script>var a = '<title>no</title>'; if (a < b) {}</script>"
      "<style>a::before{content:'<title>no</title>'}</style><textarea><title>no</title></textarea>"
      "<? php <title ?> 1 < 2 <3 <title>yes <meta name=a content=b></title><meta name=c content=d>");
  CHECK(meta.title == "yes <meta name=a content=b>");
  CHECK(meta.property("a").empty());
  CHECK(meta.property("c") == "d");
}

TEST_CASE("html: broken pages end, and keep what came before") {
  CHECK(parse_html_meta("<title>never closed").title == "never closed");
  CHECK(parse_html_meta("<meta name=a content=b").property("a") == "b");
  CHECK(parse_html_meta("<meta name=a content=\"b").property("a") == "b");
  CHECK(parse_html_meta("<meta =a = =b name=a content=b>").property("a") == "b");
  CHECK(parse_html_meta("<title>a</title><script>never closed <title>b</title>").title == "a");
  CHECK(parse_html_meta("<meta <title>yes</title>").title == "yes");
  for (const char* page : {"", "<", "</", "<!", "<!--", "<a", "<a ", "<a b", "<a b=", "<a b='", "<title", "<title>",
                           "</title>", "<=>", "<a/"}) {
    CHECK(parse_html_meta(page).properties.empty());
  }
}

TEST_CASE("html: values are bounded, valid and in one line") {
  CHECK(parse_html_meta("<title>caf\xe9</title>").title.empty());  // not UTF-8
  CHECK(parse_html_meta("<title>a\x01\x1b[31m&#10;b\x7f</title>").title == "a [31m b");
  const std::string longest(kHtmlValueBytesMax, 'x');
  CHECK(parse_html_meta("<title>" + longest + "</title>").title == longest);
  CHECK(parse_html_meta("<title>" + longest + "x</title>").title.empty());
  std::string many;
  for (int i = 0; i < 500; ++i) many += "<meta name=n" + std::to_string(i) + " content=v>";
  CHECK(parse_html_meta(many).properties.size() == 100);
}

TEST_CASE("html: entities") {
  CHECK(decode_entities("a &amp; b &lt;&gt;&quot;&apos;&#39;&#x27;&#X27;") == "a & b <>\"''''");
  CHECK(decode_entities("&hellip;&#228;&#x1F389;&#xE4;") == "…ä🎉ä");
  CHECK(decode_entities("&amp;amp;") == "&amp;");  // once
  CHECK(decode_entities("&#0;&#xD800;&#x110000;&#99999999;") == "\uFFFD\uFFFD\uFFFD\uFFFD");
  for (const char* text :
       {"&", "&;", "&#;", "&#x;", "&#xg;", "&unknown;", "a & b; c", "&amp", "&#12a;", "&averyverylongname;"}) {
    CHECK(decode_entities(text) == text);
  }
}
