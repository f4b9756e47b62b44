// Problem: say what one exchange is worth, although a plan only has one cost for the whole region.
// Method: against the state without that exchange: the giver would treat what is sent at its
// present
//   price, the taker would buy received × substitution at its present price; less transport and the
//   exchange's share of a pipe built for it (shared by amount among the flows in that pipe).
// Limits: at a process nothing is counted on that side, since a plant's costs belong to all its
// flows;
//   the sum over exchanges is therefore not the saving of the plan. A price may depend on the
//   amount in truth; here it doesn't.
// Worked number: 100 t/yr, treatment 50 EUR/t, purchase 30 EUR/t, substitution 0.5, transport
//   2 EUR/t: 100·50 + 100·0.5·30 − 100·2 = 6 300 EUR a year.

#include "report/exchange_sums.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "reference/valuation.h"

namespace samspill::report {
namespace {

using Key = std::tuple<Endpoint, Endpoint, ResourceId, ModeId>;

/// One flow summed over the periods, before it is valued.
struct Summed {
  Distance distance;
  AmountFlow sent;
  AmountFlow sent_today;
  AmountFlow needs_met;  // received × substitution, in units of what is needed
  MoneyFlow transport;
  Co2eFlow added_co2e;  // of transport and of the taker's use
  bool has_transport_factor = true;
};

/// Amounts below this are what the solver leaves behind by rounding.
constexpr AmountFlow kNoise = 1e-6 * unit_amount / year;

std::map<Key, Summed> summed(const Plan& plan) {
  std::map<Key, Summed> sums;
  for (const PlanFlow& flow : plan.planned.flows) {
    Summed& sum = sums[{flow.from, flow.to, flow.resource, flow.mode}];
    sum.distance = flow.distance;
    sum.sent += flow.sent / (1.0 * year);
    sum.needs_met += flow.received * flow.substitution / (1.0 * year);
    sum.transport += flow.cost / (1.0 * year);
    sum.added_co2e += (flow.co2e + flow.use_co2e) / (1.0 * year);
    for (const FlowLeg& leg : legs_of(flow)) {
      if (leg.mode && leg.factor_id.empty()) sum.has_transport_factor = false;
    }
  }
  for (const PlanFlow& flow : plan.baseline.flows) {
    Summed& sum = sums[{flow.from, flow.to, flow.resource, flow.mode}];
    sum.distance = flow.distance;
    sum.sent_today += flow.sent / (1.0 * year);
  }
  return sums;
}

/// Gives each flow its share of the pipe it runs in.
void add_pipes(const Plan& plan, std::map<Key, Summed>& sums) {
  using Pipe = std::tuple<SiteId, SiteId, ModeId>;
  std::map<Pipe, MoneyFlow> investments;
  for (const LinkBuild& build : plan.planned.link_builds) {
    investments[{build.from, build.to, build.mode}] += build.investment;
  }
  const auto pipe_of = [](const Key& key) {
    return Pipe{std::get<0>(key).site, std::get<1>(key).site, std::get<3>(key)};
  };
  std::map<Pipe, AmountFlow> totals;
  for (const auto& [key, sum] : sums) totals[pipe_of(key)] += sum.sent;
  for (auto& [key, sum] : sums) {
    const auto investment = investments.find(pipe_of(key));
    if (investment == investments.end() || sum.sent < kNoise) continue;
    sum.transport += investment->second * (sum.sent / totals[pipe_of(key)]);
  }
}

struct Side {
  const Region& region;
  const reference::Reference& reference;

  std::optional<MoneyFlow> saves(StreamId stream, AmountFlow amount, bool& is_verified) const {
    const auto price = reference::present_price(region, reference, region[stream]);
    if (!price) return {};
    if (!price->is_verified) is_verified = false;
    return price->value * amount;
  }
  std::optional<Co2eFlow> emits(StreamId stream, AmountFlow amount, bool& is_verified) const {
    const auto factor = reference::present_factor(region, reference, region[stream]);
    if (!factor) return {};
    if (!factor->is_verified) is_verified = false;
    return factor->value * amount;
  }
};

ExchangeSum valued(const Side& side, const Key& key, const Summed& sum) {
  const auto& [from, to, resource, mode] = key;
  ExchangeSum out{.from = from,
                  .to = to,
                  .resource = resource,
                  .mode = mode,
                  .distance = sum.distance,
                  .sent = sum.sent < kNoise ? AmountFlow{} : sum.sent,
                  .sent_today = sum.sent_today < kNoise ? AmountFlow{} : sum.sent_today,
                  .transport = sum.transport,
                  .has_transport_factor = sum.has_transport_factor,
                  .gives_from_stream = static_cast<bool>(from.stream),
                  .takes_to_stream = static_cast<bool>(to.stream)};
  Co2eFlow saved = -sum.added_co2e;
  bool is_known = sum.has_transport_factor;
  const auto count = [&](StreamId stream, AmountFlow amount, std::optional<MoneyFlow>& saves) {
    saves = side.saves(stream, amount, out.has_verified_prices);
    const auto emits = side.emits(stream, amount, out.has_verified_factors);
    is_known = is_known && emits;
    if (emits) saved += *emits;
  };
  if (from.stream) count(from.stream, sum.sent, out.giver_saves);
  if (to.stream) count(to.stream, sum.needs_met, out.taker_saves);
  if (is_known) out.co2e_saved = saved;
  return out;
}

}  // namespace

std::optional<MoneyFlow> ExchangeSum::benefit() const {
  MoneyFlow benefit = -transport;
  if (gives_from_stream && !giver_saves) return {};
  if (takes_to_stream && !taker_saves) return {};
  if (giver_saves) benefit += *giver_saves;
  if (taker_saves) benefit += *taker_saves;
  return benefit;
}

std::optional<MoneyFlow> ExchangeSum::added_benefit() const {
  const std::optional<MoneyFlow> whole = benefit();
  if (!whole || !is_in_plan()) return {};
  return *whole * ((sent - sent_today) / sent);
}

std::vector<ExchangeSum> sum_exchanges(const Region& region, const reference::Reference& reference,
                                       const Plan& plan) {
  std::map<Key, Summed> sums = summed(plan);
  add_pipes(plan, sums);
  std::vector<ExchangeSum> exchanges;
  for (const auto& [key, sum] : sums) {
    if (sum.sent < kNoise && sum.sent_today < kNoise) continue;
    exchanges.push_back(valued({region, reference}, key, sum));
  }
  std::ranges::stable_sort(exchanges, [](const ExchangeSum& a, const ExchangeSum& b) {
    const auto [x, y] = std::pair(a.benefit(), b.benefit());
    if (a.is_in_plan() != b.is_in_plan()) return a.is_in_plan();
    if (x.has_value() != y.has_value()) return x.has_value();
    return x && *x > *y;
  });
  return exchanges;
}

}  // namespace samspill::report
