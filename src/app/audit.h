#pragma once

#include <string_view>

#include "app/workspace.h"
#include "auth/policy.h"
#include "storage/audit_log.h"

namespace samspill::app {

/// Who changed what, when.
struct Audit {
  Workspace& workspace;

  storage::AuditPage list(const auth::Actor& actor, std::string_view region,
                          const storage::AuditFilter& filter,
                          const storage::PageRequest& page) const;
};

}  // namespace samspill::app
