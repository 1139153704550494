// Complaints (bonfire-rest 4.3). Loop thread.
#include "proto/bonfire/codec.h"
#include "proto/bonfire/routes/delta.h"
#include "proto/bonfire/routes/guard.h"
#include "proto/bonfire/routes/units.h"
#include "service/reports.h"

#include <string>
#include <variant>

namespace bonfire {
namespace {

struct ToReport {
  service::NewReport& report;

  void operator()(const ReportedMessage& content) const {
    report.about = content.id.id;
    report.reason = to_text(content.report_reason);
  }
  void operator()(const ReportedServer& content) const {
    report.about = content.id.id;
    report.reason = to_text(content.report_reason);
  }
  void operator()(const ReportedUser& content) const {
    report.about = content.id.id;
    report.reason = to_text(content.report_reason);
    if (content.message_id) report.message = content.message_id->id;
  }
};

base::Task<http::Response> create_report(RoutesContext& context, http::Request& request, Caller caller) {
  const auto body = decode<ReportCreate>(request.body);
  if (!body) co_return error_response(body.error());
  service::NewReport report;
  std::visit(ToReport{report}, body->content);
  report.context = body->additional_context;
  const auto unit = [report, caller](store::Transaction& tx) {
    return service::create_report(tx, caller.context, *caller.actor, report);
  };
  const base::Result<core::ReportId> made = co_await write(context, unit);
  if (!made && made.error().subject == "self") {
    co_return error_response(make_error(400, "CannotReportYourself", "content"));
  }
  if (!made) co_return error_response(made.error());
  co_return empty_response();
}

}  // namespace

void add_safety_routes(http::Mount& mount, RoutesContext& context) {
  add_route(mount, context, http::Method::post, "/safety/report", {.access = Access::human}, create_report);
}

}  // namespace bonfire
