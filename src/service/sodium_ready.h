// libsodium wants to be initialised before its first use, whichever part of the service that is. Any thread.
#pragma once

namespace service {

/// Throws std::runtime_error when the library cannot work here (no source of randomness).
void need_sodium();

}  // namespace service
