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

/// The placements of one pair.
class Placements {
 public:
  Placements(const PairRules& rules, const Pathways& pathways, const Routes& routes, StreamId offer,
             StreamId need)
      : rules_(rules), pathways_(pathways), routes_(routes), offer_(offer), need_(need) {}

  /// `partner`: the site that stands where the placement names none.
  std::optional<Outcome> outcome(const Placement& placement, SiteId partner,
                                 const Seeking& seeking) {
    const Chain* chain = placement.chain;
    if (chain == nullptr) return rules_.evaluate(offer_, need_, *routes_.direct, seeking);
    if (!is_allowed(*chain)) return {};
    std::array<SiteId, 2> sites = placement.sites;
    for (SiteId& site : sites) site = site ? site : partner;
    const std::span used(sites.data(), chain->conversions.size());
    return pathways_.best_outcome(offer_, need_, *chain, used);
  }

 private:
  bool is_allowed(const Chain& chain) {
    if (judged_ != &chain) {
      judged_ = &chain;
      is_judged_allowed_ = pathways_.is_allowed(chain, offer_, need_);
    }
    return is_judged_allowed_;
  }

  const PairRules& rules_;
  const Pathways& pathways_;
  const Routes& routes_;
  StreamId offer_;
  StreamId need_;
  const Chain* judged_ = nullptr;  // the last chain asked for
  bool is_judged_allowed_ = false;
};

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
  Placements placements(rules, pathways, routes, offer, need);
  std::optional<Outcome> best;
  Seeking better = seeking;
  for (;;) {
    const auto next = std::ranges::max_element(bounds);
    if (next == bounds.end() || *next == kNever) break;
    if (better.least && *next < better.least->in(euro / year)) return best;
    const Placement& placement =
        prospects[static_cast<std::size_t>(next - bounds.begin())].placement;
    auto outcome = placements.outcome(placement, other.site, better);
    // The other prospects of the same placement go by other modes.
    for (std::size_t i = 0; i < prospects.size(); ++i) {
      if (prospects[i].placement == placement) bounds[i] = kNever;
    }
    if (!outcome || (best && !is_better(*outcome, *best))) continue;
    best = std::move(outcome);
    better.least = std::max(better.least, best->benefit());
  }
  const bool is_settled = is_known && std::ranges::all_of(prospects, &Prospect::is_known);
  if (is_settled || (best && best->benefit())) return best;
  return best_outcome(rules, pathways, routes, offer, need);
}

}  // namespace samspill::matching
