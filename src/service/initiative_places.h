#pragma once

#include "app/region_outline.h"
#include "base/json.h"
#include "storage/rows.h"

namespace samspill::service {

/// Where the initiative stands on the map, and of what: of its site, else of the site whose
/// emissions it cuts, else of the town of its municipality; null when none of them is known.
Json initiative_place(const app::RegionOutline& outline, const storage::Row& initiative);

}  // namespace samspill::service
