#pragma once

#include <cstddef>
#include <cstdint>

#include "formats/dataset.h"

namespace samspill::formats {

struct SyntheticOptions {
  std::size_t sites = 100;
  std::uint64_t seed = 1;
};

/// A made-up region for trials and benchmarks that looks like a real one: towns of the Nordic and
/// Baltic countries drawn by size, plants of the usual sectors around them, each with the streams
/// of its sector (data/sector_profiles.csv), seasonal profiles, qualities, prices near the
/// reference prices, and candidate processes. Every source text says "synthetic". The same options
/// give the same bytes on every machine. Throws Error(invalid) for 0 or more than 5 000 000 sites.
Tables make_synthetic_region(const SyntheticOptions& options,
                             const reference::Reference& reference);

}  // namespace samspill::formats
