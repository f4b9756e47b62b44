// Initiatives and targets. Their cells have been checked one by one; here the rows are checked
// against each other: no circle of needs, no target before its base year, one base for a scope.
#include <algorithm>
#include <array>
#include <format>
#include <map>
#include <ranges>
#include <set>
#include <string>
#include <utility>

#include "formats/row_readers.h"

namespace samspill::formats {
namespace {

constexpr std::array<Choice<Level>, 3> kLevels{{{"municipal", Level::municipal},
                                                {"regional", Level::regional},
                                                {"national", Level::national}}};
constexpr std::array<Choice<Measure>, 2> kMeasures{
    {{"cut", Measure::cut}, {"capture", Measure::capture}}};
constexpr Power kGigawattHourPerYear = 1000.0 * megawatt_hour / (1.0 * year);

template <typename Value>
std::optional<Value> times(std::optional<double> number, Value unit) {
  if (!number) return {};
  return *number * unit;
}

/// A table read for its values, whose wrong cells have been told before; what is found wrong here
/// goes to the dataset's diagnostics.
class CheckedTable {
 public:
  CheckedTable(const Table& table, Diagnostics& diagnostics)
      : values_(table, silent_), reports_(table, diagnostics) {}

  bool next() { return values_.next() && reports_.next(); }
  std::string text(std::string_view name) const {
    return std::string(values_.text(values_.column(name)));
  }
  std::optional<double> number(std::string_view name) {
    return values_.number(values_.column(name));
  }
  std::optional<int> whole(std::string_view name) {
    const auto number = values_.integer(values_.column(name), 0, 1'000'000'000);
    if (!number) return {};
    return static_cast<int>(*number);
  }
  bool yes(std::string_view name) { return values_.yes_no(values_.column(name)).value_or(false); }
  template <typename Value, std::size_t N>
  std::optional<Value> choice(std::string_view name, const std::array<Choice<Value>, N>& choices) {
    return values_.choice(values_.column(name), choices);
  }
  void expected(std::string_view name, Message what) {
    reports_.expected(reports_.column(name), std::move(what));
  }
  void fail(std::string_view name, Message message) { reports_.fail(name, std::move(message)); }
  int row_number() const { return values_.row_number(); }

 private:
  Diagnostics silent_;
  TableReader values_;
  TableReader reports_;
};

class InitiativeReader {
 public:
  InitiativeReader(Reading& reading, const Table& table)
      : reading_(reading), table_(table), file_(table.file()) {
    CheckedTable rows(table, reading.diagnostics);
    while (rows.next()) {
      ids_.try_emplace(rows.text("initiative_id"), InitiativeId(ids_.size()));
      row_numbers_.push_back(rows.row_number());
    }
  }

  void run() {
    CheckedTable rows(table_, reading_.diagnostics);
    while (rows.next()) reading_.out.region.initiatives.push_back(read(rows));
    check_circles();
  }

 private:
  Initiative read(CheckedTable& rows) {
    Initiative out;
    out.key = rows.text("initiative_id");
    out.name = rows.text("name");
    out.site = reading_.sites.find(rows.text("site_id"));
    out.emitter = reading_.sites.find(rows.text("emitter_id"));
    out.municipality = rows.text("municipality");
    if (out.municipality.empty() && out.site) {
      out.municipality = reading_.out.region[out.site].municipality;
    }
    out.owner = rows.text("owner");
    out.level = rows.choice("level", kLevels);
    out.stage = rows.choice("stage", kStages).value_or(Stage::idea);
    read_years(rows, out);
    out.capex = times(rows.number("capex_meur"), million_euro);
    out.opex = times(rows.number("opex_meur_per_year"), million_euro / year);
    out.staff_years = rows.number("staff_person_years");
    out.electricity = times(rows.number("electricity_gwh_per_year"), kGigawattHourPerYear);
    read_cuts(rows, out);
    out.probability = rows.number("probability");
    out.capacity = times(rows.number("capacity_kt_per_year"), kilotonne_co2e / year);
    out.needs = list(rows, "needs");
    out.excludes = list(rows, "excludes");
    out.overlaps = list(rows, "overlaps");
    out.exchanges = split_to_texts(rows.text("exchange_ids"), ';');
    out.funding = rows.text("funding");
    out.source = rows.text("source");
    for (const InitiativeId need : out.needs) {
      if (std::ranges::contains(out.excludes, need)) {
        rows.expected("excludes", tell("no initiative that it also needs"));
      }
    }
    return out;
  }

  static void read_years(CheckedTable& rows, Initiative& out) {
    out.start_year = rows.whole("start_year");
    out.latest_start_year = rows.whole("latest_start_year");
    out.end_year = rows.whole("end_year");
    out.lifetime_years = rows.whole("lifetime_years").value_or(out.lifetime_years);
    out.build_years = rows.whole("build_years").value_or(0);
    out.ramp_up_years = rows.whole("ramp_up_years").value_or(0);
    if (out.lifetime_years == 0) rows.expected("lifetime_years", tell("at least 1"));
    for (const auto& [name, end] :
         {std::pair("latest_start_year", out.latest_start_year), {"end_year", out.end_year}}) {
      if (out.start_year && end && *end < *out.start_year) {
        rows.expected(name, tell("{} or later, as start_year says", *out.start_year));
      }
    }
  }

  static void read_cuts(CheckedTable& rows, Initiative& out) {
    out.cut_low = times(rows.number("cut_kt_per_year_low"), kilotonne_co2e / year);
    out.cut_likely = times(rows.number("cut_kt_per_year_likely"), kilotonne_co2e / year);
    out.cut_high = times(rows.number("cut_kt_per_year_high"), kilotonne_co2e / year);
    out.removal_share = rows.number("removal_share").value_or(0);
    const auto measure = rows.choice("measure", kMeasures);
    out.measure = measure.value_or(out.removal_share > 0 ? Measure::capture : Measure::cut);
    if (out.measure == Measure::cut && out.removal_share > 0) {
      rows.expected("measure", tell("capture, as removal_share says that CO2 is stored"));
    }
    if (out.cut_likely && out.cut_low > out.cut_likely) {
      rows.expected("cut_kt_per_year_low", tell("no more than the likely cut"));
    }
    if (out.cut_likely && out.cut_high && *out.cut_high < *out.cut_likely) {
      rows.expected("cut_kt_per_year_high", tell("no less than the likely cut"));
    }
  }

  std::vector<InitiativeId> list(CheckedTable& rows, std::string_view name) {
    std::vector<InitiativeId> out;
    for (const std::string& key : split_to_texts(rows.text(name), ';')) {
      const auto found = ids_.find(key);
      if (found != ids_.end() && !std::ranges::contains(out, found->second)) {
        out.push_back(found->second);
      }
    }
    return out;
  }

  /// Tells each circle of needs once, at the row of its first initiative.
  void check_circles() {
    const auto& initiatives = reading_.out.region.initiatives;
    std::vector<char> is_done(initiatives.size());
    std::vector<std::size_t> way;
    const auto visit = [&](auto& self, std::size_t at) -> void {
      if (is_done[at]) return;
      const auto seen = std::ranges::find(way, at);
      if (seen != way.end()) return tell_circle({seen, way.end()});
      way.push_back(at);
      for (const InitiativeId need : initiatives[at].needs) self(self, need.index());
      way.pop_back();
      is_done[at] = true;
    };
    for (std::size_t i = 0; i < initiatives.size(); ++i) visit(visit, i);
  }

  void tell_circle(const std::vector<std::size_t>& circle) {
    const auto& initiatives = reading_.out.region.initiatives;
    Message words(initiatives[circle.front()].key);
    for (const std::size_t at : circle | std::views::reverse) {
      words = tell("{} needs {}", initiatives[at].key, std::move(words));
    }
    reading_.diagnostics.error(
        file_, row_numbers_[circle.front()], "needs",
        tell("{}, a circle; expected prerequisites of which one can come first", std::move(words)));
  }

  Reading& reading_;
  const Table& table_;
  std::string file_;
  std::map<std::string, InitiativeId> ids_;
  std::vector<int> row_numbers_;
};

}  // namespace

void read_initiatives(Reading& reading) {
  if (const Table* table = reading.tables.find("initiatives")) {
    InitiativeReader(reading, *table).run();
  }
}

void read_targets(Reading& reading) {
  const Table* table = reading.tables.find("targets");
  if (table == nullptr) return;
  CheckedTable rows(*table, reading.diagnostics);
  std::set<std::pair<std::string, int>> seen;
  std::map<std::string, Target> first;
  while (rows.next()) {
    Target out;
    out.scope = rows.text("scope");
    const auto base_year = rows.whole("base_year"), in_year = rows.whole("year");
    if (!base_year || !in_year) continue;
    out.base_year = *base_year;
    out.year = *in_year;
    out.base = times(rows.number("base_kt"), kilotonne_co2e / year);
    out.most = times(rows.number("target_kt"), kilotonne_co2e / year);
    out.baseline = times(rows.number("baseline_kt"), kilotonne_co2e / year);
    out.counts_removals = rows.yes("counts_removals");
    out.source = rows.text("source");
    if (out.year < out.base_year) {
      rows.expected("year", tell("the base year {} or later", out.base_year));
    }
    if (!seen.emplace(out.scope, out.year).second) {
      rows.fail("year", tell("found {}, which an earlier row of the same scope has too", out.year));
    }
    const Target& of_scope = first.try_emplace(out.scope, out).first->second;
    if (of_scope.base_year != out.base_year || of_scope.base != out.base ||
        of_scope.counts_removals != out.counts_removals) {
      rows.fail("scope", tell("{} has another base year, base or counts_removals in an "
                              "earlier row; expected the same",
                              in_quotes(out.scope)));
    }
    reading.out.region.targets.push_back(std::move(out));
  }
}

}  // namespace samspill::formats
