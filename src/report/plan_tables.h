#pragma once

#include "report/basis.h"
#include "report/used_rows.h"

namespace samspill::report {

Table exchange_table(const Basis& basis);
Table plant_table(const Basis& basis);
Table pipe_table(const Basis& basis);
/// What is still treated, and what is still bought, in the plan and today.
Table disposal_table(const Basis& basis, const UncheckedKeys& unchecked);
Table purchase_table(const Basis& basis, const UncheckedKeys& unchecked);
/// What one unit more of a resource is worth, lowest to highest over the places.
Table price_table(const Basis& basis);

}  // namespace samspill::report
