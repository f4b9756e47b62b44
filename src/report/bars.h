#pragma once

#include <optional>
#include <string>
#include <vector>

#include "report/page_flow.h"

namespace samspill::report {

/// One row of a bar chart: a value for each series, or none for a heading.
struct BarRow {
  std::string name;
  std::vector<std::optional<double>> values;
  std::vector<Colour> colours;  // one per value
  bool is_strong = false;
};

struct BarChart {
  std::string title;
  std::vector<BarRow> rows;
  double name_share = 0.36;  // of the width, for the names

  double height() const;
};

/// Horizontal bars from a common zero, values at their ends; an unknown value has no bar and says
/// so.
void draw_bars(PageFlow& flow, const BarChart& chart, Point at, double width);

}  // namespace samspill::report
