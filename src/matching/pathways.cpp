// What an exchange through processes is worth: sludge to a biogas works to a need for gas.
//
// Problem: an offer that meets no need as it is may meet one after drying, digestion or a heat
// pump. Method: chains of one or two processes are found between resources first (Chain); for an
// offer and a need every chain is tried at every site of its processes and by every way between
// them. With everything in proportion to what is sent, one chain at given sites and ways has
//   throughput m = a₀ · s / x     a₀ share that arrives, x units of this input per main input
//   output     g = y · m          y units of this output per main input
//   replaced   r = s · ρ          ρ the product of arrivals, yields and the last substitution
//   sent       s                  as for direct exchanges (reference/suitability.h), at most what
//                                 the ways carry and what is left of the processes' capacities
// and its benefit is that of the direct exchange less, for each process,
//   m · running cost + other inputs bought + other outputs disposed of, at market prices
//   + annuity of the investment + fixed running cost, for one that would be built.
// A process that would be built is as large as its busiest period, at least its smallest size. One
// that names no sites is thought of at the site before it and at the taker's.
//
// Source: own; the same balances as the network plan (docs/network.md), for one exchange by itself.
//
// Limits: what a process makes is not stored between periods unless the giver or the taker stores;
// other outputs are disposed of even where somebody would buy them; contaminants are taken to stay
// wholly in the output that goes on, which errs on the safe side.
//
// Worked number: 1 000 t of sludge, gate fee 40 EUR/t, a digester 10 km away that makes 0.5 MWh/t
// at 12 EUR/t, gas worth 60 EUR/MWh beside it, lorry 0.12 EUR/(t km) + 4.5 EUR/t:
// 40 000 + 30 000 − 12 000 − 5 700 = 52 300 EUR a year.
#include "matching/pathways.h"

#include <algorithm>

#include "base/each_once.h"
#include "reference/suitability.h"
#include "reference/valuation.h"

namespace samspill::matching {
namespace {

using reference::Carriage;
using reference::FactorKind;
using reference::PriceKind;
using reference::Reference;

/// A rest below this share of the whole is rounding.
constexpr double kRounding = 1e-9;

/// Whether what enters there becomes what the process makes: by the main input, or as matter
/// counted like it, such as a digester's second substrate. The heat of a dryer only drives it.
bool becomes_output(const Reference& reference, const Process& process, std::size_t input) {
  using enum reference::State;
  if (input == 0) return true;
  const reference::Resource& main = reference[process.inputs.front().resource];
  const reference::Resource& entering = reference[process.inputs[input].resource];
  const auto is_matter = [](reference::State state) {
    return state == solid || state == sludge || state == liquid || state == gas;
  };
  return main.kind == entering.kind && is_matter(main.state) && is_matter(entering.state);
}

/// Adds to a sum that is unknown as soon as one of its parts is.
template <typename Value, typename Part>
void add(std::optional<Value>& sum, const std::optional<Part>& part, double amount) {
  if (amount == 0) return;
  sum = sum && part ? std::optional(*sum + part->value * amount) : std::nullopt;
}

/// The busiest period's rate when `sent` a year is moved.
AmountFlow peak_of(const Region& region, const Stream& offer, const Stream& need, AmountFlow sent,
                   double substitution, std::optional<AmountFlow> capacity) {
  const auto length = [&](std::size_t period) { return region.settings.periods[period]; };
  AmountFlow peak;
  const bool may_wait = offer.is_storable || need.is_storable;
  const Stream& shape = offer.is_storable ? need : offer;
  for (std::size_t t = 0; t < region.period_count(); ++t) {
    Amount moved;
    if (!may_wait) {
      moved =
          std::min(period_amount(region, offer, t), period_amount(region, need, t) / substitution);
      if (capacity) moved = std::min(moved, *capacity * length(t));
    } else if (offer.is_storable && need.is_storable) {
      moved = sent * length(t);
    } else {
      moved = sent * period_share(region, shape, t) * (1.0 * year);
    }
    peak = std::max(peak, moved / length(t));
  }
  return peak;
}

}  // namespace

/// A pathway as far as it is laid out.
struct Pathways::Draft {
  StreamId offer;
  StreamId need;
  const Chain& chain;
  std::span<const SiteId> given_sites;  // of the processes; empty = all that there are
  std::vector<SiteId> sites;            // of the processes
  std::vector<Carriage> ways;           // to each process, and to the taker
  Trial trial;
};

Pathways::Pathways(const PairRules& rules) : rules_(rules) {
  const Region& region = rules.region();
  for (std::size_t i = 0; i < region.processes.size(); ++i) {
    const Process& process = region.processes[i];
    const bool has_place = !process.sites.empty() || process.status == ProcessStatus::candidate;
    if (has_place && !process.inputs.empty()) processes_.emplace_back(i);
  }
  for (const Exchange& exchange : region.exchanges) {
    if (exchange.stage != Stage::operating || !exchange.process || !exchange.quantity) continue;
    const Process& process = region[exchange.process];
    const auto input = reference::input_for(rules.reference(), process, exchange.resource);
    if (!input || process.inputs[*input].times_property) continue;
    used_[{exchange.process, exchange.process_site}] +=
        *exchange.quantity / process.inputs[*input].amount;
  }
  for (std::size_t i = 0; i < region.processes.size(); ++i) {
    const AmountFlow smallest = region.processes[i].capacity_min, one = unit_amount / year;
    const MoneyFlow cost = investment(ProcessId(i), smallest);
    const UnitPrice per_capacity = (investment(ProcessId(i), smallest + one) - cost) / one;
    investment_lines_.push_back({cost - per_capacity * smallest, per_capacity, smallest});
  }
  may_enter_.resize(rules.reference().resources().size());
  for (const Stream& stream : region.streams) add_yields(stream.resource);
  for (const ProcessId id : processes_) {
    for (const ProcessFlow& flow : region[id].outputs) add_yields(flow.resource);
  }
}

void Pathways::add_yields(ResourceId entering) {
  if (may_enter_[entering.index()]) return;
  may_enter_[entering.index()] = true;
  for (const Conversion& conversion : first_conversions(entering)) {
    for (std::size_t country = 0; country < rules_.countries(); ++country) {
      yields_.emplace(std::tuple(conversion, entering, country),
                      work_out(conversion, rules_.first_in_country(country), entering, {}));
    }
  }
}

std::vector<Conversion> Pathways::first_conversions(ResourceId entering) const {
  const Reference& reference = rules_.reference();
  std::vector<Conversion> found;
  for (const ProcessId id : processes_) {
    const Process& process = rules_.region()[id];
    const auto input = reference::input_for(reference, process, entering);
    if (!input || process.inputs[*input].amount <= 0) continue;
    if (!becomes_output(reference, process, *input)) continue;
    for (std::size_t i = 0; i < process.outputs.size(); ++i) {
      const ProcessFlow& flow = process.outputs[i];
      if (flow.amount <= 0 || reference::is_loss(reference, flow.resource)) continue;
      found.push_back({id, *input, i});
    }
  }
  return found;
}

std::vector<std::vector<Conversion>> Pathways::conversions(ResourceId offered) const {
  std::vector<std::vector<Conversion>> found;
  for (const Conversion& first : first_conversions(offered)) {
    found.push_back({first});
    for (const Conversion& second : first_conversions(output(first))) {
      if (second.process != first.process) found.push_back({first, second});
    }
  }
  return found;
}

std::vector<SiteId> Pathways::sites(const Conversion& conversion, SiteId from, SiteId taker) const {
  std::vector<SiteId> sites = rules_.region()[conversion.process].sites;
  if (sites.empty()) sites = {from, taker};
  keep_each_once(sites);
  return sites;
}

bool Pathways::depends_on_offer(const Conversion& conversion) const {
  const Process& process = rules_.region()[conversion.process];
  const auto depends = [](const ProcessFlow& flow) { return bool(flow.times_property); };
  return std::ranges::any_of(process.inputs, depends) ||
         std::ranges::any_of(process.outputs, depends);
}

std::optional<Yield> Pathways::yield(const Conversion& conversion, SiteId site, ResourceId entering,
                                     StreamId offer) const {
  if (offer && depends_on_offer(conversion)) return work_out(conversion, site, entering, offer);
  return yields_.at({conversion, entering, rules_.country_of(site)});
}

std::optional<Yield> Pathways::work_out(const Conversion& conversion, SiteId site,
                                        ResourceId entering, StreamId offer) const {
  const Region& region = rules_.region();
  const Reference& reference = rules_.reference();
  const Process& process = region[conversion.process];
  // Amounts that depend on a property depend on that of the main input.
  const auto amount_of = [&](const ProcessFlow& flow) -> std::optional<double> {
    if (!flow.times_property) return flow.amount;
    if (conversion.input == 0 && offer) {
      const auto value = reference::typical_value(region, reference, offer, flow.times_property);
      return value ? std::optional(flow.amount * *value) : std::nullopt;
    }
    const ResourceId main = conversion.input == 0 ? entering : process.inputs.front().resource;
    const auto* row = reference.property_value(main, flow.times_property);
    return row != nullptr ? std::optional(flow.amount * row->value) : std::nullopt;
  };
  const auto own = amount_of(process.inputs[conversion.input]);
  const auto made = amount_of(process.outputs[conversion.output]);
  if (!own || *own <= 0 || !made || *made <= 0) return {};
  Yield yield;
  yield.throughput = 1 / *own;
  yield.given = *made * yield.throughput;
  yield.cost = process.opex_per_amount * yield.throughput;
  yield.co2e = CarbonIntensity{};
  const auto use = reference::use_factor(region, reference, reference::Fit{}, entering, site);
  if (use) *yield.co2e += use->value;
  const auto add_flow = [&](const ProcessFlow& flow, PriceKind price, FactorKind factor) {
    const auto amount = amount_of(flow);
    if (!amount) {
      yield.cost.reset();
      yield.co2e.reset();
      return;
    }
    const double of_each = *amount * yield.throughput;
    add(yield.cost, reference::market_price(region, reference, price, flow.resource, site),
        of_each);
    add(yield.co2e, reference::market_factor(region, reference, factor, flow.resource, site),
        of_each);
  };
  for (std::size_t i = 0; i < process.inputs.size(); ++i) {
    if (i != conversion.input) {
      add_flow(process.inputs[i], PriceKind::purchase, FactorKind::production);
    }
  }
  for (std::size_t i = 0; i < process.outputs.size(); ++i) {
    const bool is_gone = reference::is_loss(reference, process.outputs[i].resource);
    if (i != conversion.output && !is_gone) {
      add_flow(process.outputs[i], PriceKind::disposal, FactorKind::disposal);
    }
  }
  return yield;
}

std::optional<AmountFlow> Pathways::capacity(ProcessId process, SiteId site) const {
  std::optional<AmountFlow> most = rules_.region()[process].capacity_max;
  if (!most || rules_.region()[process].status == ProcessStatus::candidate) return most;
  const auto used = used_.find({process, site});
  if (used == used_.end()) return most;
  const AmountFlow left = *most - used->second;
  return left > *most * kRounding ? left : AmountFlow{};
}

MoneyFlow Pathways::investment(ProcessId id, AmountFlow size) const {
  const Process& process = rules_.region()[id];
  if (process.status == ProcessStatus::existing) return {};
  Money capital = process.capex_fixed;
  if (process.capex_per_flow) {
    capital += *process.capex_per_flow * (std::max(size, process.capacity_min) * (1.0 * year));
  }
  return reference::annuity(capital, rules_.region().settings.discount_rate, process.lifetime) +
         process.opex_fixed;
}

std::optional<double> Pathways::value_after(const Chain& chain, StreamId offer,
                                            PropertyId property) const {
  const Region& region = rules_.region();
  const Reference& reference = rules_.reference();
  const ResourceId made = output(chain.conversions.back());
  const auto of_output = [&](PropertyId id) -> std::optional<double> {
    const auto* row = reference.property_value(made, id);
    return row != nullptr ? std::optional(row->value) : std::nullopt;
  };
  const reference::Passage passage = reference[property].passage;
  const auto before = reference::typical_value(region, reference, offer, property);
  if (passage == reference::Passage::unchanged && before) return before;
  if (passage != reference::Passage::dry_matter ||
      reference[made].kind != reference[region[offer].resource].kind) {
    return of_output(property);
  }
  const PropertyId dry_matter = reference.find_property("dry_matter");
  const auto dry_before = reference::typical_value(region, reference, offer, dry_matter);
  const auto dry_after = of_output(dry_matter);
  if (!before || !dry_before || !dry_after || *dry_after <= 0) return of_output(property);
  double given = 1;
  StreamId unprocessed = offer;
  ResourceId entering = region[offer].resource;
  for (const Conversion& step : chain.conversions) {
    const auto of_step = yield(step, region[offer].site, entering, unprocessed);
    if (!of_step) return {};
    given *= of_step->given;
    entering = output(step);
    unprocessed = {};
  }
  return *before * *dry_before / (given * *dry_after);
}

bool Pathways::quality_fits(const Chain& chain, StreamId offer, StreamId need) const {
  return std::ranges::all_of(rules_.region().qualities_of(need), [&](const Quality& limit) {
    return reference::keeps_limit(rules_.reference(), limit,
                                  value_after(chain, offer, limit.property));
  });
}

bool Pathways::is_allowed(const Chain& chain, StreamId offer, StreamId need) const {
  LawMemo law;
  return is_allowed(chain, offer, need, {.stream = offer, .least = {}, .law = law});
}

bool Pathways::is_allowed(const Chain& chain, StreamId offer, StreamId need,
                          const Seeking& seeking) const {
  const Site& taker = rules_.region()[rules_.region()[need].site];
  return (!rules_.has_limits(need) || quality_fits(chain, offer, need)) &&
         reference::sector_fits(taker, chain.fit.fit) &&
         rules_.law().allows(offer, need, chain.fit.fit, seeking.stream, seeking.law,
                             [&] { return processing(chain); });
}

Processing Pathways::processing(const Chain& chain) const {
  Processing processing{{}, output(chain.conversions.back())};
  for (const Conversion& step : chain.conversions) {
    const std::vector<std::string>& treatments = rules_.region()[step.process].treatments;
    processing.treatments.insert(processing.treatments.end(), treatments.begin(), treatments.end());
  }
  return processing;
}

reference::QualityCheck Pathways::check_quality(const Chain& chain, StreamId offer,
                                                StreamId need) const {
  return reference::check_quality(
      rules_.region(), rules_.reference(), need,
      [&](PropertyId property) { return value_after(chain, offer, property); });
}

Pathways::Trial Pathways::best_outcome(StreamId offer, StreamId need, const Chain& chain) const {
  Draft draft{offer, need, chain, {}, {}, {}, {}};
  go_on(draft, 0, rules_.region()[offer].site);
  return std::move(draft.trial);
}

std::optional<Outcome> Pathways::best_outcome(StreamId offer, StreamId need, const Chain& chain,
                                              std::span<const SiteId> sites) const {
  Draft draft{offer, need, chain, sites, {}, {}, {}};
  go_on(draft, 0, rules_.region()[offer].site);
  return std::move(draft.trial.best);
}

void Pathways::go_on(Draft& draft, std::size_t step, SiteId from) const {
  const SiteId taker = rules_.region()[draft.need].site;
  if (step == draft.chain.conversions.size()) return go_to(draft, step, from, taker);
  if (!draft.given_sites.empty()) return go_to(draft, step, from, draft.given_sites[step]);
  for (const SiteId place : sites(draft.chain.conversions[step], from, taker)) {
    go_to(draft, step, from, place);
  }
}

/// By every way to the place of the process of this step, or to the taker.
void Pathways::go_to(Draft& draft, std::size_t step, SiteId from, SiteId place) const {
  const Stream& giver = rules_.region()[draft.offer];
  const Stream& taker = rules_.region()[draft.need];
  const bool is_last = step == draft.chain.conversions.size();
  const ResourceId carried = step == 0 ? giver.resource : output(draft.chain.conversions[step - 1]);
  std::optional<Distance> limit;
  const auto tighten = [&](const std::optional<Distance>& most) {
    if (most && (!limit || *most < *limit)) limit = most;
  };
  if (from == giver.site) tighten(giver.max_distance);
  if (place == taker.site) tighten(taker.max_distance);
  const reference::Synergy* synergy = draft.chain.fit.fit.synergy;
  if (is_last && synergy != nullptr) tighten(synergy->max_distance);
  for (Carriage& way : rules_.carriages().ways(from, place, carried)) {
    if (limit && way.distance > *limit) continue;
    draft.ways.push_back(std::move(way));
    if (is_last) {
      finish(draft);
    } else {
      draft.sites.push_back(place);
      go_on(draft, step + 1, place);
      draft.sites.pop_back();
    }
    draft.ways.pop_back();
  }
}

/// Works out the pathway that is laid out and keeps it if it is the best so far.
void Pathways::finish(Draft& draft) const {
  const Region& region = rules_.region();
  const auto& conversions = draft.chain.conversions;
  const Stream& giver = rules_.left_over()[draft.offer];
  const Stream& taker = rules_.left_over()[draft.need];
  // All per unit sent: what reaches each stage, and the most that may be sent.
  std::vector<Yield> yields;
  std::vector<double> arriving;
  double carried = 1;
  std::optional<AmountFlow> capacity;
  const auto limit = [&](const std::optional<AmountFlow>& most, double of_each) {
    if (most && (!capacity || *most / of_each < *capacity)) capacity = *most / of_each;
  };
  draft.trial.is_reached = true;
  ResourceId entering = giver.resource;
  for (std::size_t step = 0; step < conversions.size(); ++step) {
    const Carriage& way = draft.ways[step];
    limit(way.capacity, carried);
    const auto made =
        yield(conversions[step], draft.sites[step], entering, step == 0 ? draft.offer : StreamId{});
    if (!made || way.arrival <= 0) return;
    arriving.push_back(carried * way.arrival);
    limit(this->capacity(conversions[step].process, draft.sites[step]),
          arriving.back() * made->throughput);
    carried = arriving.back() * made->given;
    yields.push_back(*made);
    entering = output(conversions[step]);
  }
  limit(draft.ways.back().capacity, carried);
  const double replaced_per_sent =
      carried * draft.ways.back().arrival * draft.chain.fit.fit.substitution;
  if (replaced_per_sent <= 0) return;
  draft.trial.is_known = true;
  if (capacity && *capacity <= AmountFlow{}) return;
  draft.trial.has_capacity = true;

  Outcome out;
  out.fit = &draft.chain.fit;
  out.chain = &draft.chain;
  out.capacity = capacity;
  out.sent = reference::common_flow(region, giver, taker, replaced_per_sent, capacity);
  if (out.sent <= AmountFlow{}) return;
  const AmountFlow peak = peak_of(region, giver, taker, out.sent, replaced_per_sent, capacity);
  out.replaced = out.sent * replaced_per_sent;
  out.way = draft.ways.front();
  out.transport = out.way.cost * out.sent;
  out.fixed = out.way.fixed;
  out.transport_co2e = out.way.co2e ? std::optional(*out.way.co2e * out.sent) : std::nullopt;
  for (std::size_t step = 0; step < conversions.size(); ++step) {
    const Conversion& conversion = conversions[step];
    Treatment treatment;
    treatment.process = conversion.process;
    treatment.site = draft.sites[step];
    treatment.output = output(conversion);
    treatment.way = draft.ways[step + 1];
    const double throughput = arriving[step] * yields[step].throughput;
    treatment.throughput = out.sent * throughput;
    treatment.given = out.sent * arriving[step] * yields[step].given;
    if (yields[step].cost) {
      treatment.cost = *yields[step].cost * (out.sent * arriving[step]) +
                       investment(conversion.process, peak * throughput);
    }
    if (yields[step].co2e) treatment.co2e = *yields[step].co2e * (out.sent * arriving[step]);
    out.transport += treatment.way.cost * treatment.given;
    out.fixed += treatment.way.fixed;
    out.transport_co2e =
        out.transport_co2e && treatment.way.co2e
            ? std::optional(*out.transport_co2e + *treatment.way.co2e * treatment.given)
            : std::nullopt;
    out.treatments.push_back(std::move(treatment));
  }
  const UnitFigures& from = rules_.figures(draft.offer);
  const UnitFigures& to = rules_.figures(draft.need);
  if (from.price) out.avoided_disposal = *from.price * out.sent;
  if (to.price) out.avoided_purchase = *to.price * out.replaced;
  if (from.co2e) out.avoided_disposal_co2e = *from.co2e * out.sent;
  if (to.co2e) out.avoided_production_co2e = *to.co2e * out.replaced;
  out.use_co2e = rules_.use(taker.site, draft.chain.fit) *
                 (out.treatments.back().given * draft.ways.back().arrival);
  auto& best = draft.trial.best;
  if (!best || is_better(out, *best)) best = std::move(out);
}

}  // namespace samspill::matching
