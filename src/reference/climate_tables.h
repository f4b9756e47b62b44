#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "base/table.h"
#include "reference/rows.h"

namespace samspill::reference {

/// Which assessment of the climate panel the warming potentials over 100 years are from.
enum class GwpSet { ar4, ar5, ar6 };
inline constexpr std::array<std::string_view, 3> kGwpSetWords = {"AR4", "AR5", "AR6"};

/// Tonnes of CO2 that warm as much over 100 years as one tonne of the gas; empty = not in the set.
struct WarmingPotential {
  std::string gas;
  std::array<std::optional<double>, 3> co2;  // by GwpSet
  Provenance provenance;
};

/// One grade of a data-quality indicator, 1 (best) to 5, with what it adds to the variance of the
/// logarithm of a figure.
struct PedigreeGrade {
  std::string indicator;
  int grade = 0;
  double variance = 0;
  std::vector<std::string> stands_for;  // our words for data of this grade
  std::optional<double> most_years;     // temporal: apart; empty = any, or the year is not known
  Provenance provenance;
};

/// The reference tables gwp and pedigree.
class ClimateTables {
 public:
  static bool reads(std::string_view table);
  void add(const Table& table, Status status, Diagnostics& diagnostics);

  /// Of a gas however it is spelt in case and hyphens; 1 of CO2e itself. Empty = not known.
  std::optional<double> warming_potential(std::string_view gas, GwpSet set) const;
  /// What data of this kind add to the variance. Throws Error(internal) for an unknown word.
  double quality_variance(std::string_view indicator, std::string_view word) const;
  /// Likewise of a figure so many years away; empty = its year is not known.
  double age_variance(std::optional<double> years) const;

 private:
  std::vector<WarmingPotential> potentials_;
  std::vector<PedigreeGrade> grades_;
};

}  // namespace samspill::reference
