// Whose address it is.
#include "http/network.h"

#include <doctest/doctest.h>

TEST_CASE("network: the /64 of IPv6, anything else as it is") {
  CHECK(http::network_of("2001:db8:0:1::1") == "2001:db8:0:1::");
  CHECK(http::network_of("2001:db8:0:1:ffff:ffff:ffff:ffff") == "2001:db8:0:1::");
  CHECK(http::network_of("2001:db8:0:2::1") == "2001:db8:0:2::");
  CHECK(http::network_of("192.0.2.1") == "192.0.2.1");
  CHECK(http::network_of("::ffff:192.0.2.1") == "::ffff:192.0.2.1");
  CHECK(http::network_of("::ffff:192.0.2.2") == "::ffff:192.0.2.2");
  CHECK(http::network_of("unknown") == "unknown");
}
