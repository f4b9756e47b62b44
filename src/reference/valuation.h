#pragma once

#include <optional>
#include <string>

#include "domain/region.h"
#include "reference/reference.h"

namespace samspill::reference {

/// The id that marks a figure of the stream itself, where others name a row of the reference
/// tables.
inline constexpr std::string_view kOwnFigure = "stream";

/// A price or an emission factor with its origin.
struct ValuedPrice {
  UnitPrice value;
  std::string price_id;
  bool is_verified = false;
  const Price* row = nullptr;  // none: the stream's own figure
};
struct ValuedFactor {
  CarbonIntensity value;
  std::string factor_id;
  Origin origin = Origin::mixed;
  std::string source;  // with the year
  bool is_verified = false;
  const Factor* row = nullptr;  // none: the stream's own figure
};

/// What the giver of an offer pays to get rid of a unit, or the taker of a need pays to buy one:
/// the stream's own figure, else the reference row for its resource, route and country. Empty =
/// unknown.
std::optional<ValuedPrice> present_price(const Region& region, const Reference& reference,
                                         const Stream& stream);
/// Emissions of today's treatment of an offer, or of making what a need buys.
std::optional<ValuedFactor> present_factor(const Region& region, const Reference& reference,
                                           const Stream& stream);

/// The same for a resource at a site that no stream speaks of: a process's input or output.
std::optional<ValuedPrice> market_price(const Region& region, const Reference& reference,
                                        PriceKind kind, ResourceId resource, SiteId site);
std::optional<ValuedFactor> market_factor(const Region& region, const Reference& reference,
                                          FactorKind kind, ResourceId resource, SiteId site);

/// What a unit of an offered resource gives off when the taker uses it as the fit says (burns it,
/// releases it). Empty = nothing: the tables name every resource that gives something off.
std::optional<ValuedFactor> use_factor(const Region& region, const Reference& reference,
                                       const Fit& fit, ResourceId offered, SiteId taker);

/// The typical value of a property: the stream's own, else the reference value of its resource.
std::optional<double> typical_value(const Region& region, const Reference& reference,
                                    StreamId stream, PropertyId property);

}  // namespace samspill::reference
