#include "report/quality.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <format>
#include <map>
#include <set>

#include "reference/valuation.h"

namespace samspill::report {
namespace {

double share(double part, double whole) {
  return whole > 0 ? part / whole : 0;
}

/// Share of the money paid for treatment and purchases whose price nobody read in its source.
double unchecked_cost(const Plan& plan, const std::vector<UsedRow>& used) {
  const UncheckedKeys unchecked = unchecked_keys(used);
  Money all;
  Money part;
  for (const NetworkState* state : {&plan.baseline, &plan.planned}) {
    for (const auto* recourses : {&state->disposals, &state->purchases}) {
      for (const Recourse& recourse : *recourses) {
        const Money size = recourse.cost < Money{} ? -recourse.cost : recourse.cost;
        all += size;
        if (unchecked.contains(recourse.price_id)) part += size;
      }
    }
  }
  return share(part.in(euro), all.in(euro));
}

double unchecked_co2e(const Ledger& ledger) {
  double all = 0;
  double part = 0;
  for (const LedgerEntry& entry : ledger.entries) {
    if (!entry.co2e) continue;
    const double size = std::abs(entry.co2e->in(kTonneCo2ePerYear));
    all += size;
    if (!entry.is_verified) part += size;
  }
  return share(part, all);
}

std::string_view kind_key(UsedRow::Kind kind) {
  constexpr std::array<std::string_view, 8> keys = {
      "purchase_price", "disposal_price",  "production_factor", "disposal_factor",
      "process_factor", "transport_price", "transport_factor",  "synergy"};
  return keys[static_cast<std::size_t>(kind)];
}

std::string_view status_key(reference::Status status) {
  constexpr std::array<std::string_view, 4> keys = {"published", "published_in_part", "unverified",
                                                    "stated"};
  return keys[static_cast<std::size_t>(status)];
}

}  // namespace

double DataQuality::estimated_share() const {
  return share(static_cast<double>(estimated), static_cast<double>(streams));
}

DataQuality measure_quality(const Basis& basis, const std::vector<UsedRow>& used) {
  DataQuality quality;
  quality.streams = basis.region.streams.size();
  for (const Stream& stream : basis.region.streams) {
    if (stream.evidence == Evidence::measured) ++quality.measured;
    if (stream.evidence == Evidence::calculated) ++quality.calculated;
    if (stream.evidence == Evidence::estimated) ++quality.estimated;
    if (!stream.uncertainty) ++quality.without_uncertainty;
    if (!stream.is_quantified) ++quality.without_amount;
  }
  quality.rows_used = used.size();
  quality.rows_unchecked = static_cast<std::size_t>(
      std::ranges::count_if(used, [](const UsedRow& row) { return !row.is_checked(); }));
  quality.left_out = basis.plan.left_out.size();
  quality.unknown_entries = basis.input.ledger.unknown;
  quality.unchecked_cost = unchecked_cost(basis.plan, used);
  quality.unchecked_co2e = unchecked_co2e(basis.input.ledger);
  return quality;
}

Table evidence_table(const Basis& basis, const DataQuality& quality) {
  const Wording& words = basis.words;
  Table table{.id = "evidence", .title = words.text("report.table.evidence")};
  table.columns = {{.heading = words.text("report.column.evidence"), .width = 3},
                   {.heading = words.text("report.column.streams"), .is_number = true},
                   {.heading = words.text("report.column.share"), .unit = "%", .is_number = true}};
  const auto add = [&](std::string_view key, std::size_t count) {
    const double percent =
        100 * share(static_cast<double>(count), static_cast<double>(quality.streams));
    table.rows.push_back(
        {.cells = {Cell::of_text(words.text(key)), Cell::of_number(static_cast<double>(count), 0),
                   Cell::of_number(percent, 1)}});
  };
  add("report.evidence.measured", quality.measured);
  add("report.evidence.calculated", quality.calculated);
  add("report.evidence.estimated", quality.estimated);
  add("report.evidence.without_uncertainty", quality.without_uncertainty);
  add("report.evidence.without_amount", quality.without_amount);
  return table;
}

Table left_out_table(const Basis& basis) {
  const Wording& words = basis.words;
  Table table{.id = "left_out",
              .title = words.text("report.table.left_out"),
              .note = words.text("report.note.left_out")};
  table.columns = {{.heading = words.text("report.column.site"), .width = 2},
                   {.heading = words.text("report.column.direction")},
                   {.heading = words.text("report.column.resource"), .width = 2},
                   {.heading = words.text("report.column.quantity"), .is_number = true}};
  for (const StreamId id : basis.plan.left_out) {
    const Stream& stream = basis.region[id];
    const bool is_offer = stream.direction == Direction::offer;
    table.rows.push_back(
        {.cells = {Cell::of_text(basis.site_name(stream.site)),
                   Cell::of_text(words.text(is_offer ? "report.offer" : "report.need")),
                   Cell::of_text(basis.resource_name(stream.resource)),
                   stream.is_quantified
                       ? basis.amount(stream.quantity, stream.resource, basis.mark_of(id))
                       : Cell::unknown()},
         .sites = {basis.site_id(stream.site)}});
  }
  return table;
}

Table sources_table(const Basis& basis, const std::vector<UsedRow>& used) {
  const Wording& words = basis.words;
  Table table{.id = "sources",
              .title = words.text("report.table.sources"),
              .note = words.text("report.note.sources")};
  table.columns = {{.heading = words.text("report.column.kind"), .width = 1.6},
                   {.heading = words.text("report.column.subject"), .width = 1.6},
                   {.heading = words.text("report.column.value"), .is_number = true, .width = 1.5},
                   {.heading = words.text("report.column.source"), .width = 4},
                   {.heading = words.text("report.column.year"), .width = 0.8},
                   {.heading = words.text("report.column.status"), .width = 1.4},
                   {.heading = words.text("report.column.row"), .width = 2}};
  for (const UsedRow& row : used) {
    const reference::Provenance& from = row.provenance;
    const std::string kind = std::format("report.used.{}", kind_key(row.kind));
    const std::string status = std::format("report.status.{}", status_key(from.status));
    const auto known = [](const std::string& text) {
      return text.empty() ? Cell::unknown() : Cell::of_text(text);
    };
    table.rows.push_back(
        {.cells = {Cell::of_text(words.text(kind)), Cell::of_text(row.subject), row.value,
                   known(from.source), known(from.year),
                   Cell::of_text(words.text(status), from.status == reference::Status::unverified
                                                         ? Mark::unverified
                                                         : Mark::none),
                   Cell::of_text(from.key)}});
  }
  return table;
}

Table stream_sources_table(const Basis& basis) {
  const Wording& words = basis.words;
  Table table{.id = "stream_sources",
              .title = words.text("report.table.stream_sources"),
              .note = words.text("report.note.stream_sources")};
  table.columns = {{.heading = words.text("report.column.source"), .width = 5},
                   {.heading = words.text("report.column.streams"), .is_number = true}};
  std::map<std::string, std::size_t> counts;
  for (const Stream& stream : basis.region.streams) ++counts[stream.source];
  std::vector<std::pair<std::string, std::size_t>> sorted(counts.begin(), counts.end());
  std::ranges::stable_sort(sorted, std::ranges::greater{},
                           &std::pair<std::string, std::size_t>::second);
  for (const auto& [source, count] : sorted) {
    table.rows.push_back({.cells = {source.empty() ? Cell::unknown() : Cell::of_text(source),
                                    Cell::of_number(static_cast<double>(count), 0)}});
  }
  return table;
}

}  // namespace samspill::report
