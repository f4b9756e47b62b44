#include "app/audit.h"

namespace samspill::app {

storage::AuditPage Audit::list(const auth::Actor& actor, std::string_view region,
                               const storage::AuditFilter& filter,
                               const storage::PageRequest& page) const {
  auth::require(actor, auth::Action::list, "audit_log");
  return workspace.store.read([&](storage::Connection& connection) {
    return storage::AuditLog{connection}.list(find_region(connection, region).region_id, filter,
                                              page);
  });
}

}  // namespace samspill::app
