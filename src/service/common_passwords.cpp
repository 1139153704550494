// See common_passwords.h.
#include "service/common_passwords.h"

#include <algorithm>
#include <iterator>
#include <string>

namespace service {
namespace {

/// Shorter ones are refused for their length.
constexpr std::string_view kCommon[] = {
    "00000000",   "0123456789", "0987654321", "11111111",   "111111111",  "1111111111",    "11223344",  "112233445566",
    "12121212",   "123123123",  "123321123",  "12341234",   "12344321",   "12345678",      "123456789", "1234567890",
    "123456789a", "123456abc",  "1234qwer",   "12qwaszx",   "1q2w3e4r",   "1q2w3e4r5t",    "1qaz2wsx",  "1qazxsw2",
    "22222222",   "33333333",   "44444444",   "55555555",   "66666666",   "741852963",     "77777777",  "789456123",
    "87654321",   "88888888",   "963852741",  "987654321",  "9876543210", "99999999",      "a1b2c3d4",  "a1s2d3f4",
    "aa123456",   "aaaaaaaa",   "abcd1234",   "abcdefgh",   "access14",   "administrator", "alexander", "asdasdasd",
    "asdfasdf",   "asdfghjk",   "asdfghjkl",  "babygirl",   "baseball",   "basketball",    "bigdaddy",  "blink182",
    "butterfly",  "caroline",   "changeme",   "charlotte",  "chocolate",  "computer",      "consumer",  "cookie123",
    "corvette",   "danielle",   "december",   "dolphins",   "einstein",   "elephant",      "football",  "garfield",
    "godzilla",   "hello123",   "iloveyou",   "internet",   "jennifer",   "jonathan",      "jordan23",  "letmein1",
    "liverpool",  "lovelove",   "maverick",   "mercedes",   "metallica",  "michelle",      "midnight",  "monkey123",
    "mustang1",   "nicholas",   "november",   "p@ssw0rd",   "p@ssword",   "pa55word",      "passw0rd",  "password",
    "patricia",   "platinum",   "pokemon1",   "princess",   "q1w2e3r4",   "qazwsxedc",     "qwer1234",  "qwerasdf",
    "qwerqwer",   "qwerty12",   "qwerty123",  "qwertyui",   "qwertyuiop", "samantha",      "scorpion",  "september",
    "snowball",   "starwars",   "steelers",   "sunflower",  "sunshine",   "superman",      "superstar", "swordfish",
    "test1234",   "testtest",   "trustno1",   "undertaker", "valentina",  "veronica",      "victoria",  "welcome1",
    "whatever",   "william1",   "zaq12wsx",   "zxcvbnm1",   "zxcvbnm123",
};

bool is_listed(std::string_view text) { return std::ranges::find(kCommon, text) != std::end(kCommon); }

/// "password2024!" is no better than "password".
std::string_view without_ending(std::string_view text) {
  while (!text.empty() && ((text.back() >= '0' && text.back() <= '9') || text.back() == '!' || text.back() == '.')) {
    text.remove_suffix(1);
  }
  return text;
}

}  // namespace

bool is_common_password(std::string_view password) {
  constexpr std::size_t kEndingMax = 5;
  std::string folded(password);
  for (char& c : folded) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  if (is_listed(folded)) return true;
  const std::string_view core = without_ending(folded);
  return folded.size() - core.size() <= kEndingMax && is_listed(core);
}

}  // namespace service
