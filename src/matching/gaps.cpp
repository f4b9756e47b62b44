// What is missing in a region: a process, or somebody who needs what nobody takes.
//
// Problem: offers go unused because a link is not there. Which one would unlock most? Method: the
// offers for which no match is known to pay are unused (unused_offers.h). Then
//   process  each technology of data/technologies.csv that no process of the region equals (same
//            main input, same main output) is put at a site and filled as a plant for one need
//            (plant.cpp), with all unused offers within the radius.
//   need     each resource that an unused offer could serve, as it is or by a synergy, is given a
//            taker without limits of quality or quantity, who pays the market price. It takes every
//            offer within the radius that pays its carriage; where the price is unknown, all.
// Sites that are tried: of the needs for a product and of the offers; for a need those of the
// sector that usually takes the resource, if any has offers around it, else the offers' own. Of
// these the kSites with most on offer around them are worked out, and of needs the kNeeds nearest
// to each. The one with the highest benefit stands in the list; as prices are the same everywhere
// in a country, that is the one with the least carriage for what it takes.
//
// What is exact: with no more sites and needs than that, the best site (and, for processes, what
// plant.cpp says). Gaps are each by itself: two that want the same offers are both listed.
//
// Limits: one technology at a time, straight to a need of the region; by-products are disposed of.
// What a technology does by law (hygienisation) is not in its table, so what needs a treatment
// stays out. A taker is thought of as of any sector and any quality.
//
// Worked number: 1 000 t of ash at 100 EUR/t gate fee, 10 km from a cement works that would save 30
// EUR/t, lorry at 0.12 EUR/(t km) + 4.5 EUR/t: a need would unlock 130 000 − 5 700 = 124 300 EUR.
#include "matching/gaps.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "base/each_once.h"
#include "matching/find_matches.h"
#include "matching/nearby.h"
#include "matching/plant.h"
#include "matching/unused_offers.h"

namespace samspill::matching {
namespace {

using reference::Technology;

/// Sites that are worked out for each missing link, and needs for each site.
constexpr std::size_t kSites = 20;
constexpr std::size_t kNeeds = 20;

/// A resource that somebody could need, and the offers that would serve it.
struct Wish {
  ResourceId needed;
  std::vector<StreamId> offers;  // all in one unit
  std::vector<SiteId> sites;     // that are worked out
  bool is_of_sector = false;
  std::vector<StreamId> needs;  // thought of, one for each site, in the extended region
};

/// The region with all that is missing.
struct Extended {
  Region region;
  std::size_t first_process = 0;                // of the technologies
  std::vector<const Technology*> technologies;  // in the order of the processes added
  std::vector<Wish> wishes;
};

AmountFlow left_of(const PairRules& rules, const std::vector<StreamId>& offers) {
  AmountFlow sum;
  for (const StreamId id : offers) sum += rules.left_over()[id].quantity;
  return sum;
}

Nearby make_nearby(const PairRules& rules, Distance radius, const std::vector<StreamId>& streams) {
  return {rules.region(), rules.carriages(), radius, streams};
}

/// Those with most on offer around them.
std::vector<SiteId> best_supplied(const PairRules& rules, const Nearby& nearby,
                                  const std::set<SiteId>& sites) {
  std::vector<std::pair<AmountFlow, SiteId>> supplied;
  for (const SiteId site : sites) {
    const AmountFlow around = left_of(rules, nearby.around(site));
    if (around > AmountFlow{}) supplied.emplace_back(around, site);
  }
  std::ranges::sort(supplied, [&](const auto& a, const auto& b) {
    if (a.first != b.first) return a.first > b.first;
    return rules.region()[a.second].key < rules.region()[b.second].key;
  });
  if (supplied.size() > kSites) supplied.resize(kSites);
  std::vector<SiteId> best;
  for (const auto& [amount, site] : supplied) best.push_back(site);
  return best;
}

bool has_process(const Region& region, const reference::Reference& reference,
                 const Technology& technology) {
  return std::ranges::any_of(region.processes, [&](const Process& process) {
    if (process.inputs.empty()) return false;
    const ResourceId input = process.inputs.front().resource;
    const ResourceId own = technology.inputs.front().resource;
    return (reference.is_within(input, own) || reference.is_within(own, input)) &&
           std::ranges::any_of(process.outputs, [&](const ProcessFlow& flow) {
             return reference.is_within(flow.resource, technology.main_output);
           });
  });
}

/// What each unused offer could serve if somebody needed it, apart from what somebody within the
/// radius needs already.
std::vector<Wish> find_wishes(const PairRules& rules, Distance radius,
                              const std::vector<StreamId>& unused) {
  const Region& region = rules.region();
  const reference::Reference& reference = rules.reference();
  std::vector<StreamId> needs;
  for (std::size_t i = 0; i < region.streams.size(); ++i) {
    if (region.streams[i].direction == Direction::need) needs.emplace_back(i);
  }
  const Nearby takers = make_nearby(rules, radius, needs);
  std::map<ResourceId, std::vector<ResourceId>> serves;  // by offered resource
  for (const StreamId id : unused) {
    const ResourceId offered = region[id].resource;
    auto& needed = serves[offered];
    if (!needed.empty()) continue;
    needed.push_back(offered);
    for (const reference::Synergy& synergy : reference.synergies()) {
      if (reference.is_within(offered, synergy.offer)) needed.push_back(synergy.need);
    }
    keep_each_once(needed);
  }
  std::map<std::pair<ResourceId, AmountKind>, Wish> wishes;
  std::map<SiteId, std::set<ResourceId>> needed_around;
  for (const StreamId id : unused) {
    const Stream& offer = region[id];
    auto [around, is_new] = needed_around.try_emplace(offer.site);
    if (is_new) {
      for (const StreamId need : takers.around(offer.site)) {
        around->second.insert(region[need].resource);
      }
    }
    for (const ResourceId needed : serves[offer.resource]) {
      if (around->second.contains(needed)) continue;
      Wish& wish = wishes[{needed, reference[offer.resource].kind}];
      wish.needed = needed;
      wish.offers.push_back(id);
    }
  }
  std::vector<Wish> out;
  for (auto& [key, wish] : wishes) out.push_back(std::move(wish));
  return out;
}

/// Sectors that usually take the resource: of its own row, and of the synergies that serve it.
bool is_of_sector(const Site& site, const reference::Reference& reference, const Wish& wish,
                  const Region& region) {
  const auto matches = [&](const std::string& sector) { return site.nace.starts_with(sector); };
  if (site.nace.empty()) return false;
  if (std::ranges::any_of(reference[wish.needed].nace_to, matches)) return true;
  return std::ranges::any_of(reference.synergies(), [&](const reference::Synergy& synergy) {
    return synergy.need == wish.needed && std::ranges::any_of(synergy.taker_nace, matches) &&
           std::ranges::any_of(wish.offers, [&](StreamId id) {
             return reference.is_within(region[id].resource, synergy.offer);
           });
  });
}

void choose_sites(const PairRules& rules, Distance radius, Wish& wish) {
  const Region& region = rules.region();
  const Nearby nearby = make_nearby(rules, radius, wish.offers);
  std::set<SiteId> of_sector, of_offers;
  for (std::size_t i = 0; i < region.sites.size(); ++i) {
    if (is_of_sector(region.sites[i], rules.reference(), wish, region)) of_sector.emplace(i);
  }
  for (const StreamId id : wish.offers) of_offers.insert(region[id].site);
  wish.sites = best_supplied(rules, nearby, of_sector);
  wish.is_of_sector = !wish.sites.empty();
  if (wish.sites.empty()) wish.sites = best_supplied(rules, nearby, of_offers);
}

Extended extend(const PairRules& rules, Distance radius, const std::vector<StreamId>& unused) {
  const Region& region = rules.region();
  Extended extended{.region = region,
                    .first_process = region.processes.size(),
                    .technologies = {},
                    .wishes = find_wishes(rules, radius, unused)};
  for (const Technology& technology : rules.reference().technologies()) {
    if (has_process(region, rules.reference(), technology)) continue;
    extended.region.processes.push_back(reference::as_candidate(technology));
    extended.technologies.push_back(&technology);
  }
  for (Wish& wish : extended.wishes) {
    choose_sites(rules, radius, wish);
    for (const SiteId site : wish.sites) {
      // A neighbour of no sector: only where it stands is taken from the site.
      extended.region.sites.push_back(
          {.key = region[site].key, .country = region[site].country, .place = region[site].place});
      Stream need;
      need.site = SiteId(extended.region.sites.size() - 1);
      need.direction = Direction::need;
      need.resource = wish.needed;
      need.quantity = left_of(rules, wish.offers);
      need.is_storable = true;
      wish.needs.emplace_back(extended.region.streams.size());
      extended.region.streams.push_back(std::move(need));
    }
  }
  // Enough for all, whatever one unit replaces.
  constexpr double kMuch = 1e6;
  for (std::size_t i = region.streams.size(); i < extended.region.streams.size(); ++i) {
    extended.region.streams[i].quantity *= kMuch;
  }
  return extended;
}

/// The better of two sites for one missing link.
bool is_better(const Region& region, const Gap& a, const Gap& b) {
  if (a.benefit != b.benefit) return a.benefit > b.benefit;
  if (a.quantity != b.quantity) return a.quantity > b.quantity;
  return region[a.site].key < region[b.site].key;
}

class GapFinder {
 public:
  GapFinder(const PairRules& rules, const Pathways& pathways, const Extended& extended,
            std::size_t real_streams, Distance radius)
      : rules_(rules),
        pathways_(pathways),
        extended_(extended),
        real_streams_(real_streams),
        radius_(radius) {}

  std::vector<Gap> processes(const std::vector<StreamId>& unused, const std::stop_token& stop) {
    std::map<ProcessId, Gap> best;
    for (const Production& production : find_productions(rules_, pathways_, unused)) {
      if (stop.stop_requested()) break;
      if (production.process.index() < extended_.first_process) continue;
      auto gap = best_plant(production, unused);
      if (!gap) continue;
      const auto [known, is_new] = best.try_emplace(production.process, *gap);
      if (!is_new && is_better(rules_.region(), *gap, known->second)) {
        known->second = std::move(*gap);
      }
    }
    std::vector<Gap> gaps;
    for (auto& [process, gap] : best) gaps.push_back(std::move(gap));
    return gaps;
  }

  std::vector<Gap> needs(const std::stop_token& stop) const {
    std::vector<Gap> gaps;
    for (const Wish& wish : extended_.wishes) {
      if (stop.stop_requested()) break;
      const Nearby nearby = make_nearby(rules_, radius_, wish.offers);
      std::optional<Gap> best;
      for (std::size_t i = 0; i < wish.sites.size(); ++i) {
        auto gap = taker(wish, wish.sites[i], wish.needs[i], nearby.around(wish.sites[i]));
        if (gap && (!best || is_better(rules_.region(), *gap, *best))) best = std::move(gap);
      }
      if (best) gaps.push_back(std::move(*best));
    }
    return gaps;
  }

 private:
  /// Real needs for the resource.
  std::vector<StreamId> needs_for(ResourceId made) const {
    std::vector<StreamId> needs;
    for (std::size_t i = 0; i < real_streams_; ++i) {
      const Stream& stream = rules_.region().streams[i];
      if (stream.direction == Direction::need && rules_.reference().fit(made, stream.resource)) {
        needs.emplace_back(i);
      }
    }
    return needs;
  }

  std::optional<Gap> best_plant(const Production& production,
                                const std::vector<StreamId>& unused) const {
    const Region& region = rules_.region();
    std::vector<StreamId> entering;
    for (const StreamId id : unused) {
      if (production.input_of.contains(region[id].resource)) entering.push_back(id);
    }
    const ResourceId made = region[production.process].outputs[production.output].resource;
    std::vector<StreamId> needs = needs_for(made);
    if (needs.empty()) return {};
    std::set<SiteId> sites;
    for (const StreamId id : entering) sites.insert(region[id].site);
    for (const StreamId id : needs) sites.insert(region[id].site);
    const Nearby nearby = make_nearby(rules_, radius_, entering);
    std::optional<Gap> best;
    for (const SiteId site : best_supplied(rules_, nearby, sites)) {
      const Plant plant(rules_, pathways_, production, site, nearby.around(site));
      std::ranges::sort(needs, {}, [&](StreamId id) {
        return std::tuple(rules_.carriages().shortest_distance(site, region[id].site),
                          region[id].key);
      });
      for (std::size_t i = 0; i < needs.size() && i < kNeeds; ++i) {
        const auto filling = plant.fill(needs[i]);
        if (!filling || (filling->benefit && *filling->benefit <= MoneyFlow{})) continue;
        Gap gap = plant_gap(production.process, site, needs[i], *filling);
        if (!best || is_better(region, gap, *best)) best = std::move(gap);
      }
    }
    return best;
  }

  Gap plant_gap(ProcessId process, SiteId site, StreamId need, const Filling& filling) const {
    const Technology& technology =
        *extended_.technologies[process.index() - extended_.first_process];
    Gap gap;
    gap.kind = GapKind::process;
    gap.technology = technology.provenance.key;
    gap.resource = filling.output;
    gap.need = need;
    gap.site = site;
    gap.quantity = filling.quantity();
    gap.size = filling.size;
    gap.benefit = filling.benefit;
    gap.co2e_saved = filling.co2e_saved;
    for (const Intake& intake : filling.intakes) {
      gap.offers.push_back({intake.supply->offer, intake.sent, intake.supply->way.distance});
    }
    if (technology.provenance.status != reference::Status::published) {
      gap.checks.push_back({technology.provenance.status == reference::Status::unverified
                                ? "gap.unverified_technology"
                                : "gap.technology_in_part",
                            {technology.provenance.source}});
    }
    const AmountFlow least = rules_.region()[process].capacity_min;
    if (filling.throughput() < least) {
      gap.checks.push_back(
          {"gap.below_least_size",
           {std::to_string(static_cast<int>(100 * filling.throughput().in(least)))}});
    }
    finish(gap);
    return gap;
  }

  std::optional<Gap> taker(const Wish& wish, SiteId site, StreamId need,
                           const std::vector<StreamId>& around) const {
    struct Taken {
      StreamId offer;
      Outcome outcome;
    };
    std::map<ResourceId, std::optional<ResourceFit>> fits;
    std::vector<Taken> all;
    for (const StreamId offer : around) {
      const ResourceId offered = rules_.region()[offer].resource;
      const auto [fit, is_new] = fits.try_emplace(offered);
      if (is_new) fit->second = rules_.fit(offered, wish.needed);
      if (!fit->second) continue;
      auto outcome = rules_.evaluate(offer, need, *fit->second);
      if (outcome) all.push_back({offer, std::move(*outcome)});
    }
    const bool is_known =
        std::ranges::any_of(all, [](const Taken& taken) { return !!taken.outcome.benefit(); });
    Gap gap;
    gap.kind = GapKind::need;
    gap.resource = wish.needed;
    gap.site = site;
    gap.is_of_sector = wish.is_of_sector;
    if (is_known) gap.benefit = MoneyFlow{};
    gap.co2e_saved = Co2eFlow{};
    for (const Taken& taken : all) {
      const auto benefit = taken.outcome.benefit();
      if (is_known && (!benefit || *benefit <= MoneyFlow{})) continue;
      if (is_known) *gap.benefit += *benefit;
      const auto co2e = taken.outcome.co2e_saved();
      gap.co2e_saved =
          gap.co2e_saved && co2e ? std::optional(*gap.co2e_saved + *co2e) : std::nullopt;
      gap.quantity += taken.outcome.sent;
      gap.offers.push_back({taken.offer, taken.outcome.sent, taken.outcome.distance()});
    }
    if (gap.offers.empty()) return {};
    gap.checks.push_back({wish.is_of_sector ? "gap.sector_site" : "gap.offer_site", {}});
    finish(gap);
    return gap;
  }

  void finish(Gap& gap) const {
    const Region& region = rules_.region();
    if (!gap.benefit) gap.checks.push_back({"gap.unknown_benefit", {}});
    if (!gap.co2e_saved) gap.checks.push_back({"gap.unknown_co2e", {}});
    std::ranges::sort(gap.offers, [&](const GapOffer& a, const GapOffer& b) {
      return a.sent != b.sent ? a.sent > b.sent : region[a.offer].key < region[b.offer].key;
    });
  }

  const PairRules& rules_;
  const Pathways& pathways_;
  const Extended& extended_;
  std::size_t real_streams_;
  Distance radius_;
};

/// What is ranked by, in one order for all ranks: the more the better.
std::tuple<bool, std::optional<double>> worth(const Region& region,
                                              const reference::Reference& reference, const Gap& gap,
                                              GapRank rank) {
  const ResourceId offered = region[gap.offers.front().offer].resource;
  switch (rank) {
    case GapRank::benefit:
      return {true, gap.benefit ? std::optional(gap.benefit->in(euro / year)) : std::nullopt};
    case GapRank::climate:
      return {true,
              gap.co2e_saved ? std::optional(gap.co2e_saved->in(tonne_co2e / year)) : std::nullopt};
    case GapRank::quantity:
      break;
  }
  return {reference[offered].kind == AmountKind::mass, gap.quantity.in(unit_amount / year)};
}

/// Leaves out a need that takes the same offers as a better one of which it is a kind, or which is
/// a kind of it: surplus heat, and surplus heat of low temperature.
void drop_repeated(const reference::Reference& reference, std::vector<Gap>& gaps) {
  std::vector<Gap> kept;
  for (Gap& gap : gaps) {
    const bool is_repeated = std::ranges::any_of(kept, [&](const Gap& better) {
      return gap.kind == GapKind::need && better.offers == gap.offers && better.site == gap.site &&
             (reference.is_within(gap.resource, better.resource) ||
              reference.is_within(better.resource, gap.resource));
    });
    if (!is_repeated) kept.push_back(std::move(gap));
  }
  gaps = std::move(kept);
}

void sort_and_cut(const Region& region, const reference::Reference& reference,
                  const GapOptions& options, std::vector<Gap>& gaps) {
  std::ranges::stable_sort(gaps, [&](const Gap& a, const Gap& b) {
    const auto of_a = worth(region, reference, a, options.rank);
    const auto of_b = worth(region, reference, b, options.rank);
    if (of_a != of_b) return of_a > of_b;
    return std::tie(a.technology, reference[a.resource].key) <
           std::tie(b.technology, reference[b.resource].key);
  });
  drop_repeated(reference, gaps);
  if (options.top > 0 && gaps.size() > options.top) gaps.resize(options.top);
}

}  // namespace

std::vector<Gap> find_gaps(const Region& region, const reference::Reference& reference,
                           const GapOptions& options) {
  MatchOptions search;
  search.top = 1;
  search.stop = options.stop;
  return find_gaps(region, reference, find_matches(region, reference, search), options);
}

std::vector<Gap> find_gaps(const Region& region, const reference::Reference& reference,
                           const std::vector<Match>& matches, const GapOptions& options) {
  const Distance radius = options.radius.value_or(reference.constant("bundle_radius") * kilometre);
  const PairRules today(region, reference);
  const std::vector<StreamId> unused = unused_offers(today, matches);
  const Extended extended = extend(today, radius, unused);
  const PairRules rules(extended.region, reference);
  const Pathways pathways(rules);
  GapFinder finder(rules, pathways, extended, region.streams.size(), radius);
  std::vector<Gap> gaps = finder.processes(unused, options.stop);
  std::vector<Gap> needs = finder.needs(options.stop);
  sort_and_cut(region, reference, options, gaps);
  sort_and_cut(region, reference, options, needs);
  std::ranges::move(needs, std::back_inserter(gaps));
  return gaps;
}

}  // namespace samspill::matching
