#include "app/metrics_text.h"

#include <prometheus/collectable.h>
#include <prometheus/metric_family.h>
#include <prometheus/text_serializer.h>
#include <unistd.h>

#include <fstream>
#include <limits>
#include <map>

#include "app/version.h"

namespace app {
namespace {

using prometheus::ClientMetric;
using prometheus::MetricFamily;
using prometheus::MetricType;

struct Label {
  std::string name, value;
};

/// Bytes of memory that are really there.
double resident_bytes() {
  std::ifstream statm("/proc/self/statm");
  double size = 0, resident = 0;
  statm >> size >> resident;
  return resident * static_cast<double>(sysconf(_SC_PAGESIZE));
}

ClientMetric labelled(const std::vector<Label>& labels) {
  ClientMetric metric;
  for (const Label& label : labels) {
    ClientMetric::Label l;
    l.name = label.name;
    l.value = label.value;
    metric.label.push_back(std::move(l));
  }
  return metric;
}

class Families {
 public:
  void counter(const std::string& name, const std::string& help, double value, const std::vector<Label>& labels = {}) {
    ClientMetric metric = labelled(labels);
    metric.counter.value = value;
    family(name, help, MetricType::Counter).metric.push_back(std::move(metric));
  }
  void gauge(const std::string& name, const std::string& help, double value, const std::vector<Label>& labels = {}) {
    ClientMetric metric = labelled(labels);
    metric.gauge.value = value;
    family(name, help, MetricType::Gauge).metric.push_back(std::move(metric));
  }
  void histogram(const std::string& name, const std::string& help, const base::Histogram& source,
                 const std::vector<Label>& labels = {}) {
    ClientMetric metric = labelled(labels);
    std::uint64_t below = 0;
    for (int i = 0; i < base::Histogram::kBuckets; ++i) {
      below += source.count(i);
      ClientMetric::Bucket bucket;
      bucket.cumulative_count = below;
      bucket.upper_bound = i + 1 < base::Histogram::kBuckets ? static_cast<double>(base::Histogram::bound_us(i)) / 1e6
                                                             : std::numeric_limits<double>::infinity();
      metric.histogram.bucket.push_back(bucket);
    }
    metric.histogram.sample_count = below;
    metric.histogram.sample_sum = static_cast<double>(source.sum_us()) / 1e6;
    family(name, help, MetricType::Histogram).metric.push_back(std::move(metric));
  }
  std::vector<MetricFamily> take() { return std::move(list_); }

 private:
  /// Consecutive metrics of one name are one family.
  MetricFamily& family(const std::string& name, const std::string& help, MetricType type) {
    if (list_.empty() || list_.back().name != name) {
      MetricFamily family;
      family.name = name;
      family.help = help;
      family.type = type;
      list_.push_back(std::move(family));
    }
    return list_.back();
  }
  std::vector<MetricFamily> list_;
};

/// What the exporter library asks.
class Node final : public prometheus::Collectable {
 public:
  explicit Node(const MetricsSources& sources) : sources_(sources) {}

  std::vector<MetricFamily> Collect() const override {
    Families families;
    families.gauge("tetragate_build_info", "Always 1; the labels say what runs.", 1, {{"version", std::string(version())}});
    families.gauge("tetragate_resident_bytes", "Memory of the process.", resident_bytes());
    network(families);
    hubs(families);
    store(families);
    return families.take();
  }

 private:
  template <typename Source, typename Member>
  static double sum(const std::vector<const Source*>& sources, Member member) {
    double total = 0;
    for (const Source* source : sources) total += static_cast<double>((source->*member).value());
    return total;
  }

  void network(Families& families) const {
    const auto& loops = sources_.loops;
    using Net = net::NetMetrics;
    families.gauge("tetragate_connections", "Open sockets.", sum(loops, &Net::connections));
    families.gauge("tetragate_websockets", "Open WebSocket connections.", sum(loops, &Net::websockets));
    families.counter("tetragate_http_requests_total", "HTTP requests answered.", sum(loops, &Net::requests));
    families.counter("tetragate_bytes_total", "Bytes through sockets.", sum(loops, &Net::bytes_in), {{"direction", "in"}});
    families.counter("tetragate_bytes_total", "", sum(loops, &Net::bytes_out), {{"direction", "out"}});
    families.counter("tetragate_connections_refused_total", "Connections over the limit.", sum(loops, &Net::refused));
    for (std::size_t i = 0; i < loops.size(); ++i) {
      families.histogram("tetragate_loop_lag_seconds", "How late a due task of an event loop runs.", loops[i]->loop_lag_us,
                         {{"loop", std::to_string(i)}});
    }
  }

  void hubs(Families& families) const {
    const auto& hubs = sources_.hubs;
    using Hub = hub::HubMetrics;
    struct Sessions {
      std::int64_t open = 0, attached = 0;
    };
    std::map<std::string, Sessions> sessions;
    for (const std::string& protocol : sources_.protocols) sessions[protocol];
    for (const Hub* hub : hubs) {
      hub->protocols.for_each([&](const char* protocol, std::int64_t open, std::int64_t attached) {
        sessions[protocol].open += open;
        sessions[protocol].attached += attached;
      });
    }
    for (const auto& [protocol, count] : sessions) {
      families.gauge("tetragate_sessions", "Gateway sessions by protocol.", static_cast<double>(count.attached),
                     {{"protocol", protocol}, {"state", "authenticated"}});
      families.gauge("tetragate_sessions", "", static_cast<double>(count.open - count.attached),
                     {{"protocol", protocol}, {"state", "guest"}});
    }
    families.gauge("tetragate_communities_loaded", "Community states held, all loops.", sum(hubs, &Hub::communities));
    families.gauge("tetragate_outbox_bytes", "Queued for receivers now.", sum(hubs, &Hub::outbox_bytes));
    families.counter("tetragate_events_total", "Events handled, all loops.", sum(hubs, &Hub::events));
    families.counter("tetragate_deliveries_total", "Frames queued for receivers.", sum(hubs, &Hub::deliveries));
    families.counter("tetragate_flushes_total", "Gathered writes to receivers.", sum(hubs, &Hub::flushes));
    families.counter("tetragate_dropped_total", "Ephemeral frames not given to slow receivers.",
                     sum(hubs, &Hub::dropped_ephemeral));
    families.counter("tetragate_sessions_closed_slow_total", "Receivers let go for being too slow.",
                     sum(hubs, &Hub::closed_slow));
  }

  void store(Families& families) const {
    const store::sql::StoreMetrics& m = *sources_.store;
    const auto value = [](const auto& metric) { return static_cast<double>(metric.value()); };
    families.histogram("tetragate_store_commit_seconds", "Making a batch of changes durable.", m.commit_us);
    families.counter("tetragate_store_commits_total", "Commits with at least one change.", value(m.commits));
    families.counter("tetragate_store_commits_failed_total", "Commits that failed.", value(m.commits_failed));
    families.counter("tetragate_store_units_total", "Units of work run.", value(m.units));
    families.counter("tetragate_store_units_failed_total", "Units of work that changed nothing.", value(m.units_failed));
    families.counter("tetragate_store_events_total", "Events committed.", value(m.events));
    families.counter("tetragate_store_events_pruned_total", "Past events let go.", value(m.events_pruned));
    families.gauge("tetragate_store_commit_units", "Units in the latest commit.", value(m.last_commit_units));
  }

  const MetricsSources& sources_;
};

}  // namespace

std::string metrics_text(const MetricsSources& sources) {
  return prometheus::TextSerializer().Serialize(Node(sources).Collect());
}

}  // namespace app
