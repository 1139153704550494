// Names and headers of bytes that strangers wrote.
#include "http/content.h"

#include <doctest/doctest.h>

namespace {

using http::content_disposition;
using http::last_component;

TEST_CASE("RFC 6266: names in Content-Disposition") {
  CHECK(content_disposition(false, "a b;c.txt") == "inline; filename=\"a b;c.txt\"");
  CHECK(content_disposition(true, "naïve 🎉.txt") ==
        "attachment; filename=\"na_ve _.txt\"; filename*=UTF-8''na%C3%AFve%20%F0%9F%8E%89.txt");
  CHECK(content_disposition(true, "a\"; x=\"b\\") ==
        "attachment; filename=\"a_; x=_b_\"; filename*=UTF-8''a%22%3B%20x%3D%22b%5C");
  CHECK(content_disposition(false, "a\r\nSet-Cookie: b") ==
        "inline; filename=\"a__Set-Cookie: b\"; filename*=UTF-8''a%0D%0ASet-Cookie%3A%20b");
}

TEST_CASE("a name is the last component of what was sent") {
  CHECK(last_component("C:\\pictures\\a.png", "x") == "a.png");
  CHECK(last_component("/etc/passwd", "x") == "passwd");
  CHECK(last_component("a\x01\tb", "x") == "a__b");
  for (const char* nothing : {"", "/", "a/", "..", "x/..", "."}) CHECK(last_component(nothing, "unnamed") == "unnamed");
}

TEST_CASE("what a browser would run is never shown") {
  for (const char* shown : {"image/png", "video/mp4", "audio/ogg", "text/plain"}) CHECK(http::may_be_shown(shown));
  for (const char* kept : {"text/html", "image/svg+xml", "application/pdf", "application/octet-stream", "text/css", ""}) {
    CHECK_FALSE(http::may_be_shown(kept));
    http::Response response;
    http::add_content_headers(response, kept, false, "name");
    CHECK(response.headers.get("Content-Disposition") == "attachment; filename=\"name\"");
    CHECK(response.headers.get("X-Content-Type-Options") == "nosniff");
    CHECK(response.headers.get("Content-Security-Policy") == "default-src 'none'; sandbox");
  }
}

TEST_CASE("RFC 3986 2.3: segments of paths; entity tags") {
  CHECK(http::percent_encode("a-Z_0.~") == "a-Z_0.~");
  CHECK(http::percent_encode("a/b?c#d%e f+ä") == "a%2Fb%3Fc%23d%25e%20f%2B%C3%A4");
  const unsigned char hash[] = {0x00, 0x9F, 0xFF};
  CHECK(http::etag_of_hash(hash) == "\"009fff\"");
  CHECK(http::etag_of_hash(hash, "-256") == "\"009fff-256\"");
}

}  // namespace
