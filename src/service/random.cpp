// See random.h.
#include "service/random.h"

#include <sodium.h>

#include "service/sodium_ready.h"

namespace service {

std::uint32_t random_below(std::uint32_t bound) {
  need_sodium();
  return randombytes_uniform(bound);
}

std::string random_text(std::string_view alphabet, std::size_t length) {
  std::string text;
  for (std::size_t i = 0; i < length; ++i) text += alphabet[random_below(static_cast<std::uint32_t>(alphabet.size()))];
  return text;
}

}  // namespace service
