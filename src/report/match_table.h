#pragma once

#include "report/basis.h"

namespace samspill::report {

/// The best matches with what speaks for them and what must be checked first.
Table match_table(const Basis& basis);

}  // namespace samspill::report
