// The best exchange of a pair when its processes may stand at hundreds of sites.
//
// Problem: sludge may be dried at 200 sites on its way to a need; to work one of them out takes a
// microsecond. Method: branch and bound. The prospects (prospects.h) bound what the partner can
// bring by each placement; they are worked out from the highest bound down, until none that is left
// can beat the best. Where the benefit is unknown no bound tells, and all are worked out.
//
// Worked number: a farm, two dryers and a need in a row at 0, 10, 90 and 100 km. The bound of the
// farther dryer is below what the nearer one brings; only that one is worked out.
#include "matching/best_placement.h"

#include <algorithm>
#include <vector>

namespace samspill::matching {
namespace {

constexpr double kNever = -std::numeric_limits<double>::infinity();

/// Leaves out the prospects that the test names.
void drop(std::span<const Prospect> prospects, std::vector<double>& bounds, const auto& is_out) {
  for (std::size_t i = 0; i < prospects.size(); ++i) {
    if (is_out(prospects[i].placement)) bounds[i] = kNever;
  }
}

}  // namespace

bool moves_the_smaller(const Stream& a, const Stream& b) {
  return a.is_storable || b.is_storable || (a.profile.empty() && b.profile.empty());
}

std::optional<Outcome> best_outcome(const PairRules& rules, const Pathways& pathways,
                                    const Prospects& by_benefit, const Routes& routes,
                                    std::span<const Prospect> prospects, const Seeking& seeking,
                                    StreamId partner) {
  const Stream& own = rules.region()[seeking.stream];
  const Stream& other = rules.region()[partner];
  const bool is_offer = own.direction == Direction::offer;
  const StreamId offer = is_offer ? seeking.stream : partner;
  const StreamId need = is_offer ? partner : seeking.stream;
  if (routes.chains.empty()) return rules.evaluate(offer, need, *routes.direct, seeking);
  const NeedFigures listed = by_benefit.listed(partner);
  const bool is_known = by_benefit.value(partner).has_value();
  const bool is_even = moves_the_smaller(own, other);
  std::vector<double> bounds;
  bounds.reserve(prospects.size());
  for (const Prospect& prospect : prospects) {
    const bool tells = is_known && prospect.is_known;
    bounds.push_back(tells ? bound(prospect, listed, is_even) : kNever);
  }
  std::optional<Outcome> best;
  Seeking better = seeking;
  const Chain* allowed = nullptr;  // the last chain that was found so
  for (;;) {
    const auto next = std::ranges::max_element(bounds);
    if (next == bounds.end() || *next == kNever) break;
    if (better.least && *next < better.least->in(euro / year)) return best;
    const auto index = static_cast<std::size_t>(next - bounds.begin());
    const Placement& placement = prospects[index].placement;
    const Chain* chain = placement.chain;
    if (chain != nullptr && chain != allowed && !pathways.is_allowed(*chain, offer, need)) {
      drop(prospects, bounds, [&](const Placement& tried) { return tried.chain == chain; });
      continue;
    }
    std::optional<Outcome> outcome;
    if (chain == nullptr) {
      outcome = rules.evaluate(offer, need, *routes.direct, better);
    } else {
      allowed = chain;
      std::array<SiteId, 2> sites = placement.sites;
      for (SiteId& site : sites) site = site ? site : other.site;
      const std::span used(sites.data(), chain->conversions.size());
      outcome = pathways.best_outcome(offer, need, *chain, used);
    }
    // The other prospects of the same placement go by other modes.
    drop(prospects, bounds, [&](const Placement& tried) { return tried == placement; });
    if (!outcome || (best && !is_better(*outcome, *best))) continue;
    best = std::move(outcome);
    better.least = std::max(better.least, best->benefit());
  }
  const bool is_settled = is_known && std::ranges::all_of(prospects, &Prospect::is_known);
  if (is_settled || (best && best->benefit())) return best;
  return best_outcome(rules, pathways, routes, offer, need);
}

}  // namespace samspill::matching
