// The tables that only grow for people to look into: audit logs, and reports to the operator. Same thread as their
// connection.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/community.h"
#include "store/sql/connection.h"
#include "store/store.h"

namespace store::sql {

class AuditEntries {
 public:
  explicit AuditEntries(Connection& db) : db_(db) {}

  std::vector<core::AuditEntry> find(const Reader::AuditQuery& query);
  void insert(const core::AuditEntry& entry);
  void erase_before(std::int64_t time_ms);

 private:
  Connection& db_;
};

class Reports {
 public:
  explicit Reports(Connection& db) : db_(db) {}

  void insert(core::ReportId id, core::UserId author, const std::string& text);

 private:
  Connection& db_;
};

}  // namespace store::sql
