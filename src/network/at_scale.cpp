// A network as flows, plants and pipes in plain numbers.
//
// Problem: regions whose model is beyond branch and bound. Method: first_order/ seeks builds, flows
// and prices for what is written here (docs/methods/first_order.md); then the flows are settled
// exactly, by the model's own rows, with the builds it has chosen and on the ways that it uses.
// What a way, a process or a purchase adds to which balance is read from the model's columns. A
// balance without a way out gets one at a penalty, dearer than any, which the settled
// plan never pays. What changes two balances is an arc; what shares a capacity or changes more is
// an activity of a facility. Bounds are those of limits.h. Limits: builds are good, not best; least
// sizes are kept but not thought of when builds are chosen. Worked number: a pipe for 1000 EUR/yr
// that can carry 500 MWh/yr is a facility of largest size 500 and fixed cost 1000.
#include "network/at_scale.h"

#include <algorithm>
#include <cmath>
#include <format>
#include <string>
#include <string_view>

#include "base/error.h"

namespace samspill::network {
namespace {

/// A penalty is so many times the dearest way out; more, and prices are sought for longer.
constexpr double kPenalty = 2;

void refuse(std::string_view feature, std::string_view where) {
  throw Error(ErrorKind::invalid,
              std::format("a plan at scale cannot hold {}: found {}; use the exact method", feature,
                          where));
}

}  // namespace

void require_scalable(const Network& network, const PlanTerms& terms) {
  const Region& region = network.region;
  if (terms.objective != Objective::cost) refuse("the climate objective", "climate");
  if (terms.cap) {
    refuse("a cap on CO2e", std::format("{} t/yr", terms.cap->in(tonne_co2e / year)));
  }
  for (const Holder& holder : network.holders.holders) {
    const Storage& storage = region[holder.storage];
    for (std::size_t t = 1; t < region.period_count(); ++t) {
      if (kept_share(region, storage, t) == kept_share(region, storage, 0)) continue;
      refuse("storages that lose other shares in other periods", storage.key);
    }
  }
}

bool is_flows_alone(const Network& network) {
  if (!network.holders.holders.empty() || !network.blends.empty()) return false;
  for (std::size_t i = 0; i < network.nodes.instances.size(); ++i) {
    const AmountFlow useful = useful_capacity(network.region, network.nodes, network.limits, i);
    if (useful > AmountFlow{}) return false;
  }
  return true;
}

ScaleForm::ScaleForm(const Network& network, const Model& model)
    : network_(network),
      model_(model),
      periods_(network.region.period_count()),
      penalty_(find_penalty()) {
  problem_.periods = periods_;
  add_nodes();
  add_relays();
  add_mixes();
  add_holders();
  add_processes();
  add_storages();
  add_ways();
  for (std::size_t i = 0; i < network_.arcs.connections.size(); ++i) add_connection(i);
}

double ScaleForm::length(std::size_t period) const {
  return network_.region.settings.periods[period].in(year);
}

double ScaleForm::find_penalty() const {
  double dearest = 1;
  for (const std::size_t column : model_.way_out_columns) {
    dearest = std::max(dearest, std::abs(cost(column)));
  }
  return kPenalty * dearest;
}

void ScaleForm::add_nodes() {
  balances_.resize(model_.problem.rows());
  for (std::size_t i = 0; i < network_.nodes.nodes.size(); ++i) {
    add_node(i);
    const Node& node = network_.nodes[i];
    note_rows(i, model_.node_rows[i], periods_of(network_, node),
              node.direction == Direction::offer ? -1 : 1);
  }
}

void ScaleForm::add_node(std::size_t index) {
  const Node& node = network_.nodes[index];
  const std::size_t column = model_.way_out_columns[index];
  const bool has_price = column != kNone && !is_bought_with_more(column);
  const double price = has_price ? cost(column) : penalty_;
  const bool gives = node.direction == Direction::offer;
  const auto kind = static_cast<std::uint32_t>(node.resource.index());
  problem_.add_node(kind, gives ? penalty_ : price, gives ? price : penalty_);
  problem_.node_is_yearly[index] = node.is_yearly;
  problem_.purchase_is_penalty[index] = gives || !has_price;
  problem_.disposal_is_penalty[index] = !gives || !has_price;
  for (std::size_t t = 0; node.at.stream && t < periods_; ++t) {
    const double amount = node.is_yearly ? node.amounts.front().in(unit_amount)*length(t)
                                         : node.amounts[t].in(unit_amount);
    problem_.demand[index * periods_ + t] = gives ? -amount : amount;
  }
}

/// What comes to a relay must go on.
void ScaleForm::add_relays() {
  for (std::size_t i = 0; i < network_.arcs.relays.size(); ++i) {
    const Node& giver = network_.nodes[network_.arcs.relays[i].giver];
    const auto kind = static_cast<std::uint32_t>(giver.resource.index());
    const std::uint32_t number = problem_.add_node(kind, penalty_, penalty_);
    problem_.purchase_is_penalty[number] = problem_.disposal_is_penalty[number] = true;
    note_rows(number, model_.relay_rows[i], periods_, -1);
  }
}

/// What keeps below a limit by more than is needed goes for nothing.
void ScaleForm::add_mixes() {
  const std::size_t resources = network_.reference.resources().size();
  for (std::size_t i = 0; i < network_.blends.size(); ++i) {
    const Blend& blend = network_.blends[i];
    const Node& need = network_.nodes[blend.need];
    const auto kind = static_cast<std::uint32_t>(resources + blend.property.index());
    const std::uint32_t number = problem_.add_node(kind, penalty_, 0);
    problem_.purchase_is_penalty[number] = true;
    problem_.node_is_yearly[number] = need.is_yearly;
    note_rows(number, model_.blend_rows[i], periods_of(network_, need), -1);
  }
}

/// What is held stays or is taken out; of what comes to a storage no more is put in than comes.
void ScaleForm::add_holders() {
  const auto kind_of = [&](std::size_t giver) {
    return static_cast<std::uint32_t>(network_.nodes[giver].resource.index());
  };
  for (std::size_t i = 0; i < network_.holders.holders.size(); ++i) {
    const std::uint32_t number =
        problem_.add_node(kind_of(network_.holders.holders[i].giver), penalty_, penalty_);
    problem_.purchase_is_penalty[number] = problem_.disposal_is_penalty[number] = true;
    note_rows(number, model_.level_rows[i], periods_, -1);
  }
  for (std::size_t i = 0; i < network_.arcs.arcs.size(); ++i) {
    if (model_.arrival_rows[i] == kNone) continue;
    const std::uint32_t number =
        problem_.add_node(kind_of(network_.arcs.arcs[i].giver), penalty_, 0);
    problem_.purchase_is_penalty[number] = true;
    note_rows(number, model_.arrival_rows[i], periods_, -1);
  }
}

void ScaleForm::note_rows(std::size_t node, std::size_t first, std::size_t count, double sign) {
  for (std::size_t t = 0; t < count; ++t) balances_[first + t] = {node, t, sign};
}

/// What one unit of the column adds to the balances; of columns by period the first is asked for.
std::vector<first_order::Term> ScaleForm::terms_of(std::size_t column) const {
  const solver::Problem& from = model_.problem;
  std::vector<first_order::Term> terms;
  for (int k = from.column_begin[column]; k < from.column_begin[column + 1]; ++k) {
    const auto at = static_cast<std::size_t>(k);
    const Balance& balance = balances_[static_cast<std::size_t>(from.row_of[at])];
    if (balance.node == kNone) continue;
    terms.push_back({static_cast<std::uint32_t>(balance.node), balance.sign * from.coefficients[at],
                     balance.period > 0});
  }
  return terms;
}

/// Whether what is bought brings flows that depend on its properties.
bool ScaleForm::is_bought_with_more(std::size_t way_out_column) const {
  return terms_of(way_out_column).size() > 1;
}

void ScaleForm::add_processes() {
  processes_.assign(network_.nodes.instances.size(), kNone);
  for (std::size_t i = 0; i < processes_.size(); ++i) {
    const AmountFlow useful = useful_capacity(network_.region, network_.nodes, network_.limits, i);
    if (useful > AmountFlow{}) add_process(i);
  }
}

/// What exists runs up to its limits, a candidate up to its size, which is a rate.
void ScaleForm::add_process(std::size_t index) {
  const Process& process = network_.region[network_.nodes.instances[index].process];
  processes_[index] = problem_.facilities.size();
  if (process.status == ProcessStatus::existing) {
    std::vector<double> most;
    for (std::size_t t = 0; t < periods_; ++t) {
      most.push_back(network_.limits.activity(index, t).in(unit_amount));
    }
    add_existing(most);
  } else {
    const std::size_t size = model_.size_columns[index];
    problem_.add_facility({.fixed_cost = cost(model_.build_columns[index]),
                           .cost_per_size = cost(size),
                           .largest = model_.problem.upper[size]},
                          0);
    for (std::size_t t = 0; t < periods_; ++t) {
      problem_.facility_share[processes_[index] * periods_ + t] = length(t);
    }
  }
  add_activity(model_.activity_columns[index]);
}

/// All that is held shares the room.
void ScaleForm::add_storages() {
  const Holders& all = network_.holders;
  for (std::size_t i = 0; i < all.storages.size(); ++i) {
    const std::size_t room = model_.room_columns[i];
    const double largest = room == kNone
                               ? network_.region[all.storages[i]].capacity->in(unit_amount)
                               : model_.problem.upper[room];
    storages_.push_back(problem_.facilities.size());
    problem_.add_facility({.fixed_cost = cost(model_.storage_build_columns[i]),
                           .cost_per_size = cost(room),
                           .largest = largest,
                           .is_existing = room == kNone},
                          1);
    for (std::size_t h = 0; h < all.holders.size(); ++h) {
      if (all.holders[h].storage == all.storages[i]) add_activity(model_.level_columns[h]);
    }
  }
  for (std::size_t h = 0; h < all.holders.size(); ++h) {
    const std::vector<double> most(periods_, network_.limits.levels[h].in(unit_amount));
    for (const std::size_t change : {1, 2}) {  // put in, taken out
      add_way(model_.level_columns[h] + change * periods_, most);
    }
  }
}

void ScaleForm::add_ways() {
  arcs_.resize(network_.arcs.arcs.size());
  legs_.resize(network_.arcs.legs.size());
  for (std::size_t i = 0; i < arcs_.size(); ++i) {
    if (network_.arcs.arcs[i].connection != kNone) continue;
    arcs_[i] = add_way(model_.arc_columns[i], most_on_arc(i));
  }
  for (std::size_t i = 0; i < legs_.size(); ++i) {
    const Leg& leg = network_.arcs.legs[i];
    if (leg.connection != kNone) continue;
    legs_[i] = add_way(model_.leg_columns[i], most_at(network_.arcs.relays[leg.to].giver));
  }
  for (std::size_t i = 0; i < network_.nodes.nodes.size(); ++i) {
    const std::size_t column = model_.way_out_columns[i];
    if (column != kNone && is_bought_with_more(column)) add_way(column, most_at(i));
  }
}

/// A way that changes more than its two ends is an activity of a facility of its own.
ScaleForm::Place ScaleForm::add_way(std::size_t column, const std::vector<double>& limit) {
  auto terms = terms_of(column);
  std::ranges::sort(terms, {}, &first_order::Term::amount);
  if (terms.size() != 2 || terms[0].amount != -1 || !(terms[1].amount > 0)) {
    add_existing(limit);
    return add_activity(column);
  }
  problem_.add_arc({terms[0].node, terms[1].node, cost(column), terms[1].amount}, 0);
  std::ranges::copy(limit, problem_.arc_limit.end() - static_cast<std::ptrdiff_t>(periods_));
  return {false, problem_.arcs.size() - 1};
}

ScaleForm::Place ScaleForm::add_activity(std::size_t column) {
  problem_.add_activity(cost(column), 0, terms_of(column));
  return {true, problem_.activities.size() - 1};
}

/// A facility that can do so much in each period.
void ScaleForm::add_existing(const std::vector<double>& most) {
  const double largest = std::ranges::max(most);
  problem_.add_facility({.largest = largest, .is_existing = true}, 0);
  const auto share = problem_.facility_share.end() - static_cast<std::ptrdiff_t>(periods_);
  std::ranges::transform(most, share,
                         [&](double value) { return value > 0 ? value / largest : 0; });
}

std::vector<double> ScaleForm::most_at(std::size_t node) const {
  std::vector<double> most;
  for (std::size_t t = 0; t < periods_; ++t) {
    most.push_back(network_.limits.node(node, t).in(unit_amount));
  }
  return most;
}

/// Of a yearly arc the year's, in the first period.
std::vector<double> ScaleForm::most_on_arc(std::size_t index) const {
  const Arc& arc = network_.arcs.arcs[index];
  const std::size_t count = periods_of(network_, arc);
  std::vector<double> most = most_at(arc.giver);
  for (std::size_t t = 0; t < periods_; ++t) {
    const double taken = network_.limits.node(arc.taker, t).in(unit_amount);
    most[t] = t < count ? std::min(most[t], taken / (arc.way.arrival * arc.substitution)) : 0;
  }
  return most;
}

void ScaleForm::add_connection(std::size_t index) {
  const Connection& connection = network_.arcs.connections[index];
  std::vector<double> most;
  for (std::size_t t = 0; t < periods_; ++t) most.push_back(capacity(index, t));
  connections_.push_back(problem_.facilities.size());
  add_existing(most);
  if (const std::size_t column = model_.connection_columns[index]; column != kNone) {
    problem_.facilities.back().is_existing = false;
    problem_.facilities.back().fixed_cost = cost(column);
  }
  for (const std::size_t arc : connection.arcs) arcs_[arc] = add_activity(model_.arc_columns[arc]);
  for (const std::size_t leg : connection.legs) legs_[leg] = add_activity(model_.leg_columns[leg]);
}

/// What stands may carry what it carries today, which may be more than its capacity.
double ScaleForm::capacity(std::size_t connection, std::size_t period) const {
  const double row = model_.problem.row_upper[model_.connection_rows[connection] + period];
  if (row > 0 && row < solver::kInfinity) return row;
  return most_on(network_, network_.arcs.connections[connection], period).in(unit_amount);
}

double ScaleForm::flow(const first_order::Plan& plan, const Place& place,
                       std::size_t period) const {
  const std::size_t at = place.index * periods_ + period;
  return place.is_activity ? plan.activity[at] : static_cast<double>(plan.flow[at]);
}

std::vector<double> ScaleForm::exchange(const std::stop_token& stop,
                                        std::vector<double>& price) const {
  const bool brings_more = std::ranges::any_of(model_.way_out_columns, [&](std::size_t column) {
    return column != kNone && is_bought_with_more(column);
  });
  if (brings_more) return {};
  auto found = first_order::solve_exchange(problem_, {.without_facilities = true, .stop = stop});
  if (!found) return {};
  std::vector<double> columns(model_.problem.columns());
  const auto take = [&](const Place& place, std::size_t first, std::size_t count) {
    const auto& from = place.is_activity ? found->activity : found->flow;
    std::copy_n(&from[place.index * periods_], count, &columns[first]);
  };
  for (std::size_t i = 0; i < arcs_.size(); ++i) {
    take(arcs_[i], model_.arc_columns[i], periods_of(network_, network_.arcs.arcs[i]));
  }
  for (std::size_t i = 0; i < legs_.size(); ++i) take(legs_[i], model_.leg_columns[i], periods_);
  for (std::size_t i = 0; i < network_.nodes.nodes.size(); ++i) {
    if (model_.way_out_columns[i] == kNone) continue;
    const bool gives = network_.nodes[i].direction == Direction::offer;
    std::copy_n(&(gives ? found->disposal : found->purchase)[i * periods_],
                periods_of(network_, network_.nodes[i]), &columns[model_.way_out_columns[i]]);
  }
  price = std::move(found->price);
  return columns;
}

solver::Problem ScaleForm::settling(const first_order::Plan& plan,
                                    const std::vector<double>& today) const {
  solver::Problem settling = model_.problem;
  std::ranges::fill(settling.is_integer, 0);
  const auto close_unused = [&](const Place& place, std::size_t first, std::size_t count) {
    for (std::size_t t = 0; t < count; ++t) {
      if (!(flow(plan, place, t) > 0) && !(today[first + t] > 0)) settling.upper[first + t] = 0;
    }
  };
  for (std::size_t i = 0; i < arcs_.size(); ++i) {
    close_unused(arcs_[i], model_.arc_columns[i], periods_of(network_, network_.arcs.arcs[i]));
  }
  for (std::size_t i = 0; i < legs_.size(); ++i) {
    close_unused(legs_[i], model_.leg_columns[i], periods_);
  }
  const auto hold = [&](std::size_t column, std::size_t facility) {
    if (column == kNone) return;
    const bool is_built = facility != kNone && plan.is_built[facility];
    settling.lower[column] = settling.upper[column] = is_built ? 1 : 0;
  };
  for (std::size_t i = 0; i < processes_.size(); ++i) hold(model_.build_columns[i], processes_[i]);
  for (std::size_t i = 0; i < storages_.size(); ++i) {
    hold(model_.storage_build_columns[i], storages_[i]);
  }
  for (std::size_t i = 0; i < network_.arcs.connections.size(); ++i) {
    hold(model_.connection_columns[i], connections_[i]);
  }
  return settling;
}

/// By a unit of what the facility does, at these prices.
double ScaleForm::most_earned(std::size_t facility, const std::vector<double>& price,
                              std::size_t period) const {
  double most = 0;
  for (std::size_t i = problem_.first_activity(facility);
       i < problem_.facilities[facility].activities_end; ++i) {
    double earned = -problem_.activities[i].cost;
    for (const first_order::Term& term : problem_.terms_of(i)) {
      const std::size_t at = term.is_next ? problem_.next(period) : period;
      earned += term.amount * price[term.node * periods_ + at];
    }
    most = std::max(most, earned);
  }
  return most;
}

std::vector<double> ScaleForm::row_duals(const std::vector<double>& price) const {
  std::vector<double> duals(balances_.size());
  for (std::size_t row = 0; row < duals.size(); ++row) {
    const Balance& balance = balances_[row];
    if (balance.node == kNone) continue;
    duals[row] = balance.sign * price[balance.node * periods_ + balance.period];
  }
  for (std::size_t i = 0; i < storages_.size(); ++i) {
    for (std::size_t t = 0; t < periods_; ++t) {
      duals[model_.room_rows[i] + t] = -most_earned(storages_[i], price, t);
    }
  }
  return duals;
}

}  // namespace samspill::network
