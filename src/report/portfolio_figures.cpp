#include "report/portfolio_figures.h"

#include <algorithm>
#include <format>
#include <tuple>
#include <utility>

#include "report/portfolio_tables.h"

namespace samspill::report {
namespace {

/// Wedges with a colour of their own.
constexpr std::size_t kMostWedges = 7;
constexpr double kSmallestCut = 0.05;  // kt; less in every year is none
/// Of the baseline; thinner wedges cannot be told apart.
constexpr double kThinnestWedge = 0.01;

std::optional<double> in_kt(const std::optional<Co2eFlow>& flow) {
  return flow ? std::optional(flow->in(kilotonne_co2e / year)) : std::nullopt;
}

/// What runs already comes first and lies level under the baseline; then the largest in the end.
struct Layer {
  Wedge wedge;
  bool is_operating = false;

  auto rank() const { return std::tuple(!is_operating, -wedge.kt_co2e_per_year.back()); }
};

}  // namespace

std::string kilotonnes(const Wording& words, double kt) {
  return words.number(kt, table_decimals(kt)) + "\u00a0kt";
}

WedgeFigure make_wedges(const Basis& basis, const PortfolioFindings& findings) {
  WedgeFigure figure;
  for (const portfolio::PathYear& one : findings.chosen.path) {
    figure.years.push_back(one.year);
    figure.baseline_kt.push_back(one.baseline.in(kilotonne_co2e / year));
    figure.planned_kt.push_back(one.planned.in(kilotonne_co2e / year));
    figure.target_kt.push_back(in_kt(one.target));
  }
  std::vector<Layer> layers;
  for (const portfolio::Chosen& chosen : findings.chosen.chosen) {
    Wedge wedge{.name = basis.region[chosen.initiative].name};
    for (const Co2eFlow cut : chosen.towards_target) {
      wedge.kt_co2e_per_year.push_back(cut.in(kilotonne_co2e / year));
    }
    if (std::ranges::max(wedge.kt_co2e_per_year) < kSmallestCut) continue;
    layers.push_back({std::move(wedge), chosen.is_operating});
  }
  std::ranges::stable_sort(layers, {}, &Layer::rank);
  const double thinnest = kThinnestWedge * std::ranges::max(figure.baseline_kt);
  Wedge rest{.kt_co2e_per_year = std::vector<double>(figure.years.size())};
  std::size_t others = 0;
  for (Layer& layer : layers) {
    const std::vector<double>& cuts = layer.wedge.kt_co2e_per_year;
    if (figure.wedges.size() < kMostWedges && std::ranges::max(cuts) >= thinnest) {
      figure.wedges.push_back(std::move(layer.wedge));
      continue;
    }
    ++others;
    for (std::size_t t = 0; t < cuts.size(); ++t) rest.kt_co2e_per_year[t] += cuts[t];
  }
  if (others > 0) {
    rest.name = basis.words.counted("report.wedges.others", others);
    figure.wedges.push_back(std::move(rest));
  }
  for (std::size_t i = 0; i < figure.wedges.size(); ++i) {
    const bool is_rest = others > 0 && i + 1 == figure.wedges.size();
    figure.wedges[i].colour = is_rest ? "wedge-other" : std::format("wedge-{}", i + 1);
  }
  return figure;
}

CostCurveFigure make_cost_curve(const PortfolioFindings& findings) {
  const portfolio::PathYear& last = findings.chosen.path.back();
  CostCurveFigure figure{.year = last.year};
  for (const portfolio::Chosen& chosen : findings.chosen.chosen) {
    if (chosen.is_operating) {
      figure.running_kt += chosen.towards_target.back().in(kilotonne_co2e / year);
    }
  }
  for (const portfolio::CurveStep& step : findings.curve) {
    figure.steps.push_back({step.cut.in(kilotonne_co2e / year), step.step.in(euro / tonne_co2e)});
  }
  if (!figure.steps.empty()) {
    figure.running_kt = std::min(figure.running_kt, figure.steps.front().to_kt);
  }
  if (last.target) figure.asked_kt = (last.baseline - *last.target).in(kilotonne_co2e / year);
  return figure;
}

std::vector<StageBar> make_funnel(const Basis& basis) {
  const Wording& words = basis.words;
  std::vector<StageBar> bars;
  for (const Stage stage : {Stage::idea, Stage::screened, Stage::contacted, Stage::feasibility,
                            Stage::agreement, Stage::operating}) {
    StageBar bar{.name = words.text(stage_text_key(stage))};
    std::size_t count = 0, unknown = 0;
    for (const Initiative& initiative : basis.region.initiatives) {
      if (initiative.stage != stage) continue;
      ++count;
      if (!initiative.cut_likely) ++unknown;
      bar.kt_co2e_per_year += initiative.cut_likely.value_or(Co2eFlow{}).in(kilotonne_co2e / year);
    }
    if (count == 0) continue;
    bar.told = std::format("{}, {}", words.counted("report.funnel.initiatives", count),
                           kilotonnes(words, bar.kt_co2e_per_year));
    if (unknown > 0) {
      bar.told += " " + words.text("report.funnel.unknown", {words.count(unknown)});
    }
    bars.push_back(std::move(bar));
  }
  return bars;
}

}  // namespace samspill::report
