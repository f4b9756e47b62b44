#pragma once

#include <cstdint>
#include <string>

#include "domain/ledger.h"
#include "domain/region.h"

namespace samspill::accounting {

/// What is drawn for an entry: its factor, or the figure of its own stream. All entries with the
/// same one are too high or too low together.
std::string drawn_factor(const Region& region, const LedgerEntry& entry);

/// Fills in the interval of every known entry of the plan and the ledger's uncertainty, from
/// `trials` draws of every factor. The same seed gives the same answer everywhere.
void add_uncertainty(const Region& region, Ledger& ledger, std::uint64_t seed, std::size_t trials);

}  // namespace samspill::accounting
