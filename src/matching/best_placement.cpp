// The best exchange of a pair when its processes may stand at hundreds of sites.
//
// Problem: sludge may be dried at 200 sites on its way to a need; to work one of them out takes a
// microsecond. Method: branch and bound. The prospects (prospects.h) bound what the partner can
// bring by each placement, first by the straight line, then by the way; they are worked out from
// the highest bound down, until none that is left can beat the best. Where the benefit is unknown
// no bound tells, and all are worked out.
//
// Worked number: a farm, two dryers and a need in a row at 0, 10, 90 and 100 km. The bound of the
// farther dryer is below what the nearer one brings; only that one is worked out.
#include "matching/best_placement.h"

#include <algorithm>
#include <vector>

namespace samspill::matching {
namespace {

constexpr double kNever = -std::numeric_limits<double>::infinity();

/// The two streams by what they are.
struct Pair {
  Pair(const Region& region, StreamId seeker, StreamId partner)
      : offer(region[seeker].direction == Direction::offer ? seeker : partner),
        need(region[seeker].direction == Direction::offer ? partner : seeker),
        is_even(moves_the_smaller(region[seeker], region[partner])) {}

  StreamId offer;
  StreamId need;
  bool is_even;  // moves_the_smaller()
};

/// The prospects of one pair that may bring at least so much, from the best down.
class Chances {
 public:
  Chances(const Prospects& of_measure, std::span<const Prospect> prospects, StreamId seeker,
          StreamId partner, bool is_even, double least)
      : of_measure_(of_measure),
        seeker_(seeker),
        partner_(partner),
        listed_(of_measure.listed(partner)),
        is_even_(is_even) {
    for (const Prospect& prospect : prospects) {
      if (prospect.most < least) break;
      if (!prospect.is_known) continue;
      const double most = bound(prospect, listed_, is_even);
      if (most != kNever && most >= least) chances_.push_back({most, &prospect});
    }
  }

  struct Chance {
    double most = kNever;
    const Prospect* prospect = nullptr;
    bool is_by_way = false;  // else by the straight line
  };

  /// The best by the length of its way; most = −∞ if none is left.
  Chance best() {
    while (!chances_.empty()) {
      const auto next = std::ranges::max_element(chances_, {}, &Chance::most);
      if (next->is_by_way) return *next;
      next->most = of_measure_.bound_by_way(*next->prospect, seeker_, partner_, listed_, is_even_);
      next->is_by_way = true;
      if (next->most == kNever) chances_.erase(next);
    }
    return {};
  }

  /// Leaves out the placements that the test names.
  void drop(const auto& is_out) {
    std::erase_if(chances_,
                  [&](const Chance& chance) { return is_out(chance.prospect->placement); });
  }

 private:
  const Prospects& of_measure_;
  StreamId seeker_;
  StreamId partner_;
  const NeedFigures& listed_;
  bool is_even_;
  std::vector<Chance> chances_;
};

}  // namespace

bool moves_the_smaller(const Stream& a, const Stream& b) {
  return a.is_storable || b.is_storable || (a.profile.empty() && b.profile.empty());
}

double most_by_way(const PairRules& rules, const Pathways& pathways, const Prospects& of_measure,
                   const Routes& routes, std::span<const Prospect> prospects,
                   const Seeking& seeking, StreamId partner, double least) {
  const Pair pair(rules.region(), seeking.stream, partner);
  const NeedFigures& listed = of_measure.listed(partner);
  double most = kNever;
  const Chain* asked = nullptr;  // the last that was
  std::optional<bool> is_allowed;
  for (const Prospect& prospect : prospects) {
    const auto is_too_little = [&](double bound) { return bound < least || bound <= most; };
    if (prospect.most < std::max(most, least)) break;
    if (is_too_little(bound(prospect, listed, pair.is_even))) continue;
    const double by_way =
        of_measure.bound_by_way(prospect, seeking.stream, partner, listed, pair.is_even);
    if (is_too_little(by_way)) continue;
    const Chain* chain = prospect.placement.chain;
    if (!is_allowed || chain != asked) {
      is_allowed = chain != nullptr ? pathways.is_allowed(*chain, pair.offer, pair.need, seeking)
                                    : rules.allows(pair.offer, pair.need, *routes.direct, seeking);
      asked = chain;
    }
    if (!*is_allowed) continue;
    // By a way of unknown figures the pair may stand among the unknown.
    if (!prospect.is_known) return -kNever;
    most = by_way;
  }
  return most;
}

std::optional<Outcome> best_outcome(const PairRules& rules, const Pathways& pathways,
                                    const Prospects& by_benefit, const Routes& routes,
                                    std::span<const Prospect> prospects, const Seeking& seeking,
                                    StreamId partner) {
  const auto [offer, need, is_even] = Pair(rules.region(), seeking.stream, partner);
  if (routes.chains.empty()) return rules.evaluate(offer, need, *routes.direct, seeking);
  const bool is_known = by_benefit.value(partner).has_value();
  if (!is_known) prospects = {};
  std::optional<Outcome> best;
  Seeking better = seeking;
  const auto least = [&] { return better.least ? better.least->in(euro / year) : kNever; };
  Chances chances(by_benefit, prospects, seeking.stream, partner, is_even, least());
  const Chain* allowed = nullptr;  // the last chain that was found so
  for (auto next = chances.best(); next.most != kNever; next = chances.best()) {
    if (next.most < least()) return best;
    const Placement& placement = next.prospect->placement;
    const Chain* chain = placement.chain;
    if (chain != nullptr && chain != allowed &&
        !pathways.is_allowed(*chain, offer, need, seeking)) {
      chances.drop([&](const Placement& tried) { return tried.chain == chain; });
      continue;
    }
    std::optional<Outcome> outcome;
    if (chain == nullptr) {
      outcome = rules.evaluate(offer, need, *routes.direct, better);
    } else {
      allowed = chain;
      std::array<SiteId, 2> sites = placement.sites;
      for (SiteId& site : sites) site = site ? site : rules.region()[partner].site;
      const std::span used(sites.data(), chain->conversions.size());
      outcome = pathways.best_outcome(offer, need, *chain, used);
    }
    // The other prospects of the same placement go by other modes.
    chances.drop([&](const Placement& tried) { return tried == placement; });
    if (!outcome || (best && !is_better(*outcome, *best))) continue;
    best = std::move(outcome);
    better.least = std::max(better.least, best->benefit());
  }
  const bool is_settled = is_known && std::ranges::all_of(prospects, &Prospect::is_known);
  if (is_settled || better.least) return best;
  return best_outcome(rules, pathways, routes, offer, need);
}

}  // namespace samspill::matching
