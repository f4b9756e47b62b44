#pragma once

// A made-up region for the matching benchmark: offers of waste under List-of-Waste-like codes and
// needs that accept several codes, with windows of months, hazard, reach and quality limits. No
// figure in it is from the world; sizes and shares are chosen to be of a realistic order.

#include <cstdint>
#include <filesystem>
#include <vector>

namespace samspill::bench {

inline constexpr int kMonths = 12;
inline constexpr int kParameters = 40;  // that an offer may state and a need may limit
inline constexpr int kMostLimits = 6;
inline constexpr int kBest = 10;  // matches kept of each offer
inline constexpr double kHandlingEurPerUnit = 4.0;
inline constexpr double kCarriageEurPerUnitKm = 0.1625;
inline constexpr double kFixedEur = 500.0;

struct Range {
  float least, most;
};

struct Offer {
  std::uint32_t code;
  float x_km, y_km, quantity, disposal_eur_per_unit;
  std::int8_t first_month, last_month;
  bool is_hazardous;
  std::uint64_t stated = 0;       // a bit for each parameter
  std::uint32_t first_range = 0;  // into Instance::ranges, one for each stated parameter, in order
};

struct Limit {
  std::int32_t parameter;
  Range range;
};

struct alignas(64) Need {
  float x_km, y_km, quantity, purchase_eur_per_unit, reach_km;
  std::int8_t first_month, last_month;
  bool takes_hazardous;
  std::int8_t limit_count = 0;
  Limit limits[kMostLimits];
};

struct Accepted {
  std::uint32_t code, need;
};

struct Instance {
  std::uint32_t code_count;
  std::vector<Offer> offers;
  std::vector<Range> ranges;
  std::vector<Need> needs;
  std::vector<Accepted> accepted;
};

/// `stretch` multiplies both sides of the region, `clusters` are the towns it has.
struct Size {
  std::size_t offers = 100'000;
  std::size_t needs = 100'000;
  int clusters = 400;
  double stretch = 1;
};
Instance make_instance(const Size& size);

/// A benefit of at most this is no match [EUR].
inline constexpr double kLeastBenefitEur = 0;
/// Benefit of a pair before it is asked whether it may match [EUR], and the squares of its distance
/// and of the reach [km²].
double benefit_eur(const Offer& offer, const Need& need, double distance_km);
double squared_distance(const Offer& offer, const Need& need);
/// Whether the offer's stated ranges lie in the need's limits.
bool meets_limits(const Instance& instance, const Offer& offer, const Need& need);
/// Every rule but the code: reach, months, hazard, limits.
bool may_match(const Instance& instance, const Offer& offer, const Need& need);

/// Writes offers.csv, needs.csv, accepted.csv, offer_ranges.csv, need_limits.csv without headings,
/// in the order of columns of bench/peers/match_peers.py, every figure to its last bit.
void write_tables(const Instance& instance, const std::filesystem::path& folder);

}  // namespace samspill::bench
