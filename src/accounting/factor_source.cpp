#include "accounting/factor_source.h"

#include <format>
#include <optional>
#include <vector>

#include "accounting/factor_spread.h"

namespace samspill::accounting {
namespace {

using reference::ValuedFactor;

bool is_named(const std::optional<ValuedFactor>& factor, const std::string& factor_id) {
  return factor && factor->factor_id == factor_id;
}

/// A row of the tables, used for a resource at a site.
FactorSource known(const Region& region, const reference::Reference& reference,
                   const ValuedFactor& factor, ResourceId resource, SiteId site, int in_year) {
  return {factor.origin, factor.source, factor.is_verified,
          spread_of(reference, *factor.row, resource, region[site].country, in_year)};
}

/// The resources that the taker of a flow accepts.
std::vector<ResourceId> accepted(const Region& region, const Endpoint& to) {
  if (to.stream) return {region[to.stream].resource};
  std::vector<ResourceId> resources;
  for (const ProcessFlow& input : region[to.process].inputs) resources.push_back(input.resource);
  return resources;
}

}  // namespace

FactorSource source_of(const Region& region, const reference::Reference& reference,
                       reference::FactorKind kind, const RecourseChange& change, int in_year) {
  if (change.at.stream) {
    const Stream& stream = region[change.at.stream];
    const auto own = reference::present_factor(region, reference, stream);
    if (is_named(own, change.factor_id)) {
      if (own->row != nullptr) {
        return known(region, reference, *own, change.resource, change.at.site, in_year);
      }
      // A site may say itself that nobody has checked its figure.
      const bool is_verified = own->is_verified && !own->source.contains("unverified");
      return {own->origin, own->source, is_verified, spread_of_own_figure(reference, stream)};
    }
  }
  const auto market =
      reference::market_factor(region, reference, kind, change.resource, change.at.site);
  if (is_named(market, change.factor_id)) {
    return known(region, reference, *market, change.resource, change.at.site, in_year);
  }
  return {};
}

FactorSource transport_source(const reference::Reference& reference, const FlowChange& change,
                              int in_year) {
  if (!change.mode) return {};
  const reference::Mode& mode = reference[change.mode];
  const reference::Provenance& from = mode.provenance;
  if (from.key != change.factor_id) return {};
  return {Origin::mixed,
          from.year.empty() ? from.source : std::format("{}, {}", from.source, from.year),
          from.status == reference::Status::published, spread_of(reference, mode, in_year)};
}

FactorSource use_source(const Region& region, const reference::Reference& reference,
                        const FlowChange& change, int in_year) {
  for (const ResourceId needed : accepted(region, change.to)) {
    const auto fit = reference.fit(change.resource, needed);
    if (!fit) continue;
    const auto factor =
        reference::use_factor(region, reference, *fit, change.resource, change.to.site);
    if (is_named(factor, change.use_factor_id)) {
      return known(region, reference, *factor, change.resource, change.to.site, in_year);
    }
  }
  return {};
}

}  // namespace samspill::accounting
