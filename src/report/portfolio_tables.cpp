#include "report/portfolio_tables.h"

#include <algorithm>
#include <array>
#include <format>
#include <tuple>

#include "report/portfolio_figures.h"
#include "report/portfolio_words.h"

namespace samspill::report {
namespace {

using portfolio::Portfolio;

std::string text_key(Level level) {
  static constexpr std::array<std::string_view, 3> kKeys = {"municipal", "regional", "national"};
  return std::format("report.level.{}", kKeys[static_cast<std::size_t>(level)]);
}

Cell known_text(const std::string& text) {
  return text.empty() ? Cell::unknown() : Cell::of_text(text);
}

/// A year has no thousands to set apart.
Cell year_cell(const std::optional<int>& year) {
  return year ? Cell::of_text(std::format("{}", *year)) : Cell::unknown();
}

template <typename Unit>
Cell figure(const std::optional<Unit>& value, Unit unit) {
  if (!value) return Cell::unknown();
  const double number = value->in(unit);
  return Cell::of_number(number, table_decimals(number));
}

struct Place {
  const portfolio::Chosen* chosen = nullptr;
  std::string text;  // in the portfolio or why not
};

Place place_of(const Wording& words, const Portfolio& portfolio, InitiativeId id) {
  const auto chosen = std::ranges::find(portfolio.chosen, id, &portfolio::Chosen::initiative);
  if (chosen != portfolio.chosen.end()) {
    return {&*chosen, words.text(chosen->is_operating ? "report.in_portfolio.runs"
                                                      : "report.in_portfolio.yes")};
  }
  const auto out = std::ranges::find(portfolio.not_ranked, id, &portfolio::NotRanked::initiative);
  if (out == portfolio.not_ranked.end()) return {nullptr, words.text("report.in_portfolio.no")};
  return {nullptr, words.text(unranked_text_key(out->why))};
}

Row initiative_row(const Basis& basis, const Portfolio& portfolio, InitiativeId id) {
  const Initiative& initiative = basis.region[id];
  const auto [chosen, place] = place_of(basis.words, portfolio, id);
  Cell cut = figure(initiative.cut_likely, kilotonne_co2e / year);
  Cell source = known_text(initiative.source);
  if (!portfolio::is_verified(initiative)) {
    (initiative.cut_likely ? cut : source).mark = Mark::unverified;
  }
  Row row{.cells = {Cell::of_text(initiative.name), known_text(initiative.municipality),
                    initiative.level ? Cell::of_text(basis.words.text(text_key(*initiative.level)))
                                     : Cell::unknown(),
                    Cell::of_text(basis.words.text(stage_text_key(initiative.stage))),
                    year_cell(chosen != nullptr ? std::optional(chosen->start_year)
                                                : initiative.start_year),
                    cut, figure(initiative.capex, million_euro),
                    figure(initiative.opex, million_euro / year), Cell::of_text(place), source}};
  if (initiative.site) row.sites.push_back(basis.site_id(initiative.site));
  return row;
}

Cell names_cell(const Basis& basis, const std::vector<InitiativeId>& ids) {
  return ids.empty() ? Cell::not_applicable() : Cell::of_text(initiative_names(basis.region, ids));
}

}  // namespace

std::string stage_text_key(Stage stage) {
  static constexpr std::array<std::string_view, 7> kKeys = {
      "idea", "screened", "contacted", "feasibility", "agreement", "operating", "ended"};
  return std::format("report.stage.{}", kKeys[static_cast<std::size_t>(stage)]);
}

Table initiative_table(const Basis& basis, const Portfolio& portfolio) {
  const Wording& words = basis.words;
  Table table{.id = "initiatives",
              .title = words.text("report.table.initiatives"),
              .note = words.text("report.note.initiatives")};
  table.columns = {
      {.heading = words.text("report.column.initiative"), .width = 3},
      {.heading = words.text("report.column.municipality"), .width = 1.6},
      {.heading = words.text("report.column.level"), .width = 1.4},
      {.heading = words.text("report.column.stage"), .width = 1.6},
      {.heading = words.text("report.column.start"), .width = 0.9},
      {words.text("report.column.cut"), words.per_year("kt"), true, 1},
      {words.text("report.column.investment"), words.text("report.unit.meur"), true, 1.3},
      {words.text("report.column.operation"), words.per_year(words.text("report.unit.meur")), true,
       1.1},
      {.heading = words.text("report.column.in_portfolio"), .width = 2},
      {.heading = words.text("report.column.source"), .width = 4}};
  std::vector<InitiativeId> ids;
  for (std::size_t i = 0; i < basis.region.initiatives.size(); ++i) ids.emplace_back(i);
  std::ranges::stable_sort(ids, {}, [&](InitiativeId id) {
    const Initiative& one = basis.region[id];
    // The widest level first, unknown ones last.
    const int level = one.level ? -static_cast<int>(*one.level) : 1;
    return std::tuple(level, one.municipality.empty(), std::string_view(one.municipality),
                      -one.cut_likely.value_or(Co2eFlow{}).in(kilotonne_co2e / year));
  });
  for (const InitiativeId id : ids) table.rows.push_back(initiative_row(basis, portfolio, id));
  return table;
}

Table cost_step_table(const Basis& basis, const PortfolioFindings& findings) {
  const Wording& words = basis.words;
  Table table{.id = "cost_curve",
              .title = words.text("report.table.cost_curve"),
              .note = words.text("report.note.cost_curve")};
  table.columns = {
      {words.text("report.column.step"), "", true, 0.7},
      {words.text("report.column.cut_in_all"), words.per_year("kt"), true, 1},
      {words.text("report.column.cost_in_all"), words.per_year(words.text("report.unit.meur")),
       true, 1.2},
      {words.text("report.column.step_cost"), words.text("report.unit.eur_per_t"), true, 1.2},
      {.heading = words.text("report.column.comes_in"), .width = 4},
      {.heading = words.text("report.column.goes_out"), .width = 4}};
  double number = 0;
  for (const portfolio::CurveStep& step : findings.curve) {
    const double cost = step.cost.in(million_euro / year);
    const double cut = step.cut.in(kilotonne_co2e / year);
    table.rows.push_back(
        {.cells = {Cell::of_number(++number, 0), Cell::of_number(cut, table_decimals(cut)),
                   Cell::of_number(cost, table_decimals(cost)),
                   Cell::of_number(step.step.in(euro / tonne_co2e), 0),
                   names_cell(basis, step.added), names_cell(basis, step.dropped)}});
  }
  return table;
}

}  // namespace samspill::report
