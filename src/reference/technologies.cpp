// Reads the tables of technologies, and makes of one a process that a region could build.
//
// The cost curve capex = I·(size/r)^n is replaced by its tangent at the reference capacity r:
//   fixed part I·(1−n), per unit of capacity I·n/r.
// Worked number: 20 000 t/yr for 5 040 000 EUR, n = 0.7: 1 512 000 EUR + 176.4 EUR per t/yr; at
// 6 667 t/yr 2 688 000 EUR where the curve says 2 336 000 EUR.
#include "reference/technologies.h"

#include <algorithm>
#include <array>
#include <format>

#include "base/table_reader.h"
#include "base/text.h"
#include "reference/read_provenance.h"
#include "reference/reference.h"
#include "units/unit_text.h"

namespace samspill::reference {
namespace {

constexpr std::array<Choice<bool>, 2> kSides{{{"input", true}, {"output", false}}};
/// How far from its reference capacity the cost of a technology holds (data/README.md).
constexpr double kSizeRange = 3;

}  // namespace

class TechnologyReader {
 public:
  TechnologyReader(std::vector<Technology>& rows, const Table& table, const Reference& reference,
                   Status status, Diagnostics& diagnostics)
      : rows_(rows), reference_(reference), status_(status), reader_(table, diagnostics) {}

  void read_technologies() {
    while (reader_.next()) {
      const auto key = reader_.required(column("technology_id"), "technology_id");
      Technology row;
      const ResourceId input = resource("main_input");
      row.main_output = resource("main_output");
      const auto capacity = positive("reference_capacity");
      const auto capex = reader_.required_number(column("capex_eur"), "capex_eur", kNotNegative);
      const auto exponent = positive("scale_exponent");
      const auto lifetime = positive("lifetime_years");
      if (!key || !input || !row.main_output || !capacity || !capex || !exponent || !lifetime) {
        continue;
      }
      row.name_en = reader_.text(column("name_en"));
      row.name_nb = reader_.text(column("name_nb"));
      row.reference_capacity = *capacity * unit_amount / year;
      row.capex = *capex * euro;
      row.scale_exponent = *exponent;
      row.opex_per_amount = number("opex_eur_per_unit") * euro / unit_amount;
      row.opex_share = number("opex_percent_of_capex") / 100;
      row.lifetime = *lifetime * year;
      row.provenance = read_provenance(reader_, *key, status_);
      row.inputs = {{input, 1, {}}};
      add_own_use(row, "electricity_mwh_per_unit", "electricity");
      add_own_use(row, "heat_mwh_per_unit", "heat");
      rows_.push_back(std::move(row));
    }
  }

  void read_flows() {
    while (reader_.next()) {
      const auto key = reader_.required(column("technology_id"), "technology_id");
      const auto is_input = reader_.choice(column("direction"), kSides);
      const ResourceId id = resource("resource");
      const auto amount = reader_.required_number(column("amount_per_main_input"),
                                                  "amount_per_main_input", kNotNegative);
      if (!key || !is_input || !id || !amount) continue;
      const auto technology =
          std::ranges::find(rows_, *key, [](const Technology& row) { return row.provenance.key; });
      if (technology == rows_.end()) {
        reader_.expected(column("technology_id"), Message("an id in technologies"));
        continue;
      }
      const auto unit = read_amount_unit(reader_.text(column("unit")));
      if (!unit || unit->kind != reference_[id].kind || unit->base_units != 1) {
        reader_.expected(column("unit"), Message(std::string(reference_[id].unit())));
        continue;
      }
      if (!*is_input) {
        technology->outputs.push_back({id, *amount, {}});
      } else if (id != technology->inputs.front().resource) {
        technology->inputs.push_back({id, *amount, {}});
      }
    }
  }

 private:
  TableReader::Column column(std::string_view name) const { return reader_.column(name); }

  ResourceId resource(std::string_view column_name) {
    const auto key = reader_.required(column(column_name), column_name);
    const ResourceId id = key ? reference_.find_resource_id(*key) : ResourceId{};
    if (key && !id) reader_.expected(column(column_name), tell("a resource{}", Message()));
    return id;
  }

  std::optional<double> positive(std::string_view column_name) {
    return reader_.required_number(column(column_name), column_name,
                                   {.least = 1e-9, .what = "a number above 0"});
  }

  /// These columns leave out what is nothing.
  double number(std::string_view column_name) {
    return reader_.number(column(column_name), kNotNegative).value_or(0);
  }

  void add_own_use(Technology& row, std::string_view column_name, std::string_view resource_key) {
    const double amount = number(column_name);
    if (amount <= 0) return;
    const ResourceId id = reference_.find_resource_id(resource_key);
    if (!id)
      reader_.fail(column(column_name),
                   Message(std::format("there is no resource {}", resource_key)));
    if (id) row.inputs.push_back({id, amount, {}});
  }

  std::vector<Technology>& rows_;
  const Reference& reference_;
  Status status_;
  TableReader reader_;
};

bool Technologies::reads(std::string_view table) {
  return table == "technologies" || table == "technology_flows";
}

void Technologies::add(const Table& table, const Reference& reference, Status status,
                       Diagnostics& diagnostics) {
  TechnologyReader reader(rows_, table, reference, status, diagnostics);
  table.name() == "technologies" ? reader.read_technologies() : reader.read_flows();
}

Process as_candidate(const Technology& technology) {
  Process process;
  process.key = technology.provenance.key;
  process.name = technology.name_en;
  process.status = ProcessStatus::candidate;
  process.capacity_min = technology.reference_capacity / kSizeRange;
  process.capacity_max = technology.reference_capacity * kSizeRange;
  const double n = technology.scale_exponent;
  process.capex_fixed = technology.capex * (1 - n);
  process.capex_per_flow = technology.capex * n / (technology.reference_capacity * (1.0 * year));
  process.lifetime = technology.lifetime;
  process.opex_fixed = process.capex_fixed * technology.opex_share / (1.0 * year);
  process.opex_per_amount =
      technology.opex_per_amount + *process.capex_per_flow * technology.opex_share;
  process.inputs = technology.inputs;
  process.outputs = technology.outputs;
  return process;
}

}  // namespace samspill::reference
