#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/ids.h"
#include "domain/region.h"
#include "reference/resource.h"
#include "units/quantity.h"

namespace samspill::reference {

/// Where a figure is from.
struct Provenance {
  std::string key;  // price_id, factor_id …
  std::string source;
  std::string year;
  Status status = Status::unverified;
  bool is_of_dataset = false;  // beats every built-in row for the same resource
};

enum class PriceKind { purchase, disposal };

/// What a resource costs to buy, or to get rid of (a negative one earns).
struct Price {
  PriceKind kind = PriceKind::purchase;
  ResourceId resource;
  std::string route;    // empty = any
  std::string country;  // empty = any
  UnitPrice value;
  std::optional<UnitPrice> low, high;
  Provenance provenance;
};

/// production: making what a need buys. disposal: today's treatment of an offer. process: what an
/// offer gives off when a taker uses it, such as burning; an exchange saves the first two less
/// this.
enum class FactorKind { production, disposal, process };

/// Greenhouse-gas emissions per unit of a resource.
struct Factor {
  FactorKind kind = FactorKind::production;
  ResourceId resource;
  std::string route;
  std::string country;
  CarbonIntensity value;
  std::optional<CarbonIntensity> low, high;
  Origin origin = Origin::fossil;
  std::string boundary;
  Provenance provenance;
};

/// What a way follows: roads with their bridges and ferries, ships' lanes from quay to quay, or a
/// trench, cable or belt of its own.
enum class Path { road, sea, line };

/// A way to carry resources.
struct Mode {
  std::string key;
  Path path = Path::road;
  std::vector<ResourceId> carries;   // these and everything narrower
  std::vector<ResourceId> excludes;  // but not these
  CarriagePrice cost_per_distance;
  UnitPrice cost;
  std::optional<CarriageIntensity> co2e_per_distance;  // empty = unknown
  double loss_per_km = 0;                              // share lost per kilometre
  std::optional<Distance> max_distance;
  std::optional<MoneyPerDistance> capex_per_distance;
  std::optional<AmountFlow> capacity;
  std::optional<Amount> load;  // most that one trip carries; empty = it makes no trips
  Duration lifetime = 40.0 * year;
  Provenance provenance;
};

/// A known pair: what is offered can replace what is needed.
struct Synergy {
  ResourceId offer;
  ResourceId need;
  double substitution = 1;  // units of the need per unit of the offer
  std::string preparation;
  std::optional<Distance> max_distance;
  std::string conditions;
  std::string example_case;
  Provenance provenance;
  std::string rd_code;                  // what the taker does with it: R1 = burns it
  std::vector<std::string> taker_nace;  // the taker's code begins with one of these; none = any
};

struct PropertyValue {
  ResourceId resource;
  PropertyId property;
  double value = 0;
  Provenance provenance;
};

struct Constant {
  double value = 0;
  std::string unit;
  Provenance provenance;
};

}  // namespace samspill::reference
