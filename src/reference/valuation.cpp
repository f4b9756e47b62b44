#include "reference/valuation.h"

#include <format>

namespace samspill::reference {
namespace {

std::optional<ValuedPrice> valued(const Region& region, const Price* row, ResourceId resource) {
  if (row == nullptr) return {};
  const std::vector<double>& factors = region.circumstances.prices;
  const double factor = factors.empty() ? 1 : factors[resource.index()];
  return ValuedPrice{factor * row->value, row->provenance.key,
                     row->provenance.status == Status::published, row};
}

std::optional<ValuedFactor> valued(const Factor* row) {
  if (row == nullptr) return {};
  const Provenance& from = row->provenance;
  return ValuedFactor{row->value,
                      from.key,
                      row->origin,
                      std::format("{}, {}", from.source, from.year),
                      from.status == Status::published,
                      row};
}

std::string_view priced_route(const Stream& stream) {
  // A need's route is always the market; "purchase" is not a treatment that rows are kept for.
  return stream.direction == Direction::offer ? std::string_view(stream.present_route)
                                              : std::string_view();
}

}  // namespace

std::optional<ValuedPrice> present_price(const Region& region, const Reference& reference,
                                         const Stream& stream) {
  if (stream.present_cost) return ValuedPrice{*stream.present_cost, std::string(kOwnFigure), true};
  const PriceKind kind =
      stream.direction == Direction::offer ? PriceKind::disposal : PriceKind::purchase;
  return valued(
      region,
      reference.price(kind, stream.resource, priced_route(stream), region[stream.site].country),
      stream.resource);
}

std::optional<ValuedFactor> present_factor(const Region& region, const Reference& reference,
                                           const Stream& stream) {
  if (stream.present_co2e) {
    return ValuedFactor{*stream.present_co2e, std::string(kOwnFigure), Origin::mixed, stream.source,
                        true};
  }
  const FactorKind kind =
      stream.direction == Direction::offer ? FactorKind::disposal : FactorKind::production;
  return valued(
      reference.factor(kind, stream.resource, priced_route(stream), region[stream.site].country));
}

std::optional<ValuedPrice> market_price(const Region& region, const Reference& reference,
                                        PriceKind kind, ResourceId resource, SiteId site) {
  return valued(region, reference.price(kind, resource, "", region[site].country), resource);
}

std::optional<ValuedFactor> market_factor(const Region& region, const Reference& reference,
                                          FactorKind kind, ResourceId resource, SiteId site) {
  return valued(reference.factor(kind, resource, "", region[site].country));
}

std::optional<ValuedFactor> use_factor(const Region& region, const Reference& reference,
                                       const Fit& fit, ResourceId offered, SiteId taker) {
  const std::string_view route = fit.synergy ? std::string_view(fit.synergy->rd_code) : "";
  return valued(reference.factor(FactorKind::process, offered, route, region[taker].country));
}

std::optional<double> typical_value(const Region& region, const Reference& reference,
                                    StreamId stream, PropertyId property) {
  for (const Quality& quality : region.qualities_of(stream)) {
    if (quality.property == property && quality.typical) return quality.typical;
  }
  const PropertyValue* row = reference.property_value(region[stream].resource, property);
  if (row == nullptr) return {};
  return row->value;
}

}  // namespace samspill::reference
