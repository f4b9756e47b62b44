#pragma once

#include <string>

#include "report/figures.h"
#include "report/page_flow.h"

namespace samspill::report {

/// Prints the map with its legend: base map, recorded emissions, exchanges, sites and names.
void print_map(PageFlow& flow, const MapFigure& map, const std::string& alternative);

}  // namespace samspill::report
