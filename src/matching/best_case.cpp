// The best that a pair could be, without working it out.
//
// Problem: 50 000 offers meet thousands of compatible needs each; working out a pair takes
// microseconds.
//
// Method: let o be what is left of the offer, n of the need, σ the substitution. On a way without
// losses sent is at most q = min(o, n/σ, capacity) and replaced is σ · sent, so at distance D
//   benefit ≤ (disposal price + σ · purchase price − c(D)) · sent − fixed(D),
// with sent = q where the bracket is positive. Where it is negative sent = q too if both streams
// are flat or one can be stored (then the bound is exact but for D), else 0. On a way with losses
// sent is at most min(o, capacity) and replaced at most min(n, σ·sent). D is the straight line
// through the globe, which no way of Carriages undercuts; cost rises with D. The same holds for
// CO2e with factors for prices and the emissions of the new use added to c(D). A way named in
// links.csv may be shorter or cheaper than any formula, so those pairs are always worked out.
// Figures are widened by rounding errors.
//
// Through processes everything is in proportion to what is sent, so the same holds with running
// costs and yields added, every way at its cheapest, and of the investment what no size escapes:
// the fixed part, and the part per capacity for an even flow. Where something may be lost on the
// way, costs behind that are left out.
//
// Limits: assumes that modes have no negative cost, as the reader ensures.
//
// Worked number: o = 100 t, n = 60 t, σ = 1, prices 50 and 20 EUR/t, lorry 0.12 EUR/(t km) and
// 4.5 EUR/t, straight line 10 km: at most (50 + 20 − 4.5 − 1.2) · 60 = 3 858 EUR a year; by road,
// 13 km, it is 3 836.
#include "matching/best_case.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace samspill::matching {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
/// Wider than what double arithmetic loses on a handful of terms.
constexpr double kRounding = 1e-12;
constexpr Distance kRoundingDistance = 1e-6 * kilometre;

template <typename Value>
Value magnitude(Value value) {
  return value < Value{} ? -value : value;
}

/// At most what `per_sent · sent + per_replaced · replaced − cost · sent` can be.
template <typename Rate>
auto most(Rate per_sent, Rate per_replaced, Rate cost, double substitution, AmountFlow sent,
          AmountFlow replaced, bool is_lossless, bool is_exact) {
  const auto zero = Rate{} * AmountFlow{};
  const auto slack = kRounding * (sent * (magnitude(per_sent) + magnitude(cost)) +
                                  replaced * magnitude(per_replaced));
  if (!is_lossless) {
    return std::max(zero, (per_sent - cost) * sent) + std::max(zero, per_replaced * replaced) +
           slack;
  }
  const auto value = (per_sent + per_replaced * substitution - cost) * sent;
  return (is_exact ? value : std::max(zero, value)) + slack;
}

}  // namespace

struct BestCase::Pair {
  const UnitFigures& giver;
  const UnitFigures& taker;
  double substitution;
  AmountFlow offered;
  AmountFlow needed;
  CarbonIntensity use;
  bool is_exact;  // all that both have can change hands over the year
};

BestCase::BestCase(const PairRules& rules, const Pathways& pathways)
    : rules_(rules), pathways_(pathways) {
  const reference::Reference& reference = rules.reference();
  least_distance_per_chord_ =
      reference::earth_radius() * rules.carriages().least_factor() * (1 - 1e-9);
  add_sides();
  lanes_.resize(reference.resources().size());
  for (std::size_t i = 0; i < lanes_.size(); ++i) {
    for (const ModeId mode : rules.carriages().modes_of(ResourceId(i))) {
      lanes_[i].push_back(lane(reference[mode]));
    }
  }
}

BestCase::Lane BestCase::lane(const reference::Mode& mode) const {
  Lane lane{mode.cost,
            mode.cost_per_distance,
            mode.co2e_per_distance,
            {},
            mode.max_distance,
            mode.capacity,
            mode.loss_per_km <= 0,
            mode.path == reference::Path::sea};
  if (mode.capex_per_distance) {
    const Money investment = *mode.capex_per_distance * (1.0 * kilometre);
    const double discount_rate = rules_.region().settings.discount_rate;
    lane.fixed_per_distance =
        reference::annuity(investment, discount_rate, mode.lifetime) / (1.0 * kilometre);
  }
  return lane;
}

void BestCase::add_sides() {
  for (const Site& site : rules_.region().sites) {
    points_.push_back(reference::from_centre(site.place));
  }
  const std::vector<Stream>& streams = rules_.region().streams;
  std::vector<StreamId> by_resource;
  for (std::size_t i = 0; i < streams.size(); ++i) by_resource.emplace_back(i);
  std::ranges::stable_sort(by_resource, {},
                           [&](StreamId id) { return streams[id.index()].resource; });
  position_.resize(streams.size());
  for (const StreamId id : by_resource) {
    position_[id.index()] = static_cast<std::uint32_t>(sides_.size());
    sides_.push_back(side(id));
  }
}

void BestCase::update(StreamId id) {
  if (id.index() == position_.size()) {
    position_.push_back(static_cast<std::uint32_t>(sides_.size()));
    sides_.emplace_back();
  }
  sides_[position_[id.index()]] = side(id);
}

BestCase::Side BestCase::side(StreamId id) const {
  const Stream& stream = rules_.left_over()[id];
  Side side;
  side.point = points_[stream.site.index()];
  side.site = stream.site;
  side.left = stream.quantity;
  side.max_distance = stream.max_distance.value_or(kInfinity * kilometre);
  side.figures = rules_.figures(id);
  side.is_storable = stream.is_storable;
  side.is_flat = stream.profile.empty();
  side.has_quay = rules_.carriages().sea_ways().has_quay(stream.site);
  return side;
}

Distance BestCase::least_distance(const Point& from, const Point& to) const {
  const double x = from.x - to.x, y = from.y - to.y, z = from.z - to.z;
  const Distance straight = least_distance_per_chord_ * std::sqrt(x * x + y * y + z * z);
  return std::max(Distance{}, straight - kRoundingDistance);
}

void BestCase::improve(Score& score, const Pair& pair, const Lane& lane, Distance distance) {
  AmountFlow sent = pair.offered;
  if (lane.is_lossless) sent = std::min(sent, pair.needed / pair.substitution);
  if (lane.capacity) sent = std::min(sent, *lane.capacity);
  const AmountFlow replaced = std::min(pair.needed, sent * pair.substitution);
  if (score.benefit) {
    const MoneyFlow fixed = lane.fixed_per_distance * distance;
    const MoneyFlow running =
        most(*pair.giver.price, *pair.taker.price, lane.cost + lane.cost_per_distance * distance,
             pair.substitution, sent, replaced, lane.is_lossless, pair.is_exact);
    score.benefit = std::max(*score.benefit, running - fixed * (1 - kRounding));
  }
  if (pair.giver.co2e && pair.taker.co2e && lane.co2e_per_distance) {
    // With losses less is used than sent, perhaps nothing.
    const CarbonIntensity use = lane.is_lossless ? pair.use : std::min(pair.use, CarbonIntensity{});
    const Co2eFlow saved =
        most(*pair.giver.co2e, *pair.taker.co2e, *lane.co2e_per_distance * distance + use,
             pair.substitution, sent, replaced, lane.is_lossless, pair.is_exact);
    score.co2e_saved = std::max(score.co2e_saved, std::optional(saved));
  }
}

std::optional<Score> BestCase::score(StreamId offer, StreamId need, const ResourceFit& fit) const {
  const Side& giver = side_of(offer);
  const Side& taker = side_of(need);
  if (giver.left <= AmountFlow{} || taker.left <= AmountFlow{}) return {};
  const Pair pair{giver.figures,
                  taker.figures,
                  fit.fit.substitution,
                  giver.left,
                  taker.left,
                  rules_.use(taker.site, fit),
                  giver.is_storable || taker.is_storable || (giver.is_flat && taker.is_flat)};
  Score score;
  if (pair.giver.price && pair.taker.price) score.benefit = -kInfinity * euro / year;
  if (giver.site == taker.site) {
    improve(score, pair, Lane{.co2e_per_distance = CarriageIntensity{}}, {});
    return score;
  }
  if (rules_.carriages().is_linked(giver.site, taker.site)) {
    if (score.benefit) score.benefit = kInfinity * euro / year;
    if (pair.giver.co2e && pair.taker.co2e) score.co2e_saved = kInfinity * tonne_co2e / year;
    return score;
  }
  score.distance = least_distance(giver.point, taker.point);
  if (score.distance > std::min(giver.max_distance, taker.max_distance)) return {};
  const reference::Synergy* synergy = fit.fit.synergy;
  if (synergy != nullptr && synergy->max_distance && score.distance > *synergy->max_distance) {
    return {};
  }
  bool is_reached = false;
  const bool is_by_water = giver.has_quay && taker.has_quay;
  for (const Lane& lane : lanes_[rules_.region()[offer].resource.index()]) {
    if (lane.max_distance && score.distance > *lane.max_distance) continue;
    if (lane.is_by_sea && !is_by_water) continue;
    is_reached = true;
    improve(score, pair, lane, score.distance);
  }
  if (!is_reached) return {};
  return score;
}

/// The cheapest that any mode can be between two sites; each figure by itself.
struct BestCase::Leg {
  Distance distance;
  UnitPrice cost;
  std::optional<CarbonIntensity> co2e;
  MoneyFlow fixed;
  bool is_lossless = true;
};

/// A pathway as far as it is laid out, all per unit sent.
struct BestCase::Draft {
  StreamId offer;
  StreamId need;
  const Chain& chain;
  Distance distance;
  double carried = 1;  // without losses
  std::optional<UnitPrice> cost = UnitPrice{};
  std::optional<CarbonIntensity> co2e = CarbonIntensity{};
  MoneyFlow fixed;
  std::optional<AmountFlow> capacity;
  bool is_lossless = true;
  std::optional<Score> best;
};

namespace {

void keep_best(std::optional<Score>& best, const std::optional<Score>& score) {
  if (!score) return;
  if (!best) {
    best = score;
    return;
  }
  best->benefit = std::max(best->benefit, score->benefit);
  best->co2e_saved = std::max(best->co2e_saved, score->co2e_saved);
  best->distance = std::min(best->distance, score->distance);
}

}  // namespace

std::optional<BestCase::Leg> BestCase::leg(SiteId from, SiteId to, ResourceId resource) const {
  Leg leg;
  if (from == to) {
    leg.co2e = CarbonIntensity{};
    return leg;
  }
  leg.distance = least_distance(points_[from.index()], points_[to.index()]);
  const reference::SeaWays& sea_ways = rules_.carriages().sea_ways();
  const bool is_by_water = sea_ways.has_quay(from) && sea_ways.has_quay(to);
  bool is_reached = false;
  for (const Lane& lane : lanes_[resource.index()]) {
    if (lane.max_distance && leg.distance > *lane.max_distance) continue;
    if (lane.is_by_sea && !is_by_water) continue;
    const UnitPrice cost = lane.cost + lane.cost_per_distance * leg.distance;
    const MoneyFlow fixed = lane.fixed_per_distance * leg.distance;
    leg.cost = is_reached ? std::min(leg.cost, cost) : cost;
    leg.fixed = is_reached ? std::min(leg.fixed, fixed) : fixed;
    if (lane.co2e_per_distance) {
      const CarbonIntensity co2e = *lane.co2e_per_distance * leg.distance;
      leg.co2e = leg.co2e ? std::min(*leg.co2e, co2e) : co2e;
    }
    leg.is_lossless = leg.is_lossless && lane.is_lossless;
    is_reached = true;
  }
  return is_reached ? std::optional(leg) : std::nullopt;
}

std::optional<Score> BestCase::score(StreamId offer, StreamId need, const Chain& chain) const {
  if (side_of(offer).left <= AmountFlow{} || side_of(need).left <= AmountFlow{}) return {};
  Draft draft{.offer = offer, .need = need, .chain = chain};
  go_on(draft, 0, side_of(offer).site);
  return draft.best;
}

void BestCase::go_on(Draft& draft, std::size_t step, SiteId from) const {
  const auto& conversions = draft.chain.conversions;
  const bool is_last = step == conversions.size();
  const Side& giver = side_of(draft.offer);
  const Side& taker = side_of(draft.need);
  const ResourceId carried =
      step == 0 ? rules_.region()[draft.offer].resource : pathways_.output(conversions[step - 1]);
  const std::vector<SiteId> places =
      is_last ? std::vector{taker.site} : pathways_.sites(conversions[step], from, taker.site);
  for (const SiteId place : places) {
    if (rules_.carriages().is_linked(from, place)) {
      draft.best = Score{kInfinity * euro / year, kInfinity * tonne_co2e / year, {}};
      return;
    }
    const auto way = leg(from, place, carried);
    if (!way) continue;
    if (from == giver.site && way->distance > giver.max_distance) continue;
    if (place == taker.site && way->distance > taker.max_distance) continue;
    Draft next = draft;
    next.distance += way->distance;
    next.fixed += way->fixed;
    // Behind a loss less may be carried than is reckoned with here.
    const bool counts = next.is_lossless;
    if (counts && next.cost) *next.cost += way->cost * next.carried;
    if (!way->co2e) next.co2e.reset();
    if (counts && next.co2e) *next.co2e += *way->co2e * next.carried;
    next.is_lossless = next.is_lossless && way->is_lossless;
    if (is_last) {
      finish(next);
      keep_best(draft.best, next.best);
      continue;
    }
    const Conversion& conversion = conversions[step];
    const auto made =
        pathways_.yield(conversion, place, carried, step == 0 ? draft.offer : StreamId{});
    if (!made) continue;
    const double throughput = next.carried * made->throughput;
    const LeastInvestment& least = pathways_.least_investment(conversion.process);
    next.fixed += least.fixed;
    if (!made->cost) next.cost.reset();
    if (next.cost) {
      const UnitPrice cost =
          *made->cost * next.carried + least.per_capacity * throughput * (1 - kRounding);
      *next.cost += next.is_lossless ? cost : std::min(cost, UnitPrice{});
    }
    if (!made->co2e) next.co2e.reset();
    if (next.co2e) {
      const CarbonIntensity co2e = *made->co2e * next.carried;
      *next.co2e += next.is_lossless ? co2e : std::min(co2e, CarbonIntensity{});
    }
    if (const auto most = pathways_.capacity(conversion.process, place); most && next.is_lossless) {
      const AmountFlow sent = *most / throughput;
      next.capacity = next.capacity ? std::min(*next.capacity, sent) : sent;
    }
    next.carried *= made->given;
    go_on(next, step + 1, place);
    keep_best(draft.best, next.best);
  }
}

void BestCase::finish(Draft& draft) const {
  const Side& giver = side_of(draft.offer);
  const Side& taker = side_of(draft.need);
  const double substitution = draft.carried * draft.chain.fit.fit.substitution;
  AmountFlow sent = giver.left;
  if (draft.is_lossless) sent = std::min(sent, taker.left / substitution);
  if (draft.capacity) sent = std::min(sent, *draft.capacity);
  const AmountFlow replaced = std::min(taker.left, sent * substitution);
  Score score;
  score.distance = draft.distance;
  if (giver.figures.price && taker.figures.price && draft.cost) {
    score.benefit = most(*giver.figures.price, *taker.figures.price, *draft.cost, substitution,
                         sent, replaced, draft.is_lossless, false) -
                    draft.fixed * (1 - kRounding);
  }
  if (giver.figures.co2e && taker.figures.co2e && draft.co2e) {
    const CarbonIntensity use = rules_.use(taker.site, draft.chain.fit) * draft.carried;
    const CarbonIntensity given_off =
        *draft.co2e + (draft.is_lossless ? use : std::min(use, CarbonIntensity{}));
    score.co2e_saved = most(*giver.figures.co2e, *taker.figures.co2e, given_off, substitution, sent,
                            replaced, draft.is_lossless, false);
  }
  draft.best = score;
}

std::optional<Score> BestCase::score(StreamId offer, StreamId need, const Routes& routes) const {
  std::optional<Score> best;
  if (routes.direct) keep_best(best, score(offer, need, *routes.direct));
  for (const Chain& chain : routes.chains) keep_best(best, score(offer, need, chain));
  return best;
}

}  // namespace samspill::matching
