// Turns the tables of warming potentials and data-quality grades into the rows of ClimateTables.
#include "reference/climate_tables.h"

#include <algorithm>
#include <format>

#include "base/error.h"
#include "base/table_reader.h"
#include "base/text.h"
#include "reference/read_provenance.h"

namespace samspill::reference {
namespace {

constexpr std::array<std::string_view, 3> kGwpColumns = {"ar4_gwp100", "ar5_gwp100", "ar6_gwp100"};

/// "HFC-134a" and "hfc134a" are one gas.
std::string plain(std::string_view gas) {
  std::string out;
  for (const char letter : gas) {
    if (letter == '-' || letter == ' ') continue;
    const bool is_small = letter >= 'a' && letter <= 'z';
    out += is_small ? static_cast<char>(letter - 'a' + 'A') : letter;
  }
  return out;
}

}  // namespace

bool ClimateTables::reads(std::string_view table) {
  return table == "gwp" || table == "pedigree";
}

void ClimateTables::add(const Table& table, Status status, Diagnostics& diagnostics) {
  TableReader reader(table, diagnostics);
  while (reader.next()) {
    if (table.name() == "gwp") {
      const auto gas = reader.required(reader.column("gas"), "gas");
      if (!gas) continue;
      WarmingPotential row{plain(*gas), {}, read_provenance(reader, *gas, status)};
      for (std::size_t set = 0; set < kGwpColumns.size(); ++set) {
        row.co2[set] = reader.number(reader.column(kGwpColumns[set]), kNotNegative);
      }
      std::erase_if(potentials_, [&](const auto& old) { return old.gas == row.gas; });
      potentials_.push_back(std::move(row));
      continue;
    }
    const auto indicator = reader.required(reader.column("indicator"), "indicator");
    const auto grade = reader.integer(reader.column("grade"), 1, 5);
    const auto variance =
        reader.required_number(reader.column("variance"), "variance", kNotNegative);
    if (!indicator || !grade || !variance) continue;
    grades_.push_back({std::string(*indicator), static_cast<int>(*grade), *variance,
                       split_to_texts(reader.text(reader.column("stands_for")), ';'),
                       reader.number(reader.column("most_years"), kNotNegative),
                       read_provenance(reader, *indicator, status)});
  }
}

std::optional<double> ClimateTables::warming_potential(std::string_view gas, GwpSet set) const {
  const std::string wanted = plain(gas);
  if (wanted == "CO2E") return 1;
  const auto found = std::ranges::find(potentials_, wanted, &WarmingPotential::gas);
  if (found == potentials_.end()) return {};
  return found->co2[static_cast<std::size_t>(set)];
}

double ClimateTables::quality_variance(std::string_view indicator, std::string_view word) const {
  for (const PedigreeGrade& row : grades_) {
    if (row.indicator == indicator && std::ranges::contains(row.stands_for, word)) {
      return row.variance;
    }
  }
  throw Error(ErrorKind::internal, std::format("data/pedigree.csv has no grade of {} for {}",
                                               indicator, in_quotes(word)));
}

double ClimateTables::age_variance(std::optional<double> years) const {
  for (const PedigreeGrade& row : grades_) {
    if (row.indicator != "temporal") continue;
    if (!row.most_years || (years && *years < *row.most_years)) return row.variance;
  }
  throw Error(ErrorKind::internal, "data/pedigree.csv has no grade of temporal without a limit");
}

}  // namespace samspill::reference
