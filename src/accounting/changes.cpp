#include "accounting/changes.h"

#include <map>
#include <tuple>

namespace samspill::accounting {
namespace {

using RecourseKey = std::tuple<Endpoint, ResourceId, std::string, bool>;
using FlowKey = std::tuple<Endpoint, Endpoint, ResourceId, ModeId, std::string, std::string, bool>;

constexpr Duration kYear = 1.0 * year;

/// A flow between sites whose emissions were not worked out; within a site there are none.
bool is_unknown(const PlanFlow& flow) {
  return flow.mode && flow.factor_id.empty() && flow.co2e == Co2e{};
}

void add(std::map<RecourseKey, RecourseChange>& changes, const std::vector<Recourse>& list,
         double sign) {
  for (const Recourse& recourse : list) {
    auto& change =
        changes[{recourse.at, recourse.resource, recourse.factor_id, recourse.co2e.has_value()}];
    change.at = recourse.at;
    change.resource = recourse.resource;
    change.factor_id = recourse.factor_id;
    change.amount += sign * recourse.amount / kYear;
    change.compared += recourse.amount / kYear;
    change.cost += sign * recourse.cost / kYear;
    if (recourse.co2e) {
      change.co2e = change.co2e.value_or(Co2eFlow{}) + sign * *recourse.co2e / kYear;
    }
  }
}

FlowChange& change_of(std::map<FlowKey, FlowChange>& changes, const PlanFlow& flow) {
  auto& change = changes[{flow.from, flow.to, flow.resource, flow.mode, flow.factor_id,
                          flow.use_factor_id, is_unknown(flow)}];
  change.from = flow.from;
  change.to = flow.to;
  change.resource = flow.resource;
  change.mode = flow.mode;
  change.factor_id = flow.factor_id;
  change.use_factor_id = flow.use_factor_id;
  return change;
}

void add_transport(FlowChange& change, const PlanFlow& flow, double sign) {
  change.carried += sign * flow.sent / kYear;
  change.compared += flow.sent / kYear;
  change.transport_cost += sign * flow.cost / kYear;
  if (is_unknown(flow)) return;
  change.transport_co2e = change.transport_co2e.value_or(Co2eFlow{}) + sign * flow.co2e / kYear;
}

void add(std::map<FlowKey, FlowChange>& changes, const std::vector<PlanFlow>& list, double sign) {
  for (PlanFlow flow : list) {
    for (const FlowLeg& leg : flow.legs) {
      PlanFlow part{.from = flow.from, .to = flow.to, .resource = flow.resource, .mode = leg.mode};
      part.sent = leg.sent;
      part.cost = leg.cost;
      part.co2e = leg.co2e;
      part.factor_id = leg.factor_id;
      add_transport(change_of(changes, part), part, sign);
    }
    if (!flow.legs.empty()) {
      flow.mode = {};
      flow.factor_id.clear();
      flow.cost = {};
      flow.co2e = {};
    }
    FlowChange& change = change_of(changes, flow);
    add_transport(change, flow, sign);
    change.sent += sign * flow.sent / kYear;
    change.received += sign * flow.received / kYear;
    change.met += sign * flow.substitution * flow.received / kYear;
    change.use_co2e += sign * flow.use_co2e / kYear;
  }
}

template <typename Change, typename List, typename Key>
std::vector<Change> changes_of(const List& planned, const List& today) {
  std::map<Key, Change> changes;
  add(changes, planned, 1);
  add(changes, today, -1);
  std::vector<Change> list;
  list.reserve(changes.size());
  for (auto& [key, change] : changes) list.push_back(std::move(change));
  return list;
}

}  // namespace

std::vector<RecourseChange> recourse_changes(const std::vector<Recourse>& planned,
                                             const std::vector<Recourse>& today) {
  return changes_of<RecourseChange, std::vector<Recourse>, RecourseKey>(planned, today);
}

std::vector<FlowChange> flow_changes(const std::vector<PlanFlow>& planned,
                                     const std::vector<PlanFlow>& today) {
  return changes_of<FlowChange, std::vector<PlanFlow>, FlowKey>(planned, today);
}

}  // namespace samspill::accounting
