// Whose address it is, for limits by address. Any thread.
#pragma once

#include <string>

namespace http {

/// The address itself, of IPv6 its /64: whoever has one of those addresses has them all, and would else have as many limits.
/// Text that is no address stays as it is.
std::string network_of(const std::string& address);

}  // namespace http
