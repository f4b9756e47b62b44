#include "network/balance.h"

#include <map>
#include <optional>
#include <tuple>
#include <utility>

#include "reference/carriage.h"
#include "reference/valuation.h"

namespace samspill::network {
namespace {

class BalanceChecker {
 public:
  BalanceChecker(const Region& region, const reference::Reference& reference,
                 const NetworkState& state, std::span<const SiteId> without)
      : region_(region),
        reference_(reference),
        state_(state),
        without_(without),
        carriages_(region, reference) {}

  std::vector<Violation> check(CarbonPrice carbon_price) && {
    for (const PlanFlow& flow : state_.flows) see_flow(flow);
    for (const Recourse& row : state_.disposals) see_recourse(row, Direction::offer);
    for (const Recourse& row : state_.purchases) see_recourse(row, Direction::need);
    for (std::size_t i = 0; i < region_.streams.size(); ++i) check_stream(StreamId(i));
    for (const Activity& activity : state_.activities) check_activity(activity);
    for (const auto& [at, amount] : passing_) {
      out_.expect_equal(Law::process, "amount at a process that does not run", amount, 0);
    }
    check_sums(carbon_price);
    return std::move(out_.list);
  }

 private:
  /// What passes an end by resource, side and period. A stream has but one resource.
  using At = std::tuple<StreamId, ProcessId, SiteId, ResourceId, Direction, std::size_t>;
  At at(const Endpoint& end, ResourceId resource, Direction side, std::size_t period) const {
    return {end.stream, end.process, end.site, end.stream ? ResourceId() : resource, side, period};
  }

  double take(const At& at) {
    const auto entry = passing_.extract(at);
    return entry ? entry.mapped() : 0;
  }

  void see_flow(const PlanFlow& flow) {
    const std::string what = name_of(region_, flow.from) + " to " + name_of(region_, flow.to);
    out_.expect_not_negative(what, std::min(flow.sent, flow.received));
    passing_[at(flow.from, flow.resource, Direction::offer, flow.period)] +=
        flow.sent.in(unit_amount);
    double rate = 1;
    ResourceId taken = flow.resource;
    if (flow.to.stream) {
      const auto fit = reference_.fit(flow.resource, region_[flow.to.stream].resource);
      rate = fit ? fit->substitution : 1;
    } else {
      taken = input_of(region_[flow.to.process], flow.resource);
      see_properties(flow.to, taken, flow.period, flow.received, [&](PropertyId property) {
        if (!flow.from.stream) return value_of(flow.resource, property);
        return reference::typical_value(region_, reference_, flow.from.stream, property);
      });
    }
    passing_[at(flow.to, taken, Direction::need, flow.period)] +=
        flow.received.in(unit_amount)*rate;
    out_.expect_equal(Law::carriage, what + " replaces", flow.substitution, rate);
    const auto ways = carriages_.ways_of_any_length(flow.from.site, flow.to.site, flow.resource);
    const auto way = std::ranges::find(ways, flow.mode, &reference::Carriage::mode);
    const double arrival = way == ways.end() ? NAN : way->arrival;
    out_.expect_equal(Law::carriage, what + " arrives", flow.received.in(unit_amount),
                      flow.sent.in(unit_amount)*arrival);
  }

  void see_recourse(const Recourse& row, Direction side) {
    out_.expect_not_negative(name_of(region_, row.at), row.amount);
    passing_[at(row.at, row.resource, side, row.period)] += row.amount.in(unit_amount);
    if (row.at.stream || side == Direction::offer) return;
    see_properties(row.at, row.resource, row.period, row.amount,
                   [&](PropertyId property) { return value_of(row.resource, property); });
  }

  std::optional<double> value_of(ResourceId resource, PropertyId property) const {
    const auto* row = reference_.property_value(resource, property);
    return row == nullptr ? std::nullopt : std::optional(row->value);
  }

  /// The resource of the input that is fewest steps up from what enters.
  ResourceId input_of(const Process& process, ResourceId entering) const {
    const auto steps = [&](const ProcessFlow& input) {
      if (!reference_.is_within(entering, input.resource)) return 1000;
      int count = 0;
      for (ResourceId up = entering; up != input.resource; up = reference_[up].broader) ++count;
      return count;
    };
    return std::ranges::min_element(process.inputs, {}, steps)->resource;
  }

  /// What enters by the main input makes, or needs, what depends on its properties.
  template <typename ValueOf>
  void see_properties(const Endpoint& end, ResourceId input, std::size_t period, Amount amount,
                      ValueOf property_value) {
    const Process& process = region_[end.process];
    if (input != process.inputs.front().resource) return;
    for (const auto& [side, flows] : {std::pair(Direction::need, &process.inputs),
                                      std::pair(Direction::offer, &process.outputs)}) {
      for (const ProcessFlow& flow : *flows) {
        if (!flow.times_property) continue;
        dependent_[at(end, flow.resource, side, period)] +=
            flow.amount * property_value(flow.times_property).value_or(NAN) *
            amount.in(unit_amount);
      }
    }
  }

  void check_stream(StreamId id) {
    const Stream& stream = region_[id];
    const bool takes_part = !std::ranges::contains(without_, stream.site) &&
                            reference::present_price(region_, reference_, stream);
    const Law law = stream.direction == Direction::offer ? Law::offer : Law::need;
    double found = 0, expected = 0;
    for (std::size_t t = 0; t < region_.period_count(); ++t) {
      found += take(at({id, {}, stream.site}, {}, stream.direction, t));
      if (takes_part) expected += period_amount(region_, stream, t).in(unit_amount);
      if (stream.is_storable && t + 1 < region_.period_count()) continue;
      out_.expect_equal(law, std::format("{} period {}", stream.key, t + 1), found, expected);
      found = expected = 0;
    }
  }

  void check_activity(const Activity& activity) {
    const Process& process = region_[activity.process];
    const Endpoint end{{}, activity.process, activity.site};
    const std::string name = name_of(region_, end);
    const double size = activity.capacity.in(unit_amount / year);
    for (std::size_t t = 0; t < region_.period_count(); ++t) {
      const double main_input = activity.main_input[t].in(unit_amount);
      out_.expect_not_negative(name, activity.main_input[t]);
      out_.expect_at_most(Law::capacity, name, main_input,
                          size * region_.settings.periods[t].in(year));
      check_flows(end, process.inputs, Direction::need, main_input, t);
      check_flows(end, process.outputs, Direction::offer, main_input, t);
    }
  }

  void check_flows(const Endpoint& end, const std::vector<ProcessFlow>& flows, Direction side,
                   double main_input, std::size_t period) {
    std::map<ResourceId, double> expected;
    for (const ProcessFlow& flow : flows) {
      if (reference_.is_within(flow.resource, reference_.find_resource_id("loss"))) continue;
      expected[flow.resource] += flow.times_property ? 0 : flow.amount * main_input;
    }
    for (auto& [resource, amount] : expected) {
      const auto made = dependent_.find(at(end, resource, side, period));
      if (made != dependent_.end()) amount += made->second;
      const std::string what = std::format("{} {} period {}", name_of(region_, end),
                                           reference_[resource].key, period + 1);
      out_.expect_equal(Law::process, what, take(at(end, resource, side, period)), amount);
    }
  }

  void check_sums(CarbonPrice carbon_price) {
    CostParts cost;
    Co2eParts co2e;
    double turnover = 1;
    const auto sum = [&](const std::vector<Recourse>& rows, MoneyFlow& money, Co2eFlow& emitted) {
      for (const Recourse& row : rows) {
        money += row.cost / (1.0 * year);
        emitted += row.co2e.value_or(Co2e{}) / (1.0 * year);
        turnover += std::abs(row.cost.in(euro));
      }
    };
    sum(state_.disposals, cost.disposal, co2e.disposal);
    sum(state_.purchases, cost.purchase, co2e.production);
    for (const PlanFlow& flow : state_.flows) {
      cost.transport += flow.cost / (1.0 * year);
      co2e.transport += flow.co2e / (1.0 * year);
    }
    for (const Activity& activity : state_.activities) {
      cost.operation += activity.operation;
      cost.investment += activity.investment;
    }
    for (const LinkBuild& link : state_.link_builds) cost.investment += link.investment;
    cost.carbon = carbon_price * co2e.total();
    for (const auto part : {&CostParts::disposal, &CostParts::purchase, &CostParts::transport,
                            &CostParts::operation, &CostParts::investment, &CostParts::carbon}) {
      out_.expect_equal(Law::cost, "part of the cost", (state_.cost.*part).in(euro / year),
                        (cost.*part).in(euro / year), turnover);
    }
    for (const auto part : {&Co2eParts::disposal, &Co2eParts::production, &Co2eParts::transport}) {
      out_.expect_equal(Law::co2e, "part of the CO2e", (state_.co2e.*part).in(tonne_co2e / year),
                        (co2e.*part).in(tonne_co2e / year));
    }
  }

  const Region& region_;
  const reference::Reference& reference_;
  const NetworkState& state_;
  std::span<const SiteId> without_;
  reference::Carriages carriages_;
  std::map<At, double> passing_;
  std::map<At, double> dependent_;  // of flows whose amount depends on a property
  Violations out_;
};

}  // namespace

std::vector<Violation> check_balance(const Region& region, const reference::Reference& reference,
                                     const NetworkState& state, CarbonPrice carbon_price,
                                     std::span<const SiteId> without) {
  return BalanceChecker(region, reference, state, without).check(carbon_price);
}

}  // namespace samspill::network
