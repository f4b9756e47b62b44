#include "report/portfolio_figures.h"

#include <algorithm>
#include <cmath>
#include <format>
#include <tuple>
#include <utility>

#include "report/portfolio_tables.h"
#include "report/portfolio_words.h"

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

std::string source_text(const Wording& words, const Initiative& initiative) {
  return words.text("report.portfolio.source",
                    {initiative.source.empty() ? words.text("report.unknown") : initiative.source});
}

class Balance {
 public:
  Balance(const Basis& basis, const portfolio::Portfolio& portfolio, const WedgeFigure& wedges)
      : basis_(basis),
        portfolio_(portfolio),
        wedges_(wedges),
        last_(portfolio.path.back()),
        year_(std::format("{}", last_.year)) {}

  std::vector<BalanceStep> make() {
    add_baseline();
    add_cuts();
    const double removed = last_.removed.in(kilotonne_co2e / year);
    const bool counts = portfolio_.counts_removals && removed >= kSmallestCut;
    add_whole(text("still", {year_}), "still-emitted", level_);
    if (counts) {
      add(text("removed"), "plan", -removed);
      add_whole(text("net", {year_}), "still-emitted", level_);
    }
    if (last_.target) {
      const double target = last_.target->in(kilotonne_co2e / year);
      add_whole(text("target", {year_}), "ink", target);
      if (level_ > target + kSmallestCut) steps_.push_back({text("missing"), "", target, level_});
    }
    if (!counts && removed >= kSmallestCut) add_whole(text("removed_apart"), "plan", removed);
    return std::move(steps_);
  }

 private:
  std::string text(std::string_view key, std::vector<std::string> arguments = {}) const {
    return basis_.words.text(std::format("report.way.{}", key), std::move(arguments));
  }

  void add(std::string name, std::string colour, double change, std::string source = {}) {
    steps_.push_back(
        {std::move(name), std::move(colour), level_, level_ + change, std::move(source)});
    level_ += change;
  }
  void add_whole(std::string name, std::string colour, double kt, std::string source = {}) {
    steps_.push_back({std::move(name), std::move(colour), 0, kt, std::move(source)});
  }

  /// From the base year, where its emissions are known, to the last year without the portfolio.
  void add_baseline() {
    const double baseline = last_.baseline.in(kilotonne_co2e / year);
    const auto row = std::ranges::find_if(basis_.region.targets, [&](const Target& target) {
      return target.scope == portfolio_.scope && target.base;
    });
    if (row != basis_.region.targets.end()) {
      level_ = row->base->in(kilotonne_co2e / year);
      add_whole(text("base", {std::format("{}", row->base_year)}), "today", level_,
                basis_.words.text("report.portfolio.source", {row->source}));
      if (std::abs(baseline - level_) < kSmallestCut) return;
      add(text("change", {year_}), "wedge-other", baseline - level_);
    }
    level_ = baseline;
    add_whole(text("baseline", {year_}), "today", baseline);
  }

  void add_cuts() {
    std::string others;
    double rest = 0;
    std::vector<double> cuts(wedges_.wedges.size());
    std::vector<std::string> sources(wedges_.wedges.size());
    for (const portfolio::Chosen& chosen : portfolio_.chosen) {
      const Initiative& initiative = basis_.region[chosen.initiative];
      const double cut = chosen.cut.in(kilotonne_co2e / year);
      const auto wedge = std::ranges::find(wedges_.wedges, initiative.name, &Wedge::name);
      if (wedge == wedges_.wedges.end()) {
        rest += cut;
        others += (others.empty() ? "" : "\n") + initiative.name;
      } else {
        const auto at = static_cast<std::size_t>(wedge - wedges_.wedges.begin());
        cuts[at] += cut;
        sources[at] = source_text(basis_.words, initiative);
      }
    }
    for (std::size_t i = 0; i < cuts.size(); ++i) {
      if (cuts[i] < kSmallestCut) continue;
      add(wedges_.wedges[i].name, wedges_.wedges[i].colour, -cuts[i], sources[i]);
    }
    if (rest >= kSmallestCut) add(text("others"), "wedge-other", -rest, others);
  }

  const Basis& basis_;
  const portfolio::Portfolio& portfolio_;
  const WedgeFigure& wedges_;
  const portfolio::PathYear& last_;
  std::string year_;
  double level_ = 0;
  std::vector<BalanceStep> steps_;
};

}  // namespace

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
    const Initiative& initiative = basis.region[chosen.initiative];
    Wedge wedge{.name = initiative.name, .source = source_text(basis.words, initiative)};
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
    rest.source += (rest.source.empty() ? "" : "\n") + layer.wedge.name;
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

std::vector<BalanceStep> make_balance(const Basis& basis, const PortfolioFindings& findings,
                                      const WedgeFigure& wedges) {
  return Balance(basis, findings.chosen, wedges).make();
}

CostCurveFigure make_cost_curve(const Basis& basis, const PortfolioFindings& findings) {
  const portfolio::PathYear& last = findings.chosen.path.back();
  CostCurveFigure figure{.year = last.year};
  for (const portfolio::Chosen& chosen : findings.chosen.chosen) {
    if (chosen.is_operating) {
      figure.running_kt += chosen.towards_target.back().in(kilotonne_co2e / year);
    }
  }
  for (const portfolio::CurveStep& step : findings.curve) {
    figure.steps.push_back({step.cut.in(kilotonne_co2e / year), step.step.in(euro / tonne_co2e),
                            initiative_names(basis.region, step.added)});
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
      bar.initiatives += (count == 1 ? "" : "\n") + initiative.name;
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
