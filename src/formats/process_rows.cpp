#include <array>
#include <cmath>
#include <format>

#include "base/number.h"
#include "formats/row_readers.h"
#include "reference/valuation.h"

namespace samspill::formats {
namespace {

constexpr std::array<Choice<bool>, 2> kSides{{{"in", true}, {"out", false}}};
constexpr double kDefaultLifetimeYears = 20;
/// Rounded coefficients may miss the balance by this share of the input.
constexpr double kBalanceTolerance = 0.01;

/// One row of process_flows.csv that waits for its process.
struct FlowRow {
  ProcessFlow flow;
  bool is_input = true;
};
using FlowRows = TextMap<std::vector<FlowRow>>;

FlowRows read_flows(Reading& reading) {
  FlowRows flows;
  const Table* table = reading.tables.find("process_flows");
  if (table == nullptr) return flows;
  TableReader reader(*table, reading.diagnostics);
  const auto process_id = reader.column("process_id"), side = reader.column("direction");
  const auto resource = reader.column("resource"), amount = reader.column("amount");
  const auto unit = reader.column("unit"), times = reader.column("times_property");
  const Table* processes = reading.tables.find("processes");
  const auto key_column = processes == nullptr ? std::nullopt : processes->column("process_id");
  TextMap<bool> known;
  for (std::size_t row = 0; key_column && row < processes->rows(); ++row) {
    known.try_emplace(std::string(processes->cell(row, *key_column)), true);
  }
  while (reader.next()) {
    FlowRow row;
    const auto key = reader.required(process_id, "process_id");
    const auto is_input = reader.choice(side, kSides);
    if (!reader.is_filled(side))
      reader.fail("direction", tell("the cell is empty; expected in or out"));
    row.flow.resource = reading.cells.resource(reader, resource, "resource");
    const auto number = reader.required_number(amount, "amount", kNotNegative);
    const auto own = reading.cells.unit(reader, unit, "unit", row.flow.resource);
    if (reader.is_filled(times)) {
      row.flow.times_property = reading.cells.property(reader, times, "times_property");
    }
    if (key && !known.contains(*key)) reader.expected(process_id, tell("an id in processes"));
    if (!key || !is_input || !number || !own) continue;
    row.is_input = *is_input;
    row.flow.amount = *number * own->base_units_per_unit;
    flows[std::string(*key)].push_back(row);
  }
  return flows;
}

/// Tonnes per base unit: zero for heat and power, empty where no density or heating value is known.
std::optional<double> tonnes_per_unit(const reference::Reference& reference, ResourceId id) {
  const reference::Resource& resource = reference[id];
  using reference::State;
  if (resource.state == State::heat || resource.state == State::power ||
      resource.state == State::service) {
    return 0.0;
  }
  const auto units_per_tonne = reference.to_base_units(AmountKind::mass, id);
  if (!units_per_tonne) return {};
  return 1 / *units_per_tonne;
}

std::optional<double> mass_of(const reference::Reference& reference, const Process& process,
                              const std::vector<ProcessFlow>& flows) {
  double sum = 0;
  for (const ProcessFlow& flow : flows) {
    const auto mass = tonnes_per_unit(reference, flow.resource);
    if (!mass) return {};
    double amount = flow.amount * *mass;
    if (flow.times_property) {
      const auto* row =
          reference.property_value(process.inputs.front().resource, flow.times_property);
      if (row == nullptr) return {};
      amount *= row->value;
    }
    sum += amount;
  }
  return sum;
}

void check_mass_balance(Reading& reading, TableReader& reader, const Process& process) {
  const reference::Reference& reference = reading.out.reference;
  const auto in = mass_of(reference, process, process.inputs);
  const auto out = mass_of(reference, process, process.outputs);
  if (!in || !out || std::abs(*in - *out) <= kBalanceTolerance * std::max(*in, *out)) return;
  reader.fail("process_id",
              tell("the mass of {} does not balance: {} t go in and {} t come out per "
                   "unit of its main input; what leaves the books is an out row of the "
                   "resource loss",
                   process.key, std::format("{:.4g}", *in), std::format("{:.4g}", *out)));
}

bool take_flows(Reading& reading, TableReader& reader, const FlowRows& rows, Process& process) {
  const auto found = rows.find(process.key);
  if (found != rows.end()) {
    for (const FlowRow& row : found->second) {
      (row.is_input ? process.inputs : process.outputs).push_back(row.flow);
    }
  }
  if (process.inputs.empty() || process.outputs.empty()) {
    reader.fail("process_id", tell("process_flows has no {} row for {}",
                                   process.inputs.empty() ? "in" : "out", process.key));
    return false;
  }
  if (std::abs(process.inputs.front().amount - 1) > 1e-9 || process.inputs.front().times_property) {
    reader.fail(
        "process_id",
        tell("the first in row of {} is its main input and must have the amount 1", process.key));
    return false;
  }
  check_mass_balance(reading, reader, process);
  return true;
}

void read_sizes(Reading& reading, TableReader& reader, Process& process) {
  const auto unit = reading.cells.unit(reader, reader.column("capacity_unit"), "capacity_unit",
                                       process.inputs.front().resource);
  const auto least = reader.number(reader.column("capacity_min"), kNotNegative);
  const auto most = reader.number(reader.column("capacity_max"), kNotNegative);
  const auto per_capacity = reader.number(reader.column("capex_eur_per_capacity"), kNotNegative);
  const auto per_unit = reader.number(reader.column("opex_eur_per_unit"));
  if (least && most && *least > *most) {
    reader.fail("capacity_min",
                tell("capacity_min {} is above capacity_max {}", to_text(*least), to_text(*most)));
  }
  if (!unit) return;
  const Amount one = unit->base_units_per_unit * unit_amount;
  const AmountFlow one_capacity = unit->per_year * one / (1.0 * year);
  if (least) process.capacity_min = *least * one_capacity;
  if (most) process.capacity_max = *most * one_capacity;
  if (per_capacity) {
    process.capex_per_flow = *per_capacity * euro / (one_capacity * (1.0 * year));
  }
  if (per_unit) process.opex_per_amount = *per_unit * euro / one;
}

void read_places(Reading& reading, TableReader& reader, Process& process) {
  const auto column = reader.column("sites");
  const auto text = reader.required(column, "sites");
  if (!text || *text == "any") return;
  for (const std::string_view key : split(*text, ';')) {
    const SiteId site = reading.sites.find(key);
    if (site) {
      process.sites.push_back(site);
    } else {
      reader.fail(column, tell("found {}, expected an id in sites, or any{}", in_quotes(key),
                               reading.sites.suggest(key)));
    }
  }
}

/// Methods and uses that the law knows, with semicolons between.
void read_treatments(Reading& reading, TableReader& reader, Process& process) {
  const auto column = reader.column("treatments");
  const std::string_view text = reader.text(column);
  if (text.empty()) return;
  for (const std::string_view part : split(text, ';')) {
    if (!reading.out.reference.law().is_treatment(part)) {
      reader.expected(column, tell("treatments such as hygienisation, method-1, biogas, compost or "
                                   "burning, with ; between"));
      return;
    }
    process.treatments.emplace_back(part);
  }
}

}  // namespace

void read_processes(Reading& reading) {
  const FlowRows flows = read_flows(reading);
  const Table* table = reading.tables.find("processes");
  if (table == nullptr) return;
  TableReader reader(*table, reading.diagnostics);
  const auto process_id = reader.column("process_id"), status = reader.column("status");
  auto& processes = reading.out.region.processes;
  while (reader.next()) {
    Process process;
    const auto key = reader.required(process_id, "process_id");
    process.name = reader.required(reader.column("name"), "name").value_or("");
    if (reader.required(status, "status")) {
      process.status = reader.choice(status, kStatuses).value_or(ProcessStatus::existing);
    }
    read_places(reading, reader, process);
    process.lifetime = reader.number(reader.column("lifetime_years"), kLifetimeYears)
                           .value_or(kDefaultLifetimeYears) *
                       year;
    process.capex_fixed =
        reader.number(reader.column("capex_fixed_eur"), kNotNegative).value_or(0) * euro;
    process.opex_fixed =
        reader.number(reader.column("opex_fixed_eur_per_year")).value_or(0) * euro / year;
    read_treatments(reading, reader, process);
    if (!key) continue;
    if (!is_sound_id(*key)) {
      reader.expected(process_id, tell("an id without blanks, commas, ; @ or quotes"));
      continue;
    }
    process.key = *key;
    if (!take_flows(reading, reader, flows, process)) continue;
    read_sizes(reading, reader, process);
    if (reading.processes.add(reader, process_id, process.key, ProcessId(processes.size()))) {
      processes.push_back(std::move(process));
    }
  }
}

}  // namespace samspill::formats
