#include "report/scope_section.h"

#include <algorithm>
#include <cmath>
#include <format>
#include <map>

#include "reference/valuation.h"

namespace samspill::report {
namespace {

using accounting::EnergyMethod;
using accounting::ScopeBasis;
using accounting::ScopeLine;

constexpr std::size_t kPrintedLines = 60;

bool has_change(const ScopeLine& line) {
  return line.change != Co2eFlow{} || line.bought_less != Co2eFlow{};
}

double size(Co2eFlow flow) {
  return std::abs(flow.in(kTonneCo2ePerYear));
}

/// What a reader asks for: sites that report something or where something changes, the largest
/// first, each one's lines together.
std::vector<const ScopeLine*> told_lines(const std::vector<ScopeLine>& lines) {
  std::map<SiteId, double> weights;
  std::vector<const ScopeLine*> out;
  for (const ScopeLine& line : lines) {
    if (!line.reported && !has_change(line)) continue;
    double& weight = weights[line.site];
    weight = std::max({weight, size(line.change), size(line.bought_less),
                       size(line.reported.value_or(Co2eFlow{}))});
    out.push_back(&line);
  }
  std::ranges::stable_sort(out, std::ranges::greater{},
                           [&](const ScopeLine* line) { return weights[line->site]; });
  return out;
}

std::string account_name(const Wording& words, const AccountPlace& place) {
  std::string key = std::format("report.account.{}", word(place.account));
  if (place.category != 0) key += std::format(".{}", place.category);
  return words.text(key);
}

Cell basis_cell(const Wording& words, const ScopeLine& line) {
  if (line.basis() == ScopeBasis::unknown) return Cell::not_applicable();
  if (line.basis() == ScopeBasis::calculated) {
    return Cell::of_text(words.text("report.basis.calculated"));
  }
  return Cell::of_text(
      words.text(line.is_outdated ? "report.basis.outdated" : "report.basis.reported",
                 {std::to_string(*line.last_year)}));
}

Cell change_cell(Co2eFlow flow) {
  return flow == Co2eFlow{} ? Cell::not_applicable() : Basis::co2e(flow);
}

Column tonnes(const Wording& words, std::string_view key) {
  return {.heading = words.text(key),
          .unit = words.per_year("t CO2e"),
          .is_number = true,
          .width = 1.4};
}

Table scope_table(const Basis& basis) {
  const Wording& words = basis.words;
  Table table{.id = "scopes",
              .title = words.text("report.table.scopes"),
              .note = words.text("report.note.scopes")};
  table.columns = {{.heading = words.text("report.column.site"), .width = 2.2},
                   {.heading = words.text("report.column.account"), .width = 2.4},
                   {.heading = words.text("report.column.basis"), .width = 1.6},
                   tonnes(words, "report.column.without"),
                   tonnes(words, "report.column.co2e_change"),
                   tonnes(words, "report.column.bought_less"),
                   tonnes(words, "report.column.with")};
  table.printed_rows = kPrintedLines;
  for (const ScopeLine* line : told_lines(basis.input.standards.scopes)) {
    table.rows.push_back(
        {.cells = {Cell::of_text(basis.site_name(line->site)),
                   Cell::of_text(account_name(words, line->place)), basis_cell(words, *line),
                   Basis::co2e(line->without()), change_cell(line->change),
                   change_cell(line->bought_less), Basis::co2e(line->with())},
         .sites = {basis.site_id(line->site)}});
  }
  return table;
}

Row claim_row(const Basis& basis, const LedgerEntry& entry) {
  const bool is_own = entry.factor_id == reference::kOwnFigure && entry.source.empty();
  const std::string source = is_own ? basis.words.text("report.own_figure") : entry.source;
  const Mark mark = entry.co2e && !entry.is_verified ? Mark::unverified : Mark::none;
  Row row{.cells = {entry.counterparty ? Cell::of_text(basis.site_name(entry.counterparty))
                                       : Cell::not_applicable(),
                    Cell::of_text(basis.site_name(entry.site)),
                    Cell::of_text(basis.resource_name(entry.resource)),
                    basis.amount(-entry.amount, entry.resource), Basis::co2e(entry.co2e, mark),
                    source.empty() ? Cell::unknown() : Cell::of_text(source)},
          .sites = {basis.site_id(entry.site)}};
  if (entry.counterparty) row.sites.push_back(basis.site_id(entry.counterparty));
  return row;
}

Table claim_table(const Basis& basis) {
  const Wording& words = basis.words;
  const Ledger& ledger = basis.input.ledger;
  const std::string reference =
      words.text(std::format("report.reference.{}", word(ledger.reference)),
                 {std::to_string(basis.region.settings.base_year)});
  Table table{.id = "claims",
              .title = words.text("report.table.claims"),
              .note = words.text("report.note.claims", {reference})};
  table.columns = {
      {.heading = words.text("report.column.giver"), .width = 2},
      {.heading = words.text("report.column.taker"), .width = 2},
      {.heading = words.text("report.column.replaced"), .width = 2},
      {.heading = words.text("report.column.bought_less_amount"), .is_number = true, .width = 1.6},
      tonnes(words, "report.column.co2e_change"),
      {.heading = words.text("report.column.factor_source"), .width = 4}};
  table.printed_rows = kPrintedLines;
  for (const LedgerEntry* entry : accounting::comparative_claims(ledger)) {
    table.rows.push_back(claim_row(basis, *entry));
  }
  if (table.rows.empty()) return table;
  Row total{.cells = std::vector<Cell>(table.columns.size()), .is_total = true};
  total.cells[0] = Cell::of_text(words.text("report.claims.total"));
  total.cells[4] = Basis::co2e(ledger.balance.avoided);
  table.rows.push_back(std::move(total));
  return table;
}

std::string energy_words(const Basis& basis) {
  const auto count = [&](EnergyMethod method) {
    return basis.words.count(static_cast<std::size_t>(
        std::ranges::count(basis.input.standards.scopes, method, &ScopeLine::method)));
  };
  return basis.words.text("report.scopes.energy",
                          {count(EnergyMethod::location_based), count(EnergyMethod::market_based),
                           count(EnergyMethod::mixed)});
}

}  // namespace

Section scope_section(const Basis& basis) {
  Section section{.id = "scopes", .title = basis.words.text("report.section.scopes")};
  Table scopes = scope_table(basis), claims = claim_table(basis);
  if (scopes.rows.empty() && claims.rows.empty()) return section;
  section.paragraphs = {
      basis.words.text("report.scopes.intro", {std::to_string(basis.region.settings.base_year)}),
      energy_words(basis)};
  section.tables = {std::move(scopes), std::move(claims)};
  return section;
}

}  // namespace samspill::report
