#include "network/balance.h"

#include <cmath>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

#include "reference/carriage.h"
#include "reference/valuation.h"

namespace samspill::network {
namespace {

constexpr auto units = [](Amount amount) { return amount.in(unit_amount); };

struct BalanceChecker {
  const Region& region;
  const reference::Reference& tables;
  const NetworkState& state;
  std::span<const SiteId> without;
  reference::Carriages carriages;

  std::vector<Violation> check(CarbonPrice carbon_price) && {
    for (const PlanFlow& flow : state.flows) see_flow(flow);
    for (const Recourse& row : state.disposals) see_recourse(row, Direction::offer);
    for (const Recourse& row : state.purchases) see_recourse(row, Direction::need);
    for (const StorageUse& use : state.storages) check_storage(use);
    for (std::size_t i = 0; i < region.streams.size(); ++i) check_stream(StreamId(i));
    for (const Activity& activity : state.activities) check_activity(activity);
    for (const auto& [at, amount] : passing) {
      out.expect_equal(Law::process, "amount at a process that does not run", amount, 0);
    }
    check_sums(carbon_price);
    return std::move(out.list);
  }

  /// What passes an end by resource, side and period. A stream has but one resource.
  using At = std::tuple<StreamId, ProcessId, SiteId, ResourceId, Direction, std::size_t>;
  At at(const Endpoint& end, ResourceId resource, Direction side, std::size_t period) const {
    return {end.stream, end.process, end.site, end.stream ? ResourceId() : resource, side, period};
  }

  double take(const At& at) {
    const auto entry = passing.extract(at);
    return entry ? entry.mapped() : 0;
  }

  void see_flow(const PlanFlow& flow) {
    const std::string what = name_of(region, flow.from) + " to " + name_of(region, flow.to);
    out.expect_not_negative(what, std::min(flow.sent, flow.received));
    passing[at(flow.from, flow.resource, Direction::offer, flow.period)] += units(flow.sent);
    const double rate = see_arrival(flow.from, flow.to, flow.resource, flow.period, flow.received);
    arrived[{flow.from, flow.to, flow.resource, flow.period}] += units(flow.received);
    out.expect_equal(Law::carriage, what + " replaces", flow.substitution, rate);
    const auto ways = carriages.ways_of_any_length(flow.from.site, flow.to.site, flow.resource);
    const auto way = std::ranges::find(ways, flow.mode, &reference::Carriage::mode);
    const double arrival = way == ways.end() ? NAN : way->arrival;
    out.expect_equal(Law::carriage, what + " arrives", units(flow.received),
                     units(flow.sent) * arrival);
  }

  /// What is used of a giver's goods at a taker; returns how much of the taker's resource a unit
  /// meets.
  double see_arrival(const Endpoint& from, const Endpoint& to, ResourceId resource,
                     std::size_t period, Amount amount) {
    double rate = 1;
    ResourceId taken = resource;
    if (to.stream) {
      const auto fit = tables.fit(resource, region[to.stream].resource);
      rate = fit ? fit->substitution : 1;
    } else {
      taken = input_of(region[to.process], resource);
      see_properties(to, taken, period, amount, from.stream, resource);
    }
    passing[at(to, taken, Direction::need, period)] += units(amount) * rate;
    return rate;
  }

  void see_recourse(const Recourse& row, Direction side) {
    out.expect_not_negative(name_of(region, row.at), row.amount);
    passing[at(row.at, row.resource, side, row.period)] += units(row.amount);
    if (side == Direction::offer)
      disposed[at(row.at, row.resource, side, row.period)] += units(row.amount);
    if (row.at.stream || side == Direction::offer) return;
    see_properties(row.at, row.resource, row.period, row.amount, {}, row.resource);
  }

  bool is_kept_by(const Storage& storage, SiteId site, ResourceId resource) const {
    return storage.site == site && tables.is_within(resource, storage.resource);
  }

  void check_storage(const StorageUse& use) {
    const Storage& storage = region[use.storage];
    std::vector<double> held(region.period_count());
    for (const Holding& holding : use.holdings) {
      check_holding(storage, holding);
      for (std::size_t t = 0; t < held.size(); ++t) held[t] += units(holding.level.at(t));
    }
    if (std::ranges::contains(without, storage.site)) {
      out.add(Law::storage, storage.key + " is at a site that is left away");
    }
    for (const double amount : held) {
      out.expect_at_most(Law::capacity, storage.key, amount, units(use.capacity));
    }
  }

  /// What is held stays, less the loss, over the turn of the year too. What lies at a taker has
  /// come to it. What is lost its giver disposes of, if that costs.
  void check_holding(const Storage& storage, const Holding& holding) {
    const std::string name = storage.key + " of " + name_of(region, holding.giver);
    const SiteId site = holding.taker.value_or(holding.giver).site;
    if (!is_kept_by(storage, site, holding.resource)) {
      out.add(Law::storage, name + ": it does not keep this resource of this site");
    }
    const double highest = units(std::ranges::max(holding.level));
    const bool disposes = costs_to_dispose_of(holding);
    double before = units(holding.level.back());
    for (std::size_t t = 0; t < region.period_count(); ++t) {
      const Amount put_in = holding.put_in.at(t), taken_out = holding.taken_out.at(t);
      out.expect_not_negative(name, std::min({put_in, taken_out, holding.level.at(t)}));
      const double months = region.settings.periods[t].in(year) * 12;
      const double left = before * std::pow(1 - storage.loss_per_month, months);
      const double lost = before - left;
      before = units(holding.level[t]);
      out.expect_equal(Law::storage, std::format("{} period {}", name, t + 1), before,
                       left + units(put_in) - units(taken_out), highest);
      const At home = at(holding.giver, holding.resource, Direction::offer, t);
      if (holding.taker) {
        see_arrival(holding.giver, *holding.taker, holding.resource, t, taken_out - put_in);
        draw(arrived[{holding.giver, *holding.taker, holding.resource, t}], units(put_in),
             name + " arrived");
      } else {
        passing[home] += units(put_in) - units(taken_out);
      }
      if (!disposes) continue;
      passing[home] -= lost;
      draw(disposed[home], lost, name + " lost");
    }
  }

  /// Takes an amount from what there is of it; other holdings have the rest.
  void draw(double& there, double amount, std::string_view what) {
    out.expect_at_most(Law::storage, what, amount, there);
    there -= amount;
  }

  bool costs_to_dispose_of(const Holding& holding) const {
    const auto price = holding.giver.stream
                           ? reference::present_price(region, tables, region[holding.giver.stream])
                           : reference::market_price(region, tables, reference::PriceKind::disposal,
                                                     holding.resource, holding.giver.site);
    return price && price->value > UnitPrice{};
  }

  /// The resource of the input that is fewest steps up from what enters.
  ResourceId input_of(const Process& process, ResourceId entering) const {
    const auto steps = [&](const ProcessFlow& input) {
      if (!tables.is_within(entering, input.resource)) return 1000;
      int count = 0;
      for (ResourceId up = entering; up != input.resource; up = tables[up].broader) ++count;
      return count;
    };
    return std::ranges::min_element(process.inputs, {}, steps)->resource;
  }

  /// What enters by the main input makes, or needs, what depends on its properties.
  void see_properties(const Endpoint& end, ResourceId input, std::size_t period, Amount amount,
                      StreamId giver, ResourceId given) {
    const Process& process = region[end.process];
    if (input != process.inputs.front().resource) return;
    for (const auto& [side, flows] : {std::pair(Direction::need, &process.inputs),
                                      std::pair(Direction::offer, &process.outputs)}) {
      for (const ProcessFlow& flow : *flows) {
        if (!flow.times_property) continue;
        const auto* row = tables.property_value(given, flow.times_property);
        std::optional<double> value = row == nullptr ? std::nullopt : std::optional(row->value);
        if (giver) value = typical_value(region, tables, giver, flow.times_property);
        dependent[at(end, flow.resource, side, period)] +=
            flow.amount * value.value_or(NAN) * units(amount);
      }
    }
  }

  void check_stream(StreamId id) {
    const Stream& stream = region[id];
    const bool takes_part = !std::ranges::contains(without, stream.site) &&
                            reference::present_price(region, tables, stream);
    const Law law = stream.direction == Direction::offer ? Law::offer : Law::need;
    const bool waits = stream.is_storable && std::ranges::none_of(region.storages, [&](auto& s) {
                         return is_kept_by(s, stream.site, stream.resource);
                       });
    double found = 0, expected = 0;
    for (std::size_t t = 0; t < region.period_count(); ++t) {
      found += take(at({id, {}, stream.site}, {}, stream.direction, t));
      if (takes_part) expected += period_amount(region, stream, t).in(unit_amount);
      if (waits && t + 1 < region.period_count()) continue;
      out.expect_equal(law, std::format("{} period {}", stream.key, t + 1), found, expected);
      found = expected = 0;
    }
  }

  void check_activity(const Activity& activity) {
    const Process& process = region[activity.process];
    const Endpoint end{{}, activity.process, activity.site};
    const std::string name = name_of(region, end);
    const double size = activity.capacity.in(unit_amount / year);
    for (std::size_t t = 0; t < region.period_count(); ++t) {
      const double main_input = units(activity.main_input[t]);
      out.expect_not_negative(name, activity.main_input[t]);
      out.expect_at_most(Law::capacity, name, main_input,
                         size * region.settings.periods[t].in(year));
      check_flows(end, process.inputs, Direction::need, main_input, t);
      check_flows(end, process.outputs, Direction::offer, main_input, t);
    }
  }

  void check_flows(const Endpoint& end, const std::vector<ProcessFlow>& flows, Direction side,
                   double main_input, std::size_t period) {
    std::map<ResourceId, double> expected;
    for (const ProcessFlow& flow : flows) {
      if (tables.is_within(flow.resource, tables.find_resource_id("loss"))) continue;
      expected[flow.resource] += flow.times_property ? 0 : flow.amount * main_input;
    }
    for (auto& [resource, amount] : expected) {
      const auto made = dependent.find(at(end, resource, side, period));
      if (made != dependent.end()) amount += made->second;
      const std::string what =
          std::format("{} {} period {}", name_of(region, end), tables[resource].key, period + 1);
      out.expect_equal(Law::process, what, take(at(end, resource, side, period)), amount);
    }
  }

  void check_sums(CarbonPrice carbon_price) {
    CostParts cost;
    Co2eParts co2e;
    const auto sum = [&](const std::vector<Recourse>& rows, MoneyFlow& money, Co2eFlow& emitted) {
      for (const Recourse& row : rows) {
        money += row.cost / (1.0 * year);
        emitted += row.co2e.value_or(Co2e{}) / (1.0 * year);
      }
    };
    sum(state.disposals, cost.disposal, co2e.disposal);
    sum(state.purchases, cost.purchase, co2e.production);
    for (const PlanFlow& flow : state.flows) {
      cost.transport += flow.cost / (1.0 * year);
      co2e.transport += flow.co2e / (1.0 * year);
      co2e.use += flow.use_co2e / (1.0 * year);
    }
    for (const Activity& activity : state.activities) {
      cost.operation += activity.operation;
      cost.investment += activity.investment;
    }
    for (const StorageUse& use : state.storages) {
      cost.operation += use.operation;
      cost.investment += use.investment;
    }
    for (const LinkBuild& link : state.link_builds) cost.investment += link.investment;
    cost.carbon = carbon_price * co2e.total();
    for (const auto part : {&CostParts::disposal, &CostParts::purchase, &CostParts::transport,
                            &CostParts::operation, &CostParts::investment, &CostParts::carbon}) {
      out.expect_equal(Law::cost, "part of the cost", (state.cost.*part).in(euro / year),
                       (cost.*part).in(euro / year));
    }
    for (const auto part :
         {&Co2eParts::disposal, &Co2eParts::production, &Co2eParts::transport, &Co2eParts::use}) {
      out.expect_equal(Law::co2e, "part of the CO2e", (state.co2e.*part).in(tonne_co2e / year),
                       (co2e.*part).in(tonne_co2e / year));
    }
  }

  std::map<At, double> passing;
  std::map<At, double> disposed;
  std::map<std::tuple<Endpoint, Endpoint, ResourceId, std::size_t>, double> arrived;
  std::map<At, double> dependent;  // of flows whose amount depends on a property
  Violations out;
};

}  // namespace

std::vector<Violation> check_balance(const Region& region, const reference::Reference& reference,
                                     const NetworkState& state, CarbonPrice carbon_price,
                                     std::span<const SiteId> without) {
  return BalanceChecker{region, reference, state, without, {region, reference}, {}, {}, {}, {}}
      .check(carbon_price);
}

}  // namespace samspill::network
