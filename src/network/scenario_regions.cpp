// A region in each of its scenarios.
//
// Problem: a scenario is told in a few rows, and a plan is made of a whole region. Method: each
// scenario becomes a factor on every figure that a scenario can change; a region is copied and its
// figures multiplied, so that the model, the reader of states and the checker see nothing new. The
// mean region has the mean of the factors. Limits: a mean closing is a site at a part of its size,
// over which goods pass as before. Worked number: 100 t/yr, 30 % less with probability 0.25: 70 t
// in that scenario, 92.5 t in the mean.
#include "network/scenario_regions.h"

#include <algorithm>
#include <ranges>

#include "reference/valuation.h"

namespace samspill::network {
namespace {

using reference::Reference;

/// What figures are multiplied by.
struct Factors {
  std::vector<double> quantities, stream_prices;    // by stream
  std::vector<double> resource_prices, mode_costs;  // by resource, by mode
  std::map<std::pair<ProcessId, SiteId>, double> available;
  double carbon_price = 1;
  std::vector<SiteId> closed;
};

class FactorFinder {
 public:
  FactorFinder(const Region& region, const Reference& reference)
      : region_(region), reference_(reference) {
    out_.quantities.assign(region.streams.size(), 1);
    out_.stream_prices.assign(region.streams.size(), 1);
    out_.resource_prices.assign(reference.resources().size(), 1);
    out_.mode_costs.assign(reference.modes().size(), 1);
  }

  Factors find(const Scenario& scenario) && {
    for (const ScenarioChange& change : scenario.changes) add(change);
    return std::move(out_);
  }

 private:
  void add(const ScenarioChange& change) {
    switch (change.kind) {
      case ChangeKind::price:
        add_price(change);
        return;
      case ChangeKind::quantity:
        add_quantity(change);
        return;
      case ChangeKind::carbon_price:
        out_.carbon_price *= change.factor;
        return;
      case ChangeKind::closing:
        out_.closed.push_back(change.site);
        add_quantity({.kind = ChangeKind::quantity, .site = change.site});
        for (std::size_t i = 0; i < region_.processes.size(); ++i) {
          add_available(ProcessId(i), change.site, 0);
        }
        return;
      case ChangeKind::outage:
        for (std::size_t i = 0; i < region_.sites.size(); ++i) {
          if (change.site && change.site != SiteId(i)) continue;
          add_available(change.process, SiteId(i), change.factor);
        }
    }
  }

  void add_price(const ScenarioChange& change) {
    if (change.mode) out_.mode_costs[change.mode.index()] *= change.factor;
    for (std::size_t i = 0; i < out_.stream_prices.size(); ++i) {
      const bool is_meant = change.stream ? change.stream == StreamId(i)
                                          : is_of(change.resource, region_.streams[i].resource);
      if (is_meant) out_.stream_prices[i] *= change.factor;
    }
    for (std::size_t i = 0; i < out_.resource_prices.size(); ++i) {
      if (is_of(change.resource, ResourceId(i))) out_.resource_prices[i] *= change.factor;
    }
  }

  bool is_of(ResourceId changed, ResourceId resource) const {
    return changed && reference_.is_within(resource, changed);
  }

  void add_quantity(const ScenarioChange& change) {
    for (std::size_t i = 0; i < out_.quantities.size(); ++i) {
      const Stream& stream = region_.streams[i];
      const bool is_meant = change.stream
                                ? change.stream == StreamId(i)
                                : (!change.site || change.site == stream.site) &&
                                      (!change.resource || is_of(change.resource, stream.resource));
      if (is_meant && change.direction.value_or(stream.direction) == stream.direction) {
        out_.quantities[i] *= change.factor;
      }
    }
  }

  /// Of those that it concerns: a process that names its sites is nowhere else.
  void add_available(ProcessId process, SiteId site, double share) {
    const std::vector<SiteId>& sites = region_[process].sites;
    if (!sites.empty() && !std::ranges::contains(sites, site)) return;
    out_.available.try_emplace({process, site}, 1.0).first->second *= share;
  }

  const Region& region_;
  const Reference& reference_;
  Factors out_;
};

void add(std::vector<double>& sum, const std::vector<double>& factors, double weight) {
  sum.resize(factors.size());
  for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += weight * factors[i];
}

/// A process that one scenario stops and another does not name is wholly there in the other.
Factors mean_of(const std::vector<Factors>& all, const std::vector<Scenario>& scenarios) {
  Factors mean{.carbon_price = 0};
  for (const Factors& each : all) {
    for (const auto& [place, share] : each.available) mean.available[place] = 0;
  }
  for (const auto& [each, scenario] : std::views::zip(all, scenarios)) {
    const double weight = scenario.probability;
    add(mean.quantities, each.quantities, weight);
    add(mean.stream_prices, each.stream_prices, weight);
    add(mean.resource_prices, each.resource_prices, weight);
    add(mean.mode_costs, each.mode_costs, weight);
    mean.carbon_price += weight * each.carbon_price;
    for (auto& [place, share] : mean.available) {
      const auto found = each.available.find(place);
      share += weight * (found == each.available.end() ? 1 : found->second);
    }
  }
  return mean;
}

ScenarioRegion multiply(const Region& region, const Reference& reference, const Factors& factors) {
  ScenarioRegion out{region, factors.carbon_price};
  for (std::size_t i = 0; i < region.streams.size(); ++i) {
    Stream& stream = out.region.streams[i];
    stream.quantity = factors.quantities[i] * stream.quantity;
    // Where the tables' price changes as that of all its resource does, it stays theirs.
    const double by_tables = factors.resource_prices[stream.resource.index()];
    if (!stream.present_cost && factors.stream_prices[i] == by_tables) continue;
    if (const auto price = reference::present_price(region, reference, stream)) {
      stream.present_cost = factors.stream_prices[i] * price->value;
    }
  }
  out.region.circumstances = {factors.resource_prices, factors.mode_costs, factors.available,
                              factors.closed};
  return out;
}

std::vector<Factors> factors_of(const Region& region, const Reference& reference) {
  std::vector<Factors> all;
  for (const Scenario& scenario : region.scenarios) {
    all.push_back(FactorFinder(region, reference).find(scenario));
  }
  return all;
}

}  // namespace

std::vector<ScenarioRegion> scenario_regions(const Region& region, const Reference& reference) {
  std::vector<ScenarioRegion> out;
  for (const Factors& factors : factors_of(region, reference)) {
    out.push_back(multiply(region, reference, factors));
  }
  return out;
}

ScenarioRegion mean_region(const Region& region, const Reference& reference) {
  return multiply(region, reference, mean_of(factors_of(region, reference), region.scenarios));
}

}  // namespace samspill::network
