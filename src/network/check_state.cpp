// Whether a state is true.
//
// Problem: a plan is the word of a large program; who builds on it wants each figure held against
// the data by another. Method: every row is worked out again from the rules of docs/network.md in
// plain 64-bit numbers, in one pass over the rows and one over the streams, processes and storages;
// what the rows leave over at a place that has no balance is a violation too. Limits: the tables'
// own look-ups (price, factor, fit, way) are shared with the planner.
// Worked number: 100 t of bark of which 60 go and 39 are disposed of: balance found 99, expected
// 100, off by a hundredth.
#include "network/check_state.h"

#include <algorithm>
#include <cmath>
#include <format>
#include <map>
#include <set>
#include <tuple>

#include "base/error.h"
#include "network/blends.h"
#include "network/endpoints.h"
#include "network/mixes.h"
#include "reference/suitability.h"
#include "reference/valuation.h"

namespace samspill::network {
namespace {

using reference::FactorKind;
using reference::PriceKind;

double units(Amount amount) {
  return amount.in(unit_amount);
}

class StateChecker {
 public:
  StateChecker(const Region& region, const reference::Reference& tables,
               const reference::Carriages& carriages, const NetworkState& state,
               std::span<const SiteId> without, const Builds* shared)
      : region_(region),
        tables_(tables),
        carriages_(carriages),
        state_(state),
        without_(without),
        shared_(shared),
        periods_(region.period_count()) {}

  FactList check(CarbonPrice carbon_price) && {
    for (const Recourse& row : state_.disposals) check_recourse(row, Direction::offer);
    for (const Recourse& row : state_.purchases) check_recourse(row, Direction::need);
    for (const PlanFlow& flow : state_.flows) check_flow(flow);
    for (const StorageUse& use : state_.storages) check_storage(use);
    for (std::size_t i = 0; i < region_.streams.size(); ++i) check_stream(StreamId(i));
    for (const Mix& mix : find_mixes(region_, tables_, state_)) check_mix(mix);
    for (const Activity& activity : state_.activities) check_activity(activity);
    check_existing();
    if (shared_ != nullptr) check_shared();
    for (const auto& [place, amount] : passing_) {
      const auto what = [&] {
        return at(std::get<0>(place), std::get<3>(place)) + ", which does not run";
      };
      out_.equal(FactKind::process, what, amount, 0);
    }
    check_connections();
    check_sums(carbon_price);
    return std::move(out_);
  }

 private:
  // What passes a place: an end, a resource, a side and a period.
  using Place = std::tuple<Endpoint, ResourceId, Direction, std::size_t>;
  using Way = std::tuple<SiteId, SiteId, ModeId, ResourceId>;

  std::string at(const Endpoint& end, std::size_t period) const {
    return std::format("{} period {}", name_of(region_, end), period);
  }
  double take(const Place& place) {
    const auto entry = passing_.extract(place);
    return entry ? entry.mapped() : 0;
  }
  bool is_away(SiteId site) const { return std::ranges::contains(without_, site); }

  // Flows.

  void check_flow(const PlanFlow& flow) {
    const Endpoint &from = flow.from, &to = flow.to;
    const auto what = [&](std::string_view more) {
      return [&, more] {
        return std::format("{} to {}{}", name_of(region_, from), at(to, flow.period), more);
      };
    };
    out_.not_negative(what(""), units(flow.sent));
    passing_[{from, flow.resource, Direction::offer, flow.period}] += units(flow.sent);
    arrived_[{from, to, flow.resource, flow.period}] += units(flow.received);
    const bool is_today = operates_today(region_, from, to);
    out_.require(FactKind::rule, from.process != to.process || from.site != to.site || from.stream,
                 what(""), "a process feeds itself");
    out_.require(FactKind::rule, !to.stream || is_quality_met(flow) || is_today, what(""),
                 "the quality is outside the need's limits");
    out_.equal(FactKind::way, what(" replaces"), flow.substitution,
               arrive(from, to, flow.resource, flow.period, flow.received));
    const auto reach = reach_of(flow);
    if (reach && flow.mode && !is_today) {
      out_.at_most(FactKind::rule, what(" [km]"), flow.distance.in(kilometre),
                   reach->in(kilometre));
    }
    check_use(flow, what);
    const std::vector<FlowLeg> legs = legs_of(flow);
    for (std::size_t i = 0; i < legs.size(); ++i) {
      auto ways = i > 0      ? carriages_.ways_by_link(legs[i].from, legs[i].to, flow.resource)
                  : is_today ? carriages_.ways_of_any_length(from.site, legs[i].to, flow.resource)
                             : carriages_.ways(from.site, legs[i].to, flow.resource);
      const auto way = std::ranges::find(ways, legs[i].mode, &reference::Carriage::mode);
      out_.require(FactKind::rule, way != ways.end(), what(""),
                   "there is no such way for the resource");
      if (way != ways.end()) check_way(flow, legs[i], *way, what);
    }
    if (!flow.legs.empty()) check_legs(flow, what);
  }

  /// Each leg begins where the one before ends, with what it has brought; the flow is their sum.
  void check_legs(const PlanFlow& flow, const auto& what) {
    const Place home{flow.from, flow.resource, Direction::offer, flow.period};
    const bool disposes = price_of(flow.from, flow.resource, Direction::offer).has_value();
    FlowLeg sum = flow.legs.front();
    sum = {.received = sum.sent, .factor_id = sum.factor_id};
    SiteId at = flow.from.site;
    for (const FlowLeg& leg : flow.legs) {
      const bool is_closed = std::ranges::contains(region_.circumstances.closed, leg.to);
      out_.require(FactKind::rule, leg.from == at && !is_away(leg.to) && !is_closed, what(" legs"),
                   "a leg does not begin where the one before ends, or ends at a site left away");
      out_.equal(FactKind::way, what(" is passed on"), units(leg.sent), units(sum.received));
      const bool is_last = &leg == &flow.legs.back();
      if (!is_last && disposes) {
        dispose_of_loss(home, units(leg.sent - leg.received), what(" lost"));
      }
      at = leg.to;
      sum.mode = leg.mode;
      sum.received = leg.received;
      sum.distance += leg.distance;
      sum.cost += leg.cost;
      sum.co2e += leg.co2e;
      if (leg.factor_id != sum.factor_id) sum.factor_id.clear();
    }
    out_.same(what(" legs' factor"), flow.factor_id, sum.factor_id);
    out_.require(FactKind::rule, at == flow.to.site && flow.mode == sum.mode, what(" legs"),
                 "the last leg does not end at the taker, or goes by another mode");
    out_.equal(FactKind::way, what(" legs' sent"), units(flow.sent), units(flow.legs.front().sent));
    out_.equal(FactKind::way, what(" legs' received"), units(flow.received), units(sum.received));
    out_.equal(FactKind::way, what(" legs [km]"), flow.distance.in(kilometre),
               sum.distance.in(kilometre));
    out_.equal(FactKind::cost, what(" legs [EUR]"), flow.cost.in(euro), sum.cost.in(euro));
    out_.equal(FactKind::co2e, what(" legs [kg]"), flow.co2e.in(kilogram_co2e),
               sum.co2e.in(kilogram_co2e));
  }

  /// Adds what comes to a taker in the period, or goes from it into a storage; returns how much of
  /// the taker's resource a unit meets.
  double arrive(const Endpoint& from, const Endpoint& to, ResourceId resource, std::size_t period,
                Amount amount) {
    double rate = 1;
    ResourceId entering = resource;
    if (to.stream) {
      entering = region_[to.stream].resource;
      const auto fit = tables_.fit(resource, entering);
      rate = fit ? fit->substitution : operates_today(region_, from, to) ? 1 : NAN;
    } else {
      const Process& process = region_[to.process];
      const auto input = reference::input_for(tables_, process, resource);
      if (input) entering = process.inputs[*input].resource;
      if (input == 0) feed(from, to, resource, period, amount);
    }
    passing_[{to, entering, Direction::need, period}] += units(amount) * rate;
    return rate;
  }

  /// What enters by the main input brings its properties.
  void feed(const Endpoint& from, const Endpoint& to, ResourceId resource, std::size_t period,
            Amount amount) {
    std::set<PropertyId> properties;
    for (const auto* flows : {&region_[to.process].inputs, &region_[to.process].outputs}) {
      for (const ProcessFlow& flow : *flows) {
        if (flow.times_property) properties.insert(flow.times_property);
      }
    }
    for (const PropertyId property : properties) {
      const auto* row = tables_.property_value(resource, property);
      std::optional<double> value = row == nullptr ? std::nullopt : std::optional(row->value);
      if (from.stream) value = reference::typical_value(region_, tables_, from.stream, property);
      brought_[{to, property, period}] += value.value_or(NAN) * units(amount);
    }
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

  std::optional<Distance> reach_of(const PlanFlow& flow) const {
    std::optional<Distance> reach;
    const auto narrow = [&](std::optional<Distance> limit) {
      if (limit) reach = std::min(reach.value_or(*limit), *limit);
    };
    for (const StreamId stream : {flow.from.stream, flow.to.stream}) {
      if (stream) narrow(region_[stream].max_distance);
    }
    if (!flow.to.stream) return reach;
    const auto fit = tables_.fit(flow.resource, region_[flow.to.stream].resource);
    if (fit && fit->synergy != nullptr) narrow(fit->synergy->max_distance);
    return reach;
  }

  void check_use(const PlanFlow& flow, const auto& what) {
    std::optional<reference::ValuedFactor> factor;
    if (flow.to.stream) {
      const auto fit = tables_.fit(flow.resource, region_[flow.to.stream].resource);
      factor = reference::use_factor(region_, tables_, fit.value_or(reference::Fit{}),
                                     flow.resource, flow.to.site);
    }
    const CarbonIntensity use = factor ? factor->value : CarbonIntensity{};
    out_.equal(FactKind::co2e, what(" in use [kg]"), flow.use_co2e.in(kilogram_co2e),
               (use * flow.received).in(kilogram_co2e));
    out_.same(what(" factor of use"), flow.use_factor_id, factor ? factor->factor_id : "");
  }

  void check_way(const PlanFlow& flow, const FlowLeg& leg, const reference::Carriage& way,
                 const auto& what) {
    out_.equal(FactKind::way, what(" [km]"), leg.distance.in(kilometre),
               way.distance.in(kilometre));
    out_.equal(FactKind::way, what(" arrives"), units(leg.received), units(leg.sent) * way.arrival);
    out_.equal(FactKind::cost, what(" [EUR]"), leg.cost.in(euro), (way.cost * leg.sent).in(euro));
    out_.equal(FactKind::co2e, what(" [kg]"), leg.co2e.in(kilogram_co2e),
               (way.co2e.value_or(CarbonIntensity{}) * leg.sent).in(kilogram_co2e));
    out_.same(what(" factor"), leg.factor_id, way.co2e ? way.factor_id : "");
    if (way.fixed <= MoneyFlow{} && !way.capacity) return;
    Carried& carried = carried_[{leg.from, leg.to, leg.mode, flow.resource}];
    carried.way = way;
    carried.amounts.resize(periods_);
    carried.amounts[flow.period] += leg.sent;
    note_standing(flow, leg, carried);
  }

  void check_mix(const Mix& mix) {
    const auto what = [&] {
      return std::format("{} period {} {} of what is used", region_[mix.need].key, mix.period,
                         tables_[mix.property].key);
    };
    const double amount = std::max(1.0, mix.amount);
    out_.at_most(FactKind::rule, what, std::max(mix.above, mix.below) / amount, 0);
  }

  // What is disposed of or bought.

  void check_recourse(const Recourse& row, Direction side) {
    const bool gives = side == Direction::offer;
    const auto what = [&](std::string_view more) {
      return [&, more] {
        return std::format("{} {}{}", at(row.at, row.period), tables_[row.resource].key, more);
      };
    };
    const Place place{row.at, row.resource, side, row.period};
    passing_[place] += units(row.amount);
    if (gives) disposed_[place] += units(row.amount);
    out_.not_negative(what(""), units(row.amount));
    std::optional<reference::ValuedFactor> factor;
    if (row.at.stream) {
      factor = reference::present_factor(region_, tables_, region_[row.at.stream]);
    } else {
      factor = reference::market_factor(region_, tables_,
                                        gives ? FactorKind::disposal : FactorKind::production,
                                        row.resource, row.at.site);
      const bool is_main = row.resource == region_[row.at.process].inputs.front().resource;
      if (!gives && is_main) feed({}, row.at, row.resource, row.period, row.amount);
    }
    const auto price = price_of(row.at, row.resource, side);
    out_.equal(FactKind::cost, what(" [EUR]"), row.cost.in(euro),
               price ? (price->value * row.amount).in(euro) : NAN);
    out_.same(what(" price"), row.price_id, price ? price->price_id : "");
    out_.same(what(" factor"), row.factor_id, factor ? factor->factor_id : "");
    out_.require(FactKind::co2e, row.co2e.has_value() == factor.has_value(), what(""),
                 factor ? "found no CO2e, expected some by its known factor"
                        : "found CO2e, expected none as no factor is known");
    if (!row.co2e || !factor) return;
    out_.equal(FactKind::co2e, what(" [kg]"), row.co2e->in(kilogram_co2e),
               (factor->value * row.amount).in(kilogram_co2e));
  }

  std::optional<reference::ValuedPrice> price_of(const Endpoint& end, ResourceId resource,
                                                 Direction side) const {
    if (end.stream) return reference::present_price(region_, tables_, region_[end.stream]);
    return reference::market_price(
        region_, tables_, side == Direction::offer ? PriceKind::disposal : PriceKind::purchase,
        resource, end.site);
  }

  // Storages.

  void check_storage(const StorageUse& use) {
    const Storage& storage = region_[use.storage];
    const auto what = [&](std::string_view more) {
      return [&, more] { return std::format("{}{}", storage.key, more); };
    };
    const bool is_candidate = storage.status == ProcessStatus::candidate;
    out_.require(FactKind::rule, stored_in_.insert(use.storage).second, what(""),
                 "found twice, expected once");
    out_.require(FactKind::rule, !is_away(storage.site), what(""), "its site is left away");
    out_.require(FactKind::rule, use.is_built == is_candidate, what(""),
                 is_candidate ? "a candidate that is not built" : "built though it exists");
    std::vector<double> held(periods_);
    MoneyFlow operation = storage.opex_fixed;
    for (const Holding& holding : use.holdings) {
      check_holding(storage, holding);
      for (std::size_t t = 0; t < periods_; ++t) {
        held[t] += units(holding.level.at(t));
        operation += storage.opex_per_amount * holding.put_in.at(t) / (1.0 * year);
      }
    }
    const double most = std::ranges::max(held), size = units(use.capacity);
    out_.at_most(FactKind::capacity, what(""), most, size);
    out_.equal(FactKind::capacity, what(" size"), size,
               !is_candidate        ? units(storage.capacity.value_or(Amount{}))
               : shared_ == nullptr ? most
                                    : units(shared_or(shared_->storages, use.storage, Amount{})));
    out_.at_most(FactKind::capacity, what(" size"), size,
                 units(storage.capacity.value_or(use.capacity)));
    out_.equal(FactKind::cost, what(" operation [EUR/yr]"), use.operation.in(euro / year),
               operation.in(euro / year));
    const Money capital = storage.capex_fixed + storage.capex_per_amount * use.capacity;
    out_.equal(FactKind::cost, what(" investment [EUR/yr]"), use.investment.in(euro / year),
               is_candidate ? annuity(capital, storage.lifetime) : 0);
  }

  /// What is held stays, less the loss, over the turn of the year too. What lies at a taker has
  /// come to it. What is lost its giver disposes of, if that costs.
  void check_holding(const Storage& storage, const Holding& holding) {
    const SiteId site = holding.taker.value_or(holding.giver).site;
    const auto what = [&](std::string_view more) {
      return [&, more] {
        return std::format("{} of {}{}", storage.key, name_of(region_, holding.giver), more);
      };
    };
    out_.require(FactKind::rule, is_kept_by(storage, site, holding.resource), what(""),
                 "it does not keep this resource of this site");
    const auto price = price_of(holding.giver, holding.resource, Direction::offer);
    const bool disposes = price && price->value > UnitPrice{};
    const double highest = units(std::ranges::max(holding.level));
    double before = units(holding.level.back());
    for (std::size_t t = 0; t < periods_; ++t) {
      const Amount put_in = holding.put_in.at(t), taken_out = holding.taken_out.at(t);
      out_.not_negative(what(""), units(std::min({put_in, taken_out, holding.level.at(t)})));
      const double months = region_.settings.periods[t].in(year) * 12;
      const double left = before * std::pow(1 - storage.loss_per_month, months);
      const double lost = before - left;
      before = units(holding.level[t]);
      out_.equal(FactKind::storage, what(" level"), before, left + units(put_in) - units(taken_out),
                 highest);
      const Place home{holding.giver, holding.resource, Direction::offer, t};
      if (holding.taker) {
        arrive(holding.giver, *holding.taker, holding.resource, t, taken_out - put_in);
        draw(arrived_[{holding.giver, *holding.taker, holding.resource, t}], units(put_in),
             what(", of what arrived"));
      } else {
        passing_[home] += units(put_in) - units(taken_out);
      }
      if (disposes) dispose_of_loss(home, lost, what(" lost, of what is disposed of"));
    }
  }

  /// What is lost in storage, or between sites that pass on, its giver disposes of.
  void dispose_of_loss(const Place& home, double lost, const auto& what) {
    passing_[home] -= lost;
    draw(disposed_[home], lost, what);
  }

  bool is_kept_by(const Storage& storage, SiteId site, ResourceId resource) const {
    return storage.site == site && tables_.is_within(resource, storage.resource);
  }

  /// Takes an amount from what there is of it; other holdings have the rest.
  void draw(double& there, double amount, const auto& what) {
    out_.at_most(FactKind::storage, what, amount, there);
    there -= amount;
  }

  // Balances.

  void check_stream(StreamId id) {
    const Stream& stream = region_[id];
    const Endpoint end{id, {}, stream.site};
    const bool takes_part =
        !is_away(stream.site) && reference::present_price(region_, tables_, stream);
    const bool waits = waits_for_free(region_, tables_, stream);
    double found = 0, expected = 0;
    for (std::size_t t = 0; t < periods_; ++t) {
      found += take({end, stream.resource, stream.direction, t});
      if (takes_part) expected += units(period_amount(region_, stream, t));
      if (waits && t + 1 < periods_) continue;
      out_.equal(FactKind::stream, [&] { return at(end, t); }, found, expected);
      found = expected = 0;
    }
  }

  void check_activity(const Activity& activity) {
    const Process& process = region_[activity.process];
    const Endpoint end{{}, activity.process, activity.site};
    const auto what = [&](std::string_view more) {
      return [&, more] { return std::format("{}{}", name_of(region_, end), more); };
    };
    const bool is_candidate = process.status == ProcessStatus::candidate;
    out_.require(FactKind::rule, running_.insert(end).second, what(""),
                 "found twice, expected once");
    out_.require(FactKind::rule, may_stand(process, activity.site), what(""),
                 "it cannot be at this site");
    out_.require(FactKind::rule, activity.is_built == is_candidate, what(""),
                 is_candidate ? "a candidate that is not built" : "built though it exists");
    const double available = available_share(region_, activity.process, activity.site);
    AmountFlow used;
    Amount total;
    for (std::size_t t = 0; t < periods_; ++t) {
      const Amount main_input = activity.main_input[t];
      const Duration length = region_.settings.periods[t];
      const auto here = [&] { return at(end, t); };
      out_.not_negative(here, units(main_input));
      out_.at_most(FactKind::capacity, here, units(main_input),
                   units(available * activity.capacity * length));
      check_flows(end, process.inputs, Direction::need, main_input, t);
      check_flows(end, process.outputs, Direction::offer, main_input, t);
      if (available > 0) used = std::max(used, main_input / (available * length));
      total += main_input;
    }
    // A size is what the busiest period needs, at least the least there is.
    const std::pair place(activity.process, activity.site);
    const AmountFlow size = !is_candidate        ? process.capacity_max.value_or(used)
                            : shared_ == nullptr ? std::max(used, process.capacity_min)
                                                 : shared_or(shared_->processes, place, {});
    const double found = units(activity.capacity * (1.0 * year));
    out_.equal(FactKind::capacity, what(" size"), found, units(size * (1.0 * year)));
    out_.at_most(FactKind::capacity, what(" size"), found,
                 units(process.capacity_max.value_or(activity.capacity) * (1.0 * year)));
    const Money operation = process.opex_fixed * (1.0 * year) + process.opex_per_amount * total;
    out_.equal(FactKind::cost, what(" operation [EUR/yr]"), activity.operation.in(euro / year),
               operation.in(euro));
    Money capital = process.capex_fixed;
    if (process.capex_per_flow)
      capital += *process.capex_per_flow * activity.capacity * (1.0 * year);
    out_.equal(FactKind::cost, what(" investment [EUR/yr]"), activity.investment.in(euro / year),
               is_candidate ? annuity(capital, process.lifetime) : 0);
  }

  /// What a capital costs a year [EUR].
  double annuity(Money capital, Duration lifetime) const {
    const double rate = region_.settings.discount_rate, years = lifetime.in(year);
    return capital.in(euro) * (rate == 0 ? 1 / years : rate / (1 - std::pow(1 + rate, -years)));
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
      const auto what = [&] { return at(end, period) + " " + tables_[resource].key; };
      out_.equal(FactKind::process, what, take({end, resource, side, period}), amount);
    }
  }

  /// What exists is counted, whether it is of use or not.
  void check_existing() {
    for (std::size_t i = 0; i < region_.processes.size(); ++i) {
      if (region_.processes[i].status != ProcessStatus::existing) continue;
      for (const SiteId site : region_.processes[i].sites) {
        const Endpoint end{{}, ProcessId(i), site};
        out_.require(
            FactKind::rule, is_away(site) || running_.contains(end),
            [&] { return name_of(region_, end); }, "found no activity, expected one as it exists");
      }
    }
    for (std::size_t i = 0; i < region_.storages.size(); ++i) {
      const Storage& storage = region_.storages[i];
      const bool is_there = storage.status == ProcessStatus::existing && !is_away(storage.site);
      out_.require(
          FactKind::rule, !is_there || stored_in_.contains(StorageId(i)),
          [&] { return storage.key; }, "found nothing, expected a row as it exists");
    }
  }

  /// What is shared is there, and nothing else is.
  void check_shared() {
    std::map<Builds::Way, MoneyFlow> links;
    for (const LinkBuild& link : state_.link_builds) {
      links[{link.from, link.to, link.mode, link.resource}] = link.investment;
    }
    const auto what = [](std::string_view kind) {
      return [kind] { return std::format("shared {}", kind); };
    };
    const auto is_there = [&](const auto& plant) {
      const auto& [process, site] = plant.first;
      return running_.contains({{}, process, site});
    };
    const auto is_stored_in = [&](const auto& room) { return stored_in_.contains(room.first); };
    out_.require(FactKind::rule, std::ranges::all_of(shared_->processes, is_there),
                 what("processes"), "one is missing in the state");
    out_.require(FactKind::rule, std::ranges::all_of(shared_->storages, is_stored_in),
                 what("storages"), "one is missing in the state");
    out_.require(FactKind::rule, links == shared_->links, what("connections"),
                 "those of the state are not the same, or are not paid the same");
  }

  template <typename Map>
  static Map::mapped_type shared_or(const Map& map, const Map::key_type& key,
                                    Map::mapped_type none) {
    const auto found = map.find(key);
    return found == map.end() ? none : found->second;
  }

  // Connections.

  struct Carried {
    reference::Carriage way;
    std::vector<Amount> amounts;     // by period
    std::optional<Amount> standing;  // carried today over the year; empty = nothing stands there
  };

  /// What an operating exchange carries between the two sites stands; what an existing process
  /// makes may stand too.
  void note_standing(const PlanFlow& flow, const FlowLeg& leg, Carried& carried) const {
    const ProcessId giver = leg.from == flow.from.site ? flow.from.process : ProcessId();
    if (giver && region_[giver].status == ProcessStatus::existing && !carried.standing) {
      carried.standing = Amount{};
    }
    Amount today;
    bool is_today = false;
    for (const Exchange& exchange : region_.exchanges) {
      const SiteId to = exchange.need ? region_[exchange.need].site : exchange.process_site;
      if (exchange.stage != Stage::operating || to != leg.to || exchange.giver_site != leg.from ||
          exchange.resource != flow.resource) {
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
      const Way way{link.from, link.to, link.mode, link.resource};
      out_.require(
          FactKind::rule, paid.emplace(way, link.investment).second,
          [&] { return name_of_way(way); }, "found twice, expected once");
    }
    for (const auto& [key, carried] : carried_) {
      const auto payment = paid.extract(key);
      const bool stands = carried.standing && !payment;
      const auto what = [&](std::string more) {
        return [&, more] { return name_of_way(key) + more; };
      };
      out_.equal(FactKind::cost, what(" [EUR/yr]"), payment ? payment.mapped().in(euro / year) : 0,
                 stands ? 0 : carried.way.fixed.in(euro / year));
      for (std::size_t t = 0; carried.way.capacity && t < periods_; ++t) {
        Amount room = *carried.way.capacity * region_.settings.periods[t];
        if (stands) room = std::max(room, *carried.standing);
        out_.at_most(FactKind::capacity, what(std::format(" period {}", t)),
                     units(carried.amounts[t]), units(room));
      }
    }
    for (const auto& [key, investment] : paid) {
      out_.require(
          FactKind::rule, shared_ != nullptr, [&] { return name_of_way(key); },
          "built though it carries nothing");
    }
  }

  std::string name_of_way(const Way& way) const {
    const auto& [from, to, mode, resource] = way;
    return std::format("{} {} to {} for {}", mode ? tables_[mode].key : "on_site",
                       region_[from].key, region_[to].key, tables_[resource].key);
  }

  // The whole.

  void check_sums(CarbonPrice carbon_price) {
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
    for (const StorageUse& use : state_.storages) {
      cost.operation += use.operation;
      cost.investment += use.investment;
    }
    for (const LinkBuild& link : state_.link_builds) cost.investment += link.investment;
    cost.carbon = carbon_price * co2e.total();
    money("disposal", state_.cost.disposal, cost.disposal);
    money("purchase", state_.cost.purchase, cost.purchase);
    money("transport", state_.cost.transport, cost.transport);
    money("operation", state_.cost.operation, cost.operation);
    money("investment", state_.cost.investment, cost.investment);
    money("carbon price", state_.cost.carbon, cost.carbon);
    carbon("CO2e of disposal", state_.co2e.disposal, co2e.disposal);
    carbon("CO2e of production", state_.co2e.production, co2e.production);
    carbon("CO2e of transport", state_.co2e.transport, co2e.transport);
    carbon("CO2e of use", state_.co2e.use, co2e.use);
  }

  void money(std::string_view what, MoneyFlow found, MoneyFlow expected) {
    out_.equal(
        FactKind::sum, [&] { return std::format("{} [EUR/yr]", what); }, found.in(euro / year),
        expected.in(euro / year));
  }
  void carbon(std::string_view what, Co2eFlow found, Co2eFlow expected) {
    out_.equal(
        FactKind::sum, [&] { return std::format("{} [kg/yr]", what); },
        found.in(kilogram_co2e / year), expected.in(kilogram_co2e / year));
  }

  const Region& region_;
  const reference::Reference& tables_;
  const reference::Carriages& carriages_;
  const NetworkState& state_;
  std::span<const SiteId> without_;
  const Builds* shared_;  // none: the state's own
  std::size_t periods_;
  std::map<Place, double> passing_, disposed_;
  std::map<std::tuple<Endpoint, Endpoint, ResourceId, std::size_t>, double> arrived_;
  std::map<std::tuple<Endpoint, PropertyId, std::size_t>, double> brought_;  // property × amount
  std::map<Way, Carried> carried_;
  std::set<Endpoint> running_;
  std::set<StorageId> stored_in_;
  FactList out_;
};

}  // namespace

FactList check_state(const Region& region, const reference::Reference& reference,
                     const reference::Carriages& carriages, const NetworkState& state,
                     CarbonPrice carbon_price, std::span<const SiteId> without,
                     const Builds* shared) {
  return StateChecker(region, reference, carriages, state, without, shared).check(carbon_price);
}

void require_sound(const FactList& facts, std::string_view what) {
  if (facts.violations.empty()) return;
  throw Error(ErrorKind::internal,
              std::format("{} breaks {} of its balances, the first: {}", what,
                          facts.violations.size(), facts.violations.front().message));
}

}  // namespace samspill::network
