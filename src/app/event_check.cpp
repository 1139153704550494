#include "app/event_check.h"

#include <future>
#include <utility>

#include "app/database.h"
#include "base/clock.h"
#include "core/event.h"
#include "core/id_generator.h"
#include "store/sql/sqlite_store.h"

namespace app {
namespace {

using base::Result;

constexpr std::uint32_t kPage = 1'000;

Result<void> check_stream(store::Reader& reader, core::StreamId stream) {
  const char* kind = stream.kind == core::StreamKind::community ? "community" : "user";
  const auto wrong = [&](std::uint64_t number) {
    return base::fail(base::ErrorKind::invalid, "events",
                      std::string("the event stream of ") + kind + " " + core::to_decimal(stream.id) + " has no event " +
                          std::to_string(number) + " where it should be");
  };
  const std::uint64_t last = reader.stream_number(stream);
  std::uint64_t seen = 0;
  for (bool first = true;; first = false) {
    const auto page = reader.events(stream, seen, kPage);
    for (const core::EventRef& event : page) {
      const bool oldest = first && event == page.front();
      if (!oldest && event->number != seen + 1) return wrong(seen + 1);
      seen = event->number;
    }
    if (page.size() < kPage) break;
  }
  return seen == last || seen == 0 ? Result<void>() : wrong(seen + 1);
}

template <typename Id>
Result<std::uint64_t> check_all(store::Reader& reader, std::vector<Id> (store::Reader::*ids)(Id, std::uint32_t)) {
  std::uint64_t streams = 0;
  for (Id after;;) {
    const auto page = (reader.*ids)(after, kPage);
    for (const Id id : page) {
      const auto checked = check_stream(reader, core::stream_of(id));
      if (!checked) return base::pass(checked);
      if (reader.stream_number(core::stream_of(id)) > 0) ++streams;
    }
    if (page.size() < kPage) return streams;
    after = page.back();
  }
}

}  // namespace

Result<std::uint64_t> check_events(const Config& config) {
  const base::SystemClock clock;
  auto store = store::sql::open(database_options(config), clock);
  if (!store) return base::pass(store);
  Result<std::uint64_t> outcome = 0;
  std::promise<Result<void>> done;
  (*store)->read(
      [&outcome](store::Reader& reader) {
        const auto users = check_all<core::UserId>(reader, &store::Reader::user_ids);
        const auto communities = check_all<core::CommunityId>(reader, &store::Reader::community_ids);
        outcome = !users ? users : communities;
        if (users && communities) outcome = *users + *communities;
      },
      [&done](Result<void> read) { done.set_value(std::move(read)); });
  const auto read = done.get_future().get();
  (*store)->close();
  return read ? outcome : Result<std::uint64_t>(base::pass(read));
}

}  // namespace app
