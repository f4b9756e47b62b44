#pragma once

#include <string>
#include <vector>

#include "report/figures.h"
#include "report/page_flow.h"

namespace samspill::report {

/// A sign of a printed picture and what it stands for.
struct LegendEntry {
  enum class Sign { site, disc, line, dashes, area };

  Sign sign = Sign::area;
  std::string text;
  Role role = Role::other;  // of a site
  Colour colour;            // of all others
};

/// A full circle gives, a ring takes, a ring with a dot does both, a small dot neither.
void draw_site_mark(Canvas& canvas, Point at, Role role);

/// Entries side by side, in as many lines as they need; returns their height.
double draw_legend(PageFlow& flow, const std::vector<LegendEntry>& entries);

}  // namespace samspill::report
