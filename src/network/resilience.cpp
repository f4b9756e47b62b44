// What a plan loses when a site or a way drops out.
//
// Problem: a plan leans on its partners; which of them may not fail? Method: with the builds fixed
// the plan is a linear problem that is loaded once; a lost site's streams are nothing and its
// processes stand still, a lost way carries nothing, and the dual simplex mends the plan from its
// own basis. Cost is compared by where it falls, so that what a lost site no longer disposes of,
// buys and carries for itself is no gain to the others. Source: single contingencies (N−1) as in
// power networks: A. J. Wood, B. F. Wollenberg, G. B. Sheblé, Power Generation, Operation, and
// Control (2013), chapter 7 [unverified]. Limits: one loss at a time, for a whole year, known from
// its start; nothing new is built; a site loses all that it does. Who pays for carriage is not
// known: that to and from a lost site is taken to have been its own, so that a loss is rather too
// dear than too cheap. Worked number: 60 t/yr of bark go to a taker at 10 EUR/t instead of being
// bought at 40. Without the giver: 60·40 bought, 2400 EUR/yr more. Without the way: 60·90 disposed
// of besides, and 60·10 not carried, 7200 EUR/yr more.
#include "network/resilience.h"

#include <algorithm>
#include <format>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <tuple>

#include "base/error.h"
#include "network/bill_shares.h"
#include "network/check_state.h"
#include "network/fixed_plan.h"
#include "network/state.h"
#include "reference/carriage.h"
#include "solver/solve.h"

namespace samspill::network {
namespace {

/// A site that pays this much more or less is hit [EUR a year]; less is noise.
constexpr double kLeastHit = 0.01;

class FailureFinder {
 public:
  FailureFinder(const Region& region, const reference::Reference& reference, const Plan& plan,
                const ResilienceOptions& options)
      : region_(region),
        reference_(reference),
        plan_(plan),
        options_(options),
        carriages_(region, reference),
        fixed_(fix_builds(region, reference, options.plan, plan)),
        loaded_(fixed_.model.problem, options.plan.stop),
        before_(share_bill(region, plan.planned, fixed_.network.carbon_price)),
        fixed_cost_(fixed_cost_of(region, plan.planned)) {}

  Resilience find() {
    Resilience out;
    out.benefit = plan_.baseline.cost.total() - plan_.planned.cost.total();
    const std::vector<Lost> losses = losses_of_plan();
    out.untouched = region_.sites.size() - options_.plan.without.size();
    for (const Lost& lost : losses) {
      if (std::holds_alternative<SiteId>(lost)) --out.untouched;
      auto failure = fail(lost);
      if (!failure) {
        out.is_complete = false;
        continue;
      }
      failure->is_single_point =
          failure->cost > options_.single_point_share * out.benefit || !failure->stranded.empty();
      out.failures.push_back(std::move(*failure));
      if (options_.plan.progress) {
        const double share =
            static_cast<double>(out.failures.size()) / static_cast<double>(losses.size());
        options_.plan.progress({.share = share});
      }
    }
    std::ranges::stable_sort(out.failures, std::greater{}, &Failure::cost);
    return out;
  }

 private:
  static MoneyFlow fixed_cost_of(const Region& region, const NetworkState& planned) {
    MoneyFlow sum = planned.cost.investment;
    for (const Activity& activity : planned.activities) {
      sum += region[activity.process].opex_fixed;
    }
    for (const StorageUse& use : planned.storages) sum += region[use.storage].opex_fixed;
    return sum;
  }

  /// Sites first, then ways, each by its place in the region.
  std::vector<Lost> losses_of_plan() const {
    std::set<SiteId> sites;
    std::set<UsedWay> ways;
    for (const PlanFlow& flow : plan_.planned.flows) {
      for (const FlowLeg& leg : legs_of(flow)) {
        if (leg.from == leg.to) continue;
        sites.insert({leg.from, leg.to});
        ways.insert({leg.from, leg.to, leg.mode, flow.resource});
      }
    }
    std::vector<Lost> losses(sites.begin(), sites.end());
    losses.insert(losses.end(), ways.begin(), ways.end());
    return losses;
  }

  /// Empty when the run was stopped.
  std::optional<Failure> fail(const Lost& lost) {
    const solver::Solution solution = loaded_.solve(changes_for(lost));
    if (solution.status == solver::Status::stopped) return {};
    if (!solution.has_answer()) {
      throw Error(ErrorKind::internal, "the plan has no solution after the loss of " + name(lost));
    }
    const NetworkState after = state_after(lost, solution);
    Failure failure{.lost = lost};
    compare_bills(after, failure);
    find_stopped(failure);
    find_idle(after, failure);
    find_stranded(after, failure);
    return failure;
  }

  solver::Changes changes_for(const Lost& lost) const {
    return std::visit([&](const auto& what) { return changes_without(what); }, lost);
  }

  solver::Changes changes_without(SiteId site) const {
    solver::Changes changes;
    const Nodes& nodes = fixed_.network.nodes;
    for (std::size_t i = 0; i < nodes.nodes.size(); ++i) {
      if (!nodes[i].at.stream || nodes[i].at.site != site) continue;
      for (std::size_t t = 0; t < periods_of(fixed_.network, nodes[i]); ++t) {
        changes.rows.push_back({fixed_.model.node_rows[i] + t, 0, 0});
      }
    }
    for (std::size_t i = 0; i < nodes.instances.size(); ++i) {
      if (nodes.instances[i].site != site) continue;
      for (std::size_t t = 0; t < region_.period_count(); ++t) {
        changes.columns.push_back({fixed_.model.activity_columns[i] + t, 0, 0});
      }
    }
    for (std::size_t i = 0; i < fixed_.network.holders.holders.size(); ++i) {
      const Holder& holder = fixed_.network.holders.holders[i];
      if (region_[holder.storage].site != site && nodes[holder.giver].at.site != site) continue;
      for (std::size_t t = 0; t < region_.period_count(); ++t) {
        changes.columns.push_back({fixed_.model.level_columns[i] + t, 0, 0});
      }
    }
    close_legs(changes, [&](const Leg& leg, std::size_t) {
      return fixed_.network.arcs.relays[leg.to].site == site;
    });
    return changes;
  }

  SiteId start_of(std::size_t giver, std::size_t relay) const {
    return fixed_.network.arcs.start(fixed_.network.nodes, giver, relay);
  }

  void close_legs(solver::Changes& changes, const auto& is_lost) const {
    const Arcs& arcs = fixed_.network.arcs;
    for (std::size_t i = 0; i < arcs.legs.size(); ++i) {
      if (!is_lost(arcs.legs[i], arcs.relays[arcs.legs[i].to].giver)) continue;
      for (std::size_t t = 0; t < region_.period_count(); ++t) {
        changes.columns.push_back({fixed_.model.leg_columns[i] + t, 0, 0});
      }
    }
  }

  solver::Changes changes_without(const UsedWay& way) const {
    solver::Changes changes;
    for (std::size_t i = 0; i < fixed_.network.arcs.arcs.size(); ++i) {
      const Arc& arc = fixed_.network.arcs.arcs[i];
      const Node& from = fixed_.network.nodes[arc.giver];
      const UsedWay its{start_of(arc.giver, arc.relay), fixed_.network.nodes[arc.taker].at.site,
                        arc.way.mode, from.resource};
      for (std::size_t t = 0; its == way && t < periods_of(fixed_.network, arc); ++t) {
        changes.columns.push_back({fixed_.model.arc_columns[i] + t, 0, 0});
      }
    }
    close_legs(changes, [&](const Leg& leg, std::size_t giver) {
      return way == UsedWay{start_of(giver, leg.from), fixed_.network.arcs.relays[leg.to].site,
                            leg.way.mode, fixed_.network.nodes[giver].resource};
    });
    return changes;
  }

  /// Checked against the region's rows and the solver's own sum.
  NetworkState state_after(const Lost& lost, const solver::Solution& solution) const {
    NetworkState state = read_state(fixed_.network, fixed_.model, solution.columns);
    std::vector<SiteId> without = options_.plan.without;
    if (const auto* site = std::get_if<SiteId>(&lost)) {
      without.push_back(*site);
      std::erase_if(state.disposals, [&](const Recourse& row) { return row.at.site == *site; });
      std::erase_if(state.purchases, [&](const Recourse& row) { return row.at.site == *site; });
      std::erase_if(state.activities, [&](const Activity& row) { return row.site == *site; });
      std::erase_if(state.storages,
                    [&](const StorageUse& row) { return region_[row.storage].site == *site; });
      add_up(state, fixed_.network.carbon_price);
    }
    FactList facts =
        check_state(region_, reference_, carriages_, state, fixed_.network.carbon_price, without);
    const BillShares shares = share_bill(region_, state, fixed_.network.carbon_price);
    MoneyFlow sum = fixed_cost_ + shares.transport.cost;
    for (const Bill& bill : shares.sites) sum += bill.cost;
    facts.equal(
        FactKind::sum, [] { return std::string("the sum of all bills"); }, sum.in(euro / year),
        solution.objective, std::abs(plan_.baseline.cost.total().in(euro / year)));
    require_sound(facts, "the plan without " + name(lost));
    return state;
  }

  std::string name(const Lost& lost) const {
    if (const auto* site = std::get_if<SiteId>(&lost)) return region_[*site].key;
    const auto& way = std::get<UsedWay>(lost);
    return std::format("{} from {} to {}", reference_[way.mode].key, region_[way.from].key,
                       region_[way.to].key);
  }

  void compare_bills(const NetworkState& after, Failure& failure) const {
    const BillShares shares = share_bill(region_, after, fixed_.network.carbon_price);
    const auto* lost_site = std::get_if<SiteId>(&failure.lost);
    Bill transport = shares.transport - before_.transport;
    if (lost_site != nullptr) transport = transport + before_.carriage[lost_site->index()];
    failure.transport = failure.cost = transport.cost;
    failure.co2e = transport.co2e;
    for (std::size_t i = 0; i < shares.sites.size(); ++i) {
      if (lost_site != nullptr && lost_site->index() == i) continue;
      const Bill more = shares.sites[i] - before_.sites[i];
      failure.cost += more.cost;
      failure.co2e += more.co2e;
      if (std::abs(more.cost.in(euro / year)) >= kLeastHit) {
        failure.hits.push_back({SiteId(i), more.cost});
      }
    }
    std::ranges::stable_sort(failure.hits, std::greater{}, &Hit::cost);
  }

  static bool concerns(const Lost& lost, const PlanFlow& flow) {
    const auto* site = std::get_if<SiteId>(&lost);
    return std::ranges::any_of(legs_of(flow), [&](const FlowLeg& leg) {
      if (site != nullptr) return leg.from == *site || leg.to == *site;
      return std::get<UsedWay>(lost) == UsedWay{leg.from, leg.to, leg.mode, flow.resource};
    });
  }

  void find_stopped(Failure& failure) const {
    std::map<std::tuple<Endpoint, Endpoint, ResourceId, ModeId>, Amount> sums;
    for (const PlanFlow& flow : plan_.planned.flows) {
      if (!concerns(failure.lost, flow)) continue;
      sums[{flow.from, flow.to, flow.resource, flow.mode}] += flow.sent;
    }
    for (const auto& [key, sent] : sums) {
      const auto& [from, to, resource, mode] = key;
      failure.stopped.push_back({from, to, resource, mode, sent / (1.0 * year)});
    }
  }

  static std::set<Endpoint> running(const NetworkState& state) {
    std::set<Endpoint> found;
    for (const Activity& activity : state.activities) {
      if (std::ranges::any_of(activity.main_input, [](Amount amount) { return amount > Amount{}; }))
        found.insert({{}, activity.process, activity.site});
    }
    return found;
  }

  void find_idle(const NetworkState& after, Failure& failure) const {
    const auto still = running(after);
    const auto* lost_site = std::get_if<SiteId>(&failure.lost);
    for (const Endpoint& process : running(plan_.planned)) {
      const bool is_lost = lost_site != nullptr && process.site == *lost_site;
      if (!is_lost && !still.contains(process)) failure.idle.push_back(process);
    }
  }

  static std::set<StreamId> served(const NetworkState& state) {
    std::set<StreamId> found;
    for (const PlanFlow& flow : state.flows) {
      if (flow.to.stream) found.insert(flow.to.stream);
    }
    return found;
  }

  void find_stranded(const NetworkState& after, Failure& failure) const {
    const auto still = served(after);
    const auto* lost_site = std::get_if<SiteId>(&failure.lost);
    for (const StreamId need : served(plan_.planned)) {
      const bool is_lost = lost_site != nullptr && region_[need].site == *lost_site;
      if (!is_lost && !still.contains(need)) failure.stranded.push_back(need);
    }
  }

  const Region& region_;
  const reference::Reference& reference_;
  const Plan& plan_;
  const ResilienceOptions& options_;
  reference::Carriages carriages_;
  FixedPlan fixed_;
  solver::LoadedProblem loaded_;
  BillShares before_;
  MoneyFlow fixed_cost_;
};

}  // namespace

Resilience find_resilience(const Region& region, const reference::Reference& reference,
                           const Plan& plan, const ResilienceOptions& options) {
  return FailureFinder(region, reference, plan, options).find();
}

}  // namespace samspill::network
