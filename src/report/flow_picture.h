#pragma once

#include <string>

#include "report/model.h"
#include "report/page_flow.h"

namespace samspill::report {

/// Prints the flows of one unit: givers on the left, takers on the right, a band for each of the
/// largest flows. A site or plant that both takes and gives stands on both sides.
void print_flows(PageFlow& flow, const Sankey& sankey, const std::string& alternative);

}  // namespace samspill::report
