// Which texts are colours (bonfire-rest 10.2).
#include "proto/bonfire/routes/colour.h"

#include <doctest/doctest.h>

namespace {

bool is_colour(std::string_view text) { return bonfire::check_colour("colour", text).has_value(); }

TEST_CASE("10.2: colours") {
  for (const char* good :
       {"red", "Light Blue", "#f0A", "#ff0000ff", "var(--accent-2)", "rgb(1, 2, 3)", "RGBA(0,0,0,0)",
        "linear-gradient(red, blue)", "repeating-conic-gradient(45deg, #fff 0, rgb(1,2,3) 50%, var(--x) 100%)",
        "radial-gradient(red 10%, blue)", "linear-gradient(to right, red, blue)",
        "linear-gradient(90deg in oklch longer hue, red, blue)", "linear-gradient(red in display-p3, blue)"}) {
    CAPTURE(good);
    CHECK(is_colour(good));
  }
}

TEST_CASE("10.2: what is no colour") {
  for (const char* bad : {"",
                          "#",
                          "#xyz",
                          "red;",
                          "url(x)",
                          "var(--)",
                          "var(accent)",
                          "rgb()",
                          "rgb(1,2,3",
                          "hsl(1,2,3)",
                          "7deg",
                          "linear-gradient(red)",
                          "linear-gradient(red, )",
                          "linear-gradient(red, 90deg)",
                          "linear-gradient(red, blue",
                          "linear-gradient(red, blue 1000%)",
                          "square-gradient(red, blue)",
                          "linear-gradient(red in hsl upward hue, blue)",
                          "linear-gradient(url(x), blue)",
                          "linear-gradient(red, blue), url(x)"}) {
    CAPTURE(bad);
    CHECK_FALSE(is_colour(bad));
  }
}

}  // namespace
