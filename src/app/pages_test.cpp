#include "app/pages.h"

#include <doctest/doctest.h>

#include "app/metrics_text.h"

TEST_CASE("the first page shows the address the client came to, and believes nothing in it") {
  const std::string page = app::front_page("https://chat.example:8443");
  CHECK(page.find("wss://chat.example:8443/pandemonium") != std::string::npos);
  CHECK(page.find("https://chat.example:8443/oprish/") != std::string::npos);
  CHECK(page.find("wss://chat.example:8443/bonfire") != std::string::npos);
  CHECK(page.find("https://chat.example:8443/delta") != std::string::npos);
  CHECK(page.find("{origin}") == std::string::npos);
  const std::string hostile = app::front_page("http://<script>alert(1)</script>\"'&");
  CHECK(hostile.find("<script>") == std::string::npos);
  CHECK(hostile.find("&lt;script&gt;") != std::string::npos);
}

TEST_CASE("a client who only knows the host is told where the API is") {
  bonfire::Config config;
  CHECK(app::api_pointer(config, "https://chat.example:8443") == R"({"api":"https://chat.example:8443/delta"})");
  CHECK(app::api_pointer(config, "http://a\"b") == R"({"api":"http://a\"b/delta"})");
  config.api_url = "https://api.chat.example";
  CHECK(app::api_pointer(config, "https://chat.example:8443") == R"({"api":"https://api.chat.example"})");
}

TEST_CASE("metrics are for this machine, and not for who comes through it") {
  http::Request request;
  for (const char* peer : {"127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1"}) {
    request.peer_address = peer;
    CHECK(app::from_this_machine(request));
  }
  for (const char* peer : {"10.0.0.1", "1.127.0.0", "fe80::1", ""}) {
    request.peer_address = peer;
    CHECK_FALSE(app::from_this_machine(request));
  }
  request.peer_address = "127.0.0.1";
  request.headers.add("X-Forwarded-For", "203.0.113.9");
  CHECK_FALSE(app::from_this_machine(request));
}

TEST_CASE("the metrics add up what the threads count") {
  hub::HubMetrics hubs[2];
  net::NetMetrics loop;
  store::sql::StoreMetrics store;
  hubs[0].protocols.of("some").open.set(5);
  hubs[0].protocols.of("some").attached.set(3);
  hubs[1].protocols.of("some").open.set(2);
  hubs[1].protocols.of("some").attached.set(2);
  hubs[1].protocols.of("other").open.set(1);
  hubs[0].deliveries.add(10);
  hubs[1].deliveries.add(32);
  store.commit_us.observe_us(100);
  store.commit_us.observe_us(100'000'000);
  app::MetricsSources sources;
  sources.hubs = {&hubs[0], &hubs[1]};
  sources.loops = {&loop};
  sources.store = &store;
  sources.protocols = {"quiet", "some"};
  const std::string text = app::metrics_text(sources);
  const auto has = [&](const std::string& line) { return text.find(line + "\n") != std::string::npos; };
  CHECK(has("tetragate_sessions{protocol=\"some\",state=\"authenticated\"} 5"));
  CHECK(has("tetragate_sessions{protocol=\"some\",state=\"guest\"} 2"));
  CHECK(has("tetragate_sessions{protocol=\"other\",state=\"guest\"} 1"));
  CHECK(has("tetragate_sessions{protocol=\"quiet\",state=\"authenticated\"} 0"));
  CHECK(has("tetragate_deliveries_total 42"));
  CHECK(has("tetragate_store_commit_seconds_count 2"));
  CHECK(has("tetragate_store_commit_seconds_bucket{le=\"0.000128\"} 1"));
  CHECK(has("tetragate_store_commit_seconds_bucket{le=\"+Inf\"} 2"));
  CHECK(has("# TYPE tetragate_store_commit_seconds histogram"));
}
