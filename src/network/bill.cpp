#include "network/bill.h"

#include <map>
#include <optional>
#include <tuple>

#include "reference/carriage.h"
#include "reference/valuation.h"

namespace samspill::network {
namespace {

using reference::Carriage;
using reference::FactorKind;
using reference::PriceKind;

class BillChecker {
 public:
  BillChecker(const Region& region, const reference::Reference& reference,
              const NetworkState& state, std::span<const SiteId> without)
      : region_(region),
        reference_(reference),
        state_(state),
        without_(without),
        carriages_(region, reference) {}

  std::vector<Violation> check() && {
    for (const Recourse& row : state_.disposals) check_recourse(row, true);
    for (const Recourse& row : state_.purchases) check_recourse(row, false);
    for (const Activity& activity : state_.activities) check_activity(activity);
    check_existing();
    for (const StorageUse& use : state_.storages) check_storage(use);
    check_existing_storages();
    for (const PlanFlow& flow : state_.flows) check_flow(flow);
    check_pipes();
    return std::move(out_.list);
  }

 private:
  using Pipe = std::tuple<SiteId, SiteId, ModeId, ResourceId>;

  void check_recourse(const Recourse& row, bool is_disposal) {
    std::optional<reference::ValuedPrice> price;
    std::optional<reference::ValuedFactor> factor;
    if (row.at.stream) {
      price = reference::present_price(region_, reference_, region_[row.at.stream]);
      factor = reference::present_factor(region_, reference_, region_[row.at.stream]);
    } else {
      price = reference::market_price(region_, reference_,
                                      is_disposal ? PriceKind::disposal : PriceKind::purchase,
                                      row.resource, row.at.site);
      factor = reference::market_factor(region_, reference_,
                                        is_disposal ? FactorKind::disposal : FactorKind::production,
                                        row.resource, row.at.site);
    }
    const std::string name = name_of(region_, row.at);
    out_.expect_equal(Law::cost, name, row.cost.in(euro),
                      price ? (price->value * row.amount).in(euro) : NAN);
    if (factor.has_value() != row.co2e.has_value()) {
      out_.add(Law::co2e, name + (factor ? ": its known" : ": an unknown") + " factor");
    } else if (factor) {
      out_.expect_equal(Law::co2e, name, row.co2e->in(kilogram_co2e),
                        (factor->value * row.amount).in(kilogram_co2e));
    }
  }

  void check_activity(const Activity& activity) {
    const Process& process = region_[activity.process];
    const std::string name = name_of(region_, {{}, activity.process, activity.site});
    const bool is_candidate = process.status == ProcessStatus::candidate;
    if (activity.is_built != is_candidate) out_.add(Law::cost, name + ": built or existing");
    const double size = activity.capacity.in(unit_amount / year);
    const AmountFlow least = is_candidate ? process.capacity_min : AmountFlow{};
    const AmountFlow most = process.capacity_max.value_or(activity.capacity);
    out_.expect_at_most(Law::capacity, name + " size", size, most.in(unit_amount / year));
    out_.expect_at_most(Law::capacity, name + " least", least.in(unit_amount / year), size);
    MoneyFlow operation = process.opex_fixed;
    for (const Amount amount : activity.main_input) {
      operation += process.opex_per_amount * amount / (1.0 * year);
    }
    out_.expect_equal(Law::cost, name + " operation", activity.operation.in(euro / year),
                      operation.in(euro / year));
    Money capital = process.capex_fixed;
    if (process.capex_per_flow) {
      capital += *process.capex_per_flow * (activity.capacity * (1.0 * year));
    }
    const MoneyFlow investment =
        reference::annuity(capital, region_.settings.discount_rate, process.lifetime);
    out_.expect_equal(Law::cost, name + " investment", activity.investment.in(euro / year),
                      is_candidate ? investment.in(euro / year) : 0);
  }

  void check_existing() {
    for (std::size_t i = 0; i < region_.processes.size(); ++i) {
      const Process& process = region_.processes[i];
      if (process.status != ProcessStatus::existing) continue;
      for (const SiteId site : process.sites) {
        const auto is_here = [&](const Activity& activity) {
          return activity.process == ProcessId(i) && activity.site == site;
        };
        if (std::ranges::contains(without_, site)) continue;
        if (std::ranges::none_of(state_.activities, is_here)) {
          out_.add(Law::cost, name_of(region_, {{}, ProcessId(i), site}) + " is not counted");
        }
      }
    }
  }

  void check_storage(const StorageUse& use) {
    const Storage& storage = region_[use.storage];
    const bool is_candidate = storage.status == ProcessStatus::candidate;
    if (use.is_built != is_candidate) out_.add(Law::cost, storage.key + ": built or existing");
    const Amount most = storage.capacity.value_or(use.capacity);
    out_.expect_at_most(Law::capacity, storage.key + " size", use.capacity.in(unit_amount),
                        most.in(unit_amount));
    MoneyFlow operation = storage.opex_fixed;
    for (const Holding& holding : use.holdings) {
      for (const Amount amount : holding.put_in) {
        operation += storage.opex_per_amount * amount / (1.0 * year);
      }
    }
    out_.expect_equal(Law::cost, storage.key + " operation", use.operation.in(euro / year),
                      operation.in(euro / year));
    const MoneyFlow investment =
        reference::annuity(storage.capex_fixed + storage.capex_per_amount * use.capacity,
                           region_.settings.discount_rate, storage.lifetime);
    out_.expect_equal(Law::cost, storage.key + " investment", use.investment.in(euro / year),
                      is_candidate ? investment.in(euro / year) : 0);
  }

  void check_existing_storages() {
    for (std::size_t i = 0; i < region_.storages.size(); ++i) {
      const Storage& storage = region_.storages[i];
      const auto uses = std::ranges::count(state_.storages, StorageId(i), &StorageUse::storage);
      const bool must_count = storage.status == ProcessStatus::existing &&
                              !std::ranges::contains(without_, storage.site);
      if (uses > 1) out_.add(Law::cost, storage.key + " is counted twice");
      if (uses == 0 && must_count) out_.add(Law::cost, storage.key + " is not counted");
    }
  }

  void check_flow(const PlanFlow& flow) {
    const std::string name = name_of(region_, flow.from) + " to " + name_of(region_, flow.to);
    const Carriage way = way_of({flow.from.site, flow.to.site, flow.mode, flow.resource});
    out_.expect_equal(Law::cost, name, flow.cost.in(euro), (way.cost * flow.sent).in(euro));
    const Co2e emitted = way.co2e ? *way.co2e * flow.sent : Co2e{};
    out_.expect_equal(Law::co2e, name, flow.co2e.in(kilogram_co2e), emitted.in(kilogram_co2e));
    out_.expect_equal(Law::co2e, name + " in use", flow.use_co2e.in(kilogram_co2e),
                      used(flow).in(kilogram_co2e));
    if (way.fixed <= MoneyFlow{} && !way.capacity) return;
    const Pipe pipe{flow.from.site, flow.to.site, flow.mode, flow.resource};
    auto& carried = carried_[pipe];
    carried.resize(region_.period_count());
    carried[flow.period] += flow.sent;
    if (const auto today = standing_for(flow)) {
      standing_.try_emplace(pipe).first->second += *today;
    }
  }

  /// What the flow gives off in its new use.
  Co2e used(const PlanFlow& flow) const {
    if (!flow.to.stream) return {};
    const auto fit = reference_.fit(flow.resource, region_[flow.to.stream].resource);
    const auto factor = reference::use_factor(region_, reference_, fit.value_or(reference::Fit{}),
                                              flow.resource, flow.to.site);
    return factor ? factor->value * flow.received : Co2e{};
  }

  Carriage way_of(const Pipe& pipe) const {
    const auto& [from, to, mode, resource] = pipe;
    const auto ways = carriages_.ways_of_any_length(from, to, resource);
    const auto way = std::ranges::find(ways, mode, &Carriage::mode);
    return way == ways.end() ? Carriage{.cost = NAN * euro / unit_amount} : *way;
  }

  /// What an operating exchange carries between the flow's sites, or nothing where the giver is an
  /// existing process, which may have its pipe today. Empty when no pipe can stand for the flow.
  std::optional<Amount> standing_for(const PlanFlow& flow) const {
    std::optional<Amount> sum;
    if (flow.from.process && region_[flow.from.process].status == ProcessStatus::existing) {
      sum = Amount{};
    }
    for (const Exchange& exchange : region_.exchanges) {
      const SiteId to = exchange.need ? region_[exchange.need].site : exchange.process_site;
      if (exchange.stage != Stage::operating || to != flow.to.site) continue;
      if (exchange.giver_site != flow.from.site || exchange.resource != flow.resource) continue;
      sum = sum.value_or(Amount{}) + exchange.quantity.value_or(AmountFlow{}) * (1.0 * year);
    }
    return sum;
  }

  void check_pipes() {
    std::map<Pipe, MoneyFlow> paid;
    for (const LinkBuild& link : state_.link_builds) {
      paid[{link.from, link.to, link.mode, link.resource}] += link.investment;
    }
    for (const auto& [pipe, carried] : carried_) {
      const Carriage way = way_of(pipe);
      const auto payment = paid.extract(pipe);
      const auto standing = standing_.find(pipe);
      const bool stands = standing != standing_.end() && !payment;
      const std::string name =
          reference_[std::get<ModeId>(pipe)].key + " from " + region_[std::get<0>(pipe)].key;
      out_.expect_equal(Law::cost, name, payment ? payment.mapped().in(euro / year) : 0,
                        stands ? 0 : way.fixed.in(euro / year));
      for (std::size_t t = 0; way.capacity && t < carried.size(); ++t) {
        Amount room = *way.capacity * region_.settings.periods[t];
        // What stands is as wide as what it carries today.
        if (stands) room = std::max(room, standing->second);
        out_.expect_at_most(Law::capacity, name, carried[t].in(unit_amount), room.in(unit_amount));
      }
    }
    if (!paid.empty()) out_.add(Law::cost, "a pipe is paid for that carries nothing");
  }

  const Region& region_;
  const reference::Reference& reference_;
  const NetworkState& state_;
  std::span<const SiteId> without_;
  reference::Carriages carriages_;
  std::map<Pipe, std::vector<Amount>> carried_;
  std::map<Pipe, Amount> standing_;
  Violations out_;
};

}  // namespace

std::vector<Violation> check_bill(const Region& region, const reference::Reference& reference,
                                  const NetworkState& state, std::span<const SiteId> without) {
  return BillChecker(region, reference, state, without).check();
}

}  // namespace samspill::network
