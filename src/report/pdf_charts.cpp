#include "report/pdf_charts.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <format>
#include <map>
#include <set>

#include "report/bars.h"
#include "report/basis.h"
#include "report/legend.h"

namespace samspill::report {
namespace {

constexpr std::size_t kMostBars = 12;
constexpr std::size_t kMostBands = 24;
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
  for (const std::string_view origin : {"fossil", "process", "mixed", "biogenic", "avoided"}) {
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

namespace {

/// One node of a two-column flow diagram: how much runs through it, and where it stands.
struct Stack {
  double total = 0;
  double y = 0;     // top on the page
  double used = 0;  // of its height, by the bands drawn so far
};

constexpr double kNodeWidth = 5;
constexpr double kNodeGap = 9;

/// Sets the nodes of a column below each other, largest first; returns the column's height.
double stack_up(std::map<std::string, Stack>& nodes, double top, double per_unit) {
  std::vector<std::pair<std::string, Stack*>> sorted;
  for (auto& [id, node] : nodes) sorted.emplace_back(id, &node);
  std::ranges::stable_sort(
      sorted, [](const auto& a, const auto& b) { return a.second->total > b.second->total; });
  double y = top;
  for (const auto& [id, node] : sorted) {
    node->y = y;
    y += std::max(node->total * per_unit, 1.0) + kNodeGap;
  }
  return y - top;
}

}  // namespace

void print_flows(PageFlow& flow, const Sankey& sankey, const std::string& alternative) {
  const std::size_t count = std::min(sankey.links.size(), kMostBands);
  std::map<std::string, Stack> givers;
  std::map<std::string, Stack> takers;
  std::set<std::string> families_used;
  double total = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const SankeyLink& link = sankey.links[i];
    givers[link.source].total += link.value;
    takers[link.target].total += link.value;
    families_used.insert(link.family);
    total += link.value;
  }
  const double nodes = static_cast<double>(std::max(givers.size(), takers.size()));
  const double bands = std::clamp(26 * nodes, 70.0, 300.0);
  const double height = bands + nodes * (kNodeGap + 1);
  flow.need(height + 30);
  Canvas& canvas = flow.canvas();
  const double per_unit = bands / total;
  stack_up(givers, flow.y(), per_unit);
  stack_up(takers, flow.y(), per_unit);
  const double names = flow.width() * 0.29;
  const double left = flow.left() + names;
  const double right = flow.left() + flow.width() - names;
  canvas.open_figure(alternative);
  for (std::size_t i = 0; i < count; ++i) {
    const SankeyLink& link = sankey.links[i];
    Stack& from = givers[link.source];
    Stack& to = takers[link.target];
    const double thick = std::max(link.value * per_unit, 0.4);
    canvas.band({left + kNodeWidth, from.y + from.used}, {right - kNodeWidth, to.y + to.used},
                thick, family_colour(link.family), 0.5);
    from.used += thick;
    to.used += thick;
  }
  const auto label = [&](const std::string& id, const Stack& node, bool is_giver) {
    const std::string name = std::ranges::find(sankey.nodes, id, &SankeyNode::id)->name;
    const std::string amount = flow.words().number(node.total, table_decimals(node.total));
    const TextStyle style{.size = 6.8,
                          .colour = flow.style().ink,
                          .align = is_giver ? TextStyle::Align::right : TextStyle::Align::left,
                          .line_spacing = 1.05};
    const std::string text = name + "\u2002" + amount;
    const double thick = std::max(node.total * per_unit, 1.0);
    const double tall = canvas.measure(text, style, names - 8).height;
    const double x = is_giver ? flow.left() : right + 8;
    canvas.fill_box({is_giver ? left : right - kNodeWidth, node.y}, {kNodeWidth, thick},
                    colour("site"));
    canvas.write(text, style, {x, node.y + (thick - tall) / 2}, names - 8);
  };
  for (const auto& [id, node] : givers) label(id, node, true);
  for (const auto& [id, node] : takers) label(id, node, false);
  flow.skip(height);
  std::vector<LegendEntry> legend;
  for (const std::string_view family : families()) {
    if (!families_used.contains(std::string(family))) continue;
    legend.push_back({LegendEntry::Sign::area,
                      flow.words().text("report.web.family_" + std::string(family)), Role::other,
                      family_colour(family)});
  }
  flow.skip(draw_legend(flow, legend));
  canvas.close("Figure");
  flow.skip(8);
}

}  // namespace samspill::report
