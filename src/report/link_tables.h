#pragma once

#include "report/basis.h"

namespace samspill::report {

/// What would unlock unused offers, best first; those of unknown benefit last.
Table gap_table(const Basis& basis);

/// Offers too small alone that pay together.
Table bundle_table(const Basis& basis);

}  // namespace samspill::report
