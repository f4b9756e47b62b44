#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/plan.h"

namespace samspill::accounting {

/// A way out at one endpoint, the plan's year less today's.
struct RecourseChange {
  Endpoint at;
  ResourceId resource;
  std::string factor_id;
  AmountFlow amount;             // negative = less than today
  AmountFlow compared;           // both years' amounts together
  std::optional<Co2eFlow> co2e;  // empty = no factor known
  MoneyFlow cost;
};

/// What goes from one endpoint to another by one mode, the plan's year less today's. The legs of a
/// way that sites pass on have changes of their own, in which nothing is sent.
struct FlowChange {
  Endpoint from;
  Endpoint to;
  ResourceId resource;
  ModeId mode;
  std::string factor_id;  // of transport
  std::string use_factor_id;
  AmountFlow sent;
  AmountFlow carried;  // by this mode: what is sent, or passed on by a site on the way
  AmountFlow received;
  AmountFlow met;  // in the taker's resource
  AmountFlow compared;
  std::optional<Co2eFlow> transport_co2e;  // empty = no factor known
  Co2eFlow use_co2e;
  MoneyFlow transport_cost;
};

/// The changes of both years' ways out, sorted by endpoint, resource, factor.
std::vector<RecourseChange> recourse_changes(const std::vector<Recourse>& planned,
                                             const std::vector<Recourse>& today);

/// The changes of both years' flows, sorted by endpoints, resource, mode, factors.
std::vector<FlowChange> flow_changes(const std::vector<PlanFlow>& planned,
                                     const std::vector<PlanFlow>& today);

}  // namespace samspill::accounting
