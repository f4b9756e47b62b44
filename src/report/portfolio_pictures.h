#pragma once

#include <vector>

#include "report/drawing.h"
#include "report/figures.h"
#include "report/wording.h"

namespace samspill::report {

/// How large a drawing is to be; the letters' size holds on paper and screen alike.
struct DrawingSize {
  double width = 0;
  double height = 0;
  double letters = 0;
};

/// Years from left to right, each as wide as the next: what is still emitted at the bottom, the
/// wedges above it up to the baseline, the target as a line and what is missing to it hatched.
Drawing draw_wedges(const WedgeFigure& figure, const Wording& words, const DrawingSize& size);
std::vector<DrawingSign> wedge_signs(const WedgeFigure& figure, const Wording& words);

/// A row for each step under its words, from the level before to the one after; its height follows
/// from their number.
Drawing draw_balance(const std::vector<BalanceStep>& steps, const Wording& words,
                     const DrawingSize& size);

/// Steps as wide as what they cut and as high as a tonne of it costs; numbered as in the table.
Drawing draw_cost_curve(const CostCurveFigure& figure, const Wording& words,
                        const DrawingSize& size);
std::vector<DrawingSign> cost_curve_signs(const CostCurveFigure& figure, const Wording& words);

/// A bar for each stage under its words; its height follows from their number.
Drawing draw_funnel(const std::vector<StageBar>& bars, const DrawingSize& size);

}  // namespace samspill::report
