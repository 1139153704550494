// Names: what is one, what they become, which are the same.
#include "core/names.h"

#include <doctest/doctest.h>

#include <string>

using namespace core;

TEST_CASE("names: letters and digits of any script, dot, underscore, dash") {
  for (const char* good : {"ada", "Ada.L-_9", "Анна", "漢字", "٣٤", "\u00e9\u00e9"}) CHECK(is_tag_name(good));
  for (const char* bad : {"", "a", "a b", "a#b", "e\u0301e", "a\u200bb", "😀😀", "a\xff"}) CHECK_FALSE(is_tag_name(bad));
  CHECK(is_tag_name(std::string(32, 'a')));
  CHECK_FALSE(is_tag_name(std::string(33, 'a')));
}

TEST_CASE("names: the same whatever the case") {
  CHECK(fold_name("Ada") == fold_name("aDA"));
  CHECK(fold_name("Стра") == fold_name("сТРА"));
  CHECK(fold_name("ada") != fold_name("adb"));
}

TEST_CASE("names: cleaned of disguises") {
  CHECK(clean_tag_name("Ada") == "Ada");
  CHECK(clean_tag_name("a") == "a_");
  CHECK(clean_tag_name("\u0430dm\u0456n") == "admin");
  CHECK(clean_tag_name("\uff21\uff24\uff21") == "ADA");
  CHECK(clean_tag_name("\U0001d41a\U0001d41d") == "ad");
  CHECK(clean_tag_name("Анна") == "Анна");  // nobody reads that as ASCII
  CHECK(clean_tag_name("漢字") == "漢字");
  CHECK(clean_tag_name("漢") == "漢_");
  CHECK(clean_tag_name("Il1O0m") == "Il1O0m");  // ASCII is what it is
}

TEST_CASE("names: what cannot become one") {
  for (const char* bad : {"", "a b", "a\u0301", "a`b", "\xff", "\ufdfa\ufdfa"}) CHECK_FALSE(clean_tag_name(bad));
  CHECK_FALSE(clean_tag_name(std::string(33, 'a')));
  CHECK_FALSE(clean_tag_name(std::string(32, 'a') + "\ufb01"));
  std::string grows;
  for (int i = 0; i < 20; ++i) grows += "\ufb01";  // twenty characters, forty afterwards
  CHECK_FALSE(clean_tag_name(grows));
}

TEST_CASE("names: discriminators that are given out") {
  for (std::uint16_t good : {2, 3, 122, 124, 1233, 1489, 9998}) CHECK(is_assignable_discriminator(good));
  for (std::uint16_t bad : {0, 1, 123, 1111, 1234, 1488, 2222, 3333, 4444, 5555, 6666, 7777, 8888, 9999, 12345}) {
    CHECK_FALSE(is_assignable_discriminator(bad));
  }
}

TEST_CASE("names: the handle that goes with a name") {
  CHECK(handle_of("Ada") == "ada");
  CHECK(handle_of("Ada.L_9-") == "ada-l_9-");
  CHECK(handle_of("\u00c9lo\u00efse") == "eloise");
  CHECK(handle_of("Анна") == "");
  CHECK(handle_of("1234") == "");
  CHECK(handle_of("Анна_x") == "_x");
  CHECK(handle_of("жx") == "x_");
  CHECK(handle_of(std::string(40, 'a')).size() == 32);
}

TEST_CASE("addresses: one mailbox written in several ways") {
  CHECK(email_key("Ada.Lovelace+news@Example.org") == "adalovelace@example.org");
  CHECK(email_key("adalovelace@example.org") == "adalovelace@example.org");
  CHECK(email_key("a@sub.example.org") == "a@sub.example.org");
  CHECK(email_key("") == "");
  CHECK(email_key("A.B") == "a.b");
}
