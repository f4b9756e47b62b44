// What an offer can bring at most, as a line that falls with distance.
//
// Problem: the search of needs (need_search.h) wants one formula for every need of a resource.
//
// Method: a route is laid out up to the way that ends at the taker, whose place is open. Everything
// is in proportion to what is sent: the route takes `cost` per unit sent and `fixed` a year
// whatever is sent, and of each unit sent ρ units are replaced at the taker. With Q the most that
// can be sent, q the need, v what its unit is worth, u what a unit of the offer is worth, and c, k
// and f what the last way costs per unit, per unit and km, and per km,
//   benefit ≤ min(ρQ, q) · ((u − cost − c)/ρ + v − (k/ρ + f/(ρQ)) · D) − fixed,
// for f·D is at least f·D · min(ρQ, q)/(ρQ). On the way before, each figure is that of the cheapest
// mode. Where something is lost on the way more may be sent than arrives, so that
//   benefit ≤ (u − cost)⁺ · Q + min(ρQ, q) · (v − f/(ρQ) · D) − fixed.
// D is the straight line through the globe, of the share that no way undercuts. A process that may
// stand anywhere is thought of where the goods come from and at the taker's; behind the taker's
// site nothing more is counted than what no place escapes. The same holds for CO2e.
//
// Limits: assumes that modes have no negative cost, as the reader ensures.
//
// Worked number: 100 t at 50 EUR/t, ρ = 1, lorry 4.5 EUR/t and 0.12 EUR/(t km): for a need of 60 t
// at 20 EUR/t, 10 km away, at most 60 · (45.5 + 20 − 1.2) = 3 858 EUR a year.
#include "matching/prospects.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "reference/distance.h"

namespace samspill::matching {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

double per_year(MoneyFlow flow) {
  return flow.in(euro / year);
}

/// A figure that the search takes; beyond, it is as good as the largest.
double bounded(double figure) {
  return std::clamp(figure, -kLargestFigure, kLargestFigure);
}

}  // namespace

/// A route as far as it is laid out, all per unit sent.
struct Prospects::Draft {
  StreamId offer;
  const ResourceFit& fit;
  const std::vector<Conversion>& conversions;
  std::vector<Prospect>& out;
  SiteId at;  // where the goods are; once they go to the taker: where they came from
  double carried = 1;
  double cost = 0;
  double fixed = 0;  // a year
  double most = 0;   // that can be sent in a year
  double km_before = 0;
  bool is_known = true;
  bool is_lossless = true;
  bool is_unbounded = false;   // a link on the way may cost anything
  const Lane* last = nullptr;  // the way to the taker, once the goods go there
  double carried_last = 0;
  double reach_km = kInfinity;
};

Prospects::Prospects(const PairRules& rules, const Pathways& pathways, Measure measure)
    : rules_(rules), pathways_(pathways), measure_(measure) {
  const Region& region = rules.region();
  const reference::Reference& reference = rules.reference();
  straight_share_ = std::min(1.0, reference.constant("road_detour_factor")) * (1 - 1e-9);
  // Half the circumference over π is the radius.
  const double radius = reference::great_circle({0, 0}, {0, 180}).in(kilometre) / std::numbers::pi;
  for (const Site& site : region.sites) {
    const double latitude = site.place.latitude_deg * std::numbers::pi / 180;
    const double longitude = site.place.longitude_deg * std::numbers::pi / 180;
    places_.push_back({radius * std::cos(latitude) * std::cos(longitude),
                       radius * std::cos(latitude) * std::sin(longitude),
                       radius * std::sin(latitude)});
  }
  for (const Link& link : region.links) linked_.emplace_back(link.from, link.to);
  std::ranges::sort(linked_);
  lanes_.resize(reference.resources().size());
  for (std::size_t i = 0; i < lanes_.size(); ++i) {
    for (const reference::Mode& mode : reference.modes()) {
      if (reference.carries(mode, ResourceId(i))) lanes_[i].push_back(lane(mode));
    }
  }
}

Prospects::Lane Prospects::lane(const reference::Mode& mode) const {
  Lane lane;
  lane.reach_km =
      mode.max_distance ? mode.max_distance->in(kilometre) / straight_share_ : kInfinity;
  lane.capacity = mode.capacity ? mode.capacity->in(unit_amount / year) : kInfinity;
  lane.is_lossless = mode.loss_per_km <= 0;
  if (measure_ == Measure::co2e_saved) {
    lane.is_known = mode.co2e_per_distance.has_value();
    if (lane.is_known) {
      lane.cost_per_km =
          mode.co2e_per_distance->in(tonne_co2e / unit_amount / kilometre) * straight_share_;
    }
    return lane;
  }
  lane.cost = mode.cost.in(euro / unit_amount);
  lane.cost_per_km = mode.cost_per_distance.in(euro / unit_amount / kilometre) * straight_share_;
  if (mode.capex_per_distance) {
    lane.fixed_per_km =
        per_year(reference::annuity(*mode.capex_per_distance * (1.0 * kilometre),
                                    rules_.region().settings.discount_rate, mode.lifetime)) *
        straight_share_;
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

NeedFigures Prospects::need(StreamId id) const {
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
  const Place& a = places_[from.index()];
  const Place& b = places_[to.index()];
  return std::hypot(a.x_km - b.x_km, a.y_km - b.y_km, a.z_km - b.z_km);
}

bool Prospects::is_linked(SiteId from, SiteId to) const {
  return std::ranges::binary_search(linked_, std::pair(from, to));
}

std::vector<SiteId> Prospects::nearby(SiteId from, const std::vector<SiteId>& of_processes) const {
  std::vector<SiteId> sites = of_processes;
  sites.push_back(from);
  const std::size_t origins = sites.size();
  for (std::size_t i = 0; i < origins; ++i) {
    const auto first = std::ranges::lower_bound(linked_, std::pair(sites[i], SiteId(0)));
    for (auto link = first; link != linked_.end() && link->first == sites[i]; ++link) {
      sites.push_back(link->second);
    }
  }
  std::ranges::sort(sites);
  const auto repeated = std::ranges::unique(sites);
  sites.erase(repeated.begin(), repeated.end());
  return sites;
}

void Prospects::add(StreamId offer, const Routes& routes, std::vector<Prospect>& prospects) const {
  const double left = rules_.left_over()[offer].quantity.in(unit_amount / year);
  if (left <= 0) return;
  static const std::vector<Conversion> kNone;
  const auto lay_out_route = [&](const ResourceFit& fit,
                                 const std::vector<Conversion>& conversions) {
    lay_out({.offer = offer,
             .fit = fit,
             .conversions = conversions,
             .out = prospects,
             .at = rules_.region()[offer].site,
             .most = left},
            0);
  };
  if (routes.direct) lay_out_route(*routes.direct, kNone);
  for (const Chain& chain : routes.chains) lay_out_route(chain.fit, chain.conversions);
}

/// Tries every place of the process of this step, or of the taker.
void Prospects::lay_out(const Draft& draft, std::size_t step) const {
  if (step == draft.conversions.size()) {
    if (draft.last != nullptr) return finish(draft);
    return go_to_taker(draft, step);
  }
  const ProcessId id = draft.conversions[step].process;
  for (const SiteId site : rules_.region()[id].sites) {
    if (Draft next = draft; go(next, step, site)) convert(std::move(next), step);
    if (draft.last != nullptr) break;  // from the taker's site all are alike
  }
  if (!rules_.region()[id].sites.empty()) return;
  convert(draft, step);
  if (draft.last == nullptr) go_to_taker(draft, step);
}

/// To a site that is known; false: no mode reaches it.
bool Prospects::go(Draft& draft, std::size_t step, SiteId to) const {
  // From the taker's site it may be any way, even none.
  if (draft.last != nullptr || draft.at == to) {
    if (draft.last == nullptr) draft.at = to;
    return true;
  }
  if (is_linked(draft.at, to)) {
    draft.is_unbounded = true;
    draft.at = to;
    return true;
  }
  const Stream& giver = rules_.region()[draft.offer];
  const double km = std::max(0.0, straight_km(draft.at, to) - kDistanceRoundingKm);
  if (step == 0 && giver.max_distance && km * straight_share_ > giver.max_distance->in(kilometre)) {
    return false;
  }
  const ResourceId carried =
      step == 0 ? giver.resource : pathways_.output(draft.conversions[step - 1]);
  double cost = kInfinity, fixed = kInfinity;
  bool is_known = false, is_lossless = true;
  for (const Lane& lane : lanes_[carried.index()]) {
    if (km > lane.reach_km) continue;
    cost = std::min(cost, lane.cost + lane.cost_per_km * km);
    fixed = std::min(fixed, lane.fixed_per_km * km);
    is_known = is_known || lane.is_known;
    is_lossless = is_lossless && lane.is_lossless;
  }
  if (cost == kInfinity) return false;
  if (draft.is_lossless) draft.cost += cost * draft.carried;
  draft.fixed += fixed;
  draft.km_before += km * straight_share_;
  draft.is_known = draft.is_known && is_known;
  draft.is_lossless = draft.is_lossless && is_lossless;
  draft.at = to;
  return true;
}

/// By each mode to the taker's site, where the process of this step may stand.
void Prospects::go_to_taker(const Draft& draft, std::size_t step) const {
  const Stream& giver = rules_.region()[draft.offer];
  const ResourceId carried =
      step == 0 ? giver.resource : pathways_.output(draft.conversions[step - 1]);
  for (const Lane& lane : lanes_[carried.index()]) {
    Draft next = draft;
    next.last = &lane;
    next.carried_last = next.is_lossless ? draft.carried : 0;
    next.reach_km = lane.reach_km;
    if (step == 0 && giver.max_distance) {
      next.reach_km = std::min(next.reach_km, giver.max_distance->in(kilometre) / straight_share_);
    }
    const reference::Synergy* synergy = draft.fit.fit.synergy;
    if (step == draft.conversions.size() && synergy != nullptr && synergy->max_distance) {
      next.reach_km =
          std::min(next.reach_km, synergy->max_distance->in(kilometre) / straight_share_);
    }
    if (next.is_lossless) next.cost += lane.cost * draft.carried;
    next.is_known = next.is_known && lane.is_known;
    next.is_lossless = next.is_lossless && lane.is_lossless;
    if (next.is_lossless) next.most = std::min(next.most, lane.capacity / draft.carried);
    if (step == draft.conversions.size()) {
      finish(next);
    } else {
      convert(std::move(next), step);
    }
  }
}

void Prospects::convert(Draft draft, std::size_t step) const {
  const Conversion& conversion = draft.conversions[step];
  const Region& region = rules_.region();
  const ResourceId entering =
      step == 0 ? region[draft.offer].resource : pathways_.output(draft.conversions[step - 1]);
  const StreamId offer = step == 0 ? draft.offer : StreamId{};
  // At the taker's site the country is open.
  double cost = kInfinity, throughput = 0, given = 0;
  const auto consider = [&](SiteId site) {
    const auto made = pathways_.yield(conversion, site, entering, offer);
    if (!made) return;
    throughput = made->throughput;
    given = made->given;
    if (measure_ == Measure::benefit && made->cost) {
      cost = std::min(cost, made->cost->in(euro / unit_amount));
    }
    if (measure_ == Measure::co2e_saved && made->co2e) {
      cost = std::min(cost, made->co2e->in(tonne_co2e / unit_amount));
    }
  };
  if (draft.last == nullptr) {
    consider(draft.at);
  } else {
    for (std::size_t country = 0; country < rules_.countries(); ++country) {
      consider(rules_.first_in_country(country));
    }
  }
  if (given <= 0) return;
  const double processed = draft.carried * throughput;
  const LeastInvestment& least = pathways_.least_investment(conversion.process);
  if (cost == kInfinity) {
    draft.is_known = false;
  } else {
    cost *= draft.carried;
    if (measure_ == Measure::benefit) {
      draft.fixed += per_year(least.fixed);
      cost += least.per_capacity.in(euro / unit_amount) * processed;
    }
    draft.cost += draft.is_lossless ? cost : std::min(cost, 0.0);
  }
  if (draft.last == nullptr || region[conversion.process].sites.size() == 1) {
    const SiteId site = draft.last == nullptr ? draft.at : region[conversion.process].sites.front();
    const auto most = pathways_.capacity(conversion.process, site);
    if (most && *most <= AmountFlow{}) return;
    if (most && draft.is_lossless) {
      draft.most = std::min(draft.most, most->in(unit_amount / year) / processed);
    }
  }
  draft.carried *= given;
  lay_out(draft, step + 1);
}

void Prospects::finish(const Draft& draft) const {
  const double replaced = draft.carried * draft.fit.fit.substitution;  // per unit sent
  if (replaced <= 0 || draft.most <= 0) return;
  const double use = least_use(draft.fit) * draft.carried;
  const double cost = draft.cost + (draft.is_lossless ? use : std::min(use, 0.0));
  const std::optional<double> worth = value(draft.offer);
  const double gain = worth.value_or(0) - cost;
  Prospect prospect;
  prospect.km_before = draft.km_before;
  prospect.is_known = draft.is_known && worth.has_value();
  prospect.is_lossless = draft.is_lossless && !draft.is_unbounded;
  OfferFigures& figures = prospect.figures;
  figures.place = places_[draft.at.index()];
  figures.reach_km = draft.reach_km;
  figures.quantity = bounded(draft.most * replaced);
  figures.cost_per_unit_km = draft.last->fixed_per_km / (draft.most * replaced);
  figures.fixed = draft.fixed;
  if (draft.is_lossless) {
    figures.value_per_unit = gain / replaced;
    figures.cost_per_unit_km += draft.last->cost_per_km * draft.carried_last / replaced;
  } else {
    figures.fixed -= std::max(0.0, gain) * draft.most;
  }
  const auto is_large = [](double figure) { return !(std::fabs(figure) < kLargestFigure); };
  if (draft.is_unbounded || is_large(figures.value_per_unit) || is_large(figures.fixed) ||
      is_large(figures.cost_per_unit_km) || is_large(draft.most * replaced)) {
    figures.value_per_unit = figures.cost_per_unit_km = 0;
    figures.fixed = -kLargestFigure;
    prospect.is_lossless = false;
  }
  draft.out.push_back(prospect);
}

}  // namespace samspill::matching
