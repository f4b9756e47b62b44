#pragma once

#include "accounting/region_emissions.h"
#include "accounting/standards.h"
#include "base/json.h"
#include "domain/ledger.h"
#include "formats/dataset.h"
#include "portfolio/region_account.h"

namespace samspill::formats {

/// A ledger in its machine form: entries[], balance_t_co2e {fossil, biogenic, removed, avoided} and
/// what else docs/json.md names. What is unknown is null, never zero.
Json ledger_json(const Dataset& dataset, const Ledger& ledger);

/// {low, high} [t/yr].
Json interval_json(const std::optional<Co2eInterval>& interval);

/// scopes[], projects[] and comparative {}: the ledger as the standards ask for it.
Json standards_json(const Dataset& dataset, const Ledger& ledger, const Ledger& initiatives,
                    const accounting::Standards& standards);

/// What the region emits, and its way to its targets and below zero.
Json region_json(const Dataset& dataset, const accounting::RegionEmissions& emissions,
                 const portfolio::RegionAccount& account);

}  // namespace samspill::formats
