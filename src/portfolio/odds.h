#pragma once

#include <cstdint>
#include <vector>

#include "portfolio/portfolio.h"

namespace samspill::portfolio {

struct OddsOptions {
  std::uint64_t seed = 1;
  std::size_t trials = 2000;
};

/// What may be expected of a year, over all trials.
struct YearOdds {
  int year = 0;
  std::optional<double> met;  // share of the trials that meet its target; empty = it has none
  Co2eFlow low, mean, high;   // planned emissions: 10 %, mean, 90 %
};

struct Odds {
  std::vector<YearOdds> years;
  double all_met = 0;  // share of the trials that meet every target
  std::vector<InitiativeId>
      without_probability;  // taken as certain, so the odds are at most so good
};

/// How surely the chosen portfolio meets its targets. Initiatives succeed or fail each for itself;
/// one whose prerequisite fails delivers nothing; cuts lie between low and high. `options` as the
/// portfolio was chosen with.
Odds odds(const Region& region, const Options& options, const Portfolio& portfolio,
          const OddsOptions& draw);

}  // namespace samspill::portfolio
