#pragma once

#include "domain/ledger.h"
#include "domain/region.h"
#include "reference/reference.h"
#include "reference/valuation.h"

namespace samspill::accounting {

/// How sure a factor is in the use that an entry makes of it, from the grades of its data quality
/// and the range that the table states. `resource` is what it is used for, `country`
/// where, `in_year` when (0 = not stated).
Spread spread_of(const reference::Reference& reference, const reference::Factor& factor,
                 ResourceId resource, std::string_view country, int in_year);
/// Of transport by a mode.
Spread spread_of(const reference::Reference& reference, const reference::Mode& mode, int in_year);
/// Of a figure that a site states of its own stream.
Spread spread_of_own_figure(const reference::Reference& reference, const Stream& stream);

}  // namespace samspill::accounting
