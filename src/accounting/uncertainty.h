#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "domain/ledger.h"
#include "domain/region.h"

namespace samspill::accounting {

/// What is drawn for an entry: its factor, the figure of its own stream, or its initiative. All
/// entries with the same one are too high or too low together.
std::string drawn_factor(const Region& region, const LedgerEntry& entry);

/// Fills in the interval of every known entry of the plan and the ledger's uncertainty, from
/// `trials` draws of every factor. The same seed gives the same answer everywhere.
void add_uncertainty(const Region& region, Ledger& ledger, std::uint64_t seed, std::size_t trials);

/// The interval of the sum of some entries, from the same draws. Empty = none was asked, or no
/// entry is known.
std::optional<Co2eInterval> interval_of(const Region& region, const LedgerUncertainty& asked,
                                        std::span<const LedgerEntry* const> entries);

}  // namespace samspill::accounting
