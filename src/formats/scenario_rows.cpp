// Scenarios, and what is different in each. Which cells a change may fill depends on its kind; one
// cell too many is an error, lest somebody believes that it counts.
#include <algorithm>
#include <cmath>
#include <format>
#include <string_view>

#include "formats/row_readers.h"

namespace samspill::formats {
namespace {

constexpr std::array<Choice<ChangeKind>, 5> kKinds{{{"price", ChangeKind::price},
                                                    {"quantity", ChangeKind::quantity},
                                                    {"carbon_price", ChangeKind::carbon_price},
                                                    {"closing", ChangeKind::closing},
                                                    {"outage", ChangeKind::outage}}};
constexpr NumberRange kShare{.least = 0, .most = 1, .what = "a number from 0 to 1"};
/// Probabilities typed with this many digits or more add up to 1.
constexpr double kRounding = 1e-6;

class ChangeReader {
 public:
  ChangeReader(Reading& reading, const Table& table)
      : reading_(reading), reader_(table, reading.diagnostics) {}

  void run() {
    const auto scenario_id = reader_.column("scenario_id"), kind = reader_.column("change");
    auto& scenarios = reading_.out.region.scenarios;
    while (reader_.next()) {
      const auto key = reader_.required(scenario_id, "scenario_id");
      const auto scenario = std::ranges::find(scenarios, key.value_or(""), &Scenario::key);
      if (key && scenario == scenarios.end()) {
        reader_.expected(scenario_id, tell("an id in scenarios"));
      }
      if (!reader_.required(kind, "change")) continue;
      const auto known = reader_.choice(kind, kKinds);
      if (!known) continue;
      const ScenarioChange change = read(*known);
      if (scenario != scenarios.end()) scenario->changes.push_back(change);
    }
  }

 private:
  ScenarioChange read(ChangeKind kind) {
    ScenarioChange change{.kind = kind};
    if (is_filled("stream_id")) {
      change.stream = find_stream(reading_, reader_, reader_.column("stream_id"), "stream_id");
    }
    if (is_filled("resource")) {
      change.resource = reading_.cells.resource(reader_, reader_.column("resource"), "resource");
    }
    if (is_filled("site_id")) {
      change.site = find_site(reading_, reader_, reader_.column("site_id"), "site_id");
    }
    if (is_filled("process_id")) {
      change.process = find_process(reading_, reader_, reader_.column("process_id"), "process_id");
    }
    if (is_filled("mode"))
      change.mode = reading_.cells.mode(reader_, reader_.column("mode"), "mode");
    change.direction = reader_.choice(reader_.column("direction"), kDirections);
    read_by_kind(change);
    return change;
  }

  void read_by_kind(ScenarioChange& change) {
    switch (change.kind) {
      case ChangeKind::price:
        allow({"stream_id", "resource", "mode", "factor"});
        if (filled_of({"stream_id", "resource", "mode"}) != 1) {
          fail(tell("expected one of stream_id, resource and mode, whose price changes"));
        }
        break;
      case ChangeKind::quantity:
        allow({"stream_id", "resource", "site_id", "direction", "factor"});
        if (is_filled("stream_id") == (filled_of({"resource", "site_id"}) > 0)) {
          fail(tell("expected either a stream_id, or a resource, a site_id or both"));
        }
        break;
      case ChangeKind::carbon_price:
        allow({"factor"});
        break;
      case ChangeKind::closing:
        allow({"site_id"});
        reader_.required(reader_.column("site_id"), "site_id");
        return;
      case ChangeKind::outage:
        allow({"process_id", "site_id", "factor"});
        reader_.required(reader_.column("process_id"), "process_id");
        change.factor = reader_.number(reader_.column("factor"), kShare).value_or(0);
        check_outage(change);
        return;
    }
    change.factor =
        reader_.required_number(reader_.column("factor"), "factor", kNotNegative).value_or(1);
  }

  void check_outage(const ScenarioChange& change) {
    if (!change.process) return;
    const Process& process = reading_.out.region[change.process];
    if (change.site && !process.sites.empty() &&
        !std::ranges::contains(process.sites, change.site)) {
      reader_.expected(reader_.column("site_id"), tell("a site of the process {}", process.key));
    }
    if (change.factor > 0 && process.status == ProcessStatus::existing && !process.capacity_max) {
      reader_.expected(reader_.column("factor"),
                       tell("0, as no capacity is stated of the existing process {}", process.key));
    }
  }

  bool is_filled(std::string_view name) const { return reader_.is_filled(reader_.column(name)); }
  std::ptrdiff_t filled_of(std::initializer_list<std::string_view> names) const {
    return std::ranges::count_if(names, [&](std::string_view name) { return is_filled(name); });
  }
  void fail(Message message) {
    reader_.fail("change", tell("found {}: {}", in_quotes(reader_.text(reader_.column("change"))),
                                std::move(message)));
  }

  void allow(std::initializer_list<std::string_view> names) {
    for (const std::string_view name :
         {"direction", "stream_id", "resource", "site_id", "process_id", "mode", "factor"}) {
      if (!is_filled(name) || std::ranges::contains(names, name)) continue;
      reader_.expected(reader_.column(name),
                       tell("an empty cell, as it means nothing for a change of the kind {}",
                            reader_.text(reader_.column("change"))));
    }
  }

  Reading& reading_;
  TableReader reader_;
};

void read_probabilities(Reading& reading, const Table& table) {
  TableReader reader(table, reading.diagnostics);
  KeyIndex<ScenarioId> keys;
  auto& scenarios = reading.out.region.scenarios;
  const auto scenario_id = reader.column("scenario_id");
  double sum = 0;
  while (reader.next()) {
    Scenario scenario;
    const auto key = reader.required(scenario_id, "scenario_id");
    scenario.name = reader.required(reader.column("name"), "name").value_or("");
    scenario.probability =
        reader.required_number(reader.column("probability"), "probability", kShare).value_or(0);
    scenario.source = reader.text(reader.column("source"));
    sum += scenario.probability;
    if (!key) continue;
    if (!is_sound_id(*key)) {
      reader.expected(scenario_id, tell("an id without blanks, commas, ; @ or quotes"));
      continue;
    }
    scenario.key = *key;
    if (keys.add(reader, scenario_id, scenario.key, ScenarioId(scenarios.size()))) {
      scenarios.push_back(std::move(scenario));
    }
  }
  if (table.rows() > 0 && std::abs(sum - 1) > kRounding) {
    reading.diagnostics.error(
        table.file(), 0, "probability",
        tell("the probabilities add up to {}, expected 1; is a scenario missing in "
             "which all is as recorded?",
             std::format("{:.9g}", sum)));
  }
}

}  // namespace

void read_scenarios(Reading& reading) {
  if (const Table* table = reading.tables.find("scenarios")) read_probabilities(reading, *table);
  if (const Table* table = reading.tables.find("scenario_changes")) {
    ChangeReader(reading, *table).run();
  }
}

}  // namespace samspill::formats
