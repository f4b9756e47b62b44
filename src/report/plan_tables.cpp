#include "report/plan_tables.h"

#include <algorithm>
#include <map>

#include "reference/valuation.h"

namespace samspill::report {
namespace {

Cell kilometres(Distance distance) {
  const double value = distance.in(kilometre);
  return Cell::of_number(value, table_decimals(value));
}

std::string_view state_of(const ExchangeSum& sum) {
  if (!sum.is_in_plan()) return "report.state.ends";
  if (!sum.is_operating()) return "report.state.new";
  constexpr double kSame = 1e-3;
  const double change = (sum.sent - sum.sent_today) / sum.sent_today;
  if (change > kSame) return "report.state.more";
  return change < -kSame ? "report.state.less" : "report.state.operating";
}

/// What a side saves: nothing to say for a process, unknown without a price.
Cell saving(bool is_stream, const std::optional<MoneyFlow>& saves, Mark mark) {
  return is_stream ? Basis::money(saves, mark) : Cell::not_applicable();
}

Row exchange_row(const Basis& basis, const ExchangeSum& sum) {
  const bool is_in_plan = sum.is_in_plan();
  const Mark estimated = basis.mark_of(sum.from.stream) == Mark::estimated
                             ? Mark::estimated
                             : basis.mark_of(sum.to.stream);
  const Mark price = sum.has_verified_prices ? Mark::none : Mark::unverified;
  const Mark factor = sum.has_verified_factors ? Mark::none : Mark::unverified;
  Row row{.sites = {basis.site_id(sum.from.site), basis.site_id(sum.to.site)}};
  row.cells = {Cell::of_text(basis.endpoint_name(sum.from)),
               Cell::of_text(basis.endpoint_name(sum.to)),
               Cell::of_text(basis.resource_name(sum.resource)),
               basis.amount(is_in_plan ? sum.sent : sum.sent_today, sum.resource, estimated)};
  const Cell state = Cell::of_text(basis.words.text(state_of(sum)));
  if (is_in_plan) {
    row.cells.insert(
        row.cells.end(),
        {Basis::money(sum.benefit(), price), Basis::co2e(sum.co2e_saved, factor), state,
         saving(sum.gives_from_stream, sum.giver_saves, price),
         saving(sum.takes_to_stream, sum.taker_saves, price), Basis::money(sum.transport)});
  } else {
    const Cell none = Cell::not_applicable();
    row.cells.insert(row.cells.end(), {none, none, state, none, none, none});
  }
  row.cells.push_back(kilometres(sum.distance));
  row.cells.push_back(Cell::of_text(basis.mode_name(sum.mode)));
  return row;
}

/// What a reader of the printed report needs; the page and the workbook have the rest.
constexpr std::size_t kPrintedExchanges = 45;
constexpr std::size_t kPrintedRecourses = 25;

/// Amounts below this are what the solver leaves behind by rounding.
constexpr AmountFlow kNoise = 1e-6 * unit_amount / year;

/// A recourse over the year, in the plan and today.
struct RecourseSum {
  AmountFlow amount;
  AmountFlow amount_today;
  MoneyFlow cost;
  std::optional<Co2eFlow> co2e = Co2eFlow{};
  std::string price_id;
  std::string factor_id;
};

std::map<std::pair<Endpoint, ResourceId>, RecourseSum> sum_recourses(
    const std::vector<Recourse>& planned, const std::vector<Recourse>& today) {
  std::map<std::pair<Endpoint, ResourceId>, RecourseSum> sums;
  for (const Recourse& recourse : planned) {
    RecourseSum& sum = sums[{recourse.at, recourse.resource}];
    sum.amount += recourse.amount / (1.0 * year);
    sum.cost += recourse.cost / (1.0 * year);
    sum.price_id = recourse.price_id;
    sum.factor_id = recourse.factor_id;
    if (sum.co2e && recourse.co2e) *sum.co2e += *recourse.co2e / (1.0 * year);
    if (!recourse.co2e) sum.co2e.reset();
  }
  for (const Recourse& recourse : today) {
    sums[{recourse.at, recourse.resource}].amount_today += recourse.amount / (1.0 * year);
  }
  return sums;
}

Table recourse_table(const Basis& basis, const UncheckedKeys& unchecked,
                     const std::vector<Recourse>& planned, const std::vector<Recourse>& today) {
  const Wording& words = basis.words;
  Table table{.printed_rows = kPrintedRecourses};
  table.columns = {{.heading = words.text("report.column.site"), .width = 2.4},
                   {.heading = words.text("report.column.resource"), .width = 2.2},
                   {.heading = words.text("report.column.today"), .is_number = true, .width = 1.5},
                   {.heading = words.text("report.column.plan"), .is_number = true, .width = 1.5},
                   {.heading = words.text("report.column.cost"),
                    .unit = words.per_year("EUR"),
                    .is_number = true,
                    .width = 1.4},
                   {.heading = words.text("report.column.co2e"),
                    .unit = words.per_year("t CO2e"),
                    .is_number = true,
                    .width = 1.4}};
  auto sums = sum_recourses(planned, today);
  std::vector<std::pair<std::pair<Endpoint, ResourceId>, RecourseSum>> sorted(sums.begin(),
                                                                              sums.end());
  std::ranges::stable_sort(
      sorted, [](const auto& a, const auto& b) { return a.second.cost > b.second.cost; });
  for (const auto& [key, sum] : sorted) {
    if (sum.amount < kNoise) continue;
    const auto& [at, resource] = key;
    const Mark price = unchecked.contains(sum.price_id) ? Mark::unverified : Mark::none;
    const Mark factor = unchecked.contains(sum.factor_id) ? Mark::unverified : Mark::none;
    const Mark amount = basis.mark_of(at.stream);
    table.rows.push_back({.cells = {Cell::of_text(basis.endpoint_name(at)),
                                    Cell::of_text(basis.resource_name(resource)),
                                    basis.amount(sum.amount_today, resource, amount),
                                    basis.amount(sum.amount, resource, amount),
                                    Basis::money(sum.cost, price), Basis::co2e(sum.co2e, factor)},
                          .sites = {basis.site_id(at.site)}});
  }
  return table;
}

}  // namespace

Table exchange_table(const Basis& basis) {
  const Wording& words = basis.words;
  const auto money = [&](std::string_view key) {
    return Column{words.text(key), words.per_year("EUR"), true, 1.5};
  };
  Table table{.id = "exchanges",
              .title = words.text("report.table.exchanges"),
              .note = words.text("report.note.exchanges")};
  table.columns = {
      {.heading = words.text("report.column.from"), .width = 2.3},
      {.heading = words.text("report.column.to"), .width = 2.3},
      {.heading = words.text("report.column.resource"), .width = 2},
      {.heading = words.text("report.column.quantity"), .is_number = true, .width = 1.6},
      money("report.column.benefit"),
      {.heading = words.text("report.column.co2e_saved"),
       .unit = words.per_year("t CO2e"),
       .is_number = true,
       .width = 1.4},
      {.heading = words.text("report.column.state"), .width = 1.4},
      money("report.column.giver_saves"),
      money("report.column.taker_saves"),
      money("report.column.transport"),
      {.heading = words.text("report.column.distance"),
       .unit = "km",
       .is_number = true,
       .width = 1.2},
      {.heading = words.text("report.column.mode"), .width = 1.3}};
  table.printed_rows = kPrintedExchanges;
  for (const ExchangeSum& sum : basis.exchanges) table.rows.push_back(exchange_row(basis, sum));
  return table;
}

Table plant_table(const Basis& basis) {
  const Wording& words = basis.words;
  Table table{.id = "plants",
              .title = words.text("report.table.plants"),
              .note = words.text("report.note.plants")};
  const auto number = [&](std::string_view key, std::string unit) {
    return Column{words.text(key), std::move(unit), true, 1.3};
  };
  table.columns = {{.heading = words.text("report.column.process"), .width = 2.4},
                   {.heading = words.text("report.column.site"), .width = 2},
                   {.heading = words.text("report.column.state"), .width = 1.2},
                   {.heading = words.text("report.column.main_input"), .width = 1.8},
                   number("report.column.capacity", {}),
                   number("report.column.used", {}),
                   number("report.column.investment", words.per_year("EUR")),
                   number("report.column.operation", words.per_year("EUR"))};
  for (const Activity& activity : basis.plan.planned.activities) {
    const Process& process = basis.region[activity.process];
    const ResourceId input = process.inputs.front().resource;
    Amount used;
    for (const Amount& amount : activity.main_input) used += amount;
    const std::string_view state =
        activity.is_built ? "report.state.build" : "report.state.existing";
    // An existing plant may have no limit on its size.
    const bool has_capacity = activity.capacity > AmountFlow{};
    table.rows.push_back(
        {.cells = {Cell::of_text(process.name.empty() ? process.key : process.name),
                   Cell::of_text(basis.site_name(activity.site)), Cell::of_text(words.text(state)),
                   Cell::of_text(basis.resource_name(input)),
                   has_capacity ? basis.amount(activity.capacity, input) : Cell::not_applicable(),
                   basis.amount(used / (1.0 * year), input), Basis::money(activity.investment),
                   Basis::money(activity.operation)},
         .sites = {basis.site_id(activity.site)}});
  }
  return table;
}

Table pipe_table(const Basis& basis) {
  const Wording& words = basis.words;
  Table table{.id = "pipes", .title = words.text("report.table.pipes")};
  table.columns = {{.heading = words.text("report.column.from"), .width = 2.5},
                   {.heading = words.text("report.column.to"), .width = 2.5},
                   {.heading = words.text("report.column.mode"), .width = 1.5},
                   {.heading = words.text("report.column.investment"),
                    .unit = words.per_year("EUR"),
                    .is_number = true,
                    .width = 1.5}};
  for (const LinkBuild& build : basis.plan.planned.link_builds) {
    table.rows.push_back(
        {.cells = {Cell::of_text(basis.site_name(build.from)),
                   Cell::of_text(basis.site_name(build.to)),
                   Cell::of_text(basis.mode_name(build.mode)), Basis::money(build.investment)},
         .sites = {basis.site_id(build.from), basis.site_id(build.to)}});
  }
  return table;
}

Table disposal_table(const Basis& basis, const UncheckedKeys& unchecked) {
  Table table =
      recourse_table(basis, unchecked, basis.plan.planned.disposals, basis.plan.baseline.disposals);
  table.id = "disposals";
  table.title = basis.words.text("report.table.disposals");
  table.note = basis.words.text("report.note.disposals");
  return table;
}

Table purchase_table(const Basis& basis, const UncheckedKeys& unchecked) {
  Table table =
      recourse_table(basis, unchecked, basis.plan.planned.purchases, basis.plan.baseline.purchases);
  table.id = "purchases";
  table.title = basis.words.text("report.table.purchases");
  return table;
}

Table price_table(const Basis& basis) {
  const Wording& words = basis.words;
  Table table{.id = "prices",
              .title = words.text("report.table.prices"),
              .note = words.text("report.note.prices")};
  const auto number = [&](std::string_view key) { return Column{words.text(key), {}, true, 1.2}; };
  table.columns = {{.heading = words.text("report.column.resource"), .width = 3},
                   number("report.column.places"),
                   number("report.column.lowest"),
                   number("report.column.highest")};
  struct Range {
    std::size_t places = 0;
    UnitPrice low;
    UnitPrice high;
  };
  std::map<ResourceId, Range> ranges;
  for (const NodePrice& node : basis.plan.prices) {
    const auto [place, is_new] = ranges.try_emplace(node.resource, 0, node.price, node.price);
    Range& range = place->second;
    ++range.places;
    range.low = std::min(range.low, node.price);
    range.high = std::max(range.high, node.price);
  }
  for (const auto& [resource, range] : ranges) {
    const std::string unit = "EUR/" + words.unit(basis.base_unit(resource));
    const auto price = [&](UnitPrice value) {
      const double in_euro = value.in(euro / unit_amount);
      return Cell::of_number(in_euro, table_decimals(in_euro), unit);
    };
    table.rows.push_back({.cells = {Cell::of_text(basis.resource_name(resource)),
                                    Cell::of_number(static_cast<double>(range.places), 0),
                                    price(range.low), price(range.high)}});
  }
  return table;
}

}  // namespace samspill::report
