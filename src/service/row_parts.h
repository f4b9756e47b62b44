#pragma once

#include <string>
#include <vector>

#include "app/workspace.h"
#include "base/json.h"
#include "storage/rows.h"

namespace samspill::service {

/// Adds to a page of rows what belongs to them by other tables; items are the rows as JSON. To
/// streams: resource_id, resource_names, family and qualities. To processes: flows. To decisions:
/// exchange_id, of the pair's exchange that has not ended, or null. To initiatives: place. To
/// others nothing.
void add_parts(app::Workspace& workspace, const std::string& region, const std::string& table,
               const std::vector<storage::Row>& rows, Json& items);

/// Its name by language.
Json resource_names(const reference::Resource& resource);

}  // namespace samspill::service
