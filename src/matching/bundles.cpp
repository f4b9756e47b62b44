// Offers too small alone that together fill a lorry or a plant.
//
// Problem: a fixed cost, a lorry or a plant of a least size, that none of several neighbours can
// bear. Method: rounds of lorries (lorry_rounds.cpp) and plants that could be built (plant.cpp)
// over every process that is a candidate, every site it may stand at, every need for what it makes.
// For a plant the radius is around its site and the offers are those with no match that is known
// to pay; where one of them would carry the plant alone, there is no bundle to tell of. All found
// are ordered by what they gain; from the best down, each is kept whose members are in none before.
//
// What is exact: the best members of one plant and of one round, under the conditions told there.
// What is not: leaving out overlaps from the best down is a heuristic, bundles of one need or one
// process compete, and a candidate that names no sites is tried at the takers' sites only.
//
// Worked numbers: in the two files.
#include "matching/bundles.h"

#include <algorithm>

#include "matching/find_matches.h"
#include "matching/lorry_rounds.h"
#include "matching/nearby.h"
#include "matching/plant.h"
#include "matching/unused_offers.h"

namespace samspill::matching {
namespace {

class PlantBundles {
 public:
  PlantBundles(const PairRules& rules, const Pathways& pathways, Distance radius)
      : rules_(rules), pathways_(pathways), radius_(radius) {}

  std::vector<Bundle> find(const std::vector<StreamId>& unused, const std::stop_token& stop) {
    for (const Production& production : find_productions(rules_, pathways_, unused)) {
      if (stop.stop_requested()) break;
      if (rules_.region()[production.process].status == ProcessStatus::candidate) {
        search(production, unused);
      }
    }
    return std::move(bundles_);
  }

 private:
  void search(const Production& production, const std::vector<StreamId>& unused) {
    const Region& region = rules_.region();
    const Process& process = region[production.process];
    std::vector<StreamId> entering;
    for (const StreamId id : unused) {
      if (production.input_of.contains(region[id].resource)) entering.push_back(id);
    }
    if (entering.size() < 2) return;
    const Nearby nearby(region, rules_.carriages(), radius_, entering);
    const ResourceId output = process.outputs[production.output].resource;
    std::map<SiteId, std::vector<StreamId>> needs_at;
    for (std::size_t i = 0; i < region.streams.size(); ++i) {
      const Stream& stream = region.streams[i];
      if (stream.direction != Direction::need || !rules_.reference().fit(output, stream.resource)) {
        continue;
      }
      if (process.sites.empty()) needs_at[stream.site].emplace_back(i);
      for (const SiteId site : process.sites) needs_at[site].emplace_back(i);
    }
    for (const auto& [site, needs] : needs_at) {
      const std::vector<StreamId> around = nearby.around(site);
      if (around.size() < 2) continue;
      const Plant plant(rules_, pathways_, production, site, around);
      for (const StreamId need : needs) add(production, site, plant, need);
    }
  }

  void add(const Production& production, SiteId site, const Plant& plant, StreamId need) {
    const auto filling = plant.fill(need);
    if (!filling || !filling->benefit || *filling->benefit <= MoneyFlow{}) return;
    if (filling->intakes.size() < 2) return;
    Bundle bundle;
    bundle.kind = BundleKind::plant;
    bundle.need = need;
    bundle.process = production.process;
    bundle.site = site;
    bundle.quantity = filling->quantity();
    bundle.benefit = *filling->benefit;
    bundle.co2e_saved = filling->co2e_saved;
    bundle.co2e_saved_alone = Co2eFlow{};
    const AmountFlow least = rules_.region()[production.process].capacity_min;
    if (least > AmountFlow{}) bundle.share_filled = filling->throughput().in(least);
    for (const Intake& intake : filling->intakes) {
      const auto alone = plant.alone(need, *intake.supply);
      if (!alone || *alone->benefit > MoneyFlow{}) return;
      bundle.members.push_back(
          {intake.supply->offer, intake.sent, *alone->benefit, alone->co2e_saved});
      bundle.distance += intake.supply->way.distance;
      bundle.benefit_alone += *alone->benefit;
      bundle.co2e_saved_alone = bundle.co2e_saved_alone && alone->co2e_saved
                                    ? std::optional(*bundle.co2e_saved_alone + *alone->co2e_saved)
                                    : std::nullopt;
    }
    bundles_.push_back(std::move(bundle));
  }

  const PairRules& rules_;
  const Pathways& pathways_;
  Distance radius_;
  std::vector<Bundle> bundles_;
};

/// The best first, each offer once.
std::vector<Bundle> best_apart(const Region& region, std::vector<Bundle> bundles) {
  const auto key = [&](StreamId id) -> const std::string& { return region[id].key; };
  for (Bundle& bundle : bundles) {
    std::ranges::sort(bundle.members, [&](const BundleMember& a, const BundleMember& b) {
      return a.sent != b.sent ? a.sent > b.sent : key(a.offer) < key(b.offer);
    });
  }
  std::ranges::stable_sort(bundles, [&](const Bundle& a, const Bundle& b) {
    if (a.benefit != b.benefit) return a.benefit > b.benefit;
    if (a.kind != b.kind) return a.kind < b.kind;
    const auto& first_a = key(a.members.front().offer);
    const auto& first_b = key(b.members.front().offer);
    return first_a != first_b ? first_a < first_b : key(a.need) < key(b.need);
  });
  std::vector<bool> is_taken(region.streams.size());
  std::vector<Bundle> kept;
  for (Bundle& bundle : bundles) {
    const bool overlaps = std::ranges::any_of(
        bundle.members, [&](const BundleMember& m) { return is_taken[m.offer.index()]; });
    if (overlaps) continue;
    for (const BundleMember& member : bundle.members) is_taken[member.offer.index()] = true;
    kept.push_back(std::move(bundle));
  }
  return kept;
}

}  // namespace

std::vector<Bundle> find_bundles(const Region& region, const reference::Reference& reference,
                                 const BundleOptions& options) {
  MatchOptions search;
  search.top = kMatchesAsked;
  search.stop = options.stop;
  return find_bundles(region, reference, find_matches(region, reference, search), options);
}

std::vector<Bundle> find_bundles(const Region& region, const reference::Reference& reference,
                                 const std::vector<Match>& matches, const BundleOptions& options) {
  const PairRules rules(region, reference);
  const Pathways pathways(rules);
  const Distance radius = options.radius.value_or(reference.constant("bundle_radius") * kilometre);
  std::vector<Bundle> found = find_lorry_rounds(rules, pathways, matches, radius);
  for (Bundle& bundle :
       PlantBundles(rules, pathways, radius).find(unused_offers(rules, matches), options.stop)) {
    found.push_back(std::move(bundle));
  }
  std::vector<Bundle> kept = best_apart(region, std::move(found));
  if (options.top > 0 && kept.size() > options.top) kept.resize(options.top);
  return kept;
}

}  // namespace samspill::matching
