#include "report/ledger_tables.h"

#include <algorithm>
#include <cmath>
#include <format>

#include "reference/valuation.h"
#include "report/picture_data.h"

namespace samspill::report {
namespace {

/// What a reader of the printed report needs; the page and the workbook have the rest.
constexpr std::size_t kPrintedEntries = 40;

Cell figure(const std::optional<double>& value) {
  return value ? Cell::of_number(*value, 0) : Cell::not_applicable();
}

std::optional<double> change(const std::optional<double>& plan,
                             const std::optional<double>& today) {
  return plan && today ? std::optional(*plan - *today) : std::nullopt;
}

Row ledger_row(const Basis& basis, const LedgerEntry& entry) {
  const Wording& words = basis.words;
  const bool is_own = entry.factor_id == reference::kOwnFigure;
  const std::string own = words.text("report.own_figure");
  const std::string source = is_own && entry.source.empty() ? own
                             : is_own ? std::format("{}: {}", own, entry.source)
                                      : entry.source;
  const Mark mark = entry.is_verified ? Mark::none : Mark::unverified;
  Row row{.cells = {Cell::of_text(words.text(std::format("report.ledger.{}", word(entry.kind)))),
                    Cell::of_text(basis.site_name(entry.site)),
                    entry.counterparty ? Cell::of_text(basis.site_name(entry.counterparty))
                                       : Cell::not_applicable(),
                    Cell::of_text(basis.resource_name(entry.resource)),
                    basis.amount(entry.amount, entry.resource),
                    Cell::of_text(words.text(std::format("report.origin.{}", word(entry.origin)))),
                    Basis::co2e(entry.co2e, entry.co2e ? mark : Mark::none),
                    source.empty() ? Cell::unknown() : Cell::of_text(source)},
          .sites = {basis.site_id(entry.site)}};
  if (entry.counterparty) row.sites.push_back(basis.site_id(entry.counterparty));
  return row;
}

}  // namespace

Table comparison_table(const Basis& basis, const std::vector<ComparisonPart>& parts) {
  const Wording& words = basis.words;
  const auto money = [&](std::string_view key) {
    return Column{words.text(key), words.per_year("EUR"), true, 1.4};
  };
  const auto gas = [&](std::string_view key) {
    return Column{words.text(key), words.per_year("t CO2e"), true, 1.4};
  };
  Table table{.id = "comparison", .title = words.text("report.table.comparison")};
  table.columns = {{.heading = words.text("report.column.part"), .width = 2.2},
                   money("report.column.cost_today"),
                   money("report.column.cost_plan"),
                   money("report.column.cost_change"),
                   gas("report.column.co2e_today"),
                   gas("report.column.co2e_plan"),
                   gas("report.column.co2e_change")};
  for (const ComparisonPart& part : parts) {
    const auto cost = change(part.plan_eur_per_year, part.baseline_eur_per_year);
    const auto co2e = change(part.plan_t_co2e_per_year, part.baseline_t_co2e_per_year);
    table.rows.push_back({.cells = {Cell::of_text(part.name), figure(part.baseline_eur_per_year),
                                    figure(part.plan_eur_per_year), figure(cost),
                                    figure(part.baseline_t_co2e_per_year),
                                    figure(part.plan_t_co2e_per_year), figure(co2e)},
                          .is_total = part.key == "total"});
  }
  return table;
}

Table balance_table(const Basis& basis) {
  const Wording& words = basis.words;
  const Ledger& ledger = basis.input.ledger;
  Table table{.id = "balance",
              .title = words.text("report.table.balance"),
              .note = words.text("report.note.balance")};
  table.columns = {{.heading = words.text("report.column.origin"), .width = 3},
                   {.heading = words.text("report.column.co2e_change"),
                    .unit = words.per_year("t CO2e"),
                    .is_number = true}};
  const auto add = [&](std::string_view key, Co2eFlow value, bool is_total) {
    table.rows.push_back(
        {.cells = {Cell::of_text(words.text(key)), Basis::co2e(value)}, .is_total = is_total});
  };
  add("report.balance.fossil", ledger.balance.fossil, false);
  add("report.balance.biogenic", ledger.balance.biogenic, false);
  add("report.balance.removed", ledger.balance.removed, false);
  add("report.balance.avoided", ledger.balance.avoided, false);
  add("report.balance.total", ledger.total, true);
  return table;
}

Table ledger_table(const Basis& basis) {
  const Wording& words = basis.words;
  Table table{.id = "ledger",
              .title = words.text("report.table.ledger"),
              .note = words.text("report.note.ledger")};
  table.columns = {
      {.heading = words.text("report.column.kind"), .width = 2},
      {.heading = words.text("report.column.site"), .width = 2},
      {.heading = words.text("report.column.counterparty"), .width = 2},
      {.heading = words.text("report.column.resource"), .width = 2},
      {.heading = words.text("report.column.quantity"), .is_number = true, .width = 1.6},
      {.heading = words.text("report.column.origin"), .width = 1.2},
      {.heading = words.text("report.column.co2e_change"),
       .unit = words.per_year("t CO2e"),
       .is_number = true,
       .width = 1.5},
      {.heading = words.text("report.column.factor_source"), .width = 4}};
  // The largest changes first; what is not known comes last.
  std::vector<const LedgerEntry*> entries;
  for (const LedgerEntry& entry : basis.input.ledger.entries) entries.push_back(&entry);
  const auto size = [](const LedgerEntry* entry) {
    return entry->co2e ? std::abs(entry->co2e->in(kTonneCo2ePerYear)) : -1.0;
  };
  std::ranges::stable_sort(entries, std::ranges::greater{}, size);
  table.printed_rows = kPrintedEntries;
  for (const LedgerEntry* entry : entries) table.rows.push_back(ledger_row(basis, *entry));
  return table;
}

}  // namespace samspill::report
