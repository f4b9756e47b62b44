// Which small offers fill a lorry together.
//
// Problem: find_matches pays carriage by the tonne, as if every lorry were full. What fills a
// quarter of one before it must be fetched pays for the whole lorry all the same. Method: an offer
// is fetched f times a year (collection_interval of data/constants.csv). Alone it pays
//   f · load · c · d                      c EUR per unit and km, d km to the taker
// for a lorry of its own in place of  sent · c · d.  If none of its best matches pays then, it
// looks for others with the same best match by lorry. A round has a middle, one of its members:
// from there the lorry goes to each of the others and back, at last to the taker. That is never
// shorter than the best round, and makes costs add up: with B the benefit before driving,
//   together = Σ B_i − f · load · c · (d_middle + 2·Σ d(i, middle))
// For each middle, all with  B_i > 2 · f · load · c · d(i, middle)  within the radius are taken.
// That is the best round for this middle if all fit into the lorry, the need and the process; else
// the best per unit of load first, whole offers only, which may miss the best.
//
// Source: own; the star is within twice the shortest round through its members by the triangle
// inequality when they lie equally far from the middle.
//
// Limits: a part load costs and emits as much per kilometre as a full one. A link with a price of
// its own is left alone: what was agreed may not depend on the load. An offer looks for partners
// at one taker only, that of its best match by lorry. Distances between members are estimated by
// road, without links.
//
// Worked number: lorry of 26 t at 0.12 EUR/(t km), every 14 days: 81 EUR a year for each km. Three
// offers of 100 t/yr worth 20 EUR/t each, 5 km apart, 40 km from the taker: alone 2 000 − 3 254
// EUR; together 6 000 − 81.3·(40 + 2·10) = 1 119 EUR.
#include "matching/lorry_rounds.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "matching/nearby.h"

namespace samspill::matching {
namespace {

using reference::Carriage;
using CostPerDistance = decltype(MoneyFlow{} / Distance{});
using Co2ePerDistance = decltype(Co2eFlow{} / Distance{});

/// An offer that a lorry could fetch for its best match.
struct Load {
  const Match* match = nullptr;
  ModeId mode;
  SiteId to;
  Distance distance;
  MoneyFlow before_driving;         // benefit, loading paid
  std::optional<Co2eFlow> avoided;  // CO2e saved before driving
  double share_of_lorry = 0;        // of each load
  double share_of_need = 0;         // of what the need has left
  double share_of_process = 0;      // of what the first process can still take
  CostPerDistance driving;          // a year, for each km of the round
  std::optional<Co2ePerDistance> driving_co2e;

  MoneyFlow alone() const { return before_driving - driving * distance; }
  std::optional<Co2eFlow> co2e_alone() const {
    return avoided && driving_co2e ? std::optional(*avoided - *driving_co2e * distance)
                                   : std::nullopt;
  }
};

class RoundFinder {
 public:
  RoundFinder(const PairRules& rules, const Pathways& pathways, Distance radius)
      : rules_(rules), pathways_(pathways), radius_(radius) {}

  std::vector<Bundle> find(const std::vector<Match>& matches) {
    std::map<StreamId, std::vector<const Match*>> of_offer;
    for (const Match& match : matches) of_offer[match.offer].push_back(&match);
    for (const auto& [offer, best] : of_offer) add(best);
    for (auto& [key, loads] : groups_) {
      if (loads.size() > 1) search(loads);
    }
    return std::move(rounds_);
  }

 private:
  /// All that a lorry of one round has in common: whom it serves, through what, where it drives,
  /// how often.
  using Key = std::tuple<StreamId, std::vector<std::pair<ProcessId, SiteId>>, ModeId, bool>;

  /// Keeps the offer if no match of it pays a lorry of its own.
  void add(const std::vector<const Match*>& best) {
    std::optional<Load> first;
    for (const Match* match : best) {
      if (!match->benefit) continue;
      const auto load = as_load(*match);
      if (load ? load->alone() > MoneyFlow{} : *match->benefit > MoneyFlow{}) return;
      if (load && !first) first = load;
    }
    if (!first || first->share_of_lorry >= 1) return;
    std::vector<std::pair<ProcessId, SiteId>> through;
    for (const PathwayStep& step : first->match->pathway) {
      through.emplace_back(step.process, step.site);
    }
    const bool is_storable = rules_.region()[first->match->offer].is_storable;
    groups_[{first->match->need, std::move(through), first->mode, is_storable}].push_back(*first);
  }

  /// Empty when no lorry goes, or at a price of its own.
  std::optional<Load> as_load(const Match& match) const {
    const Region& region = rules_.region();
    const Stream& offer = region[match.offer];
    if (!match.mode || !rules_.reference()[match.mode].load) return {};
    const reference::Mode& mode = rules_.reference()[match.mode];
    Load load;
    load.match = &match;
    load.mode = match.mode;
    load.to = match.pathway.empty() ? region[match.need].site : match.pathway.front().site;
    load.distance = match.distance;
    for (const PathwayStep& step : match.pathway) load.distance -= step.distance;
    const auto ways = rules_.carriages().ways(offer.site, load.to, offer.resource);
    const auto way = std::ranges::find(ways, match.mode, &Carriage::mode);
    if (way == ways.end() || way->cost != mode.cost + mode.cost_per_distance * way->distance) {
      return {};
    }
    const Duration interval =
        rules_.reference().constant(offer.is_storable ? "collection_interval_storable"
                                                      : "collection_interval") /
        365 * year;
    const AmountFlow carried = *mode.load / interval;  // by one lorry in a year
    load.share_of_lorry = match.quantity.in(carried);
    load.driving = mode.cost_per_distance * carried;
    load.before_driving = *match.benefit + mode.cost_per_distance * load.distance * match.quantity;
    if (match.co2e_saved && mode.co2e_per_distance) {
      load.driving_co2e = *mode.co2e_per_distance * carried;
      load.avoided = *match.co2e_saved + *mode.co2e_per_distance * load.distance * match.quantity;
    }
    const AmountFlow arriving = match.pathway.empty() ? match.quantity : match.pathway.back().given;
    load.share_of_need =
        (arriving * match.substitution).in(rules_.left_over()[match.need].quantity);
    if (!match.pathway.empty()) {
      const PathwayStep& step = match.pathway.front();
      const auto room = pathways_.capacity(step.process, step.site);
      if (room) load.share_of_process = step.throughput.in(*room);
    }
    return load;
  }

  void search(const std::vector<Load>& loads) {
    std::map<StreamId, const Load*> load_of;
    std::vector<StreamId> offers;
    for (const Load& load : loads) {
      load_of[load.match->offer] = &load;
      offers.push_back(load.match->offer);
    }
    const Nearby nearby(rules_.region(), rules_.carriages(), radius_, offers);
    for (const Load& middle : loads) {
      std::vector<const Load*> around;
      for (const StreamId id : nearby.around(rules_.region()[middle.match->offer].site)) {
        if (id != middle.match->offer) around.push_back(load_of.at(id));
      }
      add_round(middle, around);
    }
  }

  /// The best round with that middle, if it pays.
  void add_round(const Load& middle, const std::vector<const Load*>& around) {
    struct Stop {
      const Load* load = nullptr;
      Distance detour;
      MoneyFlow gain;
    };
    const Region& region = rules_.region();
    const SiteId centre = region[middle.match->offer].site;
    std::vector<Stop> stops;
    for (const Load* load : around) {
      const auto drive = rules_.carriages().drive(centre, region[load->match->offer].site);
      if (!drive) continue;
      const Distance detour = 2 * drive->cost_length;
      const MoneyFlow gain = load->before_driving - load->driving * detour;
      if (gain > MoneyFlow{}) stops.push_back({load, detour, gain});
    }
    std::ranges::sort(stops, [&](const Stop& a, const Stop& b) {
      const MoneyFlow of_a = a.gain / a.load->share_of_lorry,
                      of_b = b.gain / b.load->share_of_lorry;
      if (of_a != of_b) return of_a > of_b;
      return region[a.load->match->offer].key < region[b.load->match->offer].key;
    });
    std::vector<const Load*> members = {&middle};
    Distance round = middle.distance;
    MoneyFlow together = middle.alone();
    double lorry = middle.share_of_lorry, need = middle.share_of_need,
           process = middle.share_of_process;
    for (const Stop& stop : stops) {
      const Load& load = *stop.load;
      if (lorry + load.share_of_lorry > 1 || need + load.share_of_need > 1 ||
          process + load.share_of_process > 1) {
        continue;
      }
      lorry += load.share_of_lorry;
      need += load.share_of_need;
      process += load.share_of_process;
      round += stop.detour;
      together += stop.gain;
      members.push_back(stop.load);
    }
    if (members.size() > 1 && together > MoneyFlow{}) {
      keep(members, middle, round, lorry, together);
    }
  }

  void keep(const std::vector<const Load*>& members, const Load& middle, Distance round,
            double share_of_lorry, MoneyFlow together) {
    Bundle bundle;
    bundle.kind = BundleKind::lorry;
    bundle.need = middle.match->need;
    if (!middle.match->pathway.empty()) bundle.process = middle.match->pathway.front().process;
    bundle.site = middle.to;
    bundle.mode = middle.mode;
    bundle.distance = round;
    bundle.share_filled = share_of_lorry;
    bundle.benefit = together;
    bundle.co2e_saved_alone = bundle.co2e_saved = Co2eFlow{};
    for (const Load* load : members) {
      const auto co2e = load->co2e_alone();
      bundle.members.push_back({load->match->offer, load->match->quantity, load->alone(), co2e});
      bundle.quantity += load->match->quantity;
      bundle.benefit_alone += load->alone();
      if (co2e && bundle.co2e_saved) {
        *bundle.co2e_saved_alone += *co2e;
        *bundle.co2e_saved += *load->avoided;
      } else {
        bundle.co2e_saved.reset();
        bundle.co2e_saved_alone.reset();
      }
    }
    if (bundle.co2e_saved) *bundle.co2e_saved -= *middle.driving_co2e * round;
    rounds_.push_back(std::move(bundle));
  }

  const PairRules& rules_;
  const Pathways& pathways_;
  Distance radius_;
  std::map<Key, std::vector<Load>> groups_;
  std::vector<Bundle> rounds_;
};

}  // namespace

std::vector<Bundle> find_lorry_rounds(const PairRules& rules, const Pathways& pathways,
                                      const std::vector<Match>& matches, Distance radius) {
  return RoundFinder(rules, pathways, radius).find(matches);
}

}  // namespace samspill::matching
