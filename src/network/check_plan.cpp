// Whether a plan is true: its state (check_state.h), and what it says besides: the cap, today,
// shadow prices, and how good it is (price_bound.h). Limits: today's state is only known by its
// sums.
#include "network/check_plan.h"

#include <algorithm>
#include <string>

#include "network/blends.h"
#include "network/check_state.h"
#include "network/endpoints.h"
#include "network/price_bound.h"
#include "reference/valuation.h"

namespace samspill::network {
namespace {

class PlanChecker {
 public:
  PlanChecker(const Region& region, const reference::Reference& tables, const Plan& plan)
      : region_(region),
        tables_(tables),
        plan_(plan),
        state_(plan.planned),
        facts_(check_state(region, tables, reference::Carriages(region, tables), plan.planned,
                           plan.terms.carbon_price, plan.terms.without)) {}

  PlanCheck check() && {
    check_left_out();
    check_cap_and_today();
    for (const NodePrice& price : plan_.prices) check_price(price);
    PlanCheck out;
    out.proven_gap = check_bound();
    out.facts = std::move(facts_.facts);
    for (Violation& violation : facts_.violations) {
      out.violations.push_back(std::move(violation.message));
    }
    return out;
  }

 private:
  void equal(FactKind kind, std::string_view what, double found, double expected, double size = 1) {
    facts_.equal(kind, [&] { return std::string(what); }, found, expected, size);
  }
  void at_most(FactKind kind, std::string_view what, double found, double most) {
    facts_.at_most(kind, [&] { return std::string(what); }, found, most);
  }

  void check_left_out() {
    std::vector<StreamId> left_out;
    for (std::size_t i = 0; i < region_.streams.size(); ++i) {
      const Stream& stream = region_.streams[i];
      const bool is_away = std::ranges::contains(plan_.terms.without, stream.site);
      if (!is_away && !reference::present_price(region_, tables_, stream)) {
        left_out.emplace_back(i);
      }
    }
    facts_.require(
        FactKind::rule, plan_.left_out == left_out,
        [] { return std::string("the streams that are left out"); },
        "found others, expected those without a price");
  }

  void check_cap_and_today() {
    const auto tonnes = [](Co2eFlow flow) { return flow.in(tonne_co2e / year); };
    equal(FactKind::cap, "today's carbon price [EUR/yr]",
          plan_.baseline.cost.carbon.in(euro / year),
          (plan_.terms.carbon_price * plan_.baseline.co2e.total()).in(euro / year));
    const Co2eFlow planned = state_.co2e.total(), today = plan_.baseline.co2e.total();
    const auto& cap = plan_.terms.cap;
    if (cap) at_most(FactKind::cap, "CO2e under the cap [t/yr]", tonnes(planned), tonnes(*cap));
    if (cap && today > *cap) return;  // then today is none of the plans
    if (plan_.terms.objective == Objective::climate) {
      at_most(FactKind::cap, "CO2e, which is today's at most [t/yr]", tonnes(planned),
              tonnes(today));
    } else {
      at_most(FactKind::cap, "cost, which is today's at most [EUR/yr]", total(state_),
              total(plan_.baseline));
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
      const bool is_every_period = static_cast<std::size_t>(count) == region_.period_count();
      if (is_every_period && !is_mixed(price.at.stream) && !may_be_lost(price)) {
        equal(FactKind::price, what, found, most);
      } else {
        at_most(FactKind::price, what, found, most);
      }
    }
  }

  /// What is bought for it may thin what comes besides, so that a unit more is worth less.
  bool is_mixed(StreamId need) const { return need && limits_mixes(region_, tables_, need); }

  /// What is lost of it in a storage, or on the way to a site that passes it on, is disposed of,
  /// though it would be worth more.
  bool may_be_lost(const NodePrice& price) const {
    return std::ranges::any_of(state_.storages,
                               [&](const StorageUse& use) {
                                 return std::ranges::contains(use.holdings, price.at,
                                                              &Holding::giver);
                               }) ||
           std::ranges::any_of(state_.flows, [&](const PlanFlow& flow) {
             return flow.from == price.at && !flow.legs.empty();
           });
  }

  /// What is bought for it earns by more than its balance.
  bool brings_property(const NodePrice& price) const {
    return price.at.process && depends_on_property(region_[price.at.process]);
  }

  /// By how much the plan can be bettered at most by its proof; empty when it has none.
  std::optional<double> check_bound() {
    at_most(FactKind::proof, "gap", plan_.gap, 1);
    at_most(FactKind::proof, "gap is not negative", -plan_.gap, 0);
    if (!plan_.proof) return {};
    const PlanTerms& terms = plan_.terms;
    const Worth worth{terms.carbon_price, terms.objective == Objective::cost && !terms.cap};
    std::vector<Remark> notes;
    const Network network = find_network(region_, tables_, terms.without, worth, kMostPairs, notes);
    const double cost = total(state_);
    const double least = price_bound(network, terms, *plan_.proof).in(euro / year);
    const double cap_price = plan_.proof->cap_price.in(euro / tonne_co2e);
    at_most(FactKind::proof, "price of the cap is not negative", -cap_price, 0);
    if (!terms.cap) equal(FactKind::proof, "price of a cap that there is not", cap_price, 0);
    equal(FactKind::proof, "least cost by the proof's prices [EUR/yr]",
          plan_.proof->least.in(euro / year), least, std::abs(cost));
    at_most(FactKind::proof, "least cost, beside the plan's [EUR/yr]", least, cost);
    return proven_gap(state_.cost.total(), least * euro / year);
  }

  const Region& region_;
  const reference::Reference& tables_;
  const Plan& plan_;
  const NetworkState& state_;
  FactList facts_;
};

}  // namespace

PlanCheck check_plan(const Region& region, const reference::Reference& reference,
                     const Plan& plan) {
  return PlanChecker(region, reference, plan).check();
}

}  // namespace samspill::network
