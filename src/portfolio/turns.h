#pragma once

#include <vector>

#include "portfolio/portfolio.h"

namespace samspill::portfolio {

/// A price at which the best portfolio becomes another.
template <typename Price>
struct Turn {
  Price price;
  std::vector<InitiativeId> added, dropped;
  std::vector<InitiativeId> moved;  // in both, with another start year
};

/// From no carbon price up to this.
inline constexpr CarbonPrice kCarbonMost = 300 * euro / tonne_co2e;
/// Electricity cheaper and dearer by up to this.
inline constexpr EnergyPrice kElectricityMost = 50 * euro / megawatt_hour;

/// Where the choice turns, the cheapest price first; each turn against the portfolio below it.
struct Turns {
  std::vector<Turn<CarbonPrice>> carbon;       // with electricity as in the options
  std::vector<Turn<EnergyPrice>> electricity;  // dearer by; with the carbon price of the options
};

/// Throws as choose() does.
Turns turns(const Region& region, const Options& options);

}  // namespace samspill::portfolio
