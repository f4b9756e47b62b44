// A region in one scenario, with what stands today the same in all of them.
//
// Problem: which pipes stand today is found out from today's exchanges and prices; found out anew
// in each scenario, a pipe could stand in one and not in another. Method: what stands is found in
// the region as recorded and laid over the network of each scenario. Limits: what an existing
// process can only be rid of by a pipe that does not stand must wait until that is built. Worked
// number: a pipe that carries 40 MWh/yr today carries at least 40 in each scenario, at no cost to
// build.
#include "network/scenario_case.h"

#include <algorithm>

#include "network/check_state.h"
#include "network/network.h"
#include "network/state.h"
#include "network/today.h"

namespace samspill::network {
namespace {

Worth worth_of(const Region& region, const NetworkOptions& options, double carbon_price_factor) {
  return {carbon_price_factor * terms_of(region, options).carbon_price};
}

Builds::Way way_of(const Connection& connection) {
  return {connection.from, connection.to, connection.mode, connection.resource};
}

std::tuple<Endpoint, Endpoint, ModeId> way_of(const Network& network, const Arc& arc) {
  return {network.nodes[arc.giver].at, network.nodes[arc.taker].at, arc.way.mode};
}

/// Today's arcs are those of the region as recorded, between the ends that are still there.
void lay_over(const TodaysWays& recorded, Network& network) {
  for (Connection& connection : network.arcs.connections) {
    connection.stands = recorded.connections.contains(way_of(connection));
  }
  std::map<std::pair<std::size_t, std::size_t>, TodayFlow*> today_between;
  for (TodayFlow& today : network.arcs.today) {
    const Arc& first = network.arcs.arcs[today.arcs.front()];
    today_between[{first.giver, first.taker}] = &today;
    today.arcs.clear();
  }
  for (std::size_t i = 0; i < network.arcs.arcs.size(); ++i) {
    Arc& arc = network.arcs.arcs[i];
    const auto today = today_between.find({arc.giver, arc.taker});
    arc.is_today = arc.relay == kNone && today != today_between.end() &&
                   recorded.ways.contains(way_of(network, arc));
    if (arc.is_today) today->second->arcs.push_back(i);
  }
}

/// What a standing connection carries today it can carry.
void widen(const TodaysWays& recorded, const Network& network, Model& model) {
  for (std::size_t i = 0; i < network.arcs.connections.size(); ++i) {
    const auto found = recorded.connections.find(way_of(network.arcs.connections[i]));
    if (found == recorded.connections.end()) continue;
    for (std::size_t t = 0; t < found->second.size(); ++t) {
      double& most = model.problem.row_upper[model.connection_rows[i] + t];
      most = std::max(most, found->second[t]);
    }
  }
}

}  // namespace

TodaysWays find_todays_ways(const Region& region, const reference::Reference& reference,
                            const NetworkOptions& options, std::vector<Remark>& notes) {
  Network network = find_network(region, reference, options.without, worth_of(region, options, 1),
                                 options.most_pairs, notes);
  Model model = build_model(network);
  find_today(network, model, solver::Options{.stop = options.stop}, notes);
  TodaysWays today;
  for (const Arc& arc : network.arcs.arcs) {
    if (arc.is_today) today.ways.insert(way_of(network, arc));
  }
  for (std::size_t i = 0; i < network.arcs.connections.size(); ++i) {
    const Connection& connection = network.arcs.connections[i];
    if (!connection.stands) continue;
    const double* first = &model.problem.row_upper[model.connection_rows[i]];
    today.connections[way_of(connection)] = {first, first + region.period_count()};
  }
  return today;
}

ScenarioCase::ScenarioCase(ScenarioRegion scenario, const reference::Reference& reference,
                           const NetworkOptions& options, const TodaysWays& recorded)
    : region_(std::move(scenario.region)),
      reference_(reference),
      without_(options.without),
      carriages_(region_, reference),
      network_(find_network(region_, reference, without_,
                            worth_of(region_, options, scenario.carbon_price_factor),
                            options.most_pairs, notes_)) {
  lay_over(recorded, network_);
  model_ = build_model(network_);
  widen(recorded, network_, model_);
}

NetworkState ScenarioCase::today(const solver::Options& options) const {
  Network network = network_;
  Model model = model_;
  std::vector<Remark> notes;
  const Today today = find_today(network, model, options, notes);
  NetworkState state = read_state(network, model, today.columns);
  check(state, nullptr, "today's state in a scenario");
  return state;
}

solver::Solution ScenarioCase::settle(const Builds& builds, const solver::Options& options) const {
  Model model = model_;
  fix_to(builds, network_, model);
  return solver::solve(model.problem, options);
}

NetworkState ScenarioCase::read(const std::vector<double>& columns) const {
  return read_state(network_, model_, columns);
}

void ScenarioCase::check(const NetworkState& state, const Builds* shared,
                         std::string_view what) const {
  require_sound(
      check_state(region_, reference_, carriages_, state, network_.carbon_price, without_, shared),
      what);
}

}  // namespace samspill::network
