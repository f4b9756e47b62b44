#include "accounting/factor_source.h"

#include <format>
#include <optional>
#include <vector>

namespace samspill::accounting {
namespace {

using reference::ValuedFactor;

bool is_named(const std::optional<ValuedFactor>& factor, const std::string& factor_id) {
  return factor && factor->factor_id == factor_id;
}

FactorSource known(const ValuedFactor& factor) {
  return {factor.origin, factor.source, factor.is_verified};
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
                       reference::FactorKind kind, const RecourseChange& change) {
  if (change.at.stream) {
    const auto own = reference::present_factor(region, reference, region[change.at.stream]);
    if (is_named(own, change.factor_id)) return known(*own);
  }
  const auto market =
      reference::market_factor(region, reference, kind, change.resource, change.at.site);
  if (is_named(market, change.factor_id)) return known(*market);
  return {};
}

FactorSource transport_source(const reference::Reference& reference, const FlowChange& change) {
  if (!change.mode) return {};
  const reference::Provenance& from = reference[change.mode].provenance;
  if (from.key != change.factor_id) return {};
  return {Origin::mixed,
          from.year.empty() ? from.source : std::format("{}, {}", from.source, from.year),
          from.status == reference::Status::published};
}

FactorSource use_source(const Region& region, const reference::Reference& reference,
                        const FlowChange& change) {
  for (const ResourceId needed : accepted(region, change.to)) {
    const auto fit = reference.fit(change.resource, needed);
    if (!fit) continue;
    const auto factor =
        reference::use_factor(region, reference, *fit, change.resource, change.to.site);
    if (is_named(factor, change.use_factor_id)) return known(*factor);
  }
  return {};
}

}  // namespace samspill::accounting
