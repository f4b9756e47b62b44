#include "network/balance.h"

#include <algorithm>
#include <cmath>
#include <format>
#include <map>
#include <set>
#include <tuple>

#include "reference/carriage.h"
#include "reference/valuation.h"

namespace samspill::network {
namespace {

constexpr double kTolerance = 1e-6;

class Checker {
 public:
  Checker(const Region& region, const reference::Reference& reference, const NetworkState& state,
          const BalanceTerms& terms)
      : region_(region),
        reference_(reference),
        state_(state),
        terms_(terms),
        carriages_(region, reference),
        periods_(region.period_count()) {}

  std::vector<Violation> check() && {
    for (const PlanFlow& flow : state_.flows) see_flow(flow);
    for (const Recourse& recourse : state_.disposals) see_recourse(recourse, Direction::offer);
    for (const Recourse& recourse : state_.purchases) see_recourse(recourse, Direction::need);
    for (std::size_t i = 0; i < region_.streams.size(); ++i) check_stream(StreamId(i));
    for (const Activity& activity : state_.activities) check_activity(activity);
    check_existing();
    for (const auto& [at, amount] : passing_) {
      compare(Law::process, "amount at a process that does not run", amount, 0);
    }
    check_connections();
    check_sums();
    return std::move(out_);
  }

 private:
  // What passes a stream, or a process by resource, in a period.
  using At = std::tuple<StreamId, ProcessId, SiteId, ResourceId, Direction, std::size_t>;
  using Way = std::tuple<SiteId, SiteId, ModeId, ResourceId>;

  void add(Law law, std::string message) { out_.push_back({law, std::move(message)}); }

  void compare(Law law, std::string_view what, double found, double expected, double scale = 0) {
    const double size = std::max({1.0, std::abs(expected), scale});
    if (std::abs(found - expected) <= kTolerance * size) return;
    add(law, std::format("{}: found {:.9g}, expected {:.9g}", what, found, expected));
  }

  double& at(const Endpoint& end, ResourceId resource, Direction side, std::size_t period) {
    const ResourceId of = end.stream ? region_[end.stream].resource : resource;
    return passing_[{end.stream, end.process, end.site, of, side, period}];
  }

  double take(const Endpoint& end, ResourceId resource, Direction side, std::size_t period) {
    const ResourceId of = end.stream ? region_[end.stream].resource : resource;
    const auto found = passing_.find({end.stream, end.process, end.site, of, side, period});
    if (found == passing_.end()) return 0;
    const double amount = found->second;
    passing_.erase(found);
    return amount;
  }

  std::string name(const Endpoint& end) const {
    if (end.stream) return region_[end.stream].key;
    return region_[end.process].key + "@" + region_[end.site].key;
  }

  void check_sign(const Endpoint& end, Amount amount) {
    if (!(amount >= Amount{})) {
      add(Law::sign, std::format("{}: amount {}", name(end), amount.in(unit_amount)));
    }
  }

  void see_flow(const PlanFlow& flow) {
    check_sign(flow.from, std::min(flow.sent, flow.received));
    at(flow.from, flow.resource, Direction::offer, flow.period) += flow.sent.in(unit_amount);
    double rate = 1;
    ResourceId taken = flow.resource;
    if (flow.to.stream) {
      const auto fit = reference_.fit(flow.resource, region_[flow.to.stream].resource);
      rate = fit ? fit->substitution : 1;
    } else {
      taken = entered(flow.to, flow.resource);
      enter(flow.to, taken, flow.period, flow.received,
            [&](PropertyId property) { return property_of(flow, property); });
    }
    at(flow.to, taken, Direction::need, flow.period) += flow.received.in(unit_amount)*rate;
    compare(Law::carriage, name(flow.to) + " substitution", flow.substitution, rate);
    check_carriage(flow);
  }

  /// The input that names the resource most closely.
  ResourceId entered(const Endpoint& process, ResourceId resource) const {
    const auto steps = [&](const ProcessFlow& input) {
      int count = 0;
      for (ResourceId id = resource; id && id != input.resource; id = reference_[id].broader)
        ++count;
      return reference_.is_within(resource, input.resource) ? count : 1000;
    };
    return std::ranges::min_element(region_[process.process].inputs, {}, steps)->resource;
  }

  std::optional<double> property_of(const PlanFlow& flow, PropertyId property) const {
    if (flow.from.stream) {
      return reference::typical_value(region_, reference_, flow.from.stream, property);
    }
    const auto* row = reference_.property_value(flow.resource, property);
    return row == nullptr ? std::nullopt : std::optional(row->value);
  }

  /// What enters by the main input makes or needs what depends on its properties.
  template <typename Lookup>
  void enter(const Endpoint& end, ResourceId resource, std::size_t period, Amount amount,
             Lookup property_value) {
    const Process& process = region_[end.process];
    if (resource != process.inputs.front().resource) return;
    for (const auto& [side, flows] : {std::pair(Direction::need, &process.inputs),
                                      std::pair(Direction::offer, &process.outputs)}) {
      for (const ProcessFlow& flow : *flows) {
        if (!flow.times_property) continue;
        dependent_[{{}, end.process, end.site, flow.resource, side, period}] +=
            flow.amount * property_value(flow.times_property).value_or(NAN) *
            amount.in(unit_amount);
      }
    }
  }

  void check_carriage(const PlanFlow& flow) {
    auto ways = carriages_.ways(flow.from.site, flow.to.site, flow.resource);
    if (ways.empty()) {
      ways = carriages_.ways_of_any_length(flow.from.site, flow.to.site, flow.resource);
    }
    const auto way = std::ranges::find(ways, flow.mode, &reference::Carriage::mode);
    if (way == ways.end()) return add(Law::carriage, name(flow.from) + " has no such way");
    const std::string what = name(flow.from) + " to " + name(flow.to);
    compare(Law::carriage, what + " arrives", flow.received.in(unit_amount),
            (flow.sent * way->arrival).in(unit_amount));
    compare(Law::cost, what + " costs", flow.cost.in(euro), (way->cost * flow.sent).in(euro));
    const Co2e emitted = way->co2e ? *way->co2e * flow.sent : Co2e{};
    compare(Law::co2e, what + " emits", flow.co2e.in(kilogram_co2e), emitted.in(kilogram_co2e));
    if (way->fixed <= MoneyFlow{} && !way->capacity) return;
    auto& carried = carried_[{flow.from.site, flow.to.site, flow.mode, flow.resource}];
    carried.resize(periods_);
    carried[flow.period] += flow.sent;
    for (const Exchange& exchange : region_.exchanges) {
      const SiteId to = exchange.need ? region_[exchange.need].site : exchange.process_site;
      if (exchange.stage == Stage::operating && exchange.offer == flow.from.stream &&
          to == flow.to.site) {
        standing_[{flow.from.site, flow.to.site, flow.mode, flow.resource}] +=
            exchange.quantity.value_or(AmountFlow{});
      }
    }
    if (flow.from.process && region_[flow.from.process].status == ProcessStatus::existing) {
      standing_[{flow.from.site, flow.to.site, flow.mode, flow.resource}] += AmountFlow{};
    }
  }

  void see_recourse(const Recourse& recourse, Direction side) {
    check_sign(recourse.at, recourse.amount);
    at(recourse.at, recourse.resource, side, recourse.period) += recourse.amount.in(unit_amount);
    std::optional<reference::ValuedPrice> price;
    std::optional<reference::ValuedFactor> factor;
    const bool gives = side == Direction::offer;
    if (recourse.at.stream) {
      price = reference::present_price(region_, reference_, region_[recourse.at.stream]);
      factor = reference::present_factor(region_, reference_, region_[recourse.at.stream]);
    } else {
      using enum reference::PriceKind;
      using reference::FactorKind;
      price = reference::market_price(region_, reference_, gives ? disposal : purchase,
                                      recourse.resource, recourse.at.site);
      factor = reference::market_factor(region_, reference_,
                                        gives ? FactorKind::disposal : FactorKind::production,
                                        recourse.resource, recourse.at.site);
      if (!gives) {
        enter(recourse.at, recourse.resource, recourse.period, recourse.amount,
              [&](PropertyId property) -> std::optional<double> {
                const auto* row = reference_.property_value(recourse.resource, property);
                return row == nullptr ? std::nullopt : std::optional(row->value);
              });
      }
    }
    const double expected = price ? (price->value * recourse.amount).in(euro) : NAN;
    if (!(std::abs(recourse.cost.in(euro)-expected) <= kTolerance * (1 + std::abs(expected)))) {
      add(Law::cost,
          std::format("{}: {} EUR for {}, expected {}", name(recourse.at), recourse.cost.in(euro),
                      recourse.amount.in(unit_amount), expected));
    }
    if (factor.has_value() != recourse.co2e.has_value()) {
      add(Law::co2e, name(recourse.at) + ": a factor is " + (factor ? "known" : "unknown"));
    } else if (factor) {
      compare(Law::co2e, name(recourse.at), recourse.co2e->in(kilogram_co2e),
              (factor->value * recourse.amount).in(kilogram_co2e));
    }
  }

  bool is_away(SiteId site) const { return std::ranges::contains(terms_.without, site); }

  void check_stream(StreamId id) {
    const Stream& stream = region_[id];
    const bool is_out =
        is_away(stream.site) || !reference::present_price(region_, reference_, stream);
    const Law law = stream.direction == Direction::offer ? Law::offer : Law::need;
    double found = 0, expected = 0;
    for (std::size_t t = 0; t < periods_; ++t) {
      found += take({id, {}, stream.site}, stream.resource, stream.direction, t);
      if (!is_out) expected += period_amount(region_, stream, t).in(unit_amount);
      if (stream.is_storable && t + 1 < periods_) continue;
      compare(law, std::format("{} period {}", stream.key, t + 1), found, expected);
      found = expected = 0;
    }
  }

  void check_activity(const Activity& activity) {
    const Process& process = region_[activity.process];
    const Endpoint end{{}, activity.process, activity.site};
    const AmountFlow most = process.capacity_max.value_or(activity.capacity);
    const bool is_candidate = process.status == ProcessStatus::candidate;
    if (activity.is_built != is_candidate || is_away(activity.site) || activity.capacity > most ||
        (is_candidate && activity.capacity < process.capacity_min)) {
      add(Law::capacity,
          std::format("{}: size {} of {} to {}", name(end),
                      activity.capacity.in(unit_amount / year),
                      process.capacity_min.in(unit_amount / year), most.in(unit_amount / year)));
    }
    Amount total;
    for (std::size_t t = 0; t < periods_; ++t) {
      const Amount main_input = activity.main_input[t];
      check_sign(end, main_input);
      total += main_input;
      const double room = (activity.capacity * region_.settings.periods[t]).in(unit_amount);
      if (main_input.in(unit_amount) > room + kTolerance * std::max(1.0, room)) {
        compare(Law::capacity, name(end), main_input.in(unit_amount), room);
      }
      check_flows(end, process.inputs, Direction::need, main_input, t);
      check_flows(end, process.outputs, Direction::offer, main_input, t);
    }
    compare(Law::cost, name(end) + " operation", activity.operation.in(euro / year),
            (process.opex_fixed + process.opex_per_amount * total / (1.0 * year)).in(euro / year));
    Money capital = process.capex_fixed;
    if (process.capex_per_flow)
      capital += *process.capex_per_flow * activity.capacity * (1.0 * year);
    const MoneyFlow investment =
        reference::annuity(capital, region_.settings.discount_rate, process.lifetime);
    compare(Law::cost, name(end) + " investment", activity.investment.in(euro / year),
            is_candidate ? investment.in(euro / year) : 0);
  }

  void check_flows(const Endpoint& end, const std::vector<ProcessFlow>& flows, Direction side,
                   Amount main_input, std::size_t period) {
    std::map<ResourceId, double> expected;
    for (const ProcessFlow& flow : flows) {
      if (reference_.is_within(flow.resource, reference_.find_resource_id("loss"))) continue;
      expected[flow.resource] += flow.times_property ? 0 : flow.amount * main_input.in(unit_amount);
      if (!flow.times_property) continue;
      const auto made = dependent_.find({{}, end.process, end.site, flow.resource, side, period});
      if (made != dependent_.end()) expected[flow.resource] += std::exchange(made->second, 0);
    }
    for (const auto& [resource, amount] : expected) {
      compare(Law::process,
              std::format("{} {} period {}", name(end), reference_[resource].key, period + 1),
              take(end, resource, side, period), amount);
    }
  }

  void check_existing() {
    for (std::size_t i = 0; i < region_.processes.size(); ++i) {
      const Process& process = region_.processes[i];
      if (process.status != ProcessStatus::existing) continue;
      for (const SiteId site : process.sites) {
        const auto is_here = [&](const Activity& activity) {
          return activity.process == ProcessId(i) && activity.site == site;
        };
        if (!is_away(site) && std::ranges::none_of(state_.activities, is_here)) {
          add(Law::cost, name({{}, ProcessId(i), site}) + " exists and is not counted");
        }
      }
    }
  }

  void check_connections() {
    std::map<Way, MoneyFlow> paid;
    for (const LinkBuild& link : state_.link_builds) {
      paid[{link.from, link.to, link.mode, link.resource}] += link.investment;
    }
    for (const auto& [way, carried] : carried_) {
      const auto& [from, to, mode, resource] = way;
      auto ways = carriages_.ways_of_any_length(from, to, resource);
      const auto& found = *std::ranges::find(ways, mode, &reference::Carriage::mode);
      const auto standing = standing_.find(way);
      const bool stands = standing != standing_.end() && !paid.contains(way);
      const auto price = paid.extract(way);
      const double expected = stands ? 0 : found.fixed.in(euro / year);
      compare(Law::cost, reference_[mode].key + " from " + region_[from].key,
              price ? price.mapped().in(euro / year) : 0, expected);
      for (std::size_t t = 0; found.capacity && t < periods_; ++t) {
        Amount room = *found.capacity * region_.settings.periods[t];
        if (stands) room = std::max(room, standing->second * (1.0 * year));
        if (carried[t] > room * (1 + kTolerance) + kTolerance * unit_amount) {
          compare(Law::capacity, reference_[mode].key + " from " + region_[from].key,
                  carried[t].in(unit_amount), room.in(unit_amount));
        }
      }
    }
    for (const auto& [way, price] : paid) {
      compare(Law::cost, "a pipe nothing flows in", price.in(euro / year), 0);
    }
  }

  void check_sums() {
    double disposal = 0, purchase = 0, transport = 0, operation = 0, investment = 0, size = 1;
    Co2e disposed, produced, carried;
    for (const Recourse& row : state_.disposals) {
      disposal += row.cost.in(euro);
      size += std::abs(row.cost.in(euro));
      disposed += row.co2e.value_or(Co2e{});
    }
    for (const Recourse& row : state_.purchases) {
      purchase += row.cost.in(euro);
      size += std::abs(row.cost.in(euro));
      produced += row.co2e.value_or(Co2e{});
    }
    for (const PlanFlow& flow : state_.flows) {
      transport += flow.cost.in(euro);
      carried += flow.co2e;
    }
    for (const Activity& activity : state_.activities) {
      operation += activity.operation.in(euro / year);
      investment += activity.investment.in(euro / year);
    }
    for (const LinkBuild& link : state_.link_builds) investment += link.investment.in(euro / year);
    const CostParts& cost = state_.cost;
    const auto eur = [](MoneyFlow flow) { return flow.in(euro / year); };
    compare(Law::cost, "disposal", eur(cost.disposal), disposal, size);
    compare(Law::cost, "purchase", eur(cost.purchase), purchase, size);
    compare(Law::cost, "transport", eur(cost.transport), transport);
    compare(Law::cost, "operation", eur(cost.operation), operation);
    compare(Law::cost, "investment", eur(cost.investment), investment);
    const Co2e total = disposed + produced + carried;
    compare(Law::cost, "carbon", eur(cost.carbon), (terms_.carbon_price * total).in(euro));
    const auto tonnes = [](Co2eFlow flow) { return flow.in(tonne_co2e / year); };
    compare(Law::co2e, "disposal", tonnes(state_.co2e.disposal), disposed.in(tonne_co2e));
    compare(Law::co2e, "production", tonnes(state_.co2e.production), produced.in(tonne_co2e));
    compare(Law::co2e, "transport", tonnes(state_.co2e.transport), carried.in(tonne_co2e));
  }

  const Region& region_;
  const reference::Reference& reference_;
  const NetworkState& state_;
  const BalanceTerms& terms_;
  reference::Carriages carriages_;
  std::size_t periods_;
  std::map<At, double> passing_, dependent_;
  std::map<Way, std::vector<Amount>> carried_;
  std::map<Way, AmountFlow> standing_;
  std::vector<Violation> out_;
};

}  // namespace

std::vector<Violation> check_balance(const Region& region, const reference::Reference& reference,
                                     const NetworkState& state, const BalanceTerms& terms) {
  return Checker(region, reference, state, terms).check();
}

}  // namespace samspill::network
