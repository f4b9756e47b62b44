#pragma once

#include <cstdint>
#include <span>

#include "domain/ledger.h"
#include "domain/region.h"

namespace samspill::accounting {

/// What an initiative does in a year, each tonne counted once among all of them.
struct InitiativeCut {
  InitiativeId initiative;
  int year = 0;
  Co2eFlow cut;      // of fossil and process emissions
  Co2eFlow removed;  // biogenic CO2 stored for good
};

/// The cuts of one year as a ledger against the targets' baseline: at the emitter, else where the
/// initiative is. Intervals follow from the initiatives' own low and high figures
/// (uncertainty.cpp). Throws Error(internal) as make_ledger does.
Ledger make_initiative_ledger(const Region& region, std::span<const InitiativeCut> cuts,
                              std::uint64_t seed = 1, std::size_t trials = 0);

}  // namespace samspill::accounting
