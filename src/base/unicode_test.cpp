// Letters, digits, and texts that are meant to be the same.
#include "base/unicode.h"

#include <doctest/doctest.h>

using namespace base;

TEST_CASE("unicode: letters and decimal digits of any script") {
  for (char32_t c : std::u32string(U"aZéßжあ漢ªʰ𝐦")) CHECK(is_letter(c));
  for (char32_t c : std::u32string(U"0_.- \u0301Ⅷ½😀\u200B")) CHECK_FALSE(is_letter(c));
  for (char32_t c : std::u32string(U"09٣߀𝟙")) CHECK(is_decimal_digit(c));
  for (char32_t c : std::u32string(U"a½²Ⅷ一")) CHECK_FALSE(is_decimal_digit(c));
  CHECK_FALSE(is_letter(0x110000));
}

TEST_CASE("unicode: code points, and no guessing at broken bytes") {
  CHECK(to_code_points("") == U"");
  CHECK(to_code_points("a\u00e9\U0001F600") == U"a\u00e9\U0001F600");
  for (const char* bad : {"\xff", "\xc3", "\xed\xa0\x80", "\xc0\x80"}) {
    CHECK_FALSE(to_code_points(bad));
    CHECK(to_nfc(bad).empty());
    CHECK(to_nfkd(bad).empty());
    CHECK(fold(bad).empty());
  }
}

TEST_CASE("unicode: composition") {
  CHECK(to_nfc("e\u0301") == "\u00e9");
  CHECK(to_nfc("") == "");
  CHECK(to_nfc("plain") == "plain");
  CHECK(to_nfkd("\u00e9\uff4d\ufb01") == "e\u0301mfi");
  CHECK(to_nfkd("\ufdfa").size() > 18);  // one character that becomes eighteen
}

TEST_CASE("unicode: folding makes the same of what differs in case or composition only") {
  CHECK(fold("ADA") == "ada");
  CHECK(fold("Stra\u00dfe") == fold("STRASSE"));
  CHECK(fold("\u00c9") == fold("e\u0301"));
  CHECK(fold("\u03a3\u03c2") == "\u03c3\u03c3");
  CHECK(fold("\u0130") != fold("i"));  // the dotted capital is a letter of its own
  CHECK(fold("ada") != fold("ad\u0430"));
  CHECK(fold(fold("Stra\u00dfe \u1e9e")) == fold("Stra\u00dfe \u1e9e"));
}

TEST_CASE("unicode: what a letter looks like") {
  CHECK(ascii_lookalike(U'm') == 'm');
  CHECK(ascii_lookalike(U'0') == '0');
  CHECK(ascii_lookalike(U'\u0430') == 'a');
  CHECK(ascii_lookalike(U'\u0410') == 'A');
  CHECK(ascii_lookalike(U'\u03bf') == 'o');
  CHECK(ascii_lookalike(U'\u0406') == 'I');
  CHECK(ascii_lookalike(U'\u0456') == 'i');
  CHECK(ascii_lookalike(U'\u0436') == 0);
  CHECK(ascii_lookalike(U'\u6f22') == 0);
  CHECK(ascii_lookalike(U'\u0665') == 0);  // a digit, whatever it looks like
}
