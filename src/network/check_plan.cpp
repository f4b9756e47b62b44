// Whether a plan is true.
//
// Problem: a plan is the word of a large program; who builds on it wants each figure held against
// the data by another. Method: every row is worked out again from the rules of docs/network.md in
// plain 64-bit numbers, in one pass over the rows and one over the streams and processes; what the
// rows leave over at a place that has no balance is a violation too. How good the plan is: the
// bound of price_bound.h. Limits: today's state is only known by its sums. The tables' own look-ups
// (price, factor, fit, way) are shared with the planner.
// Worked number: 100 t of bark of which 60 go and 39 are disposed of: balance found 99, expected
// 100, off by a hundredth.
#include "network/check_plan.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <format>
#include <map>
#include <set>
#include <tuple>

#include "network/blends.h"
#include "network/mixes.h"
#include "network/price_bound.h"
#include "network/violations.h"
#include "reference/carriage.h"
#include "reference/suitability.h"
#include "reference/valuation.h"

namespace samspill::network {
namespace {

using reference::FactorKind;
using reference::PriceKind;

enum class Kind {
  rule,
  stream,
  process,
  capacity,
  way,
  cost,
  co2e,
  source,
  sum,
  cap,
  price,
  proof
};
constexpr std::array<std::string_view, 12> kKinds = {"what may flow and run",
                                                     "balances of streams",
                                                     "balances of processes",
                                                     "capacities",
                                                     "ways and losses",
                                                     "costs",
                                                     "CO2e",
                                                     "sources",
                                                     "sums",
                                                     "cap and today",
                                                     "shadow prices",
                                                     "bound"};
constexpr double kRounding = 1e-6;
/// Shadow prices of a front's first plan bear its tie-break, a millionth of the cost of CO2e.
constexpr double kPriceRounding = 1e-4;

double units(Amount amount) {
  return amount.in(unit_amount);
}

class PlanChecker {
 public:
  PlanChecker(const Region& region, const reference::Reference& tables, const Plan& plan)
      : region_(region),
        tables_(tables),
        plan_(plan),
        state_(plan.planned),
        periods_(region.period_count()),
        carriages_(region, tables) {
    for (const std::string_view kind : kKinds) out_.facts.push_back({kind});
  }

  PlanCheck check() && {
    for (const PlanFlow& flow : state_.flows) check_flow(flow);
    for (const Recourse& row : state_.disposals) check_recourse(row, Direction::offer);
    for (const Recourse& row : state_.purchases) check_recourse(row, Direction::need);
    std::vector<StreamId> left_out;
    for (std::size_t i = 0; i < region_.streams.size(); ++i) check_stream(StreamId(i), left_out);
    require(Kind::rule, plan_.left_out == left_out, "the streams that are left out",
            "found others, expected those without a price");
    for (const Mix& mix : find_mixes(region_, tables_, state_)) check_mix(mix);
    for (const Activity& activity : state_.activities) check_activity(activity);
    check_existing();
    for (const auto& [place, amount] : passing_) {
      equal(Kind::process, at(std::get<0>(place), std::get<3>(place)) + ", which does not run",
            amount, 0);
    }
    check_connections();
    check_sums();
    check_cap_and_today();
    for (const NodePrice& price : plan_.prices) check_price(price);
    check_bound();
    return std::move(out_);
  }

 private:
  // What passes a place: an end, a resource, a side and a period.
  using Place = std::tuple<Endpoint, ResourceId, Direction, std::size_t>;
  using Way = std::tuple<SiteId, SiteId, ModeId, ResourceId>;

  void see(Kind kind, double off, const std::string& what, const std::string& finding) {
    CheckedFacts& facts = out_.facts[static_cast<std::size_t>(kind)];
    ++facts.count;
    if (off > facts.largest || std::isnan(off)) facts.largest = off;
    const double most = kind == Kind::price ? kPriceRounding : kRounding;
    if (!(off <= most))
      out_.violations.push_back(std::format("{}: {}: {}", facts.kind, what, finding));
  }
  void equal(Kind kind, const std::string& what, double found, double expected, double size = 1) {
    see(kind, std::abs(found - expected) / std::max({1.0, std::abs(expected), size}), what,
        std::format("found {:.9g}, expected {:.9g}", found, expected));
  }
  void at_most(Kind kind, const std::string& what, double found, double most) {
    const double beyond = std::isnan(found - most) ? NAN : std::max(found - most, 0.0);
    see(kind, beyond / std::max(1.0, std::abs(most)), what,
        std::format("found {:.9g}, expected at most {:.9g}", found, most));
  }
  void require(Kind kind, bool holds, const std::string& what, std::string_view finding) {
    see(kind, holds ? 0 : 1, what, std::string(finding));
  }
  void same(const std::string& what, std::string_view found, std::string_view expected) {
    require(Kind::source, found == expected, what,
            std::format("found \"{}\", expected \"{}\"", found, expected));
  }

  std::string at(const Endpoint& end, std::size_t period) const {
    return std::format("{} period {}", name_of(region_, end), period);
  }
  double take(const Place& place) {
    const auto entry = passing_.extract(place);
    return entry ? entry.mapped() : 0;
  }
  bool is_away(SiteId site) const { return std::ranges::contains(plan_.terms.without, site); }

  // Rows.

  void check_flow(const PlanFlow& flow) {
    const Endpoint &from = flow.from, &to = flow.to;
    const std::string what = std::format("{} to {}", name_of(region_, from), at(to, flow.period));
    passing_[{from, flow.resource, Direction::offer, flow.period}] += units(flow.sent);
    at_most(Kind::rule, what + " is not negative", -units(flow.sent), 0);
    const bool is_today = operates_today(region_, flow);
    require(Kind::rule, from.process != to.process || from.site != to.site || from.stream, what,
            "a process feeds itself");
    require(Kind::rule, !to.stream || is_quality_met(flow) || is_today, what,
            "the quality is outside the need's limits");
    std::optional<Distance> reach;
    for (const StreamId stream : {from.stream, to.stream}) {
      if (stream) narrow(reach, region_[stream].max_distance);
    }
    double rate = to.stream && !is_today ? NAN : 1;
    ResourceId entering = flow.resource;
    CarbonIntensity use;
    std::string use_id;
    if (to.stream) {
      entering = region_[to.stream].resource;
      const auto fit = tables_.fit(flow.resource, entering);
      if (fit) rate = fit->substitution;
      if (fit && fit->synergy != nullptr) narrow(reach, fit->synergy->max_distance);
      const auto factor = reference::use_factor(region_, tables_, fit.value_or(reference::Fit{}),
                                                flow.resource, to.site);
      if (factor) use = factor->value;
      if (factor) use_id = factor->factor_id;
    } else {
      const Process& process = region_[to.process];
      const auto input = reference::input_for(tables_, process, flow.resource);
      if (input) entering = process.inputs[*input].resource;
      if (input == 0) feed(flow, process);
    }
    passing_[{to, entering, Direction::need, flow.period}] += units(flow.received) * rate;
    equal(Kind::way, what + " replaces", flow.substitution, rate);
    if (reach && flow.mode && !is_today) {
      at_most(Kind::rule, what + " [km]", flow.distance.in(kilometre), reach->in(kilometre));
    }
    const auto ways = is_today ? carriages_.ways_of_any_length(from.site, to.site, flow.resource)
                               : carriages_.ways(from.site, to.site, flow.resource);
    const auto way = std::ranges::find(ways, flow.mode, &reference::Carriage::mode);
    require(Kind::rule, way != ways.end(), what, "there is no such way for the resource");
    if (way == ways.end()) return;
    equal(Kind::way, what + " [km]", flow.distance.in(kilometre), way->distance.in(kilometre));
    equal(Kind::way, what + " arrives", units(flow.received), units(flow.sent) * way->arrival);
    equal(Kind::cost, what + " [EUR]", flow.cost.in(euro), (way->cost * flow.sent).in(euro));
    equal(Kind::co2e, what + " [kg]", flow.co2e.in(kilogram_co2e),
          (way->co2e.value_or(CarbonIntensity{}) * flow.sent).in(kilogram_co2e));
    equal(Kind::co2e, what + " in use [kg]", flow.use_co2e.in(kilogram_co2e),
          (use * flow.received).in(kilogram_co2e));
    same(what + " factor", flow.factor_id, way->co2e ? way->factor_id : "");
    same(what + " factor of use", flow.use_factor_id, use_id);
    if (way->fixed <= MoneyFlow{} && !way->capacity) return;
    Carried& carried = carried_[{from.site, to.site, flow.mode, flow.resource}];
    carried.way = *way;
    carried.amounts.resize(periods_);
    carried.amounts[flow.period] += flow.sent;
    note_standing(flow, carried);
  }

  static void narrow(std::optional<Distance>& reach, std::optional<Distance> limit) {
    if (limit) reach = std::min(reach.value_or(*limit), *limit);
  }

  bool is_quality_met(const PlanFlow& flow) const {
    if (may_blend(region_, tables_, Node{.at = flow.from, .resource = flow.resource},
                  flow.to.stream)) {
      return true;
    }
    if (flow.from.stream) {
      return reference::quality_fits(region_, tables_, flow.from.stream, flow.to.stream);
    }
    return reference::quality_fits(region_, tables_, flow.resource, flow.to.stream);
  }

  /// What enters by the main input brings its properties.
  void feed(const PlanFlow& flow, const Process& process) {
    for_each_property(process, [&](PropertyId property) {
      const auto* row = tables_.property_value(flow.resource, property);
      std::optional<double> value = row == nullptr ? std::nullopt : std::optional(row->value);
      if (flow.from.stream) {
        value = reference::typical_value(region_, tables_, flow.from.stream, property);
      }
      brought_[{flow.to, property, flow.period}] += value.value_or(NAN) * units(flow.received);
    });
  }

  template <typename Deed>
  static void for_each_property(const Process& process, Deed deed) {
    std::set<PropertyId> properties;
    for (const auto* flows : {&process.inputs, &process.outputs}) {
      for (const ProcessFlow& flow : *flows) {
        if (flow.times_property) properties.insert(flow.times_property);
      }
    }
    for (const PropertyId property : properties) deed(property);
  }

  void check_mix(const Mix& mix) {
    const std::string what = std::format("{} period {} {} of what arrives", region_[mix.need].key,
                                         mix.period, tables_[mix.property].key);
    const double amount = std::max(1.0, mix.amount);
    at_most(Kind::rule, what, std::max(mix.above, mix.below) / amount, 0);
  }

  void check_recourse(const Recourse& row, Direction side) {
    const std::string what = at(row.at, row.period) + " " + tables_[row.resource].key;
    passing_[{row.at, row.resource, side, row.period}] += units(row.amount);
    at_most(Kind::rule, what + " is not negative", -units(row.amount), 0);
    std::optional<reference::ValuedPrice> price;
    std::optional<reference::ValuedFactor> factor;
    if (row.at.stream) {
      price = reference::present_price(region_, tables_, region_[row.at.stream]);
      factor = reference::present_factor(region_, tables_, region_[row.at.stream]);
    } else {
      const bool gives = side == Direction::offer;
      price = reference::market_price(region_, tables_,
                                      gives ? PriceKind::disposal : PriceKind::purchase,
                                      row.resource, row.at.site);
      factor = reference::market_factor(region_, tables_,
                                        gives ? FactorKind::disposal : FactorKind::production,
                                        row.resource, row.at.site);
      const Process& process = region_[row.at.process];
      if (!gives && row.resource == process.inputs.front().resource) {
        PlanFlow bought{.to = row.at, .resource = row.resource, .period = row.period};
        bought.received = row.amount;
        feed(bought, process);
      }
    }
    equal(Kind::cost, what + " [EUR]", row.cost.in(euro),
          price ? (price->value * row.amount).in(euro) : NAN);
    same(what + " price", row.price_id, price ? price->price_id : "");
    same(what + " factor", row.factor_id, factor ? factor->factor_id : "");
    require(Kind::co2e, row.co2e.has_value() == factor.has_value(), what,
            factor ? "found no CO2e, expected some by its known factor"
                   : "found CO2e, expected none as no factor is known");
    if (!row.co2e || !factor) return;
    equal(Kind::co2e, what + " [kg]", row.co2e->in(kilogram_co2e),
          (factor->value * row.amount).in(kilogram_co2e));
  }

  // Balances.

  void check_stream(StreamId id, std::vector<StreamId>& left_out) {
    const Stream& stream = region_[id];
    const Endpoint end{id, {}, stream.site};
    const bool has_price = reference::present_price(region_, tables_, stream).has_value();
    if (!has_price && !is_away(stream.site)) left_out.push_back(id);
    double found = 0, expected = 0;
    for (std::size_t t = 0; t < periods_; ++t) {
      found += take({end, stream.resource, stream.direction, t});
      const bool takes_part = has_price && !is_away(stream.site);
      if (takes_part) expected += units(period_amount(region_, stream, t));
      if (stream.is_storable && t + 1 < periods_) continue;
      equal(Kind::stream, at(end, t), found, expected);
      found = expected = 0;
    }
  }

  void check_activity(const Activity& activity) {
    const Process& process = region_[activity.process];
    const Endpoint end{{}, activity.process, activity.site};
    const std::string what = name_of(region_, end);
    const bool is_candidate = process.status == ProcessStatus::candidate;
    require(Kind::rule, running_.insert(end).second, what, "found twice, expected once");
    require(Kind::rule, may_stand(process, activity.site), what, "it cannot be at this site");
    require(Kind::rule, activity.is_built == is_candidate, what,
            is_candidate ? "a candidate that is not built" : "built though it exists");
    AmountFlow used;
    Amount total;
    for (std::size_t t = 0; t < periods_; ++t) {
      const Amount main_input = activity.main_input[t];
      const Duration length = region_.settings.periods[t];
      at_most(Kind::rule, at(end, t) + " is not negative", -units(main_input), 0);
      at_most(Kind::capacity, at(end, t), units(main_input), units(activity.capacity * length));
      check_flows(end, process.inputs, Direction::need, main_input, t);
      check_flows(end, process.outputs, Direction::offer, main_input, t);
      used = std::max(used, main_input / length);
      total += main_input;
    }
    // A size is what the busiest period needs, at least the least there is.
    const AmountFlow size =
        is_candidate ? std::max(used, process.capacity_min) : process.capacity_max.value_or(used);
    const double found = units(activity.capacity * (1.0 * year));
    equal(Kind::capacity, what + " size", found, units(size * (1.0 * year)));
    at_most(Kind::capacity, what + " size", found,
            units(process.capacity_max.value_or(activity.capacity) * (1.0 * year)));
    const Money operation = process.opex_fixed * (1.0 * year) + process.opex_per_amount * total;
    equal(Kind::cost, what + " operation [EUR/yr]", activity.operation.in(euro / year),
          operation.in(euro));
    Money capital = process.capex_fixed;
    if (process.capex_per_flow)
      capital += *process.capex_per_flow * activity.capacity * (1.0 * year);
    const double rate = region_.settings.discount_rate, years = process.lifetime.in(year);
    const double share = rate == 0 ? 1 / years : rate / (1 - std::pow(1 + rate, -years));
    equal(Kind::cost, what + " investment [EUR/yr]", activity.investment.in(euro / year),
          is_candidate ? capital.in(euro)*share : 0);
  }

  /// A candidate for any site stands where one of its resources is offered or needed.
  bool may_stand(const Process& process, SiteId site) const {
    if (is_away(site)) return false;
    if (!process.sites.empty()) return std::ranges::contains(process.sites, site);
    return std::ranges::any_of(region_.streams, [&](const Stream& stream) {
      if (stream.site != site) return false;
      return reference::input_for(tables_, process, stream.resource) ||
             std::ranges::any_of(process.outputs, [&](const ProcessFlow& flow) {
               return tables_.fit(flow.resource, stream.resource).has_value();
             });
    });
  }

  void check_flows(const Endpoint& end, const std::vector<ProcessFlow>& flows, Direction side,
                   Amount main_input, std::size_t period) {
    std::map<ResourceId, double> expected;
    for (const ProcessFlow& flow : flows) {
      if (reference::is_loss(tables_, flow.resource)) continue;
      const auto brought = brought_.find({end, flow.times_property, period});
      const double fed = brought == brought_.end() ? 0 : brought->second;
      expected[flow.resource] += flow.amount * (flow.times_property ? fed : units(main_input));
    }
    for (const auto& [resource, amount] : expected) {
      equal(Kind::process, at(end, period) + " " + tables_[resource].key,
            take({end, resource, side, period}), amount);
    }
  }

  void check_existing() {
    for (std::size_t i = 0; i < region_.processes.size(); ++i) {
      if (region_.processes[i].status != ProcessStatus::existing) continue;
      for (const SiteId site : region_.processes[i].sites) {
        const Endpoint end{{}, ProcessId(i), site};
        require(Kind::rule, is_away(site) || running_.contains(end), name_of(region_, end),
                "found no activity, expected one as it exists");
      }
    }
  }

  // Connections.

  struct Carried {
    reference::Carriage way;
    std::vector<Amount> amounts;     // by period
    std::optional<Amount> standing;  // carried today over the year; empty = nothing stands there
  };

  /// What an operating exchange carries between the two sites stands; what an existing process
  /// makes may stand too.
  void note_standing(const PlanFlow& flow, Carried& carried) const {
    const ProcessId giver = flow.from.process;
    if (giver && region_[giver].status == ProcessStatus::existing && !carried.standing) {
      carried.standing = Amount{};
    }
    Amount today;
    bool is_today = false;
    for (const Exchange& exchange : region_.exchanges) {
      const SiteId to = exchange.need ? region_[exchange.need].site : exchange.process_site;
      if (exchange.stage != Stage::operating || to != flow.to.site ||
          exchange.giver_site != flow.from.site || exchange.resource != flow.resource) {
        continue;
      }
      is_today = true;
      today += exchange.quantity.value_or(AmountFlow{}) * (1.0 * year);
    }
    if (is_today) carried.standing = today;
  }

  void check_connections() {
    std::map<Way, MoneyFlow> paid;
    for (const LinkBuild& link : state_.link_builds) {
      const bool is_new =
          paid.emplace(Way{link.from, link.to, link.mode, link.resource}, link.investment).second;
      require(Kind::rule, is_new, name_of_way({link.from, link.to, link.mode, link.resource}),
              "found twice, expected once");
    }
    for (const auto& [key, carried] : carried_) {
      const auto payment = paid.extract(key);
      const bool stands = carried.standing && !payment;
      const std::string what = name_of_way(key);
      equal(Kind::cost, what + " [EUR/yr]", payment ? payment.mapped().in(euro / year) : 0,
            stands ? 0 : carried.way.fixed.in(euro / year));
      for (std::size_t t = 0; carried.way.capacity && t < periods_; ++t) {
        Amount room = *carried.way.capacity * region_.settings.periods[t];
        if (stands) room = std::max(room, *carried.standing);
        at_most(Kind::capacity, std::format("{} period {}", what, t), units(carried.amounts[t]),
                units(room));
      }
    }
    for (const auto& [key, investment] : paid) {
      require(Kind::rule, false, name_of_way(key), "built though it carries nothing");
    }
  }

  std::string name_of_way(const Way& way) const {
    const auto& [from, to, mode, resource] = way;
    return std::format("{} {} to {} for {}", mode ? tables_[mode].key : "on_site",
                       region_[from].key, region_[to].key, tables_[resource].key);
  }

  // The whole.

  void check_sums() {
    CostParts cost;
    Co2eParts co2e;
    const auto per_year = 1.0 * year;
    for (const Recourse& row : state_.disposals) {
      cost.disposal += row.cost / per_year;
      co2e.disposal += row.co2e.value_or(Co2e{}) / per_year;
    }
    for (const Recourse& row : state_.purchases) {
      cost.purchase += row.cost / per_year;
      co2e.production += row.co2e.value_or(Co2e{}) / per_year;
    }
    for (const PlanFlow& flow : state_.flows) {
      cost.transport += flow.cost / per_year;
      co2e.transport += flow.co2e / per_year;
      co2e.use += flow.use_co2e / per_year;
    }
    for (const Activity& activity : state_.activities) {
      cost.operation += activity.operation;
      cost.investment += activity.investment;
    }
    for (const LinkBuild& link : state_.link_builds) cost.investment += link.investment;
    cost.carbon = plan_.terms.carbon_price * co2e.total();
    const auto money = [&](const std::string& what, MoneyFlow found, MoneyFlow expected) {
      equal(Kind::sum, what + " [EUR/yr]", found.in(euro / year), expected.in(euro / year));
    };
    const auto carbon = [&](const std::string& what, Co2eFlow found, Co2eFlow expected) {
      equal(Kind::sum, what + " [kg/yr]", found.in(kilogram_co2e / year),
            expected.in(kilogram_co2e / year));
    };
    money("disposal", state_.cost.disposal, cost.disposal);
    money("purchase", state_.cost.purchase, cost.purchase);
    money("transport", state_.cost.transport, cost.transport);
    money("operation", state_.cost.operation, cost.operation);
    money("investment", state_.cost.investment, cost.investment);
    money("carbon price", state_.cost.carbon, cost.carbon);
    money("today's carbon price", plan_.baseline.cost.carbon,
          plan_.terms.carbon_price * plan_.baseline.co2e.total());
    carbon("CO2e of disposal", state_.co2e.disposal, co2e.disposal);
    carbon("CO2e of production", state_.co2e.production, co2e.production);
    carbon("CO2e of transport", state_.co2e.transport, co2e.transport);
    carbon("CO2e of use", state_.co2e.use, co2e.use);
  }

  void check_cap_and_today() {
    const auto tonnes = [](Co2eFlow flow) { return flow.in(tonne_co2e / year); };
    const Co2eFlow planned = state_.co2e.total(), today = plan_.baseline.co2e.total();
    const auto& cap = plan_.terms.cap;
    if (cap) at_most(Kind::cap, "CO2e under the cap [t/yr]", tonnes(planned), tonnes(*cap));
    if (cap && today > *cap) return;  // then today is none of the plans
    if (plan_.terms.objective == Objective::climate) {
      at_most(Kind::cap, "CO2e, which is today's at most [t/yr]", tonnes(planned), tonnes(today));
    } else {
      at_most(Kind::cap, "cost, which is today's at most [EUR/yr]", total(state_),
              total(plan_.baseline) * (1 + kRounding));
    }
  }

  static double total(const NetworkState& state) { return state.cost.total().in(euro / year); }

  /// One unit more at hand is worth no more than buying it, one unit more to place costs no more
  /// than disposing of it; where that is done in every period, just as much.
  void check_price(const NodePrice& price) {
    const bool knows_co2e = plan_.terms.objective == Objective::cost && !plan_.terms.cap;
    const auto is_here = [&](const Recourse& row) {
      return row.at == price.at && row.resource == price.resource;
    };
    for (const auto& [rows, sign] :
         {std::pair(&state_.disposals, -1), std::pair(&state_.purchases, 1)}) {
      const auto count = std::ranges::count_if(*rows, is_here);
      if (count == 0 || !knows_co2e || brings_property(price)) continue;
      const Recourse& row = *std::ranges::find_if(*rows, is_here);
      const Money own = row.cost + plan_.terms.carbon_price * row.co2e.value_or(Co2e{});
      const double most = (own / row.amount).in(euro / unit_amount);
      const double found = sign * price.price.in(euro / unit_amount);
      const std::string what = name_of(region_, price.at) + " " + tables_[price.resource].key;
      if (static_cast<std::size_t>(count) == periods_ && !is_mixed(price.at.stream)) {
        equal(Kind::price, what, found, most);
      } else {
        at_most(Kind::price, what, found, most);
      }
    }
  }

  /// What is bought for it may thin what comes besides, so that a unit more is worth less.
  bool is_mixed(StreamId need) const { return need && limits_mixes(region_, tables_, need); }

  /// What is bought for it earns by more than its balance.
  bool brings_property(const NodePrice& price) const {
    if (!price.at.process) return false;
    bool brings = false;
    for_each_property(region_[price.at.process], [&](PropertyId) { brings = true; });
    return brings;
  }

  void check_bound() {
    at_most(Kind::proof, "gap", plan_.gap, 1);
    at_most(Kind::proof, "gap is not negative", -plan_.gap, 0);
    if (!plan_.proof) return;
    const PlanTerms& terms = plan_.terms;
    const Worth worth{terms.carbon_price, terms.objective == Objective::cost && !terms.cap};
    std::vector<Remark> notes;
    const Network network = find_network(region_, tables_, terms.without, worth, kMostPairs, notes);
    const double cost = total(state_);
    const double least = price_bound(network, terms, *plan_.proof).in(euro / year);
    const double cap_price = plan_.proof->cap_price.in(euro / tonne_co2e);
    at_most(Kind::proof, "price of the cap is not negative", -cap_price, 0);
    if (!terms.cap) equal(Kind::proof, "price of a cap that there is not", cap_price, 0);
    equal(Kind::proof, "least cost by the proof's prices [EUR/yr]",
          plan_.proof->least.in(euro / year), least, std::abs(cost));
    at_most(Kind::proof, "least cost, beside the plan's [EUR/yr]", least, cost);
    out_.proven_gap = proven_gap(state_.cost.total(), least * euro / year);
  }

  const Region& region_;
  const reference::Reference& tables_;
  const Plan& plan_;
  const NetworkState& state_;
  std::size_t periods_;
  reference::Carriages carriages_;
  std::map<Place, double> passing_;
  std::map<std::tuple<Endpoint, PropertyId, std::size_t>, double> brought_;  // property × amount
  std::map<Way, Carried> carried_;
  std::set<Endpoint> running_;
  PlanCheck out_;
};

}  // namespace

PlanCheck check_plan(const Region& region, const reference::Reference& reference,
                     const Plan& plan) {
  return PlanChecker(region, reference, plan).check();
}

}  // namespace samspill::network
