// find_matches against working out every pair, in random worlds where every rule is in play.
#include "matching/find_matches.h"

#include <algorithm>
#include <cmath>
#include <format>
#include <gtest/gtest.h>
#include <map>
#include <set>
#include <tuple>

#include "matching/facts.h"
#include "matching/law.h"
#include "matching/small_world_test.h"
#include "reference/carriage.h"
#include "reference/texts.h"
#include "reference/valuation.h"

namespace samspill::matching {
namespace {

using testing::random_world;
using testing::SmallWorld;

constexpr std::uint64_t kWorlds = 2400;

/// One pair as plain numbers.
struct Plain {
  StreamId offer, need;
  ModeId mode;
  double sent = 0, kilometres = 0;
  std::optional<double> benefit, co2e;
  std::string pathway;   // process@site of each
  double unit_cost = 0;  // of transport, per unit replaced
};

/// Decides between two ways of one pair.
bool is_preferred(const Plain& a, const Plain& b) {
  if (a.benefit != b.benefit) return a.benefit > b.benefit;
  if (!a.benefit && a.unit_cost != b.unit_cost) return a.unit_cost < b.unit_cost;
  return a.kilometres < b.kilometres;
}

/// The naive matcher: all pairs, all ways, nothing skipped, written without the engine's own files.
class AllPairs {
 public:
  AllPairs(const SmallWorld& world, const MatchOptions& options)
      : region_(world.region),
        reference_(world.reference),
        options_(options),
        carriages_(region_, reference_),
        law_(region_, reference_) {}

  std::vector<Plain> run() const {
    std::vector<Plain> all;
    std::vector<std::vector<std::size_t>> asked(
        std::max(region_.streams.size(), region_.sites.size()));
    for (std::size_t o = 0; o < region_.streams.size(); ++o) {
      for (std::size_t n = 0; n < region_.streams.size(); ++n) {
        const auto pair = judge(StreamId(o), StreamId(n));
        if (!pair) continue;
        const std::size_t giver = region_.streams[o].site.index();
        const std::size_t taker = region_.streams[n].site.index();
        if (options_.per == Per::offer) asked[o].push_back(all.size());
        if (options_.per == Per::need) asked[n].push_back(all.size());
        if (options_.per == Per::region) asked[0].push_back(all.size());
        if (options_.per == Per::site) asked[giver].push_back(all.size());
        if (options_.per == Per::site && taker != giver) asked[taker].push_back(all.size());
        all.push_back(*pair);
      }
    }
    std::map<std::pair<StreamId, StreamId>, Plain> kept;
    for (const std::vector<std::size_t>& pairs : asked) {
      std::vector<Plain> best;
      for (const std::size_t pair : pairs) best.push_back(all[pair]);
      best = sorted(best);
      if (options_.top > 0 && best.size() > options_.top) best.resize(options_.top);
      for (const Plain& pair : best) kept.emplace(std::pair(pair.offer, pair.need), pair);
    }
    std::vector<Plain> listed;
    for (const auto& [ends, pair] : kept) listed.push_back(pair);
    return sorted(listed);
  }

 private:
  double left(StreamId id) const {
    double rest = region_[id].quantity.in(unit_amount / year), taken = 0;
    for (const Exchange& exchange : region_.exchanges) {
      if (exchange.stage != Stage::operating || !exchange.quantity) continue;
      const double moved = exchange.quantity->in(unit_amount / year);
      if (exchange.offer == id) taken += moved;
      if (exchange.need != id) continue;
      const Stream& giver = region_[exchange.offer];
      const auto fit = reference_.fit(giver.resource, region_[id].resource);
      const bool is_alike =
          reference_[giver.resource].unit() == reference_[region_[id].resource].unit();
      if (fit) taken += moved * fit->substitution;
      if (!fit && is_alike) taken += moved;
    }
    if (taken > 0) rest = rest - taken <= 1e-9 * rest ? 0 : rest - taken;
    return rest;
  }

  bool passes(const Stream& offer, const Stream& need) const {
    const auto has = [&](auto test) { return test(offer) || test(need); };
    return has([&](const Stream& s) { return !options_.site || s.site == options_.site; }) &&
           has([&](const Stream& s) {
             return !options_.resource || reference_.is_within(s.resource, options_.resource);
           }) &&
           has([&](const Stream& s) {
             return options_.country.empty() || region_[s.site].country == options_.country;
           }) &&
           has([&](const Stream& s) {
             const auto& in = region_[s.site].memberships;
             return !options_.network ||
                    std::ranges::count(in, options_.network, &Membership::network) > 0;
           });
  }

  bool quality_holds(StreamId offer, StreamId need) const {
    for (const Quality& limit : region_.qualities) {
      if (limit.stream != need || (!limit.min && !limit.max)) continue;
      std::optional<double> value;
      for (const Quality& own : region_.qualities) {
        if (own.stream == offer && own.property == limit.property) value = own.typical;
      }
      if (!value) {
        const auto* row = reference_.property_value(region_[offer].resource, limit.property);
        if (row != nullptr) value = row->value;
      }
      if (!value && reference_[limit.property].key == "temperature") return false;
      if (value && limit.min && *value < *limit.min) return false;
      if (value && limit.max && *value > *limit.max) return false;
    }
    return true;
  }

  /// Period by period, unless one of the two can wait. Rounds as the engine does, for ties must
  /// agree.
  double overlap(const Stream& offer, const Stream& need, double given, double wanted,
                 double per_sent, std::optional<AmountFlow> capacity) const {
    const double most = capacity ? capacity->in(unit_amount / year) : INFINITY;
    if (offer.is_storable || need.is_storable) return std::min({given, wanted / per_sent, most});
    double sum = 0;
    for (std::size_t t = 0; t < region_.settings.periods.size(); ++t) {
      const double length = region_.settings.periods[t].in(year);
      const auto share = [&](const Stream& s) { return s.profile.empty() ? length : s.profile[t]; };
      sum += std::min({given * share(offer), wanted * share(need) / per_sent, most * length});
    }
    return sum;
  }

  std::optional<Plain> judge(StreamId o, StreamId n) const {
    const Stream& offer = region_[o];
    const Stream& need = region_[n];
    if (offer.direction != Direction::offer || need.direction != Direction::need) return {};
    if (!passes(offer, need)) return {};
    std::optional<Plain> best;
    const auto keep = [&](const Plain& pair) {
      if (!best || is_preferred(pair, *best)) best = pair;
    };
    if (const auto fit = reference_.fit(offer.resource, need.resource);
        fit && quality_holds(o, n) && is_right_sector(n, *fit) && law_.allows(o, n, *fit)) {
      for (const auto& way : carriages_.ways(offer.site, need.site, offer.resource)) {
        judge_path({o, n, {}, {}, {way}}, *fit, keep);
      }
    }
    lay_out({o, n, {}, {}, {}}, offer.resource, keep);
    const auto least = options_.min_benefit;
    if (best && least && (!best->benefit || *best->benefit < least->in(euro / year))) return {};
    return best;
  }

  /// Only wood for gas asks: cement and energy.
  bool is_right_sector(StreamId n, const reference::Fit& fit) const {
    const std::string& nace = region_[region_[n].site].nace;
    return fit.synergy == nullptr || fit.synergy->provenance.key != "s2" || nace != "10.20";
  }

  /// A pathway: processes with the input and the output used, their sites, the ways.
  struct Path {
    StreamId o, n;
    std::vector<std::array<std::size_t, 3>> steps;
    std::vector<SiteId> sites;
    std::vector<reference::Carriage> ways;
  };

  const Process& process(const Path& path, std::size_t step) const {
    return region_.processes[path.steps[step][0]];
  }

  bool is_loss(ResourceId id) const { return reference_[id].key == "loss"; }

  /// The input that names the resource most closely.
  std::optional<std::size_t> entry(const Process& process, ResourceId id) const {
    const auto kind = reference_[id].kind;
    for (; id; id = reference_[id].broader) {
      for (std::size_t i = 0; i < process.inputs.size(); ++i) {
        if (process.inputs[i].resource == id && reference_[id].kind == kind) return i;
      }
    }
    return {};
  }

  /// Every process, output, site and way after those of `path`, which now carries `carried`.
  void lay_out(const Path& path, ResourceId carried, const auto& keep) const {
    const SiteId taker = region_[path.n].site;
    const SiteId from = path.sites.empty() ? region_[path.o].site : path.sites.back();
    for (std::size_t p = 0; p < region_.processes.size() && path.steps.size() < 2; ++p) {
      const Process& next = region_.processes[p];
      const auto input = entry(next, carried);
      if (!input || (!path.steps.empty() && path.steps[0][0] == p)) continue;
      // Only sludge and bark are matter of one unit in one process.
      if (*input > 0 && next.key != "digester") continue;
      if (next.sites.empty() && next.status == ProcessStatus::existing) continue;
      for (std::size_t s = 0; s < region_.sites.size(); ++s) {
        const SiteId site(s);
        if (next.sites.empty() ? site != from && site != taker
                               : !std::ranges::contains(next.sites, site)) {
          continue;
        }
        for (const auto& way : carriages_.ways(from, site, carried)) {
          for (std::size_t i = 0; i < next.outputs.size(); ++i) {
            const ResourceId made = next.outputs[i].resource;
            if (is_loss(made)) continue;
            Path longer = path;
            longer.steps.push_back({p, *input, i});
            longer.sites.push_back(site);
            longer.ways.push_back(way);
            if (const auto fit = reference_.fit(made, region_[path.n].resource)) {
              for (const auto& last : carriages_.ways(site, taker, made)) {
                Path whole = longer;
                whole.ways.push_back(last);
                const bool is_lawful = law_.allows(path.o, path.n, *fit, {{}, made});
                if (is_lawful && is_right_sector(path.n, *fit) && made_quality_holds(whole))
                  judge_path(whole, *fit, keep);
              }
            }
            lay_out(longer, made, keep);
          }
        }
      }
    }
  }

  /// Of what enters step k: its typical value, or the reference value of what is made or bought.
  std::optional<double> amount(const Path& path, std::size_t k, const ProcessFlow& flow) const {
    if (!flow.times_property) return flow.amount;
    const Process& here = process(path, k);
    ResourceId resource = here.inputs[0].resource;
    if (path.steps[k][1] == 0) {
      resource = k == 0 ? region_[path.o].resource
                        : process(path, k - 1).outputs[path.steps[k - 1][2]].resource;
      if (k == 0) {
        const auto value =
            reference::typical_value(region_, reference_, path.o, flow.times_property);
        return value ? std::optional(flow.amount * *value) : std::nullopt;
      }
    }
    const auto* row = reference_.property_value(resource, flow.times_property);
    return row ? std::optional(flow.amount * row->value) : std::nullopt;
  }

  std::optional<double> given_per_sent(const Path& path) const {
    double given = 1;
    for (std::size_t k = 0; k < path.steps.size(); ++k) {
      const auto in = amount(path, k, process(path, k).inputs[path.steps[k][1]]);
      const auto out = amount(path, k, process(path, k).outputs[path.steps[k][2]]);
      if (!in || !out || *in <= 0 || *out <= 0) return {};
      given *= *out * (1 / *in);
    }
    return given;
  }

  bool made_quality_holds(const Path& path) const {
    const std::size_t last = path.steps.size() - 1;
    const ResourceId made = process(path, last).outputs[path.steps[last][2]].resource;
    for (const Quality& limit : region_.qualities) {
      if (limit.stream != path.n || (!limit.min && !limit.max)) continue;
      const std::string& key = reference_[limit.property].key;
      const auto of_made = [&](PropertyId id) {
        const auto* row = reference_.property_value(made, id);
        return row ? std::optional(row->value) : std::nullopt;
      };
      const auto before = reference::typical_value(region_, reference_, path.o, limit.property);
      double value = of_made(limit.property).value_or(NAN);
      if (key == "ratio" && before) value = *before;
      if (key == "cadmium" && before &&
          reference_[made].kind == reference_[region_[path.o].resource].kind) {
        const PropertyId dry = reference_.find_property("dry_matter");
        const auto dry_before = reference::typical_value(region_, reference_, path.o, dry);
        const auto dry_after = of_made(dry);
        const auto given = given_per_sent(path);
        if (dry_before && dry_after) {
          value = *before * *dry_before / (given.value_or(NAN) * *dry_after);
        }
      }
      if (std::isnan(value) && key == "temperature") return false;
      if (limit.min && value < *limit.min) return false;
      if (limit.max && value > *limit.max) return false;
    }
    return true;
  }

  double free_capacity(const Path& path, std::size_t k) const {
    const Process& here = process(path, k);
    if (!here.capacity_max) return INFINITY;
    double left = here.capacity_max->in(unit_amount / year);
    if (here.status == ProcessStatus::candidate) return left;
    double used = 0;
    for (const Exchange& exchange : region_.exchanges) {
      if (exchange.stage != Stage::operating || !exchange.quantity || !exchange.process) continue;
      if (exchange.process.index() != path.steps[k][0]) continue;
      if (exchange.process_site != path.sites[k]) continue;
      const auto input = entry(here, exchange.resource);
      if (input) used += exchange.quantity->in(unit_amount / year) / here.inputs[*input].amount;
    }
    return left - used > 1e-9 * left ? left - used : 0;
  }

  double peak(const Stream& offer, const Stream& need, double given, double wanted, double sent,
              double per_sent, double most) const {
    double highest = 0;
    for (std::size_t t = 0; t < region_.settings.periods.size(); ++t) {
      const double length = region_.settings.periods[t].in(year);
      const auto share = [&](const Stream& s) { return s.profile.empty() ? length : s.profile[t]; };
      double moved =
          std::min({given * share(offer), wanted * share(need) / per_sent, most * length});
      if (offer.is_storable && need.is_storable) {
        moved = sent * length;
      } else if (offer.is_storable) {
        moved = sent * share(need);
      } else if (need.is_storable) {
        moved = sent * share(offer);
      }
      highest = std::max(highest, moved / length);
    }
    return highest;
  }

  void judge_path(const Path& path, const reference::Fit& fit, const auto& keep) const {
    const StreamId o = path.o, n = path.n;
    const Stream& offer = region_[o];
    const Stream& need = region_[n];
    const auto price_o = reference::present_price(region_, reference_, offer);
    const auto price_n = reference::present_price(region_, reference_, need);
    const auto co2e_o = reference::present_factor(region_, reference_, offer);
    const auto co2e_n = reference::present_factor(region_, reference_, need);
    const auto too_far = [](const reference::Carriage& way, const std::optional<Distance>& most) {
      return most && way.distance > *most;
    };
    if (too_far(path.ways.front(), offer.max_distance)) return;
    if (too_far(path.ways.back(), need.max_distance)) return;
    for (std::size_t k = 0; k < path.sites.size(); ++k) {
      if (path.sites[k] == need.site && too_far(path.ways[k], need.max_distance)) return;
      if (path.sites[k] == offer.site && too_far(path.ways[k + 1], offer.max_distance)) return;
    }
    if (fit.synergy != nullptr && too_far(path.ways.back(), fit.synergy->max_distance)) return;

    double carried = 1, most = INFINITY;
    const auto limit = [&](double at_most, double of_each) {
      most = std::min(most, at_most / of_each);
    };
    const auto carries = [&](std::size_t leg) {
      return path.ways[leg].capacity ? path.ways[leg].capacity->in(unit_amount / year) : INFINITY;
    };
    std::vector<double> arriving, throughput, given;
    ResourceId resource = offer.resource;
    std::vector<ResourceId> entering;
    for (std::size_t k = 0; k < path.steps.size(); ++k) {
      limit(carries(k), carried);
      const auto in = amount(path, k, process(path, k).inputs[path.steps[k][1]]);
      const auto out = amount(path, k, process(path, k).outputs[path.steps[k][2]]);
      if (!in || !out || *in <= 0 || *out <= 0 || path.ways[k].arrival <= 0) return;
      arriving.push_back(carried * path.ways[k].arrival);
      throughput.push_back(1 / *in);
      limit(free_capacity(path, k), arriving.back() * throughput.back());
      given.push_back(*out * throughput.back());
      carried = arriving.back() * given.back();
      entering.push_back(resource);
      resource = process(path, k).outputs[path.steps[k][2]].resource;
    }
    limit(carries(path.steps.size()), carried);
    const double per_sent = path.steps.empty()
                                ? fit.substitution * path.ways.back().arrival
                                : carried * path.ways.back().arrival * fit.substitution;
    if (per_sent <= 0) return;
    const auto capacity =
        std::isinf(most) ? std::nullopt : std::optional(most * unit_amount / year);
    Plain pair{o, n, path.ways.front().mode};
    pair.sent = overlap(offer, need, left(o), left(n), per_sent, capacity);
    if (pair.sent <= 0) return;
    const double busiest = peak(offer, need, left(o), left(n), pair.sent, per_sent, most);
    const double replaced = pair.sent * per_sent;
    double running = 0, fixed = 0, amount_here = pair.sent;
    double transport_co2e = 0, treatment = 0, treatment_co2e = 0;  // NaN = unknown
    for (std::size_t leg = 0; leg < path.ways.size(); ++leg) {
      const reference::Carriage& way = path.ways[leg];
      if (leg > 0) amount_here = pair.sent * arriving[leg - 1] * given[leg - 1];
      pair.kilometres += way.distance.in(kilometre);
      running += way.cost.in(euro / unit_amount) * amount_here;
      fixed += way.fixed.in(euro / year);
      transport_co2e += way.co2e ? way.co2e->in(tonne_co2e / unit_amount) * amount_here : NAN;
    }
    for (std::size_t k = 0; k < path.steps.size(); ++k) {
      const Process& here = process(path, k);
      pair.pathway += here.key + "@" + region_[path.sites[k]].key + " ";
      double cost = here.opex_per_amount.in(euro / unit_amount) * throughput[k], co2e = 0;
      if (const auto use = reference::use_factor(region_, reference_, reference::Fit{}, entering[k],
                                                 path.sites[k])) {
        co2e += use->value.in(tonne_co2e / unit_amount);
      }
      const auto other = [&](const ProcessFlow& flow, auto price_kind, auto factor_kind) {
        const auto each = amount(path, k, flow);
        const auto price =
            reference::market_price(region_, reference_, price_kind, flow.resource, path.sites[k]);
        const auto factor = reference::market_factor(region_, reference_, factor_kind,
                                                     flow.resource, path.sites[k]);
        if (each && *each == 0) return;
        const double amount_of_each = each.value_or(NAN) * throughput[k];
        cost += (price ? price->value.in(euro / unit_amount) : NAN) * amount_of_each;
        co2e += (factor ? factor->value.in(tonne_co2e / unit_amount) : NAN) * amount_of_each;
      };
      for (std::size_t i = 0; i < here.inputs.size(); ++i) {
        if (i != path.steps[k][1]) {
          other(here.inputs[i], reference::PriceKind::purchase, reference::FactorKind::production);
        }
      }
      for (std::size_t i = 0; i < here.outputs.size(); ++i) {
        if (i != path.steps[k][2] && !is_loss(here.outputs[i].resource)) {
          other(here.outputs[i], reference::PriceKind::disposal, reference::FactorKind::disposal);
        }
      }
      double built = 0;
      if (here.status == ProcessStatus::candidate) {
        const double size = std::max(busiest * (arriving[k] * throughput[k]),
                                     here.capacity_min.in(unit_amount / year));
        Money capital = here.capex_fixed;
        if (here.capex_per_flow) capital += *here.capex_per_flow * (size * unit_amount);
        built = (reference::annuity(capital, region_.settings.discount_rate, here.lifetime) +
                 here.opex_fixed)
                    .in(euro / year);
      }
      treatment += cost * (pair.sent * arriving[k]) + built;
      treatment_co2e += co2e * (pair.sent * arriving[k]);
    }
    if (price_o && price_n && !std::isnan(treatment)) {
      pair.benefit = price_o->value.in(euro / unit_amount) * pair.sent +
                     price_n->value.in(euro / unit_amount) * replaced - running - fixed - treatment;
    }
    if (co2e_o && co2e_n && !std::isnan(transport_co2e + treatment_co2e)) {
      pair.co2e = co2e_o->value.in(tonne_co2e / unit_amount) * pair.sent +
                  co2e_n->value.in(tonne_co2e / unit_amount) * replaced - transport_co2e;
      const auto use = reference::use_factor(region_, reference_, fit, resource, need.site);
      const double arrived =
          (path.steps.empty() ? pair.sent : amount_here) * path.ways.back().arrival;
      if (use) pair.co2e = *pair.co2e - use->value.in(tonne_co2e / unit_amount) * arrived;
      pair.co2e = *pair.co2e - treatment_co2e;
    }
    pair.unit_cost = (running + fixed) / replaced;
    keep(pair);
  }

  static double money(const Plain& p) { return p.benefit.value_or(-INFINITY); }
  static double climate(const Plain& p) { return p.co2e.value_or(-INFINITY); }

  /// By the measure; for `both` the undominated are peeled off again and again.
  std::vector<Plain> sorted(std::vector<Plain> rest) const {
    std::vector<Plain> out;
    while (!rest.empty()) {
      std::vector<Plain> layer, below;
      for (const Plain& p : rest) {
        const bool is_beaten =
            options_.rank == Rank::both && std::ranges::any_of(rest, [&](const Plain& q) {
              return money(q) >= money(p) && climate(q) >= climate(p) &&
                     (money(q) > money(p) || climate(q) > climate(p));
            });
        (is_beaten ? below : layer).push_back(p);
      }
      std::ranges::sort(layer, [&](const Plain& a, const Plain& b) { return order(a, b); });
      out.insert(out.end(), layer.begin(), layer.end());
      rest = below;
    }
    return out;
  }

  bool order(const Plain& a, const Plain& b) const {
    const auto key = [&](const Plain& p) {
      const double by_climate = options_.rank == Rank::benefit ? 0 : -climate(p);
      return options_.rank == Rank::climate ? std::tuple(by_climate, -money(p), p.kilometres,
                                                         region_[p.offer].key, region_[p.need].key)
                                            : std::tuple(-money(p), by_climate, p.kilometres,
                                                         region_[p.offer].key, region_[p.need].key);
    };
    return key(a) < key(b);
  }

  const Region& region_;
  const reference::Reference& reference_;
  const MatchOptions& options_;
  reference::Carriages carriages_;
  Law law_;  // by itself: law_test.cpp
};

/// To nine digits: sums over a pathway round differently in another order.
std::string shown(const SmallWorld& world, const Plain& p) {
  const auto figure = [](double value) { return std::abs(value) < 1e-6 ? 0.0 : value; };
  return std::format("{}→{} {}by {} sent {:.9g} km {:.9g} EUR {:.9g} t {:.9g}",
                     world.region[p.offer].key, world.region[p.need].key, p.pathway,
                     p.mode ? world.reference[p.mode].key : "-", p.sent, p.kilometres,
                     figure(p.benefit.value_or(NAN)), figure(p.co2e.value_or(NAN)));
}

std::string shown(const SmallWorld& world, const Match& m) {
  Plain p{m.offer, m.need, m.mode, m.quantity.in(unit_amount / year), m.distance.in(kilometre)};
  for (const PathwayStep& step : m.pathway) {
    p.pathway += world.region[step.process].key + "@" + world.region[step.site].key + " ";
  }
  if (m.benefit) p.benefit = m.benefit->in(euro / year);
  if (m.co2e_saved) p.co2e = m.co2e_saved->in(tonne_co2e / year);
  return shown(world, p);
}

template <typename List>
std::string all_shown(const SmallWorld& world, const List& list) {
  std::string text;
  for (const auto& item : list) text += shown(world, item) + "\n";
  return text;
}

MatchOptions random_options(std::uint64_t seed, const SmallWorld& world) {
  MatchOptions options;
  options.top = std::array<std::size_t, 4>{1, 2, 5, 0}[seed % 4];
  options.rank = std::array{Rank::benefit, Rank::climate, Rank::both}[seed % 3];
  options.per = std::array{Per::offer, Per::need, Per::site, Per::region}[seed / 12 % 4];
  if (seed % 5 == 0) options.min_benefit = 500.0 * euro / year;
  if (seed % 7 == 0) options.site = SiteId(seed % world.region.sites.size());
  if (seed % 11 == 0) options.resource = world.reference.find_resource_id("wood");
  if (seed % 13 == 0) options.country = "SE";
  if (seed % 17 == 0) options.network = NetworkId(0);
  return options;
}

TEST(FindMatches, equals_working_out_every_pair) {
  std::size_t matches = 0, unknown = 0, negative = 0, modes = 0, one_process = 0, two = 0;
  for (std::uint64_t seed = 0; seed < kWorlds; ++seed) {
    const SmallWorld world = random_world(seed);
    const MatchOptions options = random_options(seed, world);
    const auto found = find_matches(world.region, world.reference, options);
    const auto expected = AllPairs(world, options).run();
    ASSERT_EQ(all_shown(world, found), all_shown(world, expected)) << "seed " << seed;
    std::set<ModeId> used;
    for (const Match& match : found) {
      unknown += !match.benefit;
      negative += match.benefit && *match.benefit < MoneyFlow{};
      one_process += match.pathway.size() == 1;
      two += match.pathway.size() == 2;
      used.insert(match.mode);
    }
    matches += found.size();
    modes = std::max(modes, used.size());
  }
  // The worlds are no use if they leave rules out of play.
  EXPECT_GT(matches, 4000u);
  EXPECT_GT(unknown, 400u);
  EXPECT_GT(negative, 400u);
  EXPECT_GE(modes, 4u);
  EXPECT_GT(one_process, 500u);
  EXPECT_GT(two, 50u);
}

TEST(FindMatches, a_partner_beside_the_plant_pays_no_transport) {
  SmallWorld world;
  world.add("resources", "resource_id,broader,unit,state\nash,,t,solid\nlime,,t,solid\n");
  world.add("transport",
            "mode,path,carries,cost_eur_per_unit_km,cost_eur_per_unit,co2e_kg_per_unit_km,status\n"
            "lorry,road,ash;lime,0.1,5,0.1,published\n");
  const SiteId plant = world.site("plant", 63.1);
  const StreamId offer = world.offer("offer", world.site("giver", 63), "ash", 100);
  const StreamId beside = world.need("beside", plant, "lime", 100);
  const StreamId away = world.need("away", world.site("taker", 63.1), "ash", 100);
  world.price(offer, 50);
  world.price(beside, 20);
  world.price(away, 19);  // more than lime brings after one more ride, less than without
  Process mill;
  mill.key = mill.name = "mill";
  mill.sites = {plant};
  mill.inputs = {{world.reference.find_resource_id("ash"), 1, {}}};
  mill.outputs = {{world.reference.find_resource_id("lime"), 1, {}}};
  world.region.processes.push_back(mill);
  const auto found = find_matches(world.region, world.reference, {.top = 1});
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found.front().need, beside);
}

TEST(FindMatches, order_of_rows_changes_nothing) {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    SmallWorld world = random_world(seed);
    const MatchOptions options = random_options(seed, world);
    const auto before = find_matches(world.region, world.reference, options);
    const std::string expected = all_shown(world, before);
    testing::shuffle_streams(world.region, seed + 1);
    const auto after = find_matches(world.region, world.reference, options);
    ASSERT_EQ(all_shown(world, after), expected) << "seed " << seed;
    for (std::size_t i = 0; i < before.size(); ++i) {
      EXPECT_EQ(before[i].reasons, after[i].reasons);
      EXPECT_EQ(before[i].checks, after[i].checks);
      EXPECT_EQ(before[i].confidence, after[i].confidence);
    }
  }
}

TEST(FindMatches, every_remark_has_words_and_every_confidence_is_a_share) {
  std::set<std::string> keys;
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    const SmallWorld world = random_world(seed);
    for (const Match& match : find_matches(world.region, world.reference, {.top = 0})) {
      EXPECT_GT(match.confidence, 0);
      EXPECT_LE(match.confidence, 1);
      for (const Remark& remark : match.reasons) keys.insert(remark.key);
      for (const Remark& remark : match.checks) keys.insert(remark.key);
    }
  }
  EXPECT_GE(keys.size(), 20u);
  for (const std::string& key : keys) {
    EXPECT_NE(reference::text(key, reference::Language::en), key);
    EXPECT_NE(reference::text(key, reference::Language::nb),
              reference::text(key, reference::Language::en));
  }
}

TEST(FindMatches, tells_its_progress_and_stops_when_asked) {
  const SmallWorld world = random_world(4);
  double last = 0;
  MatchOptions options{.progress = [&](double share) {
    EXPECT_GE(share, last);
    last = share;
  }};
  EXPECT_FALSE(find_matches(world.region, world.reference, options).empty());
  EXPECT_EQ(last, 1);
  std::stop_source source;
  source.request_stop();
  options.stop = source.get_token();
  last = 0;
  EXPECT_TRUE(find_matches(world.region, world.reference, options).empty());
}

TEST(FindMatches, what_was_declined_comes_back_only_with_other_facts) {
  SmallWorld world = random_world(4);
  const auto before = find_matches(world.region, world.reference, {.top = 0});
  ASSERT_FALSE(before.empty());
  const StreamId offer = before[0].offer, need = before[0].need;
  const auto is_found = [&] {
    return std::ranges::any_of(
        find_matches(world.region, world.reference, {.top = 0}),
        [&](const Match& match) { return match.offer == offer && match.need == need; });
  };
  world.region.decisions.push_back(
      {.offer = offer,
       .need = need,
       .answer = Answer::declined,
       .facts = fingerprint(world.region, world.reference, offer, need)});
  EXPECT_FALSE(is_found());
  world.region.streams[offer.index()].quantity *= 1.5;
  EXPECT_TRUE(is_found());
}

}  // namespace
}  // namespace samspill::matching
