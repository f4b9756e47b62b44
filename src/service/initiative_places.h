#pragma once

#include "app/stored_region.h"
#include "base/json.h"

namespace samspill::service {

/// Adds to an initiative where it stands on the map: at its site, else at the site whose emissions
/// it cuts, else at the town of its municipality, else null.
void add_place(const app::StoredRegion& region, Json& initiative);

}  // namespace samspill::service
