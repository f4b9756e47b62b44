#include "report/match_table.h"

#include <algorithm>
#include <set>

namespace samspill::report {
namespace {

/// A reader looks at no more; `samspill match` lists them all.
constexpr std::size_t kMostMatches = 40;
constexpr std::size_t kPrintedMatches = 12;

std::string stream_name(const Basis& basis, StreamId id) {
  const Stream& stream = basis.region[id];
  return basis.site_name(stream.site) + "\n" + basis.resource_name(stream.resource);
}

/// From where to where the exchange runs: one leg more than it has processes.
std::vector<std::pair<Endpoint, Endpoint>> legs(const Region& region, const Match& match) {
  std::vector<std::pair<Endpoint, Endpoint>> legs;
  Endpoint from{match.offer, {}, region[match.offer].site};
  for (const PathwayStep& step : match.pathway) {
    const Endpoint to{{}, step.process, step.site};
    legs.emplace_back(from, to);
    from = to;
  }
  legs.emplace_back(from, Endpoint{match.need, {}, region[match.need].site});
  return legs;
}

/// The taker, and the processes that the exchange runs through.
std::string need_name(const Basis& basis, const Match& match) {
  std::string name = stream_name(basis, match.need);
  for (const PathwayStep& step : match.pathway) {
    name += "\n" + basis.words.text("report.through",
                                    {basis.region[step.process].name, basis.site_name(step.site)});
  }
  return name;
}

/// Those of known benefit first, largest first; the given order otherwise.
std::vector<const Match*> best_matches(const std::vector<Match>& matches) {
  std::vector<const Match*> best;
  for (const Match& match : matches) best.push_back(&match);
  std::ranges::stable_sort(best, [](const Match* a, const Match* b) {
    if (a->benefit.has_value() != b->benefit.has_value()) return a->benefit.has_value();
    return a->benefit && *a->benefit > *b->benefit;
  });
  if (best.size() > kMostMatches) best.resize(kMostMatches);
  return best;
}

}  // namespace

Table match_table(const Basis& basis) {
  const Wording& words = basis.words;
  Table table{.id = "matches",
              .title = words.text("report.table.matches"),
              .printed_rows = kPrintedMatches};
  table.columns = {
      {.heading = words.text("report.column.offer"), .width = 2.2},
      {.heading = words.text("report.column.need"), .width = 2.2},
      {.heading = words.text("report.column.quantity"), .is_number = true, .width = 1.5},
      {.heading = words.text("report.column.distance"), .unit = "km", .is_number = true},
      {.heading = words.text("report.column.benefit"),
       .unit = words.per_year("EUR"),
       .is_number = true,
       .width = 1.4},
      {.heading = words.text("report.column.co2e_saved"),
       .unit = words.per_year("t CO2e"),
       .is_number = true,
       .width = 1.3},
      {.heading = words.text("report.column.confidence"), .unit = "%", .is_number = true},
      {.heading = words.text("report.column.in_plan"), .width = 0.8},
      {.heading = words.text("report.column.reasons"), .width = 4},
      {.heading = words.text("report.column.checks"), .width = 4}};
  std::set<std::pair<Endpoint, Endpoint>> in_plan;
  for (const ExchangeSum& sum : basis.exchanges) {
    if (sum.is_in_plan()) in_plan.insert({sum.from, sum.to});
  }
  const std::vector<const Match*> best = best_matches(basis.input.matches);
  table.note = words.text("report.note.matches",
                          {words.count(best.size()), words.count(basis.input.matches.size())});
  for (const Match* match : best) {
    const Stream& offer = basis.region[match->offer];
    const Stream& need = basis.region[match->need];
    const double km = match->distance.in(kilometre);
    const bool is_planned = std::ranges::all_of(
        legs(basis.region, *match), [&](const auto& leg) { return in_plan.contains(leg); });
    table.rows.push_back(
        {.cells = {Cell::of_text(stream_name(basis, match->offer)),
                   Cell::of_text(need_name(basis, *match)),
                   basis.amount(match->quantity, offer.resource, basis.mark_of(match->offer)),
                   Cell::of_number(km, table_decimals(km)), Basis::money(match->benefit),
                   Basis::co2e(match->co2e_saved), Cell::of_number(100 * match->confidence, 0),
                   Cell::of_text(words.text(is_planned ? "report.yes" : "report.no")),
                   Cell::of_text(basis.lines(match->reasons)),
                   Cell::of_text(basis.lines(match->checks))},
         .sites = {basis.site_id(offer.site), basis.site_id(need.site)}});
  }
  return table;
}

}  // namespace samspill::report
