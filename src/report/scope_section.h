#pragma once

#include "report/basis.h"
#include "report/model.h"

namespace samspill::report {

/// The sites' inventories by scope, and the comparative claims apart; empty where nothing is
/// reported and nothing changes.
Section scope_section(const Basis& basis);

}  // namespace samspill::report
