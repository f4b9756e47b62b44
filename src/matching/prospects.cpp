// What a stream can bring at most at any partner, as a line that falls with distance.
//
// Problem: the search of partners (need_search.h) wants one formula for all streams of a resource.
//
// Method: the place of one end of a route is known, that of the other open. Of the ways between the
// giver, the processes and the taker one leads from a known place to the open one (or back); it
// goes D km. Everything is in proportion to what is sent: along the other ways the route costs
// `cost` per unit sent at least and `fixed` a year whatever is sent, and of each unit sent ρ are
// replaced at the taker. With o and n the quantities, u and v what a unit of the offer and of the
// need is worth, Q the most that may be sent, and c, k and f what the open way costs per unit
// sent, per unit and km, and per km,
//   benefit ≤ s · (u + ρ·v − cost − c − k·D) − f·D − fixed,  s ≤ min(o, n/ρ, Q).
// f·D is at least f·D·s/S, S being the most that s can be. Of what is sent some may be lost on the
// way, at most what the reach of the modes allows, so that ρ lies between two bounds: the higher
// one, ρ⁺, counts for what is gained, the lower one, ρ⁻, for costs on the way and for what the need
// can take. For a need s stands as it is; for an offer it is counted in units of the need,
//   benefit ≤ ρ⁺/ρ⁻ · min(ρ⁻·min(o, Q), n) · ((u − cost − c − k·D)/ρ⁺ + v) − f·D − fixed,
// unless v is negative. D is the straight line through the globe, of the share that no way
// undercuts; the other end may also be on the same site, where D is 0. A process that may stand
// anywhere is thought of where the goods come from and at the taker's; what it makes is at its best
// where the place, and so the country, or the offer is open. The same holds for CO2e.
//
// Limits: assumes that modes have no negative cost, as the reader ensures.
//
// Worked number: 100 t at 50 EUR/t, ρ = 1, lorry 4.5 EUR/t and 0.12 EUR/(t km): for a need of 60 t
// at 20 EUR/t, 10 km away, at most 60 · (45.5 + 20 − 1.2) = 3 858 EUR a year.
#include "matching/prospects.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/each_once.h"
#include "reference/distance.h"

namespace samspill::matching {
namespace {

/// Wider than the rounding of lengths.
constexpr double kLess = 1 - 1e-9;
/// More than the rounding of a bound, as a share of its terms.
constexpr double kRounding = 1e-9;
constexpr double kInfinity = std::numeric_limits<double>::infinity();

double straight_line(const Place& a, const Place& b) {
  const double x = a.x_km - b.x_km, y = a.y_km - b.y_km, z = a.z_km - b.z_km;
  return std::sqrt(x * x + y * y + z * z);
}

/// A figure that the search takes; beyond, it is as good as the largest.
double bounded(double figure) {
  return std::clamp(figure, -kLargestFigure, kLargestFigure);
}

}  // namespace

double bound(const Prospect& prospect, const NeedFigures& partner, bool is_even) {
  return bound(prospect, partner, is_even, straight_line(prospect.figures.place, partner.place));
}

double bound(const Prospect& prospect, const NeedFigures& partner, bool is_even, double km) {
  const OfferFigures& figures = prospect.figures;
  if (km > std::min(figures.reach_km, partner.reach_km) + kDistanceRoundingKm) return -kInfinity;
  if (prospect.factor != 1 && partner.value_per_unit < 0) return kInfinity;
  const double quantity = std::min(figures.quantity, partner.quantity);
  const double worth = figures.value_per_unit + partner.value_per_unit;
  const double most = quantity * (worth - figures.cost_per_unit_km * km) - figures.fixed;
  const double rounding =
      kRounding * (quantity * (std::fabs(figures.value_per_unit) + std::fabs(worth)) +
                   std::fabs(figures.fixed));
  // What loses by the unit may be sent in next to no quantity.
  const bool is_sure = most > 0 || (prospect.is_tight && is_even);
  return (is_sure ? prospect.factor * most : 0) + rounding;
}

/// A route as far as it is laid out, all per unit sent. The open end is a site that is none.
struct Prospects::Draft {
  const ResourceFit& fit;
  const std::vector<Conversion>& conversions;
  Placement placement;
  std::vector<Prospect>& out;
  ResourceId offered;
  StreamId known;  // the stream whose site is known
  bool is_offer = true;
  SiteId at;  // where the goods are
  SiteId taker;
  double carried = 1;  // at most
  double least = 1;    // carried at least, with all that may be lost
  double cost = 0;
  double fixed = 0;         // a year
  double most = kInfinity;  // that can be sent in a year
  double km_before = 0;
  bool is_known = true;
  bool may_be_limited = false;  // some way between known sites carries only so much
  bool is_unbounded = false;    // a link on the way may cost anything
  const Lane* open = nullptr;   // the mode of the way to or from the open end, once it is gone
  SiteId origin;                // the known end of that way
  double carried_open = 0;      // on it, at least
  double reach_km = kInfinity;

  /// Of the known stream, an offer.
  double most_sent(const PairRules& rules) const {
    return std::min(most, rules.left_over()[known].quantity.in(unit_amount / year));
  }
};

const Prospects::Lane Prospects::kWithinSite{};

Prospects::Prospects(const PairRules& rules, const Pathways& pathways, Measure measure)
    : rules_(rules), pathways_(pathways), measure_(measure) {
  const Region& region = rules.region();
  const reference::Reference& reference = rules.reference();
  straight_share_ = rules.carriages().least_factor() * kLess;
  const double radius = reference::earth_radius().in(kilometre);
  for (const Site& site : region.sites) {
    const reference::UnitVector at = reference::from_centre(site.place);
    places_.push_back({radius * at.x, radius * at.y, radius * at.z});
  }
  for (const Link& link : region.links) {
    linked_sites_.emplace_back(link.from, link.to);
    linked_sites_.emplace_back(link.to, link.from);
  }
  std::ranges::sort(linked_sites_);
  listed_.reserve(region.streams.capacity());
  for (std::size_t i = 0; i < region.streams.size(); ++i) listed_.push_back(as_listed(StreamId(i)));
  add_made_of_any();
  lanes_.resize(reference.resources().size());
  for (std::size_t i = 0; i < lanes_.size(); ++i) {
    for (const ModeId mode : rules.carriages().modes_of(ResourceId(i))) {
      lanes_[i].push_back(lane(reference[mode]));
    }
  }
}

Prospects::Lane Prospects::lane(const reference::Mode& mode) const {
  Lane lane;
  lane.share = rules_.carriages().least_factor(mode.path) * kLess;
  lane.mode = &mode;
  lane.reach_km = mode.max_distance ? mode.max_distance->in(kilometre) / lane.share : kInfinity;
  lane.capacity = mode.capacity ? mode.capacity->in(unit_amount / year) : kInfinity;
  // Its own reach limits what it can lose.
  if (mode.loss_per_km > 0) {
    lane.least_arrival =
        mode.max_distance ? std::pow(1 - mode.loss_per_km, mode.max_distance->in(kilometre)) : 0;
  }
  if (measure_ == Measure::co2e_saved) {
    lane.is_known = mode.co2e_per_distance.has_value();
    if (lane.is_known) {
      lane.cost_per_km =
          mode.co2e_per_distance->in(tonne_co2e / unit_amount / kilometre) * lane.share;
    }
    return lane;
  }
  lane.cost = mode.cost.in(euro / unit_amount);
  lane.cost_per_km = mode.cost_per_distance.in(euro / unit_amount / kilometre) * lane.share;
  if (mode.capex_per_distance) {
    lane.fixed_per_km = reference::annuity(*mode.capex_per_distance * (1.0 * kilometre),
                                           rules_.region().settings.discount_rate, mode.lifetime)
                            .in(euro / year) *
                        lane.share;
  }
  return lane;
}

std::optional<double> Prospects::value(StreamId id) const {
  const UnitFigures& figures = rules_.figures(id);
  if (measure_ == Measure::benefit) {
    return figures.price ? std::optional(figures.price->in(euro / unit_amount)) : std::nullopt;
  }
  return figures.co2e ? std::optional(figures.co2e->in(tonne_co2e / unit_amount)) : std::nullopt;
}

NeedFigures Prospects::as_listed(StreamId id) const {
  const Stream& stream = rules_.left_over()[id];
  NeedFigures figures;
  figures.place = places_[stream.site.index()];
  if (stream.max_distance) figures.reach_km = stream.max_distance->in(kilometre) / straight_share_;
  figures.quantity = bounded(stream.quantity.in(unit_amount / year));
  figures.value_per_unit = bounded(value(id).value_or(0));
  return figures;
}

double Prospects::least_use(const ResourceFit& fit) const {
  if (measure_ == Measure::benefit || fit.use_by_country.empty()) return 0;
  return std::ranges::min(fit.use_by_country).in(tonne_co2e / unit_amount);
}

double Prospects::straight_km(SiteId from, SiteId to) const {
  return straight_line(places_[from.index()], places_[to.index()]);
}

double Prospects::bound_by_way(const Prospect& prospect, StreamId seeker, StreamId partner,
                               const NeedFigures& listed, bool is_even) const {
  const SiteId origin = prospect.origin, at = rules_.region()[partner].site;
  if (prospect.mode == nullptr)
    return origin == at ? bound(prospect, listed, is_even, 0) : -kInfinity;
  const bool is_offer = rules_.region()[seeker].direction == Direction::offer;
  const double km =
      straight_km_as_dear(prospect.mode->path, is_offer ? origin : at, is_offer ? at : origin);
  return km == kInfinity ? -kInfinity : bound(prospect, listed, is_even, km);
}

/// Of a way on that path; infinite where there is none.
double Prospects::straight_km_as_dear(reference::Path path, SiteId from, SiteId to) const {
  const auto way = rules_.carriages().distance(path, from, to);
  return way ? way->in(kilometre) / rules_.carriages().least_factor(path) : kInfinity;
}

std::vector<SiteId> Prospects::linked(SiteId site, const std::vector<SiteId>& of_processes) const {
  std::vector<SiteId> sites;
  if (linked_sites_.empty()) return sites;
  const auto add_links = [&](SiteId from) {
    auto link = std::ranges::lower_bound(linked_sites_, std::pair(from, SiteId(0)));
    for (; link != linked_sites_.end() && link->first == from; ++link) {
      sites.push_back(link->second);
    }
  };
  add_links(site);
  for (const SiteId of_process : of_processes) add_links(of_process);
  keep_each_once(sites);
  return sites;
}

void Prospects::add(StreamId id, ResourceId offered, const Routes& routes,
                    std::vector<Prospect>& prospects) const {
  if (rules_.left_over()[id].quantity <= AmountFlow{}) return;
  static const std::vector<Conversion> kNone;
  const bool is_offer = rules_.region()[id].direction == Direction::offer;
  const SiteId site = rules_.region()[id].site;
  const auto lay_out_route = [&](const ResourceFit& fit, const std::vector<Conversion>& conversions,
                                 const Chain* chain) {
    lay_out({.fit = fit,
             .conversions = conversions,
             .placement = {chain, {}},
             .out = prospects,
             .offered = offered,
             .known = id,
             .is_offer = is_offer,
             .at = is_offer ? site : SiteId{},
             .taker = is_offer ? SiteId{} : site},
            0);
  };
  if (routes.direct) lay_out_route(*routes.direct, kNone, nullptr);
  for (const Chain& chain : routes.chains) lay_out_route(chain.fit, chain.conversions, &chain);
}

/// What is carried to the process of this step, or to the taker.
ResourceId Prospects::carried(const Draft& draft, std::size_t step) const {
  return step == 0 ? draft.offered : pathways_.output(draft.conversions[step - 1]);
}

/// Tries every place of the process of this step, or of the taker.
void Prospects::lay_out(const Draft& draft, std::size_t step) const {
  if (step == draft.conversions.size()) return go(draft, step, draft.taker);
  const std::vector<SiteId>& sites = rules_.region()[draft.conversions[step].process].sites;
  if (sites.empty()) {
    go(draft, step, draft.at);
    if (draft.at != draft.taker) go(draft, step, draft.taker);
    return;
  }
  for (const SiteId site : sites) go(draft, step, site);
}

void Prospects::go(const Draft& draft, std::size_t step, SiteId to) const {
  if (draft.at == to) return arrive(draft, step, to);
  if (draft.at && to) return go_between(draft, step, to);
  // Back from the open end it may be any way, even none.
  if (draft.open != nullptr) return arrive(draft, step, to);
  go_open(draft, step, to);
}

void Prospects::go_between(Draft draft, std::size_t step, SiteId to) const {
  if (rules_.carriages().is_linked(draft.at, to)) {
    draft.is_unbounded = true;
    return arrive(std::move(draft), step, to);
  }
  const double km = std::max(0.0, straight_km(draft.at, to) - kDistanceRoundingKm);
  const Stream& known = rules_.region()[draft.known];
  const bool is_limited = draft.is_offer ? draft.at == known.site : to == known.site;
  const auto is_beyond = [&](const std::optional<Distance>& most) {
    return most && km * straight_share_ > most->in(kilometre);
  };
  if (is_limited && is_beyond(known.max_distance)) return;
  const reference::Synergy* synergy = draft.fit.fit.synergy;
  const bool is_last = step == draft.conversions.size();
  if (is_last && synergy != nullptr && is_beyond(synergy->max_distance)) return;
  double cost = kInfinity, fixed = kInfinity;
  bool is_known = false;
  double arrival = 1;
  std::array<std::optional<double>, 3> as_straight;  // by path, once it is asked for
  for (const Lane& lane : lanes_[carried(draft, step).index()]) {
    auto& km_of_path = as_straight[static_cast<std::size_t>(lane.mode->path)];
    if (!km_of_path) km_of_path = straight_km_as_dear(lane.mode->path, draft.at, to);
    const double lane_km = *km_of_path;
    if (lane_km == kInfinity || lane_km > lane.reach_km) continue;
    cost = std::min(cost, lane.cost + lane.cost_per_km * lane_km);
    fixed = std::min(fixed, lane.fixed_per_km * lane_km);
    is_known = is_known || lane.is_known;
    arrival = std::min(arrival, lane.least_arrival);
    draft.may_be_limited = draft.may_be_limited || lane.capacity < kInfinity;
  }
  if (cost == kInfinity) return;
  draft.cost += cost * draft.least;
  draft.least *= arrival;
  draft.fixed += fixed;
  draft.km_before += km * straight_share_;
  draft.is_known = draft.is_known && is_known;
  arrive(std::move(draft), step, to);
}

/// By each mode to or from the open end, which may also be the same site.
void Prospects::go_open(const Draft& draft, std::size_t step, SiteId to) const {
  const Stream& known = rules_.region()[draft.known];
  const SiteId origin = draft.at ? draft.at : to;
  const bool is_last = step == draft.conversions.size();
  const reference::Synergy* synergy = draft.fit.fit.synergy;
  const auto go_by = [&](const Lane& lane) {
    if (lane.is_by_sea() && !rules_.carriages().sea_ways().has_quay(origin)) return;
    Draft next = draft;
    next.open = &lane;
    next.origin = origin;
    next.carried_open = draft.least;
    next.reach_km = lane.reach_km;
    const auto tighten = [&](const std::optional<Distance>& most) {
      if (most) next.reach_km = std::min(next.reach_km, most->in(kilometre) / lane.share);
    };
    if (origin == known.site) tighten(known.max_distance);
    if (is_last && synergy != nullptr) tighten(synergy->max_distance);
    next.cost += lane.cost * draft.least;
    next.is_known = draft.is_known && lane.is_known;
    next.most = std::min(next.most, lane.capacity / draft.least);
    next.least *= lane.least_arrival;
    arrive(std::move(next), step, to);
  };
  go_by(kWithinSite);
  for (const Lane& lane : lanes_[carried(draft, step).index()]) go_by(lane);
}

Prospects::Made Prospects::made(const Draft& draft, std::size_t step) const {
  const Conversion& conversion = draft.conversions[step];
  Made made;
  const auto consider = [&](SiteId site) {
    if (step == 0 && !draft.is_offer && pathways_.depends_on_offer(conversion)) {
      const auto known = made_of_any_.find({conversion, draft.offered, rules_.country_of(site)});
      if (known != made_of_any_.end()) made.add(known->second);
      return;
    }
    const StreamId offer = step == 0 && draft.is_offer ? draft.known : StreamId{};
    if (const auto yield = pathways_.yield(conversion, site, carried(draft, step), offer)) {
      made.add(made_by(*yield));
    }
  };
  if (draft.at) {
    consider(draft.at);
  } else {
    for (std::size_t country = 0; country < rules_.countries(); ++country) {
      consider(rules_.first_in_country(country));
    }
  }
  return made;
}

Prospects::Made Prospects::made_by(const Yield& yield) const {
  Made made{.given = yield.given, .least_given = yield.given, .throughput = yield.throughput};
  if (measure_ == Measure::benefit && yield.cost) {
    made.cost = yield.cost->in(euro / unit_amount);
    made.is_known = true;
  }
  if (measure_ == Measure::co2e_saved && yield.co2e) {
    made.cost = yield.co2e->in(tonne_co2e / unit_amount);
    made.is_known = true;
  }
  return made;
}

void Prospects::Made::add(const Made& other) {
  if (other.given <= 0) return;
  if (given <= 0) {
    *this = other;
    return;
  }
  given = std::max(given, other.given);
  least_given = std::min(least_given, other.least_given);
  throughput = std::min(throughput, other.throughput);
  if (!other.is_known) return;
  cost = is_known ? std::min(cost, other.cost) : other.cost;
  is_known = true;
}

/// What conversions that depend on the offer make of any offer of a resource, at best.
void Prospects::add_made_of_any() {
  const Region& region = rules_.region();
  std::vector<bool> has_unstated(rules_.reference().resources().size());
  for (std::size_t i = 0; i < region.streams.size(); ++i) {
    if (region.streams[i].direction != Direction::offer) continue;
    // All that state nothing are alike.
    const std::size_t resource = region.streams[i].resource.index();
    const bool is_stated = !region.qualities_of(StreamId(i)).empty();
    if (is_stated || !has_unstated[resource]) add_made_of_any(StreamId(i));
    if (!is_stated) has_unstated[resource] = true;
  }
}

void Prospects::add_made_of_any(StreamId offer) {
  const ResourceId offered = rules_.region()[offer].resource;
  for (const Conversion& conversion : pathways_.first_conversions(offered)) {
    if (!pathways_.depends_on_offer(conversion)) continue;
    for (std::size_t country = 0; country < rules_.countries(); ++country) {
      const SiteId site = rules_.first_in_country(country);
      const auto yield = pathways_.yield(conversion, site, offered, offer);
      if (yield) made_of_any_[{conversion, offered, country}].add(made_by(*yield));
    }
  }
}

void Prospects::update(StreamId id) {
  listed_.resize(rules_.region().streams.size());
  listed_[id.index()] = as_listed(id);
  if (rules_.region()[id].direction == Direction::offer) add_made_of_any(id);
}

/// At the process of this step, or at the taker's.
void Prospects::arrive(Draft draft, std::size_t step, SiteId at) const {
  draft.at = at;
  if (step == draft.conversions.size()) return finish(draft);
  draft.placement.sites[step] = at;
  const ProcessId process = draft.conversions[step].process;
  const Made made = this->made(draft, step);
  if (made.given <= 0) return;
  const double processed = draft.least * made.throughput;
  draft.is_known = draft.is_known && made.is_known;
  double cost = made.cost * (made.cost < 0 ? draft.carried : draft.least);
  if (measure_ == Measure::benefit) {
    const InvestmentLine& line = pathways_.investment_line(process);
    const double per_capacity = line.per_capacity.in(euro / unit_amount);
    const double smallest = line.smallest.in(unit_amount / year);
    draft.fixed += line.fixed.in(euro / year);
    // Either bounds the cost from below; the one that is closer where all is sent counts.
    if (draft.is_offer && draft.most_sent(rules_) * processed < smallest) {
      draft.fixed += per_capacity * smallest;
    } else {
      cost += per_capacity * processed;
    }
  }
  draft.cost += cost;
  const auto most = pathways_.capacity(process, at);
  if (most && *most <= AmountFlow{}) return;
  if (most) {
    draft.most = std::min(draft.most, most->in(unit_amount / year) / processed);
  }
  draft.carried *= made.given;
  draft.least *= made.least_given;
  lay_out(draft, step + 1);
}

void Prospects::finish(const Draft& draft) const {
  const double substitution = draft.fit.fit.substitution;
  const double replaced = draft.carried * substitution;  // per unit sent, at most
  const double least = draft.least * substitution;
  const double quantity = rules_.left_over()[draft.known].quantity.in(unit_amount / year);
  if (replaced <= 0 || quantity <= 0 || draft.most <= 0) return;
  const double use = least_use(draft.fit);
  const double cost = draft.cost + use * (use < 0 ? draft.carried : draft.least);
  const std::optional<double> known = value(draft.known);
  const double worth = known.value_or(0);
  const double per_km = draft.open->cost_per_km * draft.carried_open;
  Prospect prospect;
  prospect.placement = draft.placement;
  prospect.km_before = draft.km_before;
  prospect.origin = draft.origin;
  prospect.mode = draft.open->mode;
  prospect.is_known = draft.is_known && known.has_value();
  prospect.is_tight = replaced == least && !draft.is_unbounded && !draft.may_be_limited;
  OfferFigures& figures = prospect.figures;
  figures.place = places_[draft.origin.index()];
  figures.reach_km = draft.reach_km;
  if (draft.is_offer) {
    const double sent = draft.most_sent(rules_);
    prospect.factor = replaced / least;
    figures.quantity = sent * least;
    figures.value_per_unit = (worth - cost) / replaced;
    figures.cost_per_unit_km = (per_km + draft.open->fixed_per_km / sent) / replaced;
    figures.fixed = draft.fixed / prospect.factor;
  } else {
    figures.quantity = std::min(quantity / least, draft.most);
    figures.value_per_unit = worth * (worth < 0 ? least : replaced) - cost;
    figures.cost_per_unit_km = per_km + draft.open->fixed_per_km / figures.quantity;
    figures.fixed = draft.fixed;
  }
  const auto is_large = [](double figure) { return !(std::fabs(figure) <= kLargestFigure); };
  if (draft.is_unbounded || is_large(prospect.factor) || is_large(figures.quantity) ||
      is_large(figures.value_per_unit) || is_large(figures.fixed) ||
      is_large(figures.cost_per_unit_km)) {
    prospect.factor = 1;
    figures.quantity = 1;
    figures.value_per_unit = figures.cost_per_unit_km = 0;
    figures.fixed = -kLargestFigure;
    prospect.is_tight = false;
  }
  draft.out.push_back(prospect);
}

}  // namespace samspill::matching
