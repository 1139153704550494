// Tokens that are computed, and the key they are computed with.
#include "service/derived_token.h"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

using namespace service;

namespace {

struct Folder {
  std::filesystem::path path;
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "tetragate-key-XXXXXX").string();
    REQUIRE(mkdtemp(name.data()) != nullptr);
    path = name;
  }
  ~Folder() { std::filesystem::remove_all(path); }
  std::string file() const { return (path / "key").string(); }
};

InstanceKey key_of(unsigned char byte) {
  InstanceKey key;
  key.fill(byte);
  return key;
}

}  // namespace

TEST_CASE("derived tokens: 64 characters that carry their id and nobody else's proof") {
  const InstanceKey key = key_of(7);
  const std::string token = derive_token(key, TokenKind::bot, 0x0123456789ABCDEF, 3);
  CHECK(token.size() == 64);
  CHECK(token.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") == std::string::npos);
  CHECK(token == derive_token(key, TokenKind::bot, 0x0123456789ABCDEF, 3));
  CHECK(claimed_id(token) == 0x0123456789ABCDEFu);
  CHECK(is_token_of(key, token, TokenKind::bot, 0x0123456789ABCDEF, 3));
  CHECK_FALSE(is_token_of(key_of(8), token, TokenKind::bot, 0x0123456789ABCDEF, 3));
  CHECK_FALSE(is_token_of(key, token, TokenKind::webhook, 0x0123456789ABCDEF, 3));
  CHECK_FALSE(is_token_of(key, token, TokenKind::bot, 0x0123456789ABCDEE, 3));
  CHECK_FALSE(is_token_of(key, token, TokenKind::bot, 0x0123456789ABCDEF, 4));
  for (std::size_t i = 0; i < token.size(); ++i) {
    std::string wrong = token;
    wrong[i] = wrong[i] == 'A' ? 'B' : 'A';
    CHECK_FALSE(is_token_of(key, wrong, TokenKind::bot, 0x0123456789ABCDEF, 3));
  }
}

TEST_CASE("derived tokens: what has not the form of one claims nothing") {
  const std::string token = derive_token(key_of(7), TokenKind::webhook, 5, 0);
  CHECK(claimed_id(token) == 5u);
  for (const std::string& bad : {std::string(), token + "A", token.substr(1), std::string(64, ' '), "=" + token.substr(1)}) {
    CHECK_FALSE(claimed_id(bad));
    CHECK_FALSE(is_token_of(key_of(7), bad, TokenKind::webhook, 5, 0));
  }
}

TEST_CASE("instance key: made once, for its owner alone, and read again") {
  Folder folder;
  const auto made = load_or_create_key(folder.file());
  REQUIRE(made);
  CHECK(*made != InstanceKey{});
  struct stat facts {};
  REQUIRE(stat(folder.file().c_str(), &facts) == 0);
  CHECK((facts.st_mode & 0777) == 0600);
  CHECK(facts.st_size == 32);
  CHECK(load_or_create_key(folder.file()) == *made);
  CHECK(std::distance(std::filesystem::directory_iterator(folder.path), {}) == 1);
  Folder other;
  CHECK(load_or_create_key(other.file()) != *made);
}

TEST_CASE("instance key: a file that is something else is not overwritten") {
  Folder folder;
  for (const std::size_t size : {0, 31, 33}) {
    std::ofstream(folder.file()) << std::string(size, 'x');
    const auto read = load_or_create_key(folder.file());
    REQUIRE_FALSE(read);
    CHECK(read.error().kind == base::ErrorKind::invalid);
    CHECK(read.error().subject == "key");
    CHECK(std::filesystem::file_size(folder.file()) == size);
  }
  const auto nowhere = load_or_create_key((folder.path / "missing" / "key").string());
  REQUIRE_FALSE(nowhere);
  CHECK(nowhere.error().kind == base::ErrorKind::unavailable);
}

TEST_CASE("instance key: a draft that an earlier start left behind is in nobody's way") {
  Folder folder;
  std::ofstream(folder.file() + ".new") << "half";
  CHECK(load_or_create_key(folder.file()));
  CHECK_FALSE(std::filesystem::exists(folder.file() + ".new"));
}
