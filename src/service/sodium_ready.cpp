// See the header. Any thread.
#include "service/sodium_ready.h"

#include <sodium.h>

#include <stdexcept>

namespace service {

void need_sodium() {
  static const bool ready = sodium_init() >= 0;
  if (!ready) throw std::runtime_error("libsodium cannot be initialised");
}

}  // namespace service
