// Which offers a plant should take, when its fixed cost is shared by all of them.
//
// Problem: a plant at one site makes one thing for one need. Each offer i brings V_i EUR per unit
// of plant size: disposal saved, carriage, running cost, and what the need saves on what is made of
// it. Choose how much of each to take so that  Σ V_i·z_i − I(Σ z_i)  is greatest, with each z_i at
// most what offer and need have in common, the sum at most the largest plant, and what is made at
// most what the need takes. I is nothing for no plant, flat up to the least size, linear beyond.
// Method: take the best V_i first, while V_i > 0 and the plant is below its least size, after that
// while V_i is above the cost of one more unit of size. I is convex from the least plant on, so
// this is the best there is as long as all give equally much product per unit of size and no way
// has a fixed cost of its own; with unequal yields or pipes it is a heuristic that may miss the
// best. Source: own; the greedy rule for the continuous knapsack (G. B. Dantzig, Operations
// Research 5 (1957) 266, from memory).
//
// Limits: amounts of several offers are added up over the year: the need's seasons bound each by
// itself, not their sum. The plant is as large as the busiest periods of all together, as if they
// fell at the same time.
//
// Worked number: five farms with 1 000 t each, V = 20 EUR/t, a plant of at least 5 000 t for 60 000
// EUR a year: alone 20 000 − 60 000 = −40 000 EUR each, together 100 000 − 60 000 = 40 000 EUR.
#include "matching/plant.h"

#include <algorithm>
#include <utility>

#include "base/each_once.h"
#include "reference/suitability.h"

namespace samspill::matching {
namespace {

using reference::Carriage;

/// A share of a supply below this is rounding, not something to send.
constexpr double kRounding = 1e-9;

/// The busiest period's rate against the year's mean; what can be stored comes evenly.
double peak_of(const Region& region, const Stream& offer) {
  double peak = 1;
  if (offer.is_storable) return peak;
  for (std::size_t t = 0; t < region.period_count(); ++t) {
    const double length = region.settings.periods[t].in(1.0 * year);
    peak = std::max(peak, period_share(region, offer, t) / length);
  }
  return peak;
}

template <typename Sum, typename Part>
void add(std::optional<Sum>& sum, const std::optional<Part>& part) {
  sum = sum && part ? std::optional(*sum + *part) : std::nullopt;
}

void tighten(std::optional<AmountFlow>& most, const std::optional<AmountFlow>& other) {
  if (other && (!most || *other < *most)) most = other;
}

}  // namespace

std::vector<Production> find_productions(const PairRules& rules, const Pathways& pathways,
                                         const std::vector<StreamId>& offers) {
  std::vector<ResourceId> resources;
  for (const StreamId id : offers) resources.push_back(rules.region()[id].resource);
  keep_each_once(resources);
  std::map<std::pair<ProcessId, std::size_t>, Production> found;
  for (const ResourceId resource : resources) {
    for (const Conversion& step : pathways.first_conversions(resource)) {
      Production& production = found[{step.process, step.output}];
      production.process = step.process;
      production.output = step.output;
      production.input_of[resource] = step.input;
    }
  }
  std::vector<Production> out;
  for (auto& [key, production] : found) out.push_back(std::move(production));
  return out;
}

AmountFlow Filling::quantity() const {
  AmountFlow sum;
  for (const Intake& intake : intakes) sum += intake.sent;
  return sum;
}

AmountFlow Filling::throughput() const {
  AmountFlow sum;
  for (const Intake& intake : intakes) sum += intake.sent * intake.supply->throughput;
  return sum;
}

bool is_better(const Filling& a, const Filling& b) {
  if (a.benefit != b.benefit) return a.benefit > b.benefit;
  return a.quantity() > b.quantity();
}

/// A way to the need, and what the supplies may send if the plant uses it.
struct Plant::Sale {
  struct Line {
    const Supply* supply = nullptr;
    AmountFlow most;
    std::optional<UnitPrice> value;          // per unit sent
    std::optional<CarbonIntensity> avoided;  // per unit sent
  };
  MoneyFlow fixed;
  std::optional<AmountFlow> room;  // for what the plant makes
  std::vector<Line> lines;
};

Plant::Plant(const PairRules& rules, const Pathways& pathways, const Production& production,
             SiteId site, const std::vector<StreamId>& offers)
    : rules_(rules),
      pathways_(pathways),
      production_(production),
      site_(site),
      output_(rules.region()[production.process].outputs[production.output].resource) {
  for (const StreamId offer : offers) {
    if (auto made = supply(offer)) supplies_.push_back(std::move(*made));
  }
}

std::optional<Supply> Plant::supply(StreamId offer) const {
  const Stream& giver = rules_.left_over()[offer];
  if (giver.quantity <= AmountFlow{}) return {};
  Supply made;
  made.offer = offer;
  made.conversion = {production_.process, production_.input_of.at(giver.resource),
                     production_.output};
  const auto yield = pathways_.yield(made.conversion, site_, giver.resource, offer);
  if (!yield) return {};
  const auto price = [&](const Carriage& way) {
    return (way.cost * giver.quantity + way.fixed) / way.arrival;
  };
  bool is_reached = false;
  for (Carriage& way : rules_.carriages().ways(giver.site, site_, giver.resource)) {
    if (way.arrival <= 0 || (giver.max_distance && way.distance > *giver.max_distance)) continue;
    if (!is_reached || price(way) < price(made.way)) made.way = std::move(way);
    is_reached = true;
  }
  if (!is_reached) return {};
  const double arrival = made.way.arrival;
  made.throughput = arrival * yield->throughput;
  made.given = arrival * yield->given;
  made.peak = peak_of(rules_.region(), giver);
  const UnitFigures& today = rules_.figures(offer);
  if (today.price && yield->cost) {
    made.gain = *today.price - made.way.cost - *yield->cost * arrival;
  }
  if (today.co2e && yield->co2e && made.way.co2e) {
    made.avoided = *today.co2e - *made.way.co2e - *yield->co2e * arrival;
  }
  return made;
}

std::optional<Filling> Plant::fill(StreamId need) const {
  std::vector<const Supply*> all;
  for (const Supply& supply : supplies_) all.push_back(&supply);
  return fill(need, all);
}

std::optional<Filling> Plant::alone(StreamId need, const Supply& supply) const {
  return fill(need, std::vector{&supply});
}

std::optional<Filling> Plant::fill(StreamId need,
                                   const std::vector<const Supply*>& supplies) const {
  const Stream& taker = rules_.left_over()[need];
  const auto fit = rules_.fit(output_, taker.resource);
  if (!fit || taker.quantity <= AmountFlow{}) return {};
  std::vector<const Supply*> allowed;
  for (const Supply* supply : supplies) {
    if (pathways_.is_allowed({{supply->conversion}, *fit}, supply->offer, need)) {
      allowed.push_back(supply);
    }
  }
  std::optional<Distance> reach = taker.max_distance;
  if (fit->fit.synergy != nullptr && fit->fit.synergy->max_distance) {
    reach =
        std::min(reach.value_or(*fit->fit.synergy->max_distance), *fit->fit.synergy->max_distance);
  }
  const UnitFigures& today = rules_.figures(need);
  const auto largest = pathways_.capacity(production_.process, site_);
  std::optional<Filling> best;
  for (const Carriage& way : rules_.carriages().ways(site_, taker.site, output_)) {
    const double replaced = way.arrival * fit->fit.substitution;  // per unit of the output
    if (replaced <= 0 || (reach && way.distance > *reach)) continue;
    Sale sale{.fixed = way.fixed, .room = taker.quantity / replaced, .lines = {}};
    tighten(sale.room, way.capacity);
    for (const Supply* supply : allowed) {
      Sale::Line line{.supply = supply, .most = {}, .value = {}, .avoided = {}};
      std::optional<AmountFlow> most = supply->way.capacity;
      if (way.capacity) tighten(most, *way.capacity / supply->given);
      if (largest) tighten(most, *largest / supply->throughput);
      line.most = reference::common_flow(rules_.region(), rules_.left_over()[supply->offer], taker,
                                         supply->given * replaced, most);
      if (line.most <= AmountFlow{}) continue;
      if (supply->gain && today.price) {
        line.value = *supply->gain + (*today.price * replaced - way.cost) * supply->given;
      }
      if (supply->avoided && today.co2e && way.co2e) {
        const CarbonIntensity used = rules_.use(taker.site, *fit) * way.arrival;
        line.avoided =
            *supply->avoided + (*today.co2e * replaced - *way.co2e - used) * supply->given;
      }
      sale.lines.push_back(std::move(line));
    }
    auto filling = fill(sale);
    if (filling && (!best || is_better(*filling, *best))) best = std::move(filling);
  }
  return best;
}

std::optional<Filling> Plant::fill(Sale& sale) const {
  const Process& process = rules_.region()[production_.process];
  const auto size_of = [](const Sale::Line& line) {
    return line.supply->throughput * line.supply->peak;
  };
  const bool is_known = std::ranges::any_of(sale.lines, [](const auto& l) { return !!l.value; });
  if (is_known) std::erase_if(sale.lines, [](const Sale::Line& line) { return !line.value; });
  // The best per unit of size first; where no value is known, the nearest.
  std::ranges::sort(sale.lines, [&](const Sale::Line& a, const Sale::Line& b) {
    if (a.value && b.value) {
      const UnitPrice of_a = *a.value / size_of(a), of_b = *b.value / size_of(b);
      if (of_a != of_b) return of_a > of_b;
    }
    const Distance to_a = a.supply->way.distance, to_b = b.supply->way.distance;
    if (to_a != to_b) return to_a < to_b;
    return rules_.region()[a.supply->offer].key < rules_.region()[b.supply->offer].key;
  });
  const AmountFlow least = process.capacity_min;
  const AmountFlow one_more = 1.0 * unit_amount / year;
  const UnitPrice slope = (pathways_.investment(production_.process, least + one_more) -
                           pathways_.investment(production_.process, least)) /
                          one_more;
  const auto largest = pathways_.capacity(production_.process, site_);
  Filling filling{.output = output_, .intakes = {}, .size = {}, .benefit = {}, .co2e_saved = {}};
  if (is_known) filling.benefit = -sale.fixed;
  filling.co2e_saved = Co2eFlow{};
  for (const Sale::Line& line : sale.lines) {
    const double size = size_of(line);
    AmountFlow sent = line.most;
    if (sale.room) sent = std::min(sent, *sale.room / line.supply->given);
    if (largest) sent = std::min(sent, (*largest - filling.size) / size);
    if (line.value && *line.value < slope * size) {
      sent = std::min(sent, (least - filling.size) / size);
    }
    if (sent <= line.most * kRounding) continue;
    if (line.value && *line.value * sent <= line.supply->way.fixed) continue;
    if (line.value) *filling.benefit += *line.value * sent - line.supply->way.fixed;
    add(filling.co2e_saved,
        line.avoided ? std::optional(*line.avoided * sent) : std::optional<Co2eFlow>());
    filling.size += sent * size;
    if (sale.room) *sale.room -= sent * line.supply->given;
    filling.intakes.push_back({line.supply, sent});
  }
  if (filling.intakes.empty()) return {};
  filling.size = std::max(filling.size, least);
  if (is_known) *filling.benefit -= pathways_.investment(production_.process, filling.size);
  return filling;
}

}  // namespace samspill::matching
