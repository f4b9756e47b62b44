#include "report/pdf_charts.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <format>

#include "report/bars.h"
#include "report/basis.h"
#include "report/legend.h"

namespace samspill::report {
namespace {

constexpr std::size_t kMostBars = 12;
constexpr double kBetweenPanels = 18;

/// The unit in which the largest sum of money has one to three digits before the point.
struct MoneyUnit {
  std::string_view key;
  double size = 1;
};

MoneyUnit money_unit(double largest) {
  if (largest >= 1e6) return {"report.web.unit_meur", 1e6};
  if (largest >= 1e4) return {"report.web.unit_keur", 1e3};
  return {"report.web.unit_eur", 1};
}

MoneyUnit money_unit(const std::vector<ComparisonPart>& parts) {
  double largest = 0;
  for (const ComparisonPart& part : parts) {
    largest = std::max({largest, std::abs(part.baseline_eur_per_year.value_or(0)),
                        std::abs(part.plan_eur_per_year.value_or(0))});
  }
  return money_unit(largest);
}

BarRow comparison_row(const ComparisonPart& part, double today, double plan) {
  return {.name = part.name,
          .values = {today, plan},
          .colours = {colour("today"), colour("plan")},
          .is_strong = part.key == "total"};
}

}  // namespace

void print_comparison(PageFlow& flow, const std::vector<ComparisonPart>& parts,
                      const std::string& alternative) {
  const Wording& words = flow.words();
  const MoneyUnit money = money_unit(parts);
  BarChart costs{.title =
                     std::format("{}, {}", words.text("report.web.cost"), words.text(money.key))};
  BarChart gases{.title = std::format("{}, {}", words.text("report.web.greenhouse_gases"),
                                      words.text("report.web.unit_t_co2e"))};
  for (const ComparisonPart& part : parts) {
    if (part.baseline_eur_per_year) {
      costs.rows.push_back(comparison_row(part, *part.baseline_eur_per_year / money.size,
                                          part.plan_eur_per_year.value_or(0) / money.size));
    }
    if (!part.baseline_t_co2e_per_year) continue;
    gases.rows.push_back(comparison_row(part, *part.baseline_t_co2e_per_year,
                                        part.plan_t_co2e_per_year.value_or(0)));
  }
  const double height = std::max(costs.height(), gases.height());
  flow.need(height + 24);
  flow.canvas().open_figure(alternative);
  const double width = (flow.width() - kBetweenPanels) / 2;
  draw_bars(flow, costs, {flow.left(), flow.y()}, width);
  draw_bars(flow, gases, {flow.left() + width + kBetweenPanels, flow.y()}, width);
  flow.skip(height + 4);
  flow.skip(draw_legend(
      flow,
      {{LegendEntry::Sign::area, words.text("report.web.today"), Role::other, colour("today")},
       {LegendEntry::Sign::area, words.text("report.web.plan"), Role::other, colour("plan")}}));
  flow.canvas().close("Figure");
  flow.skip(6);
}

void print_ledger(PageFlow& flow, const std::vector<LedgerSum>& sums,
                  const std::string& alternative) {
  const Wording& words = flow.words();
  BarChart chart{.title = words.text("report.web.unit_t_co2e"), .name_share = 0.3};
  for (const std::string_view origin :
       {"fossil", "process", "mixed", "biogenic", "removed", "avoided"}) {
    if (!std::ranges::contains(sums, origin, &LedgerSum::origin)) continue;
    chart.rows.push_back({.name = words.text("report.web.origin_" + std::string(origin))});
    for (const LedgerSum& sum : sums) {
      if (sum.origin != origin) continue;
      chart.rows.push_back({.name = "   " + sum.name,
                            .values = {sum.t_co2e_per_year},
                            .colours = {colour("origin-" + std::string(origin))}});
    }
  }
  flow.need(chart.height() + 8);
  flow.canvas().open_figure(alternative);
  draw_bars(flow, chart, {flow.left(), flow.y()}, flow.width());
  flow.canvas().close("Figure");
  flow.skip(chart.height() + 8);
}

void print_largest(PageFlow& flow, const MapFigure& map) {
  const Wording& words = flow.words();
  std::vector<const MapExchange*> best;
  for (const MapExchange& line : map.exchanges) {
    if (line.benefit_eur_per_year.value_or(0) > 0) best.push_back(&line);
  }
  if (best.empty()) return;
  std::ranges::stable_sort(best, [](const MapExchange* a, const MapExchange* b) {
    return *a->benefit_eur_per_year > *b->benefit_eur_per_year;
  });
  if (best.size() > kMostBars) best.resize(kMostBars);
  const auto name = [&](const std::string& id) {
    return std::ranges::find(map.sites, id, &MapSite::id)->name;
  };
  const MoneyUnit money = money_unit(*best.front()->benefit_eur_per_year);
  BarChart chart{.title = words.text(money.key), .name_share = 0.6};
  std::string told;
  for (const MapExchange* line : best) {
    const std::string label =
        std::format("{}: {} → {}", line->resource_name, name(line->from_site), name(line->to_site));
    chart.rows.push_back({.name = label,
                          .values = {*line->benefit_eur_per_year / money.size},
                          .colours = {family_colour(line->family)}});
    told += std::format("{}{} ({}\u00a0{})", told.empty() ? "" : "; ", label,
                        words.rounded(*line->benefit_eur_per_year), words.per_year("EUR"));
  }
  flow.heading(words.text("report.figure.largest"), chart.height() + 30);
  flow.paragraph(words.text("report.figure.largest_note"), flow.style().note, 4);
  flow.canvas().open_figure(words.text("report.alt.bars", {told}));
  draw_bars(flow, chart, {flow.left(), flow.y()}, flow.width());
  flow.canvas().close("Figure");
  flow.skip(chart.height() + 8);
}

}  // namespace samspill::report
